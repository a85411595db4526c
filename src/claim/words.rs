//! The class line of one sentence, with the questions that claims ask of it.

use crate::analysis::{Analysis, Item, Unit};
use crate::lexicon::{ClassId, Lexicon};
use crate::span::Span;
use std::ops::Range;

macro_rules! classes {
    ($($field:ident = $name:literal),* $(,)?) => {
        /// The classes that the code, not a rule, asks for.
        #[derive(Clone, Copy, Debug)]
        pub(crate) struct Classes {
            $(pub(crate) $field: ClassId,)*
        }

        impl Classes {
            /// Looks the classes up once for an article.
            pub(crate) fn new(lexicon: &Lexicon) -> Self {
                let id = |name: &str| lexicon.class(name).unwrap_or(ClassId(u16::MAX));
                Classes { $($field: id($name),)* }
            }
        }
    };
}

classes! {
    comma = "comma", list = "enum", stop = "stop", open = "open", close = "close", de = "de",
    up = "change.up", down = "change.down", to = "to", reach = "reach", be = "be", hold = "hold",
    to_up = "to.up", to_down = "to.down", share = "share", fill = "fill", lead = "lead",
    each = "each", area = "area", act = "act", weak = "act.weak", cause = "cause", vo = "vo", average = "average", dist = "dist",
    whole = "whole", target = "target", estimate = "estimate", must = "must", same = "level.same",
    with = "compare.with", than = "compare.prep", real = "price.real",
    nominal = "price.nominal", time = "time", noun = "noun", adjective = "adjective", other = "other", vnoun = "vnoun", verb = "verb", adverb = "adverb",
    preposition = "preposition", conjunction = "conjunction", particle = "particle", punctuation = "punctuation",
    institution = "institution", quote = "quote", weight = "weight", source = "source",
}

/// One sentence's units.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'a, 't> {
    pub(crate) analysis: &'a Analysis<'t>,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) units: &'a [Unit],
    pub(crate) classes: &'a Classes,
}

impl<'t> Line<'_, 't> {
    /// Returns true if the unit has the class.
    pub(crate) fn is(&self, unit: usize, class: ClassId) -> bool {
        self.units.get(unit).is_some_and(|u| self.lexicon.has(u.set, class))
    }

    /// Returns true if the unit has one of the classes.
    pub(crate) fn any(&self, unit: usize, classes: &[ClassId]) -> bool {
        classes.iter().any(|&c| self.is(unit, c))
    }

    /// Returns the words of a unit.
    pub(crate) fn words(&self, unit: usize) -> &'t str {
        self.units.get(unit).map_or("", |u| self.analysis.words(u))
    }

    /// Returns true if the unit is a quantity.
    pub(crate) fn quantity(&self, unit: usize) -> bool {
        self.units.get(unit).is_some_and(|u| matches!(u.item, Item::Quantity(_)))
    }

    /// Returns the span of a range of units.
    pub(crate) fn span(&self, range: &Range<usize>) -> Option<Span> {
        let units = self.units.get(range.clone())?;
        Some(units.first()?.span.cover(units.last()?.span))
    }
}
