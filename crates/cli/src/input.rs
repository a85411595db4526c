//! From paths to articles.

use crate::args::{InputFormat, Shared, region};
use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};
use zhengwen::{Article, Date, RegionRef};

/// The name of standard input in messages.
const STDIN: &str = "<stdin>";

/// One article to read, or what is wrong with it.
pub(crate) type Input = Result<Text, Problem>;

/// An article with what the input says about it.
#[derive(Debug)]
pub(crate) struct Text {
    pub(crate) id: Option<String>,
    pub(crate) text: String,
    pub(crate) title: Option<String>,
    pub(crate) published: Option<Date>,
    pub(crate) region: Option<RegionRef>,
    /// `PATH:LINE`, for messages.
    pub(crate) place: String,
}

/// What is wrong with an input, and where.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) place: String,
    pub(crate) message: String,
}

impl Problem {
    fn new(place: impl Into<String>, message: impl Into<String>) -> Self {
        Problem { place: place.into(), message: message.into() }
    }
}

impl Text {
    /// Returns the article; what the input itself says beats what the command line says for all.
    pub(crate) fn article<'t>(&'t self, shared: &'t Shared) -> Article<'t> {
        let mut article = Article::new(&self.text);
        if let Some(id) = &self.id {
            article = article.id(id);
        }
        if let Some(title) = self.title.as_ref().or(shared.title.as_ref()) {
            article = article.title(title);
        }
        if let Some(published) = self.published.or(shared.published) {
            article = article.published(published);
        }
        if let Some(region) = self.region.as_ref().or(shared.region.as_ref()) {
            article = article.region(region.clone());
        }
        article
    }
}

/// All inputs of a run, read one after the other.
pub(crate) struct Inputs {
    sources: std::vec::IntoIter<Source>,
    lines: Option<Lines>,
}

enum Source {
    Text(PathBuf),
    Jsonl(PathBuf),
    /// Standard input, already opened.
    Stdin(Box<dyn BufRead>, InputFormat),
    Problem(Problem),
}

impl Inputs {
    /// Finds what `paths` name. Folders are read in the order of the names in them.
    pub(crate) fn open(paths: &[PathBuf], format: InputFormat) -> Self {
        let mut sources = Vec::new();
        for path in paths {
            if path.as_os_str() == "-" {
                sources.push(stdin(format));
            } else if path.is_dir() {
                folder(path, format, &mut sources);
            } else if path.exists() {
                sources.push(file(path, format));
            } else {
                sources.push(Source::Problem(Problem::new(
                    path.display().to_string(),
                    "no such file or folder: check the path",
                )));
            }
        }
        Inputs { sources: sources.into_iter(), lines: None }
    }

    /// Returns true if there is one text and nothing else.
    pub(crate) fn is_single_text(&self) -> bool {
        matches!(self.sources.as_slice(), [Source::Text(_) | Source::Stdin(_, InputFormat::Text)])
    }
}

impl Iterator for Inputs {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        loop {
            if let Some(lines) = &mut self.lines {
                if let Some(input) = lines.next() {
                    return Some(input);
                }
                self.lines = None;
            }
            match self.sources.next()? {
                Source::Problem(problem) => return Some(Err(problem)),
                Source::Text(path) => {
                    let name = path.display().to_string();
                    return Some(match fs::read(&path) {
                        Ok(bytes) => text(&name.clone(), Some(name), bytes),
                        Err(e) => Err(unreadable(name, &e)),
                    });
                }
                Source::Jsonl(path) => {
                    let name = path.display().to_string();
                    match File::open(&path) {
                        Ok(file) => self.lines = Some(Lines::new(name, Box::new(BufReader::new(file)))),
                        Err(e) => return Some(Err(unreadable(name, &e))),
                    }
                }
                Source::Stdin(reader, InputFormat::Jsonl) => self.lines = Some(Lines::new(STDIN.to_owned(), reader)),
                Source::Stdin(mut reader, _) => {
                    let mut bytes = Vec::new();
                    return Some(match reader.read_to_end(&mut bytes) {
                        Ok(_) => text(STDIN, None, bytes),
                        Err(e) => Err(unreadable(STDIN.to_owned(), &e)),
                    });
                }
            }
        }
    }
}

fn unreadable(name: String, error: &io::Error) -> Problem {
    Problem::new(name, format!("cannot be read ({error}): check that it is a file you may read"))
}

fn stdin(format: InputFormat) -> Source {
    let mut reader = BufReader::new(io::stdin());
    if format != InputFormat::Auto {
        return Source::Stdin(Box::new(reader), format);
    }
    let format = match reader.fill_buf() {
        Ok(start) => {
            let start = start.strip_prefix(BOM).unwrap_or(start);
            let is_jsonl = start.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'{');
            if is_jsonl { InputFormat::Jsonl } else { InputFormat::Text }
        }
        Err(e) => return Source::Problem(unreadable(STDIN.to_owned(), &e)),
    };
    Source::Stdin(Box::new(reader), format)
}

fn file(path: &Path, format: InputFormat) -> Source {
    let is_jsonl = match format {
        InputFormat::Auto => ending(path).is_some_and(|e| e == "jsonl" || e == "ndjson"),
        InputFormat::Text => false,
        InputFormat::Jsonl => true,
    };
    if is_jsonl { Source::Jsonl(path.to_owned()) } else { Source::Text(path.to_owned()) }
}

fn ending(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

/// Appends the texts below a folder. Names that begin with a dot are passed over, links to folders are not followed.
fn folder(path: &Path, format: InputFormat, out: &mut Vec<Source>) {
    let name = path.display().to_string();
    let before = out.len();
    if let Err(e) = walk(path, format, out) {
        out.push(Source::Problem(unreadable(name, &e)));
    } else if out.len() == before {
        out.push(Source::Problem(Problem::new(name, "no .txt, .md or .jsonl file in this folder: name the files")));
    }
}

fn walk(path: &Path, format: InputFormat, out: &mut Vec<Source>) -> io::Result<()> {
    let mut entries = fs::read_dir(path)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if entry.file_name().as_encoded_bytes().first() == Some(&b'.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            if let Err(e) = walk(&path, format, out) {
                out.push(Source::Problem(unreadable(path.display().to_string(), &e)));
            }
        } else if ending(&path).is_some_and(|e| matches!(e.as_str(), "txt" | "md" | "jsonl")) {
            out.push(file(&path, format));
        }
    }
    Ok(())
}

/// The mark with which some editors begin a UTF-8 file. It is part of a text, as offsets count it, but not of JSON.
const BOM: &[u8] = b"\xef\xbb\xbf";

fn text(name: &str, id: Option<String>, bytes: Vec<u8>) -> Input {
    let text = String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        let line = e.as_bytes().iter().take(at).filter(|b| **b == b'\n').count() + 1;
        Problem::new(format!("{name}:{line}"), not_utf8(at))
    })?;
    Ok(Text { id, text, title: None, published: None, region: None, place: format!("{name}:1") })
}

fn not_utf8(at: usize) -> String {
    format!("not UTF-8 at byte {at}: convert the file first, for example with `iconv -f GB18030 -t UTF-8`")
}

/// The lines of a JSONL file.
struct Lines {
    name: String,
    reader: Box<dyn BufRead>,
    line: usize,
    /// The byte offset of the line.
    at: usize,
}

/// A line of JSONL input.
#[derive(serde::Deserialize)]
struct Line {
    #[serde(default)]
    id: Option<Id>,
    text: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    published: Option<Date>,
    #[serde(default)]
    region: Option<Region>,
}

#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Id {
    Name(String),
    Number(serde_json::Number),
}

#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Region {
    Name(String),
    Code(u32),
    Both { name: String, code: String },
    NameOnly { name: String },
    CodeOnly { code: String },
}

impl Region {
    fn resolve(self) -> Result<RegionRef, String> {
        match self {
            Region::Both { name, code } => Ok(RegionRef { name: name.into(), code: code.into() }),
            Region::Name(key) | Region::NameOnly { name: key } | Region::CodeOnly { code: key } => region(&key),
            Region::Code(code) => region(&code.to_string()),
        }
    }
}

impl Lines {
    fn new(name: String, reader: Box<dyn BufRead>) -> Self {
        Lines { name, reader, line: 0, at: 0 }
    }

    fn parse(&self, bytes: &[u8]) -> Input {
        let place = format!("{}:{}", self.name, self.line);
        let problem = |message: String| Problem::new(&place, message);
        let start = if self.line == 1 { bytes.strip_prefix(BOM).unwrap_or(bytes) } else { bytes };
        let source = std::str::from_utf8(start)
            .map_err(|e| problem(not_utf8(self.at + bytes.len() - start.len() + e.valid_up_to())))?;
        let line: Line = serde_json::from_str(source).map_err(|e| self.malformed(source, &e))?;
        let region = line.region.map(Region::resolve).transpose().map_err(problem)?;
        let id = match line.id {
            Some(Id::Name(id)) => id,
            Some(Id::Number(id)) => id.to_string(),
            None => self.line.to_string(),
        };
        Ok(Text { id: Some(id), text: line.text, title: line.title, published: line.published, region, place })
    }

    fn malformed(&self, source: &str, error: &serde_json::Error) -> Problem {
        let column = source
            .as_bytes()
            .get(..error.column().saturating_sub(1))
            .map_or(1, |before| String::from_utf8_lossy(before).chars().count() + 1);
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or(&message);
        let hint =
            if error.is_data() { "see `zhengwen extract --help` for the fields" } else { "one JSON object a line" };
        let what = if error.is_data() { "" } else { "not JSON: " };
        Problem::new(format!("{}:{}:{column}", self.name, self.line), format!("{what}{message}; expected: {hint}"))
    }
}

impl Iterator for Lines {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        let mut bytes = Vec::new();
        loop {
            self.at += bytes.len();
            bytes.clear();
            self.line += 1;
            match self.reader.read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(_) if bytes.trim_ascii().is_empty() => {}
                Ok(_) => break,
                Err(e) => {
                    self.reader = Box::new(io::empty());
                    return Some(Err(unreadable(self.name.clone(), &e)));
                }
            }
        }
        let length = bytes.len();
        let input = self.parse(bytes.trim_ascii_end());
        self.at += length;
        Some(input)
    }
}
