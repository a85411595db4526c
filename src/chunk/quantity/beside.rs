//! Words beside a number that say what it is: 位居, 单个项目, 每学期, 次会议.

use crate::lexicon::rows;
use std::cmp::Reverse;
use std::sync::LazyLock;

const TABLE: (&str, &str) = ("data/beside_numbers.tsv", include_str!("../../../data/beside_numbers.tsv"));

/// What a word says of the number beside it. The table explains each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    Stance,
    Standing,
    Ranking,
    Placing,
    Moving,
    Holder,
    Denominator,
    Session,
    Plan,
    Sum,
    Each,
}

const SAYS: [(&str, Says); 11] = [
    ("stance", Says::Stance),
    ("standing", Says::Standing),
    ("ranking", Says::Ranking),
    ("placing", Says::Placing),
    ("moving", Says::Moving),
    ("holder", Says::Holder),
    ("denominator", Says::Denominator),
    ("session", Says::Session),
    ("plan", Says::Plan),
    ("sum", Says::Sum),
    ("each", Says::Each),
];

/// The words of each kind, longest first.
static WORDS: LazyLock<[Vec<&'static str>; SAYS.len()]> = LazyLock::new(|| {
    let (file, text) = TABLE;
    let table = rows(file, text, &["word", "says"]).unwrap_or_default();
    SAYS.map(|(name, _)| {
        let mut words: Vec<&'static str> =
            table.iter().filter(|row| row.field(1) == name).map(|row| row.field(0)).collect();
        words.sort_by_key(|word| Reverse(word.len()));
        words
    })
});

/// Returns the words that say it, longest first.
pub(super) fn words(says: Says) -> &'static [&'static str] {
    SAYS.iter().zip(&*WORDS).find(|((_, of), _)| *of == says).map_or(&[], |(_, words)| words)
}

/// Returns the word that says it at the beginning of `text`.
pub(super) fn begins(text: &str, says: Says) -> Option<&'static str> {
    words(says).iter().copied().find(|word| text.starts_with(word))
}

/// Returns true if a word that says it ends `text`.
pub(super) fn ends(text: &str, says: Says) -> bool {
    words(says).iter().any(|word| text.ends_with(word))
}

/// Returns true if a word that says it is in `text`.
pub(super) fn within(text: &str, says: Says) -> bool {
    words(says).iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_says_something() {
        let (file, text) = TABLE;
        for row in rows(file, text, &["word", "says"]).unwrap() {
            assert!(SAYS.iter().any(|(name, _)| *name == row.field(1)), "{}", row.field(0));
        }
        assert!(SAYS.iter().all(|(_, says)| !words(*says).is_empty()));
        assert_eq!(begins("学期末", Says::Denominator), Some("学期"));
    }
}
