//! Noun phrases beside a quantity: who acts, what is measured.

use super::words::Line;
use std::ops::Range;

/// What stands before a predicate or a quantity, taken apart. Empty ranges are absent parts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parts {
    pub(crate) actor: Range<usize>,
    pub(crate) verb: Range<usize>,
    /// What the verb is done to, or the whole phrase when there is no verb.
    pub(crate) object: Range<usize>,
}

/// Endings that make a verb before them part of a noun: 办案数, 受理量.
const NOUN_ENDINGS: &[&str] = &[
    "类", "型", "级", "数", "率", "量", "额", "面", "度", "值", "费", "款", "时间", "时限", "周期", "用时", "天数",
    "次数", "人数", "件数", "户数", "频次", "总数", "总量", "总额", "面积", "规模", "总值", "收入", "支出", "余额",
    "能力", "速度", "水平", "标准", "价格", "成本", "能耗", "期限",
];

/// Cuts from both ends what is no part of a noun phrase.
pub(crate) fn trim(line: &Line<'_, '_>, range: Range<usize>) -> Range<usize> {
    let k = line.classes;
    let Range { mut start, mut end } = range;
    while start < end {
        let leads = line.any(
            start,
            &[
                k.lead,
                k.time,
                k.adverb,
                k.preposition,
                k.conjunction,
                k.particle,
                k.list,
                k.whole,
                k.dist,
                k.same,
                k.source,
            ],
        );
        let mark = line.is(start, k.punctuation) && !line.any(start, &[k.open, k.quote]);
        if !(leads || mark) || line.any(start, &[k.institution, k.quote]) {
            break;
        }
        start += 1;
    }
    while start < end {
        let last = end - 1;
        let trails = line.any(
            last,
            &[
                k.fill,
                k.de,
                k.adverb,
                k.preposition,
                k.conjunction,
                k.particle,
                k.time,
                k.be,
                k.reach,
                k.hold,
                k.to,
                k.dist,
                k.list,
                k.whole,
                k.than,
                k.with,
                k.each,
                k.target,
                k.estimate,
                k.must,
            ],
        );
        let trails = trails || matches!(line.words(last), "了" | "着" | "过" | "等" | "分别");
        let mark = line.is(last, k.punctuation) && !line.any(last, &[k.close, k.quote]);
        // 每 and what follows it is the amount's denominator.
        if last > start && line.is(last - 1, k.each) && line.words(last - 1) == "每" {
            end -= 2;
        } else if trails || mark {
            end -= 1;
        } else {
            break;
        }
    }
    start..end.max(start)
}

/// Cuts the words of a base: a time is one, and nothing is cut from its front but marks.
pub(crate) fn trim_base(line: &Line<'_, '_>, range: Range<usize>) -> Range<usize> {
    let k = line.classes;
    let Range { mut start, mut end } = range;
    while start < end && line.any(start, &[k.adverb, k.particle, k.fill]) {
        start += 1;
    }
    while start < end && line.any(end - 1, &[k.adverb, k.particle, k.de, k.fill, k.each]) {
        end -= 1;
    }
    start..end
}

/// Returns true if the phrase says no more than 全市.
pub(crate) fn only_area(line: &Line<'_, '_>, range: &Range<usize>) -> bool {
    range.clone().all(|i| line.any(i, &[line.classes.area, line.classes.lead, line.classes.average]))
}

/// Returns true if the verb at `i` is a part of the noun after it.
fn nominal(line: &Line<'_, '_>, i: usize, end: usize) -> bool {
    i + 1 < end && (line.is(i + 1, line.classes.de) || NOUN_ENDINGS.contains(&line.words(i + 1)))
}

/// Takes apart what stands before a quantity. With `causes`, only verbs of causing and reaching split it.
pub(crate) fn split(line: &Line<'_, '_>, range: Range<usize>, causes: bool) -> Parts {
    let k = line.classes;
    let whole = trim(line, range);
    // 公司将A、B压缩到N: the body acts on what 将 fronts.
    if let Some(at) = whole.clone().skip(1).find(|&i| matches!(line.words(i), "将" | "把") && i + 1 < whole.end) {
        let actor = trim(line, whole.start..at);
        let rest = split(line, at + 1..whole.end, true);
        return Parts { actor, ..rest };
    }
    let strong = |i: usize| {
        if causes {
            line.is(i, k.cause) || matches!(line.words(i), "实现" | "完成")
        } else {
            line.is(i, k.act) || (line.is(i, k.be) && line.words(i).ends_with('有'))
        }
    };
    // A verb that is as often a noun opens the object only where a clause's verb stands.
    let weak = |i: usize| {
        !causes
            && line.any(i, &[k.weak, k.vo])
            && (i == whole.start
                || i + 1 == whole.end
                || line.any(i - 1, &[k.institution, k.area, k.adverb, k.preposition, k.lead, k.time, k.fill]))
    };
    let wanted = |i: usize| strong(i) || line.is(i, k.weak) && !causes;
    let verbs = || whole.clone().filter(|&i| strong(i) && !nominal(line, i, whole.end));
    let weaks = || whole.clone().filter(|&i| weak(i) && !nominal(line, i, whole.end));
    let Some(last) = verbs().next_back().or_else(|| weaks().next()) else {
        return Parts { object: whole, ..Parts::default() };
    };
    let mut first = last;
    while first > whole.start
        && (wanted(first - 1) || (line.is(first - 1, k.list) && first >= whole.start + 2 && wanted(first - 2)))
    {
        first -= 1;
    }
    // An earlier verb closes the subject: 组织 A 开展 B.
    let subject_end = verbs().next().unwrap_or(first).min(first);
    let mut actor = trim(line, whole.start..subject_end);
    if line.is(actor.start, k.each) {
        actor = actor.start..actor.start;
    }
    if let Some(at) = actor.clone().find(|&i| line.is(i, k.preposition) && i > actor.start || line.is(i, k.than)) {
        actor = trim(line, actor.start..at);
    }
    if only_area(line, &actor) {
        actor = actor.start..actor.start;
    }
    let mut end = last + 1;
    while end < whole.end && line.any(end, &[k.act, k.weak]) && first < last && end + 1 == whole.end {
        end += 1;
    }
    Parts { actor, verb: first..end, object: trim(line, end..whole.end) }
}

/// Returns the noun phrase that follows a quantity directly: 3000多名 *政法干警*.
pub(crate) fn after(line: &Line<'_, '_>, from: usize) -> Range<usize> {
    let k = line.classes;
    let mut start = from;
    while start < line.units.len() && line.any(start, &[k.de, k.particle]) && !line.is(start, k.punctuation) {
        start += 1;
    }
    let mut end = start;
    let mut depth = 0_u8;
    while end < line.units.len() {
        if line.is(end, k.open) {
            depth = depth.saturating_add(1);
        } else if line.is(end, k.close) {
            if depth == 0 {
                break;
            }
            depth -= 1;
        } else if line.quantity(end) || (depth == 0 && stops(line, start, end)) {
            break;
        }
        end += 1;
    }
    // A phrase does not end in 的.
    while start < end && line.is(end - 1, k.de) {
        end -= 1;
    }
    start..end
}

/// Returns true if the noun phrase that starts at `start` ends before `i`.
fn stops(line: &Line<'_, '_>, start: usize, i: usize) -> bool {
    let k = line.classes;
    if i > start && line.words(i) == "全部" {
        return true;
    }
    if line.any(i, &[k.quote, k.institution, k.noun]) && !line.any(i, &[k.act, k.reach, k.be]) || line.is(i, k.de) {
        return false;
    }
    let named = i + 1 < line.units.len() && line.any(i + 1, &[k.noun, k.vnoun]) && !line.is(i + 1, k.punctuation);
    if line.is(i, k.punctuation)
        || line.any(i, &[k.preposition, k.conjunction, k.time, k.to, k.dist, k.whole, k.same, k.source, k.share])
    {
        return true;
    }
    if i == start && named && line.any(i, &[k.up, k.down, k.weak, k.verb, k.adverb]) {
        return line.is(i, k.act) && !line.is(i, k.up);
    }
    if line.any(i, &[k.act, k.reach, k.be, k.hold, k.up, k.down, k.adverb, k.lead]) {
        return true;
    }
    (line.any(i, &[k.verb, k.weak])) && !named
}

/// Splits a coordination of `n` members; empty when it has another number of them.
pub(crate) fn members(line: &Line<'_, '_>, range: &Range<usize>, n: usize) -> Vec<Range<usize>> {
    let k = line.classes;
    let cut = |words: bool| {
        let mut out = Vec::new();
        let mut start = range.start;
        let mut depth = 0_u8;
        for i in range.clone() {
            if line.is(i, k.open) {
                depth = depth.saturating_add(1);
            } else if line.is(i, k.close) {
                depth = depth.saturating_sub(1);
            } else if depth == 0
                && (line.is(i, k.list) || (words && matches!(line.words(i), "和" | "与" | "及" | "以及")))
            {
                out.push(start..i);
                start = i + 1;
            }
        }
        out.push(start..range.end);
        out.retain(|r| !r.is_empty());
        out
    };
    let lists = cut(false);
    if lists.len() == n {
        return lists;
    }
    let all = cut(true);
    if all.len() == n { all } else { Vec::new() }
}
