//! Where an expression may begin, and of which kinds: one look at a character, a second one at the character after it.
//!
//! A gate is made of the words that the readers themselves read by, so that they stay the one source. Most characters of
//! a text are in no word's first place; of the others most are followed by something else than the word.

use super::reader::{NUMERALS, Number, Reader, is_dash};
use crate::chunk::sites::{Signs, Sweep};
use rustc_hash::FxHashMap;

/// A set of kinds of expression. What each bit means is up to whoever makes the gate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kinds(pub(crate) u16);

impl Kinds {
    pub(crate) const NONE: Kinds = Kinds(0);

    /// Returns true if the sets share a kind.
    pub(crate) const fn any(self, kinds: Kinds) -> bool {
        self.0 & kinds.0 != 0
    }

    /// Returns the kinds of either set.
    pub(crate) const fn and(self, kinds: Kinds) -> Kinds {
        Kinds(self.0 | kinds.0)
    }
}

/// What a character is to the one who goes through the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// Nothing begins here.
    Plain,
    /// A numeral of either script.
    Numeral,
    /// A word of the gate may begin here.
    First,
    /// A mark the caller wants to see.
    Mark,
}

/// The gate: a class for each character, and the kinds for each pair that a word begins with.
#[derive(Debug)]
pub(crate) struct Gate {
    /// One entry for each character of the basic plane; the others are plain.
    classes: Box<[Class]>,
    pairs: FxHashMap<u64, Kinds>,
    marks: &'static str,
}

impl Gate {
    /// Makes a gate that stops at numerals and at `marks`.
    pub(crate) fn new(marks: &'static str) -> Self {
        let classes = vec![Class::Plain; 0x1_0000].into_boxed_slice();
        let mut gate = Gate { classes, pairs: FxHashMap::default(), marks };
        for c in NUMERALS.chars() {
            gate.mark(c, Class::Numeral);
        }
        for c in marks.chars() {
            gate.mark(c, Class::Mark);
        }
        gate
    }

    fn mark(&mut self, c: char, class: Class) {
        if let Some(entry) = self.classes.get_mut(c as usize) {
            *entry = class;
        }
    }

    fn pair(&mut self, first: char, second: char, kinds: Kinds) {
        if self.class(first) == Class::Plain {
            self.mark(first, Class::First);
        }
        let entry = self.pairs.entry(pair(first, second)).or_default();
        *entry = entry.and(kinds);
    }

    /// Lets in words of two characters and more.
    pub(crate) fn words<'w>(&mut self, words: impl IntoIterator<Item = &'w str>, kinds: Kinds) {
        for word in words {
            let mut chars = word.chars();
            if let (Some(first), Some(second)) = (chars.next(), chars.next()) {
                self.pair(first, second, kinds);
            }
        }
    }

    /// Lets in words behind an opening quotation mark.
    pub(crate) fn quoted<'w>(&mut self, words: impl IntoIterator<Item = &'w str>, kinds: Kinds) {
        for first in words.into_iter().filter_map(|w| w.chars().next()) {
            for mark in "“\"「『‘".chars() {
                self.pair(mark, first, kinds);
            }
        }
    }

    /// Lets in words that a number follows; one of two characters and more is let in by itself.
    pub(crate) fn before_numbers(&mut self, words: &[&str], kinds: Kinds) {
        self.before(words, &NUMERALS.chars().collect::<Vec<_>>(), kinds);
    }

    /// Lets in words that one of `next` follows.
    pub(crate) fn before_words(&mut self, words: &[&str], next: &[&str], kinds: Kinds) {
        self.before(words, &next.iter().filter_map(|w| w.chars().next()).collect::<Vec<_>>(), kinds);
    }

    fn before<'w>(&mut self, words: impl IntoIterator<Item = &'w &'w str>, next: &[char], kinds: Kinds) {
        for word in words {
            let mut chars = word.chars();
            match (chars.next(), chars.next()) {
                (Some(first), Some(second)) => self.pair(first, second, kinds),
                (Some(first), None) => next.iter().for_each(|&n| self.pair(first, n, kinds)),
                _ => {}
            }
        }
    }

    /// Lets in words that anything let in so far follows.
    pub(crate) fn before_all<'w>(&mut self, words: impl IntoIterator<Item = &'w str>, kinds: Kinds) {
        let mut next: Vec<char> =
            self.pairs.keys().filter_map(|key| char::from_u32(u32::try_from(key >> 32).ok()?)).collect();
        next.extend(NUMERALS.chars().chain([' ']));
        next.sort_unstable();
        next.dedup();
        self.before(&words.into_iter().collect::<Vec<_>>(), &next, kinds);
    }

    /// Returns the class of a character.
    fn class(&self, c: char) -> Class {
        self.classes.get(c as usize).copied().unwrap_or(Class::Plain)
    }

    /// Lets a sweep find numerals with one of `goes_on` or another numeral behind them, the beginnings of words, and marks.
    pub(crate) fn sites(
        &self,
        sweep: &mut Sweep,
        goes_on: &[&str],
        (numeral, words, mark): (Signs, [Signs; 2], Signs),
    ) {
        sweep.find(self.marks.chars(), mark);
        sweep.before(NUMERALS.chars(), NUMERALS.chars().chain(goes_on.iter().flat_map(|chars| chars.chars())), numeral);
        let half = |key: &u64, shift: u32| u32::try_from(key >> shift & 0xFFFF_FFFF).ok().and_then(char::from_u32);
        for (parity, word) in (0..).zip(words) {
            let of_half = |key: &&u64| half(key, 32).is_some_and(|c| u32::from(c) % 2 == parity);
            let keys = || self.pairs.keys().filter(of_half);
            let first = keys().filter_map(|key| half(key, 32)).filter(|c| self.class(*c) != Class::Mark);
            sweep.before(first, keys().filter_map(|key| half(key, 0)), word);
        }
    }

    /// Returns the kinds that the next two characters let in.
    pub(crate) fn opens(&self, r: &Reader<'_>) -> Kinds {
        let mut chars = r.rest().chars();
        let key = chars.next().zip(chars.next()).map(|(first, second)| pair(first, second));
        key.and_then(|key| self.pairs.get(&key)).copied().unwrap_or_default()
    }
}

fn pair(first: char, second: char) -> u64 {
    u64::from(u32::from(first)) << 32 | u64::from(u32::from(second))
}

/// What may stand right behind the number of a date: what [`date_follows`] goes on from, and spaces.
pub(crate) const DATE_FOLLOWS: &str = "年月日号季世学./．、—－–-~～至到―─ \u{a0}\u{3000}";

/// What the characters behind a number may make it the beginning of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Follows {
    /// A calendar expression: 2020年, 1—10月, 2020.11.4.
    pub(crate) date: bool,
    /// A stretch of years: 2018—2020年, 90年代, 2023学年.
    pub(crate) years: bool,
}

/// Returns what may begin with a number, by what stands `after` it and spaces.
pub(crate) fn follows(after: Reader<'_>, number: Number) -> Follows {
    let mut n = after;
    let (date, years) = match n.peek() {
        Some('年') => (number.names_year(), n.rest().starts_with("年代")),
        Some('月' | '日' | '号' | '季') => (true, false),
        Some('世') => (false, true),
        Some('学') => (false, number.len == 4 && number.positional && n.rest().starts_with("学年")),
        Some('.' | '/' | '．') => (number.len == 4 && !number.chinese, false),
        Some(c) if c == '、' || is_dash(c) => {
            // Of a range the second number is counted.
            if !n.dash() {
                n.skip();
            }
            n.eat("第");
            let both = n.number().is_some() && {
                n.spaces();
                matches!(n.peek(), Some('年' | '月' | '日' | '号' | '季' | '学' | '-' | '－'))
            };
            (both, both)
        }
        _ => (false, false),
    };
    Follows { date, years }
}
