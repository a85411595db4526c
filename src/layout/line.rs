//! Lines of a text.

use crate::span::Span;

/// One line that is not empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line<'t> {
    /// Where it stands, without surrounding white space.
    pub(crate) span: Span,
    pub(crate) text: &'t str,
}

/// Returns every line that is not empty.
pub(crate) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut out = Vec::new();
    let mut at = 0;
    for raw in text.split(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let inner = raw.trim_matches(is_blank);
        if !inner.is_empty() {
            let start = at + (raw.len() - raw.trim_start_matches(is_blank).len());
            out.push(Line { span: span(start, start + inner.len()), text: inner });
        }
        at += raw.len();
        at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    out
}

/// Returns true for white space, and for the invisible characters that pages are full of.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}' | '\0')
}

/// Returns the span of a byte range.
pub(crate) fn span(start: usize, end: usize) -> Span {
    Span::new(u32::try_from(start).unwrap_or(u32::MAX), u32::try_from(end).unwrap_or(u32::MAX))
}

/// Returns `inner` without blanks around it.
pub(crate) fn trim(text: &str, inner: Span) -> Span {
    let raw = inner.of(text);
    let start = inner.start as usize + (raw.len() - raw.trim_start_matches(is_blank).len());
    span(start, start + raw.trim_matches(is_blank).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_trimmed_and_never_empty() {
        let text = "\u{feff}　甲\r\n\r\n乙 丙　\n\u{200b}\n丁";
        let found: Vec<&str> = lines(text).iter().map(|l| l.span.of(text)).collect();
        assert_eq!(found, ["甲", "乙 丙", "丁"]);
    }
}
