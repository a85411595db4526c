//! Numerals in Arabic digits: `684,500`, `４．５`, `20522`.

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

/// Returns the digit at `at` and the position after it.
fn digit(text: &str, at: usize) -> Option<(u8, usize)> {
    match *text.as_bytes().get(at..)? {
        [d @ b'0'..=b'9', ..] => Some((d - b'0', at + 1)),
        // The digits of full width.
        [0xEF, 0xBC, d @ 0x90..=0x99, ..] => Some((d - 0x90, at + 3)),
        _ => None,
    }
}

/// Reads the digits at `at`.
pub(crate) fn read(text: &str, at: usize) -> Option<Arabic> {
    ascii(text, at).or_else(|| any(text, at))
}

/// The most digits that a machine word holds.
const WORD: usize = 18;

/// Reads what most numerals are: a few digits of one width, without separators.
pub(crate) fn ascii(text: &str, at: usize) -> Option<Arabic> {
    let bytes = text.as_bytes().get(at..)?;
    let (whole, digits) = run(bytes, 0)?;
    let (mut mantissa, mut decimals) = (whole, 0);
    let mut end = digits;
    if bytes.get(end) == Some(&b'.')
        && let Some((both, after)) = run(bytes.get(end + 1..)?, whole)
    {
        if digits + after > WORD {
            return None;
        }
        (mantissa, decimals) = (both, u32::try_from(after).ok()?);
        end += 1 + after;
    }
    // Separators, and digits of full width, are for the slower reader.
    let goes_on = match bytes.get(end..)? {
        [b'0'..=b'9', ..] | [b',', b'0'..=b'9', ..] => true,
        // A digit or a point, or a digit behind a comma or a point.
        [0xEF, 0xBC, 0x90..=0x99 | 0x8E, ..] | [0xEF, 0xBC, 0x8C, 0xEF, ..] | [b'.', 0xEF, ..] => true,
        _ => false,
    };
    if goes_on {
        return None;
    }
    Some(Arabic {
        end: at + end,
        value: Some(Decimal::new(mantissa, decimals)),
        digits: u32::try_from(digits).ok()?,
        pointed: decimals > 0,
        padded: digits > 1 && bytes.first() == Some(&b'0'),
    })
}

/// Returns the number that digits make behind `head`, and how many they are.
fn run(bytes: &[u8], head: i64) -> Option<(i64, usize)> {
    let digits = bytes.iter().take(WORD).take_while(|b| b.is_ascii_digit());
    let (value, count) =
        digits.fold((head, 0), |(value, n), d| (value.wrapping_mul(10).wrapping_add(i64::from(d - b'0')), n + 1));
    (count > 0).then_some((value, count))
}

fn any(text: &str, at: usize) -> Option<Arabic> {
    let mut run = Run::default();
    let mut end = at;
    let mut leading = 0_u32;
    let mut padded = false;
    while let Some((d, next)) = digit(text, end) {
        padded |= leading == 1 && run.mantissa == 0;
        run.push(d);
        leading += 1;
        end = next;
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
    if let Some(p @ ('.' | '．')) = super::char_at(text, end) {
        let begin = end + p.len_utf8();
        let mut at = begin;
        while let Some((d, next)) = digit(text, at) {
            run.push(d);
            run.decimals += 1;
            at = next;
        }
        if at > begin {
            end = at;
            pointed = true;
        }
    }
    Some(Arabic { end, value: run.value(), digits, pointed, padded })
}

fn group(text: &str, at: usize, run: &mut Run) -> Option<usize> {
    let (wide, mut end) = match super::char_at(text, at)? {
        ',' => (false, at + 1),
        '，' => (true, at + '，'.len_utf8()),
        _ => return None,
    };
    let mut found = [0_u8; 3];
    for slot in &mut found {
        let (d, next) = digit(text, end)?;
        if (next - end > 1) != wide {
            return None;
        }
        (*slot, end) = (d, next);
    }
    if digit(text, end).is_some() {
        return None;
    }
    for d in found {
        run.push(d);
    }
    Some(end)
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
