//! Arithmetic that the article itself makes checkable.

use super::ClaimId;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One sum, share, average or change, and whether it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// What is checked.
    pub kind: CheckKind,
    /// In the order of the arithmetic: parts then total; part, whole, share; total, count, average; from, to, change.
    pub claims: Vec<ClaimId>,
    /// What the article says.
    pub stated: Decimal,
    /// What the other figures give, at the precision of `stated`.
    pub computed: Decimal,
    /// Whether the two agree.
    pub verdict: Verdict,
    /// The arithmetic in words.
    pub note: String,
}

/// What is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CheckKind {
    /// Parts add up to a total.
    Sum,
    /// A part over a whole.
    Share,
    /// A total over a count.
    Average,
    /// From one value to another.
    Change,
}

/// Whether the article's arithmetic holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Verdict {
    /// It does, within rounding.
    Consistent,
    /// It does not.
    Inconsistent,
}
