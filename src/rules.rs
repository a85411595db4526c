//! What rule packs say, for tools that list rules or run their examples.
//!
//! ```
//! let rules = zhengwen::rules::embedded()?;
//! assert!(rules.iter().all(|rule| !rule.hit.is_empty()));
//! # Ok::<(), zhengwen::Error>(())
//! ```

use crate::error::{Error, line_column};
use crate::rule::{EMBEDDED, Fact, Pack};
use serde::Serialize;
use std::collections::BTreeMap;

/// A rule as its pack has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// Unique among all packs.
    pub id: String,
    /// What it finds: `claim` or `measure`.
    pub fact: &'static str,
    /// The pattern over classes of words.
    pub pattern: String,
    /// The fields of the fact that the rule fixes.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub set: BTreeMap<String, String>,
    /// Texts in which it fires, with fields of the fact.
    pub hit: Vec<Example>,
    /// Texts in which it does not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub miss: Vec<Example>,
    /// The file it stands in.
    pub file: String,
    /// The line of its id, from 1.
    pub line: usize,
    /// The character of that line, from 1.
    pub column: usize,
}

/// A text, under `text`, and what a rule must or must not find in it.
pub type Example = BTreeMap<String, String>;

/// Returns the rules that come with the library, in the order in which they are tried.
///
/// # Errors
///
/// None that a caller could cause.
pub fn embedded() -> Result<Vec<Rule>, Error> {
    let packs: Result<Vec<Vec<Rule>>, Error> = EMBEDDED.iter().map(|(name, toml)| parse(name, toml)).collect();
    Ok(packs?.into_iter().flatten().collect())
}

/// Returns the rules of a pack in TOML; `name` appears in error messages.
///
/// That the patterns can be read is not checked here, but when an extractor is built with them.
///
/// # Errors
///
/// If the pack is malformed; the message names file, line and column.
pub fn parse(name: &str, toml: &str) -> Result<Vec<Rule>, Error> {
    let rules = Pack::parse(name, toml)?.rules;
    let rule = |rule: crate::rule::Source| {
        let (line, column) = line_column(toml, rule.id.span().start);
        Rule {
            id: rule.id.into_inner(),
            fact: match rule.fact {
                Fact::Claim => "claim",
                Fact::Measure => "measure",
            },
            pattern: rule.pattern.into_inner(),
            set: rule.set.into_iter().map(|(field, value)| (field, value.into_inner())).collect(),
            hit: rule.hit,
            miss: rule.miss,
            file: name.to_owned(),
            line,
            column,
        }
    };
    Ok(rules.into_iter().map(rule).collect())
}
