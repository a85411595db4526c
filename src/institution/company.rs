//! Companies whose names the dictionary does not know: 安琪酵母股份有限公司.

use super::entry::{Marks, Part};
use super::grammar::Name;
use super::reader::Reader;
use super::{Body, Full, Mention, Place};
use crate::model::InstitutionKind as Kind;
use crate::span::Span;
use crate::token::{Pos, is_han};

/// The longest name of one, in bytes.
const LONGEST: u32 = 75;
/// The most tokens before the words it ends in.
const MOST: usize = 12;

impl Reader<'_> {
    /// Reads a company at `at` by the words its name ends in, which begin at `core` (股份有限公司), if a name may begin at `at`
    /// and all words up to there may stand in one.
    pub(crate) fn company(&self, at: u32, core: Option<u32>) -> Option<Name> {
        let core = core.filter(|core| *core > at && core - at <= LONGEST)?;
        if !self.rest(core).starts_with(['有', '股', '集']) {
            return None;
        }
        let tail = |words: &str| words.ends_with("有限公司") || words.ends_with("有限责任公司");
        let found = self.found(core).iter().find(|f| f.marks.has(Marks::HEAD) && tail(self.words(core, f.end)))?;
        if !self.boundary(found.end) || self.post(found.end) || !self.opens_name(at) {
            return None;
        }
        let mut next = at;
        let mut steps = 0;
        while next < core {
            // 李希还到福建马尾造船股份有限公司.
            if steps > 0 && steps < 4 && self.divides(next) && !self.words(at, next).ends_with(['（', '(']) {
                return None;
            }
            let token = self.token(next).filter(|t| t.span.end <= core && t.span.start == next)?;
            let words = self.words(next, token.span.end);
            let first = next == at;
            let long = token.span.len() > 3;
            let letter =
                !first && !long && words.starts_with(is_han) && !words.starts_with(|c| self.vocabulary.openers.has(c));
            let fits = match token.pos {
                // 习近平到来宾….
                _ if long && words.starts_with(['到', '在', '向', '对', '将', '把', '被', '由']) => false,
                _ if !first && !long && words.starts_with(|c| self.vocabulary.openers.has(c)) => false,
                _ if letter => true,
                _ if !first && matches!(self.part(words), Some(Part::Name | Part::Generic)) => true,
                Pos::Noun | Pos::Person | Pos::Place | Pos::Organization | Pos::Other | Pos::Latin => true,
                Pos::Adjective | Pos::TimeWord => true,
                Pos::VerbalNoun => !first || !long,
                // A word that the dictionary does not know is cut into characters.
                Pos::Verb | Pos::Locative | Pos::Number => !long,
                Pos::Punctuation => !first && matches!(words, "（" | "）" | "(" | ")"),
                _ => false,
            };
            steps += 1;
            if !fits
                || steps > MOST
                || matches!(self.part(words), Some(Part::Stop))
                || first && words.starts_with(|c| self.vocabulary.openers.has(c)) && !long
            {
                return None;
            }
            next = token.span.end;
        }
        let own = self.words(at, core);
        if own.len() < 6 || !own.starts_with(is_han) || self.part(own) == Some(Part::Generic) {
            return None;
        }
        let span = Span::new(at, found.end);
        let full = Full::Words(span.of(self.text).to_owned());
        let body = Body { place: Place::Context, full, kind: Kind::Enterprise, ..Body::default() };
        let mention =
            Mention { span, kind: Kind::Enterprise, collective: false, bodies: vec![body], alias: None, aliased: None };
        Some(Name { mention, hidden: false })
    }

    /// Returns true if what stands before `at` cannot be part of a name that goes on there.
    fn opens_name(&self, at: u32) -> bool {
        let Some(before) = at.checked_sub(1).filter(|before| *before >= self.sentence.start) else { return true };
        self.token(before).is_none_or(|t| {
            t.span.end == at
                && match t.pos {
                    Pos::Punctuation => !self.words(t.span.start, at).ends_with(['（', '(', '）', ')', '·', '》']),
                    Pos::Preposition | Pos::Conjunction | Pos::Particle | Pos::Pronoun | Pos::Classifier => true,
                    Pos::Adverb => t.span.len() > 3,
                    Pos::Verb | Pos::VerbalNoun => t.span.len() > 3,
                    _ => false,
                }
        })
    }
}
