//! Reform measures.

use super::{ARTICLE, ARTICLE_ID, Cell, Column, Table, Type, column, list};

/// The columns, in the order in which a reader wants them.
pub(super) const COLUMNS: &[Column] = &[
    ARTICLE,
    ARTICLE_ID,
    column!("id", Type::Text, "The measure's id in its article.", |row| Some(Cell::id(row.measure()?.id))),
    column!(
        "key",
        Type::Text,
        "The same for measures on one named mechanism in all articles: 河长制 for 全面推行河长制 and 完善河长制度.",
        |row| Some(Cell::text(&*row.measure()?.key)),
    ),
    column!("action", Type::Text, "The verb, without adverbs.", |row| Some(Cell::text(&*row.measure()?.action))),
    column!(
        "action_kind",
        Type::Word,
        "establish, improve, issue, implement, pilot, relax, restrict, abolish, integrate or conduct.",
        |row| Some(Cell::word(row.measure()?.action_kind)),
    ),
    column!("object", Type::Text, "The head noun of the object.", |row| Some(Cell::text(&*row.measure()?.object))),
    list!("names[]", Type::Text, "The named things, quotation marks kept.", |row| {
        Some(row.measure()?.names.iter().map(|n| Some(Cell::text(&**n))))
    }),
    column!("status", Type::Word, "done, ongoing or planned.", |row| Some(Cell::word(row.measure()?.status))),
    list!("actors[].name", Type::Text, "The full names of the bodies doing it.", |row| {
        Some(row.measure()?.actors.iter().map(move |id| row.name_of(*id).map(Cell::text)))
    }),
    list!("actors[].id", Type::Text, "Their ids among the article's institutions.", |row| {
        Some(row.measure()?.actors.iter().map(|id| Some(Cell::id(*id))))
    }),
    list!("outcomes[]", Type::Text, "The ids of the claims that state its result.", |row| {
        Some(row.measure()?.outcomes.iter().map(|id| Some(Cell::id(*id))))
    }),
    column!("text", Type::Text, "The measure in the article's words, from the verb to the end of its object.", |row| {
        Some(Cell::text(&*row.measure()?.text))
    }),
    column!("sentence", Type::Text, "The sentence in which it stands.", |row| {
        row.sentence(Table::Measures).map(Cell::text)
    }),
    column!(
        "section.index",
        Type::Integer,
        "The section in which it stands: its place in the document's sections, from 0.",
        |row| row.measure()?.section.map(|i| Cell::Integer(i.into())),
    ),
    column!("section.heading", Type::Text, "That section's heading.", |row| {
        row.heading(row.measure()?.section).map(Cell::text)
    }),
    column!("rule", Type::Text, "The rule that found it.", |row| Some(Cell::text(&*row.measure()?.rule))),
    column!(
        "span.start",
        Type::Offset,
        "Where the words of `text` begin, in the unit of documents.offset_unit.",
        |row| Some(Cell::start(row.measure()?.span)),
    ),
    column!("span.end", Type::Offset, "Where the words of `text` end: the first offset after.", |row| {
        Some(Cell::end(row.measure()?.span))
    }),
];
