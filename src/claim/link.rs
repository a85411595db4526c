//! What a rule cannot see: the period and region a claim inherits, its baseline, the total it is a part of.

use crate::analysis::Analysis;
use crate::model::{Claim, RegionRef};

/// Links the claims of an article; they are in order of position.
pub(crate) fn link<'t>(_analysis: &Analysis<'t>, _home: Option<&RegionRef>, _claims: &mut [Claim<'t>]) {}
