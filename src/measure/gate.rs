//! Which verbs act: the words around a verb, before its object is looked at.

use super::build::Order;
use super::classes::{Is, Set, View, set};
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

/// Returns true for a number with its unit.
pub(super) fn counted(unit: &Unit) -> bool {
    matches!(unit.item, Item::Quantity(_))
}

impl<'u> Clause<'u> {
    /// Returns the unit that decides what the verb does.
    pub(super) fn last(&self) -> Option<&'u Unit> {
        self.verb.end.checked_sub(1).and_then(|i| self.units.get(i))
    }

    /// Returns where those who are moved to act begin to act: 下沉 in 推动民警下沉.
    pub(super) fn moved(&self, view: View<'_, '_>) -> Option<usize> {
        if !self.last().is_some_and(|u| view.has(u, Is::Causative)) {
            return None;
        }
        // 科技成果转移模式: a noun.
        let shell = |i: usize| {
            i + 1 == self.object.len() - 1
                && self.object.last().is_some_and(|u| view.any(u, set(&[Is::Shell])) && !view.has(u, Is::Tail))
        };
        // 推进…改革实施: what is carried out is carried out at the end.
        let end = self.object.len();
        // 技术转移转化中心: a noun among nouns.
        const NOUNS: Set = set(&[Is::Noun, Is::VerbalNoun, Is::Head]);
        let among = |i: usize, u: &Unit| {
            shell(i)
                || view.has(u, Is::VerbalNoun)
                    && self.object.get(i + 1).is_some_and(|n| n.item == Item::Word && view.any(n, NOUNS))
        };
        let moves =
            |i: usize, u: &Unit| view.has(u, Is::Moved) && (i + 1 == end || !view.has(u, Is::Carry) && !among(i, u));
        let inner = self.object.iter().enumerate().skip(1);
        inner.filter(|(i, u)| moves(*i, u)).map(|(i, _)| i).next()
    }

    /// Returns true for 社会主义 before an institution: 完善社会主义法律体系, but not 建设社会主义强国.
    fn socialist(&self, view: View<'_, '_>, unit: &Unit) -> bool {
        let firm = |u: &Unit| u.item == Item::Word && view.has(u, Is::Shell) && !view.has(u, Is::Tail);
        view.words(unit).ends_with("社会主义") && self.object.last().is_some_and(firm)
    }

    /// Returns the part of the object that names things.
    pub(super) fn named(&self, view: View<'_, '_>) -> &'u [Unit] {
        // 把工作起点从地头调整到终端: from where it goes is not what goes.
        if self.order == Order::Dispose
            && let Some(at) = self.object.iter().skip(1).position(|u| matches!(view.words(u), "从" | "由"))
        {
            return self.object.get(..=at).unwrap_or(self.object);
        }
        let Some(moved) = self.moved(view).and_then(|at| self.object.get(..at)) else { return self.object };
        // 推动警力向派出所下沉: where it goes is not what goes.
        let at = moved
            .iter()
            .skip(1)
            .position(|u| u.item == Item::Word && (view.has(u, Is::Direction) || view.words(u) == "在"));
        at.and_then(|at| moved.get(..=at)).unwrap_or(moved)
    }

    /// Returns true if the words around the verb let it act; looks at no object's head.
    pub(super) fn opens(&self, view: View<'_, '_>) -> bool {
        let Some(last) = self.last() else { return false };
        if self.object.iter().all(|u| matches!(u.item, Item::Quantity(_) | Item::Time(_))) {
            return false;
        }
        if self.diplomacy.is_some_and(|at| at < self.verb.start)
            || self.object.iter().any(|u| no_policy(view, u) && !self.socialist(view, u))
        {
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
                // 各级组织要肩负起…: the verb is a noun.
                let will = |u: &Unit| view.any(u, set(&[Is::NoObject, Is::Planned, Is::Must])) || view.words(u) == "将";
                if self.object.first().is_some_and(will) || self.within(view) {
                    return false;
                }
                if let [first, second, ..] = self.object
                    && counted(first)
                    && view.has(second, Is::List)
                {
                    return false;
                }
                // 提升治理现代化水平: a verb that is a noun after a verb.
                // 书香中国建设促进强国建设: a noun before the verb of its clause.
                let goes =
                    |u: &Unit| matches!(view.words(u), "促进" | "推动" | "带动" | "助力" | "赋能" | "存在" | "传承");
                if view.has(last, Is::Nominal)
                    && !view.has(last, Is::Support)
                    && self.object.len() > 1
                    && self.object.first().is_some_and(goes)
                    && !self.object.iter().any(|u| view.has(u, Is::De))
                {
                    return false;
                }
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
                // 推动从一件事向一类事延伸: a way and no thing.
                let way = self.object.first().is_some_and(|u| matches!(view.words(u), "从" | "由"));
                !view.has(last, Is::Causative) || !way && !self.moves_body(view)
            }
            // 把…作为…, 把思想和行动统一到…: a stance.
            Order::Dispose => {
                // 将协同举办…: 将 is the future before an adverb or a verb.
                const FUTURE: Set = set(&[Is::Adverb, Is::Verb, Is::Action, Is::Adjective]);
                const THING: Set = set(&[Is::Noun, Is::VerbalNoun, Is::Pronoun, Is::Head]);
                if let [only] = self.object
                    && only.item == Item::Word
                    && view.any(only, FUTURE)
                    && (!view.any(only, THING)
                        || view.has(only, Is::Action)
                        || matches!(view.words(only), "协同" | "联合" | "合作"))
                {
                    return false;
                }
                // 将其列入目录: what?
                if let [only] = self.object
                    && view.words(only) == "其"
                {
                    return false;
                }
                // 将加大政策落实力度: the future; 把贯彻精神体现到…: a stance.
                let way = |u: &Unit| matches!(view.words(u), "加大" | "实现" | "贯彻" | "坚持" | "弘扬" | "努力");
                if self.object.len() > 1 && self.object.first().is_some_and(way) {
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
                    || self.object.last().is_some_and(|u| {
                        view.has(u, Is::Planned)
                            || view.words(u) == "计划"
                                && self.object.len() > 1
                                && self.units.get(self.verb.start.saturating_sub(1)).is_some_and(|b| b.span != u.span)
                    })
                {
                    return false;
                }
                // 支撑了国家战略实施: a clause. 高质量建设、高标准推进: of what?
                if self.object.iter().skip(1).any(|u| u.item == Item::Word && view.has(u, Is::Aspect))
                    || matches!(self.object, [only] if view.any(only, set(&[Is::Tail])) && view.has(only, Is::Nominal))
                {
                    return false;
                }
                // 随着…建设推进，: a circumstance.
                let mut clause =
                    self.units.get(..self.verb.start).unwrap_or(&[]).iter().rev().take_while(|u| !view.has(u, Is::End));
                if clause.any(|u| view.words(u) == "随着") {
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
}

/// Returns true if a unit, or its last two characters, have a class: 改造 in 节能改造.
pub(super) fn ends(view: View<'_, '_>, unit: &Unit, class: Is) -> bool {
    let words = view.words(unit);
    view.has(unit, class)
        || words
            .char_indices()
            .nth_back(1)
            .is_some_and(|(at, _)| at > 0 && words.get(at..).is_some_and(|end| view.word_has(end, class)))
}
