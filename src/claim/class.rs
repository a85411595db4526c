//! The classes that the code, not a rule, asks for: one bit each, so that a question is one test whatever it asks for.

use crate::lexicon::{Lexicon, SetId};
use std::ops::BitOr;

/// Some classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mask(u128);

impl Mask {
    /// Returns true if the two have a class in common.
    pub(crate) const fn meets(self, other: Mask) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Mask {
    type Output = Mask;

    fn bitor(self, other: Mask) -> Mask {
        Mask(self.0 | other.0)
    }
}

macro_rules! classes {
    ($($name:ident = $word:literal),* $(,)?) => {
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "it only counts the classes")]
        enum Index { $($name),* }

        $(pub(crate) const $name: Mask = Mask(1 << Index::$name as u32);)*

        const NAMES: &[(&str, Mask)] = &[$(($word, $name)),*];
    };
}

classes! {
    COMMA = "comma", LIST = "enum", STOP = "stop", OPEN = "open", CLOSE = "close", DE = "de",
    UP = "change.up", DOWN = "change.down", TO = "to", REACH = "reach", BE = "be", HOLD = "hold",
    TO_UP = "to.up", TO_DOWN = "to.down", SHARE = "share", FILL = "fill", LEAD = "lead",
    EACH = "each", AREA = "area", ACT = "act", WEAK = "act.weak", CAUSE = "cause", VO = "vo", AVERAGE = "average",
    DIST = "dist", WHOLE = "whole", TARGET = "target", ESTIMATE = "estimate", MUST = "must", SAME = "level.same",
    YOY = "compare.yoy", MOM = "compare.mom", WITH = "compare.with", THAN = "compare.prep", REAL = "price.real", NOMINAL = "price.nominal", TIME = "time",
    NOUN = "noun", ADJECTIVE = "adjective", OTHER = "other", VNOUN = "vnoun", VERB = "verb", ADVERB = "adverb",
    PREPOSITION = "preposition", CONJUNCTION = "conjunction", PARTICLE = "particle", PUNCTUATION = "punctuation",
    INSTITUTION = "institution", QUOTE = "quote", WEIGHT = "weight", SOURCE = "source", RUN = "run",
    PLAN = "passage.plan", PLAN_HEADING = "passage.plan.heading", REVIEW_HEADING = "passage.review.heading",
    BUILD = "act.build", WORKS = "works", STEP = "step", AND = "clause.and", DONE = "status.done", PERSON = "person", BODY = "body", INNER = "inner", ABOVE = "gap.up", BELOW = "gap.down", SCHEME = "scheme",
    MEMBER = "member", CASUALTY = "casualty", USED = "used", PLACE = "place", ORGANIZATION = "organization",
    DOER = "actor.doer", FEW = "few", NUMERAL = "numeral", CLASSIFIER = "classifier", NOW = "now", FIELD = "field", CARRIER = "carrier", STANDARD = "standard", REGION = "region", WORK = "work",
    RANKED = "at.rank",
}

/// The classes of every set of a lexicon.
#[derive(Debug)]
pub(crate) struct Masks(Box<[Mask]>);

impl Masks {
    /// Reads a lexicon that gets no more sets.
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let known: Vec<_> = NAMES.iter().filter_map(|(name, mask)| Some((lexicon.class(name)?, *mask))).collect();
        let mask = |set: &[_]| {
            known.iter().filter(|(id, _)| set.contains(id)).fold(Mask::default(), |all, (_, mask)| all | *mask)
        };
        Masks(lexicon.sets().map(mask).collect())
    }

    /// Returns the classes of a set.
    pub(crate) fn of(&self, set: SetId) -> Mask {
        self.0.get(usize::from(set.0)).copied().unwrap_or_default()
    }
}
