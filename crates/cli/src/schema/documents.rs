//! The articles themselves.

use super::{ARTICLE, ARTICLE_ID, Cell, Column, Type, column, list};
use zhengwen::Verdict;

/// The columns, in the order in which a reader wants them.
pub(super) const COLUMNS: &[Column] = &[
    ARTICLE,
    ARTICLE_ID,
    column!("input", Type::Text, "The file as it was named, or `<stdin>`.", |row| {
        Some(Cell::text(row.origin()?.input))
    }),
    column!("line", Type::Integer, "The line of the file at which the article begins.", |row| {
        i64::try_from(row.origin()?.line).ok().map(Cell::Integer)
    }),
    column!("title", Type::Text, "The title.", |row| Some(Cell::text(row.facts()?.document.title.as_deref()?))),
    column!("source", Type::Text, "Who published it (来源).", |row| {
        Some(Cell::text(row.facts()?.document.source.as_deref()?))
    }),
    column!("published", Type::Date, "The day of publication.", |row| {
        row.facts()?.document.published.map(Cell::Date)
    }),
    column!("contributor", Type::Text, "Who contributed it (供稿).", |row| {
        Some(Cell::text(row.facts()?.document.contributor.as_deref()?))
    }),
    column!("region.name", Type::Text, "The division the article is about.", |row| {
        Some(Cell::text(&*row.facts()?.document.region.as_ref()?.name))
    }),
    column!("region.code", Type::Text, "That division's GB/T 2260 code, six digits.", |row| {
        Some(Cell::text(&*row.facts()?.document.region.as_ref()?.code))
    }),
    column!("claim_count", Type::Integer, "How many claims the article has.", |row| {
        Some(Cell::count(row.facts()?.claims.len()))
    }),
    column!("institution_count", Type::Integer, "How many bodies it names.", |row| {
        Some(Cell::count(row.facts()?.institutions.len()))
    }),
    column!("measure_count", Type::Integer, "How many measures it tells of.", |row| {
        Some(Cell::count(row.facts()?.measures.len()))
    }),
    column!("policy_count", Type::Integer, "How many citations it has.", |row| {
        Some(Cell::count(row.facts()?.policies.len()))
    }),
    column!("check_count", Type::Integer, "How many checks it allows.", |row| {
        Some(Cell::count(row.facts()?.checks.len()))
    }),
    column!("inconsistent_count", Type::Integer, "How many of the checks do not hold.", |row| {
        Some(Cell::count(row.facts()?.checks.iter().filter(|c| c.verdict == Verdict::Inconsistent).count()))
    }),
    column!("length", Type::Offset, "The length of the text, in `offset_unit`.", |row| {
        Some(Cell::count(row.origin()?.length(row.facts()?.offset_unit)))
    }),
    column!("offset_unit", Type::Word, "What all offsets of this article count: char, byte or utf16.", |row| {
        Some(Cell::word(row.facts()?.offset_unit))
    }),
    list!("sections[].heading", Type::Text, "The headings and enumerated items.", |row| {
        Some(row.facts()?.document.sections.iter().map(|s| Some(Cell::text(&*s.heading))))
    }),
    list!("sections[].ordinal", Type::Text, "Their markers, such as 一是.", |row| {
        Some(row.facts()?.document.sections.iter().map(|s| s.ordinal.as_deref().map(Cell::text)))
    }),
    list!("sections[].level", Type::Integer, "Their depth: 1 where nothing stands above.", |row| {
        Some(row.facts()?.document.sections.iter().map(|s| Some(Cell::Integer(s.level.into()))))
    }),
    list!("sections[].span.start", Type::Offset, "Where they begin.", |row| {
        Some(row.facts()?.document.sections.iter().map(|s| Some(Cell::start(s.span))))
    }),
    list!("sections[].span.end", Type::Offset, "Where they end.", |row| {
        Some(row.facts()?.document.sections.iter().map(|s| Some(Cell::end(s.span))))
    }),
    list!("notes[].message", Type::Text, "What was not read, and why.", |row| {
        Some(row.facts()?.notes.iter().map(|n| Some(Cell::text(&*n.message))))
    }),
    list!("notes[].span.start", Type::Offset, "Where that part begins.", |row| {
        Some(row.facts()?.notes.iter().map(|n| Some(Cell::start(n.span))))
    }),
    list!("notes[].span.end", Type::Offset, "Where it ends.", |row| {
        Some(row.facts()?.notes.iter().map(|n| Some(Cell::end(n.span))))
    }),
];
