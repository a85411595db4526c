//! A set of words, searched for all at once.

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use std::fmt;

/// Finds words in a text in one pass. An empty set finds nothing.
pub(crate) struct Automaton(Option<CharwiseDoubleArrayAhoCorasick<u32>>);

impl fmt::Debug for Automaton {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Automaton").finish_non_exhaustive()
    }
}

impl Automaton {
    /// Builds one of the words, for all occurrences, or for the longest ones from the left.
    pub(crate) fn new<'a>(words: impl Iterator<Item = &'a str>, longest: bool) -> Self {
        let kind = if longest { MatchKind::LeftmostLongest } else { MatchKind::Standard };
        let patterns = words.enumerate().map(|(i, w)| (w, u32::try_from(i).unwrap_or(u32::MAX)));
        Automaton(CharwiseDoubleArrayAhoCorasickBuilder::new().match_kind(kind).build_with_values(patterns).ok())
    }

    /// Returns the longest words from the left, as start, end and index; the set must have been built for them.
    pub(crate) fn longest<'h>(&'h self, hay: &'h str) -> impl Iterator<Item = (usize, usize, u32)> + 'h {
        self.0.iter().flat_map(move |a| a.leftmost_find_iter(hay)).map(|m| (m.start(), m.end(), m.value()))
    }

    /// Returns every occurrence, as start, end and index; the set must have been built for them.
    pub(crate) fn all<'h>(&'h self, hay: &'h str) -> impl Iterator<Item = (usize, usize, u32)> + 'h {
        self.0.iter().flat_map(move |a| a.find_overlapping_iter(hay)).map(|m| (m.start(), m.end(), m.value()))
    }
}
