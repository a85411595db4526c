//! The article of a web page.

mod body;
mod meta;
mod render;
mod tree;
mod words;

use zhengwen::Date;

/// What a page or a document says of its article outside the article's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Meta {
    pub(crate) title: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) published: Option<Date>,
}

/// Returns the text of a page's article, and what the page says of it.
pub(crate) fn read(page: &str) -> (String, Meta) {
    let (tree, notes) = tree::parse(page);
    let mut meta = meta::read(&notes);
    let (text, title) = body::text(&tree, meta.title.as_deref());
    meta.title = title.or(meta.title);
    (text, meta)
}

#[cfg(test)]
mod tests;
