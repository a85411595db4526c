//! What a thread does with one article.

use super::repeats::Print;
use crate::args::Run;
use crate::input::{Item, Kind, Problem, Reader, Text};
use crate::output::{Look, Made};
use std::panic::{AssertUnwindSafe, catch_unwind};
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
}

/// What became of one input: what to write, and what to report.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// The index of its source.
    pub(super) source: usize,
    pub(super) made: Option<Made>,
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
        self.made.as_ref().map_or(0, Made::bytes)
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
    /// Reads an article and finds what is in it. A reader that breaks down on a damaged file is a problem of that file.
    pub(super) fn outcome(&self, worker: &mut Worker, item: Item) -> Outcome {
        let source = item.source;
        let work = AssertUnwindSafe(|| match self.reader.read(item) {
            Ok(text) => self.facts(worker, &text),
            Err(problem) => Outcome { problem: Some(problem), ..Outcome::default() },
        });
        if let Ok(outcome) = catch_unwind(work) {
            return Outcome { source, ..outcome };
        }
        // What it has in hand is in no known state.
        *worker = self.extractor.worker();
        let place = PLACE.take();
        let reason = format!("the program failed on this input{place}: please report it, with the file");
        let problem = Problem::new(self.reader.name(source), Kind::Internal, reason);
        Outcome { source, problem: Some(problem), ..Outcome::default() }
    }

    fn facts(&self, worker: &mut Worker, text: &Text) -> Outcome {
        let unit = OffsetUnit::from(self.args.shared.offsets);
        let nothing = nothing_in(text, self.task);
        let article = text.article(&self.args.shared, worker);
        let count;
        let made = match self.task {
            Task::Extract => {
                let mut facts = worker.extract(article);
                text.complete(&mut facts.document);
                if let (Some(message), true) = (nothing, facts.notes.is_empty()) {
                    let end = u32::try_from(text.text.len()).unwrap_or(u32::MAX);
                    facts.notes.push(Note { span: Span::new(0, end), message: message.to_owned() });
                }
                count = facts.claims.len()
                    + facts.institutions.len()
                    + facts.measures.len()
                    + facts.policies.len()
                    + facts.checks.len();
                self.look.facts(text, facts, unit)
            }
            Task::Recognize => {
                let entities = self.extractor.recognize(article).to_unit(&text.text, unit);
                count = entities.entities.len();
                self.look.entities(&entities)
            }
        };
        Outcome {
            source: 0,
            made: Some(made),
            problem: nothing.map(|reason| text.problem(Kind::Empty, reason)),
            print: Print::of(&text.text, text.line),
            facts: count as u64,
            read: text.text.len() as u64,
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
