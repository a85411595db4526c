//! The fields of one claim that take more than its own match: indicator, actor, base, comparison, modality.

use super::{Builder, Shape};
use crate::chunk::Quantity;
use crate::claim::class;
use crate::claim::kind;
use crate::claim::phrase::{self, Parts};
use crate::model::{Claim, Comparison, Dimension, Kind, Modality, PriceBasis, Quote};
use std::ops::Range;

impl<'t> Builder<'_, 't, '_> {
    /// Returns what the words before the predicate measure.
    pub(super) fn indicator(&self, shape: &Shape, parts: &Parts) -> Option<Quote<'t>> {
        if let Some(own) = &shape.indicator {
            let own = phrase::trim(&self.line, own.clone());
            let plain = parts.object.is_empty()
                || phrase::only_area(&self.line, &parts.object)
                || parts.object.clone().any(|i| self.line.is(i, class::INSTITUTION));
            // 城镇新增就业: the verb is a part of the name.
            let whole = if plain { own } else { parts.object.start..own.end };
            return self.quote(&whole);
        }
        let object = &parts.object;
        if object.is_empty() || phrase::only_area(&self.line, object) {
            return None;
        }
        // X中Y占比: what stands before 中 is the whole.
        let object = match self.among(object) {
            Some(at) => phrase::trim(&self.line, at + 1..object.end),
            None => object.clone(),
        };
        self.quote(&object)
    }

    pub(super) fn among(&self, object: &Range<usize>) -> Option<usize> {
        object.clone().rev().find(|&i| self.line.words(i) == "中" && i > object.start && i + 1 < object.end)
    }

    /// Returns the claim whose label a figure without its own takes: an average goes with the amount of its unit.
    pub(super) fn source(&self, shape: &Shape, quantity: &Quantity<'_>) -> Option<&Claim<'t>> {
        let claims = self.out.get(self.first..)?;
        let averaged = (shape.start..shape.value).any(|i| self.line.is(i, class::AVERAGE));
        let alike = claims.iter().rev().find(|c| averaged && c.unit == quantity.unit && quantity.unit.is_some());
        alike.or_else(|| claims.last())
    }

    /// Returns what the clause before speaks of: 放宽困难标准，由…提高至….
    pub(super) fn clause_before(&self, start: usize) -> Option<Quote<'t>> {
        let end = start.checked_sub(1).filter(|&i| self.line.is(i, class::COMMA))?;
        let start = (0..end).rev().find(|&i| self.line.is(i, class::COMMA | class::STOP)).map_or(0, |i| i + 1);
        let object = phrase::split(&self.line, start..end, false).object;
        self.quote(&object).filter(|_| !phrase::only_area(&self.line, &object))
    }

    /// Returns the earlier label of this sentence that this one shortens: 夏粮总产量 for 总产量.
    pub(super) fn longer(&self, own: &Quote<'t>) -> Option<Quote<'t>> {
        let claims = self.out.get(self.first..)?;
        let labels = claims.iter().rev().filter_map(|c| c.indicator.as_ref());
        labels
            .into_iter()
            .find(|l| l.text.len() > own.text.len() && l.text.ends_with(own.text.as_ref()) && !kind::bare(&own.text))
            .cloned()
    }

    /// Returns the noun phrase after the quantity, if it can be what is counted.
    pub(super) fn right(&self, shape: &Shape, quantity: &Quantity<'_>, left: &Option<Quote<'t>>) -> Range<usize> {
        if !super::quantity_of_things(quantity) && shape.role != "of" {
            return 0..0;
        }
        let right = phrase::after(&self.line, shape.value + 1);
        // 指数提升2个等级: the steps of a scale are not what is measured.
        let steps = left.is_some() && right.len() == 1 && self.line.is(right.start, class::STEP);
        if steps { 0..0 } else { right }
    }

    /// Returns true if the noun after the quantity is what is counted.
    pub(super) fn takes_right(&self, shape: &Shape, parts: &Parts, quantity: &Quantity<'_>) -> bool {
        if shape.role == "of" {
            return true;
        }
        if shape.role == "standard"
            || shape.indicator.is_some()
            || shape.kind == Some(Kind::Change) && shape.predicate.is_none()
        {
            return false;
        }
        // 出台促进消费20条措施: the noun of a count stands right behind it, unless a figure of its own follows.
        if shape.rule == "claim.amount"
            && quantity.dimension == Dimension::Count
            && self.line.is(shape.value + 1, class::NOUN | class::QUOTE)
            && !self
                .line
                .is(shape.value + 1, class::ACT | class::PUNCTUATION | class::SHARE | class::WHOLE | class::AVERAGE)
        {
            let right = phrase::after(&self.line, shape.value + 1);
            let next = (right.end..right.end + 3).find(|&i| !self.line.is(i, class::FILL | class::ADVERB));
            if !right.is_empty()
                && !next.is_some_and(|i| self.line.quantity(i) || self.line.is(i, class::REACH | class::BE))
            {
                return true;
            }
        }
        let Some(before) = shape.value.checked_sub(1).filter(|&b| b >= shape.start) else { return true };
        let before = if self.line.is(before, class::ADVERB) && before > shape.start { before - 1 } else { before };
        let ends = self.line.is(
            before,
            class::PREPOSITION
                | class::ACT
                | class::LIST
                | class::LEAD
                | class::EACH
                | class::INSTITUTION
                | class::AREA
                | class::PARTICLE
                | class::TIME,
        ) || self.line.words(before) == "等"
            || (self.line.is(before, class::VERB) && !self.line.is(before, class::REACH | class::BE | class::HOLD));
        ends || (shape.kind == Some(Kind::Change) && shape.predicate.is_some()) || parts.object.is_empty()
    }

    /// Returns the body that acts in this clause though it is named in an earlier one.
    pub(super) fn earlier_actor(&self, before: usize) -> Option<Quote<'t>> {
        let mut end = before;
        while end > 0 {
            let start = (0..end.saturating_sub(1))
                .rev()
                .find(|&i| self.line.is(i, class::COMMA | class::STOP))
                .map_or(0, |i| i + 1);
            let clause = phrase::trim(&self.line, start..end);
            if self.line.is(clause.start, class::INSTITUTION) && !clause.is_empty() {
                let stop = clause
                    .clone()
                    .skip(1)
                    .find(|&i| {
                        !(self
                            .line
                            .is(i, class::INSTITUTION | class::NOUN | class::LIST | class::CONJUNCTION | class::WITH)
                            && self.line.words(i) != "会同")
                    })
                    .unwrap_or(clause.end);
                return self.quote(&phrase::trim(&self.line, clause.start..stop));
            }
            let verbal =
                self.line.is(clause.start, class::ACT | class::VERB | class::ADVERB | class::PREPOSITION | class::TIME)
                    || clause.is_empty();
            if !verbal {
                return None;
            }
            end = start;
        }
        None
    }

    /// Returns what a bare 占N% is a share of.
    pub(super) fn whole(&self, shape: &Shape) -> Option<Quote<'t>> {
        let at = (0..shape.value).rev().find(|&i| self.line.is(i, class::WHOLE))?;
        let claims = self.out.get(self.first..)?;
        let total = claims.iter().zip(&self.units).rev().find(|(_, u)| **u < at).and_then(|(c, _)| c.indicator.clone());
        if self.line.words(at) == "其中"
            || (total.is_some()
                && self.line.is(at + 1, class::COMMA)
                && (at.saturating_sub(6)..at).any(|i| self.line.quantity(i)))
        {
            return total;
        }
        let start = (0..at).rev().find(|&i| self.line.is(i, class::COMMA | class::STOP)).map_or(0, |i| i + 1);
        self.quote(&phrase::trim(&self.line, start..at)).or(total)
    }

    pub(super) fn predicate(&self, shape: &Shape, parts: &Parts) -> Option<Quote<'t>> {
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
        shape: &Shape,
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

    pub(super) fn price(&self, shape: &Shape, figure: Kind) -> Option<PriceBasis> {
        if figure != Kind::Change {
            return None;
        }
        let from = self.units.last().map_or(0, |u| u + 1);
        (from..shape.value).rev().find_map(|i| {
            // 在实际工作中: a word of its own.
            if self.line.words(i) == "实际"
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

    pub(super) fn modality(&self, shape: &Shape, quantity: &Quantity<'_>) -> Modality {
        if shape.role == "standard" {
            return Modality::Required;
        }
        let clause = (0..shape.value).rev().find(|&i| self.line.is(i, class::COMMA | class::STOP)).map_or(0, |i| i + 1);
        self.scope.of(&self.line, shape.value, clause, quantity.bound)
    }
}
