//! Signs of money before a number: ￥300, US$20亿.

use super::amount::Amount;
use super::unit;
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
