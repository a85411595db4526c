//! A set of words, looked up only where one may begin.

use super::CharSet;
use std::{collections::BTreeMap, fmt, str::Chars};

/// Words as a trie. Most positions of a text are passed over after a look at one character, or at two.
pub(crate) struct Trie {
    /// Characters that a word begins with: a set that fits the nearest cache, as the nodes do not.
    begins: CharSet,
    /// Characters that are words.
    alone: CharSet,
    /// A bit for the hash of every first pair of characters.
    pairs: Box<[u64]>,
    /// By first character: its node. Zero, the root, where no word begins.
    first: Box<[u16]>,
    /// The nodes, level by level, so that the edges of one stand together, and edge `n` leads to node `n + 1`.
    nodes: Box<[Node]>,
    /// By edge: its character. Those of one node are in order.
    labels: Box<[char]>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// The first of its edges; they end where the next node's begin.
    edges: u32,
    /// The word that ends there, plus one.
    word: u32,
}

const PAIRS: usize = 1 << 18;

/// A node while the trie is built.
#[derive(Default)]
struct Draft {
    word: u32,
    next: BTreeMap<char, Draft>,
}

impl fmt::Debug for Trie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Trie").field("nodes", &self.nodes.len()).finish_non_exhaustive()
    }
}

impl Trie {
    /// Builds one; a word's number is its place in the list. Empty words, and words that begin beyond the basic plane, are
    /// passed over; of equal ones the last counts.
    pub(crate) fn new<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut root = Draft::default();
        for (i, word) in words.enumerate().filter(|(_, w)| w.starts_with(|c| c < '\u{10000}')) {
            let node = word.chars().fold(&mut root, |node, c| node.next.entry(c).or_default());
            node.word = u32::try_from(i + 1).unwrap_or(0);
        }
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut out = Trie {
            begins: CharSet::new(),
            alone: CharSet::new(),
            pairs: vec![0; PAIRS / 64].into_boxed_slice(),
            first: vec![0; 1 << 16].into_boxed_slice(),
            nodes: Box::default(),
            labels: Box::default(),
        };
        let (mut nodes, mut labels) = (Vec::new(), Vec::new());
        let mut queue = std::collections::VecDeque::from([&root]);
        while let Some(draft) = queue.pop_front() {
            nodes.push(Node { edges: small(labels.len()), word: draft.word });
            labels.extend(draft.next.keys());
            queue.extend(draft.next.values());
        }
        nodes.push(Node { edges: small(labels.len()), word: 0 });
        for (edge, (&first, draft)) in root.next.iter().enumerate() {
            out.begins.insert(first);
            if draft.word > 0 {
                out.alone.insert(first);
            }
            if let Some(slot) = out.first.get_mut(first as usize) {
                *slot = u16::try_from(edge + 1).unwrap_or(0);
            }
            for &second in draft.next.keys() {
                let bit = pair(first, second);
                out.pairs[bit / 64] |= 1 << (bit % 64);
            }
        }
        (out.nodes, out.labels) = (nodes.into_boxed_slice(), labels.into_boxed_slice());
        out
    }

    /// Calls `found` with the length in bytes and the number of every word at the beginning of `rest`, the shortest first.
    pub(crate) fn each(&self, rest: &str, found: impl FnMut(usize, u32)) {
        let mut chars = rest.chars();
        if let Some(first) = chars.next() {
            self.from(first, chars.next(), chars, found);
        }
    }

    /// Calls `found` with the start, the length in bytes and the number of every word in a text, by start, the shortest first.
    #[inline]
    pub(crate) fn scan(&self, text: &str, mut found: impl FnMut(usize, usize, u32)) {
        let mut chars = text.chars();
        let mut at = 0;
        let mut next = chars.next();
        while let Some(first) = next {
            next = chars.next();
            self.from(first, next, chars.clone(), |len, word| found(at, len, word));
            at += first.len_utf8();
        }
    }

    /// Calls `found` with the words that begin with `first`; `second` and `rest` are what follows it.
    #[inline]
    fn from(&self, first: char, second: Option<char>, rest: Chars<'_>, mut found: impl FnMut(usize, u32)) {
        if !self.begins.has(first) {
            return;
        }
        let longer = second.filter(|&second| {
            let bit = pair(first, second);
            self.pairs.get(bit / 64).is_some_and(|bits| bits >> (bit % 64) & 1 == 1)
        });
        if longer.is_none() && !self.alone.has(first) {
            return;
        }
        let mut node = self.first.get(first as usize).map_or(0, |n| usize::from(*n));
        let mut len = first.len_utf8();
        let mut report = |node: usize, len| {
            if let Some(word) = self.nodes.get(node).and_then(|n| n.word.checked_sub(1)) {
                found(len, word);
            }
        };
        report(node, len);
        let Some(second) = longer else { return };
        for c in std::iter::once(second).chain(rest) {
            let Some(next) = self.next(node, c) else { return };
            node = next;
            len += c.len_utf8();
            report(node, len);
        }
    }

    /// Returns the node behind a character.
    #[inline]
    fn next(&self, node: usize, c: char) -> Option<usize> {
        let [from, to] = [node, node + 1].map(|n| self.nodes.get(n).map_or(0, |n| n.edges as usize));
        let edge = self.labels.get(from..to)?.binary_search(&c).ok()?;
        Some(from + edge + 1)
    }

    /// Returns the words of a text from the left, of those that begin together the longest, as start and end.
    pub(crate) fn longest<'h>(&'h self, hay: &'h str) -> impl Iterator<Item = (usize, usize)> + 'h {
        let mut at = 0;
        std::iter::from_fn(move || {
            loop {
                let rest = hay.get(at..)?;
                let step = rest.chars().next()?.len_utf8();
                let mut best = 0;
                self.each(rest, |len, _| best = len);
                let start = at;
                at += best.max(step);
                if best > 0 {
                    return Some((start, at));
                }
            }
        })
    }
}

/// Returns the bit of two characters.
fn pair(a: char, b: char) -> usize {
    ((a as usize).wrapping_mul(0x9e5) ^ (b as usize).wrapping_mul(0x79b1)) % PAIRS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_they_begin() {
        let trie = Trie::new(["市", "市委", "市委政法委", "", "省委"].into_iter());
        // 市 is a word, 市区 begins none: what follows 区 does not count.
        let mut found = Vec::new();
        trie.scan("市区委，省委", |at, len, word| found.push((at, len, word)));
        assert_eq!(found, [(0, 3, 0), (12, 6, 4)]);
        for (text, want) in
            [("市委政法委", "3:0 6:1 15:2"), ("市委和", "3:0 6:1"), ("省", ""), ("委", ""), ("", ""), ("😀市", "")]
        {
            let mut found = Vec::new();
            trie.each(text, |len, word| found.push(format!("{len}:{word}")));
            assert_eq!(found.join(" "), want, "{text}");
        }
    }

    #[test]
    fn the_longest_words_follow_each_other() {
        let trie = Trie::new(["张掖", "张掖市", "市"].into_iter());
        assert_eq!(trie.longest("在张掖市和张掖").collect::<Vec<_>>(), [(3, 12), (15, 21)]);
    }
}
