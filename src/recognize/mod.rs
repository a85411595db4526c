//! The public chunk layer: numbers, quantities, times and names of a text, without the facts above them.

mod name;
mod number;
mod time;

use crate::engine::{Article, Engine};
use crate::model::Entities;
pub(crate) use name::entities as names;
pub(crate) use number::entities as numbers;
pub(crate) use time::entities as times;

/// Returns the chunks of a text as entities, by position.
pub(crate) fn entities<'t>(engine: &Engine, article: &Article<'t>) -> Entities<'t> {
    let text = article.text;
    let mut out = Entities { id: article.id.clone(), ..Entities::default() };
    numbers(text, &mut out.entities);
    times(text, article.published, &mut out.entities);
    names(engine, article, &mut out.entities);
    out.entities.sort_by_cached_key(|e| (e.span, e.entity_type));
    out
}
