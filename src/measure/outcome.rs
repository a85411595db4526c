//! What came of it: the figures that state a measure's result.

use super::build::Draft;
use super::classes::{Is, View, set};
use crate::analysis::{Item, Unit};
use crate::layout::Role;
use crate::model::{ActionKind, Claim, ClaimId, Dimension, Kind, Modality};
use crate::span::Span;

/// How far behind a measure its results are looked for, in units.
const REACH: usize = 200;
/// How many sentences a short paragraph has.
const FEW: usize = 6;
/// The longest sentence that only opens an item, in units.
const OPENING: usize = 24;

/// Gives every measure the figures of its own words, and those that follow in its sentence. A sentence without figures may
/// have them in the next sentence of its item.
pub(super) fn outcomes(view: View<'_, '_>, claims: &[Claim<'_>], drafts: &[Draft<'_>]) -> Vec<Vec<ClaimId>> {
    if claims.is_empty() {
        return vec![Vec::new(); drafts.len()];
    }
    let mut baselines: Vec<ClaimId> = claims.iter().filter_map(|c| c.baseline).collect();
    baselines.sort_unstable();
    let figures = Figures { claims, drafts, baselines };
    let mut out = Vec::with_capacity(drafts.len());
    for i in 0..drafts.len() {
        out.push(figures.of(view, i));
    }
    out
}

/// The figures and measures of an article, by position.
struct Figures<'a, 't, 'd> {
    claims: &'a [Claim<'t>],
    drafts: &'a [Draft<'d>],
    baselines: Vec<ClaimId>,
}

impl<'a, 't> Figures<'a, 't, '_> {
    fn of(&self, view: View<'_, '_>, index: usize) -> Vec<ClaimId> {
        let Some(draft) = self.drafts.get(index) else { return Vec::new() };
        // 发布报告，综合得分80.59分: what a report says came not of the report.
        let tells = draft.kind == ActionKind::Issue
            && matches!(draft.phrase.object, "报告" | "白皮书" | "蓝皮书" | "数据" | "指数");
        let end = if tells { draft.span.end } else { end(view, draft) };
        // A figure in the clause of a later measure is that one's: 分两批发布清单.
        let next = self.drafts.get(index + 1).filter(|d| d.sentence == draft.sentence);
        let next = next.map_or(u32::MAX, |d| clause(view, d));
        let own = |c: &Claim<'_>| c.span.start < next || !self.behind(view, index, c.span);
        let lead = lead(view, draft);
        let mut out: Vec<ClaimId> = Vec::new();
        for (claim, before) in self.within(Span::new(lead.min(draft.span.start), end)) {
            let inside = draft.span.contains(claim.span);
            let led = claim.span.start < draft.span.start;
            let counts = inside
                || led && !self.held(claim.span)
                || !led
                    && own(claim)
                    && claim.per.is_none()
                    && !years(claim)
                    && (draft.kind == ActionKind::Conduct || !people(view, claim))
                    && claim.modality != Modality::Target
                    && !detail(claim, before)
                    && !actors(view, claim.span);
            if counts && self.tells(claim) {
                out.push(claim.id);
            }
        }
        if out.is_empty() && !tells { self.after(view, index) } else { out }
    }

    /// Returns the figures in a stretch, each with the one before it.
    fn within(&self, span: Span) -> impl Iterator<Item = (&'a Claim<'t>, Option<&'a Claim<'t>>)> {
        let from = self.claims.partition_point(|c| c.span.start < span.start);
        let claims = self.claims;
        let list = claims.get(from..).unwrap_or(&[]).iter().take_while(move |c| c.span.end <= span.end);
        list.enumerate().map(move |(i, c)| (c, (from + i).checked_sub(1).and_then(|i| claims.get(i))))
    }

    /// Returns true unless a figure is only what another one is compared with, or part of another one.
    fn tells(&self, claim: &Claim<'_>) -> bool {
        self.baselines.binary_search(&claim.id).is_err() && claim.part_of.is_none()
    }

    /// Returns true if a measure after the one at `index` holds the figure in its own words.
    fn behind(&self, view: View<'_, '_>, index: usize, figure: Span) -> bool {
        let rest = self.drafts.get(index + 1..).unwrap_or(&[]);
        let held = |d: &Draft<'_>| clause(view, d) <= figure.start && figure.end <= d.span.end;
        rest.iter().take_while(|d| clause(view, d) <= figure.start).any(held)
    }

    /// Returns true if some measure holds the figure in its own words.
    fn held(&self, figure: Span) -> bool {
        let before = self.drafts.partition_point(|d| d.span.start <= figure.start);
        before.checked_sub(1).and_then(|i| self.drafts.get(i)).is_some_and(|d| d.span.contains(figure))
    }

    /// Returns the figures of the next sentence, if the measure stands in an item and its own sentence has none: 一是放宽落户条件。
    /// 1至8月办理落户3.7万人. Of several measures that is the one whose object the next sentence takes up, or the only one.
    fn after(&self, view: View<'_, '_>, index: usize) -> Vec<ClaimId> {
        let Some(draft) = self.drafts.get(index) else { return Vec::new() };
        let sentences = &view.analysis.layout.sentences;
        let (Some(own), Some(next)) = (sentences.get(draft.sentence), sentences.get(draft.sentence + 1)) else {
            return Vec::new();
        };
        let opens = own.role == Role::Item && view.line(draft.sentence).len() <= OPENING;
        let item = own.section.and_then(|s| view.analysis.layout.document.sections.get(s as usize));
        if next.section != own.section
            || next.paragraph != own.paragraph && !opens
            || item.is_none_or(|s| s.ordinal.is_none())
            || self.within(own.span).next().is_some()
        {
            return Vec::new();
        }
        let near = |d: &&Draft<'_>| d.sentence == draft.sentence;
        let (before, behind) = self.drafts.split_at_checked(index).unwrap_or((&[], &[]));
        let alone = behind.get(1).is_none_or(|d| !near(&d)) && before.last().is_none_or(|d| !near(&d));
        let acts = behind.iter().find(|d| !near(d)).is_some_and(|d| d.sentence == draft.sentence + 1);
        // What others did next is theirs, unless the sentence only opened the item.
        if acts && !opens || !(alone && (opens || short(view, draft))) && !takes_up(view, draft) {
            return Vec::new();
        }
        let list = self.within(next.span).filter(|(c, before)| {
            self.tells(c)
                && !detail(c, *before)
                && !self.held(c.span)
                && c.per.is_none()
                && !years(c)
                && c.modality == Modality::Actual
        });
        list.map(|(c, _)| c.id).collect()
    }
}

/// Returns where the clause of a measure begins.
fn clause(view: View<'_, '_>, draft: &Draft<'_>) -> u32 {
    let units = view.line(draft.sentence).get(..draft.first).unwrap_or(&[]);
    let begins = units.iter().rev().take(OPENING).take_while(|u| !view.has(u, Is::End)).last();
    begins.map_or(draft.span.start, |u| u.span.start)
}

/// Returns true for a count of those who act: 市公安局等12个部门.
fn actors(view: View<'_, '_>, figure: Span) -> bool {
    let text = view.analysis.text;
    let (before, after) = (text.get(..figure.start as usize), text.get(figure.end as usize..));
    before.is_some_and(|t| t.ends_with('等')) && after.is_some_and(|t| t.starts_with("部门") || t.starts_with("单位"))
}

/// Returns true for people who act in a clause of their own: …，360多名建设者集结上坝.
fn people(view: View<'_, '_>, claim: &Claim<'_>) -> bool {
    let before = view.analysis.text.get(..claim.span.start as usize).unwrap_or("");
    claim.text.ends_with('名') && before.ends_with('，')
}

/// Returns true for how long something goes on: 连续十年.
fn years(claim: &Claim<'_>) -> bool {
    claim.dimension == Dimension::Duration && claim.kind == Kind::Level && claim.text.ends_with('年')
}

/// Returns true for what only says more of the figure before it: 其中搬迁群众1.9万人，占51.4%.
fn detail(claim: &Claim<'_>, before: Option<&Claim<'_>>) -> bool {
    claim.kind == Kind::Share && before.is_some_and(|b| b.part_of.is_some())
}

/// Returns true if a measure stands in a paragraph of few sentences: in a long one the next sentence is about something else.
fn short(view: View<'_, '_>, draft: &Draft<'_>) -> bool {
    let sentences = &view.analysis.layout.sentences;
    let paragraph = |i: usize| sentences.get(i).map(|s| s.paragraph);
    let own = paragraph(draft.sentence);
    let near = draft.sentence.saturating_sub(FEW)..=draft.sentence + FEW;
    near.filter(|i| paragraph(*i) == own).count() <= FEW
}

/// Returns true if the next sentence names the object of a measure again.
fn takes_up(view: View<'_, '_>, draft: &Draft<'_>) -> bool {
    let object = draft.phrase.object;
    let mut next = view.line(draft.sentence + 1).iter().take(REACH);
    !view.word_has(object, Is::VagueHead) && next.any(|u| view.words(u).ends_with(object))
}

/// Returns where the words begin that say by which figures a measure is done: 对3家单位开展…, 按照每人50元的标准，将….
fn lead(view: View<'_, '_>, draft: &Draft<'_>) -> u32 {
    let units = view.line(draft.sentence).get(..draft.first).unwrap_or(&[]);
    let mut from = draft.span.start;
    let mut crossed = false;
    for unit in units.iter().rev().take(OPENING) {
        if view.has(unit, Is::End) {
            if crossed || view.words(unit) != "，" {
                break;
            }
            crossed = true;
        } else if view.has(unit, Is::By) && !crossed || view.has(unit, Is::Standard) {
            from = unit.span.start;
            break;
        } else if view.has(unit, Is::Action) && !view.has(unit, Is::Nominal) {
            break;
        }
    }
    from
}

/// Returns where the part of a sentence, between semicolons, ends in which a measure stands.
fn end(view: View<'_, '_>, draft: &Draft<'_>) -> u32 {
    let rest = view.line(draft.sentence).get(draft.verb.end..).unwrap_or(&[]);
    let rest = rest.get(..REACH).unwrap_or(rest);
    let mut stop = None;
    // True where a clause begins.
    let mut begins = false;
    for (i, unit) in rest.iter().enumerate() {
        let words = view.words(unit);
        if unit.span.start >= draft.span.end {
            // …，市委会同市纪委开展督察: somebody else begins to act.
            if begins && (acts(view, rest.get(i..).unwrap_or(&[])) || matches!(words, "同时" | "此外")) {
                stop = i.checked_sub(1).and_then(|i| rest.get(i));
                break;
            }
            if matches!(words, "；" | ";") {
                stop = Some(unit);
                break;
            }
        }
        begins = view.has(unit, Is::End) || begins && view.any(unit, set(&[Is::Time, Is::Adverb]));
    }
    stop.or(rest.last()).map_or(draft.span.end, |u| u.span.end)
}

/// Returns true if a clause begins with a body that acts in it.
fn acts(view: View<'_, '_>, units: &[Unit]) -> bool {
    let verb = |u: &Unit| view.has(u, Is::Action) && !view.has(u, Is::Nominal);
    units.first().is_some_and(|u| matches!(u.item, Item::Institution(_)))
        && units.iter().take_while(|u| !view.has(u, Is::End)).any(verb)
}
