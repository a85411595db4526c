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
    text: &'a str,
    /// The sentence of each claim, each measure and each policy.
    sentences: [Vec<&'a str>; 3],
}

impl<'a> Origin<'a> {
    /// Returns the article of these facts, whose spans are still in bytes.
    pub(crate) fn new(text: &'a Text, facts: &Facts<'_>) -> Self {
        let Text { id, text, input, line, .. } = text;
        let mut sentences = Sentences { text, last: 0..0 };
        let sentences = [
            facts.claims.iter().map(|c| sentences.at(c.span)).collect(),
            facts.measures.iter().map(|m| sentences.at(m.span)).collect(),
            facts.policies.iter().map(|p| sentences.at(p.span)).collect(),
        ];
        Origin { id: id.as_deref(), input, line: *line, text, sentences }
    }

    /// Returns the length of the text.
    pub(crate) fn length(&self, unit: OffsetUnit) -> usize {
        match unit {
            OffsetUnit::Byte => self.text.len(),
            OffsetUnit::Char => self.text.chars().count(),
            OffsetUnit::Utf16 => self.text.encode_utf16().count(),
        }
    }
}

/// Finds sentences. Facts stand in the order of the text, so that the one found last is often that of the next fact, too.
struct Sentences<'a> {
    text: &'a str,
    last: Range<usize>,
}

impl<'a> Sentences<'a> {
    /// Returns the sentence in which a span begins.
    fn at(&mut self, span: Span) -> &'a str {
        let at = (span.start as usize).min(self.text.len());
        if !self.last.contains(&at) {
            self.last = start(self.text, at)..end(self.text, at);
        }
        self.text.get(self.last.clone()).unwrap_or("").trim()
    }
}

/// Returns where the sentence begins that holds the character at `at`.
fn start(text: &str, at: usize) -> usize {
    let mut before = text.as_bytes().get(..at).unwrap_or_default();
    loop {
        before = match before {
            [before @ .., 0xe4..=0xe9, _, _] => before,
            [] | [.., b'\n' | b'\r'] | [.., 0xe3, 0x80, 0x82] | [.., 0xef, 0xbc, 0x81 | 0x9b | 0x9f] => break,
            [before @ .., _] => before,
        };
    }
    before.len()
}

/// Returns where the sentence ends that holds the character at `at`.
fn end(text: &str, at: usize) -> usize {
    let mut rest = text.as_bytes().get(at..).unwrap_or_default();
    loop {
        rest = match rest {
            // Most characters are of these.
            [0xe4..=0xe9, _, _, rest @ ..] => rest,
            [] => break,
            [b'\n' | b'\r', after @ ..]
            | [0xe3, 0x80, 0x82, after @ ..]
            | [0xef, 0xbc, 0x81 | 0x9b | 0x9f, after @ ..] => {
                rest = after;
                break;
            }
            // A byte of another character, which ends nothing.
            [_, rest @ ..] => rest,
        };
    }
    text.len() - rest.len()
}

/// What stands in a row.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Source<'a> {
    Facts(&'a Facts<'a>, &'a Origin<'a>),
    Problem(&'a Problem),
}

/// One row: the `index`-th fact of its kind in an article, or an error.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    /// The article's id.
    pub(crate) id: Option<&'a str>,
    /// Which of the articles of these rows it is; nothing of an error.
    pub(crate) article: Option<u32>,
    source: Source<'a>,
    index: usize,
}

impl<'a> Row<'a> {
    /// Returns the rows of one table: those of each article, one article after the other.
    pub(crate) fn of(table: Table, sources: &[Source<'a>]) -> Vec<Row<'a>> {
        let mut rows = Vec::new();
        let mut articles = 0..;
        for source in sources {
            match (*source, table) {
                (Source::Facts(facts, origin), _) => {
                    let count = match table {
                        Table::Claims => facts.claims.len(),
                        Table::Institutions => facts.institutions.len(),
                        Table::Measures => facts.measures.len(),
                        Table::Policies => facts.policies.len(),
                        Table::Checks => facts.checks.len(),
                        Table::Documents => 1,
                        Table::Errors => 0,
                    };
                    let article = articles.next();
                    rows.extend((0..count).map(|index| Row { id: origin.id, article, source: *source, index }));
                }
                (Source::Problem(_), Table::Errors) => {
                    rows.push(Row { id: None, article: None, source: *source, index: 0 });
                }
                (Source::Problem(_), _) => (),
            }
        }
        rows
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
    pub(crate) fn ordinal(&self) -> u32 {
        u32::try_from(self.index + 1).unwrap_or(u32::MAX)
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

    /// Returns the sentence in which the fact stands.
    pub(crate) fn sentence(&self, table: Table) -> Option<&'a str> {
        let [claims, measures, policies] = &self.origin()?.sentences;
        let sentences = match table {
            Table::Claims => claims,
            Table::Measures => measures,
            Table::Policies => policies,
            _ => return None,
        };
        sentences.get(self.index).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_found_from_any_place_in_it() {
        let text = "😀一。二三；\n四、五《，：！末";
        let mut sentences = Sentences { text, last: 0..0 };
        for (of, sentence) in [
            ("二", "二三；"),
            ("三", "二三；"),
            ("😀", "😀一。"),
            ("。", "😀一。"),
            ("\n", ""),
            ("《", "四、五《，：！"),
            ("末", "末"),
            ("；", "二三；"),
        ] {
            let at = u32::try_from(text.find(of).unwrap()).unwrap();
            assert_eq!(sentences.at(Span::new(at, at + 1)), sentence, "{of}");
        }
        assert_eq!(sentences.at(Span::new(999, 1000)), "末");
        assert_eq!(Sentences { text: "", last: 0..0 }.at(Span::new(0, 0)), "");
    }

    #[test]
    fn lengths() {
        let text = Text::new("", "a😀全".to_owned());
        let origin = Origin::new(&text, &Facts::default());
        let length = |unit| origin.length(unit);
        assert_eq!([OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16].map(length), [8, 3, 4]);
    }
}
