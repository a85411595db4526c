//! Words whose numerals count nothing: 一带一路, 三峡, 两会.

use crate::chunk::number::{char_at, char_before, glyph};
use crate::lexicon::rows;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

const TABLE: (&str, &str) = ("data/not_quantities.tsv", include_str!("../../../data/not_quantities.tsv"));

/// A word and where in it a numeral character stands.
type Place = (&'static str, usize);

/// By each Chinese numeral character in a word together with its neighbour there: the next character, or the one before
/// the last.
#[derive(Default)]
struct Words {
    next: FxHashMap<(char, char), Vec<Place>>,
    last: FxHashMap<(char, char), Vec<Place>>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let (file, text) = TABLE;
    let mut words = Words::default();
    for row in rows(file, text, &["word"]).unwrap_or_default() {
        let word = row.field(0);
        for (i, c) in word.char_indices().filter(|(_, c)| glyph(*c).is_some()) {
            if let Some(next) = char_at(word, i + c.len_utf8()) {
                words.next.entry((c, next)).or_default().push((word, i));
            } else if let Some(before) = char_before(word, i) {
                words.last.entry((before, c)).or_default().push((word, i));
            }
        }
    }
    words
});

/// Returns the end of the word that holds the numeral from `start` to `end` and is no quantity.
///
/// A numeral that reaches beyond the word is one: 十大 does not stop 三十大项.
pub(crate) fn word_at(text: &str, start: usize, end: usize) -> Option<usize> {
    let first = char_at(text, start)?;
    let next = char_at(text, start + first.len_utf8()).and_then(|c| WORDS.next.get(&(first, c)));
    let last = char_before(text, start).and_then(|c| WORDS.last.get(&(c, first)));
    [next, last]
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|&(word, offset)| {
            let begin = start.checked_sub(offset)?;
            let stop = begin + word.len();
            (stop >= end && text.get(begin..stop) == Some(word)).then_some(stop)
        })
        .max()
}
