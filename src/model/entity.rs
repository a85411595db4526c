//! The chunk layer: numbers, quantities, times and names, usable without the facts above them.

use super::Date;
use crate::span::{OffsetUnit, Span};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Everything `recognize` found in one text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entities<'t> {
    /// The text's id, when the caller gave one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The unit of every span below.
    pub offset_unit: OffsetUnit,
    /// The entities, by position.
    pub entities: Vec<Entity<'t>>,
}

/// One number, quantity, time or name. Which fields are present depends on `entity_type`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity<'t> {
    /// The type.
    #[serde(rename = "type")]
    pub entity_type: EntityType,
    /// The text's words at `span`.
    pub text: Cow<'t, str>,
    /// Where it stands.
    pub span: Span,
    /// The value; a percentage in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Decimal>,
    /// The ISO 4217 code of a currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iso: Option<Cow<'static, str>>,
    /// The surface unit of a dimension.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Cow<'t, str>>,
    /// The lower end of a number range; absent when open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Decimal>,
    /// The upper end of a number range; absent when open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Decimal>,
    /// The day of a date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The first day of a date range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Date>,
    /// The last day of a date range, inclusive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Date>,
    /// The length of a duration, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<Decimal>,
    /// The kind of an institution.
    #[serde(default, rename = "kind", skip_serializing_if = "Option::is_none")]
    pub institution_kind: Option<super::InstitutionKind>,
    /// The resolved name of an institution or region, the title of a policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Cow<'t, str>>,
    /// The GB/T 2260 code of a region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Cow<'static, str>>,
}

impl<'t> Entity<'t> {
    /// Returns an entity of that type at the byte span `span` of `text`, with every other field absent.
    pub(crate) fn new(text: &'t str, span: Span, entity_type: EntityType) -> Self {
        Entity {
            entity_type,
            text: Cow::Borrowed(span.of(text)),
            span,
            value: None,
            iso: None,
            unit: None,
            min: None,
            max: None,
            date: None,
            start: None,
            end: None,
            seconds: None,
            institution_kind: None,
            name: None,
            code: None,
        }
    }
}

/// The type of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum EntityType {
    /// A number.
    Number,
    /// 第三.
    Ordinal,
    /// Percent.
    Percentage,
    /// Years of age.
    Age,
    /// Degrees.
    Temperature,
    /// Money.
    Currency,
    /// A number with a unit of measure.
    Dimension,
    /// A range or half-open range of numbers.
    NumberRange,
    /// One day.
    Date,
    /// An interval of days.
    DateRange,
    /// A length of time.
    Duration,
    /// A body.
    Institution,
    /// An administrative division.
    Region,
    /// A cited document.
    Policy,
}
