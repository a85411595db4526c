//! Whether the article's own arithmetic holds.
//!
//! Every check compares what the article states with what its other figures give. Figures are rounded by those who
//! write them, so both sides are intervals: an article that merely rounds is consistent.

mod average;
mod change;
mod figure;
mod share;
mod sum;

use crate::claim::link::{Links, part};
use crate::model::{Check, Claim};

/// Returns the checks that the claims make possible, by position of the last claim they need.
pub(crate) fn checks(links: &Links<'_>, claims: &[Claim<'_>]) -> Vec<Check> {
    let around = &links.around;
    let again = if links.lists.hold(around, claims) { None } else { Some(part::lists(around, claims)) };
    let lists = &again.as_ref().unwrap_or(&links.lists).all;
    let mut found: Vec<(usize, Check)> = Vec::new();
    sum::checks(claims, lists, &mut found);
    share::checks(around, claims, lists, &mut found);
    average::checks(around, claims, &mut found);
    change::checks(around, claims, &mut found);
    found.sort_by_key(|(at, check)| (*at, check.kind));
    found.into_iter().map(|(_, check)| check).collect()
}
