//! 翻一番, 翻了两番多: doubling said by how often.

use super::bound;
use crate::chunk::number::{self, Style, char_at};
use crate::model::Bound;
use rust_decimal::Decimal;

/// The most doublings of an amount of this world.
const MOST: u32 = 20;

/// A number of doublings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fan {
    pub(super) end: usize,
    pub(super) number: (usize, usize),
    /// What it multiplies by.
    pub(super) value: Decimal,
    pub(super) bound: Bound,
}

/// Reads the doublings whose 翻 stands at `at`.
pub(super) fn read(text: &str, at: usize) -> Option<Fan> {
    let rest = text.get(at..)?.strip_prefix('翻')?;
    let rest = rest.strip_prefix('了').unwrap_or(rest);
    let begin = text.len() - rest.len();
    let n = number::read(text, begin, Style::default())?;
    let mut end = n.end + text.get(n.end..)?.strip_prefix('番').map(|_| '番'.len_utf8())?;
    let power = u32::try_from(n.value.mantissa()).ok().filter(|p| n.value.scale() == 0 && *p <= MOST)?;
    let mut bound = Bound::Exact;
    if let Some(c @ ('多' | '余')) = char_at(text, end) {
        bound = Bound::MoreThan;
        end += c.len_utf8();
    } else if let Some((stop, said)) = bound::after(text, end, false) {
        (end, bound) = (stop, said);
    }
    Some(Fan { end, number: (begin, n.end), value: Decimal::from(1_u32 << power), bound })
}
