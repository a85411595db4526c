//! One row of a table, before it is read.

use super::Table;
use crate::input::{Problem, Text};
use std::ops::Range;
use zhengwen::{Check, Claim, Facts, Institution, InstitutionId, Measure, OffsetUnit, Policy, Span};

/// The article whose facts are written.
#[derive(Debug)]
pub(crate) struct Origin<'a> {
    /// The article's id, or the path of its file.
    pub(crate) id: Option<&'a str>,
    /// The file as the user named it.
    pub(crate) input: &'a str,
    /// The line of the file at which the article begins.
    pub(crate) line: u64,
    /// The article's text.
    pub(crate) text: &'a str,
    /// The first offset of each sentence, in the unit of the facts, and where it stands in the text.
    sentences: Vec<(u32, Range<usize>)>,
    /// The length of the text in the unit of the facts.
    pub(crate) length: u32,
}

impl<'a> Origin<'a> {
    /// Returns the article with its sentences found; `unit` is that of the facts' spans.
    pub(crate) fn new(text: &'a Text, unit: OffsetUnit) -> Self {
        let Text { id, text, input, line, .. } = text;
        let mut origin = Origin { id: id.as_deref(), input, line: *line, text, sentences: Vec::new(), length: 0 };
        let bytes = text.as_bytes();
        let (mut start, mut first, mut at) = (0, 0, 0);
        while let Some(i) = bytes.iter().skip(at).position(|b| matches!(b, b'\n' | b'\r' | 0xe3 | 0xef)) {
            let rest = bytes.get(at + i..).unwrap_or_default();
            let width = match rest {
                [b'\n' | b'\r', ..] => 1,
                // 。 and ！；？
                [0xe3, 0x80, 0x82, ..] | [0xef, 0xbc, 0x81 | 0x9b | 0x9f, ..] => 3,
                _ => {
                    at += i + 1;
                    continue;
                }
            };
            at += i + width;
            origin.sentences.push((first, start..at));
            first += length(bytes.get(start..at).unwrap_or_default(), unit);
            start = at;
        }
        origin.sentences.push((first, start..text.len()));
        origin.length = first + length(bytes.get(start..).unwrap_or_default(), unit);
        origin
    }

    /// Returns the sentence in which a span begins.
    fn sentence(&self, span: Span) -> &'a str {
        let after = self.sentences.partition_point(|(first, _)| *first <= span.start);
        let at = after.checked_sub(1).and_then(|i| self.sentences.get(i));
        at.and_then(|(_, range)| self.text.get(range.clone())).unwrap_or("").trim()
    }
}

/// Returns the length of a text in a unit.
fn length(text: &[u8], unit: OffsetUnit) -> u32 {
    // The other bytes of a character begin with the bits 10.
    let characters = || text.iter().filter(|b| **b & 0xc0 != 0x80).count();
    let length = match unit {
        OffsetUnit::Byte => text.len(),
        OffsetUnit::Char => characters(),
        OffsetUnit::Utf16 => characters() + text.iter().filter(|b| **b >= 0xf0).count(),
    };
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// What stands in a row.
#[derive(Clone, Copy, Debug)]
enum Source<'a> {
    Facts(&'a Facts<'a>, &'a Origin<'a>),
    Problem(&'a Problem),
}

/// One row: the `index`-th fact of its kind in an article, or an error.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    /// The article's id.
    pub(crate) id: Option<&'a str>,
    source: Source<'a>,
    index: usize,
}

impl<'a> Row<'a> {
    /// Returns the rows of one article in one table.
    pub(crate) fn of(table: Table, facts: &'a Facts<'a>, origin: &'a Origin<'a>) -> impl Iterator<Item = Row<'a>> {
        let rows = match table {
            Table::Claims => facts.claims.len(),
            Table::Institutions => facts.institutions.len(),
            Table::Measures => facts.measures.len(),
            Table::Policies => facts.policies.len(),
            Table::Checks => facts.checks.len(),
            Table::Documents => 1,
            Table::Errors => 0,
        };
        let source = Source::Facts(facts, origin);
        (0..rows).map(move |index| Row { id: origin.id, source, index })
    }

    /// Returns the row of an error.
    pub(crate) fn of_problem(problem: &'a Problem) -> Self {
        Row { id: None, source: Source::Problem(problem), index: 0 }
    }

    /// Returns the facts of the article.
    pub(crate) fn facts(&self) -> Option<&'a Facts<'a>> {
        match self.source {
            Source::Facts(facts, _) => Some(facts),
            Source::Problem(_) => None,
        }
    }

    /// Returns the article.
    pub(crate) fn origin(&self) -> Option<&'a Origin<'a>> {
        match self.source {
            Source::Facts(_, origin) => Some(origin),
            Source::Problem(_) => None,
        }
    }

    /// Returns the error.
    pub(crate) fn problem(&self) -> Option<&'a Problem> {
        match self.source {
            Source::Problem(problem) => Some(problem),
            Source::Facts(..) => None,
        }
    }

    pub(crate) fn claim(&self) -> Option<&'a Claim<'a>> {
        self.facts()?.claims.get(self.index)
    }

    pub(crate) fn institution(&self) -> Option<&'a Institution<'a>> {
        self.facts()?.institutions.get(self.index)
    }

    pub(crate) fn measure(&self) -> Option<&'a Measure<'a>> {
        self.facts()?.measures.get(self.index)
    }

    pub(crate) fn policy(&self) -> Option<&'a Policy<'a>> {
        self.facts()?.policies.get(self.index)
    }

    pub(crate) fn check(&self) -> Option<&'a Check> {
        self.facts()?.checks.get(self.index)
    }

    /// Returns the row's place in its article, from 1.
    pub(crate) fn ordinal(&self) -> usize {
        self.index + 1
    }

    /// Returns the full name of a body.
    pub(crate) fn name_of(&self, id: InstitutionId) -> Option<&'a str> {
        self.facts()?.institutions.iter().find(|i| i.id == id).map(|i| i.name.as_ref())
    }

    /// Returns the words of a section's heading.
    pub(crate) fn heading(&self, section: Option<u32>) -> Option<&'a str> {
        let section = usize::try_from(section?).ok()?;
        self.facts()?.document.sections.get(section).map(|s| s.heading.as_ref())
    }

    /// Returns the sentence in which a span begins.
    pub(crate) fn sentence(&self, span: Span) -> Option<&'a str> {
        Some(self.origin()?.sentence(span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_found_in_any_unit() {
        let text = "😀一。二三；\n四";
        for (unit, at) in [(OffsetUnit::Byte, 10), (OffsetUnit::Char, 3), (OffsetUnit::Utf16, 4)] {
            let text = Text::new("", text.to_owned());
            let origin = Origin::new(&text, unit);
            assert_eq!(origin.sentence(Span::new(at, at + 1)), "二三；");
            assert_eq!(origin.sentence(Span::new(0, 1)), "😀一。");
            assert_eq!(origin.sentence(Span::new(origin.length - 1, origin.length)), "四");
            assert_eq!(origin.sentence(Span::new(999, 1000)), "四");
        }
        let empty = Text::new("", String::new());
        assert_eq!(Origin::new(&empty, OffsetUnit::Char).sentence(Span::new(0, 0)), "");
    }
}
