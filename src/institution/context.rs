//! Words beside a name that tell how to read it, from `data/institutions/contexts.tsv`.

use crate::Error;
use crate::lexicon::rows;
use rustc_hash::FxHashSet;

/// The longest word of the table, in characters.
const LONGEST: usize = 6;

/// Lists the kinds once: each with its role in the table, and the word it stands beside, if it does so beside one only.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $role:literal $($of:literal)?,)*) => {
        /// What words beside a name tell.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Beside {
            $($(#[$doc])* $kind,)*
        }

        /// Every kind, with its role and word in the table.
        const KINDS: &[(Beside, &str, &str)] = &[$((Beside::$kind, $role, concat!($($of)?)),)*];
    };
}

kinds! {
    /// A short name in brackets follows.
    Alias = "alias",
    /// Places and winners of a title are no bodies.
    Award = "award",
    /// It is counted: a sort of thing.
    Counter = "counter",
    /// 中心 is a place or a role.
    Hub = "hub",
    /// A number before it makes a meeting: 第三次会议.
    Numbered = "numbered",
    /// What a list of fields shares: 教育、公安等部门.
    Roster = "roster",
    /// What it is called for has a 系统 that is a thing: 交通.
    Plant = "plant",
    /// A meeting of the body.
    Session = "session",
    /// Other countries have a body of that name.
    Shared = "shared",
    /// Somebody speaks of his own country's bodies.
    Speech = "speech",
    /// A class by its level alone.
    Tier = "tier",
    /// A body of a township with a name of its own.
    Town = "town",
    /// Ends the names of bodies of townships, and of villages.
    Township = "township",
    Village = "village",
    /// Ends the names of classes of bodies; begins them.
    Plural = "plural",
    Several = "several",
    /// A post follows.
    Title = "title",
    /// A class of bodies.
    Unit = "unit",
    /// The word is no body, but tells of something.
    Government = "attribute" "政府",
    Congress = "attribute" "人大",
    Cppcc = "attribute" "政协",
    Court = "attribute" "法院",
    Committee = "attribute" "委",
    /// The body is one all the same.
    StillCommittee = "!attribute" "委",
    Centre = "attribute" "中央",
    PublicUnit = "attribute" "事业单位",
    University = "attribute" "大学",
    /// Begins the names of bodies of several countries.
    Wide = "wide",
    /// Begins the names of bodies of the whole country.
    State = "state",
    /// Stands before a division in the name of a party's body.
    Party = "party",
    /// Ends words of the dictionary that are bodies; ends some that are not.
    Tagged = "tagged",
    Direction = "direction",
    /// The word means something else.
    High = "sense" "两高",
    RedArmy = "sense" "红军",
}

/// The words, by what they tell.
#[derive(Debug)]
pub(crate) struct Contexts([Words; KINDS.len()]);

/// A few words, most often asked about where none of them stands.
#[derive(Debug, Default)]
struct Words {
    /// A bit for the third byte of each: all but a few other characters have another.
    filter: [u64; 4],
    words: FxHashSet<&'static str>,
}

impl Words {
    fn insert(&mut self, word: &'static str) {
        let byte = third(word);
        if word.len() < 3 {
            self.filter = [u64::MAX; 4];
        }
        self.filter[usize::from(byte / 64)] |= 1 << (byte % 64);
        self.words.insert(word);
    }

    #[inline]
    fn may(&self, rest: &str) -> bool {
        let byte = third(rest);
        self.filter[usize::from(byte / 64)] >> (byte % 64) & 1 == 1
    }
}

/// Returns the byte that tells most of the first character.
fn third(text: &str) -> u8 {
    text.as_bytes().get(2).copied().unwrap_or(0)
}

impl Contexts {
    /// Reads the table.
    pub(super) fn embedded() -> Result<Self, Error> {
        const FILE: &str = "data/institutions/contexts.tsv";
        const TEXT: &str = include_str!("../../data/institutions/contexts.tsv");
        let mut out = Contexts(std::array::from_fn(|_| Words::default()));
        for row in rows(FILE, TEXT, &["word", "role"])? {
            let of = if row.field(2) == "人民代表大会" { "人大" } else { row.field(2) };
            let known = KINDS.iter().find(|(_, role, word)| row.field(1) == *role && of == *word);
            let (kind, ..) = known.ok_or_else(|| row.error(1, "no such role"))?;
            out.0[*kind as usize].insert(row.field(0));
        }
        Ok(out)
    }

    /// Returns the longest word of that kind which `rest` begins with.
    #[inline]
    pub(super) fn follows<'r>(&self, kind: Beside, rest: &'r str) -> Option<&'r str> {
        let words = self.0.get(kind as usize).filter(|words| words.may(rest))?;
        let ends = rest.char_indices().map(|(i, _)| i).chain([rest.len()]).skip(1).take(LONGEST);
        ends.filter_map(|end| rest.get(..end)).filter(|word| words.words.contains(word)).last()
    }

    /// Returns true if `words` end with a word of that kind.
    pub(super) fn ends(&self, kind: Beside, words: &str) -> bool {
        let starts = words.char_indices().rev().map(|(i, _)| i).take(LONGEST);
        starts.filter_map(|start| words.get(start..)).any(|word| self.has(kind, word))
    }

    /// Returns the characters that the words of a kind begin with.
    pub(super) fn firsts(&self, kind: Beside) -> impl Iterator<Item = char> {
        let words = self.0.get(kind as usize).map(|words| words.words.iter());
        words.into_iter().flatten().filter_map(|word| word.chars().next())
    }

    /// Returns true if a word is of that kind.
    pub(super) fn has(&self, kind: Beside, word: &str) -> bool {
        self.0.get(kind as usize).is_some_and(|words| words.may(word) && words.words.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_wins() {
        let table = Contexts::embedded().unwrap();
        assert_eq!(table.follows(Beside::Alias, "以下简称“办法”"), Some("以下简称"));
        assert_eq!(table.follows(Beside::Government, "投资增长"), Some("投资"));
        assert_eq!(table.follows(Beside::Government, ""), None);
        assert!(KINDS.iter().enumerate().all(|(i, (kind, ..))| *kind as usize == i));
    }
}
