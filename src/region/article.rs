//! The division that an article is about.

use super::{DivisionId, Divisions, divisions, name_at, named};
use crate::layout::Layout;
use crate::model::{Level, RegionRef};
use crate::span::Span;
use rustc_hash::FxHashMap;

/// Returns the division that an article is about: from its source, contributor, title, and the divisions it names.
pub(crate) fn of_document(text: &str, layout: &Layout<'_>, spans: &[Span]) -> Option<RegionRef> {
    let table = divisions();
    let document = &layout.document;
    let lines: [&str; 3] = [
        document.source.as_deref().unwrap_or(""),
        document.contributor.as_deref().unwrap_or(""),
        document.title.as_deref().unwrap_or(""),
    ];
    // How often each division is named in the article settles names that several divisions share. Mostly one line settles
    // it alone.
    let mentioned = std::cell::OnceCell::new();
    let mentioned = || mentioned.get_or_init(|| Mentioned::read(table, text, spans));
    for line in lines {
        let Ok(len) = u32::try_from(line.len()) else { continue };
        let mut best: Option<DivisionId> = None;
        for found in named(line, Span::new(0, len), true) {
            let candidates = table.named(found.name);
            // A county's short name may be a common word (平安): it counts only if the article names the county too.
            let short = candidates
                .first()
                .and_then(|id| table.get(*id))
                .is_some_and(|d| d.level == Level::County && d.name != found.name);
            if short && best.is_none() && !candidates.iter().any(|id| mentioned().counts.contains_key(id)) {
                continue;
            }
            let id = match best {
                Some(outer) => table.settle(found.name, Some(outer)),
                None if candidates.len() < 2 => candidates.first().copied(),
                None => candidates.iter().copied().max_by_key(|&id| {
                    let support: u32 = table.chain(id).map(|i| mentioned().count(i)).sum();
                    let rank = candidates.iter().position(|&c| c == id).unwrap_or(0);
                    (support, std::cmp::Reverse(rank))
                }),
            };
            match (best, id) {
                (Some(outer), Some(id)) if table.within(id, outer) => best = Some(id),
                (None, Some(id)) => best = Some(id),
                _ => break,
            }
        }
        if let Some(id) = best {
            return table.reference(id);
        }
    }
    // The most frequent one; a division that most of the others lie in beats them.
    let Mentioned { counts, first } = mentioned();
    let mut total: FxHashMap<DivisionId, u32> = FxHashMap::default();
    for id in first {
        let own = counts.get(id).copied().unwrap_or(0);
        for outer in table.chain(*id) {
            *total.entry(outer).or_insert(0) += own;
        }
    }
    let named_total: u32 = counts.values().sum();
    first
        .iter()
        .copied()
        .filter(|id| total.get(id).copied().unwrap_or(0) * 2 > named_total)
        .max_by_key(|id| table.get(*id).map(|d| d.level))
        .and_then(|id| table.reference(id))
}

/// The most names of divisions that are looked at in an article.
const MOST: usize = 400;

/// How often an article names each division.
struct Mentioned {
    counts: FxHashMap<DivisionId, u32>,
    /// In the order in which they are first named.
    first: Vec<DivisionId>,
}

impl Mentioned {
    fn read(table: &Divisions, text: &str, spans: &[Span]) -> Self {
        let mut out = Mentioned { counts: FxHashMap::default(), first: Vec::new() };
        for found in spans.iter().take(MOST).filter_map(|span| name_at(text, *span, false)) {
            for &id in table.named(found.name) {
                let count = out.counts.entry(id).or_insert(0);
                if *count == 0 {
                    out.first.push(id);
                }
                *count += 1;
            }
        }
        out
    }

    fn count(&self, id: DivisionId) -> u32 {
        self.counts.get(&id).copied().unwrap_or(0)
    }
}
