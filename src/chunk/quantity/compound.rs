//! Amounts in two or three units: 3元5角, 8斤6两, 1米8, 2小时30分钟.

use super::amount::Amount;
use super::unit::{self, Unit};
use crate::chunk::among;
use crate::chunk::number::{self, Glyph, Numeral, Style, char_at, glyph};
use crate::model::Dimension;
use rust_decimal::Decimal;

/// The most parts of one amount.
const MOST: usize = 3;
/// The most decimals of a ratio that is taken for finite.
const FINITE: u32 = 9;

/// A smaller part: 5角 behind 3元.
struct Part {
    end: usize,
    value: Decimal,
    unit: Option<&'static Unit>,
    /// What one of it is of the base, as a ratio.
    ratio: (Decimal, Decimal),
}

/// Adds to `first` the smaller parts that follow it. The sum is in the first unit where it is finite there
/// (2小时30分钟 is 2.5小时), else in the part's (1小时20分钟 is 80分钟).
pub(super) fn join(text: &str, first: &mut Amount) {
    let Some(unit) = first.unit.filter(|_| first.max.is_none() && first.bound.is_none()) else { return };
    if unit.name == "年" {
        months(text, first);
        return;
    }
    let Some((base, above, below)) = unit.base else { return };
    if char_at(text, first.end).and_then(glyph).is_none() || first.numeral.pointed {
        return;
    }
    let mut last = (above, below);
    for _ in 1..MOST {
        let Some(part) = part(text, first.end, base, unit.dimension) else { break };
        let smaller = product(part.ratio.0, last.1) < product(last.0, part.ratio.1);
        if !smaller {
            break;
        }
        let share = (part.value.checked_mul(part.ratio.0).unwrap_or_default(), part.ratio.1);
        let share = quotient(share, (above, below)).filter(|v| v.scale() <= FINITE);
        let sum = share.and_then(|v| first.value.checked_add(v));
        if let Some(sum) = sum {
            (first.value, first.end, last) = (sum.normalize(), part.end, part.ratio);
            continue;
        }
        let whole = quotient((above, below), part.ratio).filter(|n| n.scale() == 0);
        let sum = whole.and_then(|n| n.checked_mul(first.value)).and_then(|v| v.checked_add(part.value));
        if let (Some(sum), Some(unit)) = (sum, part.unit) {
            (first.value, first.unit, first.end) = (sum.normalize(), Some(unit), part.end);
        }
        return;
    }
    if first.value.scale() == 0 && unit.name == "米" {
        decimals(text, first);
    }
}

fn product(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_mul(b)
}

/// Returns how many of `b` one `a` is.
fn quotient(a: (Decimal, Decimal), b: (Decimal, Decimal)) -> Option<Decimal> {
    Some(product(a.0, b.1)?.checked_div(product(a.1, b.0)?)?.normalize())
}

fn part(text: &str, at: usize, base: &str, dimension: Dimension) -> Option<Part> {
    // 二十元零五分
    let at = at + char_at(text, at).filter(|c| *c == '零').map_or(0, char::len_utf8);
    let n = number::read(text, at, Style::default()).or_else(|| formal(text, at))?;
    if n.string || n.max.is_some() || n.more {
        return None;
    }
    if dimension == Dimension::Currency && base == "CNY" && char_at(text, n.end) == Some('分') {
        let ratio = (Decimal::ONE, Decimal::ONE_HUNDRED);
        return Some(Part { end: n.end + '分'.len_utf8(), value: n.value, unit: None, ratio });
    }
    // 1小时30分, but not 1小时30分钟
    if dimension == Dimension::Duration
        && text.get(n.end..).is_some_and(|t| t.starts_with('分') && !t.starts_with("分钟"))
    {
        let (_, above, below) = unit::at("分钟", 0)?.base?;
        return Some(Part {
            end: n.end + '分'.len_utf8(),
            value: n.value,
            unit: unit::at("分钟", 0),
            ratio: (above, below),
        });
    }
    let unit = unit::at(text, n.end).filter(|u| u.dimension == dimension)?;
    let (_, above, below) = unit.base.filter(|b| b.0 == base)?;
    Some(Part { end: n.end + unit.name.len(), value: n.value, unit: Some(unit), ratio: (above, below) })
}

/// Adds the months of 一年零三个月: in years where they are a finite part of one, else in months.
fn months(text: &str, first: &mut Amount) {
    let at = first.end + char_at(text, first.end).filter(|c| among("零又", *c)).map_or(0, char::len_utf8);
    let Some(n) = number::read(text, at, Style::default()).filter(|n| !n.string && n.max.is_none() && !n.more) else {
        return;
    };
    let Some(unit) = unit::at(text, n.end).filter(|u| u.name == "个月") else { return };
    let year = Decimal::from(12);
    if n.value >= year || n.value.scale() > 0 || first.value.scale() > 0 {
        return;
    }
    let part = n.value.checked_div(year).map(|v| v.normalize()).filter(|v| v.scale() <= 2);
    let sum = match part {
        Some(part) => first.value.checked_add(part),
        None => first.value.checked_mul(year).and_then(|v| v.checked_add(n.value)),
    };
    let Some(sum) = sum else { return };
    if part.is_none() {
        first.unit = Some(unit);
    }
    (first.value, first.end) = (sum, n.end + unit.name.len());
}

/// Reads one formal digit, which elsewhere is part of a word: 伍 in 伍角.
fn formal(text: &str, at: usize) -> Option<Numeral> {
    let c = char_at(text, at)?;
    let Some(Glyph::Rare(d)) = glyph(c) else { return None };
    Some(Numeral::plain(at + c.len_utf8(), Decimal::from(d)))
}

/// Takes the digits of 1米8 and 1米85.
fn decimals(text: &str, first: &mut Amount) {
    let mut end = first.end;
    let mut value = Decimal::ZERO;
    let mut place = Decimal::ONE;
    while let Some(c) = char_at(text, end) {
        let digit = match glyph(c) {
            Some(Glyph::Arabic(d) | Glyph::Digit(d)) => Decimal::from(d),
            Some(_) => return,
            None if c.is_ascii_alphanumeric() || among(".%％年月日号", c) => return,
            None => break,
        };
        if place.scale() >= 2 {
            return;
        }
        place *= Decimal::new(1, 1);
        value += digit * place;
        end += c.len_utf8();
    }
    if end > first.end && unit::at(text, end).is_none() {
        first.value += value;
        first.end = end;
    }
}
