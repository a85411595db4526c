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
mod pattern;
mod probe;
mod stage;

pub(crate) use pack::{Example, Fact, Pack, Rule};
pub(crate) use probe::Probe;
pub(crate) use stage::{Compiled, Match, Stage, StageCache};

/// The rule packs that come with the library, in the order in which they are read.
pub(crate) const EMBEDDED: &[(&str, &str)] = &[
    ("data/rules/common.toml", include_str!("../../data/rules/common.toml")),
    ("data/rules/claims.toml", include_str!("../../data/rules/claims.toml")),
    ("data/rules/measures.toml", include_str!("../../data/rules/measures.toml")),
];
