//! Words of labels: what they make of a figure, and where a noun phrase begins and ends.

use crate::lexicon::rows;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// What words inside an indicator make of a figure, by the character that shows that one may be there.
static LABELS: LazyLock<Labels> = LazyLock::new(Labels::read);

/// The table of words that decide the kind of a figure.
#[derive(Debug, Default)]
struct Labels {
    /// Words that make an average, at the end (亩产) or anywhere (人均), by the character in them that shows that one may be
    /// there.
    average: Vec<(char, &'static str, Place)>,
    /// Endings of an indicator that is a part of a whole.
    share: Vec<&'static str>,
    /// Indicators that are no row label alone: they take the thing they belong to.
    bare: FxHashSet<&'static str>,
    /// Words of what is better when there is less of it.
    worse: Vec<&'static str>,
    /// Endings of what somebody has that is measured.
    had: Vec<&'static str>,
    /// Nouns that several words before them may share, though with the last they are one word.
    shared: Vec<&'static str>,
    /// Endings of money that is given for something.
    grant: Vec<&'static str>,
    /// What a word is for a phrase, whatever else it is.
    words: FxHashMap<&'static str, Word>,
}

/// What a word is for a noun phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    /// It makes a verb before it a part of a noun: 办案数.
    Ending,
    /// It begins a term though it looks like an adverb: 一般公共预算.
    Term,
    /// It says how often, which is the amount's denominator: 每季度.
    Often,
    /// It belongs to no noun phrase that it ends: 首, 再.
    Trail,
    /// It makes a time of the length before it: 12个月里, 3年后.
    While,
    /// It makes a time of the length behind it: 过去24小时.
    Past,
    /// What bodies and sites are named for: 生产企业, 回收站点.
    Trade,
    /// It stands before the count of what follows: 首批5名.
    Batch,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    End,
    Any,
}

impl Labels {
    fn read() -> Self {
        let (file, text) = ("data/lexicon/labels.tsv", include_str!("../../data/lexicon/labels.tsv"));
        let mut labels = Labels::default();
        for row in rows(file, text, &["word", "role"]).unwrap_or_default() {
            let word = row.field(0);
            let shown = || word.chars().find(|c| averaging(*c));
            match row.field(1) {
                "average" => labels.average.extend(shown().map(|c| (c, word, Place::Any))),
                "average.end" => labels.average.extend(shown().map(|c| (c, word, Place::End))),
                "share" => labels.share.push(word),
                "worse" => labels.worse.push(word),
                "had" => labels.had.push(word),
                "shared" => labels.shared.push(word),
                "grant" => labels.grant.push(word),
                "ending" => drop(labels.words.insert(word, Word::Ending)),
                "term" => drop(labels.words.insert(word, Word::Term)),
                "often" => drop(labels.words.insert(word, Word::Often)),
                "while" => drop(labels.words.insert(word, Word::While)),
                "batch" => drop(labels.words.insert(word, Word::Batch)),
                "trade" => drop(labels.words.insert(word, Word::Trade)),
                "past" => drop(labels.words.insert(word, Word::Past)),
                "trail" => drop(labels.words.insert(word, Word::Trail)),
                _ => {
                    labels.bare.insert(word);
                }
            }
        }
        labels
    }
}

/// Returns true if the words make an average.
pub(crate) fn averages(words: &str) -> bool {
    let fits = |found: char| {
        LABELS.average.iter().filter(|(c, ..)| *c == found).any(|(_, word, place)| match place {
            Place::End => words.ends_with(word),
            Place::Any => words.contains(word),
        })
    };
    words.chars().any(|c| averaging(c) && fits(c))
}

/// True for the characters that show that an average may be there.
fn averaging(c: char) -> bool {
    matches!(c, '均' | '产' | '每' | '千' | '万' | '百')
}

/// Returns true if the words are no row label of their own.
pub(crate) fn bare(words: &str) -> bool {
    LABELS.bare.contains(words)
}

/// Returns true if the words are part of a whole: 占比.
pub(crate) fn shares(words: &str) -> bool {
    LABELS.share.iter().any(|s| words.ends_with(s))
}

/// Returns true if the words are of what somebody has that is measured: 总产值.
pub(crate) fn had(words: &str) -> bool {
    LABELS.had.iter().any(|w| words.ends_with(w))
}

/// Returns true for a noun that words before it share, as 城镇 and 农村 share 居民.
pub(crate) fn shared(words: &str) -> bool {
    LABELS.shared.contains(&words)
}

/// Returns true if the words are of money that is given for something: 救助资金.
pub(crate) fn grants(words: &str) -> bool {
    LABELS.grant.iter().any(|w| words.ends_with(w))
}

/// Returns what a word is for a noun phrase.
pub(crate) fn word(word: &str) -> Option<Word> {
    LABELS.words.get(word).copied()
}

/// Returns true if less of it is better: PM2.5浓度.
pub(crate) fn worse(words: &str) -> bool {
    LABELS.worse.iter().any(|w| words.contains(w))
}
