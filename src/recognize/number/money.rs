//! Currencies: 十五美元, 50元6角三分, $20, 人民币.

use super::figure::Figure;
use super::{Sink, skip, skip_back, take_back};
use crate::chunk::among;
use crate::chunk::number::{char_at, char_before, glyph};
use crate::chunk::quantity::unit::{self, Unit};
use crate::model::{Dimension, EntityType};
use rust_decimal::Decimal;
use std::borrow::Cow;

/// Signs before an amount.
const SIGNS: &[(&str, Option<&str>)] = &[
    ("US$", Some("USD")),
    ("HK$", Some("HKD")),
    ("$", None),
    ("＄", None),
    ("￥", Some("CNY")),
    ("¥", Some("CNY")),
    ("€", Some("EUR")),
    ("£", Some("GBP")),
];
/// Names that are money wherever they stand.
const NAMES: &[&str] =
    &["人民币", "美元", "欧元", "英镑", "日元", "港元", "港币", "澳元", "加元", "韩元", "卢布", "新台币", "台币"];

/// Adds the amounts of money; one that goes on in smaller units is one amount.
pub(super) fn figures(figures: &[Figure], sink: &mut Sink<'_, '_>) {
    let mut rest = figures.iter().peekable();
    while let Some(first) = rest.next() {
        if first.max.is_some() || first.ratio {
            continue;
        }
        let text = sink.text;
        let signed = matches!(first.before, Some('$' | '＄' | '￥' | '¥' | '€' | '£'));
        let sign = SIGNS.iter().filter(|_| signed).find_map(|(w, iso)| Some((take_back(text, first.start, w)?, *iso)));
        if let Some((start, iso)) = sign {
            add(start, first.end, first.value, iso, sink);
            continue;
        }
        let Some((unit, mut end)) = money(text, first) else { continue };
        let Some((iso, above, below)) = unit.base else {
            // 克朗 is money of several countries.
            add(first.start, end, first.value, None, sink);
            continue;
        };
        let Some(mut value) = scaled(first.value, above, below) else { continue };
        let mut factor = above / below;
        while let Some(second) = rest.peek().filter(|f| f.start == skip(text, end)) {
            let Some((smaller, stop, share)) = part(text, second, iso, factor) else { break };
            let Some(sum) = scaled(second.value, share, Decimal::ONE).and_then(|v| v.checked_add(value)) else { break };
            (value, end, factor) = (sum, stop, smaller);
            rest.next();
        }
        let start = take_back(text, first.start, "人民币").filter(|_| iso == "CNY").unwrap_or(first.start);
        add(start, end, value, Some(iso), sink);
    }
}

fn scaled(value: Decimal, above: Decimal, below: Decimal) -> Option<Decimal> {
    value.checked_mul(above)?.checked_div(below)
}

fn money(text: &str, figure: &Figure) -> Option<(Unit, usize)> {
    let (unit, end) = (figure.unit?, figure.unit_end()?);
    // 块 is money only with nothing behind it that it could count.
    if matches!(unit.name, "块" | "塊") {
        let counts = char_at(text, end).is_some_and(|c| c.is_alphabetic() && !among("的了吧吗", c) && !c.is_numeric());
        let yuan = unit::at("元", 0)?;
        return (!counts).then_some((*yuan, end));
    }
    (unit.dimension == Dimension::Currency).then_some((*unit, end))
}

/// Returns the factor, end and share of a smaller unit of the same money.
fn part(text: &str, figure: &Figure, iso: &str, factor: Decimal) -> Option<(Decimal, usize, Decimal)> {
    let (share, end) = if iso == "CNY" && figure.after == Some('分') {
        (Decimal::new(1, 2), figure.unit_at + '分'.len_utf8())
    } else {
        let (unit, end) = money(text, figure)?;
        let (base, above, below) = unit.base?;
        (above.checked_div(below).filter(|_| base == iso)?, end)
    };
    (share < factor).then_some((share, end, share))
}

fn add(start: usize, end: usize, value: Decimal, iso: Option<&'static str>, sink: &mut Sink<'_, '_>) {
    if let Some(entity) = sink.push(EntityType::Currency, start, end) {
        entity.value = Some(value.normalize());
        entity.iso = iso.map(Cow::Borrowed);
    }
}

/// Adds the name of money that stands at `at` without a number.
pub(super) fn name(at: usize, sink: &mut Sink<'_, '_>) {
    let text = sink.text;
    let Some(rest) = text.get(at..) else { return };
    // One look at the second character settles most.
    if !rest.chars().nth(1).is_some_and(|c| matches!(c, '民' | '元' | '镑' | '币' | '布' | '台')) {
        return;
    }
    let Some(name) = NAMES.iter().find(|name| rest.starts_with(**name)) else { return };
    let end = at + name.len();
    let number = |c: char| glyph(c).is_some();
    let before = char_before(text, skip_back(text, at)).is_some_and(|c| number(c) || c == '新');
    let after = *name == "人民币" && char_at(text, skip(text, end)).is_some_and(number);
    let yuan = *name == "人民币" && (char_before(text, at) == Some('元') || char_at(text, end) == Some('元'));
    let Some(unit) = unit::at(text, at).filter(|u| u.name == *name) else { return };
    if before || after || yuan {
        return;
    }
    if let Some(entity) = sink.push(EntityType::Currency, at, end) {
        entity.iso = unit.base.map(|b| Cow::Borrowed(b.0));
    }
}
