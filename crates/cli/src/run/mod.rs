//! `extract` and `recognize`: articles in, facts out, in order, on several threads.

mod job;
mod journal;
mod progress;
mod queue;
mod repeats;
mod stop;
mod summary;

use crate::args::Run;
use crate::input::{Inputs, Kind, Reader};
use crate::output::{self, Look, Sink, Width};
pub(crate) use job::Task;
use job::{Done, Job, Outcome};
use journal::{Before, Counts, Journal};
use progress::Progress;
use repeats::Repeats;
use std::{
    collections::BTreeMap,
    io,
    mem::ManuallyDrop,
    num::NonZeroUsize,
    path::{Path, PathBuf},
    sync::Mutex,
    thread,
    time::{Duration, Instant},
};
use zhengwen::Extractor;

/// How often a checkpoint is written.
const PAUSE: Duration = Duration::from_millis(500);

/// Reads every input and writes its facts. Returns true if nothing was wrong. A run that Ctrl-C ended is an error of the
/// kind [`io::ErrorKind::Interrupted`].
pub(crate) fn run<E: From<io::Error> + From<zhengwen::Error>>(
    task: Task,
    args: &Run,
    extractor: impl FnOnce() -> Result<Extractor, zhengwen::Error> + Send,
    width: Width,
) -> Result<bool, E> {
    let (extractor, mut inputs) = open(args, extractor)?;
    // The process ends with the run: nothing is gained from taking it apart.
    let extractor = &*ManuallyDrop::new(extractor);
    let single = inputs.is_single();
    let look = Look::new(args, single, width);
    let reader = inputs.reader();
    let mut log = match Log::open(task, args, &look, single, &mut inputs)? {
        Opened::Run(log) => *log,
        Opened::Complete { all_well } => return Ok(all_well),
    };
    let threads = args.jobs.or_else(|| thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    if !args.quiet {
        inputs.passed_over().for_each(|files| output::message(&files));
    }
    let batch = batch(&reader);
    let job = Job { task, args, extractor, look, reader, spare: Mutex::default() };
    stop::listen(inputs.reads_stdin());
    job::keep_places();
    queue::in_order(
        threads,
        || if stop::is_wanted() { None } else { inputs.batch(batch) },
        || extractor.worker(),
        |worker, items| job.outcome(worker, items),
        Outcome::bytes,
        |outcome, more| {
            log.take(&outcome, more)?;
            job.written(outcome);
            Ok::<_, io::Error>(())
        },
    )?;
    Ok(log.end(args)?)
}

/// Looks for the inputs while the dictionary is read.
fn open(
    args: &Run,
    extractor: impl FnOnce() -> Result<Extractor, zhengwen::Error> + Send,
) -> Result<(Extractor, Inputs), zhengwen::Error> {
    let is_stdin = |path: &PathBuf| path.as_os_str() == "-";
    let waits = args.paths.iter().chain(&args.inputs.list).any(is_stdin);
    let inputs = || Inputs::open(&args.paths, &args.inputs, &output::own(args));
    if waits {
        // What is wrong with the rules is said before anything is waited for.
        return Ok((extractor()?, inputs()));
    }
    thread::scope(|scope| {
        let extractor = scope.spawn(extractor);
        let inputs = inputs();
        let extractor = extractor.join().unwrap_or_else(|broken| std::panic::resume_unwind(broken));
        Ok((extractor?, inputs))
    })
}

/// Returns how many bytes of articles a thread takes at once: few if there are few, so that each thread gets its part. It
/// does not depend on the number of threads, as rows that are encoded at once are those of such parts.
fn batch(reader: &Reader) -> u64 {
    /// The most.
    const BATCH: u64 = 64 << 10;
    /// Into how many parts the articles are cut, at least.
    const PARTS: u64 = 128;
    (reader.progress().1 / PARTS).min(BATCH)
}

/// What becomes of a run.
enum Opened {
    Run(Box<Log>),
    /// An earlier run has done everything.
    Complete {
        /// No input failed.
        all_well: bool,
    },
}

/// What is written of a run, and what is kept of it.
struct Log {
    sink: Box<dyn Sink>,
    journal: Option<Journal>,
    repeats: Repeats,
    progress: Progress,
    reader: Reader,
    counts: Counts,
    /// What an earlier run had counted.
    before: Counts,
    kinds: BTreeMap<Kind, u64>,
    single: bool,
    began: Instant,
    saved: Instant,
}

impl Log {
    /// Opens the output, if anything is left to do.
    #[expect(clippy::disallowed_methods, reason = "how long a run takes is said, and results do not depend on it")]
    fn open(task: Task, args: &Run, look: &Look, single: bool, inputs: &mut Inputs) -> io::Result<Opened> {
        let reader = inputs.reader();
        let output = args.output.as_deref();
        let mut repeats = Repeats::default();
        let mut before = None;
        let mut journal = match output {
            Some(output) => Some(Journal::of(output, settings(task, args, look))?),
            None => None,
        };
        if let (Some(journal), Some(output)) = (&mut journal, output) {
            if args.resume {
                before = journal.read(&reader, &mut repeats)?;
                let finished = before.as_ref().and_then(|b: &Before| b.finished);
                if (before.is_none() || finished.is_some()) && is_complete(output) {
                    let counts = finished.unwrap_or_default();
                    journal.close(counts)?;
                    return Ok(complete(output, counts.failed));
                }
                // Of a run that was finished, and whose output is gone, nothing is left to go on with.
                before = before.filter(|b| !b.output.is_null());
            } else {
                if journal.is_of_broken_run() {
                    output::message("a broken run is given up and begun anew; --resume would have gone on with it");
                }
                journal.remove()?;
            }
        }
        let mut sink = None;
        if let Some(done) = &before {
            match output::open(look, output, single, Some(&done.output)) {
                Ok(open) => sink = Some(open),
                Err(e) => {
                    output::message(&format!("what a broken run wrote cannot be gone on with ({e}): begun anew"));
                    before = None;
                    repeats = Repeats::default();
                    if let Some(journal) = &mut journal {
                        journal.remove()?;
                    }
                }
            }
        }
        let sink = match sink {
            Some(sink) => sink,
            None => output::open(look, output, single, None)?,
        };
        let before: Before = before.unwrap_or_default();
        let (done, begun) = before.done(&reader);
        inputs.pass_over(done);
        if let Some(journal) = &mut journal {
            journal.begun(begun);
        }
        Ok(Opened::Run(Box::new(Log {
            sink,
            journal,
            repeats,
            progress: Progress::new(&reader, single, output.is_some()),
            reader,
            counts: before.counts,
            before: before.counts,
            kinds: BTreeMap::new(),
            single,
            began: Instant::now(),
            saved: Instant::now(),
        })))
    }

    /// Writes what became of some inputs. `more` says that the next are ready.
    fn take(&mut self, outcome: &Outcome, more: bool) -> io::Result<()> {
        outcome.made.iter().try_for_each(|made| self.sink.write(made))?;
        for done in &outcome.done {
            self.count(done)?;
        }
        if self.journal.is_some() && self.saved.elapsed() >= PAUSE {
            self.checkpoint()?;
        }
        self.progress.show(&self.reader, self.counts.articles, self.counts.failed);
        // Whoever reads along gets each answer as soon as there is no other to wait for.
        if more || self.journal.is_some() { Ok(()) } else { self.sink.flush() }
    }

    /// Notes what became of an input, and says what is wrong with it.
    fn count(&mut self, done: &Done) -> io::Result<()> {
        if done.is_article {
            self.counts.articles += 1;
            self.counts.facts += done.facts;
            self.counts.bytes += done.read;
        }
        if let Some(problem) = &done.problem {
            self.counts.failed += 1;
            *self.kinds.entry(problem.kind).or_default() += 1;
            self.sink.flush()?;
            self.progress.aside(|| output::report(problem));
        }
        if let Some(text) = done.print {
            self.counts.repeated += u64::from(self.repeats.add(&self.reader, done.source, text));
        }
        if let Some(journal) = &mut self.journal {
            journal.done(&self.reader, done.source, done.print);
        }
        Ok(())
    }

    #[expect(clippy::disallowed_methods, reason = "when a checkpoint is written changes no result")]
    fn checkpoint(&mut self) -> io::Result<bool> {
        self.saved = Instant::now();
        if let (Some(journal), Some(output)) = (&mut self.journal, self.sink.checkpoint()?) {
            journal.checkpoint(self.counts, output)?;
            return Ok(true);
        }
        // This output cannot be gone on with.
        self.journal = None;
        Ok(false)
    }

    /// Closes the run.
    fn end(mut self, args: &Run) -> io::Result<bool> {
        self.progress.end();
        if stop::is_wanted() {
            let articles = self.counts.articles;
            if args.output.is_none() {
                self.sink.finish()?;
                output::message(&format!("stopped after {articles} articles; with --output a run can be gone on with"));
            } else if self.journal.is_some() && self.checkpoint()? {
                output::message(&format!("stopped after {articles} articles; go on with\n  {}", stop::go_on()));
            } else {
                output::message(&format!(
                    "stopped after {articles} articles; this output cannot be gone on with: begin anew"
                ));
            }
            return Err(io::ErrorKind::Interrupted.into());
        }
        if let Some(journal) = &mut self.journal {
            journal.finish(self.counts)?;
        }
        self.sink.finish()?;
        if let Some(journal) = &mut self.journal {
            journal.close(self.counts)?;
        }
        if !args.quiet && !self.single && self.counts.articles + self.counts.failed > 1 {
            for line in summary::lines(self.counts, self.before, &self.kinds, &self.repeats, self.began.elapsed()) {
                output::message(&line);
            }
        }
        Ok(self.counts.failed == 0)
    }
}

/// Says that an earlier run has done everything.
fn complete(output: &Path, failed: u64) -> Opened {
    let failures = match failed {
        0 => String::new(),
        1 => ", but 1 input failed; without --resume it is read again".to_owned(),
        n => format!(", but {n} inputs failed; without --resume they are read again"),
    };
    output::message(&format!("{} is complete: nothing is left to do{failures}", output.display()));
    Opened::Complete { all_well: failed == 0 }
}

/// Returns the settings that results depend on, for comparison.
fn settings(task: Task, args: &Run, look: &Look) -> String {
    let inputs = &args.inputs;
    let encoding = inputs.encoding.map(encoding_rs::Encoding::name);
    let fields = (&inputs.text_field, &inputs.id_field, &inputs.date_field);
    format!(
        "{:?}",
        (task, look.format, &look.tables, inputs.input_format, encoding, fields, inputs.max_size, &args.shared)
    )
}

/// Returns true if a run has written this output to its end: until then, there are drafts.
fn is_complete(output: &Path) -> bool {
    let is_draft = |name: &std::ffi::OsStr| name.as_encoded_bytes().ends_with(b".partial");
    let Ok(entries) = std::fs::read_dir(output) else {
        let mut draft = std::ffi::OsString::from(".");
        draft.push(output.file_name().unwrap_or_default());
        draft.push(".partial");
        return output.is_file() && !output.with_file_name(draft).exists();
    };
    let names: Vec<_> = entries.flatten().map(|e| e.file_name()).collect();
    let is_file = |name: &std::ffi::OsString| name.as_encoded_bytes().first() != Some(&b'.');
    names.iter().any(is_file) && !names.iter().any(|name| is_draft(name))
}
