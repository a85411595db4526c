//! Common words up to a head: 优化营商环境协调事务中心, 司法行政机关.

use super::Full;
use super::context::Beside;
use super::core::{Core, Item};
use super::entry::{Head, Marks, Part, Role, Use};
use super::low::township_template;
use super::prefix::Prefix;
use super::reader::{Found, Reader};
use crate::model::{InstitutionKind as Kind, Level};
use crate::token::{Pos, Token};

const MAX_STEPS: usize = 10;
const MAX_BYTES: u32 = 72;

/// A name as far as it is read.
struct Walk<'r, 'a> {
    reader: &'r Reader<'a>,
    prefix: &'r Prefix,
    at: u32,
    steps: usize,
    /// It has a name of its own: 金川, 中国.
    proper: bool,
    /// It begins with a foreign country.
    country: bool,
    /// It begins with a person's name: 李强积极评价联盟.
    person: bool,
    /// It begins with 中国 or a word like it.
    state: bool,
    /// It begins with such words, or with a division.
    leads: bool,
    /// All its words are common ones.
    generic: bool,
    /// How many single characters it begins with: the dictionary does not know such a name (森 隆 药业).
    letters: usize,
    joined: bool,
}

impl Reader<'_> {
    /// Returns true if a number and what it counts follow: 国家工程研究中心8个 are a sort of thing.
    pub(super) fn counted(&self, at: u32) -> bool {
        let rest = self.rest(at);
        let unit = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '万' | '余' | '多'));
        unit.len() < rest.len() && self.vocabulary.contexts.follows(Beside::Counter, unit).is_some()
    }

    /// Reads common words up to a head.
    pub(super) fn generic(&self, prefix: &Prefix) -> Option<Core> {
        let start = prefix.end;
        let mut walk = Walk {
            reader: self,
            prefix,
            at: start,
            steps: 0,
            proper: false,
            country: false,
            person: false,
            state: false,
            leads: false,
            generic: true,
            letters: 0,
            joined: false,
        };
        if prefix.words == 0
            && let Some(core) = self.one_abroad(start)
        {
            return Some(core);
        }
        while walk.steps < MAX_STEPS && walk.at - start < MAX_BYTES {
            if let Some((found, kind)) = self.end(prefix, walk.at, start) {
                let word = self.words(start, found.end).to_owned();
                let items = vec![Item { full: Full::Class, word, kind, level: None }];
                return Some(Core { end: found.end, items, class: true });
            }
            if walk.bare() && walk.at > start && !walk.leads && !walk.country && self.opens(walk.at) {
                return None;
            }
            if walk.steps > 0
                && let Some(core) = self.below(prefix, walk.at)
            {
                return Some(core);
            }
            if walk.country && walk.at > start {
                if let Some(core) = self.abroad_only(start, walk.at) {
                    return Some(core);
                }
                // 南非高度评价中国共产党.
                if self.opens_ours(walk.at) {
                    return None;
                }
            }
            let mut head = self.head(walk.at);
            if head.is_none() {
                head = self.inner(walk.at);
                if head.is_some_and(|(found, _)| !walk.front(found)) {
                    return None;
                }
            }
            if let Some(core) = head.and_then(|(found, head)| walk.close(found, head)) {
                return Some(core);
            }
            walk.step()?;
        }
        None
    }
}

impl Reader<'_> {
    /// Reads a class that is called by its root alone, whatever the segmenter makes of that: 人力资源和社会保障部门.
    pub(super) fn rooted(&self, prefix: &Prefix) -> Option<Core> {
        let start = prefix.end;
        let roots = self.found(start).iter().filter(|f| f.marks.has(Marks::ROOT));
        let (end, kind) = roots.filter_map(|f| self.end(prefix, f.end, start)).map(|(f, kind)| (f.end, kind)).next()?;
        let word = self.words(start, end).to_owned();
        Some(Core { end, items: vec![Item { full: Full::Class, word, kind, level: None }], class: true })
    }

    /// Reads what only other countries call so at `at`, behind the country at `start`: 南非政府.
    fn abroad_only(&self, start: u32, at: u32) -> Option<Core> {
        let only = |f: &&Found| self.entry(f).head.is_some_and(|h| h.usage == Use::Abroad) && self.boundary(f.end);
        let found = self.found(at).iter().find(only).filter(|_| !self.open)?;
        let word = self.words(start, found.end).to_owned();
        let item = Item { full: Full::Registered(word.clone()), word, kind: Kind::Foreign, level: None };
        Some(Core { end: found.end, items: vec![item], class: false })
    }

    /// Reads the same where the dictionary has it as one word: 德国政府, 俄军方.
    fn one_abroad(&self, at: u32) -> Option<Core> {
        let token = self.token(at).filter(|t| t.span.start == at && t.span.len() > 6 && !self.open)?;
        let only = |f: &&Found| f.end == token.span.end && self.entry(f).head.is_some_and(|h| h.usage == Use::Abroad);
        let found = self.found_in(at + 1, token.span.end).iter().find(only)?;
        let country = self.part(self.words(at, found.start));
        let word = self.words(at, found.end).to_owned();
        let item = Item { full: Full::Registered(word.clone()), word, kind: Kind::Foreign, level: None };
        matches!(country, Some(Part::Country | Part::Short)).then(|| Core {
            end: found.end,
            items: vec![item],
            class: false,
        })
    }

    /// Returns true if the name of one of our bodies begins at `at`.
    fn opens_ours(&self, at: u32) -> bool {
        let ours = |f: &Found| self.entry(f).body.as_ref().is_some_and(|b| !b.abroad);
        self.found(at).iter().any(|f| f.marks.has(Marks::BODY) && f.end - f.start > 9 && ours(f))
    }
}

impl Walk<'_, '_> {
    fn bare(&self) -> bool {
        self.prefix.words == 0
    }

    fn start(&self) -> u32 {
        self.prefix.end
    }

    /// Takes note of the words that share a token with a head: 中国 in 中国队. Returns false if a name begins with them, and
    /// not before: 东道主中国队.
    fn front(&mut self, found: &Found) -> bool {
        let reader = self.reader;
        let front = reader.words(self.at, found.start);
        let pos = reader.token(self.at).map(|t| t.pos);
        let part = reader.part(front);
        let first = self.at == self.start();
        self.proper |= (matches!(pos, Some(Pos::Organization | Pos::Place | Pos::Person)) && part.is_none())
            || matches!(part, Some(Part::Proper | Part::Country))
            || reader.vocabulary.get(front).is_some_and(|e| e.division);
        // 俄黑海舰队 is one word to the dictionary.
        let fleet = || {
            pos == Some(Pos::Organization)
                && reader.entry(found).head.is_some_and(|h| h.kind == Kind::Military)
                && front.starts_with(|c| reader.vocabulary.shorts.has(c))
        };
        let short = first && self.bare() && (part == Some(Part::Short) || fleet());
        self.proper |= short;
        self.country |= short || first && (part == Some(Part::Country) || reader.begins(front, Part::Country));
        self.state |= first && reader.follows(Beside::State, self.at) && !front.starts_with("中央");
        let country = part == Some(Part::Country) || front == "中国";
        // 世界团体赛中国队.
        let another = !self.leads || front == "中国";
        // 北京冬奥会中国体育代表团.
        if !first && !self.bare() && front.starts_with("中国") {
            return false;
        }
        !(country && !first && self.bare() && another && !self.country)
    }

    /// Ends the name with a head, if that makes a body.
    fn close(&self, found: &Found, head: Head) -> Option<Core> {
        let (reader, prefix, start) = (self.reader, self.prefix, self.start());
        let bare = self.bare();
        let word = reader.words(found.start, found.end);
        let direct = found.start == start;
        let one = self.steps == 1 && !self.generic;
        let long = found.end - found.start > 3;
        let brand = one && word == "集团"
            || self.steps > 0 && reader.of_town(word)
            || reader.open
                && self.steps > 0
                && (self.steps > 1 || !self.generic)
                && (long || word == "队")
                && head.kind != Kind::Foreign
            || self.letters > 1 && (reader.open || long && head.kind == Kind::Enterprise)
            || reader.open && word == "集团" && self.steps == 0 && self.whole_name(found);
        let named = self.proper || !bare || brand;
        let hub = !reader.open && found.start > start && word == "中心" && !reader.serving(start, found.start)
            || word == "实验室" && (!bare || self.state);
        let rest = reader.rest(found.end);
        let hub = hub || word == "中心" && reader.follows(Beside::Hub, found.end);
        let contest = ["锦标赛", "联赛", "杯赛", "大奖赛"].iter().any(|w| rest.starts_with(w));
        // 国家大学 is no university's name.
        let title = self.state
            && self.steps == 1
            && found.start == self.at
            && matches!(head.kind, Kind::PublicInstitution | Kind::Enterprise)
            && !matches!(word, "集团" | "公司" | "银行");
        // 弘扬党 is no party.
        let stray = !reader.open && word == "党" && !self.country;
        // 这家巧克力公司, 8个国家主流电视台, 非洲代表团.
        let before = reader.words(reader.sentence.start, start);
        let pointed = bare
            && !self.country
            && (before.ends_with(['家', '该', '某', '此', '这']) || self.state && before.ends_with('个'));
        let continent = bare
            && self.steps == 1
            && matches!(word, "代表团" | "球队" | "考察团")
            && matches!(reader.words(start, found.start), "非洲" | "亚洲" | "欧洲" | "亚太");
        let park = word == "大学" && reader.follows(Beside::University, found.end);
        let vague = hub
            || stray
            || park
            || pointed
            || continent
            || title
            || contest && head.kind == Kind::Other
            || self.country && self.steps <= 1 && matches!(head.kind, Kind::Enterprise);
        let scoped = prefix.class || prefix.leveled.is_some();
        let fits = match head.usage {
            Use::Unit | Use::Abroad => false,
            Use::Section
                if !reader.open || found.start != self.at || self.steps == 0 || scoped || (bare && !self.proper) =>
            {
                false
            }
            _ if (direct && bare) || vague => false,
            // 县级中心 is a class; 市中心 is none of these.
            Use::Proper if direct && scoped => {
                let owned = reader.words(prefix.end.saturating_sub(3), prefix.end) == "属";
                !prefix.home
                    && (matches!(word, "中心" | "工作室" | "工作站" | "服务站")
                        || reader.vocabulary.contexts.has(Beside::Tier, word)
                            && (owned || !(prefix.class && prefix.level.is_none())))
            }
            // 全国优秀法院 won a title.
            _ if scoped && reader.vocabulary.contexts.has(Beside::Award, reader.words(start, found.start)) => false,
            Use::Proper | Use::Section if direct => {
                (long && word != "中心") || (!prefix.named.is_empty() && matches!(word, "队" | "厂"))
            }
            Use::Proper | Use::Section if scoped => {
                long && !matches!(head.kind, Kind::Enterprise | Kind::Other | Kind::Media | Kind::Foreign)
            }
            Use::Proper | Use::Section => named,
            Use::Class => named || self.steps > 0,
        };
        let counted = !scoped && reader.counted(found.end);
        // 小溪河镇党委政府 are two.
        let two = reader.of_town(word) && rest.starts_with("政府");
        if !fits || counted || two {
            return None;
        }
        let class = scoped || (bare && !self.proper && !brand && self.letters < 2);
        // 国际联盟, 世界登山联合会.
        let society = matches!(head.kind, Kind::SocialOrganization | Kind::Other) || word == "委员会";
        let wide = || reader.follows(Beside::Wide, start);
        let kind = match head.kind {
            k if self.country && k != Kind::Enterprise => Kind::Foreign,
            _ if bare && society && self.proper && wide() => Kind::Foreign,
            Kind::Foreign if self.state || !bare => Kind::GovernmentDepartment,
            k => k,
        };
        let words = reader.words(start, found.end).to_owned();
        let full = match township_template(&words) {
            Some(template) if bare => Full::Registered(template.replace("{}", "")),
            Some(template) => Full::Stem(template),
            None if self.country || self.state => {
                // 中国商务部 is 商务部.
                let ours = words.strip_prefix("中国").and_then(|w| reader.vocabulary.get(w)?.body.as_ref());
                let ours = ours.filter(|b| !b.abroad && !self.country && b.kind != Kind::Enterprise);
                Full::Registered(ours.map_or_else(|| words.clone(), |b| b.name.to_string()))
            }
            None => Full::Words(words.clone()),
        };
        let level = if self.state { Some(Level::National) } else { reader.level_of(&words) };
        Some(Core { end: found.end, items: vec![Item { full, word: words, kind, level }], class })
    }

    /// Returns true if the word that ends with a head is a name of its own: 雅戈尔集团, but not 利益集团.
    fn whole_name(&self, found: &Found) -> bool {
        let front = self.reader.words(self.at, found.start);
        front.chars().nth(2).is_some() && self.reader.part(front).is_none()
    }

    /// Takes the next token into the name; returns nothing if it cannot stand in one.
    fn step(&mut self) -> Option<()> {
        let reader = self.reader;
        let token = *reader.token(self.at)?;
        let end = token.span.end.min(reader.sentence.end);
        let words = reader.words(self.at, end);
        let part = reader.part(words);
        if words.is_empty() || !self.fits(&token, words, part, end) || self.ends_before(words, part, end) {
            return None;
        }
        let first = self.at == self.start();
        let long = words.chars().nth(1).is_some();
        if first {
            self.person = self.bare() && token.pos == Pos::Person && part.is_none();
            self.leads |= part == Some(Part::Proper) || reader.found(self.at).iter().any(|f| reader.entry(f).division);
            match part {
                Some(Part::Country) => (self.proper, self.country) = (true, true),
                Some(Part::Proper) => {
                    (self.proper, self.state) = (true, reader.vocabulary.contexts.has(Beside::State, words));
                }
                // 德国联邦统计局.
                None if long && self.bare() && reader.begins(words, Part::Country) => {
                    (self.proper, self.country) = (true, true);
                }
                _ => {}
            }
            self.proper |= long
                && part.is_none()
                && matches!(token.pos, Pos::Person | Pos::Place | Pos::Organization | Pos::Latin);
        }
        if self.letters == self.steps && !long && !matches!(token.pos, Pos::Number | Pos::Latin | Pos::Punctuation) {
            self.letters += 1;
        }
        self.generic = part == Some(Part::Generic) || !long || (self.generic && self.steps > 0);
        self.steps += 1;
        self.at = end;
        Some(())
    }

    /// Returns true if a token may stand in a name.
    fn fits(&mut self, token: &Token, words: &str, part: Option<Part>, end: u32) -> bool {
        let bare = self.bare();
        let first = self.at == self.start();
        let long = words.chars().nth(1).is_some();
        match (part, token.pos) {
            (Some(Part::Stop | Part::Short), _) if bare || part == Some(Part::Stop) => false,
            (None, _) if bare && self.letters == self.steps && self.reader.letter(token, words, first) => true,
            (Some(Part::Name), _) => !bare || (!first && self.proper),
            (Some(Part::Proper | Part::Country | Part::Generic), _) => true,
            (_, Pos::Noun | Pos::Person | Pos::Place | Pos::Organization | Pos::Other) => !(first && bare) || long,
            // 战胜 and its like are verbs as often as nouns: they begin no name and stand in none that has no front.
            (_, Pos::VerbalNoun) => !bare || (!first && self.leads && !self.state && !self.country),
            // 乔治·梅森大学.
            (_, Pos::Punctuation) => words == "·" && !first && !self.leads,
            (_, Pos::Latin) => long && words.chars().all(char::is_alphanumeric),
            (_, Pos::Number) => {
                // 乌干达一学校.
                (!bare || !first && words != "一")
                    && words.starts_with(['第', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'])
                    && !words.ends_with(['个', '家', '名', '次', '月', '日', '年', '种', '批', '项'])
            }
            (_, Pos::Adjective) => !bare || (!first && self.proper && !self.person),
            // Names of schools and shops are cut into single characters.
            // 日本驻菲律宾使馆.
            (_, Pos::Verb | Pos::Preposition) if words == "驻" => !first && (self.country || self.state),
            (_, Pos::Verb) => {
                !long
                    && self.prefix.named.len() == 1
                    && !matches!(words, "有" | "是" | "为" | "将" | "把" | "让" | "使" | "给" | "到" | "去" | "来")
            }
            (_, Pos::Locative) => words == "上" && !bare,
            (_, Pos::Particle) => words == "性",
            (_, Pos::Pronoun) => words == "各" && !bare,
            (_, Pos::Conjunction | Pos::Preposition) if matches!(words, "和" | "与" | "及") => {
                let another = self.reader.found(end).iter().any(|f| {
                    let e = self.reader.entry(f);
                    e.division || e.body.is_some() || e.scope.is_some() || e.layer.is_some() || e.stem.is_some()
                });
                let once = !self.joined && !bare && !first && !self.prefix.class && !another;
                self.joined = true;
                once
            }
            _ => false,
        }
    }

    /// Returns true if a name ends before the word at hand: another begins there (祝贺中国共产党), or a post.
    fn ends_before(&self, words: &str, part: Option<Part>, end: u32) -> bool {
        let reader = self.reader;
        let bare = self.bare();
        let first = self.at == self.start();
        let alone = bare && !first && !self.country && !self.leads;
        (alone && matches!(part, Some(Part::Country | Part::Proper)))
            || reader.found(self.at).iter().any(|f| {
                let entry = reader.entry(f);
                (alone && (entry.body.is_some() || (entry.division && reader.boundary(f.end))))
                    || (entry.post && f.end == end)
                    || (bare
                        && !self.country
                        && entry.scope.is_some_and(|s| s.role != Role::Zone)
                        && f.end - f.start > 3)
            })
            // 北京冬奥会中国体育代表团, 市医院和县医院: 和县 is a county too.
            || !first && !bare && (words == "中国" || words.starts_with('和') && reader.divides(self.at))
            || words.starts_with(|c: char| !c.is_alphanumeric() && c != '·')
    }
}
