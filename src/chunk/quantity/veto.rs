//! Words whose numerals count nothing: 一带一路, 三峡, 两会.

use crate::lexicon::rows;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

const TABLE: (&str, &str) = ("data/not_quantities.tsv", include_str!("../../../data/not_quantities.tsv"));

/// By each Chinese numeral character in the word, the word and where in it that character stands.
static WORDS: LazyLock<FxHashMap<char, Vec<(&'static str, usize)>>> = LazyLock::new(|| {
    let (file, text) = TABLE;
    let mut words: FxHashMap<char, Vec<(&'static str, usize)>> = FxHashMap::default();
    for row in rows(file, text, &["word"]).unwrap_or_default() {
        let word = row.field(0);
        for (i, c) in word.char_indices().filter(|(_, c)| crate::chunk::number::glyph(*c).is_some()) {
            words.entry(c).or_default().push((word, i));
        }
    }
    words
});

/// Returns the end of the word that holds the numeral from `start` to `end` and is no quantity.
///
/// A numeral that reaches beyond the word is one: 十大 does not stop 三十大项.
pub(crate) fn word_at(text: &str, start: usize, end: usize) -> Option<usize> {
    let first = text.get(start..)?.chars().next()?;
    WORDS
        .get(&first)?
        .iter()
        .filter_map(|&(word, offset)| {
            let begin = start.checked_sub(offset)?;
            let stop = begin + word.len();
            (stop >= end && text.get(begin..stop) == Some(word)).then_some(stop)
        })
        .max()
}
