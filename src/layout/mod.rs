//! What is article and what is page: header fields, title, headings, enumerated items, paragraphs, sentences.
//!
//! Byte ranges only; the text is never copied or normalised.

mod body;
mod boilerplate;
mod closing;
mod header;
mod heading;
mod line;
mod marker;
mod outline;
mod page;
mod sentence;

use crate::model::{Date, Document};
use crate::span::Span;

/// The outline of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layout<'t> {
    /// Title, source, date, contributor and sections; the region is resolved later.
    pub(crate) document: Document<'t>,
    /// Where the title stands, when it is in the text.
    pub(crate) title: Option<Span>,
    /// Where the contributor stands (its body is a mention).
    pub(crate) contributor: Option<Span>,
    /// Every sentence of the article, in order, headings and items' openings included; page furniture is left out.
    pub(crate) sentences: Vec<Sentence>,
}

/// What a sentence is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Role {
    /// The article's title.
    Title,
    /// A heading on a line of its own.
    Heading,
    /// The sentence that opens an enumerated item (一是健全…机制。).
    Item,
    /// Anything else.
    #[default]
    Body,
}

/// A sentence: up to and with its 。！？ or line end. A ； does not end one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// Where it stands, without surrounding white space and without an item's marker.
    pub(crate) span: Span,
    pub(crate) role: Role,
    /// Numbers paragraphs; an enumerated item is a paragraph of its own.
    pub(crate) paragraph: u32,
    /// The paragraph that introduces the list this item belongs to, or the paragraph itself.
    pub(crate) parent: u32,
    /// Index into `document.sections`: the innermost section it stands in.
    pub(crate) section: Option<u32>,
}

/// What the caller knows about the article.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hints<'t> {
    pub(crate) title: Option<&'t str>,
    pub(crate) published: Option<Date>,
}

/// Reads the outline of `text`.
pub(crate) fn read<'t>(text: &'t str, hints: Hints<'t>) -> Layout<'t> {
    let lines = line::lines(text);
    let page = page::read(text, &lines, hints);
    body::read(text, &lines, page)
}
