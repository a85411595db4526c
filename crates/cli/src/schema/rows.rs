//! Rows that outlive the article they come from, in memory and in a file.

use super::{Cell, Origin, Row, Table};
use crate::input::Problem;
#[cfg(any(feature = "xlsx", feature = "parquet"))]
use std::io::{self, Read, Write};
use zhengwen::{Date, Decimal, Facts};

/// The rows of one article, or of one error, in every table.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    tables: [Packed; Table::ALL.len()],
    /// Whether there is an article; an error alone takes no number.
    is_article: bool,
}

/// The rows of one table, column after column: what each cell is, and the words of all of them.
///
/// A cell is a byte that says what it is, and its value: the length of its words; a whole number; the items of a list. Of
/// cells that follow each other in a column and are the same, their number is written, and one of them.
#[derive(Debug, Default)]
struct Packed {
    rows: usize,
    cells: Vec<u8>,
    words: String,
}

/// What a cell is.
mod mark {
    pub(super) const NULL: u8 = 0;
    /// The article's number, which is known only when the rows are written.
    pub(super) const NUMBER: u8 = 1;
    pub(super) const TEXT: u8 = 2;
    pub(super) const INTEGER: u8 = 3;
    pub(super) const DECIMAL: u8 = 4;
    pub(super) const DATE: u8 = 5;
    pub(super) const FALSE: u8 = 6;
    pub(super) const TRUE: u8 = 7;
    pub(super) const LIST: u8 = 8;
    /// So many times the cell that follows.
    pub(super) const RUN: u8 = 9;
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
    /// Reads the rows of an article in the tables asked for.
    pub(crate) fn of_facts(facts: &Facts<'_>, origin: &Origin<'_>, tables: &[Table]) -> Self {
        let mut rows = Rows { is_article: true, ..Rows::default() };
        for table in tables {
            rows.read(*table, &Row::of(*table, facts, origin));
        }
        rows
    }

    /// Reads the row of an error.
    pub(crate) fn of_problem(problem: &Problem) -> Self {
        let mut rows = Rows::default();
        rows.read(Table::Errors, &[Row::of_problem(problem)]);
        rows
    }

    /// Returns true if there is an article, and not only an error.
    pub(crate) fn is_article(&self) -> bool {
        self.is_article
    }

    /// Returns about how many bytes they take.
    pub(crate) fn bytes(&self) -> usize {
        self.tables.iter().map(|t| t.words.len() + t.cells.len()).sum()
    }

    /// Returns the rows of one table; `number` is the article's.
    pub(crate) fn table(&self, table: Table, number: i64) -> impl Iterator<Item = Vec<Option<Cell<'_>>>> {
        let mut cells = self.cells(table, number);
        let rows = cells.rows();
        let columns = if rows == 0 { 0 } else { table.columns().len() };
        let mut columns: Vec<_> = (0..columns).map(|_| cells.column().into_iter()).collect();
        (0..rows).map(move |_| columns.iter_mut().map(|column| column.next().flatten()).collect())
    }

    /// Returns the cells of one table, column after column; `number` is the article's.
    pub(crate) fn cells(&self, table: Table, number: i64) -> Cells<'_> {
        let number = self.is_article.then_some(number);
        match self.tables.get(table.index()) {
            Some(Packed { rows, cells, words }) => Cells { rows: *rows, cells, words, number },
            None => Cells { rows: 0, cells: &[], words: "", number },
        }
    }

    fn read(&mut self, table: Table, rows: &[Row<'_>]) {
        /// What the cells and the words of a row are likely to take, in bytes.
        const LIKELY: (usize, usize) = (96, 320);
        let (Some(packed), Some((first, rest))) = (self.tables.get_mut(table.index()), rows.split_first()) else {
            return;
        };
        packed.rows = rows.len();
        packed.cells.reserve(rows.len() * LIKELY.0);
        packed.words.reserve(rows.len() * LIKELY.1);
        for column in table.columns() {
            if column.path == super::ARTICLE.path {
                packed.run(rows.len());
                packed.cells.push(mark::NUMBER);
                continue;
            }
            let is_list = column.is_list();
            let (mut last, mut times) = ((column.read)(first), 1);
            for row in rest {
                let cell = (column.read)(row);
                if !is_list && cell == last {
                    times += 1;
                } else {
                    packed.run(times);
                    packed.push(std::mem::replace(&mut last, cell));
                    times = 1;
                }
            }
            packed.run(times);
            packed.push(last);
        }
    }

    /// Writes them so that [`Rows::read_from`] gives them back.
    #[cfg(any(feature = "xlsx", feature = "parquet"))]
    pub(crate) fn write_to(&self, out: &mut impl Write) -> io::Result<()> {
        let mut head = vec![u8::from(self.is_article)];
        for Packed { rows, cells, words } in &self.tables {
            unsigned(*rows as u64, &mut head);
            unsigned(cells.len() as u64, &mut head);
            unsigned(words.len() as u64, &mut head);
        }
        out.write_all(&[u8::try_from(head.len()).unwrap_or(u8::MAX)])?;
        out.write_all(&head)?;
        for Packed { cells, words, .. } in &self.tables {
            out.write_all(cells)?;
            out.write_all(words.as_bytes())?;
        }
        Ok(())
    }

    /// Reads what [`Rows::write_to`] wrote.
    #[cfg(any(feature = "xlsx", feature = "parquet"))]
    pub(crate) fn read_from(from: &mut impl Read) -> io::Result<Self> {
        let damaged = || io::Error::new(io::ErrorKind::InvalidData, "the rows kept of the broken run are damaged");
        let bytes = |from: &mut dyn Read, n: u64| {
            let mut bytes = Vec::new();
            from.take(n).read_to_end(&mut bytes)?;
            if bytes.len() as u64 == n { Ok(bytes) } else { Err(damaged()) }
        };
        let length = bytes(from, 1)?;
        let head = bytes(from, length.first().copied().unwrap_or(0).into())?;
        let (is_article, mut lengths) = head.split_first().ok_or_else(damaged)?;
        let mut rows = Rows { is_article: *is_article == 1, ..Rows::default() };
        for table in &mut rows.tables {
            let rows = read_unsigned(&mut lengths).and_then(|rows| u32::try_from(rows).ok()).ok_or_else(damaged)?;
            table.rows = usize::try_from(rows).unwrap_or(0);
            let cells = read_unsigned(&mut lengths).ok_or_else(damaged)?;
            let words = read_unsigned(&mut lengths).ok_or_else(damaged)?;
            table.cells = bytes(from, cells)?;
            table.words = String::from_utf8(bytes(from, words)?).map_err(|_| damaged())?;
        }
        Ok(rows)
    }
}

impl Packed {
    /// Says how many times the next cell stands.
    fn run(&mut self, times: usize) {
        if times > 1 {
            self.cells.push(mark::RUN);
            unsigned(times as u64, &mut self.cells);
        }
    }

    fn push(&mut self, cell: Option<Cell<'_>>) {
        let cells = &mut self.cells;
        match cell {
            None => cells.push(mark::NULL),
            Some(Cell::Text(text)) => {
                cells.push(mark::TEXT);
                unsigned(text.len() as u64, cells);
                self.words.push_str(&text);
            }
            Some(Cell::Integer(n)) => {
                cells.push(mark::INTEGER);
                signed(n, cells);
            }
            Some(Cell::Decimal(n)) => {
                cells.push(mark::DECIMAL);
                cells.extend(n.serialize());
            }
            Some(Cell::Date(day)) => {
                cells.push(mark::DATE);
                cells.extend(day.year().to_le_bytes());
                cells.extend([day.month().unsigned_abs(), day.day().unsigned_abs()]);
            }
            Some(Cell::Boolean(yes)) => cells.push(if yes { mark::TRUE } else { mark::FALSE }),
            Some(Cell::List(items)) => {
                cells.push(mark::LIST);
                unsigned(items.len() as u64, cells);
                for item in items {
                    self.push(item);
                }
            }
        }
    }
}

/// The cells of one table, column after column.
#[derive(Clone, Debug)]
pub(crate) struct Cells<'a> {
    rows: usize,
    cells: &'a [u8],
    words: &'a str,
    number: Option<i64>,
}

impl<'a> Cells<'a> {
    /// Returns how many cells a column has.
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// Returns the next cell of a column and how many times it stands, or `None` at the end. Lists stand once.
    pub(crate) fn run(&mut self) -> Option<(usize, Field<'a>)> {
        let Some((&mark::RUN, rest)) = self.cells.split_first() else {
            return Some((1, self.field()?));
        };
        self.cells = rest;
        let times = usize::try_from(read_unsigned(&mut self.cells)?).ok()?;
        Some((times, self.field()?))
    }

    /// Returns the next item of a list, or `None` at the end.
    pub(crate) fn field(&mut self) -> Option<Field<'a>> {
        let (kind, rest) = self.cells.split_first()?;
        self.cells = rest;
        Some(match *kind {
            mark::NUMBER => self.number.map_or(Field::Null, Field::Integer),
            mark::TEXT => {
                let length = usize::try_from(read_unsigned(&mut self.cells)?).ok()?;
                let (text, rest) = self.words.split_at_checked(length)?;
                self.words = rest;
                Field::Text(text)
            }
            mark::INTEGER => Field::Integer(read_signed(&mut self.cells)?),
            mark::DECIMAL => Field::Decimal(Decimal::deserialize(*self.take::<16>()?)),
            mark::DATE => {
                let [y1, y2, month, day] = *self.take::<4>()?;
                let date = Date::new(i16::from_le_bytes([y1, y2]), month.cast_signed(), day.cast_signed());
                date.map_or(Field::Null, Field::Date)
            }
            mark::FALSE => Field::Boolean(false),
            mark::TRUE => Field::Boolean(true),
            mark::LIST => Field::List(usize::try_from(read_unsigned(&mut self.cells)?).ok()?),
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

/// Appends a number, seven bits a byte.
fn unsigned(mut n: u64, out: &mut Vec<u8>) {
    while n >= 0x80 {
        out.push(n.to_le_bytes()[0] | 0x80);
        n >>= 7;
    }
    out.push(n.to_le_bytes()[0]);
}

fn read_unsigned(bytes: &mut &[u8]) -> Option<u64> {
    let (mut n, mut shift) = (0, 0);
    loop {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        n |= u64::from(byte & 0x7f).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some(n);
        }
        shift += 7;
    }
}

/// Appends a number; small ones of either sign are short.
fn signed(n: i64, out: &mut Vec<u8>) {
    unsigned((n.cast_unsigned() << 1) ^ (n >> 63).cast_unsigned(), out);
}

fn read_signed(bytes: &mut &[u8]) -> Option<i64> {
    let n = read_unsigned(bytes)?;
    Some((n >> 1).cast_signed() ^ -(n & 1).cast_signed())
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
        let mut rows = Rows { is_article: true, ..Rows::default() };
        let packed = &mut rows.tables[Table::Checks.index()];
        packed.rows = cells.len() + 299;
        for cell in cells.clone() {
            packed.push(cell);
        }
        packed.run(300);
        packed.push(Some(Cell::Integer(7)));
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
    #[cfg(any(feature = "xlsx", feature = "parquet"))]
    fn what_is_damaged_is_no_row() {
        for bytes in
            [&b""[..], b"\x00", b"\x05\x01", b"\x0f\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"]
        {
            assert!(Rows::read_from(&mut &*bytes).is_err());
        }
    }
}
