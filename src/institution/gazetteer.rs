//! Every word that the tables know, found in a sentence in one pass.
//!
//! The lexicon's words decide where a rule can fire, the institutions' words where a body can be named. Both are asked
//! about every sentence, so both stand in one trie, and later stages look up what it found instead of reading again.

use crate::institution::{Blocks, Core, Finder, Found, Live, Marks};
use crate::lexicon::{Letters, Lexicon, SetId, Trie};
use crate::span::Span;

/// The words of the lexicon and of the institutions.
#[derive(Debug)]
pub(crate) struct Gazetteer {
    trie: Trie,
    /// By number of the word.
    rows: Vec<Row>,
}

/// What a word is to both: eight bytes.
#[derive(Clone, Copy, Debug)]
struct Row {
    /// Its classes.
    set: SetId,
    /// What it can be in the name of a body.
    marks: Marks,
    /// Its entry among the words of institutions.
    entry: u32,
}

const NO_SET: SetId = SetId(u16::MAX);
const NO_ENTRY: u32 = u32::MAX;

impl Default for Row {
    fn default() -> Self {
        Row { set: NO_SET, marks: Marks::default(), entry: NO_ENTRY }
    }
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
    /// What the finder works with.
    pub(super) live: Vec<Live>,
    pub(super) blocks: Blocks,
}

impl Gazetteer {
    /// Joins the words of both. A single character of the lexicon stands among them only if `telling` is true for its classes.
    pub(crate) fn new(lexicon: &Lexicon, finder: &Finder, telling: impl Fn(SetId) -> bool) -> Self {
        let mut rows: Vec<(&str, Row)> = Vec::new();
        for (word, set) in lexicon.entries() {
            if !Letters::takes(word) || telling(set) {
                rows.push((word, Row { set, ..Row::default() }));
            }
        }
        for (word, entry) in finder.words() {
            rows.push((word, Row { entry, marks: finder.marks(entry), ..Row::default() }));
        }
        // The lexicon's come before.
        rows.sort_unstable_by_key(|(word, row)| (*word, row.entry != NO_ENTRY));
        rows.dedup_by(|second, first| {
            let same = first.0 == second.0;
            if same {
                (first.1.entry, first.1.marks) = (second.1.entry, second.1.marks);
            }
            same
        });
        Gazetteer {
            trie: Trie::new(rows.iter().map(|(word, _)| *word)),
            rows: rows.into_iter().map(|(_, row)| row).collect(),
        }
    }

    /// Finds the words of `text` at `within`. `seen` is overwritten.
    pub(crate) fn read(&self, finder: &Finder, text: &str, within: Span, seen: &mut Seen) {
        seen.words.clear();
        seen.names.clear();
        seen.cores.clear();
        self.trie.scan(text, within, |span, word| {
            let Some(&Row { set, marks, entry }) = self.rows.get(word as usize) else { return };
            if set != NO_SET {
                seen.words.push(Word { span, set });
            }
            if entry != NO_ENTRY {
                finder.note(text, Found { start: span.start, end: span.end, entry, marks }, seen);
            }
        });
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
