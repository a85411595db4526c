//! Who acts: in the clause of a figure, in an earlier clause, in the sentence before.

use super::{Builder, Shape};
use crate::claim::class;
use crate::claim::labels;
use crate::claim::phrase::{self, Parts};
use crate::model::Quote;
use std::ops::Range;

/// How far back a sentence is asked for who acts, in units.
const FAR: usize = 160;
/// A noun of four characters is the name of somebody or something, in bytes.
const LONG_NAME: usize = 12;

/// Characters that end words for people and for those who act together.
const PEOPLE: [char; 13] = ['长', '员', '者', '民', '师', '军', '队', '局', '院', '会', '厅', '署', '部'];

impl<'t> Builder<'_, 't, '_> {
    /// Returns who acts, by the words of the clause.
    pub(super) fn actor(&self, shape: &Shape<'_>, parts: &Parts) -> Option<Quote<'t>> {
        let Some(own) = &shape.actor else {
            // 推进2000个项目、完成投资: what a verb before has just counted does not act.
            let counted = parts.actor.start == shape.start
                && shape.start.checked_sub(1).is_some_and(|i| self.line.quantity(i))
                && self.last().is_some_and(|c| c.predicate.is_some() || c.rule == "claim.reach");
            return self.quote(&self.doer(&parts.actor)).filter(|_| !counted);
        };
        self.quote(&phrase::split(&self.line, own.clone(), false).actor)
            .or_else(|| self.quote(&phrase::trim(&self.line, own.clone())))
    }

    /// Returns who acts for a figure without a verb of its own: 办理案件318件，其中公益诉讼271件、刑事附带民事47件; 降幅收窄2.9个百分点.
    pub(super) fn shared_actor(&self, shape: &Shape<'_>, own: &str) -> Option<Quote<'t>> {
        // 设立基金24只、总规模934亿元: the total is nobody's act.
        if labels::bare(own) {
            return None;
        }
        let (start, value) = (shape.start, shape.value);
        let joined = self.line.is(start, class::LIST | class::WHOLE)
            || self.line.is(start, class::COMMA) && self.line.is(start + 1, class::WHOLE)
            || (start..value).any(|i| self.line.is(i, class::INNER));
        self.last().filter(|_| joined)?.actor.clone()
    }

    /// Returns who acts in this clause though named in an earlier one, or in the sentence before.
    pub(super) fn earlier_actor(&self, shape: &Shape<'_>, parts: &Parts) -> Option<Quote<'t>> {
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
            // 据交通运输部最新数据，: where the figure is from.
            if matches!(line.words(start), "据" | "根据" | "依据") {
                end = start;
                continue;
            }
            // 八项规定出台以来，: a time.
            let last = (start..end).rev().find(|&i| !line.is(i, class::PUNCTUATION)).unwrap_or(start);
            if matches!(line.words(last), "以来" | "期间" | "之后" | "以后" | "后" | "时" | "之际")
                || line.is(last, class::VERB) && phrase::tells(line, &clause)
            {
                end = start;
                continue;
            }
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

    /// True for words as long as the name of somebody or something.
    fn wide(&self, range: Range<usize>) -> bool {
        let people = self.line.words(range.end.saturating_sub(1)).ends_with(PEOPLE);
        people || self.line.span(&range).is_some_and(|s| s.len() as usize >= LONG_NAME)
    }

    /// Returns what of the words before a verb can act; nothing when they are an adverb, a part of a clause or a thing.
    fn doer(&self, range: &Range<usize>) -> Range<usize> {
        let line = &self.line;
        let verbal = |i: usize| {
            line.is(i, class::VERB | class::PREPOSITION)
                && !line.is(i, class::NOUN | class::VNOUN | class::INSTITUTION | class::QUOTE)
        };
        let Range { mut start, mut end } = range.clone();
        // 监督行政机关移送: another one lets the body act.
        while start + 1 < end
            && line.is(start, class::ACT | class::WEAK | class::CAUSE)
            && line.is(start + 1, class::INSTITUTION | class::BODY)
        {
            start += 1;
        }
        // 国家发展改革委追加下达: a verb of its own.
        while end > start + 1 && verbal(end - 1) {
            end -= 1;
        }
        let named = class::INSTITUTION | class::BODY | class::DOER | class::ORGANIZATION | class::QUOTE;
        let people = class::PERSON | class::PLACE | class::AREA;
        let Some(last) = end.checked_sub(1).filter(|&l| l >= start) else { return start..start };
        let fits = if end - start == 1 {
            line.is(start, named | people | class::CARRIER) || line.is(start, class::NOUN) && self.wide(start..end)
        } else {
            !verbal(start)
                && (line.is(start, named | people) || self.wide(start..end))
                && (line.is(start, class::NOUN) || !line.is(start, class::ADVERB))
                && line.is(last, named | people | class::NOUN | class::CLOSE | class::WORKS)
                && (line.is(start, named)
                    || !(start..end).any(|i| verbal(i) && !line.is(i + 1, class::DE | class::WORKS)))
        };
        if fits { start..end } else { start..start }
    }
}
