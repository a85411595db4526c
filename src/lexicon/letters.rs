//! The classes of single characters.

use super::SetId;

/// The class set of every Han character of the basic block that is a word of the lexicon: 42 KB.
///
/// A character is as often a piece of a word as a word, so that the segmenter has to say where it stands alone. Looking it
/// up there costs less than finding it everywhere.
#[derive(Debug)]
pub(crate) struct Letters(Box<[SetId]>);

const FIRST: u32 = 0x4E00;
const COUNT: usize = 0xA000 - 0x4E00;
const NONE: SetId = SetId(u16::MAX);

impl Letters {
    /// Returns a table of words and their sets. Words that are no such character are passed over.
    pub(crate) fn new<'a>(words: impl Iterator<Item = (&'a str, SetId)>) -> Self {
        let mut sets = vec![NONE; COUNT].into_boxed_slice();
        for (word, set) in words {
            if let Some(of) = letter(word).and_then(|i| sets.get_mut(i)) {
                *of = set;
            }
        }
        Letters(sets)
    }

    /// Returns true for a word that such a table holds.
    pub(crate) fn takes(word: &str) -> bool {
        letter(word).is_some()
    }

    /// Returns the set of a character.
    #[inline]
    pub(crate) fn get(&self, word: &str) -> Option<SetId> {
        self.0.get(letter(word)?).copied().filter(|set| *set != NONE)
    }
}

/// Returns the place of a word that is one Han character of the basic block.
#[inline]
fn letter(word: &str) -> Option<usize> {
    let &[a, b, c] = word.as_bytes() else { return None };
    let code = u32::from(a & 0x0F) << 12 | u32::from(b & 0x3F) << 6 | u32::from(c & 0x3F);
    let place = usize::try_from(code.checked_sub(FIRST)?).ok()?;
    (a >= 0xE0 && place < COUNT).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::{Letters, SetId};

    #[test]
    fn single_han_characters_are_held_and_nothing_else() {
        let words =
            [("一", 1), ("鿿", 2), ("要", 3), ("，", 4), ("发展", 5), ("a", 6), ("abc", 7), ("㐀", 8), ("\u{a000}", 9)];
        let letters = Letters::new(words.iter().map(|(word, set)| (*word, SetId(*set))));
        for (word, set) in words {
            assert_eq!(letters.get(word), (set < 4).then_some(SetId(set)), "{word}");
            assert_eq!(Letters::takes(word), set < 4, "{word}");
        }
        assert_eq!(letters.get("新"), None);
    }
}
