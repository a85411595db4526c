//! Periods and days that have a name: five-year plans and events that 以来 counts from.

use super::reader::Reader;
use super::words::Words;
use crate::chunk::among;
use crate::{lexicon::rows, model::Date};
use std::sync::LazyLock;

/// A row of the table, for one of its words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Anchor {
    pub(super) word: &'static str,
    /// Absent for what began at another time in each place: 入汛.
    pub(super) start: Start,
    pub(super) end: Option<Date>,
}

/// When what an anchor names began.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Start {
    Day(Date),
    /// On a day of the article's year.
    Yearly(i8, i8),
    /// At another time in each place.
    Open,
}

/// The length of a month and a day: 01-01.
const YEARLY: usize = 5;

impl Start {
    /// Returns the day, by the article's date.
    pub(super) fn day(self, reference: Option<Date>) -> Option<Date> {
        match self {
            Start::Day(day) => Some(day),
            Start::Yearly(month, day) => Date::new(reference?.year(), month, day),
            Start::Open => None,
        }
    }
}

/// Plans and events.
pub(crate) static ANCHORS: LazyLock<Words<Anchor>> = LazyLock::new(|| {
    let file = "data/time_anchors.tsv";
    let text = include_str!("../../../data/time_anchors.tsv");
    let mut table = Vec::new();
    for row in rows(file, text, &["kind", "words", "start"]).unwrap_or_default() {
        let start = row.field(2);
        let start = match start.split_once('-') {
            Some((month, day)) if start.len() == YEARLY => {
                let (Ok(month), Ok(day)) = (month.parse(), day.parse()) else { continue };
                Start::Yearly(month, day)
            }
            _ => start.parse().map_or(Start::Open, Start::Day),
        };
        let end = row.field(3).parse().ok();
        table.extend(row.field(1).split('|').map(|word| (word, Anchor { word, start, end })));
    }
    Words::new(table)
});

impl Reader<'_> {
    /// Reads the name of a plan or an event.
    pub(super) fn anchor(&mut self) -> Option<Anchor> {
        self.eat_word(&ANCHORS).map(|(_, anchor)| *anchor)
    }

    /// Reads a plan period up to what says that it is one: “十四五”期间, “十三五”末, 十四五以来.
    pub(super) fn plan(&mut self) -> Option<(Anchor, PlanPart)> {
        let mut r = *self;
        let open = r.peek().filter(|c| among("“\"「『‘", *c));
        if open.is_some() {
            r.skip();
        }
        let anchor = r.anchor().filter(|a| a.end.is_some())?;
        if open.is_some() && !r.eat_one("”\"」』’") {
            return None;
        }
        r.eat("规划");
        let part = match r.eat_any(&[
            "期间",
            "时期",
            "以来",
            "期末",
            "末期",
            "末",
            "收官之年",
            "开局之年",
            "前三年",
            "前四年",
            "前两年",
        ])? {
            0 | 1 => {
                if r.eat("末") {
                    PlanPart::End
                } else {
                    PlanPart::Whole
                }
            }
            2 => PlanPart::SoFar,
            // 十五末 without quotation marks is too likely something else.
            3..=5 if open.is_some() || anchor.word.chars().count() > 2 => PlanPart::End,
            6 => PlanPart::Years(4, 5),
            7 => PlanPart::Years(0, 1),
            8 => PlanPart::Years(0, 3),
            9 => PlanPart::Years(0, 4),
            10 => PlanPart::Years(0, 2),
            _ => return None,
        };
        *self = r;
        Some((anchor, part))
    }
}

/// Which part of a plan period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlanPart {
    Whole,
    End,
    SoFar,
    /// From the end of so many years on to the end of so many.
    Years(i64, i64),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_reads() {
        let text = include_str!("../../../data/time_anchors.tsv");
        for row in rows("data/time_anchors.tsv", text, &["kind", "words", "start"]).unwrap() {
            assert!(
                matches!(row.field(2).len(), 0 | YEARLY) || row.field(2).parse::<Date>().is_ok(),
                "{}",
                row.field(1)
            );
            assert!(row.field(3).is_empty() || row.field(3).parse::<Date>().is_ok(), "{}", row.field(1));
            assert!(!row.field(4).is_empty(), "{} has no source", row.field(1));
        }
    }
}
