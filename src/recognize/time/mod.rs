//! Dates, date ranges and durations.
//!
//! The reader of dates is the one of the facts; this layer adds colloquial forms (下周一, 前天, 5年前) and lengths of time.
//! Here a range runs *up to* its second date: 三月到五月 ends on the last day of April, 6月1日之前 on 31 May.

mod duration;
mod era;
mod gate;
mod moment;

use crate::chunk::sites::{Site, Sweep};
use crate::chunk::time::calendar::{Atom, Part, Year};
use crate::chunk::time::gate::Kinds;
use crate::chunk::time::places::{Place, Places};
use crate::chunk::time::reader::{Reader, is_numeral};
use crate::chunk::time::resolve::{Context, Lean};
use crate::chunk::time::years::{bare_years, decade, school_year};
use crate::chunk::{self, among};
use crate::model::{Date, Entity, EntityType};
use crate::span::Span;
use duration::Length;
use moment::Moment;
use rust_decimal::Decimal;

/// Lets a sweep find where times may begin.
pub(super) fn sites(sweep: &mut Sweep) {
    gate::GATE.sites(sweep, &gate::NUMBER_GOES_ON, (chunk::NUMERAL, chunk::WORDS, chunk::MARK));
}

/// Appends the temporal entities of a text to `out`. `sites` are the places where one may begin, and others.
pub(crate) fn entities<'t>(text: &'t str, sites: &[Site], reference: Option<Date>, out: &mut Vec<Entity<'t>>) {
    let context = Context { reference, ..Context::default() };
    let mut places = Places::new(text, Span::new(0, u32::try_from(text.len()).unwrap_or(u32::MAX)), sites);
    while let Some(place) = places.next() {
        if matches!(place, Place::Mark(_)) {
            continue;
        }
        let kinds = if places.titled() { Kinds::NONE } else { gate::starts_at(place, &mut places.reader) };
        let mut read = None;
        if kinds != Kinds::NONE {
            let mut next = places.reader;
            if let Some(found) = temporal(&mut next, kinds, &context) {
                if found != Found::Nothing {
                    out.push(found.entity(text, places.reader.at, next.at));
                }
                read = Some(next.at);
            }
        }
        places.pass(place, read);
    }
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    Day(Option<Date>),
    Range(Option<Date>, Option<Date>),
    Length(Decimal),
    /// Read, but none of the types: two hours ago.
    Nothing,
}

impl Found {
    fn entity(self, text: &str, start: usize, end: usize) -> Entity<'_> {
        let at = |i: usize| u32::try_from(i).unwrap_or(u32::MAX);
        let span = Span::new(at(start), at(end));
        let mut entity = Entity::new(text, span, EntityType::Date);
        match self {
            Found::Day(date) => entity.date = date,
            Found::Range(start, end) => {
                entity.entity_type = EntityType::DateRange;
                (entity.start, entity.end) = (start, end);
            }
            Found::Length(seconds) => {
                entity.entity_type = EntityType::Duration;
                entity.seconds = Some(seconds.normalize());
            }
            Found::Nothing => {}
        }
        entity
    }
}

fn temporal(r: &mut Reader<'_>, kinds: Kinds, context: &Context) -> Option<Found> {
    type Read = fn(&mut Reader<'_>, Kinds, &Context) -> Option<Found>;
    let readers: [(Kinds, Read); 7] = [
        (gate::EVERY, |r, _, context| r.recurring(context).map(|()| Found::Nothing)),
        (gate::NAMED, |r, _, context| named(r, context)),
        (gate::LED, |r, _, context| led(r, context)),
        (gate::PERIOD, |r, _, context| period(r, context)),
        (gate::MOMENT, dated),
        (gate::COUNTED, |r, _, context| counted(r, context)),
        (gate::LASTING, |r, _, context| lasting(r, context)),
    ];
    readers.iter().filter(|(kind, _)| kinds.any(*kind)).find_map(|(_, read)| {
        let mut n = *r;
        let found = read(&mut n, kinds, context)?;
        *r = n;
        Some(found)
    })
}

/// “十四五”期间, 党的十八大以来: what goes on to the article's date is open here.
fn named(r: &mut Reader<'_>, context: &Context) -> Option<Found> {
    let days = chunk::time::named_days(r, context)?;
    let open = days.relative && days.end == context.reference;
    Some(Found::Range(days.start, if open { None } else { days.end }))
}

/// 从三月到五月, 自从2018年, 从2016年3月1日开始.
fn led(r: &mut Reader<'_>, context: &Context) -> Option<Found> {
    let way = r.eat_any(gate::LEADS)?;
    if let Some((first, last)) = bare_range(r) {
        return Some(Found::Range(first, last));
    }
    let moment = moment::moment(r, context)?;
    if let Some((first, last)) = range(r, moment, context) {
        return Some(Found::Range(first, last));
    }
    let (start, _) = moment.days(context);
    let opened = r.eat_any(&["开始", "以来", "至今"]).is_some() || (way != 1 && r.eat("起")) || way == 0;
    opened.then_some(Found::Range(start, None))
}

/// 1995 - 1997年, 2023—2024学年, 九十年代.
fn period(r: &mut Reader<'_>, _: &Context) -> Option<Found> {
    if let Some((start, end)) = bare_range(r) {
        return Some(Found::Range(start, end));
    }
    let mut n = *r;
    if let Some(days) = school_year(&mut n) {
        *r = n;
        return Some(Found::Range(days.start, days.end));
    }
    let days = decade(r)?;
    Some(Found::Range(days.start, if r.eat("以来") { None } else { days.end }))
}

fn bare_range(r: &mut Reader<'_>) -> Option<(Option<Date>, Option<Date>)> {
    let days = bare_years(r)?;
    // The second year itself is not part of the range.
    Some((days.start, days.end.and_then(|day| day.add_years(-1))))
}

/// A moment, or a range from it, or all before or after it.
fn dated(r: &mut Reader<'_>, kinds: Kinds, context: &Context) -> Option<Found> {
    let moment = moment::of_kinds(r, kinds, context)?;
    if let Some((start, end)) = range(r, moment, context) {
        return Some(Found::Range(start, end));
    }
    let (start, end) = moment.days(context);
    if !matches!(r.peek(), Some('或' | '及' | '起' | '以' | '之' | '前' | '后' | '後')) {
        return Some(if moment.is_day() { Found::Day(start) } else { Found::Range(start, end) });
    }
    let before = |day: Option<Date>| day.and_then(|d| d.add_days(-1));
    let or_before = ["或之前", "或以前", "及之前", "及以前"];
    if r.eat_any(&or_before).is_some() {
        return Some(Found::Range(None, if moment.is_day() { before(start) } else { end }));
    }
    if r.eat_any(&["或之后", "或以后", "及之后", "及以后", "起", "以来"]).is_some() {
        return Some(Found::Range(start, None));
    }
    if r.eat_any(&["之前", "以前"]).is_some() || short(r, "前", "后往来景列进沿期身任夕移半头面端沿置")
    {
        return Some(Found::Range(None, before(start)));
    }
    if r.eat_any(&["之后", "以后", "之後", "以後"]).is_some() || short(r, "后後", "半续来期勤备方面台者续疫")
    {
        return Some(Found::Range(if moment.is_day() { start } else { end.and_then(Date::next) }, None));
    }
    Some(if moment.is_day() { Found::Day(start) } else { Found::Range(start, end) })
}

/// Reads 前 or 后 that no word or number goes on from.
fn short(r: &mut Reader<'_>, word: &str, not_after: &str) -> bool {
    let mut n = *r;
    let hit = n.eat_one(word) && !n.sees(not_after) && !n.peek().is_some_and(is_numeral);
    if hit {
        *r = n;
    }
    hit
}

/// A second moment after 到, or after 和 with 之间 behind it. The range ends the day before the second begins.
fn range(r: &mut Reader<'_>, first: Moment, context: &Context) -> Option<(Option<Date>, Option<Date>)> {
    let mut n = *r;
    let between = !n.dash();
    if between && !n.eat_one("和与到") {
        return None;
    }
    let second = moment::moment(&mut n, context)?;
    if between && n.eat_any(&["之间", "之間"]).is_none() {
        return None;
    }
    let (start, end) = (first.days(context).0, second_start(first, second, context));
    let end = end.and_then(|day| day.add_days(-1));
    if start.zip(end).is_some_and(|(start, end)| start > end) {
        return None;
    }
    *r = n;
    Some((start, end))
}

/// Returns the first day of the second moment, which takes from the first what it leaves out and comes after it.
fn second_start(first: Moment, second: Moment, context: &Context) -> Option<Date> {
    let start = first.days(context).0;
    match second {
        Moment::Calendar(Atom { year: Year::Unsaid, part }) => {
            let start = start?;
            let part = if part.bare_day {
                Part {
                    first: (start.month(), part.first.1),
                    last: (start.month(), part.last.1),
                    bare_day: false,
                    ..part
                }
            } else {
                part
            };
            let in_year = |year| part.in_year(year).map(|days| days.0);
            in_year(start.year()).filter(|day| *day > start).or_else(|| in_year(start.year() + 1))
        }
        Moment::Calendar(Atom { year: Year::Next, part }) => {
            part.in_year(start?.year().checked_add(1)?).map(|days| days.0)
        }
        Moment::Calendar(atom) => context.days(atom, Lean::Past).start,
        Moment::Days { start: end, .. } => match (start, end) {
            // 周五到周一 goes on into the next week.
            (Some(start), Some(end)) if end < start && end.days_until(start) < 7 => end.add_days(7),
            _ => end,
        },
    }
}

/// 后1年, 过去三天, 未来两周.
fn counted(r: &mut Reader<'_>, context: &Context) -> Option<Found> {
    if r.before().is_some_and(|c| among("以之年月日天时午目最元此先", c)) {
        return None;
    }
    let way = r.eat_any(gate::COUNTS)?;
    r.eat("的");
    r.spaces();
    let length = duration::length(r).filter(|l| !l.fine)?;
    let now = context.reference;
    Some(if way >= 6 {
        Found::Range(now.and_then(Date::next), now.and_then(|day| length.from(day, true)))
    } else {
        Found::Range(now.and_then(|day| length.from(day, false)), now.and_then(|day| day.add_days(-1)))
    })
}

/// A length of time, or 5年前, 两周后.
fn lasting(r: &mut Reader<'_>, context: &Context) -> Option<Found> {
    let length = duration::length(r)?;
    if !r.sees("之以前后後") {
        return Some(Found::Length(length.seconds));
    }
    let mut n = *r;
    let ahead = if n.eat_any(&["之前", "以前", "前"]).is_some() {
        Some(false)
    } else if n.eat_any(&["之后", "以后", "后", "之後", "以後", "後"]).is_some() {
        Some(true)
    } else {
        None
    };
    let Some(ahead) = ahead.filter(|_| !n.sees("半续期端缀景线")) else {
        return Some(Found::Length(length.seconds));
    };
    *r = n;
    Some(day_from(length, ahead, context))
}

fn day_from(length: Length, ahead: bool, context: &Context) -> Found {
    if length.fine { Found::Nothing } else { Found::Day(context.reference.and_then(|day| length.from(day, ahead))) }
}

#[cfg(test)]
mod tests;
