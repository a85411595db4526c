//! Numerals with Chinese characters, alone or mixed with Arabic digits.

use super::glyph::{Glyph, Zero};
use super::spelled::{Page, rises};
use super::sum::Sum;
use super::{Numeral, Style, arabic, char_at};
use crate::chunk::among;
use rust_decimal::Decimal;

/// The most parts of a numeral; longer runs are no numbers.
pub(super) const MOST: usize = 48;

/// Units that begin a word of their own after a numeral: 千瓦, 百分点, 万分之.
const OWN_WORD: &[(char, &str)] = &[
    ('百', "分帕姓货强"),
    ('佰', "分"),
    ('千', "瓦克米伏卡焦字乏赫兆帕分"),
    ('万', "分"),
    ('萬', "分"),
    ('亿', "分"),
    ('兆', "瓦赫帕字比"),
    ('十', "分"),
];

/// Returns true if `c` may make a scale word before it the beginning of a word of its own.
pub(crate) fn begins_word(c: char) -> bool {
    OWN_WORD.iter().any(|(_, words)| among(words, c))
}

/// What stood before the place that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    Start,
    Arabic,
    /// One Chinese digit.
    Digit(u8),
    Zero,
    /// A unit or scale word.
    Word(Decimal),
    /// A decimal fraction.
    Fraction,
    /// 几.
    Some,
}

struct Reader<'t> {
    page: Page<'t>,
    low: Sum,
    high: Option<Sum>,
    last: Last,
    /// The last unit or scale word, which a final digit counts in tenths of: 三万五.
    word: Option<Decimal>,
    zero: bool,
    out: Numeral,
}

/// Reads the numeral that begins at `at`.
pub(super) fn read(text: &str, at: usize, style: Style) -> Option<Numeral> {
    let page = Page { text, style };
    if let Some(string) = page.string(at) {
        return Some(string);
    }
    let mut reader = Reader {
        page,
        low: Sum::default(),
        high: None,
        last: Last::Start,
        word: None,
        zero: false,
        out: Numeral::plain(at, Decimal::ZERO),
    };
    for _ in 0..MOST {
        let Some(next) = reader.step(reader.out.end) else { return reader.finish() };
        reader.out.end = next;
    }
    None
}

impl Reader<'_> {
    /// Takes one part; returns the position after it, or nothing when the numeral ends here.
    fn step(&mut self, at: usize) -> Option<usize> {
        let (g, next) = self.page.peek(at)?;
        match g {
            Glyph::Arabic(_) => self.arabic(self.page.skip(at)),
            Glyph::Digit(d) => self.digit(d, next),
            Glyph::Liang => {
                // 三百两 counts a weight, 一点两 tells a time.
                let word = self.page.peek(next).is_some_and(|(g, _)| g.factor().is_some());
                (self.last == Last::Start || word).then_some(())?;
                self.digit(2, next)
            }
            Glyph::Rare(d) => {
                let follows = matches!(
                    self.page.peek(next),
                    Some((Glyph::Unit(_) | Glyph::RareUnit(_) | Glyph::Scale(_) | Glyph::Point, _))
                );
                (follows || matches!(self.last, Last::Word(_) | Last::Zero)).then_some(())?;
                self.digit(d, next)
            }
            Glyph::Zero(Zero::Word) => self.zero_at(next),
            Glyph::Unit(n) => self.unit(Decimal::from(n), at, next),
            Glyph::RareUnit(n) => {
                let follows = self.page.peek(next).is_some_and(|(g, _)| g.digit().is_some() || g.factor().is_some());
                (follows || self.last != Last::Start).then_some(())?;
                self.unit(Decimal::from(n), at, next)
            }
            Glyph::Tens(n) => self.tens(n, next),
            Glyph::Scale(n) => self.scale(Decimal::from(n), at, next),
            Glyph::Point => self.point(next),
            Glyph::More => self.more(next),
            Glyph::Some => self.some(next),
            Glyph::Several => self.several(next),
            Glyph::Zero(Zero::Ring) => None,
        }
    }

    fn arabic(&mut self, at: usize) -> Option<usize> {
        if !matches!(self.last, Last::Start | Last::Word(_) | Last::Zero) {
            return None;
        }
        let found = arabic::read(self.page.text, at)?;
        let value = found.value?;
        if self.last == Last::Start {
            self.out.arabic = true;
            (!found.padded || found.pointed).then_some(())?;
        } else if self.word.is_some_and(|word| value >= word) || found.padded {
            return None;
        }
        self.out.pointed |= found.pointed;
        self.low.current = Some(value);
        self.last = Last::Arabic;
        self.out.scale = Decimal::ONE;
        Some(found.end)
    }

    fn digit(&mut self, d: u8, next: usize) -> Option<usize> {
        match self.last {
            Last::Digit(before) if self.high.is_none() && rises(before, d) => {
                let mut high = self.low;
                high.current = Some(Decimal::from(d));
                self.high = Some(high);
                self.last = Last::Digit(10);
                return Some(next);
            }
            Last::Arabic | Last::Digit(_) | Last::Fraction | Last::Some => return None,
            Last::Start | Last::Zero | Last::Word(_) => {}
        }
        self.both(|sum| {
            sum.current = Some(Decimal::from(d));
            Some(())
        })?;
        self.last = Last::Digit(d);
        self.out.scale = Decimal::ONE;
        Some(next)
    }

    fn zero_at(&mut self, next: usize) -> Option<usize> {
        match self.last {
            Last::Start => {
                self.low.current = Some(Decimal::ZERO);
                self.last = Last::Digit(0);
            }
            Last::Word(_) if self.page.peek(next).is_some_and(|(g, _)| after_zero(g)) => self.last = Last::Zero,
            _ => return None,
        }
        self.zero = true;
        Some(next)
    }

    fn unit(&mut self, factor: Decimal, at: usize, next: usize) -> Option<usize> {
        self.word_at(at, next)?;
        match self.last {
            Last::Start if factor > Decimal::TEN && !self.page.style.bare => return self.bare_unit(factor, next),
            // 十 is one ten; 一百零十万 is said too.
            Last::Start | Last::Zero => {}
            Last::Word(word) if word > factor && factor == Decimal::TEN => {}
            // 十万百万 is none; 三万百 is none.
            Last::Word(_) | Last::Some => return None,
            Last::Arabic => {
                let small = self.low.current.is_some_and(|n| n < Decimal::TEN);
                let scale_follows = matches!(self.page.peek(next), Some((Glyph::Scale(_), _)));
                (small || scale_follows).then_some(())?;
            }
            Last::Digit(0) if self.low.current == Some(Decimal::ZERO) => self.low.current = None,
            Last::Digit(_) => {}
            Last::Fraction => return self.multiply(factor, next),
        }
        self.both(|sum| sum.unit(factor))?;
        self.after_word(factor, next)
    }

    /// 廿三, 一百卅二: tens in one character.
    fn tens(&mut self, n: u8, next: usize) -> Option<usize> {
        let hundreds = matches!(self.last, Last::Word(word) if word > Decimal::TEN);
        (self.last == Last::Start || hundreds).then_some(())?;
        self.both(|sum| {
            sum.current = Some(Decimal::from(n / 10));
            sum.unit(Decimal::TEN)
        })?;
        self.after_word(Decimal::TEN, next)
    }

    /// 千三: a thousand and three hundred, said without 一.
    fn bare_unit(&mut self, factor: Decimal, next: usize) -> Option<usize> {
        let (g, after) = self.page.peek(next)?;
        let ends = matches!(g, Glyph::Digit(2..=9)) && self.page.peek(after).is_none();
        (ends && char_at(self.page.text, after).is_none_or(|c| !c.is_alphanumeric())).then_some(())?;
        self.low.unit(factor)?;
        self.after_word(factor, next)
    }

    fn scale(&mut self, factor: Decimal, at: usize, next: usize) -> Option<usize> {
        self.word_at(at, next)?;
        match self.last {
            Last::Start if !self.page.style.bare => return None,
            Last::Fraction => return self.multiply(factor, next),
            Last::Zero => return None,
            _ => {}
        }
        self.both(|sum| sum.scale(factor))?;
        self.after_word(factor, next)
    }

    fn after_word(&mut self, factor: Decimal, next: usize) -> Option<usize> {
        let chained = matches!(self.last, Last::Word(_));
        self.out.scale = if chained { self.out.scale.checked_mul(factor)? } else { factor };
        // 万亿 after a digit is one word.
        self.word = Some(self.out.scale);
        self.last = Last::Word(factor);
        self.out.scaled = true;
        self.zero = false;
        Some(next)
    }

    fn multiply(&mut self, factor: Decimal, next: usize) -> Option<usize> {
        let value = self.low.value()?.checked_mul(factor)?.normalize();
        self.low = Sum::open(value);
        self.out.scale = self.out.scale.checked_mul(factor)?;
        self.out.scaled = true;
        Some(next)
    }

    fn point(&mut self, next: usize) -> Option<usize> {
        if !matches!(self.last, Last::Digit(_) | Last::Word(_)) || self.high.is_some() {
            return None;
        }
        let (fraction, end) = self.page.fraction(next)?;
        self.tenths()?;
        let value = self.low.value()?.checked_add(fraction)?;
        self.low = Sum::open(value);
        self.last = Last::Fraction;
        self.out.scale = Decimal::ONE;
        self.out.pointed = true;
        Some(end)
    }

    /// 多, 余 or 来 before a scale word: 500多亿.
    fn more(&mut self, next: usize) -> Option<usize> {
        (!matches!(self.last, Last::Start | Last::Zero | Last::Digit(10))).then_some(())?;
        (!self.out.more && matches!(self.page.peek(next), Some((Glyph::Scale(_), _)))).then_some(())?;
        self.out.more = true;
        Some(next)
    }

    /// 几 after a unit word, or before one.
    fn some(&mut self, next: usize) -> Option<usize> {
        match self.last {
            Last::Start => self.several(next),
            Last::Word(_) | Last::Zero if !self.out.more => {
                let tens = matches!(self.page.peek(next), Some((Glyph::Unit(_), _)));
                (!tens && char_at(self.page.text, next) != Some('何')).then_some(())?;
                self.out.more = true;
                // 一百零几万 is a hundred times 万 and some more.
                self.last = Last::Some;
                Some(next)
            }
            _ => None,
        }
    }

    fn several(&mut self, next: usize) -> Option<usize> {
        let follows = matches!(self.page.peek(next), Some((Glyph::Unit(_) | Glyph::Scale(_), _)));
        (self.last == Last::Start && follows).then_some(())?;
        self.low.current = Some(Decimal::TWO);
        self.out.vague = true;
        self.last = Last::Digit(10);
        Some(next)
    }

    /// Refuses a unit or scale character that begins a word of its own.
    fn word_at(&self, at: usize, next: usize) -> Option<()> {
        let c = char_at(self.page.text, self.page.skip(at))?;
        let after = char_at(self.page.text, self.page.skip(next));
        let own = OWN_WORD.iter().find(|(u, _)| *u == c).is_some_and(|(_, w)| after.is_some_and(|a| among(w, a)));
        // 分 after 百 counts only as 分之 or 分点.
        let fen = after == Some('分') && !self.is_ratio(next);
        (!own || fen).then_some(())
    }

    fn is_ratio(&self, at: usize) -> bool {
        let fen = self.page.skip(at);
        let second = char_at(self.page.text, self.page.skip(fen + '分'.len_utf8()));
        // 三百分之一 is a fraction of 300: the caller asks for 百分之 first.
        matches!(second, Some('点' | '點')) || (self.last == Last::Start && second == Some('之'))
    }

    /// Counts a final digit in tenths of the word before it: 三万五 → 35000.
    fn tenths(&mut self) -> Option<()> {
        let Some(word) = self.word else { return Some(()) };
        if matches!(self.last, Last::Digit(1..=10)) && !self.zero && word > Decimal::TEN && !self.out.vague {
            let tenth = word / Decimal::TEN;
            self.both(|sum| {
                sum.current = Some(sum.current.unwrap_or_default().checked_mul(tenth)?);
                Some(())
            })?;
        }
        Some(())
    }

    fn both(&mut self, mut act: impl FnMut(&mut Sum) -> Option<()>) -> Option<()> {
        act(&mut self.low)?;
        self.high.as_mut().map_or(Some(()), act)
    }

    fn finish(mut self) -> Option<Numeral> {
        if self.last == Last::Start || self.last == Last::Zero {
            return None;
        }
        self.tenths()?;
        self.out.value = self.low.value()?;
        self.out.max = match self.high {
            Some(high) => Some(high.value()?),
            None => None,
        };
        Some(self.out)
    }
}

fn after_zero(g: Glyph) -> bool {
    matches!(
        g,
        Glyph::Digit(_)
            | Glyph::Rare(_)
            | Glyph::Tens(_)
            | Glyph::Arabic(_)
            | Glyph::Some
            | Glyph::Unit(10)
            | Glyph::RareUnit(10)
    )
}
