//! A total over a count: 30人办案708件，人均23.6件.

use super::figure::{self, Outcome};
use crate::claim::link::view::{Around, slice};
use crate::model::{Check, CheckKind, Claim, Kind};
use rust_decimal::Decimal;

/// Words that say nothing of what is averaged.
const PLAIN: [&str; 14] =
    ["达到", "超过", "接近", "将近", "分别", "达", "约", "为", "近", "超", "有", "每", "到", "逾"];

/// How far back total and count are looked for, in claims.
const REACH: usize = 12;

/// Appends a check for each average that stands beside its total and its count.
pub(super) fn checks(around: &Around<'_>, claims: &[Claim<'_>], out: &mut Vec<(usize, Check)>) {
    for (at, average) in claims.iter().enumerate().filter(|(_, c)| c.kind == Kind::Average) {
        out.extend(check(around, claims, at, average).map(|c| (at, c)));
    }
}

/// What an average is taken over, and what is averaged, by the words before the figure: 人均, 亩产, 平均每户走访.
fn reading(words: &str) -> Option<(&str, &str)> {
    let words = words.trim_start_matches(['，', '、', '；']);
    if let Some((head, what)) = words.split_once('均')
        && !head.ends_with('平')
    {
        let per = head.char_indices().next_back().and_then(|(i, _)| head.get(i..))?;
        return Some((per, what));
    }
    if let Some((head, what)) = words.split_once('产')
        && head.ends_with('亩')
    {
        return Some(("亩", what));
    }
    let (_, rest) = words.split_once("平均每")?;
    let per = rest.char_indices().nth(1).map_or(rest, |(i, _)| rest.get(..i).unwrap_or(rest));
    Some((per, rest.get(per.len()..).unwrap_or("")))
}

fn check(around: &Around<'_>, claims: &[Claim<'_>], at: usize, average: &Claim<'_>) -> Option<Check> {
    let (per, what) = reading(around.lead(at).clause)?;
    let first = first(around, claims, at);
    let near = || claims.get(first..at).unwrap_or(&[]).iter().rev().filter(|c| c.kind == Kind::Level);
    let count = near().find(|c| counts(c, per))?;
    let total = near().find(|c| c.id != count.id && factor(c, average).is_some() && c.value > average.value)?;
    // 人均可支配收入 is an indicator of its own; 人均走访 averages what was just said to be 走访.
    let said = PLAIN.iter().fold(what.to_owned(), |w, p| w.replace(p, ""));
    let told = slice(around.text, claims.get(first)?.span.start, average.span.start);
    let told = told.get(..told.len().saturating_sub(what.len())).unwrap_or("");
    if !told.contains(said.trim()) && !around.lead(first).words.contains(said.trim()) {
        return None;
    }
    let factor = factor(total, average)?;
    let divide = |a: Decimal, b: Decimal| a.checked_div(b)?.checked_mul(factor);
    let outcome = Outcome {
        value: divide(total.value, count.value)?,
        interval: figure::input(total)?.combine(figure::input(count)?, divide)?,
    };
    if !figure::agrees(average, &outcome) && far(outcome.value, average.value) {
        return None;
    }
    let note = format!(
        "{} / {} = {}",
        figure::show(total.value),
        figure::show(count.value),
        figure::show(outcome.value.round_dp(2))
    );
    figure::check(CheckKind::Average, vec![total.id, count.id, average.id], average, &outcome, &note)
}

/// True when the two can hardly be meant for each other: more than half apart.
fn far(computed: Decimal, stated: Decimal) -> bool {
    let away = (computed - stated).abs();
    away.checked_mul(Decimal::TWO).is_none_or(|d| d > stated)
}

/// Returns the first claim of the sentence that `at` stands in, within reach.
fn first(around: &Around<'_>, claims: &[Claim<'_>], at: usize) -> usize {
    let joined = |i: &usize| i + 1 < claims.len() && !around.ends(*i);
    (0..at).rev().take(REACH).take_while(joined).last().unwrap_or(at)
}

/// True when a claim counts what the average is taken over.
fn counts(claim: &Claim<'_>, per: &str) -> bool {
    if claim.kind != Kind::Level {
        return false;
    }
    let unit = claim.unit.as_deref();
    match per {
        "人" => matches!(unit, Some("人" | "名" | "位") | None),
        "户" | "企" | "家" => matches!(unit, Some("户" | "家")),
        "亩" => unit == Some("亩"),
        "日" | "天" => unit == Some("天"),
        "月" => unit == Some("个月"),
        "年" => unit == Some("年"),
        "件" | "案" => matches!(unit, Some("件" | "起")),
        _ => {
            unit == Some(per)
                || claim.indicator.as_ref().is_some_and(|i| i.text.ends_with(per))
                    && matches!(unit, Some("个" | "所" | "家" | "条" | "座"))
        }
    }
}

/// Returns what brings the total's unit to the average's: 1 for the same unit, 1000 from 吨 to 公斤.
fn factor(total: &Claim<'_>, average: &Claim<'_>) -> Option<Decimal> {
    if total.unit == average.unit {
        return Some(Decimal::ONE);
    }
    let (a, b) = (total.normalized.as_ref()?, average.normalized.as_ref()?);
    if a.unit != b.unit || total.dimension != average.dimension {
        return None;
    }
    let up = a.value.checked_div(total.value)?;
    let down = average.value.checked_div(b.value)?;
    up.checked_mul(down)
}
