//! Reading the words around claims.

use crate::model::{Claim, Dimension, Kind};
use crate::span::Span;

/// Characters that end a sentence.
const STOPS: [char; 4] = ['。', '！', '？', '\n'];
/// A claim's clause is short: what stands further back, in bytes, cannot be part of it.
const FAR: u32 = 600;

/// The words before each claim of an article, read once: every link and check asks for them.
#[derive(Debug)]
pub(crate) struct Around<'t> {
    pub(crate) text: &'t str,
    leads: Vec<Lead<'t>>,
}

/// The words of the sentence before a claim, back to the claim before it at most.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lead<'t> {
    pub(crate) words: &'t str,
    /// What of them stands after the last comma or semicolon.
    pub(crate) clause: &'t str,
    /// A sentence ends between the claim and the one before it.
    pub(crate) stopped: bool,
    hints: u8,
}

/// What may be found in a lead, by the characters that stand there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hint {
    /// 其中, 包括, 包含.
    Among = 1,
    /// A clause that ends in 分, 看 or 类: 按类型分，.
    Split = 2,
    /// A bracket, a colon, or 中 that parts a whole from its parts.
    Open = 4,
    /// 共, 合计, 总计, in the last clause.
    Sum = 8,
    /// 占, in the last clause.
    Share = 16,
}

impl<'t> Around<'t> {
    /// Reads the words before the claims of an article, which are in order of position.
    pub(crate) fn read(text: &'t str, claims: &[Claim<'_>]) -> Self {
        let mut before = 0;
        let mut leads = Vec::with_capacity(claims.len());
        for claim in claims {
            leads.push(Lead::read(text, before, claim.span.start));
            before = claim.span.end;
        }
        Around { text, leads }
    }

    /// Returns the words before a claim.
    pub(crate) fn lead(&self, at: usize) -> Lead<'t> {
        self.leads.get(at).copied().unwrap_or_default()
    }

    /// True when a sentence ends between a claim and the next.
    pub(crate) fn ends(&self, at: usize) -> bool {
        self.leads.get(at + 1).is_some_and(|lead| lead.stopped)
    }

    /// Returns the words between two claims; empty when they overlap.
    pub(crate) fn between(&self, left: &Claim<'_>, right: &Claim<'_>) -> &'t str {
        between(self.text, left, right)
    }
}

impl<'t> Lead<'t> {
    fn read(text: &'t str, before: u32, claim: u32) -> Self {
        let from = before.max(claim.saturating_sub(FAR));
        let from = (from..=claim).find(|&b| text.is_char_boundary(b as usize)).unwrap_or(claim);
        let (mut words, mut clause) = (slice(text, from, claim), None);
        let (mut hints, mut stopped, mut after) = (0, false, '\0');
        for (i, c) in words.char_indices().rev() {
            match c {
                '。' | '！' | '？' | '\n' => {
                    stopped = true;
                    words = words.get(i + c.len_utf8()..).unwrap_or("");
                    clause = clause.map(|at: usize| at - i - c.len_utf8());
                    break;
                }
                '，' | '；' | '：' | ',' | ';' => {
                    clause.get_or_insert(i + c.len_utf8());
                    hints |= if c == '：' { Hint::Open as u8 } else { 0 };
                }
                '（' | '(' => hints |= Hint::Open as u8,
                '中' => hints |= Hint::Among as u8 | Hint::Open as u8,
                '括' | '含' => hints |= Hint::Among as u8,
                '分' | '看' | '类' if matches!(after, '，' | '；' | '：' | ',' | ':') => {
                    hints |= Hint::Split as u8;
                }
                '共' | '计' if clause.is_none() => hints |= Hint::Sum as u8,
                '占' if clause.is_none() => hints |= Hint::Share as u8,
                _ => {}
            }
            after = c;
        }
        if !stopped && before < from {
            // The words between the two claims are more than the lead: anything may stand there.
            stopped = stops(slice(text, before, from));
            hints = u8::MAX;
        }
        Lead { words, clause: clause.and_then(|at| words.get(at..)).unwrap_or(words), stopped, hints }
    }

    /// False when the lead surely has nothing of the kind.
    pub(crate) fn has(&self, hint: Hint) -> bool {
        self.hints & hint as u8 != 0
    }
}

/// Returns the words between two claims; empty when they overlap.
pub(crate) fn between<'t>(text: &'t str, left: &Claim<'_>, right: &Claim<'_>) -> &'t str {
    slice(text, left.span.end, right.span.start)
}

/// Returns the words from `start` to `end`; empty when there are none.
pub(crate) fn slice(text: &str, start: u32, end: u32) -> &str {
    if start < end { Span::new(start, end).of(text) } else { "" }
}

/// True when a sentence ends in these words.
pub(crate) fn stops(words: &str) -> bool {
    words.contains(STOPS)
}

/// Returns what stands after the last comma or semicolon.
pub(crate) fn clause(words: &str) -> &str {
    words.rsplit(['，', '；', '。', '\n', '：', ',', ';']).next().unwrap_or(words)
}

/// True for an amount that can be part of another: no ratio, no rank, no average.
pub(crate) fn amount(claim: &Claim<'_>) -> bool {
    matches!(claim.kind, Kind::Level | Kind::Change)
        && !matches!(
            claim.dimension,
            Dimension::Percent
                | Dimension::PercentagePoint
                | Dimension::Permille
                | Dimension::Multiple
                | Dimension::Rank
                | Dimension::Temperature
                | Dimension::Speed
        )
}

/// True when two amounts count the same thing and may be added.
pub(crate) fn same_unit(a: &Claim<'_>, b: &Claim<'_>) -> bool {
    fn heads(unit: Option<&str>) -> Option<&str> {
        match unit {
            Some("名" | "人" | "位") | None => None,
            unit => unit,
        }
    }
    a.per == b.per && a.dimension == b.dimension && heads(a.unit.as_deref()) == heads(b.unit.as_deref())
}
