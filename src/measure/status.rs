//! Tense: whether a measure is done, going on or planned.

use super::build::Draft;
use super::classes::Classes;
use crate::analysis::{Analysis, Unit};
use crate::chunk::TimeForm;
use crate::layout::{self, Role};
use crate::model::{Date, Status};

/// How far back a sentence is asked for its tense, in units.
const REACH: usize = 300;
/// What documents do.
const SAYS: &[&str] = &["提出", "明确", "要求", "指出", "强调", "部署"];

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
    let bare = imperatives(analysis, classes);
    let (mut paragraph, mut at) = (Tense::Open, u32::MAX);
    // The headings above a sentence, by level: one that says nothing takes the tense of the one above it.
    let mut headings: Vec<(u8, Tense)> = Vec::new();
    for (sentence, units) in analysis.sentences() {
        let own = tense(analysis, classes, units, published, sentence.role == Role::Heading);
        if sentence.role == Role::Heading {
            let section = sentence.section.and_then(|i| analysis.layout.document.sections.get(i as usize));
            let level = section.map_or(1, |s| s.level);
            while headings.last().is_some_and(|(l, _)| *l >= level) {
                headings.pop();
            }
            let above = headings.last().map_or(Tense::Open, |(_, tense)| *tense);
            let said = sentence.frame.and_then(|f| f.tense).map(|tense| match tense {
                layout::Tense::Review => Tense::Review,
                layout::Tense::Plan => Tense::Plan,
            });
            headings.push((level, said.unwrap_or(if own == Tense::Open { above } else { own })));
            paragraph = Tense::Open;
        } else if sentence.paragraph != at {
            paragraph = if bare.contains(&sentence.paragraph) { Tense::Plan } else { Tense::Open };
        }
        at = sentence.paragraph;
        // A term set for one thing (2021年底前) says nothing of the next sentence.
        let carries = own != Tense::Plan
            || sentence.role == Role::Heading
            || units
                .iter()
                .any(|u| classes.has(u, classes.plan) || analysis.time(u).is_some_and(|t| t.form == TimeForm::Frame));
        if !carries {
            out.push(own);
            continue;
        }
        if own != Tense::Open && sentence.role != Role::Title {
            paragraph = own;
        }
        let heading = headings.last().map_or(Tense::Open, |(_, tense)| *tense);
        out.push(if paragraph == Tense::Open { heading } else { paragraph });
    }
    out
}

/// Returns the paragraphs of an article without any time that hold orders only: no figure, no result, no 了.
fn imperatives(analysis: &Analysis<'_>, classes: &Classes<'_>) -> Vec<u32> {
    let dated = |u: &Unit| analysis.time(u).is_some() || classes.any(u, &[classes.plan]);
    if analysis.layout.sentences.iter().any(|s| s.role == Role::Heading) {
        return Vec::new();
    }
    let mut out = Vec::new();
    let (mut at, mut sentences, mut evidence) = (u32::MAX, 0, false);
    let mut close = |at: u32, sentences: u32, evidence: bool| {
        if sentences >= 3 && !evidence {
            out.push(at);
        }
    };
    for (sentence, units) in analysis.sentences() {
        if sentence.paragraph != at {
            close(at, sentences, evidence);
            (at, sentences, evidence) = (sentence.paragraph, 0, false);
        }
        sentences += 1;
        evidence |= units.iter().any(|u| {
            dated(u)
                || analysis.quantity(u).is_some() && analysis.words(u).contains(|c: char| c.is_ascii_digit())
                || classes.any(u, &[classes.review, classes.done])
                || analysis.words(u) == "了"
        });
    }
    close(at, sentences, evidence);
    out
}

/// Returns what a sentence itself says.
fn tense(
    analysis: &Analysis<'_>,
    classes: &Classes<'_>,
    units: &[Unit],
    published: Option<Date>,
    heading: bool,
) -> Tense {
    let mut found = Tense::Open;
    for unit in units {
        let own = if let Some(time) = analysis.time(unit) {
            match (time.form, published) {
                (TimeForm::Until | TimeForm::Frame, Some(day)) => {
                    let begins = time.start.or(time.end).is_some_and(|d| d > day);
                    // A report given early in a year speaks of that year as of the future.
                    let young = day.month() <= 3 && !time.relative && time.end.is_some_and(|d| d > day);
                    if begins || young && time.form == TimeForm::Frame {
                        Tense::Plan
                    } else if time.form == TimeForm::Frame && time.end.is_some_and(|d| d <= day) {
                        Tense::Review
                    } else {
                        Tense::Open
                    }
                }
                (TimeForm::Frame, None) => Tense::Review,
                (TimeForm::Until, None) if analysis.words(unit).starts_with('到') => Tense::Plan,
                _ => Tense::Open,
            }
        } else if classes.has(unit, classes.plan) || heading && classes.has(unit, classes.plan_heading) {
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
    let sentence = units.get(draft.verb.start.saturating_sub(REACH)..draft.verb.start).unwrap_or(&[]);
    let ahead = [classes.verb, classes.adverb, classes.preposition, classes.planned, classes.ongoing];
    let future = |(i, u): (usize, &Unit)| {
        let next = sentence.get(i + 1);
        classes.has(u, classes.planned)
            || analysis.words(u) == "将"
                && u.span.start != draft.span.start
                && next.is_none_or(|n| classes.any(n, &ahead))
    };
    // 《方案》提出…: what a document says is still to be done.
    let quoted = |(i, u): (usize, &Unit)| {
        SAYS.contains(&analysis.words(u))
            && i.checked_sub(1).and_then(|b| sentence.get(b)).is_some_and(|b| analysis.words(b).ends_with('》'))
    };
    if before.iter().any(|u| classes.has(u, classes.done)) {
        return Status::Done;
    }
    if sentence.iter().enumerate().any(|p| future(p) || quoted(p)) {
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
