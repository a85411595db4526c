//! Bodies of divisions: a prefix that says whose, and the body's own words.

use super::context::Beside;
use super::core::Item;
use super::entry::Marks;
use super::prefix::Prefix;
use super::reader::Reader;
use super::{Body, Full, Place};
use crate::model::{InstitutionKind as Kind, Level};
use crate::region::Layer;

impl Reader<'_> {
    /// Returns true for the short name of a county.
    fn short_county(&self, name: &str) -> bool {
        let table = self.divisions();
        table.named(name).iter().all(|&id| table.get(id).is_some_and(|d| d.level == Level::County && d.name != name))
    }

    /// Returns the word of the party or its youth league that begins at `at`.
    pub(super) fn party(&self, at: u32) -> Option<&str> {
        let rest = self.rest(at);
        rest.starts_with(|c| self.vocabulary.leads.has(c))
            .then(|| self.vocabulary.contexts.follows(Beside::Party, rest))?
    }

    /// Returns true for bodies that 我市 and its like have one of: 我市公安局 and 我市纪委监委, but not 我市法院 or 我市派出所.
    fn ours(&self, prefix: &Prefix, words: &str, items: &[Item]) -> bool {
        let one = |item: &Item| {
            let stem = self.vocabulary.get(&item.word).and_then(|e| e.stem.as_ref());
            let one = matches!(item.kind, Kind::PeoplesCongress | Kind::Cppcc | Kind::Discipline)
                || item.word == "人民政府"
                || stem.is_some_and(|s| !s.class);
            match &item.full {
                Full::Stem(_) => one,
                // 我市第一人民医院.
                Full::Words(words) => words.starts_with('第'),
                _ => false,
            }
        };
        let layer = home_layer(words).is_some_and(|layer| layer != Layer::Nation);
        layer && prefix.home && prefix.words == 1 && words.starts_with(['我', '本']) && items.iter().all(one)
    }

    /// Reads a body behind a division, a layer word or a class word. Returns where its name begins: as the name of one
    /// body it does so with the closest division (长沙市芙蓉区人民法院).
    pub(super) fn prefixed(&self, at: u32) -> Option<(u32, u32, Vec<Body>)> {
        let party = self.party(at);
        if party.is_none() && !self.marks(at).has(Marks::PREFIX) {
            return None;
        }
        let rest = self.rest(at);
        let from = at + party.map_or(0, |w| u32::try_from(w.len()).unwrap_or(0));
        let prefix = self.prefix(from, party.is_some());
        if prefix.words == 0 {
            return None;
        }
        let again = || self.again(&prefix).filter(|_| party.is_none());
        let mut core = again().or_else(|| self.core(&prefix, true))?;
        let youth = party.is_some_and(|w| w.ends_with('团'));
        let police = party == Some("武警");
        let other = party.filter(|w| *w != "中共" && !police && !youth);
        let league = youth || other.is_some();
        let fits = |word: &str| {
            matches!(word, "委" | "委员会")
                || police && ["总队", "支队", "大队", "中队"].iter().any(|unit| word.ends_with(unit))
                || other.is_some() && word == "支部"
        };
        if (league || police) && !core.items.iter().all(|i| fits(&i.word)) {
            return None;
        }
        // 民革甘肃省委会.
        if other.is_some() && self.rest(core.end).starts_with('会') {
            core.end += 3;
        }
        let template = if youth {
            "共青团{}委员会".to_owned()
        } else {
            format!("{}{{}}委员会", other.unwrap_or_default())
        };
        let ours = self.ours(&prefix, rest, &core.items);
        let places: Vec<Place> = if prefix.named.is_empty() {
            vec![match (prefix.own, prefix.home.then(|| home_layer(rest))) {
                (Some(layer), _) => Place::Own(layer),
                (_, Some(Some(layer))) if ours => Place::Own(layer),
                (_, Some(_)) if rest.starts_with("全国") || rest.starts_with("我国") => Place::Nation,
                (_, Some(layer)) => Place::Scope(layer),
                _ if prefix.class && prefix.level == Some(Level::National) => Place::Nation,
                _ if prefix.leveled.is_some() => prefix.leveled.map_or(Place::Home, Place::Level),
                _ => Place::Home,
            }]
        } else {
            prefix.named.iter().map(|chain| Place::Named(chain.clone())).collect()
        };
        // 市级综治中心 is the city's own body; 县级综治中心 and 市直政法单位 are classes.
        // 高新区法院 is called by its zone.
        // 三江新区 of 宜宾市 is not one of 三江县.
        let coined = prefix.zone.is_some_and(|start| self.words(start, prefix.end) == "新区")
            && prefix.named.last().and_then(|chain| chain.last()).is_some_and(|name| self.short_county(name));
        let from_zone = if coined { Some(prefix.nearest) } else { prefix.zone };
        let zone = from_zone.map(|start| self.words(start, core.end));
        let counted = prefix.leveled.is_some() && self.counted(core.end);
        let tier = prefix.leveled.is_some()
            && core
                .items
                .iter()
                .all(|i| self.vocabulary.contexts.has(Beside::Tier, &i.word) && matches!(i.full, Full::Words(_)));
        // 临海镇 is a town of that name, not one of 临海市.
        let town = prefix
            .named
            .last()
            .and_then(|chain| chain.last())
            .filter(|_| matches!(prefix.own, Some(Layer::Township | Layer::Village)));
        // 设区的市级人民政府.
        let sectioned = self.words(self.sentence.start, at).ends_with("设区的");
        let law = sectioned && (prefix.leveled.is_some() || prefix.own == Some(Layer::City));
        let low = law
            || town.is_some_and(|name| name.ends_with(['县', '区', '市', '旗', '州']))
            || counted
            || tier
            || prefix.leveled.is_some_and(|l| l >= Level::County);
        let class = prefix.class && !ours || low || core.items.iter().any(|i| matches!(i.full, Full::Class));
        let many = core.items.len() > 1;
        let mut bodies = Vec::new();
        let places = if town.is_some() || coined { vec![Place::Home] } else { places };
        for place in &places {
            for item in &core.items {
                let share = if class && many {
                    format!("{}{}", self.words(from, prefix.end), item.word)
                } else {
                    String::new()
                };
                let full = match &item.full {
                    Full::Class => Full::Class,
                    Full::Stem(template) if town.is_some() => {
                        let last = template.rsplit('|').next().unwrap_or(template);
                        Full::Registered(last.replace("{}", self.words(prefix.nearest, prefix.end)))
                    }
                    _ if zone.is_some() && core.items.len() == 1 => Full::Words(zone.unwrap_or_default().to_owned()),
                    Full::Stem(_) if league => Full::Stem(template.clone()),
                    _ if police => Full::Registered(self.words(at, core.end).to_owned()),
                    other => other.clone(),
                };
                bodies.push(Body {
                    place: place.clone(),
                    full,
                    kind: match () {
                        () if youth => Kind::MassOrganization,
                        () if police => Kind::Military,
                        () if other.is_some() => Kind::Other,
                        () => item.kind,
                    },
                    level: item.level.or(prefix.level),
                    collective: class,
                    share,
                    ..Body::default()
                });
            }
        }
        let chained = self.open && party.is_none() && prefix.named.iter().map(Vec::len).sum::<usize>() > 1;
        // 平度市崔马镇供销社 is called by its town.
        let words = self.words(prefix.end, core.end);
        let town = self.open
            && !prefix.named.is_empty()
            && words.char_indices().skip(1).take(4).any(|(i, c)| matches!(c, '镇' | '乡') && words.len() > i + 6);
        let start = match (town, chained) {
            (true, _) => prefix.end,
            (_, true) => prefix.nearest,
            _ if coined => prefix.nearest,
            _ => at,
        };
        Some((start, core.end, bodies))
    }
}

/// Returns the layer of 全市 and its like.
fn home_layer(words: &str) -> Option<Layer> {
    let c = words.chars().nth(1)?;
    Layer::of(c.encode_utf8(&mut [0; 4]))
}
