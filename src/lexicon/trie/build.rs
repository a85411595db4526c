//! Gives the nodes of a trie their places in its array.

use super::{NOTHING, Node};

/// Returns the nodes of sorted words; with each word stands its number, which is not zero.
pub(super) fn nodes(sorted: &[(&str, u32)]) -> Box<[Node]> {
    place(&drafts(sorted))
}

/// A node while the trie is built.
#[derive(Clone, Copy, Default)]
struct Draft {
    unit: u16,
    word: u32,
    /// Those behind it stand together: the first, and how many they are.
    next: u32,
    count: u32,
}

impl Draft {
    fn behind(self) -> std::ops::Range<usize> {
        self.next as usize..(self.next + self.count) as usize
    }
}

/// Returns the nodes of sorted words, the root first, and after it level by level.
fn drafts(sorted: &[(&str, u32)]) -> Vec<Draft> {
    let mut drafts = vec![Draft::default()];
    // By node: its words, and how many of their bytes lead to it.
    let mut words = vec![(0..sorted.len(), 0)];
    let mut i = 0;
    while let Some((range, depth)) = words.get(i).cloned() {
        let next = drafts.len();
        for at in range {
            let Some(&(word, number)) = sorted.get(at) else { break };
            let Some(c) = word.get(depth..).and_then(|rest| rest.chars().next()) else {
                drafts[i].word = number;
                continue;
            };
            // The basic plane has one for each.
            let Ok(unit) = u16::try_from(u32::from(c)) else { continue };
            match (drafts.last(), words.last_mut()) {
                (Some(last), Some((range, _))) if drafts.len() > next && last.unit == unit => range.end = at + 1,
                _ => {
                    drafts.push(Draft { unit, ..Draft::default() });
                    words.push((at..at + 1, depth + c.len_utf8()));
                }
            }
        }
        let offset = |n: usize| u32::try_from(n).unwrap_or(0);
        (drafts[i].next, drafts[i].count) = (offset(next), offset(drafts.len() - next));
        i += 1;
    }
    drafts
}

/// Gives every node its place. The first is the root.
fn place(drafts: &[Draft]) -> Box<[Node]> {
    let mut places = Places::default();
    let mut bases = vec![NOTHING; drafts.len()];
    // Those with most behind them find a place while there is much room.
    let mut order: Vec<usize> = (1..drafts.len()).filter(|&i| drafts[i].count > 0).collect();
    order.sort_by_key(|&i| std::cmp::Reverse(drafts[i].count));
    order.insert(0, 0);
    for alike in order.chunk_by(|&a, &b| a > 0 && drafts[a].count == drafts[b].count) {
        let mut from = 0;
        for &i in alike {
            let behind = drafts.get(drafts[i].behind()).unwrap_or(&[]);
            bases[i] = places.take(behind, &mut from).unwrap_or(NOTHING);
        }
    }
    let mut nodes = vec![Node::EMPTY; places.next.len()];
    for (draft, &base) in drafts.iter().zip(&bases) {
        for i in draft.behind() {
            let behind = drafts[i];
            if let Some(node) = Node::new(behind.unit, bases[i], behind.word) {
                nodes[base + usize::from(behind.unit)] = node;
            }
        }
    }
    nodes.into_boxed_slice()
}

/// Which places are taken.
#[derive(Default)]
struct Places {
    /// By place: itself if it is free, else one at or before the next that is.
    next: Vec<u32>,
    bases: Vec<bool>,
}

impl Places {
    /// Returns the first free place at or after `at`.
    fn free(&mut self, mut at: usize) -> usize {
        while let Some(next) = self.next.get(at).map(|next| *next as usize).filter(|next| *next != at) {
            let after = self.next.get(next).copied();
            self.next[at] = after.unwrap_or(self.next[at]);
            at = next;
        }
        at
    }

    /// Finds a base that puts `behind`, what follows a node, where there is room, and takes that room. The base is `from` or
    /// after it. Where a long search found no room for one node there is hardly any for the next that is as large: `from`
    /// goes on.
    fn take(&mut self, behind: &[Draft], from: &mut usize) -> Option<usize> {
        const LONG: usize = 64;
        let first = usize::from(behind.first()?.unit);
        // The root comes first: its base is zero.
        let mut at = self.free(first + *from);
        let mut tries = 0;
        let base = loop {
            let base = at - first;
            let fits = !self.bases.get(base).is_some_and(|b| *b)
                && behind.iter().all(|draft| {
                    let at = base + usize::from(draft.unit);
                    self.next.get(at).is_none_or(|next| *next as usize == at)
                });
            if fits {
                break base;
            }
            at = self.free(at + 1);
            tries += 1;
        };
        if tries > LONG {
            *from = base;
        }
        self.bases.resize(self.bases.len().max(base + 1), false);
        self.bases[base] = true;
        for draft in behind {
            let at = base + usize::from(draft.unit);
            let new = self.next.len()..=at;
            self.next.extend(new.filter_map(|i| u32::try_from(i).ok()));
            self.next[at] += 1;
        }
        Some(base)
    }
}
