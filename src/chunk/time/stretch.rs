//! Periods that nothing leads in, with the words after them: 2021年1—6月, 今年以来, “十四五”期间, 春节假期.

use super::calendar::{Atom, Edge, Grain, Year};
use super::lead::clock;
use super::named::PlanPart;
use super::reader::{Reader, is_numeral};
use super::resolve::{Context, Days, Lean};
use super::years::{bare_years, day_of_month_by_name, decade, month_by_name, school_year, together};
use super::{Found, lunar, since, until};
use crate::chunk::TimeForm;
use crate::chunk::among;
use crate::model::Date;

/// “十四五”期间, 党的十八大以来.
pub(super) fn named_period(r: &mut Reader<'_>, context: &Context) -> Option<Found> {
    let mut n = *r;
    // Most places have no name of the table: it is looked up once. Only plans stand in quotation marks.
    let quoted = n.peek().is_some_and(|c| among("“\"「『‘", c));
    let anchor = if quoted { None } else { Some(n.anchor()?) };
    if let Some(anchor) = anchor.filter(|anchor| anchor.end.is_none()) {
        n.eat_any(&["胜利召开", "召开", "开幕"]);
        let start = anchor.start.day(context.reference);
        let open = Days { start, end: context.reference, relative: true };
        let days = if n.eat_any(&["以来", "至今"]).is_some() { open } else { n.years_on(open)? };
        *r = n;
        return Some(Found::new(days, TimeForm::Frame));
    }
    let mut n = *r;
    let (anchor, part) = n.plan()?;
    *r = n;
    let start = anchor.start.day(context.reference);
    let whole = Days { start, end: anchor.end, relative: false };
    Some(match part {
        PlanPart::Whole => Found::new(whole, TimeForm::Frame),
        PlanPart::End => until(whole),
        PlanPart::SoFar => Found::new(Days { end: context.reference, relative: true, ..whole }, TimeForm::Frame),
        PlanPart::Years(first, last) => {
            let end = start.and_then(|day| day.add_years(last)?.add_days(-1));
            let start = start.and_then(|day| day.add_years(first));
            Found::new(Days { start, end, relative: false }, TimeForm::Frame)
        }
    })
}

impl Reader<'_> {
    /// Reads 70年来 after 新中国成立. It goes on to the article's date, if that is about the anniversary.
    fn years_on(&mut self, open: Days) -> Option<Days> {
        let count = self.number()?.value;
        let vague = self.eat_one("多余");
        if !self.eat("年") || self.eat_any(&["以来", "来", "间"]).is_none() {
            return None;
        }
        let full = open.start.and_then(|day| day.add_years(i64::from(count)));
        let close = |(now, full): (Date, Date)| now.days_until(full).abs() <= ABOUT;
        let now = vague || open.end.zip(full).is_some_and(close);
        Some(if now { open } else { Days { end: full, ..open } })
    }
}

/// Days around an anniversary in which so many years are up to now.
const ABOUT: i64 = 500;

pub(super) fn lapse(r: &mut Reader<'_>, context: &Context) -> Option<Found> {
    Some(Found::new(r.lapse(context.reference)?, TimeForm::Frame))
}

/// 春节假期, 今年国庆节, 春节前, 2023年正月十五.
pub(super) fn festival(r: &mut Reader<'_>, context: &Context) -> Option<Found> {
    let mut n = *r;
    let year = n.year();
    if year.is_some() {
        n.eat("的");
    }
    if let Some(found) = lunar::lunar(&mut n, year, context) {
        *r = n;
        return Some(found);
    }
    let festival = n.festival()?;
    let days = match year {
        None => festival.nearest(context),
        Some(Year::Given(year)) => festival.in_year(year),
        Some(Year::Offset(by)) => context.reference.and_then(|now| festival.in_year(now.year().checked_add(by)?)),
        Some(_) => None,
    };
    let days =
        Days { start: days.map(|d| d.0), end: days.map(|d| d.1), relative: !matches!(year, Some(Year::Given(_))) };
    *r = n;
    if r.eat("以来") {
        return Some(Found::new(Days { end: context.reference, ..days }, TimeForm::Frame));
    }
    let mut n = *r;
    if n.eat("前") && !n.sees("后夕一两三四五六七八九十0123456789") {
        *r = n;
        return Some(until(Days { end: days.start.and_then(|day| day.add_days(-1)), ..days }));
    }
    // A festival alone is a day only where a time stands, not in 欢乐春节活动.
    if !festival.off && year.is_none() && r.peek().is_some_and(|c| !among("，、。；当前后夕）", c)) {
        return None;
    }
    let form = if festival.off { TimeForm::Frame } else { TimeForm::Day };
    Some(Found::new(days, form))
}

/// A calendar expression, its range or the words after it.
pub(super) fn calendar(r: &mut Reader<'_>, context: &Context) -> Option<Found> {
    let mut n = *r;
    // What begins with a number has no word in front.
    let number = r.peek().is_some_and(is_numeral);
    let days = if number { bare_years(&mut n) } else { together(&mut n, context) };
    if let Some(days) = days {
        *r = n;
        return Some(Found::new(days, TimeForm::Frame));
    }
    if number && let Some(days) = school_year(&mut n) {
        *r = n;
        return Some(Found::new(days, TimeForm::Frame));
    }
    if let Some(days) = decade(&mut n) {
        let found = opened(&mut n, days, context);
        *r = n;
        return Some(found.unwrap_or_else(|| Found::new(days, TimeForm::Frame)));
    }
    if !number
        && !day_follows(*r, context)
        && let Some(days) = month_by_name(&mut n, context)
    {
        if let Some(third) = third(&mut n, days) {
            *r = n;
            return Some(Found::new(third, TimeForm::Frame));
        }
        let edge = n.eat_one("底末");
        *r = n;
        let found = opened(r, days, context);
        return Some(found.unwrap_or_else(|| if edge { until(days) } else { Found::new(days, TimeForm::Frame) }));
    }
    if number && lunar::may_be(r) {
        return lunar::lunar(r, None, context);
    }
    let yearly = r.after_every_year();
    let atom = atom(r, context)?;
    // 每年11月 is no month of one year.
    if yearly && atom.year == Year::Unsaid {
        return None;
    }
    clock(r, atom);
    let mut n = *r;
    if let Some(found) = range(&mut n, atom, context) {
        *r = n;
        return Some(found);
    }
    if !r.sees("以至迄开起之前期") {
        return Some(plain(atom, context));
    }
    let mut n = *r;
    let lean = if n.sees("起开") { Lean::Near } else { Lean::Past };
    if let Some(found) = opened(&mut n, context.days(atom, lean), context) {
        *r = n;
        return Some(found);
    }
    let mut n = *r;
    if n.eat_any(&["之前", "以前", "前"]).is_some() && !n.sees("后往来景列进沿期身任夕移十三四五六七八九0123456789")
    {
        let days = context.days(atom, Lean::Future);
        *r = n;
        // Before a year or a month is before its first day; 6月30日前 includes the day, 年底前 the end.
        let early = atom.part.edge != Edge::End && atom.part.grain != Grain::Day;
        let end = if early { days.start.and_then(|day| day.add_days(-1)) } else { days.end };
        return Some(until(Days { end, ..days }));
    }
    let mut n = *r;
    if n.eat_any(&["之后", "以后"]).is_some() {
        let days = context.days(atom, Lean::Near);
        *r = n;
        return Some(since(Days { start: days.end.and_then(Date::next), ..days }));
    }
    r.eat_any(&["期间"]);
    Some(plain(atom, context))
}

/// A calendar expression, or a day of a month by name.
pub(super) fn atom(r: &mut Reader<'_>, context: &Context) -> Option<Atom> {
    let mut n = *r;
    if !r.peek().is_some_and(is_numeral)
        && let Some(atom) = day_of_month_by_name(&mut n, context)
    {
        *r = n;
        return Some(atom);
    }
    r.atom()
}

/// 上旬, 中旬, 下旬 of a month by name.
fn third(r: &mut Reader<'_>, month: Days) -> Option<Days> {
    let third = i64::try_from(r.eat_any(&["上旬", "中旬", "下旬"])?).ok()?;
    let start = month.start.and_then(|day| day.add_days(third * 10));
    let end = if third == 2 { month.end } else { start.and_then(|day| day.add_days(9)) };
    Some(Days { start, end, ..month })
}

fn day_follows(mut r: Reader<'_>, context: &Context) -> bool {
    day_of_month_by_name(&mut r, context).is_some()
}

/// An expression with no words around it.
fn plain(atom: Atom, context: &Context) -> Found {
    let days = context.days(atom, Lean::Past);
    let single = atom.part.first == atom.part.last;
    match (atom.part.edge, atom.part.grain) {
        (Edge::End, _) => until(days),
        (Edge::Start, _) => Found::new(days, TimeForm::Day),
        (Edge::Whole, Grain::Day) if single => {
            let year = if atom.year == Year::Unsaid { None } else { days.start.map(Date::year) };
            Found { days, form: TimeForm::Day, year }
        }
        (Edge::Whole, _) => {
            let year = if atom.year == Year::Unsaid { None } else { days.start.map(Date::year) };
            Found { days, form: TimeForm::Frame, year }
        }
    }
}

/// The second date of a range.
pub(super) fn range(r: &mut Reader<'_>, first: Atom, context: &Context) -> Option<Found> {
    if first.part.edge != Edge::Whole {
        return None;
    }
    let mut n = *r;
    if !n.dash() {
        return None;
    }
    let second = atom(&mut n, context)?;
    clock(&mut n, second);
    let days = context.range(first, second)?;
    *r = n;
    r.eat("期间");
    Some(Found::new(days, TimeForm::Frame))
}

/// 以来, 至今, 起 after a date.
pub(super) fn opened(r: &mut Reader<'_>, days: Days, context: &Context) -> Option<Found> {
    if r.eat_any(&["以来", "至今", "迄今"]).is_some() {
        return Some(Found::new(Days { end: context.reference, relative: true, ..days }, TimeForm::Frame));
    }
    let mut n = *r;
    if n.eat("开始") || (n.eat("起") && !n.sees("草诉到点步来立码源伏降飞跑航价重征")) {
        *r = n;
        return Some(since(days));
    }
    None
}
