//! The own words of a body, up to its head: 优化营商环境协调事务中心.

use super::Full;
use super::context::Beside;
use super::entry::{Head, Marks, Part, Use};
use super::prefix::Prefix;
use super::reader::{Found, Reader};
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

impl Reader<'_> {
    /// Reads the body's own words behind a prefix; common words up to a head only within `reach` of one.
    pub(super) fn core(&self, prefix: &Prefix, reach: bool) -> Option<Core> {
        let direct = self.direct(prefix).or_else(|| self.roster(prefix)).or_else(|| self.rooted(prefix));
        let long = if reach { self.generic(prefix) } else { None };
        match (direct, long) {
            (Some(d), Some(l)) => Some(if l.end > d.end && l.class && !self.acts(&d) { l } else { d }),
            (one, other) => one.or(other),
        }
    }

    /// Returns true if a bureau is followed by a verb: 市公安局检查餐饮服务单位.
    fn acts(&self, core: &Core) -> bool {
        let bureau = core.items.iter().all(|i| i.word.ends_with(['局', '厅', '委', '办']));
        let next = self.token(core.end).filter(|t| t.span.start == core.end);
        bureau && next.is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::VerbalNoun))
    }

    /// Reads a stem or a joint word.
    pub(super) fn direct(&self, prefix: &Prefix) -> Option<Core> {
        let bare = prefix.words == 0;
        let at = prefix.end;
        for found in self.found(at).iter().filter(|f| f.marks.has(Marks::STEM)) {
            let entry = self.entry(found);
            let long = self.words(at, found.end).chars().count();
            let shut =
                self.boundary(found.end) || long > 3 || (long > 1 && self.closed(found.end)) || self.post(found.end);
            // The dictionary has 移送检察机关 as one word.
            let inside = bare && !self.boundary(at) && (long < 4 || !self.boundary(found.end));
            // 优秀法院 won a title.
            let award = || self.vocabulary.contexts.has(Beside::Award, self.words(at.saturating_sub(6), at));
            // 党委组织部门 are more than one.
            let split = self.words(at, found.end).ends_with('部') && self.rest(found.end).starts_with('门');
            if !shut || split || inside || self.attribute(found) || bare && award() {
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
                let listed = bare && stem.kind == Kind::MassOrganization && self.listed(found);
                // The league stands before its division: 共青团郑州市委.
                let league = !bare && self.words(at, found.end) == "共青团";
                let town = bare && stem.kind == Kind::Government && self.in_town(at);
                // 政协第十三届全国委员会.
                let whole = prefix.home && self.words(at, found.end) == "委员会";
                if (bare && !stem.class && !listed && !town) || league || whole {
                    continue;
                }
                let word = self.words(at, found.end);
                let plural = self.vocabulary.contexts.ends(Beside::Plural, word)
                    || self.vocabulary.contexts.follows(Beside::Several, word).is_some();
                let again = stem.full.strip_prefix('…');
                if again.is_some() && (bare && !self.alone(at) || !bare && !prefix.class) {
                    continue;
                }
                let full = match again {
                    _ if plural || listed => Full::Class,
                    Some(_) if !bare => Full::Class,
                    Some(endings) => Full::Again(endings.to_owned()),
                    None => Full::Stem(stem.full.to_string()),
                };
                let class = bare && again.is_none() || plural;
                let level = self.level_of(word);
                let items = vec![Item { full, word: word.to_owned(), kind: stem.kind, level }];
                return Some(Core { end: found.end, items, class });
            }
        }
        None
    }

    /// Returns true if nothing before `at` can be part of a name: 分局 behind 朝阳 is the end of one.
    fn alone(&self, at: u32) -> bool {
        let before = self.words(at.saturating_sub(3).max(self.sentence.start), at);
        self.rest(at).starts_with('该')
            || !before.ends_with(crate::token::is_han)
            || matches!(before, "和" | "与" | "及" | "由" | "向" | "在" | "对" | "到" | "的")
    }

    /// Returns true if a word stands in a list beside another for a body of society: 工会、残联 name bodies, 工会会员 does not.
    fn listed(&self, found: &Found) -> bool {
        let society = |at: u32| {
            self.found(at).iter().any(|f| {
                let kind = self.entry(f).stem.as_ref().map(|s| s.kind);
                kind == Some(Kind::MassOrganization) || self.words(f.start, f.end) == "共青团"
            })
        };
        let marks = ['、', '和', '与', '及', '等'];
        if self.words(found.start, found.end).ends_with("团体") {
            return false;
        }
        if self.words(self.sentence.start, found.start).ends_with("民主党派、") {
            return true;
        }
        if self.rest(found.end).strip_prefix('、').is_some() && society(found.end + 3)
            || self.rest(found.end).starts_with("等群团")
        {
            return true;
        }
        let before = self.words(self.sentence.start, found.start);
        let Some(list) = before.strip_suffix(marks) else { return false };
        let from = self.sentence.start.saturating_add(u32::try_from(list.len()).unwrap_or(u32::MAX));
        [6, 9].into_iter().any(|len| {
            let start = from.saturating_sub(len);
            start >= self.sentence.start && self.found(start).iter().any(|f| f.end == from) && society(start)
        })
    }

    /// Returns the word at `at` that ends a class, with the kind of its members.
    pub(super) fn end(&self, prefix: &Prefix, at: u32, start: u32) -> Option<(&Found, Kind)> {
        let whole = self.found(at).iter().find(|f| f.marks.has(Marks::END) && self.boundary(f.end));
        let found = whole.or_else(|| self.end_inside(at))?;
        let at = found.start;
        let own = self.entry(found).end.flatten();
        let word = self.words(found.start, found.end);
        let between = self.words(start, at);
        let office = matches!(word, "行政部门" | "主管部门");
        if prefix.words == 0 {
            // Alone, a class is called by its root: 税务部门, 公安各单位.
            let root = between.trim_end_matches('各');
            if office && self.boundary(start) && self.vocabulary.get(root).is_some_and(|e| e.root.is_some()) {
                return Some((found, Kind::GovernmentDepartment));
            }
            let kind = self.vocabulary.get(root).and_then(|e| e.root)?;
            if kind == Kind::PublicInstitution && word == "部门" && self.boundary(start) {
                return Some((found, Kind::GovernmentDepartment));
            }
            if kind == Kind::PublicInstitution && !matches!(root, "法律援助" | "公证") {
                return None;
            }
            // 审计机构 and 水利单位 are businesses as often.
            if kind == Kind::GovernmentDepartment && matches!(word, "机构" | "单位")
                || kind == Kind::Other && word == "部门"
                // 交通系统 and 电力系统 are things.
                || word == "系统" && self.vocabulary.contexts.has(Beside::Plant, root)
                // Which 行政事业单位 are meant, nothing says.
                || word == "事业单位" && kind == Kind::Government
            {
                return None;
            }
            return (word != "企业" && word != "组织" && self.boundary(start)).then_some((found, kind));
        }
        // The root may be anywhere before the end: 公安 in 公安各单位.
        let root = self
            .found_in(start, at)
            .iter()
            .filter(|f| {
                f.marks.has(Marks::ROOT)
                    && (f.end == at && (word != "系统" || f.start == start) || f.end < at && word != "系统")
            })
            .find_map(|f| self.entry(f).root);
        let front = between.char_indices().rev().nth(1).and_then(|(i, _)| between.get(i..)).unwrap_or(between);
        if self.vocabulary.contexts.has(Beside::Award, front) {
            return None;
        }
        let scoped = prefix.class || prefix.leveled.is_some() || prefix.own.is_some();
        // 全国单位国内生产总值.
        let vague = front.is_empty() && word == "单位" && self.words(start.saturating_sub(6), start) == "全国";
        let attribute = word == "事业单位" && self.follows(Beside::PublicUnit, found.end);
        match (own, root) {
            _ if vague || attribute => None,
            (_, Some(Kind::Government)) if word == "事业单位" => Some((found, Kind::Other)),
            (Some(Kind::PublicInstitution), _) if matches!(word, "高校" | "院校") => {
                let front = self.words(prefix.end.saturating_sub(3), prefix.end);
                (front == "属").then_some((found, Kind::PublicInstitution))
            }
            (Some(Kind::Enterprise), _) => {
                let front = self.words(prefix.end.saturating_sub(3), prefix.end);
                (front == "属" || between.starts_with("国资")).then_some((found, Kind::Enterprise))
            }
            (_, Some(Kind::PublicInstitution)) if word == "部门" => Some((found, Kind::GovernmentDepartment)),
            (_, Some(_)) if office => Some((found, Kind::GovernmentDepartment)),
            (_, Some(kind)) if word != "组织" || matches!(kind, Kind::SocialOrganization | Kind::MassOrganization) => {
                Some((found, kind))
            }
            (Some(kind), _) if scoped => Some((found, kind)),
            (None, None) if scoped && word == "部门" => Some((found, Kind::GovernmentDepartment)),
            // 省级绿色制造单位 won a title.
            (None, None)
                if scoped
                    && (word == "各单位"
                        || matches!(word, "单位" | "机关")
                            && (front.is_empty() || self.vocabulary.contexts.has(Beside::Unit, front))) =>
            {
                Some((found, Kind::Other))
            }
            _ => None,
        }
    }

    /// Returns the word that ends a class within the token at `at`, behind the root that the token begins with: 财政部门.
    fn end_inside(&self, at: u32) -> Option<&Found> {
        let token = self.token(at).filter(|t| t.span.start == at && t.span.len() > 9)?;
        let found = self
            .found_in(at + 1, token.span.end)
            .iter()
            .find(|f| f.end == token.span.end && f.marks.has(Marks::END))?;
        self.vocabulary.get(self.words(at, found.start)).filter(|e| e.root.is_some())?;
        Some(found)
    }

    /// Returns true if a name of its own begins at `at`, which ends the words before it: 祝贺中国共产党.
    pub(super) fn opens(&self, at: u32) -> bool {
        self.found(at).iter().any(|f| {
            (f.marks.has(Marks::BODY) && f.end - f.start > 6 && self.entry(f).body.is_some())
                || (f.marks.has(Marks::DIVISION) && self.boundary(f.end))
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
        [3, 6, 9]
            .iter()
            .filter_map(|len| words.get(words.len().checked_sub(*len)?..))
            .any(|tail| self.vocabulary.serving.contains(tail))
    }

    /// Returns the head that ends the token at `at`, when it is not the whole token: 学院 in 中医学院, 队 in 中国队.
    pub(super) fn inner(&self, at: u32) -> Option<(&Found, Head)> {
        let token = self.token(at)?;
        let word = self.words(at, token.span.end);
        let ends = |f: &&Found| f.end == token.span.end && f.marks.has(Marks::HEAD);
        self.found_in(at + 1, token.span.end).iter().filter(ends).find_map(|found| {
            let head = self.entry(found).head.filter(|h| h.usage != Use::Abroad)?;
            let front = self.words(at, found.start);
            let known = matches!(self.part(front), Some(Part::Proper | Part::Country))
                || self.vocabulary.get(front).is_some_and(|e| e.division);
            // 市场|管理司.
            let bureau = found.start - at > 3 && self.words(found.start, found.end) == "司";
            let section =
                (self.open && found.start - at > 3 || bureau) && head.usage == Use::Section && token.pos == Pos::Noun;
            let long = found.end - found.start > 3 || section;
            ((long || token.pos == Pos::Organization || known) && !self.stopped(word)).then_some((found, head))
        })
    }

    /// Returns the head at `at`.
    pub(super) fn head(&self, at: u32) -> Option<(&Found, Head)> {
        self.found(at).iter().filter(|f| f.marks.has(Marks::HEAD)).find_map(|found| {
            let head = self.entry(found).head.filter(|h| h.usage != Use::Abroad)?;
            let token = self.token(found.end.saturating_sub(1))?;
            let word = self.words(token.span.start, token.span.end);
            if token.span.end > found.end && !self.post(found.end) && !self.chief(found.end) || self.stopped(word) {
                return None;
            }
            let short = found.end - found.start <= 3;
            let before = self.words(self.sentence.start, found.start);
            // 72部 is a count, 西北部 a direction.
            let part = self.words(found.start, found.end) == "部";
            let counted =
                before.ends_with(|c: char| c.is_ascii_alphanumeric() || (part && "东西南北中内外".contains(c)));
            if short && counted {
                return None;
            }
            let whole = token.span.start >= found.start || token.pos == Pos::Organization;
            (!short || whole).then_some((found, head))
        })
    }
}
