//! Cited policies.

use super::{ARTICLE, ARTICLE_ID, Cell, Column, Table, Type};

/// The columns, in the order in which a reader wants them.
pub(super) const COLUMNS: &[Column] = &[
    ARTICLE,
    ARTICLE_ID,
    Column::new("id", Type::Text, "The citation's id in its article.", |row| Some(Cell::id(row.policy()?.id))),
    Column::new(
        "key",
        Type::Text,
        "The same for citations of one policy in all articles; absent where nothing tells which policy it is.",
        |row| Some(Cell::text(row.policy()?.key.as_deref()?)),
    ),
    Column::new("title", Type::Text, "The title without 《》.", |row| {
        Some(Cell::text(row.policy()?.title.as_deref()?))
    }),
    Column::new("number", Type::Text, "The document number, brackets normalised to 〔〕.", |row| {
        Some(Cell::text(row.policy()?.number.as_deref()?))
    }),
    Column::new("year", Type::Text, "The year in the number.", |row| Some(Cell::text(row.policy()?.year.as_deref()?))),
    Column::new("serial", Type::Text, "The serial in the number.", |row| {
        Some(Cell::text(row.policy()?.serial.as_deref()?))
    }),
    Column::new("issuer", Type::Text, "The issuing bodies by full name, joined with 、.", |row| {
        Some(Cell::text(row.policy()?.issuer.as_deref()?))
    }),
    Column::new("kind", Type::Word, "law, regulation, plan, opinion, notice, report or other.", |row| {
        Some(Cell::word(row.policy()?.kind))
    }),
    Column::new("refers_to", Type::Text, "The id of the full title that a short one abbreviates.", |row| {
        row.policy()?.refers_to.map(Cell::id)
    }),
    Column::new("text", Type::Text, "The citation in the article's words.", |row| {
        Some(Cell::text(&*row.policy()?.text))
    }),
    Column::new("sentence", Type::Text, "The sentence in which it stands.", |row| {
        row.sentence(Table::Policies).map(Cell::text)
    }),
    Column::new("rule", Type::Text, "The rule that found it.", |row| Some(Cell::text(&*row.policy()?.rule))),
    Column::new(
        "span.start",
        Type::Offset,
        "Where the words of `text` begin, in the unit of documents.offset_unit.",
        |row| Some(Cell::start(row.policy()?.span)),
    ),
    Column::new("span.end", Type::Offset, "Where the words of `text` end: the first offset after.", |row| {
        Some(Cell::end(row.policy()?.span))
    }),
];
