//! Bodies that several countries call by one name: whose 国防部 is meant.

use super::context::Beside;
use super::entry::Part;
use super::reader::Reader;
use super::{Body, Full, Mention, Place};
use crate::model::InstitutionKind as Kind;
use crate::span::Span;

impl Reader<'_> {
    /// Gives a body to the country whose chief speaks of it: 越南总理表示，国防部将….
    pub(super) fn abroad(&self, mention: &mut Mention, floor: u32) {
        if mention.collective {
            self.class_abroad(mention, floor);
            return;
        }
        let [body] = mention.bodies.as_slice() else { return };
        let words = mention.span.of(self.text);
        let front = words.strip_suffix(body.rest.as_str()).unwrap_or(words);
        // 美国佛罗里达州…的州政府.
        if matches!(body.place, Place::Own(_)) && body.kind == Kind::Government && self.opens_abroad() {
            let full = Full::Registered(mention.span.of(self.text).to_owned());
            mention.kind = Kind::Foreign;
            mention.bodies = vec![Body { full, kind: Kind::Foreign, ..Body::default() }];
            return;
        }
        if body.place != Place::Nation || !self.vocabulary.contexts.has(Beside::Shared, front) {
            return;
        }
        if let Some(start) = self.country_before(mention.span.start, floor) {
            mention.span = Span::new(start, mention.span.end);
            mention.kind = Kind::Foreign;
            let full = Full::Registered(mention.span.of(self.text).to_owned());
            mention.bodies = vec![Body { full, kind: Kind::Foreign, ..Body::default() }];
            return;
        }
        let force = matches!(front, "空军" | "海军" | "陆军");
        let country =
            self.speaker(mention.span.start).or_else(|| (force && self.army(mention.span.start)).then_some(""));
        let Some(country) = country else { return };
        mention.kind = Kind::Foreign;
        let full = Full::Registered(format!("{country}{words}"));
        mention.bodies = vec![Body { full, kind: Kind::Foreign, ..Body::default() }];
    }

    /// Returns where the country begins that is named right before `at`, not before `floor`.
    fn country_before(&self, at: u32, floor: u32) -> Option<u32> {
        let token = at.checked_sub(1).filter(|_| at > floor).and_then(|before| self.token(before))?;
        let next = token.span.end == at && token.span.start >= floor;
        (next && self.part(token.span.of(self.text)) == Some(Part::Country)).then_some(token.span.start)
    }

    /// Gives a class to the country named right before it: 加拿大消防部门.
    fn class_abroad(&self, mention: &mut Mention, floor: u32) {
        let Some(start) = self.country_before(mention.span.start, floor) else { return };
        mention.span = Span::new(start, mention.span.end);
        mention.kind = Kind::Foreign;
        let share = mention.span.of(self.text).to_owned();
        mention.bodies = vec![Body { kind: Kind::Foreign, collective: true, share, ..Body::default() }];
    }

    /// Returns true if the sentence begins with another country.
    fn opens_abroad(&self) -> bool {
        self.tokens.iter().take(2).any(|t| self.part(t.span.of(self.text)) == Some(Part::Country))
    }

    /// Returns true if the army of another country is named before `at`: 以军称，空军….
    fn army(&self, at: u32) -> bool {
        self.tokens.iter().take_while(|t| t.span.end <= at).take(8).any(|t| {
            let words = t.span.of(self.text);
            let front = words.char_indices().nth(1).and_then(|(i, _)| words.get(..i)).unwrap_or("");
            let army = words.len() == 6 && words.ends_with(['军', '方']) && self.part(front) == Some(Part::Short);
            army || self.part(words) == Some(Part::Country)
        })
    }

    /// Returns the country that the sentence begins with, if somebody of it speaks before `at`.
    fn speaker(&self, at: u32) -> Option<&str> {
        // The speaker is near.
        let mut tokens = self.tokens.iter().take_while(|t| t.span.end <= at).take(60);
        let mut country = None;
        for token in tokens.by_ref().take(4) {
            let words = token.span.of(self.text);
            if self.part(words) == Some(Part::Country) {
                country = Some(words);
                break;
            }
        }
        let country = country?;
        let mut speaks = false;
        for token in tokens {
            let words = token.span.of(self.text);
            // Our side is named: the body may be ours.
            if words.starts_with(['中', '华']) && matches!(words, "中国" | "中方" | "中" | "华") || words == "我国"
            {
                return None;
            }
            speaks |= self.vocabulary.contexts.has(Beside::Speech, words);
        }
        speaks.then_some(country)
    }
}
