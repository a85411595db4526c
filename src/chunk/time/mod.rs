//! Times, resolved to closed intervals of days.
//!
//! Reading takes two steps: [`calendar`], [`lapse`], [`festival`] and [`named`] read what stands there, [`resolve`] finds the
//! days by the article's date. The words around (截至, 自…起, 以来, 前) make a time a frame, a deadline or a beginning:
//! [`lead`] reads the ones before it, [`stretch`] the ones after.

pub(crate) mod calendar;
pub(crate) mod festival;
mod lapse;
mod lead;
mod named;
pub(crate) mod reader;
pub(crate) mod resolve;
mod stretch;
pub(crate) mod years;

use super::{Time, TimeForm};
use crate::model::Date;
use crate::span::Span;
use calendar::Year;
use reader::Reader;
use resolve::{Context, Days};

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
        .or_else(|| lead::led(r, context))
        .or_else(|| stretch::named_period(r, context))
        .or_else(|| stretch::lapse(r, context))
        .or_else(|| stretch::festival(r, context))
        .or_else(|| stretch::calendar(r, context))
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

fn until(days: Days) -> Found {
    Found::new(Days { start: None, ..days }, TimeForm::Until)
}

fn since(days: Days) -> Found {
    Found::new(Days { end: None, ..days }, TimeForm::Since)
}

#[cfg(test)]
mod tests;
