//! Reform measures.

use super::{ARTICLE, ARTICLE_ID, Cell, Column, Table, Type};

/// The columns, in the order in which a reader wants them.
pub(super) const COLUMNS: &[Column] = &[
    ARTICLE,
    ARTICLE_ID,
    Column::new("id", Type::Text, "The measure's id in its article.", |row| Some(Cell::id(row.measure()?.id))),
    Column::new(
        "key",
        Type::Text,
        "The same for measures on one named mechanism in all articles: 河长制 for 全面推行河长制 and 完善河长制度.",
        |row| Some(Cell::text(&*row.measure()?.key)),
    ),
    Column::new("action", Type::Text, "The verb, without adverbs.", |row| Some(Cell::text(&*row.measure()?.action))),
    Column::new(
        "action_kind",
        Type::Word,
        "establish, improve, issue, implement, pilot, relax, restrict, abolish, integrate or conduct.",
        |row| Some(Cell::word(row.measure()?.action_kind)),
    ),
    Column::new("object", Type::Text, "The head noun of the object.", |row| Some(Cell::text(&*row.measure()?.object))),
    Column::new("names[]", Type::Text, "The named things, quotation marks kept.", |row| {
        Some(Cell::list(row.measure()?.names.iter().map(|n| Cell::text(&**n))))
    }),
    Column::new("status", Type::Word, "done, ongoing or planned.", |row| Some(Cell::word(row.measure()?.status))),
    Column::new("actors[].name", Type::Text, "The full names of the bodies doing it.", |row| {
        Some(Cell::List(row.measure()?.actors.iter().map(|id| row.name_of(*id).map(Cell::text)).collect()))
    }),
    Column::new("actors[].id", Type::Text, "Their ids among the article's institutions.", |row| {
        Some(Cell::list(row.measure()?.actors.iter().map(Cell::id)))
    }),
    Column::new("outcomes[]", Type::Text, "The ids of the claims that state its result.", |row| {
        Some(Cell::list(row.measure()?.outcomes.iter().map(Cell::id)))
    }),
    Column::new(
        "text",
        Type::Text,
        "The measure in the article's words, from the verb to the end of its object.",
        |row| Some(Cell::text(&*row.measure()?.text)),
    ),
    Column::new("sentence", Type::Text, "The sentence in which it stands.", |row| {
        row.sentence(Table::Measures).map(Cell::text)
    }),
    Column::new(
        "section.index",
        Type::Integer,
        "The section in which it stands: its place in the document's sections, from 0.",
        |row| row.measure()?.section.map(|i| Cell::Integer(i.into())),
    ),
    Column::new("section.heading", Type::Text, "That section's heading.", |row| {
        row.heading(row.measure()?.section).map(Cell::text)
    }),
    Column::new("rule", Type::Text, "The rule that found it.", |row| Some(Cell::text(&*row.measure()?.rule))),
    Column::new(
        "span.start",
        Type::Offset,
        "Where the words of `text` begin, in the unit of documents.offset_unit.",
        |row| Some(Cell::start(row.measure()?.span)),
    ),
    Column::new("span.end", Type::Offset, "Where the words of `text` end: the first offset after.", |row| {
        Some(Cell::end(row.measure()?.span))
    }),
];
