//! CSV: a file for each table, or one table as a stream.

use super::draft::DraftFile;
use super::sink::{Made, Sink, number};
use crate::schema::{Cell, Rows, Table};
use serde_json::Value;
use std::io::{self, Write};
use std::path::Path;

/// By this mark office programs know that a file is UTF-8.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// CSV files, or one stream.
pub(crate) struct Csv {
    files: Vec<(Table, Out)>,
    /// How many articles were written.
    articles: i64,
    words: String,
}

enum Out {
    File(csv::Writer<DraftFile>),
    Stream(csv::Writer<Box<dyn Write>>),
}

impl Csv {
    /// Opens a file for each table in the folder `path`, or the one file `path` if its name ends in `.csv`.
    /// `resume` is the checkpoint to go on from.
    pub(crate) fn to_path(tables: &[Table], path: &Path, resume: Option<&Value>) -> io::Result<Self> {
        let mut files = Vec::new();
        for (table, path) in super::files(tables, path, "csv") {
            let file = if let Some(at) = resume {
                DraftFile::resume(&path, number(at, table.name())?)?
            } else {
                let mut file = DraftFile::create(&path)?;
                file.write_all(BOM)?;
                file
            };
            files.push((table, Out::File(csv::Writer::from_writer(file))));
        }
        match resume {
            Some(at) => {
                let articles = i64::try_from(number(at, "articles")?).unwrap_or(i64::MAX);
                Ok(Csv { files, articles, words: String::new() })
            }
            None => Csv::new(files),
        }
    }

    /// Writes the first of the tables to a stream, without a mark: whoever reads a stream knows what it is.
    pub(crate) fn to_stream(tables: &[Table], out: Box<dyn Write>) -> io::Result<Self> {
        let table = tables.first().copied().unwrap_or(Table::Claims);
        Csv::new(vec![(table, Out::Stream(csv::Writer::from_writer(out)))])
    }

    fn new(mut files: Vec<(Table, Out)>) -> io::Result<Self> {
        for (table, out) in &mut files {
            for column in table.columns() {
                out.field(&column.flat_name())?;
            }
            out.end()?;
        }
        Ok(Csv { files, articles: 0, words: String::new() })
    }

    fn rows(&mut self, rows: &Rows) -> io::Result<()> {
        let first = self.articles + 1;
        self.articles += rows.articles();
        for (table, out) in &mut self.files {
            for row in rows.table(*table, first) {
                for cell in &row {
                    self.words.clear();
                    if let Some(cell) = cell {
                        if is_formula(cell) {
                            self.words.push('\'');
                        }
                        cell.write(&mut self.words);
                    }
                    out.field(&self.words)?;
                }
                out.end()?;
            }
        }
        Ok(())
    }
}

/// Returns true if office programs would take the words of an article for a formula and run it.
fn is_formula(cell: &Cell<'_>) -> bool {
    match cell {
        Cell::Text(text) => text.starts_with(['=', '+', '-', '@', '\t', '\r']),
        Cell::List(items) => matches!(items.first(), Some(Some(first)) if is_formula(first)),
        _ => false,
    }
}

impl Out {
    fn field(&mut self, text: &str) -> io::Result<()> {
        match self {
            Out::File(out) => Ok(out.write_field(text)?),
            Out::Stream(out) => Ok(out.write_field(text)?),
        }
    }

    fn end(&mut self) -> io::Result<()> {
        match self {
            Out::File(out) => Ok(out.write_record(None::<&[u8]>)?),
            Out::Stream(out) => Ok(out.write_record(None::<&[u8]>)?),
        }
    }
}

impl Sink for Csv {
    fn write(&mut self, made: &Made) -> io::Result<()> {
        if let Made::Rows(rows) = made { self.rows(rows) } else { Ok(()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        for (_, out) in &mut self.files {
            if let Out::Stream(out) = out {
                out.flush()?;
            }
        }
        Ok(())
    }

    fn checkpoint(&mut self) -> io::Result<Option<Value>> {
        let mut state = serde_json::Map::new();
        state.insert("articles".to_owned(), self.articles.into());
        for (table, out) in &mut self.files {
            let Out::File(writer) = out else { return Ok(None) };
            writer.get_ref().keep();
            writer.flush()?;
            state.insert(table.name().to_owned(), writer.get_ref().length().into());
        }
        Ok(Some(Value::Object(state)))
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        for (_, out) in self.files {
            match out {
                Out::File(out) => out.into_inner().map_err(|e| io::Error::other(e.to_string()))?.finish()?,
                Out::Stream(mut out) => out.flush()?,
            }
        }
        Ok(())
    }
}
