//! Parquet: a file for each table, with nested types.
//!
//! What is in a page is put together here, straight from rows that stand column after column; what is around it (headers,
//! row groups, what is known of them) is the library's.

mod column;
mod distinct;
mod nested;
mod runs;
mod values;

use super::draft::Draft;
use super::sink::{Made, Sink};
use crate::schema::{Cells, Rows, Stored, Table};
use column::{Column, Presence};
use nested::Nested;
use parquet::{
    arrow::{ArrowSchemaConverter, add_encoded_arrow_schema_to_metadata},
    errors::ParquetError,
    file::{properties::WriterProperties, writer::SerializedFileWriter},
};
use snap::raw::Encoder;
use std::{fs::File, io, path::Path, sync::Arc};

/// How many bytes are held of all tables: if it is more, the table of which most is held writes a row group. What is known of
/// each column of a group is held until the end, so that memory grows with the number of groups.
const HELD: usize = 2 << 20;

/// A file for each table.
pub(crate) struct Parquet {
    files: Vec<Target>,
    articles: i64,
}

struct Target {
    table: Table,
    draft: Draft,
    writer: SerializedFileWriter<File>,
    /// In their order in the file.
    columns: Vec<Column>,
    /// Which records of the rows at hand are there.
    records: Vec<Presence>,
    /// How many rows are held.
    rows: usize,
}

impl Target {
    fn create(table: Table, path: &Path) -> Result<Self, ParquetError> {
        let columns = table.columns();
        let Nested { schema, leaves, records } = Nested::new(columns);
        let mut properties = WriterProperties::builder().build();
        add_encoded_arrow_schema_to_metadata(&schema, &mut properties);
        let schema = ArrowSchemaConverter::new().convert(&schema)?.root_schema_ptr();
        let draft = Draft::new(path)?;
        let writer = SerializedFileWriter::new(draft.create()?, schema, Arc::new(properties))?;
        let columns = leaves.into_iter().filter_map(|leaf| Some((columns.get(leaf.column)?, leaf)));
        let columns = columns.map(|(column, leaf)| Column::new(leaf, column)).collect();
        let records = std::iter::repeat_with(Presence::default).take(records).collect();
        Ok(Target { table, draft, writer, columns, records, rows: 0 })
    }

    /// Appends rows. Returns `None` if they are not whole.
    fn push(&mut self, mut cells: Cells<'_>) -> Option<()> {
        if cells.rows() == 0 {
            return Some(());
        }
        let columns = self.table.columns();
        let stored: Vec<Stored<'_>> = columns.iter().map(|column| cells.column(column)).collect::<Option<_>>()?;
        self.records.iter_mut().for_each(Presence::clear);
        for column in &self.columns {
            let (Stored::Cells(cells) | Stored::Lists(_, cells)) = stored.get(column.place())?;
            for record in column.records() {
                self.records.get_mut(*record)?.add(cells)?;
            }
        }
        for column in &mut self.columns {
            column.push(stored.get(column.place())?.clone(), &self.records)?;
        }
        self.rows += cells.rows();
        Some(())
    }

    /// Returns how many bytes are held.
    fn held(&self) -> usize {
        self.columns.iter().map(Column::held).sum()
    }

    /// Writes the rows held as a row group.
    fn write(&mut self) -> Result<(), ParquetError> {
        let rows = std::mem::take(&mut self.rows);
        if rows == 0 {
            return Ok(());
        }
        let all: Vec<_> = self.writer.schema_descr().columns().to_vec();
        let mut encoder = Encoder::new();
        let mut group = self.writer.next_row_group()?;
        for (column, of) in self.columns.iter_mut().zip(&all) {
            let (bytes, close) = column.take(rows as u64, of, &mut encoder)?;
            group.append_column(&bytes, close)?;
        }
        group.close()?;
        Ok(())
    }

    fn finish(mut self) -> Result<(), ParquetError> {
        self.write()?;
        self.writer.into_inner()?.sync_all()?;
        Ok(self.draft.finish()?)
    }
}

impl Parquet {
    /// Opens a file for each table in the folder `path`, or the one file `path` if its name ends in `.parquet`.
    pub(crate) fn to_path(tables: &[Table], path: &Path) -> io::Result<Self> {
        let files = super::files(tables, path, "parquet");
        let files = files.iter().map(|(table, path)| Target::create(*table, path)).collect::<Result<_, _>>();
        Ok(Parquet { files: files.map_err(failed)?, articles: 0 })
    }

    fn rows(&mut self, rows: &Rows) -> Result<(), ParquetError> {
        let first = self.articles + 1;
        self.articles += rows.articles();
        for file in &mut self.files {
            let whole = file.push(rows.cells(file.table, first));
            whole.ok_or_else(|| ParquetError::General("rows are not whole".to_owned()))?;
        }
        while self.files.iter().map(Target::held).sum::<usize>() > HELD {
            let Some(largest) = self.files.iter_mut().max_by_key(|file| file.held()) else { break };
            largest.write()?;
        }
        Ok(())
    }
}

fn failed(error: ParquetError) -> io::Error {
    io::Error::other(error)
}

impl Sink for Parquet {
    fn write(&mut self, made: &Made) -> io::Result<()> {
        if let Made::Rows(rows) = made { self.rows(rows).map_err(failed) } else { Ok(()) }
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        // It is waited for the disk, which takes all files at once.
        std::thread::scope(|scope| {
            let files: Vec<_> = self.files.into_iter().map(|file| scope.spawn(|| file.finish())).collect();
            files.into_iter().try_for_each(|file| match file.join() {
                Ok(done) => done.map_err(failed),
                Err(broken) => std::panic::resume_unwind(broken),
            })
        })
    }
}
