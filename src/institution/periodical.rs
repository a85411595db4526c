//! Newspapers and magazines whose names stand in 《》: a title is no body, but a periodical's is a name.

use super::entry::Part;
use super::reader::Reader;
use super::{Body, Full, Mention};
use crate::model::InstitutionKind as Kind;
use crate::span::Span;

impl Reader<'_> {
    /// Reads the periodical of a title: 《天津日报》, 美国《科学》杂志.
    pub(crate) fn periodical(&self, title: Span) -> Option<Mention> {
        let inside = Span::new(title.start + 3, title.end.checked_sub(3)?);
        let after = self.rest(title.end);
        let sort = ["杂志", "周刊", "月刊"].iter().find(|w| after.starts_with(**w));
        let span = if let Some(sort) = sort {
            let before = self.token(title.start.checked_sub(1)?);
            let country = before.filter(|t| self.part(t.span.of(self.text)) == Some(Part::Country));
            let end = title.end + u32::try_from(sort.len()).ok()?;
            Span::new(country.map_or(title.start, |t| t.span.start), end)
        } else {
            let words = inside.of(self.text);
            let known = self.vocabulary.get(words).and_then(|e| e.body.as_ref()).is_some_and(|b| b.kind == Kind::Media);
            let paper = words.chars().nth(2).is_some() && words.ends_with('报') && !words.ends_with("公报");
            if !known && !paper {
                return None;
            }
            inside
        };
        let name = span.of(self.text).to_owned();
        let body = Body { full: Full::Registered(name), kind: Kind::Media, ..Body::default() };
        Some(Mention { span, kind: Kind::Media, collective: false, bodies: vec![body], alias: None, aliased: None })
    }
}
