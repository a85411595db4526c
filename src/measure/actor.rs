//! Who does it: the subject of the clause, or of an earlier clause of the sentence.

use super::build::Draft;
use super::classes::Classes;
use crate::analysis::{Analysis, Item, Unit};
use crate::model::{Institution, InstitutionId};
use crate::span::Span;
use rustc_hash::FxHashMap;

/// How far back a subject is looked for, in units.
const REACH: usize = 300;

/// Bodies by the place where they are named.
#[derive(Debug)]
pub(super) struct Actors(FxHashMap<Span, Vec<InstitutionId>>);

impl Actors {
    /// Indexes the mentions.
    pub(super) fn new(institutions: &[Institution<'_>]) -> Self {
        let mut by: FxHashMap<Span, Vec<InstitutionId>> = FxHashMap::default();
        for body in institutions {
            for mention in &body.mentions {
                by.entry(mention.span).or_default().push(body.id);
            }
        }
        Actors(by)
    }

    /// Returns the bodies that do what a measure says.
    pub(super) fn of(&self, analysis: &Analysis<'_>, classes: &Classes<'_>, draft: &Draft<'_>) -> Vec<InstitutionId> {
        let line = analysis.lines.get(draft.sentence).cloned().unwrap_or(0..0);
        let units = analysis.units.get(line).and_then(|u| u.get(..draft.first)).unwrap_or(&[]);
        let units = units.get(units.len().saturating_sub(REACH)..).unwrap_or(units);
        let mut end = units.len();
        loop {
            let head = units.get(..end).unwrap_or(&[]);
            let start = head.iter().rposition(|u| classes.has(u, classes.end)).map_or(0, |i| i + 1);
            let found = self.subject(analysis, classes, head.get(start..).unwrap_or(&[]));
            if !found.is_empty() || start == 0 {
                return found;
            }
            end = start - 1;
        }
    }

    /// Returns the bodies that open a clause.
    fn subject(&self, analysis: &Analysis<'_>, classes: &Classes<'_>, clause: &[Unit]) -> Vec<InstitutionId> {
        let mut out: Vec<InstitutionId> = Vec::new();
        let lead = [classes.time, classes.adverb, classes.conjunction, classes.and, classes.list];
        for unit in clause {
            if let Item::Institution(_) = unit.item {
                for id in self.0.get(&unit.span).map_or(&[][..], |v| v) {
                    if !out.contains(id) {
                        out.push(*id);
                    }
                }
                continue;
            }
            let words = analysis.words(unit);
            let joins = matches!(words, "会同" | "联合" | "与" | "和" | "同" | "等" | "、" | "及" | "由")
                || classes.any(unit, &lead);
            let counts = matches!(unit.item, Item::Quantity(_)) && !out.is_empty();
            if !joins && !counts {
                break;
            }
        }
        out
    }
}
