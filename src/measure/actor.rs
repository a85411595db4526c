//! Who does it: the subject of the clause, or of an earlier clause of the sentence.

use super::build::Draft;
use super::classes::{Is, Set, View, set};
use super::phrase::Head;
use crate::analysis::{Item, Unit};
use crate::layout::Role;
use crate::model::{ActionKind, Institution, InstitutionId, InstitutionKind};
use crate::span::Span;
use rustc_hash::FxHashMap;

/// What may stand in a subject beside bodies: 市法院会同市检察院, 各级法院全年…
const LEAD: Set = set(&[Is::Time, Is::Adverb, Is::Conjunction, Is::And, Is::List, Is::Joins, Is::Etc]);

/// The longest sentence that only opens an item, in units.
const OPENING: usize = 24;

/// How many units at the head of a sentence may name who acts.
const LEADING: usize = 3;
/// How many units a description of a body may have: 以…为核心的.
const DESCRIPTION: usize = 10;
/// How far behind a body the words may stand that make it a source.
const SOURCE: usize = 3;

/// Bodies by the place where they are named, and who acts in each sentence.
#[derive(Debug)]
pub(super) struct Actors {
    by: FxHashMap<Span, Vec<InstitutionId>>,
    /// The subjects of the sentence that was asked for last, by the unit at which their clause begins.
    subjects: Vec<(usize, Vec<InstitutionId>)>,
    sentence: usize,
    /// Who acts in it when it does not say: see [`Actors::imply`].
    implied: Vec<InstitutionId>,
    /// Who issued the document that was issued last.
    issuer: Vec<InstitutionId>,
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
        Actors { by, subjects: Vec::new(), sentence: usize::MAX, implied: Vec::new(), issuer: Vec::new() }
    }

    /// Returns the bodies that do what a measure says. Measures must be asked for by position.
    pub(super) fn of(&mut self, view: View<'_, '_>, draft: &Draft<'_>) -> Vec<InstitutionId> {
        if self.sentence != draft.sentence {
            self.sentence = draft.sentence;
            self.read(view, view.line(draft.sentence));
            self.implied = self.imply(view, draft.sentence);
        }
        let bodies = self.find(view, draft);
        if draft.kind == ActionKind::Issue && draft.phrase.head == Head::Title && !bodies.is_empty() {
            self.issuer.clone_from(&bodies);
        }
        bodies
    }

    /// Returns the bodies of one measure of the sentence that was read.
    fn find(&self, view: View<'_, '_>, draft: &Draft<'_>) -> Vec<InstitutionId> {
        let units = view.line(draft.sentence);
        if let Some(helped) = self.helped(view, units.get(..draft.first).unwrap_or(&[])) {
            return helped;
        }
        let led = self.led(view, units, draft);
        if !led.is_empty() {
            return led;
        }
        // 县级综治中心全部建成: what is built does not build.
        if draft.first < draft.verb.start
            && !units.get(draft.first).is_some_and(|u| view.has(u, Is::Dispose))
            && (draft.kind == ActionKind::Establish
                || units.get(draft.first).is_some_and(|u| matches!(u.item, Item::Institution(_))))
        {
            return Vec::new();
        }
        let before = self.subjects.partition_point(|(at, _)| *at < draft.first.max(1));
        let earlier = |i: usize| i.checked_sub(1).and_then(|i| self.subjects.get(i)).map(|(_, bodies)| bodies);
        let Some((at, bodies)) = before.checked_sub(1).and_then(|i| self.subjects.get(i)) else {
            return self.implied.clone();
        };
        if bodies.is_empty() {
            return Vec::new();
        }
        let clause = view.line(draft.sentence).get(*at..draft.first).unwrap_or(&[]);
        if clause.iter().any(|u| view.has(u, Is::End)) {
            // 局长介绍，我国已建成…: who says so does not act.
            let own = clause.rsplit(|u| view.has(u, Is::End)).next().unwrap_or(&[]);
            let first = own.iter().find(|u| !view.any(u, set(&[Is::Time, Is::Adverb, Is::Conjunction])));
            let other = first.is_some_and(|u| view.any(u, set(&[Is::Subject, Is::Place])));
            if other && clause.iter().any(|u| view.has(u, Is::Tells)) {
                return Vec::new();
            }
            // …，多个路段实行管制; …，各地推进…: others act.
            let bare = own.iter().filter(|u| !view.any(u, LEAD));
            let alone = bare.clone().count() == 1 && draft.first == draft.verb.start;
            let counted = |u: &Unit| {
                view.any(u, set(&[Is::Quantity, Is::Few, Is::Numeral]))
                    && !view.words(u).starts_with(['首', '第', '再'])
            };
            let bodies_counted = own.iter().any(|u| view.words(u).ends_with("部门") || view.words(u).ends_with("单位"));
            if first.is_some_and(|u| counted(u) && !bodies_counted)
                || first.is_some_and(|u| view.has(u, Is::Others))
                || alone && first.is_some_and(|u| view.has(u, Is::Doer) && u.item == Item::Word)
            {
                return Vec::new();
            }
            return bodies.clone();
        }
        // The clause's own subject ends where the measure begins.
        let own = self.subject(view, clause);
        if own.is_empty() { earlier(before - 1).unwrap_or(&self.implied).clone() } else { own }
    }

    /// Returns who acts in a sentence that names nobody: whoever acts in the one below it, if it only opens an item; who issued
    /// the document that speaks (《方案》提出…); who was told to act in the one before (法院要…。健全…).
    fn imply(&self, view: View<'_, '_>, sentence: usize) -> Vec<InstitutionId> {
        let below = self.below(view, sentence);
        if !below.is_empty() || !self.subjects.is_empty() {
            return below;
        }
        let units = view.line(sentence);
        let lead = units.get(..LEADING).unwrap_or(units);
        if let [document, rest @ ..] = lead
            && view.words(document).starts_with('《')
            && rest.first().is_some_and(|u| view.has(u, Is::Says))
        {
            return self.issuer.clone();
        }
        let opening = lead.iter().take_while(|u| !view.has(u, Is::Action));
        let named =
            opening.clone().any(|u| view.any(u, set(&[Is::Subject, Is::Place, Is::Pronoun, Is::Noun, Is::Time])));
        let sentences = &view.analysis.layout.sentences;
        let paragraph = |i: usize| sentences.get(i).map(|s| s.paragraph);
        let Some(before) = sentence.checked_sub(1) else { return below };
        if named || paragraph(before) != paragraph(sentence) {
            return below;
        }
        // 全国检察机关要…: the last clause that tells somebody to act.
        let clauses = view.line(before).split(|u| view.has(u, Is::End));
        let mut told = clauses.filter(|c| c.iter().any(|u| view.has(u, Is::Planned))).map(|c| self.subject(view, c));
        told.rfind(|bodies| !bodies.is_empty()).unwrap_or_default()
    }

    /// Returns the bodies between 支持 or 鼓励 and what they do: 鼓励潍坊银行创新绿色信贷产品. Behind 要求各地 nobody is named.
    fn helped(&self, view: View<'_, '_>, before: &[Unit]) -> Option<Vec<InstitutionId>> {
        let clause = before.iter().rposition(|u| view.has(u, Is::End)).map_or(0, |at| at + 1);
        let clause = before.get(clause..).unwrap_or(&[]);
        let at = clause.iter().enumerate().position(|(i, u)| {
            let body = || clause.get(i + 1).is_some_and(|n| matches!(n.item, Item::Institution(_)));
            view.has(u, Is::Support) || view.words(u) == "要求" || view.words(u) == "部署" && body()
        })?;
        let (helps, rest) = clause.get(at..)?.split_first()?;
        let bodies = self.subject(view, rest);
        // 要求各地落实…, 支持南京创建…: who is to act is no body.
        let asks = view.words(helps) == "要求";
        let others = rest.first().is_some_and(|u| {
            u.item == Item::Word && view.any(u, set(&[Is::Subject, Is::Doer, Is::Others]))
                || !asks && view.has(u, Is::Place)
        });
        (others || !bodies.is_empty()).then_some(bodies)
    }

    /// Returns the body that a measure's own words name as the one in the lead: 建立由市住建局牵头的联席会议制度.
    fn led(&self, view: View<'_, '_>, units: &[Unit], draft: &Draft<'_>) -> Vec<InstitutionId> {
        let inside = units.get(draft.verb.end..).unwrap_or(&[]).iter().take_while(|u| u.span.end <= draft.span.end);
        let mut by = false;
        for unit in inside.take(OPENING) {
            if by && matches!(unit.item, Item::Institution(_)) {
                return self.by.get(&unit.span).cloned().unwrap_or_default();
            }
            by = view.words(unit) == "由";
        }
        Vec::new()
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
            let clause = rest.get(..length).unwrap_or(&[]);
            let bodies = self.subject(view, clause);
            // …，用人单位要健全…: from here on others act.
            if !bodies.is_empty() || others(view, clause) {
                self.subjects.push((start, bodies));
            }
            start += length + 1;
        }
    }

    /// Returns the bodies that open a clause.
    fn subject(&self, view: View<'_, '_>, clause: &[Unit]) -> Vec<InstitutionId> {
        let clause = with(view, clause);
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
            // 将综治中心纳入…: what stands behind 将 is done to.
            if view.has(unit, Is::Dispose) || out.is_empty() && view.has(unit, Is::NotAct) {
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
                // 综治中心建设经费采取…: nor is what a noun of doing belongs to.
                let modifies = matches!(clause.get(i..), Some([doing, noun, verb, ..]) if view.has(doing, Is::Nominal)
                    && view.has(noun, Is::Noun) && view.has(verb, Is::Verb) && !view.has(verb, Is::Noun));
                if source || modifies || other && !counted {
                    out.clear();
                }
                break;
            }
        }
        out
    }
}

/// Returns true if others than bodies act in a clause: 各地将深入走访, 要求各地做好….
fn others(view: View<'_, '_>, clause: &[Unit]) -> bool {
    let told = clause.iter().position(|u| view.words(u) == "要求").map_or(0, |at| at + 1);
    let mut rest = clause.get(told..).unwrap_or(&[]).iter().filter(|u| !view.any(u, LEAD));
    let (lead, next) = (rest.next(), rest.next());
    // …，湖南建立…: a place acts.
    let acts = || {
        next.is_some_and(|u| {
            u.item == Item::Word
                && view.any(u, set(&[Is::Action, Is::Verb]))
                && !view.any(u, set(&[Is::Noun, Is::Nominal]))
        })
    };
    lead.is_some_and(|u| view.has(u, Is::Others) || u.item == Item::Word && view.has(u, Is::Place) && acts())
}

/// Leaves out what stands before a body that 以…为核心的 describes.
fn with<'u>(view: View<'_, '_>, clause: &'u [Unit]) -> &'u [Unit] {
    if clause.first().is_none_or(|u| view.words(u) != "以") {
        return clause;
    }
    let near = clause.iter().take(DESCRIPTION);
    let body = near.enumerate().position(|(i, u)| {
        matches!(u.item, Item::Institution(_))
            && i.checked_sub(1).and_then(|i| clause.get(i)).is_some_and(|b| view.has(b, Is::De))
    });
    body.and_then(|at| clause.get(at..)).unwrap_or(clause)
}
