//! Days of the lunar calendar: 农历正月十五, 腊月二十三, 大年初一至初七, 2023年农历八月十五.

use super::calendar::Year;
use super::reader::{Number, Reader};
use super::resolve::{Context, Days};
use super::words::Words;
use super::{Found, until};
use crate::chunk::TimeForm;
use crate::chunk::among;
use crate::lexicon::{CharSet, rows};
use crate::model::Date;
use std::sync::LazyLock;

/// One year of the table.
#[derive(Clone, Copy, Debug)]
struct LunarYear {
    year: i16,
    first: Date,
    /// The number of the leap month, 0 for none.
    leap: i8,
    /// The months in order: 大 has 30 days, 小 29.
    months: &'static str,
}

static YEARS: LazyLock<Vec<LunarYear>> = LazyLock::new(|| {
    let text = include_str!("../../../data/lunar_years.tsv");
    let mut table = Vec::new();
    for row in rows("data/lunar_years.tsv", text, &["year", "first", "leap", "months"]).unwrap_or_default() {
        let (Ok(year), Ok(first)) = (row.field(0).parse(), row.field(1).parse()) else { continue };
        table.push(LunarYear { year, first, leap: row.field(2).parse().unwrap_or(0), months: row.field(3) });
    }
    table
});

impl LunarYear {
    fn of(year: i16) -> Option<&'static Self> {
        let first = YEARS.first()?.year;
        YEARS.get(usize::try_from(year.checked_sub(first)?).ok()?).filter(|row| row.year == year)
    }

    /// Returns the first and the last day of a month.
    fn month(&self, month: Month) -> Option<(Date, Date)> {
        if month.leap && self.leap != month.number {
            return None;
        }
        let later = month.leap || self.leap != 0 && month.number > self.leap;
        let place = usize::try_from(month.number).ok()?.checked_sub(1)? + usize::from(later);
        let length = |c: char| if c == '大' { 30 } else { 29 };
        let before: i64 = self.months.chars().take(place).map(length).sum();
        let days = length(self.months.chars().nth(place)?);
        Some((self.first.add_days(before)?, self.first.add_days(before + days - 1)?))
    }
}

/// A month of the lunar calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Month {
    number: i8,
    leap: bool,
}

/// A day of the lunar calendar, or a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Lunar {
    month: Month,
    /// [`WHOLE`] for the month, [`LAST`] for its last day.
    day: i8,
}

const WHOLE: i8 = 0;
const LAST: i8 = -1;

/// Words before a day of the lunar calendar.
pub(super) const CALENDARS: &[&str] = &["农历", "農曆", "阴历", "旧历", "夏历"];
/// Months with a name, and the last day of the year.
static NAMED: LazyLock<Words<(i8, i8)>> = LazyLock::new(|| {
    Words::new([
        ("正月", (1, WHOLE)),
        ("冬月", (11, WHOLE)),
        ("腊月", (12, WHOLE)),
        ("大年三十", (12, LAST)),
        ("年三十", (12, LAST)),
        ("除夕", (12, LAST)),
        ("大年", (1, WHOLE)),
    ])
});

/// What a day of the lunar calendar may begin with.
static FIRST: CharSet = CharSet::of("农農阴旧夏正冬腊大年除闰一二三四五六七八九十");

/// Returns the words that a day of the lunar calendar begins with, other than numbers.
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    CALENDARS.iter().copied().chain(NAMED.all().filter(|word| *word != "大年")).chain(["大年初", "闰"])
}

impl Lunar {
    /// Reads a day as the table of festivals writes it: 08-15, or 12-末.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (month, day) = text.split_once('-')?;
        let day = if day == "末" { LAST } else { day.parse().ok()? };
        Some(Lunar { month: Month { number: month.parse().ok()?, leap: false }, day })
    }

    /// Returns the first and the last day in a lunar year.
    pub(super) fn in_lunar_year(self, year: i16) -> Option<(Date, Date)> {
        let (first, last) = LunarYear::of(year)?.month(self.month)?;
        match self.day {
            WHOLE => Some((first, last)),
            LAST => Some((last, last)),
            day => first.add_days(i64::from(day) - 1).filter(|day| *day <= last).map(|day| (day, day)),
        }
    }

    /// Returns the days in a year of the common calendar. The end of a lunar year may be meant by its own year or by the one
    /// it falls in: only where both are the same are the days known.
    pub(super) fn in_year(self, year: i16) -> Option<(Date, Date)> {
        let days = self.in_lunar_year(year)?;
        (days.1.year() == year).then_some(days)
    }

    /// Returns the days that are meant when no year is said: the last ones, unless the next are near.
    fn nearest(self, context: &Context) -> Option<(Date, Date)> {
        let now = context.reference?;
        let reach = if context.ahead { 300 } else { 60 };
        let years = [now.year().checked_add(1)?, now.year(), now.year().checked_sub(1)?, now.year().checked_sub(2)?];
        years.into_iter().filter_map(|year| self.in_lunar_year(year)).find(|days| now.days_until(days.0) <= reach)
    }
}

impl Reader<'_> {
    /// Reads a day or a month of the lunar calendar.
    fn lunar(&mut self) -> Option<Lunar> {
        let mut r = *self;
        let said = r.eat_any(CALENDARS).is_some();
        if said {
            r.eat("的");
        }
        if let Some(&(word, (number, day))) = r.eat_word(&NAMED) {
            let month = Month { number, leap: false };
            let day = match r.lunar_day(said) {
                _ if day == LAST => LAST,
                Some(read) => read,
                None if word == "大年" || !(said || r.sees("里间期，、")) => return None,
                None => WHOLE,
            };
            *self = r;
            return Some(Lunar { month, day });
        }
        let leap = r.eat("闰");
        let number = r.number().filter(|n| n.chinese).and_then(|n| small(n, 12))?;
        if !r.eat("月") {
            return None;
        }
        // Without the calendar's name only 初 tells: 九月初九.
        let first = r.sees("初");
        let day = r.lunar_day(said);
        if !(said || leap || first && day.is_some()) {
            return None;
        }
        *self = r;
        Some(Lunar { month: Month { number, leap }, day: day.unwrap_or(WHOLE) })
    }

    /// Reads 初一, 十五, 廿三, 三十; also 三 where nothing else can stand (农历三月三).
    fn lunar_day(&mut self, said: bool) -> Option<i8> {
        let mut r = *self;
        let day = if r.eat("初") {
            r.number().filter(|n| n.chinese).and_then(|n| small(n, 10))?
        } else if r.eat("廿") {
            20 + r.number().filter(|n| n.chinese).and_then(|n| small(n, 9)).unwrap_or(0)
        } else {
            r.number().filter(|n| n.chinese && (said || n.value > 10)).and_then(|n| small(n, 30))?
        };
        if r.sees("月个余多") {
            return None;
        }
        r.eat("日");
        *self = r;
        Some(day)
    }
}

fn small(number: Number, most: u32) -> Option<i8> {
    i8::try_from(number.value).ok().filter(|_| (1..=most).contains(&number.value))
}

/// A day of the lunar calendar, or a stretch of days, with the words after it. `year` stands before it.
pub(super) fn lunar(r: &mut Reader<'_>, year: Option<Year>, context: &Context) -> Option<Found> {
    let days = days(r, year, context)?;
    let mut n = *r;
    if n.eat_any(&["之前", "以前", "前"]).is_some() && !n.sees("后夕一两三四五六七八九十0123456789") {
        *r = n;
        return Some(until(days));
    }
    r.eat("期间");
    let form = if days.start == days.end { TimeForm::Day } else { TimeForm::Frame };
    Some(Found::new(days, form))
}

/// Reads a day of the lunar calendar, or a stretch of days. `year` stands before it.
pub(crate) fn days(r: &mut Reader<'_>, year: Option<Year>, context: &Context) -> Option<Days> {
    let mut n = *r;
    if !n.peek().is_some_and(|c| FIRST.has(c)) {
        return None;
    }
    let first = n.lunar()?;
    let mut days = resolve(first, year, context);
    let mut tail = n;
    if tail.dash()
        && let Some(second) = tail.lunar().or_else(|| Some(Lunar { day: tail.lunar_day(true)?, ..first }))
        && second != first
    {
        days = days.and_then(|(from, _)| Some((from, after(second, from)?.1)));
        n = tail;
    }
    *r = n;
    let relative = !matches!(year, Some(Year::Given(_)));
    Some(Days { start: days.map(|d| d.0), end: days.map(|d| d.1), relative })
}

/// Returns the days of the first of two expressions, or of one alone.
fn resolve(day: Lunar, year: Option<Year>, context: &Context) -> Option<(Date, Date)> {
    match year {
        Some(Year::Given(year)) => day.in_year(year),
        Some(Year::Offset(by)) => day.in_year(context.reference?.year().checked_add(by)?),
        Some(_) => None,
        None if context.year.is_some() => day.in_year(context.year?),
        None => day.nearest(context),
    }
}

/// Returns the first days of an expression that do not begin before `from`.
fn after(day: Lunar, from: Date) -> Option<(Date, Date)> {
    let years = [from.year().checked_sub(1)?, from.year(), from.year().checked_add(1)?];
    years.into_iter().filter_map(|year| day.in_lunar_year(year)).find(|days| days.0 >= from)
}

/// Returns true if a numeral's month may be one of the lunar calendar: 九月初九.
pub(crate) fn may_be(r: &Reader<'_>) -> bool {
    let mut n = *r;
    n.number().is_some_and(|number| number.chinese)
        && n.eat("月")
        && n.eat("初")
        && n.peek().is_some_and(|c| among("一二三四五六七八九十", c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_reads() {
        for pair in YEARS.windows(2) {
            let [this, next] = pair else { continue };
            assert_eq!(this.months.chars().count(), if this.leap == 0 { 12 } else { 13 }, "{}", this.year);
            let last = Month { number: 12, leap: false };
            assert_eq!(this.month(last).and_then(|days| days.1.next()), Some(next.first), "{}", this.year);
            assert_eq!(next.year, this.year + 1);
        }
        assert_eq!(YEARS.len(), 71);
    }

    #[test]
    fn days_of_known_festivals() {
        for (year, day, want) in [
            (2023, "01-15", "2023-02-05"),
            (2023, "08-15", "2023-09-29"),
            (2020, "08-15", "2020-10-01"),
            (2025, "05-05", "2025-05-31"),
            (2025, "08-15", "2025-10-06"),
            (2024, "12-末", "2025-01-28"),
            (2023, "09-09", "2023-10-23"),
        ] {
            let days = Lunar::parse(day).and_then(|day| day.in_lunar_year(year));
            assert_eq!(days.map(|d| d.0.to_string()).as_deref(), Some(want), "{year} {day}");
        }
    }
}
