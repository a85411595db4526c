//! Administrative divisions: the table, and which one a text means.

mod article;
mod layer;
mod named;

use crate::lexicon::{Trie, rows};
use crate::model::{Level, RegionRef};
use crate::span::Span;
pub(crate) use article::of_document;
pub(crate) use layer::Layer;
pub(crate) use named::{BARE, mentioned, name_at, named, opening};
use once_cell::sync::Lazy;
use rustc_hash::{FxHashMap, FxHashSet};
use std::{borrow::Cow, ops::Range};

const FILE: &str = "data/regions.tsv";
const TEXT: &str = include_str!("../../data/regions.tsv");
const NOUNS: &str = include_str!("../../data/institutions/nouns.tsv");
const ZONES: &str = include_str!("../../data/institutions/zones.tsv");

/// A division, as an index into the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct DivisionId(u16);

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Division {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    /// The usual short name: 张掖, 广西, 三江.
    pub(crate) short: &'static str,
    pub(crate) level: Level,
    parent: Option<DivisionId>,
    /// False for a name no longer in force.
    current: bool,
    /// True for a zone, which has no code of its own: 雄安新区.
    zone: bool,
}

/// All divisions, by code and by name.
#[derive(Debug)]
pub(crate) struct Divisions {
    list: Vec<Division>,
    codes: FxHashMap<&'static str, DivisionId>,
    /// Where among `ids` those of each name stand.
    names: FxHashMap<Cow<'static, str>, Range<u16>>,
    ids: Vec<DivisionId>,
    finder: Trie,
}

static DIVISIONS: Lazy<Divisions> = Lazy::new(Divisions::load);

/// Returns the table.
pub(crate) fn divisions() -> &'static Divisions {
    &DIVISIONS
}

impl Divisions {
    fn load() -> Self {
        let mut out = Divisions {
            list: Vec::new(),
            codes: FxHashMap::default(),
            names: FxHashMap::default(),
            ids: Vec::new(),
            finder: Trie::new(std::iter::empty()),
        };
        let table = rows(FILE, TEXT, &["code", "name"]).unwrap_or_default();
        let mut parents = Vec::new();
        for row in table {
            let level = match row.field(2) {
                "0" => Level::National,
                "1" => Level::Provincial,
                "2" => Level::Prefectural,
                _ => Level::County,
            };
            let name = row.field(1);
            let short = if row.field(5).is_empty() { shorten(name) } else { row.field(5) };
            let Ok(index) = u16::try_from(out.list.len()) else { break };
            out.list.push(Division {
                code: row.field(0),
                name,
                short,
                level,
                parent: None,
                current: row.field(4).is_empty(),
                zone: false,
            });
            out.codes.entry(row.field(0)).or_insert(DivisionId(index));
            parents.push(row.field(3));
        }
        for (division, parent) in out.list.iter_mut().zip(&parents) {
            division.parent = out.codes.get(parent).copied();
        }
        let mut named = out.add_zones();
        out.name(&mut named);
        out.index(named);
        out
    }

    /// Adds the zones, each in the division of its code. Returns their names.
    fn add_zones(&mut self) -> Vec<(Cow<'static, str>, DivisionId)> {
        let mut named = Vec::new();
        for row in rows("data/institutions/zones.tsv", ZONES, &["name"]).unwrap_or_default() {
            let level = match row.field(3) {
                "1" => Level::Provincial,
                "2" => Level::Prefectural,
                _ => Level::County,
            };
            let Ok(index) = u16::try_from(self.list.len()) else { break };
            let name = row.field(0);
            let parent = self.coded(row.field(2));
            self.list.push(Division {
                code: row.field(2),
                name,
                short: name,
                level,
                parent,
                current: true,
                zone: true,
            });
            for word in row.field(1).split('|').filter(|w| !w.is_empty()) {
                named.push((word.into(), DivisionId(index)));
            }
        }
        named
    }

    /// Adds the names and the short names of all divisions.
    fn name(&self, named: &mut Vec<(Cow<'static, str>, DivisionId)>) {
        let nouns: FxHashSet<&str> = rows("data/institutions/nouns.tsv", NOUNS, &["word", "what"])
            .unwrap_or_default()
            .iter()
            .map(|r| r.field(0))
            .collect();
        for (i, d) in self.list.iter().enumerate() {
            let id = DivisionId(u16::try_from(i).unwrap_or(u16::MAX));
            named.push((d.name.into(), id));
            if d.short != d.name && d.short.chars().count() > 1 && d.current {
                if d.level < Level::County || !nouns.contains(d.short) {
                    named.push((d.short.into(), id));
                }
                if let Some(suffix) =
                    ["州", "县", "旗"].iter().find(|s| d.name.contains("自治") && d.name.ends_with(**s))
                {
                    named.push((format!("{}{suffix}", d.short).into(), id));
                }
            }
        }
    }

    /// Fills the index of names. Within one name, higher levels and names in force come first.
    fn index(&mut self, mut named: Vec<(Cow<'static, str>, DivisionId)>) {
        let list = &self.list;
        let rank =
            |name: &str, id: DivisionId| list.get(usize::from(id.0)).map(|d| (!d.current, d.name != name, d.level));
        named.sort_by(|(a, i), (b, j)| a.cmp(b).then_with(|| rank(a, *i).cmp(&rank(b, *j))));
        named.dedup();
        self.finder = Trie::new(named.iter().map(|(name, _)| &**name));
        self.names.reserve(named.len());
        for (name, id) in named {
            let at = u16::try_from(self.ids.len()).unwrap_or(u16::MAX);
            self.names.entry(name).or_insert(at..at).end += 1;
            self.ids.push(id);
        }
    }

    /// Returns every name and short name, in no order.
    pub(crate) fn surfaces(&self) -> impl Iterator<Item = &Cow<'static, str>> {
        self.names.keys()
    }

    /// Returns a row.
    pub(crate) fn get(&self, id: DivisionId) -> Option<&Division> {
        self.list.get(usize::from(id.0))
    }

    /// Returns true for a zone, which is no division.
    pub(crate) fn is_zone(&self, id: DivisionId) -> bool {
        self.get(id).is_some_and(|d| d.zone)
    }

    /// Returns the divisions of a name, the likeliest first.
    pub(crate) fn named(&self, name: &str) -> &[DivisionId] {
        let ids = self.names.get(name).map(|ids| usize::from(ids.start)..usize::from(ids.end));
        ids.and_then(|ids| self.ids.get(ids)).unwrap_or(&[])
    }

    /// Returns the division of a code.
    pub(crate) fn coded(&self, code: &str) -> Option<DivisionId> {
        self.codes.get(code).copied()
    }

    /// Returns the division and those it lies in, from the inside.
    pub(crate) fn chain(&self, id: DivisionId) -> impl Iterator<Item = DivisionId> + '_ {
        let mut next = Some(id);
        let mut left = 4;
        std::iter::from_fn(move || {
            let id = next?;
            left -= 1;
            next = if left > 0 { self.get(id).and_then(|d| d.parent) } else { None };
            Some(id)
        })
    }

    /// Returns true if `inner` lies in `outer`.
    pub(crate) fn within(&self, inner: DivisionId, outer: DivisionId) -> bool {
        self.chain(inner).any(|id| id == outer)
    }

    /// Of the divisions of a name, returns the one that the context settles: inside `home`, else sharing its prefecture,
    /// else its province, else the likeliest.
    pub(crate) fn settle(&self, name: &str, home: Option<DivisionId>) -> Option<DivisionId> {
        let ids = self.named(name);
        if let (Some(home), true) = (home, ids.len() > 1) {
            for outer in self.chain(home) {
                if self.get(outer).is_some_and(|d| d.level == Level::National) {
                    break;
                }
                if let Some(&id) = ids.iter().find(|&&id| self.within(id, outer)) {
                    return Some(id);
                }
            }
        }
        ids.first().copied()
    }

    /// Returns the full name, with the city in front of a district's: 张掖市甘州区, but 镇巴县.
    pub(crate) fn full_name(&self, id: DivisionId) -> String {
        let Some(division) = self.get(id) else { return String::new() };
        let outer = division.parent.and_then(|p| self.get(p));
        match outer {
            Some(outer)
                if division.level == Level::County
                    && !division.zone
                    && division.name.ends_with('区')
                    && (outer.level == Level::Prefectural || outer.name.ends_with('市')) =>
            {
                format!("{}{}", outer.name, division.name)
            }
            _ => division.name.to_owned(),
        }
    }

    /// Returns the public form.
    pub(crate) fn reference(&self, id: DivisionId) -> Option<RegionRef> {
        let id = self.chain(id).find(|id| self.get(*id).is_some_and(|d| !d.zone))?;
        self.get(id).map(|d| RegionRef { name: d.name.into(), code: d.code.into() })
    }

    /// As [`Divisions::layer`], but 区 is the autonomous region's only in an article of the region itself.
    pub(crate) fn own_layer(&self, layer: Layer, home: DivisionId) -> Option<DivisionId> {
        let region = |id| self.get(id).is_some_and(|d| d.level == Level::Provincial);
        self.layer(layer, home).filter(|&id| layer != Layer::District || !region(id) || region(home))
    }

    /// Returns the division of that layer which is named last in `before`, or in which the last named lies.
    pub(crate) fn nearest(&self, before: &str, layer: Layer, home: Option<DivisionId>) -> Option<DivisionId> {
        let span = Span::new(0, u32::try_from(before.len()).ok()?);
        let last = named(before, span, false).last()?;
        let id = self.settle(last.name, home)?;
        self.own_layer(layer, id)
    }

    /// Returns the division that a layer word means in an article of `home`: 省 of 张掖市 is 甘肃省, 市 is 张掖市.
    pub(crate) fn layer(&self, layer: Layer, home: DivisionId) -> Option<DivisionId> {
        self.chain(home).find(|&id| self.get(id).is_some_and(|d| layer.fits(d)))
    }
}

/// Strips the last word of a plain name: 张掖市 → 张掖, but 忠县 stays.
fn shorten(name: &'static str) -> &'static str {
    if let Some(short) = name.strip_suffix("特别行政区") {
        return short;
    }
    let short = name.strip_suffix(['省', '市', '县', '区', '旗', '盟']).or_else(|| name.strip_suffix("地区"));
    short.filter(|s| s.chars().count() > 1).unwrap_or(name)
}

/// Returns the division of that code or name.
pub(crate) fn lookup(name_or_code: &str) -> Option<RegionRef> {
    let table = divisions();
    table.coded(name_or_code).or_else(|| table.settle(name_or_code, None)).and_then(|id| table.reference(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(region: Option<RegionRef>) -> Option<String> {
        region.map(|r| r.code.into_owned())
    }

    #[test]
    fn divisions_are_found_by_name_and_code() {
        for (name, want) in [
            ("张掖市", "620700"),
            ("620702", "620702"),
            ("甘州区", "620702"),
            ("广西", "450000"),
            ("三江县", "450226"),
            ("全国", "100000"),
            ("黔东南州", "522600"),
        ] {
            assert_eq!(code(lookup(name)).as_deref(), Some(want), "{name}");
        }
    }

    #[test]
    fn shared_names_are_settled_by_the_article() {
        let table = divisions();
        let home = table.coded("320100");
        assert_eq!(table.settle("鼓楼区", home).and_then(|id| table.get(id)).map(|d| d.code), Some("320106"));
    }
}
