//! The noun phrase behind a quantity: what is counted.

use super::class;
use super::words::Line;
use std::ops::Range;

/// How far a coordination is read behind its first member, in units.
const LONG: usize = 24;

/// Returns the noun phrase that follows a quantity directly: 3000多名 *政法干警*.
pub(crate) fn after(line: &Line<'_, '_>, from: usize) -> Range<usize> {
    let mut start = from;
    while start < line.units.len() && line.is(start, class::DE | class::PARTICLE) && !line.is(start, class::PUNCTUATION)
    {
        start += 1;
    }
    let people = from
        .checked_sub(1)
        .and_then(|i| line.units.get(i))
        .and_then(|u| line.analysis.quantity(u))
        .is_some_and(|q| matches!(q.unit.as_deref(), Some("人" | "名" | "位")));
    // 2000名特派员服务产业: people act.
    let acts = |i: usize| {
        people
            && i > start
            && line.is(i, class::VERB | class::WEAK)
            && !line.is(i + 1, class::WORKS)
            && line.is(i - 1, class::NOUN)
            && !line.is(i - 1, class::VERB | class::WEAK)
            && line.words(i - 1).ends_with(['员', '者', '民', '工', '生', '师', '众', '家', '部'])
    };
    // 6万户经营主体重塑信用: so do those who act without a name.
    let body = |i: usize| {
        i == start + 1
            && line.is(start, class::BODY)
            && line.is(i, class::VERB)
            && !line.is(i, class::NOUN | class::VNOUN | class::WEAK | class::WORKS)
    };
    // 在12个乡镇改造老旧小区: where somebody acts.
    let placed = from > 1 && matches!(line.words(from - 2), "在" | "于" | "对" | "为" | "向" | "给" | "与" | "同");
    let done = |i: usize| {
        placed
            && i > start
            && line.is(i, class::ACT | class::WEAK)
            && line.words(i).len() > 3
            && line.is(i - 1, class::NOUN | class::PERSON | class::REGION)
            && !line.is(i + 1, class::WORKS | class::BODY | class::CARRIER | class::DE)
            && !line.is(i + 1, class::PUNCTUATION)
    };
    let mut end = start;
    let mut depth = 0_u8;
    while end < line.units.len() {
        if line.is(end, class::OPEN) {
            depth = depth.saturating_add(1);
        } else if line.is(end, class::CLOSE) {
            if depth == 0 {
                break;
            }
            depth -= 1;
        } else if line.quantity(end)
            || line.parted(end)
            || (depth == 0 && (acts(end) || body(end) || done(end) || stops(line, start, end)))
        {
            break;
        }
        end += 1;
    }
    // A phrase does not end in 的, nor in the verb of its clause.
    let clausal = |i: usize| {
        line.is(i, class::VERB)
            && !line.is(i, class::NOUN | class::VNOUN | class::WEAK | class::WORKS | class::INSTITUTION | class::QUOTE)
    };
    let mut cut = false;
    while start < end && (line.is(end - 1, class::DE) || end > start + 1 && clausal(end - 1)) {
        cut |= clausal(end - 1);
        end -= 1;
    }
    // 机构三级达标: what the verb was told by.
    // 四个新赛道上: where, not what.
    while end > start + 1 && matches!(line.words(end - 1), "上" | "里" | "中" | "内" | "下") {
        end -= 1;
    }
    while cut && end > start + 1 && line.is(end - 1, class::ADJECTIVE) && !line.is(end - 1, class::NOUN) {
        end -= 1;
    }
    // 17个领域碳达峰工作: the fields are counted, not the work in them.
    if line.is(start, class::FIELD) && start < end { start..start + 1 } else { start..end }
}

/// Returns a counted noun with what is counted together with it: 200个 *智能车间、智能工厂*.
pub(crate) fn joined(line: &Line<'_, '_>, right: Range<usize>) -> Range<usize> {
    let noun = |i: usize| {
        line.is(i, class::NOUN | class::ADJECTIVE | class::QUOTE | class::INSTITUTION | class::PERSON)
            && !line.is(
                i,
                class::ACT | class::WEAK | class::PUNCTUATION | class::UP | class::DOWN | class::REACH | class::BE,
            )
    };
    let joins = |i: usize| line.is(i, class::LIST | class::AND) && i + 1 < line.units.len() && noun(i + 1);
    let mut end = right.end;
    if !joins(end) {
        return right;
    }
    while end < line.units.len() && end - right.end < LONG && (noun(end) || joins(end)) {
        end += 1;
    }
    let closed = end == line.units.len() || line.is(end, class::COMMA | class::STOP | class::DE);
    right.start..if closed { end } else { right.end }
}

/// Returns true if the noun phrase that starts at `start` ends before `i`.
fn stops(line: &Line<'_, '_>, start: usize, i: usize) -> bool {
    // “一带一路”联合实验室: behind a name, such a word belongs to what is named.
    let joined = i > start && line.is(i - 1, class::QUOTE) && line.is(i + 1, class::NOUN) && !line.is(i, class::BE);
    // 乡镇船舶全面纳管: a word that leads a predicate.
    let leads = line.is(i, class::LEAD) && !line.is(i, class::DE) && !line.word(i, "新") && !joined;
    if i > start && (line.word(i, "全部") || leads || line.is(i, class::AREA)) {
        return true;
    }
    if line.is(i, class::NOW) || i > start && line.is(i, class::CASUALTY) {
        return true;
    }
    if line.is(i, class::QUOTE | class::INSTITUTION | class::NOUN) && !line.is(i, class::ACT | class::REACH | class::BE)
        || line.is(i, class::DE)
    {
        return false;
    }
    let named =
        i + 1 < line.units.len() && line.is(i + 1, class::NOUN | class::VNOUN) && !line.is(i + 1, class::PUNCTUATION);
    // 新业态新模式新场景: an attribute.
    if line.word(i, "新") && named {
        return false;
    }
    // 6个自治州通高铁: a verb of one character that is a clause's own.
    if i > start && matches!(line.words(i), "通" | "入" | "获" | "赴" | "进") {
        return true;
    }
    // 旅游提升示范村, 成果转化项目: the verb is a part of the name.
    if i > start && line.is(i, class::BUILD | class::ACT | class::VERB | class::UP) && line.is(i + 1, class::WORKS) {
        return false;
    }
    if line.is(i, class::PUNCTUATION)
        || line.is(
            i,
            class::PREPOSITION
                | class::CONJUNCTION
                | class::TIME
                | class::TO
                | class::DIST
                | class::WHOLE
                | class::SAME
                | class::SOURCE
                | class::SHARE,
        )
    {
        return true;
    }
    // 新投产项目: what was done to the thing.
    // 为期半年的打击整治行动: behind 的, a verb begins a name.
    let named_by = i == start && i > 0 && line.is(i - 1, class::DE) && line.is(i + 1, class::NOUN);
    if named_by || i == start && line.is(i, class::ACT) && line.is(i + 1, class::WORKS | class::DOER) {
        return false;
    }
    if line.is(i, class::USED)
        || i > start && line.is(i, class::RANKED) && line.is(i, class::VERB) && line.words(i).len() > 3
    {
        return true;
    }
    if i == start && named && line.is(i, class::UP | class::DOWN | class::WEAK | class::VERB | class::ADVERB) {
        return line.is(i, class::ACT) && !line.is(i, class::UP);
    }
    if line.is(
        i,
        class::ACT | class::REACH | class::BE | class::HOLD | class::UP | class::DOWN | class::ADVERB | class::LEAD,
    ) {
        return true;
    }
    (line.is(i, class::VERB | class::WEAK)) && !named
}
