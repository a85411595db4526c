//! What cited documents are called and who issues them: `data/policies.tsv`.

use crate::lexicon::rows;
use crate::model::PolicyKind;
use once_cell::sync::OnceCell;
use rustc_hash::{FxHashMap, FxHashSet};

const TABLE: (&str, &str) = ("data/policies.tsv", include_str!("../../../data/policies.tsv"));

/// The longest ending, head or law name in the table, in characters.
const LONGEST: usize = 16;

/// The name of a local body, with `{}` for its division.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Template {
    pub(crate) local: &'static str,
    pub(crate) provincial: &'static str,
}

/// The tables.
#[derive(Debug, Default)]
pub(crate) struct Table {
    endings: FxHashMap<&'static str, Option<PolicyKind>>,
    before: Vec<(&'static str, bool)>,
    after: Vec<&'static str>,
    heads: FxHashMap<&'static str, &'static str>,
    prefixes: Vec<(&'static str, &'static str)>,
    locals: FxHashMap<&'static str, Template>,
    abbreviations: FxHashMap<&'static str, &'static str>,
    bodies: FxHashMap<&'static str, &'static str>,
    laws: FxHashMap<&'static str, PolicyKind>,
    /// The last three characters of each law, of two if it has no more.
    law_ends: FxHashSet<&'static str>,
    cuts: FxHashSet<&'static str>,
    law_cuts: FxHashSet<&'static str>,
}

static LOADED: OnceCell<Table> = OnceCell::new();

impl Table {
    /// Returns the embedded table.
    pub(crate) fn get() -> &'static Self {
        LOADED.get_or_init(|| {
            let mut table = Table::default();
            for row in rows(TABLE.0, TABLE.1, &["kind", "word", "value"]).unwrap_or_default() {
                table.add(row.field(0), row.field(1), row.field(2), row.field(3));
            }
            table
        })
    }

    fn add(&mut self, kind: &str, word: &'static str, value: &'static str, provincial: &'static str) {
        match kind {
            "ending" => {
                self.endings.insert(word, policy_kind(value));
            }
            "before" => self.before.push((word, value == "issue")),
            "after" => self.after.push(word),
            "head" => {
                self.heads.insert(word, value);
            }
            "prefix" => self.prefixes.push((word, value)),
            "local" => {
                let provincial = if provincial.is_empty() { value } else { provincial };
                self.locals.insert(word, Template { local: value, provincial });
            }
            "abbreviation" => {
                self.abbreviations.insert(word, value);
            }
            "body" => {
                self.bodies.insert(word, value);
            }
            "law" => {
                self.law_ends.insert(last(word, 3));
                self.laws.insert(word, policy_kind(value).unwrap_or(PolicyKind::Law));
            }
            "law-cut" => {
                self.law_cuts.insert(word);
            }
            _ => {
                self.cuts.insert(word);
                self.law_cuts.insert(word);
            }
        }
    }

    /// Returns the kind of a title by its ending; `None` if it is no document or its ending is unknown.
    pub(crate) fn kind(&self, title: &str) -> Option<PolicyKind> {
        suffixes(title).find_map(|s| self.endings.get(s).copied()).flatten()
    }

    /// Returns true if the ending says that it is a work or a book.
    pub(crate) fn is_work(&self, title: &str) -> bool {
        suffixes(title).find_map(|s| self.endings.get(s)).is_some_and(Option::is_none)
    }

    /// Returns what the words before a title make of it: true for a document, false for a work.
    pub(crate) fn said_before(&self, before: &str) -> Option<bool> {
        self.before.iter().filter(|(w, _)| before.ends_with(w)).max_by_key(|(w, _)| w.len()).map(|(_, issue)| *issue)
    }

    /// Returns true if the words after a title make it a work.
    pub(crate) fn is_work_after(&self, after: &str) -> bool {
        self.after.iter().any(|w| after.starts_with(w))
    }

    /// Returns the national issuer of a number's head.
    pub(crate) fn national(&self, head: &str) -> Option<&'static str> {
        let by_prefix = || self.prefixes.iter().filter(|(p, _)| head.starts_with(p)).max_by_key(|(p, _)| p.len());
        self.heads.get(head).copied().or_else(|| by_prefix().map(|(_, issuer)| *issuer))
    }

    /// Returns every reading of a head as a division's short name and a local body, the longest body first.
    pub(crate) fn local<'h>(&self, head: &'h str) -> impl Iterator<Item = (&'h str, Template)> {
        suffixes(head).filter_map(|s| Some((head.strip_suffix(s)?, *self.locals.get(s)?)))
    }

    /// Returns the division of a short name.
    pub(crate) fn abbreviation(&self, short: &str) -> Option<&'static str> {
        self.abbreviations.get(short).copied()
    }

    /// Returns the full name of a body in front of 令 or 公告.
    pub(crate) fn body(&self, short: &str) -> Option<&'static str> {
        self.bodies.get(short).copied()
    }

    /// Returns true if a law may end with `text`.
    pub(crate) fn may_be_law(&self, text: &str) -> bool {
        let end = last(text, 3);
        self.law_ends.contains(end) || self.law_ends.contains(last(end, 2))
    }

    /// Returns the longest law that `text` ends with.
    pub(crate) fn law<'a>(&self, text: &'a str) -> Option<(&'a str, PolicyKind)> {
        suffixes(text).find_map(|s| Some((s, *self.laws.get(s)?)))
    }

    /// Returns `run` without the words that cannot be part of a number's head, or of a law's name.
    pub(crate) fn cut<'a>(&self, run: &'a str, law: bool) -> &'a str {
        const SINGLE: &str = "和及与的了在对按据见为由以等照依将给向这该本是有把被";
        let cuts = if law { &self.law_cuts } else { &self.cuts };
        let mut start = 0;
        for (i, c) in run.char_indices() {
            let end = i + c.len_utf8();
            let ends = run.get(start..end).is_some_and(|r| suffixes(r).any(|s| cuts.contains(s)));
            let republic = run.get(..end).is_some_and(|r| r.ends_with("共和"));
            if SINGLE.contains(c) && !republic || ends {
                start = end;
            }
        }
        run.get(start..).unwrap_or("")
    }
}

/// Returns the last `count` characters of a text.
fn last(text: &str, count: usize) -> &str {
    text.char_indices().rev().take(count).last().and_then(|(i, _)| text.get(i..)).unwrap_or("")
}

/// Returns the suffixes of a text, the longest first.
fn suffixes(text: &str) -> impl Iterator<Item = &str> {
    let count = text.chars().rev().take(LONGEST).count();
    let skip = text.chars().count().saturating_sub(count);
    text.char_indices().skip(skip).filter_map(|(i, _)| text.get(i..))
}

fn policy_kind(name: &str) -> Option<PolicyKind> {
    Some(match name {
        "law" => PolicyKind::Law,
        "regulation" => PolicyKind::Regulation,
        "plan" => PolicyKind::Plan,
        "opinion" => PolicyKind::Opinion,
        "notice" => PolicyKind::Notice,
        "report" => PolicyKind::Report,
        "other" => PolicyKind::Other,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_loads() {
        let found = rows(TABLE.0, TABLE.1, &["kind", "word", "value"]).unwrap();
        for row in found {
            let known = [
                "ending",
                "before",
                "after",
                "head",
                "prefix",
                "local",
                "abbreviation",
                "body",
                "law",
                "cut",
                "law-cut",
            ];
            assert!(known.contains(&row.field(0)), "{}", row.field(0));
        }
    }
}
