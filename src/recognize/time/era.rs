//! Years of reigns: 民国三年, 雍正十六年.

use crate::chunk::time::reader::Reader;
use crate::chunk::time::words::Words;
use crate::lexicon::rows;
use std::sync::LazyLock;

/// Titles and their first year.
pub(super) static ERAS: LazyLock<Words<i16>> = LazyLock::new(|| {
    let rows = rows("data/eras.tsv", include_str!("../../../data/eras.tsv"), &["era", "first"]).unwrap_or_default();
    Words::new(rows.iter().filter_map(|row| Some((row.field(0), row.field(1).parse().ok()?))))
});

/// Reads a year of a reign.
pub(super) fn year(r: &mut Reader<'_>) -> Option<i16> {
    let mut n = *r;
    let (_, first) = n.eat_word(&ERAS)?;
    let count =
        if n.eat("元") { 1 } else { i16::try_from(n.number()?.value).ok().filter(|c| (1..200).contains(c))? };
    if !n.eat("年") {
        return None;
    }
    *r = n;
    first.checked_add(count - 1)
}
