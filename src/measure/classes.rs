//! The classes of units that measures ask for: looked up once for an engine, asked for as bits.

use crate::analysis::{Analysis, Unit};
use crate::lexicon::{Lexicon, SetId};
use crate::model::ActionKind;
use crate::rule::Stage;

macro_rules! classes {
    ($($name:ident = $class:literal,)*) => {
        /// A class that measures ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Is {
            $(#[doc = $class] $name,)*
        }

        impl Is {
            const NAMES: &'static [(Is, &'static str)] = &[$((Is::$name, $class),)*];
        }
    };
}

classes! {
    Action = "action",
    Nominal = "action.nominal",
    Alone = "action.alone",
    Carry = "action.carry",
    Support = "action.support",
    Free = "action.free",
    Bold = "action.bold",
    Disposal = "action.dispose",
    Complete = "action.complete",
    Trailing = "action.trailing",
    To = "action.to",
    Counting = "action.counting",
    Head = "policyhead",
    SoftHead = "policyhead.soft",
    VagueHead = "policyhead.vague",
    Body = "tail.body",
    Regime = "tail.regime",
    Physical = "physical",
    Completed = "completed",
    Dispose = "dispose",
    End = "clause.end",
    List = "clause.list",
    And = "clause.and",
    FrameAs = "frame.as",
    FrameEnd = "frame.end",
    Done = "status.done",
    Ongoing = "status.ongoing",
    Planned = "status.planned",
    Plan = "passage.plan",
    PlanHeading = "passage.plan.heading",
    Review = "passage.review",
    Says = "says",
    Joins = "actor.joins",
    Subject = "clause.subject",
    NoObject = "no.object",
    NotAct = "no.act",
    Aspect = "aspect",
    Etc = "etc",
    De = "de",
    Bound = "bound.after",
    Open = "open",
    Close = "close",
    Adverb = "adverb",
    Verb = "verb",
    Particle = "particle",
    Time = "time",
    Quantity = "quantity",
    Preposition = "preposition",
    Pronoun = "pronoun",
    Numeral = "numeral",
    Conjunction = "conjunction",
    Punctuation = "punctuation",
    Classifier = "classifier",
    Few = "few",
    Diplomacy = "diplomacy",
    Stance = "stance",
    Moved = "np.vp",
    Causative = "action.causative",
    Strict = "action.strict",
    NoPolicy = "no.policy",
    Gives = "gives",
    Copula = "copula",
    Orders = "says.orders",
    Approved = "action.approved",
    Becomes = "action.becomes",
    PlanTop = "passage.plan.top",
    Evidence = "evidence",
    Shell = "key.shell",
    Paper = "issued",
    Landing = "lands",
    Noun = "noun",
    VerbalNoun = "vnoun",
    Person = "actor.person",
    Place = "place",
    Doer = "actor.doer",
    Holds = "holds",
    Must = "topic.must",
    By = "outcome.by",
    Standard = "outcome.standard",
    Source = "source.word",
    Relations = "diplomacy.state",
    Foreign = "foreign.place",
    NamedHead = "policyhead.named",
    Adjective = "adjective",
    Performs = "performs",
    Content = "says.content",
    Proposes = "says.proposes",
    Duty = "stance.duty",
    Purpose = "purpose",
    Tail = "tail.shared",
    Direction = "direction",
    Ensure = "ensure",
    Tells = "source.verb",
    Presides = "presides",
    NoPaper = "issued.not",
    Abroad = "foreign.heading",
    Transitive = "pair.verb",
    Others = "actor.others",
    Tasks = "says.tasks",
}

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Set(u128);

/// Returns the set of some classes.
pub(super) const fn set(classes: &[Is]) -> Set {
    let mut bits = 0;
    let mut rest = classes;
    while let [first, others @ ..] = rest {
        bits |= 1 << *first as u128;
        rest = others;
    }
    Set(bits)
}

pub(super) const KINDS: [(ActionKind, &str); 10] = [
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

/// Which of the classes each class set of the lexicon holds.
#[derive(Debug)]
pub(crate) struct Classes {
    rows: Vec<(Set, Option<ActionKind>)>,
    /// True if some rule gives the kind of its verb itself: then a sentence without a known verb may hold a measure.
    pub(super) any_verb: bool,
}

impl Classes {
    /// Looks the classes up. The lexicon must be complete.
    pub(crate) fn new(lexicon: &Lexicon, stage: &Stage) -> Self {
        let names: Vec<_> = Is::NAMES.iter().map(|&(is, name)| (is, lexicon.class(name))).collect();
        let kinds: Vec<_> = KINDS.iter().map(|&(kind, name)| (kind, lexicon.class(name))).collect();
        let row = |classes: &[crate::lexicon::ClassId]| {
            let has = |class: Option<_>| class.is_some_and(|c| classes.contains(&c));
            let bits: u128 = names.iter().filter(|(_, c)| has(*c)).map(|(is, _)| 1 << *is as u128).sum();
            (Set(bits), kinds.iter().find(|(_, c)| has(*c)).map(|(kind, _)| *kind))
        };
        Classes {
            rows: lexicon.sets().map(row).collect(),
            any_verb: stage.rules().iter().any(|r| r.set.contains_key("action_kind")),
        }
    }

    fn get(&self, id: SetId) -> (Set, Option<ActionKind>) {
        self.rows.get(usize::from(id.0)).copied().unwrap_or_default()
    }
}

/// The classes that each sentence has some unit of: most of what is asked of a sentence's units is answered by none.
#[derive(Debug)]
pub(super) struct Lines(Vec<Set>);

impl Lines {
    pub(super) fn read(analysis: &Analysis<'_>, classes: &Classes) -> Self {
        let all = |units: &[Unit]| Set(units.iter().fold(0, |all, u| all | classes.get(u.set).0.0));
        Lines(analysis.sentences().map(|(_, units)| all(units)).collect())
    }
}

/// An article's units with their classes.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'a, 't> {
    pub(super) analysis: &'a Analysis<'t>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) classes: &'a Classes,
    pub(super) lines: &'a Lines,
}

impl<'t> View<'_, 't> {
    /// Returns the words of a unit.
    pub(super) fn words(&self, unit: &Unit) -> &'t str {
        unit.span.of(self.analysis.text)
    }

    /// Returns true if the unit has the class.
    pub(super) fn has(&self, unit: &Unit, class: Is) -> bool {
        self.any(unit, set(&[class]))
    }

    /// Returns true if the unit has one of the classes.
    pub(super) fn any(&self, unit: &Unit, classes: Set) -> bool {
        self.classes.get(unit.set).0.0 & classes.0 != 0
    }

    /// Returns true if some unit of a sentence has one of the classes.
    pub(super) fn says(&self, sentence: usize, classes: Set) -> bool {
        self.lines.0.get(sentence).is_some_and(|line| line.0 & classes.0 != 0)
    }

    /// Returns true if the lexicon gives a word the class.
    pub(super) fn word_has(&self, word: &str, class: Is) -> bool {
        self.lexicon.word(word).is_some_and(|id| self.classes.get(id).0.0 & set(&[class]).0 != 0)
    }

    /// Returns the kind of an action verb.
    pub(super) fn kind(&self, unit: &Unit) -> Option<ActionKind> {
        self.classes.get(unit.set).1
    }

    /// Returns the units of a sentence.
    pub(super) fn line(&self, sentence: usize) -> &[Unit] {
        let line = self.analysis.lines.get(sentence).cloned().unwrap_or(0..0);
        self.analysis.units.get(line).unwrap_or(&[])
    }

    /// Returns the longest ending of `words` that is a head noun, and whether it is a firm one.
    pub(super) fn head<'w>(&self, words: &'w str) -> Option<(&'w str, bool)> {
        let mut best = None;
        for (i, _) in words.char_indices().rev().take(8) {
            let suffix = words.get(i..)?;
            let Some(id) = self.lexicon.word(suffix) else { continue };
            let has = self.classes.get(id).0.0;
            if has & set(&[Is::Head]).0 != 0 {
                best = Some((suffix, true));
            } else if has & set(&[Is::SoftHead]).0 != 0 {
                best = Some((suffix, false));
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_a_bit_and_is_declared() {
        assert!(Is::NAMES.len() <= 128);
        let lexicon = Lexicon::new().unwrap();
        for (is, name) in Is::NAMES {
            assert!(lexicon.class(name).is_some(), "{is:?} {name}");
        }
    }
}
