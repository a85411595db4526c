//! The tree of headings and items.

use super::frame::Frame;
use super::marker::Series;
use crate::model::Section;
use crate::span::Span;

/// Where a section ends by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// A heading: at the next of its level or higher.
    Heading,
    /// An item: at the end of its paragraph.
    Item,
}

/// The sections so far and those that are open.
#[derive(Debug, Default)]
pub(crate) struct Outline<'t> {
    pub(crate) sections: Vec<Section<'t>>,
    /// What each section's heading, or one above it, says of its time.
    frames: Vec<Option<Frame>>,
    open: Vec<(Series, Reach, u32)>,
}

impl<'t> Outline<'t> {
    /// Adds a section and returns its index, or `None` if nothing is left of it.
    pub(crate) fn push(
        &mut self,
        text: &'t str,
        span: Span,
        ordinal: Option<&'t str>,
        series: Series,
        reach: Reach,
        frame: Option<Frame>,
    ) -> Option<u32> {
        let heading = span.of(text).trim_end_matches(['。', '；', ';', '，', ',']).trim_end();
        if heading.is_empty() {
            return None;
        }
        if let Some(at) = self.open.iter().position(|(s, ..)| *s == series) {
            self.open.truncate(at);
        } else {
            // A heading without an ordinal says nothing of its rank: it stands where it is met.
            while self.open.last().is_some_and(|(s, r, _)| match series {
                Series::Plain => *r == Reach::Item,
                // 一要 does not stand below the 一是 of an earlier paragraph: both open clauses.
                _ if series >= Series::Ordinal && *s >= Series::Ordinal => true,
                _ => *s != Series::Plain && *s > series,
            }) {
                self.open.pop();
            }
        }
        let index = u32::try_from(self.sections.len()).unwrap_or(u32::MAX);
        let frame = frame.or_else(|| self.frame(self.open.last().map(|(.., i)| *i)));
        self.frames.push(frame);
        self.open.push((series, reach, index));
        let end = span.start + u32::try_from(heading.len()).unwrap_or(0);
        self.sections.push(Section {
            heading: heading.into(),
            level: u8::try_from(self.open.len()).unwrap_or(u8::MAX),
            ordinal: ordinal.map(Into::into),
            span: Span::new(span.start, end),
        });
        Some(index)
    }

    /// Returns what stands over the claims of a section.
    pub(crate) fn frame(&self, section: Option<u32>) -> Option<Frame> {
        self.frames.get(section? as usize).copied().flatten()
    }

    /// Returns the innermost heading that is open.
    pub(crate) fn heading(&self) -> Option<u32> {
        self.open.iter().rev().find(|(_, r, _)| *r == Reach::Heading).map(|(.., i)| *i)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Reach::{Heading, Item};
    use Series::{Bracket, Comma, Digit, Plain, Shi, Yao};

    #[test]
    fn levels() {
        let cases: [(&[(Series, Reach)], &[u8]); 6] = [
            (&[(Comma, Heading), (Bracket, Item), (Bracket, Item), (Comma, Heading)], &[1, 2, 2, 1]),
            (&[(Plain, Heading), (Shi, Item), (Shi, Item), (Plain, Heading), (Shi, Item)], &[1, 2, 2, 1, 2]),
            (&[(Bracket, Heading), (Digit, Item), (Comma, Heading), (Bracket, Heading)], &[1, 2, 1, 2]),
            (&[(Plain, Heading), (Comma, Heading), (Bracket, Item), (Plain, Heading)], &[1, 2, 3, 1]),
            (&[(Shi, Item), (Shi, Item)], &[1, 1]),
            (&[(Shi, Item), (Yao, Item), (Plain, Heading), (Yao, Item), (Shi, Item)], &[1, 1, 1, 2, 2]),
        ];
        for (given, levels) in cases {
            let mut outline = Outline::default();
            for (series, reach) in given {
                outline.push("标题", Span::new(0, 6), None, *series, *reach, None);
            }
            let found: Vec<u8> = outline.sections.iter().map(|s| s.level).collect();
            assert_eq!(found, levels, "{given:?}");
        }
    }
}
