//! Cited policies.

use super::{ARTICLE, ARTICLE_ID, Cell, Column, Table, Type, column};

/// The columns, in the order in which a reader wants them.
pub(super) const COLUMNS: &[Column] = &[
    ARTICLE,
    ARTICLE_ID,
    column!("id", Type::Text, "The citation's id in its article.", |row| Some(Cell::id(row.policy()?.id))),
    column!(
        "key",
        Type::Text,
        "The same for citations of one policy in all articles; absent where nothing tells which policy it is.",
        |row| Some(Cell::text(row.policy()?.key.as_deref()?)),
    ),
    column!("title", Type::Text, "The title without 《》.", |row| {
        Some(Cell::text(row.policy()?.title.as_deref()?))
    }),
    column!("number", Type::Text, "The document number, brackets normalised to 〔〕.", |row| {
        Some(Cell::text(row.policy()?.number.as_deref()?))
    }),
    column!("year", Type::Text, "The year in the number.", |row| Some(Cell::text(row.policy()?.year.as_deref()?))),
    column!("serial", Type::Text, "The serial in the number.", |row| {
        Some(Cell::text(row.policy()?.serial.as_deref()?))
    }),
    column!("issuer", Type::Text, "The issuing bodies by full name, joined with 、.", |row| {
        Some(Cell::text(row.policy()?.issuer.as_deref()?))
    }),
    column!("kind", Type::Word, "law, regulation, plan, opinion, notice, report or other.", |row| {
        Some(Cell::word(row.policy()?.kind))
    }),
    column!("refers_to", Type::Text, "The id of the full title that a short one abbreviates.", |row| {
        row.policy()?.refers_to.map(Cell::id)
    }),
    column!("text", Type::Text, "The citation in the article's words.", |row| {
        Some(Cell::text(&*row.policy()?.text))
    }),
    column!("sentence", Type::Text, "The sentence in which it stands.", |row| {
        row.sentence(Table::Policies).map(Cell::text)
    }),
    column!("rule", Type::Text, "The rule that found it.", |row| Some(Cell::text(&*row.policy()?.rule))),
    column!(
        "span.start",
        Type::Offset,
        "Where the words of `text` begin, in the unit of documents.offset_unit.",
        |row| Some(Cell::start(row.policy()?.span)),
    ),
    column!("span.end", Type::Offset, "Where the words of `text` end: the first offset after.", |row| {
        Some(Cell::end(row.policy()?.span))
    }),
];
