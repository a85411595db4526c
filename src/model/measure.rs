//! Reform measures: what somebody did, does or will do to change how government works.

use super::{ClaimId, InstitutionId, MeasureId};
use crate::span::Span;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// An action verb with an institutional or policy object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure<'t> {
    /// Unique in the article.
    pub id: MeasureId,
    /// From the action verb to the end of its object phrase.
    pub span: Span,
    /// The article's words at `span`.
    pub text: Cow<'t, str>,
    /// The verb, without adverbs.
    pub action: Cow<'t, str>,
    /// The class of the verb.
    pub action_kind: ActionKind,
    /// The head noun of the object.
    pub object: Cow<'t, str>,
    /// The named things, quotation marks kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<Cow<'t, str>>,
    /// What joins measures of different articles: the first name (else the object's head) without quotation marks, spaces
    /// and shell words such as 制度, 机制, 改革.
    #[serde(default)]
    pub key: Cow<'t, str>,
    /// The bodies doing it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<InstitutionId>,
    /// Done, going on or planned.
    pub status: Status,
    /// Index into `document.sections`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<u32>,
    /// The claims that state its result.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<ClaimId>,
    /// The rule that found it.
    pub rule: Cow<'static, str>,
}

/// The class of an action verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ActionKind {
    /// 建立, 成立.
    Establish,
    /// 健全, 完善.
    Improve,
    /// 出台, 印发.
    Issue,
    /// 推行, 落实.
    Implement,
    /// 试点, 探索.
    Pilot,
    /// 放开, 简化.
    Relax,
    /// 严禁, 整治.
    Restrict,
    /// 取消, 废止.
    Abolish,
    /// 整合, 合并.
    Integrate,
    /// 举办, 召开.
    Conduct,
}

/// How far a measure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Status {
    /// 建成, 已; a passage that reviews a closed period.
    Done,
    /// 正在, 持续.
    Ongoing,
    /// 将, 力争, 计划.
    Planned,
}
