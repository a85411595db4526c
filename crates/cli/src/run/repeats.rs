//! Texts that stand in several inputs.

use crate::input::Reader;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// How many of them are named.
const NAMED: usize = 10;

/// By what a text is known again, and its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Print(pub(super) u64, pub(super) u32);

impl Print {
    /// Returns the print of a text on that line of its input; spaces around it do not count.
    pub(super) fn of(text: &str, line: u64) -> Option<Self> {
        let text = text.trim();
        let print = || Print(xxhash_rust::xxh3::xxh3_64(text.as_bytes()), u32::try_from(line).unwrap_or(u32::MAX));
        (!text.is_empty()).then(print)
    }
}

/// The texts seen so far.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    /// Where each stood first: the source and the line.
    seen: HashMap<u64, (u32, u32)>,
    /// Sources of an earlier run that are not among those of this one.
    gone: Vec<String>,
    /// Pairs of places, the first few.
    named: Vec<(String, String)>,
}

impl Repeats {
    /// Notes a text. Returns true if it was there before.
    pub(super) fn add(&mut self, reader: &Reader, source: usize, text: Print) -> bool {
        match self.seen.entry(text.0) {
            Entry::Vacant(entry) => {
                entry.insert((u32::try_from(source).unwrap_or(u32::MAX), text.1));
                false
            }
            Entry::Occupied(entry) => {
                if self.named.len() < NAMED {
                    let (first, line) = *entry.get();
                    let first = first as usize;
                    let name = match first.checked_sub(reader.sources()) {
                        None => reader.name(first),
                        Some(gone) => self.gone.get(gone).cloned().unwrap_or_default(),
                    };
                    self.named.push((place(&reader.name(source), text.1), place(&name, line)));
                }
                true
            }
        }
    }

    /// Notes the texts that an earlier run saw in a source, which may not be among those of this run.
    pub(super) fn restore(&mut self, name: &str, source: Option<usize>, texts: &[Print], sources: usize) {
        let source = source.unwrap_or_else(|| {
            self.gone.push(name.to_owned());
            sources + self.gone.len() - 1
        });
        for Print(print, line) in texts {
            self.seen.entry(*print).or_insert((u32::try_from(source).unwrap_or(u32::MAX), *line));
        }
    }

    /// Returns the first few: where a text stands again, and where it stood first.
    pub(super) fn named(&self) -> &[(String, String)] {
        &self.named
    }
}

fn place(name: &str, line: u32) -> String {
    if line == 1 { name.to_owned() } else { format!("{name}:{line}") }
}
