//! Administrative divisions by name and by context.

use crate::lexicon::Trie;
use crate::{layout::Layout, lexicon::rows, model::Level, model::RegionRef, span::Span};
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

/// A layer word, which the article's division resolves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layer {
    Nation,
    Province,
    AutonomousRegion,
    City,
    AutonomousPrefecture,
    League,
    County,
    District,
    Banner,
    Township,
    Village,
}

impl Layer {
    /// Returns the layer of a word.
    pub(crate) fn of(word: &str) -> Option<Layer> {
        Some(match word {
            "国" => Layer::Nation,
            "省" => Layer::Province,
            "自治区" => Layer::AutonomousRegion,
            "市" => Layer::City,
            "州" | "自治州" => Layer::AutonomousPrefecture,
            "盟" => Layer::League,
            "县" | "自治县" => Layer::County,
            "区" => Layer::District,
            "旗" => Layer::Banner,
            "乡" | "镇" | "街道" | "乡镇" => Layer::Township,
            "村" | "社区" => Layer::Village,
            _ => return None,
        })
    }

    /// Returns the level that the word alone implies.
    pub(crate) fn level(self) -> Level {
        match self {
            Layer::Nation => Level::National,
            Layer::Province | Layer::AutonomousRegion => Level::Provincial,
            Layer::City | Layer::AutonomousPrefecture | Layer::League => Level::Prefectural,
            Layer::County | Layer::District | Layer::Banner => Level::County,
            Layer::Township => Level::Township,
            Layer::Village => Level::Village,
        }
    }

    fn fits(self, division: &Division) -> bool {
        let ends = |suffix: &str| division.name.ends_with(suffix);
        match self {
            Layer::Nation => division.level == Level::National,
            Layer::Province => division.level == Level::Provincial && (ends("省") || ends("自治区")),
            Layer::AutonomousRegion => division.level == Level::Provincial && ends("自治区"),
            Layer::City => division.level != Level::National && ends("市"),
            Layer::AutonomousPrefecture => division.level == Level::Prefectural && ends("州"),
            Layer::League => division.level == Level::Prefectural && ends("盟"),
            Layer::County => division.level == Level::County && ends("县"),
            Layer::District => {
                (division.level == Level::County && ends("区"))
                    || (division.level == Level::Provincial && ends("自治区"))
            }
            Layer::Banner => division.level == Level::County && ends("旗"),
            Layer::Township | Layer::Village => false,
        }
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

/// Full names that are common nouns more often than divisions.
pub(super) const BARE: [&str; 10] = ["市区", "东区", "西区", "南区", "北区", "城区", "郊区", "矿区", "新区", "城关区"];

/// One division named in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Named<'t> {
    pub(crate) span: Span,
    pub(crate) name: &'t str,
}

/// Returns the divisions named in `within`, by position. A two-character short name of a county counts only with `short`.
pub(crate) fn named(text: &str, within: Span, short: bool) -> impl Iterator<Item = Named<'_>> {
    let spans = divisions().finder.longest(text, within);
    spans.filter_map(move |span| name_at(text, span, short))
}

/// Returns the division that the words of `within` begin with.
pub(crate) fn opening(text: &str, within: Span, short: bool) -> Option<Named<'_>> {
    divisions().finder.opening(text, within).and_then(|span| name_at(text, span, short))
}

/// Returns the division named at `span`, where one of that name was found.
pub(crate) fn name_at(text: &str, span: Span, short: bool) -> Option<Named<'_>> {
    let table = divisions();
    let name = span.of(text);
    let division = table.named(name).first().and_then(|id| table.get(*id)).filter(|d| !d.zone)?;
    let before = text.get(..span.start as usize).unwrap_or("");
    let after = text.get(span.end as usize..).unwrap_or("");
    // 新区 and 城区 are divisions only behind their city; 佛罗里达州, 内华达州 are none of ours, nor is 上海合作组织.
    if BARE.contains(&name) && !before.ends_with('市')
        || name == "达州" && before.ends_with(['里', '华'])
        || name == "上海" && after.starts_with("合作组织")
    {
        return None;
    }
    let full = division.name == name || division.level <= Level::Prefectural || name.chars().count() > 2;
    (short || full).then_some(Named { span, name })
}

/// Returns the layer that a word for the article's own division means: 全市, 我省, 本县. A phrase may hold it anywhere, but
/// for 本, which ends other words (资本市场).
fn own(words: &str) -> Option<Layer> {
    words.char_indices().filter(|(at, c)| matches!(c, '全' | '我') || *c == '本' && *at == 0).find_map(|(at, c)| {
        let layer = words.get(at + 3..at + 6).and_then(Layer::of)?;
        (!matches!(layer, Layer::Township | Layer::Village) && (c, layer) != ('本', Layer::Nation)).then_some(layer)
    })
}

/// Returns the division that the words at `span` name: a named one, or the article's own for 全市 and its like.
pub(crate) fn mentioned(text: &str, span: Span, home: Option<&RegionRef>) -> Option<RegionRef> {
    let table = divisions();
    let home_id = home.and_then(|h| table.coded(&h.code));
    let words = span.of(text);
    let mut best: Option<DivisionId> = None;
    for found in named(text, span, span.len() <= 12) {
        // A later name inside the earlier one is the closer address: 陕西省镇巴县.
        let id = table.settle(found.name, best.or(home_id))?;
        match best {
            Some(outer) if !table.within(id, outer) => break,
            _ => best = Some(id),
        }
    }
    if let Some(id) = best {
        return table.reference(id);
    }
    let layer = own(words)?;
    if layer == Layer::Nation {
        return table.coded("100000").and_then(|id| table.reference(id));
    }
    home_id
        .and_then(|h| table.layer(layer, h).or_else(|| (layer == Layer::City).then_some(h)))
        .and_then(|id| table.reference(id))
}

/// Returns the division that an article is about: from its source, contributor, title, and the divisions it names.
pub(crate) fn of_document(text: &str, layout: &Layout<'_>, spans: &[Span]) -> Option<RegionRef> {
    let table = divisions();
    let document = &layout.document;
    let lines: [&str; 3] = [
        document.source.as_deref().unwrap_or(""),
        document.contributor.as_deref().unwrap_or(""),
        document.title.as_deref().unwrap_or(""),
    ];
    // How often each division is named in the article settles names that several divisions share. Mostly one line settles
    // it alone.
    let mentioned = std::cell::OnceCell::new();
    let mentioned = || mentioned.get_or_init(|| Mentioned::read(table, text, spans));
    for line in lines {
        let Ok(len) = u32::try_from(line.len()) else { continue };
        let mut best: Option<DivisionId> = None;
        for found in named(line, Span::new(0, len), true) {
            let candidates = table.named(found.name);
            // A county's short name may be a common word (平安): it counts only if the article names the county too.
            let short = candidates
                .first()
                .and_then(|id| table.get(*id))
                .is_some_and(|d| d.level == Level::County && d.name != found.name);
            if short && best.is_none() && !candidates.iter().any(|id| mentioned().counts.contains_key(id)) {
                continue;
            }
            let id = match best {
                Some(outer) => table.settle(found.name, Some(outer)),
                None if candidates.len() < 2 => candidates.first().copied(),
                None => candidates.iter().copied().max_by_key(|&id| {
                    let support: u32 = table.chain(id).map(|i| mentioned().count(i)).sum();
                    let rank = candidates.iter().position(|&c| c == id).unwrap_or(0);
                    (support, std::cmp::Reverse(rank))
                }),
            };
            match (best, id) {
                (Some(outer), Some(id)) if table.within(id, outer) => best = Some(id),
                (None, Some(id)) => best = Some(id),
                _ => break,
            }
        }
        if let Some(id) = best {
            return table.reference(id);
        }
    }
    // The most frequent one; a division that most of the others lie in beats them.
    let Mentioned { counts, first } = mentioned();
    let mut total: FxHashMap<DivisionId, u32> = FxHashMap::default();
    for id in first {
        let own = counts.get(id).copied().unwrap_or(0);
        for outer in table.chain(*id) {
            *total.entry(outer).or_insert(0) += own;
        }
    }
    let named_total: u32 = counts.values().sum();
    first
        .iter()
        .copied()
        .filter(|id| total.get(id).copied().unwrap_or(0) * 2 > named_total)
        .max_by_key(|id| table.get(*id).map(|d| d.level))
        .and_then(|id| table.reference(id))
}

/// The most names of divisions that are looked at in an article.
const MOST: usize = 400;

/// How often an article names each division.
struct Mentioned {
    counts: FxHashMap<DivisionId, u32>,
    /// In the order in which they are first named.
    first: Vec<DivisionId>,
}

impl Mentioned {
    fn read(table: &Divisions, text: &str, spans: &[Span]) -> Self {
        let mut out = Mentioned { counts: FxHashMap::default(), first: Vec::new() };
        for found in spans.iter().take(MOST).filter_map(|span| name_at(text, *span, false)) {
            for &id in table.named(found.name) {
                let count = out.counts.entry(id).or_insert(0);
                if *count == 0 {
                    out.first.push(id);
                }
                *count += 1;
            }
        }
        out
    }

    fn count(&self, id: DivisionId) -> u32 {
        self.counts.get(&id).copied().unwrap_or(0)
    }
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
    fn own_divisions_come_from_the_article() {
        let home = lookup("张掖市");
        for (words, want) in [
            ("全市案件", Some("620700")),
            ("全省平均水平", Some("620000")),
            ("全国", Some("100000")),
            ("本省企业", Some("620000")),
            ("资本市场融资", None),
            ("甘州区法院", Some("620702")),
            ("案件总数", None),
        ] {
            let span = Span::new(0, u32::try_from(words.len()).unwrap());
            assert_eq!(code(mentioned(words, span, home.as_ref())).as_deref(), want, "{words}");
        }
    }

    #[test]
    fn shared_names_are_settled_by_the_article() {
        let table = divisions();
        let home = table.coded("320100");
        assert_eq!(table.settle("鼓楼区", home).and_then(|id| table.get(id)).map(|d| d.code), Some("320106"));
    }
}
