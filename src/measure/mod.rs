//! Reform measures: built from rules over class lines, then linked to actors and outcomes.

mod abroad;
mod actor;
mod admits;
mod ahead;
mod build;
mod classes;
mod gate;
mod inside;
mod key;
mod outcome;
mod phrase;
mod status;
mod stretch;
#[cfg(test)]
mod tests;

use crate::analysis::Analysis;
use crate::lexicon::Lexicon;
use crate::model::{ActionKind, Claim, Institution, Measure, MeasureId, Status};
use crate::rule::{Match, Stage, StageCache};
pub(crate) use classes::Classes;
use classes::{Lines, View};

/// The names that measure rules may use in their patterns.
pub(crate) const GROUPS: &[&str] = &["action", "object", "actor", "names", "status"];

/// The places of those that are read.
mod part {
    pub(super) const ACTION: usize = 0;
    pub(super) const OBJECT: usize = 1;
}

/// The fields that measure rules may set, and to what.
pub(crate) const KEYS: &[(&str, &[&str])] = &[
    (
        "action_kind",
        &[
            "establish",
            "improve",
            "issue",
            "implement",
            "pilot",
            "relax",
            "restrict",
            "abolish",
            "integrate",
            "conduct",
        ],
    ),
    ("status", &["done", "ongoing", "planned"]),
];

impl ActionKind {
    /// Returns the kind of that name in rules and in JSON.
    fn named(name: &str) -> Option<Self> {
        classes::KINDS.iter().find(|(_, class)| class.strip_prefix("action.") == Some(name)).map(|(kind, _)| *kind)
    }
}

impl Status {
    /// Returns the status of that name in rules and in JSON.
    fn named(name: &str) -> Option<Self> {
        match name {
            "done" => Some(Status::Done),
            "ongoing" => Some(Status::Ongoing),
            "planned" => Some(Status::Planned),
            _ => None,
        }
    }
}

/// Returns, by set, whether a word of it says when something is done.
pub(crate) fn tense(lexicon: &Lexicon) -> Vec<bool> {
    const CLASSES: [&str; 4] = ["status.done", "status.ongoing", "status.planned", "dispose"];
    lexicon.sets().map(|set| set.iter().any(|c| CLASSES.contains(&lexicon.class_name(*c)))).collect()
}

/// Calls `each` with every match of a rule in a sentence, as [`build`] sees it, and the unit that its ranges count from.
pub(crate) fn matches<'a, 't: 'a, 's: 'a>(
    analysis: &'a Analysis<'t>,
    (lexicon, classes): (&'a Lexicon, &'a Classes),
    stage: &'s Stage,
    sentence: usize,
    mut each: impl FnMut(&Match<'s>, usize),
) {
    let lines = Lines::read(analysis, classes);
    let view = View { analysis, lexicon, classes, lines: &lines };
    if !build::silent(view, sentence) {
        build::matches(view, sentence, stage, &mut stage.cache(), |m, offset, _| each(m, offset));
    }
}

/// Builds the measures of an article, by position.
pub(crate) fn build<'t>(
    analysis: &Analysis<'t>,
    (lexicon, classes): (&Lexicon, &Classes),
    stage: &Stage,
    cache: &mut StageCache,
    claims: &[Claim<'t>],
    institutions: &[Institution<'t>],
) -> Vec<Measure<'t>> {
    let lines = Lines::read(analysis, classes);
    let view = View { analysis, lexicon, classes, lines: &lines };
    let drafts = build::drafts(view, stage, cache);
    if drafts.is_empty() {
        return Vec::new();
    }
    let passages = status::passages(view);
    let foreign = actor::foreign(institutions);
    let mut actors = actor::Actors::new(institutions);
    let outcomes = outcome::outcomes(view, claims, &drafts);
    let mut measures: Vec<Measure<'t>> = Vec::with_capacity(drafts.len());
    for (draft, outcomes) in drafts.iter().zip(outcomes) {
        let bodies = actors.of(view, draft);
        // What other states do is no measure here.
        if bodies.first().is_some_and(|id| foreign.contains(id)) {
            continue;
        }
        measures.push(Measure {
            id: MeasureId(u32::try_from(measures.len() + 1).unwrap_or(u32::MAX)),
            span: draft.span,
            text: draft.span.of(analysis.text).into(),
            action: draft.action.of(analysis.text).into(),
            action_kind: draft.kind,
            object: draft.phrase.object.to_owned().into(),
            names: draft.phrase.names.iter().map(|s| s.of(analysis.text).into()).collect(),
            key: key::key(view, draft.phrase.names.first().map(|s| s.of(analysis.text)), draft.phrase.object).into(),
            actors: bodies,
            status: status::of(view, draft, &passages),
            section: analysis.layout.sentences.get(draft.sentence).and_then(|s| s.section),
            outcomes,
            rule: draft.rule.clone(),
        });
    }
    measures
}
