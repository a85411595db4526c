//! When a claim holds.

use crate::analysis::Analysis;
use crate::model::Claim;

/// Sets the period of every claim.
pub(super) fn set<'t>(_analysis: &Analysis<'t>, _claims: &mut [Claim<'t>]) {}
