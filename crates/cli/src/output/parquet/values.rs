//! The values of a column that are there, as pages hold them.

use super::distinct::{Distinct, len};
use super::nested::DECIMAL;
use super::runs;
use crate::schema::{Packed, Type};
use parquet::basic::Encoding;
use parquet::file::statistics::{Statistics, ValueStatistics};
use zhengwen::{Date, Decimal};

/// From so many values on it is seen whether they come again.
const TRIAL: usize = 256;
/// How many bytes values take, each once, at most.
const MOST: usize = 512 << 10;

/// The values of a column in a row group: one after the other, or each once and which of them each is.
#[derive(Debug)]
pub(super) struct Values {
    kind: Type,
    form: Form,
    plain: Vec<u8>,
    distinct: Distinct,
    numbers: Vec<u16>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Plain,
    Distinct,
}

impl Form {
    fn of(kind: Type) -> Self {
        // Most places are others. A truth is one bit in any case.
        if matches!(kind, Type::Offset | Type::Boolean) { Form::Plain } else { Form::Distinct }
    }
}

impl Values {
    pub(super) fn new(kind: Type) -> Self {
        let distinct = Distinct::new(matches!(kind, Type::Text | Type::Word));
        Values { kind, form: Form::of(kind), plain: Vec::new(), distinct, numbers: Vec::new() }
    }

    /// Returns how many bytes are held.
    pub(super) fn held(&self) -> usize {
        self.plain.len() + self.distinct.held() + self.numbers.len() * size_of::<u16>()
    }

    /// Appends cells. Returns which of those that are there no value of the column can say; nothing if the cells are not
    /// whole.
    pub(super) fn extend(&mut self, mut cells: Packed<'_>) -> Option<Vec<usize>> {
        let mut unsaid = Vec::new();
        let count = cells.present();
        match self.kind {
            Type::Text | Type::Word => self.texts(cells, count)?,
            Type::Boolean => self.plain.extend_from_slice(cells.values()),
            Type::Offset => {
                let (places, _) = cells.values().as_chunks();
                let fits = |place: &[u8; 4]| i32::from_le_bytes(*place) >= 0;
                self.plain.extend_from_slice(cells.values());
                if !places.iter().all(fits) {
                    unsaid.extend((0..count).filter(|i| !places.get(*i).is_some_and(fits)));
                    self.plain.truncate(self.plain.len() - cells.values().len());
                    self.plain.extend(places.iter().filter(|place| fits(place)).flatten());
                }
            }
            Type::Integer => {
                let mut last = None;
                for _ in 0..count {
                    let n = cells.integer()?;
                    match (last, self.numbers.last()) {
                        (Some(last), Some(number)) if last == n && self.form == Form::Distinct => {
                            self.numbers.push(*number);
                        }
                        _ => self.push(&n.to_le_bytes()),
                    }
                    last = Some(n);
                }
            }
            Type::Date => {
                for _ in 0..count {
                    self.push(&days(cells.date()?)?.to_le_bytes());
                }
            }
            Type::Decimal => {
                for i in 0..count {
                    match scaled(cells.decimal()?) {
                        Some(n) => self.push(&n.to_be_bytes()),
                        None => unsaid.push(i),
                    }
                }
            }
        }
        let all = self.numbers.len();
        if all >= TRIAL && self.distinct.count() as usize > all / 4 * 3 || self.distinct.page().len() > MOST {
            self.expand();
        }
        Some(unsaid)
    }

    /// Appends words.
    fn texts(&mut self, mut cells: Packed<'_>, count: usize) -> Option<()> {
        let mut last = "";
        for i in 0..count {
            let text = cells.text()?;
            match self.numbers.last() {
                // The same as before is said by standing in the same place.
                Some(number) if i > 0 && self.form == Form::Distinct && std::ptr::eq(last, text) => {
                    self.numbers.push(*number);
                }
                _ => self.push(text.as_bytes()),
            }
            last = text;
        }
        Some(())
    }

    /// Appends a value.
    #[inline]
    fn push(&mut self, value: &[u8]) {
        if self.form == Form::Distinct {
            if let Ok(number) = u16::try_from(self.distinct.number(value)) {
                self.numbers.push(number);
                return;
            }
            self.expand();
        }
        if matches!(self.kind, Type::Text | Type::Word) {
            self.plain.extend_from_slice(&len(value.len()).to_le_bytes());
        }
        self.plain.extend_from_slice(value);
    }

    /// Writes one after the other from now on: too few come again.
    fn expand(&mut self) {
        for number in self.numbers.drain(..) {
            self.plain.extend_from_slice(self.distinct.value(number.into()));
        }
        self.distinct.clear();
        self.form = Form::Plain;
    }

    /// Returns the least and the greatest value, where that is of use: of whole numbers and days. That of decimals would
    /// take room until the end, and that of words is of no use.
    pub(super) fn statistics(&self, absent: u64) -> Option<Statistics> {
        let values = if self.form == Form::Plain { &self.plain } else { self.distinct.page() };
        Some(match self.kind {
            Type::Integer => {
                let all = || values.as_chunks().0.iter().map(|n| i64::from_le_bytes(*n));
                Statistics::Int64(ValueStatistics::new(all().min(), all().max(), None, Some(absent), false))
            }
            Type::Date => {
                let all = || values.as_chunks().0.iter().map(|n| i32::from_le_bytes(*n));
                Statistics::Int32(ValueStatistics::new(all().min(), all().max(), None, Some(absent), false))
            }
            _ => return None,
        })
    }

    /// Returns each value once, as a page holds them, and how many those are, if the values are numbers of these.
    pub(super) fn dictionary(&self) -> Option<(&[u8], u32)> {
        (!self.numbers.is_empty()).then(|| (self.distinct.page(), self.distinct.count()))
    }

    /// Appends the values as a page holds them. Returns how they are encoded.
    pub(super) fn write(&self, out: &mut Vec<u8>) -> Encoding {
        if let Some((_, count)) = self.dictionary() {
            let width = runs::width(count - 1);
            out.push(width.to_le_bytes()[0]);
            runs::write(&self.numbers, width, out);
            return Encoding::RLE_DICTIONARY;
        }
        if self.kind == Type::Boolean {
            let byte = |bits: &[u8]| bits.iter().rev().fold(0, |byte, bit| byte << 1 | bit & 1);
            out.extend(self.plain.chunks(8).map(byte));
        } else {
            out.extend_from_slice(&self.plain);
        }
        Encoding::PLAIN
    }

    /// Forgets the values of a row group.
    pub(super) fn clear(&mut self) {
        self.plain.clear();
        self.numbers.clear();
        self.distinct.clear();
        self.form = Form::of(self.kind);
    }
}

/// Returns the number in units of its last digit, or `None` if it has too many before the point.
fn scaled(n: Decimal) -> Option<i128> {
    /// Powers of ten.
    const POWERS: [i128; DECIMAL.1.unsigned_abs() as usize + 1] = {
        let mut powers = [1; DECIMAL.1.unsigned_abs() as usize + 1];
        let mut n = 1;
        while n < powers.len() {
            powers[n] = powers[n - 1] * 10;
            n += 1;
        }
        powers
    };
    let digits = u32::try_from(DECIMAL.1).ok()?;
    let n = if n.scale() > digits { n.round_dp(digits) } else { n };
    let scaled = POWERS.get(digits.checked_sub(n.scale())? as usize)?.checked_mul(n.mantissa())?;
    (scaled.unsigned_abs() < 10_u128.pow(DECIMAL.0.into())).then_some(scaled)
}

/// Returns the days since the first of January 1970.
fn days(day: Date) -> Option<i32> {
    i32::try_from(Date::new(1970, 1, 1)?.days_until(day)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_keep_every_digit() {
        for (n, want) in [
            ("42.13", Some(42_130_000_000_000_000_000)),
            ("-0.5", Some(-500_000_000_000_000_000)),
            ("0.0000000000000000014", Some(1)),
            ("99999999999999999999", Some(99_999_999_999_999_999_999 * 10_i128.pow(18))),
            ("100000000000000000000", None),
        ] {
            assert_eq!(scaled(n.parse().unwrap()), want, "{n}");
        }
        assert_eq!(days("1970-01-02".parse().unwrap()), Some(1));
        assert_eq!(days("1969-12-31".parse().unwrap()), Some(-1));
    }
}
