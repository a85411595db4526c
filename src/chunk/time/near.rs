//! Days and weeks by the article's date: 截至昨天, 上周, 上周三. A week counts only where it opens a clause, and 昨天 alone tells when
//! something was said or begun, not what a figure is of.

use super::Found;
use super::reader::Reader;
use super::resolve::{Context, Days};
use super::spoken::WEEKS;
use crate::chunk::TimeForm;
use crate::chunk::among;
use crate::model::Date;

/// Returns the words that a week by the article's date begins with.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    WEEKS.all()
}

/// 上周三, 上周末.
pub(super) fn near(r: &mut Reader<'_>, context: &Context) -> Option<Found> {
    if r.before().is_some_and(|c| !among("，。；：！？、（“\n \u{3000}", c)) {
        return None;
    }
    let mut n = *r;
    let (days, form) = n.week(context)?;
    if !n.sees("，,（") && n.peek().is_some() {
        return None;
    }
    *r = n;
    Some(Found::new(days, form))
}

/// Returns the day so many days from the article's.
pub(super) fn day(context: &Context, by: i64) -> Days {
    let day = context.reference.and_then(|now| now.add_days(by));
    Days { start: day, end: day, relative: true }
}

impl Reader<'_> {
    fn week(&mut self, context: &Context) -> Option<(Days, TimeForm)> {
        let (_, week) = self.eat_word(&WEEKS)?;
        let monday = context.reference.and_then(|now| now.add_days(1 - i64::from(now.weekday()) + week.by * 7));
        let (first, last) = if self.eat("末") {
            (5, 6)
        } else if let Some(place) = self.peek().and_then(|c| "一二三四五六日".chars().position(|of| of == c)) {
            self.skip();
            let place = i64::try_from(place).ok()?;
            (place, place)
        } else {
            (0, 6)
        };
        let on = |by: i64| monday.and_then(|day: Date| day.add_days(by));
        let form = if first == last { TimeForm::Day } else { TimeForm::Frame };
        Some((Days { start: on(first), end: on(last), relative: true }, form))
    }
}

/// Goes past a word for a week before the number of its day.
pub(super) fn week_word(r: &mut Reader<'_>) {
    r.eat_any(&["周", "星期", "礼拜"]);
}
