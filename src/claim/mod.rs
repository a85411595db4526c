//! Numeric claims: built from rules over class lines, then linked.

mod build;
mod class;
mod key;
mod kind;
pub(crate) mod link;
mod modality;
mod passage;
mod phrase;
mod veto;
mod words;

use crate::analysis::{Analysis, Item};
use crate::chunk::{Form, Quantity};
use crate::model::{Claim, ClaimId, Dimension};
use crate::rule::{Stage, StageCache};
pub(crate) use class::Masks;
use std::borrow::Cow;

/// The names that claim rules may use in their patterns.
pub(crate) const GROUPS: &[&str] =
    &["value", "from", "subject", "indicator", "predicate", "actor", "base", "comparison", "period"];
/// The fields that claim rules may set, and to what. `role` says what the words beside the value do: `arrive` takes the
/// direction of the change before it, `of` and `whole` find the base of a share, `standard` makes a requirement, `none`
/// marks a number that is no claim.
pub(crate) const KEYS: &[(&str, &[&str])] = &[
    ("kind", &["level", "change", "share", "rate", "average", "rank"]),
    ("direction", &["increase", "decrease", "unchanged"]),
    ("modality", &["actual", "target", "required", "estimated"]),
    ("role", &["arrive", "of", "whole", "standard", "none"]),
];

/// Builds the claims of an article, by position, without links between them but `baseline`.
pub(crate) fn build<'t>(
    analysis: &Analysis<'t>,
    masks: &Masks,
    stage: &Stage,
    cache: &mut StageCache,
) -> Vec<Claim<'t>> {
    let mut claims = Vec::new();
    let mut passage = passage::Passage::default();
    for (index, (sentence, units)) in analysis.sentences().enumerate() {
        let planned = passage.read(analysis, masks, index);
        let line = words::Line { analysis, masks, units };
        if !units.iter().any(|u| matches!(u.item, Item::Quantity(_))) {
            continue;
        }
        let mut builder = build::Builder::new(line, sentence.section, planned, &mut claims);
        stage.run(units.iter().map(|u| u.set), cache, |found| builder.add(&found));
        builder.finish();
    }
    for (i, claim) in claims.iter_mut().enumerate() {
        claim.id = ClaimId(u32::try_from(i + 1).unwrap_or(u32::MAX));
        claim.text = Cow::Borrowed(claim.span.of(analysis.text));
        if let Some(indicator) = &mut claim.indicator {
            indicator.key = key::of(&indicator.text);
        }
    }
    claims
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
