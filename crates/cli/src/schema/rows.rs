//! Rows that outlive the article they come from, in memory and in a file.

use super::{Cell, Row, Source, Table};
#[cfg(any(feature = "xlsx", feature = "parquet"))]
use std::io::{self, Read, Write};
use std::ops::Range;
use zhengwen::{Date, Decimal};

/// The rows of some articles and errors in every table: column after column what each cell is, and the words of all of
/// them.
///
/// A cell is a byte that says what it is, and its value: the length of its words; a whole number; the items of a list. Of
/// cells that follow each other in a column and are the same, their number is written, and one of them. All numbers have
/// a fixed length, so that they are read and written at once.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    cells: Vec<u8>,
    words: String,
    tables: [Part; Table::ALL.len()],
    /// How many articles there are; an error alone takes no number.
    articles: u32,
}

/// What of it is of one table: how many rows, and where its cells and its words stand.
#[derive(Clone, Debug, Default)]
struct Part {
    rows: usize,
    cells: Range<usize>,
    words: Range<usize>,
}

/// What a cell is.
mod mark {
    pub(super) const NULL: u8 = 0;
    /// Which of these articles it is. Its number is known only when the rows are written.
    pub(super) const NUMBER: u8 = 1;
    pub(super) const TEXT: u8 = 2;
    /// A number of four bytes.
    pub(super) const INTEGER: u8 = 3;
    pub(super) const DECIMAL: u8 = 4;
    pub(super) const DATE: u8 = 5;
    pub(super) const FALSE: u8 = 6;
    pub(super) const TRUE: u8 = 7;
    pub(super) const LIST: u8 = 8;
    /// So many times the cell that follows.
    pub(super) const RUN: u8 = 9;
    /// A number of eight bytes.
    pub(super) const LONG: u8 = 10;
}

/// A cell as it is read from packed rows; the items of a list follow it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Field<'a> {
    Null,
    Text(&'a str),
    Integer(i64),
    Decimal(Decimal),
    Date(Date),
    Boolean(bool),
    List(usize),
}

impl Rows {
    /// Reads the rows of articles and errors in the tables asked for.
    pub(crate) fn of(sources: &[Source<'_>], tables: &[Table]) -> Self {
        let articles = sources.iter().filter(|source| matches!(source, Source::Facts(..))).count();
        let mut rows = Rows { articles: u32::try_from(articles).unwrap_or(u32::MAX), ..Rows::default() };
        for table in tables {
            rows.read(*table, &Row::of(*table, sources));
        }
        rows
    }

    /// Returns how many articles there are.
    pub(crate) fn articles(&self) -> i64 {
        self.articles.into()
    }

    /// Returns how many rows a table has.
    #[cfg(feature = "sqlite")]
    pub(crate) fn count(&self, table: Table) -> usize {
        self.tables.get(table.index()).map_or(0, |part| part.rows)
    }

    /// Returns about how many bytes they take.
    pub(crate) fn bytes(&self) -> usize {
        self.words.len() + self.cells.len()
    }

    /// Returns the rows of one table; `first` is the number of the first of the articles.
    pub(crate) fn table(&self, table: Table, first: i64) -> impl Iterator<Item = Vec<Option<Cell<'_>>>> {
        let mut cells = self.cells(table, first);
        let rows = cells.rows();
        let columns = if rows == 0 { 0 } else { table.columns().len() };
        let mut columns: Vec<_> = (0..columns).map(|_| cells.column().into_iter()).collect();
        (0..rows).map(move |_| columns.iter_mut().map(|column| column.next().flatten()).collect())
    }

    /// Returns the cells of one table, column after column; `article` is the number of the first of the articles.
    pub(crate) fn cells(&self, table: Table, article: i64) -> Cells<'_> {
        let part = self.tables.get(table.index()).cloned().unwrap_or_default();
        let cells = self.cells.get(part.cells).unwrap_or_default();
        let words = self.words.get(part.words).unwrap_or_default();
        Cells { rows: part.rows, cells, words, article }
    }

    fn read(&mut self, table: Table, rows: &[Row<'_>]) {
        /// What the cells and the words of a row are likely to take, in bytes.
        const LIKELY: (usize, usize) = (192, 320);
        let Some((first, rest)) = rows.split_first() else { return };
        let begin = (self.cells.len(), self.words.len());
        self.cells.reserve(rows.len() * LIKELY.0);
        self.words.reserve(rows.len() * LIKELY.1);
        for column in table.columns() {
            if column.path == super::ARTICLE.path {
                for rows in rows.chunk_by(|a, b| a.article == b.article) {
                    self.run(rows.len());
                    match rows.first().and_then(|row| row.article) {
                        Some(article) => self.number(mark::NUMBER, article as usize),
                        None => self.cells.push(mark::NULL),
                    }
                }
                continue;
            }
            let is_list = column.is_list();
            let (mut last, mut times) = ((column.read)(first), 1);
            for row in rest {
                let cell = (column.read)(row);
                if !is_list && same(cell.as_ref(), last.as_ref()) {
                    times += 1;
                } else {
                    self.run(times);
                    self.push(last.as_ref());
                    (last, times) = (cell, 1);
                }
            }
            self.run(times);
            self.push(last.as_ref());
        }
        if let Some(part) = self.tables.get_mut(table.index()) {
            *part = Part { rows: rows.len(), cells: begin.0..self.cells.len(), words: begin.1..self.words.len() };
        }
    }

    /// Writes them so that [`Rows::read_from`] gives them back.
    #[cfg(any(feature = "xlsx", feature = "parquet"))]
    pub(crate) fn write_to(&self, out: &mut impl Write) -> io::Result<()> {
        let mut head = [0; HEAD];
        let (articles, lengths) = head.split_at_mut(4);
        articles.copy_from_slice(&self.articles.to_le_bytes());
        for (lengths, Part { rows, cells, words }) in lengths.chunks_exact_mut(12).zip(&self.tables) {
            for (length, n) in lengths.chunks_exact_mut(4).zip([*rows, cells.len(), words.len()]) {
                length.copy_from_slice(&number(n));
            }
        }
        out.write_all(&head)?;
        out.write_all(&self.cells)?;
        out.write_all(self.words.as_bytes())
    }

    /// Reads what [`Rows::write_to`] wrote.
    #[cfg(any(feature = "xlsx", feature = "parquet"))]
    pub(crate) fn read_from(from: &mut impl Read) -> io::Result<Self> {
        let damaged = || io::Error::new(io::ErrorKind::InvalidData, "the rows kept of the broken run are damaged");
        let bytes = |from: &mut dyn Read, n: usize| {
            let mut bytes = Vec::new();
            from.take(n as u64).read_to_end(&mut bytes)?;
            if bytes.len() == n { Ok(bytes) } else { Err(damaged()) }
        };
        let head = bytes(from, HEAD)?;
        let (articles, mut lengths) = head.split_first_chunk().ok_or_else(damaged)?;
        let mut rows = Rows { articles: u32::from_le_bytes(*articles), ..Rows::default() };
        let mut begin = (0, 0);
        for part in &mut rows.tables {
            let mut number = || read_number(&mut lengths).ok_or_else(damaged);
            let (rows, cells, words) = (number()?, number()?, number()?);
            let end = (begin.0 + cells, begin.1 + words);
            *part = Part { rows, cells: begin.0..end.0, words: begin.1..end.1 };
            begin = end;
        }
        rows.cells = bytes(from, begin.0)?;
        rows.words = String::from_utf8(bytes(from, begin.1)?).map_err(|_| damaged())?;
        Ok(rows)
    }

    /// Says how many times the next cell stands.
    fn run(&mut self, times: usize) {
        if times > 1 {
            self.number(mark::RUN, times);
        }
    }

    /// Appends a mark and a number.
    fn number(&mut self, mark: u8, n: usize) {
        let [a, b, c, d] = number(n);
        self.cells.extend_from_slice(&[mark, a, b, c, d]);
    }

    fn push(&mut self, cell: Option<&Cell<'_>>) {
        let cells = &mut self.cells;
        match cell {
            None => cells.push(mark::NULL),
            Some(Cell::Text(text)) => {
                self.number(mark::TEXT, text.len());
                self.words.push_str(text);
            }
            Some(Cell::Integer(n)) => {
                if let Ok(n) = i32::try_from(*n) {
                    let [a, b, c, d] = n.to_le_bytes();
                    cells.extend_from_slice(&[mark::INTEGER, a, b, c, d]);
                } else {
                    cells.push(mark::LONG);
                    cells.extend(n.to_le_bytes());
                }
            }
            Some(Cell::Decimal(n)) => {
                cells.push(mark::DECIMAL);
                cells.extend_from_slice(&n.serialize());
            }
            Some(Cell::Date(day)) => {
                let [y1, y2] = day.year().to_le_bytes();
                cells.extend_from_slice(&[mark::DATE, y1, y2, day.month().unsigned_abs(), day.day().unsigned_abs()]);
            }
            Some(Cell::Boolean(yes)) => cells.push(if *yes { mark::TRUE } else { mark::FALSE }),
            Some(Cell::List(items)) => {
                self.number(mark::LIST, items.len());
                for item in items {
                    self.push(item.as_ref());
                }
            }
        }
    }
}

/// How many bytes stand before rows in a file: how many articles there are, and of each table how many rows it has and how
/// long its cells and words are.
#[cfg(any(feature = "xlsx", feature = "parquet"))]
const HEAD: usize = 4 + Table::ALL.len() * 12;

/// Returns true if two cells that are no lists are the same. Words are often even in the same place.
fn same(a: Option<&Cell<'_>>, b: Option<&Cell<'_>>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(Cell::Text(a)), Some(Cell::Text(b))) => a.len() == b.len() && (a.as_ptr() == b.as_ptr() || a == b),
        (Some(a), Some(b)) => a == b,
        _ => false,
    }
}

/// The cells of one table, column after column.
#[derive(Clone, Debug)]
pub(crate) struct Cells<'a> {
    rows: usize,
    cells: &'a [u8],
    words: &'a str,
    /// The number of the first of the articles.
    article: i64,
}

impl<'a> Cells<'a> {
    /// Returns how many cells a column has.
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// Returns the next cell of a column and how many times it stands, or `None` at the end. Lists stand once.
    #[inline]
    pub(crate) fn run(&mut self) -> Option<(usize, Field<'a>)> {
        let Some((&mark::RUN, rest)) = self.cells.split_first() else {
            return Some((1, self.field()?));
        };
        self.cells = rest;
        let times = read_number(&mut self.cells)?;
        Some((times, self.field()?))
    }

    /// Returns the next item of a list, or `None` at the end.
    #[inline]
    pub(crate) fn field(&mut self) -> Option<Field<'a>> {
        let (kind, rest) = self.cells.split_first()?;
        self.cells = rest;
        Some(match *kind {
            mark::NUMBER => Field::Integer(self.article + i64::try_from(read_number(&mut self.cells)?).ok()?),
            mark::TEXT => {
                let length = read_number(&mut self.cells)?;
                let (text, rest) = self.words.split_at_checked(length)?;
                self.words = rest;
                Field::Text(text)
            }
            mark::INTEGER => Field::Integer(i32::from_le_bytes(*self.take()?).into()),
            mark::LONG => Field::Integer(i64::from_le_bytes(*self.take()?)),
            mark::DECIMAL => Field::Decimal(Decimal::deserialize(*self.take::<16>()?)),
            mark::DATE => {
                let [y1, y2, month, day] = *self.take::<4>()?;
                let date = Date::new(i16::from_le_bytes([y1, y2]), month.cast_signed(), day.cast_signed());
                date.map_or(Field::Null, Field::Date)
            }
            mark::FALSE => Field::Boolean(false),
            mark::TRUE => Field::Boolean(true),
            mark::LIST => Field::List(read_number(&mut self.cells)?),
            _ => Field::Null,
        })
    }

    fn take<const N: usize>(&mut self) -> Option<&'a [u8; N]> {
        let (bytes, rest) = self.cells.split_first_chunk()?;
        self.cells = rest;
        Some(bytes)
    }

    /// Returns the cells of the next column.
    fn column(&mut self) -> Vec<Option<Cell<'a>>> {
        let mut column = Vec::with_capacity(self.rows);
        while column.len() < self.rows {
            let Some((times, field)) = self.run() else { break };
            let cell = self.cell(field);
            column.extend(std::iter::repeat_n(cell, times.min(self.rows - column.len())));
        }
        column
    }

    /// Returns a cell with all its items.
    fn cell(&mut self, field: Field<'a>) -> Option<Cell<'a>> {
        Some(match field {
            Field::Null => return None,
            Field::Text(text) => Cell::text(text),
            Field::Integer(n) => Cell::Integer(n),
            Field::Decimal(n) => Cell::Decimal(n),
            Field::Date(day) => Cell::Date(day),
            Field::Boolean(yes) => Cell::Boolean(yes),
            Field::List(length) => {
                let item = |_| self.field().map(|item| self.cell(item));
                Cell::List((0..length).map_while(item).collect())
            }
        })
    }
}

/// Returns a length or a number of rows as it is written. A text is far shorter than what four bytes can say.
fn number(n: usize) -> [u8; 4] {
    u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes()
}

fn read_number(bytes: &mut &[u8]) -> Option<usize> {
    let (number, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    usize::try_from(u32::from_le_bytes(*number)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(any(feature = "xlsx", feature = "parquet"))]
    fn rows_come_back_from_a_file() {
        let cells = vec![
            None,
            Some(Cell::text("全县")),
            Some(Cell::Integer(-300)),
            Some(Cell::Integer(i64::MIN)),
            Some(Cell::Decimal("-79228162514264337593543950.335".parse().unwrap())),
            Some(Cell::Date("2024-02-29".parse().unwrap())),
            Some(Cell::Boolean(true)),
            Some(Cell::List(vec![Some(Cell::text("")), None, Some(Cell::Boolean(false))])),
            Some(Cell::text("x".repeat(300))),
        ];
        let mut rows = Rows { articles: 1, ..Rows::default() };
        for cell in &cells {
            rows.push(cell.as_ref());
        }
        rows.run(300);
        rows.push(Some(&Cell::Integer(7)));
        rows.tables[Table::Checks.index()] =
            Part { rows: cells.len() + 299, cells: 0..rows.cells.len(), words: 0..rows.words.len() };
        let cells: Vec<_> = cells.into_iter().chain(std::iter::repeat_n(Some(Cell::Integer(7)), 299)).collect();
        let mut file = Vec::new();
        for _ in 0..2 {
            rows.write_to(&mut file).unwrap();
        }
        let mut from = file.as_slice();
        for _ in 0..2 {
            let read = Rows::read_from(&mut from).unwrap();
            assert_eq!(read.cells(Table::Checks, 1).column(), cells);
        }
        assert!(from.is_empty());
        assert!(Rows::read_from(&mut &file[..file.len() / 2 - 1]).is_err());
    }

    #[test]
    fn each_article_has_its_number() {
        let facts = zhengwen::Facts::default();
        let text = crate::input::Text::new("a.txt", "全县".to_owned());
        let origin = super::super::Origin::new(&text, &facts);
        let problem = crate::input::Problem::new("b.txt", crate::input::Kind::Empty, "empty");
        let (article, problem) = (Source::Facts(&facts, &origin), Source::Problem(&problem));
        let rows = Rows::of(&[article, problem, article, article], &Table::ALL);
        assert_eq!(rows.articles(), 3);
        let numbers = |table| rows.table(table, 7).map(|row| row.into_iter().next().flatten()).collect::<Vec<_>>();
        assert_eq!(numbers(Table::Documents), [7, 8, 9].map(|n| Some(Cell::Integer(n))));
        assert_eq!(numbers(Table::Errors), [None]);
        assert_eq!(numbers(Table::Claims), []);
    }

    #[test]
    #[cfg(any(feature = "xlsx", feature = "parquet"))]
    fn what_is_damaged_is_no_row() {
        for bytes in [&b""[..], b"\x00", &[0; HEAD - 1], &[0xff; HEAD]] {
            assert!(Rows::read_from(&mut &*bytes).is_err());
        }
    }
}
