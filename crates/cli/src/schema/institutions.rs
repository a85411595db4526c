//! Bodies of party, state and society.

use super::{ARTICLE, ARTICLE_ID, Cell, Column, Type, column, list};

/// The columns, in the order in which a reader wants them.
pub(super) const COLUMNS: &[Column] = &[
    ARTICLE,
    ARTICLE_ID,
    column!("id", Type::Text, "The body's id in its article.", |row| Some(Cell::id(row.institution()?.id))),
    column!(
        "name",
        Type::Text,
        "The full name with its region spelled out; of a class of bodies the article's words.",
        |row| Some(Cell::text(&*row.institution()?.name)),
    ),
    column!(
        "key",
        Type::Text,
        "The same for one body in all articles, also after it was renamed; absent for a class, and where its division is unknown.",
        |row| Some(Cell::text(row.institution()?.key.as_deref()?)),
    ),
    column!("kind", Type::Word, "The kind of body: party_committee, government_department, court and so on.", |row| {
        Some(Cell::word(row.institution()?.kind))
    }),
    column!(
        "level",
        Type::Word,
        "national, provincial, prefectural, county, township or village; absent when unknown or mixed.",
        |row| row.institution()?.level.map(Cell::word),
    ),
    column!("region.name", Type::Text, "The division it serves.", |row| {
        Some(Cell::text(&*row.institution()?.region.as_ref()?.name))
    }),
    column!("region.code", Type::Text, "That division's GB/T 2260 code, six digits.", |row| {
        Some(Cell::text(&*row.institution()?.region.as_ref()?.code))
    }),
    column!("collective", Type::Boolean, "True for a class of bodies, such as 全市检察机关.", |row| {
        Some(Cell::Boolean(row.institution()?.collective))
    }),
    column!("mention_count", Type::Integer, "How often it is named.", |row| {
        Some(Cell::count(row.institution()?.mentions.len()))
    }),
    list!("mentions[].text", Type::Text, "The words by which it is named.", |row| {
        Some(row.institution()?.mentions.iter().map(|m| Some(Cell::text(&*m.text))))
    }),
    list!("mentions[].span.start", Type::Offset, "Where those words begin.", |row| {
        Some(row.institution()?.mentions.iter().map(|m| Some(Cell::start(m.span))))
    }),
    list!("mentions[].span.end", Type::Offset, "Where they end.", |row| {
        Some(row.institution()?.mentions.iter().map(|m| Some(Cell::end(m.span))))
    }),
    column!("rule", Type::Text, "The rule that found its first mention.", |row| {
        Some(Cell::text(&*row.institution()?.rule))
    }),
];
