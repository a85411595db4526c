//! Why a sentence gives the facts it gives: its words, its units with their classes, and what the rules made of them.

use crate::analysis::{Analysis, Item, Unit};
use crate::claim;
use crate::engine::{Article, Engine, Scratch};
use crate::extractor::Extractor;
use crate::layout::{Role, Sentence};
use crate::measure;
use crate::model::{Converter, Facts, Quote};
use crate::rule::{Compiled, Match, Probe, Stage};
use crate::span::{OffsetUnit, Span};
use serde::Serialize;
use std::{borrow::Cow, collections::BTreeMap, ops::Range};

/// The fewest units that a rule must have taken for its failure to be worth telling.
const NEAR: usize = 2;

/// How a text was read. Spans are UTF-8 byte ranges until [`Explanation::to_unit`] converts them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Explanation<'t> {
    /// The text's id, when the caller gave one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The unit of every span.
    pub offset_unit: OffsetUnit,
    /// The sentences, in order; what is not article but page is left out.
    pub sentences: Vec<Reading<'t>>,
}

/// How a sentence was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Reading<'t> {
    /// The sentence.
    pub text: Cow<'t, str>,
    /// Where it stands.
    pub span: Span,
    /// `title`, `heading`, `item` or `body`.
    pub role: &'static str,
    /// The words, as the segmenter cut them.
    pub tokens: Vec<Word<'t>>,
    /// The line that the rules read: chunks, and the words that no chunk covers.
    pub units: Vec<Piece<'t>>,
    /// The rules that fired, by position.
    pub fired: Vec<Firing<'t>>,
    /// The rules that nearly did: first those that lost, then those that stopped short, longest first.
    pub near: Vec<NearMiss<'t>>,
}

/// A word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Word<'t> {
    /// The word.
    pub text: Cow<'t, str>,
    /// Where it stands.
    pub span: Span,
    /// Its part of speech.
    pub pos: &'static str,
}

/// A unit of the class line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Piece<'t> {
    /// The words.
    pub text: Cow<'t, str>,
    /// Where they stand.
    pub span: Span,
    /// `word`, `quantity`, `time`, `institution`, `policy` or `quote`.
    pub kind: &'static str,
    /// The classes that patterns can ask for.
    pub classes: Vec<String>,
}

/// A rule that fired.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Firing<'t> {
    /// The rule's id.
    pub rule: String,
    /// `claim` or `measure`.
    pub finds: &'static str,
    /// The words it took.
    pub text: Cow<'t, str>,
    /// Where they stand.
    pub span: Span,
    /// The named parts of its pattern.
    pub parts: BTreeMap<&'static str, Quote<'t>>,
    /// The ids of the facts that came of it; none if a later step dropped what the rule found.
    pub facts: Vec<String>,
}

/// A rule that nearly fired.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct NearMiss<'t> {
    /// The rule's id.
    pub rule: String,
    /// `claim` or `measure`.
    pub finds: &'static str,
    /// The words it could take.
    pub text: Cow<'t, str>,
    /// Where they stand.
    pub span: Span,
    /// Why it did not fire.
    #[serde(flatten)]
    pub reason: Reason<'t>,
}

/// Why a rule did not fire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason<'t> {
    /// Another rule had taken some of the words: it began earlier, or stands earlier in its pack.
    Lost {
        /// The rule that took them.
        to: String,
    },
    /// One unit is missing.
    Short {
        /// What the rule asks for next, as its pattern has it; any of these.
        wants: Vec<String>,
        /// What stands there; absent at the end of the sentence.
        #[serde(skip_serializing_if = "Option::is_none")]
        found: Option<Quote<'t>>,
    },
}

impl Extractor {
    /// Returns how an article is read, sentence by sentence: for people who write rules. Much slower than
    /// [`Extractor::extract`].
    ///
    /// # Examples
    ///
    /// ```
    /// let extractor = zhengwen::Extractor::new()?;
    /// let explanation = extractor.explain("全县现有医院12家。");
    /// for unit in &explanation.sentences[0].units {
    ///     println!("{} {}", unit.text, unit.classes.join("|"));
    /// }
    /// # Ok::<(), zhengwen::Error>(())
    /// ```
    #[must_use]
    pub fn explain<'t>(&self, article: impl Into<Article<'t>>) -> Explanation<'t> {
        let article = article.into();
        let facts = self.extract(article.clone());
        explain(self.engine(), &article, &facts)
    }
}

fn explain<'t>(engine: &Engine, article: &Article<'t>, facts: &Facts<'t>) -> Explanation<'t> {
    let analysis = engine.analyse(article, &mut Scratch { whole: true, ..engine.scratch() });
    let mut tokens = Vec::new();
    let mut sides = [
        Side::new("claim", &engine.claims, claim::GROUPS, claims(facts)),
        Side::new("measure", &engine.measures, measure::GROUPS, measures(facts)),
    ];
    let sentences = analysis
        .sentences()
        .enumerate()
        .map(|(index, (sentence, units))| {
            tokens.clear();
            engine.segmenter.tag(article.text, sentence.span, &mut tokens);
            let mut reading = Reading {
                text: Cow::Borrowed(sentence.span.of(article.text)),
                span: sentence.span,
                role: role(sentence),
                tokens: tokens
                    .iter()
                    .map(|t| Word { text: t.span.of(article.text).into(), span: t.span, pos: t.pos.name() })
                    .collect(),
                units: units.iter().map(|u| piece(engine, &analysis, u)).collect(),
                fired: Vec::new(),
                near: Vec::new(),
            };
            for side in &mut sides {
                side.read(engine, &analysis, (index, sentence), units, &mut reading);
            }
            reading.fired.sort_by_key(|f| f.span);
            reading
        })
        .collect();
    Explanation { id: article.id.clone(), offset_unit: OffsetUnit::Byte, sentences }
}

fn role(sentence: &Sentence) -> &'static str {
    match sentence.role {
        Role::Title => "title",
        Role::Heading => "heading",
        Role::Item => "item",
        Role::Body => "body",
    }
}

fn piece<'t>(engine: &Engine, analysis: &Analysis<'t>, unit: &Unit) -> Piece<'t> {
    let kind = match unit.item {
        Item::Word => "word",
        Item::Quantity(_) => "quantity",
        Item::Time(_) => "time",
        Item::Institution(_) => "institution",
        Item::Policy(_) => "policy",
        Item::Quote(_) => "quote",
    };
    let names = engine.lexicon.set(unit.set).iter().map(|c| engine.lexicon.class_name(*c));
    // A literal word of some pattern is a class of its own, which says nothing here.
    let classes = names.filter(|n| !n.starts_with('\'')).map(str::to_owned).collect();
    Piece { text: Cow::Borrowed(analysis.words(unit)), span: unit.span, kind, classes }
}

/// A fact by its rule, its place and its id.
type Found = (String, Span, String);

fn claims(facts: &Facts<'_>) -> Vec<Found> {
    facts.claims.iter().map(|c| (c.rule.to_string(), c.span, c.id.to_string())).collect()
}

fn measures(facts: &Facts<'_>) -> Vec<Found> {
    facts.measures.iter().map(|m| (m.rule.to_string(), m.span, m.id.to_string())).collect()
}

/// The rules for one kind of fact, and the facts they gave.
struct Side<'e> {
    finds: &'static str,
    stage: &'e Stage,
    groups: &'static [&'static str],
    found: Vec<Found>,
    probes: Vec<Option<Probe>>,
}

/// Where a rule fired: the units it took, and its place among the sentence's firings.
struct Taken<'e> {
    rule: &'e str,
    units: Range<usize>,
}

impl<'e> Side<'e> {
    fn new(finds: &'static str, stage: &'e Stage, groups: &'static [&'static str], found: Vec<Found>) -> Self {
        let probes = stage.rules().iter().map(|r| Probe::new(&r.source)).collect();
        Side { finds, stage, groups, found, probes }
    }

    /// Adds what the rules made of a sentence.
    fn read<'t>(
        &mut self,
        engine: &Engine,
        analysis: &Analysis<'t>,
        place: (usize, &Sentence),
        units: &[Unit],
        out: &mut Reading<'t>,
    ) {
        let taken = self.fired(engine, analysis, place, units, out);
        let line = self.stage.line(units.iter().map(|u| u.set));
        let (mut lost, mut short) = (Vec::new(), Vec::new());
        let finds = self.finds;
        let near = |rule: &Compiled, range, reason| {
            let span = span_of(units, range);
            NearMiss { rule: rule.id.to_string(), finds, text: span.of(analysis.text).into(), span, reason }
        };
        for (rule, probe) in self.stage.rules().iter().zip(&mut self.probes) {
            let Some(probe) = probe else { continue };
            let mut nearest: Option<(usize, usize, Vec<u8>)> = None;
            let mut at = 0;
            while at < line.len() {
                if let Some(own) = taken.iter().find(|t| t.rule == rule.id && t.units.contains(&at)) {
                    at = own.units.end;
                    continue;
                }
                let Some(reach) = probe.reach(&line, at) else { break };
                if let Some(end) = reach.matched.filter(|end| *end > at) {
                    if let Some(winner) = taken.iter().find(|t| t.units.start < end && at < t.units.end) {
                        let reason = Reason::Lost { to: winner.rule.to_owned() };
                        lost.push(near(rule, at..end, reason));
                    }
                    at = end;
                    continue;
                }
                let length = reach.stuck - at;
                if length >= NEAR && !reach.wanted.is_empty() && nearest.as_ref().is_none_or(|n| length > n.1 - n.0) {
                    nearest = Some((at, reach.stuck, reach.wanted));
                }
                at += 1;
            }
            if let Some((start, end, wanted)) = nearest.filter(|_| !taken.iter().any(|t| t.rule == rule.id)) {
                let wants = wants(engine, self.stage, rule, &wanted);
                let found = units.get(end).map(|u| Quote::new(analysis.text, u.span));
                let reason = Reason::Short { wants, found };
                short.push((end - start, near(rule, start..end, reason)));
            }
        }
        short.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
        let firsts = out.near.iter().take_while(|n| matches!(n.reason, Reason::Lost { .. })).count();
        out.near.splice(firsts..firsts, lost);
        out.near.extend(short.into_iter().map(|(_, near)| near));
    }

    /// Adds the rules that fired; returns which units they took.
    fn fired<'t>(
        &self,
        engine: &Engine,
        analysis: &Analysis<'t>,
        (index, sentence): (usize, &Sentence),
        units: &[Unit],
        out: &mut Reading<'t>,
    ) -> Vec<Taken<'e>> {
        let mut taken = Vec::new();
        let mut known: Vec<&str> = Vec::new();
        let mut add = |m: &Match<'e>, offset: usize| {
            let shift = |r: Range<usize>| r.start + offset..r.end + offset;
            let span = span_of(units, shift(m.range.clone()));
            let parts = self.groups.iter().filter_map(|name| {
                let part = span_of(units, shift(m.get(name)?));
                Some((*name, Quote::new(analysis.text, part)))
            });
            let facts: Vec<&Found> =
                self.found.iter().filter(|(rule, at, _)| *rule == m.rule.id && at.overlaps(span)).collect();
            known.extend(facts.iter().map(|(_, _, id)| id.as_str()));
            out.fired.push(Firing {
                rule: m.rule.id.to_string(),
                finds: self.finds,
                text: Cow::Borrowed(span.of(analysis.text)),
                span,
                parts: parts.collect(),
                facts: facts.iter().map(|(_, _, id)| id.clone()).collect(),
            });
            taken.push(Taken { rule: &m.rule.id, units: shift(m.range.clone()) });
        };
        if self.finds == "measure" {
            let tables = (&engine.lexicon, &engine.measure_classes);
            measure::matches(analysis, tables, self.stage, index, add);
        } else {
            self.stage.run(units.iter().map(|u| u.set), &mut self.stage.cache(), |m| add(&m, 0));
        }
        // Facts of rules that read a part of the line, or of code that reads no rules.
        for (rule, span, id) in self.found.iter().filter(|(_, span, _)| sentence.span.contains(*span)) {
            if !known.contains(&id.as_str()) {
                out.fired.push(Firing {
                    rule: rule.clone(),
                    finds: self.finds,
                    text: Cow::Borrowed(span.of(analysis.text)),
                    span: *span,
                    parts: BTreeMap::new(),
                    facts: vec![id.clone()],
                });
            }
        }
        taken
    }
}

fn span_of(units: &[Unit], range: Range<usize>) -> Span {
    match units.get(range).unwrap_or(&[]) {
        [] => Span::default(),
        [only] => only.span,
        [first, .., last] => first.span.cover(last.span),
    }
}

/// Returns the units of a rule's pattern that `bytes` stand for.
fn wants(engine: &Engine, stage: &Stage, rule: &Compiled, bytes: &[u8]) -> Vec<String> {
    let mut out = Vec::new();
    for expr in &rule.units {
        let sets = (0u16..).zip(engine.lexicon.sets());
        let accepted = sets.filter(|(_, set)| expr.accepts(set)).map(|(id, _)| crate::lexicon::SetId(id));
        let accepted = stage.line(accepted);
        if !accepted.is_empty() && accepted.iter().all(|b| bytes.contains(b)) {
            let name = expr.describe(&engine.lexicon);
            if !out.contains(&name) {
                out.push(name);
            }
        }
    }
    out
}

impl Explanation<'_> {
    /// Converts every span from bytes to `unit`. `text` is the text that was explained.
    #[must_use]
    pub fn to_unit(mut self, text: &str, unit: OffsetUnit) -> Self {
        if self.offset_unit != OffsetUnit::Byte || unit == OffsetUnit::Byte {
            return self;
        }
        let converter = Converter::new(text, unit);
        for reading in &mut self.sentences {
            converter.span(&mut reading.span);
            reading.tokens.iter_mut().for_each(|t| converter.span(&mut t.span));
            reading.units.iter_mut().for_each(|u| converter.span(&mut u.span));
            for firing in &mut reading.fired {
                converter.span(&mut firing.span);
                firing.parts.values_mut().for_each(|q| converter.span(&mut q.span));
            }
            for near in &mut reading.near {
                converter.span(&mut near.span);
                if let Reason::Short { found: Some(found), .. } = &mut near.reason {
                    converter.span(&mut found.span);
                }
            }
        }
        self.offset_unit = unit;
        self
    }
}
