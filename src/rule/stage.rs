//! All rules for one kind of fact, compiled into one automaton.

use super::pack::{Fact, Pack};
use super::pattern::{Expr, Macros, Part, Pattern, parse};
use super::telling::telling;
use crate::error::Error;
use crate::lexicon::{ClassId, Lexicon, SetId};
use regex_automata::{
    Anchored, Input, PatternID,
    dfa::onepass,
    meta::{self, Regex},
    nfa::thompson,
    nfa::thompson::backtrack::{self, BoundedBacktracker},
    util::{primitives::NonMaxUsize, syntax},
};
use rustc_hash::FxHashMap;
use std::{borrow::Cow, collections::BTreeMap, fmt::Write, ops::Range};

/// How many bytes of automaton a thread may keep for a stage. The rules of claims need about 4 MB on varied text; with
/// too little, states are thrown away and built again for every article.
const AUTOMATON: usize = 16 << 20;

/// How many bytes the search for the parts of one match may take: enough for some ten thousand units.
const PARTS: usize = 1 << 20;

/// The most names that the patterns of a stage may use.
const NAMES: usize = 9;

/// The rules of one stage.
#[derive(Debug)]
pub(crate) struct Stage {
    rules: Vec<Compiled>,
    groups: &'static [&'static str],
    /// The byte of each class set; sets that no pattern tells apart share one.
    symbols: Vec<u8>,
    regex: Option<Regex>,
}

/// One rule, ready to run.
#[derive(Debug)]
pub(crate) struct Compiled {
    pub(crate) id: Cow<'static, str>,
    pub(crate) set: BTreeMap<String, String>,
    /// The group number of each of the stage's names.
    slots: Vec<Option<usize>>,
    /// Finds the named parts of a match.
    parts: BoundedBacktracker,
    /// Does the same at once, for a rule that never has a choice.
    direct: Option<onepass::DFA>,
    /// The rule's own expression, for explanations.
    pub(crate) source: String,
    /// What each unit of the pattern asks for.
    pub(crate) units: Vec<Expr>,
}

/// Scratch space of one thread.
#[derive(Debug)]
pub(crate) struct StageCache {
    cache: Option<meta::Cache>,
    /// What the rules' own expressions need, made for the first of them.
    parts: Option<Parts>,
    line: Vec<u8>,
}

/// What the search for the parts of one match needs.
#[derive(Debug)]
struct Parts {
    backtrack: backtrack::Cache,
    /// Made for the first rule that is read at once.
    direct: Option<onepass::Cache>,
    ends: Vec<Option<NonMaxUsize>>,
}

/// Where the parts of a match stand, by the place of their names: ranges of units.
#[derive(Clone, Debug)]
struct Found([Option<(u32, u32)>; NAMES]);

impl Found {
    fn get(&self, name: usize) -> Option<Range<usize>> {
        let (start, end) = (*self.0.get(name)?)?;
        Some(start as usize..end as usize)
    }
}

/// Where a rule fired: ranges of unit indices.
#[derive(Clone, Debug)]
pub(crate) struct Match<'s> {
    pub(crate) rule: &'s Compiled,
    pub(crate) range: Range<usize>,
    groups: &'static [&'static str],
    found: Found,
}

impl Match<'_> {
    /// Returns the units of a named part.
    pub(crate) fn get(&self, name: &str) -> Option<Range<usize>> {
        self.groups.iter().position(|g| *g == name).and_then(|name| self.at(name))
    }

    /// Returns the units of the part whose name stands at that place among the stage's names.
    pub(crate) fn at(&self, name: usize) -> Option<Range<usize>> {
        self.found.get(name).filter(|r| !r.is_empty())
    }
}

impl Compiled {
    /// Returns the units of each of the stage's names in a match at `range`. The rule is read alone and only there, which is
    /// much cheaper than asking the automaton of all rules where the names stand.
    fn read(&self, line: &[u8], range: Range<usize>, cache: &mut Parts) -> Found {
        let Parts { backtrack, direct, ends } = cache;
        ends.clear();
        ends.resize(self.parts.get_nfa().group_info().slot_len(), None);
        let input = Input::new(line).range(range).anchored(Anchored::Yes);
        let found = if let Some(dfa) = &self.direct {
            let cache = direct.get_or_insert_with(|| dfa.create_cache());
            dfa.reset_cache(cache);
            dfa.try_search_slots(cache, &input, ends)
        } else {
            self.parts.reset_cache(backtrack);
            self.parts.try_search_slots(backtrack, &input, ends)
        };
        let mut parts = Found([None; NAMES]);
        // A match too long for the cache has no parts, and so makes no fact: it is no sentence.
        if found.is_ok() {
            let end = |i: usize| ends.get(i).copied().flatten().and_then(|end| u32::try_from(end.get()).ok());
            for (part, slot) in parts.0.iter_mut().zip(&self.slots) {
                *part = slot.and_then(|i| Some((end(2 * i)?, end(2 * i + 1)?)));
            }
        }
        parts
    }
}

impl Stage {
    /// Compiles the rules of `packs` that find `fact`. The first `user` packs are the caller's.
    /// `groups` are the names patterns may use; `keys` the fields rules may set, each with the values allowed (none: any).
    pub(crate) fn compile(
        fact: Fact,
        packs: &[Pack],
        user: usize,
        lexicon: &mut Lexicon,
        pos: &dyn Fn(&str) -> &'static str,
        groups: &'static [&'static str],
        keys: &[(&str, &[&str])],
    ) -> Result<Stage, Error> {
        let mut macros = Macros::new();
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        let mut rules = Vec::new();
        // Built-in macros are there for the user's packs too, so they are read first.
        for pack in packs.iter().skip(user).chain(packs.iter().take(user)) {
            for m in &pack.macros {
                let parsed = read(pack, &m.pattern, &macros, lexicon, pos)?;
                macros.insert(m.name.get_ref().clone(), parsed);
            }
        }
        for pack in packs {
            for rule in &pack.rules {
                let id = rule.id.get_ref();
                if let Some(first) = seen.insert(id.clone(), pack.file.clone()) {
                    return Err(pack.error(
                        &rule.id,
                        0,
                        format!("the rule id `{id}` is taken (by a rule in {first}): ids are unique among all packs"),
                    ));
                }
                if rule.fact != fact {
                    continue;
                }
                for (key, value) in &rule.set {
                    let Some((_, allowed)) = keys.iter().find(|(k, _)| k == key) else {
                        let names: Vec<&str> = keys.iter().map(|(k, _)| *k).collect();
                        return Err(pack.error(
                            value,
                            0,
                            format!("`{key}` cannot be set here; a rule may set {}", names.join(", ")),
                        ));
                    };
                    if !allowed.is_empty() && !allowed.contains(&value.get_ref().as_str()) {
                        return Err(pack.error(
                            value,
                            0,
                            format!("`{}` is no value of `{key}`: use one of {}", value.get_ref(), allowed.join(", ")),
                        ));
                    }
                }
                rules.push((pack, rule, read(pack, &rule.pattern, &macros, lexicon, pos)?));
            }
        }
        let exprs: Vec<&Expr> = rules
            .iter()
            .flat_map(|(_, _, p)| p.parts.iter())
            .filter_map(|p| match p {
                Part::Unit(e) => Some(e),
                Part::Regex(_) => None,
            })
            .collect();
        let (symbols, classes) = alphabet(lexicon, &exprs);
        let mut compiled = Vec::new();
        for (pack, rule, pattern) in &rules {
            let source = source(pattern, &classes);
            let parts = alone(&source).map_err(|e| {
                pack.error(
                    &rule.pattern,
                    0,
                    format!("the pattern of `{}` is not a regular expression: {e}", rule.id.get_ref()),
                )
            })?;
            let names: Vec<Option<String>> =
                parts.get_nfa().group_info().pattern_names(PatternID::ZERO).map(|n| n.map(str::to_owned)).collect();
            if let Some(unknown) = names.iter().flatten().find(|n| !groups.contains(&n.as_str())) {
                return Err(pack.error(
                    &rule.pattern,
                    0,
                    format!("`(?<{unknown}>…)` names no part of this fact; use {}", groups.join(", ")),
                ));
            }
            compiled.push(Compiled {
                id: pack.id(rule),
                set: rule.set.iter().map(|(k, v)| (k.clone(), v.get_ref().clone())).collect(),
                slots: groups.iter().map(|g| names.iter().position(|n| n.as_deref() == Some(g))).collect(),
                direct: onepass::DFA::builder().build_from_nfa(parts.get_nfa().clone()).ok(),
                parts,
                units: pattern
                    .parts
                    .iter()
                    .filter_map(|p| match p {
                        Part::Unit(e) => Some(e.clone()),
                        Part::Regex(_) => None,
                    })
                    .collect(),
                source,
            });
        }
        let sources: Vec<String> = compiled.iter().map(|c| c.source.clone()).collect();
        let regex = if sources.is_empty() {
            None
        } else {
            Some(
                build(&sources)
                    .map_err(|e| Error::data("rules", 1, 1, format!("the rules together are too large: {e}")))?,
            )
        };
        Ok(Stage { rules: compiled, groups, symbols, regex })
    }

    /// Returns the scratch space that one thread needs.
    pub(crate) fn cache(&self) -> StageCache {
        StageCache {
            cache: self.regex.as_ref().map(Regex::create_cache),
            parts: self.rules.first().map(|rule| Parts {
                backtrack: rule.parts.create_cache(),
                direct: None,
                ends: Vec::new(),
            }),
            line: Vec::new(),
        }
    }

    /// Returns, by set, whether a unit of that set may make a rule fire: every match has such a unit. `open` are the sets of
    /// words that only their part of speech tells apart, `chunks` those of units that cost nothing to find. None if some rule
    /// can fire without any other unit than the open ones.
    pub(crate) fn telling(&self, open: &[SetId], chunks: &[SetId]) -> Option<Vec<bool>> {
        let symbol = |set: &SetId| self.symbols.get(usize::from(set.0)).copied().map_or(0, usize::from);
        let mut cost = [Some(0); 256];
        for (set, symbol) in self.symbols.iter().enumerate() {
            if !chunks.iter().any(|c| usize::from(c.0) == set) {
                cost[usize::from(*symbol)] = cost[usize::from(*symbol)].map(|n| n + 1);
            }
        }
        for set in open {
            cost[symbol(set)] = None;
        }
        let mut all = [false; 256];
        for rule in &self.rules {
            let symbols = telling(&rule.source, &cost)?;
            all.iter_mut().zip(symbols).for_each(|(all, s)| *all |= s);
        }
        Some(self.symbols.iter().map(|s| all[usize::from(*s)]).collect())
    }

    /// Returns the rules, in order of precedence.
    pub(crate) fn rules(&self) -> &[Compiled] {
        &self.rules
    }

    /// Returns the bytes of a line of class sets.
    pub(crate) fn line(&self, sets: impl Iterator<Item = SetId>) -> Vec<u8> {
        sets.map(|s| self.symbols.get(usize::from(s.0)).copied().unwrap_or(0)).collect()
    }

    /// Calls `each` with every match in a line of class sets, from left to right; matches do not overlap.
    pub(crate) fn run<'s>(
        &'s self,
        sets: impl Iterator<Item = SetId>,
        cache: &mut StageCache,
        mut each: impl FnMut(Match<'s>),
    ) {
        let StageCache { cache: Some(cache), parts: Some(parts), line } = cache else { return };
        let Some(regex) = &self.regex else { return };
        line.clear();
        line.extend(sets.map(|s| self.symbols.get(usize::from(s.0)).copied().unwrap_or(0)));
        let value = self.groups.iter().position(|g| *g == "value");
        let mut at = 0;
        while at <= line.len() {
            let Some(whole) = regex.search_with(cache, &Input::new(line).range(at..)) else { return };
            let Some(rule) = self.rules.get(whole.pattern().as_usize()) else { return };
            let found = rule.read(line, whole.range(), parts);
            // What a rule reads to the right of its value may begin the next fact.
            let value = value.and_then(|i| found.get(i));
            at = value.map_or(whole.end(), |v| v.end).max(at + 1);
            if !whole.is_empty() {
                each(Match { rule, range: whole.range(), groups: self.groups, found });
            }
        }
    }
}

/// Gives the bare words of every pattern their classes. All stages share one lexicon, so this comes before the first is
/// compiled: a word that changes its classes later would be unknown to the stages before.
pub(crate) fn declare(packs: &[Pack], lexicon: &mut Lexicon, pos: &dyn Fn(&str) -> &'static str) {
    for pack in packs {
        let patterns = pack.macros.iter().map(|m| &m.pattern).chain(pack.rules.iter().map(|r| &r.pattern));
        for pattern in patterns {
            declare_words(pattern.get_ref(), lexicon, pos);
        }
    }
}

fn declare_words(pattern: &str, lexicon: &mut Lexicon, pos: &dyn Fn(&str) -> &'static str) -> Vec<(String, ClassId)> {
    let mut literals = Vec::new();
    for word in literal_words(pattern) {
        let id = lexicon.declare(&format!("'{word}"));
        let mut classes = vec![id];
        if lexicon.word(&word).is_none() {
            classes.push(lexicon.declare(pos(&word)));
        }
        lexicon.add_word(&word, &classes);
        literals.push((word, id));
    }
    literals
}

fn read(
    pack: &Pack,
    pattern: &toml::Spanned<String>,
    macros: &Macros,
    lexicon: &mut Lexicon,
    pos: &dyn Fn(&str) -> &'static str,
) -> Result<Pattern, Error> {
    let literals = declare_words(pattern.get_ref(), lexicon, pos);
    let shared: &Lexicon = lexicon;
    let class = |name: &str| {
        shared.class(name).ok_or_else(|| {
            let hint = shared.suggest(name).map_or(String::new(), |s| format!("; did you mean `{s}`?"));
            format!("unknown class or macro `{name}`{hint}")
        })
    };
    let mut literal = |word: &str| literals.iter().find(|(w, _)| w == word).map_or(ClassId(u16::MAX), |(_, id)| *id);
    parse(pattern.get_ref(), macros, &class, &mut literal)
        .map_err(|fault| pack.error(pattern, fault.at + 1, fault.message))
}

/// Returns the bare words of a pattern.
fn literal_words(pattern: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut collect = |word: &str| {
        words.push(word.to_owned());
        ClassId(0)
    };
    // Faults are reported by the second reading, which knows the classes.
    let _ = parse(pattern, &Macros::new(), &|_| Ok(ClassId(0)), &mut collect);
    words.sort();
    words.dedup();
    words
}

/// Gives every class set a byte; sets that satisfy the same expressions share one. Returns also the bytes of each
/// expression, as a character class.
fn alphabet(lexicon: &Lexicon, exprs: &[&Expr]) -> (Vec<u8>, Vec<(Expr, String)>) {
    let mut distinct: Vec<Expr> = Vec::new();
    for expr in exprs {
        if !distinct.contains(expr) {
            distinct.push((*expr).clone());
        }
    }
    let mut bytes: FxHashMap<Vec<bool>, u8> = FxHashMap::default();
    let mut members: Vec<Vec<u8>> = vec![Vec::new(); distinct.len()];
    let symbols = lexicon
        .sets()
        .map(|set| {
            let signature: Vec<bool> = distinct.iter().map(|e| e.accepts(set)).collect();
            let next = u8::try_from(bytes.len()).unwrap_or(u8::MAX);
            let byte = *bytes.entry(signature.clone()).or_insert(next);
            for (i, _) in signature.iter().enumerate().filter(|(_, yes)| **yes) {
                if !members[i].contains(&byte) {
                    members[i].push(byte);
                }
            }
            byte
        })
        .collect();
    let classes = distinct
        .into_iter()
        .zip(members)
        .map(|(expr, members)| {
            let mut class = String::from("[");
            for byte in &members {
                let _ = write!(class, "\\x{byte:02x}");
            }
            class.push(']');
            // An expression that no unit can satisfy must match nothing.
            (expr, if members.is_empty() { r"[^\x00-\xff]".to_owned() } else { class })
        })
        .collect();
    (symbols, classes)
}

fn source(pattern: &Pattern, classes: &[(Expr, String)]) -> String {
    pattern
        .parts
        .iter()
        .map(|part| match part {
            Part::Regex(s) => s.as_str(),
            Part::Unit(expr) => classes.iter().find(|(e, _)| e == expr).map_or("", |(_, c)| c.as_str()),
        })
        .collect()
}

/// Compiles the expression of one rule. The most that a search of it needs is kept for the next.
fn alone(source: &str) -> Result<BoundedBacktracker, String> {
    BoundedBacktracker::builder()
        .configure(backtrack::Config::new().visited_capacity(PARTS))
        .thompson(thompson::Config::new().utf8(false))
        .syntax(syntax())
        .build(source)
        .map_err(|e| std::error::Error::source(&e).map_or_else(|| e.to_string(), ToString::to_string))
}

fn syntax() -> syntax::Config {
    syntax::Config::new().utf8(false).unicode(false).dot_matches_new_line(true)
}

fn build(sources: &[String]) -> Result<Regex, String> {
    meta::Builder::new()
        .configure(meta::Config::new().utf8_empty(false).hybrid_cache_capacity(AUTOMATON))
        .syntax(syntax())
        .build_many(sources)
        .map_err(|e| e.syntax_error().map_or_else(|| e.to_string(), ToString::to_string))
}
