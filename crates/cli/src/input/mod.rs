//! From paths to articles.
//!
//! [`Inputs`] finds the files and gives out [`Item`]s in order: cheap, on whatever thread asks. [`Item::read`] turns one
//! into a [`Text`]: the expensive part, done by the thread that works on the article.

mod day;
mod jsonl;
mod options;
mod problem;
mod sources;
mod text;

use crate::args::Shared;
pub(crate) use options::Options;
pub(crate) use problem::{Kind, Problem};
use sources::{Place, STDIN, Shape, Source};
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};
use zhengwen::{Article, Date, RegionRef};

/// One article to work on, or what is wrong with it.
pub(crate) type Input = Result<Text, Problem>;

/// An article with what the input says about it.
#[derive(Debug)]
pub(crate) struct Text {
    pub(crate) id: Option<String>,
    pub(crate) text: String,
    pub(crate) title: Option<String>,
    pub(crate) published: Option<Date>,
    pub(crate) region: Option<RegionRef>,
    /// The file as the user named it.
    pub(crate) input: String,
    /// Where in it the article begins.
    pub(crate) line: u64,
}

impl Text {
    pub(crate) fn new(input: &str, text: String) -> Self {
        Text { id: None, text, title: None, published: None, region: None, input: input.to_owned(), line: 1 }
    }

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

    /// Returns `FILE:LINE`, for messages.
    pub(crate) fn place(&self) -> String {
        format!("{}:{}", self.input, self.line)
    }

    /// Returns a problem with this article.
    pub(crate) fn problem(&self, kind: Kind, reason: impl Into<String>) -> Problem {
        let mut problem = Problem::new(&self.input, kind, reason).line(self.line);
        problem.id.clone_from(&self.id);
        problem
    }
}

/// All inputs of a run, given out in order.
pub(crate) struct Inputs {
    sources: Arc<[Source]>,
    options: Arc<Options>,
    /// Standard input, if it is one of them.
    stdin: Option<Box<dyn BufRead + Send>>,
    /// The next source to open.
    next: usize,
    /// The source that is being read, and how many articles it gave.
    open: Option<(jsonl::Lines, u64)>,
    meter: Arc<AtomicU64>,
}

/// One article, not yet read.
pub(crate) struct Item {
    /// The index of its source.
    pub(crate) source: usize,
    /// Its number in the source, from 1.
    pub(crate) number: u64,
    raw: Raw,
}

enum Raw {
    File(PathBuf),
    Whole(Box<dyn BufRead + Send>),
    Line(jsonl::Line),
    Wrong(Problem),
}

impl Inputs {
    /// Finds what `paths` name.
    pub(crate) fn open(paths: &[PathBuf], options: &Options) -> Self {
        let mut sources = sources::find(paths, options);
        let mut stdin = None;
        for source in &mut sources {
            if !matches!(source.at, Place::Stdin) {
                continue;
            }
            let mut reader = BufReader::new(io::stdin());
            if source.shape == Shape::Single && options.input_format == options::InputFormat::Auto {
                match reader.fill_buf() {
                    Ok(start) if sources::looks_like_jsonl(start) => source.shape = Shape::Jsonl,
                    Ok(_) => {}
                    Err(e) => source.at = Place::Nowhere(Problem::unreadable(STDIN, &e)),
                }
            }
            stdin.get_or_insert(Box::new(reader) as Box<dyn BufRead + Send>);
        }
        let options = Arc::new(options.clone());
        Inputs { sources: sources.into(), options, stdin, next: 0, open: None, meter: Arc::default() }
    }

    /// Returns true if there is one text and nothing else.
    pub(crate) fn is_single(&self) -> bool {
        let [source] = &*self.sources else { return false };
        source.shape == Shape::Single && !matches!(source.at, Place::Nowhere(_))
    }

    /// Returns what turns items into texts.
    pub(crate) fn reader(&self) -> Reader {
        Reader {
            sources: Arc::clone(&self.sources),
            options: Arc::clone(&self.options),
            meter: Arc::clone(&self.meter),
        }
    }

    /// Begins a source: returns its only article, or opens it to give its articles one by one.
    fn begin(&mut self, source: usize) -> Option<Raw> {
        let at = self.sources.get(source)?;
        let reader: Box<dyn BufRead + Send> = match (&at.at, at.shape) {
            (Place::Nowhere(problem), _) => return Some(Raw::Wrong(problem.clone())),
            (Place::File(path), Shape::Single) => return Some(Raw::File(path.clone())),
            (Place::Stdin, shape) => {
                let Some(reader) = self.stdin.take() else {
                    let problem = Problem::new(STDIN, Kind::Empty, "given twice: name `-` once");
                    return Some(Raw::Wrong(problem));
                };
                if shape == Shape::Single {
                    return Some(Raw::Whole(reader));
                }
                reader
            }
            (Place::File(path), Shape::Jsonl) => match File::open(path) {
                Ok(file) => Box::new(BufReader::with_capacity(1 << 16, Metered(file, Arc::clone(&self.meter)))),
                Err(e) => return Some(Raw::Wrong(Problem::unreadable(at.name(), &e))),
            },
        };
        self.open = Some((jsonl::Lines::new(reader, self.options.max_size), 0));
        None
    }
}

impl Iterator for Inputs {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some((lines, given)) = &mut self.open {
                let source = self.next - 1;
                let raw = match lines.next() {
                    Ok(Some(line)) => Raw::Line(line),
                    Ok(None) => {
                        self.open = None;
                        continue;
                    }
                    Err(e) => {
                        let name = self.sources.get(source).map_or_else(String::new, Source::name);
                        let problem = Problem::unreadable(name, &e);
                        let number = *given + 1;
                        self.open = None;
                        return Some(Item { source, number, raw: Raw::Wrong(problem) });
                    }
                };
                *given += 1;
                return Some(Item { source, number: *given, raw });
            }
            if self.next >= self.sources.len() {
                return None;
            }
            let source = self.next;
            self.next += 1;
            if let Some(raw) = self.begin(source) {
                return Some(Item { source, number: 1, raw });
            }
        }
    }
}

/// Turns items into texts; shared by the threads.
#[derive(Clone, Debug)]
pub(crate) struct Reader {
    sources: Arc<[Source]>,
    options: Arc<Options>,
    meter: Arc<AtomicU64>,
}

impl Reader {
    /// Reads an item.
    pub(crate) fn read(&self, item: Item) -> Input {
        let name = self.name(item.source);
        match item.raw {
            Raw::Wrong(problem) => Err(problem),
            Raw::Line(line) => line.parse(&name, &self.options),
            Raw::File(path) => {
                let read = File::open(&path).and_then(|file| {
                    let length = file.metadata()?.len();
                    let mut bytes = Vec::with_capacity(usize::try_from(length.min(1 << 24)).unwrap_or(0));
                    Metered(file, Arc::clone(&self.meter)).read_to_end(&mut bytes)?;
                    Ok(bytes)
                });
                let bytes = read.map_err(|e| Problem::unreadable(&name, &e))?;
                let mut text = text::text(&name, bytes)?;
                text.id = Some(name);
                Ok(text)
            }
            Raw::Whole(mut reader) => {
                let mut bytes = Vec::new();
                reader.read_to_end(&mut bytes).map_err(|e| Problem::unreadable(&name, &e))?;
                text::text(&name, bytes)
            }
        }
    }

    /// Returns the name of a source, as the user gave it.
    pub(crate) fn name(&self, source: usize) -> String {
        self.sources.get(source).map_or_else(String::new, Source::name)
    }

    /// Returns how many bytes were read, of how many.
    pub(crate) fn progress(&self) -> (u64, u64) {
        (self.meter.load(Ordering::Relaxed), self.sources.iter().map(|s| s.size).sum())
    }
}

/// Counts what is read.
struct Metered<R>(R, Arc<AtomicU64>);

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(buffer)?;
        self.1.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
