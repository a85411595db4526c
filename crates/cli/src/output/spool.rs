//! Outputs that cannot be gone on with themselves: their rows are kept beside them, and written again.

use super::draft::DraftFile;
use super::sink::{Made, Sink, number};
use crate::schema::Rows;
use serde_json::{Value, json};
use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::Path;

/// An output with its rows in a file beside it.
pub(super) struct Spool {
    sink: Box<dyn Sink>,
    file: DraftFile,
}

impl Spool {
    /// Keeps the rows of a new output beside `output`. If a run is gone on with, those that it kept are written again.
    pub(super) fn open(mut sink: Box<dyn Sink>, output: &Path, resume: Option<&Value>) -> io::Result<Self> {
        let mut name = output.file_name().unwrap_or_default().to_owned();
        name.push(".rows");
        let target = output.with_file_name(name);
        let Some(at) = resume else {
            return Ok(Spool { sink, file: DraftFile::create(&target)? });
        };
        let file = DraftFile::resume(&target, number(at, "length")?)?;
        let mut kept = BufReader::with_capacity(1 << 16, File::open(file.path())?).take(file.length());
        while kept.limit() > 0 {
            sink.write(&Made::Rows(Box::new(Rows::read_from(&mut kept)?)))?;
        }
        Ok(Spool { sink, file })
    }
}

impl Sink for Spool {
    fn write(&mut self, made: &Made) -> io::Result<()> {
        if let Made::Rows(rows) = made {
            rows.write_to(&mut self.file)?;
        }
        self.sink.write(made)
    }

    fn checkpoint(&mut self) -> io::Result<Option<Value>> {
        self.file.keep();
        self.file.flush()?;
        Ok(Some(json!({ "length": self.file.length() })))
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.sink.finish()?;
        self.file.remove();
        Ok(())
    }
}
