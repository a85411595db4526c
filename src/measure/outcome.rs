//! What came of it: the figures that state a measure's result.

use super::build::Draft;
use super::classes::View;
use crate::model::{Claim, ClaimId, Modality};
use crate::span::Span;

/// How far behind a measure its results are looked for, in units.
const REACH: usize = 200;

/// Gives every measure the figures of its own words, and those that follow in its sentence.
pub(super) fn outcomes(view: View<'_, '_>, claims: &[Claim<'_>], drafts: &[Draft<'_>]) -> Vec<Vec<ClaimId>> {
    if claims.is_empty() {
        return vec![Vec::new(); drafts.len()];
    }
    let mut baselines: Vec<ClaimId> = claims.iter().filter_map(|c| c.baseline).collect();
    baselines.sort_unstable();
    let mut out = Vec::with_capacity(drafts.len());
    for (i, draft) in drafts.iter().enumerate() {
        let end = end(view, draft);
        let from = claims.partition_point(|c| c.span.start < draft.span.start);
        let list = claims.get(from..).unwrap_or(&[]).iter().take_while(|c| c.span.end <= end);
        // A figure behind a later measure is that one's.
        let next = drafts.get(i + 1).filter(|d| d.sentence == draft.sentence).map_or(u32::MAX, |d| d.span.start);
        let own = |c: &&Claim<'_>| draft.span.contains(c.span) || c.span.start < next || !behind(drafts, i, c.span);
        out.push(
            list.filter(|c| baselines.binary_search(&c.id).is_err() && c.part_of.is_none())
                .filter(own)
                .filter(|c| c.modality != Modality::Target || draft.span.contains(c.span))
                .map(|c| c.id)
                .collect(),
        );
    }
    out
}

/// Returns true if a measure after the one at `index` holds the figure in its own words.
fn behind(drafts: &[Draft<'_>], index: usize, figure: Span) -> bool {
    let rest = drafts.get(index + 1..).unwrap_or(&[]);
    rest.iter().take_while(|d| d.span.start <= figure.start).any(|d| d.span.contains(figure))
}

/// Returns where the part of a sentence, between semicolons, ends in which a measure stands.
fn end(view: View<'_, '_>, draft: &Draft<'_>) -> u32 {
    let rest = view.line(draft.sentence).get(draft.verb.end..).unwrap_or(&[]);
    let rest = rest.get(..REACH).unwrap_or(rest);
    let stop = rest.iter().find(|u| u.span.start >= draft.span.end && matches!(view.words(u), "；" | ";"));
    stop.or(rest.last()).map_or(draft.span.end, |u| u.span.end)
}
