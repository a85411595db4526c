//! Rows that outlive the article they come from, in memory and in a file.

use super::packed::{Bytes, Field, LENGTH, Packed, number};
use super::{ARTICLE, Cell, Column, Row, Source, Table};
#[cfg(any(feature = "xlsx", feature = "parquet"))]
use std::io::{self, Read, Write};
use std::ops::Range;

/// The rows of some articles and errors in every table, column after column.
///
/// In the place of an article's number stands which of these articles it is: numbers are known only when rows are written.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    bytes: Bytes,
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

impl Rows {
    /// Reads the rows of articles and errors in the tables asked for.
    #[cfg(test)]
    pub(crate) fn of(sources: &[Source<'_>], tables: &[Table]) -> Self {
        Rows::default().with(sources, tables)
    }

    /// Reads the rows of articles and errors in the tables asked for, in the place of those that were here.
    pub(crate) fn with(mut self, sources: &[Source<'_>], tables: &[Table]) -> Self {
        let articles = sources.iter().filter(|source| matches!(source, Source::Facts(..))).count();
        self.bytes.cells.clear();
        self.bytes.words.clear();
        let mut rows = Rows { bytes: self.bytes, articles: number(articles), ..Rows::default() };
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
        self.bytes.words.len() + self.bytes.cells.len()
    }

    /// Returns the rows of one table; `first` is the number of the first of the articles.
    pub(crate) fn table(&self, table: Table, first: i64) -> impl Iterator<Item = Vec<Option<Cell<'_>>>> {
        let mut cells = self.cells(table, first);
        let rows = cells.rows();
        let columns = if rows == 0 { &[] } else { table.columns() };
        let mut columns: Vec<_> = columns
            .iter()
            .map(|column| cells.column(column).map(Stored::cells).unwrap_or_default().into_iter())
            .collect();
        (0..rows).map(move |_| columns.iter_mut().map(|column| column.next().flatten()).collect())
    }

    /// Returns the cells of one table; `article` is the number of the first of the articles.
    pub(crate) fn cells(&self, table: Table, article: i64) -> Cells<'_> {
        let part = self.tables.get(table.index()).cloned().unwrap_or_default();
        let cells = self.bytes.cells.get(part.cells).unwrap_or_default();
        let words = self.bytes.words.get(part.words).unwrap_or_default();
        Cells { rows: part.rows, cells, words, article }
    }

    fn read(&mut self, table: Table, rows: &[Row<'_>]) {
        /// What the cells and the words of a row are likely to take, in bytes.
        const LIKELY: (usize, usize) = (192, 320);
        if rows.is_empty() {
            return;
        }
        let bytes = &mut self.bytes;
        let begin = (bytes.cells.len(), bytes.words.len());
        bytes.cells.reserve(rows.len() * LIKELY.0);
        bytes.words.reserve(rows.len() * LIKELY.1);
        for column in table.columns() {
            (column.pack)(bytes, rows);
        }
        if let Some(part) = self.tables.get_mut(table.index()) {
            let (cells, words) = (begin.0..bytes.cells.len(), begin.1..bytes.words.len());
            *part = Part { rows: rows.len(), cells, words };
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
                length.copy_from_slice(&number(n).to_le_bytes());
            }
        }
        out.write_all(&head)?;
        out.write_all(&self.bytes.cells)?;
        out.write_all(self.bytes.words.as_bytes())
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
            let mut number = || {
                let (number, rest) = lengths.split_first_chunk().ok_or_else(damaged)?;
                lengths = rest;
                Ok::<_, io::Error>(u32::from_le_bytes(*number) as usize)
            };
            let (rows, cells, words) = (number()?, number()?, number()?);
            let end = (begin.0 + cells, begin.1 + words);
            *part = Part { rows, cells: begin.0..end.0, words: begin.1..end.1 };
            begin = end;
        }
        rows.bytes.cells = bytes(from, begin.0)?;
        rows.bytes.words = String::from_utf8(bytes(from, begin.1)?).map_err(|_| damaged())?;
        Ok(rows)
    }
}

/// How many bytes stand before rows in a file: how many articles there are, and of each table how many rows it has and how
/// long its cells and words are.
#[cfg(any(feature = "xlsx", feature = "parquet"))]
const HEAD: usize = 4 + Table::ALL.len() * 12;

/// The cells of one table, column after column.
#[derive(Clone, Debug)]
pub(crate) struct Cells<'a> {
    rows: usize,
    cells: &'a [u8],
    words: &'a str,
    /// The number of the first of the articles.
    article: i64,
}

/// The cells of a column.
#[derive(Clone, Debug)]
pub(crate) enum Stored<'a> {
    Cells(Packed<'a>),
    /// The length of each list, and the items of all of them.
    Lists(Packed<'a>, Packed<'a>),
}

impl<'a> Cells<'a> {
    /// Returns how many cells a column has.
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// Returns the next column, which is this one; nothing if the rows are damaged.
    pub(crate) fn column(&mut self, column: &Column) -> Option<Stored<'a>> {
        let mut take = |kind, rows| Packed::take(&mut self.cells, &mut self.words, kind, rows);
        if column.is_list() {
            let lengths = take(LENGTH, self.rows)?;
            let items = lengths.clone().map(length).sum();
            return Some(Stored::Lists(lengths, take(column.kind, items)?));
        }
        let cells = take(column.kind, self.rows)?;
        Some(Stored::Cells(if column.path == ARTICLE.path { cells.plus(self.article) } else { cells }))
    }
}

/// Returns the length of a list; an empty cell is an empty list.
pub(crate) fn length(field: Field<'_>) -> usize {
    if let Field::Integer(n) = field { usize::try_from(n).unwrap_or(0) } else { 0 }
}

impl<'a> Stored<'a> {
    /// Returns the cells.
    fn cells(self) -> Vec<Option<Cell<'a>>> {
        match self {
            Stored::Cells(cells) => cells.map(Field::cell).collect(),
            Stored::Lists(lengths, items) => {
                let mut items = items.map(Field::cell);
                lengths.map(|n| Some(Cell::List(items.by_ref().take(length(n)).collect()))).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Origin;
    use super::*;
    use crate::input::{Kind, Problem, Text};
    use zhengwen::{Extractor, Facts};

    fn column(rows: &Rows, table: Table, path: &str, first: i64) -> Vec<Option<Cell<'static>>> {
        let at = table.columns().iter().position(|column| column.path == path).unwrap();
        let owned = |cell: Cell<'_>| match cell {
            Cell::Text(text) => Cell::text(text.into_owned()),
            Cell::Integer(n) => Cell::Integer(n),
            Cell::Decimal(n) => Cell::Decimal(n),
            Cell::List(items) => Cell::count(items.len()),
            other => panic!("{other:?}"),
        };
        rows.table(table, first).map(|mut row| row.swap_remove(at).map(owned)).collect()
    }

    #[test]
    #[cfg(any(feature = "xlsx", feature = "parquet"))]
    fn rows_come_back_from_a_file() {
        let extractor = Extractor::new().unwrap();
        let texts = ["县卫健局新建医院2家、学校35所，增长0.5%。", "无事。"].map(|t| Text::new("a.txt", t.to_owned()));
        let facts = texts.each_ref().map(|text| extractor.extract(text.text.as_str()));
        let [a, b] = [0, 1].map(|i| Origin::new(&texts[i], &facts[i]));
        let problem = Problem::new("b.txt", Kind::Empty, "empty");
        let (a, b) = (Source::Facts(&facts[0], &a), Source::Facts(&facts[1], &b));
        let rows = Rows::of(&[b, Source::Problem(&problem), a, b], &Table::ALL);
        let mut file = Vec::new();
        for _ in 0..2 {
            rows.write_to(&mut file).unwrap();
        }
        let mut from = file.as_slice();
        let number = |n| Some(Cell::Integer(n));
        for _ in 0..2 {
            let read = Rows::read_from(&mut from).unwrap();
            assert_eq!(read.articles(), 3);
            assert_eq!(column(&read, Table::Documents, "article", 7), [7, 8, 9].map(number));
            assert_eq!(column(&read, Table::Claims, "article", 7), [8, 8, 8].map(number));
            assert_eq!(column(&read, Table::Errors, "article", 7), [None]);
            assert_eq!(column(&read, Table::Errors, "kind", 7), [Some(Cell::text("empty"))]);
            let values = ["2", "35", "0.5"].map(|n| Some(Cell::Decimal(n.parse().unwrap())));
            assert_eq!(column(&read, Table::Claims, "value", 7), values);
            assert_eq!(column(&read, Table::Institutions, "mentions[].text", 7), [number(1)]);
            assert_eq!(column(&read, Table::Policies, "article", 7), []);
        }
        assert!(from.is_empty());
        assert!(Rows::read_from(&mut &file[..file.len() / 2 - 1]).is_err());
    }

    #[test]
    fn no_article_takes_no_number() {
        assert_eq!(Rows::of(&[], &Table::ALL).articles(), 0);
        let text = Text::new("a.txt", String::new());
        let facts = Facts::default();
        let origin = Origin::new(&text, &facts);
        assert_eq!(Rows::of(&[Source::Facts(&facts, &origin)], &[Table::Claims]).articles(), 1);
    }

    #[test]
    #[cfg(any(feature = "xlsx", feature = "parquet"))]
    fn what_is_damaged_is_no_row() {
        for bytes in [&b""[..], b"\x00", &[0; HEAD - 1], &[0xff; HEAD]] {
            assert!(Rows::read_from(&mut &*bytes).is_err());
        }
    }
}
