//! Words and their classes: what makes a sentence a line of classes.
//!
//! A *class* is a property of a unit (`noun`, `change.up`, `quantity`). A unit carries a *set* of classes; each distinct
//! set is interned once, so a unit holds only a small number.

mod charset;
mod letters;
mod table;
mod trie;

use crate::error::Error;
pub(crate) use charset::CharSet;
pub(crate) use letters::Letters;
use rustc_hash::FxHashMap;
pub(crate) use table::rows;
pub(crate) use trie::Trie;

/// One class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ClassId(pub(crate) u16);

/// One interned set of classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SetId(pub(crate) u16);

/// The classes of the units that the chunk layer makes, by name. Everything else comes from words and part-of-speech tags.
pub(crate) const EMBEDDED: &[(&str, &str)] = &[
    ("data/lexicon/claims.tsv", include_str!("../../data/lexicon/claims.tsv")),
    ("data/lexicon/common.tsv", include_str!("../../data/lexicon/common.tsv")),
    ("data/lexicon/measures.tsv", include_str!("../../data/lexicon/measures.tsv")),
];
const CLASSES: (&str, &str) = ("data/lexicon/classes.tsv", include_str!("../../data/lexicon/classes.tsv"));

/// All classes, all sets, all words.
#[derive(Debug)]
pub(crate) struct Lexicon {
    classes: Vec<Box<str>>,
    class_index: FxHashMap<Box<str>, ClassId>,
    sets: Vec<Box<[ClassId]>>,
    set_index: FxHashMap<Box<[ClassId]>, SetId>,
    words: FxHashMap<Box<str>, SetId>,
}

impl Lexicon {
    /// Returns a lexicon with the built-in classes and no words.
    pub(crate) fn new() -> Result<Self, Error> {
        let mut lexicon = Lexicon {
            classes: Vec::new(),
            class_index: FxHashMap::default(),
            sets: Vec::new(),
            set_index: FxHashMap::default(),
            words: FxHashMap::default(),
        };
        lexicon.intern(&[]);
        let (file, text) = CLASSES;
        for row in rows(file, text, &["class", "meaning"])? {
            lexicon.declare(row.field(0));
        }
        Ok(lexicon)
    }

    /// Adds a class, or returns the one of that name.
    pub(crate) fn declare(&mut self, name: &str) -> ClassId {
        if let Some(&id) = self.class_index.get(name) {
            return id;
        }
        let id = ClassId(u16::try_from(self.classes.len()).unwrap_or(u16::MAX));
        self.classes.push(name.into());
        self.class_index.insert(name.into(), id);
        id
    }

    /// Returns the class of that name.
    pub(crate) fn class(&self, name: &str) -> Option<ClassId> {
        self.class_index.get(name).copied()
    }

    /// Returns the name of a class.
    pub(crate) fn class_name(&self, id: ClassId) -> &str {
        self.classes.get(usize::from(id.0)).map_or("", |n| n)
    }

    /// Returns the names closest to `name`, for an error message.
    pub(crate) fn suggest(&self, name: &str) -> Option<&str> {
        let score = |other: &str| {
            other.chars().filter(|c| name.contains(*c)).count() * 2
                / (other.chars().count() + name.chars().count()).max(1)
        };
        let prefix = |other: &str| other.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
        self.classes.iter().map(|c| &**c).max_by_key(|c| (prefix(c), score(c))).filter(|c| prefix(c) > 0)
    }

    /// Interns a set of classes.
    pub(crate) fn intern(&mut self, classes: &[ClassId]) -> SetId {
        let mut sorted = classes.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        let sorted = sorted.into_boxed_slice();
        if let Some(&id) = self.set_index.get(&sorted) {
            return id;
        }
        let id = SetId(u16::try_from(self.sets.len()).unwrap_or(u16::MAX));
        self.sets.push(sorted.clone());
        self.set_index.insert(sorted, id);
        id
    }

    /// Interns the set of the classes of those names; unknown names are declared.
    pub(crate) fn intern_names(&mut self, names: &[&str]) -> SetId {
        let ids: Vec<ClassId> = names.iter().map(|n| self.declare(n)).collect();
        self.intern(&ids)
    }

    /// Returns the classes of a set.
    pub(crate) fn set(&self, id: SetId) -> &[ClassId] {
        self.sets.get(usize::from(id.0)).map_or(&[], |s| s)
    }

    /// Returns true if the set holds the class.
    pub(crate) fn has(&self, set: SetId, class: ClassId) -> bool {
        self.set(set).contains(&class)
    }

    /// Returns every set, in order of their ids.
    pub(crate) fn sets(&self) -> impl Iterator<Item = &[ClassId]> {
        self.sets.iter().map(|s| &**s)
    }

    /// Returns the classes of a word, if the lexicon has it.
    pub(crate) fn word(&self, word: &str) -> Option<SetId> {
        self.words.get(word).copied()
    }

    /// Returns every word and its classes, in no order.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&str, SetId)> {
        self.words.iter().map(|(word, set)| (&**word, *set))
    }

    /// Returns the words of a single Han character with their classes.
    pub(crate) fn letters(&self) -> Letters {
        Letters::new(self.entries())
    }

    /// Adds classes to a word.
    pub(crate) fn add_word(&mut self, word: &str, classes: &[ClassId]) -> SetId {
        let mut all = self.word(word).map(|s| self.set(s).to_vec()).unwrap_or_default();
        all.extend_from_slice(classes);
        let set = self.intern(&all);
        self.words.insert(word.into(), set);
        set
    }

    /// Gives every word its part of speech too. What the tables call a verb is no noun for being unknown to the segmenter.
    pub(crate) fn tag(&mut self, pos: &dyn Fn(&str) -> &'static str) {
        let words: Vec<String> = self.words().into_iter().map(str::to_owned).collect();
        let verb = self.declare("verb");
        for word in words {
            if pos(&word) == "noun" && self.word(&word).is_some_and(|set| self.has(set, verb)) {
                continue;
            }
            let class = self.declare(pos(&word));
            self.add_word(&word, &[class]);
        }
    }

    /// Returns every word, sorted.
    pub(crate) fn words(&self) -> Vec<&str> {
        let mut words: Vec<&str> = self.words.keys().map(|w| &**w).collect();
        words.sort_unstable();
        words
    }

    /// Reads a table `word<TAB>classes[<TAB>note]`; several classes are joined with `|`.
    pub(crate) fn load(&mut self, file: &str, text: &str) -> Result<(), Error> {
        for row in rows(file, text, &["word", "classes"])? {
            let mut classes = Vec::new();
            for name in row.field(1).split('|') {
                let Some(id) = self.class(name) else {
                    let hint = self.suggest(name).map_or(String::new(), |s| format!("; did you mean `{s}`?"));
                    return Err(row.error(1, format!("unknown class `{name}`{hint} (classes are declared in data/lexicon/classes.tsv, or with [[class]] in a rule pack)")));
                };
                classes.push(id);
            }
            self.add_word(row.field(0), &classes);
        }
        Ok(())
    }
}
