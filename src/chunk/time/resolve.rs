//! Which days an expression means, by the article's date and the year spoken of.

use super::calendar::{Atom, Edge, Grain, Part, Year};
use crate::model::Date;

/// What an expression without a year is resolved by.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Context {
    /// The article's date.
    pub(crate) reference: Option<Date>,
    /// The year named earlier in the sentence.
    pub(crate) year: Option<i16>,
    /// The day named last in the sentence: gives 12日 its month.
    pub(crate) day: Option<Date>,
    /// The last day of what was named last in the sentence: gives 当月 its month.
    pub(crate) last: Option<Date>,
    /// The sentence speaks of what is to come (将, 力争).
    pub(crate) ahead: bool,
}

/// Which of the years that fit is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lean {
    /// The last one, unless the next is near: 9月14日, 1—10月.
    Past,
    /// The next one to end: 12月底前.
    Future,
    /// The nearest: 自7月1日起.
    Near,
}

/// A closed interval of days, and whether the article's date was needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Days {
    pub(crate) start: Option<Date>,
    pub(crate) end: Option<Date>,
    pub(crate) relative: bool,
}

impl Part {
    /// Returns the days in a year.
    pub(crate) fn in_year(self, year: i16) -> Option<(Date, Date)> {
        let start = Date::new(year, self.first.0, self.first.1)?;
        let end = match self.last {
            (month, 0) => Date::new(year, month, 1)?.last_of_month(),
            (month, day) => Date::new(year, month, day)?,
        };
        Some((start, end))
    }

    /// Days ahead of the article's date that still count as the coming ones.
    fn slack(self) -> i64 {
        match self.grain {
            Grain::Day => 60,
            Grain::Month if self.first.0 < self.last.0 => 0,
            Grain::Month => 45,
            Grain::Quarter if self.first.0 == 1 => 30,
            Grain::Quarter => 100,
            Grain::Half | Grain::Year => 150,
        }
    }
}

impl Context {
    /// Returns the days of a calendar expression.
    pub(crate) fn days(&self, atom: Atom, lean: Lean) -> Days {
        let (part, relative) = match atom.year {
            Year::Unsaid if atom.part.bare_day => return self.bare_day(atom.part),
            Year::Given(_) => (atom.part, false),
            _ => (atom.part, true),
        };
        let span = self.year(atom, lean).and_then(|year| part.in_year(year));
        Days { start: span.map(|s| s.0), end: span.map(|s| s.1), relative }
    }

    /// Returns the year of an expression.
    pub(crate) fn year(&self, atom: Atom, lean: Lean) -> Option<i16> {
        match atom.year {
            Year::Given(year) => Some(year),
            Year::Offset(by) => self.reference?.year().checked_add(by),
            // 当年10月 may be of any year; 当年 of a report's sentence is the article's.
            Year::Same if atom.part.grain != Grain::Year => self.year,
            Year::Same => self.year.or_else(|| self.reference.map(Date::year)),
            Year::Next => self.year?.checked_add(1),
            Year::Unsaid => self.year.or_else(|| self.guess(atom.part, lean)),
        }
    }

    fn guess(&self, part: Part, lean: Lean) -> Option<i16> {
        let now = self.reference?;
        let this = now.year();
        if part.grain == Grain::Year {
            // Until the spring 全年 speaks of the year that closed, unless it is about a goal.
            let review = now.month() <= 3 && lean == Lean::Past && !self.ahead && part.edge != Edge::Start;
            return Some(if review { this - 1 } else { this });
        }
        // 29 February may have no day in the article's year.
        let Some((start, end)) = part.in_year(this) else {
            return (1..=8).map(|back| this - back).find(|&y| part.in_year(y).is_some());
        };
        Some(match lean {
            Lean::Future if end < now => this + 1,
            Lean::Future => this,
            Lean::Near => {
                let away = |year: i16| part.in_year(year).map_or(i64::MAX, |(start, _)| now.days_until(start).abs());
                [this, this - 1, this + 1].into_iter().min_by_key(|&y| away(y)).unwrap_or(this)
            }
            Lean::Past => {
                let mark = if part.grain == Grain::Day { start } else { Date::new(this, part.last.0, 1)? };
                let mark = if part.first.0 == part.last.0 { start.max(mark) } else { mark };
                let mark = if matches!(part.grain, Grain::Quarter | Grain::Half) { start } else { mark };
                let ahead = now.days_until(mark);
                if ahead > part.slack() && !self.ahead {
                    this - 1
                } else if self.ahead && end < now && end.days_until(now) > 60 {
                    this + 1
                } else {
                    this
                }
            }
        })
    }

    /// 12日 is in the month of the day named before, or else the last such day.
    fn bare_day(&self, part: Part) -> Days {
        let within = |month: Date| {
            let start = Date::new(month.year(), month.month(), part.first.1)?;
            let end = Date::new(month.year(), month.month(), part.last.1)?;
            Some((start, end))
        };
        let span = match (self.day, self.reference) {
            (Some(day), _) => within(day),
            (None, Some(now)) => {
                let near = |s: &(Date, Date)| s.0 <= now || self.ahead || now.days_until(s.0) <= 7;
                within(now).filter(near).or_else(|| now.add_months(-1).and_then(within))
            }
            (None, None) => None,
        };
        Days { start: span.map(|s| s.0), end: span.map(|s| s.1), relative: self.day.is_none() }
    }

    /// Returns the days from one expression to another: the second takes from the first what it leaves out.
    pub(crate) fn range(&self, first: Atom, second: Atom) -> Option<Days> {
        let mut second = second;
        if second.part.bare_day {
            if first.part.grain != Grain::Day || first.part.bare_day {
                return None;
            }
            let month = first.part.last.0;
            second.part = Part {
                first: (month, second.part.first.1),
                last: (month, second.part.last.1),
                bare_day: false,
                ..second.part
            };
        }
        let relative = !matches!((first.year, second.year), (Year::Given(_), _) | (_, Year::Given(_)));
        // 2023年12月至次年3月
        if second.year == Year::Next {
            second.year = Year::Given(self.year(first, Lean::Past)?.checked_add(1)?);
        }
        let wraps = second.part.last < first.part.first && second.part.last.0 < first.part.first.0;
        let (start, end) = match (first.year, second.year) {
            (Year::Unsaid, Year::Unsaid) => {
                let end =
                    self.days(Atom { part: Part { first: second.part.first, ..second.part }, ..second }, Lean::Past);
                let end_year = end.end.map(Date::year);
                let start_year = end_year.map(|y| if wraps { y - 1 } else { y });
                (start_year.and_then(|y| first.part.in_year(y)), end_year.and_then(|y| second.part.in_year(y)))
            }
            (Year::Unsaid, _) => {
                let end_year = self.year(second, Lean::Past);
                let start_year = end_year.map(|y| if wraps { y - 1 } else { y });
                (start_year.and_then(|y| first.part.in_year(y)), end_year.and_then(|y| second.part.in_year(y)))
            }
            (_, Year::Unsaid) => {
                let start_year = self.year(first, Lean::Past);
                let end_year = start_year.map(|y| if wraps { y + 1 } else { y });
                (start_year.and_then(|y| first.part.in_year(y)), end_year.and_then(|y| second.part.in_year(y)))
            }
            _ => {
                let year = |atom| self.year(atom, Lean::Past);
                (year(first).and_then(|y| first.part.in_year(y)), year(second).and_then(|y| second.part.in_year(y)))
            }
        };
        let days = Days { start: start.map(|s| s.0), end: end.map(|s| s.1), relative };
        if days.start.zip(days.end).is_some_and(|(start, end)| start > end) { None } else { Some(days) }
    }
}
