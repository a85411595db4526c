//! Stretches with a form of their own: 2018—2020年, 20世纪90年代, 上个月.

use super::calendar::{Atom, Part, Year};
use super::reader::{self, Reader};
use super::resolve::{Context, Days};
use super::spoken::{MONTHS, Stretch, YEARS};
use crate::chunk::among;
use crate::model::Date;

/// 2018—2020年: only the second year has its 年.
pub(crate) fn bare_years(r: &mut Reader<'_>) -> Option<Days> {
    let year = |n: reader::Number| {
        i16::try_from(n.value).ok().filter(|y| n.len == 4 && n.positional && (1000..3000).contains(y))
    };
    let mut n = *r;
    let first = n.number().and_then(year)?;
    if !n.dash() {
        return None;
    }
    let last = n.number().and_then(year)?;
    n.spaces();
    if !n.eat("年") || last < first || n.before() != Some('年') {
        return None;
    }
    let mut tail = n;
    if tail.eat("度") && !tail.sees("过假") {
        n = tail;
    }
    n.eat("期间");
    *r = n;
    Some(Days { start: Date::new(first, 1, 1), end: Date::new(last, 12, 31), relative: false })
}

/// 2023—2024学年, 2023学年: from September to August.
pub(crate) fn school_year(r: &mut Reader<'_>) -> Option<Days> {
    let year = |n: reader::Number| i16::try_from(n.value).ok().filter(|y| n.len == 4 && (1000..3000).contains(y));
    let mut n = *r;
    let first = n.number().and_then(year)?;
    let last = if n.dash() { n.number().and_then(year)? } else { first.checked_add(1)? };
    if last != first.checked_add(1)? || !n.eat("学年") {
        return None;
    }
    n.eat("度");
    *r = n;
    Some(Days { start: Date::new(first, 9, 1), end: Date::new(last, 8, 31), relative: false })
}

/// Words that begin a decade.
pub(crate) const CENTURIES: &[&str] = &["上世纪", "上个世纪"];

/// The middle of the century in which plans are made, and its year.
pub(crate) const MIDDLES: &[&str] = &["本世纪中叶", "21世纪中叶", "二十一世纪中叶"];
const MIDDLE: i16 = 2050;

/// 20世纪90年代, 90年代, 九十年代, 2010年代.
pub(crate) fn decade(r: &mut Reader<'_>) -> Option<Days> {
    let mut n = *r;
    if n.eat_any(MIDDLES).is_some() {
        *r = n;
        return Some(Days { start: Date::new(MIDDLE, 1, 1), end: Date::new(MIDDLE, 12, 31), relative: false });
    }
    let mut century = None;
    let mut decade = if n.eat_any(CENTURIES).is_some() {
        century = Some(1900);
        n.number()?
    } else {
        n.number()?
    };
    if n.eat("世纪") {
        century = Some(i16::try_from(decade.value).ok().filter(|c| (1..=21).contains(c))?.checked_sub(1)? * 100);
        decade = n.number()?;
    }
    if !n.eat("年代") {
        return None;
    }
    let tens = i16::try_from(decade.value).ok()?;
    let first = match (century, tens) {
        (Some(century), 0..100) => century + tens,
        (None, 30..100) => 1900 + tens,
        (None, 0..30) => 2000 + tens,
        (None, 1000..3000) => tens,
        _ => return None,
    };
    if first % 10 != 0 {
        return None;
    }
    *r = n;
    let (from, years) = match r.eat_any(&["初期", "初", "末期", "末", "中期", "中后期", "后期"]) {
        Some(0 | 1) => (0, 3),
        Some(2 | 3) => (7, 3),
        Some(4) => (3, 4),
        Some(_) => (5, 5),
        None => (0, 10),
    };
    Some(Days {
        start: Date::new(first + from, 1, 1),
        end: Date::new(first + from + years - 1, 12, 31),
        relative: century.is_none(),
    })
}

/// The month spoken of, and the one after it.
pub(super) const SPOKEN_MONTHS: [&str; 2] = ["当月", "次月"];

/// 本月, 上个月, 上季度: by the article's date. 当月 is the last month named before, or open.
pub(super) fn month_by_name(r: &mut Reader<'_>, context: &Context) -> Option<Days> {
    let before = r.before();
    if let Some(on) = r.eat_any(&SPOKEN_MONTHS) {
        // 首次月背着陆
        let apart = on == 0 || before.is_none_or(|c| among("，。；：、（至到于在", c));
        if !apart || before.is_some_and(|c| among("每份月", c)) {
            return None;
        }
        let first = context.last.and_then(|day| Date::new(day.year(), day.month(), 1));
        let first = first.and_then(|day| day.add_months(i64::try_from(on).ok()?));
        return Some(Days { start: first, end: first.map(Date::last_of_month), relative: true });
    }
    let &(_, Stretch { by, length }) = r.eat_word(&MONTHS)?;
    // 9月份当月 says the month again.
    if before.is_some_and(|c| among("以基每份月", c)) {
        return None;
    }
    let first = context.reference.and_then(|now| {
        let month = if length == 3 { (now.month() - 1) / 3 * 3 + 1 } else { now.month() };
        Date::new(now.year(), month, 1)?.add_months(by)
    });
    let end = first.and_then(|day| day.add_months(length - 1)).map(Date::last_of_month);
    Some(Days { start: first, end, relative: true })
}

/// 本月5日: a day of a month by the article's date.
pub(super) fn day_of_month_by_name(r: &mut Reader<'_>, context: &Context) -> Option<Atom> {
    let &(_, Stretch { by, length: 1 }) = r.eat_word(&MONTHS)? else { return None };
    let day = r.number().and_then(|d| i8::try_from(d.value).ok()).filter(|d| (1..=31).contains(d))?;
    let month = context.reference?.add_months(by)?;
    let atom = Atom { year: Year::Given(month.year()), part: Part::days(month.month(), day, day) };
    r.eat_one("日号").then_some(atom)
}

/// 今明两年.
pub(super) fn together(r: &mut Reader<'_>, context: &Context) -> Option<Days> {
    let &(_, Stretch { by, length }) = r.eat_word(&YEARS)?;
    let start = context.reference.and_then(|now| Date::new(now.year(), 1, 1)?.add_years(by));
    let end = start.and_then(|day| day.add_years(length)?.add_days(-1));
    Some(Days { start, end, relative: true })
}
