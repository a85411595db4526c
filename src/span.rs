//! Positions in the text.

use serde::{Deserialize, Serialize};

/// A half-open range of one article's text.
///
/// Inside the crate the unit is UTF-8 bytes. [`Facts::to_unit`](crate::Facts::to_unit) converts every span of a result
/// at once; [`OffsetUnit`] names the unit a result is in.
///
/// # Examples
///
/// ```
/// use zhengwen::Span;
/// assert_eq!(Span::new(0, 6).of("全市法院"), "全市");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First position inside.
    pub start: u32,
    /// First position after.
    pub end: u32,
}

impl Span {
    /// Returns the span from `start` to `end`, in the caller's unit.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Span { start, end }
    }

    /// Returns the text of a byte span, or an empty string if the span does not fit `text`.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Returns the span as a range of `usize`.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Returns the length, in the span's unit.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Returns true if nothing is inside.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Returns true if `other` lies wholly inside.
    #[must_use]
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Returns true if the two share a position.
    #[must_use]
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Returns the smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// The unit of the offsets of a result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OffsetUnit {
    /// UTF-8 bytes: what Rust slices by.
    #[default]
    Byte,
    /// Unicode scalar values: what Python slices by.
    Char,
    /// UTF-16 code units: what JavaScript and Java slice by.
    Utf16,
}
