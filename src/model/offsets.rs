//! Converting every span of a result from bytes to another unit, once per document.

use super::{Entities, Facts, Quote};
use crate::span::{OffsetUnit, Span};

/// The length of a block, whose start is converted once.
const BLOCK: usize = 64;

/// Converts byte offsets of one text; a lookup reads at most one block.
pub(crate) struct Converter<'t> {
    text: &'t [u8],
    unit: OffsetUnit,
    /// The offset at which each block begins.
    blocks: Vec<u32>,
}

impl<'t> Converter<'t> {
    pub(crate) fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let text = text.as_bytes();
        let mut next = 0;
        let start = |block| {
            let start = next;
            next += length(block, unit);
            start
        };
        let blocks = text.chunks(BLOCK).map(start).collect();
        Converter { text, unit, blocks }
    }

    fn convert(&self, byte: u32) -> u32 {
        let byte = byte as usize;
        let at = (byte / BLOCK).min(self.blocks.len().saturating_sub(1));
        let start = self.blocks.get(at).copied().unwrap_or(0);
        start + length(self.text.get(at * BLOCK..byte.min(self.text.len())).unwrap_or_default(), self.unit)
    }

    pub(crate) fn span(&self, span: &mut Span) {
        *span = Span::new(self.convert(span.start), self.convert(span.end));
    }
}

/// Returns how long the characters are that begin in these bytes: at most a block, so that a byte can count them.
fn length(bytes: &[u8], unit: OffsetUnit) -> u32 {
    // All bytes of a character but the first begin with the bits 10; one that UTF-16 writes as a pair begins with 1111.
    let characters = || u32::from(bytes.iter().map(|b| u8::from(b & 0xc0 != 0x80)).sum::<u8>());
    match unit {
        OffsetUnit::Byte => u32::try_from(bytes.len()).unwrap_or(u32::MAX),
        OffsetUnit::Char => characters(),
        OffsetUnit::Utf16 => characters() + u32::from(bytes.iter().map(|b| u8::from(*b >= 0xf0)).sum::<u8>()),
    }
}

impl Facts<'_> {
    /// Converts every span from bytes to `unit`. `text` is the article's text; a result that is already converted stays.
    ///
    /// # Examples
    ///
    /// ```
    /// use zhengwen::{Extractor, OffsetUnit};
    /// let text = "全县现有医院12家。";
    /// let facts = Extractor::new()?.extract(text).to_unit(text, OffsetUnit::Char);
    /// assert_eq!((facts.claims[0].span.start, facts.claims[0].span.end), (6, 9));
    /// # Ok::<(), zhengwen::Error>(())
    /// ```
    #[must_use]
    pub fn to_unit(mut self, text: &str, unit: OffsetUnit) -> Self {
        if self.offset_unit != OffsetUnit::Byte || unit == OffsetUnit::Byte {
            return self;
        }
        let converter = Converter::new(text, unit);
        self.for_each_span(&mut |span| converter.span(span));
        self.offset_unit = unit;
        self
    }

    /// Calls `f` with every span of the result.
    fn for_each_span(&mut self, f: &mut dyn FnMut(&mut Span)) {
        fn quote(q: Option<&mut Quote<'_>>, f: &mut dyn FnMut(&mut Span)) {
            if let Some(q) = q {
                f(&mut q.span);
            }
        }
        for section in &mut self.document.sections {
            f(&mut section.span);
        }
        for claim in &mut self.claims {
            f(&mut claim.span);
            if let Some(indicator) = &mut claim.indicator {
                f(&mut indicator.span);
            }
            quote(claim.predicate.as_mut(), f);
            quote(claim.actor.as_mut(), f);
            quote(claim.base.as_mut(), f);
            if let Some(comparison) = &mut claim.comparison {
                f(&mut comparison.span);
            }
            if let Some(span) = claim.period.as_mut().and_then(|p| p.span.as_mut()) {
                f(span);
            }
        }
        for mention in self.institutions.iter_mut().flat_map(|i| &mut i.mentions) {
            f(&mut mention.span);
        }
        for measure in &mut self.measures {
            f(&mut measure.span);
        }
        for policy in &mut self.policies {
            f(&mut policy.span);
        }
        for note in &mut self.notes {
            f(&mut note.span);
        }
    }
}

impl Entities<'_> {
    /// Converts every span from bytes to `unit`. `text` is the text that was read.
    #[must_use]
    pub fn to_unit(mut self, text: &str, unit: OffsetUnit) -> Self {
        if self.offset_unit != OffsetUnit::Byte || unit == OffsetUnit::Byte {
            return self;
        }
        let converter = Converter::new(text, unit);
        for entity in &mut self.entities {
            converter.span(&mut entity.span);
        }
        self.offset_unit = unit;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_offset_is_what_counting_gives() {
        let text = "a全😀市，".repeat(40);
        for unit in [OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16] {
            let converter = Converter::new(&text, unit);
            let mut count = 0;
            for (at, c) in text.char_indices() {
                assert_eq!(converter.convert(u32::try_from(at).unwrap()), count, "{at}");
                count += match unit {
                    OffsetUnit::Byte => u32::try_from(c.len_utf8()).unwrap(),
                    OffsetUnit::Char => 1,
                    OffsetUnit::Utf16 => u32::try_from(c.len_utf16()).unwrap(),
                };
            }
            assert_eq!(converter.convert(u32::try_from(text.len()).unwrap()), count);
            assert_eq!(converter.convert(u32::MAX), count);
        }
        assert_eq!(Converter::new("", OffsetUnit::Char).convert(0), 0);
    }
}
