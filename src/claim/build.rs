//! From the matches of a sentence to its claims.

mod actor;
mod fields;
mod label;
mod series;

use super::class;
use super::kind;
use super::labels;
use super::modality::{self, Scope};
use super::part;
use super::phrase::{self, Parts};
use super::veto;
use super::words::Line;
use crate::chunk::Quantity;
use crate::model::{Claim, ClaimId, Comparison, Dimension, Direction, Indicator, Kind, Modality, Quote};
use crate::rule::Match;
use label::Label;
use series::Series;
use std::borrow::Cow;
use std::ops::Range;

/// Builds the claims of one sentence.
#[derive(Debug)]
pub(crate) struct Builder<'a, 't, 'o> {
    line: Line<'a, 't>,
    section: Option<u32>,
    scope: Scope,
    out: &'o mut Vec<Claim<'t>>,
    /// Where this sentence's claims start in `out`.
    first: usize,
    /// The unit of each of them.
    units: Vec<usize>,
    series: Option<Series<'t>>,
    share_label: Option<Quote<'t>>,
    /// Who acts in the sentence before, when it is of the same paragraph.
    carried: Option<Quote<'t>>,
    /// The unit of a number that was no claim, and the subject before it.
    passed: Option<(usize, Range<usize>)>,
}

/// What a rule said about one quantity.
#[derive(Debug)]
struct Shape<'r> {
    value: usize,
    /// The first unit of the segment.
    start: usize,
    kind: Option<Kind>,
    direction: Option<Direction>,
    role: &'r str,
    rule: &'r Cow<'static, str>,
    subject: Range<usize>,
    indicator: Option<Range<usize>>,
    actor: Option<Range<usize>>,
    predicate: Option<Range<usize>>,
    base: Option<Range<usize>>,
    comparison: Option<Range<usize>>,
}

impl<'a, 't, 'o> Builder<'a, 't, 'o> {
    /// Starts a sentence.
    pub(crate) fn new(
        line: Line<'a, 't>,
        section: Option<u32>,
        planned: bool,
        carried: Option<Quote<'t>>,
        out: &'o mut Vec<Claim<'t>>,
    ) -> Self {
        let first = out.len();
        Builder {
            scope: modality::scope(&line, planned),
            line,
            section,
            out,
            first,
            units: Vec::new(),
            series: None,
            share_label: None,
            carried,
            passed: None,
        }
    }

    /// Adds the claims of one match.
    pub(crate) fn add(&mut self, found: &Match<'_>) {
        let Some(value) = found.at(part::VALUE).map(|r| r.start) else { return };
        let set = |key: &str| found.rule.set.get(key).map(String::as_str);
        let mut shape = Shape {
            value,
            start: found.range.start,
            kind: set("kind").and_then(kind_named),
            direction: set("direction").and_then(direction_named),
            role: set("role").unwrap_or(""),
            rule: &found.rule.id,
            subject: found.at(part::SUBJECT).unwrap_or(found.range.start..found.range.start),
            indicator: found.at(part::INDICATOR),
            actor: found.at(part::ACTOR),
            predicate: found.at(part::PREDICATE),
            base: found.at(part::BASE),
            comparison: found.at(part::COMPARISON),
        };
        // 为380个小区引入物业: for whom something is done, not what something is.
        let beneficiary =
            shape.rule == "claim.reach" && self.line.is(value + 1, class::NOUN | class::ADJECTIVE | class::LEAD);
        if beneficiary
            && shape.subject.is_empty()
            && shape.predicate.as_ref().is_some_and(|p| self.line.word(p.start, "为"))
        {
            shape.predicate = None;
        }
        if self.continues(&shape) {
            return;
        }
        self.outside(&mut shape);
        if self.quantity(shape.value).is_some_and(|q| veto::excluded(&self.line, q, shape.value, shape.start)) {
            self.passed = Some((shape.value, shape.subject));
            return;
        }
        // 企业5年增加2万家: a time that is no figure stands between a subject and its verb.
        let passed = self.passed.take().filter(|(value, _)| {
            let plain = shape.subject.is_empty() || shape.subject.len() == 1 && self.line.word(shape.start, "兑");
            value + 1 == shape.start && plain
        });
        if let Some((_, subject)) = passed {
            shape.subject = subject;
        }
        self.series = None;
        if let Some(from) = found.at(part::FROM).map(|r| r.start) {
            self.change(&shape, from);
        } else {
            self.one(&shape);
        }
    }

    /// Takes the subject of a rank from before those among whom it holds: 财政收入在全省14个市州中排名第3位.
    fn outside(&self, shape: &mut Shape<'_>) {
        let (line, start) = (&self.line, shape.subject.start);
        let within = shape.kind == Some(Kind::Rank)
            && shape.subject.end > start
            && (start..shape.value).any(|i| matches!(line.words(i), "中" | "里" | "内"))
            && start.checked_sub(1).is_some_and(|i| line.quantity(i));
        if !within {
            return;
        }
        let open = (start.saturating_sub(6)..start - 1).rev().find(|&i| !line.is(i, class::AREA));
        let Some(open) = open.filter(|&i| matches!(line.words(i), "在" | "于")) else { return };
        let clause = (0..open).rev().find(|&i| line.is(i, class::COMMA | class::STOP)).map_or(0, |i| i + 1);
        shape.subject = clause..open;
    }

    fn quantity(&self, unit: usize) -> Option<&'a Quantity<'t>> {
        self.line.units.get(unit).and_then(|u| self.line.analysis.quantity(u))
    }

    fn quote(&self, range: &Range<usize>) -> Option<Quote<'t>> {
        self.line.span(range).map(|span| Quote::new(self.line.analysis.text, span))
    }

    /// Returns the last claim of this sentence.
    fn last(&self) -> Option<&Claim<'t>> {
        self.out.get(self.first..).and_then(<[_]>::last)
    }

    fn change(&mut self, shape: &Shape<'_>, from: usize) {
        let Some((from_quantity, to_quantity)) = self.quantity(from).zip(self.quantity(shape.value)) else { return };
        let parts = self.parts(shape, to_quantity);
        let mut target = self.claim(shape, to_quantity, &parts);
        // A from-value without a unit or scale of its own is still a claim; its kind is the indicator's.
        let mut source = target.clone();
        fill_quantity(&mut source, from_quantity);
        source.direction = None;
        source.comparison = None;
        source.modality = Modality::Actual;
        source.factor = kind::factor(from_quantity, source.kind, None);
        self.push(source, from);
        target.baseline = Some(ClaimId(u32::try_from(self.out.len()).unwrap_or(u32::MAX)));
        self.push(target, shape.value);
    }

    fn one(&mut self, shape: &Shape<'_>) {
        let Some(quantity) = self.quantity(shape.value) else { return };
        let parts = self.parts(shape, quantity);
        let claim = self.claim(shape, quantity, &parts);
        self.push(claim, shape.value);
        // 第三产业占地区生产总值的比重: what a change after it is a change of.
        let weight = shape.base.as_ref().and_then(|b| (b.end..shape.value).find(|&i| self.line.is(i, class::WEIGHT)));
        self.share_label = weight
            .filter(|_| shape.rule == "claim.share.of" && !parts.object.is_empty())
            .and_then(|w| self.quote(&(parts.object.start..w + 1)));
        if (shape.start..shape.value).any(|i| self.line.is(i, class::DIST)) || self.one_each(shape, &parts) {
            self.distribute(shape, &parts);
        }
    }

    fn push(&mut self, claim: Claim<'t>, unit: usize) {
        self.units.push(unit);
        self.out.push(claim);
    }

    /// Returns the subject without the noun that the figure before it counts: 5个医疗集团、区级覆盖率.
    fn uncounted(&self, shape: &Shape<'_>) -> Range<usize> {
        let subject = shape.subject.clone();
        let first = self.line.units.get(subject.start).map(|u| u.span.start);
        let counted = self.last().and_then(|c| c.indicator.as_ref()).filter(|i| Some(i.span.start) == first);
        let Some(end) = counted.map(|i| i.span.end) else { return subject };
        let rest = subject.clone().find(|&i| self.line.units.get(i).is_some_and(|u| u.span.start >= end));
        match rest.filter(|&i| self.line.is(i, class::LIST) && i + 1 < subject.end) {
            Some(list) => list + 1..subject.end,
            None => subject,
        }
    }

    /// Takes the words before the predicate apart.
    fn parts(&self, shape: &Shape<'_>, quantity: &Quantity<'_>) -> Parts {
        let mut subject = self.uncounted(shape);
        // 价格同比、环比分别上涨0.2%和0.1%: what the values are compared with is no part of the subject.
        subject.end = self.compared(shape).map_or(subject.end, |listed| subject.end.min(listed.start));
        if let Some(at) = subject.clone().find(|&i| self.line.is(i, class::DIST)) {
            // A、B分别发放贷款: the list stands before 分别, the verb after it.
            let mut parts = phrase::split(&self.line, subject.start..at, true);
            if parts.object.is_empty() && !parts.verb.is_empty() {
                parts = phrase::split(&self.line, subject.start..at, false);
            }
            if at + 1 < subject.end {
                parts.verb = phrase::split(&self.line, at + 1..subject.end, false).verb;
            }
            return parts;
        }
        let adjusted = matches!(self.line.words(shape.start), "扣除" | "剔除" | "按" | "按照")
            && (shape.start..shape.value)
                .any(|i| self.line.is(i, class::REAL | class::NOMINAL) || self.line.word(i, "后"));
        if adjusted && self.last().is_some() {
            return Parts::default();
        }
        let percent =
            matches!(quantity.dimension, Dimension::Percent | Dimension::Permille | Dimension::PercentagePoint);
        let causes = shape.kind == Some(Kind::Change)
            || percent
            || shape.rule.starts_with("claim.from-to")
            || shape.rule == "claim.run"
            || shape.direction.is_some();
        let parts = phrase::split(&self.line, subject.clone(), causes);
        // 服务机构共46家: with a verb of being, a verb that is as often a noun is a part of the name.
        let being = shape.predicate.as_ref().is_some_and(|p| self.line.is(p.start, class::BE));
        if being && parts.actor.is_empty() && parts.verb.len() == 1 && self.line.is(parts.verb.start, class::WEAK) {
            return Parts { object: parts.verb.start..parts.object.end.max(parts.verb.end), ..Parts::default() };
        }
        // 其中教育20亿元: a part of what was counted before is named by a noun, though the word may be a verb, too.
        let part = self.line.is(shape.start, class::WHOLE) && parts.actor.is_empty() && parts.object.is_empty();
        if part && parts.verb.len() == 1 && self.line.is(parts.verb.start, class::NOUN) {
            return Parts { object: parts.verb, ..Parts::default() };
        }
        // 单项补助不低于300元: the last word of a name, which may be a verb, too.
        let ends = parts.verb.len() == 1 && parts.object.is_empty() && parts.actor.end == parts.verb.start;
        let acts = class::BODY | class::INSTITUTION | class::DOER | class::PERSON | class::ORGANIZATION;
        if ends
            && quantity.dimension == Dimension::Currency
            && !parts.actor.is_empty()
            && labels::grants(self.line.words(parts.verb.start))
            && !parts.actor.clone().any(|i| self.line.is(i, acts))
        {
            return Parts { object: parts.actor.start..parts.verb.end, ..Parts::default() };
        }
        if causes && parts.verb.is_empty() {
            // 办理 A, 增长: a verb at the head of a clause is not the indicator's.
            let whole = parts.object.clone();
            if whole.len() > 2
                && self.line.is(whole.start, class::INSTITUTION)
                && self.line.is(whole.start + 1, class::ACT)
            {
                return phrase::split(&self.line, subject, false);
            }
        }
        parts
    }

    fn claim(&self, shape: &Shape<'_>, quantity: &Quantity<'t>, parts: &Parts) -> Claim<'t> {
        let mut label = self.label(shape, quantity, parts);
        let (figure, direction) = self.figure(shape, quantity, parts, &label);
        let base = self.base(shape, quantity, parts, figure, &mut label);
        let comparison = self.comparison(shape, quantity, figure, label.inherited);
        let mut claim = Claim {
            id: ClaimId(0),
            span: quantity.span,
            text: Cow::Borrowed(""),
            value: quantity.value,
            value_max: None,
            fraction: None,
            factor: kind::factor(quantity, figure, direction),
            bound: quantity.bound,
            unit: None,
            per: None,
            dimension: quantity.dimension,
            normalized: None,
            kind: figure,
            direction,
            indicator: label.indicator.map(Indicator::from),
            predicate: self.predicate(shape, parts),
            actor: label.actor,
            base,
            comparison,
            price_basis: self.price(shape, figure),
            baseline: None,
            period: None,
            region: None,
            modality: self.modality(shape, quantity),
            part_of: None,
            section: self.section,
            rule: shape.rule.clone(),
        };
        fill_quantity(&mut claim, quantity);
        let ranked = label.inherited && self.last().is_some_and(|c| c.kind == Kind::Rank)
            || label.own.ends_with("排名")
            || label.own.ends_with("位次");
        if figure == Kind::Rank || (ranked && quantity.unit.as_deref() == Some("位")) {
            claim.dimension = Dimension::Rank;
        }
        claim
    }

    /// Returns what kind of figure a claim is, and where it moved.
    fn figure(
        &self,
        shape: &Shape<'_>,
        quantity: &Quantity<'_>,
        parts: &Parts,
        label: &Label<'t>,
    ) -> (Kind, Option<Direction>) {
        let line = &self.line;
        // 粮食单产提升工程600万亩: a piece of work is no average.
        let works = parts.object.end > parts.object.start && line.is(parts.object.end - 1, class::WORKS);
        let averaged = || {
            !works
                && (shape.start..shape.value)
                    .any(|i| line.is(i, class::AVERAGE) || labels::averages(line.words(i)) || self.per_head(i))
        };
        let found = label.indicator.as_ref().map_or("", |q| q.text.as_ref());
        let words = if label.own.is_empty() { found } else { label.own };
        let inner =
            if label.inherited && self.within(&parts.object).is_some() { Some(Kind::Share) } else { shape.kind };
        let mut figure = inner.unwrap_or_else(|| kind::of(quantity, words, averaged));
        if shape.role == "arrive" && figure == Kind::Rate {
            figure = kind::of(quantity, words, || false);
        }
        let mut direction = shape.direction;
        // 新增A 3家、B 5家: the verb before the first reaches the others.
        if shape.rule == "claim.amount"
            && parts.verb.is_empty()
            && shape.value.checked_sub(1).is_some_and(|i| line.is(shape.start, class::LIST) || line.is(i, class::LIST))
            && !(shape.start..shape.value).any(|i| line.is(i, class::COMMA | class::STOP))
            && !labels::bare(label.own)
            && let Some(last) = self.last().filter(|c| c.kind == Kind::Change && adds(c))
        {
            figure = Kind::Change;
            direction = last.direction;
        }
        // 同比增长5.3%和11.6%: only a list mark parts the two.
        if self.repeats(shape)
            && let Some(last) = self.last().filter(|c| c.kind == Kind::Change && c.dimension == quantity.dimension)
        {
            figure = Kind::Change;
            direction = last.direction;
        }
        // PM2.5浓度同比改善5%: there is less of it.
        if shape.rule == "claim.change.better" && labels::worse(words) {
            direction = Some(Direction::Decrease);
        }
        if shape.role == "arrive" {
            direction = direction.or_else(|| self.last().and_then(|c| c.direction));
        }
        (figure, direction)
    }

    /// True when only a list mark stands between a figure and the one before it.
    fn repeats(&self, shape: &Shape<'_>) -> bool {
        shape.rule == "claim.amount"
            && shape.start < shape.value
            && shape.start > 0
            && self.line.quantity(shape.start - 1)
            && (shape.start..shape.value).all(|i| self.line.is(i, class::LIST | class::AND))
    }

    /// Ends the sentence: a level beside 与上年持平 is unchanged.
    pub(crate) fn finish(mut self) {
        for at in 0..self.line.units.len() {
            if !self.line.is(at, class::SAME) {
                continue;
            }
            let Some(open) = (0..at)
                .rev()
                .take_while(|&i| !self.line.is(i, class::COMMA | class::STOP))
                .find(|&i| self.line.is(i, class::WITH | class::THAN))
            else {
                self.still(at);
                continue;
            };
            let mut end = at;
            while end > open + 1 && self.line.is(end - 1, class::ADVERB | class::FILL) {
                end -= 1;
            }
            let Some(words) = self.quote(&(open..end)) else { continue };
            // Only the figure right before it, with nothing but a comma between.
            let Some(index) = self.units.iter().rposition(|&u| u < open) else { continue };
            let gap = self.units[index] + 1..open;
            if gap.len() > 2 || !gap.clone().all(|i| self.line.is(i, class::COMMA | class::ADVERB | class::FILL)) {
                continue;
            }
            if let Some(claim) = self.out.get_mut(self.first + index) {
                claim.direction = Some(Direction::Unchanged);
                claim.comparison =
                    Some(Comparison { basis: kind::basis(&words.text), text: words.text, span: words.span });
            }
        }
    }
}

impl Builder<'_, '_, '_> {
    /// Makes the figure right before 基本持平 unchanged.
    fn still(&mut self, at: usize) {
        let fills = class::COMMA | class::ADVERB | class::FILL | class::ADJECTIVE;
        let Some(index) = self.units.iter().rposition(|&u| u < at) else { return };
        let gap = self.units[index] + 1..at;
        if gap.len() > 3 || gap.is_empty() || !gap.clone().all(|i| self.line.is(i, fills)) {
            return;
        }
        if let Some(claim) = self.out.get_mut(self.first + index).filter(|c| c.kind != Kind::Change) {
            claim.direction = Some(Direction::Unchanged);
        }
    }
}

/// True when the verb of a change stands before all it adds: 新增A 3家, 新增3家A.
fn adds(claim: &Claim<'_>) -> bool {
    let counted = || {
        claim.dimension == Dimension::Count
            && claim.predicate.as_ref().is_some_and(|p| p.span.end <= claim.span.start)
            && claim.indicator.as_ref().is_some_and(|i| i.span.start >= claim.span.end)
    };
    claim.rule.ends_with(".object") || claim.rule == "claim.amount" || claim.rule == "claim.change.up" && counted()
}

/// Returns the words of a claim's indicator.
fn own<'t>(claim: &Claim<'t>) -> Option<Quote<'t>> {
    claim.indicator.as_ref().map(Indicator::quote)
}

/// Returns true if a noun after the quantity is what it counts.
fn quantity_of_things(quantity: &Quantity<'_>) -> bool {
    !matches!(
        quantity.dimension,
        Dimension::Percent | Dimension::Permille | Dimension::PercentagePoint | Dimension::Multiple | Dimension::Rank
    )
}

fn fill_quantity<'t>(claim: &mut Claim<'t>, quantity: &Quantity<'t>) {
    claim.span = quantity.span;
    claim.text = Cow::Borrowed("");
    claim.value = quantity.value;
    claim.value_max = quantity.value_max;
    claim.fraction.clone_from(&quantity.fraction);
    claim.bound = quantity.bound;
    claim.unit.clone_from(&quantity.unit);
    claim.per.clone_from(&quantity.per);
    claim.dimension = quantity.dimension;
    claim.normalized.clone_from(&quantity.normalized);
}

fn kind_named(name: &str) -> Option<Kind> {
    Some(match name {
        "level" => Kind::Level,
        "change" => Kind::Change,
        "share" => Kind::Share,
        "rate" => Kind::Rate,
        "average" => Kind::Average,
        "rank" => Kind::Rank,
        _ => return None,
    })
}

fn direction_named(name: &str) -> Option<Direction> {
    Some(match name {
        "increase" => Direction::Increase,
        "decrease" => Direction::Decrease,
        "unchanged" => Direction::Unchanged,
        _ => return None,
    })
}
