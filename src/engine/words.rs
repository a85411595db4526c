//! The words of a sentence, segmented where it matters.
//!
//! Segmentation is the dearest stage. A clause in which no rule can fire and no body can be named is read by the lexicon
//! alone: the words of it that stand there, the marks, and what lies between them.

use super::{Engine, Reading};
use crate::chunk::{Chunks, Quantity, Time};
use crate::institution::gazetteer::{Seen, Word};
use crate::layout::{Role, Sentence};
use crate::lexicon::{Lexicon, SetId};
use crate::span::Span;
use crate::token::{Pos, Token, is_han};

/// A rule may fire by the word.
const TELLS: u8 = 1;
/// A single character that puts what follows into the past or the future.
const TENSE: u8 = 2;
/// The word is a mark that ends a clause.
const ENDS: u8 = 4;

/// How far behind the last word that a name cannot do without its clause is segmented, in bytes: the word itself, and some
/// words more, for they tell whether it ends a name.
const BEHIND: u32 = 24;
/// What is left of a clause that is not worth a stop, in bytes.
const REST: u32 = 12;

/// What a word of the lexicon says of the clause it stands in, by class set.
#[derive(Debug)]
pub(crate) struct Signs(Vec<u8>);

/// A clause, with the mark that ends it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clause {
    span: Span,
    /// What its words say.
    signs: u8,
    /// True if it has to be segmented.
    needed: bool,
    /// How far: a name is all that is looked for in some.
    until: u32,
}

impl Signs {
    /// Collects the signs. `telling` and `tense` are true for the class sets that have that sign.
    pub(crate) fn new(lexicon: &Lexicon, telling: &[bool], tense: &[bool]) -> Self {
        let end = lexicon.class("clause.end");
        let sign = |by: &[bool], set: usize, sign| if by.get(set).is_some_and(|t| *t) { sign } else { 0 };
        let signs = lexicon.sets().enumerate().map(|(set, classes)| {
            let ends = if end.is_some_and(|end| classes.contains(&end)) { ENDS } else { 0 };
            sign(telling, set, TELLS) | sign(tense, set, TENSE) | ends
        });
        Signs(signs.collect())
    }

    /// Returns true if a word of these classes says something.
    pub(crate) fn tells(&self, set: SetId) -> bool {
        self.get(set) != 0
    }

    fn get(&self, SetId(set): SetId) -> u8 {
        self.0.get(usize::from(set)).copied().unwrap_or(0)
    }

    fn of(&self, word: &Word) -> u8 {
        let signs = self.get(word.set);
        if word.span.len() == 3 { signs } else { signs & !TENSE }
    }
}

impl Engine {
    /// Finds the words of a sentence. `clauses` is room to work in; `whole` segments all of it.
    pub(super) fn words(
        &self,
        text: &str,
        sentence: &Sentence,
        chunks: &Chunks<'_>,
        (reading, clauses): (&mut Reading, &mut Vec<Clause>),
        whole: bool,
    ) {
        let Reading { seen, tokens, quantities, times, .. } = reading;
        tokens.clear();
        let figures = chunks.quantities.get(quantities.clone()).unwrap_or(&[]);
        let times = chunks.times.get(times.clone()).unwrap_or(&[]);
        // Headings, and what announces a list (重点抓好八个方面工作：), bear on all that follows them.
        let announces = matches!(sentence.role, Role::Title | Role::Heading) || sentence.span.of(text).ends_with('：');
        let Some(signs) = self.signs.as_ref().filter(|_| !whole && !announces) else {
            self.segment(text, sentence.span, figures, times, tokens);
            return;
        };
        cut(sentence.span, &seen.words, signs, clauses);
        choose(clauses, seen, figures, times);
        for run in clauses.chunk_by(|a, b| a.needed == b.needed && a.until == a.span.end) {
            if let (Some(first), Some(last)) = (run.first(), run.last()) {
                let span = first.span.cover(last.span);
                let mut rest = span.start;
                if first.needed {
                    rest = boundary(text, last.until);
                    self.segment(text, Span::new(span.start, rest), figures, times, tokens);
                }
                if rest < span.end {
                    outline(text, seen, Span::new(rest, span.end), tokens);
                }
            }
        }
    }

    /// Appends the words of a stretch. Figures and times have been read: each is one word.
    fn segment(&self, text: &str, within: Span, figures: &[Quantity<'_>], times: &[Time], tokens: &mut Vec<Token>) {
        let from = figures.partition_point(|f| f.span.start < within.start);
        let mut figures = figures.get(from..).unwrap_or(&[]).iter().map(|f| f.span).peekable();
        let from = times.partition_point(|t| t.span.start < within.start);
        let mut times = times.get(from..).unwrap_or(&[]).iter().map(|t| t.span).peekable();
        let mut at = within.start;
        loop {
            let figure = match (figures.peek(), times.peek()) {
                (Some(figure), Some(time)) => figure < time,
                (figure, _) => figure.is_some(),
            };
            let next = if figure { figures.next() } else { times.next() };
            let Some(read) = next.filter(|read| read.end <= within.end) else { break };
            if read.start < at {
                continue;
            }
            if at < read.start {
                self.segmenter.tag(text, Span::new(at, read.start), tokens);
            }
            tokens.push(Token { span: read, pos: Pos::Number });
            at = read.end;
        }
        if at < within.end {
            self.segmenter.tag(text, Span::new(at, within.end), tokens);
        }
    }
}

/// Cuts a sentence into clauses. `clauses` is overwritten.
fn cut(sentence: Span, words: &[Word], signs: &Signs, clauses: &mut Vec<Clause>) {
    clauses.clear();
    let mut clause = Clause { span: Span::new(sentence.start, sentence.start), signs: 0, needed: false, until: 0 };
    for word in words {
        let sign = signs.of(word);
        clause.signs |= sign;
        if sign & ENDS != 0 {
            clause.span.end = word.span.end;
            clauses.push(clause);
            clause = Clause { span: Span::new(word.span.end, word.span.end), signs: 0, needed: false, until: 0 };
        }
    }
    if clause.span.start < sentence.end {
        clause.span.end = sentence.end;
        clauses.push(clause);
    }
}

/// Says of each clause of a sentence whether it has to be segmented.
fn choose(clauses: &mut [Clause], seen: &Seen, mut figures: &[Quantity<'_>], times: &[Time]) {
    let mut cores = seen.cores.as_slice();
    // Whether a clause behind this one is needed, has a figure, is the next and has one.
    let (mut later, mut figured, mut next) = (false, false, false);
    let mut behind: Option<&mut Clause> = None;
    for clause in clauses.iter_mut().rev() {
        let span = clause.span;
        let figure = drop_from(&mut figures, |f| f.span.end > span.start, |f| f.span.start < span.end);
        let last = cores.last().map(|c| c.start);
        let core = last.filter(|_| drop_from(&mut cores, |c| c.start >= span.start, |_| true));
        // The subject of a figure's clause may stand before it. Only segmentation tells the 要 that makes what follows a plan
        // from the one in 重要.
        let whole = figure || next || clause.signs & TELLS != 0 || later && clause.signs & TENSE != 0;
        // What division and time a figure is of may stand anywhere before it.
        let place = || within(&seen.names, |n| n.start, span).iter().rev().find(|n| n.locates()).map(|n| n.end);
        let known =
            if figured && !whole { place().max(last_in(times, |t| t.span, span).map(|t| t.span.end)) } else { None };
        let until = core.map(|core| core + BEHIND).max(known.map(|end| end + BEHIND));
        clause.needed = whole || until.is_some();
        clause.until = until.filter(|until| !whole && until + REST < span.end).unwrap_or(span.end);
        // 产量5万吨，与上年持平: what a figure is compared with follows it.
        if let Some(behind) = behind.filter(|_| figure) {
            (behind.needed, behind.until) = (true, behind.span.end);
        }
        (later, figured, next) = (later || clause.needed, figured || figure, figure);
        behind = Some(clause);
    }
}

/// Returns the first position from `at` on that splits no character.
fn boundary(text: &str, at: u32) -> u32 {
    (at..at.saturating_add(4)).find(|&at| text.is_char_boundary(at as usize)).unwrap_or(at)
}

/// Takes the items off the end of a list that reach into a clause; returns true if one of them counts.
fn drop_from<T>(rest: &mut &[T], reaches: impl Fn(&T) -> bool, counts: impl Fn(&T) -> bool) -> bool {
    let mut found = false;
    while let Some((last, front)) = rest.split_last().filter(|(last, _)| reaches(last)) {
        found |= counts(last);
        *rest = front;
    }
    found
}

/// Returns the last of a list by position, none of which overlap, if it lies in a clause.
fn last_in<T>(all: &[T], span: impl Fn(&T) -> Span, clause: Span) -> Option<&T> {
    let to = all.partition_point(|item| span(item).start < clause.end);
    all.get(to.checked_sub(1)?).filter(|item| span(item).end > clause.start)
}

/// Returns what begins in a clause, of a list by start.
fn within<T>(all: &[T], start: impl Fn(&T) -> u32, clause: Span) -> &[T] {
    let from = all.partition_point(|item| start(item) < clause.start);
    let to = all.partition_point(|item| start(item) < clause.end);
    all.get(from..to).unwrap_or(&[])
}

/// Returns true for a letter, a Han character or a digit; the marks of running text are told first, for there are many.
fn is_letter(c: char) -> bool {
    is_han(c)
        || !matches!(c, '，' | '、' | '；' | '：' | '（' | '）' | '！' | '？' | '。'..='』' | '‐'..='”')
            && c.is_alphanumeric()
}

/// Appends the longest words of the lexicon from the left, and the stretches between them.
fn outline(text: &str, seen: &Seen, within: Span, tokens: &mut Vec<Token>) {
    let mut read = within.start;
    let stretch = |from: u32, to: u32, tokens: &mut Vec<Token>| {
        if to > from {
            tokens.push(Token { span: Span::new(from, to), pos: Pos::Unread });
        }
    };
    // A single character is as often a piece of a word that the lexicon does not know; marks are what they are.
    let stands = |word: &Word| word.span.len() > 3 || !word.span.of(text).starts_with(is_han);
    for word in seen.longest(within.start, within.end).filter(stands) {
        stretch(read, word.span.start, tokens);
        let pos = if word.span.of(text).starts_with(is_letter) { Pos::Other } else { Pos::Punctuation };
        tokens.push(Token { span: word.span, pos });
        read = word.span.end;
    }
    stretch(read, within.end, tokens);
}
