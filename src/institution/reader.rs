//! One sentence as the grammar of names sees it: tokens, and every word of the vocabulary found in it.

use super::region::{Divisions, divisions};
use super::vocabulary::{Entry, Marks, Part, Vocabulary};
use super::walk::is_letter;
use crate::span::Span;
use crate::token::{Pos, Token};

/// A word of the vocabulary in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(super) entry: u32,
    pub(super) marks: Marks,
}

impl Found {
    /// Returns true for a division, and for words like 全市.
    pub(crate) fn locates(&self) -> bool {
        self.marks.has(Marks::DIVISION) || self.marks.has(Marks::PREFIX) && self.end - self.start > 3
    }
}

/// A word that a body cannot do without, by its start.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Core {
    pub(crate) start: u32,
    /// True if a name of common words may end with it.
    pub(crate) easy: bool,
}

/// A sentence.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) text: &'a str,
    pub(crate) sentence: Span,
    pub(crate) tokens: &'a [Token],
    /// True to take the dictionary's word for what is a body.
    pub(crate) open: bool,
    /// By start, the longest first.
    pub(crate) all: &'a [Found],
}

/// A place where a name may begin.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Start {
    pub(crate) at: u32,
    /// What the words that begin there can be, in short.
    pub(crate) marks: Marks,
}

static EMPTY: once_cell::sync::Lazy<Entry> = once_cell::sync::Lazy::new(Entry::default);

impl<'a> Reader<'a> {
    /// Takes up a sentence with its words looked up.
    pub(crate) fn new(
        vocabulary: &'a Vocabulary,
        text: &'a str,
        sentence: Span,
        tokens: &'a [Token],
        all: &'a [Found],
    ) -> Self {
        Reader { vocabulary, text, sentence, tokens, open: false, all }
    }

    /// Returns where names may begin: where a token or a word of the vocabulary does.
    pub(crate) fn starts(&self) -> impl Iterator<Item = Start> + '_ {
        let (mut token, mut word) = (0, 0);
        std::iter::from_fn(move || {
            let next = (self.tokens.get(token).map(|t| t.span.start), self.all.get(word).map(|f| f.start));
            let at = match next {
                (Some(a), Some(b)) => a.min(b),
                (one, other) => one.or(other)?,
            };
            while self.tokens.get(token).is_some_and(|t| t.span.start <= at) {
                token += 1;
            }
            let mut marks = Marks::default();
            while let Some(found) = self.all.get(word).filter(|f| f.start <= at) {
                marks = marks | found.marks;
                word += 1;
            }
            Some(Start { at, marks })
        })
    }

    /// Returns the number of the first token that ends after `at`.
    fn token_index(&self, at: u32) -> usize {
        self.tokens.partition_point(|t| t.span.end <= at)
    }

    /// Returns the number of the first word that begins at `at` or later.
    fn word_index(&self, at: u32) -> usize {
        self.all.partition_point(|f| f.start < at)
    }

    /// Returns the words that begin at `at`, the longest first.
    pub(crate) fn found(&self, at: u32) -> &[Found] {
        let tail = self.all.get(self.word_index(at)..).unwrap_or(&[]);
        let len = tail.iter().take_while(|f| f.start == at).count();
        tail.get(..len).unwrap_or(&[])
    }

    /// Returns the words that begin from `start` on, before `end`.
    pub(crate) fn found_in(&self, start: u32, end: u32) -> &[Found] {
        let (from, to) = (self.word_index(start), self.word_index(end));
        self.all.get(from..to).unwrap_or(&[])
    }

    /// Returns what the words that begin at `at` can be, in short.
    pub(crate) fn marks(&self, at: u32) -> Marks {
        self.found(at).iter().fold(Marks::default(), |all, found| all | found.marks)
    }

    /// Returns true if a token may lend a name of its own to common words after it.
    pub(crate) fn lends(&self, at: u32) -> bool {
        let Some(token) = self.token(at) else { return false };
        let words = self.words(at, token.span.end);
        matches!(token.pos, Pos::Person | Pos::Place | Pos::Organization | Pos::Latin)
            || matches!(self.part(words), Some(Part::Proper | Part::Country))
            // 森 in 森隆药业; 中国 in 中国队.
            || words.len() <= 3
            || words.len() > 6 && self.found_in(at + 1, token.span.end).iter().any(|f| f.end == token.span.end && f.marks.has(Marks::CORE))
    }

    /// Returns what a found word can be.
    pub(crate) fn entry(&self, found: &Found) -> &'a Entry {
        self.vocabulary.entries.get(found.entry as usize).unwrap_or(&EMPTY)
    }

    /// Returns the table of divisions.
    #[expect(clippy::unused_self, reason = "reads as a property of the sentence's context")]
    pub(crate) fn divisions(&self) -> &'static Divisions {
        divisions()
    }

    /// Returns the text from `start` to `end`.
    pub(crate) fn words(&self, start: u32, end: u32) -> &'a str {
        Span::new(start, end).of(self.text)
    }

    /// Returns the sentence from `at` on.
    pub(crate) fn rest(&self, at: u32) -> &'a str {
        self.words(at, self.sentence.end)
    }

    /// Returns the token that covers `at`.
    pub(crate) fn token(&self, at: u32) -> Option<&Token> {
        self.tokens.get(self.token_index(at)).filter(|t| t.span.start <= at)
    }

    /// Returns true if a token begins at `at`, or none covers it.
    pub(crate) fn boundary(&self, at: u32) -> bool {
        self.token(at).is_none_or(|t| t.span.start == at)
    }

    /// Returns true if a word may end at `at`: a token does, or a word that names go on with begins there.
    pub(crate) fn closed(&self, at: u32) -> bool {
        self.boundary(at)
            || self.found(at).iter().any(|f| {
                let entry = self.entry(f);
                entry.stem.is_some()
                    || entry.joint.is_some()
                    || entry.scope.is_some()
                    || entry.division
                    || entry.root.is_some()
                    || entry.head.is_some() && f.end - f.start > 3
            })
    }

    /// Returns what a word does inside names.
    pub(crate) fn part(&self, words: &str) -> Option<Part> {
        self.vocabulary.parts.get(words).copied()
    }

    /// Returns true if a country in one character stands at `at`.
    pub(crate) fn short(&self, at: u32) -> bool {
        self.rest(at).starts_with(|c| self.vocabulary.shorts.has(c))
            && self.token(at).is_some_and(|t| t.span.start == at && t.span.len() == 3)
    }

    /// Returns the first token from `at` on that stands in no name without a prefix, as its start and end. Such a name may
    /// still end with it.
    pub(crate) fn barrier(&self, at: u32) -> (u32, u32) {
        let tail = self.tokens.get(self.token_index(at)..).unwrap_or(&[]);
        let token = tail.iter().find(|t| !self.joins(t)).map(|t| t.span);
        token.map_or((self.sentence.end, self.sentence.end), |span| (span.start, span.end))
    }

    /// Returns true if a token may stand in a name without a prefix.
    fn joins(&self, token: &Token) -> bool {
        match self.part(token.span.of(self.text)) {
            Some(part) => part != Part::Stop,
            None => {
                matches!(
                    token.pos,
                    Pos::Noun
                        | Pos::Person
                        | Pos::Place
                        | Pos::Organization
                        | Pos::Other
                        | Pos::Latin
                        | Pos::Number
                        | Pos::Adjective
                        | Pos::Particle
                ) || {
                    let words = token.span.of(self.text);
                    words == "·" || is_letter(token, words, false)
                }
            }
        }
    }
}
