//! The cells of a batch, column by column.

use super::BATCH;
use crate::schema::{Column, Packed, Type};
use arrow_array::{
    ArrayRef,
    builder::{BooleanBuilder, Date32Builder, Decimal128Builder, Int32Builder, Int64Builder, StringBuilder},
};
use arrow_schema::DataType;
use std::sync::Arc;
use zhengwen::{Date, Decimal};

/// Decimals are written with so many digits, so many of them behind the point.
const DECIMAL: (u8, i8) = (38, 18);

/// The cells of a column so far; of a list, the items of all lists.
pub(super) struct Gathered {
    values: Values,
    /// How many empty cells follow these.
    nulls: usize,
    /// How many bytes the words of the batch before took.
    words: usize,
    /// Where each row's list ends.
    pub(super) ends: Option<Vec<i32>>,
}

enum Values {
    Text(StringBuilder),
    Integer(Int64Builder),
    Offset(Int32Builder),
    Decimal(Decimal128Builder),
    Date(Date32Builder),
    Boolean(BooleanBuilder),
}

/// Returns the type of a column's cells, or of its items.
pub(super) fn data_type(kind: Type) -> DataType {
    match kind {
        Type::Text | Type::Word => DataType::Utf8,
        Type::Integer => DataType::Int64,
        Type::Offset => DataType::Int32,
        Type::Decimal => DataType::Decimal128(DECIMAL.0, DECIMAL.1),
        Type::Date => DataType::Date32,
        Type::Boolean => DataType::Boolean,
    }
}

impl Values {
    /// Returns room for a batch; `words` is how many bytes its words are likely to take.
    fn new(kind: Type, words: usize) -> Self {
        match kind {
            Type::Text | Type::Word => Values::Text(StringBuilder::with_capacity(BATCH, words)),
            Type::Integer => Values::Integer(Int64Builder::with_capacity(BATCH)),
            Type::Offset => Values::Offset(Int32Builder::with_capacity(BATCH)),
            Type::Decimal => {
                Values::Decimal(Decimal128Builder::with_capacity(BATCH).with_data_type(data_type(Type::Decimal)))
            }
            Type::Date => Values::Date(Date32Builder::with_capacity(BATCH)),
            Type::Boolean => Values::Boolean(BooleanBuilder::with_capacity(BATCH)),
        }
    }

    /// Appends so many empty cells.
    fn nulls(&mut self, times: usize) {
        match self {
            Values::Text(out) => out.append_nulls(times),
            Values::Integer(out) => out.append_nulls(times),
            Values::Offset(out) => out.append_nulls(times),
            Values::Decimal(out) => out.append_nulls(times),
            Values::Date(out) => out.append_nulls(times),
            Values::Boolean(out) => out.append_nulls(times),
        }
    }

    /// Returns what was gathered, and how many bytes its words take.
    fn finish(&mut self) -> (ArrayRef, usize) {
        match self {
            Values::Text(out) => {
                let array = out.finish();
                let words = array.value_data().len();
                (Arc::new(array), words)
            }
            Values::Integer(out) => (Arc::new(out.finish()), 0),
            Values::Offset(out) => (Arc::new(out.finish()), 0),
            Values::Decimal(out) => (Arc::new(out.finish()), 0),
            Values::Date(out) => (Arc::new(out.finish()), 0),
            Values::Boolean(out) => (Arc::new(out.finish()), 0),
        }
    }
}

impl Gathered {
    pub(super) fn new(column: &Column) -> Self {
        let ends = column.is_list().then(Vec::new);
        Gathered { values: Values::new(column.kind, 0), nulls: 0, words: 0, ends }
    }

    /// Appends cells. What is out of range is empty. Empty cells are counted until one comes that is not.
    pub(super) fn extend(&mut self, cells: Packed<'_>) {
        /// Appends a value behind empty cells.
        macro_rules! put {
            ($out:ident, $nulls:ident, $append:expr) => {
                |empty, value| {
                    let nulls = std::mem::take($nulls) + empty;
                    if nulls > 0 {
                        $out.append_nulls(nulls);
                    }
                    $append($out, value);
                }
            };
        }
        let nulls = &mut self.nulls;
        let rest = match &mut self.values {
            Values::Text(out) => cells.each(Packed::text, put!(out, nulls, StringBuilder::append_value)),
            Values::Integer(out) => cells.each(Packed::integer, put!(out, nulls, Int64Builder::append_value)),
            Values::Offset(out) => {
                let offset = |cells: &mut Packed<'_>| cells.offset().map(|n| i32::try_from(n).ok());
                cells.each(offset, put!(out, nulls, Int32Builder::append_option))
            }
            Values::Decimal(out) => {
                let decimal = |cells: &mut Packed<'_>| cells.decimal().map(scaled);
                cells.each(decimal, put!(out, nulls, Decimal128Builder::append_option))
            }
            Values::Date(out) => {
                let date = |cells: &mut Packed<'_>| cells.date().map(days);
                cells.each(date, put!(out, nulls, Date32Builder::append_option))
            }
            Values::Boolean(out) => cells.each(Packed::boolean, put!(out, nulls, BooleanBuilder::append_value)),
        };
        self.nulls += rest;
    }

    /// Returns what was gathered.
    pub(super) fn finish(&mut self) -> ArrayRef {
        self.values.nulls(std::mem::take(&mut self.nulls));
        let (array, words) = self.values.finish();
        self.words = words;
        array
    }

    /// Makes room for as much again.
    pub(super) fn begin(&mut self, column: &Column) {
        self.values = Values::new(column.kind, self.words);
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
