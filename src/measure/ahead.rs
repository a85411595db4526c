//! Words after which everything in a sentence is still to come: 将, 拟, 要求各地…, 《方案》提出….

use super::classes::{Is, Set, View, set};
use crate::analysis::{Item, Unit};

/// How far before its verb of saying a document may stand, in units.
pub(super) const NEAR: usize = 6;
/// What may follow 将 where it is the future.
const AHEAD: Set = set(&[Is::Verb, Is::Adverb, Is::Preposition, Is::Planned, Is::Ongoing]);
/// What may make what follows a thing to come.
pub(super) const AHEAD_OPENS: Set = set(&[Is::Planned, Is::Dispose, Is::Says, Is::Content, Is::Proposes, Is::Tasks]);

/// Returns true if what stands behind 将 is still to come: 将完善…, 将坚定奉行…, but not 将优化环境作为….
fn future(view: View<'_, '_>, behind: &[Unit]) -> bool {
    let [first, rest @ ..] = behind else { return true };
    let clause = behind.iter().take_while(|u| !view.has(u, Is::End));
    let has = |word: &str| clause.clone().any(|u| view.words(u) == word);
    if has("作为") && !has("把") && !has("以") {
        return false;
    }
    view.any(first, AHEAD)
        || matches!(view.words(first), "重点" | "全力" | "大力" | "逐步" | "连续" | "陆续")
        || view.has(first, Is::Adjective)
            && rest.first().is_some_and(|u| view.any(u, set(&[Is::Verb, Is::Action])) && !view.has(u, Is::Noun))
}

fn before(units: &[Unit], at: usize) -> Option<&Unit> {
    at.checked_sub(1).and_then(|i| units.get(i))
}

/// Returns true for a verb that tells others what to do: 要求各级医院落实…, 会议部署进一步做好….
fn orders(view: View<'_, '_>, units: &[Unit], at: usize) -> bool {
    const WHO: Set = set(&[Is::Subject, Is::Doer]);
    let (Some(unit), Some(next)) = (units.get(at), units.get(at + 1)) else { return false };
    let before = before(units, at);
    // 会议强调，… but not 按照上级要求，…, 面对新要求，… or 贯彻从严治党要求，…
    if view.has(unit, Is::Orders) && view.has(next, Is::End) {
        let near = units.get(at.saturating_sub(NEAR)..at).unwrap_or(&[]);
        let noun = view.words(unit) == "要求";
        let names = |b: &&Unit| {
            view.has(b, Is::Standard)
                || matches!(view.words(b), "面对" | "贯彻" | "贯彻落实" | "践行" | "遵循")
                || noun && view.any(b, set(&[Is::Action, Is::Adjective]))
        };
        let named = near.iter().rev().take_while(|b| !view.has(b, Is::End)).any(|b| names(&b));
        let is = before.is_some_and(|b| view.any(b, set(&[Is::Adjective, Is::De])) || matches!(b.item, Item::Quote(_)));
        return !named && !is;
    }
    match view.words(unit) {
        "要求" => {
            let gap = before.is_some_and(|b| view.has(b, Is::End) || b.span.end < unit.span.start);
            (gap && !view.any(next, set(&[Is::End, Is::De, Is::Noun]))
                || matches!(next.item, Item::Institution(_))
                || view.any(next, WHO)
                || view.words(next) == "将")
                && !before.is_some_and(|b| view.any(b, set(&[Is::Adjective, Is::De, Is::Action])))
        }
        "决定" | "同意" => {
            (view.any(next, set(&[Is::Adverb, Is::Action])) || matches!(next.item, Item::Time(_)))
                && before.is_some_and(|b| matches!(b.item, Item::Institution(_)) || view.words(b).ends_with("会议"))
        }
        "部署" | "研究部署" => {
            view.any(next, set(&[Is::Adverb, Is::Action]))
                && before.is_none_or(|b| view.any(b, set(&[Is::End, Is::Adverb])) || view.words(b).ends_with("会议"))
        }
        _ => false,
    }
}

/// Returns the first unit of a sentence that makes what follows a thing to come.
pub(super) fn ahead(view: View<'_, '_>, units: &[Unit]) -> Option<usize> {
    units.iter().enumerate().position(|(i, u)| {
        if !view.any(u, AHEAD_OPENS) {
            return false;
        }
        // 委员建议完善…, but not 吸收意见建议，…
        if view.has(u, Is::Proposes) {
            let before = i.checked_sub(1).and_then(|i| units.get(i));
            let noun = before.is_none_or(|b| {
                view.any(b, set(&[Is::De, Is::List, Is::And, Is::Action, Is::Verb, Is::Standard]))
                    || view.words(b) == "意见"
            });
            let next = units.get(i + 1);
            return !noun
                && next.is_some_and(|n| {
                    view.any(n, set(&[Is::Action, Is::Adverb, Is::Preposition])) || view.words(n) == "，"
                });
        }
        // 他指出，建设…: a bare verb behind the comma.
        if view.has(u, Is::Content)
            && let Some([comma, verb, ..]) = units.get(i + 1..)
            && view.words(comma) == "，"
            && view.has(verb, Is::Action)
        {
            return true;
        }
        let near = |i: usize| {
            let before = units.get(i.saturating_sub(NEAR)..i).unwrap_or(&[]);
            before.iter().rev().take_while(|b| !view.has(b, Is::End))
        };
        view.has(u, Is::Planned)
            || view.words(u) == "将" && future(view, units.get(i + 1..).unwrap_or(&[]))
            // 计划在三年内打造….
            || view.words(u) == "计划"
                && before(units, i).is_none_or(|b| view.any(b, set(&[Is::End, Is::Subject, Is::Place, Is::Pronoun])))
                && units.get(i + 1).is_some_and(|n| view.any(n, set(&[Is::Preposition, Is::Action, Is::Adverb])))
            // 《方案》提出…: what a document says is still to be done.
            || view.has(u, Is::Says) && near(i).any(|b| b.item != Item::Word && view.words(b).ends_with('》'))
            || orders(view, units, i)
    })
}
