//! Noun phrases beside a quantity: who acts, what is measured.

use super::class;
use super::labels::{self, Word};
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

/// Cuts from both ends what is no part of a noun phrase.
pub(crate) fn trim(line: &Line<'_, '_>, range: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = range;
    start = (start + 1..end).rev().find(|&i| line.parted(i)).unwrap_or(start);
    while start < end {
        let first = line.mask(start);
        if first.meets(class::INSTITUTION | class::QUOTE) {
            break;
        }
        // 这款电池: the word that counts what is pointed at.
        let pointed = matches!(line.words(start), "这" | "那" | "该" | "此" | "本" | "每" | "各" | "首");
        if pointed && line.is(start + 1, class::NUMERAL | class::CLASSIFIER) && !line.is(start + 1, class::NOUN) {
            start += 2;
            continue;
        }
        let leads = first.meets(
            class::LEAD
                | class::NOW
                | class::TIME
                | class::ADVERB
                | class::PREPOSITION
                | class::CONJUNCTION
                | class::PARTICLE
                | class::LIST
                | class::WHOLE
                | class::DIST
                | class::SAME
                | class::MUST
                | class::SOURCE,
        );
        let mark = first.meets(class::PUNCTUATION) && !first.meets(class::OPEN | class::QUOTE);
        let words = line.words(start);
        // 用两年时间改造A: it belongs to the figure before.
        let lasts = labels::word(words) == Some(Word::While) && start > 0 && line.quantity(start - 1);
        // 每季度调度1次: how often is the amount's denominator.
        if !(leads || mark || lasts || words.starts_with('每') && labels::word(words) == Some(Word::Often)) {
            break;
        }
        // 新能源, 新材料: 新 belongs to the name.
        let named = words == "新" && line.is(start + 1, class::NOUN) && !line.is(start + 1, class::ACT | class::WEAK);
        // 一般公共预算, 一般贸易: the word belongs to the term.
        let named = named
            || labels::word(words) == Some(Word::Term)
                && line.is(start + 1, class::NOUN | class::VNOUN | class::ADJECTIVE)
                && start + 1 < end;
        // 中老铁路: where a clause begins, 中 is a country.
        let country =
            words == "中" && line.is(start + 1, class::NOUN | class::ADJECTIVE | class::PLACE) && opens(line, start);
        // 平均办案周期: what is averaged stands behind it.
        let averaged = first.meets(class::AVERAGE)
            && line.is(start + 1, class::NOUN | class::VNOUN | class::ADJECTIVE | class::VO | class::WEAK)
            && start + 1 < end;
        // 联合执法检查: how it is done belongs to its name, unless it says with whom.
        let joint = words == "联合"
            && start + 1 < end
            && line.is(start + 1, class::NOUN | class::VNOUN)
            && !line.is(start + 1, class::INSTITUTION | class::BODY | class::DOER);
        // 按时办结率: how it is done belongs to the name of a rate.
        let rate =
            |i: usize| i < end && line.is(i, class::NOUN) && line.words(i).len() > 6 && line.words(i).ends_with('率');
        let verbal = line.is(start + 1, class::ACT | class::WEAK | class::VNOUN) && line.word(start + 2, "率");
        let rated = first.meets(class::ADVERB) && words.len() > 3 && (rate(start + 1) || verbal && start + 2 < end);
        if named || country || averaged || joint || rated {
            break;
        }
        start += 1;
    }
    start = start.min(end);
    while start < end {
        let last = end - 1;
        let mask = line.mask(last);
        let trails = mask.meets(
            class::FILL
                | class::DE
                | class::ADVERB
                | class::PREPOSITION
                | class::CONJUNCTION
                | class::PARTICLE
                | class::TIME
                | class::BE
                | class::REACH
                | class::HOLD
                | class::TO
                | class::DIST
                | class::LIST
                | class::WHOLE
                | class::THAN
                | class::WITH
                | class::EACH
                | class::RUN
                | class::ABOVE
                | class::BELOW
                | class::TARGET
                | class::ESTIMATE
                | class::MUST
                | class::NOW,
        );
        let words = line.words(last);
        // 含油量高达: the two were cut.
        // 冲突爆发以来: a time, not what is measured.
        if matches!(words, "以来" | "之后" | "以后" | "期间") {
            return start..start;
        }
        let high = last > start && line.is(last, class::ADJECTIVE) && words.len() == 3 && line.word(last + 1, "达");
        let trails = trails || high;
        let trails = trails || labels::word(words) == Some(Word::Trail);
        // 招生计划: a plan that has a name.
        let planned = trails
            && last > start
            && matches!(words, "计划" | "规划")
            && line.is(last - 1, class::NOUN | class::VNOUN | class::VERB);
        // 养殖规模全国第一: among whom a rank holds.
        let among = last > start && mask.meets(class::AREA);
        let trails = trails && !planned || among;
        let mark = mask.meets(class::PUNCTUATION) && !mask.meets(class::CLOSE | class::QUOTE);
        // 男女比1.05: right before a figure, 比 ends a noun.
        let ratio = last > start && words == "比" && line.quantity(end) && !line.is(last - 1, class::PUNCTUATION);
        if ratio {
            break;
        }
        // 每 and what follows it is the amount's denominator.
        if last > start && line.is(last - 1, class::EACH) && line.word(last - 1, "每") {
            end -= 2;
        } else if trails || mark {
            end -= 1;
        } else {
            break;
        }
    }
    start..end.max(start)
}

/// Returns true if a clause begins at the unit.
fn opens(line: &Line<'_, '_>, at: usize) -> bool {
    at.checked_sub(1).is_none_or(|i| line.is(i, class::PUNCTUATION | class::TIME) || line.quantity(i))
}

/// Cuts the words of a base: a time is one, and nothing is cut from its front but marks.
pub(crate) fn trim_base(line: &Line<'_, '_>, range: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = range.clone();
    while start < end
        && line.is(start, class::ADVERB | class::PARTICLE | class::FILL)
        && !(line.word(start, "一般") && line.is(start + 1, class::NOUN | class::VNOUN | class::ADJECTIVE))
    {
        start += 1;
    }
    while start < end && line.is(end - 1, class::ADVERB | class::PARTICLE | class::DE | class::FILL | class::EACH) {
        end -= 1;
    }
    if start < end {
        return start..end;
    }
    // 全国平均的70%: an average is a base of its own.
    let averaged = range.clone().any(|i| line.is(i, class::AVERAGE));
    let mut start = range.start;
    while averaged && start > 0 && line.is(start - 1, class::AREA) {
        start -= 1;
    }
    if averaged { start..range.end } else { 0..0 }
}

/// Returns true if the phrase says no more than 全市.
pub(crate) fn only_area(line: &Line<'_, '_>, range: &Range<usize>) -> bool {
    range.clone().all(|i| line.is(i, class::AREA | class::LEAD | class::AVERAGE))
}

/// Returns true if the verb at `i` is a part of the noun after it.
fn nominal(line: &Line<'_, '_>, i: usize, whole: &Range<usize>) -> bool {
    let next = i + 1 < whole.end;
    // 实施成果转化项目, 贯通提升工程: behind a first verb, what names a work is a noun.
    let works = i > whole.start
        && line.is(i + 1, class::WORKS)
        && (line.is(i - 1, class::NOUN | class::VNOUN | class::ADJECTIVE)
            || i > whole.start + 1 && line.is(i - 1, class::VERB) && !line.is(i - 1, class::ADVERB))
        && line.is(whole.start, class::ACT | class::WEAK);
    // 实施矿山修复治理21万亩: behind a verb of work, verbs at the end name the work.
    let verb = class::ACT | class::WEAK | class::VNOUN;
    let named = i > whole.start + 1 && line.is(whole.start, class::WORK) && (i..whole.end).all(|j| line.is(j, verb));
    // 的一次性补助: behind 的, a verb that is as often a noun ends the phrase.
    let closes = i > whole.start
        && i + 1 == whole.end
        && line.is(i, class::WEAK)
        && (whole.start..i).any(|j| line.is(j, class::DE));
    // 排查固体废物产生单位: behind a first verb, what a body or a site is named for is a part of its name.
    let trade = i + 2 == whole.end
        && i > whole.start + 1
        && labels::word(line.words(i)) == Some(Word::Trade)
        && line.is(i + 1, class::BODY | class::WORKS | class::CARRIER | class::NOUN)
        && !line.is(i - 1, class::ACT | class::INSTITUTION | class::AREA)
        && (!line.is(i - 1, class::WEAK) || line.is(i - 1, class::VNOUN))
        && (whole.start..i - 1).any(|j| line.is(j, class::ACT | class::WEAK));
    // 办案数, but 培育数智化企业.
    let ending = || {
        labels::word(line.words(i + 1)) == Some(Word::Ending)
            && (i + 2 == whole.end || !line.is(i + 2, class::NOUN | class::ADJECTIVE))
    };
    // 调解成功率: a verb that is as often a noun tells of what the rate is.
    let rate = i + 2 == whole.end && line.is(i, class::WEAK) && line.words(i + 1).ends_with("成功率");
    closes || named || trade || rate || next && (works || line.is(i + 1, class::DE) || ending())
}

/// Takes apart what stands before a quantity. With `causes`, only verbs of causing and reaching split it.
pub(crate) fn split(line: &Line<'_, '_>, range: Range<usize>, causes: bool) -> Parts {
    let mut whole = trim(line, range);
    // 在12个乡镇设立A, 为5200户家庭实施A: where one acts, and for whom.
    let beside = whole.start > 1
        && line.quantity(whole.start - 1)
        && matches!(line.words(whole.start - 2), "在" | "于" | "对" | "为" | "向" | "给" | "与" | "同");
    if beside && !causes {
        let verb = |&i: &usize| line.is(i, class::ACT | class::WEAK) && !nominal(line, i, &whole);
        let noun = |i: usize| line.is(i, class::NOUN | class::PERSON | class::REGION);
        let plain = |&i: &usize| noun(i - 1) && !(whole.start..i).any(|j| line.is(j, class::LIST | class::DE));
        whole.start = whole.clone().skip(1).find(verb).filter(plain).unwrap_or(whole.start);
    }
    // 公司将A、B压缩到N: the body acts on what 将 fronts.
    let fronts = |i: &usize| matches!(line.words(*i), "将" | "把") && i + 1 < whole.end;
    if let Some(at) = whole.clone().skip(1).find(fronts) {
        // 全市将建成A: before a verb, 将 tells of what is to come.
        if line.word(at, "将") && line.is(at + 1, class::ACT | class::WEAK | class::ADVERB | class::CAUSE) {
            let rest = split(line, at + 1..whole.end, causes);
            let doer = trim(line, whole.start..at);
            let doer = if only_area(line, &doer) { doer.start..doer.start } else { doer };
            return Parts { actor: if rest.actor.is_empty() { doer } else { rest.actor }, ..rest };
        }
        let actor = trim(line, whole.start..at);
        let rest = split(line, at + 1..whole.end, true);
        return Parts { actor, ..rest };
    }
    let strong = |i: usize| {
        if causes {
            line.is(i, class::CAUSE) || matches!(line.words(i), "实现" | "完成")
        } else {
            line.is(i, class::ACT) || (line.is(i, class::BE) && line.words(i).ends_with('有'))
        }
    };
    // 职业技能培训3万人次: before a figure that counts nothing behind it, such a word ends the name.
    let tail = |i: usize| {
        let counted = class::NOUN | class::ADJECTIVE | class::VNOUN | class::QUOTE | class::PLACE | class::INSTITUTION;
        line.is(i, class::VNOUN)
            && line.is(i - 1, class::NOUN | class::VNOUN)
            && !(line.quantity(i + 1) && line.is(i + 2, counted))
    };
    // A verb that is as often a noun opens the object only where a clause's verb stands.
    let weak = |i: usize| {
        !causes
            && line.is(i, class::WEAK | class::VO)
            && (i == whole.start
                || i + 1 == whole.end && !tail(i)
                || !line.is(i - 1, class::AVERAGE)
                    && line.is(
                        i - 1,
                        class::INSTITUTION
                            | class::AREA
                            | class::ADVERB
                            | class::PREPOSITION
                            | class::LEAD
                            | class::TIME
                            | class::FILL,
                    ))
    };
    // 育儿补贴惠及: behind a noun such a verb is the end of the subject.
    let wanted = |i: usize| {
        strong(i)
            || line.is(i, class::WEAK)
                && !causes
                && (i == whole.start
                    || line.is(i, class::CAUSE)
                    || !line.is(i - 1, class::NOUN | class::PLACE | class::ADJECTIVE))
    };
    let verbs = || whole.clone().filter(|&i| strong(i) && !nominal(line, i, &whole));
    let weaks = || whole.clone().filter(|&i| weak(i) && !nominal(line, i, &whole));
    let Some(last) = verbs().next_back().or_else(|| weaks().next()) else {
        return Parts { object: whole, ..Parts::default() };
    };
    let mut first = last;
    while first > whole.start
        && (wanted(first - 1) || (line.is(first - 1, class::LIST) && first >= whole.start + 2 && wanted(first - 2)))
    {
        first -= 1;
    }
    // An earlier verb closes the subject: 组织 A 开展 B.
    let subject_end = verbs().next().unwrap_or(first).min(first);
    let mut actor = trim(line, whole.start..subject_end);
    if line.is(actor.start, class::EACH) {
        actor = actor.start..actor.start;
    }
    if let Some(at) =
        actor.clone().find(|&i| line.is(i, class::PREPOSITION) && i > actor.start || line.is(i, class::THAN))
    {
        actor = trim(line, actor.start..at);
    }
    // 会同, 联合: with whom one acts.
    if let Some(at) = actor.clone().skip(1).find(|&i| matches!(line.words(i), "会同" | "联合")) {
        actor = trim(line, actor.start..at);
    }
    let verbal = |i: usize| line.is(i, class::VERB | class::BUILD) && !line.is(i, class::NOUN | class::VNOUN);
    let helped = line.is(actor.start, class::CAUSE) && line.is(actor.start, class::VERB);
    // 为群众止损: for whom one acts.
    let dative = actor.start > 0
        && line.is(actor.start - 1, class::PREPOSITION | class::THAN)
        && matches!(
            line.words(actor.start - 1),
            "为" | "对" | "向" | "给" | "帮" | "替" | "就" | "面向" | "围绕" | "针对"
        );
    if only_area(line, &actor) || actor.len() == 1 && verbal(actor.start) || helped || dative {
        actor = actor.start..actor.start;
    }
    let mut end = last + 1;
    // 新建改造, 新建和改造: verbs of building stand in a row.
    if !causes && line.is(last, class::BUILD) {
        let next = if line.is(end, class::AND | class::LIST) { end + 1 } else { end };
        if next + 1 < whole.end && line.is(next, class::BUILD) && !line.is(next + 1, class::DE | class::WORKS) {
            end = next + 1;
        }
    }
    while end < whole.end && line.is(end, class::ACT | class::WEAK) && first < last && end + 1 == whole.end {
        end += 1;
    }
    Parts { actor, verb: first..end, object: trim(line, end..whole.end) }
}

/// Returns true if a clause only says who tells of what follows: 商务部公布的数据显示.
pub(crate) fn tells(line: &Line<'_, '_>, clause: &Range<usize>) -> bool {
    clause.clone().any(|i| matches!(line.words(i), "通报" | "表示" | "发布" | "介绍" | "公布" | "显示" | "报告"))
}

/// Returns the body that a clause begins with, without those it acts with.
pub(crate) fn subject(line: &Line<'_, '_>, clause: &Range<usize>) -> Option<Range<usize>> {
    let named = line.is(clause.start, class::INSTITUTION);
    let verb = class::ACT | class::WEAK | class::VERB | class::UP | class::DOWN | class::REACH;
    let within = class::INSTITUTION | class::NOUN | class::LIST | class::CONJUNCTION | class::WITH;
    let goes_on = |i: usize| {
        line.is(i, class::INSTITUTION)
            || line.is(i, within) && !line.is(i, verb) && !matches!(line.words(i), "会同" | "联合")
    };
    let stop = clause.clone().skip(1).find(|&i| !goes_on(i)).unwrap_or(clause.end);
    let found = trim(line, clause.start..stop);
    // 金融机构累计发放: a body without a name acts when a verb follows.
    let body = !found.is_empty() && line.is(found.end - 1, class::BODY) && line.is(found.start, class::NOUN);
    let acts = (found.end..(found.end + 3).min(clause.end)).any(|i| line.is(i, class::ACT));
    (!found.is_empty() && (named || body && acts)).then_some(found)
}

/// Splits a coordination of `n` members; empty when it has another number of them.
pub(crate) fn members(line: &Line<'_, '_>, range: &Range<usize>, n: usize) -> Vec<Range<usize>> {
    let cut = |words: bool| {
        let mut out = Vec::new();
        let mut start = range.start;
        let mut depth = 0_u8;
        for i in range.clone() {
            if line.is(i, class::OPEN) {
                depth = depth.saturating_add(1);
            } else if line.is(i, class::CLOSE) {
                depth = depth.saturating_sub(1);
            } else if depth == 0
                && (line.is(i, class::LIST) || (words && matches!(line.words(i), "和" | "与" | "及" | "以及")))
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
