//! Units: what a number counts or measures.

use crate::lexicon::rows;
use crate::model::{Dimension, Normalized};
use rust_decimal::{Decimal, RoundingStrategy};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::LazyLock;

const TABLE: (&str, &str) = ("data/units.tsv", include_str!("../../../data/units.tsv"));

/// The digits of a value that no finite ratio gives.
const DIGITS: u32 = 12;

/// One unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Unit {
    pub(crate) name: &'static str,
    pub(crate) dimension: Dimension,
    /// The one unit of the dimension, and how many of it this unit is, as a ratio.
    pub(crate) base: Option<(&'static str, Decimal, Decimal)>,
    /// Characters that show that the unit begins another word.
    not_before: &'static str,
}

/// Units by first character, longest first.
static UNITS: LazyLock<FxHashMap<char, Vec<Unit>>> = LazyLock::new(|| {
    let (file, text) = TABLE;
    let mut units: FxHashMap<char, Vec<Unit>> = FxHashMap::default();
    for row in rows(file, text, &["unit", "dimension", "base"]).unwrap_or_default() {
        let name = row.field(0);
        let (Some(first), Some(dimension)) = (name.chars().next(), dimension(row.field(1))) else { continue };
        let base = ratio(row.field(3)).map(|(n, d)| (row.field(2), n, d));
        units.entry(first).or_default().push(Unit { name, dimension, base, not_before: row.field(4) });
    }
    #[expect(clippy::iter_over_hash_type, reason = "each list is sorted on its own; their order does not matter")]
    for list in units.values_mut() {
        list.sort_by_key(|u| std::cmp::Reverse(u.name.len()));
    }
    units
});

fn dimension(name: &str) -> Option<Dimension> {
    Some(match name {
        "count" => Dimension::Count,
        "currency" => Dimension::Currency,
        "percent" => Dimension::Percent,
        "percentage_point" => Dimension::PercentagePoint,
        "permille" => Dimension::Permille,
        "multiple" => Dimension::Multiple,
        "rank" => Dimension::Rank,
        "area" => Dimension::Area,
        "length" => Dimension::Length,
        "mass" => Dimension::Mass,
        "volume" => Dimension::Volume,
        "duration" => Dimension::Duration,
        "energy" => Dimension::Energy,
        "power" => Dimension::Power,
        "temperature" => Dimension::Temperature,
        "speed" => Dimension::Speed,
        "data" => Dimension::Data,
        "other" => Dimension::Other,
        _ => return None,
    })
}

fn ratio(text: &str) -> Option<(Decimal, Decimal)> {
    let (n, d) = text.split_once('/').unwrap_or((text, "1"));
    Some((Decimal::from_str_exact(n).ok()?, Decimal::from_str_exact(d).ok()?))
}

/// Returns the longest unit at `at` that is a word there.
pub(crate) fn at(text: &str, at: usize) -> Option<&'static Unit> {
    let rest = text.get(at..)?;
    let list = UNITS.get(&rest.chars().next()?)?;
    list.iter().find(|unit| {
        rest.strip_prefix(unit.name).is_some_and(|after| {
            let next = after.chars().next();
            let latin = unit.name.ends_with(|c: char| c.is_ascii_alphabetic());
            !next.is_some_and(|c| unit.not_before.contains(c) || (latin && c.is_ascii_alphanumeric()))
        })
    })
}

impl Unit {
    /// Returns the value in the one unit of the dimension.
    pub(crate) fn normalize(&self, value: Decimal, max: Option<Decimal>) -> Option<Normalized> {
        let (base, n, d) = self.base?;
        let convert = |v: Decimal| {
            let product = v.checked_mul(n)?;
            let quotient = product.checked_div(d)?;
            // A ratio that does not end fills all digits of a decimal.
            let exact = quotient.normalize().mantissa().unsigned_abs() < 10_u128.pow(24);
            let rounded = if exact {
                quotient
            } else {
                quotient.round_sf_with_strategy(DIGITS, RoundingStrategy::MidpointNearestEven)?
            };
            Some(rounded.normalize())
        };
        let value_max = match max {
            Some(max) => Some(convert(max)?),
            None => None,
        };
        Some(Normalized { value: convert(value)?, value_max, unit: Cow::Borrowed(base) })
    }

    /// Returns the unit as facts name it: 人民币 is only the kind of 元.
    pub(crate) fn surface(&self) -> &'static str {
        match self.name {
            "元人民币" | "人民币元" | "元钱" => "元",
            "％" => "%",
            name => name,
        }
    }
}

impl Unit {
    /// Returns true for units that measure: they have halves and fractions.
    pub(crate) fn is_measure(&self) -> bool {
        !matches!(
            self.dimension,
            Dimension::Count | Dimension::Percent | Dimension::PercentagePoint | Dimension::Permille
        )
    }
}
