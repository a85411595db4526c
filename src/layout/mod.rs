//! What is article and what is page: header fields, title, headings, enumerated items, paragraphs, sentences.
//!
//! Byte ranges only; the text is never copied or normalised.

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
    let mut layout = Layout::default();
    layout.document.published = hints.published;
    layout.document.title = hints.title.map(Into::into);
    let mut at = 0;
    for (i, c) in text.char_indices() {
        if matches!(c, '。' | '！' | '？' | '\n') {
            let end = i + c.len_utf8();
            push(text, at, end, &mut layout.sentences);
            at = end;
        }
    }
    push(text, at, text.len(), &mut layout.sentences);
    layout
}

fn push(text: &str, start: usize, end: usize, out: &mut Vec<Sentence>) {
    let Some(raw) = text.get(start..end) else { return };
    let from = start + (raw.len() - raw.trim_start().len());
    let len = raw.trim().len();
    let offset = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    if len > 0 {
        out.push(Sentence { span: Span::new(offset(from), offset(from + len)), ..Sentence::default() });
    }
}
