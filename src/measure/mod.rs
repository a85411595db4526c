//! Reform measures: built from rules over class lines, then linked to actors and outcomes.

use crate::analysis::Analysis;
use crate::lexicon::Lexicon;
use crate::model::{Claim, Institution, Measure};
use crate::rule::{Stage, StageCache};

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
    _analysis: &Analysis<'t>,
    _lexicon: &Lexicon,
    _stage: &Stage,
    _cache: &mut StageCache,
    _claims: &[Claim<'t>],
    _institutions: &[Institution<'t>],
) -> Vec<Measure<'t>> {
    Vec::new()
}
