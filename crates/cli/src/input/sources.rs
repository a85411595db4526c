//! From paths to the files that a run reads.

use super::options::{InputFormat, Options};
use super::own::Own;
use super::problem::{Kind, Problem};
use std::{
    collections::BTreeMap,
    fs,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

/// The name of standard input in messages.
pub(crate) const STDIN: &str = "<stdin>";

/// A file of the run.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) at: Place,
    pub(crate) shape: Shape,
    /// Its length in bytes, if known.
    pub(crate) size: u64,
}

/// Where a source is.
#[derive(Debug)]
pub(crate) enum Place {
    File(PathBuf),
    Stdin,
    /// Nowhere.
    Nowhere(Box<Problem>),
}

/// How many articles a source holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// One article.
    Single,
    /// One article a line.
    Jsonl,
    /// One article a row.
    Csv,
    /// One article a row, in columns.
    Parquet,
}

impl Source {
    /// Returns its name in messages.
    pub(crate) fn name(&self) -> String {
        match &self.at {
            Place::File(path) => path.display().to_string(),
            Place::Stdin => STDIN.to_owned(),
            Place::Nowhere(problem) => problem.input.clone(),
        }
    }

    fn nowhere(problem: Problem) -> Self {
        Source { at: Place::Nowhere(Box::new(problem)), shape: Shape::Single, size: 0 }
    }
}

/// What the command line names.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) sources: Vec<Source>,
    /// How many files in folders are of no kind that is read, by their endings.
    pub(crate) others: BTreeMap<String, u64>,
    /// The files and folders in folders that this command wrote.
    pub(crate) own: Vec<PathBuf>,
}

/// What is looked for.
#[derive(Clone, Copy)]
struct Search<'a> {
    options: &'a Options,
    own: &'a Own,
}

/// Finds what `paths` name. Folders are read in the order of the names in them.
pub(crate) fn find(paths: &[PathBuf], options: &Options, own: &Own) -> Found {
    let mut found = Found::default();
    let search = Search { options, own };
    for path in paths {
        search.add(path, &mut found);
    }
    if let Some(list) = &options.list {
        search.listed(list, &mut found);
    }
    found
}

impl Search<'_> {
    fn add(self, path: &Path, found: &mut Found) {
        if path.as_os_str() == "-" {
            found.sources.push(Source { at: Place::Stdin, shape: shape(None, self.options), size: 0 });
        } else if path.is_dir() {
            self.folder(path, found);
        } else if path.exists() {
            found.sources.push(file(path, self.options));
        } else if let Some(pattern) = path.to_str().filter(|p| p.contains(['*', '?', '['])) {
            self.matching(pattern, found);
        } else {
            let reason = "no such file or folder: check the path";
            found.sources.push(Source::nowhere(Problem::new(path.display().to_string(), Kind::Missing, reason)));
        }
    }

    /// Adds the paths of a list, one a line.
    fn listed(self, list: &Path, found: &mut Found) {
        let mut bytes = Vec::new();
        let read = if list.as_os_str() == "-" {
            io::stdin().read_to_end(&mut bytes)
        } else {
            fs::File::open(list).and_then(|mut file| file.read_to_end(&mut bytes))
        };
        if let Err(e) = read {
            found.sources.push(Source::nowhere(Problem::unreadable(list.display().to_string(), &e)));
            return;
        }
        for line in BufReader::new(bytes.as_slice()).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            let path = line.trim_end_matches('\r');
            if !path.trim().is_empty() {
                self.add(Path::new(path), found);
            }
        }
    }

    /// Adds what a pattern names, in the order of the names.
    fn matching(self, pattern: &str, found: &mut Found) {
        let wrong = |reason: String| Source::nowhere(Problem::new(pattern, Kind::Missing, reason));
        let before = found.sources.len();
        match glob::glob(pattern) {
            Ok(paths) => {
                for path in paths {
                    match path {
                        Ok(path) if self.own.holds(&path) => found.own.push(path),
                        Ok(path) => self.add(&path, found),
                        Err(e) => found.sources.push(Source::nowhere(Problem::unreadable(
                            e.path().display().to_string(),
                            &io::Error::new(e.error().kind(), e.error().to_string()),
                        ))),
                    }
                }
                if found.sources.len() == before {
                    found.sources.push(wrong("nothing matches this pattern: check it".to_owned()));
                }
            }
            Err(e) => {
                found
                    .sources
                    .push(wrong(format!("not a pattern ({e}): `*` stands for any characters, `**` for folders")));
            }
        }
    }

    /// Appends the texts below a folder and counts the other files. Names that begin with a dot are passed over, links to
    /// folders are not followed.
    fn folder(self, path: &Path, found: &mut Found) {
        let name = path.display().to_string();
        let before = found.sources.len() + found.own.len();
        if let Err(e) = self.walk(path, found) {
            found.sources.push(Source::nowhere(Problem::unreadable(name, &e)));
        } else if found.sources.len() + found.own.len() == before {
            let reason =
                "nothing to read in this folder (.txt .md .html .docx .pdf .jsonl .csv .parquet): name the files";
            found.sources.push(Source::nowhere(Problem::new(name, Kind::Missing, reason)));
        }
    }

    fn walk(self, path: &Path, found: &mut Found) -> io::Result<()> {
        let mut entries = fs::read_dir(path)?.collect::<io::Result<Vec<_>>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let path = entry.path();
            if entry.file_name().as_encoded_bytes().first() == Some(&b'.') {
                continue;
            }
            if self.own.holds(&path) {
                found.own.push(path);
                continue;
            }
            if entry.file_type()?.is_dir() {
                if let Err(e) = self.walk(&path, found) {
                    found.sources.push(Source::nowhere(Problem::unreadable(path.display().to_string(), &e)));
                }
            } else if ending(&path).is_some_and(|e| READ.contains(&e.as_str())) {
                found.sources.push(file(&path, self.options));
            } else {
                let known = |e: &String| e.len() <= 8 && e.bytes().all(|b| b.is_ascii_alphanumeric());
                let ending =
                    ending(&path).filter(known).map_or_else(|| "without an ending".to_owned(), |e| format!(".{e}"));
                *found.others.entry(ending).or_default() += 1;
            }
        }
        Ok(())
    }
}

fn file(path: &Path, options: &Options) -> Source {
    let size = fs::metadata(path).map_or(0, |m| m.len());
    Source { at: Place::File(path.to_owned()), shape: shape(Some(path), options), size }
}

/// Says how many articles a file holds, by its name.
fn shape(path: Option<&Path>, options: &Options) -> Shape {
    match options.input_format {
        InputFormat::Jsonl => Shape::Jsonl,
        InputFormat::Csv => Shape::Csv,
        InputFormat::Parquet => Shape::Parquet,
        InputFormat::Auto => match path.and_then(ending).as_deref() {
            Some("jsonl" | "ndjson") => Shape::Jsonl,
            Some("csv" | "tsv") => Shape::Csv,
            Some("parquet") => Shape::Parquet,
            _ => Shape::Single,
        },
        _ => Shape::Single,
    }
}

/// Returns a file's ending in lower case, without that of its packing.
pub(crate) fn ending(path: &Path) -> Option<String> {
    let last = path.extension()?.to_str()?.to_ascii_lowercase();
    if matches!(last.as_str(), "gz" | "zst") {
        let inner = Path::new(path.file_stem()?).extension();
        return Some(inner.and_then(|e| e.to_str()).map_or(last, str::to_ascii_lowercase));
    }
    Some(last)
}

/// Endings of the files that are read below a folder.
const READ: &[&str] = &[
    "txt", "md", "markdown", "text", "html", "htm", "shtml", "xhtml", "docx", "pdf", "jsonl", "ndjson", "csv", "tsv",
    "parquet",
];

/// Says how many files in folders are passed over, if any are.
pub(crate) fn passed_over(others: &BTreeMap<String, u64>) -> Option<String> {
    /// How many endings are named.
    const NAMED: usize = 6;
    let all: u64 = others.values().sum();
    let mut named: Vec<(&String, &u64)> = others.iter().collect();
    named.sort_by_key(|(_, n)| std::cmp::Reverse(**n));
    let mut kinds: Vec<String> = named.iter().take(NAMED).map(|(ending, n)| format!("{n} {ending}")).collect();
    if named.len() > NAMED {
        kinds.push("…".to_owned());
    }
    let (files, are) = if all == 1 { ("file", "is") } else { ("files", "are") };
    let kinds = kinds.join(", ");
    (all > 0)
        .then(|| format!("{all} other {files} in these folders {are} passed over ({kinds}): name a file to read it"))
}

/// Says which files and folders are passed over because this command wrote them, if any are.
pub(crate) fn own(paths: &[PathBuf]) -> Option<String> {
    /// How many of them are named.
    const NAMED: usize = 3;
    let named: Vec<String> = paths.iter().take(NAMED).map(|path| path.display().to_string()).collect();
    let more = match paths.len().saturating_sub(NAMED) {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    (!paths.is_empty()).then(|| format!("passed over, as this command wrote it: {}{more}", named.join(", ")))
}

/// Returns true if these first bytes of a file begin a JSON object.
pub(crate) fn looks_like_jsonl(start: &[u8]) -> bool {
    let start = start.strip_prefix(super::decode::BOM).unwrap_or(start);
    start.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'{')
}
