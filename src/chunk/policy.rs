//! Cited policies: titles in 《》, named laws, document numbers.

use crate::{model::Policy, span::Span};

/// Appends the policies of `text` at `within` to `out`, by position. `quotes` are the quotations in it.
pub(crate) fn scan<'t>(_text: &'t str, _within: Span, _quotes: &[Span], _out: &mut Vec<Policy<'t>>) {}
