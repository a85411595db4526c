//! Words for a time by the article's date, from their table: 今年, 上个月, 昨天.

use super::words::Words;
use crate::lexicon::rows;
use std::sync::LazyLock;

const TABLE: (&str, &str) = ("data/time_words.tsv", include_str!("../../../data/time_words.tsv"));

/// A stretch of so many units, so many units after the article's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) by: i64,
    pub(crate) length: i64,
}

/// A word of the table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) by: &'static str,
    pub(super) not_after: &'static str,
    pub(super) not_before: &'static str,
}

/// Returns the words of a kind with what the table has of each.
pub(super) fn words(kind: &str) -> Vec<(&'static str, Word)> {
    let (file, text) = TABLE;
    let table = rows(file, text, &["word", "kind", "by"]).unwrap_or_default();
    let of_kind = table.iter().filter(|row| row.field(1) == kind);
    let word =
        of_kind.map(|row| (row.field(0), Word { by: row.field(2), not_after: row.field(4), not_before: row.field(5) }));
    word.collect()
}

/// Returns the words of a kind that is counted in one unit.
fn stretches(kind: &str) -> Words<Stretch> {
    let (file, text) = TABLE;
    let table = rows(file, text, &["word", "kind", "by"]).unwrap_or_default();
    let of_kind = table.iter().filter(|row| row.field(1) == kind);
    Words::new(of_kind.filter_map(|row| {
        let stretch = Stretch { by: row.field(2).parse().ok()?, length: row.field(3).parse().unwrap_or(1) };
        Some((row.field(0), stretch))
    }))
}

/// Several years in a row.
pub(super) static YEARS: LazyLock<Words<Stretch>> = LazyLock::new(|| stretches("years"));
/// Months and quarters, in months.
pub(crate) static MONTHS: LazyLock<Words<Stretch>> = LazyLock::new(|| stretches("month"));
/// Weeks.
pub(super) static WEEKS: LazyLock<Words<Stretch>> = LazyLock::new(|| stretches("week"));
/// Days.
pub(crate) static DAYS: LazyLock<Words<Stretch>> = LazyLock::new(|| stretches("day"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_of_a_kind() {
        let (file, text) = TABLE;
        for row in rows(file, text, &["word", "kind", "by"]).unwrap() {
            let known = match row.field(1) {
                "year" => matches!(row.field(2), "same" | "next") || row.field(2).parse::<i16>().is_ok(),
                "years" | "month" | "week" | "day" => row.field(2).parse::<i64>().is_ok(),
                _ => false,
            };
            assert!(known, "{}", row.field(0));
            assert!(row.field(3).is_empty() || row.field(3).parse::<i64>().is_ok(), "{}", row.field(0));
        }
    }
}
