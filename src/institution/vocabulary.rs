//! The words that names of bodies are made of, from the tables under `data/institutions`.

use super::context::{Beside, Contexts};
use super::entry::{Body, Entry, Head, Marks, Part, Role, Scope, Stem, Use};
use crate::Error;
use crate::lexicon::{CharSet, rows};
use crate::model::{InstitutionKind, Level};
use crate::region::{Layer, divisions};
use crate::span::Span;
use crate::token::is_han;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;

macro_rules! table {
    ($name:literal) => {
        (concat!("data/institutions/", $name), include_str!(concat!("../../data/institutions/", $name)))
    };
}

/// All of them.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    pub(crate) entries: Vec<Entry>,
    /// What each entry can be, in short.
    pub(crate) marks: Vec<Marks>,
    index: FxHashMap<Cow<'static, str>, usize>,
    pub(crate) parts: Parts,
    /// The characters that stand for countries.
    pub(crate) shorts: CharSet,
    /// Those, and the characters that the names of parties begin with.
    pub(crate) leads: CharSet,
    /// By registered name: the body that went on with its work, if it is no more.
    successors: FxHashMap<&'static str, &'static str>,
    /// By template: the field of a local department, or of the one that went on with its work.
    fields: FxHashMap<String, &'static str>,
    /// What a centre does that is a body.
    pub(crate) serving: FxHashSet<&'static str>,
    /// Words beside names.
    pub(crate) contexts: Contexts,
    /// Ordinary words of two characters, of which a core may be a piece.
    pieces: FxHashSet<&'static str>,
    /// Characters that nothing is named by.
    unnamed: CharSet,
    /// Characters that no name unknown to the dictionary is cut into.
    pub(crate) common: CharSet,
    /// Characters that no name begins with.
    pub(crate) openers: CharSet,
}

impl Vocabulary {
    /// Reads the tables.
    pub(crate) fn embedded() -> Result<Self, Error> {
        let mut out = Vocabulary {
            entries: Vec::new(),
            marks: Vec::new(),
            index: FxHashMap::default(),
            parts: Parts::default(),
            shorts: CharSet::new(),
            leads: CharSet::new(),
            successors: FxHashMap::default(),
            fields: FxHashMap::default(),
            serving: FxHashSet::default(),
            contexts: Contexts::embedded()?,
            pieces: FxHashSet::default(),
            unnamed: CharSet::new(),
            common: CharSet::new(),
            openers: CharSet::new(),
        };
        for c in out.contexts.firsts(Beside::Party) {
            out.leads.insert(c);
        }
        let divisions = divisions().surfaces();
        let words = divisions.size_hint().0 * 2;
        out.entries.reserve(words);
        out.index.reserve(words);
        for name in divisions {
            out.entry(name.clone()).division = true;
        }
        for word in [
            "省",
            "自治区",
            "市",
            "州",
            "自治州",
            "盟",
            "县",
            "自治县",
            "区",
            "旗",
            "乡",
            "镇",
            "街道",
            "乡镇",
            "村",
            "社区",
        ] {
            out.entry(word).layer = Layer::of(word);
        }
        out.load_register()?;
        out.load_stems()?;
        out.load_heads()?;
        out.load_scopes()?;
        out.marks = out.entries.iter().map(Entry::marks).collect();
        Ok(out)
    }

    fn entry(&mut self, word: impl Into<Cow<'static, str>>) -> &mut Entry {
        let next = self.entries.len();
        let i = *self.index.entry(word.into()).or_insert(next);
        if i == next {
            self.entries.push(Entry::default());
        }
        &mut self.entries[i]
    }

    /// Returns what a word can be.
    pub(crate) fn get(&self, word: &str) -> Option<&Entry> {
        self.index.get(word).and_then(|&i| self.entries.get(i))
    }

    /// Returns every word and the number of its entry, in no order.
    pub(crate) fn words(&self) -> impl Iterator<Item = (&str, u32)> {
        self.index.iter().filter_map(|(word, &i)| Some((&**word, u32::try_from(i).ok()?)))
    }

    /// Returns the body that goes on with the work of a registered one today.
    pub(crate) fn today<'n>(&self, name: &'n str) -> &'n str
    where
        'static: 'n,
    {
        let mut name = name;
        for _ in 0..6 {
            let Some(next) = self.successors.get(name) else { break };
            name = next;
        }
        name
    }

    /// Returns the registered bodies that are no more.
    #[cfg(test)]
    pub(crate) fn former(&self) -> impl Iterator<Item = &str> {
        self.successors.keys().copied()
    }

    /// Returns the field of the local department with that template, or of the one that goes on with its work.
    pub(crate) fn field(&self, template: &str) -> Option<&'static str> {
        self.fields.get(template).copied()
    }

    /// Returns what an entry can be, in short.
    pub(crate) fn mark(&self, entry: u32) -> Marks {
        self.marks.get(entry as usize).copied().unwrap_or_default()
    }

    /// Returns true if the word of one character at `word` is a piece of one that is no name (部 in 全部), or stands where no
    /// name can be before it (，办).
    pub(crate) fn is_piece(&self, text: &str, word: Span) -> bool {
        if word.len() != 3 {
            return false;
        }
        let (start, end) = (word.start as usize, word.end as usize);
        let Some(before) = text.get(..start).and_then(|t| t.chars().next_back()) else { return true };
        if self.unnamed.has(before)
            || !is_han(before) && !before.is_alphanumeric() && !matches!(before, '”' | '》' | '）' | ')')
        {
            return true;
        }
        let with_last = start.checked_sub(3).and_then(|from| text.get(from..end));
        with_last.is_some_and(|w| self.pieces.contains(w) || self.parts.get(w) == Some(Part::Stop))
            || text.get(start..end + 3).is_some_and(|w| self.pieces.contains(w))
    }

    fn load_register(&mut self) -> Result<(), Error> {
        let (file, text) = table!("register.tsv");
        for row in rows(file, text, &["name"])? {
            let kind = kind(row.field(2)).ok_or_else(|| row.error(2, "no such kind of body"))?;
            let name = row.field(0);
            let (abroad, local) = (row.field(3) == "abroad", row.field(3) == "local");
            for word in std::iter::once(name).chain(row.field(1).split('|')).filter(|w| !w.is_empty()) {
                self.entry(word).body = Some(Body { name, kind, abroad, local });
            }
            if !row.field(5).is_empty() {
                self.successors.insert(name, row.field(5));
            }
        }
        Ok(())
    }

    fn load_stems(&mut self) -> Result<(), Error> {
        let (file, text) = table!("departments.tsv");
        for row in rows(file, text, &["root"])? {
            let kind = kind(row.field(3)).ok_or_else(|| row.error(3, "no such kind of body"))?;
            let root = row.field(0);
            for ending in row.field(2).split('|') {
                let full = match ending {
                    "委" => "委员会",
                    "办" => "办公室",
                    other => other,
                };
                let full = format!("{{}}{root}{full}");
                self.fields.insert(full.clone(), if row.field(4).is_empty() { root } else { row.field(4) });
                for short in std::iter::once(root).chain(row.field(1).split('|')).filter(|w| !w.is_empty()) {
                    let entry = self.entry(format!("{short}{ending}"));
                    if entry.stem.is_none() {
                        entry.stem = Some(Stem { full: full.clone().into(), kind, class: false });
                    }
                }
            }
        }
        let (file, text) = table!("stems.tsv");
        for row in rows(file, text, &["word", "full", "kind"])? {
            let kind = kind(row.field(2)).ok_or_else(|| row.error(2, "no such kind of body"))?;
            self.entry(row.field(0)).stem =
                Some(Stem { full: row.field(1).into(), kind, class: row.field(3) == "class" });
        }
        let (file, text) = table!("joints.tsv");
        for row in rows(file, text, &["word", "stems"])? {
            self.entry(row.field(0)).joint = Some(row.field(1).split('|').collect());
        }
        Ok(())
    }

    fn load_heads(&mut self) -> Result<(), Error> {
        let (file, text) = table!("heads.tsv");
        for row in rows(file, text, &["head", "kind", "use"])? {
            let kind = kind(row.field(1)).ok_or_else(|| row.error(1, "no such kind of body"))?;
            let usage = match row.field(2) {
                "proper" => Use::Proper,
                "class" => Use::Class,
                "unit" => Use::Unit,
                "section" => Use::Section,
                "abroad" => Use::Abroad,
                _ => continue,
            };
            self.entry(row.field(0)).head = Some(Head { kind, usage });
        }
        let (file, text) = table!("classes.tsv");
        for row in rows(file, text, &["word", "role"])? {
            match row.field(1) {
                "end" => self.entry(row.field(0)).end = Some(kind(row.field(2))),
                _ => self.entry(row.field(0)).root = kind(row.field(2)),
            }
        }
        let (file, text) = table!("posts.tsv");
        for row in rows(file, text, &["word", "what"])? {
            self.entry(row.field(0)).post = true;
        }
        Ok(())
    }

    fn load_scopes(&mut self) -> Result<(), Error> {
        let (file, text) = table!("scopes.tsv");
        for row in rows(file, text, &["word", "role"])? {
            let role = match row.field(1) {
                "home" => Role::Home,
                "class" => Role::Class,
                "level" => Role::Level,
                "list" => Role::List,
                "zone" => Role::Zone,
                _ => return Err(row.error(1, "one of home, class, level, list, zone is expected")),
            };
            self.entry(row.field(0)).scope = Some(Scope { role, level: level(row.field(2)) });
        }
        let (file, text) = table!("words.tsv");
        for row in rows(file, text, &["word", "use"])? {
            let part = match row.field(1) {
                "name" => Part::Name,
                "stop" => Part::Stop,
                "proper" => Part::Proper,
                "country" => Part::Country,
                "short" => Part::Short,
                "generic" => Part::Generic,
                _ => return Err(row.error(1, "one of name, stop, proper, country, short, generic is expected")),
            };
            if part == Part::Short {
                for c in row.field(0).chars() {
                    self.shorts.insert(c);
                    self.leads.insert(c);
                }
            }
            self.parts.insert(row.field(0), part);
        }
        let (file, text) = table!("pieces.tsv");
        for row in rows(file, text, &["word", "use"])? {
            match row.field(1) {
                "word" => _ = self.pieces.insert(row.field(0)),
                "before" => row.field(0).chars().for_each(|c| self.unnamed.insert(c)),
                "common" => row.field(0).chars().for_each(|c| self.common.insert(c)),
                "opener" => row.field(0).chars().for_each(|c| self.openers.insert(c)),
                _ => return Err(row.error(1, "one of word, before, common, opener is expected")),
            }
        }
        let (file, text) = table!("serving.tsv");
        for row in rows(file, text, &["word"])? {
            self.serving.insert(row.field(0));
        }
        Ok(())
    }
}

/// Returns the level of that name.
fn level(name: &str) -> Option<Level> {
    Some(match name {
        "national" => Level::National,
        "provincial" => Level::Provincial,
        "prefectural" => Level::Prefectural,
        "county" => Level::County,
        "township" => Level::Township,
        "village" => Level::Village,
        _ => return None,
    })
}

/// Returns the kind of that name.
fn kind(name: &str) -> Option<InstitutionKind> {
    use InstitutionKind as K;
    Some(match name {
        "party_committee" => K::PartyCommittee,
        "party_organ" => K::PartyOrgan,
        "discipline" => K::Discipline,
        "peoples_congress" => K::PeoplesCongress,
        "government" => K::Government,
        "government_department" => K::GovernmentDepartment,
        "cppcc" => K::Cppcc,
        "court" => K::Court,
        "procuratorate" => K::Procuratorate,
        "public_security" => K::PublicSecurity,
        "military" => K::Military,
        "mass_organization" => K::MassOrganization,
        "public_institution" => K::PublicInstitution,
        "enterprise" => K::Enterprise,
        "social_organization" => K::SocialOrganization,
        "grassroots" => K::Grassroots,
        "media" => K::Media,
        "foreign" => K::Foreign,
        "other" => K::Other,
        _ => return None,
    })
}

/// What words do inside names, most of them nothing.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    /// A bit for the hash of every word.
    filter: Vec<u64>,
    words: FxHashMap<&'static str, Part>,
}

impl Parts {
    const BITS: usize = 1 << 14;

    fn insert(&mut self, word: &'static str, part: Part) {
        self.filter.resize(Self::BITS / 64, 0);
        let bit = Self::bit(word);
        if let Some(bits) = self.filter.get_mut(bit / 64) {
            *bits |= 1 << (bit % 64);
        }
        self.words.insert(word, part);
    }

    /// Returns what a word does.
    #[inline]
    pub(crate) fn get(&self, word: &str) -> Option<Part> {
        let bit = Self::bit(word);
        self.filter.get(bit / 64).filter(|bits| **bits >> (bit % 64) & 1 == 1)?;
        self.words.get(word).copied()
    }

    /// Returns the bit of a word: a hash of its ends and its length.
    fn bit(word: &str) -> usize {
        let (second, third, last) = match *word.as_bytes() {
            [_, second, third, .., before, last] => (second, third, u32::from(before) << 8 | u32::from(last)),
            [_, second, third] => (second, third, 0),
            _ => (0, 0, 0),
        };
        let ends = u32::from(second) << 24 | u32::from(third) << 16 | last;
        (ends.wrapping_mul(0x9E37_79B1) >> 18) as usize ^ (word.len() % Self::BITS)
    }
}
