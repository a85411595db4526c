//! How names of bodies are built: a prefix, the body's own words up to a head, and what hangs on it.

use super::prefix::Prefix;
use super::reader::{Found, Reader};
use super::region::Layer;
use super::vocabulary::{Part, Use};
use super::{Body, Full, Mention, Place};
use crate::model::{InstitutionKind as Kind, Level};
use crate::span::Span;
use crate::token::{Pos, is_han};

/// A mention, and whether a post or a meeting hides the body in it.
pub(crate) struct Name {
    pub(crate) mention: Mention,
    pub(crate) hidden: bool,
}

/// The body's own words.
struct Core {
    end: u32,
    items: Vec<Item>,
    class: bool,
}

/// One body's own words, or a class's.
#[derive(Clone)]
struct Item {
    full: Full,
    /// What the text says, for classes that share a mention.
    word: String,
    kind: Kind,
    level: Option<Level>,
}

/// What a centre does that is a body.
const SERVING: &[&str] = &[
    "服务",
    "调解",
    "调处",
    "化解",
    "救助",
    "指挥",
    "登记",
    "交易",
    "检测",
    "监测",
    "管理",
    "疾控",
    "控制",
    "监督",
    "审核",
    "研究",
    "培训",
    "教育",
    "活动",
    "救援",
    "应急",
    "急救",
    "仲裁",
    "公证",
    "援助",
    "鉴定",
    "评审",
    "结算",
    "信用",
    "信息",
    "人才",
    "保障",
    "接待",
    "信访",
    "审批",
    "考试",
    "气象",
    "防控",
    "采购",
    "预警",
    "新闻",
    "综治",
    "矛调",
    "事务",
    "执法",
    "治理",
    "联络",
    "保护",
    "推广",
    "发展",
    "促进",
    "检验",
    "血液",
    "供销",
    "就业",
    "维权",
    "受理",
    "调度",
    "便民",
    "文化馆",
];

const MAX_STEPS: usize = 10;
const MAX_BYTES: u32 = 72;

impl Reader<'_> {
    /// Reads the name that begins at `at`.
    pub(crate) fn name(&self, at: u32) -> Option<Name> {
        let plain = self.registered(at);
        let long = self.prefixed(at);
        let (mut end, mut bodies) = match (plain, long) {
            // Words that hang together behind a prefix are one name; a registered name beats one no longer.
            (Some(p), Some(l)) if p.0 >= l.0 => p,
            (_, Some(l)) => l,
            (Some(p), None) => p,
            (None, None) => self.unprefixed(at)?,
        };
        self.extend(&mut end, &mut bodies);
        let span = Span::new(at, end);
        let first = bodies.first()?;
        let (kind, collective) = (first.kind, bodies.iter().all(|b| b.collective));
        for body in &mut bodies {
            if body.collective && body.share.is_empty() {
                span.of(self.text).clone_into(&mut body.share);
            }
        }
        let hidden = self.post(end) || self.meeting(end);
        Some(Name { mention: Mention { span, kind, collective, bodies }, hidden })
    }

    /// Reads a body of the register.
    fn registered(&self, at: u32) -> Option<(u32, Vec<Body>)> {
        let found = self.found(at).iter().find(|f| {
            let entry = self.entry(f);
            let long = self.words(f.start, f.end).chars().count();
            let open = self.boundary(at) || long > 3;
            let shut = self.boundary(f.end) || long > 2;
            (entry.body.is_some() || entry.joint.as_ref().is_some_and(|j| j.iter().all(|n| self.body(n).is_some())))
                && open
                && shut
        })?;
        let entry = self.entry(found);
        let attribute = ["预算", "财政", "企业", "空调", "厨房", "商务区", "公园", "生态", "环保督察", "环境", "层面"];
        if self.words(at, found.end) == "中央" && attribute.iter().any(|w| self.rest(found.end).starts_with(w)) {
            return None;
        }
        let names: Vec<&str> = match (&entry.body, &entry.joint) {
            (Some(body), _) => vec![&body.name],
            (None, Some(joint)) => joint.iter().map(|n| &**n).collect(),
            (None, None) => return None,
        };
        let bodies = names.iter().filter_map(|n| {
            let kind = self.body(n)?;
            let place = if kind == Kind::Foreign { Place::None } else { Place::Nation };
            let level = (kind != Kind::Foreign && !matches!(kind, Kind::Enterprise)).then_some(Level::National);
            let full = Full::Registered((*n).to_owned());
            Some(Body { place, full, kind, level, ..Body::default() })
        });
        Some((found.end, bodies.collect()))
    }

    fn body(&self, name: &str) -> Option<Kind> {
        self.vocabulary.get(name)?.body.as_ref().map(|b| b.kind)
    }

    /// Reads a class named by its stem alone (检察机关), or a body that begins with a name of its own (金川集团).
    fn unprefixed(&self, at: u32) -> Option<(u32, Vec<Body>)> {
        let prefix = Prefix { end: at, ..Prefix::default() };
        let Some(core) = self.core(&prefix) else { return self.tagged(at) };
        let class = core.class;
        let bodies = core.items.into_iter().map(|item| {
            let place = if class { Place::Home } else { Place::Context };
            let share = if class { item.word } else { String::new() };
            Body {
                place,
                full: item.full,
                kind: item.kind,
                level: item.level,
                collective: class,
                share,
                ..Body::default()
            }
        });
        Some((core.end, bodies.collect()))
    }

    /// Reads a word that the dictionary knows as a body; only names take its word for it.
    fn tagged(&self, at: u32) -> Option<(u32, Vec<Body>)> {
        let token = self.token(at).filter(|t| self.open && t.pos == Pos::Organization && t.span.start == at)?;
        let words = self.words(at, token.span.end);
        let ends = [
            "社", "部", "院", "局", "队", "党", "团", "行", "署", "厂", "航", "委", "盟", "协", "联", "校", "大学",
            "处", "所",
        ];
        let direction = ["东部", "西部", "南部", "北部", "中部"].iter().any(|w| words.ends_with(w));
        if words.chars().count() < 3
            || direction
            || self.part(words) == Some(Part::Stop)
            || !ends.iter().any(|w| words.ends_with(w))
        {
            return None;
        }
        Some((token.span.end, vec![Body { full: Full::Registered(words.to_owned()), ..Body::default() }]))
    }

    /// Reads a body behind a division, a layer word or a class word.
    fn prefixed(&self, at: u32) -> Option<(u32, Vec<Body>)> {
        let rest = self.rest(at);
        let party = ["中共", "共青团", "团"].into_iter().find(|w| rest.starts_with(w));
        let from = at + party.map_or(0, |w| u32::try_from(w.len()).unwrap_or(0));
        let prefix = self.prefix(from, party.is_some());
        if prefix.words == 0 {
            return None;
        }
        let core = self.core(&prefix)?;
        let league = party.is_some_and(|w| w != "中共");
        if league && !core.items.iter().all(|i| matches!(i.word.as_str(), "委" | "委员会")) {
            return None;
        }
        let places: Vec<Place> = if prefix.named.is_empty() {
            vec![match (prefix.own, prefix.home) {
                (Some(layer), _) => Place::Own(layer),
                (_, Some(_)) if rest.starts_with("全国") || rest.starts_with("我国") => Place::Nation,
                (_, Some(_)) => Place::Scope(home_layer(rest)),
                _ if prefix.leveled.is_some() => prefix.leveled.map_or(Place::Home, Place::Level),
                _ => Place::Home,
            }]
        } else {
            prefix.named.iter().map(|chain| Place::Named(chain.clone())).collect()
        };
        // 市级综治中心 is the city's own body; 县级综治中心 and 市直政法单位 are classes.
        let low = prefix.leveled.is_some_and(|l| l >= Level::County);
        let class = prefix.class || low || core.items.iter().any(|i| matches!(i.full, Full::Class));
        let many = core.items.len() > 1;
        let mut bodies = Vec::new();
        for place in &places {
            for item in &core.items {
                let share = if class && many {
                    format!("{}{}", self.words(from, prefix.end), item.word)
                } else {
                    String::new()
                };
                let full = match &item.full {
                    Full::Stem(_) if league => Full::Stem("共青团{}委员会".to_owned()),
                    other => other.clone(),
                };
                bodies.push(Body {
                    place: place.clone(),
                    full,
                    kind: if league { Kind::MassOrganization } else { item.kind },
                    level: item.level.or(prefix.level),
                    collective: class,
                    share,
                    ..Body::default()
                });
            }
        }
        Some((core.end, bodies))
    }

    /// Reads the body's own words behind a prefix.
    fn core(&self, prefix: &Prefix) -> Option<Core> {
        let direct = self.direct(prefix);
        let long = self.generic(prefix);
        match (direct, long) {
            (Some(d), Some(l)) => Some(if l.end > d.end && l.class { l } else { d }),
            (one, other) => one.or(other),
        }
    }

    /// Reads a stem or a joint word.
    fn direct(&self, prefix: &Prefix) -> Option<Core> {
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
    fn generic(&self, prefix: &Prefix) -> Option<Core> {
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
    fn end(&self, prefix: &Prefix, at: u32, start: u32) -> Option<(&Found, Kind)> {
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
    fn opens(&self, at: u32) -> bool {
        self.found(at).iter().any(|f| {
            let entry = self.entry(f);
            (entry.body.is_some() && f.end - f.start > 6) || (entry.division && self.boundary(f.end))
        })
    }

    /// Returns true if a word, or its last two characters, never stand in a name.
    fn stopped(&self, word: &str) -> bool {
        let tail = word.char_indices().rev().nth(1).and_then(|(i, _)| word.get(i..)).unwrap_or(word);
        self.part(word) == Some(Part::Stop) || self.part(tail) == Some(Part::Stop)
    }

    /// Returns true if a word begins with one that names begin with in this way.
    fn begins(&self, word: &str, part: Part) -> bool {
        word.char_indices().skip(2).take(5).any(|(i, _)| word.get(..i).is_some_and(|w| self.part(w) == Some(part)))
            || self.part(word) == Some(part)
    }

    /// Returns true if a centre is one that serves people or handles cases, not a hub or a building: the word before says so.
    fn serving(&self, start: u32, at: u32) -> bool {
        let words = self.words(start, at);
        SERVING.iter().any(|w| words.ends_with(w))
    }

    /// Returns the head that ends the token at `at`, when it is not the whole token: 学院 in 中医学院, 队 in 中国队.
    fn inner(&self, at: u32) -> Option<(&Found, super::vocabulary::Head)> {
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
    fn head(&self, at: u32) -> Option<(&Found, super::vocabulary::Head)> {
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

    /// Reads what hangs on a body: 办公室, 党组, 交警支队, 沧州调查队.
    fn extend(&self, end: &mut u32, bodies: &mut [Body]) {
        for _ in 0..3 {
            let rest = self.rest(*end);
            let next = self.hanging(*end, bodies).or_else(|| {
                let group = "纪检监察组";
                let far = rest.find(group).filter(|at| rest.starts_with('驻') && *at < 60)?;
                let words = rest.get(..far + group.len())?;
                words.chars().all(is_han).then_some((*end + u32::try_from(words.len()).ok()?, Some(Kind::Discipline)))
            });
            let Some((to, kind)) = next else { return };
            let words = self.words(*end, to);
            for body in bodies.iter_mut() {
                body.rest.push_str(words);
                if let Some(kind) = kind {
                    body.kind = kind;
                }
                body.share.clear();
            }
            *end = to;
        }
    }

    /// Returns the end of one thing that hangs on the bodies at `from`, with its kind.
    fn hanging(&self, from: u32, bodies: &mut [Body]) -> Option<(u32, Option<Kind>)> {
        let first = bodies.first()?;
        if self.rest(from).starts_with("两级院") && first.collective {
            return Some((from + 9, None));
        }
        // A national body's branch: 国家统计局沧州调查队.
        if matches!(first.full, Full::Registered(_)) && !matches!(first.kind, Kind::Foreign | Kind::Media) {
            let prefix = self.prefix(from, true);
            if prefix.words > 0 && !prefix.named.is_empty() && !prefix.class {
                let core = self.core(&prefix)?;
                let branch = !core.class && core.items.len() == 1;
                let kind = core.items.first().map(|i| i.kind)?;
                if !branch
                    || matches!(kind, Kind::PartyCommittee | Kind::Government | Kind::Court | Kind::Procuratorate)
                {
                    return None;
                }
                for body in bodies.iter_mut() {
                    body.place = prefix.named.first().cloned().map_or(Place::None, Place::Named);
                    body.level = None;
                    body.branch = true;
                }
                let same = matches!(
                    first_kind(bodies),
                    Kind::Enterprise | Kind::MassOrganization | Kind::GovernmentDepartment
                );
                return Some((core.end, (!same).then_some(kind)));
            }
        }
        let mut at = from;
        let mut single = false;
        for step in 0..5 {
            if let Some((found, head)) = self.head(at) {
                let long = found.end - found.start > 3;
                let unit = match head.usage {
                    Use::Unit => step == 0,
                    _ => long || step > 0,
                };
                let same = step == 0 && head.usage != Use::Unit && found.end - found.start < 12;
                if unit && !same {
                    let party = bodies.first().is_some_and(|b| b.kind == Kind::PartyOrgan);
                    let kind = match head.kind {
                        Kind::GovernmentDepartment if party => None,
                        Kind::GovernmentDepartment | Kind::Other | Kind::Foreign if step > 0 => None,
                        k => Some(k),
                    };
                    return Some((found.end, kind));
                }
                if step == 0 {
                    return None;
                }
            }
            let token = self.token(at)?;
            if step == 4 || (step == 0 && token.span.start != at) {
                return None;
            }
            let words = self.words(at, token.span.end);
            let part = self.part(words);
            if let (Some((found, head)), false) = (self.inner(at), words.starts_with("联合")) {
                if head.usage != Use::Unit {
                    let kind = (!matches!(head.kind, Kind::GovernmentDepartment | Kind::Other | Kind::Foreign))
                        .then_some(head.kind);
                    return Some((found.end, kind));
                }
            }
            let named = matches!(part, Some(Part::Proper | Part::Country | Part::Generic))
                || self.found(at).iter().any(|f| self.entry(f).post && f.end == token.span.end)
                || words == "联合"
                || self.found(at).iter().any(|f| {
                    let e = self.entry(f);
                    e.body.is_some()
                        || (e.scope.is_some() && f.end - f.start > 3)
                        || (e.layer.is_some()
                            && f.end - f.start == 3
                            && (step == 0
                                || !single
                                    && self
                                        .direct(&Prefix { end: f.end, words: 1, ..Prefix::default() })
                                        .is_some_and(|c| c.end - f.end > 6)))
                });
            let noun = matches!(
                token.pos,
                Pos::Noun | Pos::VerbalNoun | Pos::Place | Pos::Organization | Pos::Person | Pos::Other
            ) || (token.pos == Pos::Adjective && words.chars().count() == 1);
            if named || part == Some(Part::Stop) || !(noun || (part == Some(Part::Name) && step > 0)) {
                return None;
            }
            single = words.chars().count() == 1;
            at = token.span.end;
        }
        None
    }

    /// Returns true if the word is an attribute here: 政府投资, 委托.
    fn attribute(&self, found: &Found) -> bool {
        let rest = self.rest(found.end);
        match self.words(found.start, found.end) {
            "政府" => {
                ["采购", "投资", "债", "购买", "信息", "网", "工作报告", "性", "引导", "规章", "补贴", "令第", "令（"]
                    .iter()
                    .any(|w| rest.starts_with(w))
            }
            "人民代表大会" | "人大" => rest.starts_with("制度"),
            "委" => rest.starts_with(['托', '派', '任', '以', '员', '屈', '靠']) && !rest.starts_with("员会"),
            "数据局" | "规划局" => false,
            _ => false,
        }
    }

    /// Returns true if a post follows.
    fn post(&self, at: u32) -> bool {
        let mut at = at;
        for word in ["常务", "原", "党组", "专职"] {
            if self.rest(at).starts_with(word) {
                at += u32::try_from(word.len()).unwrap_or(0);
            }
        }
        self.found(at).iter().any(|f| {
            let long = f.end - f.start > 6;
            self.entry(f).post && (long || self.boundary(f.end))
        })
    }

    /// Returns true if a session or a meeting follows.
    fn meeting(&self, at: u32) -> bool {
        let rest = self.rest(at);
        if ["全会", "全体会议", "一次会议"].iter().any(|w| rest.starts_with(w)) {
            return true;
        }
        let numeral = |c: char| {
            matches!(c, '第' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
                || c.is_ascii_digit()
        };
        let after = rest.trim_start_matches(numeral);
        if after.len() < rest.len() {
            return ["次会议", "次全会", "次全体会议", "届", "次常委会"].iter().any(|w| after.starts_with(w));
        }
        let mut near = rest.char_indices().take(12);
        near.find(|(i, c)| !is_han(*c) || rest.get(*i..).is_some_and(|r| r.starts_with("工作会议")))
            .is_some_and(|(i, _)| rest.get(i..).is_some_and(|r| r.starts_with("工作会议")))
    }
}

/// Returns true for bodies of townships, which have names of their own: 解放路街道办事处.
fn is_township(word: &str) -> bool {
    matches!(
        word,
        "街道办事处"
            | "街道办"
            | "街道党工委"
            | "镇政府"
            | "乡政府"
            | "镇人民政府"
            | "乡人民政府"
            | "镇党委"
            | "乡党委"
    )
}

fn is_state(words: &str) -> bool {
    matches!(words, "中国" | "国家" | "全国" | "中华" | "中央")
}

fn first_kind(bodies: &[Body]) -> Kind {
    bodies.first().map_or(Kind::Other, |b| b.kind)
}

/// Returns the layer of 全市 and its like.
fn home_layer(words: &str) -> Option<Layer> {
    let c = words.chars().nth(1)?;
    Layer::of(c.encode_utf8(&mut [0; 4]))
}

/// Returns the level that a body's own last words give.
fn level_of(word: &str) -> Option<Level> {
    let township = ["派出所", "司法所", "街道办事处", "街道办", "镇政府", "乡政府", "镇党委", "乡党委", "卫生院"];
    let village = ["村委会", "居委会", "村民委员会", "居民委员会", "社区居委会", "村支部", "村两委", "村“两委”"];
    if township.iter().any(|w| word.ends_with(w)) {
        Some(Level::Township)
    } else if village.iter().any(|w| word.ends_with(w)) {
        Some(Level::Village)
    } else {
        None
    }
}
