//! The words a claim is labelled with: what is measured, and who acts.

use super::{Builder, Shape, own, quantity_of_things};
use crate::chunk::Quantity;
use crate::claim::behind;
use crate::claim::class;
use crate::claim::labels::{self, Word};
use crate::claim::phrase::{self, Parts};
use crate::model::{Claim, Dimension, Indicator, Kind, Quote};
use std::ops::Range;

/// A head of four characters says by itself what is counted, in bytes.
const NAMED: usize = 12;
/// How far back a sentence is asked for a label, in claims.
const REACH: usize = 24;

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
        // 市财政下达3.1亿元: who pays is not what is paid.
        let pays = quantity.dimension == Dimension::Currency && line.is(parts.actor.end.saturating_sub(1), class::BODY);
        let body = pays || parts.actor.clone().any(|i| line.is(i, class::INSTITUTION));
        let place = parts.actor.clone().all(|i| line.is(i, class::PLACE | class::AREA));
        if label.indicator.is_none() && !parts.actor.is_empty() && !body && !place {
            // 生猪出栏168万头: what stands before a verb without an object is what is counted.
            label.indicator = label.actor.take().or_else(|| self.quote(&parts.actor));
        }
        let long = label.indicator.as_ref().filter(|q| shape.role != "of" && q.text.chars().count() > 2);
        if let Some(longer) = long.and_then(|own| self.longer(own)) {
            label.indicator = Some(longer);
        }
        if label.indicator.as_ref().is_none_or(|q| labels::bare(&q.text)) {
            self.lend(shape, quantity, parts, &mut label);
        }
        if let Some(indicator) = label.indicator.as_ref().filter(|_| !label.inherited) {
            label.indicator = self.without(shape, indicator).or_else(|| label.indicator.clone());
        }
        // 移送检察机关72人: to whom is not what is counted.
        if shape.rule == "claim.amount"
            && quantity.dimension == Dimension::Count
            && !parts.verb.is_empty()
            && parts.object.len() == 1
            && line.is(parts.object.start, class::INSTITUTION)
            && line.words(parts.verb.end - 1).starts_with(['移', '转', '报'])
        {
            label.indicator = self.quote(&(parts.verb.start..parts.object.end));
        }
        // 市民政局新增床位2180张: the subject of a change is who made it, when it is not what changed.
        if label.actor.is_none() && shape.indicator.is_some() && parts.object.len() == 1 {
            let body = line.is(parts.object.start, class::INSTITUTION);
            label.actor = if body { self.quote(&parts.object) } else { None };
        }
        // Who is named in the clause but cannot act still is its subject.
        if label.actor.is_none() && !label.inherited && parts.actor.is_empty() {
            label.actor = if parts.verb.is_empty() {
                self.shared_actor(shape, label.own)
            } else {
                self.earlier_actor(shape, parts)
            };
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

    /// Takes the noun after the quantity for the label: 3000多名政法干警.
    fn counted(&self, shape: &Shape<'_>, quantity: &Quantity<'_>, parts: &Parts, label: &mut Label<'t>) {
        if let Some(harm) = self.harm(shape, quantity) {
            label.indicator = Some(harm);
            label.actor = None;
            return;
        }
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
        let mut right = self.right(shape, quantity, label.indicator.is_some());
        // 下达1.5亿元用于困难群众救助补助资金: what is paid is named by its purpose.
        if right.is_empty() && quantity.dimension == Dimension::Currency && self.line.is(shape.value + 1, class::USED) {
            let purpose = behind::after(&self.line, shape.value + 2);
            let grant = !purpose.is_empty() && labels::grants(self.line.words(purpose.end - 1));
            right = if grant { purpose } else { right };
        }
        // 按每月200元标准发放补贴: what the standard is for stands behind the verb.
        let verb = right.end;
        if right.len() == 1
            && self.line.is(right.start, class::STANDARD)
            && self.line.is(verb, class::ACT | class::WEAK)
        {
            let object = behind::after(&self.line, verb + 1);
            right = if object.is_empty() { right } else { object };
        }
        if right.is_empty() {
            return;
        }
        let body = parts.object.clone().any(|i| self.line.is(i, class::INSTITUTION));
        if label.actor.is_none() && body {
            label.actor = label.indicator.take();
        }
        label.indicator = self.quote(&behind::joined(&self.line, right));
    }

    /// Returns what happened to the people who are counted: 33人死亡.
    fn harm(&self, shape: &Shape<'_>, quantity: &Quantity<'_>) -> Option<Quote<'t>> {
        let (line, at) = (&self.line, shape.value + 1);
        let people = matches!(quantity.unit.as_deref(), Some("人" | "名" | "位"));
        let said = people && line.is(at, class::CASUALTY) && !line.is(at + 1, class::NOUN | class::DE);
        said.then(|| self.quote(&(at..at + 1))).flatten()
    }

    /// Returns the whole of a bare share: 在北方地区占比.
    pub(super) fn within(&self, object: &Range<usize>) -> Option<Range<usize>> {
        let line = &self.line;
        let place = object.start.checked_sub(1).is_some_and(|i| matches!(line.words(i), "在" | "占"));
        let end = object.end.checked_sub(1).filter(|&i| object.len() > 1 && place && labels::bare(line.words(i)))?;
        self.last().map(|_| object.start..end)
    }

    /// True for 每千, 每万人: how many heads an average is for.
    pub(super) fn per_head(&self, at: usize) -> bool {
        let words = self.line.words(at);
        let heads = |w: &str| w.starts_with(['百', '千', '万', '十']);
        words.strip_prefix('每').is_some_and(|rest| heads(rest) || rest.is_empty() && heads(self.line.words(at + 1)))
    }

    /// Takes the label of an earlier claim or clause.
    fn lend(&self, shape: &Shape<'_>, quantity: &Quantity<'_>, parts: &Parts, label: &mut Label<'t>) {
        // 受理案件96件，起诉7人: what is counted in another unit is not the 案件 before.
        let verbal = label.indicator.is_none() && !parts.verb.is_empty() && quantity.dimension == Dimension::Count;
        // Nor is a verb what another verb is done to: 批捕1862人，起诉2316人.
        let verb = |c: &Claim<'_>| {
            c.indicator.as_ref().zip(c.predicate.as_ref()).is_some_and(|(i, p)| i.span.start == p.span.start)
        };
        let alike = |last: &&Claim<'_>| {
            !verbal || last.dimension != Dimension::Count || last.unit == quantity.unit && !verb(last)
        };
        if let Some(last) = self.source(shape, quantity).filter(alike) {
            let share = self.share_label.clone().filter(|_| shape.kind == Some(Kind::Change));
            label.indicator = share.or_else(|| own(last));
            label.inherited = true;
            // 设立基金24只、总规模934亿元: the total is nobody's act.
            if label.actor.is_none() && !labels::bare(label.own) {
                label.actor.clone_from(&last.actor);
            }
        } else if label.indicator.is_none() && !parts.verb.is_empty() {
            label.indicator = self.quote(&parts.verb);
        } else if label.indicator.is_none() && !self.runs_alone(shape) {
            label.indicator = self.clause_before(shape.start);
        }
    }

    /// True when what goes on for years is said behind them, of nothing named before: 连续12届获奖.
    fn runs_alone(&self, shape: &Shape<'_>) -> bool {
        let kept = class::HOLD | class::REACH | class::UP | class::DOWN | class::FILL;
        let next = self.line.words(shape.value + 1);
        let ranked = self.line.is(shape.value + 1, class::RANKED) && !next.starts_with(['获', '荣']);
        shape.rule == "claim.run" && !ranked && !self.line.is(shape.value + 1, kept | class::COMMA | class::STOP)
    }

    /// Returns what the words before the predicate measure.
    fn indicator(&self, shape: &Shape<'_>, parts: &Parts) -> Option<Quote<'t>> {
        if let Some(own) = &shape.indicator {
            let own = phrase::trim(&self.line, own.clone());
            let plain = parts.object.is_empty()
                || phrase::only_area(&self.line, &parts.object)
                || parts.object.clone().any(|i| self.line.is(i, class::INSTITUTION));
            let etc = own.clone().rev().find(|&i| self.line.word(i, "等") && i > own.start && i + 1 < own.end);
            if let Some(head) = etc.and_then(|at| self.quote(&(at + 1..own.end))).filter(|q| q.text.len() >= NAMED) {
                return Some(head);
            }
            // 城镇新增就业: the verb is a part of the name, but in 园区新增企业 it is not.
            let named = self.line.words(own.start).starts_with("就业");
            let whole = if plain || !named { own } else { parts.object.start..own.end };
            return self.quote(&whole);
        }
        let object = &parts.object;
        let steps = object.len() == 1 && self.line.is(object.start, class::STEP);
        if object.is_empty() || steps || phrase::only_area(&self.line, object) || self.within(object).is_some() {
            return None;
        }
        // 包括招聘数量等在内的扩张指数: what the index is of stands before its name.
        let within = object.clone().rev().find(|&i| self.line.word(i, "在内") && self.line.is(i + 1, class::DE));
        if let Some(at) = within.filter(|&at| at + 2 < object.end) {
            return self.quote(&phrase::trim(&self.line, at + 2..object.end));
        }
        // 每千人拥有婴幼儿托位数: for how many it is belongs to the name.
        let actor = &parts.actor;
        if actor.start < object.start && self.per_head(actor.start) {
            return self.quote(&(actor.start..object.end));
        }
        // 夜间值守等便民举措12项: what is named before 等 are examples.
        let etc = object.clone().rev().find(|&i| self.line.word(i, "等") && i > object.start && i + 1 < object.end);
        let counts = self.quantity(shape.value).is_some_and(|q| q.dimension == Dimension::Count);
        if let Some(at) = etc.filter(|_| counts && shape.rule == "claim.amount") {
            let head = phrase::trim(&self.line, at + 1..object.end);
            let quoted = self.quote(&head).filter(|q| q.text.len() >= NAMED);
            if quoted.is_some() && !self.line.is(at - 1, class::PUNCTUATION) {
                return quoted;
            }
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
        let mut object = phrase::split(&self.line, start..end, false).object;
        // 不良率保持低位: what is kept.
        let told = class::HOLD | class::REACH | class::UP | class::DOWN | class::BE | class::RANKED;
        let verb = object.clone().skip(1).find(|&i| self.line.is(i, told) && self.line.is(i, class::VERB));
        object.end = verb.unwrap_or(object.end);
        self.quote(&object).filter(|_| !phrase::only_area(&self.line, &object))
    }

    /// Returns the earlier label of this sentence that this one shortens: 夏粮总产量 for 总产量.
    fn longer(&self, own: &Quote<'t>) -> Option<Quote<'t>> {
        let claims = self.out.get(self.first..)?;
        if labels::bare(&own.text) {
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
        let right = behind::after(&self.line, shape.value + 1);
        // 指数提升2个等级, 迈上6万亿元台阶: the steps of a scale are not what is measured.
        let measured = left || quantity.dimension != Dimension::Count;
        let last = right.end.saturating_sub(1);
        let high = right.len() == 2 && matches!(self.line.words(right.start), "新" | "大" | "重要");
        let steps = measured && (right.len() == 1 || high) && self.line.is(last, class::STEP);
        // 3个万亿级和7个千亿级产业集群: the grade alone names nothing, the noun is behind the next one.
        let grade = right.len() <= 2 && self.line.words(right.end.saturating_sub(1)).ends_with('级');
        if grade && self.line.is(right.end, class::LIST | class::AND) && self.line.quantity(right.end + 1) {
            let shared = behind::after(&self.line, right.end + 2);
            let noun = shared.clone().find(|&i| self.line.words(i).ends_with('级')).map_or(shared.start, |i| i + 1);
            if noun < shared.end {
                return noun..shared.end;
            }
        }
        if steps { 0..0 } else { self.narrowed(shape, quantity, right) }
    }

    /// Returns what of the words behind a count is counted: not what the counted have or do, but with the work that is done to them.
    fn narrowed(&self, shape: &Shape<'_>, quantity: &Quantity<'_>, right: Range<usize>) -> Range<usize> {
        let line = &self.line;
        if quantity.dimension != Dimension::Count || quantity.unit.is_none() || right.is_empty() {
            return right;
        }
        let ends = |i: &usize| !line.is(*i, class::COMMA | class::STOP | class::LIST) && *i < line.units.len();
        // 9个区地区生产总值超千亿元, 20个县区学前教育通过验收: the regions are counted.
        let region = right.len() > 1
            && quantity.unit.as_deref() == Some("个")
            && line.is(right.start, class::REGION)
            && line.is(right.start + 1, class::NOUN | class::AREA)
            && ends(&right.end);
        // 14个重点产业产值占八成: what they have has a figure of its own.
        let figured = (right.end..right.end + 12).take_while(ends).any(|i| line.quantity(i));
        let owner = class::BODY | class::MEMBER | class::DOER | class::INSTITUTION;
        if region {
            return right.start..right.start + 1;
        }
        if figured
            && labels::had(line.words(right.end - 1))
            && let Some(at) = right.clone().rev().skip(1).find(|&i| line.is(i, owner))
        {
            return right.start..at + 1;
        }
        // 启动2万户避险搬迁: the work is counted by what it is done to.
        let work = shape.value.checked_sub(1).is_some_and(|i| line.is(i, class::WORK));
        let verbal = |i: usize| line.is(i, class::VERB | class::WEAK | class::VNOUN | class::ACT);
        let tail = (right.end..right.end + 3).find(|&i| !verbal(i)).unwrap_or(right.end);
        if work && tail > right.end && !ends(&tail) { right.start..tail } else { right }
    }

    /// Returns what was done so often: 3次亲临云南考察.
    fn done_so_often(&self, shape: &Shape<'_>, quantity: &Quantity<'_>) -> Range<usize> {
        let line = &self.line;
        let start = shape.value + 1;
        // 分两批发布清单: what is done in parts.
        let parted = shape.value > 0 && line.word(shape.value - 1, "分");
        if parted && matches!(quantity.unit.as_deref(), Some("批" | "次" | "期" | "步" | "轮")) {
            let clause = (start..start + 12).take_while(|&i| !line.is(i, class::COMMA | class::STOP | class::LIST));
            let act = clause.filter(|&i| line.is(i, class::ACT)).last();
            return act.map_or(0..0, |at| behind::after(line, at + 1));
        }
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
        if shape.role == "of" || self.holds(shape, quantity) {
            return true;
        }
        if shape.role == "standard"
            || shape.indicator.is_some()
            || shape.kind == Some(Kind::Change) && shape.predicate.is_none()
        {
            return false;
        }
        // 一批重达130吨的设备: the words before the verb name nothing.
        let vague = parts.object.len() == 1 && self.line.is(parts.object.start, class::FEW);
        if vague && self.line.is(shape.value + 1, class::DE) {
            return true;
        }
        // 出台促进消费20条措施: the noun of a count stands right behind it, unless a figure of its own follows.
        if shape.rule == "claim.amount"
            && quantity.dimension == Dimension::Count
            && self.line.is(
                shape.value + 1,
                class::NOUN
                    | class::QUOTE
                    | class::VNOUN
                    | class::WEAK
                    | class::VERB
                    | class::ADJECTIVE
                    | class::PERSON,
            )
            && !self
                .line
                .is(shape.value + 1, class::ACT | class::PUNCTUATION | class::SHARE | class::WHOLE | class::AVERAGE)
        {
            let right = behind::after(&self.line, shape.value + 1);
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
            || labels::word(self.line.words(before)) == Some(Word::Batch)
            || (self.line.is(before, class::VERB) && !self.line.is(before, class::REACH | class::BE | class::HOLD));
        ends || (shape.kind == Some(Kind::Change) && shape.predicate.is_some()) || parts.object.is_empty()
    }

    /// True when what stands before 有 only holds what is counted: 博览会共有近2000家企业参展.
    fn holds(&self, shape: &Shape<'_>, quantity: &Quantity<'_>) -> bool {
        let Some(verb) = shape.predicate.as_ref().filter(|p| p.len() == 1).map(|p| p.start) else { return false };
        let counts = quantity.dimension == Dimension::Count && quantity.unit.is_some();
        counts
            && self.line.is(verb, class::BE)
            && (self.line.words(verb).ends_with('有') || matches!(self.line.words(verb), "分为" | "分成"))
            && !self.line.is(shape.value + 1, class::ACT | class::PUNCTUATION)
            && !behind::after(&self.line, shape.value + 1).is_empty()
    }
}
