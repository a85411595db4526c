//! The words by which pages are read: `data/html.tsv`.

use std::sync::OnceLock;

const TABLE: &str = include_str!("../../../data/html.tsv");

/// The words by kind, in the order of the table.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) body: Vec<&'static str>,
    pub(super) drop: Vec<&'static str>,
    pub(super) title: Vec<&'static str>,
    pub(super) published: Vec<&'static str>,
    pub(super) source: Vec<&'static str>,
    pub(super) prefix: Vec<&'static str>,
    pub(super) info: Vec<&'static str>,
}

impl Words {
    pub(super) fn get() -> &'static Self {
        static WORDS: OnceLock<Words> = OnceLock::new();
        WORDS.get_or_init(|| {
            let mut words = Words::default();
            for line in TABLE.lines().skip(1).filter(|l| !l.starts_with('#')) {
                let Some((kind, value)) = line.split_once('\t') else { continue };
                match kind {
                    "body" => words.body.push(value),
                    "drop" => words.drop.push(value),
                    "title" => words.title.push(value),
                    "published" => words.published.push(value),
                    "source" => words.source.push(value),
                    "prefix" => words.prefix.push(value),
                    _ => words.info.push(value),
                }
            }
            words
        })
    }
}
