//! Digits that name a thing: ids, model names, addresses, times of day.

use super::unit;
use crate::chunk::number::{self, char_at, char_before};

/// The most characters of an id or address that are passed over at once.
const LONGEST_ID: usize = 64;
/// The most digits of an amount.
const MOST_DIGITS: u32 = 13;

/// Returns the end of the id, model name or address that holds the digits at `at`, if they are in one.
pub(super) fn end(text: &str, at: usize) -> Option<usize> {
    let inside =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '/' | ':' | '@' | '#' | '·' | '∶');
    // Looking no further than an address is long keeps the scan linear.
    let end = || {
        let rest = text.get(at..).unwrap_or("");
        let mut run = rest.char_indices();
        let stop = run.by_ref().take(LONGEST_ID).find(|&(_, c)| !inside(c));
        at + stop.map_or(rest.len() - run.as_str().len(), |(i, _)| i)
    };
    match char_before(text, at) {
        Some(c) if c.is_ascii_alphabetic() || matches!(c, '.' | '_' | '#' | '@' | '·' | '=' | '〔' | '[' | '［') => {
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
    // Most digits stand alone before a unit in Chinese.
    let digits = text.as_bytes().get(at..)?.iter().take(LONGEST_ID).take_while(|b| b.is_ascii_digit()).count();
    let padded = digits > 1 && text.as_bytes().get(at) == Some(&b'0');
    let goes_on =
        char_at(text, at + digits).is_some_and(|c| c.is_ascii() && !matches!(c, '%' | ' ' | '\n' | ')') || inside(c));
    if !goes_on && !padded && digits <= MOST_DIGITS as usize {
        return None;
    }
    let run = text.get(at..end())?;
    let stop = at + run.len();
    let first = number::read_arabic(text, at)?;
    if first.value.is_none() || (first.padded && !first.pointed) || first.digits > MOST_DIGITS {
        return Some(stop.max(first.end));
    }
    if first.pointed
        && let Some(end) = list_number(text, at, digits, first.end)
    {
        return Some(end);
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

/// Returns the position after the number of an item that begins with a year: 11.2023年.
fn list_number(text: &str, at: usize, digits: usize, end: usize) -> Option<usize> {
    let begins = char_before(text, at).is_none_or(|c| matches!(c, '\n' | ' ' | '\u{3000}'));
    let year = text.get(at + digits..end)?.strip_prefix('.')?;
    let year = year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
    (begins && digits <= 2 && year).then_some(at + digits + 1)
}
