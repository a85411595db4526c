//! Parquet: a file for each table, with nested types.

mod gathered;

use super::draft::Draft;
use super::sink::{Made, Sink};
use crate::schema::{Cells, Column, Rows, Stored, Table, Type, length};
use arrow_array::{Array, ArrayRef, ListArray, RecordBatch, StructArray};
use arrow_buffer::{BooleanBuffer, NullBuffer, OffsetBuffer};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema};
use gathered::{Gathered, data_type};
use parquet::{
    arrow::ArrowWriter,
    basic::Compression,
    errors::ParquetError,
    file::properties::{EnabledStatistics, WriterProperties},
    schema::types::ColumnPath,
};
use std::{fs::File, io, path::Path, sync::Arc};

/// How many rows are gathered before they are encoded.
const BATCH: usize = 512;
/// How many encoded bytes of a table make a row group: they are held until it is whole. What is known of each column of a
/// group is held until the end, so that memory grows with the number of groups.
const GROUP: usize = 1 << 20;
/// How large a page of a column is, how many rows it has, and how large the dictionary of a column is. What is looked up
/// in a dictionary takes eight bytes a cell until its page is whole.
const PAGE: usize = 64 << 10;
const ROWS: usize = 1024;
const DICTIONARY: usize = 32 << 10;
/// The column whose words are the longest, but come again with each fact of a sentence, and the size of its dictionary.
const SENTENCE: (&str, usize) = ("sentence", 128 << 10);
/// Columns whose words hardly ever come again in a row group: a dictionary of them is of no use.
const VARIED: [&str; 8] =
    ["text", "note", "title", "message", "mentions[].text", "indicator.text", "names[]", "sections[].heading"];
/// Columns of words that are worth to be compressed.
const SQUEEZED: [&str; 16] = [
    "article_id",
    "input",
    "indicator.key",
    "indicator.text",
    "period.text",
    "sentence",
    "section.heading",
    "sections[].heading",
    "text",
    "key",
    "name",
    "names[]",
    "mentions[].text",
    "title",
    "note",
    "message",
];

/// A file for each table.
pub(crate) struct Parquet {
    files: Vec<Target>,
    articles: i64,
}

struct Target {
    table: Table,
    draft: Draft,
    writer: ArrowWriter<File>,
    schema: Arc<Schema>,
    tree: Vec<Node>,
    columns: Vec<Gathered>,
    /// How many rows are gathered.
    rows: usize,
}

/// A field of the nested schema.
enum Node {
    /// A column, by its place in the table.
    Leaf(String, usize),
    Record(String, Vec<Node>),
    /// A list of what the one node is.
    List(String, Box<Node>),
}

/// Returns the nested fields of columns, each with the rest of its path.
fn tree(columns: &[(&str, usize)]) -> Vec<Node> {
    let mut names: Vec<&str> = Vec::new();
    for (path, _) in columns {
        let name = path.split('.').next().unwrap_or("");
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let node = |name: &str| {
        let (bare, is_list) = name.strip_suffix("[]").map_or((name, false), |bare| (bare, true));
        let inner = if is_list { "item" } else { bare };
        let members: Vec<(&str, usize)> =
            columns.iter().filter_map(|(path, i)| Some((path.strip_prefix(name)?.strip_prefix('.')?, *i))).collect();
        let leaf = columns.iter().find(|(path, _)| *path == name);
        let node = match leaf {
            Some((_, column)) => Node::Leaf(inner.to_owned(), *column),
            None => Node::Record(inner.to_owned(), tree(&members)),
        };
        if is_list { Node::List(bare.to_owned(), Box::new(node)) } else { node }
    };
    names.into_iter().map(node).collect()
}

impl Node {
    fn field(&self, columns: &[Column]) -> Field {
        match self {
            Node::Leaf(name, column) => {
                let kind = columns.get(*column).map_or(DataType::Null, |c| data_type(c.kind));
                Field::new(name, kind, true)
            }
            Node::Record(name, members) => Field::new(name, DataType::Struct(fields(members, columns)), true),
            Node::List(name, item) => Field::new(name, DataType::List(Arc::new(item.field(columns))), false),
        }
    }

    /// Returns the cells gathered for this field.
    fn array(&self, gathered: &mut [Gathered], columns: &[Column]) -> Result<ArrayRef, ArrowError> {
        Ok(match self {
            Node::Leaf(_, column) => match gathered.get_mut(*column) {
                Some(cells) => cells.finish(),
                None => return Err(ArrowError::SchemaError("no such column".to_owned())),
            },
            Node::Record(_, members) => record(members, gathered, columns, true)?,
            Node::List(_, item) => {
                let ends = gathered.get_mut(item.first()).and_then(|g| g.ends.replace(Vec::new())).unwrap_or_default();
                let offsets = std::iter::once(0).chain(ends).collect::<Vec<i32>>();
                let values = match item.as_ref() {
                    Node::Record(_, members) => record(members, gathered, columns, false)?,
                    other => other.array(gathered, columns)?,
                };
                let offsets = OffsetBuffer::new(offsets.into());
                Arc::new(ListArray::try_new(Arc::new(item.field(columns)), offsets, values, None)?)
            }
        })
    }

    /// Returns the first column in it.
    fn first(&self) -> usize {
        match self {
            Node::Leaf(_, column) => *column,
            Node::Record(_, members) => members.first().map_or(0, Node::first),
            Node::List(_, item) => item.first(),
        }
    }
}

fn fields(nodes: &[Node], columns: &[Column]) -> Fields {
    nodes.iter().map(|node| node.field(columns)).collect()
}

/// Returns a record. Where it may be absent, it is so if nothing in it is present.
fn record(
    members: &[Node],
    gathered: &mut [Gathered],
    columns: &[Column],
    may_be_absent: bool,
) -> Result<ArrayRef, ArrowError> {
    let arrays = members.iter().map(|m| m.array(gathered, columns)).collect::<Result<Vec<_>, _>>()?;
    let mut present: Option<BooleanBuffer> = None;
    for array in &arrays {
        let valid = array.nulls().map_or_else(|| BooleanBuffer::new_set(array.len()), |n| n.inner().clone());
        present = Some(present.map_or_else(|| valid.clone(), |so_far| &so_far | &valid));
    }
    let nulls = present.filter(|_| may_be_absent).map(NullBuffer::new);
    Ok(Arc::new(StructArray::try_new(fields(members, columns), arrays, nulls)?))
}

/// Returns the path of a column in a file.
fn path(column: &Column) -> ColumnPath {
    let part = |part: &str| match part.strip_suffix("[]") {
        Some(list) => vec![list.to_owned(), "list".to_owned(), "item".to_owned()],
        None => vec![part.to_owned()],
    };
    ColumnPath::new(column.path.split('.').flat_map(part).collect())
}

/// Returns how the columns are encoded. The less there is to look up, to compare and to compress, the faster they are
/// written. Offsets would take a little less room as differences, but their encoder holds a megabyte for each column.
fn properties(columns: &[Column]) -> WriterProperties {
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        // Where the pages are: it would be held until the end for each page of the file.
        .set_offset_index_disabled(true)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_data_page_size_limit(PAGE)
        .set_data_page_row_count_limit(ROWS)
        .set_dictionary_page_size_limit(DICTIONARY);
    for column in columns {
        let path = || path(column);
        if !matches!(column.kind, Type::Integer | Type::Date) {
            // The least of many words or offsets is of no use; that of decimals would hold all that it was the least of.
            properties = properties.set_column_statistics_enabled(path(), EnabledStatistics::None);
        }
        if !matches!(column.kind, Type::Integer | Type::Decimal) && !SQUEEZED.contains(&column.path) {
            // Numbers of few bytes, or of few words in a dictionary; the compressor of a column holds memory, too.
            properties = properties.set_column_compression(path(), Compression::UNCOMPRESSED);
        }
        if matches!(column.kind, Type::Integer | Type::Offset) || VARIED.contains(&column.path) {
            properties = properties.set_column_dictionary_enabled(path(), false);
        } else if column.path == SENTENCE.0 {
            properties = properties.set_column_dictionary_page_size_limit(path(), SENTENCE.1);
        }
    }
    properties.build()
}

impl Target {
    fn create(table: Table, path: &Path) -> Result<Self, ParquetError> {
        let columns = table.columns();
        let paths: Vec<(&str, usize)> = columns.iter().enumerate().map(|(i, c)| (c.path, i)).collect();
        let tree = tree(&paths);
        let schema = Arc::new(Schema::new(fields(&tree, columns)));
        let draft = Draft::new(path)?;
        let writer = ArrowWriter::try_new(draft.create()?, Arc::clone(&schema), Some(properties(columns)))?;
        let columns = columns.iter().map(Gathered::new).collect();
        Ok(Target { table, draft, writer, schema, tree, columns, rows: 0 })
    }

    /// Appends rows. Returns `None` if they are not whole.
    fn push(&mut self, mut cells: Cells<'_>) -> Option<()> {
        if cells.rows() == 0 {
            return Some(());
        }
        for (gathered, column) in self.columns.iter_mut().zip(self.table.columns()) {
            match cells.column(column)? {
                Stored::Cells(cells) => gathered.extend(cells),
                Stored::Lists(lengths, items) => {
                    let ends = gathered.ends.get_or_insert_default();
                    let mut end = ends.last().copied().unwrap_or(0);
                    for n in lengths {
                        end = end.checked_add(i32::try_from(length(n)).ok()?)?;
                        ends.push(end);
                    }
                    gathered.extend(items);
                }
            }
        }
        self.rows += cells.rows();
        Some(())
    }

    /// Hands the rows gathered so far to the writer, and writes a row group if they are enough for one.
    fn encode(&mut self) -> Result<(), ParquetError> {
        let columns = self.table.columns();
        let gathered = &mut self.columns;
        let arrays = self.tree.iter().map(|node| node.array(gathered, columns)).collect::<Result<Vec<_>, _>>()?;
        self.writer.write(&RecordBatch::try_new(Arc::clone(&self.schema), arrays)?)?;
        self.rows = 0;
        for (gathered, column) in gathered.iter_mut().zip(columns) {
            gathered.begin(column);
        }
        if self.writer.in_progress_size() >= GROUP {
            self.writer.flush()?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<(), ParquetError> {
        self.encode()?;
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
            if file.rows >= BATCH {
                file.encode()?;
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_a_schema() {
        for table in Table::ALL {
            let columns = table.columns();
            let paths: Vec<(&str, usize)> = columns.iter().enumerate().map(|(i, c)| (c.path, i)).collect();
            let fields = fields(&tree(&paths), columns);
            let names: std::collections::HashSet<&String> = fields.iter().map(|f| f.name()).collect();
            assert_eq!(names.len(), fields.len(), "{}", table.name());
            // What is said of how columns are encoded is said of columns that there are.
            let schema = parquet::arrow::ArrowSchemaConverter::new().convert(&Schema::new(fields)).unwrap();
            for column in columns {
                assert!(schema.columns().iter().any(|c| *c.path() == path(column)), "{}", column.path);
            }
        }
    }
}
