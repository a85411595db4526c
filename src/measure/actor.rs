//! Who does it: the subject of the clause, or of an earlier clause of the sentence.

use super::build::Draft;
use super::classes::{Is, Set, View, set};
use crate::analysis::{Item, Unit};
use crate::layout::Role;
use crate::model::{Institution, InstitutionId, InstitutionKind};
use crate::span::Span;
use rustc_hash::FxHashMap;

/// What may stand in a subject beside bodies: 市法院会同市检察院, 各级法院全年…
const LEAD: Set = set(&[Is::Time, Is::Adverb, Is::Conjunction, Is::And, Is::List, Is::Joins, Is::Etc]);

/// The longest sentence that only opens an item, in units.
const OPENING: usize = 24;

/// How far behind a body the words may stand that make it a source.
const SOURCE: usize = 3;

/// Bodies by the place where they are named, and who acts in each sentence.
#[derive(Debug)]
pub(super) struct Actors {
    by: FxHashMap<Span, Vec<InstitutionId>>,
    /// The subjects of the sentence that was asked for last, by the unit at which their clause begins.
    subjects: Vec<(usize, Vec<InstitutionId>)>,
    sentence: usize,
    /// Who acts in the sentence after it, when it only opens an item.
    implied: Vec<InstitutionId>,
}

/// Returns the foreign bodies.
pub(super) fn foreign(institutions: &[Institution<'_>]) -> Vec<InstitutionId> {
    institutions.iter().filter(|i| i.kind == InstitutionKind::Foreign).map(|i| i.id).collect()
}

impl Actors {
    /// Indexes the mentions.
    pub(super) fn new(institutions: &[Institution<'_>]) -> Self {
        let mut by: FxHashMap<Span, Vec<InstitutionId>> = FxHashMap::default();
        for body in institutions {
            for mention in &body.mentions {
                by.entry(mention.span).or_default().push(body.id);
            }
        }
        Actors { by, subjects: Vec::new(), sentence: usize::MAX, implied: Vec::new() }
    }

    /// Returns the bodies that do what a measure says. Measures must be asked for by position.
    pub(super) fn of(&mut self, view: View<'_, '_>, draft: &Draft<'_>) -> Vec<InstitutionId> {
        if self.sentence != draft.sentence {
            self.sentence = draft.sentence;
            self.read(view, view.line(draft.sentence));
            self.implied = self.below(view, draft.sentence);
        }
        let before = self.subjects.partition_point(|(at, _)| *at < draft.first.max(1));
        let earlier = |i: usize| i.checked_sub(1).and_then(|i| self.subjects.get(i)).map(|(_, bodies)| bodies);
        let Some((at, bodies)) = before.checked_sub(1).and_then(|i| self.subjects.get(i)) else {
            return self.implied.clone();
        };
        let clause = view.line(draft.sentence).get(*at..draft.first).unwrap_or(&[]);
        if clause.iter().any(|u| view.has(u, Is::End)) {
            return bodies.clone();
        }
        // The clause's own subject ends where the measure begins.
        let own = self.subject(view, clause);
        if own.is_empty() { earlier(before - 1).unwrap_or(&self.implied).clone() } else { own }
    }

    /// Returns who acts in the sentence after the one that only opens an item: 一是推进“一窗通办”。全州公安机关设立….
    fn below(&self, view: View<'_, '_>, sentence: usize) -> Vec<InstitutionId> {
        let sentences = &view.analysis.layout.sentences;
        let (Some(own), Some(next)) = (sentences.get(sentence), sentences.get(sentence + 1)) else { return Vec::new() };
        if own.role != Role::Item || next.section != own.section || view.line(sentence).len() > OPENING {
            return Vec::new();
        }
        // Its first clauses may only say on what ground: 立足生态保护，检察机关…
        let clauses = view.line(sentence + 1).split(|u| view.has(u, Is::End));
        clauses.map(|c| self.subject(view, c)).find(|bodies| !bodies.is_empty()).unwrap_or_default()
    }

    /// Finds the subjects of a sentence's clauses.
    fn read(&mut self, view: View<'_, '_>, units: &[Unit]) {
        self.subjects.clear();
        let mut start = 0;
        while start < units.len() {
            let rest = units.get(start..).unwrap_or(&[]);
            let length = rest.iter().position(|u| view.has(u, Is::End)).unwrap_or(rest.len());
            let bodies = self.subject(view, rest.get(..length).unwrap_or(&[]));
            if !bodies.is_empty() {
                self.subjects.push((start, bodies));
            }
            start += length + 1;
        }
    }

    /// Returns the bodies that open a clause.
    fn subject(&self, view: View<'_, '_>, clause: &[Unit]) -> Vec<InstitutionId> {
        let mut out: Vec<InstitutionId> = Vec::new();
        for (i, unit) in clause.iter().enumerate() {
            // 同…合作, 会同有关部门: whoever is joined is not the one who acts.
            if out.is_empty() && view.has(unit, Is::Joins) && !view.any(unit, set(&[Is::Etc, Is::List])) {
                break;
            }
            if let Item::Institution(_) = unit.item {
                for id in self.by.get(&unit.span).map_or(&[][..], |v| v) {
                    if !out.contains(id) {
                        out.push(*id);
                    }
                }
                continue;
            }
            if !out.is_empty() && view.has(unit, Is::Dispose) {
                break;
            }
            let counts = matches!(unit.item, Item::Quantity(_)) && !out.is_empty();
            if !view.any(unit, LEAD) && !counts {
                // 市统计局数据显示, 村级综治中心建设经费采取…: no subject, but what the noun belongs to.
                let behind = clause.get(i..).unwrap_or(&[]).iter().take(SOURCE);
                let source = behind
                    .take_while(|u| !view.any(u, set(&[Is::Action, Is::Dispose])))
                    .any(|u| view.has(u, Is::Source));
                // 等12个部门: the noun that is counted stands for them all.
                let counted = i > 0 && clause.get(i - 1).is_some_and(|u| matches!(u.item, Item::Quantity(_)));
                let other = view.has(unit, Is::Noun)
                    && !view.any(unit, set(&[Is::Person, Is::Body, Is::Doer, Is::Paper, Is::Says]));
                if source || other && !counted {
                    out.clear();
                }
                break;
            }
        }
        out
    }
}
