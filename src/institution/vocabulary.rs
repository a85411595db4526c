//! The words that names of bodies are made of, from the tables under `data/institutions`.

use super::region::{Layer, divisions};
use crate::Error;
use crate::lexicon::Trie;
use crate::lexicon::rows;
use crate::model::{InstitutionKind, Level};
use rustc_hash::{FxHashMap, FxHashSet};

macro_rules! table {
    ($name:literal) => {
        (concat!("data/institutions/", $name), include_str!(concat!("../../data/institutions/", $name)))
    };
}

/// Everything one word can be.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry {
    /// A name of divisions.
    pub(crate) division: bool,
    pub(crate) layer: Option<Layer>,
    pub(crate) scope: Option<Scope>,
    /// A body of the register.
    pub(crate) body: Option<Body>,
    pub(crate) stem: Option<Stem>,
    pub(crate) head: Option<Head>,
    /// Ends a class, with the kind of members that have no root.
    #[expect(
        clippy::option_option,
        reason = "whether it ends a class, and whether its members have a kind of their own"
    )]
    pub(crate) end: Option<Option<InstitutionKind>>,
    /// Stands before such an end.
    pub(crate) root: Option<InstitutionKind>,
    /// The stems (or registered names) that a joint word stands for.
    pub(crate) joint: Option<Box<[Box<str>]>>,
    /// Makes a post of the body before it.
    pub(crate) post: bool,
}

/// A word that delimits a class of bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scope {
    pub(crate) role: Role,
    pub(crate) level: Option<Level>,
}

/// What a scope word does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// 全市.
    Home,
    /// 各级, 县区.
    Class,
    /// 市级.
    Level,
    /// 两县.
    List,
}

/// A body of the register.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    pub(crate) name: Box<str>,
    pub(crate) kind: InstitutionKind,
}

/// A body that every division has.
#[derive(Clone, Debug)]
pub(crate) struct Stem {
    /// The full name, `{}` for the division, `{s}` for its short name.
    pub(crate) full: Box<str>,
    pub(crate) kind: InstitutionKind,
    /// True if the word alone names a class.
    pub(crate) class: bool,
}

/// A word that ends names.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Head {
    pub(crate) kind: InstitutionKind,
    pub(crate) usage: Use,
}

/// When a head makes a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    Proper,
    Class,
    /// Hangs on a body: 党组.
    Unit,
    /// Hangs on a body with words of its own: 农村科技司.
    Section,
}

/// What a word does inside a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Name,
    Stop,
    Proper,
    Country,
    Generic,
}

/// All of them, with the trie that finds them.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    pub(crate) entries: Vec<Entry>,
    index: FxHashMap<String, usize>,
    pub(crate) parts: FxHashMap<String, Part>,
    /// What a centre does that is a body.
    pub(crate) serving: FxHashSet<String>,
    pub(crate) trie: Trie,
}

impl Vocabulary {
    /// Reads the tables.
    pub(crate) fn embedded() -> Result<Self, Error> {
        let mut out = Vocabulary {
            entries: Vec::new(),
            index: FxHashMap::default(),
            parts: FxHashMap::default(),
            serving: FxHashSet::default(),
            trie: Trie::new(std::iter::empty()),
        };
        for name in divisions().surfaces() {
            out.entry(name).division = true;
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
        let mut words = vec![""; out.entries.len()];
        #[expect(clippy::iter_over_hash_type, reason = "each word goes to a slot of its own")]
        for (word, &i) in &out.index {
            if let Some(slot) = words.get_mut(i) {
                *slot = word;
            }
        }
        out.trie = Trie::new(words.into_iter());
        Ok(out)
    }

    fn entry(&mut self, word: &str) -> &mut Entry {
        let next = self.entries.len();
        let i = *self.index.entry(word.to_owned()).or_insert(next);
        if i == next {
            self.entries.push(Entry::default());
        }
        &mut self.entries[i]
    }

    /// Returns what a word can be.
    pub(crate) fn get(&self, word: &str) -> Option<&Entry> {
        self.index.get(word).and_then(|&i| self.entries.get(i))
    }

    /// Returns true if the text has a word that a body cannot do without.
    pub(crate) fn any_core(&self, text: &str) -> bool {
        text.char_indices().any(|(i, _)| {
            let mut any = false;
            self.trie.each(text.get(i..).unwrap_or(""), |len, entry| {
                any = any
                    || self.entries.get(entry as usize).is_some_and(Entry::makes_bodies)
                        && !self.ends_other(text, i, len);
            });
            any
        })
    }

    /// Returns true if the word of one character at `at` ends one that is no name: 部 in 全部.
    pub(crate) fn ends_other(&self, text: &str, at: usize, len: usize) -> bool {
        len == 3
            && at
                .checked_sub(3)
                .and_then(|from| text.get(from..at + len))
                .is_some_and(|w| self.parts.get(w) == Some(&Part::Stop))
    }

    fn load_register(&mut self) -> Result<(), Error> {
        let (file, text) = table!("register.tsv");
        for row in rows(file, text, &["name"])? {
            let kind = kind(row.field(2)).ok_or_else(|| row.error(2, "no such kind of body"))?;
            let name = row.field(0);
            for word in std::iter::once(name).chain(row.field(1).split('|')).filter(|w| !w.is_empty()) {
                self.entry(word).body = Some(Body { name: name.into(), kind });
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
                for short in std::iter::once(root).chain(row.field(1).split('|')).filter(|w| !w.is_empty()) {
                    let entry = self.entry(&format!("{short}{ending}"));
                    if entry.stem.is_none() {
                        entry.stem = Some(Stem { full: full.as_str().into(), kind, class: false });
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
            self.entry(row.field(0)).joint = Some(row.field(1).split('|').map(Into::into).collect());
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
                _ => return Err(row.error(1, "one of home, class, level, list is expected")),
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
                "generic" => Part::Generic,
                _ => return Err(row.error(1, "one of name, stop, proper, country, generic is expected")),
            };
            self.parts.insert(row.field(0).to_owned(), part);
        }
        let (file, text) = table!("serving.tsv");
        for row in rows(file, text, &["word"])? {
            self.serving.insert(row.field(0).to_owned());
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

impl Entry {
    /// Returns true if a body can be made of the word.
    pub(crate) fn makes_bodies(&self) -> bool {
        self.body.is_some() || self.stem.is_some() || self.head.is_some() || self.end.is_some() || self.joint.is_some()
    }
}
