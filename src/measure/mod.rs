//! Reform measures: built from rules over class lines, then linked to actors and outcomes.

mod actor;
mod build;
mod classes;
mod gate;
mod outcome;
mod phrase;
mod status;

use crate::analysis::Analysis;
use crate::lexicon::Lexicon;
use crate::model::{Claim, Institution, Measure, MeasureId};
use crate::rule::{Stage, StageCache};
use classes::Classes;

/// The names that measure rules may use in their patterns.
pub(crate) const GROUPS: &[&str] = &["action", "object", "actor", "names", "status"];
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

/// Builds the measures of an article, by position.
pub(crate) fn build<'t>(
    analysis: &Analysis<'t>,
    lexicon: &Lexicon,
    stage: &Stage,
    cache: &mut StageCache,
    claims: &[Claim<'t>],
    institutions: &[Institution<'t>],
) -> Vec<Measure<'t>> {
    let classes = Classes::new(lexicon);
    let drafts = build::drafts(analysis, &classes, stage, cache);
    let tenses = status::passages(analysis, &classes);
    let actors = actor::Actors::new(institutions);
    let outcomes = outcome::Outcomes::new(analysis, claims, &drafts);
    let mut measures = Vec::with_capacity(drafts.len());
    for (i, draft) in drafts.iter().enumerate() {
        measures.push(Measure {
            id: MeasureId(u32::try_from(i + 1).unwrap_or(u32::MAX)),
            span: draft.span,
            text: draft.span.of(analysis.text).into(),
            action: draft.action.of(analysis.text).into(),
            action_kind: draft.kind,
            object: draft.phrase.object.clone(),
            names: draft.phrase.names.iter().map(|s| s.of(analysis.text).into()).collect(),
            actors: actors.of(analysis, &classes, draft),
            status: status::of(analysis, &classes, draft, &tenses),
            section: analysis.layout.sentences.get(draft.sentence).and_then(|s| s.section),
            outcomes: outcomes.of(i, draft),
            rule: draft.rule.clone().into(),
        });
    }
    measures
}
