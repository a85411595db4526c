//! Numeric claims: built from rules over class lines, then linked.

mod behind;
mod build;
mod class;
mod key;
mod kind;
mod labels;
pub(crate) mod link;
mod modality;
mod passage;
mod phrase;
mod veto;
mod words;

use crate::analysis::{Analysis, Item};
use crate::chunk::{Form, Quantity};
use crate::model::{Claim, ClaimId, Dimension, Indicator, InstitutionKind, Quote};
use crate::rule::{Stage, StageCache};
use crate::span::Span;
pub(crate) use class::Masks;
use std::borrow::Cow;

/// The names that claim rules may use in their patterns.
pub(crate) const GROUPS: &[&str] =
    &["value", "from", "subject", "indicator", "predicate", "actor", "base", "comparison", "period"];

/// How many claims there is room for at first.
const ROOM: usize = 256;
/// How far back the claim is sought that lends its label, in claims.
const LENT: usize = 24;

/// The places of those names.
mod part {
    pub(super) const VALUE: usize = 0;
    pub(super) const FROM: usize = 1;
    pub(super) const SUBJECT: usize = 2;
    pub(super) const INDICATOR: usize = 3;
    pub(super) const PREDICATE: usize = 4;
    pub(super) const ACTOR: usize = 5;
    pub(super) const BASE: usize = 6;
    pub(super) const COMPARISON: usize = 7;
}

/// The fields that claim rules may set, and to what. `role` says what the words beside the value do: `arrive` takes the
/// direction of the change before it, `of` and `whole` find the base of a share, `standard` makes a requirement, `none`
/// marks a number that is no claim.
pub(crate) const KEYS: &[(&str, &[&str])] = &[
    ("kind", &["level", "change", "share", "rate", "average", "rank"]),
    ("direction", &["increase", "decrease", "unchanged"]),
    ("modality", &["actual", "target", "required", "estimated"]),
    ("role", &["arrive", "of", "whole", "standard", "none"]),
];

/// Builds the claims of an article, by position, without links between them but `baseline`.
pub(crate) fn build<'t>(
    analysis: &Analysis<'t>,
    masks: &Masks,
    stage: &Stage,
    cache: &mut StageCache,
) -> Vec<Claim<'t>> {
    let mut claims = Vec::with_capacity(analysis.chunks.quantities.len().min(ROOM));
    let mut passage = passage::Passage::default();
    let mut carried = Carried::default();
    let mut figures = analysis.chunks.quantities.iter().map(|q| q.span.start).peekable();
    for (index, (sentence, units)) in analysis.sentences().enumerate() {
        let planned = passage.read(analysis, masks, index);
        while figures.next_if(|&at| at < sentence.span.start).is_some() {}
        let figured = figures.peek().is_some_and(|&at| at < sentence.span.end);
        if !figured || !units.iter().any(|u| matches!(u.item, Item::Quantity(_))) {
            continue;
        }
        let line = words::Line { analysis, masks, units };
        let before = carried.read(analysis, masks, index);
        let mut builder = build::Builder::new(line, sentence.section, planned, before, &mut claims);
        stage.run(units.iter().map(|u| u.set), cache, |found| builder.add(&found));
        builder.finish();
    }
    for i in 0..claims.len() {
        let (before, rest) = claims.split_at_mut(i);
        let Some(claim) = rest.first_mut() else { break };
        claim.id = ClaimId(u32::try_from(i + 1).unwrap_or(u32::MAX));
        claim.text = Cow::Borrowed(claim.span.of(analysis.text));
        if let Some(indicator) = &mut claim.indicator {
            indicator.key = keyed(indicator, before);
        }
    }
    claims
}

/// Returns the key of an indicator: a label that an earlier claim lends has its key, and a list may have spelled it out.
fn keyed<'t>(indicator: &Indicator<'t>, before: &[Claim<'t>]) -> Cow<'t, str> {
    let lent = || before.iter().rev().take(LENT).flat_map(|c| &c.indicator).find(|i| i.span == indicator.span);
    match lent().filter(|_| indicator.key == indicator.text) {
        Some(lent) => lent.key.clone(),
        None => key::of(&indicator.key),
    }
}

/// Who acts in a paragraph, from sentence to sentence: 全市检察机关…。紧盯汉江生态，办理案件318件。
/// Only sentences with figures ask, so that a sentence is read when one behind it does.
#[derive(Debug, Default)]
struct Carried {
    /// The first sentence that was not read.
    next: usize,
    /// Where the one is named who acts in the sentence before.
    subject: Option<Span>,
}

impl Carried {
    /// Returns who acts in the sentence before `index`, if this one begins without a subject.
    fn read<'t>(&mut self, analysis: &Analysis<'t>, masks: &Masks, index: usize) -> Option<Quote<'t>> {
        let before = self.before(analysis, masks, index);
        let (own, bare) = opening(analysis, masks, index);
        self.next = index + 1;
        self.subject = own.or(before.filter(|_| bare));
        before.filter(|_| own.is_none()).map(|span| Quote::new(analysis.text, span))
    }

    /// Returns who acts in the paragraph up to `index`: the last who is named, if only sentences without a subject follow.
    fn before(&self, analysis: &Analysis<'_>, masks: &Masks, index: usize) -> Option<Span> {
        let paragraph = |i: usize| analysis.layout.sentences.get(i).map(|s| s.paragraph);
        let mut at = index;
        while let Some(i) = at.checked_sub(1).filter(|&i| paragraph(i) == paragraph(index)) {
            if i < self.next {
                return self.subject;
            }
            let (own, bare) = opening(analysis, masks, i);
            if own.is_some() || !bare {
                return own;
            }
            at = i;
        }
        None
    }
}

/// Returns the body that a sentence begins with and that acts in it, and whether the sentence begins with a verb.
fn opening(analysis: &Analysis<'_>, masks: &Masks, index: usize) -> (Option<Span>, bool) {
    let units = analysis.lines.get(index).and_then(|r| analysis.units.get(r.clone())).unwrap_or(&[]);
    let line = words::Line { analysis, masks, units };
    let end = (0..units.len()).find(|&i| line.is(i, class::COMMA | class::STOP)).unwrap_or(units.len());
    let clause = phrase::trim(&line, 0..end);
    let bare = line.is(clause.start, class::ACT | class::VERB | class::WEAK);
    if !clause.clone().any(|i| line.is(i, class::INSTITUTION)) {
        return (None, bare);
    }
    // 卫生健康委通报，…: who only tells does not act in what follows.
    let tells = phrase::tells(&line, &clause);
    let subject = if tells { None } else { phrase::subject(&line, &clause) };
    // What a company does is told of it alone.
    let company = |unit: usize| {
        let item = units.get(unit).map(|u| &u.item);
        matches!(item, Some(Item::Institution(i))
            if analysis.mentions.get(*i as usize).is_some_and(|m| m.kind == InstitutionKind::Enterprise))
    };
    let named = subject.filter(|r| line.is(r.start, class::INSTITUTION) && !company(r.start));
    (named.and_then(|r| line.span(&r)), bare)
}

/// The classes of quantity units, by the index that [`quantity_class`] returns.
pub(crate) fn quantity_classes() -> &'static [&'static [&'static str]] {
    &[
        &["quantity", "amount"],
        &["quantity", "percent"],
        &["quantity", "point"],
        &["quantity", "multiple"],
        &["quantity", "rank"],
        &["quantity", "duration"],
        &["quantity", "bare"],
        &["quantity", "multiple", "fan"],
        &["quantity", "percent", "still"],
    ]
}

/// Returns the index of a quantity's classes.
pub(crate) fn quantity_class(quantity: &Quantity<'_>) -> usize {
    match (quantity.form, quantity.dimension) {
        (Form::Fan, _) => 7,
        (Form::Still, _) => 8,
        (Form::Rank, _) | (_, Dimension::Rank) => 4,
        // 三分之二 is a share, as 66% is.
        _ if quantity.fraction.is_some() => 1,
        (_, Dimension::Percent | Dimension::Permille) => 1,
        (_, Dimension::PercentagePoint) => 2,
        (_, Dimension::Multiple) => 3,
        (_, Dimension::Duration) => 5,
        _ if quantity.unit.is_none() => 6,
        _ => 0,
    }
}
