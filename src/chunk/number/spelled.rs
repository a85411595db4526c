//! Chinese digits one by one: 二〇二一, 八五, and what follows 点.

use super::glyph::{Glyph, glyph};
use super::{Numeral, Style, char_at};
use rust_decimal::Decimal;

/// The most digits of a string.
const MOST: usize = 27;
/// The most digits behind 点.
const PLACES: u32 = 18;

/// A text and how its numerals are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page<'t> {
    pub(super) text: &'t str,
    pub(super) style: Style,
}

impl Page<'_> {
    /// Returns the position after spaces, where they may stand.
    pub(super) fn skip(&self, at: usize) -> usize {
        if !self.style.spaces || !matches!(self.text.as_bytes().get(at..), Some([b' ', ..] | [0xE3, 0x80, 0x80, ..])) {
            return at;
        }
        let rest = self.text.get(at..).unwrap_or("");
        at + rest.len() - rest.trim_start_matches([' ', '\u{3000}']).len()
    }

    /// Returns the character of a numeral at `at` and the position after it.
    pub(super) fn peek(&self, at: usize) -> Option<(Glyph, usize)> {
        let at = self.skip(at);
        let c = char_at(self.text, at)?;
        Some((glyph(c)?, at + c.len_utf8()))
    }

    /// Reads Chinese digits that stand one by one: 二〇二一, 八五. Two that rise by one approximate instead.
    pub(super) fn string(&self, at: usize) -> Option<Numeral> {
        let mut mantissa = 0_i128;
        let mut digits = [0_u8; 2];
        let mut count = 0_usize;
        let mut end = at;
        while let Some((g, next)) = if count > MOST { None } else { self.peek(end) } {
            let Some(d) = g.digit() else { break };
            if g == Glyph::Liang && count > 0 {
                break;
            }
            if let Some(slot) = digits.get_mut(count) {
                *slot = d;
            }
            mantissa = mantissa * 10 + i128::from(d);
            count += 1;
            end = next;
        }
        let approximate = count == 2 && (rises(digits[0], digits[1]) || digits[0] == 0);
        let goes_on = self.peek(end).is_some_and(|(g, _)| g.factor().is_some());
        if count < 2 || approximate || (count == 2 && goes_on) {
            return None;
        }
        let value = Decimal::try_from_i128_with_scale(mantissa, 0).ok()?;
        let mut out = Numeral { string: true, ..Numeral::plain(end, value) };
        if let Some((Glyph::Point, next)) = self.peek(end) {
            let (fraction, after) = self.fraction(next)?;
            (out.value, out.end, out.pointed) = (value.checked_add(fraction)?, after, true);
        }
        Some(out)
    }

    /// Reads the digits after 点. 三点五十分 is a time of day and has none.
    pub(super) fn fraction(&self, at: usize) -> Option<(Decimal, usize)> {
        let (mut mantissa, mut places, mut end) = (0_i128, 0_u32, at);
        while let Some((g, next)) = self.peek(end) {
            let d = match g {
                Glyph::Arabic(d) if self.style.spaces => d,
                Glyph::Liang => break,
                _ => match g.digit() {
                    Some(d) => d,
                    None => break,
                },
            };
            places += 1;
            if places > PLACES {
                return None;
            }
            mantissa = mantissa * 10 + i128::from(d);
            end = next;
        }
        let clock = matches!(self.peek(end), Some((Glyph::Unit(10) | Glyph::RareUnit(10), _)));
        if places == 0 || clock {
            return None;
        }
        Some((Decimal::try_from_i128_with_scale(mantissa, places).ok()?, end))
    }
}

/// Returns true if two digits side by side approximate: 七八, 三五.
pub(super) fn rises(a: u8, b: u8) -> bool {
    (1..=8).contains(&a) && (b == a + 1 || (a, b) == (3, 5))
}
