//! What is a measure and what is a slogan, a stance or a result.

use super::build::Order;
use super::classes::{Is, Set, View, set};
use super::phrase::{Head, Phrase};
use crate::analysis::{Item, Unit};
use crate::model::ActionKind;
use std::ops::Range;

/// Verb and object of a clause.
#[derive(Clone, Debug)]
pub(super) struct Clause<'u> {
    pub(super) units: &'u [Unit],
    /// The units of the verb.
    pub(super) verb: Range<usize>,
    pub(super) object: &'u [Unit],
    pub(super) order: Order,
    pub(super) kind: ActionKind,
    /// The first word of the sentence that speaks of relations between states.
    pub(super) diplomacy: Option<usize>,
}

/// What a verb inside a noun phrase stands behind.
const NOUN: Set = set(&[Is::Noun, Is::Classifier]);

/// Returns true for a thing that is no policy, with quotation marks or without.
fn no_policy(view: View<'_, '_>, unit: &Unit) -> bool {
    match unit.item {
        Item::Quote(_) => view.word_has(view.words(unit).trim_matches(['“', '”']), Is::NoPolicy),
        _ => view.has(unit, Is::NoPolicy),
    }
}

fn counted(unit: &Unit) -> bool {
    matches!(unit.item, Item::Quantity(_))
}

impl<'u> Clause<'u> {
    /// Returns the unit that decides what the verb does.
    fn last(&self) -> Option<&'u Unit> {
        self.verb.end.checked_sub(1).and_then(|i| self.units.get(i))
    }

    /// Returns where those who are moved to act begin to act: 下沉 in 推动民警下沉.
    pub(super) fn moved(&self, view: View<'_, '_>) -> Option<usize> {
        if !self.last().is_some_and(|u| view.has(u, Is::Causative)) {
            return None;
        }
        // 推进…改革实施: what is carried out is carried out at the end.
        let end = self.object.len();
        // 技术转移转化中心: a noun among nouns.
        const NOUNS: Set = set(&[Is::Noun, Is::VerbalNoun, Is::Head]);
        let among = |i: usize, u: &Unit| {
            view.has(u, Is::VerbalNoun)
                && self.object.get(i + 1).is_some_and(|n| n.item == Item::Word && view.any(n, NOUNS))
        };
        let moves =
            |i: usize, u: &Unit| view.has(u, Is::Moved) && (i + 1 == end || !view.has(u, Is::Carry) && !among(i, u));
        let inner = self.object.iter().enumerate().skip(1);
        inner.filter(|(i, u)| moves(*i, u)).map(|(i, _)| i).next()
    }

    /// Returns the part of the object that names things.
    pub(super) fn named(&self, view: View<'_, '_>) -> &'u [Unit] {
        let Some(moved) = self.moved(view).and_then(|at| self.object.get(..at)) else { return self.object };
        // 推动警力向派出所下沉: where it goes is not what goes.
        let at = moved.iter().skip(1).position(|u| u.item == Item::Word && view.has(u, Is::Direction));
        at.and_then(|at| moved.get(..=at)).unwrap_or(moved)
    }

    /// Returns true if the words around the verb let it act; looks at no object's head.
    pub(super) fn opens(&self, view: View<'_, '_>) -> bool {
        let Some(last) = self.last() else { return false };
        if self.object.iter().all(|u| matches!(u.item, Item::Quantity(_) | Item::Time(_))) {
            return false;
        }
        if self.diplomacy.is_some_and(|at| at < self.verb.start) || self.object.iter().any(|u| no_policy(view, u)) {
            return false;
        }
        // 提升到新水平: the verb arrives somewhere and has no object.
        let reaches = self.order == Order::Fronted && self.kind == ActionKind::Relax;
        if self.order != Order::Dispose && view.has(last, Is::To) && !reaches {
            return false;
        }
        match self.order {
            Order::VerbObject => {
                if self.inside(view, last) {
                    return false;
                }
                let before = self.verb.start.checked_sub(1).and_then(|i| self.units.get(i));
                // 已建立的制度, 有待完善: no act of its own.
                if before.is_some_and(|b| view.has(b, Is::NotAct)) || view.has(last, Is::Trailing) {
                    return false;
                }
                if self.object.first().is_some_and(|u| view.has(u, Is::NoObject)) || self.within(view) {
                    return false;
                }
                if let [first, second, ..] = self.object
                    && counted(first)
                    && view.has(second, Is::List)
                {
                    return false;
                }
                // 提升治理现代化水平: a verb that is a noun after a verb.
                let nominal =
                    self.units.get(self.verb.start).is_some_and(|u| view.has(u, Is::Nominal) && !view.has(u, Is::Free));
                if nominal && before.is_some_and(|b| view.has(b, Is::Action) && !view.has(b, Is::Adverb)) {
                    return false;
                }
                // 启动建设: of what?
                if let [only] = self.object
                    && view.has(only, Is::Nominal)
                    && view.kind(only) == Some(ActionKind::Establish)
                {
                    return false;
                }
                // 辅警人数提高到…: a clause of its own.
                if !view.has(last, Is::Causative) && self.object.iter().skip(1).any(|u| view.has(u, Is::To)) {
                    return false;
                }
                // …精品打造工程: a verb between a noun and its head.
                let joined = before.is_some_and(|b| view.has(b, Is::And));
                let noun = self.verb.start.checked_sub(1 + usize::from(joined)).and_then(|i| self.units.get(i));
                if let [head] = self.object
                    && view.has(head, Is::NamedHead)
                    && noun.is_some_and(|b| view.any(b, NOUN))
                {
                    return false;
                }
                // “…”等推进改革的方法: a relative clause.
                if before.is_some_and(|b| view.has(b, Is::Etc)) && self.object.iter().any(|u| view.has(u, Is::De)) {
                    return false;
                }
                if !view.has(last, Is::Causative) && self.clause(view) {
                    return false;
                }
                if view.has(last, Is::Support) {
                    return !self.supports(view);
                }
                !view.has(last, Is::Causative) || !self.moves_body(view)
            }
            // 把…作为…, 把思想和行动统一到…: a stance.
            Order::Dispose => {
                // 将协同举办…: 将 is the future before an adverb or a verb.
                const FUTURE: Set = set(&[Is::Adverb, Is::Verb, Is::Action, Is::Adjective]);
                const THING: Set = set(&[Is::Noun, Is::VerbalNoun, Is::Pronoun, Is::Head]);
                if let [only] = self.object
                    && only.item == Item::Word
                    && view.any(only, FUTURE)
                    && (!view.any(only, THING) || view.has(only, Is::Action))
                {
                    return false;
                }
                if self.object.first().is_some_and(|u| view.has(u, Is::Foreign)) {
                    return false;
                }
                self.object.last().is_some_and(|u| !view.has(u, Is::FrameAs))
                    && !self.object.iter().any(|u| view.has(u, Is::Stance))
            }
            // A body that acts is no object of its verb, unless it is founded.
            // 政策的实施: the verb is a noun.
            Order::Fronted => {
                // 宣布活动周启动, 扩建工程计划投运: what stands before the verb is no thing.
                let clause = |u: &Unit| view.any(u, set(&[Is::Preposition, Is::Planned])) || view.words(u) == "宣布";
                if self.object.first().is_some_and(clause)
                    || self.object.last().is_some_and(|u| view.has(u, Is::Planned))
                {
                    return false;
                }
                // 博览会开展: it opens.
                if view.has(last, Is::Alone)
                    && self.object.last().is_some_and(|u| view.words(u).ends_with(['会', '展']))
                {
                    return false;
                }
                let before = self.verb.start.checked_sub(1).and_then(|i| self.units.get(i));
                if before.is_some_and(|b| view.has(b, Is::De)) {
                    return false;
                }
                self.kind == ActionKind::Establish
                    || self.object.last().is_some_and(|u| !matches!(u.item, Item::Institution(_)))
            }
        }
    }

    /// Returns true if the verb stands inside some noun phrase: 统一公平的市场, 发挥了推进改革的作用, 成立70周年.
    fn inside(&self, view: View<'_, '_>, last: &Unit) -> bool {
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
        if matches!(first.item, Item::Quantity(_) | Item::Time(_)) && view.words(first).ends_with("周年") {
            return true;
        }
        // 发挥了推进…的作用: the object of the verb before it.
        let bare = front.iter().rev().find(|u| !view.has(u, Is::Adverb) || view.has(u, Is::Action));
        if bare.is_some_and(|u| view.has(u, Is::Aspect)) && self.object.iter().any(|u| view.has(u, Is::De)) {
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
        // 欧盟禁止进口…: another state acts.
        if view.has(last, Is::Action) && before.is_some_and(|u| view.has(u, Is::Foreign)) {
            return true;
        }
        // 试点建设的医共体.
        if let [doing, de, ..] = self.object
            && matches!(view.kind(doing), Some(ActionKind::Establish | ActionKind::Implement))
            && view.has(de, Is::De)
        {
            return true;
        }
        // 全域河湖建设行动: a noun.
        if nominal
            && let [only] = self.object
            && view.has(only, Is::NamedHead)
            && before.is_some_and(|u| view.has(u, Is::Place))
            && front.iter().rev().take_while(|u| !view.has(u, Is::End)).any(|u| view.has(u, Is::Verb))
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
            view.has(last, Is::Causative) && view.words(u) == "实现"
                || self.kind == ActionKind::Implement && view.words(u) == "情况"
        };
        self.object.iter().skip(1).any(|u| u.item == Item::Word && result(u))
            || self.object.iter().enumerate().any(|(i, u)| performs(i, u))
    }

    /// Returns true if the object is a clause and not a thing: 建设运河是…, 加强建设要抓住…, 在…等方面做了大量工作.
    fn clause(&self, view: View<'_, '_>) -> bool {
        let inner = self.object.get(1..).unwrap_or(&[]);
        if self.object.first().is_some_and(|u| view.has(u, Is::Holds) && !view.has(u, Is::Action)) {
            return true;
        }
        let last = inner.iter().rposition(|u| view.has(u, Is::De));
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
    fn moves_body(&self, view: View<'_, '_>) -> bool {
        let acts = |u: &Unit| view.has(u, Is::Action) && !view.any(u, set(&[Is::Nominal, Is::Moved]));
        self.object.windows(3).any(|w| matches!(w, [doer, act, _] if ends(view, doer, Is::Doer) && acts(act)))
    }

    /// Returns true if the object is a body and what it does: 支持企业建立…, 支持市里建设…试验区.
    fn supports(&self, view: View<'_, '_>) -> bool {
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
    fn within(&self, view: View<'_, '_>) -> bool {
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
        if !relative && !gives {
            return false;
        }
        let before = self.units.get(..self.verb.start).unwrap_or(&[]);
        let mut clause = before.iter().rev().take_while(|u| !view.has(u, Is::End));
        clause.any(|u| {
            relative && (view.has(u, Is::Copula) || view.words(u) == "作为") || gives && view.has(u, Is::FrameAs)
        })
    }

    /// Returns true if the object is a named programme: 乡村振兴补短板工程, not 供水工程.
    fn programme(&self, view: View<'_, '_>, phrase: &Phrase<'_>) -> bool {
        let named = self.object.iter().rposition(|u| !counted(u)).and_then(|at| self.object.get(..at));
        let Some(front) = named else { return false };
        matches!(phrase.object, "工程" | "项目")
            && !front.is_empty()
            && !front.iter().all(|u| counted(u) || view.has(u, Is::Few))
            && !front.iter().any(|u| ends(view, u, Is::Physical) || view.has(u, Is::Physical))
    }

    /// Returns true if verb and object together change how government works.
    pub(super) fn admits(&self, view: View<'_, '_>, phrase: &Phrase<'_>) -> bool {
        const BOLD: Set = set(&[Is::Bold, Is::Complete]);
        const SHAPE: Set = set(&[Is::VagueHead, Is::Classifier, Is::Numeral, Is::SoftHead]);
        let Some(last) = self.last() else { return false };
        let vague = || view.word_has(phrase.object, Is::VagueHead);
        // 首批企业落地, 省局最新发布: a result, and who did it.
        if self.order == Order::Fronted
            && (view.words(last).starts_with("落地") && !view.word_has(phrase.object, Is::Landing)
                || self.kind == ActionKind::Issue
                    && phrase.head != Head::Title
                    && !view.word_has(phrase.object, Is::Paper))
        {
            return false;
        }
        // 重点抓好十个方面工作: only says how many.
        let count = |u: &Unit| counted(u) || view.has(u, Is::Numeral);
        if vague()
            && self.object.first().is_some_and(count)
            && self.object.iter().all(|u| counted(u) || view.any(u, SHAPE))
        {
            return false;
        }
        // 落实党中央决策部署: a stance, unless a document is carried out.
        if self.kind == ActionKind::Implement
            && !self.object.iter().any(|u| matches!(u.item, Item::Policy(_)))
            && view.word_has(phrase.object, Is::Duty)
        {
            return false;
        }
        // 发布岗位500万个: no paper.
        if self.kind == ActionKind::Issue && view.word_has(phrase.object, Is::NoPaper) {
            return false;
        }
        // 做好各项工作: which?
        if vague()
            && matches!(self.kind, ActionKind::Implement | ActionKind::Improve)
            && self.order == Order::VerbObject
            && let [front @ .., _] = self.object
            && front
                .iter()
                .all(|u| counted(u) || view.any(u, set(&[Is::Numeral, Is::Classifier, Is::Few, Is::Pronoun, Is::De])))
        {
            return false;
        }
        // 试点期限: a noun. 探索最优的路: no thing of government.
        if self.kind == ActionKind::Pilot && phrase.head != Head::Firm {
            let de = phrase.head == Head::Other && self.object.iter().any(|u| view.has(u, Is::De));
            if de || view.has(last, Is::Nominal) && self.object.len() == 1 {
                return false;
            }
        }
        // 开展…结果的报告, 治理…等方面: nothing that is carried out.
        if self.order == Order::VerbObject
            && (phrase.object == "方面" || phrase.object == "报告" && self.kind != ActionKind::Issue)
        {
            return false;
        }
        if self.kind == ActionKind::Establish && phrase.object == "时间" {
            return false;
        }
        // 推进…建设座谈会: a meeting is held and not furthered.
        if self.kind != ActionKind::Conduct && vague() && phrase.object.ends_with('会') {
            return false;
        }
        // 工作推进, 推进工作: nothing is named.
        if (self.order == Order::Fronted || self.object.len() == 1) && vague() {
            return false;
        }
        if self.order == Order::Dispose {
            return !matches!(phrase.head, Head::Other | Head::Quoted) || view.has(last, Is::Disposal);
        }
        // Works of stone: their progress is no reform.
        if phrase.object == "建设" && self.object.iter().any(|u| ends(view, u, Is::Physical)) {
            return false;
        }
        if self.kind == ActionKind::Establish && phrase.object == "工程" && phrase.head != Head::Firm {
            return false;
        }
        if phrase.head != Head::Firm && view.has(last, Is::Strict)
            || self.kind == ActionKind::Establish
                && view.has(last, Is::Nominal)
                && view.word_has(phrase.object, Is::Physical)
        {
            return false;
        }
        if self.order == Order::Fronted
            && self.kind == ActionKind::Establish
            && !view.has(last, Is::Approved)
            && self.object.last().is_some_and(|u| ends(view, u, Is::Physical))
        {
            return false;
        }
        if view.has(last, Is::Complete)
            && !(self.object.len() > 1 && self.object.iter().any(|u| ends(view, u, Is::Completed)))
        {
            return false;
        }
        match phrase.head {
            Head::Firm | Head::Title => true,
            Head::Soft => {
                founds(self.kind)
                    || view.any(last, BOLD)
                    // 解决…问题39项: a counted list of things to set right.
                    || self.moved(view).is_some()
                    // 实施…提升工程: a programme, unless it is built of stone.
                    || view.has(last, Is::Carry) && self.programme(view, phrase)
                    || view.has(last, Is::Counting) && self.object.len() > 3 && self.object.iter().any(counted)
            }
            // 公布十大“最美社区”: a prize.
            Head::Quoted => {
                self.order == Order::VerbObject
                    && self.kind != ActionKind::Conduct
                    && !(self.kind == ActionKind::Issue && self.object.first().is_some_and(count))
            }
            Head::Other => {
                self.order == Order::VerbObject
                    && (view.has(last, Is::Free) || self.kind == ActionKind::Issue && self.object.iter().any(counted))
            }
        }
    }
}

/// Returns true for kinds of action that make even a vague object a thing of government.
fn founds(kind: ActionKind) -> bool {
    !matches!(kind, ActionKind::Improve | ActionKind::Implement | ActionKind::Conduct)
}

/// Returns true if a unit, or its last two characters, have a class: 改造 in 节能改造.
fn ends(view: View<'_, '_>, unit: &Unit, class: Is) -> bool {
    let words = view.words(unit);
    view.has(unit, class)
        || words
            .char_indices()
            .nth_back(1)
            .is_some_and(|(at, _)| at > 0 && words.get(at..).is_some_and(|end| view.word_has(end, class)))
}
