//! Stretches counted from the article's date: 近三年, 过去五年, 十年来, 未来三年, 近年来.

use super::reader::{Number, Reader};
use super::resolve::Days;
use crate::chunk::among;
use crate::model::Date;

/// A unit of time that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Year,
    HalfYear,
    Month,
    Week,
    Day,
}

const UNITS: &[(&str, Unit)] = &[
    ("个半年", Unit::HalfYear),
    ("年", Unit::Year),
    ("个月", Unit::Month),
    ("个星期", Unit::Week),
    ("周", Unit::Week),
    ("天", Unit::Day),
    ("日", Unit::Day),
];

/// Words before a stretch that ends at the article's date, then, from `AHEAD` on, words before one that begins there.
pub(super) const LEADS: &[&str] = &["最近", "近", "过去", "这", "未来", "今后", "往后"];
const PAST: usize = 2;
const THIS: usize = 3;
const AHEAD: usize = 4;
/// What stands for a count after them.
pub(super) const VAGUE: &[&str] =
    &["年来", "些年来", "些年", "几年来", "几年", "年以来", "段时间以来", "一段时间以来", "一个时期以来", "半年"];
/// Stretches that begin without a number.
pub(super) const BYGONE: &[&str] = &["多年来", "几年来", "多年以来", "半年"];

/// What may stand right behind the number of a stretch: what [`unit_follows`] goes on from, spaces aside.
pub(super) const UNIT_FOLLOWS: &str = "多余几年周天日个";

/// Returns true if a unit of a stretch stands after a number and spaces.
pub(super) fn unit_follows(mut after: Reader<'_>) -> bool {
    if let Some('多' | '余' | '几') = after.peek() {
        after.skip();
        after.spaces();
    }
    match after.peek() {
        Some('年' | '周' | '天' | '日') => true,
        Some('个') => {
            after.skip();
            after.sees("半月星")
        }
        _ => false,
    }
}

impl Reader<'_> {
    /// Reads a stretch that ends or begins at the article's date.
    pub(super) fn lapse(&mut self, reference: Option<Date>) -> Option<Days> {
        let mut r = *self;
        let before = self.before();
        let days = if let Some(lead) = r.eat_any(LEADS) {
            // 已过去近两周, 历时近三年 say how long something took.
            if lead < PAST && before.is_some_and(|c| among("时用经达了将续历长过去跨邻附靠接亲", c)) {
                return None;
            }
            if lead == PAST {
                r.eat("的");
            }
            r.counted(reference, lead)?
        } else {
            // 连续三年来, 不到十天以来.
            if before.is_some_and(|c| among("续第每近满到", c)) {
                return None;
            }
            r.bygone(reference, before.is_none_or(|c| among("，。；：！？、（“\n \u{3000}", c)))?
        };
        *self = r;
        Some(days)
    }

    /// Reads 三年, 年来, 几年来 after 近, 过去, 未来.
    fn counted(&mut self, reference: Option<Date>, lead: usize) -> Option<Days> {
        let unresolved = Days { start: None, end: None, relative: true };
        let ahead = lead >= AHEAD;
        if let Some(i) = self.eat_any(VAGUE) {
            if i + 1 < VAGUE.len() {
                return Some(unresolved);
            }
            self.since_word();
            return Some(lapse(reference, 6, Unit::Month, ahead));
        }
        let number = self.number()?;
        // 近两三年 is no count.
        let mut vague = self.eat_one("多余几") || number.approximate();
        let unit = self.unit()?;
        // 近三年时间, 近五年之久 count almost so many years.
        if self.sees("时之级期龄代")
            || self.eat("的时间")
            || number.value == 0
            || number.positional && number.value > 200
        {
            return None;
        }
        if lead == THIS {
            // 这一年 is the one spoken of; 这两天 and 这两年 are lately.
            if number.value == 1 {
                return None;
            }
            vague |= unit != Unit::Year || number.value == 2;
        }
        self.since_word();
        let count = i64::from(number.value);
        let years = unit == Unit::Year && (lead == PAST && count <= 10 || lead >= THIS && count == TERM);
        Some(match reference.filter(|day| years && in_review(*day)) {
            _ if vague => unresolved,
            Some(now) => whole_years(now, count, ahead),
            None => lapse(reference, count, unit, ahead),
        })
    }

    /// Reads 五年来, 十多年来, 五年间, 多年来. `first`: it begins its clause.
    fn bygone(&mut self, reference: Option<Date>, first: bool) -> Option<Days> {
        let unresolved = Days { start: None, end: None, relative: true };
        let mut n = *self;
        if n.eat_any(BYGONE).is_some_and(|i| i + 1 < BYGONE.len()) {
            *self = n;
            return Some(unresolved);
        }
        let (number, mut vague) = if self.eat("半") { (None, false) } else { (Some(self.number()?), false) };
        vague |= self.eat_one("多余几") || number.is_some_and(Number::approximate);
        let unit = self.unit()?;
        // 8日以来 is from a day on.
        if self.before() == Some('日') {
            return None;
        }
        vague |= self.eat_one("多半");
        let came = self.eat("以来") || (self.eat("来") && !self.sees("自到看访华源说信讲了"));
        if !came && (unit != Unit::Year || !self.eat("间") || self.sees("隔")) {
            return None;
        }
        // 五年来 in the report that ends a term.
        let review =
            first && !vague && unit == Unit::Year && number.is_some_and(|n| matches!(i64::from(n.value), 1 | TERM));
        if let (Some(now), Some(n)) = (reference.filter(|day| review && in_review(*day)), number) {
            return Some(whole_years(now, i64::from(n.value), false));
        }
        Some(match number {
            _ if vague => unresolved,
            None if unit == Unit::Year => lapse(reference, 6, Unit::Month, false),
            None => return None,
            Some(n) if n.value == 0 || n.value > 200 => return None,
            Some(n) => lapse(reference, i64::from(n.value), unit, false),
        })
    }

    fn unit(&mut self) -> Option<Unit> {
        self.spaces();
        UNITS.iter().find(|(word, _)| self.eat(word)).map(|(_, unit)| *unit)
    }

    fn since_word(&mut self) {
        let mut r = *self;
        if r.eat_any(&["以来", "来", "间", "内"]) == Some(1) && r.sees("自到看访华源说信讲了") {
            return;
        }
        *self = r;
    }
}

/// Years of a term of office and of a plan.
const TERM: i64 = 5;

/// Returns true in the months of the yearly reports: what they count back ends with the year that closed.
fn in_review(now: Date) -> bool {
    now.month() <= 3
}

/// Returns so many calendar years before the one of `now`, or from it on.
fn whole_years(now: Date, count: i64, ahead: bool) -> Days {
    let this = i64::from(now.year());
    let (first, last) = if ahead { (this, this + count - 1) } else { (this - count, this - 1) };
    let day = |year: i64, month, day| i16::try_from(year).ok().and_then(|year| Date::new(year, month, day));
    Days { start: day(first, 1, 1), end: day(last, 12, 31), relative: true }
}

/// Returns the days of so many units up to the article's date, or after it.
fn lapse(reference: Option<Date>, count: i64, unit: Unit, ahead: bool) -> Days {
    let shift = |day: Date, count: i64| match unit {
        Unit::Year => day.add_years(count),
        Unit::HalfYear => day.add_months(6 * count),
        Unit::Month => day.add_months(count),
        Unit::Week => day.add_days(7 * count),
        Unit::Day => day.add_days(count),
    };
    let (start, end) = if ahead {
        (reference.and_then(Date::next), reference.and_then(|day| shift(day, count)))
    } else {
        (reference.and_then(|day| shift(day, -count)).and_then(Date::next), reference)
    };
    Days { start, end, relative: true }
}
