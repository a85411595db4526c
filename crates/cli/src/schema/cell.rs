//! The value of one column in one row.

use serde::Serialize;
use std::{borrow::Cow, fmt::Write};
use zhengwen::{ClaimId, Date, Decimal, InstitutionId, MeasureId, PolicyId, Span};

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    /// Words.
    Text,
    /// One of a few fixed words.
    Word,
    /// A whole number that counts.
    Integer,
    /// A place in a text, or how long one is.
    Offset,
    /// An exact decimal.
    Decimal,
    /// A day.
    Date,
    /// True or false.
    Boolean,
}

impl Type {
    /// Returns the type's name in the documentation.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Type::Text => "text",
            Type::Word => "word",
            Type::Integer | Type::Offset => "integer",
            Type::Decimal => "decimal",
            Type::Date => "date",
            Type::Boolean => "boolean",
        }
    }
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell<'a> {
    Text(Cow<'a, str>),
    /// A fact's id: a letter and a number.
    Id(char, u32),
    Integer(i64),
    Decimal(Decimal),
    Date(Date),
    Boolean(bool),
    List(Vec<Option<Cell<'a>>>),
}

impl<'a> Cell<'a> {
    /// Returns a cell of words.
    pub(crate) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Cell::Text(text.into())
    }

    /// Returns a cell with the word that JSON has for an enum's value.
    pub(crate) fn word(value: impl Serialize) -> Self {
        Cell::Text(Cow::Borrowed(serde_variant::to_variant_name(&value).unwrap_or_default()))
    }

    /// Returns a cell with an id, as JSON has it.
    pub(crate) fn id(id: impl Into<Cell<'a>>) -> Self {
        id.into()
    }

    /// Returns a cell with a count.
    pub(crate) fn count(n: usize) -> Self {
        Cell::Integer(i64::try_from(n).unwrap_or(i64::MAX))
    }

    /// Returns a cell with where a span begins.
    pub(crate) fn start(span: Span) -> Self {
        Cell::Integer(span.start.into())
    }

    /// Returns a cell with where a span ends.
    pub(crate) fn end(span: Span) -> Self {
        Cell::Integer(span.end.into())
    }

    /// Appends the cell as words; the items of a list are joined with `; `.
    pub(crate) fn write(&self, out: &mut String) {
        // Writing to a string cannot fail.
        let _ = match self {
            Cell::Text(text) => out.write_str(text),
            Cell::Id(letter, n) => write!(out, "{letter}{n}"),
            Cell::Integer(n) => write!(out, "{n}"),
            Cell::Decimal(n) => write!(out, "{n}"),
            Cell::Date(day) => write!(out, "{day}"),
            Cell::Boolean(yes) => write!(out, "{yes}"),
            Cell::List(items) => {
                for (i, item) in items.iter().enumerate() {
                    out.push_str(if i == 0 { "" } else { "; " });
                    if let Some(item) = item {
                        item.write(out);
                    }
                }
                Ok(())
            }
        };
    }
}

impl From<ClaimId> for Cell<'_> {
    fn from(id: ClaimId) -> Self {
        Cell::Id('c', id.0)
    }
}

impl From<InstitutionId> for Cell<'_> {
    fn from(id: InstitutionId) -> Self {
        Cell::Id('i', id.0)
    }
}

impl From<MeasureId> for Cell<'_> {
    fn from(id: MeasureId) -> Self {
        Cell::Id('m', id.0)
    }
}

impl From<PolicyId> for Cell<'_> {
    fn from(id: PolicyId) -> Self {
        Cell::Id('p', id.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_those_of_json() {
        let written = |cell: Cell<'_>| {
            let mut out = String::new();
            cell.write(&mut out);
            out
        };
        assert_eq!(written(Cell::id(ClaimId(7))), ClaimId(7).to_string());
        assert_eq!(written(Cell::id(InstitutionId(10))), InstitutionId(10).to_string());
        assert_eq!(written(Cell::id(MeasureId(0))), MeasureId(0).to_string());
        assert_eq!(written(Cell::id(PolicyId(u32::MAX))), PolicyId(u32::MAX).to_string());
    }
}
