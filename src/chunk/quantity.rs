//! Quantities: bound words, number, scale, unit.

use super::Quantity;
use crate::span::Span;

/// Appends the quantities of `text` at `within` to `out`, by position. Spans are positions in `text`.
pub(crate) fn scan<'t>(_text: &'t str, _within: Span, _out: &mut Vec<Quantity<'t>>) {}
