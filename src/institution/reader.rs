//! One sentence as the grammar of names sees it: tokens, and every word of the vocabulary found in it.

use super::region::{Divisions, divisions};
use super::vocabulary::{Entry, Part, Vocabulary};
use super::walk::is_letter;
use crate::span::Span;
use crate::token::{Pos, Token};

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
    /// By byte of the sentence: the first word that begins there or later, and the token that ends after it.
    index: Vec<(u32, u32)>,
}

static EMPTY: once_cell::sync::Lazy<Entry> = once_cell::sync::Lazy::new(Entry::default);

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Looks up the words of the vocabulary in a sentence. Returns them by start, the longest first, and the starts of those that
/// a body cannot do without.
pub(crate) fn look_up(vocabulary: &Vocabulary, text: &str, sentence: Span) -> (Vec<Found>, Vec<u32>) {
    let (mut all, mut cores): (Vec<Found>, Vec<u32>) = (Vec::new(), Vec::new());
    let words = sentence.of(text);
    for (i, _) in words.char_indices() {
        let start = sentence.start.saturating_add(small(i));
        let from = all.len();
        vocabulary.trie.each(words.get(i..).unwrap_or(""), |len, entry| {
            all.push(Found { start, end: start.saturating_add(small(len)), entry });
        });
        if all.len() == from {
            continue;
        }
        let core = |found: &Found| {
            let entry = vocabulary.entries.get(found.entry as usize);
            entry.is_some_and(Entry::makes_bodies) && !vocabulary.ends_other(words, i, (found.end - start) as usize)
        };
        if all.get(from..).is_some_and(|group| group.iter().any(core)) {
            cores.push(start);
        }
        if let Some(group) = all.get_mut(from..) {
            group.reverse();
        }
    }
    (all, cores)
}

impl<'a> Reader<'a> {
    /// Takes up a sentence with its words looked up.
    pub(crate) fn new(
        vocabulary: &'a Vocabulary,
        text: &'a str,
        sentence: Span,
        tokens: &'a [Token],
        all: Vec<Found>,
    ) -> Self {
        let len = (sentence.end - sentence.start) as usize;
        let mut index = Vec::with_capacity(len + 1);
        let (mut word, mut token) = (0, 0);
        for at in sentence.start..=sentence.end {
            while all.get(word).is_some_and(|f| f.start < at) {
                word += 1;
            }
            while tokens.get(token).is_some_and(|t| t.span.end <= at) {
                token += 1;
            }
            index.push((small(word), small(token)));
        }
        Reader { vocabulary, text, sentence, tokens, open: false, all, index }
    }

    fn place(&self, at: u32) -> Option<(usize, usize)> {
        let i = at.checked_sub(self.sentence.start)? as usize;
        self.index.get(i).map(|&(word, token)| (word as usize, token as usize))
    }

    /// Returns the words that begin at `at`, the longest first.
    pub(crate) fn found(&self, at: u32) -> &[Found] {
        let Some((from, _)) = self.place(at) else { return &[] };
        let tail = self.all.get(from..).unwrap_or(&[]);
        let len = tail.iter().take_while(|f| f.start == at).count();
        tail.get(..len).unwrap_or(&[])
    }

    /// Returns the words that begin from `start` on, before `end`.
    pub(crate) fn found_in(&self, start: u32, end: u32) -> &[Found] {
        let (Some((from, _)), Some((to, _))) = (self.place(start), self.place(end.min(self.sentence.end))) else {
            return &[];
        };
        self.all.get(from..to).unwrap_or(&[])
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
        let (_, i) = self.place(at)?;
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

    /// Returns the first token from `at` on that stands in no name without a prefix, as its start and end. Such a name may
    /// still end with it.
    pub(crate) fn barrier(&self, at: u32) -> (u32, u32) {
        let from = self.place(at).map_or(usize::MAX, |(_, token)| token);
        let tail = self.tokens.get(from..).unwrap_or(&[]);
        let token = tail.iter().find(|t| !self.joins(t)).map(|t| t.span);
        token.map_or((self.sentence.end, self.sentence.end), |span| (span.start, span.end))
    }

    /// Returns true if a token may stand in a name without a prefix.
    fn joins(&self, token: &Token) -> bool {
        match self.part(token.span.of(self.text)) {
            Some(part) => part != Part::Stop,
            None => matches!(
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
            },
        }
    }
}
