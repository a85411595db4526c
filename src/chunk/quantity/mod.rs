//! Quantities: bound words, number, scale, unit.
//!
//! A character that may begin a number is looked at once: what stands there is read as a position, a multiple or an
//! amount, joined with a second one to a range, then widened by the bound words on both sides.

mod amount;
mod begin;
mod beside;
mod bound;
mod compound;
mod counts;
mod fan;
#[cfg(test)]
mod gold;
mod identifier;
mod per;
mod range;
mod rank;
mod share;
mod shared;
mod sign;
#[cfg(test)]
mod tests;
pub(crate) mod unit;
pub(crate) mod veto;

use super::number::{self, Glyph, char_at, glyph};
use super::sites::Site;
use super::{COUNT, Form, Quantity, among};
use crate::model::{Bound, Dimension};
use crate::span::Span;
use amount::Amount;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// Returns every character that a quantity may begin with.
pub(super) fn begins() -> impl Iterator<Item = char> {
    begin::BEGINS.iter().flat_map(|chars| chars.chars())
}

/// Appends the quantities of `text` at `within` to `out`, by position. Spans are positions in `text`; `sites` are the places
/// there where quantities may begin, and others.
pub(crate) fn scan<'t>(text: &'t str, within: Span, sites: &[Site], out: &mut Vec<Quantity<'t>>) {
    let mut scanner = Scanner { text: within.of(text), base: within.start, per: None };
    let mut floor = 0;
    let mut at = 0;
    for site in sites.iter().filter(|s| s.signs.any(COUNT)) {
        let start = (site.at - within.start) as usize;
        if start < at {
            continue;
        }
        let Some(c) = char_at(scanner.text, start) else { break };
        // Whatever a reader makes of a candidate, the next one lies behind its first character.
        let behind = start + c.len_utf8();
        at = behind;
        if matches!(c, '每' | '单') {
            scanner.per = Some(start);
            continue;
        }
        if !c.is_ascii() && begin::settled(scanner.text, start, c) {
            continue;
        }
        match scanner.quantity(start, c, floor) {
            Ok(mut quantity) => {
                scanner.carry(out.last(), &mut quantity);
                at = ((quantity.span.end - within.start) as usize).max(behind);
                floor = at;
                out.push(quantity);
            }
            Err(next) => at = next.max(behind),
        }
    }
}

struct Scanner<'t> {
    text: &'t str,
    base: u32,
    /// Where the last 每 or 单 stands.
    per: Option<usize>,
}

/// A change of nothing.
const STILL: &str = "零增长";

/// Where to look next when no quantity was found.
type Next = usize;

impl<'t> Scanner<'t> {
    fn span(&self, start: usize, end: usize) -> Span {
        let offset = |n: usize| self.base + u32::try_from(n).unwrap_or(u32::MAX - self.base);
        Span::new(offset(start), offset(end))
    }

    /// Reads the quantity whose number begins with `c` at `at`.
    fn quantity(&self, at: usize, c: char, floor: usize) -> Result<Quantity<'t>, Next> {
        let text = self.text;
        let next = at + c.len_utf8();
        match c {
            '第' | '首' | '榜' | '前' => {
                let Some(rank) = rank::read(text, at) else {
                    // What 第 counts is no amount.
                    let numeral = (c == '第').then(|| number::read(text, next, number::Style::default())).flatten();
                    return Err(numeral.map_or(next, |n| n.end));
                };
                Ok(self.rank(at, rank))
            }
            '零' if text.get(next..).is_some_and(|t| t.starts_with("增长")) => {
                let end = at + STILL.len();
                let named = text.get(end..).is_some_and(|t| ["行动", "计划", "目标"].iter().any(|w| t.starts_with(w)));
                if named { Err(end) } else { Ok(self.still(at, end)) }
            }
            '翻' => fan::read(text, at).map(|fan| self.fan(at, fan)).ok_or(next),
            _ => self.amount(at, c, floor),
        }
    }

    /// Gives the second of two amounts the denominator of the first, where one 每 reaches both.
    fn carry(&self, last: Option<&Quantity<'t>>, quantity: &mut Quantity<'t>) {
        let Some(last) = last.filter(|q| q.span.start >= self.base && quantity.per.is_none()) else { return };
        let Some(per) = last.per.as_ref() else { return };
        let (from, to) = (last.span.end - self.base, quantity.span.start - self.base);
        let gap = Span::new(from, to).of(self.text);
        if per::carries(per, gap, last.unit == quantity.unit) {
            quantity.per = Some(per.clone());
        }
    }

    fn rank(&self, at: usize, rank: rank::Rank) -> Quantity<'t> {
        let number = self.span(rank.number.0, rank.number.1);
        let form = (Form::Rank, Dimension::Rank, "位");
        Self::special(self.span(at, rank.end), number, rank.value, rank.bound, form)
    }

    fn fan(&self, at: usize, fan: fan::Fan) -> Quantity<'t> {
        let number = self.span(fan.number.0, fan.number.1);
        let form = (Form::Fan, Dimension::Multiple, "倍");
        Self::special(self.span(at, fan.end), number, fan.value, fan.bound, form)
    }

    fn still(&self, at: usize, end: usize) -> Quantity<'t> {
        let number = self.span(at, at + '零'.len_utf8());
        let form = (Form::Still, Dimension::Percent, "%");
        Self::special(self.span(at, end), number, Decimal::ZERO, Bound::Exact, form)
    }

    fn special(
        span: Span,
        number: Span,
        value: Decimal,
        bound: Bound,
        (form, dimension, unit): (Form, Dimension, &'static str),
    ) -> Quantity<'t> {
        Quantity {
            span,
            number,
            value,
            value_max: None,
            fraction: None,
            bound,
            unit: Some(Cow::Borrowed(unit)),
            per: None,
            dimension,
            normalized: None,
            form,
        }
    }

    fn amount(&self, at: usize, c: char, floor: usize) -> Result<Quantity<'t>, Next> {
        let text = self.text;
        let next = at + c.len_utf8();
        let kind = glyph(c);
        let digit = matches!(kind, Some(Glyph::Arabic(_)));
        if digit && let Some(end) = identifier::end(text, at) {
            return Err(end);
        }
        if matches!(c, '-' | '−') && !counts::is_sign(text, at, next) {
            return Err(next);
        }
        let bare = matches!(kind, Some(Glyph::Unit(100 | 1000) | Glyph::Scale(_)));
        let begin = sign::named(text, at, floor);
        let mut left = bound::before(text, begin, floor, bare);
        if bare && left.is_none() && !counts::bare_stands(text, at) {
            return Err(next);
        }
        let found = share::one_half(text, at).or_else(|| amount::read(text, at, bare));
        let Some(mut found) = found else { return Err(past(text, at)) };
        if found.start < floor {
            return Err(found.end.max(next));
        }
        if !digit && let Some(end) = veto::word_at(text, at, found.end) {
            return Err(end.max(next));
        }
        if found.form == Form::Tenths && left.is_none() {
            // 过六成, as 过百家
            left = bound::before(text, at, floor, true);
        }
        let money = found.unit.is_some_and(|u| u.dimension == Dimension::Currency) && found.numeral.scaled;
        if money && left.is_none() && number::char_before(text, at) == Some('过') {
            // 过10万亿元, but not 通过3亿元
            let stem = at - '过'.len_utf8();
            let verb = number::char_before(text, stem).is_some_and(|c| among("通经不越渡度", c));
            left = (stem >= floor && !verb).then_some((stem, Bound::MoreThan));
        }
        if begin::is_tail(text, at, floor, c) {
            return Err(found.end.max(next));
        }
        let number_end = found.number_end;
        range::join(text, &mut found);
        shared::unit(text, &mut found);
        let sign = sign::before(text, floor, &mut found).or_else(|| sign::of_unit(begin, &found));
        if begin != at && sign.is_none() {
            left = None;
        }
        if !counts::holds(text, &found, left.is_some()) {
            return Err(found.end.max(next));
        }
        let duration = found.unit.is_some_and(|u| u.dimension == Dimension::Duration);
        let right = bound::after(text, found.end, duration);
        if let Some((end, _)) = right {
            found.end = end;
        }
        let left = left.filter(|_| found.start == at).filter(|&(_, b)| !counts::verb(text, &found, b));
        let mut bound = bound::join(left.map(|l| l.1), found.bound, right.map(|r| r.1));
        if found.max.is_some() {
            bound = Bound::Range;
        } else if bound == Bound::AtLeast {
            bound = range::thresholds(text, &mut found).unwrap_or(bound);
        }
        let mut start = left.map(|l| l.0).or(sign).unwrap_or(found.start);
        if left.is_some() {
            // 人民币约3亿元
            start = sign::of_unit(sign::named(text, start, floor), &found).unwrap_or(start);
        }
        Ok(self.finish(start, number_end, bound, found))
    }

    fn finish(&self, start: usize, number_end: usize, bound: Bound, found: Amount) -> Quantity<'t> {
        let text = self.text;
        // 1.50万 is 15000, but 4.0% keeps its digit.
        let tidy = |v: Decimal| if found.numeral.scaled { v.normalize() } else { v };
        let (value, value_max) = (tidy(found.value), found.max.map(tidy));
        let per = found.per.and_then(|(a, b)| text.get(a..b));
        let per = per
            .map(|p| if p.contains(['每', '/']) { Cow::Owned(p.replace(['每', '/'], "·")) } else { Cow::Borrowed(p) });
        let measure = found.unit.map(|unit| found.measure(text, unit));
        let dimension = match measure {
            Some(unit) if unit.name == "位" && rank::spoken_of(text, start) => Dimension::Rank,
            Some(unit) => unit.dimension,
            None if found.form == Form::Fraction => Dimension::Other,
            None if found.bound.is_some() || found.numeral.scaled => Dimension::Count,
            None => Dimension::Other,
        };
        let marked = self.per.is_some_and(|mark| start.saturating_sub(mark) <= per::REACH);
        Quantity {
            span: self.span(start, found.end),
            number: self.span(found.start, number_end),
            value,
            value_max,
            fraction: found.fraction,
            bound,
            unit: found.unit.map(|u| Cow::Borrowed(u.surface())),
            per: per.or_else(|| if marked { per::before(text, start) } else { None }),
            dimension,
            normalized: measure.and_then(|u| u.normalize(value, value_max)),
            form: found.form,
        }
    }
}

/// Returns where to look on when the characters at `at` are no number.
fn past(text: &str, at: usize) -> usize {
    let first = char_at(text, at).map_or(1, char::len_utf8);
    number::overlong(text, at).unwrap_or(at + first)
}
