//! Where facts go: what threads make of articles, and what is done with it in the order of the inputs.

#[cfg(any(feature = "xlsx", feature = "parquet"))]
use super::spool::Spool;
use super::{Width, csv, draft::DraftFile, entities, facts, line, md, pretty};
use crate::args::{Format, Run};
use crate::input::{Own, Problem, Text};
use crate::run::Task;
use crate::schema::{Origin, Rows, Table};
use serde_json::{Value, json};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use zhengwen::{Entities, Facts, OffsetUnit};

/// What a thread makes of one article, ready to be written.
#[derive(Debug)]
pub(crate) enum Made {
    /// Printed.
    Text(String),
    /// Rows of tables.
    Rows(Box<Rows>),
}

impl Made {
    /// Returns about how many bytes it takes.
    pub(crate) fn bytes(&self) -> usize {
        match self {
            Made::Text(text) => text.len(),
            Made::Rows(rows) => rows.bytes(),
        }
    }
}

/// How facts are to look; shared by all threads.
#[derive(Clone, Debug)]
pub(crate) struct Look {
    pub(crate) format: Format,
    pub(crate) width: Width,
    /// The tables asked for.
    pub(crate) tables: Vec<Table>,
}

impl Look {
    /// Returns how a run's output is to look. `single` says that there is one text and nothing else.
    pub(crate) fn new(args: &Run, single: bool, width: Width) -> Self {
        let by_name = args.output.as_deref().and_then(Format::by_ending);
        let by_hand =
            if single || super::is_terminal() && args.output.is_none() { Format::Table } else { Format::Jsonl };
        let format = args.format.or(by_name).unwrap_or(by_hand);
        let tables = if args.facts.is_empty() { Table::ALL.to_vec() } else { args.facts.clone() };
        Look { format, width, tables }
    }

    /// Makes of an article's facts what is to be written, with spans in `unit`.
    pub(crate) fn facts(&self, text: &Text, facts: Facts<'_>, unit: OffsetUnit) -> Made {
        if self.format.has_tables() {
            let origin = Origin::new(text, &facts);
            return Made::Rows(Box::new(Rows::of_facts(&facts.to_unit(&text.text, unit), &origin, &self.tables)));
        }
        let facts = &facts.to_unit(&text.text, unit);
        Made::Text(match self.format {
            Format::Json => pretty(facts),
            Format::Jsonl => line(facts),
            Format::Md => md::briefing(facts),
            _ => facts::table(facts, self.width),
        })
    }

    /// Makes of a text's entities what is to be written.
    pub(crate) fn entities(&self, entities: &Entities<'_>) -> Made {
        Made::Text(match self.format {
            Format::Json => pretty(entities),
            Format::Jsonl => line(entities),
            _ => entities::table(entities, self.width),
        })
    }
}

/// Returns the format that is asked for, if it does not depend on the inputs.
fn format(args: &Run) -> Option<Format> {
    args.format.or_else(|| Format::by_ending(args.output.as_deref()?))
}

/// Returns what a run writes: no input of it.
pub(crate) fn own(args: &Run) -> Own {
    let files = args.output.iter().flat_map(|output| match format(args).and_then(Format::ending) {
        Some(ending) => super::files(&Table::ALL, output, ending).into_iter().map(|(_, path)| path).collect(),
        None => vec![output.clone()],
    });
    Own::new(files.chain(args.inputs.save_text.clone()))
}

/// Says what is wrong with how an output is asked for.
pub(crate) fn usage(task: Task, args: &Run) -> Result<(), anyhow::Error> {
    let path = args.output.as_deref();
    if let Some(output) = path.and_then(|path| path.canonicalize().ok())
        && args.paths.iter().any(|input| input.is_file() && input.canonicalize().is_ok_and(|input| input == output))
    {
        anyhow::bail!("{} is an input of this run: write to another file", output.display());
    }
    let format = format(args).or(path.is_none().then_some(Format::Jsonl));
    let Some(format) = format else {
        anyhow::bail!("what is to be written to {}? Say it with --format", path.unwrap_or(Path::new("")).display());
    };
    if task == Task::Recognize && (format.has_tables() || format == Format::Md) {
        anyhow::bail!("recognize writes table, json and jsonl; facts as tables come from extract");
    }
    if !format.has_tables() && !args.facts.is_empty() {
        anyhow::bail!("--facts chooses among tables: give it with a format that has some, such as csv");
    }
    if format.needs_file() && path.is_none() {
        anyhow::bail!("this format is no stream: name a file with --output");
    }
    let Some(ending) = format.ending() else { return Ok(()) };
    let is_file = path.is_none_or(|p| p.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending)));
    if is_file && args.facts.len() != 1 {
        anyhow::bail!(
            "one {ending} file holds one table: choose it with --facts, or name a folder for all with --output"
        );
    }
    Ok(())
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

    /// Makes what was written so far outlast the process, and returns what [`open`] needs to go on from here in another
    /// one; nothing if the format cannot.
    fn checkpoint(&mut self) -> io::Result<Option<Value>> {
        Ok(None)
    }

    /// Writes what is left; files get their names.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// Opens the output of a run. `single` says that there is one text and nothing else; `resume` is the last checkpoint of the
/// run that is to be gone on with.
pub(crate) fn open(
    look: &Look,
    output: Option<&Path>,
    single: bool,
    resume: Option<&Value>,
) -> io::Result<Box<dyn Sink>> {
    Ok(match (look.format, output) {
        (Format::Table | Format::Json | Format::Jsonl | Format::Md, _) => {
            Box::new(Printer::open(look.format, output, single, resume)?)
        }
        (Format::Csv, None) => Box::new(csv::Csv::to_stream(&look.tables, Box::new(BufWriter::new(io::stdout())))?),
        (Format::Csv, Some(path)) => Box::new(csv::Csv::to_path(&look.tables, path, resume)?),
        #[cfg(feature = "xlsx")]
        (Format::Xlsx, Some(path)) => {
            Box::new(Spool::open(Box::new(super::xlsx::Xlsx::create(&look.tables, path)?), path, resume)?)
        }
        #[cfg(feature = "parquet")]
        (Format::Parquet, Some(path)) => {
            Box::new(Spool::open(Box::new(super::parquet::Parquet::to_path(&look.tables, path)?), path, resume)?)
        }
        #[cfg(feature = "sqlite")]
        (Format::Sqlite, Some(path)) => Box::new(super::sqlite::Sqlite::open(&look.tables, path, resume)?),
        #[cfg(any(feature = "xlsx", feature = "parquet", feature = "sqlite"))]
        (_, None) => return Err(io::Error::other("this format is no stream: name a file with --output")),
    })
}

/// A stream of printed articles.
enum Stream {
    Stdout(Box<dyn Write>),
    File(DraftFile),
}

impl Stream {
    fn out(&mut self) -> &mut dyn Write {
        match self {
            Stream::Stdout(out) => out,
            Stream::File(file) => file,
        }
    }
}

/// Puts what is printed for each article together.
struct Printer {
    out: Stream,
    format: Format,
    single: bool,
    printed: u64,
}

impl Printer {
    fn open(format: Format, output: Option<&Path>, single: bool, resume: Option<&Value>) -> io::Result<Self> {
        let (out, printed) = match (output, resume) {
            (Some(path), Some(at)) => {
                (Stream::File(DraftFile::resume(path, number(at, "length")?)?), number(at, "printed")?)
            }
            (Some(path), None) => (Stream::File(DraftFile::create(path)?), 0),
            (None, _) => (Stream::Stdout(super::stdout(format == Format::Table)), 0),
        };
        Ok(Printer { out, format, single, printed })
    }
}

/// Returns a number of a checkpoint.
pub(super) fn number(checkpoint: &Value, name: &str) -> io::Result<u64> {
    let number = checkpoint.get(name).and_then(Value::as_u64);
    number.ok_or_else(|| io::Error::other(format!("the state of the broken run has no `{name}`: start it anew")))
}

impl Sink for Printer {
    fn write(&mut self, made: &Made) -> io::Result<()> {
        let Made::Text(text) = made else { return Ok(()) };
        let is_array = self.format == Format::Json && !self.single;
        let before = match (self.format, self.printed) {
            (Format::Json, 0) if is_array => "[\n",
            (Format::Json, _) if is_array => ",\n",
            (Format::Table, 1..) => "\n",
            (Format::Md, 1..) => "\n---\n\n",
            _ => "",
        };
        self.printed += 1;
        let after = if matches!(self.format, Format::Table | Format::Md) || is_array { "" } else { "\n" };
        let plain;
        let text = match (&self.out, self.format) {
            (Stream::File(_), Format::Table) => {
                plain = anstream::adapter::strip_str(text).to_string();
                &plain
            }
            _ => text,
        };
        write!(self.out.out(), "{before}{text}{after}")
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.out().flush()
    }

    fn checkpoint(&mut self) -> io::Result<Option<Value>> {
        let Stream::File(file) = &mut self.out else { return Ok(None) };
        file.keep();
        file.flush()?;
        Ok(Some(json!({ "printed": self.printed, "length": file.length() })))
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        if self.format == Format::Json && !self.single {
            self.out.out().write_all(if self.printed == 0 { b"[]\n" } else { b"\n]\n" })?;
        }
        match self.out {
            Stream::Stdout(mut out) => out.flush(),
            Stream::File(file) => file.finish(),
        }
    }
}
