//! The stages one by one, for benches. Not part of the public interface.

use crate::engine::Article;
use crate::extractor::Extractor;
use crate::institution::Finder;
use crate::institution::gazetteer::{Gazetteer, Seen};
use crate::layout;
use crate::lexicon::Lexicon;
use crate::span::Span;
use crate::{chunk, recognize};

/// Runs the layout stage; returns the number of sentences.
#[must_use]
pub fn layout(text: &str) -> usize {
    layout::read(text, layout::Hints::default()).sentences.len()
}

/// Runs layout and the search for quotations; returns their number.
#[must_use]
pub fn quotes(text: &str) -> usize {
    let mut out = Vec::new();
    for sentence in layout::read(text, layout::Hints::default()).sentences {
        chunk::quote::scan(text, sentence.span, &chunk::sites_in(text, sentence.span), &mut out);
    }
    out.len()
}

/// Runs layout and the search for policies; returns their number.
#[must_use]
pub fn policies(text: &str) -> usize {
    let mut out = Vec::new();
    for sentence in layout::read(text, layout::Hints::default()).sentences {
        chunk::policy::scan(text, sentence.span, &chunk::sites_in(text, sentence.span), &mut out);
    }
    out.len()
}

/// Runs layout and segmentation; returns the number of tokens.
#[must_use]
pub fn tokens(extractor: &Extractor, text: &str) -> usize {
    let mut tokens = Vec::new();
    for sentence in layout::read(text, layout::Hints::default()).sentences {
        extractor.engine().segmenter.tag(text, sentence.span, &mut tokens);
    }
    tokens.len()
}

/// Runs everything up to class lines; returns the number of units.
#[must_use]
pub fn chunks(extractor: &Extractor, text: &str) -> usize {
    let engine = extractor.engine();
    engine.analyse(&Article::new(text), &mut engine.scratch()).units.len()
}

/// Runs layout and the search for institutions, segmenting only the sentences that may hold one; returns the number of mentions.
#[must_use]
pub fn institutions(extractor: &Extractor, text: &str) -> usize {
    let (mut tokens, mut mentions, mut seen) = (Vec::new(), Vec::new(), Seen::default());
    let engine = extractor.engine();
    for sentence in layout::read(text, layout::Hints::default()).sentences {
        engine.gazetteer.read(&engine.finder, text, sentence.span, &mut seen);
        if seen.cores.is_empty() {
            continue;
        }
        tokens.clear();
        engine.segmenter.tag(text, sentence.span, &mut tokens);
        engine.finder.scan(text, sentence.span, &tokens, &mut seen, &mut mentions);
    }
    mentions.len()
}

/// Loads the divisions, the register of institutions and the trie that finds their words; returns what holds them.
///
/// # Errors
///
/// Returns an error if a table is not well formed.
pub fn register() -> Result<impl Sized, crate::Error> {
    let finder = Finder::embedded()?;
    let gazetteer = Gazetteer::new(&Lexicon::new()?, &finder, |_| true);
    Ok((finder, gazetteer))
}

/// Finds the quantities of a text; returns their number.
#[must_use]
pub fn quantities(text: &str) -> usize {
    let mut found = Vec::new();
    let within = Span::new(0, u32::try_from(text.len()).unwrap_or(u32::MAX));
    chunk::quantity::scan(text, within, &chunk::sites_in(text, within), &mut found);
    found.len()
}

/// Recognizes the numbers of a text in every form; returns how many entities there are.
#[must_use]
pub fn numbers(text: &str) -> usize {
    let mut found = Vec::new();
    recognize::numbers(text, &mut found);
    found.len()
}

/// Recognizes the numbers and the times of a text; returns how many entities there are.
#[must_use]
pub fn figures(text: &str) -> usize {
    let mut found = Vec::new();
    recognize::figures(text, None, &mut found);
    found.len()
}

/// Recognizes the times of a text; returns how many entities there are.
#[must_use]
pub fn times(text: &str) -> usize {
    let mut found = Vec::new();
    recognize::times(text, None, &mut found);
    found.len()
}

/// Recognizes the names of a text; returns how many entities there are.
#[must_use]
pub fn names(extractor: &Extractor, text: &str) -> usize {
    let mut found = Vec::new();
    recognize::names(extractor.engine(), &Article::new(text), &mut found);
    found.len()
}

/// Finds the times that facts are told by, line by line; returns how many there are.
#[must_use]
pub fn frames(text: &str) -> usize {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let (mut found, mut at) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let within = Span::new(offset(at), offset(at + line.len()));
        chunk::time::scan(text, within, None, &chunk::sites_in(text, within), &mut found);
        at += line.len();
    }
    found.len()
}
