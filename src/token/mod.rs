//! Words of a sentence: the adapter to the segmenter, and the only place that names it.

use crate::{error::Error, span::Span};
use jieba_rs::Jieba;

/// A word and its part of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) span: Span,
    pub(crate) pos: Pos,
}

/// Parts of speech, coarser than the dictionary's tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Pos {
    Noun,
    VerbalNoun,
    Person,
    Place,
    Organization,
    Verb,
    Adjective,
    Adverb,
    Number,
    Classifier,
    Preposition,
    Conjunction,
    Pronoun,
    Locative,
    TimeWord,
    Particle,
    Latin,
    Punctuation,
    Other,
    /// No word: a stretch that was not segmented.
    Unread,
}

impl Pos {
    /// Every part of speech and the name of its class.
    pub(crate) const ALL: [(Pos, &'static str); 20] = [
        (Pos::Noun, "noun"),
        (Pos::VerbalNoun, "vnoun"),
        (Pos::Person, "person"),
        (Pos::Place, "place"),
        (Pos::Organization, "organization"),
        (Pos::Verb, "verb"),
        (Pos::Adjective, "adjective"),
        (Pos::Adverb, "adverb"),
        (Pos::Number, "numeral"),
        (Pos::Classifier, "classifier"),
        (Pos::Preposition, "preposition"),
        (Pos::Conjunction, "conjunction"),
        (Pos::Pronoun, "pronoun"),
        (Pos::Locative, "locative"),
        (Pos::TimeWord, "timeword"),
        (Pos::Particle, "particle"),
        (Pos::Latin, "latin"),
        (Pos::Punctuation, "punctuation"),
        (Pos::Other, "other"),
        (Pos::Unread, "unread"),
    ];

    /// Returns the name of the class.
    pub(crate) fn name(self) -> &'static str {
        Pos::ALL.iter().find(|(pos, _)| *pos == self).map_or("other", |(_, name)| name)
    }

    fn from_tag(tag: &str, word: &str) -> Self {
        match tag.as_bytes() {
            [b'e', b'n', b'g'] => Pos::Latin,
            [b'n', b'r', ..] => Pos::Person,
            [b'n', b's', ..] => Pos::Place,
            [b'n', b't', ..] => Pos::Organization,
            [b'v', b'n', ..] => Pos::VerbalNoun,
            [b'n' | b'g' | b'j' | b'i' | b'l' | b's', ..] => Pos::Noun,
            [b'v', ..] => Pos::Verb,
            [b'a' | b'b' | b'z', ..] => Pos::Adjective,
            [b'd', ..] => Pos::Adverb,
            [b'm', ..] => Pos::Number,
            [b'q', ..] => Pos::Classifier,
            [b'p', ..] => Pos::Preposition,
            [b'c', ..] => Pos::Conjunction,
            [b'r', ..] => Pos::Pronoun,
            [b'f', ..] => Pos::Locative,
            [b't', ..] => Pos::TimeWord,
            [b'u' | b'y' | b'e' | b'o' | b'k', ..] => Pos::Particle,
            _ => match word.chars().next() {
                Some(c) if c.is_ascii_alphanumeric() => Pos::Latin,
                Some(c) if is_han(c) => Pos::Other,
                _ => Pos::Punctuation,
            },
        }
    }
}

/// Returns true for a Han character.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{2ffff}' | '〇')
}

/// Cuts sentences into words.
#[derive(Debug)]
pub(crate) struct Segmenter(Jieba);

impl Segmenter {
    /// Loads the embedded dictionary.
    #[cfg(feature = "default-dict")]
    #[expect(clippy::unnecessary_wraps, reason = "it fails in a build without the dictionary")]
    pub(crate) fn embedded() -> Result<Self, Error> {
        Ok(Segmenter(Jieba::new()))
    }

    /// There is no embedded dictionary in this build.
    #[cfg(not(feature = "default-dict"))]
    pub(crate) fn embedded() -> Result<Self, Error> {
        Err(Error::dictionary("give one to `ExtractorBuilder::dictionary`, or build with the feature `default-dict`"))
    }

    /// Reads a dictionary with a line `word frequency tag` for each word.
    pub(crate) fn from_dictionary(mut dictionary: &[u8]) -> Result<Self, Error> {
        Jieba::with_dict(&mut dictionary).map(Segmenter).map_err(|e| Error::dictionary(e.to_string()))
    }

    /// Makes the segmenter know a word.
    pub(crate) fn add_word(&mut self, word: &str) {
        if word.chars().count() > 1 && !self.0.has_word(word) {
            self.0.add_word(word, None, Some("n"));
        }
    }

    /// Makes the segmenter never read a word of the dictionary as one.
    pub(crate) fn keep_apart(&mut self, word: &str) {
        if self.0.has_word(word) {
            self.0.add_word(word, Some(0), None);
        }
    }

    /// Makes a word of the dictionary so frequent that it is read as one.
    pub(crate) fn keep_together(&mut self, word: &str, frequency: usize) {
        self.0.add_word(word, Some(frequency), None);
    }

    /// Appends the words of `text` at `within` to `out`.
    pub(crate) fn tag(&self, text: &str, within: Span, out: &mut Vec<Token>) {
        let base = within.start;
        for tag in self.0.tag(within.of(text), false) {
            let at = |byte: usize| base + u32::try_from(byte).unwrap_or(u32::MAX);
            out.push(Token {
                span: Span::new(at(tag.byte_start), at(tag.byte_end)),
                pos: Pos::from_tag(tag.tag, tag.word),
            });
        }
    }

    /// Returns the part of speech that the dictionary gives a word.
    pub(crate) fn pos(&self, word: &str) -> Pos {
        let tags = self.0.tag(word, false);
        match tags.as_slice() {
            [only] => Pos::from_tag(only.tag, only.word),
            _ => Pos::Noun,
        }
    }
}
