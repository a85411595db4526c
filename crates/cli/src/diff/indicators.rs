//! Indicators that both sides claim.

use crate::schema::period;
use serde::Serialize;
use std::collections::BTreeMap;
use zhengwen::{Basis, Claim, Decimal, Dimension, Direction, Facts, Kind, Modality, Period};

/// Which indicators both sides have, and which only one.
#[derive(Debug, Default, Serialize)]
pub(super) struct Indicators {
    pub(super) both: Vec<Pair>,
    pub(super) only_old: Vec<Value>,
    pub(super) only_new: Vec<Value>,
}

/// One indicator on both sides.
#[derive(Debug, Serialize)]
pub(super) struct Pair {
    pub(super) indicator: String,
    pub(super) kind: Kind,
    pub(super) old: Value,
    pub(super) new: Value,
    /// New less old, in the unit of both; between percentages in percentage points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) difference: Option<Decimal>,
    /// The difference in percent of the old value, to one decimal; for amounts only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) percent: Option<Decimal>,
}

/// What one side claims.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Value {
    pub(super) id: String,
    pub(super) indicator: String,
    pub(super) text: String,
    /// Negative where a change is a decrease.
    pub(super) value: Decimal,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) unit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) period: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) region: Option<String>,
    pub(super) modality: Modality,
}

/// Returns the value, negative where a change is a decrease.
fn signed(claim: &Claim<'_>) -> Decimal {
    let falls = claim.kind == Kind::Change && claim.direction == Some(Direction::Decrease);
    if falls { -claim.value } else { claim.value }
}

/// What two claims must share to be compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    indicator: String,
    kind: Kind,
    modality: Modality,
    dimension: Dimension,
    unit: Option<String>,
    per: Option<String>,
    comparison: Option<Basis>,
    base: Option<String>,
    /// The division, where it is not the article's own: a county's figure is not the city's.
    region: Option<String>,
}

/// When a claim holds, counted from its article's year, so that last year of one matches last year of the other.
type When = Option<(Option<i32>, Option<i32>)>;

struct Entry {
    when: When,
    value: Value,
}

type Groups = BTreeMap<Key, Vec<Entry>>;

/// Compares what two sides claim.
pub(super) fn compare(old: &[Facts<'_>], new: &[Facts<'_>]) -> Indicators {
    let (mut old, mut new) = (groups(old), groups(new));
    let mut out = Indicators::default();
    let keys: Vec<Key> = old.keys().filter(|key| new.contains_key(key)).cloned().collect();
    for key in keys {
        let (Some(mut olds), Some(mut news)) = (old.remove(&key), new.remove(&key)) else { continue };
        // First what holds at the same time of its year; then what is left, if that is one on each side.
        let mut i = 0;
        while let Some(entry) = olds.get(i) {
            match news.iter().position(|n| n.when == entry.when) {
                Some(j) => out.both.push(pair(&key, olds.remove(i).value, news.remove(j).value)),
                None => i += 1,
            }
        }
        if let ([_], [_]) = (olds.as_slice(), news.as_slice()) {
            out.both.push(pair(&key, olds.remove(0).value, news.remove(0).value));
        }
        out.only_old.extend(olds.into_iter().map(|e| e.value));
        out.only_new.extend(news.into_iter().map(|e| e.value));
    }
    out.only_old.extend(old.into_values().flatten().map(|e| e.value));
    out.only_new.extend(new.into_values().flatten().map(|e| e.value));
    let number = |v: &Value| v.id.trim_start_matches('c').parse::<u32>().unwrap_or(u32::MAX);
    out.both.sort_by_key(|p| number(&p.new));
    out.only_old.sort_by_key(number);
    out.only_new.sort_by_key(number);
    out
}

fn groups(side: &[Facts<'_>]) -> Groups {
    let mut groups = Groups::new();
    for facts in side {
        let year = year_of(facts);
        let home = facts.document.region.as_ref();
        for claim in &facts.claims {
            let Some(indicator) = &claim.indicator else { continue };
            let region = claim.region.as_ref().filter(|r| Some(*r) != home);
            let key = Key {
                indicator: indicator.key.to_string(),
                kind: claim.kind,
                modality: claim.modality,
                dimension: claim.dimension,
                unit: claim.unit.as_deref().map(str::to_owned),
                per: claim.per.as_deref().map(str::to_owned),
                // Reports leave 同比 out as often as not.
                comparison: claim.comparison.as_ref().map(|c| c.basis).filter(|b| *b != Basis::YearOnYear),
                base: claim.base.as_ref().map(|b| b.text.to_string()),
                region: region.map(|r| r.code.to_string()),
            };
            let value = Value {
                id: claim.id.to_string(),
                indicator: indicator.text.to_string(),
                text: claim.text.to_string(),
                value: signed(claim),
                unit: key.unit.clone(),
                period: claim.period.as_ref().and_then(|p| period::key(p.start, p.end)),
                region: claim.region.as_ref().map(|r| r.name.to_string()),
                modality: claim.modality,
            };
            let entry = Entry { when: when(claim.period.as_ref(), year), value };
            let entries = groups.entry(key).or_default();
            // What an article says twice counts once.
            if !entries.iter().any(|e| e.when == entry.when && e.value.value == entry.value.value) {
                entries.push(entry);
            }
        }
    }
    groups
}

/// Returns the year from which an article counts: that of its publication, else the one after its latest fact.
fn year_of(facts: &Facts<'_>) -> Option<i32> {
    let published = facts.document.published.map(|day| i32::from(day.year()));
    let ends = facts.claims.iter().filter(|c| c.modality == Modality::Actual);
    let latest = ends.filter_map(|c| c.period.as_ref()?.end).map(|day| i32::from(day.year()) + 1).max();
    published.or(latest)
}

fn when(period: Option<&Period<'_>>, year: Option<i32>) -> When {
    let months = |day: zhengwen::Date| {
        let years = i32::from(day.year()) - year.unwrap_or(0);
        years * 12 + i32::from(day.month())
    };
    let period = period?;
    Some((period.start.map(months), period.end.map(months)))
}

fn pair(key: &Key, old: Value, new: Value) -> Pair {
    let difference = new.value.checked_sub(old.value).map(|d| d.normalize());
    let is_amount = matches!(key.kind, Kind::Level | Kind::Average)
        && !matches!(key.dimension, Dimension::Percent | Dimension::Permille | Dimension::Multiple);
    let percent = difference.filter(|_| is_amount && old.value > Decimal::ZERO).and_then(|d| {
        let ratio = d.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(old.value)?;
        Some(ratio.round_dp(1).normalize())
    });
    Pair { indicator: key.indicator.clone(), kind: key.kind, old, new, difference, percent }
}
