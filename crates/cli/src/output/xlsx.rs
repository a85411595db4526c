//! A workbook: a sheet for each table.

use super::draft::Draft;
use super::sink::{Made, Sink};
use crate::schema::{Cell, Rows, Table};
use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use std::io::{self, Write};
use std::path::Path;
use unicode_width::UnicodeWidthStr;

/// How many rows a sheet holds, with its header.
const SHEET: u32 = 1 << 20;
/// How many characters a cell holds.
const CELL: usize = 32_767;
/// How many rows decide the widths of columns.
const SAMPLE: u32 = 2_000;
/// The narrowest and the widest column, in characters.
const WIDTHS: (usize, usize) = (6, 50);
/// How many significant digits a number of a workbook keeps.
const DIGITS: usize = 15;

/// A workbook that is being filled.
pub(crate) struct Xlsx {
    draft: Draft,
    book: Workbook,
    sheets: Vec<Sheet>,
    articles: i64,
    looks: Looks,
}

struct Looks {
    header: Format,
    date: Format,
}

/// The sheet of a table; the last one if there are several.
struct Sheet {
    table: Table,
    /// The sheet's place in the workbook.
    index: usize,
    /// How many sheets of this table there are.
    part: usize,
    /// The row that is written next.
    row: u32,
    widths: Vec<usize>,
    words: String,
}

impl Xlsx {
    /// Opens the workbook `path`.
    pub(crate) fn create(tables: &[Table], path: &Path) -> io::Result<Self> {
        let header = Format::new().set_bold().set_background_color(Color::RGB(0x00DD_E6F0)).set_align(FormatAlign::Top);
        let looks = Looks { header, date: Format::new().set_num_format("yyyy-mm-dd") };
        let mut book = Workbook::new();
        let mut sheets = Vec::new();
        for table in tables {
            let mut sheet =
                Sheet { table: *table, index: 0, part: 0, row: 0, widths: Vec::new(), words: String::new() };
            sheet.begin(&mut book, &looks).map_err(failed)?;
            sheets.push(sheet);
        }
        Ok(Xlsx { draft: Draft::new(path)?, book, sheets, articles: 0, looks })
    }

    fn rows(&mut self, rows: &Rows) -> Result<(), XlsxError> {
        let first = self.articles + 1;
        self.articles += rows.articles();
        for sheet in &mut self.sheets {
            for row in rows.table(sheet.table, first) {
                if sheet.row == SHEET {
                    sheet.end(&mut self.book)?;
                    sheet.begin(&mut self.book, &self.looks)?;
                }
                sheet.write(&mut self.book, &row, &self.looks)?;
            }
        }
        Ok(())
    }

    /// Says what every column is, on a sheet of its own.
    fn legend(&mut self) -> Result<(), XlsxError> {
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name("columns")?.set_freeze_panes(1, 0)?;
        for (column, (name, width)) in
            [("table", 14), ("column", 26), ("type", 10), ("what it is", 110)].iter().enumerate()
        {
            let column = u16::try_from(column).unwrap_or(0);
            sheet.write_with_format(0, column, *name, &self.looks.header)?.set_column_width(column, *width)?;
        }
        let all = self.sheets.iter().flat_map(|s| s.table.columns().iter().map(|c| (s.table, c)));
        for (row, (table, column)) in (1..).zip(all) {
            sheet.write(row, 0, table.name())?.write(row, 1, column.flat_name())?;
            sheet.write(row, 2, column.kind.name())?.write(row, 3, column.doc)?;
        }
        Ok(())
    }
}

impl Sheet {
    /// Adds a sheet with its header.
    fn begin(&mut self, book: &mut Workbook, looks: &Looks) -> Result<(), XlsxError> {
        self.index = book.worksheets().len();
        self.part += 1;
        let sheet = book.add_worksheet_with_constant_memory()?;
        let name = self.table.name();
        if self.part == 1 {
            sheet.set_name(name)?
        } else {
            sheet.set_name(format!("{name} {}", self.part))?
        };
        // The header stays in sight, and with it whose fact a row is.
        sheet.set_freeze_panes(1, 0)?;
        self.widths.clear();
        for (column, name) in (0..).zip(self.table.columns().iter().map(crate::schema::Column::flat_name)) {
            // Room for the arrow of the filter.
            self.widths.push(name.width() + 3);
            sheet.write_with_format(0, column, name, &looks.header)?;
        }
        self.row = 1;
        Ok(())
    }

    /// Sets widths and filters, which need to know all rows.
    fn end(&mut self, book: &mut Workbook) -> Result<(), XlsxError> {
        let sheet = book.worksheet_from_index(self.index)?;
        for (column, width) in (0..).zip(&self.widths) {
            let width = u16::try_from((*width).clamp(WIDTHS.0, WIDTHS.1)).unwrap_or(u16::MAX);
            sheet.set_column_width(column, width)?;
        }
        let last = u16::try_from(self.widths.len().saturating_sub(1)).unwrap_or(u16::MAX);
        sheet.autofilter(0, 0, self.row - 1, last)?;
        Ok(())
    }

    fn write(&mut self, book: &mut Workbook, cells: &[Option<Cell<'_>>], looks: &Looks) -> Result<(), XlsxError> {
        let sheet = book.worksheet_from_index(self.index)?;
        for ((column, width), cell) in (0..).zip(&mut self.widths).zip(cells) {
            let Some(cell) = cell else { continue };
            self.words.clear();
            cell.write(&mut self.words);
            if self.row <= SAMPLE {
                *width = (*width).max(self.words.width() + 1);
            }
            write_cell(sheet, (self.row, column), cell, &self.words, looks)?;
        }
        self.row += 1;
        Ok(())
    }
}

/// Writes a cell as what it is; `words` is how it reads.
fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell<'_>,
    words: &str,
    looks: &Looks,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Boolean(yes) => sheet.write_boolean(row, column, *yes)?,
        Cell::Integer(_) | Cell::Decimal(_) => match number(words) {
            Some(number) => sheet.write_number(row, column, number)?,
            None => sheet.write_string(row, column, words)?,
        },
        // A workbook knows no day before 1900.
        Cell::Date(day) => match ExcelDateTime::from_ymd(
            u16::try_from(day.year()).unwrap_or(0),
            day.month().unsigned_abs(),
            day.day().unsigned_abs(),
        ) {
            Ok(date) => sheet.write_datetime_with_format(row, column, &date, &looks.date)?,
            Err(_) => sheet.write_string(row, column, words)?,
        },
        Cell::Text(_) | Cell::Id(..) | Cell::List(_) => sheet.write_string(row, column, shortened(words))?,
    };
    Ok(())
}

/// Returns the number if a workbook keeps all its digits.
fn number(words: &str) -> Option<f64> {
    let significant = words.trim_start_matches(['-', '0', '.']).trim_end_matches(['0', '.']);
    let digits = significant.bytes().filter(u8::is_ascii_digit).count();
    (digits <= DIGITS).then(|| words.parse().ok())?
}

/// Returns as much of the words as a cell holds.
fn shortened(words: &str) -> &str {
    match words.char_indices().nth(CELL) {
        Some((end, _)) => words.get(..end).unwrap_or(""),
        None => words,
    }
}

fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    }
}

impl Sink for Xlsx {
    fn write(&mut self, made: &Made) -> io::Result<()> {
        if let Made::Rows(rows) = made { self.rows(rows).map_err(failed) } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        for sheet in &mut self.sheets {
            sheet.end(&mut self.book).map_err(failed)?;
        }
        self.legend().map_err(failed)?;
        let mut out = io::BufWriter::new(self.draft.create()?);
        self.book.save_to_writer(&mut out).map_err(failed)?;
        out.flush()?;
        self.draft.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_do_not_fit_stay_words() {
        for (words, fits) in [
            ("42.13", true),
            ("-3", true),
            ("0.000000000000123456789012345", true),
            ("123456789012345", true),
            ("1234567890123456", false),
            ("3000000000000000", true),
            ("10360000000000000000", true),
            ("0", true),
            ("0.3333333333333333", false),
        ] {
            assert_eq!(number(words).is_some(), fits, "{words}");
        }
        assert_eq!(shortened(&"长".repeat(CELL + 5)).chars().count(), CELL);
    }
}
