//! Rows that outlive the article they come from.

use super::{Cell, Origin, Row, Table};
use crate::input::Problem;
use zhengwen::{Date, Decimal, Facts};

/// The rows of one article, or of one error, in every table: all words in one string, all cells in one list a table.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    words: String,
    cells: [Vec<Stored>; Table::ALL.len()],
    /// Whether there is an article; an error alone takes no number.
    is_article: bool,
}

/// A cell; the items of a list follow it.
#[derive(Clone, Copy, Debug)]
enum Stored {
    Null,
    /// The article's number, which is known only when the rows are written.
    Number,
    Text(usize, usize),
    Integer(i64),
    Decimal(Decimal),
    Date(Date),
    Boolean(bool),
    List(usize),
}

impl Rows {
    /// Reads the rows of an article in the tables asked for.
    pub(crate) fn of_facts(facts: &Facts<'_>, origin: &Origin<'_>, tables: &[Table]) -> Self {
        let mut rows = Rows { is_article: true, ..Rows::default() };
        for table in tables {
            for row in Row::of(*table, facts, origin) {
                rows.read(*table, &row);
            }
        }
        rows
    }

    /// Reads the row of an error.
    pub(crate) fn of_problem(problem: &Problem) -> Self {
        let mut rows = Rows::default();
        rows.read(Table::Errors, &Row::of_problem(problem));
        rows
    }

    /// Returns true if there is an article, and not only an error.
    pub(crate) fn is_article(&self) -> bool {
        self.is_article
    }

    /// Returns about how many bytes they take.
    pub(crate) fn bytes(&self) -> usize {
        self.words.len() + self.cells.iter().map(|cells| cells.len() * size_of::<Stored>()).sum::<usize>()
    }

    /// Returns the rows of one table; `number` is the article's.
    pub(crate) fn table(&self, table: Table, number: i64) -> impl Iterator<Item = Vec<Option<Cell<'_>>>> {
        let mut cells = self.cells.get(table.index()).map_or(&[][..], Vec::as_slice).iter();
        let width = table.columns().len();
        std::iter::from_fn(move || {
            let row: Vec<_> = (0..width).map_while(|_| self.next(&mut cells, number)).collect();
            (!row.is_empty()).then_some(row)
        })
    }

    /// Returns the next cell, or `None` at the end.
    #[expect(clippy::option_option, reason = "a cell may be empty, and the cells may end")]
    fn next(&self, cells: &mut std::slice::Iter<'_, Stored>, number: i64) -> Option<Option<Cell<'_>>> {
        Some(match *cells.next()? {
            Stored::Null => None,
            Stored::Number => self.is_article.then_some(Cell::Integer(number)),
            Stored::Text(start, end) => Some(Cell::text(self.words.get(start..end).unwrap_or(""))),
            Stored::Integer(n) => Some(Cell::Integer(n)),
            Stored::Decimal(n) => Some(Cell::Decimal(n)),
            Stored::Date(day) => Some(Cell::Date(day)),
            Stored::Boolean(yes) => Some(Cell::Boolean(yes)),
            Stored::List(length) => Some(Cell::List((0..length).map_while(|_| self.next(cells, number)).collect())),
        })
    }

    fn read(&mut self, table: Table, row: &Row<'_>) {
        let Some(cells) = self.cells.get_mut(table.index()) else { return };
        for column in table.columns() {
            if column.path == super::ARTICLE.path {
                cells.push(Stored::Number);
            } else {
                store((column.read)(row), cells, &mut self.words);
            }
        }
    }
}

fn store(cell: Option<Cell<'_>>, cells: &mut Vec<Stored>, words: &mut String) {
    let stored = match cell {
        None => Stored::Null,
        Some(Cell::Text(text)) => {
            let start = words.len();
            words.push_str(&text);
            Stored::Text(start, words.len())
        }
        Some(Cell::Integer(n)) => Stored::Integer(n),
        Some(Cell::Decimal(n)) => Stored::Decimal(n),
        Some(Cell::Date(day)) => Stored::Date(day),
        Some(Cell::Boolean(yes)) => Stored::Boolean(yes),
        Some(Cell::List(items)) => {
            cells.push(Stored::List(items.len()));
            for item in items {
                store(item, cells, words);
            }
            return;
        }
    };
    cells.push(stored);
}
