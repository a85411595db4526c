//! Lengths of time: 6天, 三年半, 一年又一个月21天.

use crate::chunk::among;
use crate::chunk::time::reader::{Reader, is_numeral};
use crate::chunk::time::words::Words;
use crate::model::Date;
use rust_decimal::Decimal;
use std::sync::LazyLock;

const DAY: u32 = 86_400;

/// Units with their length in seconds: a year has 365 days, a month 30.
static UNITS: LazyLock<Words<u32>> = LazyLock::new(|| {
    Words::new([
        ("周年", 365 * DAY),
        ("年", 365 * DAY),
        ("个月", 30 * DAY),
        ("個月", 30 * DAY),
        ("个星期", 7 * DAY),
        ("個星期", 7 * DAY),
        ("星期", 7 * DAY),
        ("个礼拜", 7 * DAY),
        ("個禮拜", 7 * DAY),
        ("礼拜", 7 * DAY),
        ("周", 7 * DAY),
        ("週", 7 * DAY),
        ("天", DAY),
        ("个小时", 3600),
        ("個小時", 3600),
        ("小时", 3600),
        ("小時", 3600),
        ("个钟头", 3600),
        ("個鐘頭", 3600),
        ("钟头", 3600),
        ("分钟", 60),
        ("分鐘", 60),
        ("秒钟", 1),
        ("秒鐘", 1),
        ("秒", 1),
    ])
});

/// Units that are read only after a larger one: 8天20时, 3小时5分.
const INNER: &[(&str, u32)] = &[("时", 3600), ("分", 60), ("日", DAY)];

/// Returns every unit that a length may begin with.
pub(super) fn units() -> Vec<&'static str> {
    UNITS.all().collect()
}

/// What may stand right behind a number: what [`unit_follows`] goes on from, and the stroke of 1/2/2020.
pub(super) const UNIT_FOLLOWS: &str = "个個小分秒周年星礼禮週天钟鐘./- \u{a0}\u{3000}";

/// Returns true if a unit may stand right after a number, or after the rest of a decimal.
pub(super) fn unit_follows(mut after: Reader<'_>) -> bool {
    if after.eat(".") {
        after.number();
        after.spaces();
    }
    match after.peek() {
        Some('个' | '個') => {
            after.skip();
            matches!(after.peek(), Some('月' | '星' | '礼' | '禮' | '小' | '钟' | '鐘' | '半'))
        }
        Some('小') => {
            after.skip();
            after.sees("时時")
        }
        Some('分' | '秒') => true,
        Some('周' | '年' | '星' | '礼' | '禮' | '週' | '天' | '钟' | '鐘') => true,
        _ => false,
    }
}

/// A length of time, in the units it is written in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Length {
    pub(super) seconds: Decimal,
    years: u32,
    months: u32,
    days: u32,
    /// Less than a day somewhere, or a broken count: no whole days to count from a date.
    pub(super) fine: bool,
}

impl Length {
    /// Returns the day so much later, or earlier.
    pub(super) fn from(self, day: Date, ahead: bool) -> Option<Date> {
        let sign = if ahead { 1 } else { -1 };
        day.add_months(sign * (i64::from(self.years) * 12 + i64::from(self.months)))?
            .add_days(sign * i64::from(self.days))
    }

    fn add(&mut self, count: Decimal, unit: u32, half: bool) -> Option<()> {
        let half = if half { Decimal::new(5, 1) } else { Decimal::ZERO };
        let count = count.checked_add(half)?;
        self.seconds = self.seconds.checked_add(count.checked_mul(Decimal::from(unit))?)?;
        let whole = u32::try_from(count).ok().filter(|_| count.fract().is_zero());
        match (whole, unit / DAY) {
            (Some(n), 365) => self.years = self.years.checked_add(n)?,
            (Some(n), 30) => self.months = self.months.checked_add(n)?,
            (Some(n), days @ (1 | 7)) => self.days = self.days.checked_add(n.checked_mul(days)?)?,
            (None, 365) if (count * Decimal::from(12)).fract().is_zero() => {
                self.months = self.months.checked_add(u32::try_from(count * Decimal::from(12)).ok()?)?;
            }
            (None, 30) => {
                self.days = self.days.checked_add(u32::try_from((count * Decimal::from(30)).trunc()).ok()?)?;
            }
            _ => self.fine = true,
        }
        Some(())
    }
}

/// Reads a length of one or several units.
pub(super) fn length(r: &mut Reader<'_>) -> Option<Length> {
    if r.before().is_some_and(|c| among("第每", c)) {
        return None;
    }
    let mut total = Length { seconds: Decimal::ZERO, years: 0, months: 0, days: 0, fine: false };
    let mut n = *r;
    let mut parts = 0;
    while parts < 6 {
        let mut next = n;
        if parts > 0 {
            next.eat_one("又零加，、");
            if !next.peek().is_some_and(|c| c == '半' || is_numeral(c)) {
                break;
            }
        }
        if one(&mut next, parts > 0, &mut total).is_none() {
            break;
        }
        parts += 1;
        n = next;
    }
    if parts == 0 {
        return None;
    }
    *r = n;
    Some(total)
}

/// Reads one count with its unit.
fn one(r: &mut Reader<'_>, inner: bool, total: &mut Length) -> Option<()> {
    if r.eat("半") {
        r.spaces();
        let unit = unit(r, false)?;
        return total.add(Decimal::ZERO, unit, true);
    }
    let year_like = r.number_is_year();
    let count = decimal(r)?;
    r.spaces();
    let mut half = r.eat("个半") || r.eat("個半");
    let unit = if half && r.eat("月") { 30 * DAY } else { unit(r, inner)? };
    if unit == 365 * DAY && (year_like || r.sees("级代度")) || unit == 7 * DAY && r.sees("岁歲") {
        return None;
    }
    half |= r.eat("半");
    total.add(count, unit, half)
}

fn unit(r: &mut Reader<'_>, inner: bool) -> Option<u32> {
    if let Some((_, seconds)) = r.eat_word(&UNITS) {
        return Some(*seconds);
    }
    let (_, seconds) = INNER.iter().find(|(word, _)| inner && r.eat(word))?;
    Some(*seconds)
}

/// Reads 3, 三, 1.5.
fn decimal(r: &mut Reader<'_>) -> Option<Decimal> {
    let whole = r.number().filter(|n| !n.approximate())?;
    let mut n = *r;
    if !whole.chinese && n.eat(".") {
        let digits = n.number()?;
        let scale = u32::from(digits.len);
        *r = n;
        return Decimal::from(whole.value).checked_add(Decimal::try_new(i64::from(digits.value), scale).ok()?);
    }
    Some(Decimal::from(whole.value))
}

impl Reader<'_> {
    /// Returns true if a number comes next that 年 makes a year, not an amount: 2020, 二〇二〇.
    fn number_is_year(mut self) -> bool {
        self.number().is_some_and(|n| n.len == 4 && n.positional)
    }
}
