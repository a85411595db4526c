//! Times, resolved to closed intervals of days.
//!
//! Reading takes two steps: [`calendar`], [`lapse`] and [`named`] read what stands there, [`resolve`] finds the days by the
//! article's date. The words around (截至, 自…起, 以来, 前) are read here: they make a time a frame, a deadline or a beginning.

pub(crate) mod calendar;
pub(crate) mod festival;
mod lapse;
mod named;
pub(crate) mod reader;
pub(crate) mod resolve;

use super::{Time, TimeForm};
use crate::model::Date;
use crate::span::Span;
use calendar::{Atom, Edge, Grain, Year};
use named::PlanPart;
use reader::Reader;
use resolve::{Context, Days, Lean};

/// Appends the times of `text` at `within` to `out`, by position. `reference` is the article's date.
pub(crate) fn scan(text: &str, within: Span, reference: Option<Date>, out: &mut Vec<Time>) {
    let mut context = Context { reference, ..Context::default() };
    let mut r = Reader::new(text, within.start as usize, within.end as usize);
    let mut titles = 0_u32;
    while let Some(c) = r.peek() {
        match c {
            '《' => titles += 1,
            '》' => titles = titles.saturating_sub(1),
            '将' | '拟' => context.ahead = true,
            '预' | '力' | '目' | '确' | '计' if starts_goal(r.rest()) => context.ahead = true,
            '。' | '；' | '！' | '？' => context.ahead = false,
            _ => {}
        }
        if !may_start(c) || latin_before(&r, c) {
            r.skip();
            continue;
        }
        let mut next = r;
        if let Some(found) = expression(&mut next, &context) {
            if titles == 0 {
                found.tell(r.before(), &mut context);
            }
            out.push(found.time(r.at, next.at));
            r = next;
        } else if reader::is_numeral(c) {
            r.skip_numerals();
        } else {
            r.skip();
        }
    }
}

/// A time before it has its span.
struct Found {
    days: Days,
    form: TimeForm,
    /// The year that later expressions without one take.
    year: Option<i16>,
}

impl Found {
    fn new(days: Days, form: TimeForm) -> Self {
        Found { days, form, year: None }
    }

    fn time(&self, start: usize, end: usize) -> Time {
        let at = |i: usize| u32::try_from(i).unwrap_or(u32::MAX);
        let span = Span::new(at(start), at(end));
        Time { span, start: self.days.start, end: self.days.end, form: self.form, relative: self.days.relative }
    }

    /// Lets the context know what was named, unless it is only what something is compared with.
    fn tell(&self, before: Option<char>, context: &mut Context) {
        if before.is_some_and(|c| "比较与同由从于超".contains(c)) {
            return;
        }
        if self.year.is_some() {
            context.year = self.year;
        }
        if self.form == TimeForm::Day {
            context.day = self.days.start;
        }
    }
}

fn starts_goal(rest: &str) -> bool {
    ["预计", "预期", "力争", "目标", "确保", "计划"].iter().any(|w| rest.starts_with(w))
}

/// Returns true if a time may begin with the character.
fn may_start(c: char) -> bool {
    reader::is_numeral(c)
        || "今去前明后上下本当次翌全年岁截到至自从近过最未往多几半目现眼这首第头党的新中改香澳加入建春国清端元除重劳妇植青儿教情愚平圣“\"「『‘"
            .contains(c)
}

/// A digit after a letter, a digit or a point is no beginning.
fn latin_before(r: &Reader<'_>, c: char) -> bool {
    reader::is_numeral(c)
        && r.before()
            .is_some_and(|b| b.is_ascii_alphanumeric() || ".．".contains(b) || (c.is_ascii_digit() && b == '第'))
}

/// Reads one time with the words around it.
fn expression(r: &mut Reader<'_>, context: &Context) -> Option<Found> {
    now(r)
        .or_else(|| same_period(r, context))
        .or_else(|| led(r, context))
        .or_else(|| named_period(r, context))
        .or_else(|| lapse(r, context))
        .or_else(|| festival(r, context))
        .or_else(|| calendar(r, context))
}

/// 目前, 现在: no days.
fn now(r: &mut Reader<'_>) -> Option<Found> {
    // 出现在, 体现在 end in another verb.
    let inside = r.before().is_some_and(|c| "出体表实显呈展闪浮再涌重兑隐".contains(c)) && r.sees("现");
    if inside {
        return None;
    }
    r.eat_any(&["目前", "现在", "当前", "眼下", "现阶段"])?;
    Some(Found::new(Days { start: None, end: None, relative: true }, TimeForm::Now))
}

/// 去年同期, 上年同期, 2019年同期, 上年同月.
fn same_period(r: &mut Reader<'_>, context: &Context) -> Option<Found> {
    let mut n = *r;
    let year = n.year()?;
    n.eat("的");
    n.eat_any(&["同期", "同月", "同季度"])?;
    let back = match year {
        Year::Offset(by) => by.checked_neg()?,
        Year::Given(year) => context.year.or(context.reference.map(Date::year))?.checked_sub(year)?,
        _ => return None,
    };
    let back = i8::try_from(back).ok()?;
    *r = n;
    Some(Found::new(Days { start: None, end: None, relative: true }, TimeForm::SamePeriod(back)))
}

/// A time after 截至, 到, 自.
fn led(r: &mut Reader<'_>, context: &Context) -> Option<Found> {
    let before = r.before();
    let mut n = *r;
    let found = if n.eat_any(&["截至到", "截止到", "截至", "截止"]).is_some() {
        n.spaces();
        up_to(&mut n, context)?
    } else if n.eat_any(&["自从", "自", "从"]).is_some() {
        from(&mut n, context)?
    } else if n.eat("到") || n.eat("至") {
        // 提高到2020年的 goes on from a verb; 1月至 from a number.
        if before.is_some_and(|c| {
            reader::is_numeral(c)
                || "高加降达升回复长得推延持看见少低大增拿接收遇谈感来年月日号缩减涨跌翻扩压由".contains(c)
        }) {
            return None;
        }
        by(&mut n, context)?
    } else {
        return None;
    };
    *r = n;
    Some(found)
}

fn until(days: Days) -> Found {
    Found::new(Days { start: None, ..days }, TimeForm::Until)
}

fn since(days: Days) -> Found {
    Found::new(Days { end: None, ..days }, TimeForm::Since)
}

/// What follows 截至.
fn up_to(r: &mut Reader<'_>, context: &Context) -> Option<Found> {
    if r.eat_any(&["目前", "现在", "当前", "今日", "今天", "发稿时"]).is_some() {
        r.eat("为止");
        return Some(until(Days { start: None, end: context.reference, relative: true }));
    }
    let days = point(r, context, Lean::Past)?;
    r.eat_any(&["为止", "止"]);
    Some(until(days))
}

/// What follows 到: a deadline.
fn by(r: &mut Reader<'_>, context: &Context) -> Option<Found> {
    if r.eat_any(&["目前", "现在"]).is_some() {
        r.eat("为止");
        return Some(Found::new(Days { start: None, end: None, relative: true }, TimeForm::Now));
    }
    let days = point(r, context, Lean::Future)?;
    if r.sees("的") {
        return None;
    }
    r.eat_any(&["为止", "之前", "以前", "前"]);
    Some(until(days))
}

/// What follows 自, 从: nothing, unless 起, 以来 or a second date comes.
fn from(r: &mut Reader<'_>, context: &Context) -> Option<Found> {
    let mut n = *r;
    if let Some(found) = named_period(&mut n, context) {
        *r = n;
        return Some(found);
    }
    let mut n = *r;
    let first = n.atom()?;
    clock(&mut n, first);
    if let Some(found) = range(&mut n, first, context) {
        *r = n;
        return Some(found);
    }
    let days = context.days(first, Lean::Near);
    if let Some(found) = opened(&mut n, days, context) {
        *r = n;
        return Some(found);
    }
    // 自4月21日运行以来.
    let event: usize =
        n.rest().chars().take(12).take_while(|c| !"，。；：！？、（\n".contains(*c)).map(char::len_utf8).sum();
    let after = n.rest().get(..event)?.find("以来")? + "以来".len();
    n.at += after;
    *r = n;
    Some(Found::new(Days { end: context.reference, relative: true, ..days }, TimeForm::Frame))
}

/// A day or the end of a period, for a bound.
fn point(r: &mut Reader<'_>, context: &Context, lean: Lean) -> Option<Days> {
    let mut n = *r;
    if let Some((anchor, part)) = n.plan() {
        *r = n;
        return match part {
            PlanPart::Whole | PlanPart::End => Some(Days { start: None, end: anchor.end, relative: false }),
            _ => None,
        };
    }
    let atom = r.atom()?;
    clock(r, atom);
    Some(context.days(atom, lean))
}

/// Goes past 上午, 17时30分 after a day.
fn clock(r: &mut Reader<'_>, atom: Atom) {
    if atom.part.grain != Grain::Day {
        return;
    }
    let mut n = *r;
    n.spaces();
    if n.eat_any(&["上午", "下午", "中午", "晚上", "凌晨", "傍晚", "清晨", "早上", "晚间", "晚"]).is_some()
    {
        *r = n;
    }
    if n.number().is_some_and(|h| h.value <= 24) && n.eat_any(&["时", "点"]).is_some() && !n.sees("间段") {
        let mut minutes = n;
        if minutes.number().is_some_and(|m| m.value < 60) && minutes.eat("分") {
            n = minutes;
        } else {
            n.eat("许");
        }
        *r = n;
    }
}

/// “十四五”期间, 党的十八大以来.
fn named_period(r: &mut Reader<'_>, context: &Context) -> Option<Found> {
    let mut n = *r;
    if let Some(anchor) = n.event() {
        n.eat_any(&["以来", "至今"])?;
        *r = n;
        let days = Days { start: Some(anchor.start), end: context.reference, relative: true };
        return Some(Found::new(days, TimeForm::Frame));
    }
    let mut n = *r;
    let (anchor, part) = n.plan()?;
    *r = n;
    let whole = Days { start: Some(anchor.start), end: anchor.end, relative: false };
    Some(match part {
        PlanPart::Whole => Found::new(whole, TimeForm::Frame),
        PlanPart::End => until(whole),
        PlanPart::SoFar => Found::new(Days { end: context.reference, relative: true, ..whole }, TimeForm::Frame),
        PlanPart::Years(first, last) => {
            let start = anchor.start.add_years(first);
            let end = anchor.start.add_years(last).and_then(|day| day.add_days(-1));
            Found::new(Days { start, end, relative: false }, TimeForm::Frame)
        }
    })
}

fn lapse(r: &mut Reader<'_>, context: &Context) -> Option<Found> {
    Some(Found::new(r.lapse(context.reference)?, TimeForm::Frame))
}

/// 春节假期, 今年国庆节, 春节前.
fn festival(r: &mut Reader<'_>, context: &Context) -> Option<Found> {
    let mut n = *r;
    let year = n.year();
    if year.is_some() {
        n.eat("的");
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
    if n.eat("前") && !n.sees("后夕") {
        *r = n;
        return Some(until(Days { end: days.start.and_then(|day| day.add_days(-1)), ..days }));
    }
    let form = if festival.off { TimeForm::Frame } else { TimeForm::Day };
    Some(Found::new(days, form))
}

/// A calendar expression, its range or the words after it.
fn calendar(r: &mut Reader<'_>, context: &Context) -> Option<Found> {
    let mut n = *r;
    if let Some(days) = bare_years(&mut n) {
        *r = n;
        return Some(Found::new(days, TimeForm::Frame));
    }
    let mut n = *r;
    if let Some(days) = decade(&mut n) {
        *r = n;
        return Some(Found::new(days, TimeForm::Frame));
    }
    let mut n = *r;
    if let Some(days) = month_by_name(&mut n, context) {
        let edge = n.eat_one("底末");
        *r = n;
        return Some(if edge { until(days) } else { Found::new(days, TimeForm::Frame) });
    }
    let atom = r.atom()?;
    clock(r, atom);
    let mut n = *r;
    if let Some(found) = range(&mut n, atom, context) {
        *r = n;
        return Some(found);
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
fn range(r: &mut Reader<'_>, first: Atom, context: &Context) -> Option<Found> {
    if first.part.edge != Edge::Whole {
        return None;
    }
    let mut n = *r;
    if !n.dash() {
        return None;
    }
    let second = n.atom()?;
    clock(&mut n, second);
    let days = context.range(first, second)?;
    *r = n;
    r.eat("期间");
    Some(Found::new(days, TimeForm::Frame))
}

/// 以来, 至今, 起 after a date.
fn opened(r: &mut Reader<'_>, days: Days, context: &Context) -> Option<Found> {
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
    n.eat("期间");
    *r = n;
    Some(Days { start: Date::new(first, 1, 1), end: Date::new(last, 12, 31), relative: false })
}

/// 20世纪90年代, 90年代, 九十年代, 2010年代.
pub(crate) fn decade(r: &mut Reader<'_>) -> Option<Days> {
    let mut n = *r;
    let mut century = None;
    let mut decade = if n.eat("上世纪") {
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
    let (from, years) = if r.eat("初期") || r.eat("初") {
        (0, 3)
    } else if r.eat("末期") || r.eat("末") {
        (7, 3)
    } else {
        r.eat_any(&["中期", "后期", "以来"]);
        (0, 10)
    };
    Some(Days {
        start: Date::new(first + from, 1, 1),
        end: Date::new(first + from + years - 1, 12, 31),
        relative: century.is_none(),
    })
}

/// 本月, 上个月, 上季度: by the article's date.
fn month_by_name(r: &mut Reader<'_>, context: &Context) -> Option<Days> {
    let words: &[(&str, i64, i64)] = &[
        ("本月", 0, 1),
        ("当月", 0, 1),
        ("这个月", 0, 1),
        ("上个月", -1, 1),
        ("上月", -1, 1),
        ("下个月", 1, 1),
        ("下月", 1, 1),
        ("本季度", 0, 3),
        ("上季度", -1, 3),
        ("上个季度", -1, 3),
        ("下季度", 1, 3),
        ("下个季度", 1, 3),
    ];
    // 9月份当月 says the month again.
    if r.before().is_some_and(|c| "以基每份月".contains(c)) {
        return None;
    }
    let (_, by, months) = words.iter().find(|(word, ..)| r.eat(word))?;
    let first = context.reference.and_then(|now| {
        let month = if *months == 3 { (now.month() - 1) / 3 * 3 + 1 } else { now.month() };
        Date::new(now.year(), month, 1)?.add_months(by * months)
    });
    let end = first.and_then(|day| day.add_months(months - 1)).map(Date::last_of_month);
    Some(Days { start: first, end, relative: true })
}

#[cfg(test)]
mod tests;
