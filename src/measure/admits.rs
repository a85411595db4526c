//! What verb and object make together: a measure, or a slogan, a stance, a result, works of stone.

use super::build::Order;
use super::classes::{Is, Set, View, set};
use super::gate::{Clause, counted, ends};
use super::phrase::{Head, Phrase};
use crate::analysis::{Item, Unit};
use crate::model::ActionKind;

impl Clause<'_> {
    /// Returns true if the object is a named programme: 乡村振兴补短板工程, not 供水工程.
    fn programme(&self, view: View<'_, '_>, phrase: &Phrase<'_>) -> bool {
        let named = self.object.iter().rposition(|u| !counted(u)).and_then(|at| self.object.get(..at));
        let Some(front) = named else { return false };
        matches!(phrase.object, "工程" | "项目")
            && !front.is_empty()
            && !front.iter().all(|u| counted(u) || view.has(u, Is::Few))
            && !front.iter().any(|u| ends(view, u, Is::Physical) || view.has(u, Is::Physical))
    }

    /// Returns true if verb and object name nothing that is done: a result, a stance, a slogan, a thing without a name.
    fn dismisses(&self, view: View<'_, '_>, phrase: &Phrase<'_>, last: &Unit) -> bool {
        const SHAPE: Set = set(&[Is::VagueHead, Is::Classifier, Is::Numeral, Is::SoftHead]);
        let vague = || view.word_has(phrase.object, Is::VagueHead);
        // 首批企业落地, 省局最新发布: a result, and who did it.
        if self.order == Order::Fronted
            && (view.words(last).starts_with("落地") && !view.word_has(phrase.object, Is::Landing)
                || self.kind == ActionKind::Issue
                    && phrase.head != Head::Title
                    && !view.word_has(phrase.object, Is::Paper))
        {
            return true;
        }
        // 《…》第二季上线: a programme.
        if self.order == Order::Fronted && self.kind == ActionKind::Establish && phrase.head == Head::Title {
            return true;
        }
        // 重点抓好十个方面工作: only says how many.
        let count = |u: &Unit| counted(u) || view.has(u, Is::Numeral);
        if vague()
            && self.object.first().is_some_and(count)
            && self.object.iter().all(|u| counted(u) || view.any(u, SHAPE))
        {
            return true;
        }
        // 落实党中央决策部署: a stance, unless a document is carried out.
        if self.kind == ActionKind::Implement
            && !self.object.iter().any(|u| matches!(u.item, Item::Policy(_)))
            && view.word_has(phrase.object, Is::Duty)
        {
            return true;
        }
        // 推动业务上“云”: no thing.
        if phrase.head == Head::Quoted && phrase.object.chars().count() < 2 {
            return true;
        }
        // 发布岗位500万个: no paper.
        if self.kind == ActionKind::Issue && view.word_has(phrase.object, Is::NoPaper) && view.words(last) != "明确" {
            return true;
        }
        // 实行重大调整: of what? 上线事项平均减时间: a clause.
        if phrase.object == "调整" && matches!(view.words(last), "实行" | "实施")
            || self.kind == ActionKind::Establish && self.object.iter().any(|u| view.words(u) == "平均")
        {
            return true;
        }
        // 清零目标: what is reached. 机构设置有关工作: a noun.
        if self.kind == ActionKind::Abolish && phrase.object == "目标"
            || self.kind == ActionKind::Establish
                && vague()
                && self.object.first().is_some_and(|u| matches!(view.words(u), "有关" | "相关"))
        {
            return true;
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
            return true;
        }
        // 试点期限为三年: a noun.
        if self.kind == ActionKind::Pilot
            && view.has(last, Is::Nominal)
            && self.object.len() == 1
            && self.units.get(self.verb.end + 1).is_some_and(|u| !view.any(u, set(&[Is::End, Is::List, Is::And])))
        {
            return true;
        }
        // 试点期限: a noun. 探索最优的路: no thing of government.
        if self.kind == ActionKind::Pilot && phrase.head != Head::Firm {
            let de = phrase.head == Head::Other && self.object.iter().any(|u| view.has(u, Is::De));
            if de || view.has(last, Is::Nominal) && self.object.len() == 1 {
                return true;
            }
        }
        // 开展…结果的报告, 治理…等方面: nothing that is carried out.
        if self.order == Order::VerbObject
            && (phrase.object == "方面" || phrase.object == "报告" && self.kind != ActionKind::Issue)
        {
            return true;
        }
        // 优化营商环境的具体措施: what is improved stands before 的.
        if self.kind == ActionKind::Improve
            && self
                .object
                .windows(2)
                .any(|w| matches!(w, [de, which] if view.has(de, Is::De) && view.words(which).starts_with("具体")))
        {
            return true;
        }
        // 探索通过改造提高品质: a way. 探索出…路径: praise.
        if self.kind == ActionKind::Pilot
            && (phrase.head != Head::Firm && self.object.first().is_some_and(|u| view.words(u) == "通过")
                || phrase.object == "路径"
                    && self
                        .units
                        .get(self.verb.end)
                        .is_some_and(|u| view.any(u, set(&[Is::Aspect])) || view.words(u) == "出"))
        {
            return true;
        }
        // 创新协作, 整合运营: two nouns.
        if let [only] = self.object
            && view.any(only, set(&[Is::VerbalNoun, Is::Verb]))
            && (!view.has(only, Is::Noun) && phrase.head != Head::Firm
                || self.kind == ActionKind::Integrate && view.has(only, Is::Verb))
            && self.order == Order::VerbObject
            && (view.has(last, Is::Nominal)
                || self.kind == ActionKind::Integrate
                || self
                    .verb
                    .start
                    .checked_sub(1)
                    .and_then(|i| self.units.get(i))
                    .is_some_and(|u| view.has(u, Is::List)))
        {
            return true;
        }
        if self.kind == ActionKind::Establish && matches!(phrase.object, "时间" | "开放") {
            return true;
        }
        // 推进…建设座谈会: a meeting is held and not furthered.
        if self.kind != ActionKind::Conduct && vague() && phrase.object.ends_with('会') {
            return true;
        }
        // 工作推进, 推进工作: nothing is named.
        if (self.order == Order::Fronted || self.object.len() == 1) && vague() {
            return true;
        }
        false
    }

    /// Returns true if verb and object together change how government works.
    pub(super) fn admits(&self, view: View<'_, '_>, phrase: &Phrase<'_>) -> bool {
        const BOLD: Set = set(&[Is::Bold, Is::Complete]);
        let Some(last) = self.last() else { return false };
        let count = |u: &Unit| counted(u) || view.has(u, Is::Numeral);
        if self.dismisses(view, phrase, last) {
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
                    // 推动农业“提品质、强品牌”: a slogan.
                    && !(view.has(last, Is::Causative) && phrase.object.contains('、'))
                    && !(self.kind == ActionKind::Issue && self.object.iter().find(|u| !view.has(u, Is::Aspect)).is_some_and(count))
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
