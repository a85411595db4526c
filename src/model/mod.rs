//! The public facts: what an extraction holds, one file for each kind of fact.
//!
//! The JSON of these types is the public contract. Texts borrow from the article where they can; a value read back
//! from JSON owns them.

mod check;
mod claim;
mod date;
mod document;
mod entity;
mod facts;
mod id;
mod institution;
mod measure;
mod offsets;
mod policy;

pub use check::{Check, CheckKind, Verdict};
pub use claim::{
    Basis, Bound, Claim, Comparison, Dimension, Direction, Indicator, Kind, Modality, Normalized, Period, PriceBasis,
};
pub use date::Date;
pub use document::{Document, Section};
pub use entity::{Entities, Entity, EntityType};
pub use facts::{Facts, Note};
pub use id::{ClaimId, InstitutionId, MeasureId, PolicyId};
pub use institution::{Institution, InstitutionKind, Level};
pub use measure::{ActionKind, Measure, Status};
pub(crate) use offsets::Converter;
pub use policy::{Policy, PolicyKind};

use crate::span::Span;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Words of the article and where they stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote<'t> {
    /// The words, exactly as the article has them.
    pub text: Cow<'t, str>,
    /// Where they stand.
    pub span: Span,
}

impl<'t> Quote<'t> {
    /// Returns the words of `text` at the byte span `span`.
    #[must_use]
    pub fn new(text: &'t str, span: Span) -> Self {
        Quote { text: Cow::Borrowed(span.of(text)), span }
    }
}

/// An administrative division: its official name and GB/T 2260 code (six digits; 全国 is 100000).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RegionRef {
    /// The official full name, such as 张掖市.
    pub name: Cow<'static, str>,
    /// The six-digit code, such as 620700.
    pub code: Cow<'static, str>,
}
