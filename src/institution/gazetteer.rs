//! Every word that the tables know, found in a sentence in one pass.
//!
//! The lexicon's words decide where a rule can fire, the institutions' words where a body can be named. Both are asked
//! about every sentence, so both stand in one trie, and later stages look up what it found instead of reading again.

use crate::institution::{Core, Finder, Found};
use crate::lexicon::{Lexicon, SetId, Trie};
use crate::span::Span;
use std::collections::BTreeMap;

/// The words of the lexicon and of the institutions.
#[derive(Debug)]
pub(crate) struct Gazetteer {
    trie: Trie,
    /// By number of the word: its classes, and its entry among the words of institutions.
    rows: Vec<(Option<SetId>, Option<u32>)>,
}

/// A word of the lexicon in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) span: Span,
    pub(crate) set: SetId,
}

/// What was found in one sentence.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// By start, the shortest first.
    pub(crate) words: Vec<Word>,
    /// By start, the longest first.
    pub(crate) names: Vec<Found>,
    /// Where a word begins that a body cannot do without.
    pub(crate) cores: Vec<Core>,
}

impl Gazetteer {
    /// Joins the words of both.
    pub(crate) fn new(lexicon: &Lexicon, finder: &Finder) -> Self {
        let mut rows: BTreeMap<&str, (Option<SetId>, Option<u32>)> = BTreeMap::new();
        for word in lexicon.words() {
            rows.entry(word).or_default().0 = lexicon.word(word);
        }
        for (word, entry) in finder.words() {
            rows.entry(word).or_default().1 = Some(entry);
        }
        Gazetteer { trie: Trie::new(rows.keys().copied()), rows: rows.into_values().collect() }
    }

    /// Finds the words of `text` at `within`. `seen` is overwritten.
    pub(crate) fn read(&self, finder: &Finder, text: &str, within: Span, seen: &mut Seen) {
        let Seen { words, names, cores } = seen;
        words.clear();
        names.clear();
        cores.clear();
        self.trie.scan(within.of(text), |at, len, word| {
            let Some(&(set, entry)) = self.rows.get(word as usize) else { return };
            let offset = |byte: usize| within.start.saturating_add(u32::try_from(byte).unwrap_or(u32::MAX));
            let span = Span::new(offset(at), offset(at + len));
            if let Some(set) = set {
                words.push(Word { span, set });
            }
            if let Some(entry) = entry {
                finder.note(text, span, entry, names, cores);
            }
        });
        names.chunk_by_mut(|a, b| a.start == b.start).for_each(<[Found]>::reverse);
    }
}

impl Seen {
    /// Returns an iterator over the longest words of the lexicon that follow each other from `at` to `end`.
    pub(crate) fn longest(&self, at: u32, end: u32) -> impl Iterator<Item = Word> + '_ {
        let from = self.words.partition_point(|w| w.span.start < at);
        let starts = self.words.get(from..).unwrap_or(&[]).chunk_by(|a, b| a.span.start == b.span.start);
        let mut read = at;
        starts.filter_map(move |words| {
            let word = words.iter().rev().find(|w| w.span.end <= end).filter(|w| w.span.start >= read)?;
            read = word.span.end;
            Some(*word)
        })
    }
}
