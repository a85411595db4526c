//! Verbs that stand inside something else: a noun phrase, a relative clause, a purpose, what others are moved to do.

use super::classes::{Is, Set, View, set};
use super::gate::{Clause, ends};
use crate::analysis::{Item, Unit};
use crate::model::ActionKind;

/// Returns true for a verb that is as often a noun.
fn nominal(view: View<'_, '_>, verb: &Unit) -> bool {
    view.has(verb, Is::Nominal) && !view.any(verb, set(&[Is::Free, Is::Support]))
}

impl Clause<'_> {
    /// Returns true if the verb stands inside some noun phrase: 统一公平的市场, 发挥了推进改革的作用, 成立70周年.
    pub(super) fn inside(&self, view: View<'_, '_>, last: &Unit) -> bool {
        let Some(first) = self.object.first() else { return true };
        let front = self.units.get(..self.verb.start).unwrap_or(&[]);
        let before = front.last();
        // 严格规范公正文明执法, 标准统一公平.
        let verb = self.units.get(self.verb.start);
        // 抓好用理论统一思想: a clause.
        if view.words(first) == "用" && self.object.last().is_none_or(|u| view.words(u) != "工作") {
            return true;
        }
        // 作出明确部署.
        if before.is_some_and(|u| view.any(u, set(&[Is::Performs, Is::Gives]))) {
            return true;
        }
        if (view.has(first, Is::Adjective) && !view.any(first, set(&[Is::Noun, Is::Action, Is::Adverb]))
            || view.words(first) == "公正")
            && verb.is_some_and(|v| matches!(view.words(v), "规范" | "统一" | "明确"))
        {
            return true;
        }
        // 文旅推广季推出活动: a noun.
        if view.words(first) == "季" {
            return true;
        }
        // 脱贫措施和巩固提升措施: a noun beside a noun.
        if let ([.., other, and], [only]) = (front, self.object)
            && view.has(and, Is::And)
            && view.words(other) == view.words(only)
        {
            return true;
        }
        // 成立七十周年, 成立暨建交73周年招待会.
        if self.kind != ActionKind::Conduct && self.object.iter().any(|u| view.words(u).ends_with("周年")) {
            return true;
        }
        // 探索持续推进: a noun and its verb.
        if (nominal(view, last) || self.kind == ActionKind::Pilot)
            && let Some(acts) =
                self.object.iter().find(|u| !view.any(u, set(&[Is::Adverb, Is::Ongoing])) || view.has(u, Is::Action))
            && view.has(acts, Is::Causative)
            && self.object.last().is_some_and(|u| u.span == acts.span)
        {
            return true;
        }
        // 实现巩固…有效衔接: a result.
        if before.is_some_and(|u| view.words(u) == "实现") {
            return true;
        }
        // 发挥了推进…的作用: the object of the verb before it.
        let bare = front.iter().rev().find(|u| !view.has(u, Is::Adverb) || view.has(u, Is::Action));
        if bare.is_some_and(|u| view.has(u, Is::Aspect)) && self.object.iter().any(|u| view.has(u, Is::De)) {
            return true;
        }
        // 肩负起加强团结的责任: the object of the verb before it.
        if let Some(bare) = bare
            && view.any(bare, set(&[Is::Verb, Is::Particle]))
            && !view.any(bare, set(&[Is::Action, Is::Planned, Is::Support, Is::Adverb, Is::End, Is::Says]))
            && self.object.iter().any(|u| view.has(u, Is::De))
            && self
                .object
                .last()
                .is_some_and(|u| matches!(view.words(u), "责任" | "使命" | "作用" | "重任" | "历史责任" | "意义"))
        {
            return true;
        }
        // 贯彻落实进一步优化防控的措施: the object of the verb before it.
        if bare.is_some_and(|u| {
            (view.has(u, Is::Action) || view.words(u).ends_with("落实"))
                && !view.any(u, set(&[Is::Causative, Is::Support, Is::Nominal, Is::End]))
        }) && before.is_some_and(|u| view.has(u, Is::Adverb) && !view.has(u, Is::Action))
            && self.object.iter().any(|u| view.has(u, Is::De))
        {
            return true;
        }
        // 良好环境和创新生态: a noun beside a noun.
        let nominal = verb.is_some_and(|v| view.has(v, Is::Nominal) && !view.any(v, set(&[Is::Free, Is::Support])));
        if nominal
            && before.is_some_and(|u| view.has(u, Is::And))
            && front.len().checked_sub(2).and_then(|i| front.get(i)).is_some_and(|u| {
                !view.any(u, set(&[Is::Verb, Is::Action, Is::End, Is::Quantity]))
                    && view.any(u, set(&[Is::Noun, Is::VerbalNoun]))
            })
            && !self.object.iter().any(|u| view.any(u, set(&[Is::List, Is::And])))
            && self.object.len() == 1
        {
            return true;
        }
        if self.elsewhere(view, last) {
            return true;
        }
        // 试点建设的医共体.
        if let [doing, de, ..] = self.object
            && matches!(view.kind(doing), Some(ActionKind::Establish | ActionKind::Implement))
            && view.has(de, Is::De)
        {
            return true;
        }
        // 颁布发表的法律: a relative clause.
        if self.kind == ActionKind::Issue
            && let [doing, de, ..] = self.object
            && doing.item == Item::Word
            && view.has(doing, Is::Verb)
            && !view.any(doing, set(&[Is::Noun, Is::VerbalNoun, Is::Adjective, Is::Adverb]))
            && view.has(de, Is::De)
        {
            return true;
        }
        // 搭建起问题反映和解决渠道: a noun beside a noun.
        if let [.., noun, done, and] = front
            && view.has(and, Is::And)
            && view.any(done, set(&[Is::Verb, Is::VerbalNoun]))
            && !view.any(done, set(&[Is::Action, Is::Head, Is::Adverb]))
            && view.has(noun, Is::Noun)
            && !view.any(noun, set(&[Is::Verb, Is::Adverb, Is::Subject]))
            && self.object.len() == 1
        {
            return true;
        }
        // 有利于缓解压力，优化城市功能: a result.
        let mut clauses = front.rsplit(|u| view.has(u, Is::End));
        let (own, prior) = (clauses.next().unwrap_or(&[]), clauses.next().unwrap_or(&[]));
        let serves = |c: &[Unit]| c.first().is_some_and(|u| matches!(view.words(u), "有利于" | "有助于"));
        if serves(own) || own.is_empty() && serves(prior) {
            return true;
        }
        // 全域河湖建设行动, 守牢美丽中国建设底线, 融入城市治理现代化: a noun.
        let mut clause = front.iter().rev().take_while(|u| !view.has(u, Is::End));
        const LETS: Set = set(&[Is::Support, Is::Causative, Is::Planned, Is::Preposition]);
        if nominal
            && before.is_some_and(|u| view.has(u, Is::Place))
            && (front.iter().rev().find(|u| !view.any(u, set(&[Is::Place, Is::Adjective]))).is_some_and(|u| {
                u.item == Item::Word && view.has(u, Is::Verb) && !view.any(u, LETS) && !view.has(u, Is::Noun)
            }) || matches!(self.object, [only] if view.has(only, Is::NamedHead))
                && clause.any(|u| view.has(u, Is::Verb)))
        {
            return true;
        }
        // 围绕完善供给、深化改革等方面提出…: topics.
        if bare.is_some_and(|u| view.has(u, Is::List))
            && front
                .iter()
                .rev()
                .take_while(|u| !view.has(u, Is::End))
                .any(|u| matches!(view.words(u), "围绕" | "就" | "聚焦" | "涵盖" | "涉及" | "关于"))
        {
            return true;
        }
        // 利用设备发布广告等行为作出规范: a clause.
        let performs = |i: usize, u: &Unit| {
            u.item == Item::Word
                && view.has(u, Is::Performs)
                && !self.object.iter().skip(i).any(|u| view.has(u, Is::De))
        };
        // 推动作风建设实现大变革: a result. 实施规划情况的报告: what a report is about.
        let result = |u: &Unit| {
            view.has(last, Is::Causative) && matches!(view.words(u), "实现" | "受到" | "得到")
                || self.kind == ActionKind::Implement && view.words(u) == "情况"
        };
        self.object.iter().skip(1).any(|u| u.item == Item::Word && result(u))
            || self.object.iter().enumerate().any(|(i, u)| performs(i, u))
    }

    /// Returns true if what stands before the verb makes it another state's act, a purpose or a stance.
    fn elsewhere(&self, view: View<'_, '_>, last: &Unit) -> bool {
        let front = self.units.get(..self.verb.start).unwrap_or(&[]);
        let before = front.last();
        // 欧盟禁止进口…, 沙特4所大学开设专业: another state acts.
        if view.has(last, Is::Action) && before.is_some_and(|u| view.has(u, Is::Foreign)) {
            return true;
        }
        let own = front.iter().rposition(|u| view.has(u, Is::End)).map_or(0, |at| at + 1);
        let own = front.get(own..).unwrap_or(&[]);
        if own.first().is_some_and(|u| view.has(u, Is::Foreign))
            && !own.iter().any(|u| view.any(u, set(&[Is::Preposition, Is::And, Is::List])))
        {
            return true;
        }
        // 发行2022年新增专项债券: what is new is a noun.
        let behind = own.iter().rev().find(|u| !view.has(u, Is::Time));
        if view.has(last, Is::Strict)
            && behind.is_some_and(|u| {
                u.item == Item::Word && view.has(u, Is::Verb) && !view.any(u, set(&[Is::Adverb, Is::Planned, Is::Done]))
            })
        {
            return true;
        }
        // 就做好工作作出论述: a topic.
        let mut led =
            own.iter().rev().take_while(|u| view.has(u, Is::Adverb) || matches!(view.words(u), "就" | "关于"));
        let behind = self.units.get(self.verb.end..).unwrap_or(&[]);
        let mut performs = behind.iter().take_while(|u| !view.has(u, Is::End));
        if led.any(|u| matches!(view.words(u), "就" | "关于"))
            && performs.any(|u| view.has(u, Is::Performs) || matches!(view.words(u), "提出" | "发表" | "交换"))
        {
            return true;
        }
        // 支持政府所采取的措施: a stance.
        if view.has(last, Is::Support)
            && self.object.iter().skip(1).any(|u| u.item == Item::Word && view.words(u) == "所")
        {
            return true;
        }
        // 跨省通办是深化改革重要举措: what it is.
        if own.iter().any(|u| view.has(u, Is::Copula))
            && self
                .object
                .last()
                .is_some_and(|u| matches!(view.words(u), "举措" | "抓手" | "途径" | "任务" | "要求" | "保障"))
        {
            return true;
        }
        // 提出做好工作的“七个着力”: what is put forward is a slogan.
        if before.is_some_and(|u| view.any(u, set(&[Is::Says, Is::Content])))
            && matches!(self.object, [.., de, quote] if view.has(de, Is::De) && matches!(quote.item, Item::Quote(_)))
        {
            return true;
        }
        // 为加快构建…，: a purpose.
        if let Some((lead, rest)) = own.split_first()
            && matches!(view.words(lead), "为" | "为了")
            && rest
                .iter()
                .find(|u| !view.has(u, Is::Adverb) || view.has(u, Is::Action))
                .is_none_or(|u| view.has(u, Is::Action))
        {
            return true;
        }
        false
    }

    /// Returns true if the object is a clause and not a thing: 建设运河是…, 加强建设要抓住…, 在…等方面做了大量工作.
    pub(super) fn clause(&self, view: View<'_, '_>) -> bool {
        let inner = self.object.get(1..).unwrap_or(&[]);
        // 将优化环境作为…工程: what 将 disposes of.
        let own = self.units.get(..self.verb.start).unwrap_or(&[]).iter().rev().take_while(|u| !view.has(u, Is::End));
        if inner.iter().any(|u| view.words(u) == "作为") && own.clone().any(|u| view.has(u, Is::Dispose)) {
            return true;
        }
        if self.object.first().is_some_and(|u| view.has(u, Is::Holds) && !view.has(u, Is::Action)) {
            return true;
        }
        let last = inner.iter().rposition(|u| view.has(u, Is::De));
        // 试点名单包括…; 推进…需要的修正案.
        let nominal = self.last().is_some_and(|v| view.has(v, Is::Nominal) || self.kind == ActionKind::Pilot);
        let includes = |u: &Unit| nominal && matches!(view.words(u), "包括" | "包含");
        let needs = |w: &[Unit]| matches!(w, [needs, de] if view.words(needs) == "需要" && view.has(de, Is::De));
        if inner.iter().any(includes) || inner.windows(2).any(needs) {
            return true;
        }
        // 开展整治…为基层减负工作: the name of a thing is a clause.
        let nested = self.object.first().is_some_and(|u| view.has(u, Is::Action));
        inner.iter().enumerate().any(|(i, u)| {
            // 整治…为基层减负, 配备了…的农机有5万台.
            let bare = view.has(u, Is::NoObject) && (view.has(u, Is::FrameAs) || view.words(u) == "有");
            u.item == Item::Word && bare && !nested && last.is_none_or(|last| last < i)
                || u.item == Item::Word
                    && (view.any(u, set(&[Is::Copula, Is::Planned, Is::Holds, Is::Becomes, Is::Done]))
                        || view.has(u, Is::Aspect) && i + 1 < inner.len()
                        || view.has(u, Is::Gives) && inner.get(i + 1).is_some_and(|n| view.has(n, Is::De)))
        })
    }

    /// Returns true if the object is somebody and his act, which is the measure: 推动园区创建示范区.
    pub(super) fn moves_body(&self, view: View<'_, '_>) -> bool {
        let acts = |u: &Unit| view.has(u, Is::Action) && !view.any(u, set(&[Is::Nominal, Is::Moved]));
        self.object.windows(3).any(|w| matches!(w, [doer, act, _] if ends(view, doer, Is::Doer) && acts(act)))
    }

    /// Returns true if the object is a body and what it does: 支持企业建立…, 支持市里建设…试验区.
    pub(super) fn supports(&self, view: View<'_, '_>) -> bool {
        let rest = self.object.get(1..).unwrap_or(&[]);
        let rest = rest.get(rest.iter().rposition(|u| view.has(u, Is::De)).map_or(0, |at| at + 1)..).unwrap_or(&[]);
        let doer =
            |u: &Unit| matches!(u.item, Item::Institution(_)) || view.has(u, Is::Place) || ends(view, u, Is::Doer);
        // 组织各地公安机关同步开展为期一周的行动.
        let bare = |u: &&Unit| !view.has(u, Is::Adverb) || view.has(u, Is::Action);
        let words: Vec<&Unit> = self.object.iter().filter(bare).collect();
        let pair = |w: &[&Unit]| match w {
            [who, act] => doer(who) && view.has(act, Is::Action) && !view.has(act, Is::Nominal),
            _ => false,
        };
        if words.windows(2).any(pair) {
            return true;
        }
        let mut before = self.object.first();
        for (i, unit) in rest.iter().enumerate() {
            let acts = view.has(unit, Is::Action) && !view.has(unit, Is::Nominal)
                // 提供, 扩大 and the like, but not 发展壮大 at the end.
                || i + 1 < rest.len() && view.has(unit, Is::Verb) && before.is_some_and(doer)
                || i + 1 < rest.len() && view.has(unit, Is::Nominal) && before.is_some_and(doer)
                || view.has(unit, Is::FrameAs) && before.is_some_and(doer)
                || view.has(unit, Is::Becomes);
            if acts {
                return true;
            }
            before = Some(unit);
        }
        false
    }

    /// Returns true if the verb belongs to a relative clause or to the purpose of another verb: 是建设小康社会的重要保障,
    /// 为…、建设更好的世界注入力量, 共建“一带一路”的八项行动将促进发展.
    pub(super) fn within(&self, view: View<'_, '_>) -> bool {
        const MARKS: Set = set(&[Is::De, Is::Gives, Is::Dispose]);
        let marks = self.object.iter().skip(1).filter(|u| view.any(u, MARKS));
        let (mut relative, mut gives) = (false, false);
        for unit in marks {
            relative |= view.has(unit, Is::De);
            gives |= view.has(unit, Is::Gives);
            if view.has(unit, Is::Dispose) {
                return true;
            }
        }
        let before = self.units.get(..self.verb.start).unwrap_or(&[]);
        // 是加强甲、推进乙的必然要求.
        let copula = || before.iter().rev().take_while(|u| !view.has(u, Is::End)).any(|u| view.has(u, Is::Copula));
        if !relative && copula() {
            let behind = self.units.get(self.verb.end..).unwrap_or(&[]);
            relative = behind.iter().take_while(|u| !view.has(u, Is::End)).any(|u| view.has(u, Is::De));
        }
        if !relative && !gives {
            return false;
        }
        let mut clause = before.iter().rev().take_while(|u| !view.has(u, Is::End));
        clause.any(|u| {
            relative && (view.has(u, Is::Copula) || view.words(u) == "作为") || gives && view.has(u, Is::FrameAs)
        })
    }
}
