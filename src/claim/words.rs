//! The class line of one sentence, with the questions that claims ask of it.

use super::class::{Mask, Masks};
use crate::analysis::{Analysis, Item, Unit};
use crate::span::Span;
use std::ops::Range;

/// One sentence's units.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'a, 't> {
    pub(crate) analysis: &'a Analysis<'t>,
    pub(crate) masks: &'a Masks,
    pub(crate) units: &'a [Unit],
}

impl<'t> Line<'_, 't> {
    /// Returns true if the unit has one of the classes.
    pub(crate) fn is(&self, unit: usize, classes: Mask) -> bool {
        self.units.get(unit).is_some_and(|u| self.masks.of(u.set).meets(classes))
    }

    /// Returns the words of a unit.
    pub(crate) fn words(&self, unit: usize) -> &'t str {
        self.units.get(unit).map_or("", |u| self.analysis.words(u))
    }

    /// Returns true if these are the words of the unit.
    pub(crate) fn word(&self, unit: usize, word: &str) -> bool {
        self.units.get(unit).is_some_and(|u| u.span.len() as usize == word.len() && self.analysis.words(u) == word)
    }

    /// Returns the classes of a unit.
    pub(crate) fn mask(&self, unit: usize) -> Mask {
        self.units.get(unit).map_or(Mask::default(), |u| self.masks.of(u.set))
    }

    /// Returns true if the unit is a quantity.
    pub(crate) fn quantity(&self, unit: usize) -> bool {
        self.units.get(unit).is_some_and(|u| matches!(u.item, Item::Quantity(_)))
    }

    /// Returns true if a blank parts the unit from the Chinese before it, as it parts the clauses of a heading.
    pub(crate) fn parted(&self, unit: usize) -> bool {
        let Some((before, this)) = unit.checked_sub(1).and_then(|i| self.units.get(i).zip(self.units.get(unit))) else {
            return false;
        };
        let plain = |unit: usize| self.words(unit).is_ascii();
        before.span.end < this.span.start && !plain(unit) && !plain(unit - 1)
    }

    /// Returns the span of a range of units.
    pub(crate) fn span(&self, range: &Range<usize>) -> Option<Span> {
        let units = self.units.get(range.clone())?;
        Some(units.first()?.span.cover(units.last()?.span))
    }
}
