//! A column of a row group.

use super::nested::Leaf;
use super::runs;
use super::values::Values;
use crate::schema::{Packed, Stored, Type, length};
use bytes::Bytes;
use parquet::{
    basic::{Compression, Encoding},
    column::{
        page::{CompressedPage, Page, PageWriter},
        writer::ColumnCloseResult,
    },
    errors::{ParquetError, Result},
    file::{
        metadata::ColumnChunkMetaData,
        writer::{SerializedPageWriter, TrackedWrite},
    },
    schema::types::ColumnDescPtr,
};
use snap::raw::Encoder;

/// Words that take fewer bytes are not compressed.
const FEW: usize = 4 << 10;

/// What a column holds until its row group is whole.
pub(super) struct Column {
    leaf: Leaf,
    kind: Type,
    is_list: bool,
    /// How much of the path to each cell is there.
    levels: Vec<u8>,
    /// 1 for an item of a list that is not its first. Of no list, nothing.
    repeats: Vec<u8>,
    values: Values,
}

/// Which of some records, or of the items in all lists of some rows, are there.
#[derive(Debug, Default)]
pub(super) struct Presence(Vec<u8>);

impl Presence {
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Notes that a record is there if a cell of it is. Returns `None` if there are more or fewer cells than in another
    /// of its columns.
    pub(super) fn add(&mut self, cells: &Packed<'_>) -> Option<()> {
        if self.0.is_empty() {
            self.0.resize(cells.len(), 0);
        }
        if self.0.len() != cells.len() {
            return None;
        }
        if cells.is_whole() {
            self.0.fill(1);
        } else {
            self.0.iter_mut().zip(cells.there()).for_each(|(record, cell)| *record |= cell);
        }
        Some(())
    }
}

impl Column {
    pub(super) fn new(leaf: Leaf, column: &crate::schema::Column) -> Self {
        let values = Values::new(column.kind);
        let is_list = column.is_list();
        Column { leaf, kind: column.kind, is_list, levels: Vec::new(), repeats: Vec::new(), values }
    }

    /// Returns its place in the table.
    pub(super) fn place(&self) -> usize {
        self.leaf.column
    }

    /// Returns the records in which it stands.
    pub(super) fn records(&self) -> &[usize] {
        &self.leaf.records
    }

    /// Returns how many bytes are held.
    pub(super) fn held(&self) -> usize {
        self.values.held() + self.levels.len() + self.repeats.len()
    }

    /// Appends cells. Returns `None` if they are not whole.
    pub(super) fn push(&mut self, stored: Stored<'_>, records: &[Presence]) -> Option<()> {
        match stored {
            Stored::Cells(cells) => self.cells(cells, records),
            Stored::Lists(lengths, items) => {
                let begin = self.levels.len();
                self.cells(items, records)?;
                let levels = self.levels.split_off(begin);
                let mut levels = levels.as_slice();
                for n in lengths.map(length) {
                    let (items, rest) = levels.split_at_checked(n)?;
                    levels = rest;
                    self.levels.extend_from_slice(if n == 0 { &[0] } else { items });
                    self.repeats.push(0);
                    self.repeats.resize(self.levels.len(), 1);
                }
                Some(())
            }
        }
    }

    fn cells(&mut self, cells: Packed<'_>, records: &[Presence]) -> Option<()> {
        let begin = self.levels.len();
        let whole = u8::from(cells.is_whole());
        self.levels.resize(begin + cells.len(), self.leaf.base + whole);
        let levels = self.levels.get_mut(begin..)?;
        for record in &self.leaf.records {
            let there = &records.get(*record)?.0;
            levels.iter_mut().zip(there).for_each(|(level, there)| *level += there);
        }
        levels.iter_mut().zip(cells.there()).for_each(|(level, there)| *level += there);
        let most = self.leaf.base + u8::try_from(self.leaf.records.len()).ok()? + 1;
        for unsaid in self.values.extend(cells)?.into_iter().rev() {
            let levels = self.levels.get_mut(begin..)?;
            if let Some(level) = levels.iter_mut().filter(|level| **level == most).nth(unsaid) {
                *level -= 1;
            }
        }
        Some(())
    }

    /// Takes what is held: its bytes in the file, and what the file says of them.
    pub(super) fn take(
        &mut self,
        rows: u64,
        of: &ColumnDescPtr,
        encoder: &mut Encoder,
    ) -> Result<(Bytes, ColumnCloseResult)> {
        let most = u8::try_from(of.max_def_level()).map_err(|_| ParquetError::General("too deep".to_owned()))?;
        let count = u32::try_from(self.levels.len()).map_err(|_| ParquetError::General("too many".to_owned()))?;
        let mut data = Vec::with_capacity(self.held());
        if self.is_list {
            level_bytes(&self.repeats, 1, &mut data);
        }
        level_bytes(&self.levels, most, &mut data);
        let encoding = self.values.write(&mut data);
        let dictionary = self.values.dictionary();
        let length = data.len() + dictionary.map_or(0, |(page, _)| page.len());
        let squeeze = length >= FEW && matches!(self.kind, Type::Text | Type::Decimal);

        let mut chunk = Chunk { encoder: squeeze.then_some(encoder), ..Chunk::default() };
        let mut metadata = ColumnChunkMetaData::builder(of.clone());
        let mut encodings = vec![Encoding::RLE, encoding];
        if let Some((page, num_values)) = dictionary {
            encodings.push(Encoding::PLAIN);
            let page_of = |buf| Page::DictionaryPage { buf, num_values, encoding: Encoding::PLAIN, is_sorted: false };
            metadata = metadata.set_dictionary_page_offset(Some(chunk.page(page, page_of)?));
        }
        let data_at = chunk.page(&data, |buf| Page::DataPage {
            buf,
            num_values: count,
            encoding,
            def_level_encoding: Encoding::RLE,
            rep_level_encoding: Encoding::RLE,
            statistics: None,
        })?;
        let absent = self.levels.iter().filter(|level| **level != most).count() as u64;
        if let Some(statistics) = self.values.statistics(absent) {
            metadata = metadata.set_statistics(statistics);
        }
        self.levels.clear();
        self.repeats.clear();
        self.values.clear();
        let bytes = chunk.out.into_inner()?;
        let metadata = metadata
            .set_compression(if squeeze { Compression::SNAPPY } else { Compression::UNCOMPRESSED })
            .set_encodings(encodings)
            .set_num_values(count.into())
            .set_total_compressed_size(i64::try_from(bytes.len()).unwrap_or(i64::MAX))
            .set_total_uncompressed_size(chunk.uncompressed)
            .set_data_page_offset(data_at)
            .build()?;
        let close = ColumnCloseResult {
            bytes_written: bytes.len() as u64,
            rows_written: rows,
            metadata,
            bloom_filter: None,
            column_index: None,
            offset_index: None,
        };
        Ok((bytes.into(), close))
    }
}

/// Pages, one after the other.
struct Chunk<'a> {
    /// What compresses them, if they are.
    encoder: Option<&'a mut Encoder>,
    out: TrackedWrite<Vec<u8>>,
    /// How many bytes they would take otherwise.
    uncompressed: i64,
}

impl Default for Chunk<'_> {
    fn default() -> Self {
        Chunk { encoder: None, out: TrackedWrite::new(Vec::new()), uncompressed: 0 }
    }
}

impl Chunk<'_> {
    /// Appends a page. Returns where it begins.
    fn page(&mut self, bytes: &[u8], page: impl FnOnce(Bytes) -> Page) -> Result<i64> {
        let length = bytes.len();
        let bytes = match &mut self.encoder {
            Some(encoder) => encoder.compress_vec(bytes).map_err(|e| ParquetError::External(Box::new(e)))?,
            None => bytes.to_vec(),
        };
        let page = CompressedPage::new(page(bytes.into()), length);
        let spec = SerializedPageWriter::new(&mut self.out).write_page(page)?;
        let size = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        self.uncompressed += size(spec.uncompressed_size);
        Ok(size(usize::try_from(spec.offset).unwrap_or(usize::MAX)))
    }
}

/// Appends levels, behind their length.
fn level_bytes(levels: &[u8], most: u8, out: &mut Vec<u8>) {
    let begin = out.len();
    out.extend_from_slice(&[0; 4]);
    runs::write(levels, runs::width(most.into()), out);
    let length = super::distinct::len(out.len() - begin - 4).to_le_bytes();
    if let Some(head) = out.get_mut(begin..begin + 4) {
        head.copy_from_slice(&length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Bytes, Cell, Table};

    fn column(path: &str, leaf: Leaf) -> Column {
        let column = Table::ALL.iter().flat_map(|t| t.columns()).find(|column| column.path == path).unwrap();
        Column::new(leaf, column)
    }

    #[test]
    fn what_no_decimal_can_say_is_absent() {
        let mut column = column("value", Leaf { column: 0, records: vec![0], base: 0 });
        let cells = ["1", "100000000000000000000", "", "2"].map(|n| n.parse().ok().map(Cell::Decimal));
        let bytes = Bytes::of(Type::Decimal, cells);
        let cells = bytes.only(Type::Decimal, 4);
        let mut records = [Presence::default()];
        records[0].add(&cells).unwrap();
        column.push(Stored::Cells(cells.clone()), &records).unwrap();
        assert_eq!(column.levels, [2, 1, 0, 2]);
        assert_eq!(records[0].add(&bytes.only(Type::Decimal, 4)), Some(()));
        assert_eq!(records[0].add(&Bytes::of(Type::Date, [None]).only(Type::Date, 1)), None);
    }

    #[test]
    fn places_beyond_what_is_written_are_absent() {
        let mut column = column("span.start", Leaf { column: 0, records: vec![], base: 0 });
        let bytes = Bytes::of(Type::Offset, [5, 1 << 31, 7].map(|n| Some(Cell::Integer(n))));
        column.push(Stored::Cells(bytes.only(Type::Offset, 3)), &[]).unwrap();
        assert_eq!((column.levels.as_slice(), column.values.held()), (&[1, 0, 1][..], 8));
    }

    #[test]
    fn lists_and_their_items() {
        let mut column = column("names[]", Leaf { column: 0, records: vec![], base: 1 });
        let lengths = Bytes::of(Type::Offset, [2, 0, 3].map(|n| Some(Cell::Integer(n))));
        let items =
            Bytes::of(Type::Text, [Some("县"), Some("市"), Some("市"), None, Some("")].map(|t| t.map(Cell::text)));
        let stored = Stored::Lists(lengths.only(Type::Offset, 3), items.only(Type::Text, 5));
        column.push(stored, &[]).unwrap();
        assert_eq!((column.levels, column.repeats), (vec![2, 2, 0, 2, 1, 2], vec![0, 1, 0, 0, 1, 1]));
    }
}
