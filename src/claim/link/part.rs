//! Totals and their parts: 其中…, 按…分, N个X中, brackets, 其余…, 合计….

use super::view::{Around, Hint, Lead, amount, clause, same_unit};
use crate::model::Claim;
use rust_decimal::Decimal;

/// How far back a total is looked for, in claims.
const REACH: usize = 24;
const AMONG: [&str; 3] = ["其中", "包括", "包含"];
/// Words that open the rest of a list.
const REST: [&str; 8] = ["其余", "其他", "其它", "剩余", "余下", "另有", "另外", "剩下"];
/// Words that show that a clause no longer speaks of the parts.
const RESETS: [&str; 20] = [
    "全市", "全省", "全县", "全区", "全州", "全国", "全旗", "全盟", "全镇", "累计", "目前", "同时", "此外", "共计",
    "现有", "总共", "合计", "一共", "截至", "今年",
];

/// The parts that one stretch of text names of one total. Numbers are indices of claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct List {
    pub(crate) opening: Opening,
    pub(crate) total: usize,
    pub(crate) parts: Vec<usize>,
}

/// What shows that amounts are parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opening {
    /// 其中, 包括.
    Among,
    /// 按类型分, 分产业看: every part is named.
    Split,
    /// 214个派出所中，….
    Of,
    /// Brackets or a colon right after the total.
    Beside,
    /// 其余: what stands between it and the total is the rest of the parts.
    Rest,
    /// 合计, 共: the total follows its parts.
    Total,
}

/// The lists of an article.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    /// By position of their last claim.
    pub(crate) all: Vec<List>,
    /// The claims that were asked whether they are the sum of those before them.
    asked: Vec<usize>,
}

impl Lists {
    /// True when claims that have got their totals since still make the same lists: what is part of a total is no longer
    /// part of a sum.
    pub(crate) fn hold(&self, around: &Around<'_>, claims: &[Claim<'_>]) -> bool {
        self.asked.iter().all(|&at| {
            let found = self.all.iter().find(|l| l.opening == Opening::Total && l.total == at);
            summed(around, claims, at).as_ref() == found
        })
    }
}

/// Returns the lists of parts.
pub(crate) fn lists(around: &Around<'_>, claims: &[Claim<'_>]) -> Lists {
    let mut out: Vec<List> = Vec::new();
    let mut asked = Vec::new();
    let mut at = 0;
    while let Some(claim) = claims.get(at) {
        let found = if amount(claim) { list_at(around, claims, at, &out, &mut asked) } else { None };
        let last = found.as_ref().and_then(|l| l.parts.last()).map_or(at, |&last| last.max(at));
        if let Some(list) = found.filter(|l| !l.parts.is_empty()) {
            let more = if list.opening == Opening::Of { leftovers(around, claims, &list) } else { Vec::new() };
            out.push(list);
            out.extend(more);
        }
        at = last + 1;
    }
    Lists { all: out, asked }
}

/// 214个派出所中，城区所52个、农村所162个，目前178个已完成改革: amounts without a name of their own are still of the total.
fn leftovers(around: &Around<'_>, claims: &[Claim<'_>], list: &List) -> Vec<List> {
    let Some(&last) = list.parts.last() else { return Vec::new() };
    let mut out = Vec::new();
    for (i, pair) in claims.windows(2).enumerate().skip(last).take(REACH) {
        let [before, claim] = pair else { break };
        let gap = around.between(before, claim);
        if around.ends(i) || gap.contains('；') {
            break;
        }
        let label = clause(gap).trim();
        if matches!(label, "" | "目前" | "已有" | "有" | "目前已有" | "现" | "其中") && fits(claims, list.total, i + 1)
        {
            out.push(List { opening: Opening::Of, total: list.total, parts: vec![i + 1] });
        }
    }
    out
}

fn list_at(
    around: &Around<'_>,
    claims: &[Claim<'_>],
    at: usize,
    before: &[List],
    asked: &mut Vec<usize>,
) -> Option<List> {
    let lead = around.lead(at);
    if let Some(opening) = opening(around, claims, at, &lead) {
        let found = opened(around, claims, at, opening, before);
        if found.is_some() {
            return found;
        }
    }
    let label = lead.clause;
    if opens_rest(label) && label.chars().count() <= 12 {
        return rest(around, claims, at);
    }
    if lead.has(Hint::Sum) && (label.contains('共') || label.contains("合计") || label.contains("总计")) {
        asked.push(at);
        return summed(around, claims, at);
    }
    None
}

/// True for words that begin with 其余 and its like.
fn opens_rest(words: &str) -> bool {
    words.starts_with(['其', '剩', '余', '另']) && REST.iter().any(|w| words.starts_with(w))
}

/// True for words that no longer speak of the parts.
fn resets(words: &str) -> bool {
    let may = |c| matches!(c, '全' | '累' | '目' | '同' | '此' | '共' | '现' | '总' | '合' | '一' | '截' | '今');
    let mut starts = words.char_indices().filter(|(_, c)| may(*c)).filter_map(|(i, _)| words.get(i..));
    starts.any(|rest| RESETS.iter().any(|w| rest.starts_with(w)))
}

/// Returns what shows that the claim at `at` is the first of a list of parts.
fn opening(around: &Around<'_>, claims: &[Claim<'_>], at: usize, lead: &Lead<'_>) -> Option<Opening> {
    if lead.has(Hint::Among)
        && let Some(label) = among(lead.words)
    {
        let label = label.trim_start_matches(['，', '：', '有', ',']);
        if !label.contains(['；', ';']) && label.matches('，').count() == 0 {
            return Some(Opening::Among);
        }
    }
    if lead.has(Hint::Split) && splits(lead.words) {
        return Some(Opening::Split);
    }
    if lead.stopped || !lead.has(Hint::Open) {
        return None;
    }
    let gap = at.checked_sub(1).and_then(|i| Some(around.between(claims.get(i)?, claims.get(at)?)))?;
    let plain = |w: &str| !w.contains(['，', '；', '：', '、', '（']) && w.chars().count() <= 24;
    if gap.split_once("中，").is_some_and(|(noun, label)| plain(noun) && !label.contains(['，', '；'])) {
        return Some(Opening::Of);
    }
    let beside = gap.split_once(['（', '(', '：']).is_some_and(|(noun, label)| {
        plain(noun) && !label.contains(['）', ')', '，', '；']) || plain(noun) && balanced(label) && gap.contains('：')
    });
    beside.then_some(Opening::Beside)
}

/// Returns what follows the last 其中, 包括 or 包含.
fn among(words: &str) -> Option<&str> {
    let mut end = words.len();
    while let Some(at) = words.get(..end)?.rfind(['中', '括', '含']) {
        let (head, label) = words.split_at_checked(at + '中'.len_utf8())?;
        if AMONG.iter().any(|w| head.ends_with(w)) {
            return Some(label);
        }
        end = at;
    }
    None
}

/// True when brackets inside a label are closed: 村（社区）调委会.
fn balanced(label: &str) -> bool {
    label.matches(['（', '(']).count() == label.matches(['）', ')']).count() && !label.contains(['，', '；'])
}

/// True when the clause before the label says how the total is divided: 按类型分，, 分产业看，.
fn splits(words: &str) -> bool {
    let mut clauses = words.rsplit(['，', '：', '；', ',', ':']);
    let (Some(label), Some(how)) = (clauses.next(), clauses.next()) else { return false };
    !label.is_empty()
        && how.chars().count() <= 12
        && how.trim_start().starts_with(['按', '分', '从', '依'])
        && how.ends_with(['分', '看', '类'])
}

fn opened(around: &Around<'_>, claims: &[Claim<'_>], at: usize, opening: Opening, before: &[List]) -> Option<List> {
    // 其中新能源汽车由45万辆增至356万辆: what was before is no part of what is now.
    if claims.get(at).zip(claims.get(at + 1)).is_some_and(|(from, to)| to.baseline == Some(from.id)) {
        return None;
    }
    let parts = follow(around, claims, at, opening);
    let all: Vec<usize> = parts.iter().map(|&(i, _)| i).collect();
    let total = match opening {
        Opening::Of | Opening::Beside => {
            let total = at.checked_sub(1)?;
            fits(claims, total, at).then_some(total)?
        }
        _ => total(around, claims, at, opening, &all, before)?,
    };
    let parts = cover(claims, total, &parts);
    let whole = claims.get(total)?.value;
    if opening == Opening::Beside && (parts.len() < 2 || !close(sum(claims, &parts)?, whole)) {
        return None;
    }
    (!parts.is_empty()).then_some(List { opening, total, parts })
}

/// True when the claim `part` can be a part of `total`.
fn fits(claims: &[Claim<'_>], total: usize, part: usize) -> bool {
    let (Some(whole), Some(claim)) = (claims.get(total), claims.get(part)) else { return false };
    let from_value = claims.get(total + 1).is_some_and(|next| next.baseline == Some(whole.id));
    amount(whole) && same_unit(whole, claim) && !from_value && claim.value <= whole.value
}

/// Returns the amounts that may be parts from `at` on, each with whether only 、 or 和 joins it to the one before.
fn follow(around: &Around<'_>, claims: &[Claim<'_>], at: usize, opening: Opening) -> Vec<(usize, bool)> {
    let mut parts = vec![(at, true)];
    let Some(first) = claims.get(at) else { return parts };
    let bracket = opening == Opening::Beside
        && at
            .checked_sub(1)
            .and_then(|i| claims.get(i))
            .is_some_and(|c| around.between(c, first).contains(['（', '(']));
    let mut depth = 1_i32;
    for (i, pair) in claims.windows(2).enumerate().skip(at) {
        let [last, claim] = pair else { break };
        let gap = around.between(last, claim);
        let lead = around.lead(i + 1);
        if bracket {
            depth += gap.chars().fold(0, |d, c| match c {
                '（' | '(' if d + depth > 0 => d + 1,
                '）' | ')' => d - 1,
                _ => d,
            });
            if depth <= 0 {
                break;
            }
        }
        if lead.stopped
            || lead.has(Hint::Among) && AMONG.iter().any(|w| gap.contains(w))
            || lead.has(Hint::Split) && splits(gap)
        {
            break;
        }
        if !amount(claim) || !same_unit(first, claim) || claim.comparison.is_some() != first.comparison.is_some() {
            continue;
        }
        if claim.baseline.is_some() || claims.get(i + 2).is_some_and(|next| next.baseline == Some(claim.id)) {
            break;
        }
        let label = gap.trim_start_matches(['，', '；', '、', ',']);
        let joined = !gap.contains(['，', '；', ',', ';']) && gap.contains(['、', '和', '及', '与']);
        let strict = joined || opens_rest(label);
        if !strict && resets(label) {
            break;
        }
        parts.push((i + 1, strict));
    }
    parts
}

/// Keeps the parts that cover the total; without such, those that are surely parts.
fn cover(claims: &[Claim<'_>], total: usize, parts: &[(usize, bool)]) -> Vec<usize> {
    let Some(whole) = claims.get(total).map(|c| c.value) else { return Vec::new() };
    let value = |i: usize| claims.get(i).map_or(Decimal::ZERO, |c| c.value);
    let mut running = Decimal::ZERO;
    let mut exact = None;
    for (n, &(i, _)) in parts.iter().enumerate() {
        running = running.saturating_add(value(i));
        if running == whole && n > 0 {
            exact = Some(n + 1);
        }
    }
    if let Some(n) = exact {
        return parts.iter().take(n).map(|&(i, _)| i).collect();
    }
    let shown = |i: usize| claims.get(i).is_some_and(|c| c.predicate.is_some());
    let first_shown = parts.first().is_some_and(|&(i, _)| shown(i));
    let mut kept: Vec<usize> = Vec::new();
    let mut running = Decimal::ZERO;
    for &(i, strict) in parts {
        running = running.saturating_add(value(i));
        if !strict && (running > whole || shown(i) != first_shown) {
            break;
        }
        if value(i) <= whole {
            kept.push(i);
        }
    }
    kept
}

fn sum(claims: &[Claim<'_>], parts: &[usize]) -> Option<Decimal> {
    parts.iter().try_fold(Decimal::ZERO, |sum, &i| sum.checked_add(claims.get(i)?.value))
}

/// True when a sum is the total or a slip away from it: within a twentieth.
fn close(sum: Decimal, total: Decimal) -> bool {
    let away = if sum > total { sum - total } else { total - sum };
    away.checked_mul(Decimal::from(20)).is_some_and(|d| d <= total)
}

/// Returns the amounts before `at` that may be its total, the nearest first.
fn totals(around: &Around<'_>, claims: &[Claim<'_>], at: usize, sentences: usize) -> Vec<usize> {
    let mut left = sentences;
    let mut out = Vec::new();
    for i in (0..at).rev().take(REACH) {
        let (Some(claim), Some(next)) = (claims.get(i), claims.get(i + 1)) else { break };
        if around.ends(i) {
            if left == 0 || around.between(claim, next).contains('\n') {
                break;
            }
            left -= 1;
        }
        if fits(claims, i, at) {
            out.push(i);
        }
    }
    out
}

fn total(
    around: &Around<'_>,
    claims: &[Claim<'_>],
    at: usize,
    opening: Opening,
    parts: &[usize],
    before: &[List],
) -> Option<usize> {
    let words = around.lead(at).words;
    let fresh = AMONG.iter().any(|w| words.trim_start().starts_with(w));
    let sentences = if opening == Opening::Split { 3 } else { usize::from(fresh) };
    let mut found = totals(around, claims, at, sentences);
    if opening == Opening::Split {
        found.retain(|i| !before.iter().rev().take(REACH).any(|l| l.parts.contains(i)));
    }
    let value = |i: usize| claims.get(i).map_or(Decimal::ZERO, |c| c.value);
    let prefixes = |want: Decimal| {
        let mut running = Decimal::ZERO;
        parts.iter().enumerate().any(|(n, &i)| {
            running = running.saturating_add(value(i));
            n > 0 && running == want
        })
    };
    let sum = sum(claims, parts)?;
    let exact = found.iter().copied().find(|&i| prefixes(value(i)));
    let split = opening == Opening::Split;
    let below = || found.iter().copied().find(|&i| split && value(i) >= sum && close(sum, value(i)));
    let near = || found.iter().copied().find(|&i| split && close(sum, value(i)));
    let above = || found.iter().copied().find(|&i| !split || value(i) >= sum);
    exact.or_else(below).or_else(near).or_else(above)
}

/// 31项，…29项，其余2项: the total is the amount that the others add up to.
fn rest(around: &Around<'_>, claims: &[Claim<'_>], at: usize) -> Option<List> {
    let found = totals(around, claims, at, 0);
    found.iter().find_map(|&total| {
        let parts: Vec<usize> = (total + 1..=at)
            .filter(|&i| fits(claims, total, i) && claims.get(i).is_some_and(|c| c.baseline.is_none()))
            .collect();
        let exact = parts.len() > 1 && sum(claims, &parts)? == claims.get(total)?.value;
        exact.then_some(List { opening: Opening::Rest, total, parts })
    })
}

/// A 12个、B 8个，共20个: the amounts just listed add up to this one.
fn summed(around: &Around<'_>, claims: &[Claim<'_>], at: usize) -> Option<List> {
    let whole = claims.get(at)?;
    let mut running = Decimal::ZERO;
    let mut parts = Vec::new();
    for i in (0..at).rev().take(REACH) {
        let claim = claims.get(i)?;
        if around.ends(i) {
            return None;
        }
        if !amount(claim) || !same_unit(whole, claim) || claim.part_of.is_some() {
            continue;
        }
        running = running.checked_add(claim.value)?;
        parts.push(i);
        if running == whole.value && parts.len() > 1 {
            parts.reverse();
            return Some(List { opening: Opening::Total, total: at, parts });
        }
        if running > whole.value {
            return None;
        }
    }
    None
}
