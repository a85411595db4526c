//! Words beside a name that tell how to read it, from `data/institutions/contexts.tsv`.

use crate::Error;
use crate::lexicon::rows;
use rustc_hash::{FxHashMap, FxHashSet};

/// The longest word of the table, in characters.
const LONGEST: usize = 6;

/// The words, by what they do and the word they do it to.
#[derive(Debug, Default)]
pub(crate) struct Contexts(FxHashMap<(&'static str, &'static str), FxHashSet<&'static str>>);

impl Contexts {
    /// Reads the table.
    pub(super) fn embedded() -> Result<Self, Error> {
        const TEXT: &str = include_str!("../../data/institutions/contexts.tsv");
        let mut out = Contexts::default();
        for row in rows("data/institutions/contexts.tsv", TEXT, &["word", "role"])? {
            out.0.entry((row.field(1), row.field(2))).or_default().insert(row.field(0));
        }
        Ok(out)
    }

    /// Returns the longest word of that role which `rest` begins with.
    pub(super) fn follows<'r>(&self, role: &'static str, of: &'static str, rest: &'r str) -> Option<&'r str> {
        let words = self.0.get(&(role, of))?;
        let ends = rest.char_indices().map(|(i, _)| i).chain([rest.len()]).skip(1).take(LONGEST);
        ends.filter_map(|end| rest.get(..end)).filter(|word| words.contains(word)).last()
    }

    /// Returns true if a word has that role.
    pub(super) fn has(&self, role: &'static str, word: &str) -> bool {
        self.0.get(&(role, "")).is_some_and(|words| words.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_wins() {
        let table = Contexts::embedded().unwrap();
        assert_eq!(table.follows("alias", "", "以下简称“办法”"), Some("以下简称"));
        assert_eq!(table.follows("attribute", "政府", "投资增长"), Some("投资"));
        assert_eq!(table.follows("attribute", "政府", ""), None);
    }
}
