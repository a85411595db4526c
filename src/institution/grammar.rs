//! How names of bodies are built: a prefix, the body's own words up to a head, and what hangs on it.

use super::context::Beside;
use super::core::{Core, Item};
use super::entry::{Marks, Part};
use super::prefix::Prefix;
use super::reader::{Found, Reader};
use super::{Body, Full, Mention, Place};
use crate::model::{InstitutionKind as Kind, Level};
use crate::region::Layer;
use crate::span::Span;
use crate::token::Pos;

/// A mention, and whether a post or a meeting hides the body in it.
pub(crate) struct Name {
    pub(crate) mention: Mention,
    pub(crate) hidden: bool,
}

impl Reader<'_> {
    /// Reads the name that begins at `at`; one of common words only within `reach` of a head.
    pub(crate) fn name(&self, at: u32, reach: bool) -> Option<Name> {
        // 市医院和县医院: 和县 is a county too.
        if self.joined(at + 3) {
            return None;
        }
        let plain = self.registered(at).or_else(|| self.shortened(at));
        let long = self.prefixed(at);
        let mut start = at;
        let (mut end, mut bodies) = match (plain, long) {
            // Words that hang together behind a prefix are one name; a registered name beats one no longer.
            (Some(p), Some(l)) if p.0 >= l.1 || self.whole_nation(at, p.0) => p,
            (_, Some((nearest, end, bodies))) => {
                start = nearest;
                (end, bodies)
            }
            (Some(p), None) => p,
            (None, None) => self.unprefixed(at, reach)?,
        };
        self.extend(&mut end, &mut bodies);
        self.standing(&mut end, &mut bodies);
        let span = Span::new(start, end);
        let first = bodies.first()?;
        let (kind, collective) = (first.kind, bodies.iter().all(|b| b.collective));
        for body in &mut bodies {
            if body.collective && body.share.is_empty() {
                span.of(self.text).clone_into(&mut body.share);
            }
        }
        let congress = bodies.iter().all(|b| matches!(&b.full, Full::Registered(name) if congress(name)));
        // 人民法院案例库.
        let of_court = matches!(kind, Kind::Court | Kind::Procuratorate) && self.follows(Beside::Court, end);
        let hidden = congress || of_court || self.post(end) || self.chief(end) || self.meeting(end);
        Some(Name { mention: Mention { span, kind, collective, bodies, alias: None, aliased: None }, hidden })
    }

    /// Returns true if 全国 begins the name of a national body (全国政协经济委员会), not that of a class (全国妇联组织).
    fn whole_nation(&self, start: u32, end: u32) -> bool {
        self.rest(start).starts_with("全国")
            && !["有关", "各", "相关"].iter().any(|w| self.rest(end).starts_with(w))
            && self.head(end).is_some() | self.inner(end).is_some() | self.boundary(end)
            && !self.found(end).iter().any(|f| f.marks.has(Marks::END))
    }

    /// Reads a body of the register.
    pub(super) fn registered(&self, at: u32) -> Option<(u32, Vec<Body>)> {
        let found = self.found(at).iter().filter(|f| f.marks.has(Marks::BODY)).find(|f| {
            let entry = self.entry(f);
            let long = self.words(f.start, f.end).chars().count();
            let open = self.boundary(at) || long > 3;
            // 司法部门 and 财政部门 are classes, not ministries.
            let class = self.words(f.end.saturating_sub(3), f.end) == "部" && self.rest(f.end).starts_with('门');
            let shut = (self.boundary(f.end) || long > 2) && !class && !self.another_force(f) && !self.other_sense(f);
            (entry.body.is_some() || entry.joint.as_ref().is_some_and(|j| j.iter().all(|n| self.body(n).is_some())))
                && open
                && shut
        })?;
        let entry = self.entry(found);
        // 中国—东盟博览会 is a fair.
        if self.words(self.sentence.start, at).ends_with(['—', '－', '-'])
            && self.entry(found).body.as_ref().is_some_and(|b| b.abroad)
        {
            return None;
        }
        // 体育场中央 is a place.
        let before = self.words(self.sentence.start, at);
        let middle = self.words(at, found.end) == "中央"
            && before.ends_with(['场', '厅', '台', '馆', '院', '湖', '街', '路', '池', '屋', '室', '园', '城']);
        let centre = self.words(at, found.end) == "中央";
        if middle || centre && (self.follows(Beside::Centre, found.end) || self.posted(found.end)) {
            return None;
        }
        let names: Vec<&str> = match (&entry.body, &entry.joint) {
            (Some(body), _) => vec![&body.name],
            (None, Some(joint)) => joint.iter().map(|n| &**n).collect(),
            (None, None) => return None,
        };
        let bodies = names.iter().filter_map(|n| {
            let body = self.vocabulary.get(n)?.body.as_ref()?;
            let kind = body.kind;
            let place = match () {
                () if body.abroad => Place::None,
                () if body.local => Place::Context,
                () => Place::Nation,
            };
            let level = (!body.abroad && kind != Kind::Enterprise).then_some(Level::National);
            let full = Full::Registered((*n).to_owned());
            Some(Body { place, full, kind, level, ..Body::default() })
        });
        Some((found.end, bodies.collect()))
    }

    /// Returns true if units of the centre elsewhere follow: 中央|在甘单位, 中央|定点帮扶单位.
    fn posted(&self, at: u32) -> bool {
        let rest = self.rest(at);
        if !rest.starts_with(['在', '驻', '定']) {
            return false;
        }
        let near = rest.char_indices().take(7).take_while(|(_, c)| crate::token::is_han(*c)).last();
        near.is_some_and(|(i, c)| rest.get(..i + c.len_utf8()).is_some_and(|near| near.contains("单位")))
    }

    /// Returns true for bodies of townships, which have names of their own: 解放路街道办事处.
    pub(super) fn of_town(&self, word: &str) -> bool {
        self.vocabulary.contexts.has(Beside::Town, word)
    }

    /// Returns the level that a body's own last words give.
    pub(super) fn level_of(&self, word: &str) -> Option<Level> {
        let contexts = &self.vocabulary.contexts;
        if word.starts_with("中央") {
            Some(Level::National)
        } else if contexts.ends(Beside::Township, word) {
            Some(Level::Township)
        } else if contexts.ends(Beside::Village, word) {
            Some(Level::Village)
        } else {
            None
        }
    }

    /// Adds the standing committee of a congress that is named with it: 市人大及其常委会.
    fn standing(&self, end: &mut u32, bodies: &mut Vec<Body>) {
        let [body] = bodies.as_slice() else { return };
        if body.kind != Kind::PeoplesCongress || !body.rest.is_empty() || !self.rest(*end).starts_with("及其常") {
            return;
        }
        let words = ["及其常委会", "及其常务委员会"];
        let Some(words) = words.into_iter().find(|w| self.rest(*end).starts_with(w)) else { return };
        let full = match &body.full {
            Full::Stem(name) if name.ends_with("大会") => Full::Stem(format!("{name}常务委员会")),
            Full::Registered(name) if name.ends_with("大会") => Full::Registered(format!("{name}常务委员会")),
            _ => return,
        };
        let next = Body { full, ..body.clone() };
        bodies.push(next);
        *end += u32::try_from(words.len()).unwrap_or(0);
    }

    /// Reads a body called by its layer and its last character alone, as one is that the article has named: 市局, 省厅.
    pub(super) fn again(&self, prefix: &Prefix) -> Option<Core> {
        let low = |layer: &Layer| matches!(layer, Layer::Township | Layer::Village);
        prefix.own.filter(|layer| prefix.words == 1 && !low(layer))?;
        let (word, end) = self.bureau(prefix.end)?;
        let full = Full::Again(word.to_owned());
        let item = Item { full, word: word.to_owned(), kind: Kind::GovernmentDepartment, level: None };
        Some(Core { end, items: vec![item], class: false })
    }

    /// Returns the character at `at` that bureaus and departments of a division are called by alone, and where it ends.
    pub(super) fn bureau(&self, at: u32) -> Option<(&'static str, u32)> {
        let word = ["局", "厅"].into_iter().find(|w| self.rest(at).starts_with(w))?;
        let end = at.checked_add(3).filter(|end| self.boundary(*end) && !self.chief(*end))?;
        Some((word, end))
    }

    pub(super) fn body(&self, name: &str) -> Option<Kind> {
        self.vocabulary.get(name)?.body.as_ref().map(|b| b.kind)
    }

    /// Returns true for words that mean something else here: “两高”项目 have high use of energy, 鞍本钢 is not 本钢, 足协杯 a cup.
    fn other_sense(&self, found: &Found) -> bool {
        let words = self.words(found.start, found.end);
        // 消息报道称.
        if words.ends_with('报') && self.rest(found.end).starts_with('道') && !self.boundary(found.end) {
            return true;
        }
        // 共和党人 are persons.
        if words == "共和党" {
            return self.rest(found.end).starts_with('人');
        }
        if words == "红军" {
            return self.follows(Beside::RedArmy, found.end);
        }
        if words.contains("两高") {
            let closed = if self.rest(found.end).starts_with('”') { found.end + 3 } else { found.end };
            return self.follows(Beside::High, closed);
        }
        if words.ends_with("大学") && self.follows(Beside::University, found.end) {
            return true;
        }
        let brand = words.len() == 6 && self.entry(found).body.as_ref().is_some_and(|b| b.kind == Kind::Enterprise);
        let before = found.start.checked_sub(1).and_then(|at| self.token(at));
        let cut = before.is_some_and(|t| {
            let name = matches!(t.pos, Pos::Noun | Pos::Person | Pos::Place | Pos::Other);
            t.span.end == found.start
                && t.span.len() == 3
                && name
                && !matches!(self.words(t.span.start, t.span.end), "和" | "与")
        });
        (brand && (cut || self.rest(found.end).starts_with('园')))
            || (!self.open && self.rest(found.end).starts_with('杯'))
    }

    /// Returns true for a force of somebody named before it: 革命卫队海军.
    fn another_force(&self, found: &Found) -> bool {
        matches!(self.words(found.start, found.end), "海军" | "空军" | "陆军" | "火箭军")
            && found.start > self.sentence.start
            && self.token(found.start - 1).is_some_and(|t| {
                t.span.end == found.start
                    && matches!(t.pos, Pos::Noun | Pos::Person | Pos::Place | Pos::Organization | Pos::Other)
            })
    }

    /// Reads a body of a country written in one character: 俄国防部.
    fn shortened(&self, at: u32) -> Option<(u32, Vec<Body>)> {
        let token = self.token(at).filter(|t| t.span.start == at && t.span.len() == 3)?;
        if self.part(self.words(at, token.span.end)) != Some(Part::Short) {
            return None;
        }
        // 美第七舰队.
        let number = self.token(token.span.end).filter(|t| t.pos == Pos::Number && t.span.start == token.span.end);
        let (found, head) = self.head(number.map_or(token.span.end, |t| t.span.end))?;
        let words = self.words(found.start, found.end);
        let shared = words == "舰队" || self.vocabulary.contexts.has(Beside::Shared, words);
        (shared || head.kind == Kind::Foreign && found.end - found.start > 6).then(|| {
            let full = Full::Registered(self.words(at, found.end).to_owned());
            (found.end, vec![Body { full, kind: Kind::Foreign, ..Body::default() }])
        })
    }

    /// Reads a class named by its stem alone (检察机关), or a body that begins with a name of its own (金川集团).
    pub(super) fn unprefixed(&self, at: u32, reach: bool) -> Option<(u32, Vec<Body>)> {
        let prefix = Prefix { end: at, ..Prefix::default() };
        let Some(core) = self.core(&prefix, reach) else { return self.tagged(at) };
        let class = core.class;
        let bodies = core.items.into_iter().map(|item| {
            let national = item.level == Some(Level::National) && item.kind != Kind::Enterprise;
            // 日本东京电力公司 serves no division of ours.
            let abroad =
                item.kind == Kind::Enterprise && item.level.is_none() && matches!(item.full, Full::Registered(_));
            let place = match (class, national) {
                // 中央和国家机关.
                (true, _) if item.level == Some(Level::National) => Place::Nation,
                (true, _) => Place::Home,
                _ if abroad => Place::None,
                // 中国原子能科学研究院 serves the country wherever it stands.
                (false, true) => Place::Nation,
                (false, false) => Place::Context,
            };
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
    pub(super) fn tagged(&self, at: u32) -> Option<(u32, Vec<Body>)> {
        let token = self.token(at).filter(|t| self.open && t.pos == Pos::Organization && t.span.start == at)?;
        let words = self.words(at, token.span.end);
        let contexts = &self.vocabulary.contexts;
        if words.chars().count() < 3
            || contexts.ends(Beside::Direction, words)
            || self.part(words) == Some(Part::Stop)
            || !contexts.ends(Beside::Tagged, words)
        {
            return None;
        }
        Some((token.span.end, vec![Body { full: Full::Registered(words.to_owned()), ..Body::default() }]))
    }
}

/// Returns true if a registered name is that of a party congress: a body, but one of meetings.
pub(super) fn congress(name: &str) -> bool {
    name.starts_with("中国共产党第") && name.ends_with("次全国代表大会")
}

pub(super) fn first_kind(bodies: &[Body]) -> Kind {
    bodies.first().map_or(Kind::Other, |b| b.kind)
}
