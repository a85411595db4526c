//! Arithmetic that an article itself makes checkable.

use super::{ARTICLE, ARTICLE_ID, Cell, Column, Type, column, list};

/// The columns, in the order in which a reader wants them.
pub(super) const COLUMNS: &[Column] = &[
    ARTICLE,
    ARTICLE_ID,
    column!("id", Type::Text, "The check's place in its article: k1, k2 and so on.", |row| {
        row.check().map(|_| Cell::Id('k', row.ordinal()))
    }),
    column!("kind", Type::Word, "sum, share, average or change.", |row| Some(Cell::word(row.check()?.kind))),
    column!("verdict", Type::Word, "consistent or inconsistent.", |row| Some(Cell::word(row.check()?.verdict))),
    column!("stated", Type::Decimal, "What the article says.", |row| Some(Cell::Decimal(row.check()?.stated))),
    column!("computed", Type::Decimal, "What its other figures give, at the precision of `stated`.", |row| {
        Some(Cell::Decimal(row.check()?.computed))
    }),
    list!(
        "claims[]",
        Type::Text,
        "The ids of the claims, in the order of the arithmetic: parts, total; part, whole, share; total, count, average; from, to, change.",
        |row| Some(row.check()?.claims.iter().map(|id| Some(Cell::id(*id)))),
    ),
    column!("note", Type::Text, "The arithmetic in words.", |row| Some(Cell::text(&*row.check()?.note))),
];
