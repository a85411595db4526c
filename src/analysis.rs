//! One article as the fact stages see it: sentences as lines of units.

use crate::chunk::{Chunks, Quantity, Time};
use crate::institution::Mention;
use crate::layout::{Layout, Sentence};
use crate::lexicon::SetId;
use crate::model::Policy;
use crate::span::Span;
use std::ops::Range;

/// One unit of a sentence: a chunk, or a token that no chunk covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    pub(crate) span: Span,
    /// Its classes.
    pub(crate) set: SetId,
    pub(crate) item: Item,
}

/// What a unit is; numbers index the article's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    Word,
    Quantity(u32),
    Time(u32),
    Institution(u32),
    Policy(u32),
    Quote(u32),
}

/// All units of an article, and what they point at.
#[derive(Clone, Debug, Default)]
pub(crate) struct Analysis<'t> {
    pub(crate) text: &'t str,
    pub(crate) layout: Layout<'t>,
    pub(crate) chunks: Chunks<'t>,
    pub(crate) mentions: Vec<Mention>,
    /// The names of divisions in its sentences, by position, of those that overlap the longest.
    pub(crate) divisions: Vec<Span>,
    pub(crate) policies: Vec<Policy<'t>>,
    pub(crate) units: Vec<Unit>,
    /// The units of each sentence of the layout.
    pub(crate) lines: Vec<Range<usize>>,
}

impl<'t> Analysis<'t> {
    /// Returns each sentence with its units.
    pub(crate) fn sentences(&self) -> impl Iterator<Item = (&Sentence, &[Unit])> {
        self.layout.sentences.iter().zip(&self.lines).map(|(s, r)| (s, self.units.get(r.clone()).unwrap_or(&[])))
    }

    /// Returns the words of a unit.
    pub(crate) fn words(&self, unit: &Unit) -> &'t str {
        unit.span.of(self.text)
    }

    /// Returns the quantity of a unit, if it is one.
    pub(crate) fn quantity(&self, unit: &Unit) -> Option<&Quantity<'t>> {
        match unit.item {
            Item::Quantity(i) => self.chunks.quantities.get(i as usize),
            _ => None,
        }
    }

    /// Returns the time of a unit, if it is one.
    pub(crate) fn time(&self, unit: &Unit) -> Option<&Time> {
        match unit.item {
            Item::Time(i) => self.chunks.times.get(i as usize),
            _ => None,
        }
    }
}
