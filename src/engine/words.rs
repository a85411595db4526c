//! The words of a sentence, segmented where it matters.
//!
//! Segmentation is the dearest stage. A clause in which no rule can fire and no body can be named is read by the lexicon
//! alone: the words of it that stand there, the marks, and what lies between them.

use super::Engine;
use crate::layout::{Role, Sentence};
use crate::lexicon::SetId;
use crate::span::Span;
use crate::token::{Pos, Token, is_han};

/// A word of the lexicon in a text: where, and whether a rule may fire by it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    span: Span,
    telling: bool,
}

impl Engine {
    /// Appends the words of a sentence. `figure` is where its last quantity or time ends; `hits` is scratch space.
    pub(super) fn words(
        &self,
        text: &str,
        sentence: &Sentence,
        figure: Option<u32>,
        hits: &mut Vec<Hit>,
        tokens: &mut Vec<Token>,
    ) {
        let last = self.last_needed(text, sentence, figure, hits);
        for clause in clauses(text, sentence.span) {
            if clause.start < last {
                self.segmenter.tag(text, clause, tokens);
            } else {
                self.hits(text, clause, hits);
                outline(text, clause, hits, tokens);
            }
        }
    }

    /// Returns the end of the last clause in which a fact may begin. What stands before it in the sentence may bear on the
    /// fact: its tense, its division, its subject.
    fn last_needed(&self, text: &str, sentence: &Sentence, figure: Option<u32>, hits: &mut Vec<Hit>) -> u32 {
        // Headings, and what announces a list (重点抓好八个方面工作：), bear on all that follows them.
        let announces = matches!(sentence.role, Role::Title | Role::Heading) || sentence.span.of(text).ends_with('：');
        if self.telling.is_none() || announces {
            return sentence.span.end;
        }
        let (mut last, mut counted) = (figure.unwrap_or(sentence.span.start), figure.is_none());
        for clause in clauses(text, sentence.span) {
            if clause.end <= last {
                continue;
            }
            // 产量5万吨，与上年持平: what a figure is compared with follows it.
            if !counted {
                (last, counted) = (clause.end, true);
                continue;
            }
            self.hits(text, clause, hits);
            if hits.iter().any(|h| h.telling) || self.finder.may_hold(text, clause) {
                last = clause.end;
            }
        }
        last
    }

    fn tells(&self, set: SetId) -> bool {
        self.telling.as_ref().and_then(|t| t.get(usize::from(set.0))).is_none_or(|t| *t)
    }

    /// Fills `hits` with every word of the lexicon in a clause.
    fn hits(&self, text: &str, clause: Span, hits: &mut Vec<Hit>) {
        hits.clear();
        let words = clause.of(text);
        for (i, _) in words.char_indices() {
            let start = clause.start + u32::try_from(i).unwrap_or(0);
            self.lexicon.words_at(words.get(i..).unwrap_or(""), |len, set| {
                let span = Span::new(start, start + u32::try_from(len).unwrap_or(0));
                hits.push(Hit { span, telling: self.tells(set) });
            });
        }
    }
}

/// Returns the clauses of a sentence, each with the mark that ends it.
fn clauses(text: &str, sentence: Span) -> impl Iterator<Item = Span> + '_ {
    let mut at = sentence.start;
    std::iter::from_fn(move || {
        let rest = Span::new(at, sentence.end).of(text);
        if rest.is_empty() {
            return None;
        }
        let ends = |c: char| matches!(c, '，' | '；' | '。' | '：' | '！' | '？');
        let end = rest.char_indices().find(|&(_, c)| ends(c)).map_or(rest.len(), |(i, c)| i + c.len_utf8());
        let clause = Span::new(at, at + u32::try_from(end).unwrap_or(0));
        at = clause.end;
        Some(clause)
    })
}

/// Appends the longest words from the left, and the stretches between them.
fn outline(text: &str, clause: Span, hits: &[Hit], tokens: &mut Vec<Token>) {
    let unread = |from: u32, to: u32| Token { span: Span::new(from, to), pos: Pos::Unread };
    let mut at = clause.start;
    let mut hits = hits.iter().peekable();
    while let Some(hit) = hits.next() {
        // The hits that begin together come shortest first.
        if hit.span.start < at || hits.peek().is_some_and(|next| next.span.start == hit.span.start) {
            continue;
        }
        // A single character is as often a piece of a word that the lexicon does not know; marks are what they are.
        if hit.span.of(text).chars().count() == 1 && hit.span.of(text).starts_with(is_han) {
            continue;
        }
        if hit.span.start > at {
            tokens.push(unread(at, hit.span.start));
        }
        tokens.push(Token { span: hit.span, pos: Pos::Other });
        at = hit.span.end;
    }
    if at < clause.end {
        tokens.push(unread(at, clause.end));
    }
}
