//! Cited policies: documents in 《》, named laws, document numbers.

use super::PolicyId;
use crate::span::Span;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// One citation of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy<'t> {
    /// Unique in the article.
    pub id: PolicyId,
    /// Title and number together.
    pub span: Span,
    /// The article's words at `span`.
    pub text: Cow<'t, str>,
    /// The title without 《》.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Cow<'t, str>>,
    /// The document number, brackets normalised to 〔〕.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Cow<'t, str>>,
    /// The year in the number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<Cow<'t, str>>,
    /// The serial in the number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serial: Option<Cow<'t, str>>,
    /// The issuing bodies by full name, joined with 、.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<Cow<'t, str>>,
    /// The kind of document.
    pub kind: PolicyKind,
    /// The full title that a short one abbreviates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refers_to: Option<PolicyId>,
    /// The one name of this policy in all articles: its title without 中华人民共和国, the shell of a notice
    /// (关于印发…的通知), （试行）, quotation marks and blanks; else its number. Absent for 《条例》 with no full title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Cow<'t, str>>,
    /// The rule that found it.
    pub rule: Cow<'static, str>,
}

/// The kind of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PolicyKind {
    /// 法.
    Law,
    /// 条例, 办法, 规定, 细则.
    Regulation,
    /// 规划, 方案.
    Plan,
    /// 意见.
    Opinion,
    /// 通知.
    Notice,
    /// 报告.
    Report,
    /// Anything else.
    Other,
}
