//! Tense: whether a measure is done, going on or planned.

use super::ahead::{AHEAD_OPENS, NEAR, ahead};
use super::build::Draft;
use super::classes::{Is, Set, View, set};
use crate::analysis::{Item, Unit};
use crate::chunk::TimeForm;
use crate::layout::{self, Role};
use crate::model::{ActionKind, Date, Status};

/// How far before a verb 正在 may stand.
const OWN: usize = 64;
/// What may say the tense of a sentence.
const SAYS: Set = set(&[Is::Time, Is::Plan, Is::PlanHeading, Is::Review]);

/// What a passage does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// It looks back.
    Review,
    /// It looks ahead.
    Plan,
    /// It does not say.
    Open,
}

/// What a sentence's place and words say of its tense.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passage {
    tense: Tense,
    /// The first unit after which everything is still to come: 将, 拟, 《方案》提出.
    ahead: Option<usize>,
    /// True if what stands above the sentence does not look ahead: then a time behind a verb (印发《规划》，到2025年…) says nothing of it.
    own: bool,
    /// True if it goes on with what somebody told others to do: 他强调，要…。健全….
    told: bool,
}

/// Returns the tense of each sentence: its own, or the one of what stands before it.
pub(super) fn passages(view: View<'_, '_>) -> Vec<Passage> {
    let analysis = view.analysis;
    let published = analysis.layout.document.published;
    let mut out = Vec::with_capacity(analysis.lines.len());
    let bare = imperatives(view);
    let (mut reviewed, mut planned) = (false, false);
    let (mut paragraph, mut at) = (Tense::Open, u32::MAX);
    let mut told = false;
    // The headings above a sentence, by level: one that says nothing takes the tense of the one above it.
    let mut headings: Vec<(u8, Tense)> = Vec::new();
    for (index, (sentence, units)) in analysis.sentences().enumerate() {
        let ahead = if view.says(index, AHEAD_OPENS) { ahead(view, units) } else { None };
        // 一是, but not the numbers of a list of headlines.
        let ordinal =
            sentence.section.and_then(|i| analysis.layout.document.sections.get(i as usize)?.ordinal.as_deref());
        let counted_item =
            sentence.role == Role::Item && ordinal.is_some_and(|o| !o.contains(|c: char| c.is_ascii_digit()));
        // The sentence goes on with what the one before it told others to do.
        let goes_on =
            told && (sentence.paragraph == at && continues(view, units) || counted_item && opens(view, units));
        told = goes_on
            || announces(view, units)
            || ahead.is_some_and(|at| units.get(at).is_some_and(|u| view.words(u) != "将"));
        let says = view.says(index, SAYS);
        let above = headings.last().map_or(Tense::Open, |(_, tense)| *tense);
        let part = match sentence.role {
            Role::Heading => Part::Heading,
            _ if above == Tense::Plan => Part::Plan,
            _ => Part::Open,
        };
        let mut own = if says { tense(view, units, published, part) } else { Tense::Open };
        if sentence.role == Role::Heading {
            let section = sentence.section.and_then(|i| analysis.layout.document.sections.get(i as usize));
            let level = section.map_or(1, |s| s.level);
            while headings.last().is_some_and(|(l, _)| *l >= level) {
                headings.pop();
            }
            let above = headings.last().map_or(Tense::Open, |(_, tense)| *tense);
            // 四、加强自身建设: what stands behind the plan of a report is still to come.
            if planned && own == Tense::Open && headings.is_empty() {
                own = Tense::Plan;
            }
            // 三、奋力…, 推动…开好局: a part of a report that looks ahead without naming a year.
            if reviewed && own == Tense::Open && headings.is_empty() && view.says(index, set(&[Is::PlanTop])) {
                own = Tense::Plan;
            }
            let said = sentence.frame.and_then(|f| f.tense).map(|tense| match tense {
                layout::Tense::Review => Tense::Review,
                layout::Tense::Plan => Tense::Plan,
            });
            reviewed |= own == Tense::Review;
            planned |= reviewed && own == Tense::Plan && headings.is_empty();
            headings.push((level, said.unwrap_or(if own == Tense::Open { above } else { own })));
            paragraph = Tense::Open;
        } else if sentence.paragraph != at {
            paragraph = if bare.binary_search(&sentence.paragraph).is_ok() { Tense::Plan } else { Tense::Open };
        }
        at = sentence.paragraph;
        // A term set for one thing (2021年底前) says nothing of the next sentence.
        let carries = own != Tense::Plan
            || sentence.role == Role::Heading
            || units
                .iter()
                .any(|u| view.has(u, Is::Plan) || analysis.time(u).is_some_and(|t| t.form == TimeForm::Frame));
        let before = if paragraph == Tense::Open { above } else { paragraph };
        if !carries {
            out.push(Passage { tense: own, ahead, own: before != Tense::Plan, told: goes_on });
            continue;
        }
        if own != Tense::Open && sentence.role != Role::Title {
            paragraph = own;
        }
        let heading = headings.last().map_or(Tense::Open, |(_, tense)| *tense);
        let tense = if paragraph == Tense::Open { heading } else { paragraph };
        out.push(Passage { tense, ahead, own: before != Tense::Plan, told: goes_on });
    }
    out
}

/// Returns true if the last clauses before a verb say that it is being done: 目前，…, but not 针对当前形势，….
fn now(view: View<'_, '_>, units: &[Unit]) -> bool {
    let near = units.get(units.len().saturating_sub(OWN)..).unwrap_or(units);
    let is = |u: &Unit| view.analysis.time(u).is_some_and(|t| t.form == TimeForm::Now);
    let opens = |i: usize| i.checked_sub(1).and_then(|i| near.get(i)).is_none_or(|b| view.has(b, Is::End));
    near.iter().enumerate().any(|(i, u)| is(u) && opens(i) && (i > 0 || near.len() == units.len()))
}

/// Returns true for a sentence that only announces what somebody proposes: 他提出三点倡议.
fn announces(view: View<'_, '_>, units: &[Unit]) -> bool {
    let mut rest = units.iter().rev().filter(|u| !view.has(u, Is::Punctuation));
    rest.next().is_some_and(|u| matches!(view.words(u), "倡议" | "希望" | "建议" | "要求" | "意见"))
        && rest.take(NEAR).any(|u| view.words(u) == "提出")
}

/// Returns true for an item that says what is to be done, not when or with what result: 二是推进….
fn opens(view: View<'_, '_>, units: &[Unit]) -> bool {
    const CLOSES: Set = set(&[Is::Done, Is::Review, Is::Aspect, Is::Quantity, Is::Time]);
    !units.iter().any(|u| view.any(u, CLOSES))
}

/// Returns true for a sentence that goes on without saying who acts or when: 加快完善…, 既要….
fn continues(view: View<'_, '_>, units: &[Unit]) -> bool {
    const OPENS: Set = set(&[Is::Action, Is::Adverb, Is::Verb, Is::VerbalNoun, Is::Planned]);
    const CLOSES: Set = set(&[Is::Done, Is::Review, Is::Aspect]);
    let lead = units.iter().find(|u| !view.any(u, set(&[Is::Punctuation, Is::Conjunction])));
    lead.is_some_and(|u| {
        u.item == Item::Word
            && (view.any(u, OPENS) || matches!(view.words(u), "把" | "以"))
            && !view.has(u, Is::Evidence)
    }) && !units
        .iter()
        .any(|u| view.any(u, CLOSES) || matches!(u.item, Item::Time(_)) || matches!(view.words(u), "正" | "正在"))
}

/// Returns the paragraphs of an article without any time that hold orders only: no figure, no result, no 了.
fn imperatives(view: View<'_, '_>) -> Vec<u32> {
    const EVIDENCE: Set = set(&[Is::Time, Is::Plan, Is::Review, Is::Done, Is::Aspect, Is::Evidence]);
    let analysis = view.analysis;
    if analysis.layout.sentences.iter().any(|s| s.role == Role::Heading) {
        return Vec::new();
    }
    let mut out = Vec::new();
    let (mut at, mut sentences, mut evidence) = (u32::MAX, 0, false);
    let mut close = |at: u32, sentences: u32, evidence: bool| {
        if sentences >= 3 && !evidence {
            out.push(at);
        }
    };
    for (index, (sentence, units)) in analysis.sentences().enumerate() {
        if sentence.paragraph != at {
            close(at, sentences, evidence);
            (at, sentences, evidence) = (sentence.paragraph, 0, false);
        }
        sentences += 1;
        let figure = |u: &Unit| analysis.quantity(u).is_some() && view.words(u).contains(|c: char| c.is_ascii_digit());
        evidence = evidence
            || view.says(index, EVIDENCE)
            || view.says(index, set(&[Is::Quantity])) && units.iter().any(figure);
    }
    close(at, sentences, evidence);
    out
}

/// Where a sentence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Heading,
    /// Below a heading that looks ahead: there 取得更大成效 is a goal.
    Plan,
    Open,
}

/// Returns what a sentence itself says.
fn tense(view: View<'_, '_>, units: &[Unit], published: Option<Date>, part: Part) -> Tense {
    let heading = part == Part::Heading;
    let mut found = Tense::Open;
    for unit in units.iter().filter(|u| view.any(u, SAYS)) {
        let own = if let Some(time) = view.analysis.time(unit) {
            match (time.form, published) {
                (TimeForm::Until | TimeForm::Frame, Some(day)) => {
                    let begins = time.start.or(time.end).is_some_and(|d| d > day);
                    // A report given early in a year speaks of that year as of the future.
                    let young = day.month() <= 3 && !time.relative && time.end.is_some_and(|d| d > day);
                    if begins || young && time.form == TimeForm::Frame {
                        Tense::Plan
                    // 全年培训40万人次, below a heading that looks ahead, is a goal.
                    } else if time.form == TimeForm::Frame
                        && !(part == Part::Plan && view.words(unit).starts_with("全年"))
                        && time.end.is_some_and(|d| d <= day)
                    {
                        Tense::Review
                    } else {
                        Tense::Open
                    }
                }
                // 6月1日起试点….
                (TimeForm::Since, Some(day)) if time.start.is_some_and(|d| d > day) => Tense::Plan,
                (TimeForm::Frame, None) => Tense::Review,
                (TimeForm::Until, None) if view.words(unit).starts_with('到') => Tense::Plan,
                _ => Tense::Open,
            }
        } else if view.has(unit, Is::Plan) || heading && view.has(unit, Is::PlanHeading) {
            Tense::Plan
        } else if view.has(unit, Is::Review) && part != Part::Plan {
            Tense::Review
        } else {
            Tense::Open
        };
        match own {
            Tense::Plan => return Tense::Plan,
            Tense::Review => found = Tense::Review,
            Tense::Open => {}
        }
    }
    found
}

/// Returns true for 已 in a clause, but not in a noun: 推动已出台政策落地.
fn acts(view: View<'_, '_>, units: &[Unit], at: usize) -> bool {
    at.checked_sub(1).and_then(|i| units.get(i)).is_none_or(|u| !view.has(u, Is::Action))
}

/// Returns the status of a measure.
pub(super) fn of(view: View<'_, '_>, draft: &Draft<'_>, passages: &[Passage]) -> Status {
    if let Some(fixed) = draft.fixed_status {
        return fixed;
    }
    let units = view.line(draft.sentence).get(..draft.verb.start).unwrap_or(&[]);
    let clause = || units.iter().rev().take_while(|u| !view.has(u, Is::End));
    if clause().any(|u| view.has(u, Is::Done)) {
        return Status::Done;
    }
    let behind = view.line(draft.sentence).get(draft.verb.end..).unwrap_or(&[]);
    let future = |u: &Unit| view.any(u, set(&[Is::Planned, Is::Plan])) || view.words(u) == "将";
    // 编制了规划纲要, also where a plan is told.
    if behind.first().is_some_and(|u| view.words(u) == "了") && !clause().any(future) {
        return Status::Done;
    }
    // 近日印发: what is issued is issued, also where a plan is told.
    if draft.kind == ActionKind::Issue && clause().any(|u| view.has(u, Is::Evidence)) {
        return Status::Done;
    }
    let passage = passages.get(draft.sentence);
    // 李某主持召开会议: it was held.
    let bare = clause().next();
    if bare.is_some_and(|u| view.has(u, Is::Presides)) && !clause().any(future) {
        return Status::Done;
    }
    // 将 that opens the measure itself is no future.
    let ahead = passage.and_then(|p| p.ahead).filter(|at| *at < draft.verb.start && *at != draft.first);
    // 作出力争…的承诺，目前已经完成设计，基本构建起体系: what is done by now.
    let done = |at: usize| {
        let since = units.get(at..).unwrap_or(&[]);
        let said = |i: &usize| since.get(*i).is_some_and(|u| view.has(u, Is::Done)) && acts(view, since, *i);
        (0..since.len()).rev().find(said).is_some_and(|done| {
            let behind = since.get(done..).unwrap_or(&[]);
            !behind.iter().any(|u| future(u) || view.any(u, set(&[Is::Says, Is::Must])))
        })
    };
    let ahead = ahead.filter(|at| !done(*at));
    // 印发《规划》，到2025年…: the time stands behind the verb.
    let issued = draft.kind == ActionKind::Issue
        && passage.is_some_and(|p| p.own)
        && !units.iter().any(|u| view.analysis.time(u).is_some_and(|t| t.form == TimeForm::Until) || future(u));
    // 已发放补贴，举办活动100场; 日前，中央军委印发通报: what is told is over, also where the passage looks ahead.
    let event = matches!(draft.kind, ActionKind::Issue | ActionKind::Conduct);
    let since = units.iter().rposition(future).map_or(0, |at| at + 1);
    let since = units.get(since..).unwrap_or(&[]);
    let told = |u: &Unit| event && since.len() == units.len() && view.has(u, Is::Evidence);
    let over =
        since.iter().any(told) || since.iter().enumerate().any(|(i, u)| view.has(u, Is::Done) && acts(view, since, i));
    if ahead.is_some() || passage.is_some_and(|p| p.told || p.tense == Tense::Plan && !issued && !over) {
        return Status::Planned;
    }
    let verb = view.line(draft.sentence).get(draft.verb.clone()).unwrap_or(&[]);
    // 正在优化流程，统筹做好…: it reaches the next clauses of those who do it.
    let reaches = || {
        let same = |u: &&Unit| !matches!(u.item, Item::Institution(_)) && !view.any(u, set(&[Is::Subject, Is::Place]));
        units.iter().rev().take(OWN).take_while(same).any(|u| matches!(view.words(u), "正在" | "正"))
    };
    // 眼下，该县推进…, but not 目前，该县建成….
    let present = || {
        !matches!(draft.kind, ActionKind::Establish | ActionKind::Issue | ActionKind::Conduct | ActionKind::Abolish)
            && draft.first < draft.verb.end
            && now(view, units)
            && !units.iter().any(|u| view.any(u, set(&[Is::Done, Is::Aspect])))
    };
    if clause().chain(verb).any(|u| view.has(u, Is::Ongoing)) || reaches() || present() {
        return Status::Ongoing;
    }
    Status::Done
}
