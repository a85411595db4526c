//! Rule packs: TOML files of classes, words, macros and rules.

use super::EMBEDDED;
use crate::error::{Error, line_column};
use serde::Deserialize;
use std::{borrow::Cow, collections::BTreeMap};
use toml::Spanned;

/// One file, as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pack {
    /// The file's name, for messages.
    #[serde(skip)]
    pub(crate) file: String,
    /// The file's text, for positions.
    #[serde(skip)]
    source: String,
    /// Classes that the pack declares.
    #[serde(default, rename = "class")]
    pub(crate) classes: Vec<Class>,
    /// Words that the pack gives classes.
    #[serde(default, rename = "word")]
    pub(crate) words: Vec<Word>,
    /// Named parts of patterns.
    #[serde(default, rename = "macro")]
    pub(crate) macros: Vec<Macro>,
    /// The rules, in order of precedence.
    #[serde(default, rename = "rule")]
    pub(crate) rules: Vec<Rule>,
}

/// A class of the pack's own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Class {
    pub(crate) name: Spanned<String>,
    /// What the class means, for readers.
    #[expect(dead_code, reason = "read by people, and required of them")]
    pub(crate) meaning: String,
}

/// A word and its classes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Word {
    pub(crate) text: Spanned<String>,
    pub(crate) classes: Vec<Spanned<String>>,
}

/// A named part of patterns.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Macro {
    pub(crate) name: Spanned<String>,
    pub(crate) pattern: Spanned<String>,
}

/// What a rule finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Fact {
    Claim,
    Measure,
}

/// A rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    /// Unique among all packs, never reused.
    pub(crate) id: Spanned<String>,
    pub(crate) fact: Fact,
    pub(crate) pattern: Spanned<String>,
    /// Fields of the fact that the rule fixes.
    #[serde(default)]
    pub(crate) set: BTreeMap<String, Spanned<String>>,
    /// Texts in which the rule must fire, with fields of the fact.
    pub(crate) hit: Vec<Example>,
    /// Texts in which it must not.
    #[serde(default)]
    pub(crate) miss: Vec<Example>,
}

/// A text and what the rule must (or must not) find in it: `text`, and any fields of the fact by their words or values.
pub(crate) type Example = BTreeMap<String, String>;

impl Pack {
    /// Reads a pack.
    pub(crate) fn parse(file: &str, source: &str) -> Result<Self, Error> {
        let mut pack: Pack = toml::from_str(source).map_err(|e| {
            let (line, column) = e.span().map_or((1, 1), |s| line_column(source, s.start));
            Error::data(file, line, column, e.message().trim())
        })?;
        file.clone_into(&mut pack.file);
        source.clone_into(&mut pack.source);
        for rule in &pack.rules {
            for example in rule.hit.iter().chain(&rule.miss) {
                if !example.contains_key("text") {
                    return Err(pack.error(
                        &rule.id,
                        0,
                        format!("an example of `{}` has no `text`", rule.id.get_ref()),
                    ));
                }
            }
        }
        Ok(pack)
    }

    /// Returns the id of a rule. Those of the packs that come with the library are there for good.
    pub(crate) fn id(&self, rule: &Rule) -> Cow<'static, str> {
        let id = rule.id.get_ref();
        let text = EMBEDDED.iter().find(|(name, _)| *name == self.file).map_or("", |(_, text)| *text);
        let fixed = text.get(rule.id.span()).map(|quoted| quoted.trim_matches(['"', '\'']));
        fixed.filter(|fixed| fixed == id).map_or_else(|| Cow::Owned(id.clone()), Cow::Borrowed)
    }

    /// Makes an error about a value of the pack, `offset` bytes into it.
    pub(crate) fn error<T>(&self, at: &Spanned<T>, offset: usize, message: impl Into<String>) -> Error {
        let start = at.span().start;
        let quote = self.source.get(start..).map_or(0, |s| match s.get(..3) {
            // A line end right after the quotes is no part of the value.
            Some(q @ ("'''" | "\"\"\"")) => q.len() + usize::from(s.get(3..).is_some_and(|s| s.starts_with('\n'))),
            _ => 1,
        });
        let (line, column) = line_column(&self.source, start + if offset > 0 { quote + offset } else { 0 });
        Error::data(&self.file, line, column, message)
    }
}
