//! What every tabular output holds: one definition of tables and columns.
//!
//! A column has a path: `indicator.text` is the field `text` of the record `indicator`, `names[]` is a list,
//! `mentions[].text` a field of each record of a list. Formats with nested types keep that structure; flat ones join the
//! path's words with `_` and the items of a list with `; `.

mod cell;
mod checks;
mod claims;
mod documents;
mod errors;
mod institutions;
mod measures;
mod packed;
mod page;
pub(crate) mod period;
mod policies;
mod row;
mod rows;

pub(crate) use cell::{Cell, Type};
pub(crate) use packed::Bytes;
#[cfg(feature = "parquet")]
pub(crate) use packed::Packed;
pub(crate) use page::markdown;
pub(crate) use row::{Origin, Row, Source};
pub(crate) use rows::Rows;
#[cfg(feature = "parquet")]
pub(crate) use rows::{Cells, Stored, length};

use clap::ValueEnum;

/// A table of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Table {
    /// Numeric claims.
    Claims,
    /// Bodies, one row each.
    Institutions,
    /// Reform measures.
    Measures,
    /// Citations of policies.
    Policies,
    /// Arithmetic checks.
    Checks,
    /// The articles themselves.
    Documents,
    /// Inputs that failed.
    Errors,
}

impl Table {
    /// All tables, in the order in which a workbook shows them.
    pub(crate) const ALL: [Table; 7] = [
        Table::Claims,
        Table::Institutions,
        Table::Measures,
        Table::Policies,
        Table::Checks,
        Table::Documents,
        Table::Errors,
    ];

    /// Returns the table's name, which is also its file's.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Table::Claims => "claims",
            Table::Institutions => "institutions",
            Table::Measures => "measures",
            Table::Policies => "policies",
            Table::Checks => "checks",
            Table::Documents => "documents",
            Table::Errors => "errors",
        }
    }

    /// Returns what a row is.
    pub(crate) fn doc(self) -> &'static str {
        match self {
            Table::Claims => "One row for each numeric claim: what is measured, where, when, how much.",
            Table::Institutions => "One row for each body, or class of bodies, that an article names.",
            Table::Measures => "One row for each reform measure: who did, does or will do what.",
            Table::Policies => "One row for each citation of a law, plan, opinion or other document.",
            Table::Checks => "One row for each sum, share, average or change that the article makes checkable.",
            Table::Documents => "One row for each article.",
            Table::Errors => "One row for each input that could not be read, or in which there was nothing to find.",
        }
    }

    /// Returns the columns.
    pub(crate) fn columns(self) -> &'static [Column] {
        match self {
            Table::Claims => claims::COLUMNS,
            Table::Institutions => institutions::COLUMNS,
            Table::Measures => measures::COLUMNS,
            Table::Policies => policies::COLUMNS,
            Table::Checks => checks::COLUMNS,
            Table::Documents => documents::COLUMNS,
            Table::Errors => errors::COLUMNS,
        }
    }

    /// Returns the table's place in [`Table::ALL`].
    pub(crate) fn index(self) -> usize {
        self as usize
    }
}

/// A column of a table, and how it is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    /// The path of the field, such as `indicator.text`.
    pub(crate) path: &'static str,
    /// Whether the path leads through a list.
    is_list: bool,
    /// What the cells are; of a list, what its items are.
    pub(crate) kind: Type,
    /// What the column says.
    pub(crate) doc: &'static str,
    pack: Pack,
}

/// Returns a column: its path, what its cells are, what it says, and how the cell of a row is read; none if the field does
/// not apply.
///
/// A column has code of its own for all rows at once: to call a function for each cell, and to look at what each cell is,
/// would take longer than what is done with it.
macro_rules! column {
    ($path:expr, $kind:expr, $doc:expr, $read:expr $(,)?) => {
        $crate::schema::Column::new($path, $kind, $doc, |bytes, rows| bytes.cells($kind, rows, $read))
    };
}

/// Returns a column whose cells are lists; of a row, its items are read.
macro_rules! list {
    ($path:expr, $kind:expr, $doc:expr, $read:expr $(,)?) => {
        $crate::schema::Column::new($path, $kind, $doc, |bytes, rows| bytes.lists($kind, rows, $read))
    };
}
use {column, list};

/// Appends the cells of rows.
type Pack = fn(&mut Bytes, &[Row<'_>]);

impl Column {
    const fn new(path: &'static str, kind: Type, doc: &'static str, pack: Pack) -> Self {
        Column { path, is_list: has_list(path), kind, doc, pack }
    }

    /// Returns true if a cell is a list.
    pub(crate) fn is_list(&self) -> bool {
        self.is_list
    }

    /// Returns the name of the column where there is no nesting.
    pub(crate) fn flat_name(&self) -> String {
        self.path.replace("[]", "").replace('.', "_")
    }
}

/// Returns true if a path leads through a list.
const fn has_list(path: &str) -> bool {
    let mut rest = path.as_bytes();
    while let [first, more @ ..] = rest {
        if *first == b'[' {
            return true;
        }
        rest = more;
    }
    false
}

/// The columns with which every row begins: whose fact it is.
const ARTICLE: Column = column!(
    "article",
    Type::Integer,
    "The article's number in this output, from 1; what the tables are joined by.",
    // Of which article of these rows it is; what is added to it is known only when the row is written.
    |row| row.article.map(|n| Cell::Integer(n.into())),
);
const ARTICLE_ID: Column =
    column!("article_id", Type::Text, "The article's id: what the input says, else the path of the file.", |row| {
        row.id.map(Cell::text)
    });

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn tables_stand_in_their_order() {
        for (i, table) in Table::ALL.into_iter().enumerate() {
            assert_eq!(table.index(), i);
            assert_eq!(table.to_possible_value().unwrap().get_name(), table.name());
        }
    }

    #[test]
    fn columns_have_names_of_their_own_and_a_sentence_each() {
        for table in Table::ALL {
            let mut names = HashSet::new();
            for column in table.columns() {
                assert!(names.insert(column.flat_name()), "{} twice in {}", column.path, table.name());
                assert!(column.doc.ends_with('.'), "{}.{}", table.name(), column.path);
                assert!(column.path.matches("[]").count() <= 1, "{}", column.path);
            }
        }
    }
}
