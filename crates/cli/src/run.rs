//! `extract` and `recognize`: articles in, facts out, in order, on several threads.

use crate::args::{Format, Run};
use crate::input::{Input, Inputs, Problem, Text};
use crate::output::{self, Width};
use std::{
    io::{self, Write},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};
use zhengwen::{Entities, Extractor, Facts, Note, OffsetUnit, Span, Worker};

/// How many articles each thread gets before results are written.
const SHARE: usize = 32;

/// What to find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Task {
    Extract,
    Recognize,
}

/// What became of one input: what to print, and what to report.
#[derive(Default)]
struct Outcome {
    out: Option<String>,
    problem: Option<Problem>,
}

/// Reads every input and prints its facts. Returns true if nothing was wrong.
pub(crate) fn run(task: Task, args: &Run, extractor: &Extractor, width: Width) -> io::Result<bool> {
    let mut inputs = Inputs::open(&args.paths, args.input_format);
    let single = inputs.is_single_text();
    let format = args.format.unwrap_or(if single || output::is_terminal() { Format::Table } else { Format::Jsonl });
    let threads = args.threads.or_else(|| thread::available_parallelism().ok()).map_or(1, std::num::NonZero::get);
    let mut workers: Vec<Worker> = (0..threads).map(|_| extractor.worker()).collect();
    let job = Job { task, args, extractor, format, width };
    let mut printer = Printer { out: output::stdout(format), format, single, printed: 0 };
    let mut clean = true;
    // One thread answers line by line, so that a caller may wait for each answer.
    let batch = if threads == 1 { 1 } else { threads * SHARE };
    loop {
        let texts: Vec<Input> = inputs.by_ref().take(batch).collect();
        if texts.is_empty() {
            break;
        }
        for outcome in job.outcomes(texts, &mut workers) {
            if let Some(out) = outcome.out {
                printer.print(&out)?;
            }
            if let Some(problem) = outcome.problem {
                clean = false;
                printer.out.flush()?;
                output::report(&problem);
            }
        }
        printer.out.flush()?;
    }
    printer.finish()?;
    Ok(clean)
}

struct Job<'a> {
    task: Task,
    args: &'a Run,
    extractor: &'a Extractor,
    format: Format,
    width: Width,
}

impl Job<'_> {
    /// Works through a batch with every worker; the outcomes are in the order of the inputs.
    fn outcomes(&self, inputs: Vec<Input>, workers: &mut [Worker]) -> Vec<Outcome> {
        if let ([worker] | [worker, ..], true) = (&mut *workers, inputs.len() == 1) {
            return inputs.into_iter().map(|input| self.outcome(&input, worker)).collect();
        }
        let next = AtomicUsize::new(0);
        let mut numbered: Vec<(usize, Outcome)> = thread::scope(|scope| {
            let (next, inputs) = (&next, &inputs);
            let running: Vec<_> = workers
                .iter_mut()
                .map(|worker| {
                    scope.spawn(move || {
                        let mut done = Vec::new();
                        loop {
                            let i = next.fetch_add(1, Ordering::Relaxed);
                            let Some(input) = inputs.get(i) else { return done };
                            done.push((i, self.outcome(input, worker)));
                        }
                    })
                })
                .collect();
            running.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
        });
        numbered.sort_unstable_by_key(|(i, _)| *i);
        numbered.into_iter().map(|(_, outcome)| outcome).collect()
    }

    fn outcome(&self, input: &Input, worker: &mut Worker) -> Outcome {
        let text = match input {
            Ok(text) => text,
            Err(p) => {
                let problem = Problem { place: p.place.clone(), message: p.message.clone() };
                return Outcome { out: None, problem: Some(problem) };
            }
        };
        let unit = OffsetUnit::from(self.args.shared.offsets);
        let nothing = nothing_in(text, self.task);
        let article = text.article(&self.args.shared);
        let out = match self.task {
            Task::Extract => {
                let mut facts = worker.extract(article);
                if let (Some(message), true) = (nothing, facts.notes.is_empty()) {
                    let end = u32::try_from(text.text.len()).unwrap_or(u32::MAX);
                    facts.notes.push(Note { span: Span::new(0, end), message: message.to_owned() });
                }
                self.facts(&facts.to_unit(&text.text, unit))
            }
            Task::Recognize => self.entities(&self.extractor.recognize(article).to_unit(&text.text, unit)),
        };
        let problem = nothing.map(|m| Problem { place: text.place.clone(), message: m.to_owned() });
        Outcome { out: Some(out), problem }
    }

    fn facts(&self, facts: &Facts<'_>) -> String {
        match self.format {
            Format::Table => output::facts::table(facts, self.width),
            Format::Json => output::pretty(facts),
            Format::Jsonl => output::line(facts),
        }
    }

    fn entities(&self, entities: &Entities<'_>) -> String {
        match self.format {
            Format::Table => output::entities::table(entities, self.width),
            Format::Json => output::pretty(entities),
            Format::Jsonl => output::line(entities),
        }
    }
}

/// Says why nothing can be found in a text, if so.
fn nothing_in(text: &Text, task: Task) -> Option<&'static str> {
    let han = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{2ffff}');
    if text.text.trim().is_empty() {
        Some("the text is empty: give the article's text")
    } else if task == Task::Extract && !text.text.chars().any(han) {
        Some("no Chinese in the text: check that this is the article and not another file")
    } else {
        None
    }
}

/// Puts what is printed for each article together.
struct Printer {
    out: Box<dyn Write>,
    format: Format,
    single: bool,
    printed: usize,
}

impl Printer {
    fn print(&mut self, text: &str) -> io::Result<()> {
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

    fn finish(mut self) -> io::Result<()> {
        if self.format == Format::Json && !self.single {
            self.out.write_all(if self.printed == 0 { b"[]\n" } else { b"\n]\n" })?;
        }
        self.out.flush()
    }
}
