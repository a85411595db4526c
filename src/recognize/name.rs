//! Institutions, regions and policies.

use crate::extractor::{Article, Engine};
use crate::model::Entity;

/// Appends the named entities of a text to `out`.
pub(crate) fn entities<'t>(_engine: &Engine, _article: &Article<'t>, _out: &mut Vec<Entity<'t>>) {}
