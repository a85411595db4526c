//! Amounts: a numeral with what belongs to it on the right, the unit above all.

use super::unit::{self, Unit};
use super::{compound, per, share};
use crate::chunk::Form;
use crate::chunk::among;
use crate::chunk::number::{self, Numeral, Style, char_at};
use crate::model::Bound;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// A number with its unit, before bound words outside are looked at.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    pub(super) start: usize,
    pub(super) number_end: usize,
    pub(super) end: usize,
    pub(super) value: Decimal,
    pub(super) max: Option<Decimal>,
    pub(super) scale: Decimal,
    pub(super) fraction: Option<Cow<'static, str>>,
    /// What 多, 余, 几 or an approximation says.
    pub(super) bound: Option<Bound>,
    pub(super) unit: Option<&'static Unit>,
    /// Where the denominator of a rate unit stands.
    pub(super) per: Option<(usize, usize)>,
    pub(super) form: Form,
    pub(super) numeral: Numeral,
}

/// What 兆 is as a scale.
const MEGA: u64 = 1_000_000_000_000;

/// Reads the amount at `at`.
pub(super) fn read(text: &str, at: usize, bare: bool) -> Option<Amount> {
    let (start, at, negative) = sign(text, at);
    match char_at(text, at)? {
        '半' => return half(text, at),
        '百' | '千' | '万' => {
            if let Some(mut share) = share::per_hundred(text, at) {
                share.start = start;
                share.value.set_sign_negative(negative);
                return Some(share);
            }
        }
        _ => {}
    }
    let numeral = number::read(text, at, Style { bare, ..Style::default() })?;
    let mut amount = Amount::of(start, numeral);
    if negative {
        amount.value = -amount.value;
    }
    if let Some(fraction) = share::fraction(text, &amount) {
        return Some(fraction);
    }
    if let Some(tenths) = share::tenths(text, &amount) {
        return Some(tenths);
    }
    if numeral.string {
        // Years, telephone numbers and names are written digit by digit.
        return if numeral.pointed { Some(amount) } else { None };
    }
    amount.more(text);
    amount.unit(text);
    if amount.unit.is_none() {
        amount.bare_rate(text);
    }
    Some(amount)
}

impl Amount {
    pub(super) fn of(start: usize, numeral: Numeral) -> Amount {
        let bound = match (numeral.max, numeral.vague, numeral.more) {
            (Some(_), ..) => Some(Bound::Range),
            (_, true, _) => Some(Bound::AtLeast),
            (_, _, true) => Some(Bound::MoreThan),
            _ => None,
        };
        Amount {
            start,
            number_end: numeral.end,
            end: numeral.end,
            value: numeral.value,
            max: numeral.max,
            scale: numeral.scale,
            fraction: None,
            bound,
            unit: None,
            per: None,
            form: Form::Plain,
            numeral,
        }
    }

    /// Takes 多, 余 or 来 after the number.
    pub(super) fn more(&mut self, text: &str) {
        let Some(c @ ('多' | '余' | '餘' | '来')) = char_at(text, self.end) else { return };
        let next = self.end + c.len_utf8();
        let after = char_at(text, next);
        let said = match c {
            '来' => self.numeral.scaled && !self.numeral.arabic && unit::at(text, next).is_some(),
            '多' => {
                (self.numeral.scaled || self.value >= Decimal::TEN)
                    && !after.is_some_and(|a| among("边式样方种功媒层点", a))
            }
            _ => {
                (self.numeral.scaled || self.value >= Decimal::TEN) && !after.is_some_and(|a| among("额热粮地下款", a))
            }
        };
        if said && self.bound.is_none_or(|b| b == Bound::MoreThan) {
            self.bound = Some(Bound::MoreThan);
            self.end = next;
        }
    }

    fn unit(&mut self, text: &str) {
        // 三个半月, 两个多小时: 个 and its noun with a word between.
        if self.inner(text) {
            return;
        }
        let Some(unit) = unit::at(text, self.end) else {
            self.mega(text);
            return;
        };
        self.unit = Some(unit);
        self.end += unit.name.len();
        if unit.name == "元" && text.get(self.end..).is_some_and(|rest| rest.starts_with("人民币")) {
            self.end += "人民币".len();
        }
        self.rate(text);
        if self.per.is_none() {
            self.after_unit(text);
            compound::join(text, self);
        }
    }

    /// Returns what a unit measures: 3亿度 is electricity and 零下5度 a temperature, 30度 may be anything.
    pub(super) fn measure(&self, text: &str, unit: &'static Unit) -> &'static Unit {
        let cold = || text.get(self.start..).is_some_and(|t| t.starts_with("零下"));
        let other = match unit.name {
            "度" if self.numeral.scaled => unit::at("度电", 0),
            "度" if cold() => unit::at("摄氏度", 0),
            _ => None,
        };
        other.unwrap_or(unit)
    }

    /// Reads 1000兆 without a unit as what lines and networks are rated by, not as a number of trillions.
    fn mega(&mut self, text: &str) {
        let mega = Decimal::from(MEGA);
        let said = text.get(..self.end).is_some_and(|head| head.ends_with('兆'));
        if said && self.numeral.arabic && self.scale == mega && self.bound.is_none() {
            self.value /= mega;
            self.max = self.max.map(|max| max / mega);
            self.number_end = self.end - '兆'.len_utf8();
            (self.scale, self.numeral.scaled) = (Decimal::ONE, false);
            self.unit = unit::at("兆", 0);
        }
    }

    fn inner(&mut self, text: &str) -> bool {
        let Some(rest) = text.get(self.end..).and_then(|r| r.strip_prefix('个')) else { return false };
        let (half, tail) = match rest.chars().next() {
            Some('半') => (true, rest.get('半'.len_utf8()..).unwrap_or("")),
            Some('多') => (false, rest.get('多'.len_utf8()..).unwrap_or("")),
            _ => return false,
        };
        for (noun, unit) in [
            ("月", "个月"),
            ("小时", "个小时"),
            ("星期", "个星期"),
            ("学期", "个学期"),
            ("钟头", "个钟头"),
            ("百分点", "个百分点"),
        ] {
            if tail.starts_with(noun) {
                self.unit = unit::at(unit, 0);
                self.end = text.len() - tail.len() + noun.len();
                if half {
                    self.value += Decimal::new(5, 1);
                } else {
                    self.bound = Some(Bound::MoreThan);
                }
                return true;
            }
        }
        false
    }

    /// Takes the denominator of a rate unit: 元/吨, 微克/立方米, 件/10万人.
    fn rate(&mut self, text: &str) {
        let Some(c @ ('/' | '／' | '每')) = char_at(text, self.end) else { return };
        let at = self.end + c.len_utf8();
        let Some(mut end) = per::unit(text, at, c != '每') else { return };
        // 元/人·月, 元每人每年
        while let Some(joint @ ('·' | '•' | '・' | '/' | '每')) = char_at(text, end) {
            let Some(next) = per::unit(text, end + joint.len_utf8(), joint != '每') else { break };
            end = next;
        }
        if text.get(at..end) == Some("月") && c == '每' {
            return;
        }
        self.per = Some((at, end));
        self.end = end;
    }

    /// Takes the denominator of a number without a unit: 21.3/10万.
    fn bare_rate(&mut self, text: &str) {
        let stroke = matches!(char_at(text, self.end), Some('/' | '／'));
        let at = self.end + char_at(text, self.end).map_or(0, char::len_utf8);
        let count = if stroke { number::read(text, at, Style { bare: true, ..Style::default() }) } else { None };
        if count.is_some_and(|n| n.scaled && n.scale >= Decimal::ONE_THOUSAND)
            && let Some(end) = per::unit(text, at, true)
        {
            self.per = Some((at, end));
            self.end = end;
        }
    }

    /// Takes 半, 多 and 余 after a unit of measure: 一年半, 8米多.
    fn after_unit(&mut self, text: &str) {
        let Some(unit) = self.unit else { return };
        if !unit.is_measure() {
            return;
        }
        let rest = text.get(self.end..).unwrap_or("");
        let mut chars = rest.chars();
        let (word, next) = (chars.next(), chars.next());
        if word == Some('半') && !next.is_some_and(|c| among("径导岛数价成夜", c)) && self.max.is_none() {
            self.value += Decimal::new(5, 1);
            self.end += '半'.len_utf8();
        } else if matches!(word, Some('多' | '余')) && !next.is_some_and(|c| among("式样方种边年月元个功部家项层", c))
        {
            self.bound = Some(Bound::MoreThan);
            self.end += '多'.len_utf8();
        }
    }
}

fn sign(text: &str, at: usize) -> (usize, usize, bool) {
    let rest = text.get(at..).unwrap_or("");
    match rest.chars().next() {
        Some(c @ ('负' | '負' | '−' | '-')) => (at, at + c.len_utf8(), true),
        Some('零') if rest.starts_with("零下") => (at, at + "零下".len(), true),
        _ => (at, at, false),
    }
}

/// Reads 半小时, 半年, 半数.
fn half(text: &str, at: usize) -> Option<Amount> {
    let end = at + '半'.len_utf8();
    let one_half = Decimal::new(5, 1);
    let numeral = Numeral::plain(end, one_half);
    let mut amount = Amount::of(at, numeral);
    let fraction = Amount { fraction: Some(Cow::Borrowed("1/2")), form: Form::Fraction, ..amount.clone() };
    let before = number::char_before(text, at);
    let next = char_at(text, end);
    // 超过半数 is 半数 with a word before it.
    let exceeds = text.get(..at).is_some_and(|head| head.ends_with("超过"));
    if next == Some('数') && (exceeds || before != Some('过')) {
        return Some(Amount { end: end + '数'.len_utf8(), number_end: end + '数'.len_utf8(), ..fraction });
    }
    if before == Some('过') && next.is_none_or(|c| !among("导岛径小个年天月百价", c)) {
        let end = if next == Some('数') { end + '数'.len_utf8() } else { end };
        return Some(Amount { start: at - '过'.len_utf8(), end, bound: Some(Bound::MoreThan), ..fraction });
    }
    if before.is_some_and(|c| among("上下前后大小夜对过多", c)) {
        return None;
    }
    amount.unit(text);
    let unit = amount.unit?;
    (unit.dimension == crate::model::Dimension::Duration || unit.is_measure() && next == Some('公')).then_some(amount)
}
