//! All rules for one kind of fact, compiled into one automaton.

use super::pack::{Fact, Pack, Rule};
use super::parts::{Memory, Parts, Reader};
use super::pattern::{Expr, Macros, Part, Pattern, fault, parse};
use super::telling::{self, Symbols};
use crate::error::Error;
use crate::lexicon::{ClassId, Lexicon, SetId};
use regex_automata::{
    Input, PatternID,
    meta::{self, Regex},
    nfa::thompson::{self, NFA},
    util::syntax,
};
use regex_syntax::hir::Hir;
use rustc_hash::FxHashMap;
use std::{borrow::Cow, collections::BTreeMap, fmt::Write, ops::Range};

/// How many bytes of automaton a thread may keep for a stage. The rules of claims need about 4 MB on varied text; with
/// too little, states are thrown away and built again for every article.
const AUTOMATON: usize = 16 << 20;

/// The rules of one stage.
#[derive(Debug)]
pub(crate) struct Stage {
    rules: Vec<Compiled>,
    groups: &'static [&'static str],
    /// The byte of each class set; sets that no pattern tells apart share one.
    symbols: Vec<u8>,
    regex: Option<Regex>,
    /// The expressions of the rules, until [`Stage::telling`] has read them.
    hirs: Vec<Hir>,
    /// The bytes of which every match has one; none as long as [`Stage::telling`] was not asked.
    needed: Option<Symbols>,
}

/// One rule, ready to run.
#[derive(Debug)]
pub(crate) struct Compiled {
    pub(crate) id: Cow<'static, str>,
    pub(crate) set: BTreeMap<String, String>,
    /// Finds the named parts of a match. The rule is read alone and only there, which is much cheaper than asking the
    /// automaton of all rules where the names stand.
    parts: Reader,
    /// The rule's own expression, for explanations.
    pub(crate) source: String,
    /// What each unit of the pattern asks for.
    pub(crate) units: Vec<Expr>,
}

/// Scratch space of one thread.
#[derive(Debug)]
pub(crate) struct StageCache {
    cache: Option<meta::Cache>,
    parts: Memory,
    line: Vec<u8>,
}

/// Where a rule fired: ranges of unit indices.
#[derive(Clone, Debug)]
pub(crate) struct Match<'s> {
    pub(crate) rule: &'s Compiled,
    pub(crate) range: Range<usize>,
    groups: &'static [&'static str],
    found: Parts,
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
        let (mut compiled, mut hirs) = (Vec::new(), Vec::new());
        for (pack, rule, pattern) in &rules {
            let source = source(pattern, &classes);
            let machine = parsed(&source).and_then(|hir| Ok((alone(&hir)?, hir)));
            let (nfa, hir) = machine.map_err(|e| no_expression(packs, pack, rule, &e))?;
            let names: Vec<Option<String>> =
                nfa.group_info().pattern_names(PatternID::ZERO).map(|n| n.map(str::to_owned)).collect();
            if let Some(unknown) = names.iter().flatten().find(|n| !groups.contains(&n.as_str())) {
                return Err(pack.error(
                    &rule.pattern,
                    0,
                    format!("`(?<{unknown}>…)` names no part of this fact; use {}", groups.join(", ")),
                ));
            }
            let slots: Vec<_> = groups.iter().map(|g| names.iter().position(|n| n.as_deref() == Some(g))).collect();
            hirs.push(hir);
            compiled.push(Compiled {
                id: pack.id(rule),
                set: rule.set.iter().map(|(k, v)| (k.clone(), v.get_ref().clone())).collect(),
                parts: Reader::new(&nfa, &slots),
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
        let regex = if hirs.is_empty() {
            None
        } else {
            Some(build(&hirs).map_err(|e| {
                let mut each = rules.iter().zip(&hirs);
                let large = each.find(|(_, hir)| build(std::slice::from_ref(*hir)).is_err());
                large.map_or_else(
                    || Error::data("rules", 1, 1, format!("the rules together are too large: {e}")),
                    |((pack, rule, _), _)| {
                        let id = rule.id.get_ref();
                        pack.error(&rule.pattern, 0, format!("the pattern of `{id}` is too large: repeat less"))
                    },
                )
            })?)
        };
        Ok(Stage { rules: compiled, groups, symbols, regex, hirs, needed: None })
    }

    /// Returns the scratch space that one thread needs.
    pub(crate) fn cache(&self) -> StageCache {
        StageCache { cache: self.regex.as_ref().map(Regex::create_cache), parts: Memory::default(), line: Vec::new() }
    }

    /// Returns, by set, whether a unit of that set may make a rule fire: every match has such a unit. `open` are the sets of
    /// words that only their part of speech tells apart, `chunks` those of units that cost nothing to find. None if some rule
    /// can fire without any other unit than the open ones. The search for matches remembers them: it ends with the last.
    pub(crate) fn telling(&mut self, open: &[SetId], chunks: &[SetId]) -> Option<Vec<bool>> {
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
        let rules = std::mem::take(&mut self.hirs);
        let mut chosen: Vec<Symbols> = rules.iter().map(|rule| telling::telling(rule, &cost)).collect::<Option<_>>()?;
        // What tells of one rule may tell of another, at no more cost: 将…压缩 needs a verb, as other rules do, so that 将 alone
        // tells nothing.
        for i in 0..chosen.len() {
            let mut cost = cost;
            for (_, others) in chosen.iter().enumerate().filter(|(k, _)| *k != i) {
                let told = cost.iter_mut().zip(others).filter(|(cost, told)| **told && cost.is_some());
                told.for_each(|(cost, _)| *cost = Some(0));
            }
            if let (Some(chosen), Some(rule)) = (chosen.get_mut(i), rules.get(i)) {
                *chosen = telling::telling(rule, &cost)?;
            }
        }
        let mut all = [false; 256];
        for symbols in chosen {
            all.iter_mut().zip(symbols).for_each(|(all, s)| *all |= s);
        }
        self.needed = Some(all);
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
        let StageCache { cache: Some(cache), parts, line } = cache else { return };
        let Some(regex) = &self.regex else { return };
        line.clear();
        line.extend(sets.map(|s| self.symbols.get(usize::from(s.0)).copied().unwrap_or(0)));
        let value = self.groups.iter().position(|g| *g == "value");
        // Where no unit follows that a match must have, no match follows.
        let end = match &self.needed {
            Some(needed) => line.iter().rposition(|b| needed[usize::from(*b)]).map_or(0, |last| last + 1),
            None => line.len() + 1,
        };
        let mut at = 0;
        while at < end {
            let Some(whole) = regex.search_with(cache, &Input::new(line).range(at..)) else { return };
            let Some(rule) = self.rules.get(whole.pattern().as_usize()) else { return };
            let found = rule.parts.read(line, whole.range(), parts).unwrap_or(Parts::EMPTY);
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

/// Says what is wrong with the pattern of a rule, or with a macro, in the words and at the place of whoever wrote it.
fn no_expression(packs: &[Pack], pack: &Pack, rule: &Rule, error: &str) -> Error {
    let say = |pack: &Pack, of: &str, pattern: &toml::Spanned<String>| {
        let fault = fault(pattern.get_ref())?;
        let from = pattern.get_ref().get(fault.at..).unwrap_or_default();
        let from = from.lines().next().unwrap_or_default();
        let at = if from.is_empty() { "at its end".to_owned() } else { format!("at `{from}`") };
        let message = format!("the pattern of `{of}` is not a regular expression: {}, {at}", fault.message);
        Some(pack.error(pattern, fault.at, message))
    };
    say(pack, rule.id.get_ref(), &rule.pattern)
        .or_else(|| {
            let mut macros = packs.iter().flat_map(|pack| pack.macros.iter().map(move |m| (pack, m)));
            macros.find_map(|(pack, m)| say(pack, m.name.get_ref(), &m.pattern))
        })
        .unwrap_or_else(|| {
            // What is left does not show the expression: it is too large.
            let why = error.lines().last().unwrap_or_default().trim_start_matches("error: ");
            pack.error(&rule.pattern, 0, format!("the pattern of `{}` cannot be used: {why}", rule.id.get_ref()))
        })
}

/// Takes the expression of one rule apart.
pub(super) fn parsed(source: &str) -> Result<Hir, String> {
    let config = syntax::Config::new().utf8(false).unicode(false).dot_matches_new_line(true);
    syntax::parse_with(source, &config).map_err(|e| e.to_string())
}

/// Compiles the expression of one rule.
fn alone(hir: &Hir) -> Result<NFA, String> {
    let mut compiler = NFA::compiler();
    compiler.configure(thompson::Config::new().utf8(false)).build_from_hir(hir).map_err(|e| e.to_string())
}

fn build(hirs: &[Hir]) -> Result<Regex, String> {
    meta::Builder::new()
        .configure(
            meta::Config::new()
                .utf8_empty(false)
                .hybrid_cache_capacity(AUTOMATON)
                .which_captures(thompson::WhichCaptures::Implicit),
        )
        .build_many_from_hir(hirs)
        .map_err(|e| e.to_string())
}
