//! Shares: 百分之三, 三分之二, 三成, 八五折, 一半.

use super::amount::Amount;
use super::unit;
use crate::chunk::Form;
use crate::chunk::among;
use crate::chunk::number::{self, Glyph, Style, char_at, glyph};
use crate::model::Bound;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// Characters after 成 that make it a verb or a noun: 三成立, 一成不变.
const NOT_TENTH: &str = "为立功员果本绩效熟品都长年交人型就色份文林才婚套不分语章员千都因";
/// Characters after 折 that make it part of a word.
const NOT_DISCOUNT: &str = "叠算合射旧线扣断损返";

/// Reads 百分之九十八点六 and 千分之三.
pub(super) fn per_hundred(text: &str, at: usize) -> Option<Amount> {
    let mut chars = text.get(at..)?.chars();
    let unit = match chars.next()? {
        '百' => "%",
        '千' => "‰",
        '万' => "‱",
        _ => return None,
    };
    if chars.next() != Some('分') || chars.next() != Some('之') {
        return None;
    }
    let begin = text.len() - chars.as_str().len();
    let numeral = number::read(text, begin, Style { bare: true, ..Style::default() })?;
    let mut amount = Amount::of(at, numeral);
    amount.unit = unit::at(unit, 0);
    amount.more(text);
    Some(amount)
}

/// Reads 三分之二 and 1/3.
pub(super) fn fraction(text: &str, below: &Amount) -> Option<Amount> {
    let rest = text.get(below.end..)?;
    if !matches!(rest.chars().next()?, '分' | '/' | '／') {
        return None;
    }
    if let Some(rest) = rest.strip_prefix("分之") {
        let above = number::read(text, text.len() - rest.len(), Style::default())?;
        return ratio(below, above.value, below.value, above.end);
    }
    // 1/3, but not 24/7 or 9/11: small, proper and alone.
    let rest = rest.strip_prefix(['/', '／'])?;
    let lower = number::read_arabic(text, text.len() - rest.len())?;
    let lower_value = lower.value?;
    let alone =
        below.numeral.arabic && !below.numeral.scaled && !below.numeral.pointed && !lower.pointed && lower.digits == 1;
    let next = char_at(text, lower.end);
    let goes_on = next.is_some_and(|c| c.is_ascii_alphanumeric() || among("/／.-年月日", c));
    (alone && !goes_on && below.value < lower_value && !below.value.is_zero()).then_some(())?;
    ratio(below, below.value, lower_value, lower.end)
}

fn ratio(first: &Amount, above: Decimal, below: Decimal, end: usize) -> Option<Amount> {
    let value = above.checked_div(below)?;
    let value = value.round_sf(12)?.normalize();
    let fraction = Some(Cow::Owned(format!("{above}/{below}")));
    Some(Amount {
        value,
        fraction,
        end,
        number_end: end,
        form: Form::Fraction,
        max: None,
        bound: None,
        ..first.clone()
    })
}

/// Reads 三成, 三成半, 八五折.
pub(super) fn tenths(text: &str, number: &Amount) -> Option<Amount> {
    let c @ ('成' | '折') = char_at(text, number.end)? else { return None };
    let mut end = number.end + c.len_utf8();
    let after = char_at(text, end);
    let words = if c == '成' { NOT_TENTH } else { NOT_DISCOUNT };
    // 成 may be followed by 以上, 左右 or a noun, but begins few words itself.
    if after.is_some_and(|a| among(words, a)) {
        return None;
    }
    let whole = if c == '折' && number.value > Decimal::TEN { Decimal::ONE } else { Decimal::TEN };
    let mut value = number.value.checked_mul(whole)?;
    let max = match number.max {
        Some(max) => Some(max.checked_mul(whole)?),
        None => None,
    };
    if value > Decimal::ONE_HUNDRED || number.numeral.scaled && number.value != Decimal::TEN {
        return None;
    }
    let mut bound = number.bound;
    if c == '成' && max.is_none() {
        match after {
            Some('半') => {
                value += Decimal::from(5);
                end += '半'.len_utf8();
            }
            Some('多') => {
                bound = Some(Bound::MoreThan);
                end += '多'.len_utf8();
            }
            // 九成五
            Some(d)
                if !number.numeral.arabic && char_at(text, end + d.len_utf8()).is_none_or(|c| glyph(c).is_none()) =>
            {
                if let Some(Glyph::Digit(n)) = glyph(d).filter(|_| unit::at(text, end + d.len_utf8()).is_none()) {
                    value += Decimal::from(n);
                    end += d.len_utf8();
                }
            }
            _ => {}
        }
    }
    Some(Amount { value, max, bound, end, unit: unit::at("%", 0), form: Form::Tenths, ..number.clone() })
}

/// Reads 一半.
pub(super) fn one_half(text: &str, at: usize) -> Option<Amount> {
    let rest = text.get(at..)?.strip_prefix("一半")?;
    let end = text.len() - rest.len();
    let numeral = number::read(text, at, Style::default())?;
    let amount = Amount::of(at, numeral);
    Some(Amount {
        value: Decimal::new(5, 1),
        fraction: Some(Cow::Borrowed("1/2")),
        end,
        number_end: end,
        form: Form::Fraction,
        ..amount
    })
}
