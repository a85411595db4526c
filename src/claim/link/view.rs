//! Reading the words around claims.

use crate::model::{Claim, Dimension, Kind};
use crate::span::Span;

/// Characters that end a sentence.
const STOPS: [char; 4] = ['。', '！', '？', '\n'];

/// Returns the words between two claims; empty when they overlap.
pub(crate) fn between<'t>(text: &'t str, left: &Claim<'_>, right: &Claim<'_>) -> &'t str {
    slice(text, left.span.end, right.span.start)
}

/// Returns the words from `start` to `end`; empty when there are none.
pub(crate) fn slice(text: &str, start: u32, end: u32) -> &str {
    if start < end { Span::new(start, end).of(text) } else { "" }
}

/// True when a sentence ends in these words.
pub(crate) fn stops(words: &str) -> bool {
    words.contains(STOPS)
}

/// Returns the words of the sentence before a claim, back to the claim before it at most.
pub(crate) fn lead<'t>(text: &'t str, claims: &[Claim<'_>], at: usize) -> &'t str {
    let Some(claim) = claims.get(at) else { return "" };
    let from = at.checked_sub(1).and_then(|i| claims.get(i)).map_or(0, |c| c.span.end);
    // A claim's clause is short: what stands further back cannot be part of it.
    let from = from.max(claim.span.start.saturating_sub(600));
    let from = (from..=claim.span.start).find(|&b| text.is_char_boundary(b as usize)).unwrap_or(claim.span.start);
    let words = slice(text, from, claim.span.start);
    words.rfind(STOPS).and_then(|i| words.get(i..)).map_or(words, |w| w.trim_start_matches(STOPS))
}

/// Returns what stands after the last comma or semicolon.
pub(crate) fn clause(words: &str) -> &str {
    words.rsplit(['，', '；', '。', '\n', '：', ',', ';']).next().unwrap_or(words)
}

/// True for an amount that can be part of another: no ratio, no rank, no average.
pub(crate) fn amount(claim: &Claim<'_>) -> bool {
    matches!(claim.kind, Kind::Level | Kind::Change)
        && !matches!(
            claim.dimension,
            Dimension::Percent
                | Dimension::PercentagePoint
                | Dimension::Permille
                | Dimension::Multiple
                | Dimension::Rank
                | Dimension::Temperature
                | Dimension::Speed
        )
}

/// True when two amounts count the same thing and may be added.
pub(crate) fn same_unit(a: &Claim<'_>, b: &Claim<'_>) -> bool {
    fn heads(unit: Option<&str>) -> Option<&str> {
        match unit {
            Some("名" | "人" | "位") | None => None,
            unit => unit,
        }
    }
    a.per == b.per && a.dimension == b.dimension && heads(a.unit.as_deref()) == heads(b.unit.as_deref())
}
