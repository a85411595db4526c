//! Figures as intervals: how much a stated number may differ from the exact one.

use crate::model::{Bound, Check, CheckKind, Claim, ClaimId, Dimension, Verdict};
use rust_decimal::{Decimal, RoundingStrategy};

/// A closed interval; `None` is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Interval {
    pub(super) low: Option<Decimal>,
    pub(super) high: Option<Decimal>,
}

impl Interval {
    pub(super) fn new(low: Decimal, high: Decimal) -> Self {
        Interval { low: Some(low.min(high)), high: Some(low.max(high)) }
    }

    /// Returns the interval of `f` over both ends of two intervals, if `f` is monotone in each and everything is bounded.
    pub(super) fn combine(self, other: Interval, f: impl Fn(Decimal, Decimal) -> Option<Decimal>) -> Option<Interval> {
        let (a, b, c, d) = (self.low?, self.high?, other.low?, other.high?);
        let ends = [f(a, c)?, f(a, d)?, f(b, c)?, f(b, d)?];
        Some(Interval { low: ends.iter().min().copied(), high: ends.iter().max().copied() })
    }

    fn meets(self, other: Interval) -> bool {
        let below = |a: Option<Decimal>, b: Option<Decimal>| a.zip(b).is_none_or(|(a, b)| a <= b);
        below(self.low, other.high) && below(other.low, self.high)
    }
}

/// Returns the value of the last digit a claim states: 1000 for 1.3万, 0.1 for 94.2%.
pub(super) fn precision(claim: &Claim<'_>) -> Decimal {
    written(claim).unwrap_or_else(|| trailing(claim.value))
}

/// Returns the precision of a number in Arabic digits.
fn written(claim: &Claim<'_>) -> Option<Decimal> {
    let mut digits = String::new();
    for c in claim.text.chars() {
        match c {
            '0'..='9' => digits.push(c),
            '０'..='９' => digits.push(char::from_digit(u32::from(c) - u32::from('０'), 10)?),
            '.' | '．' if !digits.is_empty() && !digits.contains('.') => digits.push('.'),
            ',' | '，' if !digits.is_empty() => {}
            _ if digits.is_empty() => {}
            _ => break,
        }
        if digits.len() > 28 {
            return None;
        }
    }
    let number = Decimal::from_str_exact(digits.trim_end_matches('.')).ok().filter(|n| !n.is_zero())?;
    let scale = claim.value.checked_div(number)?.normalize();
    let power = scale.to_string();
    let ten = power.starts_with('1') && power.bytes().skip(1).all(|b| b == b'0');
    let decimals = digits.split_once('.').map_or(0, |(_, d)| d.len());
    ten.then(|| scale.checked_mul(Decimal::new(1, u32::try_from(decimals).ok()?))).flatten()
}

/// Returns the largest power of ten that divides a whole number; the last decimal of another.
fn trailing(value: Decimal) -> Decimal {
    let value = value.normalize();
    if value.scale() > 0 || value.is_zero() {
        return Decimal::new(1, value.scale());
    }
    let mut power = Decimal::ONE;
    while let Some(next) = power.checked_mul(Decimal::TEN) {
        if value.checked_rem(next).is_none_or(|r| !r.is_zero()) {
            break;
        }
        power = next;
    }
    power
}

/// True for a number that was counted, not rounded: 1034个, 四百零八名.
fn counted(claim: &Claim<'_>) -> bool {
    claim.dimension == Dimension::Count && written(claim).is_none_or(|p| p == Decimal::ONE)
}

/// Returns what a claim used in arithmetic may really be, or `None` when it is open: 不少于30个.
pub(super) fn input(claim: &Claim<'_>) -> Option<Interval> {
    let value = claim.value;
    let step = precision(claim).max(trailing(value));
    Some(match claim.bound {
        Bound::Exact => {
            let half = if counted(claim) { Decimal::ZERO } else { precision(claim).checked_div(Decimal::TWO)? };
            Interval::new(value.checked_sub(half)?, value.checked_add(half)?)
        }
        Bound::About => around(claim)?,
        Bound::MoreThan => Interval::new(value, value.checked_add(step)?),
        Bound::LessThan => Interval::new(value.checked_sub(step)?, value),
        Bound::Range => Interval::new(value, claim.value_max?),
        Bound::AtLeast | Bound::AtMost => return None,
    })
}

fn around(claim: &Claim<'_>) -> Option<Interval> {
    let reach = precision(claim).max(claim.value.checked_div(Decimal::from(20))?);
    Some(Interval::new(claim.value.checked_sub(reach)?, claim.value.checked_add(reach)?))
}

/// Returns the values that what a claim states allows.
fn allowed(claim: &Claim<'_>) -> Option<Interval> {
    let value = claim.value;
    Some(match claim.bound {
        Bound::Exact => {
            let half = if counted(claim) && claim.kind != crate::model::Kind::Average {
                Decimal::ZERO
            } else {
                precision(claim).checked_div(Decimal::TWO)?
            };
            Interval::new(value.checked_sub(half)?, value.checked_add(half)?)
        }
        Bound::About => around(claim)?,
        Bound::AtLeast | Bound::MoreThan => Interval { low: Some(value), high: None },
        Bound::AtMost | Bound::LessThan => Interval { low: None, high: Some(value) },
        Bound::Range => Interval::new(value, claim.value_max?),
    })
}

/// What the other figures give for a stated one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outcome {
    /// From the figures as written.
    pub(super) value: Decimal,
    /// From the figures as they may really be.
    pub(super) interval: Interval,
}

/// True when the stated figure agrees with the outcome.
pub(super) fn agrees(stated: &Claim<'_>, outcome: &Outcome) -> bool {
    allowed(stated).is_some_and(|a| a.meets(outcome.interval))
}

/// Builds a check; `note` gets the arithmetic, without what is stated.
pub(super) fn check(
    kind: CheckKind,
    claims: Vec<ClaimId>,
    stated: &Claim<'_>,
    outcome: &Outcome,
    note: &str,
) -> Option<Check> {
    let consistent = agrees(stated, outcome);
    // 七成 is written in tens, but a reader expects a percentage.
    let unit = if stated.text.contains(|c: char| c.is_ascii_digit()) {
        precision(stated)
    } else {
        precision(stated).min(Decimal::ONE)
    };
    let computed = round(outcome.value, unit)?;
    let places = unit.normalize().scale();
    let said = match (consistent, stated.bound) {
        (true, Bound::Exact) => String::new(),
        (true, _) => format!(", stated as {}", stated.text),
        (false, _) => format!(", not {} as stated", stated.text),
    };
    let verdict = if consistent { Verdict::Consistent } else { Verdict::Inconsistent };
    Some(Check {
        kind,
        claims,
        stated: rescale(stated.value, places),
        computed: rescale(computed, places),
        verdict,
        note: format!("{note}{said}"),
    })
}

/// Rounds to a multiple of `unit`, halves away from zero.
pub(super) fn round(value: Decimal, unit: Decimal) -> Option<Decimal> {
    value.checked_div(unit)?.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).checked_mul(unit)
}

/// Writes a number with so many decimals, or more if it has them.
fn rescale(value: Decimal, places: u32) -> Decimal {
    let mut value = value.normalize();
    if value.scale() < places {
        value.rescale(places);
    }
    value
}

/// Writes a number for a note: no more than four decimals, no trailing zeros.
pub(super) fn show(value: Decimal) -> String {
    value.round_dp_with_strategy(4, RoundingStrategy::MidpointAwayFromZero).normalize().to_string()
}
