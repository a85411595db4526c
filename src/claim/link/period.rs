//! When a claim holds: the frame of its clause, else of its sentence, else of an earlier sentence of the paragraph.

use super::view::slice;
use crate::analysis::{Analysis, Unit};
use crate::chunk::{Time, TimeForm};
use crate::layout::{Role, Sentence};
use crate::model::{Claim, Date, Modality, Period};
use crate::span::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// A stretch of time that claims may hold in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Frame {
    span: Span,
    start: Option<Date>,
    end: Option<Date>,
}

/// What a time does for the claims of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    /// It frames what follows; later sentences inherit it if the flag is set.
    Frames { inherited: bool },
    /// It ends the frame: 目前.
    Ends,
    /// 去年同期 as a frame: so many years before the frame in force, for its clause only.
    Back(i8),
    /// It belongs to one value: 由上年的…, 为2018年的….
    Value,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    frame: Frame,
    role: Use,
    back: i8,
}

/// Sets the period of every claim.
pub(super) fn set<'t>(analysis: &Analysis<'t>, claims: &mut [Claim<'t>]) {
    let text = analysis.text;
    let mut paragraph = None;
    let mut carried: Option<Frame> = None;
    // What the last sentence of each paragraph says itself: it reaches the items it introduces.
    let mut introduced: FxHashMap<u32, Frame> = FxHashMap::default();
    let mut item = false;
    let mut first = 0;
    let mut times = analysis.chunks.times.iter().map(|t| t.span).peekable();
    for (sentence, units) in analysis.sentences() {
        if paragraph != Some(sentence.paragraph) {
            paragraph = Some(sentence.paragraph);
            let listed = sentence.parent != sentence.paragraph;
            // The first item of a list that nothing introduces is no introduction.
            item = sentence.role == Role::Item;
            carried = introduced.get(&sentence.parent).filter(|_| listed).copied().or_else(|| above(sentence));
        }
        let Some(rest) = claims.get_mut(first..) else { break };
        let before = |end: u32| move |c: &&Claim<'_>| c.span.start < end;
        let skipped = rest.iter().take_while(before(sentence.span.start)).count();
        let count = skipped + rest.iter().skip(skipped).take_while(before(sentence.span.end)).count();
        first += count;
        let Some(within) = rest.get_mut(skipped..count) else { continue };
        while times.next_if(|t| t.start < sentence.span.start).is_some() {}
        let timed = times.peek().is_some_and(|t| t.start < sentence.span.end);
        let marks = if timed { marks(analysis, sentence, units, within) } else { Vec::new() };
        frame(analysis, within, &marks, carried);
        introduced.remove(&sentence.paragraph);
        if matches!(sentence.role, Role::Title | Role::Heading) {
            continue;
        }
        let mut own = None;
        for mark in &marks {
            match mark.role {
                Use::Frames { inherited: true } => own = Some(Some(mark.frame)),
                Use::Ends => own = Some(None),
                _ => {}
            }
        }
        carried = own.unwrap_or(carried);
        if let (Some(Some(frame)), false) = (own, item && !sentence.span.of(text).ends_with(['：', ':'])) {
            introduced.insert(sentence.paragraph, frame);
        }
    }
}

/// Returns the time that the headings above a sentence set: 2025年工作回顾.
fn above(sentence: &Sentence) -> Option<Frame> {
    let time = sentence.frame?.time?;
    Some(Frame { span: time.span, start: Some(time.start), end: Some(time.end) })
}

/// Gives the claims of one sentence their periods.
fn frame<'t>(analysis: &Analysis<'t>, claims: &mut [Claim<'t>], marks: &[Mark], carried: Option<Frame>) {
    let text = analysis.text;
    let day = analysis.layout.document.published;
    let sources: FxHashSet<_> = claims.iter().filter_map(|c| c.baseline).collect();
    let mut after = 0;
    let mut current = carried;
    let mut last_end = 0;
    for claim in claims {
        let mut same_period = None;
        let mut value = None;
        while let Some(mark) = marks.get(after).filter(|m| m.frame.span.start < claim.span.start) {
            after += 1;
            match mark.role {
                Use::Frames { .. } => current = Some(mark.frame),
                Use::Ends => current = None,
                Use::Back(_) | Use::Value => {}
            }
        }
        // Times that belong to one clause or one value stand right before it.
        for mark in marks.iter().take(after).rev().take(2) {
            if !matches!(mark.role, Use::Back(_) | Use::Value) {
                continue;
            }
            let gap = slice(text, mark.frame.span.end, claim.span.start);
            if mark.frame.span.start < last_end || gap.contains(['，', '；', '。', ',']) {
                continue;
            }
            match mark.role {
                Use::Back(years) => same_period = back(current, mark.frame, years),
                Use::Value if gap.trim_start().starts_with('的') && gap.chars().count() <= 3 => {
                    value = if mark.back == 0 { Some(mark.frame) } else { back(current, mark.frame, mark.back) };
                }
                _ => {}
            }
        }
        last_end = claim.span.end;
        let found = if sources.contains(&claim.id) || value.is_some() && claim.baseline.is_some() {
            value
        } else {
            same_period.or_else(|| later(text, claim, marks, after)).or(current)
        };
        // 全年培训40万人次 in a plan: the year to come, though 全年 in a report of the spring is the year that closed.
        let planned = |f: &Frame| {
            claim.modality == Modality::Target && f.span.of(text) == "全年" && f.end.is_some_and(|end| Some(end) < day)
        };
        let found = found.map(|f| if planned(&f) { moved(f, 1) } else { f });
        // 力争到2027年达到90%。…排名第3位: a deadline of the sentence before is none of what is so already.
        let deadline = |f: &Frame| f.start.is_none() && f.end > day && day.is_some() && Some(*f) == carried;
        let found = found.filter(|f| claim.modality != Modality::Actual || !deadline(f));
        claim.period = found.map(|f| period(text, f));
    }
}

/// Returns the frame that follows a claim in its own clause: 12个部门今年以来开展抽查46次.
fn later(text: &str, claim: &Claim<'_>, marks: &[Mark], after: usize) -> Option<Frame> {
    let mark = marks.get(after).filter(|m| matches!(m.role, Use::Frames { .. }))?;
    let gap = slice(text, claim.span.end, mark.frame.span.start);
    // Sixteen characters have no more bytes than that.
    if gap.len() > 64 || gap.contains(['，', '；', '。', '、', ',']) || gap.chars().count() > 16 {
        return None;
    }
    let rest = text.get(mark.frame.span.end as usize..)?;
    let bracket = gap.ends_with(['（', '(']);
    let goes_on = !rest.starts_with(['，', '。', '；', '、', '\n', '）']) && !rest.is_empty();
    if !goes_on && !bracket {
        return None;
    }
    let clause = near(text, 0, claim.span.start).rsplit(['，', '；', '。', '\n']).next()?;
    let own = marks.iter().take(after).rev().take(4).any(|m| {
        m.frame.span.start as usize + clause.len() >= claim.span.start as usize && matches!(m.role, Use::Frames { .. })
    });
    (!own).then_some(mark.frame)
}

/// Returns the window `years` before the frame in force, at the words of the mark.
fn back(current: Option<Frame>, mark: Frame, years: i8) -> Option<Frame> {
    current.map(|f| Frame { span: mark.span, ..moved(f, -i64::from(years)) })
}

/// Returns a frame so many years later.
fn moved(frame: Frame, years: i64) -> Frame {
    let shift = |date: Option<Date>| date.and_then(|d| d.add_years(years));
    Frame { span: frame.span, start: shift(frame.start), end: shift(frame.end) }
}

fn period(text: &str, frame: Frame) -> Period<'_> {
    Period { text: Some(frame.span.of(text).into()), span: Some(frame.span), start: frame.start, end: frame.end }
}

/// Returns the times of a sentence that do something for its claims, by position.
fn marks(analysis: &Analysis<'_>, sentence: &Sentence, units: &[Unit], claims: &[Claim<'_>]) -> Vec<Mark> {
    let text = analysis.text;
    let mut compared: Vec<Span> = claims.iter().filter_map(|c| c.comparison.as_ref().map(|x| x.span)).collect();
    compared.sort_unstable_by_key(|s| (s.start, s.end));
    compared.dedup();
    let words = sentence.span.of(text);
    let titled = words.contains('《') || words.contains('》');
    let mut out = Vec::new();
    for unit in units {
        let Some(time) = analysis.time(unit) else { continue };
        let frame = Frame { span: time.span, start: time.start, end: time.end };
        if compared
            .iter()
            .skip(compared.partition_point(|s| s.end <= time.span.start))
            .take(2)
            .any(|s| s.overlaps(time.span))
        {
            continue;
        }
        let before = near(text, sentence.span.start, time.span.start);
        let after = ahead(text, time.span.end, sentence.span.end);
        if let Some(role) = role(text, time, before, after, titled) {
            let back = if let TimeForm::SamePeriod(years) = time.form { years } else { 0 };
            out.push(Mark { frame, role, back });
        }
    }
    out
}

/// Returns the words before a time in its sentence, no more than a long clause of them.
fn near(text: &str, start: u32, end: u32) -> &str {
    let from = start.max(end.saturating_sub(900));
    let from = (from..=end).find(|&b| text.is_char_boundary(b as usize)).unwrap_or(end);
    slice(text, from, end)
}

/// Returns the words after a time in its sentence, no more than a long clause of them.
fn ahead(text: &str, start: u32, end: u32) -> &str {
    let to = end.min(start.saturating_add(300));
    let to = (start..=to).rev().find(|&b| text.is_char_boundary(b as usize)).unwrap_or(start);
    slice(text, start, to)
}

/// Returns what a time does, by its form and the words around it. `titled` if its sentence has title marks.
fn role(text: &str, time: &Time, before: &str, after: &str, titled: bool) -> Option<Use> {
    let words = time.span.of(text);
    let before = before.trim_end();
    let valued = after.strip_prefix('的').is_some_and(starts_quantity);
    if valued {
        return Some(Use::Value);
    }
    let compared = ["比", "较", "相比", "高于", "低于", "优于", "好于", "超过", "超", "每", "为", "相当于"];
    let tail = || after.split(['，', '；', '。']).next().unwrap_or(after);
    let beside =
        before.ends_with(['与', '同', '和']) && ["相比", "比较", "持平", "同期"].iter().any(|w| tail().contains(w));
    if compared.iter().any(|w| before.ends_with(w)) || beside {
        return None;
    }
    // 一季度良好开局行动: a time in a name.
    if ["良好开局", "开门红", "“开门红”", "首季"].iter().any(|w| after.starts_with(w)) {
        return None;
    }
    // 成立于2004年9月: when something began.
    let began = [
        "成立于",
        "建于",
        "始建于",
        "建成于",
        "创建于",
        "创办于",
        "创立于",
        "始于",
        "诞生于",
        "发生于",
        "生于",
        "毕业于",
    ];
    if before.ends_with('于') && began.iter().any(|w| before.ends_with(w)) {
        return None;
    }
    // 创十年来新高: a time that only tells how rare the value is.
    if ["新高", "新低", "最高", "最低", "最好", "最大", "最快", "最多", "首次", "之最", "高位"]
        .iter()
        .any(|w| after.starts_with(w))
    {
        return None;
    }
    if ["全年", "年度", "全年度"].contains(&words)
        && ["目标", "任务", "计划", "预期", "预算", "指标"].iter().any(|w| after.starts_with(w))
    {
        return None;
    }
    if titled && before.rfind(['《', '》']).is_some_and(|at| before.get(at..).is_some_and(|w| w.starts_with('《'))) {
        return None;
    }
    Some(match time.form {
        TimeForm::Recurring => return None,
        TimeForm::Now => Use::Ends,
        TimeForm::SamePeriod(years) => Use::Back(years),
        TimeForm::Day | TimeForm::Since => Use::Frames { inherited: false },
        TimeForm::Frame | TimeForm::Until => {
            // X自4月运行以来 belongs to X alone.
            let clause = || before.rsplit(['，', '；', '：', ',']).next().unwrap_or(before);
            let bound = words.starts_with(['自', '从']) && !clause().trim().is_empty();
            // 要在12月底前制定细则 is a deadline of its own.
            let deadline = time.form == TimeForm::Until && before.ends_with(['在', '于']);
            // 2027年、2028年分别建成: each time has its own work.
            let paired = after.starts_with('、') || before.ends_with('、');
            let told = titled && before.rfind('》').and_then(|i| before.get(i..)).is_some_and(says);
            Use::Frames { inherited: !bound && !paired && !deadline && !told && !event(time, tail()) }
        }
    })
}

fn starts_quantity(words: &str) -> bool {
    words.starts_with(|c: char| {
        c.is_ascii_digit() || "０１２３４５６７８９不近约超逾一二两三四五六七八九十百千几数".contains(c)
    })
}

/// True when a document speaks: 《方案》提出.
fn says(words: &str) -> bool {
    ["提出", "明确", "要求", "规定", "指出", "强调", "部署"].iter().any(|w| words.contains(w))
}

/// What happens at a point of time.
const VERBS: [&str; 12] =
    ["印发", "出台", "施行", "召开", "举行", "举办", "启动", "成立", "挂牌", "发布", "获批", "通过"];

/// True when a month only says when something happened: 6月，市政府印发….
fn event(time: &Time, tail: &str) -> bool {
    let short = time.start.zip(time.end).is_some_and(|(a, b)| a.days_until(b) <= 31);
    let verb = |at: usize, c: char| {
        matches!(c, '印' | '出' | '施' | '召' | '举' | '启' | '成' | '挂' | '发' | '获' | '通')
            && tail.get(at..).is_some_and(|rest| VERBS.iter().any(|w| rest.starts_with(w)))
    };
    short && tail.char_indices().any(|(at, c)| verb(at, c))
}
