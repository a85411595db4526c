//! Ranges: two amounts that are the ends of one.

use super::amount::{self, Amount};
use super::bound;
use crate::chunk::Form;
use crate::chunk::among;
use crate::chunk::number::{char_at, char_before};
use crate::model::{Bound, Dimension};
use rust_decimal::Decimal;

/// Joins `first` with a second amount right after it, as in 1.5—2万元, 5%至20% and 20到30家.
pub(super) fn join(text: &str, first: &mut Amount) {
    if first.max.is_some() || first.bound.is_some() {
        return;
    }
    let Some((word, at)) = connector(text, first.end) else { return };
    let Some(second) = amount::read(text, at, false) else { return };
    if first.form == Form::Fraction && second.form == Form::Fraction && second.start == at {
        fractions(first, &second);
        return;
    }
    // 3000元/平方米至5000元/平方米
    let rate = |amount: &Amount| amount.per.and_then(|(a, b)| text.get(a..b));
    if first.form == Form::Fraction || first.per.is_some() && rate(first) != rate(&second) {
        return;
    }
    if second.start != at || second.max.is_some() || second.form == Form::Fraction {
        return;
    }
    // 由610元到640元: from and to, not between, unless 不等 says so.
    let between = || text.get(second.end..).is_some_and(|t| ["不等", "之间", "区间"].iter().any(|w| t.starts_with(w)));
    if word && char_before(text, first.start).is_some_and(|c| matches!(c, '由' | '从' | '自')) && !between() {
        return;
    }
    let unit = match (first.unit, second.unit) {
        (Some(a), Some(b)) if a.name == b.name => Some(b),
        (None, Some(b)) => Some(b),
        (None, None) if word => None,
        _ => return,
    };
    // 2018—2020年 and 1—8月 are times.
    let bare = first.unit.is_none();
    if unit.is_none() && char_at(text, second.end).is_some_and(|c| among("年月日号时点季", c)) {
        return;
    }
    let mut low = first.value;
    let mut max = second.value;
    // 六至七成
    let tenths = bare && second.form == Form::Tenths && low < Decimal::TEN;
    let factor = if tenths { Decimal::TEN } else { second.scale };
    if bare && !first.numeral.scaled && factor > Decimal::ONE {
        let Some(scaled) = low.checked_mul(factor) else { return };
        if scaled < max {
            low = scaled;
        }
    }
    if first.form == Form::Tenths && second.form != Form::Tenths || low >= max {
        return;
    }
    // 增加5吨至2100吨 goes from one to the other.
    let far = low > Decimal::ZERO && Decimal::from(20).checked_mul(low).is_some_and(|far| far < max);
    if word && !bare && far {
        return;
    }
    let year = unit.is_some_and(|u| u.name == "年" && low >= Decimal::from(1900));
    if year {
        return;
    }
    if second.bound.is_some_and(|b| b != Bound::MoreThan) {
        return;
    }
    std::mem::swap(&mut first.value, &mut low);
    first.max = Some(std::mem::take(&mut max));
    first.unit = unit;
    first.numeral.scaled |= second.numeral.scaled;
    first.end = second.end;
    first.per = second.per;
    first.bound = Some(Bound::Range);
    first.form = second.form;
}

/// Joins 三分之一至二分之一: the fraction is told of one number only.
fn fractions(first: &mut Amount, second: &Amount) {
    if first.value < second.value {
        first.max = Some(second.value);
        (first.end, first.bound, first.fraction) = (second.end, Some(Bound::Range), None);
    }
}

/// Returns whether the sign or word at `at` that joins two ends is a word, and where the second end begins.
fn connector(text: &str, at: usize) -> Option<(bool, usize)> {
    let rest = text.get(at..)?;
    let c = rest.chars().next()?;
    let next = at + c.len_utf8();
    match c {
        '至' | '到' => Some((true, next)),
        '-' | '~' | '～' | '–' | '－' | '﹣' | '∼' => Some((false, next)),
        '—' => {
            let second = if char_at(text, next) == Some('—') { next + '—'.len_utf8() } else { next };
            Some((false, second))
        }
        _ => None,
    }
}

/// Takes a second threshold after 以上, as in 3万元以上10万元以下.
pub(super) fn thresholds(text: &str, first: &mut Amount) -> Option<Bound> {
    let at = match char_at(text, first.end) {
        Some('、' | '，' | '至' | '到') => return None,
        _ => first.end,
    };
    let (at, before) = ["不满", "不足", "不超过"]
        .into_iter()
        .find(|w| text.get(at..).is_some_and(|t| t.starts_with(w)))
        .map_or((at, None), |w| (at + w.len(), Some(Bound::AtMost)));
    let second = amount::read(text, at, false)?;
    let duration = second.unit.is_some_and(|u| u.dimension == Dimension::Duration);
    let after = bound::after(text, second.end, duration);
    let closes = before.is_some() || after.is_some_and(|(_, b)| b == Bound::AtMost);
    let same = first.unit.is_some() && first.unit.map(|u| u.name) == second.unit.map(|u| u.name);
    if !closes || !same || second.value <= first.value || second.max.is_some() {
        return None;
    }
    first.max = Some(second.value);
    first.end = after.map_or(second.end, |(end, _)| end);
    Some(Bound::Range)
}
