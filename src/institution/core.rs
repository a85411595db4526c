//! The own words of a body, up to its head: 优化营商环境协调事务中心.

use super::Full;
use super::grammar::{is_state, is_township, level_of};
use super::prefix::Prefix;
use super::reader::{Found, Reader};
use super::vocabulary::{Part, Use};
use crate::model::{InstitutionKind as Kind, Level};
use crate::token::Pos;

/// The body's own words.
pub(super) struct Core {
    pub(super) end: u32,
    pub(super) items: Vec<Item>,
    pub(super) class: bool,
}

/// One body's own words, or a class's.
#[derive(Clone)]
pub(super) struct Item {
    pub(super) full: Full,
    /// What the text says, for classes that share a mention.
    pub(super) word: String,
    pub(super) kind: Kind,
    pub(super) level: Option<Level>,
}

const MAX_STEPS: usize = 10;
const MAX_BYTES: u32 = 72;

impl Reader<'_> {
    /// Reads the body's own words behind a prefix.
    pub(super) fn core(&self, prefix: &Prefix) -> Option<Core> {
        let direct = self.direct(prefix);
        let long = self.generic(prefix);
        match (direct, long) {
            (Some(d), Some(l)) => Some(if l.end > d.end && l.class { l } else { d }),
            (one, other) => one.or(other),
        }
    }

    /// Reads a stem or a joint word.
    pub(super) fn direct(&self, prefix: &Prefix) -> Option<Core> {
        let bare = prefix.words == 0;
        let at = prefix.end;
        for found in self.found(at) {
            let entry = self.entry(found);
            let long = self.words(at, found.end).chars().count();
            let shut =
                self.boundary(found.end) || long > 3 || (long > 1 && self.closed(found.end)) || self.post(found.end);
            if !shut || (bare && !self.boundary(at)) || self.attribute(found) {
                continue;
            }
            if let Some(joint) = &entry.joint {
                let items: Vec<Item> = joint
                    .iter()
                    .filter_map(|word| {
                        let stem = self.vocabulary.get(word)?.stem.as_ref()?;
                        Some(Item {
                            full: Full::Stem(stem.full.to_string()),
                            word: word.to_string(),
                            kind: stem.kind,
                            level: None,
                        })
                    })
                    .collect();
                if !items.is_empty() {
                    return Some(Core { end: found.end, items, class: bare });
                }
            }
            if let Some(stem) = &entry.stem {
                if bare && !stem.class {
                    continue;
                }
                let word = self.words(at, found.end);
                let plural =
                    ["机关", "系统", "机构", "单位", "部门", "组织", "两委", "两委”"].iter().any(|w| word.ends_with(w))
                        || word.starts_with("基层")
                        || word.starts_with("公立")
                        || word == "公安派出所";
                let full = if plural { Full::Class } else { Full::Stem(stem.full.to_string()) };
                let level = level_of(word);
                let items = vec![Item { full, word: word.to_owned(), kind: stem.kind, level }];
                return Some(Core { end: found.end, items, class: bare || plural });
            }
        }
        None
    }

    /// Reads common words up to a head: 优化营商环境协调事务中心, 司法行政机关.
    pub(super) fn generic(&self, prefix: &Prefix) -> Option<Core> {
        let start = prefix.end;
        let bare = prefix.words == 0;
        let mut at = start;
        let mut proper = false;
        let mut country = false;
        let mut state = false;
        let mut leads = false;
        let mut generic = true;
        let mut steps = 0;
        let mut joined = false;
        while steps < MAX_STEPS && at - start < MAX_BYTES {
            if let Some((found, kind)) = self.end(prefix, at, start) {
                let items =
                    vec![Item { full: Full::Class, word: self.words(start, found.end).to_owned(), kind, level: None }];
                return Some(Core { end: found.end, items, class: true });
            }
            if bare && at > start && !leads && !country && self.opens(at) {
                return None;
            }
            let inner = if self.head(at).is_some() { None } else { self.inner(at) };
            if let Some((found, _)) = inner {
                let front = self.words(at, found.start);
                let pos = self.token(at).map(|t| t.pos);
                let part = self.part(front);
                proper |= (matches!(pos, Some(Pos::Organization | Pos::Place | Pos::Person)) && part.is_none())
                    || matches!(part, Some(Part::Proper | Part::Country))
                    || self.vocabulary.get(front).is_some_and(|e| e.division);
                country |= at == start && part == Some(Part::Country);
                country |= at == start && self.begins(front, Part::Country);
                state |= at == start && ["中国", "国家", "全国", "中华"].iter().any(|w| front.starts_with(w));
            }
            if let Some((found, head)) = self.head(at).or(inner) {
                let direct = found.start == start;
                let one = steps == 1 && !generic;
                let brand = one && self.words(found.start, found.end) == "集团"
                    || steps > 0 && is_township(self.words(found.start, found.end))
                    || self.open
                        && steps > 0
                        && (steps > 1 || !generic)
                        && (found.end - found.start > 3 || self.words(found.start, found.end) == "队")
                        && head.kind != Kind::Foreign;
                let named = proper || !bare || brand;
                let word = self.words(found.start, found.end);
                let hub = !self.open && found.start > start && word == "中心" && !self.serving(start, found.start)
                    || word == "实验室" && (!bare || state);
                let vague = hub || country && steps <= 1 && matches!(head.kind, Kind::Enterprise);
                let long = found.end - found.start > 3;
                let word = self.words(found.start, found.end);
                let level = level_of(word);
                let scoped = prefix.class || prefix.leveled.is_some();
                let fits = match head.usage {
                    Use::Unit => false,
                    _ if (direct && bare) || vague => false,
                    // 县级中心 is a class; 市中心 is none of these.
                    Use::Proper if direct && scoped => {
                        prefix.home.is_none() && matches!(word, "中心" | "工作室" | "工作站" | "服务站")
                    }
                    Use::Proper if direct => {
                        (long && word != "中心") || (!prefix.named.is_empty() && matches!(word, "队" | "厂"))
                    }
                    Use::Proper if scoped => {
                        long && !matches!(head.kind, Kind::Enterprise | Kind::Other | Kind::Media | Kind::Foreign)
                    }
                    Use::Proper => named,
                    Use::Class => named || steps > 0,
                };
                if fits {
                    let class = scoped || (bare && !proper && !brand);
                    let kind = match head.kind {
                        k if country && k != Kind::Enterprise => Kind::Foreign,
                        Kind::Foreign if state || !bare => Kind::GovernmentDepartment,
                        k => k,
                    };
                    let words = self.words(start, found.end).to_owned();
                    let full =
                        if country || state { Full::Registered(words.clone()) } else { Full::Words(words.clone()) };
                    let level = if state { Some(Level::National) } else { level };
                    let items = vec![Item { full, word: words, kind, level }];
                    return Some(Core { end: found.end, items, class });
                }
            }
            let token = self.token(at)?;
            let end = token.span.end.min(self.sentence.end);
            let words = self.words(at, end);
            if words.is_empty() {
                return None;
            }
            let part = self.part(words);
            let first = at == start;
            let fits = match (part, token.pos) {
                (Some(Part::Stop), _) => false,
                (Some(Part::Name), _) => !bare || (!first && proper),
                (Some(Part::Proper | Part::Country | Part::Generic), _) => true,
                (_, Pos::Noun | Pos::Person | Pos::Place | Pos::Organization | Pos::Other) => {
                    !(first && bare) || words.chars().count() > 1
                }
                // 战胜 and its like are verbs as often as nouns: they begin no name and stand in none that has no front.
                (_, Pos::VerbalNoun) => !bare,
                (_, Pos::Latin) => words.chars().count() > 1 && words.chars().all(char::is_alphanumeric),
                (_, Pos::Number) => {
                    (!first || !bare)
                        && words.starts_with(['第', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'])
                        && !words.ends_with(|c: char| "个家名次月日年种批项".contains(c))
                }
                (_, Pos::Adjective) => !bare || (!first && proper),
                (_, Pos::Verb) if words.chars().count() != 1 => false,
                // Names of schools and shops are cut into single characters.
                (_, Pos::Verb) => {
                    prefix.named.len() == 1
                        && !matches!(words, "有" | "是" | "为" | "将" | "把" | "让" | "使" | "给" | "到" | "去" | "来")
                }
                (_, Pos::Locative) => words == "上" && !bare,
                (_, Pos::Particle) => words == "性",
                (_, Pos::Pronoun) => matches!(words, "各") && !bare,
                (_, Pos::Conjunction | Pos::Preposition) if matches!(words, "和" | "与" | "及") => {
                    let another = self.found(end).iter().any(|f| {
                        let e = self.entry(f);
                        e.division || e.body.is_some() || e.scope.is_some() || e.layer.is_some() || e.stem.is_some()
                    });
                    let once = !joined && !bare && !first && !prefix.class && !another;
                    joined = true;
                    once
                }
                _ => false,
            };
            let delimited = bare && self.found(at).iter().any(|f| self.entry(f).scope.is_some() && f.end - f.start > 3);
            // What begins a name of its own ends the words before it: 祝贺中国共产党.
            let another = bare && !first && !country && !leads && {
                matches!(part, Some(Part::Country | Part::Proper))
                    || self
                        .found(at)
                        .iter()
                        .any(|f| self.entry(f).body.is_some() || (self.entry(f).division && self.boundary(f.end)))
            };
            let office = self.found(at).iter().any(|f| self.entry(f).post && f.end == end);
            if !fits || another || office || delimited || words.starts_with(|c: char| !c.is_alphanumeric()) {
                return None;
            }
            leads |= first && (part == Some(Part::Proper) || self.found(at).iter().any(|f| self.entry(f).division));
            match part {
                Some(Part::Country) if first => (proper, country) = (true, true),
                Some(Part::Proper) if first => {
                    (proper, state) = (true, is_state(words));
                }
                _ => {}
            }
            if first
                && matches!(token.pos, Pos::Person | Pos::Place | Pos::Organization | Pos::Latin)
                && words.chars().count() > 1
            {
                proper = true;
            }
            generic = part == Some(Part::Generic) || words.chars().count() < 2 || (generic && steps > 0);
            steps += 1;
            at = end;
        }
        None
    }

    /// Returns the word at `at` that ends a class, with the kind of its members.
    pub(super) fn end(&self, prefix: &Prefix, at: u32, start: u32) -> Option<(&Found, Kind)> {
        let found = self.found(at).iter().find(|f| self.entry(f).end.is_some() && self.boundary(f.end))?;
        let own = self.entry(found).end.flatten();
        let word = self.words(found.start, found.end);
        let between = self.words(start, at);
        if prefix.words == 0 {
            // Alone, a class is called by its root: 税务部门, 公安各单位.
            let root = between.trim_end_matches('各');
            let kind = self.vocabulary.get(root).and_then(|e| e.root)?;
            if kind == Kind::PublicInstitution && !matches!(root, "法律援助" | "公证") {
                return None;
            }
            return (word != "企业" && word != "组织" && self.boundary(start)).then_some((found, kind));
        }
        // The root may be anywhere before the end: 公安 in 公安各单位.
        let root = self
            .all
            .get(self.all.partition_point(|f| f.start < start)..self.all.partition_point(|f| f.start < at))
            .unwrap_or(&[])
            .iter()
            .filter(|f| f.end <= at)
            .find_map(|f| self.entry(f).root);
        let scoped = prefix.class || prefix.leveled.is_some() || prefix.own.is_some();
        match (own, root) {
            (Some(Kind::Enterprise), _) => {
                let front = self.words(prefix.end.saturating_sub(3), prefix.end);
                (front == "属" || between.starts_with("国资")).then_some((found, Kind::Enterprise))
            }
            (_, Some(kind)) if word != "组织" || kind == Kind::SocialOrganization => Some((found, kind)),
            (Some(kind), _) if scoped => Some((found, kind)),
            (None, None) if scoped && matches!(word, "部门" | "单位" | "机关" | "各单位") => {
                let kind = if word == "部门" { Kind::GovernmentDepartment } else { Kind::Other };
                Some((found, kind))
            }
            _ => None,
        }
    }

    /// Returns true if a name of its own begins at `at`, which ends the words before it: 祝贺中国共产党.
    pub(super) fn opens(&self, at: u32) -> bool {
        self.found(at).iter().any(|f| {
            let entry = self.entry(f);
            (entry.body.is_some() && f.end - f.start > 6) || (entry.division && self.boundary(f.end))
        })
    }

    /// Returns true if a word, or its last two characters, never stand in a name.
    pub(super) fn stopped(&self, word: &str) -> bool {
        let tail = word.char_indices().rev().nth(1).and_then(|(i, _)| word.get(i..)).unwrap_or(word);
        self.part(word) == Some(Part::Stop) || self.part(tail) == Some(Part::Stop)
    }

    /// Returns true if a word begins with one that names begin with in this way.
    pub(super) fn begins(&self, word: &str, part: Part) -> bool {
        word.char_indices().skip(2).take(5).any(|(i, _)| word.get(..i).is_some_and(|w| self.part(w) == Some(part)))
            || self.part(word) == Some(part)
    }

    /// Returns true if a centre is one that serves people or handles cases, not a hub or a building: the word before says so.
    pub(super) fn serving(&self, start: u32, at: u32) -> bool {
        let words = self.words(start, at);
        self.vocabulary.serving.iter().any(|w| words.ends_with(w.as_str()))
    }

    /// Returns the head that ends the token at `at`, when it is not the whole token: 学院 in 中医学院, 队 in 中国队.
    pub(super) fn inner(&self, at: u32) -> Option<(&Found, super::vocabulary::Head)> {
        let token = self.token(at)?;
        let word = self.words(at, token.span.end);
        if self.stopped(word) {
            return None;
        }
        let from = self.all.partition_point(|f| f.start <= at);
        let tail = self.all.get(from..).unwrap_or(&[]);
        tail.iter().take_while(|f| f.start < token.span.end).find_map(|found| {
            let head = self.entry(found).head.filter(|_| found.end == token.span.end)?;
            let front = self.words(at, found.start);
            let known = matches!(self.part(front), Some(Part::Proper | Part::Country))
                || self.vocabulary.get(front).is_some_and(|e| e.division);
            let long = found.end - found.start > 3;
            (long || token.pos == Pos::Organization || known).then_some((found, head))
        })
    }

    /// Returns the head at `at`.
    pub(super) fn head(&self, at: u32) -> Option<(&Found, super::vocabulary::Head)> {
        self.found(at).iter().find_map(|found| {
            let head = self.entry(found).head?;
            let token = self.token(found.end.saturating_sub(1))?;
            let word = self.words(token.span.start, token.span.end);
            if token.span.end > found.end && !self.post(found.end) || self.stopped(word) {
                return None;
            }
            let short = found.end - found.start <= 3;
            let before = self.words(self.sentence.start, found.start);
            // 72部 is a count, 西北部 a direction.
            let counted = before.ends_with(|c: char| c.is_ascii_digit() || "东西南北中内外".contains(c));
            if short && counted {
                return None;
            }
            let whole = token.span.start >= found.start || token.pos == Pos::Organization;
            (!short || whole).then_some((found, head))
        })
    }
}
