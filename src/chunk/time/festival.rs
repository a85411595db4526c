//! Festivals: 春节假期, 2023年国庆节, “五一”期间.

use super::lunar::Lunar;
use super::reader::Reader;
use super::resolve::Context;
use super::words::Words;
use crate::{lexicon::rows, model::Date};
use std::sync::LazyLock;

/// A festival of one year, or of every year.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    year: Option<i16>,
    /// The festival, and first and last day off, as the table has them.
    days: [&'static str; 3],
    /// The word is one only with 假期 or the like behind it.
    needs_more: bool,
}

/// The festivals; a word's rows with a year come before the one without.
pub(crate) static FESTIVALS: LazyLock<Words<Row>> = LazyLock::new(|| {
    let text = include_str!("../../../data/festivals.tsv");
    let mut table = Vec::new();
    for row in rows("data/festivals.tsv", text, &["words", "year", "day"]).unwrap_or_default() {
        let days = [row.field(2), row.field(3), row.field(4)];
        table.extend(row.field(0).split('|').map(|word| {
            let bare = word.trim_end_matches('+');
            (bare, Row { year: row.field(1).parse().ok(), days, needs_more: bare != word })
        }));
    }
    table.sort_by_key(|(_, row)| row.year.is_none());
    Words::new(table)
});

/// A festival as written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Festival {
    word: &'static str,
    /// The days off are meant, not the day.
    pub(crate) off: bool,
}

impl Reader<'_> {
    /// Reads a festival and the words that ask for its days off.
    pub(crate) fn festival(&mut self) -> Option<Festival> {
        let mut r = *self;
        let open = r.eat_one("“\"「");
        let (word, row) = *r.eat_word(&FESTIVALS)?;
        if open && !r.eat_one("”\"」") {
            return None;
        }
        let mut tail = r;
        let off = tail
            .eat_any(&["假期期间", "假期", "长假期间", "长假", "小长假", "假日期间", "假日", "黄金周", "期间"])
            .is_some();
        if off {
            r = tail;
        } else if open || row.needs_more || r.sees("联晚慰文档礼贺套装礼市特活") {
            return None;
        }
        *self = r;
        Some(Festival { word, off })
    }
}

/// What a day of the lunar calendar begins with in the table.
const LUNAR: &str = "农历";

impl Festival {
    /// Returns the days in a year, if the table has them.
    pub(crate) fn in_year(self, year: i16) -> Option<(Date, Date)> {
        let list = FESTIVALS.beside(self.word);
        let (_, row) = list.iter().find(|(word, row)| *word == self.word && row.year.is_none_or(|y| y == year))?;
        let date = |text: &str| match text.split_once('-') {
            _ if text.starts_with(LUNAR) => {
                let day = Lunar::parse(text.strip_prefix(LUNAR)?)?;
                // The last days of a lunar year fall in the next one.
                [year.checked_sub(1)?, year]
                    .into_iter()
                    .find_map(|y| day.in_lunar_year(y).filter(|d| d.0.year() == year))
                    .map(|d| d.0)
            }
            Some((month, day)) if text.len() == 5 => Date::new(year, month.parse().ok()?, day.parse().ok()?),
            _ => text.parse().ok(),
        };
        let [day, from, to] = row.days.map(date);
        if self.off { from.zip(to) } else { day.map(|day| (day, day)) }
    }

    /// Returns the days of the festival that is meant when no year is said: the last one, unless the next is near.
    pub(crate) fn nearest(self, context: &Context) -> Option<(Date, Date)> {
        if let Some(year) = context.year {
            return self.in_year(year);
        }
        let now = context.reference?;
        let reach = if context.ahead { 300 } else { 60 };
        let years = [now.year().checked_add(1)?, now.year(), now.year().checked_sub(1)?];
        years.into_iter().filter_map(|y| self.in_year(y)).find(|days| now.days_until(days.0) <= reach)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_reads() {
        for word in FESTIVALS.all() {
            for (_, row) in FESTIVALS.beside(word).iter().filter(|row| row.0 == word) {
                let year = row.year.unwrap_or(2016);
                let (day, _) = Festival { word, off: false }.in_year(year).unwrap();
                let off = Festival { word, off: true }.in_year(year);
                assert!(off.is_none_or(|(first, last)| first <= day && day <= last), "{word} {year}");
                assert!(off.is_some() || row.year.is_none(), "{word} {year}");
            }
        }
    }
}
