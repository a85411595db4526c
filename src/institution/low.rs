//! Bodies of townships and villages, whose names no table holds: 临淮关镇综治中心, 小岗村党委.

use super::core::Core;
use super::entry::Part;
use super::prefix::Prefix;
use super::reader::Reader;
use super::{Full, Mention, Place};
use crate::model::{InstitutionKind, Level};
use crate::region::Layer;
use crate::span::Span;
use crate::token::{Pos, is_han};

/// Words that the names of townships and villages end in.
const KINDS: [(&str, Level); 5] = [
    ("街道", Level::Township),
    ("社区", Level::Village),
    ("镇", Level::Township),
    ("乡", Level::Township),
    ("村", Level::Village),
];

/// Returns the full name of a township's body, with `{}` for its division: 石桥镇政府 is 石桥镇人民政府.
pub(super) fn township_template(words: &str) -> Option<String> {
    [
        ("政府", "", "人民政府"),
        ("党委", "中共", "委员会"),
        ("街道党工委", "中共", "街道工作委员会"),
        ("街道办", "", "街道办事处"),
    ]
    .into_iter()
    .find_map(|(short, party, full)| {
        let town = words.strip_suffix(short)?;
        let fits = short.starts_with('街') || town.ends_with(['镇', '乡']);
        fits.then(|| format!("{party}{{}}{town}{full}"))
    })
}

impl Reader<'_> {
    /// Reads a body of a township or village behind its division: 东莞市大朗镇政府.
    pub(super) fn below(&self, prefix: &Prefix, at: u32) -> Option<Core> {
        if prefix.words == 0 || prefix.class || prefix.own.is_some() || prefix.leveled.is_some() {
            return None;
        }
        let place = self.words(prefix.end, at);
        let (_, level) = *KINDS.iter().find(|(word, _)| place.ends_with(word) && place.len() > word.len() + 3)?;
        let mut core = self.direct(&Prefix { end: at, words: 1, ..Prefix::default() })?;
        for item in &mut core.items {
            let Full::Stem(template) = &item.full else { return None };
            let last = template.rsplit('|').next().unwrap_or(template);
            item.full = Full::Stem(last.replace("{}", &format!("{{}}{place}")));
            item.level = Some(level);
        }
        (!core.class).then_some(core)
    }

    /// Lets a class named by its stem alone begin with the township or village right before it, which makes it one body.
    pub(super) fn lowland(&self, mention: &mut Mention, floor: u32) {
        let Some(first) = mention.bodies.first() else { return };
        let low = matches!(first.place, Place::Own(Layer::Township | Layer::Village));
        let class = mention.bodies.iter().all(|b| b.place == Place::Home && b.collective && !b.share.is_empty());
        if !(low || class) {
            return;
        }
        let words = self.words(mention.span.start, mention.span.end);
        let layer = KINDS
            .iter()
            .find(|(word, _)| (low || words.contains("两委")) && words.starts_with(word))
            .map_or(0, |(word, _)| word.len());
        let at = mention.span.start.saturating_add(u32::try_from(layer).unwrap_or(0));
        let Some((start, level)) = self.township(at, floor) else { return };
        let place = self.words(start, at);
        for body in &mut mention.bodies {
            let full = match (&body.full, body.share.as_str()) {
                (Full::Stem(template), _) if low => {
                    template.rsplit('|').next().unwrap_or(template).replace("{}", place).replace("{s}", place)
                }
                (Full::Words(own), _) if low => format!("{place}{own}"),
                (_, "党委" | "党工委") => format!("中共{place}委员会"),
                (_, "政府") => format!("{place}人民政府"),
                (_, "") => return,
                (_, words) => format!("{place}{}", words.get(layer..).unwrap_or(words)),
            };
            body.full = Full::Registered(full);
            body.place = Place::Home;
            body.collective = false;
            body.share.clear();
            body.level = self.level_of(words).or(Some(level));
        }
        mention.collective = false;
        mention.span = Span::new(start, mention.span.end);
    }

    /// Returns true if a township's name ends at `at`: 龙泉镇|政府.
    pub(super) fn in_town(&self, at: u32) -> bool {
        self.words(self.sentence.start, at).ends_with(['镇', '乡']) && self.township(at, self.sentence.start).is_some()
    }

    /// Lets the name of a congress begin with its term: 第六届全国人大.
    pub(super) fn term(&self, mention: &mut Mention, floor: u32) {
        let numeral = |c: char| c == '第' || c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
        let at = mention.span.start;
        let before = self.words(floor.max(self.sentence.start), at);
        let Some(front) = before.strip_suffix('届').filter(|_| mention.kind == InstitutionKind::PeoplesCongress)
        else {
            return;
        };
        let head = front.trim_end_matches(numeral);
        if head.len() < front.len() {
            let len = u32::try_from(before.len() - head.len()).unwrap_or(0);
            mention.span = Span::new(at.saturating_sub(len), mention.span.end);
        }
    }

    /// Returns where the township or village begins that ends at `at`, not before `floor`.
    fn township(&self, at: u32, floor: u32) -> Option<(u32, Level)> {
        let before = self.words(floor.max(self.sentence.start), at);
        let (kind, level) = *KINDS.iter().find(|(word, _)| before.ends_with(word))?;
        let root = at - u32::try_from(kind.len()).ok()?;
        let mut start = root;
        // A place that the segmenter knows, or a short word and single characters before it.
        for _ in 0..3 {
            let Some(from) = start.checked_sub(1) else { break };
            let Some(token) = self.token(from).filter(|t| t.span.start >= floor) else { break };
            let words = self.words(token.span.start, start.min(token.span.end));
            let letters = words.chars().count();
            let taken = self.words(start, root).chars().count();
            let fits = match token.pos {
                Pos::Place | Pos::Person | Pos::Noun | Pos::Other => letters <= 3 && (letters == 1 || taken < 2),
                _ => letters == 1,
            } && (letters > 1 || self.letter(token, words, false))
                && !matches!(self.part(words), Some(Part::Stop | Part::Generic))
                && words.chars().all(is_han);
            let division =
                self.found(token.span.start).iter().any(|f| self.entry(f).division && f.end == token.span.end);
            if !fits || division && taken > 0 || taken + letters > 4 {
                break;
            }
            start = token.span.start;
        }
        // What little stands between a mark and the name is its beginning: 、十八洞村“两委”.
        let clause = self.words(floor.max(self.sentence.start), start);
        let stop = clause.char_indices().rev().take(3).find(|(_, c)| !is_han(*c)).map(|(i, c)| i + c.len_utf8());
        let opening = stop.or_else(|| (clause.len() <= 6).then_some(0)).and_then(|i| clause.get(i..)).unwrap_or("");
        let rest = self.words(start, root).chars().count() + opening.chars().count();
        // 设立镇综合执法队.
        let from = start.saturating_sub(u32::try_from(opening.len()).unwrap_or(0));
        let acts = self.token(from).is_some_and(|t| {
            t.span.len() > 3
                && matches!(t.pos, Pos::Verb | Pos::VerbalNoun | Pos::Adverb | Pos::Preposition | Pos::Conjunction)
        });
        if rest <= 3 && !opening.contains(|c| self.vocabulary.openers.has(c)) && !acts {
            start = start.saturating_sub(u32::try_from(opening.len()).unwrap_or(0));
        }
        let name = self.words(start, root);
        let plain = matches!(
            name,
            "乡" | "城"
                | "农"
                | "渔"
                | "山"
                | "新农"
                | "古"
                | "小"
                | "特色小"
                | "行政"
                | "自然"
                | "美丽"
                | "贫困"
                | "重点"
                | "中心"
                | "先进"
        );
        (root > start && !plain).then_some((start, level)).filter(|_| mention_like(name))
    }
}

/// Returns true if words may name a township.
fn mention_like(name: &str) -> bool {
    let counted = name.contains(['轮', '个', '批', '类', '级', '年', '月', '日', '全', '每', '各', '该', '此']);
    !counted && (name.chars().nth(1).is_some() || !"本两三数多小乡城农其".contains(name))
}
