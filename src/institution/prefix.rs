//! What stands in front of a body's own words: divisions, layer words, words that delimit a class.

use super::entry::{Marks, Role, Scope};
use super::reader::Reader;
use crate::model::Level;
use crate::region::{BARE, Layer};
use crate::token::Pos;

/// The front of a name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Prefix {
    pub(crate) end: u32,
    /// Where the last named division begins.
    pub(crate) nearest: u32,
    /// Named divisions; several when they share the words after them. Each is a chain from the outside in.
    pub(crate) named: Vec<Vec<String>>,
    /// A layer word that stands for one division.
    pub(crate) own: Option<Layer>,
    /// True behind 全市, 我市 and their like.
    pub(crate) home: bool,
    /// True if a class is delimited.
    pub(crate) class: bool,
    /// The level that a class word gives.
    pub(crate) level: Option<Level>,
    /// 市级, 市直: the level of one body or of a class.
    pub(crate) leveled: Option<Level>,
    /// How many words it has.
    pub(crate) words: usize,
    pub(crate) mixed: bool,
    /// Where a zone begins: 高新区.
    pub(crate) zone: Option<u32>,
}

/// One word of a prefix.
enum Piece {
    Scope(Scope),
    Division(String),
    Layer(Layer),
}

impl Reader<'_> {
    /// Reads the prefix at `at`; it may be empty. `inside` a name it may begin in the middle of a token.
    pub(crate) fn prefix(&self, at: u32, inside: bool) -> Prefix {
        let mut prefix = Prefix { end: at, ..Prefix::default() };
        let mut coordinated = false;
        for _ in 0..8 {
            let Some((piece, end)) = self.piece(prefix.end, inside || prefix.words > 0) else { break };
            // 各街道办事处, 各村村委会: the layer word is the body's own.
            let own = prefix.class && self.found(prefix.end).iter().any(|f| f.marks.has(Marks::STEM) && f.end > end);
            if own && !coordinated {
                break;
            }
            let strays = match (&piece, prefix.named.last().and_then(|chain| chain.last())) {
                (Piece::Division(name), Some(outer)) if !coordinated => !self.lies_in(name, outer),
                _ => false,
            };
            let division = matches!(piece, Piece::Division(_));
            let leveled = matches!(&piece, Piece::Scope(s) if s.role == Role::Level);
            let zone = matches!(&piece, Piece::Scope(s) if s.role == Role::Zone).then_some(prefix.end);
            if prefix.zone.is_some() || (zone.is_some() && coordinated) {
                break;
            }
            if strays || !prefix.add(piece, coordinated) {
                break;
            }
            if division {
                prefix.nearest = prefix.end;
            }
            prefix.zone = zone;
            prefix.end = end;
            prefix.words += 1;
            coordinated = false;
            if zone.is_some() {
                break;
            }
            let rest = self.rest(prefix.end);
            let Some(mark) = ["、", "和", "与", "及", "或"].iter().find(|m| rest.starts_with(**m)) else {
                continue;
            };
            let after = prefix.end + u32::try_from(mark.len()).unwrap_or(0);
            match self.piece(after, true) {
                Some((Piece::Division(_), _)) if !prefix.named.is_empty() && !prefix.class => {}
                Some((Piece::Layer(_) | Piece::Scope(_), _))
                    if *mark == "、" && prefix.named.is_empty() && !prefix.home => {}
                // 省级和地市级纪委监委.
                Some((Piece::Scope(next), _)) if leveled && next.role == Role::Level => {}
                _ => continue,
            }
            coordinated = true;
            prefix.end = after;
        }
        prefix
    }

    /// Returns true if a division of the one name lies in one of the other.
    fn lies_in(&self, inner: &str, outer: &str) -> bool {
        let table = self.divisions();
        let outer = table.settle(outer, None);
        outer.is_some_and(|o| table.settle(inner, Some(o)).is_some_and(|i| i != o && table.within(i, o)))
            || table.named(inner).iter().any(|&i| outer.is_some_and(|o| i != o && table.within(i, o)))
    }

    /// Reads one word of a prefix. Inside a prefix it may begin in the middle of a token.
    fn piece(&self, at: u32, inside: bool) -> Option<(Piece, u32)> {
        for found in self.found(at) {
            let entry = self.entry(found);
            let words = self.words(found.start, found.end);
            // 会同 is a county too: in 会同县财政局 the segmenter takes the verb for it.
            let starts = inside
                || self.boundary(at)
                || self.words(at.saturating_sub(6), at) == "会同"
                || found.end == at + 3 && self.joined(at);
            if let Some(scope) = entry.scope {
                let plain = !matches!(words, "各" | "街道" | "乡镇" | "基层" | "省市" | "市县")
                    || self.closed(found.end)
                    || words == "各" && self.each_layer(found.start);
                // 驻市单位 are the state's or the province's.
                let stationed = self.words(at.saturating_sub(3), at) == "驻";
                // 企事业单位 are whose 调委会 it is; 全市行政事业单位 are a class of their own.
                let plain = plain && (!words.ends_with("事业单位") || self.marks(found.end).has(Marks::CORE));
                // 县直机关工委 is the county's own.
                let committee = words.ends_with('直') && self.rest(found.end).starts_with("机关工委")
                    || words.ends_with("直机关") && self.rest(found.end).starts_with("工委");
                if starts && plain && !committee && !stationed {
                    return Some((Piece::Scope(scope), found.end));
                }
            }
            if entry.division && self.division(at, found.end, words, inside) {
                return Some((Piece::Division(words.to_owned()), found.end));
            }
            if let Some(layer) = entry.layer
                && starts
                && (inside || self.words(at.saturating_sub(3), at) != "驻")
                // 上|市公司 is a listed company.
                && !(words == "市" && self.words(at.saturating_sub(3), at) == "上")
                && (self.closed(found.end) || self.bureau(found.end).is_some())
            {
                return Some((Piece::Layer(layer), found.end));
            }
        }
        None
    }

    /// Returns true for the dictionary's words of 各 and a layer: 各区, 各县.
    fn each_layer(&self, at: u32) -> bool {
        let token = self.token(at).filter(|t| t.span.start == at && t.span.len() == 6);
        token.is_some_and(|t| Layer::of(self.words(at + 3, t.span.end)).is_some())
    }

    /// Returns true if the segmenter takes 和 before the 县 at `at` and it for one word: 市医院和县医院.
    pub(super) fn joined(&self, at: u32) -> bool {
        let token =
            self.token(at).filter(|t| t.span.len() == 6 && t.span.end == at + 3 && t.span.start > self.sentence.start);
        token.is_some_and(|t| {
            self.words(t.span.start, t.span.end) == "和县"
                && self.words(t.span.start.saturating_sub(3), t.span.start).starts_with(crate::token::is_han)
        })
    }

    /// Returns true if a word of two characters is cut into two tokens, the first of which may begin a name.
    fn cut(&self, start: u32, end: u32) -> bool {
        let first = self.token(start).filter(|t| t.span.start == start && t.span.len() == 3);
        let name =
            first.is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Place | Pos::Person | Pos::Adjective | Pos::Other));
        name && self.boundary(end)
    }

    /// Returns true if words found as a division are one here.
    fn division(&self, start: u32, end: u32, words: &str, inside: bool) -> bool {
        if BARE.contains(&words) && !inside {
            return false;
        }
        // 省级医院和县市级医疗机构: 和县 is a county too.
        if words == "和县" && !inside && start > self.sentence.start {
            let before = self.words(start.saturating_sub(3), start);
            if before.starts_with(crate::token::is_han) {
                return false;
            }
        }
        let full = self.divisions().settle(words, None).and_then(|id| self.divisions().get(id));
        let Some(division) = full else { return false };
        if division.name == words && words.chars().count() > 2 {
            return true;
        }
        let token = self.token(start);
        let whole = token.is_some_and(|t| t.span.start == start && t.span.end == end);
        let placed = token.is_some_and(|t| matches!(t.pos, Pos::Place | Pos::Person | Pos::Noun | Pos::Other));
        match division.level {
            // 崇川, which the segmenter does not know, is cut into single characters.
            Level::County if division.name != words => {
                // 当阳 is morning too.
                let placed =
                    placed || token.is_some_and(|t| t.pos == Pos::TimeWord) && self.marks(end).has(Marks::STEM);
                (whole && placed) || (inside && self.closed(end)) || (words.len() == 6 && self.cut(start, end))
            }
            _ => inside || (self.boundary(start) && self.closed(end)),
        }
    }
}

impl Prefix {
    /// Adds a word; returns false if it does not go with those before it.
    fn add(&mut self, piece: Piece, coordinated: bool) -> bool {
        match piece {
            Piece::Division(name) => {
                if self.own.is_some() || self.class || (self.home && !coordinated) {
                    return false;
                }
                match self.named.last_mut() {
                    Some(chain) if !coordinated => chain.push(name),
                    _ => self.named.push(vec![name]),
                }
            }
            Piece::Layer(layer) => {
                // 县|市监局: no city lies in a county.
                let county =
                    self.named.last().and_then(|chain| chain.last()).is_some_and(|n| n.ends_with(['县', '区', '旗']));
                if county && layer.level() < Level::County && !coordinated {
                    return false;
                }
                if self.own.is_some() && !coordinated
                    || (!self.named.is_empty() && self.own.is_none() && !coordinated && self.named.len() > 1)
                {
                    return false;
                }
                if coordinated || self.own.is_some() {
                    self.class = true;
                    self.own = None;
                    self.level = None;
                    self.mixed = true;
                } else if self.class {
                    // 各县, 各市: the layer is the class's.
                    self.level = Some(layer.level());
                } else {
                    self.own = Some(layer);
                    self.level = Some(layer.level());
                }
            }
            Piece::Scope(scope) => match scope.role {
                Role::Zone => return !self.class && !self.home && self.leveled.is_none(),
                Role::List => return !self.named.is_empty(),
                Role::Home => {
                    if self.words > 0 {
                        return false;
                    }
                    self.home = true;
                    self.class = true;
                }
                Role::Level if !self.class && self.words == 0 => {
                    self.leveled = scope.level;
                    self.level = scope.level;
                }
                Role::Class | Role::Level => {
                    if self.own.take().is_some() || (coordinated && self.class) {
                        self.mixed = true;
                    }
                    self.class = true;
                    self.leveled = None;
                    self.level = if self.mixed { None } else { scope.level.or(self.level) };
                }
            },
        }
        true
    }
}
