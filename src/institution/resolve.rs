//! From mentions to bodies: full names, levels and divisions, once the article's division is known.

use super::vocabulary::Vocabulary;
use super::{Body, Full, Mention, Place};
use crate::model::{Institution, InstitutionId, InstitutionKind as Kind, Level, Quote, RegionRef};
use crate::region::{DivisionId, Divisions, Layer, divisions};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// Groups mentions into bodies, in order of first mention.
pub(crate) fn resolve<'t>(
    vocabulary: &Vocabulary,
    text: &'t str,
    mentions: &[Mention],
    home: Option<&RegionRef>,
) -> Vec<Institution<'t>> {
    let table = divisions();
    let home = home.and_then(|h| table.coded(&h.code));
    let mut context = Context { table, vocabulary, home, before: "" };
    let mut left = MOST_LOOKS;
    let mut out: Vec<Institution<'t>> = Vec::new();
    let mut index: FxHashMap<(String, Kind), usize> = FxHashMap::default();
    for mention in mentions {
        let words = mention.span.of(text);
        context.before = "";
        if left > 0 && context.unsettled(mention) {
            left -= 1;
            context.before = before(text, mention.span.start);
        }
        for body in &mention.bodies {
            let resolved = context.body(body, body.long.map_or(words, |long| long.of(text)));
            if let Full::Again(last) = &body.full {
                let region = resolved.region.and_then(|id| table.reference(id));
                // 该局 may be of any division.
                let any = body.place == Place::Context;
                let named = |i: &&mut Institution<'_>| {
                    !i.collective
                        && last.split('|').any(|end| i.name.ends_with(end))
                        && !matches!(i.kind, Kind::Government | Kind::PartyCommittee | Kind::Foreign)
                        && (any || i.region == region)
                };
                let mut latest = out.iter_mut().rev().take(MOST_LOOKS).filter(named);
                let entry =
                    if any { latest.max_by_key(|i| i.mentions.last().map(|m| m.span.start)) } else { latest.next() };
                if let Some(entry) = entry.filter(|_| (any || region.is_some()) && body.rest.is_empty()) {
                    entry.mentions.push(Quote { text: words.into(), span: mention.span });
                }
                continue;
            }
            let next = out.len();
            let i = *index
                .entry((resolved.key.clone().unwrap_or_else(|| resolved.name.clone()), body.kind))
                .or_insert(next);
            if i == next {
                out.push(Institution {
                    id: InstitutionId(u32::try_from(next + 1).unwrap_or(u32::MAX)),
                    key: context.key(body, &resolved),
                    name: resolved.name.into(),
                    kind: body.kind,
                    level: resolved.level,
                    region: resolved.region.and_then(|id| table.reference(id)),
                    collective: resolved.collective,
                    mentions: Vec::new(),
                    rule: Cow::Borrowed(rule(body)),
                });
            }
            if let Some(entry) = out.get_mut(i)
                && entry.mentions.last().is_none_or(|last| last.span != mention.span)
            {
                entry.mentions.push(Quote { text: words.into(), span: mention.span });
            }
        }
    }
    out
}

/// How often the words before a mention are read for its division.
const MOST_LOOKS: usize = 200;

/// Returns the words of the paragraph before a mention, as far as they may tell whose 县政府 it is.
fn before(text: &str, at: u32) -> &str {
    let head = text.get(..at as usize).unwrap_or("");
    let from = head.char_indices().rev().take(90).take_while(|(_, c)| *c != '\n').last().map_or(head.len(), |(i, _)| i);
    head.get(from..).unwrap_or("")
}

/// Names the way a body was found.
fn rule(body: &Body) -> &'static str {
    match (body.collective, &body.full) {
        (true, _) => "institution.class",
        (_, Full::Registered(_)) => "institution.register",
        (_, Full::Stem(_)) => "institution.stem",
        _ => "institution.head",
    }
}

pub(super) struct Context<'v> {
    pub(super) table: &'static Divisions,
    pub(super) vocabulary: &'v Vocabulary,
    pub(super) home: Option<DivisionId>,
    /// The words before the mention at hand, if its division is to be looked for there.
    before: &'v str,
}

pub(super) struct Resolved {
    pub(super) name: String,
    /// What the body is grouped by, when that is not its name.
    key: Option<String>,
    pub(super) level: Option<Level>,
    pub(super) region: Option<DivisionId>,
    pub(super) collective: bool,
}

impl Context<'_> {
    /// Returns true if the article's division does not say whose body this is: 县政府 in an article of a city.
    fn unsettled(&self, mention: &Mention) -> bool {
        mention.bodies.iter().any(|body| match body.place {
            Place::Own(Layer::Township | Layer::Village) => false,
            Place::Own(layer) => self.home.and_then(|home| self.table.own_layer(layer, home)).is_none(),
            _ => false,
        })
    }

    fn body(&self, body: &Body, words: &str) -> Resolved {
        let (region, fits) = self.place(&body.place);
        // 龙泉派出所 is called by its township, not by a city far off.
        let town = match &body.place {
            Place::Named(chain) if body.level == Some(Level::Township) && chain.len() == 1 => {
                let near = |id| self.home.is_none_or(|home| self.table.within(id, home));
                region.is_some_and(|id| self.short(chain, id) && !near(id))
            }
            _ => false,
        };
        if town && !body.collective {
            let name = hang(words.strip_suffix(body.rest.as_str()).unwrap_or(words).to_owned(), body);
            return Resolved { name, key: None, level: body.level, region: self.home, collective: false };
        }
        // Foreign bodies serve no division of ours.
        let region = region.filter(|_| body.kind != Kind::Foreign);
        let collective = body.collective || !fits;
        if collective {
            let name = if body.share.is_empty() { words.to_owned() } else { body.share.clone() };
            // 市级 is the municipality's own level in 北京.
            let province = region.and_then(|id| self.table.get(id)).filter(|d| {
                d.level == Level::Provincial && d.name.ends_with('市') && body.place == Place::Level(Level::Prefectural)
            });
            let level = province.map(|d| d.level).or(body.level);
            return Resolved { name, key: None, level, region, collective: true };
        }
        let region = match (&body.full, &body.place) {
            // 金川集团 is called after a place, it does not serve it.
            (Full::Words(own), Place::Named(_)) if own.ends_with("集团") => self.home,
            _ => region,
        };
        let division = region.and_then(|id| self.table.get(id));
        let mut level = body.level;
        let local = matches!(body.place, Place::Own(_) | Place::Named(_) | Place::Level(_));
        let name = match &body.full {
            Full::Stem(template) => {
                if local && !matches!(level, Some(Level::Township | Level::Village)) {
                    level = division.map(|d| d.level).or(level);
                }
                // What hangs on the body is added below.
                let own = words.strip_suffix(body.rest.as_str()).unwrap_or(words);
                region.map_or_else(|| own.to_owned(), |id| self.fill(template, id))
            }
            Full::Registered(name) => {
                // 武警甘肃总队.
                let branch = body.branch || level.is_none() && body.kind == Kind::Military && local;
                if branch {
                    level = division.map(|d| d.level);
                }
                if body.kind == Kind::Enterprise {
                    // Companies keep the article's own name.
                    let key = hang(name.clone(), body);
                    return Resolved { name: words.to_owned(), key: Some(key), level, region, collective: false };
                }
                name.clone()
            }
            Full::Words(own) => {
                let low = matches!(level, Some(Level::Township | Level::Village));
                level = match body.kind {
                    _ if low => level,
                    Kind::Enterprise
                        if own.ends_with("银行") && division.is_some_and(|d| d.level == Level::Provincial) =>
                    {
                        Some(Level::Provincial)
                    }
                    Kind::Enterprise | Kind::Media | Kind::Other if !matches!(body.place, Place::Own(_)) => None,
                    Kind::PublicInstitution if is_school(own) && !matches!(body.place, Place::Own(_)) => None,
                    _ if local => division.map(|d| d.level).or(level),
                    _ => level,
                };
                self.own_words(body, own, region, words)
            }
            Full::Class | Full::Again(_) => words.to_owned(),
        };
        if body.rest.ends_with("派出所") {
            level = Some(Level::Township);
        }
        Resolved { name: hang(name, body), key: None, level, region, collective: false }
    }

    /// Returns the name of a body that is called by its division and words of its own.
    fn own_words(&self, body: &Body, own: &str, region: Option<DivisionId>, words: &str) -> String {
        let Some(id) = region else { return words.strip_suffix(body.rest.as_str()).unwrap_or(words).to_owned() };
        if self.verbatim(body, id) {
            return words.strip_suffix(body.rest.as_str()).unwrap_or(words).to_owned();
        }
        match &body.place {
            // 哈尔滨医科大学 is called so, also behind 黑龙江省.
            Place::Named(chain) if self.short(chain, id) && is_school(own) => {
                format!("{}{own}", chain.last().map_or("", String::as_str))
            }
            _ => format!("{}{own}", self.table.full_name(id)),
        }
    }

    /// Returns true if the last division of a chain is named by its short name.
    fn short(&self, chain: &[String], id: DivisionId) -> bool {
        self.table.get(id).is_some_and(|d| Some(d.short) == chain.last().map(String::as_str) && d.short != d.name)
    }

    /// Returns true if a body called by a division and words of its own keeps the words of the text.
    pub(super) fn verbatim(&self, body: &Body, id: DivisionId) -> bool {
        match &body.place {
            Place::Named(chain) => {
                let short = self.short(chain, id);
                matches!(body.kind, Kind::Enterprise | Kind::Media | Kind::Other | Kind::Foreign)
                    || (short && chain.len() == 1)
            }
            Place::Own(_) | Place::Level(_) => false,
            _ => true,
        }
    }

    /// Returns the division of a place, and false if the place means no single one.
    fn place(&self, place: &Place) -> (Option<DivisionId>, bool) {
        let table = self.table;
        let found = match place {
            Place::None => None,
            Place::Nation => table.coded("100000"),
            Place::Home | Place::Context => self.home,
            Place::Own(layer) => {
                let near = || table.nearest(self.before, *layer, self.home);
                let Some(home) = self.home else { return (near(), true) };
                let found = table.own_layer(*layer, home).or_else(near);
                // 省教育厅 in an article of the whole country is some province's.
                if found.is_none() && *layer != Layer::Nation {
                    return (Some(home), false);
                }
                found.or(self.home)
            }
            Place::Scope(layer) => match (layer, self.home) {
                (Some(layer), Some(home)) => table.layer(*layer, home).or(self.home),
                _ => self.home,
            },
            Place::Level(level) => {
                // 省级党委 are a class in an article of no division.
                let Some(home) = self.home else { return (None, false) };
                let found = table.chain(home).find(|id| table.get(*id).is_some_and(|d| d.level == *level));
                return (found.or(Some(home)), found.is_some());
            }
            Place::Named(chain) => {
                let mut at = self.home;
                let mut found = None;
                for name in chain {
                    found = table.settle(name, found.or(at));
                    at = None;
                }
                found
            }
        };
        (found, true)
    }

    fn fill(&self, template: &str, id: DivisionId) -> String {
        let level = self.table.get(id).map_or(Level::County, |d| d.level);
        let mut names = template.split('|');
        let (first, second, third) = (names.next(), names.next(), names.next());
        let zone = self.table.is_zone(id);
        let chosen = match level {
            _ if zone => third.or(first),
            Level::Provincial | Level::National => first,
            Level::Prefectural => second.or(first),
            _ => third.or(second).or(first),
        };
        let full = self.table.full_name(id);
        let short = self.table.get(id).map_or("", |d| d.short);
        chosen.unwrap_or(template).replace("{}", &full).replace("{s}", short)
    }
}

/// Appends what hangs on a body: a committee of the party in a body is a body of the party.
pub(super) fn hang(name: String, body: &Body) -> String {
    match body.rest.as_str() {
        "党委" => format!("中共{name}委员会"),
        "党组" => format!("中共{name}党组"),
        "机关党委" => format!("中共{name}机关委员会"),
        // 市委第一巡察组 is the committee's.
        rest if !rest.is_empty() && body.full == Full::Stem("中共{}委员会".to_owned()) => {
            name.strip_suffix("员会").unwrap_or(&name).to_owned() + rest
        }
        rest => name + rest,
    }
}

fn is_school(words: &str) -> bool {
    ["学", "院", "园", "校", "所", "室", "社", "团"].iter().any(|w| words.ends_with(w))
}
