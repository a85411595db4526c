//! What kind of figure an indicator and a unit make.

use crate::chunk::{Form, Quantity};
use crate::model::{Basis, Dimension, Direction, Kind};
use rust_decimal::Decimal;

/// Words inside an indicator that make it an average.
const AVERAGE: &[&str] = &[
    "人均",
    "户均",
    "日均",
    "月均",
    "平均",
    "次均",
    "亩均",
    "县均",
    "村均",
    "院均",
    "件均",
    "笔均",
    "亩产",
    "单产",
    "场均",
    "床均",
    "生均",
    "师均",
    "每万",
    "每千",
    "每百",
    "每十万",
    "均价",
    "校均",
    "店均",
    "劳动生产率",
];
/// Endings of an indicator that is a part of a whole.
const SHARE: &[&str] = &["占比", "比重", "比例", "份额", "占有率"];
/// Indicators that are no row label alone: they take the thing they belong to.
const BARE: &[&str] = &[
    "其余",
    "占比",
    "比重",
    "比例",
    "总规模",
    "规模",
    "总量",
    "总额",
    "总数",
    "单个项目",
    "数量",
    "总值",
    "合计",
    "总计",
    "共计",
    "这一比重",
    "这一比例",
    "产量",
];

/// Returns true if the words make an average.
pub(crate) fn averages(words: &str) -> bool {
    AVERAGE.iter().any(|a| words.contains(a))
}

/// Returns true if the words are no row label of their own.
pub(crate) fn bare(words: &str) -> bool {
    BARE.contains(&words) && words != "产量"
}

/// Returns the kind of a figure that no predicate decides.
pub(crate) fn of(quantity: &Quantity<'_>, indicator: &str, averaged: bool) -> Kind {
    let ranked = indicator.ends_with("排名") || indicator.ends_with("位次") || indicator.ends_with("名次");
    if quantity.form == Form::Rank
        || quantity.dimension == Dimension::Rank
        || (ranked && quantity.unit.as_deref() == Some("位"))
    {
        return Kind::Rank;
    }
    match quantity.dimension {
        Dimension::Percent | Dimension::Permille => {
            if SHARE.iter().any(|s| indicator.ends_with(s)) || (indicator.contains('占') && indicator.ends_with('重'))
            {
                Kind::Share
            } else {
                Kind::Rate
            }
        }
        _ if indicator.ends_with('率') && quantity.unit.is_none() => Kind::Rate,
        _ if (quantity.unit.is_none() && indicator.ends_with('比')) || indicator.ends_with("系数") => Kind::Rate,
        Dimension::Multiple => Kind::Share,
        _ if averaged || averages(indicator) => Kind::Average,
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
    let has = |list: &[&str]| list.iter().any(|w| words.contains(w));
    if has(&["环比", "上月", "上季度", "上个月"]) {
        Basis::MonthOnMonth
    } else if has(&["同比", "上年", "去年", "同期", "上一年"]) {
        Basis::YearOnYear
    } else {
        Basis::Versus
    }
}
