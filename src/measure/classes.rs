//! The classes of units that measures ask for, looked up once for an article.

use crate::analysis::Unit;
use crate::lexicon::{ClassId, Lexicon};
use crate::model::ActionKind;

/// Classes by role.
#[derive(Debug)]
pub(super) struct Classes<'l> {
    lexicon: &'l Lexicon,
    kinds: Vec<(ActionKind, ClassId)>,
    pub(super) action: ClassId,
    pub(super) nominal: ClassId,
    pub(super) head: ClassId,
    pub(super) soft_head: ClassId,
    pub(super) dispose: ClassId,
    pub(super) end: ClassId,
    pub(super) list: ClassId,
    pub(super) and: ClassId,
    pub(super) frame_as: ClassId,
    pub(super) frame_end: ClassId,
    pub(super) done: ClassId,
    pub(super) ongoing: ClassId,
    pub(super) planned: ClassId,
    pub(super) plan: ClassId,
    pub(super) plan_heading: ClassId,
    pub(super) review: ClassId,
    pub(super) adverb: ClassId,
    pub(super) verb: ClassId,
    pub(super) particle: ClassId,
    pub(super) time: ClassId,
    pub(super) quantity: ClassId,
    pub(super) preposition: ClassId,
    pub(super) pronoun: ClassId,
    pub(super) numeral: ClassId,
    pub(super) conjunction: ClassId,
    pub(super) punctuation: ClassId,
    pub(super) classifier: ClassId,
}

const KINDS: [(ActionKind, &str); 10] = [
    (ActionKind::Establish, "action.establish"),
    (ActionKind::Improve, "action.improve"),
    (ActionKind::Issue, "action.issue"),
    (ActionKind::Implement, "action.implement"),
    (ActionKind::Pilot, "action.pilot"),
    (ActionKind::Relax, "action.relax"),
    (ActionKind::Restrict, "action.restrict"),
    (ActionKind::Abolish, "action.abolish"),
    (ActionKind::Integrate, "action.integrate"),
    (ActionKind::Conduct, "action.conduct"),
];

impl<'l> Classes<'l> {
    /// Looks the classes up.
    pub(super) fn new(lexicon: &'l Lexicon) -> Self {
        let class = |name: &str| lexicon.class(name).unwrap_or(ClassId(u16::MAX));
        Classes {
            lexicon,
            kinds: KINDS.iter().map(|&(kind, name)| (kind, class(name))).collect(),
            action: class("action"),
            nominal: class("action.nominal"),
            head: class("policyhead"),
            soft_head: class("policyhead.soft"),
            dispose: class("dispose"),
            end: class("clause.end"),
            list: class("clause.list"),
            and: class("clause.and"),
            frame_as: class("frame.as"),
            frame_end: class("frame.end"),
            done: class("status.done"),
            ongoing: class("status.ongoing"),
            planned: class("status.planned"),
            plan: class("passage.plan"),
            plan_heading: class("passage.plan.heading"),
            review: class("passage.review"),
            adverb: class("adverb"),
            verb: class("verb"),
            particle: class("particle"),
            time: class("time"),
            quantity: class("quantity"),
            preposition: class("preposition"),
            pronoun: class("pronoun"),
            numeral: class("numeral"),
            conjunction: class("conjunction"),
            punctuation: class("punctuation"),
            classifier: class("classifier"),
        }
    }

    /// Returns true if the unit has the class.
    pub(super) fn has(&self, unit: &Unit, class: ClassId) -> bool {
        self.lexicon.has(unit.set, class)
    }

    /// Returns true if the unit has one of the classes.
    pub(super) fn any(&self, unit: &Unit, classes: &[ClassId]) -> bool {
        self.lexicon.set(unit.set).iter().any(|c| classes.contains(c))
    }

    /// Returns true if the lexicon gives a word the class.
    pub(super) fn word_has(&self, word: &str, class: ClassId) -> bool {
        self.lexicon.word(word).is_some_and(|set| self.lexicon.has(set, class))
    }

    /// Returns the kind of an action verb.
    pub(super) fn kind(&self, unit: &Unit) -> Option<ActionKind> {
        let set = self.lexicon.set(unit.set);
        self.kinds.iter().find(|(_, class)| set.contains(class)).map(|(kind, _)| *kind)
    }

    /// Returns the longest ending of `words` that is a head noun, and whether it is a firm one.
    pub(super) fn head<'t>(&self, words: &'t str) -> Option<(&'t str, bool)> {
        let mut best = None;
        for (i, _) in words.char_indices().rev().take(8) {
            let suffix = words.get(i..)?;
            let Some(set) = self.lexicon.word(suffix) else { continue };
            if self.lexicon.has(set, self.head) {
                best = Some((suffix, true));
            } else if self.lexicon.has(set, self.soft_head) {
                best = Some((suffix, false));
            }
        }
        best
    }
}
