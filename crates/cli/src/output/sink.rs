//! Where facts go: what threads make of articles, and what is done with it in the order of the inputs.

use super::{Width, entities, facts, line, pretty};
use crate::args::{Format, Run};
use crate::input::{Problem, Text};
use std::io::{self, Write};
use zhengwen::{Entities, Facts};

/// What a thread makes of one article, ready to be written.
#[derive(Debug)]
pub(crate) enum Made {
    /// Printed.
    Text(String),
}

impl Made {
    /// Returns about how many bytes it takes.
    pub(crate) fn bytes(&self) -> usize {
        let Made::Text(text) = self;
        text.len()
    }
}

/// How facts are to look; shared by all threads.
#[derive(Clone, Debug)]
pub(crate) struct Look {
    pub(crate) format: Format,
    pub(crate) width: Width,
}

impl Look {
    /// Returns how a run's output is to look. `single` says that there is one text and nothing else.
    pub(crate) fn new(args: &Run, single: bool, width: Width) -> Self {
        let by_hand = if single || super::is_terminal() { Format::Table } else { Format::Jsonl };
        Look { format: args.format.unwrap_or(by_hand), width }
    }

    /// Makes of an article's facts what is to be written.
    pub(crate) fn facts(&self, _: &Text, facts: &Facts<'_>) -> Made {
        Made::Text(match self.format {
            Format::Table => facts::table(facts, self.width),
            Format::Json => pretty(facts),
            Format::Jsonl => line(facts),
        })
    }

    /// Makes of a text's entities what is to be written.
    pub(crate) fn entities(&self, entities: &Entities<'_>) -> Made {
        Made::Text(match self.format {
            Format::Json => pretty(entities),
            Format::Jsonl => line(entities),
            Format::Table => entities::table(entities, self.width),
        })
    }
}

/// Writes what is made, in the order of the inputs.
pub(crate) trait Sink {
    /// Writes what was made of one article.
    fn write(&mut self, made: &Made) -> io::Result<()>;

    /// Writes what is wrong with an input; formats without a table of errors pass it over.
    fn problem(&mut self, _: &Problem) -> io::Result<()> {
        Ok(())
    }

    /// Shows what was written so far to whoever reads along.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// Makes what was written so far outlast the process, and returns what is needed to go on from here in another one;
    /// nothing if the format cannot.
    fn checkpoint(&mut self) -> io::Result<Option<serde_json::Value>> {
        Ok(None)
    }

    /// Writes what is left; files get their names.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// Opens the output of a run. `single` says that there is one text and nothing else.
pub(crate) fn open(look: &Look, single: bool) -> Box<dyn Sink> {
    Box::new(Printer { out: super::stdout(look.format), format: look.format, single, printed: 0 })
}

/// Puts what is printed for each article together.
struct Printer {
    out: Box<dyn Write>,
    format: Format,
    single: bool,
    printed: usize,
}

impl Sink for Printer {
    fn write(&mut self, made: &Made) -> io::Result<()> {
        let Made::Text(text) = made;
        let before = match (self.format, self.single, self.printed) {
            (Format::Json, false, 0) => "[\n",
            (Format::Json, false, _) => ",\n",
            (Format::Table, _, 1..) => "\n",
            _ => "",
        };
        self.printed += 1;
        let after =
            if self.format == Format::Table || (self.format == Format::Json && !self.single) { "" } else { "\n" };
        write!(self.out, "{before}{text}{after}")
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        if self.format == Format::Json && !self.single {
            self.out.write_all(if self.printed == 0 { b"[]\n" } else { b"\n]\n" })?;
        }
        self.out.flush()
    }
}
