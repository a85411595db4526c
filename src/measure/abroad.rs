//! What other states do, and what states do with each other, is no measure here.

use super::classes::{Is, View, set};
use crate::layout::Role;

/// How many units of a paragraph may stand before the state it is about.
const LEAD: usize = 3;
/// How many sentences of a section must speak of relations between states.
const ENOUGH: usize = 2;

/// One sentence in how many must.
const SHARE: usize = 3;

/// Which sections and paragraphs are about other states.
#[derive(Debug)]
pub(super) struct Abroad {
    /// The sections about relations between states, by position.
    sections: Vec<u32>,
    paragraph: u32,
    /// Whether the paragraph asked for last is about another state.
    foreign: bool,
}

impl Abroad {
    /// Finds the sections that are about relations between states.
    pub(super) fn new(view: View<'_, '_>) -> Self {
        let mut sections = Vec::new();
        let (mut at, mut said, mut all) = (None, 0, 0);
        let mut close = |section: Option<u32>, said: usize, all: usize| {
            if said >= ENOUGH && said * SHARE >= all {
                sections.extend(section);
            }
        };
        for (index, sentence) in view.analysis.layout.sentences.iter().enumerate() {
            if at != sentence.section {
                close(at, said, all);
                (at, said, all) = (sentence.section, 0, 0);
            }
            all += 1;
            if view.says(index, set(&[Is::Relations])) {
                said += if sentence.role == Role::Heading { ENOUGH } else { 1 };
            }
        }
        close(at, said, all);
        sections.extend(below(view));
        sections.sort_unstable();
        Abroad { sections, paragraph: u32::MAX, foreign: false }
    }

    /// Returns true if a sentence is about other states. Sentences must be asked for by position.
    pub(super) fn holds(&mut self, view: View<'_, '_>, index: usize) -> bool {
        let Some(sentence) = view.analysis.layout.sentences.get(index) else { return false };
        let opens = self.paragraph != sentence.paragraph;
        self.paragraph = sentence.paragraph;
        let lead = view.line(index).iter().filter(|u| !view.any(u, set(&[Is::Punctuation, Is::Time]))).take(LEAD);
        let says = view.says(index, set(&[Is::Foreign]));
        let mut foreign = false;
        for unit in lead.take_while(|_| says) {
            if view.any(unit, set(&[Is::And, Is::Joins])) {
                break;
            }
            foreign |= view.has(unit, Is::Foreign);
        }
        self.foreign = foreign || !opens && self.foreign;
        self.foreign || sentence.section.is_some_and(|s| self.sections.binary_search(&s).is_ok())
    }
}

/// Returns the sections below a heading that announces news from abroad: 国际联播快讯.
fn below(view: View<'_, '_>) -> Vec<u32> {
    let headings = &view.analysis.layout.document.sections;
    let mut out = Vec::new();
    // The level of the last such heading.
    let mut open: Option<u8> = None;
    let mut next = 0;
    for (index, sentence) in view.analysis.layout.sentences.iter().enumerate() {
        let Some(section) = sentence.section.filter(|s| *s >= next) else { continue };
        next = section + 1;
        let Some(level) = headings.get(section as usize).map(|h| h.level) else { continue };
        open = open.filter(|o| *o < level);
        if view.says(index, set(&[Is::Abroad])) {
            open = open.or(Some(level));
        }
        if open.is_some() {
            out.push(section);
        }
    }
    out
}
