//! What is loaded once, and the reading of an article up to its class lines.

use crate::analysis::{Analysis, Item, Unit};
use crate::chunk::sites::Site;
use crate::institution::gazetteer::{Gazetteer, Seen, Word};
use crate::layout::Sentence;
use crate::lexicon::{Letters, Lexicon, SetId};
use crate::model::{Date, RegionRef};
use crate::rule::{Stage, StageCache};
use crate::span::Span;
use crate::token::{Pos, Segmenter, Token};
use crate::{chunk, claim, institution, layout, measure};
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

mod words;

pub(crate) use words::Clause;
pub(crate) use words::Signs;

/// Everything that is loaded once.
#[derive(Debug)]
pub(crate) struct Engine {
    pub(crate) segmenter: Segmenter,
    pub(crate) lexicon: Lexicon,
    pub(crate) letters: Letters,
    pub(crate) finder: institution::Finder,
    pub(crate) gazetteer: Gazetteer,
    pub(crate) claims: Stage,
    pub(crate) masks: claim::Masks,
    pub(crate) measures: Stage,
    pub(crate) measure_classes: measure::Classes,
    pub(crate) sets: UnitSets,
    /// None if a rule may fire by any word.
    pub(crate) signs: Option<Signs>,
    pub(crate) idle: Idle,
}

/// What one article after the other is read with: the buffers and automaton caches of one thread.
#[derive(Debug)]
pub(crate) struct Scratch {
    pub(crate) claims: StageCache,
    pub(crate) measures: StageCache,
    pub(crate) sentences: Vec<Reading>,
    pub(crate) clauses: Vec<Clause>,
    pub(crate) found: Vec<(Span, Item)>,
    /// Where chunks of a sentence may begin.
    pub(crate) sites: Vec<Site>,
    /// True to segment every clause, for explanations.
    pub(crate) whole: bool,
}

/// How many sentences go through one stage after the other together. Each stage has tables of its own, the segmenter's are
/// the largest by far: they are read twice as fast while they are in the processor's cache.
const TOGETHER: usize = 128;

/// What a unit of a text takes at most, in bytes, on the average.
const BYTES_A_UNIT: usize = 6;

/// One sentence on its way through the stages.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub(crate) seen: Seen,
    pub(crate) tokens: Vec<Token>,
    quantities: Range<usize>,
    times: Range<usize>,
    quotes: Range<usize>,
    policies: Range<usize>,
}

/// Scratch space that no call is using. The automata are built as texts need them, so that a fresh cache makes the first
/// article after it ten times as dear.
#[derive(Debug, Default)]
pub(crate) struct Idle(Mutex<Vec<Scratch>>);

impl Idle {
    pub(crate) fn take(&self) -> Option<Scratch> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    pub(crate) fn put(&self, scratch: Scratch) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(scratch);
    }
}

/// The class sets of units that are no lexicon words.
#[derive(Debug)]
pub(crate) struct UnitSets {
    pos: Vec<SetId>,
    time: SetId,
    institution: SetId,
    policy: SetId,
    quote: SetId,
    quantity: Vec<SetId>,
}

/// An article: its text and what the caller knows about it.
#[derive(Clone, Debug, Default)]
pub struct Article<'t> {
    pub(crate) id: Option<String>,
    pub(crate) text: &'t str,
    pub(crate) title: Option<&'t str>,
    pub(crate) published: Option<Date>,
    pub(crate) region: Option<RegionRef>,
}

impl<'t> Article<'t> {
    /// Returns an article of which only the text is known.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Article { text, ..Article::default() }
    }

    /// Gives the article an id, which the result carries.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sets the title.
    #[must_use]
    pub fn title(mut self, title: &'t str) -> Self {
        self.title = Some(title);
        self
    }

    /// Sets the day of publication: what 今年 and 上月 are resolved by. It beats a date found in the text.
    #[must_use]
    pub fn published(mut self, published: Date) -> Self {
        self.published = Some(published);
        self
    }

    /// Sets the division the article is about: what 全市 and 省委 are resolved by. It beats what is found in the text.
    #[must_use]
    pub fn region(mut self, region: RegionRef) -> Self {
        self.region = Some(region);
        self
    }
}

impl<'t> From<&'t str> for Article<'t> {
    fn from(text: &'t str) -> Self {
        Article::new(text)
    }
}

impl<'t> From<&'t String> for Article<'t> {
    fn from(text: &'t String) -> Self {
        Article::new(text)
    }
}

impl RegionRef {
    /// Returns the division of that full name (张掖市), unambiguous short name or six-digit code (620700).
    #[must_use]
    pub fn lookup(name_or_code: &str) -> Option<Self> {
        crate::region::lookup(name_or_code)
    }
}

impl UnitSets {
    /// Returns, by set, whether a rule of the stages may fire by a word of it. None if a rule needs no such word.
    pub(crate) fn telling(&self, stages: [&mut Stage; 2]) -> Option<Vec<bool>> {
        let mut chunks = vec![self.time, self.institution, self.policy, self.quote];
        chunks.extend(&self.quantity);
        let each: Vec<Vec<bool>> = stages.into_iter().map(|s| s.telling(&self.pos, &chunks)).collect::<Option<_>>()?;
        let sets = each.iter().map(Vec::len).max().unwrap_or(0);
        Some((0..sets).map(|set| each.iter().any(|stage| stage.get(set).is_some_and(|t| *t))).collect())
    }

    pub(crate) fn new(lexicon: &mut Lexicon) -> Self {
        UnitSets {
            pos: Pos::ALL.iter().map(|(_, name)| lexicon.intern_names(&[name])).collect(),
            time: lexicon.intern_names(&["time"]),
            institution: lexicon.intern_names(&["institution"]),
            policy: lexicon.intern_names(&["policy"]),
            quote: lexicon.intern_names(&["quote"]),
            quantity: claim::quantity_classes().iter().map(|names| lexicon.intern_names(names)).collect(),
        }
    }
}

impl Engine {
    /// Returns new scratch space.
    pub(crate) fn scratch(&self) -> Scratch {
        Scratch {
            claims: self.claims.cache(),
            measures: self.measures.cache(),
            sentences: Vec::new(),
            clauses: Vec::new(),
            found: Vec::new(),
            sites: Vec::new(),
            whole: false,
        }
    }

    /// Reads an article up to its class lines.
    pub(crate) fn analyse<'t>(&self, article: &Article<'t>, scratch: &mut Scratch) -> Analysis<'t> {
        let text = article.text;
        let layout = layout::read(text, layout::Hints { title: article.title, published: article.published });
        let reference = layout.document.published;
        // A unit of running text is two or three characters long.
        let units =
            Vec::with_capacity(layout.sentences.iter().map(|s| s.span.len() as usize).sum::<usize>() / BYTES_A_UNIT);
        let mut analysis = Analysis { text, units, ..Analysis::default() };
        for sentences in layout.sentences.chunks(TOGETHER) {
            self.read(sentences, reference, scratch, &mut analysis);
        }
        if let Some(span) = layout.contributor {
            // The contributor's line is no sentence, but its body is a mention.
            if !analysis.mentions.iter().any(|m| m.span.overlaps(span)) {
                let Reading { seen, tokens, .. } = &mut Reading::default();
                self.segmenter.tag(text, span, tokens);
                self.gazetteer.read(&self.finder, text, span, seen);
                self.finder.scan(text, span, tokens, seen, &mut analysis.mentions);
            }
        }
        analysis.layout = layout;
        analysis
    }

    /// Takes some sentences through every stage, one stage after the other.
    fn read(
        &self,
        sentences: &[Sentence],
        reference: Option<Date>,
        scratch: &mut Scratch,
        analysis: &mut Analysis<'_>,
    ) {
        let text = analysis.text;
        let Scratch { sentences: readings, clauses, found, sites, whole, .. } = scratch;
        if readings.len() < sentences.len() {
            readings.resize_with(sentences.len(), Reading::default);
        }
        let chunks = &mut analysis.chunks;
        for (sentence, reading) in sentences.iter().zip(readings.iter_mut()) {
            let (quantities, times, quotes) = (chunks.quantities.len(), chunks.times.len(), chunks.quotes.len());
            let policies = analysis.policies.len();
            chunk::scan(text, sentence.span, reference, sites, (chunks, &mut analysis.policies));
            reading.quantities = quantities..chunks.quantities.len();
            reading.times = times..chunks.times.len();
            reading.quotes = quotes..chunks.quotes.len();
            reading.policies = policies..analysis.policies.len();
        }
        for (sentence, reading) in sentences.iter().zip(readings.iter_mut()) {
            self.gazetteer.read(&self.finder, text, sentence.span, &mut reading.seen);
            institution::divisions(&reading.seen, &mut analysis.divisions);
        }
        for (sentence, reading) in sentences.iter().zip(readings.iter_mut()) {
            self.words(text, sentence, chunks, (reading, clauses), *whole);
        }
        for (sentence, reading) in sentences.iter().zip(readings.iter_mut()) {
            let Reading { seen, tokens, .. } = reading;
            let mentions = analysis.mentions.len();
            self.finder.scan(text, sentence.span, tokens, seen, &mut analysis.mentions);
            // Chunks that may stand in one line, by position; of two that overlap, the earlier kind in this list wins.
            found.clear();
            list(found, &analysis.policies, &reading.policies, |p| p.span, Item::Policy);
            list(found, &chunks.times, &reading.times, |t| t.span, Item::Time);
            list(found, &chunks.quotes, &reading.quotes, |q| *q, Item::Quote);
            list(found, &chunks.quantities, &reading.quantities, |q| q.span, Item::Quantity);
            list(found, &analysis.mentions, &(mentions..analysis.mentions.len()), |m| m.span, Item::Institution);
            let line = analysis.units.len();
            self.units(text, sentence.span, (&reading.tokens, &reading.seen.words), found, chunks, &mut analysis.units);
            analysis.lines.push(line..analysis.units.len());
        }
    }

    /// Merges chunks and tokens into units, with the words of the lexicon that were seen there. A token that a chunk covers in
    /// part is cut.
    fn units(
        &self,
        text: &str,
        sentence: Span,
        (tokens, seen): (&[Token], &[Word]),
        found: &mut [(Span, Item)],
        chunks: &chunk::Chunks<'_>,
        out: &mut Vec<Unit>,
    ) {
        found.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        let mut tokens = tokens.iter().copied().peekable();
        let mut at = sentence.start;
        let mut seen = seen.iter().peekable();
        let mut word = |span: Span, pos: Pos, out: &mut Vec<Unit>| {
            if matches!(pos, Pos::Punctuation | Pos::Unread) && blank(span.of(text)) {
                return;
            }
            let mut set = self.sets.pos[pos as usize];
            if pos != Pos::Unread {
                let known = if Letters::takes(span.of(text)) {
                    self.letters.get(span.of(text))
                } else {
                    while seen.next_if(|w| w.span < span).is_some() {}
                    seen.peek().filter(|w| w.span == span).map(|w| w.set)
                };
                set = known.unwrap_or(set);
            }
            out.push(Unit { span, set, item: Item::Word });
        };
        for &(span, item) in found.iter() {
            if span.start < at || span.is_empty() {
                continue;
            }
            while let Some(token) = tokens.next_if(|t| t.span.start < span.start) {
                let cut = Span::new(token.span.start.max(at), token.span.end.min(span.start));
                if !cut.is_empty() {
                    word(cut, token.pos, out);
                }
                if token.span.end > span.end {
                    // The token goes on after the chunk: what is left of it is a word of its own.
                    at = span.end;
                }
            }
            let set = match item {
                Item::Quantity(i) => chunks
                    .quantities
                    .get(i as usize)
                    .map_or(self.sets.quantity[0], |q| self.sets.quantity[claim::quantity_class(q)]),
                Item::Time(_) => self.sets.time,
                Item::Institution(_) => self.sets.institution,
                Item::Policy(_) => self.sets.policy,
                Item::Quote(_) | Item::Word => self.sets.quote,
            };
            out.push(Unit { span, set, item });
            at = span.end;
            while let Some(token) = tokens.next_if(|t| t.span.start < span.end) {
                if token.span.end > span.end {
                    word(Span::new(span.end, token.span.end), token.pos, out);
                    at = token.span.end;
                }
            }
        }
        for token in tokens {
            let cut = Span::new(token.span.start.max(at), token.span.end);
            if !cut.is_empty() {
                word(cut, token.pos, out);
            }
        }
    }
}

/// Appends the items of a range of a list, with their spans and their places in the list.
fn list<T>(
    found: &mut Vec<(Span, Item)>,
    all: &[T],
    range: &Range<usize>,
    span: impl Fn(&T) -> Span,
    item: impl Fn(u32) -> Item,
) {
    for (i, it) in range.clone().zip(all.get(range.clone()).unwrap_or(&[])) {
        found.push((span(it), item(u32::try_from(i).unwrap_or(u32::MAX))));
    }
}

/// Returns true if there is nothing but white space.
fn blank(words: &str) -> bool {
    words.is_empty() || words.starts_with(char::is_whitespace) && words.trim().is_empty()
}
