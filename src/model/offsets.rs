//! Converting every span of a result from bytes to another unit, once per document.

use super::{Entities, Facts, Quote};
use crate::span::{OffsetUnit, Span};

/// Converts byte offsets of one text; a lookup reads at most about 64 bytes.
pub(crate) struct Converter<'t> {
    text: &'t str,
    unit: OffsetUnit,
    /// `(byte, unit)` offsets, one entry about every 64 bytes.
    marks: Vec<(u32, u32)>,
}

impl<'t> Converter<'t> {
    pub(crate) fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let mut marks = vec![(0, 0)];
        let (mut next, mut count) = (64, 0u32);
        for (at, c) in text.char_indices() {
            if at >= next {
                marks.push((u32::try_from(at).unwrap_or(u32::MAX), count));
                next = at + 64;
            }
            count += width(c, unit);
        }
        Converter { text, unit, marks }
    }

    fn convert(&self, byte: u32) -> u32 {
        let i = self.marks.partition_point(|&(b, _)| b <= byte).saturating_sub(1);
        let (from, base) = self.marks.get(i).copied().unwrap_or((0, 0));
        base + Span::new(from, byte).of(self.text).chars().map(|c| width(c, self.unit)).sum::<u32>()
    }

    pub(crate) fn span(&self, span: &mut Span) {
        *span = Span::new(self.convert(span.start), self.convert(span.end));
    }
}

fn width(c: char, unit: OffsetUnit) -> u32 {
    match unit {
        OffsetUnit::Byte => u32::try_from(c.len_utf8()).unwrap_or(1),
        OffsetUnit::Char => 1,
        OffsetUnit::Utf16 => u32::try_from(c.len_utf16()).unwrap_or(1),
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
