//! What hangs on a body, and what hides one: 办公室, 党组; 书记, 一次会议.

use super::context::Beside;
use super::entry::{Marks, Part, Role, Use};
use super::grammar::first_kind;
use super::prefix::Prefix;
use super::reader::{Found, Reader};
use super::{Body, Full, Place};
use crate::model::InstitutionKind as Kind;
use crate::token::{Pos, is_han};

/// Returns the length and the kind of a unit that a body has elsewhere: 驻市教育局纪检监察组, 驻北京办事处.
fn stationed(rest: &str) -> Option<(u32, Kind)> {
    // 中央纪委原派驻国家烟草专卖局纪检组组长 is a post.
    let sent = rest.strip_prefix('原').unwrap_or(rest);
    if !sent.strip_prefix('派').unwrap_or(sent).starts_with('驻') {
        return None;
    }
    let near = rest.char_indices().take(20).find(|(_, c)| !is_han(*c)).map_or(60, |(i, _)| i);
    let near = rest.get(..near.min(rest.len())).unwrap_or(rest);
    [("纪检监察组", Kind::Discipline), ("纪检组", Kind::Discipline), ("办事处", Kind::GovernmentDepartment)]
        .into_iter()
        .find_map(|(unit, kind)| {
            let len = near.find(unit)? + unit.len();
            Some((u32::try_from(len).ok()?, kind))
        })
}

/// What the two bodies of discipline are called together.
const JOINT_DISCIPLINE: [&str; 3] = ["中央纪委国家监委", "纪委监委", "纪委监察委"];

impl Reader<'_> {
    /// Reads what hangs on a body: 办公室, 党组, 交警支队, 沧州调查队.
    pub(super) fn extend(&self, end: &mut u32, bodies: &mut Vec<Body>) {
        for _ in 0..3 {
            let rest = self.rest(*end);
            let next =
                self.hanging(*end, bodies).or_else(|| stationed(rest).map(|(len, kind)| (*end + len, Some(kind))));
            let Some((to, kind)) = next else { return };
            let words = self.words(*end, to);
            if words.contains('驻') && words.ends_with('组') && bodies.len() == 2 {
                self.station(*end, bodies);
            }
            for body in bodies.iter_mut() {
                // What hangs on 中央 is of the centre, but not of the party for that: 中央外汇业务中心.
                if body.full == Full::Registered("中共中央".to_owned())
                    && self.words(end.saturating_sub(6), *end) == "中央"
                    && !self.words(end.saturating_sub(9), *end).starts_with(['党', '共'])
                    && body.rest.is_empty()
                {
                    body.full = Full::Registered("中央".to_owned());
                }
                body.rest.push_str(words);
                if let Some(kind) = kind {
                    body.kind = kind;
                }
                body.share.clear();
            }
            *end = to;
        }
    }

    /// Makes one body of the two that share a unit elsewhere: 市纪委监委驻市教育局纪检监察组.
    fn station(&self, end: u32, bodies: &mut Vec<Body>) {
        let Some(own) = JOINT_DISCIPLINE.into_iter().find(|w| self.words(self.sentence.start, end).ends_with(w)) else {
            return;
        };
        bodies.truncate(1);
        if let Some(body) = bodies.first_mut() {
            body.full = match body.full {
                Full::Registered(_) => Full::Registered(own.to_owned()),
                _ => Full::Words(own.to_owned()),
            };
        }
    }

    /// Returns the end of one thing that hangs on the bodies at `from`, with its kind.
    pub(super) fn hanging(&self, from: u32, bodies: &mut [Body]) -> Option<(u32, Option<Kind>)> {
        let first = bodies.first()?;
        if self.rest(from).starts_with("两级院") && first.collective {
            return Some((from + 9, None));
        }
        if self.joined(from + 3) {
            return None;
        }
        // A national body's branch: 国家统计局沧州调查队.
        let hospital = first.kind == Kind::PublicInstitution && self.words(from.saturating_sub(6), from) == "医院";
        let national = matches!(first.full, Full::Registered(_)) && !matches!(first.kind, Kind::Foreign | Kind::Media);
        if national || hospital {
            let prefix = self.prefix(from, true);
            if prefix.words > 0 && !prefix.named.is_empty() && !prefix.class {
                let core = self.core(&prefix, true)?;
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
                return Some((core.end, (!same || kind == Kind::PublicInstitution).then_some(kind)));
            }
        }
        let mut at = from;
        let mut single = false;
        let mut generic = false;
        for step in 0..5 {
            if let Some((found, head)) = self.head(at) {
                let long = found.end - found.start > 3;
                // 司, 处 and 科 name parts; other single characters do so only where names alone are asked for.
                let section = self.open || long || matches!(self.words(found.start, found.end), "司" | "处" | "科");
                let unit = section
                    && match head.usage {
                        Use::Unit => step == 0 || found.end - found.start > 12,
                        Use::Section => step > 0 || long && (self.open || first_kind(bodies) == Kind::Foreign),
                        _ => long || step > 0,
                    };
                if self.chief(found.end) {
                    return None;
                }
                // 东部战区空军.
                let forces = head.kind == Kind::Military && first_kind(bodies) == Kind::Military;
                let other = self.open && head.kind != first_kind(bodies) && head.kind == Kind::PublicInstitution;
                let same = step == 0
                    && !matches!(head.usage, Use::Unit | Use::Section)
                    && found.end - found.start < 9
                    && !forces
                    && !other;
                if unit && !same {
                    // 全国人大愿同葡议会.
                    if head.kind == Kind::Foreign && national {
                        return None;
                    }
                    let full = self.words(found.start, found.end).ends_with("有限公司");
                    let strange = national && first_kind(bodies) != Kind::Enterprise;
                    if (generic || strange) && head.kind == Kind::Enterprise && !self.open && !full {
                        return None;
                    }
                    let party = bodies.first().is_some_and(|b| b.kind == Kind::PartyOrgan);
                    let kind = match head.kind {
                        _ if first_kind(bodies) == Kind::Foreign => None,
                        Kind::GovernmentDepartment if party => None,
                        // 中央区域协调发展领导小组.
                        Kind::Other
                            if first_kind(bodies) == Kind::PartyCommittee
                                && self.words(found.start, found.end) == "领导小组" =>
                        {
                            Some(Kind::PartyOrgan)
                        }
                        Kind::GovernmentDepartment if first_kind(bodies) == Kind::Government => Some(head.kind),
                        Kind::GovernmentDepartment | Kind::Other | Kind::Foreign if step > 0 => None,
                        // 塔里木油田公司轮南油气储运中心.
                        Kind::PublicInstitution
                            if first_kind(bodies) == Kind::Enterprise
                                && self.words(found.start, found.end) == "中心" =>
                        {
                            None
                        }
                        k => Some(k),
                    };
                    return Some((found.end, kind));
                }
                // 中国铁建重工集团.
                if step == 0 && !(head.kind == Kind::Enterprise && first_kind(bodies) == Kind::Enterprise) {
                    return None;
                }
            }
            let token = self.token(at)?;
            if step == 4 || (step == 0 && token.span.start != at) {
                return None;
            }
            let words = self.words(at, token.span.end);
            let part = self.part(words);
            if let (Some((found, head)), false) = (self.inner(at), words.starts_with("联合"))
                && head.usage != Use::Unit
                && part != Some(Part::Stop)
                // 北京证券交易所上市公司.
                && (self.open || head.kind != Kind::Enterprise || self.part(self.words(at, found.start)) != Some(Part::Generic))
            {
                let kind = (!matches!(head.kind, Kind::GovernmentDepartment | Kind::Other | Kind::Foreign))
                    .then_some(head.kind);
                // 中国共产党愿同社民党.
                let party = self.words(found.start, found.end).ends_with('党');
                return (!party || first_kind(bodies) == Kind::Foreign).then_some((found.end, kind));
            }
            let named = matches!(part, Some(Part::Proper | Part::Country))
                || self.found(at).iter().any(|f| f.marks.has(Marks::POST) && f.end == token.span.end)
                || words == "联合" && step == 0
                // 银保监会规范银行服务, 市医院建设和县医院.
                || step == 0 && !self.open && part.is_none() && token.pos == Pos::VerbalNoun
                || step > 0 && self.divides(at)
                || self.found(at).iter().any(|f| {
                    let e = self.entry(f);
                    e.body.is_some()
                        || (e.scope.is_some_and(|s| s.role != Role::Zone) && f.end - f.start > 3)
                        || (e.layer.is_some()
                            && f.end - f.start == 3
                            // 市 in 市场.
                            && self.closed(f.end)
                            && (step == 0
                                || !single
                                    && self
                                        .direct(&Prefix { end: f.end, words: 1, ..Prefix::default() })
                                        .is_some_and(|c| c.end - f.end > 6)))
                });
            let noun = matches!(
                token.pos,
                Pos::Noun | Pos::VerbalNoun | Pos::Place | Pos::Organization | Pos::Person | Pos::Other
            ) || (step < 2 && self.letter(token, words, true))
                || (token.pos == Pos::Adjective
                    && (self.open
                        || words.chars().count() == 1
                        || national
                        || first_kind(bodies) == Kind::PublicInstitution))
                || (token.pos == Pos::Number
                    && (self.open || matches!(first_kind(bodies), Kind::Court | Kind::Procuratorate))
                    && words.starts_with('第'));
            if named
                || part == Some(Part::Stop)
                || !(noun
                    || part == Some(Part::Generic)
                    || (part == Some(Part::Name)
                        && (step > 0 || self.open || national || words.starts_with('第') || words == "附属")))
            {
                return None;
            }
            single = words.chars().count() == 1;
            generic |= step == 0 && part == Some(Part::Generic);
            at = token.span.end;
        }
        None
    }

    /// Returns true if the word is an attribute here: 政府投资, 委托.
    pub(super) fn attribute(&self, found: &Found) -> bool {
        let end = found.end;
        match self.words(found.start, end) {
            "政府" | "地方政府" => self.follows(Beside::Government, end),
            "人民代表大会" | "人大" => self.follows(Beside::Congress, end),
            "政协" => self.follows(Beside::Cppcc, end) && !self.rest(end).starts_with("提案委"),
            "委" => self.follows(Beside::Committee, end) && !self.follows(Beside::StillCommittee, end),
            _ => false,
        }
    }

    /// Returns true if a word of that kind follows at `at`.
    pub(super) fn follows(&self, kind: Beside, at: u32) -> bool {
        self.vocabulary.contexts.follows(kind, self.rest(at)).is_some()
    }

    /// Returns true if a post follows.
    pub(super) fn post(&self, at: u32) -> bool {
        let mut at = at;
        // 全国政协党组成员.
        if self.rest(at).starts_with("成员") && self.words(at.saturating_sub(6), at) == "党组" {
            return true;
        }
        for _ in 0..2 {
            if self.office(at) {
                return true;
            }
            let Some(title) = self.vocabulary.contexts.follows(Beside::Title, self.rest(at)) else { break };
            at += u32::try_from(title.len()).unwrap_or(0);
        }
        self.office(at)
    }

    fn office(&self, at: u32) -> bool {
        self.found(at).iter().any(|f| f.marks.has(Marks::POST) && (f.end - f.start > 6 || self.boundary(f.end)))
    }

    /// Returns true if the body's last word is that of its chief: 财政部长, 银行行长.
    pub(super) fn chief(&self, at: u32) -> bool {
        self.rest(at).starts_with('长') && self.token(at).is_some_and(|t| t.span.start < at || t.span.end == at + 3)
    }

    /// Returns true if a session or a meeting follows.
    pub(super) fn meeting(&self, at: u32) -> bool {
        let rest = self.rest(at);
        if self.follows(Beside::Session, at) {
            return true;
        }
        let numeral = |c: char| {
            matches!(c, '第' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
                || c.is_ascii_digit()
        };
        let after = rest.trim_start_matches(numeral);
        if after.len() < rest.len() {
            return self.vocabulary.contexts.follows(Beside::Numbered, after).is_some();
        }
        let mut near = rest.char_indices().take(12);
        near.find(|(i, c)| !is_han(*c) || rest.get(*i..).is_some_and(|r| r.starts_with("工作会议")))
            .is_some_and(|(i, _)| rest.get(i..).is_some_and(|r| r.starts_with("工作会议")))
    }
}
