//! Times, resolved to closed intervals of days.

use super::Time;
use crate::{model::Date, span::Span};

/// Appends the times of `text` at `within` to `out`, by position. `reference` is the article's date.
pub(crate) fn scan(_text: &str, _within: Span, _reference: Option<Date>, _out: &mut Vec<Time>) {}
