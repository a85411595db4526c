//! What the page says about the article.

use super::{Date, RegionRef};
use crate::span::Span;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Title, origin and outline of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document<'t> {
    /// The title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Cow<'t, str>>,
    /// Who published it (来源).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Cow<'t, str>>,
    /// The day of publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// Who contributed it (供稿).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contributor: Option<Cow<'t, str>>,
    /// The division the article is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionRef>,
    /// Headings and enumerated items, in order.
    #[serde(default)]
    pub sections: Vec<Section<'t>>,
}

/// A heading, or an enumerated item with its opening sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section<'t> {
    /// The text without ordinal and final 。.
    pub heading: Cow<'t, str>,
    /// 1 for headings, 2 for items below one, and so on.
    pub level: u8,
    /// The marker, such as 一是 or （二）.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordinal: Option<Cow<'t, str>>,
    /// Where the heading stands.
    pub span: Span,
}
