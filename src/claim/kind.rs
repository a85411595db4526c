//! What kind of figure an indicator and a unit make.

use super::labels;
use crate::chunk::{Form, Quantity};
use crate::model::{Basis, Dimension, Direction, Kind};
use rust_decimal::Decimal;

/// Returns the kind of a figure that no predicate decides.
pub(crate) fn of(quantity: &Quantity<'_>, indicator: &str, averaged: impl FnOnce() -> bool) -> Kind {
    let ranked = indicator.ends_with("排名") || indicator.ends_with("位次") || indicator.ends_with("名次");
    if quantity.form == Form::Rank
        || quantity.dimension == Dimension::Rank
        || (ranked && quantity.unit.as_deref() == Some("位"))
    {
        return Kind::Rank;
    }
    match quantity.dimension {
        Dimension::Percent | Dimension::Permille => {
            if labels::shares(indicator) || (indicator.contains('占') && indicator.ends_with('重')) {
                Kind::Share
            } else {
                Kind::Rate
            }
        }
        _ if indicator.ends_with('率') && quantity.unit.is_none() => Kind::Rate,
        _ if (quantity.unit.is_none() && indicator.ends_with('比')) || indicator.ends_with("系数") => Kind::Rate,
        Dimension::Multiple => Kind::Share,
        _ if quantity.fraction.is_some() => Kind::Share,
        _ if averaged() || labels::averages(indicator) => Kind::Average,
        _ => Kind::Level,
    }
}

/// Returns what a 倍 or 番 multiplies by.
pub(crate) fn factor(quantity: &Quantity<'_>, kind: Kind, direction: Option<Direction>) -> Option<Decimal> {
    match (quantity.form, quantity.dimension, kind) {
        (Form::Fan, ..) => Some(quantity.value),
        (_, Dimension::Multiple, Kind::Change) if direction == Some(Direction::Increase) => {
            quantity.value.checked_add(Decimal::ONE)
        }
        (_, Dimension::Multiple, Kind::Change) => None,
        (_, Dimension::Multiple, _) => Some(quantity.value),
        _ => None,
    }
}

/// Returns what a comparison compares with.
pub(crate) fn basis(words: &str) -> Basis {
    match words {
        "同比" => return Basis::YearOnYear,
        "环比" => return Basis::MonthOnMonth,
        _ => {}
    }
    let has = |list: &[&str]| list.iter().any(|w| words.contains(w));
    if has(&["环比", "上月", "上季度", "上个月"]) {
        Basis::MonthOnMonth
    } else if has(&["同比", "上年", "去年", "上一年"]) || words.ends_with("同期") {
        Basis::YearOnYear
    } else {
        Basis::Versus
    }
}
