//! The public chunk layer: numbers, quantities, times and names of a text, without the facts above them.

mod name;
mod number;
mod time;

use crate::chunk::MARK;
use crate::chunk::sites::{Signs, Site, Sweep};
use crate::engine::{Article, Engine};
use crate::model::{Date, Entities, Entity};
use crate::span::Span;
pub(crate) use name::entities as names;
use std::sync::LazyLock;

/// What a number, a sign or the name of a unit may begin with.
const COUNT: Signs = Signs(1);
/// The first character of a word that is an entity without a number, or of an address.
const NAME: Signs = Signs(1 << 4);
/// A sign before a number, or another character that says something of a number behind it.
const LED: Signs = Signs(1 << 5);

/// Where numbers and times may begin.
static SITES: LazyLock<Sweep> = LazyLock::new(|| {
    let mut sweep = Sweep::new(Signs(COUNT.0 | MARK.0));
    number::sites(&mut sweep);
    time::sites(&mut sweep);
    sweep
});

/// Returns the chunks of a text as entities, by position.
pub(crate) fn entities<'t>(engine: &Engine, article: &Article<'t>) -> Entities<'t> {
    let text = article.text;
    let mut out = Entities { id: article.id.clone(), ..Entities::default() };
    figures(text, article.published, &mut out.entities);
    names(engine, article, &mut out.entities);
    out.entities.sort_by_cached_key(|e| (e.span, e.entity_type));
    out
}

/// Appends the numbers and the times of a text to `out`. `reference` is the article's date.
pub(crate) fn figures<'t>(text: &'t str, reference: Option<Date>, out: &mut Vec<Entity<'t>>) {
    let sites = sites(text);
    out.reserve(sites.len() / 2);
    number::entities(text, &sites, out);
    time::entities(text, &sites, reference, out);
}

/// Appends the numbers of a text in every form.
pub(crate) fn numbers<'t>(text: &'t str, out: &mut Vec<Entity<'t>>) {
    number::entities(text, &sites(text), out);
}

/// Appends the times of a text.
pub(crate) fn times<'t>(text: &'t str, reference: Option<Date>, out: &mut Vec<Entity<'t>>) {
    time::entities(text, &sites(text), reference, out);
}

/// Returns where numbers and times may begin.
fn sites(text: &str) -> Vec<Site> {
    let mut sites = Vec::with_capacity(text.len() / 16);
    SITES.read(text, Span::new(0, u32::try_from(text.len()).unwrap_or(u32::MAX)), &mut sites);
    sites
}
