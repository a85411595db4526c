//! Departments called by their fields in a list that shares its last word: 教育、公安等部门, 检察、审判机关.

use super::Full;
use super::context::Beside;
use super::core::{Core, Item};
use super::entry::Marks;
use super::prefix::Prefix;
use super::reader::Reader;
use crate::model::InstitutionKind as Kind;

/// The most fields of a list.
const MOST: usize = 16;

impl Reader<'_> {
    /// Returns true if such a list begins at `at`, or a class that is called by its root alone.
    pub(super) fn lists(&self, at: u32) -> bool {
        let bare = Prefix { end: at, ..Prefix::default() };
        self.roster(&bare).is_some() || self.rooted(&bare).is_some()
    }

    /// Reads such a list behind a prefix.
    pub(super) fn roster(&self, prefix: &Prefix) -> Option<Core> {
        if !self.boundary(prefix.end) && prefix.words == 0 {
            return None;
        }
        let (mut at, first) = self.field(prefix.end)?;
        let mut fields = vec![first];
        while let Some(mark) = self.rest(at).chars().next().filter(|c| matches!(c, '、' | '和' | '与' | '及')) {
            let (end, next) = self.field(at.checked_add(u32::try_from(mark.len_utf8()).ok()?)?)?;
            fields.push(next);
            at = end;
            if fields.len() > MOST {
                return None;
            }
        }
        let open = self.rest(at).starts_with('等');
        if open {
            at += 3;
        } else if fields.len() < 2 {
            return None;
        }
        at = self.some(at);
        let word = self.vocabulary.contexts.follows(Beside::Roster, self.rest(at))?;
        let end = at.checked_add(u32::try_from(word.len()).ok()?).filter(|end| self.boundary(*end))?;
        let last = word.char_indices().rev().nth(1).and_then(|(i, _)| word.get(i..))?;
        let items = fields.into_iter().map(|(name, kind)| {
            let kind = match kind {
                Kind::PublicInstitution if last == "部门" => Kind::GovernmentDepartment,
                kind => kind,
            };
            // 法院 and 妇联 are whole words.
            let whole = name.ends_with(['院', '联', '会', '团']);
            let word = if whole { name.to_owned() } else { format!("{name}{last}") };
            Item { full: Full::Class, word, kind, level: None }
        });
        Some(Core { end, items: items.collect(), class: true })
    }

    /// Returns the field at `at` that a mark of a list, or the word that the list shares, follows: where it ends, and what
    /// bodies it is called for.
    fn field(&self, at: u32) -> Option<(u32, (&str, Kind))> {
        self.found(at).iter().filter(|f| f.marks.has(Marks::ROOT)).find_map(|f| {
            let kind = self.entry(f).root?;
            let follows = self.rest(f.end).starts_with(['、', '和', '与', '及', '等'])
                || self.found(self.some(f.end)).iter().any(|end| end.marks.has(Marks::END));
            follows.then_some((f.end, (self.words(at, f.end), kind)))
        })
    }

    /// Returns where a number ends that stands between 等 and the word that a list shares: 等11个部门, 等多部门.
    fn some(&self, at: u32) -> u32 {
        let rest = self.rest(at);
        let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十多数几".contains(c);
        let bare = rest.trim_start_matches(number);
        let bare = if bare.len() < rest.len() { bare.strip_prefix(['个', '家']).unwrap_or(bare) } else { bare };
        at + u32::try_from(rest.len() - bare.len()).unwrap_or(0)
    }
}
