//! One sentence as the grammar of names sees it: tokens, and every word of the vocabulary found in it.

use super::region::{Divisions, divisions};
use super::vocabulary::{Entry, Part, Vocabulary};
use crate::span::Span;
use crate::token::Token;

/// A word of the vocabulary in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) start: u32,
    pub(crate) end: u32,
    entry: u32,
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
    pub(crate) all: Vec<Found>,
}

static EMPTY: once_cell::sync::Lazy<Entry> = once_cell::sync::Lazy::new(Entry::default);

impl<'a> Reader<'a> {
    /// Looks the sentence's words up.
    pub(crate) fn new(vocabulary: &'a Vocabulary, text: &'a str, sentence: Span, tokens: &'a [Token]) -> Self {
        let base = sentence.start;
        let at = |byte: usize| base.saturating_add(u32::try_from(byte).unwrap_or(u32::MAX));
        let mut all: Vec<Found> = vocabulary
            .automaton
            .all(sentence.of(text))
            .map(|(start, end, entry)| Found { start: at(start), end: at(end), entry })
            .collect();
        all.sort_unstable_by_key(|f| (f.start, std::cmp::Reverse(f.end)));
        Reader { vocabulary, text, sentence, tokens, open: false, all }
    }

    /// Returns the words that begin at `at`, the longest first.
    pub(crate) fn found(&self, at: u32) -> &[Found] {
        let from = self.all.partition_point(|f| f.start < at);
        let tail = self.all.get(from..).unwrap_or(&[]);
        let len = tail.iter().take_while(|f| f.start == at).count();
        tail.get(..len).unwrap_or(&[])
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
        let i = self.tokens.partition_point(|t| t.span.end <= at);
        self.tokens.get(i).filter(|t| t.span.start <= at)
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
}
