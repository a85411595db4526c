//! The public chunk layer: numbers, quantities, times and names of a text, without the facts above them.

mod name;
mod number;
mod time;

use crate::engine::{Article, Engine};
use crate::model::Entities;

/// Returns the chunks of a text as entities, by position.
pub(crate) fn entities<'t>(engine: &Engine, article: &Article<'t>) -> Entities<'t> {
    let text = article.text;
    let mut out = Entities { id: article.id.clone(), ..Entities::default() };
    number::entities(text, &mut out.entities);
    time::entities(text, article.published, &mut out.entities);
    name::entities(engine, article, &mut out.entities);
    out.entities.sort_by_key(|e| (e.span, e.entity_type));
    out
}
