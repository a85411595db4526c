//! Short names that an article gives a body: 甘肃省水务投资集团有限公司（以下简称“省水投”）.

use super::context::Beside;
use super::reader::Reader;
use super::{Body, Mention};
use crate::span::Span;

/// The most short names that are looked for.
const MOST: usize = 8;

impl Reader<'_> {
    /// Appends a mention, with the short name that brackets behind it give.
    pub(super) fn push(&self, mut mention: Mention, out: &mut Vec<Mention>) {
        mention.alias =
            if mention.bodies.len() == 1 && !mention.collective { self.alias(mention.span.end) } else { None };
        mention.aliased = match mention.alias {
            Some(_) => u32::try_from(out.len()).ok(),
            None => out.last().and_then(|m| m.aliased),
        };
        out.push(mention);
    }

    /// Returns the short name that brackets at `at` give.
    fn alias(&self, at: u32) -> Option<Span> {
        let inside = self.rest(at).strip_prefix(['（', '('])?;
        let open = self.rest(at).len() - inside.len();
        let intro = self.vocabulary.contexts.follows(Beside::Alias, inside)?;
        let words = inside.get(intro.len()..)?;
        let name = words.trim_start_matches(['“', '"', '：', ':', '为', '「']);
        let skipped = open + intro.len() + (words.len() - name.len());
        let (len, _) = name.char_indices().take(16).find(|(_, c)| matches!(c, '”' | '"' | '）' | ')' | '」' | '，'))?;
        let start = at.checked_add(u32::try_from(skipped).ok()?)?;
        let span = Span::new(start, start.checked_add(u32::try_from(len).ok()?)?);
        (span.len() >= 6 && !self.words(span.start, span.end).starts_with('《')).then_some(span)
    }

    /// Adds the short names of this sentence to its mentions, which begin at `from` in `out`.
    pub(super) fn aliases(&self, from: usize, out: &mut Vec<Mention>) {
        let mut next = out.last().and_then(|m| m.aliased);
        for _ in 0..MOST {
            let Some(at) = next.and_then(|i| usize::try_from(i).ok()) else { return };
            let Some(long) = out.get(at) else { return };
            next = at.checked_sub(1).and_then(|i| out.get(i)).and_then(|m| m.aliased);
            let (Some(alias), Some(body)) = (long.alias, long.bodies.first()) else { continue };
            let body = Body { long: Some(body.long.unwrap_or(long.span)), ..body.clone() };
            self.called(alias, &body, from, out);
        }
    }

    /// Adds the places where a body is called by its short name.
    fn called(&self, alias: Span, body: &Body, from: usize, out: &mut Vec<Mention>) {
        let words = alias.of(self.text);
        let mut at = self.sentence.start.max(alias.start);
        while let Some(start) = self.rest(at).find(words).and_then(|i| at.checked_add(u32::try_from(i).ok()?)) {
            let span = Span::new(start, start.saturating_add(alias.len()));
            at = span.end;
            let place = from + out.get(from..).map_or(0, |own| own.partition_point(|m| m.span.end <= span.start));
            // A longer name is its own.
            let over = out.get(place).map(|m| m.span).filter(|s| s.start < span.end);
            if over.is_some_and(|s| s != span && !span.contains(s))
                || (!self.open && (self.post(span.end) || self.chief(span.end)))
            {
                continue;
            }
            let aliased = out.last().and_then(|m| m.aliased);
            let mention =
                Mention { span, kind: body.kind, collective: false, bodies: vec![body.clone()], alias: None, aliased };
            let upto = out.iter().skip(place).take_while(|m| m.span.start < span.end).count();
            out.splice(place..place + upto, [mention]);
        }
    }
}
