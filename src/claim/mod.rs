//! Numeric claims: built from rules over class lines, then linked.

mod build;
mod class;
mod key;
mod kind;
pub(crate) mod link;
mod modality;
mod passage;
mod phrase;
mod veto;
mod words;

use crate::analysis::{Analysis, Item};
use crate::chunk::{Form, Quantity};
use crate::model::{Claim, ClaimId, Dimension, Quote};
use crate::rule::{Stage, StageCache};
use crate::span::Span;
pub(crate) use class::Masks;
use std::borrow::Cow;

/// The names that claim rules may use in their patterns.
pub(crate) const GROUPS: &[&str] =
    &["value", "from", "subject", "indicator", "predicate", "actor", "base", "comparison", "period"];
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
    let mut claims = Vec::new();
    let mut passage = passage::Passage::default();
    let mut carried = Carried::default();
    for (index, (sentence, units)) in analysis.sentences().enumerate() {
        let planned = passage.read(analysis, masks, index);
        let line = words::Line { analysis, masks, units };
        let before = carried.read(&line, sentence.paragraph);
        if !units.iter().any(|u| matches!(u.item, Item::Quantity(_))) {
            continue;
        }
        let mut builder = build::Builder::new(line, sentence.section, planned, before, &mut claims);
        stage.run(units.iter().map(|u| u.set), cache, |found| builder.add(&found));
        builder.finish();
    }
    for (i, claim) in claims.iter_mut().enumerate() {
        claim.id = ClaimId(u32::try_from(i + 1).unwrap_or(u32::MAX));
        claim.text = Cow::Borrowed(claim.span.of(analysis.text));
        if let Some(indicator) = &mut claim.indicator {
            indicator.key = key::of(&indicator.text);
        }
    }
    claims
}

/// Who acts in a paragraph, from sentence to sentence: 全市检察机关…。紧盯汉江生态，办理案件318件。
#[derive(Debug, Default)]
struct Carried {
    paragraph: Option<u32>,
    /// The units of the body, in the article.
    subject: Option<Span>,
}

impl Carried {
    /// Reads the next sentence; returns who acted in the one before it, if this one begins without a subject.
    fn read<'t>(&mut self, line: &words::Line<'_, 't>, paragraph: u32) -> Option<Quote<'t>> {
        let before = self.subject.filter(|_| self.paragraph == Some(paragraph));
        let end = (0..line.units.len()).find(|&i| line.is(i, class::COMMA | class::STOP)).unwrap_or(line.units.len());
        let clause = phrase::trim(line, 0..end);
        // 卫生健康委通报，…: who only tells does not act in what follows.
        let tells = clause
            .clone()
            .any(|i| matches!(line.words(i), "通报" | "表示" | "发布" | "介绍" | "公布" | "显示" | "报告"));
        let subject = phrase::subject(line, &clause);
        let own = subject.filter(|r| !tells && line.is(r.start, class::INSTITUTION)).and_then(|r| line.span(&r));
        let bare = line.is(clause.start, class::ACT | class::VERB | class::WEAK);
        self.paragraph = Some(paragraph);
        self.subject = own.or(before.filter(|_| bare));
        before.filter(|_| own.is_none()).map(|span| Quote::new(line.analysis.text, span))
    }
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
        (_, Dimension::Percent | Dimension::Permille) => 1,
        (_, Dimension::PercentagePoint) => 2,
        (_, Dimension::Multiple) => 3,
        (_, Dimension::Duration) => 5,
        _ if quantity.unit.is_none() => 6,
        _ => 0,
    }
}
