//! Numeric claims: a measurable property of the world has, had, must have or shall have a value.

use super::{ClaimId, Date, Quote, RegionRef};
use crate::span::Span;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// One quantity of the text and what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim<'t> {
    /// Unique in the article.
    pub id: ClaimId,
    /// The quantity with its bound words and unit.
    pub span: Span,
    /// The article's words at `span`.
    pub text: Cow<'t, str>,
    /// The number in `unit`, scale words multiplied out; the sign of a change is in `direction`.
    pub value: Decimal,
    /// The upper end of a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_max: Option<Decimal>,
    /// The fraction as written, such as `2/3`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fraction: Option<Cow<'static, str>>,
    /// For 倍 and 番: what the change multiplies by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factor: Option<Decimal>,
    /// How the value bounds the truth.
    pub bound: Bound,
    /// The surface unit after scale words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Cow<'t, str>>,
    /// The denominator of a rate unit, such as 人·年.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<Cow<'t, str>>,
    /// What kind of quantity the unit measures.
    pub dimension: Dimension,
    /// The value in the one unit of its dimension.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub normalized: Option<Normalized>,
    /// What kind of figure it is.
    pub kind: Kind,
    /// Where the figure moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// What is measured: the row label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicator: Option<Indicator<'t>>,
    /// The verb that carries the claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predicate: Option<Quote<'t>>,
    /// Who did it, when stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<Quote<'t>>,
    /// What a share is a share of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Quote<'t>>,
    /// What the figure is compared with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Comparison<'t>>,
    /// Nominal or real, when stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_basis: Option<PriceBasis>,
    /// The claim that holds the from-value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<ClaimId>,
    /// When it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period<'t>>,
    /// Which division it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionRef>,
    /// Fact, target, requirement or estimate.
    #[serde(default, skip_serializing_if = "Modality::is_actual")]
    pub modality: Modality,
    /// The total this is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<ClaimId>,
    /// Index into `document.sections`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<u32>,
    /// The rule that found it.
    pub rule: Cow<'static, str>,
}

/// What is measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator<'t> {
    /// The words, exactly as the article has them.
    pub text: Cow<'t, str>,
    /// Where they stand.
    pub span: Span,
    /// The one name of this indicator in all articles: without regions, periods and 的, with variants folded
    /// (GDP, 全省生产总值 → 地区生产总值).
    #[serde(default)]
    pub key: Cow<'t, str>,
}

/// What a figure is compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison<'t> {
    /// The words, such as 同比.
    pub text: Cow<'t, str>,
    /// Where they stand.
    pub span: Span,
    /// The kind of comparison.
    pub basis: Basis,
}

impl<'t> Indicator<'t> {
    /// Returns the words and where they stand.
    #[must_use]
    pub fn quote(&self) -> Quote<'t> {
        Quote { text: self.text.clone(), span: self.span }
    }
}

impl<'t> From<Quote<'t>> for Indicator<'t> {
    /// Names the indicator by its own words until it has a key.
    fn from(quote: Quote<'t>) -> Self {
        Indicator { key: quote.text.clone(), text: quote.text, span: quote.span }
    }
}

/// When a claim holds: a closed interval of days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period<'t> {
    /// The words; absent when the frame stands outside the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Cow<'t, str>>,
    /// Where they stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// The first day; absent when open or unresolved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Date>,
    /// The last day; absent when open or unresolved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Date>,
}

/// A value in the one unit of its dimension: CNY or another ISO 4217 code, `ha`, `m2`, `kg`, `km`, `m3`, `kWh`, `kW`, `day`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Normalized {
    /// The value, rounded half-even to 12 significant digits where the ratio is not finite.
    pub value: Decimal,
    /// The upper end of a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_max: Option<Decimal>,
    /// The unit.
    pub unit: Cow<'static, str>,
}

/// How a value bounds the truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Bound {
    /// The value itself.
    #[default]
    Exact,
    /// 约, 左右, 近.
    About,
    /// 以上, 不低于.
    AtLeast,
    /// 以内, 不超过.
    AtMost,
    /// 多, 余, 超过.
    MoreThan,
    /// 不足, 低于.
    LessThan,
    /// From `value` to `value_max`.
    Range,
}

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Dimension {
    /// Things counted.
    Count,
    /// Money.
    Currency,
    /// Percent.
    Percent,
    /// Percentage points.
    PercentagePoint,
    /// Permille.
    Permille,
    /// 倍, 番.
    Multiple,
    /// A position.
    Rank,
    /// Land or floors.
    Area,
    /// Length.
    Length,
    /// Mass.
    Mass,
    /// Volume.
    Volume,
    /// Time.
    Duration,
    /// Energy.
    Energy,
    /// Power.
    Power,
    /// Temperature.
    Temperature,
    /// Speed.
    Speed,
    /// Data.
    Data,
    /// Anything else.
    Other,
}

/// What kind of figure a claim is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// An amount or a flow.
    Level,
    /// The amount of a change, or a gap to a comparator.
    Change,
    /// Part of a whole.
    Share,
    /// An indicator that is itself a ratio.
    Rate,
    /// An amount per head, day or household.
    Average,
    /// A position among others.
    Rank,
}

/// Where a figure moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Direction {
    /// Up.
    Increase,
    /// Down.
    Decrease,
    /// 与上年持平.
    Unchanged,
}

/// The kind of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Basis {
    /// 同比, 比上年.
    YearOnYear,
    /// 环比, 比上月.
    MonthOnMonth,
    /// Anything else: 较改革前.
    Versus,
}

/// At which prices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PriceBasis {
    /// 名义.
    Nominal,
    /// 扣除价格因素, 按不变价格.
    Real,
}

/// Fact, target, requirement or estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Modality {
    /// A fact.
    #[default]
    Actual,
    /// 力争, 目标, 到2030年.
    Target,
    /// 按照不低于…标准.
    Required,
    /// 预计, 初步核算.
    Estimated,
}

impl Modality {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
    fn is_actual(&self) -> bool {
        *self == Modality::Actual
    }
}
