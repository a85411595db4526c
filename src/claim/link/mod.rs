//! What a rule cannot see: the period and region a claim inherits, its baseline, the total it is a part of.

mod baseline;
pub(crate) mod part;
mod period;
mod region;
pub(crate) mod view;

use super::class::Masks;
use crate::analysis::Analysis;
use crate::model::{Claim, RegionRef};
use view::Around;

/// What the links were read from, for the checks.
#[derive(Debug)]
pub(crate) struct Links<'t> {
    pub(crate) around: Around<'t>,
    pub(crate) lists: part::Lists,
}

/// Links the claims of an article; they are in order of position.
pub(crate) fn link<'t>(
    analysis: &Analysis<'t>,
    masks: &Masks,
    home: Option<&RegionRef>,
    claims: &mut [Claim<'t>],
) -> Links<'t> {
    let around = Around::read(analysis.text, claims);
    baseline::set(&around, claims);
    period::set(analysis, claims);
    region::set(analysis, masks, home, claims);
    let lists = part::lists(&around, claims);
    for list in &lists.all {
        let Some(total) = claims.get(list.total).map(|c| c.id) else { continue };
        for &part in &list.parts {
            if let Some(claim) = claims.get_mut(part) {
                claim.part_of.get_or_insert(total);
            }
        }
    }
    Links { around, lists }
}
