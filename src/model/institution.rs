//! Bodies of party, state and society.

use super::{InstitutionId, Quote, RegionRef};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// One body, or one class of bodies, with all its mentions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Institution<'t> {
    /// Unique in the article.
    pub id: InstitutionId,
    /// The full name with its region spelled out; a class keeps the mention's own words.
    pub name: Cow<'t, str>,
    /// The same for one body in every article, also after it was renamed: joins tables. Absent for a class, and for a body
    /// whose division is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// What kind of body it is.
    pub kind: InstitutionKind,
    /// Its administrative level; absent when unknown or mixed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// The division it serves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionRef>,
    /// True for a class of bodies, such as 全市检察机关.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub collective: bool,
    /// Where it is named.
    pub mentions: Vec<Quote<'t>>,
    /// The rule that found its first mention.
    pub rule: Cow<'static, str>,
}

/// The kind of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum InstitutionKind {
    /// 党委.
    PartyCommittee,
    /// 组织部, 政法委.
    PartyOrgan,
    /// 纪委, 监委.
    Discipline,
    /// 人大.
    PeoplesCongress,
    /// 政府, 国务院, 街道办事处.
    Government,
    /// 部委厅局办.
    GovernmentDepartment,
    /// 政协.
    Cppcc,
    /// 法院.
    Court,
    /// 检察院.
    Procuratorate,
    /// 公安局, 派出所.
    PublicSecurity,
    /// 军队.
    Military,
    /// 工会, 共青团, 妇联.
    MassOrganization,
    /// 学校, 医院, 中心.
    PublicInstitution,
    /// 公司, 银行.
    Enterprise,
    /// 协会, 调委会.
    SocialOrganization,
    /// 村委会, 居委会.
    Grassroots,
    /// 报社, 电视台.
    Media,
    /// Foreign and international bodies.
    Foreign,
    /// Anything else.
    Other,
}

/// An administrative level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Level {
    /// 中央.
    National,
    /// 省.
    Provincial,
    /// 市、州.
    Prefectural,
    /// 县、区.
    County,
    /// 乡镇、街道.
    Township,
    /// 村、社区.
    Village,
}
