//! `zhengwen` turns Chinese government news into data.

mod analysis;
mod check;
mod chunk;
mod claim;
mod error;
pub mod explain;
mod extractor;
mod institution;
mod layout;
mod lexicon;
mod measure;
mod model;
mod recognize;
mod rule;
mod span;
#[doc(hidden)]
pub mod stages;
mod token;

pub use error::Error;
pub use extractor::{Article, Extractor, ExtractorBuilder, Worker};
pub use model::{
    ActionKind, Basis, Bound, Check, CheckKind, Claim, ClaimId, Comparison, Date, Dimension, Direction, Document,
    Entities, Entity, EntityType, Facts, Institution, InstitutionId, InstitutionKind, Kind, Level, Measure, MeasureId,
    Modality, Normalized, Note, Period, Policy, PolicyId, PolicyKind, PriceBasis, Quote, RegionRef, Section, Status,
    Verdict,
};
pub use rust_decimal::Decimal;
pub use span::{OffsetUnit, Span};
