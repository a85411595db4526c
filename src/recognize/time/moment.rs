//! Days and stretches by the reference date: 后天, 下周一, 四月的最后一个星期一, 今年的最后3周.

use super::{era, gate};
use crate::chunk::among;
use crate::chunk::time::calendar::{Atom, Edge, Grain, Part, Year};
use crate::chunk::time::gate::Kinds;
use crate::chunk::time::lunar;
use crate::chunk::time::reader::Reader;
use crate::chunk::time::resolve::{Context, Lean};
use crate::chunk::time::spoken::{DAYS, MONTHS, Stretch};
use crate::chunk::time::words::Words;
use crate::model::Date;
use std::sync::LazyLock;

/// What was read: days that are known, or a calendar expression that the other end of a range may complete.
#[derive(Clone, Copy, Debug)]
pub(super) enum Moment {
    Calendar(Atom),
    Days { start: Option<Date>, end: Option<Date>, day: bool },
}

impl Moment {
    fn stretch(days: Option<(Date, Date)>) -> Self {
        Moment::Days { start: days.map(|d| d.0), end: days.map(|d| d.1), day: false }
    }

    fn day(day: Option<Date>) -> Self {
        Moment::Days { start: day, end: day, day: true }
    }

    /// Returns true for one day.
    pub(super) fn is_day(self) -> bool {
        match self {
            Moment::Calendar(atom) => atom.part.grain == Grain::Day && atom.part.first == atom.part.last,
            Moment::Days { day, .. } => day,
        }
    }

    /// Returns first and last day.
    pub(super) fn days(self, context: &Context) -> (Option<Date>, Option<Date>) {
        match self {
            Moment::Days { start, end, .. } => (start, end),
            Moment::Calendar(atom) => {
                let days = context.days(atom, Lean::Past);
                if atom.part.edge == Edge::End {
                    // 年底 is the last month, 月底 the last ten days.
                    let back = if atom.part.grain == Grain::Month { 10 } else { 31 };
                    return (days.end.and_then(|day| day.add_days(1 - back)), days.end);
                }
                (days.start, days.end)
            }
        }
    }
}

/// Words before a week by the reference date.
pub(super) static WEEKS: LazyLock<Words<i64>> = LazyLock::new(|| {
    Words::new([
        ("上上", -2),
        ("下下", 2),
        ("上一", -1),
        ("下一", 1),
        ("上", -1),
        ("下", 1),
        ("这", 0),
        ("這", 0),
        ("本", 0),
    ])
});

/// A word before the next weekday of a name.
pub(super) const NEXT_TIME: &str = "下次";

/// Words for a week, and before the number of its day.
pub(super) const WEEK: &[&str] = &["周", "週", "星期", "礼拜", "禮拜"];

/// Reads a moment.
pub(super) fn moment(r: &mut Reader<'_>, context: &Context) -> Option<Moment> {
    let kinds = gate::starts(r);
    of_kinds(r, kinds, context)
}

/// Reads a moment of one of some kinds.
pub(super) fn of_kinds(r: &mut Reader<'_>, kinds: Kinds, context: &Context) -> Option<Moment> {
    type Read = fn(&mut Reader<'_>, &Context) -> Option<Moment>;
    if kinds == gate::CALENDAR {
        let moment = calendar(r, context)?;
        return Some(nth(r, moment, context).unwrap_or(moment));
    }
    let readers: [(Kinds, Read); 8] = [
        (gate::NEAR_DAY, near_day),
        (gate::WEEK, week),
        (gate::MONTH, month),
        (gate::WEEKDAY, weekday),
        (gate::REIGN, reign),
        (gate::DAY_FIRST, day_first),
        (gate::FESTIVAL, festival),
        (gate::CALENDAR, calendar),
    ];
    readers.iter().filter(|(kind, _)| kinds.any(*kind)).find_map(|(_, read)| {
        let mut n = *r;
        let moment = read(&mut n, context)?;
        let moment = nth(&mut n, moment, context).unwrap_or(moment);
        *r = n;
        Some(moment)
    })
}

fn near_day(r: &mut Reader<'_>, context: &Context) -> Option<Moment> {
    let (_, day) = r.eat_word(&DAYS)?;
    if ["头条", "俄罗斯", "之星"].iter().any(|name| r.rest().starts_with(name)) {
        return None;
    }
    Some(Moment::day(context.reference.and_then(|now| now.add_days(day.by))))
}

/// 下周, 上上个周末, 下下周日, 下次的星期二.
fn week(r: &mut Reader<'_>, context: &Context) -> Option<Moment> {
    if r.eat(NEXT_TIME) {
        r.eat("的");
        let n = if week_word(r) { weekday_number(r)? } else { return None };
        return Some(Moment::day(context.reference.and_then(|now| {
            let ahead = (n - i64::from(now.weekday())).rem_euclid(7);
            now.add_days(if ahead == 0 { 7 } else { ahead })
        })));
    }
    let (_, by) = r.eat_word(&WEEKS)?;
    r.eat_one("个個");
    if !week_word(r) || r.sees("年岁") {
        return None;
    }
    let monday = context.reference.and_then(monday).and_then(|day| day.add_days(by * 7));
    if r.eat("末") {
        return Some(Moment::stretch(monday.and_then(|m| Some((m.add_days(5)?, m.add_days(6)?)))));
    }
    Some(match weekday_number(r) {
        Some(n) => Moment::day(monday.and_then(|m| m.add_days(n - 1))),
        None => Moment::stretch(monday.and_then(|m| Some((m, m.add_days(6)?)))),
    })
}

fn week_word(r: &mut Reader<'_>) -> bool {
    r.eat_any(WEEK).is_some()
}

fn weekday_number(r: &mut Reader<'_>) -> Option<i64> {
    let n = "一二三四五六日".chars().position(|c| Some(c) == r.peek()).or_else(|| r.sees("天").then_some(6))?;
    r.skip();
    i64::try_from(n + 1).ok()
}

fn monday(day: Date) -> Option<Date> {
    day.add_days(1 - i64::from(day.weekday()))
}

/// 周三, 星期天: the last one.
fn weekday(r: &mut Reader<'_>, context: &Context) -> Option<Moment> {
    if r.before().is_some_and(|c| c == '每' || crate::chunk::time::reader::is_numeral(c)) || !week_word(r) {
        return None;
    }
    if r.eat("末") {
        let start = context.reference.and_then(monday).and_then(|m| m.add_days(5));
        return Some(Moment::stretch(start.and_then(|s| Some((s, s.next()?)))));
    }
    let n = weekday_number(r)?;
    let day = context.reference.and_then(|now| {
        let day = monday(now)?.add_days(n - 1)?;
        if day > now { day.add_days(-7) } else { Some(day) }
    });
    Some(Moment::day(day))
}

/// 上个月, 下月3日.
fn month(r: &mut Reader<'_>, context: &Context) -> Option<Moment> {
    let (_, Stretch { by, length: 1 }) = r.eat_word(&MONTHS)? else { return None };
    let first = context.reference.and_then(|now| Date::new(now.year(), now.month(), 1)?.add_months(*by));
    let mut n = *r;
    n.eat("的");
    if let Some(day) = n.number().and_then(|d| i8::try_from(d.value).ok())
        && n.eat_one("日号號")
    {
        *r = n;
        return Some(Moment::day(first.and_then(|m| Date::new(m.year(), m.month(), day))));
    }
    let last = first.map(Date::last_of_month);
    // As of any month: the first and the last ten days.
    let days = match r.eat_any(&["初", "上旬", "中旬", "下旬", "底", "末"]) {
        None => first.zip(last),
        Some(0 | 1) => first.and_then(|day| Some((day, day.add_days(9)?))),
        Some(2) => first.and_then(|day| Some((day.add_days(10)?, day.add_days(19)?))),
        Some(3) => first.and_then(|day| day.add_days(20)).zip(last),
        Some(_) => last.and_then(|day| day.add_days(-9)).zip(last),
    };
    Some(Moment::stretch(days))
}

/// 民国三年, 神龙元年十一月.
fn reign(r: &mut Reader<'_>, _: &Context) -> Option<Moment> {
    let year = era::year(r)?;
    let mut n = *r;
    let part = match n.part(true) {
        Some(part) => {
            *r = n;
            part
        }
        None => Part::months(1, 12, Grain::Year),
    };
    Some(Moment::Calendar(Atom { year: Year::Given(year), part }))
}

/// 1/2/2020, 29-3-2016: day, month, year.
fn day_first(r: &mut Reader<'_>, _: &Context) -> Option<Moment> {
    let day = r.number().filter(|n| n.len <= 2 && !n.chinese)?;
    let sign = r.peek().filter(|c| among("-/", *c))?;
    r.skip();
    let month = r.number().filter(|n| n.len <= 2 && !n.chinese)?;
    if r.peek() != Some(sign) {
        return None;
    }
    r.skip();
    let year = r.number().filter(|n| n.len == 4 && !n.chinese && n.value < 3000)?;
    if r.peek().is_some_and(|c| c == sign || c.is_ascii_alphanumeric()) {
        return None;
    }
    let small = |n: u32| i8::try_from(n).ok();
    let (year, month, day) = (i16::try_from(year.value).ok()?, small(month.value)?, small(day.value)?);
    // 2/28/2020 can only be month, day, year.
    let date = Date::new(year, month, day).or_else(|| Date::new(year, day, month))?;
    Some(Moment::day(Some(date)))
}

/// 元旦, 2016年国庆节, 春节期间, 正月十五.
fn festival(r: &mut Reader<'_>, context: &Context) -> Option<Moment> {
    let mut n = *r;
    let year = n.year();
    if let Some(days) = lunar::days(&mut n, year, context) {
        *r = n;
        return Some(Moment::Days { start: days.start, end: days.end, day: days.start == days.end });
    }
    let festival = n.festival()?;
    *r = n;
    let days = match year {
        None => festival.nearest(context),
        Some(Year::Given(year)) => festival.in_year(year),
        Some(Year::Offset(by)) => context.reference.and_then(|now| festival.in_year(now.year().checked_add(by)?)),
        Some(_) => None,
    };
    Some(Moment::Days { start: days.map(|d| d.0), end: days.map(|d| d.1), day: !festival.off })
}

fn calendar(r: &mut Reader<'_>, context: &Context) -> Option<Moment> {
    if lunar::may_be(r) {
        return festival(r, context);
    }
    let mut atom = r.atom()?;
    if atom.part.grain == Grain::Month
        && r.before() == Some('月')
        && let Some(part) = spoken_day(r, atom.part)
    {
        atom.part = part;
    }
    if atom.part.grain == Grain::Day {
        let mut n = *r;
        n.eat_any(&["，", ",", "（", "("]);
        n.spaces();
        if n.eat_any(WEEK).is_some() && weekday_number(&mut n).is_some() {
            n.eat_any(&["）", ")"]);
            *r = n;
        }
    }
    Some(Moment::Calendar(atom))
}

/// 八月十五: the day after a month without its 日, where nothing is counted.
fn spoken_day(r: &mut Reader<'_>, month: Part) -> Option<Part> {
    let mut n = *r;
    let day = n.number().filter(|d| d.chinese && !d.positional && month.first.0 == month.last.0)?;
    let day = i8::try_from(day.value).ok().filter(|d| (10..=31).contains(d))?;
    if n.peek().is_some_and(|c| !among("，。；、！？）,;!?) \n", c)) {
        return None;
    }
    *r = n;
    Some(Part::days(month.first.0, day, day))
}

/// 第一周, 最后一个星期一, 前10天 of a stretch.
fn nth(r: &mut Reader<'_>, of: Moment, context: &Context) -> Option<Moment> {
    if of.is_day() || !matches!(r.peek(), Some('里' | '中' | '的' | '第' | '最' | '前' | '头')) {
        return None;
    }
    let mut n = *r;
    n.eat_any(&["里的", "中的", "的", "里", "中"]);
    let way = n.eat_any(&["第", "最后", "最後", "前", "头"])?;
    n.spaces();
    let count = i64::from(n.number()?.value);
    n.spaces();
    n.eat_one("个個");
    let week = week_word(&mut n);
    let weekday = if week && way < 3 { weekday_number(&mut n) } else { None };
    if !(1..=400).contains(&count) || !(week || n.eat("天")) {
        return None;
    }
    let (start, end) = of.days(context);
    let found = start.zip(end).and_then(|(start, end)| {
        let last = way == 1 || way == 2;
        if let Some(weekday) = weekday {
            let gap = |day: Date| (weekday - i64::from(day.weekday())).rem_euclid(7);
            let day = if last {
                end.add_days(-(7 - gap(end)) % 7 - 7 * (count - 1))
            } else {
                start.add_days(gap(start) + 7 * (count - 1))
            }?;
            return Some((day, day));
        }
        let length = if week { 7 } else { 1 };
        // Weeks run from Monday to Sunday inside the stretch.
        let from = if week { start.add_days((8 - i64::from(start.weekday())) % 7)? } else { start };
        let to = if week { end.add_days(-(i64::from(end.weekday()) % 7))? } else { end };
        match way {
            0 => {
                let first = from.add_days(length * (count - 1))?;
                Some((first, first.add_days(length - 1)?))
            }
            1 | 2 => Some((to.add_days(1 - length * count)?, to)),
            _ => Some((from, from.add_days(length * count - 1)?)),
        }
    });
    *r = n;
    let day = weekday.is_some() || (way == 0 && !week);
    Some(Moment::Days { start: found.map(|f| f.0), end: found.map(|f| f.1), day })
}
