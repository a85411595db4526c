//! Inputs that could not be read, or in which there was nothing to find.

use super::{ARTICLE, Cell, Column, Type, column};

/// The columns.
pub(super) const COLUMNS: &[Column] = &[
    ARTICLE,
    column!("article_id", Type::Text, "The article's id, if it is known.", |row| {
        row.problem()?.id.as_deref().map(Cell::text)
    }),
    column!("input", Type::Text, "The file as it was named, or `<stdin>`.", |row| {
        Some(Cell::text(&*row.problem()?.input))
    }),
    column!("line", Type::Integer, "The line of the file, from 1.", |row| number(row.problem()?.line)),
    column!("column", Type::Integer, "The character of that line, from 1.", |row| number(row.problem()?.column)),
    column!(
        "kind",
        Type::Word,
        "The class of error: missing, unreadable, encoding, format, field, limit, empty or internal.",
        |row| Some(Cell::word(row.problem()?.kind)),
    ),
    column!("message", Type::Text, "What is wrong, and what to do.", |row| {
        Some(Cell::text(&*row.problem()?.reason))
    }),
];

fn number(n: Option<u64>) -> Option<Cell<'static>> {
    i64::try_from(n?).ok().map(Cell::Integer)
}
