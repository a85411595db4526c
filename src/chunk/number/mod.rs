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
#[cfg(test)]
mod tests;

use rust_decimal::Decimal;

pub(crate) use arabic::read as read_arabic;
pub(crate) use glyph::{Glyph, glyph, may_begin};

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

/// Reads the numeral that begins at `at`.
pub(crate) fn read(text: &str, at: usize, style: Style) -> Option<Numeral> {
    hanzi::read(text, at, style)
}

/// Returns the character at `at`.
pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Returns the character that ends at `at`.
pub(crate) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}
