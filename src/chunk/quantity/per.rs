//! Denominators written before the number: 每人每年960元.

use super::unit;
use std::borrow::Cow;

/// How far before the number a denominator may stand, in bytes.
const REACH: usize = 60;

/// Returns what the number that begins at `at` is an amount per.
pub(super) fn before(text: &str, at: usize) -> Option<Cow<'_, str>> {
    let mut from = at.saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let head = text.get(from..at)?;
    if !head.contains('每') {
        return None;
    }
    let clause = head.rfind(['，', '。', '；', '！', '？', ',', ';', '：', '\n', '、']).map_or(head, |i| {
        let mark = head.get(i..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8);
        head.get(i + mark..).unwrap_or("")
    });
    let first = clause.find('每')?;
    let mut rest = clause.get(first..)?;
    let mut parts: Vec<&str> = Vec::new();
    while let Some(tail) = rest.strip_prefix('每') {
        let (part, after) = denominator(tail)?;
        parts.push(part);
        rest = after;
    }
    // Another amount between belongs to 每 first: 每10万人1.2人.
    if rest.contains(|c: char| c.is_ascii_digit()) || rest.contains('每') {
        return None;
    }
    if parts.len() == 1 {
        return parts.first().map(|p| Cow::Borrowed(*p));
    }
    Some(Cow::Owned(parts.join("·")))
}

/// Reads one denominator: 人, 平方米, 个行政村.
fn denominator(text: &str) -> Option<(&str, &str)> {
    if let Some(noun) = text.strip_prefix('个') {
        let end = noun
            .find(|c: char| "应不可须需均配安设补发奖支建有为按给至最".contains(c) || c.is_ascii_digit())
            .unwrap_or(noun.len());
        let end = if end == 0 || end > 15 { return None } else { end };
        return noun.split_at_checked(end);
    }
    let unit = ["季度", "月", "周", "日", "天", "年", "季", "项目", "行政村", "社区"]
        .into_iter()
        .find(|w| text.starts_with(w))
        .or_else(|| unit::at(text, 0).map(|u| u.name))?;
    text.split_at_checked(unit.len())
}
