//! The words of a sentence, segmented where it matters.
//!
//! Segmentation is the dearest stage. A clause in which no rule can fire and no body can be named is read by the lexicon
//! alone: the words of it that stand there, the marks, and what lies between them.

use super::Engine;
use crate::chunk::Time;
use crate::institution::Found;
use crate::institution::gazetteer::{Seen, Word};
use crate::layout::{Role, Sentence};
use crate::lexicon::SetId;
use crate::span::Span;
use crate::token::{Pos, Token, is_han};

/// A clause, or several that follow each other.
#[derive(Clone, Copy, Debug)]
struct Clause {
    span: Span,
    /// True if it has to be segmented.
    needed: bool,
}

impl Engine {
    /// Appends the words of a sentence. `figures` and `times` are its quantities and times. `whole` leaves nothing out.
    pub(super) fn words(
        &self,
        text: &str,
        sentence: &Sentence,
        seen: &Seen,
        (figures, times): (&[Span], &[Time]),
        whole: bool,
        tokens: &mut Vec<Token>,
    ) {
        // Headings, and what announces a list (重点抓好八个方面工作：), bear on all that follows them.
        let announces = matches!(sentence.role, Role::Title | Role::Heading) || sentence.span.of(text).ends_with('：');
        if whole || announces || self.telling.is_none() {
            self.segmenter.tag(text, sentence.span, tokens);
            return;
        }
        let mut clauses = self.clauses(text, sentence.span, seen, (figures, times));
        clauses.reverse();
        for run in clauses.chunk_by(|a, b| a.needed == b.needed) {
            if let (Some(first), Some(last)) = (run.first(), run.last()) {
                self.clause(text, seen, Clause { span: first.span.cover(last.span), ..*first }, tokens);
            }
        }
    }

    /// Returns the clauses of a sentence, the last first, each with whether it has to be segmented.
    fn clauses(&self, text: &str, sentence: Span, seen: &Seen, (figures, times): (&[Span], &[Time])) -> Vec<Clause> {
        let mut clauses: Vec<Clause> = Vec::new();
        let mut end = sentence.end;
        // Whether a clause behind this one is needed, has a figure, is the next and has one.
        let (mut later, mut figured, mut next) = (false, false, false);
        while end > sentence.start {
            let span = Span::new(clause_start(text, sentence.start, end), end);
            let figure = any_in(figures, |f| *f, span);
            let words = || within(&seen.words, |w| w.span.start, span);
            let names = || within(&seen.names, |n| n.start, span);
            let needed = figure
                // The subject of a figure's clause may stand before it, and what division it is about anywhere before.
                || next
                || figured && (names().iter().any(Found::locates) || any_in(times, |t| t.span, span))
                || words().iter().any(|w| self.tells(w.set))
                || !within(&seen.cores, |c| c.start, span).is_empty()
                // Only segmentation tells the 要 that makes what follows a plan from the one in 重要.
                || later && words().iter().any(|w| w.span.len() == 3 && self.tense.get(usize::from(w.set.0)).is_some_and(|t| *t));
            // 产量5万吨，与上年持平: what a figure is compared with follows it.
            if let Some(behind) = clauses.last_mut().filter(|_| figure) {
                behind.needed = true;
            }
            clauses.push(Clause { span, needed });
            (later, figured, next) = (later || needed, figured || figure, figure);
            end = span.start;
        }
        clauses
    }

    /// Appends the words of a clause.
    fn clause(&self, text: &str, seen: &Seen, clause: Clause, tokens: &mut Vec<Token>) {
        if clause.needed {
            self.segmenter.tag(text, clause.span, tokens);
        } else {
            outline(text, seen, clause.span, tokens);
        }
    }

    fn tells(&self, set: SetId) -> bool {
        self.telling.as_ref().and_then(|t| t.get(usize::from(set.0))).is_none_or(|t| *t)
    }
}

/// Returns true if one of a list by position, none of which overlap, lies in a clause.
fn any_in<T>(all: &[T], span: impl Fn(&T) -> Span, clause: Span) -> bool {
    let from = all.partition_point(|item| span(item).end <= clause.start);
    all.get(from).is_some_and(|item| span(item).start < clause.end)
}

/// Returns what begins in a clause, of a list by start.
fn within<T>(all: &[T], start: impl Fn(&T) -> u32, clause: Span) -> &[T] {
    let from = all.partition_point(|item| start(item) < clause.start);
    let to = all.partition_point(|item| start(item) < clause.end);
    all.get(from..to).unwrap_or(&[])
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
        let pos = if word.span.of(text).starts_with(char::is_alphanumeric) { Pos::Other } else { Pos::Punctuation };
        tokens.push(Token { span: word.span, pos });
        read = word.span.end;
    }
    stretch(read, within.end, tokens);
}

/// Returns where the clause that ends at `end` begins, in a sentence that begins at `from`. A clause has the mark that ends it.
fn clause_start(text: &str, from: u32, end: u32) -> u32 {
    let ends = |c: &char| matches!(c, '，' | '；' | '。' | '：' | '！' | '？');
    let mut chars = Span::new(from, end).of(text).char_indices().rev();
    chars.next();
    let mark = chars.find(|(_, c)| ends(c));
    mark.map_or(from, |(i, c)| from + u32::try_from(i + c.len_utf8()).unwrap_or(0))
}
