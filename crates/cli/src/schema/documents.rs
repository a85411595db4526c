//! The articles themselves.

use super::{ARTICLE, ARTICLE_ID, Cell, Column, Type};
use zhengwen::Verdict;

/// The columns, in the order in which a reader wants them.
pub(super) const COLUMNS: &[Column] = &[
    ARTICLE,
    ARTICLE_ID,
    Column::new("input", Type::Text, "The file as it was named, or `<stdin>`.", |row| {
        Some(Cell::text(row.origin()?.input))
    }),
    Column::new("line", Type::Integer, "The line of the file at which the article begins.", |row| {
        i64::try_from(row.origin()?.line).ok().map(Cell::Integer)
    }),
    Column::new("title", Type::Text, "The title.", |row| Some(Cell::text(row.facts()?.document.title.as_deref()?))),
    Column::new("source", Type::Text, "Who published it (来源).", |row| {
        Some(Cell::text(row.facts()?.document.source.as_deref()?))
    }),
    Column::new("published", Type::Date, "The day of publication.", |row| {
        row.facts()?.document.published.map(Cell::Date)
    }),
    Column::new("contributor", Type::Text, "Who contributed it (供稿).", |row| {
        Some(Cell::text(row.facts()?.document.contributor.as_deref()?))
    }),
    Column::new("region.name", Type::Text, "The division the article is about.", |row| {
        Some(Cell::text(&*row.facts()?.document.region.as_ref()?.name))
    }),
    Column::new("region.code", Type::Text, "That division's GB/T 2260 code, six digits.", |row| {
        Some(Cell::text(&*row.facts()?.document.region.as_ref()?.code))
    }),
    Column::new("claim_count", Type::Integer, "How many claims the article has.", |row| {
        Some(Cell::count(row.facts()?.claims.len()))
    }),
    Column::new("institution_count", Type::Integer, "How many bodies it names.", |row| {
        Some(Cell::count(row.facts()?.institutions.len()))
    }),
    Column::new("measure_count", Type::Integer, "How many measures it tells of.", |row| {
        Some(Cell::count(row.facts()?.measures.len()))
    }),
    Column::new("policy_count", Type::Integer, "How many citations it has.", |row| {
        Some(Cell::count(row.facts()?.policies.len()))
    }),
    Column::new("check_count", Type::Integer, "How many checks it allows.", |row| {
        Some(Cell::count(row.facts()?.checks.len()))
    }),
    Column::new("inconsistent_count", Type::Integer, "How many of the checks do not hold.", |row| {
        Some(Cell::count(row.facts()?.checks.iter().filter(|c| c.verdict == Verdict::Inconsistent).count()))
    }),
    Column::new("length", Type::Offset, "The length of the text, in `offset_unit`.", |row| {
        Some(Cell::count(row.origin()?.length(row.facts()?.offset_unit)))
    }),
    Column::new("offset_unit", Type::Word, "What all offsets of this article count: char, byte or utf16.", |row| {
        Some(Cell::word(row.facts()?.offset_unit))
    }),
    Column::new("sections[].heading", Type::Text, "The headings and enumerated items.", |row| {
        Some(Cell::list(row.facts()?.document.sections.iter().map(|s| Cell::text(&*s.heading))))
    }),
    Column::new("sections[].ordinal", Type::Text, "Their markers, such as 一是.", |row| {
        Some(Cell::List(row.facts()?.document.sections.iter().map(|s| s.ordinal.as_deref().map(Cell::text)).collect()))
    }),
    Column::new("sections[].level", Type::Integer, "Their depth: 1 where nothing stands above.", |row| {
        Some(Cell::list(row.facts()?.document.sections.iter().map(|s| Cell::Integer(s.level.into()))))
    }),
    Column::new("sections[].span.start", Type::Offset, "Where they begin.", |row| {
        Some(Cell::list(row.facts()?.document.sections.iter().map(|s| Cell::start(s.span))))
    }),
    Column::new("sections[].span.end", Type::Offset, "Where they end.", |row| {
        Some(Cell::list(row.facts()?.document.sections.iter().map(|s| Cell::end(s.span))))
    }),
    Column::new("notes[].message", Type::Text, "What was not read, and why.", |row| {
        Some(Cell::list(row.facts()?.notes.iter().map(|n| Cell::text(&*n.message))))
    }),
    Column::new("notes[].span.start", Type::Offset, "Where that part begins.", |row| {
        Some(Cell::list(row.facts()?.notes.iter().map(|n| Cell::start(n.span))))
    }),
    Column::new("notes[].span.end", Type::Offset, "Where it ends.", |row| {
        Some(Cell::list(row.facts()?.notes.iter().map(|n| Cell::end(n.span))))
    }),
];
