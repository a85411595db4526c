//! Units: what a number counts or measures.

use crate::chunk::among;
use crate::lexicon::{CharSet, rows};
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

/// The units, by their first character.
struct Units {
    first: CharSet,
    by_first: FxHashMap<char, Group>,
}

/// Units that begin with one character.
#[derive(Default)]
struct Group {
    /// The one that is no longer.
    single: Option<Unit>,
    /// Longer ones, longest first.
    longer: Vec<Unit>,
    /// The second character of each of those: one line of memory settles most places.
    seconds: Vec<char>,
}

static UNITS: LazyLock<Units> = LazyLock::new(|| {
    let (file, text) = TABLE;
    let mut units = Units { first: CharSet::new(), by_first: FxHashMap::default() };
    for row in rows(file, text, &["unit", "dimension", "base"]).unwrap_or_default() {
        let name = row.field(0);
        let mut chars = name.chars();
        let (Some(first), second) = (chars.next(), chars.next()) else { continue };
        let Some(dimension) = dimension(row.field(1)) else { continue };
        let base = ratio(row.field(3)).map(|(n, d)| (row.field(2), n, d));
        let unit = Unit { name, dimension, base, not_before: row.field(4) };
        units.first.insert(first);
        let group = units.by_first.entry(first).or_default();
        match second {
            Some(_) => group.longer.push(unit),
            None => group.single = Some(unit),
        }
    }
    #[expect(clippy::iter_over_hash_type, reason = "each list is sorted on its own; their order does not matter")]
    for group in units.by_first.values_mut() {
        group.longer.sort_by_key(|unit| std::cmp::Reverse(unit.name.len()));
        group.seconds = group.longer.iter().filter_map(|unit| unit.name.chars().nth(1)).collect();
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

/// Returns true if a unit may begin with `c`.
pub(crate) fn may_begin(c: char) -> bool {
    UNITS.first.has(c)
}

/// Returns the longest unit at `at` that is a word there.
pub(crate) fn at(text: &str, at: usize) -> Option<&'static Unit> {
    let rest = text.get(at..)?;
    let mut chars = rest.chars();
    let units = &*UNITS;
    let first = chars.next().filter(|&c| units.first.has(c))?;
    let group = units.by_first.get(&first)?;
    let next = chars.next();
    let longest = next.and_then(|next| {
        let alike = group.seconds.iter().zip(&group.longer).filter(|(second, _)| **second == next);
        alike.map(|(_, unit)| unit).find(|unit| unit.stands(rest))
    });
    longest.or_else(|| group.single.as_ref().filter(|unit| unit.ends_before(next)))
}

impl Unit {
    /// Returns true if `rest` begins with the unit, and the unit is a word there.
    fn stands(&self, rest: &str) -> bool {
        rest.strip_prefix(self.name).is_some_and(|after| self.ends_before(after.chars().next()))
    }

    /// Returns true if the unit ends where `next` stands behind it: the two begin no other word.
    fn ends_before(&self, next: Option<char>) -> bool {
        let latin = || self.name.as_bytes().last().is_some_and(u8::is_ascii_alphabetic);
        !next.is_some_and(|c| among(self.not_before, c) || (c.is_ascii_alphanumeric() && latin()))
    }
}

impl Unit {
    /// Returns the value in the one unit of the dimension.
    pub(crate) fn normalize(&self, value: Decimal, max: Option<Decimal>) -> Option<Normalized> {
        let (base, n, d) = self.base?;
        let convert = |v: Decimal| {
            let product = if n == Decimal::ONE { v } else { v.checked_mul(n)? };
            if d == Decimal::ONE {
                return Some(product.normalize());
            }
            let quotient = product.checked_div(d)?;
            // A ratio that does not end fills all digits of a decimal.
            let ends = quotient.normalize();
            let exact = ends.mantissa().unsigned_abs() < 10_u128.pow(24) && ends.scale() < Decimal::MAX_SCALE;
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
