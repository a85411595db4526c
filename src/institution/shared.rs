//! Bodies that share the division of the one before them: 市卫健委、医保局.

use super::entry::Marks;
use super::prefix::Prefix;
use super::reader::{Found, Reader};
use super::{Body, Full, Mention, Place};
use crate::model::InstitutionKind as Kind;

impl Reader<'_> {
    /// Reads the body behind a list mark after a mention, if it is called by its stem alone and serves the same division.
    pub(super) fn shared(&self, last: &Mention) -> Option<Mention> {
        let [body] = last.bodies.as_slice() else { return None };
        if last.collective {
            return self.shared_class(last, body);
        }
        let own = matches!(body.place, Place::Own(_) | Place::Level(_));
        let named = matches!(&body.place, Place::Named(_)) && matches!(body.full, Full::Stem(_)) && !body.branch;
        if !(own || named) {
            return None;
        }
        let end = last.span.end;
        let mark = self.rest(end).chars().next().filter(|c| matches!(c, '、' | '和' | '与' | '及'))?;
        let start = end.checked_add(u32::try_from(mark.len_utf8()).ok()?)?;
        // A joint word before a plain one is none: 法检.
        let mut core = self.direct(&Prefix { end: start, words: 1, ..Prefix::default() })?;
        let item = core.items.pop().filter(|_| core.items.is_empty())?;
        let plain = core.end - start > 3 && self.boundary(start) && !core.class && self.level_of(&item.word).is_none();
        if !plain || !matches!(item.full, Full::Stem(_)) {
            return None;
        }
        let mut bodies = vec![Body {
            place: body.place.clone(),
            full: item.full,
            kind: item.kind,
            level: item.level.or(body.level),
            ..Body::default()
        }];
        let mut to = core.end;
        self.extend(&mut to, &mut bodies);
        let kind = bodies.first().map(|b| b.kind)?;
        let hidden = self.post(to) || self.chief(to) || self.meeting(to);
        let span = crate::span::Span::new(start, to);
        (!hidden || self.open).then_some(Mention { span, kind, collective: false, bodies, alias: None, aliased: None })
    }

    /// Reads the class behind a list mark after one that a word delimits for both: 各级党委和政府.
    fn shared_class(&self, last: &Mention, body: &Body) -> Option<Mention> {
        let end = last.span.end;
        let mark = self.rest(end).chars().next().filter(|c| matches!(c, '、' | '和' | '与' | '及'))?;
        let start = end.checked_add(u32::try_from(mark.len_utf8()).ok()?)?;
        let stem = |f: &&Found| f.end == end && f.marks.has(Marks::STEM);
        let word = self.found_in(end.saturating_sub(18), end).iter().find(stem)?;
        let front = body.share.strip_suffix(self.words(word.start, end)).filter(|front| !front.is_empty())?;
        let core = self.direct(&Prefix { end: start, words: 1, ..Prefix::default() })?;
        let [item] = core.items.as_slice() else { return None };
        let organ = |kind| {
            matches!(
                kind,
                Kind::PartyCommittee
                    | Kind::PeoplesCongress
                    | Kind::Government
                    | Kind::Cppcc
                    | Kind::Court
                    | Kind::Procuratorate
            )
        };
        let plain = matches!(item.full, Full::Stem(_)) && organ(item.kind) && organ(body.kind) && core.end - start > 3;
        let longer = self.found(core.end).iter().any(|f| f.marks.has(Marks::END));
        if !plain || longer || !self.boundary(start) || self.post(core.end) || self.meeting(core.end) {
            return None;
        }
        let next = Body {
            place: body.place.clone(),
            kind: item.kind,
            level: body.level,
            collective: true,
            share: format!("{front}{}", item.word),
            ..Body::default()
        };
        let (span, kind) = (crate::span::Span::new(start, core.end), item.kind);
        Some(Mention { span, kind, collective: true, bodies: vec![next], alias: None, aliased: None })
    }
}
