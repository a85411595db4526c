//! Bodies that several countries call by one name: whose 国防部 is meant.

use super::reader::Reader;
use super::vocabulary::Part;
use super::{Body, Full, Mention, Place};
use crate::model::InstitutionKind as Kind;

impl Reader<'_> {
    /// Gives a body to the country whose chief speaks of it: 越南总理表示，国防部将….
    pub(super) fn abroad(&self, mention: &mut Mention) {
        let [body] = mention.bodies.as_slice() else { return };
        let words = mention.span.of(self.text);
        let front = words.strip_suffix(body.rest.as_str()).unwrap_or(words);
        if body.place != Place::Nation || !self.vocabulary.contexts.has("shared", front) {
            return;
        }
        let Some(country) = self.speaker(mention.span.start) else { return };
        mention.kind = Kind::Foreign;
        let full = Full::Registered(format!("{country}{words}"));
        mention.bodies = vec![Body { full, kind: Kind::Foreign, ..Body::default() }];
    }

    /// Returns the country that the sentence begins with, if somebody of it speaks before `at`.
    fn speaker(&self, at: u32) -> Option<&str> {
        let mut tokens = self.tokens.iter().take_while(|t| t.span.end <= at);
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
            speaks |= self.vocabulary.contexts.has("speech", words);
        }
        speaks.then_some(country)
    }
}
