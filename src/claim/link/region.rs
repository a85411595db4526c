//! Which division a claim is about.

use crate::analysis::Analysis;
use crate::model::{Claim, RegionRef};

/// Sets the region of every claim.
pub(super) fn set(_analysis: &Analysis<'_>, home: Option<&RegionRef>, claims: &mut [Claim<'_>]) {
    for claim in claims {
        claim.region = home.cloned();
    }
}
