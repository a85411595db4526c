//! From a rule's match to the verb, the stretch and the object of a measure.

use super::classes::{Is, Set, View, set};
use super::stretch::{alone, beside, chain, narrow, second, trim};
use super::{abroad::Abroad, gate, phrase::Phrase};
use crate::analysis::{Item, Unit};
use crate::layout::Role;
use crate::model::{ActionKind, Status};
use crate::rule::{Match, Stage, StageCache};
use crate::span::Span;
use std::{borrow::Cow, ops::Range};

/// A clause with more units than this is no prose.
const LONGEST: usize = 90;
/// How far behind a clause the words may stand that speak of it as a whole.
const REACH: usize = 60;
/// The nouns before 是 in a clause that says what the clause before it is for.
const GIST: [&str; 8] = ["着眼点", "任务", "目的", "核心", "关键", "根本", "出发点", "落脚点"];
/// How a clause begins that says what the clause before it means.
const SPEAKS: [&str; 13] = [
    "是",
    "事关",
    "关系到",
    "关系着",
    "关乎",
    "具有",
    "意义",
    "离不开",
    "核心是",
    "关键是",
    "关键在",
    "根本任务是",
    "根本在",
];
/// How many verbs of one clause are tried before it is given up.
const TRIES: usize = 4;

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
    pub(super) rule: Cow<'static, str>,
    pub(super) fixed_status: Option<Status>,
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
pub(super) fn drafts<'a, 't: 'a>(view: View<'a, 't>, stage: &'a Stage, cache: &mut StageCache) -> Vec<Draft<'a>> {
    let mut found = Vec::new();
    let mut abroad = Abroad::new(view);
    for index in 0..view.analysis.lines.len() {
        if silent(view, index) || abroad.holds(view, index) {
            continue;
        }
        let from = found.len();
        matches(view, index, stage, cache, |_, _, draft| found.extend(draft));
        if let Some(new) = found.get_mut(from..) {
            new.sort_by_key(|d: &Draft<'_>| d.span);
        }
    }
    found
}

/// Returns true for titles and headings: they only announce.
pub(super) fn silent(view: View<'_, '_>, sentence: usize) -> bool {
    let sentence = view.analysis.layout.sentences.get(sentence);
    sentence.is_none_or(|s| matches!(s.role, Role::Title | Role::Heading))
}

/// Calls `each` with every match of a rule in a sentence, the unit its ranges count from, and the measure it makes. After a
/// match that makes none, the rest of its clause is read again.
pub(super) fn matches<'a, 't: 'a, 's: 'a>(
    view: View<'a, 't>,
    sentence: usize,
    stage: &'s Stage,
    cache: &mut StageCache,
    mut each: impl FnMut(&Match<'s>, usize, Option<Draft<'a>>),
) {
    let units = view.line(sentence);
    if !view.classes.any_verb && !view.says(sentence, set(&[Is::Action, Is::Becomes])) {
        return;
    }
    let diplomatic = view.says(sentence, set(&[Is::Diplomacy]));
    let diplomacy = units.iter().position(|u| diplomatic && view.has(u, Is::Diplomacy));
    let mut again: Vec<(usize, usize)> = Vec::new();
    let mut work = Vec::new();
    let mut next = Some((0..units.len(), 0));
    while let Some((range, tries)) = next.take().or_else(|| work.pop()) {
        let Some(part) = units.get(range.clone()) else { continue };
        again.clear();
        stage.run(part.iter().map(|u| u.set), cache, |m| {
            let draft = match draft(view, units, range.start, (sentence, diplomacy), &m) {
                Ok(draft) => Some(draft),
                Err(next) => {
                    again.extend(next.filter(|_| tries < TRIES).map(|next| (next, range.start + m.range.end)));
                    None
                }
            };
            each(&m, range.start, draft);
        });
        work.extend(again.iter().map(|&(start, end)| (start..end, tries + 1)));
    }
}

/// Reads one match. An error says from which unit the clause may be read again.
fn draft<'a, 't: 'a, 's: 'a>(
    view: View<'a, 't>,
    units: &[Unit],
    offset: usize,
    (sentence, diplomacy): (usize, Option<usize>),
    m: &Match<'s>,
) -> Result<Draft<'a>, Option<usize>> {
    let shift = |r: Range<usize>| r.start + offset..r.end + offset;
    let mut verb = shift(m.at(super::part::ACTION).ok_or(None)?);
    let mut object = shift(m.at(super::part::OBJECT).ok_or(None)?);
    (verb, object) = chain(view, units, verb, object);
    let end = m.range.end + offset;
    let order = match object.start.checked_sub(1).and_then(|i| units.get(i)) {
        _ if object.start > verb.start => Order::VerbObject,
        Some(before) if view.has(before, Is::Dispose) && offset < object.start => Order::Dispose,
        _ => Order::Fronted,
    };
    let retry = match order {
        Order::VerbObject => verb.end,
        Order::Dispose | Order::Fronted => object.start + 1,
    };
    let retry = Some(retry).filter(|&r| r < end);
    if order == Order::VerbObject
        && let Some((at, acts)) = second(view, units, object.clone())
    {
        // 内外畅通、防范风险的原则: a noun before the first of two verbs.
        const NAMES: Set = set(&[Is::Noun, Is::VerbalNoun]);
        let noun = |u: &Unit| view.any(u, NAMES) && !view.any(u, set(&[Is::Adverb, Is::Subject, Is::Verb]));
        let before = verb.start.checked_sub(1).and_then(|i| units.get(i));
        if !acts && before.is_some_and(noun) {
            return Err(Some(at).filter(|&at| at < end));
        }
        // 探索、稳步推进…: the last verb decides. 构建和运用…: one that is no action only goes along.
        if acts {
            return Err(Some(at).filter(|&at| at < end));
        }
        object.start = at + 1;
    }
    // 场景培育和开放, 建立、物资整理等工作: a noun beside nouns.
    if order == Order::VerbObject
        && let Some([and, rest @ ..]) = units.get(object.clone())
        && (view.has(and, Is::List)
            || view.has(and, Is::And) && (alone(view, rest) || beside(view, units, verb.start, rest)))
    {
        return Err(if alone(view, rest) { None } else { Some(verb.end + 1).filter(|&r| r < end) });
    }
    // 《规划》明确构建…: what a document sets down is told by the second verb.
    if order == Order::VerbObject
        && verb.end.checked_sub(1).and_then(|i| units.get(i)).is_some_and(|u| view.has(u, Is::Says))
        && let Some(at) = units.get(object.clone()).and_then(|o| o.iter().position(|u| !view.has(u, Is::Aspect)))
        && units.get(object.start + at).is_some_and(|u| view.has(u, Is::Action) && !view.has(u, Is::Nominal))
    {
        return Err(Some(object.start + at));
    }
    if order == Order::VerbObject {
        object = narrow(view, units, &verb, object);
    }
    // 金融数据发布 广义货币增长9%: the clause ends behind the verb.
    if order == Order::VerbObject
        && let Some(first) = units.get(object.start)
        && verb.end == object.start
        && verb.end.checked_sub(1).and_then(|i| units.get(i)).is_some_and(|v| v.span.end < first.span.start)
        && first.item == Item::Word
    {
        return Err(retry);
    }
    if object.len() > LONGEST {
        return Err(None);
    }
    let object = trim(view, units, object, order);
    let last = verb.end.checked_sub(1).and_then(|i| units.get(i)).ok_or(retry)?;
    let fixed = m.rule.set.get("action_kind").and_then(|kind| ActionKind::named(kind));
    let mut kind = fixed.or_else(|| view.kind(last)).ok_or(retry)?;
    let object_units = units.get(object.clone()).filter(|o| !o.is_empty()).ok_or(retry)?;
    if view.has(last, Is::Complete) && fixed.is_none() {
        kind = completed(view, object_units).unwrap_or(kind);
    }
    // 更高水平的平安建设扎实推进: the subject does not begin in the middle.
    if order == Order::Fronted
        && let Some(before) = object.start.checked_sub(1).and_then(|i| units.get(i))
        && matches!(before.item, Item::Word | Item::Quote(_))
        && kind != ActionKind::Pilot
        && !view
            .any(before, set(&[Is::End, Is::Time, Is::Adverb, Is::Conjunction, Is::Pronoun, Is::Subject, Is::Action]))
    {
        return Err(retry);
    }
    // 设立新区，是…选择: a topic.
    if order == Order::VerbObject
        && topic(view, units.get(..verb.start).unwrap_or(&[]), units.get(end..).unwrap_or(&[]))
    {
        return Err(retry);
    }
    // 做好…工作，必须…: a topic.
    if order == Order::VerbObject
        && units.get(..verb.start).is_some_and(|before| {
            before.iter().all(|u| view.any(u, set(&[Is::Adverb, Is::And])) || view.words(u) == "坚持")
        })
        && let Some([comma, must, ..]) = units.get(end..)
        && view.has(comma, Is::End)
        && view.has(must, Is::Must)
    {
        return Err(retry);
    }
    let clause = gate::Clause { units, verb: verb.clone(), object: object_units, order, kind, diplomacy };
    if !clause.opens(view) {
        return Err(retry);
    }
    let (mut phrase, items) = Phrase::read(view, clause.named(view)).ok_or(retry)?;
    phrase.end = phrase.end.max(object_units.last().filter(|_| clause.moved(view).is_some()).map_or(0, |u| u.span.end));
    if !clause.admits(view, &phrase) {
        return Err(retry);
    }
    phrase.name(view, &items);
    if view.has(last, Is::Becomes)
        && let Some(becomes) = units.get(..end).and_then(|u| tail(view, u))
    {
        phrase.object = view.words(becomes);
    }
    let mut action = units.get(verb.start).ok_or(retry)?.span.cover(last.span);
    action.start += adverb(view, action.of(view.analysis.text));
    if view.has(last, Is::To) {
        let to = view.words(last).chars().next_back().map_or(0, char::len_utf8);
        action.end -= u32::try_from(to).unwrap_or(0);
    }
    let (first, span) = match order {
        Order::VerbObject => (verb.start, Span::new(action.start, phrase.end)),
        Order::Dispose => {
            let first = object.start.saturating_sub(1);
            let tail = units.get(..end).and_then(|u| tail(view, u)).unwrap_or(last);
            (first, units.get(first).ok_or(retry)?.span.cover(tail.span))
        }
        Order::Fronted => {
            let to = units
                .get(..end)
                .filter(|_| view.any(last, set(&[Is::Becomes, Is::To])))
                .and_then(|u| tail(view, u))
                .unwrap_or(last);
            (object.start, units.get(object.start).ok_or(retry)?.span.cover(to.span))
        }
    };
    let fixed_status = m.rule.set.get("status").and_then(|status| Status::named(status));
    Ok(Draft { sentence, span, action, kind, phrase, verb, first, rule: m.rule.id.clone(), fixed_status })
}

/// Returns true if a clause of verb and object is what the next one speaks of: 加强…建设，是…的重要内容.
fn topic(view: View<'_, '_>, before: &[Unit], behind: &[Unit]) -> bool {
    let own = before.iter().rev().take_while(|u| !view.has(u, Is::End));
    let bare = own.clone().all(|u| {
        view.any(u, set(&[Is::Adverb, Is::Adjective, Is::List, Is::And, Is::Action, Is::Ongoing]))
            || view.words(u) == "坚持"
    });
    let [comma, says, ..] = behind else { return false };
    if view.words(comma) != "，" {
        return false;
    }
    // The next clause may not be cut into words.
    let says = view.words(says);
    let speaks = SPEAKS.iter().any(|word| says.starts_with(word)) && !says.starts_with("是否");
    // 开展教育，根本任务是…: a noun and 是.
    let opening = behind.get(1..behind.len().min(5)).unwrap_or(&[]);
    let says = match opening {
        [first, .., last] => first.span.cover(last.span).of(view.analysis.text),
        _ => says,
    };
    let lead = says.char_indices().nth(8).map_or(says, |(at, _)| says.get(..at).unwrap_or(says));
    let names = lead.split_once('是').is_some_and(|(noun, _)| GIST.iter().any(|end| noun.ends_with(end)));
    let rest = || behind.iter().skip(1).take(REACH).take_while(|u| !view.has(u, Is::End));
    let serves =
        says.starts_with('对') && rest().any(|u| ["意义", "作用"].iter().any(|end| view.words(u).ends_with(end)));
    if bare && (names || serves) {
        return true;
    }
    // 对完善…、理顺…，进一步规范…，具有重要意义.
    let about = own.clone().any(|u| matches!(view.words(u), "对" | "对于"));
    let means =
        || behind.iter().take(REACH).take_while(|u| view.words(u) != "；").any(|u| view.words(u).ends_with("意义"));
    (bare || about) && speaks || about && means()
}

/// Returns the length of an adverb that the segmenter left on a verb: 全面 in 全面推行.
fn adverb(view: View<'_, '_>, verb: &str) -> u32 {
    let cut = verb.char_indices().nth(2).map_or(0, |(at, _)| at);
    let (front, rest) = verb.split_at_checked(cut).unwrap_or(("", verb));
    // 联合出台: with whom it is done is no part of the verb.
    let beside = view.word_has(front, Is::Adverb) || view.word_has(front, Is::Joins);
    let off = !front.is_empty() && (beside && view.word_has(rest, Is::Action) || front == "正式");
    if off { u32::try_from(cut).unwrap_or(0) } else { 0 }
}

/// Returns the last unit of a clause that is no punctuation.
fn tail<'u>(view: View<'_, '_>, units: &'u [Unit]) -> Option<&'u Unit> {
    units.iter().rev().find(|u| !view.any(u, set(&[Is::Punctuation, Is::Aspect])))
}

/// 完成…组建 founds, 完成…重组 integrates: the verb takes the kind of what is completed.
fn completed(view: View<'_, '_>, object: &[Unit]) -> Option<ActionKind> {
    let tail = object.get(object.len().saturating_sub(2)..)?;
    if tail.last().is_some_and(|u| view.has(u, Is::PlanHeading)) {
        return None;
    }
    tail.iter().rev().find_map(|u| view.kind(u)).filter(|k| *k != ActionKind::Implement)
}
