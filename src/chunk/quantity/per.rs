//! Denominators written before the number: 每人每年960元.

use super::unit;
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
        let known = ["项目", "企业", "园区", "平台", "基地", "主体", "机构", "单位"];
        return known
            .into_iter()
            .find(|w| noun.starts_with(w))
            .filter(|w| noun.len() <= w.len() + 15)
            .map(Cow::Borrowed);
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

/// Reads one denominator: 人, 平方米, 个行政村.
fn denominator(text: &str) -> Option<(&str, &str)> {
    if let Some(noun) = text.strip_prefix('个') {
        let end = noun
            .find(|c: char| {
                "应不可须需均配安设补发奖支建有为按给至最培选开新打投引完办申约超近标资".contains(c)
                    || c.is_ascii_digit()
            })
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
