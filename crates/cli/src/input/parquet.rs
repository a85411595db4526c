//! Parquet files with a column of texts.

use super::table::{Columns, Row};
use super::unpack::{self, Magic};
use super::{Kind, Options, Problem};
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int32Type, Int64Type, UInt32Type, UInt64Type};
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::file::reader::ChunkReader;
use std::fs::File;
use std::io::{BufReader, Read, Seek};

/// How many rows are read at a time.
const ROWS: usize = 64;

/// The rows of a Parquet file.
pub(super) struct Parquet {
    reader: ParquetRecordBatchReader,
    /// The columns by their places in a batch.
    columns: Columns,
    batch: Option<RecordBatch>,
    row: usize,
    /// How many rows were given.
    given: u64,
    name: String,
    limit: u64,
}

impl Parquet {
    /// Opens a file. One that is packed is unpacked into memory, as it is not read from its beginning to its end.
    pub(super) fn open(name: &str, mut file: File, options: &Options) -> Result<Self, Problem> {
        let unreadable = |e: std::io::Error| Problem::unreadable(name, &e);
        let mut start = Vec::new();
        (&mut file).take(8).read_to_end(&mut start).map_err(unreadable)?;
        file.rewind().map_err(unreadable)?;
        if !matches!(unpack::magic(&start), Some(Magic::Gzip | Magic::Zstd)) {
            return Parquet::rows(name, file, options);
        }
        let mut unpacked = unpack::unpack(Box::new(BufReader::new(file))).map_err(unreadable)?;
        match unpack::read_all(&mut unpacked, options.max_size, 0) {
            Ok(Some(bytes)) => Parquet::rows(name, bytes::Bytes::from(bytes), options),
            Ok(None) => Err(Problem::new(name, Kind::Limit, unpack::too_large(options.max_size))),
            Err(e) => {
                let reason = format!("cannot be unpacked to its end ({e}): get the file again");
                Err(Problem::new(name, Kind::Format, reason))
            }
        }
    }

    /// Reads the rows; only of the columns that are needed.
    fn rows(name: &str, file: impl ChunkReader + 'static, options: &Options) -> Result<Self, Problem> {
        let damaged = |e: &dyn std::fmt::Display| {
            Problem::new(name, Kind::Format, format!("not a whole Parquet file ({e}): get the file again"))
        };
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|e| damaged(&e))?;
        let names: Vec<String> = builder.schema().fields().iter().map(|f| f.name().clone()).collect();
        let columns = Columns::find(&names, options).map_err(|e| Problem::new(name, Kind::Field, e))?;
        let mut wanted: Vec<usize> = [Some(columns.text), columns.id, columns.title, columns.published, columns.region]
            .into_iter()
            .flatten()
            .collect();
        wanted.sort_unstable();
        wanted.dedup();
        // A batch holds the wanted columns only, in the order of the file.
        let place = |column: usize| wanted.iter().position(|w| *w == column).unwrap_or(0);
        let columns = Columns {
            text: place(columns.text),
            id: columns.id.map(place),
            title: columns.title.map(place),
            published: columns.published.map(place),
            region: columns.region.map(place),
        };
        let mask = ProjectionMask::roots(builder.parquet_schema(), wanted.iter().copied());
        let reader = builder.with_projection(mask).with_batch_size(ROWS).build().map_err(|e| damaged(&e))?;
        let limit = options.max_size;
        Ok(Parquet { reader, columns, batch: None, row: 0, given: 0, name: name.to_owned(), limit })
    }

    /// Returns the next row, or what is wrong with it. After damage there is none.
    pub(super) fn next(&mut self) -> Option<Result<Row, Problem>> {
        loop {
            if let Some(batch) = self.batch.as_ref().filter(|b| self.row < b.num_rows()) {
                let row = self.row;
                let field = |at: Option<usize>| value(batch.columns().get(at?)?.as_ref(), row);
                self.row += 1;
                self.given += 1;
                let columns = &self.columns;
                let row = Row {
                    line: self.given,
                    text: field(Some(columns.text)),
                    id: field(columns.id),
                    title: field(columns.title),
                    published: field(columns.published),
                    region: field(columns.region),
                };
                if row.text.as_ref().is_some_and(|t| t.len() as u64 > self.limit) {
                    let reason = unpack::too_large(self.limit);
                    return Some(Err(Problem::new(&self.name, Kind::Limit, reason).line(self.given)));
                }
                return Some(Ok(row));
            }
            self.row = 0;
            match self.reader.next()? {
                Ok(batch) => self.batch = Some(batch),
                Err(e) => {
                    let reason = format!("damaged after this row ({e}): get the file again");
                    return Some(Err(Problem::new(&self.name, Kind::Format, reason).line(self.given)));
                }
            }
        }
    }
}

/// Returns a cell as words.
fn value(column: &dyn Array, row: usize) -> Option<String> {
    if column.is_null(row) {
        return None;
    }
    Some(match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).to_owned(),
        DataType::LargeUtf8 => column.as_string::<i64>().value(row).to_owned(),
        DataType::Utf8View => column.as_string_view().value(row).to_owned(),
        DataType::Int32 => column.as_primitive::<Int32Type>().value(row).to_string(),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).to_string(),
        DataType::UInt32 => column.as_primitive::<UInt32Type>().value(row).to_string(),
        DataType::UInt64 => column.as_primitive::<UInt64Type>().value(row).to_string(),
        DataType::Date32 => super::day::of_days(column.as_primitive::<Date32Type>().value(row))?,
        // Points in time count from the same day.
        DataType::Timestamp(unit, _) => {
            let per_day = match unit {
                arrow_schema::TimeUnit::Second => 86_400,
                arrow_schema::TimeUnit::Millisecond => 86_400_000,
                arrow_schema::TimeUnit::Microsecond => 86_400_000_000,
                arrow_schema::TimeUnit::Nanosecond => 86_400_000_000_000,
            };
            super::day::of_days(i32::try_from(instant(column, row)?.div_euclid(per_day)).ok()?)?
        }
        DataType::Dictionary(_, _) => {
            let dictionary = column.as_any_dictionary_opt()?;
            let key = *dictionary.normalized_keys().get(row)?;
            return value(dictionary.values().as_ref(), key);
        }
        _ => return None,
    })
}

fn instant(column: &dyn Array, row: usize) -> Option<i64> {
    use arrow_array::types::{
        TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
    };
    let second = column.as_primitive_opt::<TimestampSecondType>().map(|c| c.value(row));
    let milli = || column.as_primitive_opt::<TimestampMillisecondType>().map(|c| c.value(row));
    let micro = || column.as_primitive_opt::<TimestampMicrosecondType>().map(|c| c.value(row));
    let nano = || column.as_primitive_opt::<TimestampNanosecondType>().map(|c| c.value(row));
    second.or_else(milli).or_else(micro).or_else(nano)
}
