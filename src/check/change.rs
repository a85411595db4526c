//! From one value to another: 由1500张增加到1800张，增长20%.

use super::figure::{self, Outcome};
use crate::claim::link::view::{Around, slice};
use crate::model::{Check, CheckKind, Claim, Dimension, Direction, Kind};
use rust_decimal::Decimal;

/// Appends a check for each change that stands beside the two values it is between.
pub(super) fn checks(around: &Around<'_>, claims: &[Claim<'_>], out: &mut Vec<(usize, Check)>) {
    for (at, to) in claims.iter().enumerate() {
        let Some(from) = to.baseline.and_then(|id| claims.iter().take(at).rev().take(4).find(|c| c.id == id)) else {
            continue;
        };
        // 长500公里，增长20%、提高3个百分点: every change up to the next figure of another kind.
        let mut last = to;
        for (n, change) in claims.iter().enumerate().skip(at + 1).take(3) {
            let gap = around.between(last, change);
            if change.kind != Kind::Change || gap.contains(['。', '；', '\n']) || other(to, change) {
                break;
            }
            let words = slice(around.text, to.span.end, change.span.start);
            out.extend(check(from, to, change, words).map(|c| (n, c)));
            last = change;
        }
    }
}

/// True when the change is said of something else.
fn other(to: &Claim<'_>, change: &Claim<'_>) -> bool {
    to.indicator.as_ref().zip(change.indicator.as_ref()).is_some_and(|(a, b)| {
        a.span.end <= b.span.start && b.span.start > to.span.start && !a.text.contains(b.text.as_ref())
    })
}

/// True when the words between the two values and a change leave no doubt that it is theirs.
fn said_of(words: &str) -> bool {
    let apart = ["均", "每年", "同时", "预计", "去年", "今年", "明年", "同期", "其中"];
    !apart.iter().any(|w| words.contains(w))
}

fn check(from: &Claim<'_>, to: &Claim<'_>, change: &Claim<'_>, words: &str) -> Option<Check> {
    let (a, b) = (figure::input(from)?, figure::input(to)?);
    let multiple = change.dimension == Dimension::Multiple;
    let fan = multiple && change.text.contains('番');
    let relative = matches!(change.dimension, Dimension::Percent | Dimension::Permille) && !points(from, change);
    let rated = relative && from.dimension == Dimension::Percent;
    let hundred = if change.dimension == Dimension::Permille { Decimal::ONE_THOUSAND } else { Decimal::ONE_HUNDRED };
    let apply = |x: Decimal, y: Decimal| -> Option<Decimal> {
        let by = if change.direction == Some(Direction::Decrease) { x.checked_sub(y)? } else { y.checked_sub(x)? };
        if fan {
            y.checked_div(x)
        } else if relative {
            by.checked_mul(hundred)?.checked_div(x)
        } else if multiple {
            by.checked_div(x)
        } else {
            Some(by)
        }
    };
    if !fan && !relative && !multiple && !comparable(from, to, change) {
        return None;
    }
    let outcome = Outcome { value: apply(from.value, to.value)?, interval: a.combine(b, apply)? };
    if !figure::agrees(change, &outcome) && (change.comparison.is_some() || !said_of(words) || rated) {
        // 同比 and 较年初 may measure from another value than the one named; 年均 measures a year, not the whole; a change
        // in percent beside two percentages is seldom theirs.
        return None;
    }
    let (x, y) = (figure::show(from.value), figure::show(to.value));
    let result = figure::show(outcome.value.round_dp(2));
    let note = match () {
        () if fan => format!("{y} / {x} = {result}"),
        () if relative && from.value > to.value => format!("({x} - {y}) / {x} = {result}%"),
        () if relative => format!("({y} - {x}) / {x} = {result}%"),
        () if multiple => format!("{y} / {x} - 1 = {result}"),
        () if from.value > to.value => format!("{x} - {y} = {result}"),
        () => format!("{y} - {x} = {result}"),
    };
    figure::check(CheckKind::Change, vec![from.id, to.id, change.id], change, &outcome, &note)
}

/// True for a change in points between two percentages.
fn points(from: &Claim<'_>, change: &Claim<'_>) -> bool {
    change.dimension == Dimension::PercentagePoint && from.dimension == Dimension::Percent
}

/// True when the difference of the two values has the unit of the change.
fn comparable(from: &Claim<'_>, to: &Claim<'_>, change: &Claim<'_>) -> bool {
    points(from, change) || from.unit == to.unit && to.unit == change.unit && to.per == change.per
}

#[cfg(test)]
mod tests {}
