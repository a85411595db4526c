//! The from-value of a change: 由…到….

use super::view::Around;
use crate::model::{Claim, Dimension};

/// Sets the baselines that no rule has set: 由12天压缩到5天.
pub(super) fn set(around: &Around<'_>, claims: &mut [Claim<'_>]) {
    for at in 1..claims.len() {
        let (Some(from), Some(to)) = (claims.get(at - 1), claims.get(at)) else { continue };
        if to.baseline.is_some() || from.baseline.is_some() || !comparable(from, to) {
            continue;
        }
        let gap = around.between(from, to);
        let reaches = gap.ends_with(['到', '至', '为', '成']) && !gap.contains(['，', '；', '。', '、']);
        if !reaches || gap.chars().count() > 8 {
            continue;
        }
        let opens = around.lead(at - 1).clause;
        let starts = opens.rfind(['由', '从']).and_then(|i| opens.get(i..)).is_some_and(|w| w.chars().count() <= 12);
        if starts {
            let id = from.id;
            if let Some(to) = claims.get_mut(at) {
                to.baseline = Some(id);
            }
        }
    }
}

/// True when one value can become the other: 从城区选派38名律师到3个县 is no such pair.
fn comparable(from: &Claim<'_>, to: &Claim<'_>) -> bool {
    from.dimension == to.dimension && (from.dimension != Dimension::Count || from.unit == to.unit)
}
