//! Times that a word leads in: 截至10月底, 到2030年, 自7月1日起.

use super::calendar::{Atom, Grain, Year};
use super::named::PlanPart;
use super::reader::{self, Reader};
use super::resolve::{Context, Days, Lean};
use super::stretch::{atom, named_period, opened, range};
use super::words::Words;
use super::{Found, TIMES, near, spoken, starts, until};
use crate::chunk::TimeForm;
use crate::chunk::among;
use std::sync::LazyLock;

/// What a word in front does to a time.
#[derive(Clone, Copy, Debug)]
pub(super) enum Way {
    UpTo,
    From,
    By,
}

/// Words in front of a time.
pub(super) static WORDS: LazyLock<Words<Way>> = LazyLock::new(|| {
    Words::new([
        ("截至到", Way::UpTo),
        ("截止到", Way::UpTo),
        ("截至", Way::UpTo),
        ("截止", Way::UpTo),
        ("自从", Way::From),
        ("自", Way::From),
        ("从", Way::From),
        ("到", Way::By),
        ("至", Way::By),
    ])
});

/// A time after 截至, 到, 自.
pub(super) fn led(r: &mut Reader<'_>, context: &Context) -> Option<Found> {
    let before = r.before();
    let mut n = *r;
    let (_, way) = n.eat_word(&WORDS)?;
    n.spaces();
    let found = match way {
        Way::UpTo => up_to(&mut n, context)?,
        // 提高到2020年的 goes on from a verb; 1月至 from a number.
        Way::By
            if before.is_some_and(|c| {
                reader::is_numeral(c)
                    || among("高加降达升回复长得推延持看见少低大增拿接收遇谈感来年月日号缩减涨跌翻扩压由", c)
            }) =>
        {
            return None;
        }
        _ if !starts(&mut n).any(TIMES) => return None,
        Way::From => from(&mut n, context)?,
        Way::By => by(&mut n, context)?,
    };
    *r = n;
    Some(found)
}

/// What follows 截至.
fn up_to(r: &mut Reader<'_>, context: &Context) -> Option<Found> {
    if r.eat_any(&["目前", "现在", "当前", "今日", "今天", "发稿时"]).is_some() {
        r.eat("为止");
        return Some(until(near::day(context, 0)));
    }
    if let Some((_, day)) = r.eat_word(&spoken::DAYS) {
        return Some(until(near::day(context, day.by)));
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
    let yearly = r.after_every_year();
    let mut n = *r;
    let first = atom(&mut n, context)?;
    if yearly && first.year == Year::Unsaid {
        return None;
    }
    clock(&mut n, first);
    if let Some(found) = range(&mut n, first, context) {
        *r = n;
        return Some(found);
    }
    // 自4月21日运行以来: what has lasted until now began in the past.
    let event: usize =
        n.rest().chars().take(12).take_while(|c| !among("，,。；：！？、（\n", *c)).map(char::len_utf8).sum();
    let event = n.rest().get(..event)?;
    let came = event.find("以来").map(|at| at + "以来".len());
    let lasted = came.is_some() || event.starts_with("至今");
    let days = context.days(first, if lasted { Lean::Past } else { Lean::Near });
    if let Some(found) = opened(&mut n, days, context) {
        *r = n;
        return Some(found);
    }
    n.at += came?;
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
    let atom = atom(r, context)?;
    clock(r, atom);
    Some(context.days(atom, lean))
}

/// Goes past 上午, 17时30分, 0时至24时 after a day.
pub(super) fn clock(r: &mut Reader<'_>, atom: Atom) {
    if atom.part.grain != Grain::Day {
        return;
    }
    let mut n = *r;
    n.spaces();
    if !n.peek().is_some_and(|c| reader::is_numeral(c) || among(BEGINS, c)) {
        return;
    }
    if n.eat_any(PARTS).is_some() {
        *r = n;
    }
    if hours(&mut n) {
        *r = n;
    }
}

/// Parts of a day, and the characters they begin with.
const PARTS: &[&str] = &["上午", "下午", "中午", "晚上", "凌晨", "傍晚", "清晨", "早上", "晚间", "晚"];
const BEGINS: &str = "上下中晚凌傍清早";

/// Goes past a time of day or the hours between two: 17时30分, 8时至18时.
pub(super) fn hours(r: &mut Reader<'_>) -> bool {
    if !hour(r) {
        return false;
    }
    let mut n = *r;
    if n.dash() && hour(&mut n) {
        *r = n;
    }
    true
}

fn hour(r: &mut Reader<'_>) -> bool {
    let mut n = *r;
    n.eat_any(PARTS);
    if n.number().is_none_or(|h| h.value > 24) {
        return false;
    }
    // 8:00
    if n.eat_one(":：") {
        let minutes = n.number().is_some_and(|m| m.value < 60 && m.len == 2);
        *r = if minutes { n } else { *r };
        return minutes;
    }
    if n.eat_any(&["时", "点"]).is_none() || n.sees("间段") {
        return false;
    }
    let mut minutes = n;
    if minutes.number().is_some_and(|m| m.value < 60) && minutes.eat("分") {
        n = minutes;
    } else {
        n.eat_any(&["许", "整", "半"]);
    }
    *r = n;
    true
}
