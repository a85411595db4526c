//! The words of a sentence, segmented where it matters.
//!
//! Segmentation is the dearest stage. A clause in which no rule can fire and no body can be named is read by the lexicon
//! alone: the words of it that stand there, the marks, and what lies between them.

use super::Engine;
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
        figure: Option<u32>,
        whole: bool,
        tokens: &mut Vec<Token>,
    ) {
        let last = if whole { sentence.span.end } else { self.last_needed(text, sentence, figure) };
        if last > sentence.span.start {
            self.segmenter.tag(text, Span::new(sentence.span.start, last), tokens);
        }
        if last < sentence.span.end {
            self.outline(text, Span::new(last, sentence.span.end), tokens);
        }
    }

    /// Returns the end of the last clause in which a fact may begin. What stands before it in the sentence may bear on the
    /// fact: its tense, its division, its subject.
    fn last_needed(&self, text: &str, sentence: &Sentence, figure: Option<u32>) -> u32 {
        // Headings, and what announces a list (重点抓好八个方面工作：), bear on all that follows them.
        let announces = matches!(sentence.role, Role::Title | Role::Heading) || sentence.span.of(text).ends_with('：');
        if self.telling.is_none() || announces {
            return sentence.span.end;
        }
        // From the back: mostly the last clause settles it. 产量5万吨，与上年持平: what a figure is compared with follows it.
        let (mut end, mut behind) = (sentence.span.end, sentence.span.end);
        while end > sentence.span.start {
            let clause = Span::new(clause_start(text, sentence.span.start, end), end);
            if figure.is_some_and(|f| f > clause.start) {
                return behind;
            }
            if self.any_telling(text, clause) || self.finder.may_hold(text, clause) {
                return end;
            }
            (end, behind) = (clause.start, end);
        }
        end
    }

    /// Returns true if a clause has a word by which a rule may fire.
    fn any_telling(&self, text: &str, clause: Span) -> bool {
        let words = clause.of(text);
        let mut any = false;
        for (i, _) in words.char_indices() {
            self.lexicon.words_at(words.get(i..).unwrap_or(""), |_, set| any |= self.tells(set));
            if any {
                return true;
            }
        }
        false
    }

    fn tells(&self, set: SetId) -> bool {
        self.telling.as_ref().and_then(|t| t.get(usize::from(set.0))).is_none_or(|t| *t)
    }

    /// Appends the longest words of the lexicon from the left, and the stretches between them.
    fn outline(&self, text: &str, within: Span, tokens: &mut Vec<Token>) {
        let words = within.of(text);
        let mut token = |from: usize, to: usize, pos: Pos| {
            let at = |byte: usize| within.start + u32::try_from(byte).unwrap_or(0);
            tokens.push(Token { span: Span::new(at(from), at(to)), pos });
        };
        let (mut read, mut at) = (0, 0);
        while let Some(c) = words.get(at..).and_then(|rest| rest.chars().next()) {
            let mut longest = 0;
            self.lexicon.words_at(words.get(at..).unwrap_or(""), |len, _| longest = len);
            // A single character is as often a piece of a word that the lexicon does not know; marks are what they are.
            if longest == 0 || longest == c.len_utf8() && is_han(c) {
                at += c.len_utf8();
                continue;
            }
            if at > read {
                token(read, at, Pos::Unread);
            }
            token(at, at + longest, Pos::Other);
            at += longest;
            read = at;
        }
        if at > read {
            token(read, at, Pos::Unread);
        }
    }
}

/// Returns where the clause that ends at `end` begins, in a sentence that begins at `from`. A clause has the mark that ends it.
fn clause_start(text: &str, from: u32, end: u32) -> u32 {
    let ends = |c: &char| matches!(c, '，' | '；' | '。' | '：' | '！' | '？');
    let mut chars = Span::new(from, end).of(text).char_indices().rev();
    chars.next();
    let mark = chars.find(|(_, c)| ends(c));
    mark.map_or(from, |(i, c)| from + u32::try_from(i + c.len_utf8()).unwrap_or(0))
}
