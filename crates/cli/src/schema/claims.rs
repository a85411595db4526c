//! Numeric claims: what an analyst wants in a table, then where each part stands.

use super::{ARTICLE, ARTICLE_ID, Cell, Column, Table, Type, column, period};
use zhengwen::{Claim, Decimal, Direction, Kind};

/// Returns the value, negative where a change is a decrease.
fn signed(claim: &Claim<'_>) -> Option<Decimal> {
    let falls = claim.kind == Kind::Change && claim.direction == Some(Direction::Decrease);
    if falls { Decimal::ZERO.checked_sub(claim.value) } else { Some(claim.value) }
}

/// The columns, in the order in which a reader wants them.
pub(super) const COLUMNS: &[Column] = &[
    ARTICLE,
    ARTICLE_ID,
    column!("id", Type::Text, "The claim's id in its article.", |row| Some(Cell::id(row.claim()?.id))),
    column!(
        "indicator.key",
        Type::Text,
        "The one name of what is measured in all articles: without regions and periods, variants folded.",
        |row| Some(Cell::text(&*row.claim()?.indicator.as_ref()?.key)),
    ),
    column!("indicator.text", Type::Text, "What is measured, in the article's words.", |row| {
        Some(Cell::text(&*row.claim()?.indicator.as_ref()?.text))
    }),
    column!("region.name", Type::Text, "The division it is about.", |row| {
        Some(Cell::text(&*row.claim()?.region.as_ref()?.name))
    }),
    column!("region.code", Type::Text, "That division's GB/T 2260 code, six digits.", |row| {
        Some(Cell::text(&*row.claim()?.region.as_ref()?.code))
    }),
    column!(
        "period.key",
        Type::Text,
        "When it holds, as one word to group by: 2024, 2024-H1, 2024-Q3, 2024-05, a day, or first/last with .. for an open end.",
        |row| {
            let period = row.claim()?.period.as_ref()?;
            period::key(period.start, period.end).map(Cell::text)
        },
    ),
    column!("value", Type::Decimal, "The number in `unit`, scale words multiplied out; without sign.", |row| {
        Some(Cell::Decimal(row.claim()?.value))
    }),
    column!("value_max", Type::Decimal, "The upper end of a range.", |row| {
        row.claim()?.value_max.map(Cell::Decimal)
    }),
    column!("unit", Type::Text, "The unit after scale words.", |row| {
        Some(Cell::text(row.claim()?.unit.as_deref()?))
    }),
    column!("per", Type::Text, "The denominator of a rate unit: 吨 in 每吨200元.", |row| {
        Some(Cell::text(row.claim()?.per.as_deref()?))
    }),
    column!("kind", Type::Word, "level, change, share, rate, average or rank.", |row| {
        Some(Cell::word(row.claim()?.kind))
    }),
    column!("direction", Type::Word, "increase, decrease or unchanged; always there for a change.", |row| {
        row.claim()?.direction.map(Cell::word)
    }),
    column!("value_signed", Type::Decimal, "The value, negative where a change is a decrease.", |row| {
        signed(row.claim()?).map(Cell::Decimal)
    }),
    column!("modality", Type::Word, "actual, target, required or estimated.", |row| {
        Some(Cell::word(row.claim()?.modality))
    }),
    column!("bound", Type::Word, "exact, about, at_least, at_most, more_than, less_than or range.", |row| {
        Some(Cell::word(row.claim()?.bound))
    }),
    column!("comparison.basis", Type::Word, "year_on_year, month_on_month or versus.", |row| {
        Some(Cell::word(row.claim()?.comparison.as_ref()?.basis))
    }),
    column!("comparison.text", Type::Text, "What it is compared with, in the article's words.", |row| {
        Some(Cell::text(&*row.claim()?.comparison.as_ref()?.text))
    }),
    column!("base.text", Type::Text, "What a share is a share of.", |row| {
        Some(Cell::text(&*row.claim()?.base.as_ref()?.text))
    }),
    column!("actor.text", Type::Text, "Who did it, when stated.", |row| {
        Some(Cell::text(&*row.claim()?.actor.as_ref()?.text))
    }),
    column!("predicate.text", Type::Text, "The verb that carries the claim.", |row| {
        Some(Cell::text(&*row.claim()?.predicate.as_ref()?.text))
    }),
    column!("period.text", Type::Text, "When it holds, in the article's words.", |row| {
        Some(Cell::text(row.claim()?.period.as_ref()?.text.as_deref()?))
    }),
    column!("period.start", Type::Date, "The first day; absent when open or unresolved.", |row| {
        row.claim()?.period.as_ref()?.start.map(Cell::Date)
    }),
    column!("period.end", Type::Date, "The last day; absent when open or unresolved.", |row| {
        row.claim()?.period.as_ref()?.end.map(Cell::Date)
    }),
    column!("dimension", Type::Word, "What the unit measures: count, currency, percent, area and so on.", |row| {
        Some(Cell::word(row.claim()?.dimension))
    }),
    column!("normalized.value", Type::Decimal, "The value in the one unit of its dimension.", |row| {
        Some(Cell::Decimal(row.claim()?.normalized.as_ref()?.value))
    }),
    column!("normalized.value_max", Type::Decimal, "The upper end of a range, in that unit.", |row| {
        row.claim()?.normalized.as_ref()?.value_max.map(Cell::Decimal)
    }),
    column!(
        "normalized.unit",
        Type::Text,
        "That unit: CNY or another ISO code, ha, m2, kg, km, m3, kWh, kW, day.",
        |row| Some(Cell::text(&*row.claim()?.normalized.as_ref()?.unit)),
    ),
    column!("factor", Type::Decimal, "For 倍 and 番: what the change multiplies by.", |row| {
        row.claim()?.factor.map(Cell::Decimal)
    }),
    column!("fraction", Type::Text, "The fraction as written: 2/3.", |row| {
        Some(Cell::text(row.claim()?.fraction.as_deref()?))
    }),
    column!("price_basis", Type::Word, "nominal or real, when stated.", |row| {
        row.claim()?.price_basis.map(Cell::word)
    }),
    column!("baseline", Type::Text, "The id of the claim that holds the from-value.", |row| {
        row.claim()?.baseline.map(Cell::id)
    }),
    column!("part_of", Type::Text, "The id of the total that this is a part of.", |row| {
        row.claim()?.part_of.map(Cell::id)
    }),
    column!("text", Type::Text, "The quantity in the article's words, with bound and unit.", |row| {
        Some(Cell::text(&*row.claim()?.text))
    }),
    column!("sentence", Type::Text, "The sentence in which it stands.", |row| {
        row.sentence(Table::Claims).map(Cell::text)
    }),
    column!(
        "section.index",
        Type::Integer,
        "The section in which it stands: its place in the document's sections, from 0.",
        |row| row.claim()?.section.map(|i| Cell::Integer(i.into())),
    ),
    column!("section.heading", Type::Text, "That section's heading.", |row| {
        row.heading(row.claim()?.section).map(Cell::text)
    }),
    column!("rule", Type::Text, "The rule that found it.", |row| Some(Cell::text(&*row.claim()?.rule))),
    column!(
        "span.start",
        Type::Offset,
        "Where the words of `text` begin, in the unit of documents.offset_unit.",
        |row| Some(Cell::start(row.claim()?.span)),
    ),
    column!("span.end", Type::Offset, "Where the words of `text` end: the first offset after.", |row| {
        Some(Cell::end(row.claim()?.span))
    }),
    column!(
        "indicator.span.start",
        Type::Offset,
        "Where the words of `indicator.text` begin, in the unit of documents.offset_unit.",
        |row| Some(Cell::start(row.claim()?.indicator.as_ref()?.span)),
    ),
    column!(
        "indicator.span.end",
        Type::Offset,
        "Where the words of `indicator.text` end: the first offset after.",
        |row| Some(Cell::end(row.claim()?.indicator.as_ref()?.span)),
    ),
    column!(
        "predicate.span.start",
        Type::Offset,
        "Where the words of `predicate.text` begin, in the unit of documents.offset_unit.",
        |row| Some(Cell::start(row.claim()?.predicate.as_ref()?.span)),
    ),
    column!(
        "predicate.span.end",
        Type::Offset,
        "Where the words of `predicate.text` end: the first offset after.",
        |row| Some(Cell::end(row.claim()?.predicate.as_ref()?.span)),
    ),
    column!(
        "actor.span.start",
        Type::Offset,
        "Where the words of `actor.text` begin, in the unit of documents.offset_unit.",
        |row| Some(Cell::start(row.claim()?.actor.as_ref()?.span)),
    ),
    column!(
        "actor.span.end",
        Type::Offset,
        "Where the words of `actor.text` end: the first offset after.",
        |row| Some(Cell::end(row.claim()?.actor.as_ref()?.span)),
    ),
    column!(
        "base.span.start",
        Type::Offset,
        "Where the words of `base.text` begin, in the unit of documents.offset_unit.",
        |row| Some(Cell::start(row.claim()?.base.as_ref()?.span)),
    ),
    column!("base.span.end", Type::Offset, "Where the words of `base.text` end: the first offset after.", |row| {
        Some(Cell::end(row.claim()?.base.as_ref()?.span))
    }),
    column!(
        "comparison.span.start",
        Type::Offset,
        "Where the words of `comparison.text` begin, in the unit of documents.offset_unit.",
        |row| Some(Cell::start(row.claim()?.comparison.as_ref()?.span)),
    ),
    column!(
        "comparison.span.end",
        Type::Offset,
        "Where the words of `comparison.text` end: the first offset after.",
        |row| Some(Cell::end(row.claim()?.comparison.as_ref()?.span)),
    ),
    column!("period.span.start", Type::Offset, "Where the words of `period.text` begin.", |row| {
        row.claim()?.period.as_ref()?.span.map(Cell::start)
    }),
    column!("period.span.end", Type::Offset, "Where they end.", |row| {
        row.claim()?.period.as_ref()?.span.map(Cell::end)
    }),
];
