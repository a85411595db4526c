//! What came of it: the figures that state a measure's result.

use super::build::Draft;
use crate::analysis::Analysis;
use crate::model::{Claim, ClaimId, Modality};
use crate::span::Span;

/// How far behind a measure its results are looked for, in characters.
const REACH: usize = 400;

/// The claims of an article by sentence, and where measures stand.
#[derive(Debug)]
pub(super) struct Outcomes {
    /// For each measure, the claims that may state its result.
    found: Vec<Vec<ClaimId>>,
}

impl Outcomes {
    /// Gives every measure the figures of its own words, and those that follow in its sentence.
    pub(super) fn new(analysis: &Analysis<'_>, claims: &[Claim<'_>], drafts: &[Draft<'_>]) -> Self {
        let mut baselines: Vec<ClaimId> = claims.iter().filter_map(|c| c.baseline).collect();
        baselines.sort_unstable();
        let mut found = Vec::with_capacity(drafts.len());
        for (i, draft) in drafts.iter().enumerate() {
            let Some(sentence) = analysis.layout.sentences.get(draft.sentence) else {
                found.push(Vec::new());
                continue;
            };
            let part = part(analysis, sentence.span, draft.span);
            let from = claims.partition_point(|c| c.span.start < draft.span.start);
            let list = claims.get(from..).unwrap_or(&[]).iter().take_while(|c| c.span.end <= part.end);
            let others = |c: &Claim<'_>| {
                drafts
                    .iter()
                    .skip(i + 1)
                    .take_while(|d| d.span.start < part.end)
                    .any(|d| d.span.contains(c.span) && !draft.span.contains(c.span))
            };
            found.push(
                list.filter(|c| baselines.binary_search(&c.id).is_err() && c.part_of.is_none() && !others(c))
                    .filter(|c| c.modality != Modality::Target || draft.span.contains(c.span))
                    .map(|c| c.id)
                    .collect(),
            );
        }
        Outcomes { found }
    }

    /// Returns the outcomes of a measure.
    pub(super) fn of(&self, index: usize, _draft: &Draft<'_>) -> Vec<ClaimId> {
        self.found.get(index).cloned().unwrap_or_default()
    }
}

/// Returns the part of a sentence, between semicolons, in which a measure stands.
fn part(analysis: &Analysis<'_>, sentence: Span, measure: Span) -> Span {
    let rest = Span::new(measure.end, sentence.end).of(analysis.text);
    let mut end = measure.end;
    for (count, c) in rest.chars().enumerate() {
        if matches!(c, '；' | ';') || count >= REACH {
            break;
        }
        end += u32::try_from(c.len_utf8()).unwrap_or(0);
    }
    Span::new(sentence.start, end)
}
