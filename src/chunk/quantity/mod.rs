//! Quantities: bound words, number, scale, unit.
//!
//! A character that may begin a number is looked at once: what stands there is read as a position, a multiple or an
//! amount, joined with a second one to a range, then widened by the bound words on both sides.

mod amount;
mod bound;
#[cfg(test)]
mod gold;
mod per;
mod range;
mod rank;
#[cfg(test)]
mod tests;
pub(crate) mod unit;
pub(crate) mod veto;

use super::number::{self, Glyph, char_at, char_before, glyph};
use super::{Form, Quantity};
use crate::model::{Bound, Dimension};
use crate::span::Span;
use amount::Amount;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// Appends the quantities of `text` at `within` to `out`, by position. Spans are positions in `text`.
pub(crate) fn scan<'t>(text: &'t str, within: Span, out: &mut Vec<Quantity<'t>>) {
    let scanner = Scanner { text: within.of(text), base: within.start };
    let mut floor = 0;
    let mut at = 0;
    while let Some(start) = scanner.candidate(at) {
        // Whatever a reader makes of a candidate, the next one lies behind its first character.
        let behind = start + scanner.text.get(start..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8);
        match scanner.quantity(start, floor) {
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
}

/// The most characters of an id or address that are passed over at once.
const LONGEST_ID: usize = 64;

/// Where to look next when no quantity was found.
type Next = usize;

impl<'t> Scanner<'t> {
    fn candidate(&self, at: usize) -> Option<usize> {
        let rest = self.text.get(at..)?;
        rest.char_indices().find(|&(_, c)| begins(c)).map(|(i, _)| at + i)
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let offset = |n: usize| self.base + u32::try_from(n).unwrap_or(u32::MAX - self.base);
        Span::new(offset(start), offset(end))
    }

    /// Reads the quantity whose number begins at `at`.
    fn quantity(&self, at: usize, floor: usize) -> Result<Quantity<'t>, Next> {
        let text = self.text;
        let c = char_at(text, at).unwrap_or(' ');
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
            '翻' => self.fan(at).ok_or(next),
            _ => self.amount(at, floor),
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
        Quantity {
            span: self.span(at, rank.end),
            number: self.span(rank.number.0, rank.number.1),
            value: rank.value,
            value_max: None,
            fraction: None,
            bound: rank.bound,
            unit: Some(Cow::Borrowed("位")),
            per: None,
            dimension: Dimension::Rank,
            normalized: None,
            form: Form::Rank,
        }
    }

    /// Reads 翻一番, 翻了两番多.
    fn fan(&self, at: usize) -> Option<Quantity<'t>> {
        let rest = self.text.get(at..)?.strip_prefix('翻')?;
        let rest = rest.strip_prefix('了').unwrap_or(rest);
        let begin = self.text.len() - rest.len();
        let n = number::read(self.text, begin, number::Style::default())?;
        let mut end = n.end + self.text.get(n.end..)?.strip_prefix('番').map(|_| '番'.len_utf8())?;
        let power = u32::try_from(n.value.mantissa()).ok().filter(|p| n.value.scale() == 0 && *p <= 20)?;
        let mut bound = Bound::Exact;
        if let Some(c @ ('多' | '余')) = char_at(self.text, end) {
            bound = Bound::MoreThan;
            end += c.len_utf8();
        } else if let Some((stop, said)) = bound::after(self.text, end, false) {
            (end, bound) = (stop, said);
        }
        Some(Quantity {
            span: self.span(at, end),
            number: self.span(begin, n.end),
            value: Decimal::from(1_u32 << power),
            value_max: None,
            fraction: None,
            bound,
            unit: Some(Cow::Borrowed("倍")),
            per: None,
            dimension: Dimension::Multiple,
            normalized: None,
            form: Form::Fan,
        })
    }

    fn amount(&self, at: usize, floor: usize) -> Result<Quantity<'t>, Next> {
        let text = self.text;
        let c = char_at(text, at).unwrap_or(' ');
        let next = at + c.len_utf8();
        if matches!(glyph(c), Some(Glyph::Arabic(_)))
            && let Some(end) = identifier(text, at)
        {
            return Err(end);
        }
        if matches!(c, '-' | '−') && !self.is_sign(at, next) {
            return Err(next);
        }
        let bare = matches!(glyph(c), Some(Glyph::Unit(100 | 1000) | Glyph::Scale(_)));
        let left = bound::before(text, at, floor, bare);
        if bare && left.is_none() && !self.bare_stands(at) {
            return Err(next);
        }
        let found = amount::one_half(text, at).or_else(|| amount::read(text, at, bare));
        let Some(mut found) = found else { return Err(past(text, at)) };
        if found.start < floor {
            return Err(found.end.max(next));
        }
        if let Some(end) = veto::word_at(text, at, found.end) {
            return Err(end.max(next));
        }
        let number_end = found.number_end;
        range::join(text, &mut found);
        if !self.counts(&found, left.is_some()) {
            return Err(found.end.max(next));
        }
        let duration = found.unit.is_some_and(|u| u.dimension == Dimension::Duration);
        let right = bound::after(text, found.end, duration);
        if let Some((end, _)) = right {
            found.end = end;
        }
        let left = left.filter(|_| found.start == at).filter(|&(_, b)| !self.verb(&found, b));
        let mut bound = bound::join(left.map(|l| l.1), found.bound, right.map(|r| r.1));
        if found.max.is_some() {
            bound = Bound::Range;
        } else if bound == Bound::AtLeast {
            bound = range::thresholds(text, &mut found).unwrap_or(bound);
        }
        let start = left.map_or(found.start, |l| l.0);
        Ok(self.finish(start, number_end, bound, &found))
    }

    fn finish(&self, start: usize, number_end: usize, bound: Bound, found: &Amount) -> Quantity<'t> {
        let text = self.text;
        // 1.50万 is 15000, but 4.0% keeps its digit.
        let tidy = |v: Decimal| if found.numeral.scaled { v.normalize() } else { v };
        let (value, value_max) = (tidy(found.value), found.max.map(tidy));
        let per = found.per.and_then(|(a, b)| text.get(a..b)).map(Cow::Borrowed);
        let dimension = found.unit.map_or(Dimension::Other, |u| u.dimension);
        let dimension = if found.unit.is_some_and(|u| u.name == "位") && rank::spoken_of(text, start) {
            Dimension::Rank
        } else {
            dimension
        };
        let dimension = if found.unit.is_none() && found.bound.is_some() { Dimension::Count } else { dimension };
        Quantity {
            span: self.span(start, found.end),
            number: self.span(found.start, number_end),
            value,
            value_max,
            fraction: found.fraction.clone(),
            bound,
            unit: found.unit.map(|u| Cow::Borrowed(u.surface())),
            per: per.or_else(|| per::before(text, start)),
            dimension,
            normalized: found.unit.and_then(|u| u.normalize(value, value_max)),
            form: found.form,
        }
    }

    /// Returns true if a hyphen before a digit is a minus.
    fn is_sign(&self, at: usize, next: usize) -> bool {
        let digit = char_at(self.text, next).and_then(glyph).is_some_and(|g| matches!(g, Glyph::Arabic(_)));
        let before = char_before(self.text, at);
        digit
            && before.is_none_or(|c| {
                !c.is_ascii() && !matches!(c, '０'..='９' | '％' | '%') && glyph(c).is_none() || c == '('
            })
    }

    /// Returns true if 百, 千, 万 or 亿 at `at` is a number of its own: 百余名, 万多人.
    fn bare_stands(&self, at: usize) -> bool {
        let rest = self.text.get(at..).unwrap_or("");
        if rest.starts_with("百分之") || rest.starts_with("千分之") || rest.starts_with("万分之") {
            return true;
        }
        let scale = |c: &char| matches!(c, '百' | '千' | '万' | '亿' | '萬' | '億');
        let run = rest.chars().take(3).take_while(scale).map(char::len_utf8).sum::<usize>();
        let after = rest.get(run..).unwrap_or("");
        let alone = char_before(self.text, at).is_none_or(|c| glyph(c).is_none());
        alone && run <= 6 && after.starts_with(['余', '多']) && {
            let unit_at = self.text.len() - after.len() + '余'.len_utf8();
            unit::at(self.text, unit_at).is_some()
        }
    }

    /// Returns true if the word that could bound the number is its verb: 突破3项关键技术.
    fn verb(&self, found: &Amount, bound: Bound) -> bool {
        let few = found.value < Decimal::ONE_HUNDRED && !found.numeral.scaled;
        let made = found.unit.is_some_and(|u| matches!(u.name, "项" | "个" | "道" | "批" | "类"));
        bound == Bound::MoreThan
            && few
            && made
            && self.text.get(..found.start).is_some_and(|t| t.ends_with("突破") || t.ends_with("突破了"))
    }

    /// Returns true if what was read is an amount, not a year, a list number or a piece of a name.
    fn counts(&self, found: &Amount, bounded: bool) -> bool {
        let text = self.text;
        let after = char_at(text, found.end);
        let n = &found.numeral;
        let said = bounded || found.bound.is_some();
        if found.form != Form::Plain {
            let one = found.form == Form::Tenths && n.value == Decimal::ONE && after == Some('不');
            return !one;
        }
        let Some(unit) = found.unit else {
            return self.counts_alone(found, after, said);
        };
        let hanzi = !n.arabic
            && text.get(found.start..found.number_end).is_none_or(|t| !t.starts_with(['-', '−']) || n.pointed);
        let year = unit.name == "年"
            && n.arabic
            && !n.scaled
            && !n.pointed
            && n.value >= Decimal::from(1900)
            && n.value <= Decimal::from(2100);
        let one = hanzi && n.value == Decimal::ONE && !n.scaled && n.max.is_none();
        let common = matches!(unit.dimension, Dimension::Count | Dimension::Duration | Dimension::Length);
        let right = bound::after(text, found.end, unit.dimension == Dimension::Duration).is_some();
        let before = char_before(text, found.start);
        match unit.name {
            _ if year => false,
            _ if one && common && !said && !right && found.value == Decimal::ONE => false,
            // 15日 is a day; 15日内 and 15日以上 are lengths.
            "日" => right && before != Some('月'),
            "分" | "秒" => before.is_none_or(|c| !"时点:：分".contains(c)),
            "度" => n.arabic || n.scaled,
            "次" if hanzi => {
                let meeting = ["会议", "全会", "全体", "党代", "代表", "常委", "集体", "大会"];
                let session = text.get(found.end..).is_some_and(|t| meeting.iter().any(|m| t.starts_with(m)));
                !(session && before.is_some_and(|c| "届大会协委".contains(c)))
            }
            "小时" if n.value == Decimal::from(24) && !said => {
                right || before == Some('的') || after.is_none_or(|c| !c.is_alphanumeric() || "后前压缩".contains(c))
            }
            "个" if hanzi && !said => {
                !text.get(found.end..).is_some_and(|t| t.starts_with("方面") || t.starts_with("维度"))
            }
            _ => true,
        }
    }

    /// Returns true if a number with no unit is an amount.
    fn counts_alone(&self, found: &Amount, after: Option<char>, said: bool) -> bool {
        let n = &found.numeral;
        if after.is_some_and(|c| {
            "月日号时点年版级强后路届星期大章条款岁以".contains(c)
                || c.is_ascii_alphabetic()
                || matches!(c, '+' | '＋' | '×' | '∶' | ':' | '：')
        }) {
            return false;
        }
        if found.start > 0
            && char_before(self.text, found.start).is_some_and(|c| matches!(c, '+' | '＋' | '×' | '∶' | ':'))
        {
            return false;
        }
        let wide = n.scaled || found.value >= Decimal::TEN;
        if n.arabic {
            n.pointed || n.scaled || (said && wide)
        } else {
            (said && wide && found.max.is_none()) || (n.pointed && !n.string)
        }
    }
}

/// Returns true if a quantity may begin with `c`.
fn begins(c: char) -> bool {
    c.is_ascii_digit()
        || c == '-'
        || (!c.is_ascii()
            && (number::may_begin(c) || matches!(c, '半' | '第' | '首' | '榜' | '前' | '翻' | '负' | '負' | '−')))
}

/// Returns the end of the id, model name or address that holds the digits at `at`, if they are in one.
fn identifier(text: &str, at: usize) -> Option<usize> {
    let inside =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '/' | ':' | '@' | '#' | '·' | '∶');
    // Looking no further than an address is long keeps the scan linear.
    let end = || {
        let run = text.get(at..).unwrap_or("").chars().take(LONGEST_ID).take_while(|&c| inside(c));
        at + run.map(char::len_utf8).sum::<usize>()
    };
    match char_before(text, at) {
        Some(c) if c.is_ascii_alphabetic() || matches!(c, '.' | '_' | '#' | '@' | '·' | '〔' | '[' | '［') => {
            return Some(end());
        }
        Some('-' | '/' | ':' | '∶') => {
            let c = char_before(text, at).map_or(0, char::len_utf8);
            if char_before(text, at - c).is_some_and(|c| c.is_ascii_alphanumeric()) {
                return Some(end());
            }
        }
        _ => {}
    }
    let run = text.get(at..end())?;
    let stop = at + run.len();
    let first = number::read_arabic(text, at)?;
    if first.value.is_none() || (first.padded && !first.pointed) || first.digits > 13 {
        return Some(stop.max(first.end));
    }
    let tail = text.get(first.end..stop)?;
    let mut chars = tail.chars();
    match (chars.next(), chars.next()) {
        // 2020.11.04, 10.0.0.1, 17:30, 3·15
        (Some('.' | ':' | '·' | '∶'), Some(d)) if d.is_ascii_digit() => Some(stop),
        // 5G, 3D, 4S, but not 5GB or 12km.
        (Some(c), _) if c.is_ascii_alphabetic() && unit::at(text, first.end).is_none() => Some(stop),
        // 2205-370200-04: more than a range.
        (Some('-'), Some(d)) if d.is_ascii_digit() && tail.matches('-').count() > 1 => Some(stop),
        _ => None,
    }
}

/// Returns the position after the run of number characters at `at`.
fn past(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    let first = rest.chars().next().map_or(1, char::len_utf8);
    let digits = rest.find(|c: char| !matches!(glyph(c), Some(Glyph::Arabic(_)))).unwrap_or(rest.len());
    at + first.max(digits)
}
