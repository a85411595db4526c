//! From a rule's match to the verb, the stretch and the object of a measure.

use super::classes::Classes;
use super::{gate, phrase::Phrase};
use crate::analysis::{Analysis, Item, Unit};
use crate::layout::Role;
use crate::model::ActionKind;
use crate::rule::{Match, Stage, StageCache};
use crate::span::Span;
use std::ops::Range;

/// A clause with more units than this is no prose.
const LONGEST: usize = 90;
/// How many verbs of one clause are tried before it is given up.
const TRIES: usize = 4;

/// Verbs that no second verb joins, other than 实施.
const ALONE: &[&str] = &["出台", "印发", "发布", "公布", "开展", "举办"];

/// A measure before tense, actors and outcomes are known.
#[derive(Clone, Debug)]
pub(super) struct Draft<'t> {
    pub(super) sentence: usize,
    pub(super) span: Span,
    pub(super) action: Span,
    pub(super) kind: ActionKind,
    pub(super) phrase: Phrase<'t>,
    /// The units of the verb, counted in the sentence.
    pub(super) verb: Range<usize>,
    /// The unit at which the measure's words begin.
    pub(super) first: usize,
    pub(super) rule: String,
    pub(super) fixed_status: Option<String>,
}

/// How verb and object stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// 建立…制度.
    VerbObject,
    /// …平台上线.
    Fronted,
    /// 将…纳入….
    Dispose,
}

/// Runs the rules over every sentence that can hold a measure.
pub(super) fn drafts<'t>(
    analysis: &Analysis<'t>,
    classes: &Classes<'_>,
    stage: &Stage,
    cache: &mut StageCache,
) -> Vec<Draft<'t>> {
    let mut found = Vec::new();
    for (index, (sentence, units)) in analysis.sentences().enumerate() {
        if matches!(sentence.role, Role::Title | Role::Heading) {
            continue;
        }
        let from = found.len();
        let mut again: Vec<(usize, usize)> = Vec::new();
        let mut work = vec![(0..units.len(), 0)];
        while let Some((range, tries)) = work.pop() {
            let Some(part) = units.get(range.clone()) else { continue };
            again.clear();
            stage.run(part.iter().map(|u| u.set), cache, |m| {
                match draft(analysis, classes, units, range.start, index, &m) {
                    Ok(draft) => found.push(draft),
                    Err(Some(next)) if tries < TRIES => again.push((next, range.start + m.range.end)),
                    Err(_) => {}
                }
            });
            work.extend(again.iter().map(|&(start, end)| (start..end, tries + 1)));
        }
        if let Some(new) = found.get_mut(from..) {
            new.sort_by_key(|d: &Draft<'_>| d.span);
        }
    }
    found
}

/// Reads one match. An error says from which unit the clause may be read again.
fn draft<'t>(
    analysis: &Analysis<'t>,
    classes: &Classes<'_>,
    units: &[Unit],
    offset: usize,
    sentence: usize,
    m: &Match<'_>,
) -> Result<Draft<'t>, Option<usize>> {
    let shift = |r: Range<usize>| r.start + offset..r.end + offset;
    let mut verb = shift(m.get("action").ok_or(None)?);
    let mut object = shift(m.get("object").ok_or(None)?);
    // 出台深化…意见, 开展优化…行动: the second verb belongs to the object's name.
    if verb.len() > 1
        && object.start == verb.end
        && let [first, second, ..] = units.get(verb.clone()).unwrap_or(&[])
        && ALONE.iter().any(|w| analysis.words(first).ends_with(w))
        && !analysis.words(second).ends_with("实施")
    {
        verb.end = verb.start + 1;
        object.start = verb.end;
    }
    let end = m.range.end + offset;
    let order = match object.start.checked_sub(1).and_then(|i| units.get(i)) {
        _ if object.start > verb.start => Order::VerbObject,
        Some(before) if classes.has(before, classes.dispose) && offset < object.start => Order::Dispose,
        _ => Order::Fronted,
    };
    let retry = match order {
        Order::VerbObject => verb.end,
        Order::Dispose | Order::Fronted => object.start + 1,
    };
    let retry = Some(retry).filter(|&r| r < end);
    if object.len() > LONGEST {
        return Err(None);
    }
    let object = trim(analysis, classes, units, object, order);
    let last = verb.end.checked_sub(1).and_then(|i| units.get(i)).ok_or(retry)?;
    let mut kind = classes.kind(last).ok_or(retry)?;
    let object_units = units.get(object.clone()).filter(|o| !o.is_empty()).ok_or(retry)?;
    if analysis.words(last) == "完成" {
        kind = completed(classes, object_units).unwrap_or(kind);
    }
    let phrase = Phrase::read(analysis, classes, object_units).ok_or(retry)?;
    if !gate::admits(analysis, classes, units, &verb, object_units, order, kind, &phrase) {
        return Err(retry);
    }
    let mut action = units.get(verb.start).ok_or(retry)?.span.cover(last.span);
    action.start += adverb(classes, action.of(analysis.text));
    let (first, span) = match order {
        Order::VerbObject => (verb.start, Span::new(action.start, phrase.end)),
        Order::Dispose => {
            let first = object.start.saturating_sub(1);
            let tail = units.get(..end).and_then(|u| tail(analysis, classes, u)).unwrap_or(last);
            (first, units.get(first).ok_or(retry)?.span.cover(tail.span))
        }
        Order::Fronted => (object.start, units.get(object.start).ok_or(retry)?.span.cover(last.span)),
    };
    Ok(Draft {
        sentence,
        span,
        action,
        kind,
        phrase,
        verb,
        first,
        rule: m.rule.id.clone(),
        fixed_status: m.rule.set.get("status").cloned(),
    })
}

/// Returns the length of an adverb that the segmenter left on a verb: 全面 in 全面推行.
fn adverb(classes: &Classes<'_>, verb: &str) -> u32 {
    let cut = verb.char_indices().nth(2).map_or(0, |(at, _)| at);
    let (front, rest) = verb.split_at_checked(cut).unwrap_or(("", verb));
    let off = classes.word_has(front, classes.adverb) && classes.word_has(rest, classes.action);
    if off { u32::try_from(cut).unwrap_or(0) } else { 0 }
}

/// Returns the last unit of a clause that is no punctuation.
fn tail<'u>(analysis: &Analysis<'_>, classes: &Classes<'_>, units: &'u [Unit]) -> Option<&'u Unit> {
    units.iter().rev().find(|u| !classes.has(u, classes.punctuation) && analysis.words(u) != "了")
}

/// 完成…组建 founds, 完成…重组 integrates: the verb takes the kind of what is completed.
fn completed(classes: &Classes<'_>, object: &[Unit]) -> Option<ActionKind> {
    let tail = object.get(object.len().saturating_sub(2)..)?;
    tail.iter().rev().find_map(|u| classes.kind(u)).filter(|k| *k != ActionKind::Implement)
}

/// Leaves out what belongs to the clause and not to the object.
fn trim(
    analysis: &Analysis<'_>,
    classes: &Classes<'_>,
    units: &[Unit],
    mut object: Range<usize>,
    order: Order,
) -> Range<usize> {
    // 以…为抓手: the object ends before 为.
    if order == Order::VerbObject
        && let Some(inside) = units.get(object.clone())
        && let Some(end) = inside.last()
        && classes.has(end, classes.frame_end)
        && let Some(at) = inside.iter().rposition(|u| classes.has(u, classes.frame_as))
        && inside.len() - at <= 4
    {
        object.end = object.start + at;
    }
    let edge = [classes.particle, classes.list, classes.and, classes.conjunction, classes.end];
    let lead = [
        classes.time,
        classes.adverb,
        classes.and,
        classes.conjunction,
        classes.list,
        classes.pronoun,
        classes.ongoing,
        classes.done,
    ];
    let behind = [classes.adverb, classes.ongoing, classes.done, classes.planned, classes.dispose];
    while let Some(last) = units.get(object.clone()).and_then(<[Unit]>::last) {
        let words = analysis.words(last);
        let off = matches!(words, "等" | "了")
            || last.item == Item::Word && classes.any(last, &edge)
            || order == Order::Fronted && last.item == Item::Word && classes.any(last, &behind);
        if !off {
            break;
        }
        object.end -= 1;
    }
    while order == Order::Fronted
        && let Some(first) = units.get(object.clone()).and_then(<[Unit]>::first)
        && classes.any(first, &lead)
    {
        object.start += 1;
    }
    object
}
