//! All facts of one article.

use super::{Check, Claim, Document, Institution, Measure, Policy};
use crate::span::{OffsetUnit, Span};
use serde::{Deserialize, Serialize};

/// All facts of one article. Spans are UTF-8 byte ranges until [`Facts::to_unit`] converts them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts<'t> {
    /// The version of the JSON contract: 1.
    pub schema: u32,
    /// The article's id, when the caller gave one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The unit of every span.
    pub offset_unit: OffsetUnit,
    /// Title, origin and outline.
    pub document: Document<'t>,
    /// Numeric claims, by position.
    pub claims: Vec<Claim<'t>>,
    /// Institutions, by first mention.
    pub institutions: Vec<Institution<'t>>,
    /// Reform measures, by position.
    pub measures: Vec<Measure<'t>>,
    /// Cited policies, by position.
    pub policies: Vec<Policy<'t>>,
    /// Arithmetic checks.
    pub checks: Vec<Check>,
    /// What was skipped, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
}

/// A part of the text that was not read, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The part.
    pub span: Span,
    /// The reason, for a person to read.
    pub message: String,
}

impl Default for Facts<'_> {
    fn default() -> Self {
        Facts {
            schema: 1,
            id: None,
            offset_unit: OffsetUnit::Byte,
            document: Document::default(),
            claims: Vec::new(),
            institutions: Vec::new(),
            measures: Vec::new(),
            policies: Vec::new(),
            checks: Vec::new(),
            notes: Vec::new(),
        }
    }
}
