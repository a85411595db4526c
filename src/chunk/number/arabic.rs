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
