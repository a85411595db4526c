//! The words a claim is labelled with: what is measured, and who acts.

use super::{Builder, Shape, own, quantity_of_things};
use crate::chunk::Quantity;
use crate::claim::class;
use crate::claim::kind;
use crate::claim::phrase::{self, Parts};
use crate::model::{Claim, Dimension, Indicator, Kind, Quote};
use std::ops::Range;

/// How far back a sentence is asked for a label, in claims.
const REACH: usize = 24;
/// How far back it is asked for who acts, in units.
const FAR: usize = 160;

/// What a claim is about, and who acts.
#[derive(Debug)]
pub(super) struct Label<'t> {
    pub(super) indicator: Option<Quote<'t>>,
    pub(super) actor: Option<Quote<'t>>,
    /// The label that the claim's own words give, before a claim or clause before it lends one.
    pub(super) own: &'t str,
    /// The label is that of an earlier claim.
    pub(super) inherited: bool,
}

impl<'t> Builder<'_, 't, '_> {
    /// Finds the label of a claim: in its own words, else after the quantity, else in what stands before.
    pub(super) fn label(&self, shape: &Shape<'_>, quantity: &Quantity<'t>, parts: &Parts) -> Label<'t> {
        let line = &self.line;
        let indicator = self.indicator(shape, parts);
        let own = indicator.as_ref().map_or("", |q| q.span.of(line.analysis.text));
        let mut label = Label { indicator, actor: self.actor(shape, parts), own, inherited: false };
        self.counted(shape, quantity, parts, &mut label);
        if label.indicator.is_none() && parts.verb.clone().any(|i| line.is(i, class::VO)) {
            label.indicator = self.quote(&parts.verb);
        }
        let body = parts.actor.clone().any(|i| line.is(i, class::INSTITUTION));
        if label.indicator.is_none() && !parts.actor.is_empty() && !body {
            // 生猪出栏168万头: what stands before a verb without an object is what is counted.
            label.indicator = label.actor.take();
        }
        let long = label.indicator.as_ref().filter(|q| shape.role != "of" && q.text.chars().count() > 2);
        if let Some(longer) = long.and_then(|own| self.longer(own)) {
            label.indicator = Some(longer);
        }
        if label.indicator.as_ref().is_none_or(|q| kind::bare(&q.text)) {
            self.lend(shape, quantity, parts, &mut label);
        }
        if let Some(indicator) = label.indicator.as_ref().filter(|_| !label.inherited) {
            label.indicator = self.without(shape, indicator).or_else(|| label.indicator.clone());
        }
        if label.actor.is_none() && !label.inherited {
            label.actor =
                if parts.verb.is_empty() { self.shared_actor(shape) } else { self.earlier_actor(shape, parts) };
        }
        label
    }

    /// Returns the label with what the clause before leaves out: 扣除房地产开发投资后，固定资产投资.
    fn without(&self, shape: &Shape<'_>, indicator: &Quote<'t>) -> Option<Quote<'t>> {
        let line = &self.line;
        let end = shape.start.checked_sub(1).filter(|&i| line.is(i, class::COMMA))?;
        let start = (end.saturating_sub(12)..end).rev().find(|&i| line.is(i, class::COMMA | class::STOP));
        let start = start.map_or(end.saturating_sub(12), |i| i + 1);
        let opens = matches!(line.words(start), "扣除" | "剔除" | "不含" | "除去");
        if !opens || (start..end).any(|i| line.quantity(i) || line.words(i).contains("价")) {
            return None;
        }
        let span = line.span(&(start..end))?;
        Some(Quote::new(line.analysis.text, span.cover(indicator.span)))
    }

    /// Returns who acts, by the words of the clause.
    fn actor(&self, shape: &Shape<'_>, parts: &Parts) -> Option<Quote<'t>> {
        let Some(own) = &shape.actor else {
            // 推进2000个项目、完成投资: what a verb before has just counted does not act.
            let counted = parts.actor.start == shape.start
                && shape.start.checked_sub(1).is_some_and(|i| self.line.quantity(i))
                && self.last().is_some_and(|c| c.predicate.is_some() || c.rule == "claim.reach");
            return self.quote(&parts.actor).filter(|_| !counted);
        };
        self.quote(&phrase::split(&self.line, own.clone(), false).actor)
            .or_else(|| self.quote(&phrase::trim(&self.line, own.clone())))
    }

    /// Returns who acts for a figure without a verb of its own: 办理案件318件，其中公益诉讼271件、刑事附带民事47件; 降幅收窄2.9个百分点.
    fn shared_actor(&self, shape: &Shape<'_>) -> Option<Quote<'t>> {
        let (start, value) = (shape.start, shape.value);
        let joined = self.line.is(start, class::LIST | class::WHOLE)
            || self.line.is(start, class::COMMA) && self.line.is(start + 1, class::WHOLE)
            || (start..value).any(|i| self.line.is(i, class::INNER));
        self.last().filter(|_| joined)?.actor.clone()
    }

    /// Takes the noun after the quantity for the label: 3000多名政法干警.
    fn counted(&self, shape: &Shape<'_>, quantity: &Quantity<'_>, parts: &Parts, label: &mut Label<'t>) {
        let often = self.done_so_often(shape, quantity);
        if !often.is_empty() {
            // Of 3次考察、4次回信 the words between belong to the first.
            let last = self.last().filter(|c| c.indicator.as_ref().is_some_and(|i| i.span.start >= c.span.end));
            let subject = label.indicator.take().filter(|_| label.actor.is_none());
            label.actor = match last {
                Some(last) => last.actor.clone(),
                None => label.actor.take().or(subject),
            };
            label.indicator = self.quote(&often);
            return;
        }
        // 连续47年居全国首位: years in a row count nothing.
        if shape.rule == "claim.run" || label.indicator.is_some() && !self.takes_right(shape, parts, quantity) {
            return;
        }
        let right = self.right(shape, quantity, label.indicator.is_some());
        if right.is_empty() {
            return;
        }
        let body = parts.object.clone().any(|i| self.line.is(i, class::INSTITUTION));
        if label.actor.is_none() && body {
            label.actor = label.indicator.take();
        }
        label.indicator = self.quote(&right);
    }

    /// Takes the label of an earlier claim or clause.
    fn lend(&self, shape: &Shape<'_>, quantity: &Quantity<'_>, parts: &Parts, label: &mut Label<'t>) {
        // 受理案件96件，起诉7人: what is counted in another unit is not the 案件 before.
        let verbal = label.indicator.is_none() && !parts.verb.is_empty() && quantity.dimension == Dimension::Count;
        // Nor is a verb what another verb is done to: 批捕1862人，起诉2316人.
        let verb =
            |c: &Claim<'_>| c.indicator.as_ref().zip(c.predicate.as_ref()).is_some_and(|(i, p)| i.span == p.span);
        let alike = |last: &&Claim<'_>| {
            !verbal || last.dimension != Dimension::Count || last.unit == quantity.unit && !verb(last)
        };
        if let Some(last) = self.source(shape, quantity).filter(alike) {
            let share = self.share_label.clone().filter(|_| shape.kind == Some(Kind::Change));
            label.indicator = share.or_else(|| own(last));
            label.inherited = true;
            if label.actor.is_none() {
                label.actor.clone_from(&last.actor);
            }
        } else if label.indicator.is_none() && !parts.verb.is_empty() {
            label.indicator = self.quote(&parts.verb);
        } else if label.indicator.is_none() {
            label.indicator = self.clause_before(shape.start);
        }
    }

    /// Returns what the words before the predicate measure.
    fn indicator(&self, shape: &Shape<'_>, parts: &Parts) -> Option<Quote<'t>> {
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
        let steps = object.len() == 1 && self.line.is(object.start, class::STEP);
        if object.is_empty() || steps || phrase::only_area(&self.line, object) {
            return None;
        }
        // X中Y占比: what stands before 中 is the whole.
        let object = match self.among(object) {
            Some(at) => phrase::trim(&self.line, at + 1..object.end),
            None => object.clone(),
        };
        self.quote(&object)
    }

    /// Returns the claim whose label a figure without its own takes: an average goes with the amount of its unit.
    fn source(&self, shape: &Shape<'_>, quantity: &Quantity<'_>) -> Option<&Claim<'t>> {
        let claims = self.out.get(self.first..)?;
        let averaged = (shape.start..shape.value).any(|i| self.line.is(i, class::AVERAGE));
        let alike =
            claims.iter().rev().take(REACH).find(|c| averaged && c.unit == quantity.unit && quantity.unit.is_some());
        alike.or_else(|| claims.last())
    }

    /// Returns what the clause before speaks of: 放宽困难标准，由…提高至….
    fn clause_before(&self, start: usize) -> Option<Quote<'t>> {
        let end = start.checked_sub(1).filter(|&i| self.line.is(i, class::COMMA))?;
        let start = (0..end).rev().find(|&i| self.line.is(i, class::COMMA | class::STOP)).map_or(0, |i| i + 1);
        let object = phrase::split(&self.line, start..end, false).object;
        self.quote(&object).filter(|_| !phrase::only_area(&self.line, &object))
    }

    /// Returns the earlier label of this sentence that this one shortens: 夏粮总产量 for 总产量.
    fn longer(&self, own: &Quote<'t>) -> Option<Quote<'t>> {
        let claims = self.out.get(self.first..)?;
        if kind::bare(&own.text) {
            return None;
        }
        let labels = claims.iter().rev().take(REACH).filter_map(|c| c.indicator.as_ref());
        labels
            .into_iter()
            .find(|l| l.text.len() > own.text.len() && l.text.ends_with(own.text.as_ref()))
            .map(Indicator::quote)
    }

    /// Returns the noun phrase after the quantity, if it can be what is counted.
    fn right(&self, shape: &Shape<'_>, quantity: &Quantity<'_>, left: bool) -> Range<usize> {
        if !quantity_of_things(quantity) && shape.role != "of" {
            return 0..0;
        }
        let right = phrase::after(&self.line, shape.value + 1);
        // 指数提升2个等级, 迈上6万亿元台阶: the steps of a scale are not what is measured.
        let measured = left || quantity.dimension != Dimension::Count;
        let steps = measured && right.len() == 1 && self.line.is(right.start, class::STEP);
        // 3个万亿级和7个千亿级产业集群: the grade alone names nothing, the noun is behind the next one.
        let grade = right.len() <= 2 && self.line.words(right.end.saturating_sub(1)).ends_with('级');
        if grade && self.line.is(right.end, class::LIST | class::AND) && self.line.quantity(right.end + 1) {
            let shared = phrase::after(&self.line, right.end + 2);
            let noun = shared.clone().find(|&i| self.line.words(i).ends_with('级')).map_or(shared.start, |i| i + 1);
            if noun < shared.end {
                return noun..shared.end;
            }
        }
        if steps { 0..0 } else { right }
    }

    /// Returns what was done so often: 3次亲临云南考察.
    fn done_so_often(&self, shape: &Shape<'_>, quantity: &Quantity<'_>) -> Range<usize> {
        let line = &self.line;
        let start = shape.value + 1;
        let verb = class::ACT | class::WEAK | class::VERB;
        let other = class::UP | class::DOWN | class::REACH | class::BE | class::SHARE | class::PUNCTUATION;
        let often = matches!(quantity.unit.as_deref(), Some("次" | "度")) && shape.rule == "claim.amount";
        if !often || !line.is(start, verb) || line.is(start, other) {
            return 0..0;
        }
        let ends = |&i: &usize| line.is(i, class::COMMA | class::STOP | class::LIST) || line.quantity(i);
        let end = (start..line.units.len()).find(ends).unwrap_or(line.units.len());
        if end - start <= 12 { phrase::trim(line, start..end) } else { 0..0 }
    }

    /// Returns true if the noun after the quantity is what is counted.
    fn takes_right(&self, shape: &Shape<'_>, parts: &Parts, quantity: &Quantity<'_>) -> bool {
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
            && self.line.is(
                shape.value + 1,
                class::NOUN | class::QUOTE | class::VNOUN | class::WEAK | class::VERB | class::ADJECTIVE,
            )
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
        ) || self.line.word(before, "等")
            || (self.line.is(before, class::VERB) && !self.line.is(before, class::REACH | class::BE | class::HOLD));
        ends || (shape.kind == Some(Kind::Change) && shape.predicate.is_some()) || parts.object.is_empty()
    }

    /// Returns who acts in this clause though named in an earlier one, or in the sentence before.
    fn earlier_actor(&self, shape: &Shape<'_>, parts: &Parts) -> Option<Quote<'t>> {
        let line = &self.line;
        let before = shape.start;
        let mut end = before;
        let floor = before.saturating_sub(FAR);
        while end > floor {
            let ends = (floor..end.saturating_sub(1)).rev().find(|&i| line.is(i, class::COMMA | class::STOP));
            let start = ends.map_or(floor, |i| i + 1);
            // 其中调委会2207个 tells of parts, not of who acts.
            let parts = line.is(start, class::WHOLE);
            let clause = phrase::trim(line, start..end);
            if let Some(subject) = phrase::subject(line, &clause).filter(|_| !parts) {
                return self.quote(&subject);
            }
            let open = class::ACT | class::VERB | class::ADVERB | class::PREPOSITION | class::TIME;
            if !(parts || line.is(clause.start, open) || clause.is_empty()) {
                return None;
            }
            end = start;
        }
        let acts = shape.direction.is_none() && parts.verb.clone().any(|i| line.is(i, class::ACT));
        self.carried.clone().filter(|_| end == 0 && acts)
    }
}
