//! Numbers, ordinals, percentages, ages, temperatures, currencies, dimensions and number ranges.

use crate::model::Entity;

/// Appends the numeric entities of a text to `out`.
pub(crate) fn entities<'t>(_text: &'t str, _out: &mut Vec<Entity<'t>>) {}
