//! Denominators written before the number: 每人每年960元.

use super::beside::{self, Says};
use super::unit;
use crate::chunk::among;
use crate::chunk::number::{self, Style};
use std::borrow::Cow;

/// How far before the number a denominator may stand, in bytes.
pub(super) const REACH: usize = 60;

/// Returns what the number that begins at `at` is an amount per.
pub(super) fn before(text: &str, at: usize) -> Option<Cow<'_, str>> {
    let mut from = at.saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let head = text.get(from..at)?;
    if !head.contains(['每', '单']) {
        return None;
    }
    let clause = head.rfind(['，', '。', '；', '！', '？', ',', ';', '：', '\n', '、', '”', '》']).map_or(head, |i| {
        let mark = head.get(i..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8);
        head.get(i + mark..).unwrap_or("")
    });
    let Some(first) = clause.find('每') else {
        // 单个项目不超过200万元
        let (_, noun) = clause.rsplit_once("单个")?;
        return beside::begins(noun, Says::Holder).filter(|w| noun.len() <= w.len() + 15).map(Cow::Borrowed);
    };
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

/// Returns true if the second of two amounts is per the same as the first: 每件1200元提高到1500元, 每年可节电5度、节水3吨.
pub(super) fn carries(per: &str, gap: &str, same_unit: bool) -> bool {
    let short = gap.len() <= 18 && !gap.contains(['，', '。', '；', '、', '\n']);
    let reached = same_unit && short && gap.ends_with(['到', '至', '为']);
    let time = ["年", "月", "日", "天", "周", "季度"].contains(&per);
    reached || time && gap.starts_with('、') && gap.len() <= 45 && !gap.contains(['，', '。', '；', '\n'])
}

/// Returns the end of the denominator behind a stroke at `at`: 吨, 月, 10万人.
pub(super) fn unit(text: &str, at: usize, stroke: bool) -> Option<usize> {
    let number = if stroke { number::read(text, at, Style { bare: true, ..Style::default() }) } else { None };
    // 每 to a power of ten: 10万人, 百亿元, 100毫升, but not 100兆瓦/200兆瓦时.
    let round = |n: &number::Numeral| {
        n.value.is_sign_positive() && n.value.normalize().scale() == 0 && {
            let digits = n.value.mantissa().unsigned_abs();
            digits.checked_ilog10().is_some_and(|power| 10_u128.checked_pow(power) == Some(digits))
        }
    };
    let number = number.filter(round);
    let begin = number.map_or(at, |n| n.end);
    let rest = text.get(begin..)?;
    let word = beside::begins(rest, Says::Denominator).map(str::len);
    let unit = word.or_else(|| unit::at(text, begin).map(|u| u.name.len()));
    // 21.3/10万 stands for 10万人.
    let alone = || number.filter(|n| n.scaled).map(|_| 0);
    unit.or_else(alone).map(|length| begin + length)
}

/// Reads one denominator: 人, 平方米, 个行政村.
fn denominator(text: &str) -> Option<(&str, &str)> {
    if let Some(noun) = text.strip_prefix('个') {
        let end = noun
            .find(|c: char| {
                among("应不可须需均配安设补发奖支建有为按给至最培选开新打投引完办申约超近标资", c) || c.is_ascii_digit()
            })
            .unwrap_or(noun.len());
        let end = if end == 0 || end > 15 { return None } else { end };
        return noun.split_at_checked(end);
    }
    let unit = beside::begins(text, Says::Denominator).or_else(|| unit::at(text, 0).map(|u| u.name))?;
    text.split_at_checked(unit.len())
}
