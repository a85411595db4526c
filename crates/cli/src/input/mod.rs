//! From paths to articles.
//!
//! [`Inputs`] finds the files and gives out [`Item`]s in order: cheap, on whatever thread asks. [`Reader::read`] turns one
//! into a [`Text`]: the expensive part, done by the thread that works on the article.

mod day;
mod decode;
mod docx;
mod html;
mod jsonl;
mod numbering;
mod options;
mod own;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "pdf")]
mod pdf;
mod problem;
mod save;
mod single;
mod sources;
mod stream;
mod table;
mod unpack;

use crate::args::Shared;
pub(crate) use options::Options;
pub(crate) use own::Own;
pub(crate) use problem::{Kind, Problem};
use sources::{Place, STDIN, Shape, Source};
use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};
use stream::Stream;
use zhengwen::{Article, Date, Document, RegionRef, Worker};

/// How much of a file is read at a time.
const BUFFER: usize = 1 << 16;

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
    /// What a page says of its article outside the article's text.
    pub(crate) meta: Option<Box<html::Meta>>,
    /// The file as the user named it.
    pub(crate) input: String,
    /// Where in it the article begins.
    pub(crate) line: u64,
}

impl Text {
    pub(crate) fn new(input: &str, text: String) -> Self {
        Text {
            id: None,
            text,
            title: None,
            published: None,
            region: None,
            meta: None,
            input: input.to_owned(),
            line: 1,
        }
    }

    /// Returns the article. What the input says of it beats what the command line says for all, and that beats what is
    /// found in the text; what a page says outside its text counts where the text says nothing.
    pub(crate) fn article<'t>(&'t self, shared: &'t Shared, worker: &mut Worker) -> Article<'t> {
        let mut article = Article::new(&self.text);
        if let Some(id) = &self.id {
            article = article.id(id);
        }
        let mut title = self.title.as_ref().or(shared.title.as_ref());
        let mut published = self.published.or(shared.published);
        if let Some(meta) = &self.meta {
            // A title that stands on the page is the one its readers took for the title.
            title = title.or(meta.title.as_ref());
            if published.is_none() && meta.published.is_some() {
                let end = self.text.char_indices().map(|(at, _)| at).take_while(|at| *at <= HEAD).last();
                let head = self.text.get(..end.unwrap_or(0)).unwrap_or_default();
                published = worker.extract(head).document.published.or(meta.published);
            }
        }
        if let Some(title) = title {
            article = article.title(title);
        }
        if let Some(published) = published {
            article = article.published(published);
        }
        if let Some(region) = self.region.as_ref().or(shared.region.as_ref()) {
            article = article.region(region.clone());
        }
        article
    }

    /// Fills in what the page says and the text does not.
    pub(crate) fn complete<'t>(&'t self, document: &mut Document<'t>) {
        if let Some(meta) = &self.meta
            && document.source.is_none()
        {
            document.source = meta.source.as_deref().map(Into::into);
        }
    }

    /// Returns a problem with this article.
    pub(crate) fn problem(&self, kind: Kind, reason: impl Into<String>) -> Problem {
        let mut problem = Problem::new(&self.input, kind, reason).line(self.line);
        problem.id.clone_from(&self.id);
        problem
    }
}

/// The bytes of a text in which its date is looked for before that of its page is taken.
const HEAD: usize = 3000;

/// All inputs of a run, given out in order.
pub(crate) struct Inputs {
    sources: Arc<[Source]>,
    options: Arc<Options>,
    /// Standard input, if it is one of them.
    stdin: Option<Box<dyn BufRead + Send>>,
    /// The next source to open.
    next: usize,
    /// The source that is being read.
    open: Option<Stream>,
    meter: Arc<AtomicU64>,
    /// How many articles of each source are passed over.
    done: Vec<u64>,
    /// How many files in folders are of no kind that is read, by their endings.
    others: BTreeMap<String, u64>,
    /// The files and folders in folders that this command wrote.
    own: Vec<PathBuf>,
}

/// One article, not yet read.
pub(crate) struct Item {
    /// The index of its source.
    pub(crate) source: usize,
    raw: Raw,
}

enum Raw {
    File(PathBuf),
    Whole(Box<dyn BufRead + Send>),
    Piece(stream::Piece),
    Wrong(Problem),
}

impl Raw {
    /// Returns about how much work it is, in bytes, if it is not as much as its file is long.
    fn bytes(&self) -> Option<u64> {
        /// What the shortest text takes.
        const LEAST: u64 = 256;
        match self {
            Raw::Piece(piece) => Some(LEAST + piece.bytes() as u64),
            Raw::Wrong(_) => Some(LEAST),
            Raw::File(_) | Raw::Whole(_) => None,
        }
    }
}

impl Inputs {
    /// Finds what `paths` name. In folders and patterns, what is the run's own is passed over.
    pub(crate) fn open(paths: &[PathBuf], options: &Options, own: &Own) -> Self {
        let sources::Found { mut sources, others, own } = sources::find(paths, options, own);
        let mut stdin = None;
        for source in &mut sources {
            if !matches!(source.at, Place::Stdin) {
                continue;
            }
            match open_stdin() {
                Ok((reader, is_jsonl)) => {
                    if is_jsonl && options.input_format == options::InputFormat::Auto {
                        source.shape = Shape::Jsonl;
                    }
                    stdin.get_or_insert(reader);
                }
                Err(e) => source.at = Place::Nowhere(Box::new(Problem::unreadable(STDIN, &e))),
            }
        }
        let options = Arc::new(options.clone());
        Inputs {
            sources: sources.into(),
            options,
            stdin,
            next: 0,
            open: None,
            meter: Arc::default(),
            done: Vec::new(),
            others,
            own,
        }
    }

    /// Returns true if there is one text and nothing else.
    pub(crate) fn is_single(&self) -> bool {
        let [source] = &*self.sources else { return false };
        source.shape == Shape::Single && !matches!(source.at, Place::Nowhere(_))
    }

    /// Says which files in folders are passed over, if any are.
    pub(crate) fn passed_over(&self) -> impl Iterator<Item = String> {
        [sources::passed_over(&self.others), sources::own(&self.own)].into_iter().flatten()
    }

    /// Returns true if standard input is one of them.
    pub(crate) fn reads_stdin(&self) -> bool {
        self.stdin.is_some()
    }

    /// Passes over so many articles of each source; over the whole source if the number is `u64::MAX`.
    pub(crate) fn pass_over(&mut self, done: Vec<u64>) {
        self.done = done;
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
            (Place::Nowhere(problem), _) => return Some(Raw::Wrong((**problem).clone())),
            (Place::File(path), Shape::Single) => return Some(Raw::File(path.clone())),
            (Place::Stdin, shape) => {
                let Some(reader) = self.stdin.take() else {
                    let problem = Problem::new(STDIN, Kind::Empty, "given twice: name `-` once");
                    return Some(Raw::Wrong(problem));
                };
                if shape == Shape::Single {
                    return Some(Raw::Whole(reader));
                }
                if shape == Shape::Parquet {
                    let reason = "Parquet is not read from standard input: name the file";
                    return Some(Raw::Wrong(Problem::new(STDIN, Kind::Format, reason)));
                }
                reader
            }
            (Place::File(path), Shape::Parquet) => {
                let opened = File::open(path).map_err(|e| Problem::unreadable(at.name(), &e));
                self.meter.fetch_add(at.size, Ordering::Relaxed);
                return match opened.and_then(|file| Stream::parquet(&at.name(), file, &self.options)) {
                    Ok(stream) => {
                        self.open = Some(stream);
                        None
                    }
                    Err(problem) => Some(Raw::Wrong(problem)),
                };
            }
            (Place::File(path), _) => match File::open(path) {
                Ok(file) => Box::new(BufReader::with_capacity(BUFFER, Metered(file, Arc::clone(&self.meter)))),
                Err(e) => return Some(Raw::Wrong(Problem::unreadable(at.name(), &e))),
            },
        };
        match Stream::open(&at.name(), reader, at.shape, &self.options) {
            Ok(stream) => {
                self.open = Some(stream);
                None
            }
            Err(problem) => Some(Raw::Wrong(problem)),
        }
    }
}

impl Inputs {
    /// Returns the next articles: about so many bytes of them, and at least one. None is waited for once there is one.
    pub(crate) fn batch(&mut self, bytes: u64) -> Option<Vec<Item>> {
        let mut items = Vec::new();
        let mut left = bytes;
        while let Some(item) = self.next() {
            // The size of what is not there yet is not known.
            let size = self.sources.get(item.source).map_or(0, |source| source.size);
            let size = if size == 0 { u64::MAX } else { item.raw.bytes().unwrap_or(size) };
            items.push(item);
            left = left.saturating_sub(size);
            if left == 0 {
                break;
            }
        }
        (!items.is_empty()).then_some(items)
    }
}

/// Opens standard input, and says whether it begins like JSONL.
fn open_stdin() -> io::Result<(Box<dyn BufRead + Send>, bool)> {
    let mut reader = unpack::unpack(Box::new(BufReader::with_capacity(BUFFER, io::stdin())))?;
    let is_jsonl = sources::looks_like_jsonl(reader.fill_buf()?);
    Ok((reader, is_jsonl))
}

impl Iterator for Inputs {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(stream) = &mut self.open {
                let source = self.next - 1;
                let name = self.sources.get(source).map_or_else(String::new, Source::name);
                let Some(piece) = stream.next(&name) else {
                    self.open = None;
                    continue;
                };
                let raw = piece.map_or_else(Raw::Wrong, Raw::Piece);
                return Some(Item { source, raw });
            }
            if self.next >= self.sources.len() {
                return None;
            }
            let source = self.next;
            self.next += 1;
            let done = self.done.get(source).copied().unwrap_or(0);
            if done == u64::MAX {
                let size = self.sources.get(source).map_or(0, |s| s.size);
                self.meter.fetch_add(size, Ordering::Relaxed);
                continue;
            }
            if let Some(raw) = self.begin(source) {
                // Its only article, or that it cannot be opened, is in the output already.
                if done > 0 {
                    continue;
                }
                return Some(Item { source, raw });
            }
            if let Some(stream) = &mut self.open {
                let name = self.sources.get(source).map_or_else(String::new, Source::name);
                // Cheap: what is passed over is not read as an article.
                for _ in 0..done {
                    if stream.next(&name).is_none() {
                        break;
                    }
                }
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
    /// Reads an item, and saves its text if that is wanted.
    pub(crate) fn read(&self, item: Item) -> Input {
        let name = self.name(item.source);
        let is_one_of_many = matches!(item.raw, Raw::Piece(_));
        let text = match item.raw {
            Raw::Wrong(problem) => Err(problem),
            Raw::Piece(stream::Piece::Line(line)) => line.parse(&name, &self.options),
            Raw::Piece(stream::Piece::Row(row)) => row.parse(&name),
            Raw::File(path) => self.file(&name, &path),
            Raw::Whole(reader) => single::read(&name, reader, 0, &self.options),
        }?;
        if let Some(folder) = &self.options.save_text {
            save::save(folder, &text, is_one_of_many)?;
        }
        Ok(text)
    }

    fn file(&self, name: &str, path: &Path) -> Input {
        let unreadable = |e: io::Error| Problem::unreadable(name, &e);
        let file = File::open(path).map_err(unreadable)?;
        let length = file.metadata().map_err(unreadable)?.len();
        let is_packed = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("gz") || e.eq_ignore_ascii_case("zst"));
        if length > self.options.max_size && !is_packed {
            return Err(Problem::new(name, Kind::Limit, unpack::too_large(self.options.max_size)));
        }
        // Most files are small: room for more would only be cleared.
        let room = usize::try_from(length).unwrap_or(BUFFER).clamp(64, BUFFER);
        let reader = BufReader::with_capacity(room, Metered(file, Arc::clone(&self.meter)));
        let mut text = single::read(name, Box::new(reader), length, &self.options)?;
        text.id = Some(name.to_owned());
        Ok(text)
    }

    /// Returns the name of a source, as the user gave it.
    pub(crate) fn name(&self, source: usize) -> String {
        self.sources.get(source).map_or_else(String::new, Source::name)
    }

    /// Returns how many sources there are.
    pub(crate) fn sources(&self) -> usize {
        self.sources.len()
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
