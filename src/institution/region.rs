//! Administrative divisions by name and by context.

use crate::{layout::Layout, model::RegionRef};

/// Returns the division of that code or name.
pub(crate) fn lookup(_name_or_code: &str) -> Option<RegionRef> {
    None
}

/// Returns the division that an article is about: from its title, source, contributor and first lines.
pub(crate) fn of_document(_text: &str, _layout: &Layout<'_>) -> Option<RegionRef> {
    None
}
