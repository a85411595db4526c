//! Years of reigns: 民国三年, 雍正十六年.

use crate::chunk::time::reader::Reader;
use crate::lexicon::rows;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Titles by their first character: title and first year.
static ERAS: LazyLock<FxHashMap<char, Vec<(&'static str, i16)>>> = LazyLock::new(|| {
    let mut table: FxHashMap<char, Vec<_>> = FxHashMap::default();
    for row in rows("data/eras.tsv", include_str!("../../../data/eras.tsv"), &["era", "first"]).unwrap_or_default() {
        let title = row.field(0);
        if let (Some(c), Ok(first)) = (title.chars().next(), row.field(1).parse()) {
            table.entry(c).or_default().push((title, first));
        }
    }
    table
});

/// Reads a year of a reign.
pub(super) fn year(r: &mut Reader<'_>) -> Option<i16> {
    let mut n = *r;
    let &(_, first) = ERAS.get(&n.peek()?)?.iter().find(|(title, _)| n.eat(title))?;
    let count =
        if n.eat("元") { 1 } else { i16::try_from(n.number()?.value).ok().filter(|c| (1..200).contains(c))? };
    if !n.eat("年") {
        return None;
    }
    *r = n;
    first.checked_add(count - 1)
}
