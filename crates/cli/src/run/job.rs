//! What a thread does with a few articles.
//!
//! A few at once: what they share is done once for all of them, and threads meet less often.

use super::repeats::Print;
use crate::args::Run;
use crate::input::{Item, Kind, Problem, Reader, Text};
use crate::output::{Found, Look, Made};
use crate::schema::Rows;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};
use zhengwen::{Extractor, Note, OffsetUnit, Span, Worker};

/// What to find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Task {
    Extract,
    Recognize,
}

/// What is the same for all articles of a run.
pub(super) struct Job<'a> {
    pub(super) task: Task,
    pub(super) args: &'a Run,
    pub(super) extractor: &'a Extractor,
    pub(super) look: Look,
    pub(super) reader: Reader,
    /// Rows that are written, whose room is taken again: what one thread needs, another would give back.
    pub(super) spare: Mutex<Vec<Rows>>,
}

/// What became of some inputs: what to write, and what to report.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub(super) made: Vec<Made>,
    pub(super) done: Vec<Done>,
}

/// What became of one input.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// The index of its source.
    pub(super) source: usize,
    /// Whether there was a text in which facts were looked for.
    pub(super) is_article: bool,
    pub(super) problem: Option<Problem>,
    /// By what its text is known again.
    pub(super) print: Option<Print>,
    /// How many facts there are.
    pub(super) facts: u64,
    /// How many bytes of text were read.
    pub(super) read: u64,
}

impl Outcome {
    /// Returns about how many bytes it takes.
    pub(super) fn bytes(&self) -> usize {
        self.made.iter().map(Made::bytes).sum()
    }
}

thread_local! {
    /// Where this thread broke down last.
    static PLACE: std::cell::RefCell<String> = const { std::cell::RefCell::new(String::new()) };
}

/// Keeps where a thread breaks down for the message about its input, instead of printing it.
pub(super) fn keep_places() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map_or_else(String::new, |at| format!(" (at {at})"));
        PLACE.with(|p| p.replace(place));
    }));
}

impl Job<'_> {
    /// Reads articles and finds what is in them. What breaks down on an input is a problem of that input.
    pub(super) fn outcome(&self, worker: &mut Worker, items: Vec<Item>) -> Outcome {
        let mut done = Vec::with_capacity(items.len());
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            let source = item.source;
            let (text, problem) = match self.unbroken(source, || self.reader.read(item)) {
                Ok(Ok(text)) => (Some(text), None),
                Ok(Err(problem)) | Err(problem) => (None, Some(problem)),
            };
            done.push(Done { source, problem, ..Done::default() });
            texts.push(text);
        }
        let mut found: Vec<Option<Found<'_>>> = Vec::with_capacity(texts.len());
        for (done, text) in done.iter_mut().zip(&texts) {
            found.push(text.as_ref().and_then(|text| self.found(worker, text, done)));
        }
        let made = self.made(&mut found, &mut done);
        Outcome { made, done }
    }

    /// Finds what is in a text.
    fn found<'t>(&'t self, worker: &mut Worker, text: &'t Text, done: &mut Done) -> Option<Found<'t>> {
        let nothing = nothing_in(text, self.task);
        match self.unbroken(done.source, || self.facts(worker, text, nothing)) {
            Ok((found, facts)) => {
                *done = Done {
                    source: done.source,
                    is_article: true,
                    problem: nothing.map(|reason| text.problem(Kind::Empty, reason)),
                    print: Print::of(&text.text, text.line),
                    facts: facts as u64,
                    read: text.text.len() as u64,
                };
                Some(found)
            }
            Err(problem) => {
                done.problem = Some(problem);
                // What it has in hand is in no known state.
                *worker = self.extractor.worker();
                None
            }
        }
    }

    /// Finds what is in a text, and returns how many facts there are.
    fn facts<'t>(&'t self, worker: &mut Worker, text: &'t Text, nothing: Option<&str>) -> (Found<'t>, usize) {
        let unit = OffsetUnit::from(self.args.shared.offsets);
        let article = text.article(&self.args.shared, worker);
        match self.task {
            Task::Extract => {
                let mut facts = worker.extract(article);
                text.complete(&mut facts.document);
                if let (Some(message), true) = (nothing, facts.notes.is_empty()) {
                    let end = u32::try_from(text.text.len()).unwrap_or(u32::MAX);
                    facts.notes.push(Note { span: Span::new(0, end), message: message.to_owned() });
                }
                let count = facts.claims.len()
                    + facts.institutions.len()
                    + facts.measures.len()
                    + facts.policies.len()
                    + facts.checks.len();
                (self.look.facts(text, facts, unit), count)
            }
            Task::Recognize => {
                let entities = self.extractor.recognize(article).to_unit(&text.text, unit);
                (self.look.entities(&entities), entities.entities.len())
            }
        }
    }

    /// Takes back what is written.
    pub(super) fn written(&self, outcome: Outcome) {
        /// Room that one large article took is given up.
        const MOST: usize = 1 << 20;
        let rows =
            outcome.made.into_iter().filter_map(|made| if let Made::Rows(rows) = made { Some(*rows) } else { None });
        let mut spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner);
        spare.extend(rows.filter(|rows| rows.bytes() <= MOST));
    }

    /// Makes what is to be written: of all at once, or, if that breaks down, of one after the other.
    fn made(&self, found: &mut [Option<Found<'_>>], done: &mut [Done]) -> Vec<Made> {
        let source = done.first().map_or(0, |first| first.source);
        let inputs = found.iter_mut().map(Option::as_mut).zip(done.iter().map(|done| done.problem.as_ref()));
        let spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        let broken = match self.unbroken(source, || self.look.make(spare, inputs)) {
            Ok(made) => return vec![made],
            Err(problem) => problem,
        };
        match (&mut *found, &mut *done) {
            ([None], _) => Vec::new(),
            ([one], [done]) => {
                *one = None;
                *done = Done { source, problem: Some(broken), ..Done::default() };
                self.made(found, std::slice::from_mut(done))
            }
            _ => found.chunks_mut(1).zip(done.chunks_mut(1)).flat_map(|(found, done)| self.made(found, done)).collect(),
        }
    }

    /// Does something with an input; that it broke down is a problem of the input.
    fn unbroken<T>(&self, source: usize, work: impl FnOnce() -> T) -> Result<T, Problem> {
        catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
            let place = PLACE.take();
            let reason = format!("the program failed on this input{place}: please report it, with the file");
            Problem::new(self.reader.name(source), Kind::Internal, reason)
        })
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
