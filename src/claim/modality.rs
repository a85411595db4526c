//! Whether a figure is a fact, a target, a requirement or an estimate.

use super::class;
use super::words::Line;
use crate::chunk::TimeForm;
use crate::model::{Bound, Modality};

/// The first unit of a sentence from which a modality holds.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Scope {
    target: Option<usize>,
    estimate: Option<usize>,
    /// The sentence stands in a plan.
    planned: bool,
}

/// Reads the words that set a modality for the rest of a sentence.
pub(crate) fn scope(line: &Line<'_, '_>, planned: bool) -> Scope {
    let mut scope = Scope { planned, ..Scope::default() };
    let reference = line.analysis.layout.document.published;
    for i in 0..line.units.len() {
        let future = line.units.get(i).and_then(|u| line.analysis.time(u)).is_some_and(|t| {
            // 比2020年末增长5%: what a figure is compared with.
            let compared = i > 0 && line.is(i - 1, class::THAN);
            let deadline = t.form == TimeForm::Until && !compared && !line.words(i).starts_with('截');
            deadline && (reference.is_none() || t.end > reference)
        });
        let mask = line.mask(i);
        let announces = mask.meets(class::TARGET | class::PLAN) || line.word(i, "将") || line.word(i, "要");
        let sets = announces && opens(line, i);
        if (future || sets) && scope.target.is_none() {
            scope.target = Some(i);
        }
        if mask.meets(class::ESTIMATE) && scope.estimate.is_none() {
            scope.estimate = Some(i);
        }
    }
    scope
}

/// True for a word of plans that is said of what follows: 将建成, 目标是, but not 完成全年目标任务.
fn opens(line: &Line<'_, '_>, i: usize) -> bool {
    match line.words(i) {
        // 将门诊从15间扩建到25间: what is done to something.
        "将" if disposes(line, i) => false,
        // 争取资金 gets it.
        "将" | "要" | "拟" | "争取" => acts(line, i),
        // 袭击目标是一处营地: what is aimed at.
        "目标" if i > 0 && matches!(line.words(i - 1), "袭击" | "打击" | "攻击" | "军事") => false,
        "目标" | "规划" | "计划" | "预期" => {
            // 全年计划培训3000人次, but 招生计划培训.
            let opens = class::TIME | class::ADVERB | class::COMMA | class::AREA | class::INSTITUTION;
            let plans = line.word(i, "计划")
                && (line.is(i + 1, class::WEAK) || line.word(i + 1, "用"))
                && (i == 0 || line.is(i - 1, opens));
            plans || line.is(i + 1, class::BE) || acts(line, i) || i > 0 && line.is(i - 1, class::ADVERB)
        }
        "主要目标" | "总体目标" | "奋斗目标" | "工作目标" | "发展目标" => {
            line.is(i + 1, class::BE) || matches!(line.words(i + 1), "：" | ":")
        }
        "目标任务" | "目标值" | "预期目标" | "预期值" => {
            // 完成目标任务, 目标任务体系
            !line.is(i + 1, class::DE | class::NOUN) && !achieved(line, i)
        }
        // 设置了29项主要指标，包括：
        "主要指标" => {
            let next = if line.is(i + 1, class::COMMA) { i + 2 } else { i + 1 };
            matches!(line.words(next), "包括" | "：" | ":") || line.is(next, class::BE)
        }
        _ => true,
    }
}

/// True when 将 only fronts what a verb is done to: no verb follows it, and its clause tells from where to where.
fn disposes(line: &Line<'_, '_>, i: usize) -> bool {
    let verb = class::ACT | class::WEAK | class::REACH | class::UP | class::DOWN | class::BE | class::TO;
    let mut clause = (i + 1..(i + 12).min(line.units.len())).take_while(|&j| !line.is(j, class::COMMA | class::STOP));
    !line.is(i + 1, verb) && clause.any(|j| matches!(line.words(j), "从" | "由") && line.quantity(j + 1))
}

/// True when what follows is a verb.
fn acts(line: &Line<'_, '_>, i: usize) -> bool {
    let verb = class::ACT | class::REACH | class::UP | class::DOWN | class::TO_UP | class::TO_DOWN | class::VERB;
    (i + 1..(i + 4).min(line.units.len()))
        .find(|&j| !line.is(j, class::ADVERB | class::FILL))
        .is_some_and(|j| line.is(j, verb))
}

/// True when the clause says that the goal at `i` was met: 完成全年目标任务.
fn achieved(line: &Line<'_, '_>, i: usize) -> bool {
    (0..i)
        .rev()
        .take_while(|&j| !line.is(j, class::COMMA | class::STOP))
        .any(|j| matches!(line.words(j), "完成" | "实现" | "超" | "达到"))
}

impl Scope {
    /// Returns the modality of the figure at a unit; `clause` is where its clause starts.
    pub(crate) fn of(&self, line: &Line<'_, '_>, unit: usize, clause: usize, bound: Bound) -> Modality {
        let before = |at: Option<usize>| at.is_some_and(|at| at < unit);
        let words = line.words(unit);
        let limits = matches!(bound, Bound::AtLeast | Bound::AtMost) && words.starts_with('不');
        // 预计到2030年达到: what is expected, though a deadline follows.
        let expected = self.estimate.zip(self.target).is_some_and(|(estimate, target)| {
            estimate < target
                && before(self.estimate)
                && line.units.get(target).is_some_and(|u| line.analysis.time(u).is_some())
        });
        let real = expected || (clause..unit).any(|i| line.word(i, "实际")) || limits && self.orders(line);
        if before(self.target) && !real {
            return Modality::Target;
        }
        // 占应检修的95%: what is due.
        let due = |i: usize| line.word(i, "应") && (i + 1..i + 3).any(|j| j < unit && line.is(j, class::DE));
        if limits || (clause..unit).any(|i| line.is(i, class::MUST) && !line.word(i, "要求") && !due(i)) {
            return Modality::Required;
        }
        let standard = (clause..unit).any(|i| matches!(line.words(i), "按照" | "按"))
            && (unit + 1..line.units.len())
                .take_while(|&i| !line.is(i, class::COMMA | class::STOP))
                .any(|i| line.word(i, "标准"));
        if standard {
            return Modality::Required;
        }
        if before(self.estimate) {
            return Modality::Estimated;
        }
        // A goal said after the figure: 增长6%以上的预期目标.
        let goal = (unit + 1..(unit + 5).min(line.units.len()))
            .take_while(|&i| !line.is(i, class::COMMA | class::STOP))
            .any(|i| matches!(line.words(i), "目标" | "预期目标" | "目标任务"));
        if goal && line.is(unit + 1, class::DE) || self.planned && !done(line, clause, unit) {
            Modality::Target
        } else {
            Modality::Actual
        }
    }

    /// True when what opened the scope orders rather than announces: 均要设立…，期限不超过….
    fn orders(&self, line: &Line<'_, '_>) -> bool {
        self.target.is_some_and(|i| line.word(i, "要"))
    }
}

/// True when a clause of a plan tells what is already so.
fn done(line: &Line<'_, '_>, clause: usize, unit: usize) -> bool {
    let published = line.analysis.layout.document.published;
    (clause..unit).any(|i| {
        let past = || {
            let time = line.units.get(i).and_then(|u| line.analysis.time(u));
            // 全年 in a plan is the year to come.
            let closed = |end| end <= published && !line.word(i, "全年");
            time.is_some_and(|t| t.form == TimeForm::Now || t.end.is_some() && closed(t.end))
        };
        line.is(i, class::DONE) || past()
    })
}
