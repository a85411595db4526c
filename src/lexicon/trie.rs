//! A set of words, looked up only where one may begin.

mod build;

use crate::span::Span;
use std::fmt;

/// Words as a trie in one array. Most positions of a text are passed over after a look at one character, or at two.
pub(crate) struct Trie {
    /// A bit for the hash of every character that is a word. These and the pairs fit the nearest cache, as the nodes do not.
    alone: Box<Bits<ALONE>>,
    /// A bit for the hash of every first pair of characters.
    pairs: Box<Bits<PAIRS>>,
    /// The nodes but the root. A node's base plus a character is the place of the node behind it, the root's base is zero;
    /// no two nodes have one base, so that the character there tells whether the node is the one looked for.
    nodes: Box<[Node]>,
}

/// A node, or an empty place: the UTF-16 unit that leads to it, its base, and the word that ends there, plus one. All of
/// it in eight bytes, so that a step reads one line of the cache.
#[derive(Clone, Copy)]
struct Node(u64);

/// The base of a node that nothing follows.
const NOTHING: usize = (1 << 24) - 1;

/// A character of a text: its bytes, the first in the lowest place, and how many they are. None are where the text ends.
#[derive(Clone, Copy)]
struct Char {
    bytes: u32,
    width: u32,
}

impl Char {
    /// Returns the character that begins at `at`.
    #[inline]
    fn at(text: &[u8], at: u32) -> Char {
        match text.get(at as usize..).and_then(<[u8]>::first_chunk) {
            Some(four) => {
                let four = u32::from_le_bytes(*four);
                if four & 0xF0 == 0xE0 { Char { bytes: four & 0xFF_FFFF, width: 3 } } else { Char::other(four) }
            }
            None => Char::near(text.get(at as usize..).unwrap_or(&[])),
        }
    }

    /// Returns the character that is not of three bytes and begins with the first of four.
    fn other(four: u32) -> Char {
        match four & 0xFF {
            0..0x80 => Char { bytes: four & 0x7F, width: 1 },
            0xF0.. => Char { bytes: four, width: 4 },
            _ => Char { bytes: four & 0xFFFF, width: 2 },
        }
    }

    /// Returns the first character of the last few bytes of a text.
    #[cold]
    fn near(rest: &[u8]) -> Char {
        match *rest {
            [] => Char { bytes: 0, width: 0 },
            [a, b, c, ..] if a >= 0xE0 => Char { bytes: u32::from_le_bytes([a, b, c, 0]), width: 3 },
            [a] => Char::other(a.into()),
            [a, b, ..] => Char::other(u32::from_le_bytes([a, b, 0, 0])),
        }
    }

    /// Returns its UTF-16 unit. One beyond the basic plane has none of its own, nor has the end of the text.
    #[inline]
    fn unit(self) -> u32 {
        let [a, b, c, _] = self.bytes.to_le_bytes().map(u32::from);
        let low = |b: u32| b & 0x3F;
        if self.width == 3 {
            (a & 0x0F) << 12 | low(b) << 6 | low(c)
        } else if self.width == 2 {
            (a & 0x1F) << 6 | low(b)
        } else if self.width == 1 {
            a
        } else {
            0
        }
    }
}

/// Bits by hash.
struct Bits<const WORDS: usize>([u64; WORDS]);

const ALONE: usize = 1 << 10;
const PAIRS: usize = 1 << 12;

impl<const WORDS: usize> Default for Bits<WORDS> {
    fn default() -> Self {
        Bits([0; WORDS])
    }
}

impl<const WORDS: usize> Bits<WORDS> {
    fn insert(&mut self, hash: u32) {
        let bit = hash >> Self::SHIFT;
        self.0[bit as usize / 64 % WORDS] |= 1 << (bit % 64);
    }

    #[inline]
    fn has(&self, hash: u32) -> bool {
        let bit = hash >> Self::SHIFT;
        self.0[bit as usize / 64 % WORDS] >> (bit % 64) & 1 == 1
    }

    /// What the upper bits of a hash leave.
    const SHIFT: u32 = 26 - WORDS.trailing_zeros();
}

/// Returns the hash of a character.
#[inline]
fn single(a: Char) -> u32 {
    a.bytes.wrapping_mul(0x9E37_79B1)
}

/// Returns the hash of two characters.
#[inline]
fn pair(a: Char, b: Char) -> u32 {
    single(a) ^ b.bytes.wrapping_mul(0x85EB_CA77)
}

impl Node {
    const EMPTY: Node = Node((NOTHING as u64) << 16);

    /// Returns nothing if a number is beyond what fits: sixteen million words, or places.
    fn new(unit: u16, base: usize, word: u32) -> Option<Self> {
        (base <= NOTHING && word < 1 << 24).then(|| Node(u64::from(unit) | (base as u64) << 16 | u64::from(word) << 40))
    }

    fn unit(self) -> u64 {
        self.0 & 0xFFFF
    }

    fn base(self) -> usize {
        (self.0 >> 16) as usize & NOTHING
    }

    /// Returns the number of the word that ends there.
    fn word(self) -> Option<u32> {
        ((self.0 >> 40) as u32).checked_sub(1)
    }
}

impl fmt::Debug for Trie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Trie").field("nodes", &self.nodes.len()).finish_non_exhaustive()
    }
}

impl Trie {
    /// Builds one; a word's number is its place in the list. Empty words, and words with characters beyond the basic plane,
    /// are passed over; of equal ones the last counts.
    pub(crate) fn new<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let (mut alone, mut pairs) = (Box::<Bits<ALONE>>::default(), Box::<Bits<PAIRS>>::default());
        let mut sorted = Vec::with_capacity(words.size_hint().0);
        for (word, i) in words.zip(1..) {
            let first = Char::at(word.as_bytes(), 0);
            let second = Char::at(word.as_bytes(), first.width);
            // What begins with 0xF0 or more is beyond the basic plane.
            if first.width == 0 || word.bytes().any(|b| b == 0 || b >= 0xF0) {
                continue;
            }
            if second.width == 0 {
                alone.insert(single(first));
            } else {
                pairs.insert(pair(first, second));
            }
            sorted.push((word, i));
        }
        sorted.sort_unstable();
        Trie { alone, pairs, nodes: build::nodes(&sorted) }
    }

    /// Calls `found` with every word of `text` at `within` and its number, by start, the shortest first.
    #[inline]
    pub(crate) fn scan(&self, text: &str, within: Span, mut found: impl FnMut(Span, u32)) {
        let text = text.as_bytes().get(..within.end as usize).unwrap_or(&[]);
        let mut at = within.start;
        let mut this = Char::at(text, at);
        while this.width > 0 {
            let next = Char::at(text, at + this.width);
            self.from(text, at, (this, next), |end, word| found(Span::new(at, end), word));
            at += this.width;
            this = next;
        }
    }

    /// Calls `found` with the end and the number of the words that begin at `at`, where two characters stand.
    #[inline]
    fn from(&self, text: &[u8], at: u32, (first, second): (Char, Char), mut found: impl FnMut(u32, u32)) {
        let longer = self.pairs.has(pair(first, second));
        // Asked together: one branch, and it is harder to foresee than the questions are to answer.
        if !(longer | self.alone.has(single(first))) {
            return;
        }
        let (mut base, mut this, mut end) = (0, first, at);
        while let Some(node) = self.step(base, this) {
            end += this.width;
            if let Some(word) = node.word() {
                found(end, word);
            }
            base = node.base();
            if !longer || base == NOTHING {
                return;
            }
            this = Char::at(text, end);
        }
    }

    /// Returns the node behind a character and the node of a base.
    #[inline]
    fn step(&self, base: usize, char: Char) -> Option<Node> {
        let unit = char.unit();
        let node = *self.nodes.get(base + unit as usize)?;
        (node.unit() == u64::from(unit)).then_some(node)
    }

    /// Returns the longest word that `text` at `within` begins with.
    pub(crate) fn opening(&self, text: &str, within: Span) -> Option<Span> {
        let text = text.as_bytes().get(..within.end as usize)?;
        self.longest_at(text, within.start, Char::at(text, within.start))
    }

    /// Returns the longest word that begins at `at`, where a character stands.
    fn longest_at(&self, text: &[u8], at: u32, first: Char) -> Option<Span> {
        let mut best = None;
        let second = Char::at(text, at + first.width);
        self.from(text, at, (first, second), |end, _| best = Some(Span::new(at, end)));
        best
    }

    /// Returns the words of `text` at `within` from the left, of those that begin together the longest.
    pub(crate) fn longest<'h>(&'h self, text: &'h str, within: Span) -> impl Iterator<Item = Span> + 'h {
        let text = text.as_bytes().get(..within.end as usize).unwrap_or(&[]);
        let mut at = within.start;
        std::iter::from_fn(move || {
            loop {
                let first = Char::at(text, at);
                if first.width == 0 {
                    return None;
                }
                let best = self.longest_at(text, at, first);
                at = best.map_or(at + first.width, |best| best.end);
                if best.is_some() {
                    return best;
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(trie: &Trie, text: &'t str) -> Vec<(&'t str, u32, u32)> {
        let mut out = Vec::new();
        trie.scan(text, whole(text), |span, word| out.push((span.of(text), span.start, word)));
        out
    }

    fn whole(text: &str) -> Span {
        Span::new(0, u32::try_from(text.len()).unwrap())
    }

    #[test]
    fn words_are_found_where_they_begin() {
        let trie = Trie::new(["市", "市委", "市委政法委", "", "省委"].into_iter());
        // 市 is a word, 市区 begins none: what follows 区 does not count.
        for (text, want) in [
            ("市区委，省委", vec![("市", 0, 0), ("省委", 12, 4)]),
            ("市委政法委", vec![("市", 0, 0), ("市委", 0, 1), ("市委政法委", 0, 2)]),
            ("市委和市", vec![("市", 0, 0), ("市委", 0, 1), ("市", 9, 0)]),
            ("省", vec![]),
            ("委", vec![]),
            ("", vec![]),
            ("😀市\0", vec![("市", 4, 0)]),
        ] {
            assert_eq!(found(&trie, text), want, "{text}");
        }
        let mut cut = Vec::new();
        trie.scan("省委市委", Span::new(3, 9), |span, word| cut.push((span, word)));
        assert_eq!(cut, [(Span::new(6, 9), 0)]);
    }

    #[test]
    fn characters_of_every_width_stand_in_words() {
        // Those beyond the basic plane do not.
        let words = ["A股", "A\u{e9}", "县\u{e9}村", "县\u{e9}", "县", "𠮷", "县𠮷"];
        let trie = Trie::new(words.into_iter());
        let want =
            [("A股", 0, 0), ("A\u{e9}", 4, 1), ("县", 7, 4), ("县\u{e9}", 7, 3), ("县\u{e9}村", 7, 2), ("县", 15, 4)];
        assert_eq!(found(&trie, "A股A\u{e9}县\u{e9}村县𠮷"), want);
    }

    #[test]
    fn every_word_is_found_and_nothing_else() {
        let letters = ['一', '丁', '七', '万', '丈', '三'];
        let all: Vec<String> =
            (0..1296).map(|i| [i / 216, i / 36 % 6, i / 6 % 6, i % 6].iter().map(|i| letters[*i]).collect()).collect();
        let words: Vec<&str> = all.iter().enumerate().filter(|(i, _)| i % 7 < 3).map(|(_, w)| w.as_str()).collect();
        let trie = Trie::new(words.iter().copied());
        for word in &all {
            let want: Vec<_> = words.iter().zip(0..).filter(|(w, _)| *w == word).map(|(w, i)| (*w, 0, i)).collect();
            assert_eq!(found(&trie, word), want, "{word}");
        }
    }

    #[test]
    fn the_longest_words_follow_each_other() {
        let trie = Trie::new(["张掖", "张掖市", "市"].into_iter());
        let text = "在张掖市和张掖";
        assert_eq!(trie.longest(text, whole(text)).collect::<Vec<_>>(), [Span::new(3, 12), Span::new(15, 21)]);
        assert_eq!(trie.opening(text, Span::new(3, 21)), Some(Span::new(3, 12)));
        assert_eq!(trie.opening(text, Span::new(3, 9)), Some(Span::new(3, 9)));
        assert_eq!(trie.opening(text, Span::new(0, 0)), None);
    }
}
