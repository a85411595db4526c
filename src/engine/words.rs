//! The words of a sentence, segmented where it matters.
//!
//! Segmentation is the dearest stage. A clause in which no rule can fire and no body can be named is read by the lexicon
//! alone: the words of it that stand there, the marks, and what lies between them.

use super::Engine;
use crate::gazetteer::{Seen, Word};
use crate::layout::{Role, Sentence};
use crate::lexicon::SetId;
use crate::span::Span;
use crate::token::{Pos, Token, is_han};

impl Engine {
    /// Appends the words of a sentence. `figure` is where its last quantity or time ends. `whole` leaves
    /// nothing out.
    pub(super) fn words(
        &self,
        text: &str,
        sentence: &Sentence,
        seen: &Seen,
        figure: Option<u32>,
        whole: bool,
        tokens: &mut Vec<Token>,
    ) {
        let last = if whole { sentence.span.end } else { self.last_needed(text, sentence, seen, figure) };
        if last > sentence.span.start {
            self.segmenter.tag(text, Span::new(sentence.span.start, last), tokens);
        }
        if last < sentence.span.end {
            outline(text, seen, Span::new(last, sentence.span.end), tokens);
        }
    }

    /// Returns the end of the last clause in which a fact may begin. What stands before it in the sentence may bear on the
    /// fact: its tense, its division, its subject.
    fn last_needed(&self, text: &str, sentence: &Sentence, seen: &Seen, figure: Option<u32>) -> u32 {
        // Headings, and what announces a list (重点抓好八个方面工作：), bear on all that follows them.
        let announces = matches!(sentence.role, Role::Title | Role::Heading) || sentence.span.of(text).ends_with('：');
        if self.telling.is_none() || announces {
            return sentence.span.end;
        }
        let word = seen.words.iter().rev().find(|w| self.tells(w.set)).map(|w| w.span.start);
        let trigger = word.max(seen.cores.last().map(|c| c.start));
        // From the back: mostly the last clause settles it. 产量5万吨，与上年持平: what a figure is compared with follows it.
        let (mut end, mut behind) = (sentence.span.end, sentence.span.end);
        while end > sentence.span.start {
            let start = clause_start(text, sentence.span.start, end);
            if figure.is_some_and(|f| f > start) {
                return behind;
            }
            if trigger.is_some_and(|t| t >= start) {
                return end;
            }
            (end, behind) = (start, end);
        }
        end
    }

    fn tells(&self, set: SetId) -> bool {
        self.telling.as_ref().and_then(|t| t.get(usize::from(set.0))).is_none_or(|t| *t)
    }
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
        tokens.push(Token { span: word.span, pos: Pos::Other });
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
