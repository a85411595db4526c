//! What is a measure and what is a slogan, a stance or a result.

use super::build::Order;
use super::classes::Classes;
use super::phrase::{Head, Phrase};
use crate::analysis::{Analysis, Item, Unit};
use crate::model::ActionKind;
use std::ops::Range;

/// Returns true if verb and object together change how government works.
#[expect(clippy::too_many_arguments, reason = "every part of the clause has a say")]
pub(super) fn admits(
    analysis: &Analysis<'_>,
    classes: &Classes<'_>,
    units: &[Unit],
    verb: &Range<usize>,
    object: &[Unit],
    order: Order,
    kind: ActionKind,
    phrase: &Phrase<'_>,
) -> bool {
    let before = verb.start.checked_sub(1).and_then(|i| units.get(i));
    // 已建立的制度, 有待完善: no act of its own.
    if order == Order::VerbObject && before.is_some_and(|b| matches!(analysis.words(b), "的" | "所" | "未" | "不"))
    {
        return false;
    }
    let founding = matches!(
        kind,
        ActionKind::Establish
            | ActionKind::Issue
            | ActionKind::Pilot
            | ActionKind::Relax
            | ActionKind::Restrict
            | ActionKind::Abolish
            | ActionKind::Integrate
    );
    let changing = matches!(
        kind,
        ActionKind::Relax | ActionKind::Restrict | ActionKind::Abolish | ActionKind::Integrate | ActionKind::Pilot
    );
    match phrase.head {
        Head::Firm => true,
        Head::Soft => founding,
        Head::Title => true,
        Head::Quoted => order == Order::VerbObject && kind != ActionKind::Conduct,
        Head::Other => {
            order == Order::VerbObject
                && (changing || kind == ActionKind::Issue && object.iter().any(|u| matches!(u.item, Item::Quantity(_))))
        }
    }
}
