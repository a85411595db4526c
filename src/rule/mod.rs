//! Rules over class lines.
//!
//! A sentence is a line of units, and each unit has a set of classes. A rule is a regular expression over that line:
//!
//! ```text
//! (?<indicator>{np}) {time}? {comparison}? (?<predicate>{change}) 了? (?<value>{quantity})
//! ```
//!
//! `{name}` is a unit with that class, or a macro of that name; `{a|b}`, `{a&b}`, `{!a}` combine classes; bare Chinese
//! words are units with exactly that text; `.` is any unit; `(?<name>…)` names a part of the fact; `( ) | * + ? {2,3} ^ $`
//! mean what they mean in `regex`. White space means nothing. All rules of a stage run in one pass, leftmost first; at the
//! same place the rule that stands earlier in its pack wins.

mod pack;
mod parts;
mod pattern;
mod probe;
mod stage;
mod telling;

pub(crate) use pack::{Fact, Pack, Rule as Source};
pub(crate) use probe::Probe;
pub(crate) use stage::{Compiled, Match, Stage, StageCache, declare};

/// The rule packs that come with the library, in the order in which they are read.
pub(crate) const EMBEDDED: &[(&str, &str)] = &[
    ("data/rules/common.toml", include_str!("../../data/rules/common.toml")),
    ("data/rules/claims.toml", include_str!("../../data/rules/claims.toml")),
    ("data/rules/measures.toml", include_str!("../../data/rules/measures.toml")),
];

#[cfg(test)]
mod tests {
    use super::pack::Example;
    use super::{EMBEDDED, Fact, Pack};
    use crate::Extractor;

    /// Returns true if a fact has every field of an example; a field of words may be given by a part of it.
    fn matches(fact: &serde_json::Value, example: &Example) -> bool {
        example.iter().filter(|(key, _)| !matches!(key.as_str(), "text" | "why")).all(|(key, want)| {
            let got = &fact[key.as_str()];
            let got = got.get("basis").or_else(|| got.get("text")).unwrap_or(got);
            got.as_str().is_some_and(|got| got == want || got.contains(want.as_str()))
        })
    }

    #[test]
    fn every_rule_finds_its_examples() {
        let extractor = Extractor::new().unwrap();
        let mut faults = Vec::new();
        for (name, text) in EMBEDDED {
            for rule in Pack::parse(name, text).unwrap().rules {
                let id = rule.id.get_ref();
                let facts = |text: &str| {
                    let facts = serde_json::to_value(extractor.extract(text)).unwrap();
                    let list = if rule.fact == Fact::Claim { "claims" } else { "measures" };
                    let all = facts[list].as_array().cloned().unwrap_or_default();
                    all.into_iter().filter(|f| f["rule"] == id.as_str()).collect::<Vec<_>>()
                };
                for hit in &rule.hit {
                    if !facts(&hit["text"]).iter().any(|f| matches(f, hit)) {
                        faults.push(format!("{id} does not find {hit:?}: {:?}", facts(&hit["text"])));
                    }
                }
                for miss in &rule.miss {
                    if facts(&miss["text"]).iter().any(|f| matches(f, miss)) {
                        faults.push(format!("{id} must not fire in {}", miss["text"]));
                    }
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
