//! The cells of a column in bytes: which of them there are, and what is in those, one after the other.

use super::{Cell, Row, Type};
use std::ops::Range;
use zhengwen::{Date, Decimal};

/// Cells as bytes, and apart from them the words of all of them.
#[derive(Debug, Default)]
pub(crate) struct Bytes {
    pub(super) cells: Vec<u8>,
    pub(super) words: String,
    /// Of the column at hand: which cells there are.
    there: Vec<u8>,
}

/// What stands before the cells of a column: which of them there are, how many those are, and how long their words are.
const HEAD: usize = 1 + 4 + 4;

/// What the lengths of lists are.
pub(super) const LENGTH: Type = Type::Offset;

/// Which cells of a column there are.
mod which {
    pub(super) const NONE: u8 = 0;
    pub(super) const ALL: u8 = 1;
    /// Those for which a byte behind the cells is 1.
    pub(super) const SOME: u8 = 2;
}

/// Stands for the length of words that are those of the cell before.
const AGAIN: u32 = u32::MAX;

/// A cell as it is read from bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field<'a> {
    Null,
    Text(&'a str),
    Integer(i64),
    Decimal(Decimal),
    Date(Date),
    Boolean(bool),
}

impl<'a> Field<'a> {
    /// Returns the cell.
    pub(super) fn cell(self) -> Option<Cell<'a>> {
        Some(match self {
            Field::Null => return None,
            Field::Text(text) => Cell::text(text),
            Field::Integer(n) => Cell::Integer(n),
            Field::Decimal(n) => Cell::Decimal(n),
            Field::Date(day) => Cell::Date(day),
            Field::Boolean(yes) => Cell::Boolean(yes),
        })
    }
}

/// Returns how many bytes a cell takes.
fn width(kind: Type) -> usize {
    match kind {
        Type::Text | Type::Word | Type::Offset | Type::Date => 4,
        Type::Integer => 8,
        Type::Decimal => 16,
        Type::Boolean => 1,
    }
}

impl Bytes {
    /// Appends the cell of each row.
    #[inline]
    pub(super) fn cells<'a>(&mut self, kind: Type, rows: &[Row<'a>], read: impl Fn(&Row<'a>) -> Option<Cell<'a>>) {
        self.pack(kind, rows.iter().map(read));
    }

    /// Appends the length of each row's list, and then the items of all.
    #[inline]
    pub(super) fn lists<'a, I: ExactSizeIterator<Item = Option<Cell<'a>>>>(
        &mut self,
        kind: Type,
        rows: &[Row<'a>],
        items: impl Fn(Row<'a>) -> Option<I>,
    ) {
        self.pack(LENGTH, rows.iter().map(|row| items(*row).map(|items| Cell::count(items.len()))));
        self.pack(kind, rows.iter().filter_map(|row| items(*row)).flatten());
    }

    /// Appends the cells of a column. What is of another type is empty.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "of each column the type is known, and most of this falls away")]
    pub(super) fn pack<'c>(&mut self, kind: Type, cells: impl IntoIterator<Item = Option<Cell<'c>>>) {
        let (begin, words) = (self.cells.len(), self.words.len());
        self.cells.extend_from_slice(&[0; HEAD]);
        self.there.clear();
        let mut count = 0_u32;
        let mut last = words..words;
        for cell in cells {
            let is_there = cell.is_some_and(|cell| self.push(kind, cell, &mut last));
            self.there.push(is_there.into());
            count += u32::from(is_there);
        }
        let which = match count as usize {
            0 => which::NONE,
            n if n == self.there.len() => which::ALL,
            _ => which::SOME,
        };
        if which == which::SOME {
            self.cells.extend_from_slice(&self.there);
        }
        if let Some(head) = self.cells.get_mut(begin..begin + HEAD) {
            let [a, b, c, d] = count.to_le_bytes();
            let [e, f, g, h] = number(self.words.len() - words).to_le_bytes();
            head.copy_from_slice(&[which, a, b, c, d, e, f, g, h]);
        }
    }

    /// Appends a cell; `last` is where the words of the one before stand. Returns false if it is of another type.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "of each column the type is known, and most of this falls away")]
    fn push(&mut self, kind: Type, cell: Cell<'_>, last: &mut Range<usize>) -> bool {
        match (kind, cell) {
            (Type::Text | Type::Word, Cell::Text(text)) => {
                // The same words often come again at once.
                let mut length = AGAIN;
                if self.words.as_bytes().get(last.clone()) != Some(text.as_bytes()) {
                    length = number(text.len());
                    *last = self.words.len()..self.words.len() + text.len();
                    self.words.push_str(&text);
                }
                self.cells.extend_from_slice(&length.to_le_bytes());
            }
            (Type::Text, Cell::Id(letter, n)) => {
                let begin = self.words.len();
                self.words.push(letter);
                let digits = n.checked_ilog10().unwrap_or(0);
                for digit in (0..=digits).rev() {
                    let digit = n / 10_u32.pow(digit) % 10;
                    self.words.push(char::from(b'0' + digit.to_le_bytes()[0]));
                }
                *last = begin..self.words.len();
                self.cells.extend_from_slice(&number(last.len()).to_le_bytes());
            }
            (Type::Integer, Cell::Integer(n)) => self.cells.extend_from_slice(&n.to_le_bytes()),
            (Type::Offset, Cell::Integer(n)) => match u32::try_from(n) {
                Ok(n) => self.cells.extend_from_slice(&n.to_le_bytes()),
                Err(_) => return false,
            },
            (Type::Decimal, Cell::Decimal(n)) => self.cells.extend_from_slice(&n.serialize()),
            (Type::Date, Cell::Date(day)) => {
                let [y1, y2] = day.year().to_le_bytes();
                self.cells.extend_from_slice(&[y1, y2, day.month().unsigned_abs(), day.day().unsigned_abs()]);
            }
            (Type::Boolean, Cell::Boolean(yes)) => self.cells.push(yes.into()),
            _ => return false,
        }
        true
    }
}

/// The cells of a column, in bytes.
#[derive(Clone, Debug)]
pub(crate) struct Packed<'a> {
    kind: Type,
    /// How many cells are left.
    rows: usize,
    which: u8,
    cells: &'a [u8],
    there: &'a [u8],
    words: &'a str,
    last: &'a str,
    /// What is added to whole numbers.
    plus: i64,
}

impl<'a> Packed<'a> {
    /// Takes a column of so many cells off these bytes and words; nothing if they are damaged.
    pub(super) fn take(cells: &mut &'a [u8], words: &mut &'a str, kind: Type, rows: usize) -> Option<Self> {
        let (&[which, a, b, c, d, e, f, g, h], rest) = cells.split_first_chunk::<HEAD>()?;
        let count = u32::from_le_bytes([a, b, c, d]) as usize;
        let (own, rest) = rest.split_at_checked(count.checked_mul(width(kind))?)?;
        let (there, rest) = rest.split_at_checked(if which == which::SOME { rows } else { 0 })?;
        let length = u32::from_le_bytes([e, f, g, h]) as usize;
        let (said, unsaid) = words.split_at_checked(length)?;
        (*cells, *words) = (rest, unsaid);
        let is_whole = count
            == match which {
                which::NONE => 0,
                which::ALL => rows,
                _ => there.iter().map(|is_there| usize::from(*is_there)).sum(),
            }
            && there.iter().all(|is_there| *is_there <= 1);
        is_whole.then_some(Packed { kind, rows, which, cells: own, there, words: said, last: "", plus: 0 })
    }

    /// Returns the column with something added to its whole numbers.
    pub(super) fn plus(self, plus: i64) -> Self {
        Packed { plus, ..self }
    }

    fn value(&mut self) -> Option<Field<'a>> {
        Some(match self.kind {
            Type::Text | Type::Word => Field::Text(self.text()?),
            Type::Integer => Field::Integer(self.integer()?),
            Type::Offset => Field::Integer(self.offset()?.into()),
            Type::Decimal => Field::Decimal(self.decimal()?),
            Type::Date => Field::Date(self.date()?),
            Type::Boolean => Field::Boolean(self.boolean()?),
        })
    }

    #[inline]
    pub(crate) fn text(&mut self) -> Option<&'a str> {
        let length = u32::from_le_bytes(self.bytes()?);
        if length != AGAIN {
            (self.last, self.words) = self.words.split_at_checked(length as usize)?;
        }
        Some(self.last)
    }

    #[inline]
    pub(crate) fn integer(&mut self) -> Option<i64> {
        Some(self.plus.wrapping_add(i64::from_le_bytes(self.bytes()?)))
    }

    #[inline]
    pub(crate) fn offset(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.bytes()?))
    }

    #[inline]
    pub(crate) fn decimal(&mut self) -> Option<Decimal> {
        Some(Decimal::deserialize(self.bytes()?))
    }

    #[inline]
    pub(crate) fn date(&mut self) -> Option<Date> {
        let [y1, y2, month, day] = self.bytes()?;
        Date::new(i16::from_le_bytes([y1, y2]), month.cast_signed(), day.cast_signed())
    }

    #[inline]
    pub(crate) fn boolean(&mut self) -> Option<bool> {
        Some(self.bytes()? == [1])
    }

    /// Returns how many cells there are, also empty ones.
    #[cfg(feature = "parquet")]
    pub(crate) fn len(&self) -> usize {
        self.rows
    }

    /// Returns true if no cell is empty.
    #[cfg(feature = "parquet")]
    pub(crate) fn is_whole(&self) -> bool {
        self.which == which::ALL
    }

    /// Returns 1 for each cell that is not empty; nothing if all are, or none.
    #[cfg(feature = "parquet")]
    pub(crate) fn there(&self) -> &'a [u8] {
        self.there
    }

    /// Returns how many cells are not empty.
    #[cfg(feature = "parquet")]
    pub(crate) fn present(&self) -> usize {
        self.cells.len() / width(self.kind)
    }

    /// Returns the bytes of all cells that are not empty, the least of each first.
    #[cfg(feature = "parquet")]
    pub(crate) fn values(&self) -> &'a [u8] {
        self.cells
    }

    #[inline]
    fn bytes<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (bytes, rest) = self.cells.split_first_chunk()?;
        self.cells = rest;
        Some(*bytes)
    }
}

impl<'a> Iterator for Packed<'a> {
    type Item = Field<'a>;

    #[inline]
    fn next(&mut self) -> Option<Field<'a>> {
        self.rows = self.rows.checked_sub(1)?;
        let is_there = match self.there.split_first() {
            Some((first, rest)) => {
                self.there = rest;
                *first == 1
            }
            None => self.which == which::ALL,
        };
        Some(if is_there { self.value().unwrap_or(Field::Null) } else { Field::Null })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.rows, Some(self.rows))
    }
}

/// Returns a length as it is written. A text is far shorter than what four bytes can say.
pub(super) fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX - 1)
}

#[cfg(all(test, feature = "parquet"))]
impl Bytes {
    /// Returns the cells of one column.
    pub(crate) fn of<'c>(kind: Type, cells: impl IntoIterator<Item = Option<Cell<'c>>>) -> Self {
        let mut bytes = Bytes::default();
        bytes.pack(kind, cells);
        bytes
    }

    /// Reads them.
    pub(crate) fn only(&self, kind: Type, rows: usize) -> Packed<'_> {
        Packed::take(&mut self.cells.as_slice(), &mut self.words.as_str(), kind, rows).unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(feature = "parquet")]
    fn cells_come_back() {
        let text = |text: &'static str| Some(Cell::text(text));
        let decimal = |n: &str| Some(Cell::Decimal(n.parse().unwrap()));
        let date = |day: &str| Some(Cell::Date(day.parse().unwrap()));
        let columns = [
            (Type::Text, vec![text("全县"), text("全县"), None, text("全县"), text(""), text("县"), text("")]),
            (Type::Word, vec![text("level"), text("change")]),
            (Type::Integer, vec![Some(Cell::Integer(i64::MIN)), None, Some(Cell::Integer(7))]),
            (Type::Offset, vec![Some(Cell::Integer(0)), Some(Cell::Integer(u32::MAX.into()))]),
            (Type::Decimal, vec![None, decimal("-79228162514264337593543950.335"), decimal("0.10")]),
            (Type::Date, vec![date("2024-02-29"), date("0001-01-01"), None]),
            (Type::Boolean, vec![Some(Cell::Boolean(true)), Some(Cell::Boolean(false))]),
            (Type::Text, vec![None, None]),
            (Type::Date, Vec::new()),
        ];
        let mut bytes = Bytes::default();
        for (kind, cells) in &columns {
            bytes.pack(*kind, cells.clone());
        }
        let (mut cells, mut words) = (bytes.cells.as_slice(), bytes.words.as_str());
        assert_eq!(words, "全县县levelchange");
        for (kind, want) in &columns {
            let packed = Packed::take(&mut cells, &mut words, *kind, want.len()).unwrap();
            assert_eq!(packed.present(), want.iter().flatten().count());
            assert_eq!(packed.map(Field::cell).collect::<Vec<_>>(), *want);
        }
        assert_eq!((cells, words), (&[][..], ""));
    }

    #[test]
    fn what_is_of_another_type_is_empty() {
        let mut bytes = Bytes::default();
        bytes.pack(Type::Offset, [Some(Cell::Integer(-1)), Some(Cell::text("县")), Some(Cell::Integer(3))]);
        let packed = Packed::take(&mut bytes.cells.as_slice(), &mut "", Type::Offset, 3).unwrap();
        assert_eq!(packed.collect::<Vec<_>>(), [Field::Null, Field::Null, Field::Integer(3)]);
    }

    #[test]
    #[cfg(feature = "parquet")]
    fn damaged_bytes_break_nothing() {
        let mut bytes = Bytes::default();
        bytes.pack(Type::Text, [Some(Cell::text("全县")), None, Some(Cell::text("市"))]);
        for at in 0..bytes.cells.len() {
            for value in [0, 1, 2, 3, 0xfe, 0xff] {
                let mut damaged = bytes.cells.clone();
                damaged[at] = value;
                if let Some(cells) = Packed::take(&mut damaged.as_slice(), &mut bytes.words.as_str(), Type::Text, 3) {
                    assert_eq!(cells.clone().present(), cells.there().iter().filter(|there| **there == 1).count());
                    assert_eq!(cells.count(), 3);
                }
            }
        }
    }
}
