//! A set of words, looked up only where one may begin.

use rustc_hash::FxHashMap;
use std::fmt;

/// Words as a trie. Most positions of a text are passed over after a look at one character, or at two.
pub(crate) struct Trie {
    /// A bit for every character that a word begins with: it fits the nearest cache, as the nodes do not.
    begins: Box<[u64]>,
    /// By first character: its node, 0 where no word begins.
    first: Box<[u32]>,
    /// A bit for the hash of every first pair of characters.
    pairs: Box<[u64]>,
    next: FxHashMap<(u32, char), u32>,
    /// By node: the word that ends there, plus one.
    word: Vec<u32>,
}

const PAIRS: usize = 1 << 17;

impl fmt::Debug for Trie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Trie").field("nodes", &self.word.len()).finish_non_exhaustive()
    }
}

impl Trie {
    /// Builds one; a word's number is its place in the list. Empty words are passed over, of equal ones the last counts.
    pub(crate) fn new<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut out = Trie {
            begins: vec![0; (1 << 16) / 64].into_boxed_slice(),
            first: vec![0; 1 << 16].into_boxed_slice(),
            pairs: vec![0; PAIRS / 64].into_boxed_slice(),
            next: FxHashMap::default(),
            word: vec![0],
        };
        for (i, word) in words.enumerate() {
            let mut chars = word.chars();
            let Some(first) = chars.next() else { continue };
            let Some(slot) = out.first.get_mut(first as usize) else { continue };
            if let Some(bits) = out.begins.get_mut(first as usize / 64) {
                *bits |= 1 << (first as usize % 64);
            }
            if *slot == 0 {
                *slot = u32::try_from(out.word.len()).unwrap_or(0);
                out.word.push(0);
            }
            let mut node = *slot;
            for (depth, c) in chars.enumerate() {
                if depth == 0 {
                    let bit = pair(first, c);
                    out.pairs[bit / 64] |= 1 << (bit % 64);
                }
                let fresh = u32::try_from(out.word.len()).unwrap_or(0);
                node = *out.next.entry((node, c)).or_insert(fresh);
                if node == fresh {
                    out.word.push(0);
                }
            }
            if let Some(slot) = out.word.get_mut(node as usize) {
                *slot = u32::try_from(i + 1).unwrap_or(0);
            }
        }
        out
    }

    /// Calls `found` with the length in bytes and the number of every word at the beginning of `rest`, the shortest first.
    #[inline]
    pub(crate) fn each(&self, rest: &str, mut found: impl FnMut(usize, u32)) {
        let mut chars = rest.chars();
        let Some(first) = chars.next() else { return };
        if self.begins.get(first as usize / 64).is_none_or(|bits| bits & (1 << (first as usize % 64)) == 0) {
            return;
        }
        let Some(&root) = self.first.get(first as usize) else { return };
        let mut len = first.len_utf8();
        if let Some(word) = self.word.get(root as usize).and_then(|w| w.checked_sub(1)) {
            found(len, word);
        }
        let Some(second) = chars.clone().next() else { return };
        let bit = pair(first, second);
        if self.pairs.get(bit / 64).is_none_or(|bits| bits & (1 << (bit % 64)) == 0) {
            return;
        }
        let mut node = root;
        for c in chars {
            let Some(&next) = self.next.get(&(node, c)) else { return };
            node = next;
            len += c.len_utf8();
            if let Some(word) = self.word.get(node as usize).and_then(|w| w.checked_sub(1)) {
                found(len, word);
            }
        }
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
