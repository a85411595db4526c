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
        let (mut start, mut first) = (0, 0);
        let bytes = text.as_bytes();
        for (i, byte) in bytes.iter().enumerate() {
            origin.length += width(*byte, unit);
            let after = || (bytes.get(i + 1), bytes.get(i + 2));
            let end = match byte {
                b'\n' | b'\r' => i + 1,
                // 。
                0xe3 if after() == (Some(&0x80), Some(&0x82)) => i + 3,
                // ！；？
                0xef if matches!(after(), (Some(0xbc), Some(0x81 | 0x9b | 0x9f))) => i + 3,
                _ => continue,
            };
            // What is left of the character is no more than its width in bytes.
            let rest = if unit == OffsetUnit::Byte { end - i - 1 } else { 0 };
            let next = origin.length + u32::try_from(rest).unwrap_or(0);
            origin.sentences.push((first, start..end));
            (start, first) = (end, next);
        }
        origin.sentences.push((first, start..text.len()));
        origin
    }

    /// Returns the sentence in which a span begins.
    fn sentence(&self, span: Span) -> &'a str {
        let after = self.sentences.partition_point(|(first, _)| *first <= span.start);
        let at = after.checked_sub(1).and_then(|i| self.sentences.get(i));
        at.and_then(|(_, range)| self.text.get(range.clone())).unwrap_or("").trim()
    }
}

/// Returns what a byte adds to the length of a text: of a character the first byte counts, or each.
fn width(byte: u8, unit: OffsetUnit) -> u32 {
    match unit {
        OffsetUnit::Byte => 1,
        // Other bytes of a character begin with the bits 10.
        OffsetUnit::Char => u32::from(byte & 0xc0 != 0x80),
        OffsetUnit::Utf16 => u32::from(byte & 0xc0 != 0x80) + u32::from(byte >= 0xf0),
    }
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
