//! Days of the Gregorian calendar.

use jiff::{ToSpan, civil};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{fmt, str::FromStr};

/// A day, written in ISO 8601 (`2020-11-04`).
///
/// # Examples
///
/// ```
/// let day: zhengwen::Date = "2024-02-29".parse().unwrap();
/// assert_eq!(day.add_years(1).unwrap().to_string(), "2025-02-28");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

impl Date {
    /// Returns the day, or `None` if there is no such day.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        civil::Date::new(year, month, day).ok().map(Date)
    }

    /// Returns the year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Returns the month, 1 to 12.
    #[must_use]
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Returns the day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// Returns the day of the week, Monday 1 to Sunday 7.
    #[must_use]
    pub fn weekday(self) -> i8 {
        self.0.weekday().to_monday_one_offset()
    }

    /// Returns the day so many days later (earlier if negative), or `None` outside the calendar.
    #[must_use]
    pub fn add_days(self, days: i64) -> Option<Self> {
        self.0.checked_add(jiff::Span::new().try_days(days).ok()?).ok().map(Date)
    }

    /// Returns the same day so many months later; the last day of the month if that month is shorter.
    #[must_use]
    pub fn add_months(self, months: i64) -> Option<Self> {
        self.0.checked_add(jiff::Span::new().try_months(months).ok()?).ok().map(Date)
    }

    /// Returns the same day so many years later; 28 February for a 29 February that does not exist.
    #[must_use]
    pub fn add_years(self, years: i64) -> Option<Self> {
        self.0.checked_add(jiff::Span::new().try_years(years).ok()?).ok().map(Date)
    }

    /// Returns the last day of the month.
    #[must_use]
    pub fn last_of_month(self) -> Self {
        Date(self.0.last_of_month())
    }

    /// Returns the days from `self` to `other`.
    #[must_use]
    pub fn days_until(self, other: Date) -> i64 {
        i64::from((other.0 - self.0).get_days())
    }

    /// Returns the day after.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        self.0.checked_add(1.day()).ok().map(Date)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Date {
    type Err = InvalidDate;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        s.parse().map(Date).map_err(|_| InvalidDate(s.to_owned()))
    }
}

/// The text is not a day in ISO 8601.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date: write it as 2020-11-04")]
pub struct InvalidDate(String);

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let s = std::borrow::Cow::<str>::deserialize(deserializer)?;
        s.parse().map_err(de::Error::custom)
    }
}
