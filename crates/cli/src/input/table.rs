//! Tables with a column of texts.

use super::{Input, Kind, Options, Problem, Text, day, decode, unpack};
use crate::args::region;
use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A row as it stands in the table.
#[derive(Debug, Default)]
pub(crate) struct Row {
    /// The line on which it begins, or its number.
    pub(crate) line: u64,
    pub(crate) text: Option<String>,
    pub(crate) id: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) region: Option<String>,
}

/// Which columns hold what.
#[derive(Debug)]
pub(crate) struct Columns {
    pub(crate) text: usize,
    pub(crate) id: Option<usize>,
    pub(crate) title: Option<usize>,
    pub(crate) published: Option<usize>,
    pub(crate) region: Option<usize>,
}

impl Columns {
    /// Finds the columns by their names.
    pub(crate) fn find(names: &[String], options: &Options) -> Result<Self, String> {
        let at = |name: &str| {
            let exact = names.iter().position(|n| n == name);
            exact.or_else(|| names.iter().position(|n| n.eq_ignore_ascii_case(name)))
        };
        let missing = |name: &str, flag: &str| {
            let mut known: Vec<&str> = names.iter().map(String::as_str).take(20).collect();
            if names.len() > 20 {
                known.push("…");
            }
            format!("no column `{name}` among {}: name it with {flag}", known.join(", "))
        };
        let text = at(&options.text_field).ok_or_else(|| missing(&options.text_field, "--text-field"))?;
        let named = |given: Option<&str>, usual: &str, flag: &str| match given {
            Some(name) => at(name).map(Some).ok_or_else(|| missing(name, flag)),
            None => Ok(at(usual)),
        };
        Ok(Columns {
            text,
            id: named(options.id_field.as_deref(), "id", "--id-field")?,
            title: at("title"),
            published: named(options.date_field.as_deref(), "published", "--date-field")?,
            region: at("region"),
        })
    }
}

impl Row {
    /// Reads the row.
    pub(crate) fn parse(self, name: &str) -> Input {
        let wrong = |message: String| Problem::new(name, Kind::Field, message).line(self.line);
        let filled = |value: Option<String>| value.filter(|v| !v.trim().is_empty());
        let published = match filled(self.published) {
            Some(words) => Some(day::read(&words).ok_or_else(|| wrong(day::wrong(&words)))?),
            None => None,
        };
        let region = filled(self.region).map(|r| region(r.trim())).transpose().map_err(wrong)?;
        let mut text = Text::new(name, self.text.unwrap_or_default());
        text.id = Some(filled(self.id).unwrap_or_else(|| self.line.to_string()));
        text.title = filled(self.title);
        text.published = published;
        text.region = region;
        text.line = self.line;
        Ok(text)
    }
}

/// The rows of a CSV file.
pub(crate) struct Csv {
    reader: csv::Reader<Bounded>,
    columns: Columns,
    left: Arc<AtomicU64>,
    limit: u64,
    name: String,
    ended: bool,
}

impl Csv {
    /// Opens a table; its first line names the columns.
    pub(crate) fn open(name: &str, mut reader: Box<dyn BufRead + Send>, options: &Options) -> Result<Self, Problem> {
        let start = reader.fill_buf().map_err(|e| Problem::unreadable(name, &e))?;
        if start.is_empty() {
            return Err(Problem::new(name, Kind::Empty, "the table is empty: its first line names the columns"));
        }
        let delimiter = delimiter(start);
        let limit = options.max_size;
        let left = Arc::new(AtomicU64::new(limit));
        let bounded = Bounded { inner: reader, left: Arc::clone(&left) };
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(bounded);
        let headers = reader.byte_headers().map_err(|e| wrong(name, &e, limit))?;
        let names: Vec<String> = headers.iter().map(|h| String::from_utf8_lossy(h).trim().to_owned()).collect();
        let columns = Columns::find(&names, options).map_err(|e| Problem::new(name, Kind::Field, e).line(1))?;
        Ok(Csv { reader, columns, left, limit, name: name.to_owned(), ended: false })
    }

    /// Returns the next row, or what is wrong with it. After damage that cannot be passed over there is none.
    pub(crate) fn next(&mut self) -> Option<Result<Row, Problem>> {
        if self.ended {
            return None;
        }
        self.left.store(self.limit, Ordering::Relaxed);
        let mut record = csv::ByteRecord::new();
        match self.reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return None,
            Err(e) => {
                self.ended = true;
                return Some(Err(wrong(&self.name, &e, self.limit)));
            }
        }
        let line = record.position().map_or(0, csv::Position::line);
        let mut damaged = false;
        let mut field = |at: Option<usize>| {
            let value = std::str::from_utf8(record.get(at?)?);
            damaged |= value.is_err();
            value.ok().map(ToOwned::to_owned)
        };
        let columns = &self.columns;
        let row = Row {
            line,
            text: field(Some(columns.text)),
            id: field(columns.id),
            title: field(columns.title),
            published: field(columns.published),
            region: field(columns.region),
        };
        if damaged {
            let at = record.position().map_or(0, csv::Position::byte);
            return Some(Err(Problem::new(&self.name, Kind::Encoding, decode::unknown(at)).line(line)));
        }
        Some(Ok(row))
    }
}

fn wrong(name: &str, error: &csv::Error, limit: u64) -> Problem {
    let line = error.position().map(csv::Position::line);
    let (kind, reason) = match error.kind() {
        csv::ErrorKind::Io(e) if e.kind() == io::ErrorKind::FileTooLarge => {
            (Kind::Limit, format!("a row is {}; is a quotation mark missing?", unpack::too_large(limit)))
        }
        csv::ErrorKind::Io(e) => (Kind::Unreadable, format!("cannot be read to its end ({e}): get the file again")),
        _ => (Kind::Format, format!("not a row of the table ({error}): check its quotation marks")),
    };
    let problem = Problem::new(name, kind, reason);
    match line {
        Some(line) => problem.line(line),
        None => problem,
    }
}

/// Returns the mark between the columns: the most frequent in the first line.
fn delimiter(start: &[u8]) -> u8 {
    let line = start.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |mark: u8| line.split(|b| *b == mark).count();
    [b',', b'\t', b';'].into_iter().rev().max_by_key(|mark| count(*mark)).unwrap_or(b',')
}

/// Fails when more is read than `left` allows: a quotation mark that is never closed makes a file one row.
struct Bounded {
    inner: Box<dyn BufRead + Send>,
    left: Arc<AtomicU64>,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.left.load(Ordering::Relaxed);
        if left == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let most = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let read = self.inner.read(buffer.get_mut(..most).unwrap_or_default())?;
        self.left.store(left - read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        options: Options,
    }

    fn options(args: &[&str]) -> Options {
        Line::parse_from([&["x"], args].concat()).options
    }

    fn rows(table: &'static str, args: &[&str]) -> Vec<String> {
        let options = options(args);
        let mut csv = match Csv::open("t.csv", Box::new(table.as_bytes()), &options) {
            Ok(csv) => csv,
            Err(e) => return vec![e.to_string()],
        };
        let mut out = Vec::new();
        while let Some(row) = csv.next() {
            out.push(match row.and_then(|r| r.parse("t.csv")) {
                Ok(t) => format!(
                    "{}|{}|{}|{:?}",
                    t.line,
                    t.id.unwrap_or_default(),
                    t.text,
                    t.published.map(|d| d.to_string())
                ),
                Err(e) => e.to_string(),
            });
        }
        out
    }

    #[test]
    fn columns_by_name() {
        assert_eq!(rows("id,Text\na,\"x,\ny\"\nb,z\n,w\n", &[]), ["2|a|x,\ny|None", "4|b|z|None", "5|5|w|None"]);
        let args = ["--text-field", "正文", "--id-field", "编号", "--date-field", "日期"];
        assert_eq!(
            rows("编号\t日期\t正文\n7\t2024/1/5\t甲\n8\t\t乙\n9\t昨天\t丙\n", &args),
            ["2|7|甲|Some(\"2024-01-05\")", "3|8|乙|None", "t.csv:4: `昨天` is not a date: write 2024-01-05"]
        );
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert_eq!(rows("a,b\n1,2\n", &[]), ["t.csv:1: no column `text` among a, b: name it with --text-field"]);
        assert!(rows("", &[])[0].starts_with("t.csv: the table is empty"));
        let open = rows("text\n\"全市\n全市\n全市\n全市\n全市\n", &["--max-size", "20"]);
        assert!(open[0].contains("larger than 20 bytes") && open.len() == 1, "{open:?}");
    }
}
