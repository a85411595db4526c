//! Where facts go: what threads make of articles, and what is done with it in the order of the inputs.

#[cfg(any(feature = "xlsx", feature = "parquet"))]
use super::spool::Spool;
use super::{Width, csv, draft::DraftFile, entities, facts, line, md, pretty};
use crate::args::{Format, Run};
use crate::input::{Own, Problem, Text};
use crate::run::Task;
use crate::schema::{Origin, Rows, Source, Table};
use serde_json::{Value, json};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use zhengwen::{Entities, Facts, OffsetUnit};

/// What a thread finds in one article.
#[derive(Debug)]
pub(crate) enum Found<'t> {
    /// Printed.
    Text(String),
    /// Not yet in rows: those of several articles are made at once.
    Facts(Box<(Facts<'t>, Origin<'t>)>),
}

/// What a thread makes of some articles, ready to be written.
#[derive(Debug)]
pub(crate) enum Made {
    /// Each printed.
    Text(Vec<String>),
    /// Rows of tables.
    Rows(Box<Rows>),
}

impl Made {
    /// Returns about how many bytes it takes.
    pub(crate) fn bytes(&self) -> usize {
        match self {
            Made::Text(texts) => texts.iter().map(String::len).sum(),
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

    /// Takes an article's facts, with spans in `unit`.
    pub(crate) fn facts<'t>(&self, text: &'t Text, facts: Facts<'t>, unit: OffsetUnit) -> Found<'t> {
        if self.format.has_tables() {
            let origin = Origin::new(text, &facts);
            return Found::Facts(Box::new((facts.to_unit(&text.text, unit), origin)));
        }
        let facts = &facts.to_unit(&text.text, unit);
        Found::Text(match self.format {
            Format::Json => pretty(facts),
            Format::Jsonl => line(facts),
            Format::Md => md::briefing(facts),
            _ => facts::table(facts, self.width),
        })
    }

    /// Takes a text's entities.
    pub(crate) fn entities(&self, entities: &Entities<'_>) -> Found<'static> {
        Found::Text(match self.format {
            Format::Json => pretty(entities),
            Format::Jsonl => line(entities),
            _ => entities::table(entities, self.width),
        })
    }

    /// Makes what is to be written of what was found in some inputs, and of what is wrong with them; in the place of rows
    /// that are written.
    pub(crate) fn make<'a, 't: 'a>(
        &self,
        spare: Rows,
        inputs: impl Iterator<Item = (Option<&'a mut Found<'t>>, Option<&'a Problem>)>,
    ) -> Made {
        let (mut texts, mut sources) = (Vec::new(), Vec::new());
        for (found, problem) in inputs {
            match found {
                Some(Found::Text(text)) => texts.push(std::mem::take(text)),
                Some(Found::Facts(article)) => sources.push(Source::Facts(&article.0, &article.1)),
                None => (),
            }
            sources.extend(problem.map(Source::Problem));
        }
        if self.format.has_tables() {
            Made::Rows(Box::new(spare.with(&sources, &self.tables)))
        } else {
            Made::Text(texts)
        }
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
    /// Writes what was made of some articles.
    fn write(&mut self, made: &Made) -> io::Result<()>;

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

impl Printer {
    fn print(&mut self, text: &str) -> io::Result<()> {
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
}

impl Sink for Printer {
    fn write(&mut self, made: &Made) -> io::Result<()> {
        let Made::Text(texts) = made else { return Ok(()) };
        texts.iter().try_for_each(|text| self.print(text))
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
