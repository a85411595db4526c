//! Sources that hold many articles.

use super::jsonl::{self, Lines};
use super::sources::Shape;
use super::table::{self, Csv};
use super::unpack::{self, Magic};
use super::{Kind, Options, Problem, decode};
use encoding_rs::UTF_8;
use std::io::{BufRead, BufReader};

/// An open source.
pub(super) enum Stream {
    Lines(Lines),
    Csv(Box<Csv>),
    #[cfg(feature = "parquet")]
    Parquet(Box<super::parquet::Parquet>),
}

/// One article of a source, not yet read.
pub(super) enum Piece {
    Line(jsonl::Line),
    Row(table::Row),
}

impl Piece {
    /// Returns how long it is.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Piece::Line(line) => line.bytes(),
            Piece::Row(row) => row.text.as_ref().map_or(0, String::len),
        }
    }
}

impl Stream {
    /// Opens a source, packed or not, in whatever encoding.
    pub(super) fn open(
        name: &str,
        reader: Box<dyn BufRead + Send>,
        shape: Shape,
        options: &Options,
    ) -> Result<Self, Problem> {
        let unreadable = |e: std::io::Error| Problem::unreadable(name, &e);
        let mut reader = unpack::unpack(reader).map_err(unreadable)?;
        let start = reader.fill_buf().map_err(unreadable)?;
        let (encoding, mark) = decode::of_stream(start, options.encoding);
        let what = if shape == Shape::Csv { "CSV" } else { "JSONL" };
        if let Some(magic) = unpack::magic(start) {
            let is = match magic {
                Magic::Other(is) => is,
                Magic::Pdf => "a PDF file: check --input-format",
                Magic::Zip => "a ZIP archive or Word document: check --input-format",
                _ => "packed twice or another format: check --input-format",
            };
            return Err(Problem::new(name, Kind::Format, format!("not {what} but {is}")));
        }
        if encoding == UTF_8 && start.contains(&0) {
            return Err(Problem::new(name, Kind::Format, format!("not {what}: it holds bytes that no text has")));
        }
        reader.consume(mark);
        if encoding != UTF_8 {
            reader = Box::new(BufReader::with_capacity(1 << 16, decode::Transcoder::new(reader, encoding)));
        }
        Ok(match shape {
            Shape::Csv => Stream::Csv(Box::new(Csv::open(name, reader, options)?)),
            _ => Stream::Lines(Lines::new(reader, mark as u64, options.max_size)),
        })
    }

    /// Opens a Parquet file, which is not read from its beginning to its end.
    #[cfg(feature = "parquet")]
    pub(super) fn parquet(name: &str, file: std::fs::File, options: &Options) -> Result<Self, Problem> {
        super::parquet::Parquet::open(name, file, options).map(|table| Stream::Parquet(Box::new(table)))
    }

    /// Says that this program cannot read Parquet files.
    #[cfg(not(feature = "parquet"))]
    pub(super) fn parquet(name: &str, _: std::fs::File, _: &Options) -> Result<Self, Problem> {
        let reason = "Parquet, for which this program was not built: build it with the feature `parquet`";
        Err(Problem::new(name, Kind::Format, reason))
    }

    /// Returns the next article, or what is wrong at this place of the source.
    pub(super) fn next(&mut self, name: &str) -> Option<Result<Piece, Problem>> {
        match self {
            Stream::Csv(csv) => csv.next().map(|row| row.map(Piece::Row)),
            #[cfg(feature = "parquet")]
            Stream::Parquet(table) => table.next().map(|row| row.map(Piece::Row)),
            Stream::Lines(lines) => match lines.next() {
                Ok(line) => line.map(|line| Ok(Piece::Line(line))),
                Err(e) => {
                    let line = lines.end();
                    let reason = format!("cannot be read further ({e}): get the file again");
                    Some(Err(Problem::new(name, Kind::Unreadable, reason).line(line)))
                }
            },
        }
    }
}
