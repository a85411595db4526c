//! Whether a passage lays out a plan: the headings above a sentence, and the sentence that opens its list, say so.

use super::class::{self, Masks};
use crate::analysis::{Analysis, Unit};
use crate::chunk::TimeForm;
use crate::layout::Role;
use crate::model::Date;
use rustc_hash::FxHashSet;

/// A heading of so few units speaks of its time as a whole.
const SHORT: usize = 4;
/// What a heading of a plan speaks of.
const WORK: [&str; 10] = ["工作", "任务", "目标", "安排", "思路", "重点", "部署", "打算", "建议", "要求"];

/// What the headings and openings read so far say of the sentences below them.
#[derive(Debug, Default)]
pub(crate) struct Passage {
    /// The headings above, by level, and whether each opens a plan; one that says neither takes the word of the one above.
    headings: Vec<(u8, bool)>,
    /// The paragraphs whose lists are plans: 主要目标是：.
    openings: FxHashSet<u32>,
}

impl Passage {
    /// Reads the next sentence of an article; returns true if it stands in a plan.
    pub(crate) fn read(&mut self, analysis: &Analysis<'_>, masks: &Masks, index: usize) -> bool {
        let Some(sentence) = analysis.layout.sentences.get(index) else { return false };
        let units = analysis.lines.get(index).and_then(|r| analysis.units.get(r.clone())).unwrap_or(&[]);
        if sentence.role == Role::Heading {
            let section = sentence.section.and_then(|i| analysis.layout.document.sections.get(i as usize));
            let level = section.map_or(1, |s| s.level);
            while self.headings.last().is_some_and(|(l, _)| *l >= level) {
                self.headings.pop();
            }
            let above = self.headings.last().is_some_and(|(_, plan)| *plan);
            let own = heading(analysis, masks, units).unwrap_or(above);
            self.headings.push((level, own));
            return own;
        }
        let listed = sentence.parent != sentence.paragraph && self.openings.contains(&sentence.parent);
        let planned = listed || self.headings.last().is_some_and(|(_, plan)| *plan);
        let colon = units.last().is_some_and(|u| matches!(analysis.words(u), "：" | ":"));
        let is = |u: &Unit, mask| masks.of(u.set).meets(mask);
        if colon && units.iter().any(|u| is(u, class::TARGET | class::PLAN) || analysis.words(u) == "要") {
            self.openings.insert(sentence.paragraph);
        }
        if colon
            && lists(analysis, units)
            && let Some((_, plan)) = self.headings.last_mut()
        {
            *plan = true;
        }
        planned
    }
}

/// True for words that announce what is to be done: 具体抓好以下工作：, but not 做了以下工作：.
fn lists(analysis: &Analysis<'_>, units: &[Unit]) -> bool {
    let has = |words: &[&str]| units.iter().any(|u| words.contains(&analysis.words(u)));
    has(&["以下", "下列", "如下", "重点"])
        && has(&["工作", "任务"])
        && has(&["抓好", "做好", "要", "推进", "落实"])
        && !has(&["了", "做了"])
}

/// Returns whether a heading opens a plan or a review; `None` when it says neither, or both.
fn heading(analysis: &Analysis<'_>, masks: &Masks, units: &[Unit]) -> Option<bool> {
    let published = analysis.layout.document.published;
    let (mut plan, mut review) = (false, false);
    // 2027年起调整关税 is news of one thing.
    let works = || units.len() <= SHORT || units.iter().any(|u| WORK.iter().any(|w| analysis.words(u).contains(w)));
    for unit in units {
        if let (Some(time), Some(day)) = (analysis.time(unit), published) {
            let ahead = ahead(time.start, time.end, day) && matches!(time.form, TimeForm::Frame | TimeForm::Until);
            plan |= ahead && works();
            review |= !ahead && time.form == TimeForm::Frame && time.end.is_some_and(|end| end <= day);
        }
        let mask = masks.of(unit.set);
        plan |= mask.meets(class::PLAN | class::PLAN_HEADING);
        review |= mask.meets(class::REVIEW_HEADING);
    }
    (plan != review).then_some(plan)
}

/// True for a stretch of months or years still to come. An article of the first months speaks of its own year as of the future.
fn ahead(start: Option<Date>, end: Option<Date>, day: Date) -> bool {
    let long = |days| start.zip(end).is_none_or(|(a, b)| a.days_until(b) >= days);
    start.or(end).is_some_and(|d| d > day) && long(80) || day.month() <= 3 && end.is_some_and(|d| d > day) && long(300)
}
