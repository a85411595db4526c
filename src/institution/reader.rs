//! One sentence as the grammar of names sees it: tokens, and every word of the vocabulary found in it.

use super::entry::{Entry, Marks, Part};
use super::vocabulary::Vocabulary;
use crate::region::{Divisions, divisions};
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
    /// Returns true for a body of the register, a congress too.
    pub(crate) fn is_body(&self) -> bool {
        self.marks.has(Marks::BODY)
    }

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

/// A core that a name of running text may end with, as the tokens there show.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Live {
    pub(crate) start: u32,
    /// Where its clause begins, which no name leaves.
    pub(crate) clause: u32,
    /// True if common words may end with it.
    pub(crate) head: bool,
    /// True if it may end a class.
    pub(crate) class: bool,
}

/// Where to begin to look for the tokens and the words at a position of a sentence.
#[derive(Debug, Default)]
pub(crate) struct Blocks(Vec<(u32, u32)>);

/// How many bytes of a text one entry is for, as a power of two.
const BLOCK: u32 = 4;

impl Blocks {
    /// Takes note of a sentence's tokens and words.
    pub(super) fn read(&mut self, sentence: Span, tokens: &[Token], all: &[Found]) {
        self.0.clear();
        let (mut token, mut word) = (0, 0);
        for block in 0..=sentence.len() >> BLOCK {
            let at = sentence.start + (block << BLOCK);
            while tokens.get(token as usize).is_some_and(|t| t.span.end <= at) {
                token += 1;
            }
            while all.get(word as usize).is_some_and(|f| f.start < at) {
                word += 1;
            }
            self.0.push((token, word));
        }
    }
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
    pub(crate) blocks: &'a Blocks,
}

/// Where a name without a prefix must end that begins before.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Barrier {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Where one must end that has verbs in it.
    pub(crate) last: u32,
}

/// A place where a name may begin.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Start {
    pub(crate) at: u32,
    /// What the words that begin there can be, in short.
    pub(crate) marks: Marks,
}

/// The places where names may begin, in order.
pub(crate) struct Starts<'r, 'a> {
    reader: &'r Reader<'a>,
    token: usize,
    word: usize,
}

impl Starts<'_, '_> {
    /// Leaves out what begins before `at`.
    pub(crate) fn skip_to(&mut self, at: u32) {
        let reader = self.reader;
        self.token = reader.token_index(at);
        if reader.tokens.get(self.token).is_some_and(|t| t.span.start < at) {
            self.token += 1;
        }
        self.word = reader.word_index(at);
    }
}

impl Iterator for Starts<'_, '_> {
    type Item = Start;

    fn next(&mut self) -> Option<Start> {
        let Reader { tokens, all, .. } = self.reader;
        let next = (tokens.get(self.token).map(|t| t.span.start), all.get(self.word).map(|f| f.start));
        let at = match next {
            (Some(a), Some(b)) => a.min(b),
            (one, other) => one.or(other)?,
        };
        while tokens.get(self.token).is_some_and(|t| t.span.start <= at) {
            self.token += 1;
        }
        let mut marks = Marks::default();
        while let Some(found) = all.get(self.word).filter(|f| f.start <= at) {
            marks = marks | found.marks;
            self.word += 1;
        }
        Some(Start { at, marks })
    }
}

static EMPTY: once_cell::sync::Lazy<Entry> = once_cell::sync::Lazy::new(Entry::default);

impl<'a> Reader<'a> {
    /// Returns where names may begin: where a token or a word of the vocabulary does.
    pub(crate) fn starts(&self) -> Starts<'_, 'a> {
        Starts { reader: self, token: 0, word: 0 }
    }

    /// Returns the block of a position.
    fn block(&self, at: u32) -> (usize, usize) {
        let block = at.saturating_sub(self.sentence.start) >> BLOCK;
        let known = self.blocks.0.get(block as usize);
        known.map_or((self.tokens.len(), self.all.len()), |&(token, word)| (token as usize, word as usize))
    }

    /// Returns the number of the first token that ends after `at`.
    fn token_index(&self, at: u32) -> usize {
        let mut index = self.block(at).0;
        while self.tokens.get(index).is_some_and(|t| t.span.end <= at) {
            index += 1;
        }
        index
    }

    /// Returns the number of the first word that begins at `at` or later.
    fn word_index(&self, at: u32) -> usize {
        let mut index = self.block(at).1;
        while self.all.get(index).is_some_and(|f| f.start < at) {
            index += 1;
        }
        index
    }

    /// Returns the words that begin at `at`, the longest first.
    pub(crate) fn found(&self, at: u32) -> &[Found] {
        let tail = self.all.get(self.word_index(at)..).unwrap_or(&[]);
        let len = tail.iter().take_while(|f| f.start == at).count();
        tail.get(..len).unwrap_or(&[])
    }

    /// Returns the words that begin from `start` on, before `end`.
    pub(crate) fn found_in(&self, start: u32, end: u32) -> &[Found] {
        let tail = self.all.get(self.word_index(start)..).unwrap_or(&[]);
        let len = tail.iter().take_while(|f| f.start < end).count();
        tail.get(..len).unwrap_or(&[])
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

    /// Returns true if a division is named by the words of the token at `at`.
    pub(crate) fn divides(&self, at: u32) -> bool {
        self.found(at).iter().any(|f| f.marks.has(Marks::DIVISION) && self.boundary(f.end))
    }

    /// Returns true if a token is a character that a name unknown to the dictionary may be cut into.
    pub(crate) fn letter(&self, token: &Token, words: &str, first: bool) -> bool {
        let mut chars = words.chars();
        let (Some(c), None) = (chars.next(), chars.next()) else { return false };
        let fits = match token.pos {
            Pos::Noun | Pos::VerbalNoun | Pos::Person | Pos::Place | Pos::Other => true,
            Pos::Verb | Pos::Adjective | Pos::Locative => !first,
            _ => false,
        };
        fits && !self.vocabulary.common.has(c)
    }

    /// Returns what a word does inside names.
    pub(crate) fn part(&self, words: &str) -> Option<Part> {
        self.vocabulary.parts.get(words)
    }

    /// Returns true if a party's name or a country in one character stands at `at`.
    pub(crate) fn leads(&self, at: u32) -> bool {
        self.rest(at).starts_with(|c| self.vocabulary.leads.has(c)) && (self.party(at).is_some() || self.short(at))
    }

    /// Returns true if a country in one character stands at `at`.
    pub(crate) fn short(&self, at: u32) -> bool {
        self.rest(at).starts_with(|c| self.vocabulary.shorts.has(c))
            && self.token(at).is_some_and(|t| t.span.start == at && t.span.len() == 3)
    }

    /// Appends those of the cores that a name of running text may end with.
    pub(crate) fn live(&self, cores: &[Core], out: &mut Vec<Live>) {
        let mut clause = self.sentence.start;
        let mut tokens = self.tokens.iter().peekable();
        for core in cores {
            while let Some(token) = tokens.next_if(|t| t.span.end <= core.start) {
                if token.pos == Pos::Punctuation && token.span.of(self.text).starts_with(['，', '。', '；', '：']) {
                    clause = token.span.end;
                }
            }
            let mut live = Live { start: core.start, clause, head: false, class: false };
            let mut whole = false;
            for found in self.found(core.start) {
                let marks = found.marks;
                if marks.has(Marks::CLOSES | Marks::END) && self.may_end(found) {
                    live.head |= marks.has(Marks::CLOSES);
                    live.class |= marks.has(Marks::END);
                }
                whole |= marks.has(Marks::BODY | Marks::STEM);
            }
            if whole || live.head || live.class {
                out.push(live);
            }
        }
    }

    /// Returns true if a head or the end of a class may be one as the tokens lie.
    fn may_end(&self, found: &Found) -> bool {
        let Some(token) = self.token(found.end.saturating_sub(1)) else { return true };
        if token.span.end > found.end {
            return found.marks.has(Marks::CLOSES) && (self.post(found.end) || self.chief(found.end));
        }
        if found.end - found.start > 3 || token.span.start == found.start || token.pos == Pos::Organization {
            return true;
        }
        // 队 in 中国队: the words before it in its token begin names.
        let front = self.words(token.span.start, found.start);
        front.char_indices().any(|(i, _)| {
            let front = front.get(i..).unwrap_or(front);
            matches!(self.part(front), Some(Part::Proper | Part::Country))
                || self.vocabulary.get(front).is_some_and(|e| e.division || e.layer.is_some())
        })
    }

    /// Returns the first token from `at` on that stands in no name without a prefix. Such a name may still end with it.
    pub(crate) fn barrier(&self, at: u32) -> Barrier {
        let mut tail = self.tokens.get(self.token_index(at)..).unwrap_or(&[]).iter();
        let sentence = Span::new(self.sentence.end, self.sentence.end);
        let first = tail.find(|t| !self.joins(t));
        // A verb may stand in a name with a front, which then is no barrier to it.
        let verb = |t: &Token| t.pos == Pos::VerbalNoun || self.words(t.span.start, t.span.end) == "驻";
        let last = first.filter(|t| verb(t)).map_or(first, |_| tail.find(|t| !verb(t) && !self.joins(t)));
        let span = first.map_or(sentence, |t| t.span);
        Barrier { start: span.start, end: span.end, last: last.map_or(sentence, |t| t.span).end }
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
                    words == "·" || self.letter(token, words, false)
                }
            }
        }
    }
}
