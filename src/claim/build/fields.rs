//! The fields of one claim that take more than its own match: base, predicate, comparison, modality.

use super::label::Label;
use super::{Builder, Shape, own};
use crate::chunk::Quantity;
use crate::claim::class;
use crate::claim::kind;
use crate::claim::labels;
use crate::claim::phrase::{self, Parts};
use crate::model::{Comparison, Dimension, Kind, Modality, PriceBasis, Quote};
use std::ops::Range;

impl<'t> Builder<'_, 't, '_> {
    /// Returns where 中 parts a whole from its part.
    pub(super) fn among(&self, object: &Range<usize>) -> Option<usize> {
        object.clone().rev().find(|&i| self.line.word(i, "中") && i > object.start && i + 1 < object.end)
    }

    /// Returns what a bare 占N% is a share of.
    pub(super) fn whole(&self, shape: &Shape<'_>) -> Option<Quote<'t>> {
        let at = (0..shape.value).rev().take(400).find(|&i| self.line.is(i, class::WHOLE))?;
        let claims = self.out.get(self.first..)?;
        let total = claims.iter().zip(&self.units).rev().find(|(_, u)| **u < at).and_then(|(c, _)| own(c));
        if self.line.word(at, "其中")
            || (total.is_some()
                && self.line.is(at + 1, class::COMMA)
                && (at.saturating_sub(6)..at).any(|i| self.line.quantity(i)))
        {
            return total;
        }
        let start = (0..at).rev().find(|&i| self.line.is(i, class::COMMA | class::STOP)).map_or(0, |i| i + 1);
        self.quote(&phrase::trim(&self.line, start..at)).or(total)
    }

    /// Returns what a share is a share of.
    pub(super) fn base(
        &self,
        shape: &Shape<'_>,
        quantity: &Quantity<'_>,
        parts: &Parts,
        figure: Kind,
        label: &mut Label<'t>,
    ) -> Option<Quote<'t>> {
        let line = &self.line;
        let said = shape.base.as_ref().map(|r| phrase::trim_base(line, r.clone())).filter(|r| !r.is_empty());
        let moved = shape.rule.starts_with("claim.from-to")
            && !shape.rule.starts_with("claim.from-to.share")
            && quantity.dimension != Dimension::Multiple;
        let said = said.filter(|_| !moved).and_then(|r| self.quote(&r));
        if shape.role == "of" {
            return label.indicator.clone();
        }
        if shape.role == "whole" {
            let whole = self.last().and_then(own).or(said);
            label.indicator.clone_from(&whole);
            return whole;
        }
        if figure != Kind::Share || said.is_some() {
            return said;
        }
        // 在北方地区占比由20.5%提升至21.1%: the whole stands before the bare noun.
        if let Some(within) = self.within(&parts.object) {
            return self.quote(&within);
        }
        let whole = if shape.rule == "claim.share" { self.whole(shape) } else { None };
        let shared = || {
            let claims = self.out.get(self.first..).filter(|_| labels::bare(label.own))?;
            claims.iter().rev().take(24).find(|c| c.kind == Kind::Share)?.base.clone()
        };
        let among = || {
            let at = self.among(&parts.object)?;
            self.quote(&phrase::trim(line, parts.object.start..at))
        };
        whole.or_else(shared).or_else(among)
    }

    /// Returns the verb that carries the claim.
    pub(super) fn predicate(&self, shape: &Shape<'_>, parts: &Parts) -> Option<Quote<'t>> {
        match &shape.predicate {
            Some(range) => {
                let mut range = range.clone();
                while range.len() > 1 && self.line.is(range.end - 1, class::TO | class::FILL | class::REACH) {
                    range.end -= 1;
                }
                while range.len() > 1 && self.line.is(range.start, class::DIST) {
                    range.start += 1;
                }
                let mut quote = self.quote(&range)?;
                if let Some(bare) = quote.text.strip_prefix("分别").filter(|b| !b.is_empty()) {
                    let start = quote.span.end - u32::try_from(bare.len()).unwrap_or(0);
                    quote = Quote::new(self.line.analysis.text, crate::span::Span::new(start, quote.span.end));
                }
                // 降至, 增加到: the verb without its preposition.
                for tail in ["到", "至", "为"] {
                    if let Some(bare) = quote.text.strip_suffix(tail).filter(|b| !b.is_empty()) {
                        let end = quote.span.start + u32::try_from(bare.len()).unwrap_or(0);
                        quote = Quote::new(self.line.analysis.text, crate::span::Span::new(quote.span.start, end));
                    }
                }
                Some(quote)
            }
            None => self.quote(&parts.verb),
        }
    }

    pub(super) fn comparison(
        &self,
        shape: &Shape<'_>,
        quantity: &Quantity<'_>,
        figure: Kind,
        inherited: bool,
    ) -> Option<Comparison<'t>> {
        if let Some(own) = shape.comparison.as_ref().and_then(|r| self.quote(r)) {
            return Some(Comparison { basis: kind::basis(&own.text), text: own.text, span: own.span });
        }
        let last = self.last()?;
        let same =
            inherited && figure == Kind::Change && last.kind == Kind::Change && last.dimension == quantity.dimension;
        last.comparison.clone().filter(|_| same)
    }

    pub(super) fn price(&self, shape: &Shape<'_>, figure: Kind) -> Option<PriceBasis> {
        if figure != Kind::Change {
            return None;
        }
        let from = self.units.last().map_or(0, |u| u + 1);
        (from..shape.value).rev().find_map(|i| {
            // 在实际工作中: a word of its own.
            if self.line.word(i, "实际")
                && !self.line.is(i + 1, class::UP | class::DOWN | class::FILL)
                && !self.line.quantity(i + 1)
            {
                None
            } else if self.line.is(i, class::REAL) {
                Some(PriceBasis::Real)
            } else {
                self.line.is(i, class::NOMINAL).then_some(PriceBasis::Nominal)
            }
        })
    }

    pub(super) fn modality(&self, shape: &Shape<'_>, quantity: &Quantity<'_>) -> Modality {
        if shape.role == "standard" {
            return Modality::Required;
        }
        let clause = (0..shape.value).rev().find(|&i| self.line.is(i, class::COMMA | class::STOP)).map_or(0, |i| i + 1);
        self.scope.of(&self.line, shape.value, clause, quantity.bound)
    }
}
