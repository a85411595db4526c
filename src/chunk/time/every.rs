//! Times that come back: 每周一, 每月5日, 每年3月. They are days of no one year, and their numbers count nothing.

use super::calendar::Year;
use super::lead::hours;
use super::lunar;
use super::reader::{Reader, is_numeral};
use super::resolve::{Context, Days};
use super::{Found, near};
use crate::chunk::TimeForm;
use crate::chunk::among;
use crate::chunk::quantity::unit;

/// What comes back: words for what the part that follows is a part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cycle {
    Year,
    Quarter,
    Month,
    Week,
    Day,
    /// 每逢: whatever follows.
    Any,
}

const CYCLES: &[(&str, Cycle)] = &[
    ("每年", Cycle::Year),
    ("历年", Cycle::Year),
    ("每季度", Cycle::Quarter),
    ("每个季度", Cycle::Quarter),
    ("每季", Cycle::Quarter),
    ("每月", Cycle::Month),
    ("每个月", Cycle::Month),
    ("每周", Cycle::Week),
    ("每星期", Cycle::Week),
    ("每个星期", Cycle::Week),
    ("每天", Cycle::Day),
    ("每日", Cycle::Day),
    ("每逢", Cycle::Any),
];

/// Returns the words that a time that comes back begins with.
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    CYCLES.iter().map(|(word, _)| *word)
}

/// 每年3月15日前, 每月上旬, 每周一至周五, 每天8时至18时.
pub(super) fn every(r: &mut Reader<'_>, context: &Context) -> Option<Found> {
    r.recurring(context)?;
    Some(Found::new(Days { start: None, end: None, relative: false }, TimeForm::Recurring))
}

impl Reader<'_> {
    /// Goes past a time that comes back, with the words that end it.
    pub(crate) fn recurring(&mut self, context: &Context) -> Option<()> {
        let mut r = *self;
        let (_, cycle) = CYCLES.iter().find(|(word, _)| r.eat(word))?;
        r.eat_any(&["的", "从", "自", "在", "于", "到"]);
        r.part_of(*cycle, context)?;
        let mut n = r;
        if (n.dash() || n.eat("、"))
            && (n.part_of(*cycle, context).is_some() || n.part_of(Cycle::Any, context).is_some() || n.atom().is_some())
        {
            r = n;
        }
        if r.eat_any(&["之前", "以前", "前", "之后", "以后"]).is_none() {
            r.eat_any(&["开始", "起"]);
        }
        *self = r;
        Some(())
    }

    fn part_of(&mut self, cycle: Cycle, context: &Context) -> Option<()> {
        match cycle {
            Cycle::Year => self.part_of_year(context),
            Cycle::Quarter => {
                self.eat_any(&["首月", "末月", "末", "初"])?;
                let mut r = *self;
                if r.part_of_month().is_some() {
                    *self = r;
                }
                Some(())
            }
            Cycle::Month => self.part_of_month(),
            Cycle::Week => self.weekday(),
            Cycle::Day => hours(self).then_some(()),
            Cycle::Any => {
                let mut r = *self;
                near::week_word(&mut r);
                if r.at > self.at && r.weekday().is_some() {
                    *self = r;
                    return Some(());
                }
                self.part_of_year(context)
            }
        }
    }

    fn part_of_year(&mut self, context: &Context) -> Option<()> {
        let mut r = *self;
        if lunar::days(&mut r, None, context).is_some() || r.festival().is_some() {
            *self = r;
            return Some(());
        }
        // 每年5000户 counts households, 每年3月 is a time.
        let atom = r.atom().filter(|atom| atom.year == Year::Unsaid && !atom.part.bare_day)?;
        super::lead::clock(&mut r, atom);
        *self = r;
        Some(())
    }

    fn part_of_month(&mut self) -> Option<()> {
        let mut r = *self;
        if r.eat_any(&["上旬", "中旬", "下旬", "月初", "月中", "月底", "月末", "初", "底", "末"]).is_none()
        {
            r.number().filter(|n| (1..=31).contains(&n.value))?;
            if !r.eat_one("日号號") {
                let mut n = r;
                let second = n.dash().then(|| n.number()).flatten().filter(|n| (1..=31).contains(&n.value));
                second.filter(|_| n.eat_one("日号號"))?;
                r = n;
            }
        }
        *self = r;
        Some(())
    }

    /// Reads the number of a weekday. 一 is often one of something: 每周一次, 每周一课.
    fn weekday(&mut self) -> Option<()> {
        let mut r = *self;
        let one = r.sees("一");
        if !r.eat_one("一二三四五六日天末") {
            return None;
        }
        let counted = if one {
            r.peek().is_some_and(|c| !among("至到、，。；（）—-－~～上下早晚的开举闭休和及", c))
        } else {
            r.peek().is_some_and(|c| is_numeral(c) || c == '期') || unit::at(r.rest(), 0).is_some()
        };
        if counted {
            return None;
        }
        while r.eat("、") {
            near::week_word(&mut r);
            if !r.eat_one("一二三四五六日天") {
                return None;
            }
        }
        r.eat_any(&["上午", "下午", "晚上", "晚"]);
        *self = r;
        Some(())
    }
}
