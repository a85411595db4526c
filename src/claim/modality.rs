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
}

/// Reads the words that set a modality for the rest of a sentence.
pub(crate) fn scope(line: &Line<'_, '_>, inherited: Option<Modality>) -> Scope {
    let mut scope = Scope::default();
    if inherited == Some(Modality::Target) {
        scope.target = Some(0);
    }
    let reference = line.analysis.layout.document.published;
    for i in 0..line.units.len() {
        let next_acts = |i: usize| {
            (i + 1..(i + 4).min(line.units.len())).find(|&j| !line.is(j, class::ADVERB | class::FILL)).is_some_and(
                |j| {
                    line.is(
                        j,
                        class::ACT
                            | class::REACH
                            | class::UP
                            | class::DOWN
                            | class::TO_UP
                            | class::TO_DOWN
                            | class::VERB,
                    )
                },
            )
        };
        let future = line.units.get(i).and_then(|u| line.analysis.time(u)).is_some_and(|t| {
            t.form == TimeForm::Until && !line.words(i).starts_with('截') && (reference.is_none() || t.end > reference)
        });
        let sets = match line.words(i) {
            "将" | "要" | "拟" => next_acts(i),
            "目标" | "规划" | "计划" => {
                line.is(i + 1, class::BE) || next_acts(i) || line.is(i.wrapping_sub(1), class::ADVERB)
            }
            "下一步" | "接下来" | "今后" => true,
            _ => line.is(i, class::TARGET),
        };
        if (future || sets) && scope.target.is_none() {
            scope.target = Some(i);
        }
        if line.is(i, class::ESTIMATE) && scope.estimate.is_none() {
            scope.estimate = Some(i);
        }
    }
    scope
}

impl Scope {
    /// Returns the modality of the figure at a unit; `clause` is where its clause starts.
    pub(crate) fn of(&self, line: &Line<'_, '_>, unit: usize, clause: usize, bound: Bound) -> Modality {
        let before = |at: Option<usize>| at.is_some_and(|at| at < unit);
        if before(self.target) && !(clause..unit).any(|i| line.words(i) == "实际") {
            return Modality::Target;
        }
        let words = line.words(unit);
        let obliged = ["不低于", "不少于", "不得", "不超过", "不高于"].iter().any(|w| words.starts_with(w))
            && matches!(bound, Bound::AtLeast | Bound::AtMost);
        if obliged || (clause..unit).any(|i| line.is(i, class::MUST) && line.words(i) != "要求") {
            return Modality::Required;
        }
        let standard = (clause..unit).any(|i| matches!(line.words(i), "按照" | "按"))
            && (unit + 1..line.units.len())
                .take_while(|&i| !line.is(i, class::COMMA | class::STOP))
                .any(|i| line.words(i) == "标准");
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
        if goal && line.is(unit + 1, class::DE) { Modality::Target } else { Modality::Actual }
    }
}
