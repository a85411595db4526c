//! Where an object begins and ends: what stands beside the verb, and what belongs to the clause and not to the object.

use super::build::Order;
use super::classes::{Is, Set, View, set};
use crate::analysis::{Item, Unit};
use crate::model::ActionKind;
use std::ops::Range;

/// Says which of several verbs in a row act, and where the object begins.
pub(super) fn chain(
    view: View<'_, '_>,
    units: &[Unit],
    mut verb: Range<usize>,
    mut object: Range<usize>,
) -> (Range<usize>, Range<usize>) {
    // 出台深化…意见, 开展优化…行动: the second verb belongs to the object's name.
    if verb.len() > 1
        && object.start == verb.end
        && let [first, second, ..] = units.get(verb.clone()).unwrap_or(&[])
        && view.has(first, Is::Alone)
        && !view.has(second, Is::Carry)
    {
        verb.end = verb.start + 1;
        object.start = verb.end;
    }
    // 构建完善的…体系: the second verb says what the thing is to be like.
    if verb.len() > 1 && object.start == verb.end && units.get(object.start).is_some_and(|u| view.has(u, Is::De)) {
        verb.end -= 1;
        object.start = verb.end;
    }
    // 制定并实施…: the last verb decides.
    if object.start == verb.end + 1
        && units.get(verb.end).is_some_and(|u| view.words(u) == "并")
        && let Some(second) = units.get(object.start)
        && view.has(second, Is::Action)
        && !view.has(second, Is::Nominal)
        && object.len() > 1
    {
        verb.end = object.start + 1;
        object.start = verb.end;
    }
    // 推进先行先试改革: the second verb says which.
    if verb.len() > 1
        && object.start == verb.end
        && units.get(verb.end - 1).is_some_and(|u| view.words(u) == "先行先试")
    {
        verb.end -= 1;
        object.start = verb.end;
    }
    // 为大会召开做好…: the first verb belongs to the clause before.
    if verb.len() > 1
        && units.get(verb.start).is_some_and(|u| view.kind(u) == Some(ActionKind::Conduct) && !view.has(u, Is::Nominal))
        && units.get(verb.end - 1).is_some_and(|u| view.kind(u) != Some(ActionKind::Conduct))
    {
        verb.start = verb.end - 1;
    }
    // 明确构建…: two verbs of which the first only tells.
    if verb.len() > 1 && units.get(verb.start).is_some_and(|u| view.has(u, Is::Says)) {
        verb.start += 1;
    }
    (verb, object)
}

/// Leaves out what stands between a verb and its object, or behind the object in the same clause.
pub(super) fn narrow(
    view: View<'_, '_>,
    units: &[Unit],
    verb: &Range<usize>,
    mut object: Range<usize>,
) -> Range<usize> {
    // 制定出…, 完善好、运行好…: how far it is done is no object.
    if let Some([reached, _, ..]) = units.get(object.clone())
        && (matches!(view.words(reached), "出" | "好" | "了" | "起")
            || matches!(view.words(reached), "包括" | "包含")
                && !units.get(object.clone()).is_some_and(|o| o.iter().any(|u| view.words(u) == "在内")))
    {
        object.start += 1;
    }
    // 出台举措帮助企业…: for what it is done is no object.
    if verb
        .end
        .checked_sub(1)
        .and_then(|i| units.get(i))
        .is_some_and(|u| matches!(view.kind(u), Some(ActionKind::Issue | ActionKind::Conduct)))
        && let Some(at) = purpose(view, units, object.clone())
    {
        object.end = at;
    }
    // 启动“…计划”遴选高校: for what it is done is no object.
    if let Some([name, verb, _, ..]) = units.get(object.clone())
        && let Item::Quote(_) = name.item
        && view.has(verb, Is::Verb)
        && !view.any(verb, set(&[Is::Noun, Is::VerbalNoun, Is::Head, Is::Adverb]))
        && let Some((head, _)) = view.head(view.words(name).trim_matches(['“', '”']))
        && view.word_has(head, Is::NamedHead)
    {
        object.end = object.start + 1;
    }
    // 组建督查小组赴各区督查: where it goes is no object.
    let founds = |u: &Unit| view.kind(u) == Some(ActionKind::Establish);
    if verb.end.checked_sub(1).and_then(|i| units.get(i)).is_some_and(founds)
        && let Some(inside) = units.get(object.clone())
        && let Some(at) = inside.iter().position(|u| matches!(view.words(u), "赴" | "奔赴" | "前往"))
        && at > 0
        && !inside.iter().skip(at).any(|u| view.has(u, Is::De))
    {
        object.end = object.start + at;
    }
    // 整治形式主义为基层减负: for what it is done is no object.
    if verb.end.checked_sub(1).and_then(|i| units.get(i)).is_some_and(|u| view.has(u, Is::Free))
        && let Some(inside) = units.get(object.clone())
        && let Some(at) = inside.iter().rposition(|u| view.has(u, Is::FrameAs) && view.has(u, Is::NoObject))
        && !inside.iter().skip(at).any(|u| view.has(u, Is::De))
        && at > 0
    {
        object.end = object.start + at;
    }
    // 完善标准、提高水平: the verb behind the comma has an object of its own.
    if let Some(cut) = pair(view, units, object.clone()) {
        object.end = cut;
    }
    // 召开会议 听取汇报: in a headline a blank ends a clause.
    if let Some(cut) = blank(view, units, object.clone()) {
        object.end = cut;
    }
    object
}

/// Returns the comma of a list behind which a verb stands with an object of its own.
fn pair(view: View<'_, '_>, units: &[Unit], object: Range<usize>) -> Option<usize> {
    let inside = units.get(object.clone())?;
    let windows = inside.windows(4);
    let last = inside.last().map_or("", |u| view.words(u));
    let cut = |w: &[Unit]| {
        matches!(w, [noun, comma, verb, next] if view.has(comma, Is::List)
            // 开展甲行动、促进乙行动: one head, so that the second verb is part of a name.
            && !last.ends_with(view.words(noun))
            && view.has(noun, Is::Head) && !view.any(noun, set(&[Is::Verb, Is::VerbalNoun]))
            && (view.has(verb, Is::Transitive)
                // 提升能力、建设现代化产业体系.
                || view.words(verb) == "建设" && !view.any(next, set(&[Is::List, Is::And, Is::Head, Is::De]))))
    };
    windows.into_iter().position(cut).map(|i| object.start + i + 1)
}

/// Returns the first verb of an object that has a blank before it.
fn blank(view: View<'_, '_>, units: &[Unit], object: Range<usize>) -> Option<usize> {
    let pairs = units.get(object.clone())?.windows(2);
    let gap = |w: &[Unit]| {
        matches!(w, [a, b] if a.span.end < b.span.start
            && (view.any(b, set(&[Is::Verb, Is::Action])) || matches!(view.words(b), "以" | "为")))
    };
    pairs.into_iter().position(gap).map(|i| object.start + i + 1)
}

/// Returns the verb of purpose behind a paper: 帮助 in 出台多项政策帮助企业拓展市场.
fn purpose(view: View<'_, '_>, units: &[Unit], object: Range<usize>) -> Option<usize> {
    const FRONT: Set = set(&[Is::Numeral, Is::Classifier, Is::Few, Is::Quantity, Is::Adjective, Is::Aspect]);
    let inside = units.get(object.clone())?;
    let paper = inside.iter().position(|u| view.has(u, Is::Paper) || view.words(u) == "会议")?;
    let count = inside.get(..paper)?.iter().all(|u| u.item != Item::Word || view.any(u, FRONT));
    let [verb, _, ..] = inside.get(paper + 1..)? else { return None };
    (count && view.has(verb, Is::Purpose)).then_some(object.start + paper + 1)
}

/// Returns a verb that stands beside the first one, with a comma or 和 between them, and whether it is an action.
pub(super) fn second(view: View<'_, '_>, units: &[Unit], object: Range<usize>) -> Option<(usize, bool)> {
    let inside = units.get(object.clone())?;
    let listed = inside.iter().take_while(|u| view.any(u, set(&[Is::List, Is::And]))).count();
    let skipped =
        inside.get(listed..)?.iter().take_while(|u| view.has(u, Is::Adverb) && !view.has(u, Is::Action)).count();
    let at = listed + skipped;
    let verb = inside.get(at).filter(|u| listed > 0 && u.item == Item::Word)?;
    let acts = view.has(verb, Is::Action);
    (acts || view.has(verb, Is::Verb) && at + 1 < inside.len()).then_some((object.start + at, acts))
}

/// Returns true for one verb or noun and its adverbs: 科学布局 in 统筹规划和科学布局.
pub(super) fn alone(view: View<'_, '_>, rest: &[Unit]) -> bool {
    match rest {
        [_] => true,
        [front @ .., last] => {
            front.iter().all(|u| {
                u.item == Item::Word
                    && view.any(u, set(&[Is::Adverb, Is::Adjective]))
                    && !view.any(u, set(&[Is::Noun, Is::Action]))
            }) && view.any(last, set(&[Is::Verb, Is::VerbalNoun]))
        }
        [] => false,
    }
}

/// Returns true if the verb is a noun behind a noun, and what follows is another: 城市培育和生活圈建设.
pub(super) fn beside(view: View<'_, '_>, units: &[Unit], verb: usize, rest: &[Unit]) -> bool {
    let before = verb.checked_sub(1).and_then(|i| units.get(i));
    let noun =
        |u: &Unit| view.any(u, set(&[Is::Noun, Is::VerbalNoun])) && !view.any(u, set(&[Is::Adverb, Is::Subject]));
    before.is_some_and(noun) && !rest.iter().any(|u| view.has(u, Is::De))
}

/// Leaves out what belongs to the clause and not to the object.
pub(super) fn trim(view: View<'_, '_>, units: &[Unit], mut object: Range<usize>, order: Order) -> Range<usize> {
    const EDGE: Set = set(&[Is::Particle, Is::List, Is::And, Is::Conjunction, Is::End, Is::Etc, Is::Aspect]);
    const LEAD: Set = set(&[
        Is::Time,
        Is::Adverb,
        Is::And,
        Is::Conjunction,
        Is::List,
        Is::Pronoun,
        Is::Ongoing,
        Is::Done,
        Is::Ensure,
    ]);
    const BEHIND: Set = set(&[Is::Adverb, Is::Ongoing, Is::Done, Is::Planned, Is::Dispose]);
    // 以…为抓手: the object ends before 为.
    if order == Order::VerbObject
        && let Some(inside) = units.get(object.clone())
        && let Some(end) = inside.last()
        && view.has(end, Is::FrameEnd)
        && let Some(at) = inside.iter().rev().take(4).position(|u| view.has(u, Is::FrameAs))
    {
        object.end -= at + 1;
    }
    while let Some(last) = units.get(object.clone()).and_then(<[Unit]>::last) {
        // 卫生监督所: not the particle.
        // 示范地: a noun cut in two.
        let place = order == Order::VerbObject && view.words(last) == "地";
        let edge = view.any(last, EDGE) && !view.has(last, Is::Body) && !place;
        let off = last.item == Item::Word && (edge || order == Order::Fronted && view.any(last, BEHIND));
        if !off {
            break;
        }
        object.end -= 1;
    }
    // 试点经验在全国推广: the subject ends before its adverbial.
    if order == Order::Fronted
        && let Some(inside) = units.get(object.clone())
        && let Some(at) = inside.iter().skip(1).position(|u| u.item == Item::Word && view.has(u, Is::Preposition))
        && !inside.iter().any(|u| view.has(u, Is::Dispose))
    {
        object.end = object.start + at + 1;
    }
    // 确保政策落地见效: what is made sure is the policy's landing.
    while order == Order::Fronted
        && let Some(first) = units.get(object.clone()).and_then(<[Unit]>::first)
        && view.any(first, LEAD)
    {
        object.start += 1;
    }
    object
}
