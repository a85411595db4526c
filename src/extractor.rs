//! The pipeline: builder, engine, worker.

use crate::analysis::{Analysis, Item, Unit};
use crate::error::Error;
use crate::lexicon::{self, Lexicon, SetId};
use crate::model::{Date, Entities, Facts, RegionRef};
use crate::rule::{self, Fact, Pack, Stage, StageCache};
use crate::span::Span;
use crate::token::{Pos, Segmenter, Token};
use crate::{check, chunk, claim, institution, layout, measure};
use once_cell::sync::OnceCell;
use std::{borrow::Cow, sync::Arc};

/// Finds facts. Immutable, cheap to clone, shared between threads.
///
/// # Examples
///
/// ```
/// let extractor = zhengwen::Extractor::new()?;
/// let facts = extractor.extract("2020年，全市法院系统院、庭长办理案件20522件，占案件总数的42.13%。");
/// for claim in &facts.claims {
///     println!("{:?} = {} {:?}", claim.indicator, claim.value, claim.unit);
/// }
/// # Ok::<(), zhengwen::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Extractor(Arc<Engine>);

/// Everything that is loaded once.
#[derive(Debug)]
pub(crate) struct Engine {
    pub(crate) segmenter: Segmenter,
    pub(crate) lexicon: Lexicon,
    pub(crate) finder: institution::Finder,
    pub(crate) claims: Stage,
    pub(crate) measures: Stage,
    sets: UnitSets,
}

/// The class sets of units that are no lexicon words.
#[derive(Debug)]
struct UnitSets {
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
        institution::region::lookup(name_or_code)
    }
}

/// Adds lexicons, rules or a dictionary to the built-in ones.
#[derive(Clone, Debug, Default)]
pub struct ExtractorBuilder {
    dictionary: Option<Cow<'static, [u8]>>,
    lexicons: Vec<(String, String)>,
    packs: Vec<(String, String)>,
}

impl ExtractorBuilder {
    /// Replaces the embedded segmentation dictionary: a line `word frequency tag` for each word.
    #[must_use]
    pub fn dictionary(mut self, dictionary: impl Into<Cow<'static, [u8]>>) -> Self {
        self.dictionary = Some(dictionary.into());
        self
    }

    /// Adds a lexicon: tab-separated `word` and `classes`, with that header. `name` appears in error messages.
    #[must_use]
    pub fn lexicon(mut self, name: impl Into<String>, tsv: impl Into<String>) -> Self {
        self.lexicons.push((name.into(), tsv.into()));
        self
    }

    /// Adds a rule pack in TOML. Its rules come before the built-in ones. `name` appears in error messages.
    #[must_use]
    pub fn rules(mut self, name: impl Into<String>, toml: impl Into<String>) -> Self {
        self.packs.push((name.into(), toml.into()));
        self
    }

    /// Adds a file: a lexicon if its name ends in `.tsv`, a rule pack if it ends in `.toml`.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or has another ending.
    pub fn file(self, path: impl AsRef<std::path::Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|e| Error::read(name.clone(), e))?;
        match path.extension().and_then(|e| e.to_str()) {
            Some("tsv") => Ok(self.lexicon(name, text)),
            Some("toml") => Ok(self.rules(name, text)),
            _ => Err(Error::data(&name, 1, 1, "a lexicon ends in `.tsv`, a rule pack in `.toml`")),
        }
    }

    /// Builds the extractor.
    ///
    /// # Errors
    ///
    /// If a lexicon, a rule pack or the dictionary is malformed; the message names file, line and column.
    pub fn build(&self) -> Result<Extractor, Error> {
        let mut segmenter = match &self.dictionary {
            Some(bytes) => Segmenter::from_dictionary(bytes)?,
            None => Segmenter::embedded()?,
        };
        let mut lexicon = Lexicon::new()?;
        let mut packs = Vec::new();
        for (name, text) in &self.packs {
            packs.push(Pack::parse(name, text)?);
        }
        for (name, text) in rule::EMBEDDED {
            packs.push(Pack::parse(name, text)?);
        }
        // Macros of the built-in packs are for everybody: user packs come first only in precedence of rules.
        let user = self.packs.len();
        let sets = UnitSets::new(&mut lexicon);
        for pack in &packs {
            for class in &pack.classes {
                lexicon.declare(class.name.get_ref());
            }
        }
        for (name, text) in lexicon::EMBEDDED {
            lexicon.load(name, text)?;
        }
        for (name, text) in &self.lexicons {
            lexicon.load(name, text)?;
        }
        for pack in &packs {
            for word in &pack.words {
                let mut classes = Vec::new();
                for class in &word.classes {
                    let name = class.get_ref();
                    classes.push(lexicon.class(name).ok_or_else(|| {
                        let hint = lexicon.suggest(name).map_or(String::new(), |s| format!("; did you mean `{s}`?"));
                        pack.error(class, 0, format!("unknown class `{name}`{hint}"))
                    })?);
                }
                lexicon.add_word(word.text.get_ref(), &classes);
            }
        }
        let pos = |word: &str| segmenter.pos(word).name();
        lexicon.tag(&pos);
        rule::declare(&packs, &mut lexicon, &pos);
        let claims = Stage::compile(Fact::Claim, &packs, user, &mut lexicon, &pos, claim::GROUPS, claim::KEYS)?;
        let measures = Stage::compile(Fact::Measure, &packs, user, &mut lexicon, &pos, measure::GROUPS, measure::KEYS)?;
        for word in lexicon.words() {
            segmenter.add_word(word);
        }
        let finder = institution::Finder::embedded()?;
        Ok(Extractor(Arc::new(Engine { segmenter, lexicon, finder, claims, measures, sets })))
    }
}

impl UnitSets {
    fn new(lexicon: &mut Lexicon) -> Self {
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

static DEFAULT: OnceCell<Extractor> = OnceCell::new();

impl Extractor {
    /// Returns the extractor with the embedded dictionary, lexicon and rules. It is built once in a process.
    ///
    /// # Errors
    ///
    /// If the library was built without the feature `default-dict`.
    pub fn new() -> Result<Self, Error> {
        DEFAULT.get_or_try_init(|| ExtractorBuilder::default().build()).cloned()
    }

    pub(crate) fn engine(&self) -> &Engine {
        &self.0
    }

    /// Returns a builder that starts from the embedded lexicon and rules.
    #[must_use]
    pub fn builder() -> ExtractorBuilder {
        ExtractorBuilder::default()
    }

    /// Returns every fact of an article. Spans are byte ranges of its text.
    #[must_use]
    pub fn extract<'t>(&self, article: impl Into<Article<'t>>) -> Facts<'t> {
        self.worker().extract(article)
    }

    /// Returns the chunk layer of a text: numbers, quantities, times and names.
    #[must_use]
    pub fn recognize<'t>(&self, article: impl Into<Article<'t>>) -> Entities<'t> {
        crate::recognize::entities(&self.0, &article.into())
    }

    /// Returns a worker, which reuses its buffers from article to article.
    #[must_use]
    pub fn worker(&self) -> Worker {
        Worker {
            claims: self.0.claims.cache(),
            measures: self.0.measures.cache(),
            tokens: Vec::new(),
            engine: Arc::clone(&self.0),
        }
    }
}

/// Extracts article after article with the same buffers; one for each thread.
#[derive(Debug)]
pub struct Worker {
    engine: Arc<Engine>,
    claims: StageCache,
    measures: StageCache,
    tokens: Vec<Token>,
}

impl Worker {
    /// Returns every fact of an article. Spans are byte ranges of its text.
    pub fn extract<'t>(&mut self, article: impl Into<Article<'t>>) -> Facts<'t> {
        let article = article.into();
        let engine = Arc::clone(&self.engine);
        let mut analysis = engine.analyse(&article, &mut self.tokens);
        let text = article.text;
        let region = article.region.or_else(|| institution::region::of_document(text, &analysis.layout));
        let institutions = engine.finder.resolve(text, &analysis.mentions, region.as_ref());
        let home = upwards(region.as_ref());
        chunk::policy::resolve(text, &mut analysis.policies, &institutions, &home);
        let mut claims = claim::build(&analysis, &engine.lexicon, &engine.claims, &mut self.claims);
        claim::link::link(&analysis, region.as_ref(), &mut claims);
        let measures =
            measure::build(&analysis, &engine.lexicon, &engine.measures, &mut self.measures, &claims, &institutions);
        let checks = check::checks(text, &claims);
        let mut document = analysis.layout.document;
        document.region = region;
        Facts {
            id: article.id,
            document,
            claims,
            institutions,
            measures,
            policies: analysis.policies,
            checks,
            ..Facts::default()
        }
    }
}

/// Returns a division and those above it, the innermost first.
fn upwards(region: Option<&RegionRef>) -> Vec<RegionRef> {
    let Some(region) = region else { return Vec::new() };
    let above = [4, 2].into_iter().filter_map(|n| {
        let code = format!("{:0<6}", region.code.get(..n)?);
        institution::region::lookup(&code).filter(|r| r.code != region.code)
    });
    let mut chain = vec![region.clone()];
    chain.extend(above);
    chain
}

impl Engine {
    /// Reads an article up to its class lines.
    pub(crate) fn analyse<'t>(&self, article: &Article<'t>, tokens: &mut Vec<Token>) -> Analysis<'t> {
        let text = article.text;
        let layout = layout::read(text, layout::Hints { title: article.title, published: article.published });
        let reference = layout.document.published;
        let mut analysis = Analysis { text, ..Analysis::default() };
        for sentence in &layout.sentences {
            tokens.clear();
            self.segmenter.tag(text, sentence.span, tokens);
            let chunks = &mut analysis.chunks;
            let (quantities, times, quotes) = (chunks.quantities.len(), chunks.times.len(), chunks.quotes.len());
            let (mentions, policies) = (analysis.mentions.len(), analysis.policies.len());
            chunk::quote::scan(text, sentence.span, &mut chunks.quotes);
            chunk::time::scan(text, sentence.span, reference, &mut chunks.times);
            chunk::quantity::scan(text, sentence.span, &mut chunks.quantities);
            chunk::policy::scan(text, sentence.span, &mut analysis.policies);
            self.finder.scan(text, sentence.span, tokens, &mut analysis.mentions);
            // Chunks that may stand in one line, by position; of two that overlap, the earlier kind in this list wins.
            let mut found: Vec<(Span, Item)> = Vec::new();
            let index = |from: usize, i: usize| u32::try_from(from + i).unwrap_or(u32::MAX);
            found.extend(
                analysis.policies[policies..]
                    .iter()
                    .enumerate()
                    .map(|(i, p)| (p.span, Item::Policy(index(policies, i)))),
            );
            found.extend(chunks.times[times..].iter().enumerate().map(|(i, t)| (t.span, Item::Time(index(times, i)))));
            found.extend(chunks.quotes[quotes..].iter().enumerate().map(|(i, q)| (*q, Item::Quote(index(quotes, i)))));
            found.extend(
                chunks.quantities[quantities..]
                    .iter()
                    .enumerate()
                    .map(|(i, q)| (q.span, Item::Quantity(index(quantities, i)))),
            );
            found.extend(
                analysis.mentions[mentions..]
                    .iter()
                    .enumerate()
                    .map(|(i, m)| (m.span, Item::Institution(index(mentions, i)))),
            );
            let line = analysis.units.len();
            self.units(text, sentence.span, tokens, &mut found, &analysis.chunks, &mut analysis.units);
            analysis.lines.push(line..analysis.units.len());
        }
        if let Some(span) = layout.contributor {
            // The contributor's line is no sentence, but its body is a mention.
            if !analysis.mentions.iter().any(|m| m.span.overlaps(span)) {
                tokens.clear();
                self.segmenter.tag(text, span, tokens);
                self.finder.scan(text, span, tokens, &mut analysis.mentions);
            }
        }
        analysis.layout = layout;
        analysis
    }

    /// Merges chunks and tokens into units. A token that a chunk covers in part is cut.
    fn units(
        &self,
        text: &str,
        sentence: Span,
        tokens: &[Token],
        found: &mut [(Span, Item)],
        chunks: &chunk::Chunks<'_>,
        out: &mut Vec<Unit>,
    ) {
        found.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        let mut tokens = tokens.iter().copied().peekable();
        let mut at = sentence.start;
        let word = |span: Span, pos: Pos, out: &mut Vec<Unit>| {
            let words = span.of(text);
            if !words.trim().is_empty() {
                let set = self.lexicon.word(words).unwrap_or_else(|| self.sets.pos[pos as usize]);
                out.push(Unit { span, set, item: Item::Word });
            }
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
