//! Numerals in Arabic digits: `684,500`, `４．５`, `20522`.

use super::glyph::{Glyph, glyph};
use rust_decimal::Decimal;

/// The most digits that fit a decimal.
const MOST: u32 = 27;

/// A run of Arabic digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Arabic {
    /// Position after it.
    pub(crate) end: usize,
    /// Absent when it has more digits than a number of this world.
    pub(crate) value: Option<Decimal>,
    /// Digits before the point.
    pub(crate) digits: u32,
    /// Has a decimal point or thousands separators.
    pub(crate) pointed: bool,
    /// Begins with a zero that is no number of its own, as ids do: 0532.
    pub(crate) padded: bool,
}

/// Reads the digits at `at`.
pub(crate) fn read(text: &str, at: usize) -> Option<Arabic> {
    let mut run = Run::default();
    let mut chars = text.get(at..)?.chars().peekable();
    let mut end = at;
    let mut leading = 0_u32;
    let mut padded = false;
    while let Some(&c) = chars.peek() {
        let Some(Glyph::Arabic(d)) = glyph(c) else { break };
        if leading == 1 && run.mantissa == 0 {
            padded = true;
        }
        run.push(d);
        leading += 1;
        end += c.len_utf8();
        chars.next();
    }
    if leading == 0 {
        return None;
    }
    let mut pointed = false;
    let mut digits = leading;
    // Groups of three, if every group is whole and the separator is of the digits' own width.
    if leading <= 3 && !padded {
        while let Some(next) = group(text, end, &mut run) {
            end = next;
            digits += 3;
            pointed = true;
        }
    }
    let point = text.get(end..).and_then(|rest| rest.chars().next());
    if let Some(p @ ('.' | '．')) = point {
        let mut at = end + p.len_utf8();
        let begin = at;
        while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
            let Some(Glyph::Arabic(d)) = glyph(c) else { break };
            run.push(d);
            run.decimals += 1;
            at += c.len_utf8();
        }
        if at > begin {
            end = at;
            pointed = true;
        }
    }
    Some(Arabic { end, value: run.value(), digits, pointed, padded })
}

fn group(text: &str, at: usize, run: &mut Run) -> Option<usize> {
    let rest = text.get(at..)?;
    let mut chars = rest.char_indices();
    let (_, comma) = chars.next()?;
    if !matches!(comma, ',' | '，') {
        return None;
    }
    let mut found = [0_u8; 3];
    for slot in &mut found {
        let (_, c) = chars.next()?;
        let Some(Glyph::Arabic(d)) = glyph(c) else { return None };
        if c.is_ascii() != comma.is_ascii() {
            return None;
        }
        *slot = d;
    }
    let (next, after) = chars.next().map_or((rest.len(), None), |(i, c)| (i, Some(c)));
    if after.and_then(glyph).is_some_and(|g| matches!(g, Glyph::Arabic(_))) {
        return None;
    }
    for d in found {
        run.push(d);
    }
    Some(at + next)
}

#[derive(Default)]
struct Run {
    mantissa: i128,
    decimals: u32,
    count: u32,
}

impl Run {
    fn push(&mut self, digit: u8) {
        if self.mantissa > 0 || self.decimals > 0 || digit > 0 {
            self.count = self.count.saturating_add(1);
        }
        if self.count <= MOST {
            self.mantissa = self.mantissa * 10 + i128::from(digit);
        }
    }

    fn value(&self) -> Option<Decimal> {
        if self.count > MOST || self.decimals > MOST {
            return None;
        }
        Decimal::try_from_i128_with_scale(self.mantissa, self.decimals).ok()
    }
}
