//! Tables of words that are looked up by their first character.

use super::reader::Reader;
use rustc_hash::FxHashMap;

/// Words with what they mean. Of several that stand at a place the longest is found.
#[derive(Debug)]
pub(crate) struct Words<T> {
    by_first: FxHashMap<char, Vec<(&'static str, T)>>,
}

impl<T> Words<T> {
    /// Makes a table. Rows of one word keep their order.
    pub(crate) fn new(rows: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut by_first: FxHashMap<char, Vec<_>> = FxHashMap::default();
        for row in rows {
            if let Some(first) = row.0.chars().next() {
                by_first.entry(first).or_default().push(row);
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted on its own; their order does not matter")]
        for list in by_first.values_mut() {
            list.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        Words { by_first }
    }

    /// Returns every word, in no order.
    pub(crate) fn all(&self) -> impl Iterator<Item = &'static str> {
        self.by_first.values().flatten().map(|(word, _)| *word)
    }

    /// Returns the rows whose word begins as `word` does, longest words first.
    pub(crate) fn beside(&self, word: &str) -> &[(&'static str, T)] {
        word.chars().next().and_then(|c| self.by_first.get(&c)).map_or(&[], Vec::as_slice)
    }
}

impl Reader<'_> {
    /// Goes past the longest word of the table that comes next, and returns its row.
    pub(crate) fn eat_word<'w, T>(&mut self, words: &'w Words<T>) -> Option<&'w (&'static str, T)> {
        let rest = self.rest();
        // The words of a list share the first character: the last byte of the second one settles most of them.
        let sixth = rest.as_bytes().get(5);
        let row = words.by_first.get(&rest.chars().next()?)?.iter().find(|(word, _)| {
            let word = word.as_bytes();
            (word.len() < 6 || word.get(5) == sixth) && rest.as_bytes().starts_with(word)
        })?;
        self.at += row.0.len();
        Some(row)
    }
}
