//! Printing.

mod csv;
mod draft;
pub(crate) mod entities;
pub(crate) mod explain;
pub(crate) mod facts;
pub(crate) mod grid;
mod md;
#[cfg(feature = "parquet")]
mod parquet;
mod sink;
#[cfg(any(feature = "xlsx", feature = "parquet"))]
mod spool;
#[cfg(feature = "sqlite")]
mod sqlite;
#[cfg(feature = "xlsx")]
mod xlsx;

pub(crate) use sink::{Found, Look, Made, Sink, open, own, usage};

use crate::input::Problem;
use crate::schema::Table;
use serde::Serialize;
use std::{
    io::{self, BufWriter, IsTerminal, Write},
    path::{Path, PathBuf},
};

/// How many columns a line may take.
pub(crate) type Width = usize;

/// The width when nobody says: wide enough for the tables, narrow enough for a page.
const DEFAULT_WIDTH: Width = 120;

/// Returns the width to print in: what `COLUMNS` says, or the terminal.
pub(crate) fn width() -> Width {
    let told = std::env::var_os("COLUMNS").and_then(|v| v.to_str()?.parse().ok()).filter(|w| *w > 0);
    let seen = || terminal_size::terminal_size().map(|(w, _)| usize::from(w.0)).filter(|_| is_terminal());
    told.or_else(seen).unwrap_or(DEFAULT_WIDTH).clamp(60, 400)
}

/// Returns true if standard output is a terminal.
pub(crate) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Returns where facts are printed: colours are taken out unless a terminal shows them.
pub(crate) fn stdout(is_coloured: bool) -> Box<dyn Write> {
    if is_coloured {
        Box::new(BufWriter::new(anstream::AutoStream::auto(io::stdout())))
    } else {
        Box::new(BufWriter::new(io::stdout()))
    }
}

/// Returns the file of each table: in the folder `path`, or `path` itself if its name has the ending.
fn files(tables: &[Table], path: &Path, ending: &str) -> Vec<(Table, PathBuf)> {
    let is_file = path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending));
    let file = |table: Table| if is_file { path.to_owned() } else { path.join(format!("{}.{ending}", table.name())) };
    tables.iter().map(|table| (*table, file(*table))).collect()
}

/// Prints the tables and columns.
pub(crate) fn schema() -> anyhow::Result<bool> {
    io::stdout().write_all(crate::schema::markdown().as_bytes())?;
    Ok(true)
}

/// Returns JSON on one line.
pub(crate) fn line(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Returns JSON on many lines.
pub(crate) fn pretty(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

/// Returns the name of an enum's value, as JSON has it.
pub(crate) fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| Some(v.as_str()?.to_owned())).unwrap_or_default()
}

/// Says on standard error what is wrong with an input.
pub(crate) fn report(problem: &Problem) {
    message(&problem.to_string());
}

/// Says something on standard error. There is nobody to tell if that fails.
pub(crate) fn message(text: &str) {
    let _ = writeln!(io::stderr().lock(), "zhengwen: {text}");
}
