//! Measures that are new, kept or gone.

use serde::Serialize;
use std::collections::{BTreeMap, VecDeque};
use zhengwen::{ActionKind, Facts, Status};

/// What became of measures.
#[derive(Debug, Default, Serialize)]
pub(super) struct Measures {
    pub(super) new: Vec<Item>,
    pub(super) kept: Vec<Kept>,
    pub(super) gone: Vec<Item>,
}

/// A measure.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Item {
    pub(super) id: String,
    /// What joins measures of different articles.
    pub(super) key: String,
    pub(super) text: String,
    pub(super) names: Vec<String>,
    pub(super) action_kind: ActionKind,
    pub(super) status: Status,
}

/// A measure on both sides.
#[derive(Debug, Serialize)]
pub(super) struct Kept {
    pub(super) old: Item,
    pub(super) new: Item,
}

/// Compares the measures of two sides: one is kept if the other side has one with its key.
///
/// A measure takes one that no other took, if there is one; so of two on the same mechanism each finds its own.
pub(super) fn compare(old: &[Facts<'_>], new: &[Facts<'_>]) -> Measures {
    let (old, new) = (items(old), items(new));
    let mut by_key: BTreeMap<&str, VecDeque<usize>> = BTreeMap::new();
    for (i, item) in old.iter().enumerate() {
        by_key.entry(&item.key).or_default().push_back(i);
    }
    let mut out = Measures::default();
    let mut is_kept = vec![false; old.len()];
    for item in &new {
        // Who was taken goes to the end of the queue.
        let found = by_key.get_mut(item.key.as_str()).and_then(|queue| {
            let next = queue.pop_front()?;
            queue.push_back(next);
            Some((next, old.get(next)?))
        });
        match found {
            Some((i, before)) => {
                if let Some(kept) = is_kept.get_mut(i) {
                    *kept = true;
                }
                out.kept.push(Kept { old: before.clone(), new: item.clone() });
            }
            None => out.new.push(item.clone()),
        }
    }
    let gone = old.iter().zip(&is_kept).filter(|(_, kept)| !**kept).map(|(item, _)| item.clone());
    out.gone = gone.collect();
    out
}

fn items(side: &[Facts<'_>]) -> Vec<Item> {
    let item = |measure: &zhengwen::Measure<'_>| {
        let names: Vec<String> = measure.names.iter().map(ToString::to_string).collect();
        // 健全机制: the head of an object alone joins nothing, the words of the measure do.
        let key = if names.is_empty() { &measure.text } else { &measure.key };
        Item {
            id: measure.id.to_string(),
            key: key.to_string(),
            text: measure.text.to_string(),
            names,
            action_kind: measure.action_kind,
            status: measure.status,
        }
    };
    side.iter().flat_map(|facts| &facts.measures).map(item).collect()
}
