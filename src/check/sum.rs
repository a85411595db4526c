//! Parts that add up to a total.

use super::figure::{self, Interval, Outcome};
use crate::claim::link::part::{List, Opening};
use crate::model::{Check, CheckKind, Claim};
use rust_decimal::Decimal;

/// Appends a check for each list that names all parts of its total.
pub(super) fn checks(claims: &[Claim<'_>], lists: &[List], out: &mut Vec<(usize, Check)>) {
    for list in lists.iter().filter(|l| l.parts.len() > 1) {
        out.extend(check(claims, list).map(|c| (list.parts.last().copied().unwrap_or(0).max(list.total), c)));
    }
}

fn check(claims: &[Claim<'_>], list: &List) -> Option<Check> {
    let total = claims.get(list.total)?;
    let parts: Vec<&Claim<'_>> = list.parts.iter().filter_map(|&i| claims.get(i)).collect();
    let mut value = Decimal::ZERO;
    let mut interval = Interval::new(value, value);
    for part in &parts {
        value = value.checked_add(part.value)?;
        interval = interval.combine(figure::input(part)?, Decimal::checked_add)?;
    }
    let outcome = Outcome { value, interval };
    if !figure::agrees(total, &outcome) && !complete(list, value, total.value) {
        return None;
    }
    let unit = scale(total, &parts);
    let shown = |v: Decimal| figure::show(v.checked_div(unit.0).unwrap_or(v));
    let terms: Vec<String> = parts.iter().map(|p| shown(p.value)).collect();
    let note = format!("{} = {}{}", terms.join(" + "), shown(value), unit.1);
    let ids = parts.iter().map(|p| p.id).chain([total.id]).collect();
    figure::check(CheckKind::Sum, ids, total, &outcome, &note)
}

/// True when parts that do not add up were evidently meant to: the difference is a slip, not a part left out.
fn complete(list: &List, sum: Decimal, total: Decimal) -> bool {
    let away = (sum - total).abs();
    let within = |percent: i64| {
        away.checked_mul(Decimal::ONE_HUNDRED)
            .zip(total.checked_mul(Decimal::from(percent)))
            .is_some_and(|(a, t)| a <= t)
    };
    match list.opening {
        Opening::Split => within(10),
        // A sum above the total leaves no room for another part.
        _ if sum > total => within(10),
        // One wrong digit: the difference is a single digit and zeros.
        _ => within(5) && (one_digit(away) || list.parts.len() > 2 && within(2)),
    }
}

/// True for 20, 100, 0.3: one wrong digit makes such a difference; a part that is left out rarely has it.
fn one_digit(away: Decimal) -> bool {
    let digits = away.normalize().mantissa().to_string();
    digits.trim_end_matches('0').len() == 1 && (digits.len() > 1 || away.normalize().scale() > 0)
}

/// Returns the scale in which all figures are short, and how a note names it.
fn scale(total: &Claim<'_>, parts: &[&Claim<'_>]) -> (Decimal, &'static str) {
    let all = |c: char| total.text.contains(c) && parts.iter().all(|p| p.text.contains(c));
    match () {
        () if all('亿') => (Decimal::from(100_000_000), " (亿)"),
        () if all('万') => (Decimal::from(10_000), " (万)"),
        () => (Decimal::ONE, ""),
    }
}
