//! Signs of money before a number: ￥300, US$20亿.

use super::amount::Amount;
use super::unit;
use crate::chunk::number::char_before;
use crate::model::Dimension;

/// Each sign and the unit it stands for, longer ones first.
const SIGNS: &[(&str, &str)] = &[
    ("US$", "美元"),
    ("HK$", "港元"),
    ("￥", "元"),
    ("¥", "元"),
    ("＄", "美元"),
    ("$", "美元"),
    ("€", "欧元"),
    ("£", "英镑"),
];

/// The currency by name: 人民币3亿元.
const NAME: &str = "人民币";

/// Returns where the name of the currency before a number begins, or else the number.
pub(super) fn named(text: &str, at: usize, floor: usize) -> usize {
    if char_before(text, at) != Some('币') {
        return at;
    }
    let begin = at.checked_sub(NAME.len()).filter(|&begin| begin >= floor && text.get(begin..at) == Some(NAME));
    begin.unwrap_or(at)
}

/// Returns `begin`, where the name of the currency stands before an amount, if that is in yuan.
pub(super) fn of_unit(begin: usize, found: &Amount) -> Option<usize> {
    let yuan = found.unit.is_some_and(|u| u.base.is_some_and(|base| base.0 == "CNY"));
    (begin < found.start && yuan).then_some(begin)
}

/// Gives a number without a unit the one of the sign before it; returns where that begins.
pub(super) fn before(text: &str, floor: usize, found: &mut Amount) -> Option<usize> {
    if !found.numeral.arabic || found.unit.is_some_and(|u| u.dimension != Dimension::Count) {
        return None;
    }
    let head = text.get(floor..found.start)?;
    if !head.ends_with(['￥', '¥', '＄', '$', '€', '£']) {
        return None;
    }
    let (sign, name) = SIGNS.iter().find(|(sign, _)| head.ends_with(sign))?;
    // ￥300起: what follows counts nothing.
    if found.unit.is_some() {
        (found.end, found.per, found.max) = (found.number_end, None, None);
    }
    found.unit = unit::at(name, 0);
    Some(found.start - sign.len())
}
