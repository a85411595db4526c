//! The pipeline: builder, engine, worker.

use crate::engine::{Article, Engine, Idle, Scratch, Signs, UnitSets};
use crate::error::Error;
use crate::institution::gazetteer::Gazetteer;
use crate::lexicon::{self, Lexicon};
use crate::model::{Entities, Facts, RegionRef};
use crate::rule::{self, Fact, Pack, Stage};
use crate::token::Segmenter;
use crate::{check, chunk, claim, institution, measure};
use once_cell::sync::OnceCell;
use std::{borrow::Cow, sync::Arc};

/// Words of the segmentation dictionary that are never read as one.
const APART: (&str, &str) = ("data/lexicon/apart.tsv", include_str!("../data/lexicon/apart.tsv"));
/// Words of the segmentation dictionary that are always read as one.
const TOGETHER: (&str, &str) = ("data/lexicon/together.tsv", include_str!("../data/lexicon/together.tsv"));

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
        let mut claims = Stage::compile(Fact::Claim, &packs, user, &mut lexicon, &pos, claim::GROUPS, claim::KEYS)?;
        let mut measures =
            Stage::compile(Fact::Measure, &packs, user, &mut lexicon, &pos, measure::GROUPS, measure::KEYS)?;
        for word in lexicon.words() {
            segmenter.add_word(word);
        }
        for row in lexicon::rows(APART.0, APART.1, &["word"])? {
            segmenter.keep_apart(row.field(0));
        }
        for row in lexicon::rows(TOGETHER.0, TOGETHER.1, &["word", "frequency"])? {
            let frequency = row.field(1).parse();
            segmenter
                .keep_together(row.field(0), frequency.map_err(|_| row.error(1, "a frequency is a whole number"))?);
        }
        let finder = institution::Finder::embedded()?;
        let masks = claim::Masks::new(&lexicon);
        let telling = sets.telling([&mut claims, &mut measures]);
        let signs = telling.map(|telling| Signs::new(&lexicon, &telling, &measure::tense(&lexicon)));
        let gazetteer = Gazetteer::new(&lexicon, &finder, |set| signs.as_ref().is_some_and(|signs| signs.tells(set)));
        let letters = lexicon.letters();
        let measure_classes = measure::Classes::new(&lexicon, &measures);
        let idle = Idle::default();
        Ok(Extractor(Arc::new(Engine {
            segmenter,
            lexicon,
            letters,
            finder,
            gazetteer,
            claims,
            masks,
            measures,
            measure_classes,
            sets,
            signs,
            idle,
        })))
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
        let mut scratch = self.0.idle.take().unwrap_or_else(|| self.0.scratch());
        let facts = self.0.extract(article.into(), &mut scratch);
        self.0.idle.put(scratch);
        facts
    }

    /// Returns the chunk layer of a text: numbers, quantities, times and names.
    #[must_use]
    pub fn recognize<'t>(&self, article: impl Into<Article<'t>>) -> Entities<'t> {
        crate::recognize::entities(&self.0, &article.into())
    }

    /// Returns a worker, which reuses its buffers from article to article.
    #[must_use]
    pub fn worker(&self) -> Worker {
        Worker { scratch: self.0.scratch(), engine: Arc::clone(&self.0) }
    }
}

/// Extracts article after article with the same buffers; one for each thread.
#[derive(Debug)]
pub struct Worker {
    engine: Arc<Engine>,
    scratch: Scratch,
}

impl Worker {
    /// Returns every fact of an article. Spans are byte ranges of its text.
    pub fn extract<'t>(&mut self, article: impl Into<Article<'t>>) -> Facts<'t> {
        self.engine.extract(article.into(), &mut self.scratch)
    }
}

impl Engine {
    /// Runs every stage over an article.
    fn extract<'t>(&self, article: Article<'t>, scratch: &mut Scratch) -> Facts<'t> {
        let mut analysis = self.analyse(&article, scratch);
        let text = article.text;
        let region = article.region.or_else(|| crate::region::of_document(text, &analysis.layout, &analysis.divisions));
        let institutions = self.finder.resolve(text, &analysis.mentions, region.as_ref());
        let home = upwards(region.as_ref());
        chunk::policy::resolve(text, &mut analysis.policies, &institutions, &home);
        let mut claims = claim::build(&analysis, &self.masks, &self.claims, &mut scratch.claims);
        let links = claim::link::link(&analysis, &self.masks, region.as_ref(), &mut claims);
        let measures = measure::build(
            &analysis,
            (&self.lexicon, &self.measure_classes),
            &self.measures,
            &mut scratch.measures,
            &claims,
            &institutions,
        );
        let checks = check::checks(&links, &claims);
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
        crate::region::lookup(&code).filter(|r| r.code != region.code)
    });
    let mut chain = vec![region.clone()];
    chain.extend(above);
    chain
}
