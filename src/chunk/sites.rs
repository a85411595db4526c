//! Where something may begin: one pass over a text for everybody who looks for something in it.
//!
//! Most characters begin nothing, and most of those that might are followed by one that settles it (一 in 一些, 本 in
//! 本质). A sweep looks at each character once and keeps the few places that are worth a reader.

use crate::span::Span;

/// A place where something may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Site {
    pub(crate) at: u32,
    pub(crate) signs: Signs,
}

/// A set of things that may begin at a place. What each bit means is up to whoever makes the sweep.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signs(pub(crate) u8);

impl Signs {
    /// Returns true if the sets share a sign.
    #[inline]
    pub(crate) const fn any(self, signs: Signs) -> bool {
        self.0 & signs.0 != 0
    }

    /// Returns the set without those of another.
    #[inline]
    pub(crate) const fn without(self, signs: Signs) -> Self {
        Signs(self.0 & !signs.0)
    }
}

/// What a character may begin, in the upper half, and what it lets the character before it begin, in the lower.
type Entry = u16;

/// One entry for each character of the basic plane: every code of two bytes has one.
const ENTRIES: usize = 0x1_0000;

/// What is looked for in a text, by the character it begins with and the one after that. A run of digits counts as one
/// character, its first.
#[derive(Debug)]
pub(crate) struct Sweep {
    entries: Box<[Entry; ENTRIES]>,
    /// Signs that no second character takes back.
    alone: Signs,
}

impl Sweep {
    /// Makes a sweep that finds nothing yet. No second character will take back the signs of `alone`.
    #[expect(clippy::large_stack_arrays, reason = "made once, and the length lets every code index it")]
    pub(crate) fn new(alone: Signs) -> Self {
        Sweep { entries: Box::new([Entry::from(alone.0); ENTRIES]), alone }
    }

    fn entry(&mut self, c: char) -> Option<&mut Entry> {
        self.entries.get_mut(c as usize)
    }

    /// Finds `chars`, whatever stands behind them if the sign stands alone.
    pub(crate) fn find(&mut self, chars: impl IntoIterator<Item = char>, sign: Signs) {
        self.before(chars, [], sign);
    }

    /// Finds `chars` where one of `next`, or any other given with that sign, stands behind them.
    pub(crate) fn before(
        &mut self,
        chars: impl IntoIterator<Item = char>,
        next: impl IntoIterator<Item = char>,
        sign: Signs,
    ) {
        for c in chars {
            if let Some(entry) = self.entry(c) {
                *entry |= Entry::from(sign.0) << u8::BITS;
            }
        }
        for c in next {
            if let Some(entry) = self.entry(c) {
                *entry |= Entry::from(sign.0);
            }
        }
    }

    /// Appends the places of `text` at `within` to `out`, in order, and returns all their signs.
    pub(crate) fn read(&self, text: &str, within: Span, out: &mut Vec<Site>) -> Signs {
        let mut rest = within.of(text).as_bytes();
        let length = rest.len();
        let at = |rest: &[u8]| within.start + u32::try_from(length - rest.len()).unwrap_or(u32::MAX);
        let mut step = Step { opens: 0, all: 0, before: rest, out };
        loop {
            // Most characters of a text have three bytes.
            while let [lead @ 0xE0..0xF0, second, third, tail @ ..] = rest {
                step.over(self.entry_of(three(*lead, *second, *third)), rest, at);
                rest = tail;
            }
            let (code, tail) = match rest {
                [digit @ b'0'..=b'9', tail @ ..] => (u16::from(*digit), past_digits(tail)),
                [lead @ 0..0x80, tail @ ..] => (u16::from(*lead), tail),
                [lead @ 0xC0..0xE0, second, tail @ ..] => (two(*lead, *second), tail),
                [] => break,
                // Characters beyond the basic plane begin nothing, as the first one of it.
                _ => (0, rest.get(4..).unwrap_or(&[])),
            };
            step.over(self.entry_of(code), rest, at);
            rest = tail;
        }
        step.over(Entry::from(self.alone.0), rest, at);
        let [_, all] = step.all.to_be_bytes();
        Signs(all)
    }

    #[inline]
    fn entry_of(&self, code: u16) -> Entry {
        self.entries.get(usize::from(code)).copied().unwrap_or_default()
    }
}

/// The character before the one that is looked at.
struct Step<'b, 'o> {
    opens: Entry,
    all: Entry,
    /// The text from it on.
    before: &'b [u8],
    out: &'o mut Vec<Site>,
}

impl<'b> Step<'b, '_> {
    /// Goes over the character that `rest` begins with: it settles what the one before begins.
    #[inline]
    fn over(&mut self, entry: Entry, rest: &'b [u8], at: impl Fn(&[u8]) -> u32) {
        let signs = self.opens & entry;
        if signs != 0 {
            self.all |= signs;
            let [_, signs] = signs.to_be_bytes();
            self.out.push(Site { at: at(self.before), signs: Signs(signs) });
        }
        (self.opens, self.before) = (entry >> u8::BITS, rest);
    }
}

/// Returns what stands behind digits.
#[inline]
fn past_digits(bytes: &[u8]) -> &[u8] {
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    bytes.get(digits..).unwrap_or(&[])
}

/// Returns the character that two bytes encode.
#[inline]
fn two(lead: u8, second: u8) -> u16 {
    u16::from(lead & 0x1F) << 6 | u16::from(second & 0x3F)
}

/// Returns the character that three bytes encode. What marks the bytes as such adds up to 0xE2080; the highest digit of it
/// falls off.
#[inline]
fn three(lead: u8, second: u8, third: u8) -> u16 {
    let low = (u16::from(second) << 6).wrapping_add(u16::from(third));
    (u16::from(lead) << 12).wrapping_add(low).wrapping_sub(0x2080)
}

#[cfg(test)]
mod tests {
    use super::{Signs, Site, Sweep};
    use crate::span::Span;

    const DIGIT: Signs = Signs(1);
    const YEAR: Signs = Signs(2);

    #[test]
    fn places_are_found_by_one_or_two_characters() {
        let mut sweep = Sweep::new(DIGIT);
        sweep.find("0123456789".chars(), DIGIT);
        sweep.before("今去é".chars(), "年".chars(), YEAR);
        let read = |text: &str| {
            let mut out = Vec::new();
            let all = sweep.read(text, Span::new(0, u32::try_from(text.len()).unwrap()), &mut out);
            (out.into_iter().map(|Site { at, signs }| (at, signs.0)).collect::<Vec<_>>(), all.0)
        };
        for (text, places, all) in [
            ("", vec![], 0),
            ("今天", vec![], 0),
            ("今年5", vec![(0, 2), (6, 1)], 3),
            ("12345今年67", vec![(0, 1), (5, 2), (11, 1)], 3),
            ("😀é年7é", vec![(4, 2), (9, 1)], 3),
            ("去", vec![], 0),
        ] {
            assert_eq!(read(text), (places, all), "{text}");
        }
        let mut out = Vec::new();
        sweep.read("今年去年", Span::new(6, 12), &mut out);
        assert_eq!(out, [Site { at: 6, signs: YEAR }]);
    }
}
