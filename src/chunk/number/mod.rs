//! Numerals: Arabic digits, Chinese characters and mixtures of both, read to exact decimals.
//!
//! | written | read |
//! |---|---|
//! | `684,500`, `２３，８７６` | 684500, 23876 |
//! | `三点九万亿`, `4.78万亿` | 3900000000000, 4780000000000 |
//! | `3万4000`, `三万五`, `三万零五` | 34000, 35000, 30005 |
//! | `二三百`, `七八` | from 200 to 300, from 7 to 8 |
//! | `几十`, `数百` | at least 20, at least 200 |
//! | `500多亿`, `十几万` | more than 50000000000, more than 100000 |

mod arabic;
mod glyph;
mod hanzi;
mod spelled;
mod sum;
#[cfg(test)]
mod tests;

use rust_decimal::Decimal;

pub(crate) use arabic::{ascii as read_ascii, read as read_arabic};
pub(crate) use glyph::{GLYPHS, Glyph, glyph};
pub(crate) use hanzi::begins_word;

/// How freely a numeral is read.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Style {
    /// Spaces may stand between the parts.
    pub(crate) spaces: bool,
    /// 百, 千, 万 and 亿 may begin a numeral: 百余名, 近万户.
    pub(crate) bare: bool,
}

/// A numeral and what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Numeral {
    /// Position after it.
    pub(crate) end: usize,
    pub(crate) value: Decimal,
    /// The upper end of an approximation: 七八 → 8.
    pub(crate) max: Option<Decimal>,
    /// What the words at the end multiply by: 万 in 3.5万.
    pub(crate) scale: Decimal,
    /// 多, 余 or 几 inside: 500多亿, 十几.
    pub(crate) more: bool,
    /// 几十, 数百: a number of them, two at least.
    pub(crate) vague: bool,
    /// Begins with an Arabic digit.
    pub(crate) arabic: bool,
    /// Has 十, 百, 千, 万 or 亿.
    pub(crate) scaled: bool,
    /// Has a decimal point or thousands separators.
    pub(crate) pointed: bool,
    /// Chinese digits one by one: 二〇二一, 八五.
    pub(crate) string: bool,
}

impl Numeral {
    /// Returns a numeral that says nothing but its value.
    pub(crate) fn plain(end: usize, value: Decimal) -> Self {
        Numeral {
            end,
            value,
            max: None,
            scale: Decimal::ONE,
            more: false,
            vague: false,
            arabic: false,
            scaled: false,
            pointed: false,
            string: false,
        }
    }
}

/// Reads the numeral that begins at `at`.
pub(crate) fn read(text: &str, at: usize, style: Style) -> Option<Numeral> {
    match short(text, at, style) {
        Short::Read(numeral) => Some(numeral),
        Short::Nothing => None,
        Short::Longer => hanzi::read(text, at, style),
    }
}

/// Returns the end of the run of numeral characters at `at`, if it is too long for a number.
///
/// It is passed over whole: from its second character it would only be read again.
pub(crate) fn overlong(text: &str, at: usize) -> Option<usize> {
    let mut run = text.get(at..)?.char_indices().skip_while(|&(_, c)| GLYPHS.has(c));
    let end = run.next().map_or(text.len(), |(i, _)| at + i);
    (end - at > hanzi::MOST).then_some(end)
}

/// What the first look at a numeral gives.
enum Short {
    Read(Numeral),
    Nothing,
    Longer,
}

/// Reads what most numerals are: digits, or digits and one scale word.
fn short(text: &str, at: usize, style: Style) -> Short {
    let Some(c) = char_at(text, at) else { return Short::Nothing };
    match glyph(c) {
        Some(Glyph::Arabic(_)) => {}
        Some(g @ (Glyph::Digit(_) | Glyph::Liang)) => {
            let end = at + c.len_utf8();
            let goes_on = char_at(text, end).is_some_and(|c| GLYPHS.has(c) || matches!(c, ' ' | '\u{3000}'));
            return match g.digit() {
                Some(d) if !goes_on => Short::Read(Numeral::plain(end, Decimal::from(d))),
                _ => Short::Longer,
            };
        }
        None => return Short::Nothing,
        Some(_) => return Short::Longer,
    }
    let Some(digits) = arabic::read(text, at) else { return Short::Nothing };
    let Some(value) = digits.value.filter(|_| !digits.padded || digits.pointed) else { return Short::Nothing };
    let numeral = Numeral { arabic: true, pointed: digits.pointed, ..Numeral::plain(digits.end, value) };
    let next = char_at(text, digits.end);
    if style.spaces && matches!(next, Some(' ' | '\u{3000}')) {
        return Short::Longer;
    }
    match next.and_then(glyph) {
        None => Short::Read(numeral),
        Some(Glyph::Scale(factor)) => {
            let end = digits.end + next.map_or(0, char::len_utf8);
            // What may go on, and 兆瓦, is for the slower reader.
            let goes_on =
                char_at(text, end).is_some_and(|c| c == ' ' || c == '\u{3000}' || GLYPHS.has(c) || begins_word(c));
            let scale = Decimal::from(factor);
            match value.checked_mul(scale) {
                Some(value) if !goes_on => Short::Read(Numeral { end, value, scale, scaled: true, ..numeral }),
                _ => Short::Longer,
            }
        }
        Some(_) => Short::Longer,
    }
}

/// Returns the character at `at`.
#[inline]
pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Returns the character that ends at `at`.
#[inline]
pub(crate) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}
