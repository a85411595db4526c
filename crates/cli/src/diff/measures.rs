//! Measures that are new, kept or gone.

use serde::Serialize;
use std::collections::BTreeMap;
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
    pub(super) text: String,
    pub(super) names: Vec<String>,
    pub(super) action_kind: ActionKind,
    pub(super) status: Status,
    #[serde(skip)]
    keys: Vec<String>,
}

/// A measure on both sides.
#[derive(Debug, Serialize)]
pub(super) struct Kept {
    pub(super) old: Item,
    pub(super) new: Item,
}

/// Compares the measures of two sides: one is kept if it shares a name with one of the other side.
pub(super) fn compare(old: &[Facts<'_>], new: &[Facts<'_>]) -> Measures {
    let (old, new) = (items(old), items(new));
    let mut by_key: BTreeMap<&str, usize> = BTreeMap::new();
    for (i, item) in old.iter().enumerate() {
        for key in &item.keys {
            by_key.entry(key).or_insert(i);
        }
    }
    let mut out = Measures::default();
    let mut is_kept = vec![false; old.len()];
    for item in &new {
        let found = item.keys.iter().find_map(|key| by_key.get(key.as_str())).copied();
        match found.and_then(|i| Some((i, old.get(i)?))) {
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
    let mut out = Vec::new();
    for measure in side.iter().flat_map(|facts| &facts.measures) {
        let names: Vec<String> = measure.names.iter().map(ToString::to_string).collect();
        let mut keys: Vec<String> = names.iter().map(|n| key(n)).collect();
        if keys.is_empty() {
            keys.push(key(measure.text.strip_prefix(measure.action.as_ref()).unwrap_or(&measure.text)));
        }
        out.push(Item {
            id: measure.id.to_string(),
            text: measure.text.to_string(),
            names,
            action_kind: measure.action_kind,
            status: measure.status,
            keys,
        });
    }
    out
}

/// Returns a name without what may be written or left out: quotation marks, 了, 的.
fn key(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '“' | '”' | '"' | '《' | '》' | '了' | '的') && !c.is_whitespace()).collect()
}
