//! Numeric claims: built from rules over class lines, then linked.

pub(crate) mod link;

use crate::analysis::Analysis;
use crate::chunk::{Form, Quantity};
use crate::lexicon::Lexicon;
use crate::model::{Claim, Dimension};
use crate::rule::{Stage, StageCache};

/// The names that claim rules may use in their patterns.
pub(crate) const GROUPS: &[&str] =
    &["value", "from", "indicator", "predicate", "actor", "base", "comparison", "period"];
/// The fields that claim rules may set, and to what.
pub(crate) const KEYS: &[(&str, &[&str])] = &[
    ("kind", &["level", "change", "share", "rate", "average", "rank"]),
    ("direction", &["increase", "decrease", "unchanged"]),
    ("modality", &["actual", "target", "required", "estimated"]),
];

/// Builds the claims of an article, by position, without links between them.
pub(crate) fn build<'t>(
    _analysis: &Analysis<'t>,
    _lexicon: &Lexicon,
    _stage: &Stage,
    _cache: &mut StageCache,
) -> Vec<Claim<'t>> {
    Vec::new()
}

/// The classes of quantity units, by the index that [`quantity_class`] returns.
pub(crate) fn quantity_classes() -> &'static [&'static [&'static str]] {
    &[
        &["quantity", "amount"],
        &["quantity", "percent"],
        &["quantity", "point"],
        &["quantity", "multiple"],
        &["quantity", "rank"],
        &["quantity", "duration"],
        &["quantity", "bare"],
        &["quantity", "multiple", "fan"],
    ]
}

/// Returns the index of a quantity's classes.
pub(crate) fn quantity_class(quantity: &Quantity<'_>) -> usize {
    match (quantity.form, quantity.dimension) {
        (Form::Fan, _) => 7,
        (Form::Rank, _) | (_, Dimension::Rank) => 4,
        (_, Dimension::Percent | Dimension::Permille) => 1,
        (_, Dimension::PercentagePoint) => 2,
        (_, Dimension::Multiple) => 3,
        (_, Dimension::Duration) => 5,
        _ if quantity.unit.is_none() => 6,
        _ => 0,
    }
}
