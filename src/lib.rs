//! Chinese government news as data: every numeric claim, institution, reform measure, cited policy, and whether the
//! article's own arithmetic holds — each with the exact characters it came from and the rule that found it.
//!
//! No model, no network, no clock: deterministic, offline, linear in the text.
//!
//! # Overview
//! - [`Extractor`] is the engine: immutable, cheap to clone, shared between threads. [`Extractor::extract`] cannot fail.
//! - [`Article`] is a text with what the caller knows about it: its date, its region, its title. A `&str` will do.
//! - [`Facts`] is the result: [`Document`], [`Claim`]s, [`Institution`]s, [`Measure`]s, [`Policy`]s, [`Check`]s.
//! - [`Worker`] reuses its buffers from article to article, one for each thread.
//! - [`Extractor::recognize`] gives the layer below: [`Entities`] such as numbers, quantities, times and names.
//! - [`ExtractorBuilder`] adds words and rules of your own. Only building can fail, with an [`Error`] that names the place.
//!
//! # Example
//! ```
//! use zhengwen::{Article, Extractor};
//!
//! let extractor = Extractor::new()?;
//! let text = "上半年，全市民营企业新增1.2万户，同比增长8.5%。";
//! let facts = extractor.extract(Article::new(text).published("2022-07-20".parse()?));
//! let growth = &facts.claims[1];
//! assert_eq!(growth.value.to_string(), "8.5");
//! assert_eq!(growth.unit.as_deref(), Some("%"));
//! assert_eq!(growth.period.as_ref().and_then(|p| p.end).unwrap().to_string(), "2022-06-30");
//! assert_eq!(growth.span.of(text), "8.5%");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Pitfalls
//! - Spans are UTF-8 byte ranges of the text as it was given; [`Facts::to_unit`] converts them all to characters or UTF-16.
//! - Without a date (in the text's header or from the caller) 今年 and its like stay unresolved; without a region 全市 and 市委 do.
//! - [`Claim::value`] carries no sign of change: 下降13.6% is 13.6 with [`Direction::Decrease`].
//!
//! # Features
//! - `default-dict` (default): embeds the segmenter's dictionary. Without it, give one to [`ExtractorBuilder::dictionary`].

mod analysis;
mod check;
mod chunk;
mod claim;
mod engine;
mod error;
pub mod explain;
mod extractor;
mod institution;
mod layout;
mod lexicon;
mod measure;
mod model;
mod recognize;
mod region;
mod rule;
pub mod rules;
mod span;
#[doc(hidden)]
pub mod stages;
mod token;

pub use engine::Article;
pub use error::Error;
pub use extractor::{Extractor, ExtractorBuilder, Worker};
pub use model::{
    ActionKind, Basis, Bound, Check, CheckKind, Claim, ClaimId, Comparison, Date, Dimension, Direction, Document,
    Entities, Entity, EntityType, Facts, Indicator, Institution, InstitutionId, InstitutionKind, Kind, Level, Measure,
    MeasureId, Modality, Normalized, Note, Period, Policy, PolicyId, PolicyKind, PriceBasis, Quote, RegionRef, Section,
    Status, Verdict,
};
pub use rust_decimal::Decimal;
pub use span::{OffsetUnit, Span};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;
