//! Tense: whether a measure is done, going on or planned.

use super::build::Draft;
use super::classes::Classes;
use crate::analysis::{Analysis, Unit};
use crate::chunk::TimeForm;
use crate::layout::Role;
use crate::model::{Date, Status};

/// What a passage does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// It looks back.
    Review,
    /// It looks ahead.
    Plan,
    /// It does not say.
    Open,
}

/// Returns the tense of each sentence: its own, or the one of what stands before it.
pub(super) fn passages(analysis: &Analysis<'_>, classes: &Classes<'_>) -> Vec<Tense> {
    let published = analysis.layout.document.published;
    let mut out = Vec::with_capacity(analysis.lines.len());
    let (mut heading, mut paragraph, mut at) = (Tense::Open, Tense::Open, u32::MAX);
    for (sentence, units) in analysis.sentences() {
        let own = tense(analysis, classes, units, published);
        if sentence.role == Role::Heading {
            heading = own;
            paragraph = Tense::Open;
        } else if sentence.paragraph != at {
            paragraph = Tense::Open;
        }
        at = sentence.paragraph;
        if own != Tense::Open && sentence.role != Role::Title {
            paragraph = own;
        }
        out.push(if paragraph == Tense::Open { heading } else { paragraph });
    }
    out
}

/// Returns what a sentence itself says.
fn tense(analysis: &Analysis<'_>, classes: &Classes<'_>, units: &[Unit], published: Option<Date>) -> Tense {
    let mut found = Tense::Open;
    for unit in units {
        let own = if let Some(time) = analysis.time(unit) {
            match (time.form, published) {
                (TimeForm::Until | TimeForm::Frame, Some(day)) => {
                    let future = time.start.or(time.end).is_some_and(|d| d > day);
                    if future {
                        Tense::Plan
                    } else if time.form == TimeForm::Frame {
                        Tense::Review
                    } else {
                        Tense::Open
                    }
                }
                _ => Tense::Open,
            }
        } else if classes.has(unit, classes.plan) {
            Tense::Plan
        } else if classes.has(unit, classes.review) {
            Tense::Review
        } else {
            Tense::Open
        };
        match own {
            Tense::Plan => return Tense::Plan,
            Tense::Review => found = Tense::Review,
            Tense::Open => {}
        }
    }
    found
}

/// Returns the status of a measure.
pub(super) fn of(analysis: &Analysis<'_>, classes: &Classes<'_>, draft: &Draft<'_>, tenses: &[Tense]) -> Status {
    match draft.fixed_status.as_deref() {
        Some("planned") => return Status::Planned,
        Some("ongoing") => return Status::Ongoing,
        Some("done") => return Status::Done,
        _ => {}
    }
    let line = analysis.lines.get(draft.sentence).cloned().unwrap_or(0..0);
    let units = analysis.units.get(line).unwrap_or(&[]);
    let clause = clause(classes, units, draft.verb.start);
    let before = units.get(clause..draft.verb.start).unwrap_or(&[]);
    let sentence = units.get(..draft.verb.start).unwrap_or(&[]);
    let future = |u: &Unit| {
        classes.any(u, &[classes.planned])
            || classes.has(u, classes.dispose) && analysis.words(u) == "将" && u.span.start != draft.span.start
    };
    if before.iter().any(|u| classes.has(u, classes.done)) {
        return Status::Done;
    }
    if sentence.iter().any(future) {
        return Status::Planned;
    }
    if tenses.get(draft.sentence) == Some(&Tense::Plan) {
        return Status::Planned;
    }
    if before.iter().any(|u| classes.has(u, classes.ongoing)) {
        return Status::Ongoing;
    }
    Status::Done
}

/// Returns the first unit of the clause that holds `at`.
fn clause(classes: &Classes<'_>, units: &[Unit], at: usize) -> usize {
    units.get(..at).and_then(|u| u.iter().rposition(|u| classes.has(u, classes.end))).map_or(0, |i| i + 1)
}
