//! The lines of a text and the marks in them, found in one pass over its bytes.

use crate::span::Span;

/// One line that is not empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line<'t> {
    /// Where it stands, without surrounding white space.
    pub(crate) span: Span,
    pub(crate) text: &'t str,
    /// What kinds of characters it holds.
    pub(crate) has: Has,
    /// Its marks, as a range of the text's marks.
    marks: (u32, u32),
}

impl Line<'_> {
    /// Returns the marks of this line, by position.
    pub(crate) fn marks<'m>(&self, all: &'m [Mark]) -> &'m [Mark] {
        all.get(self.marks.0 as usize..self.marks.1 as usize).unwrap_or(&[])
    }
}

/// Characters of which a line holds one or more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Has(u8);

impl Has {
    /// 。
    pub(crate) const STOP: Has = Has(1);
    /// ； and ;
    pub(crate) const SEMICOLON: Has = Has(2);
    /// ： and :
    pub(crate) const COLON: Has = Has(4);
    /// 0 to 9.
    pub(crate) const DIGIT: Has = Has(8);
    /// > » › ＞
    pub(crate) const ARROW: Has = Has(16);
    /// Blanks inside the line or around it, and |
    pub(crate) const BLANK: Has = Has(32);

    /// Returns true if any of `kinds` is there.
    pub(crate) const fn any(self, kinds: Has) -> bool {
        self.0 & kinds.0 != 0
    }

    /// Returns both.
    pub(crate) const fn and(self, kinds: Has) -> Has {
        Has(self.0 | kinds.0)
    }
}

/// A mark that may end a sentence or a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) at: u32,
    pub(crate) kind: Kind,
    /// Its length in bytes.
    pub(crate) len: u8,
}

impl Mark {
    /// Returns the position after it.
    pub(crate) const fn end(self) -> u32 {
        self.at + self.len as u32
    }
}

/// What a mark does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// 。！？, and ! ? behind a Chinese character or their like: example.com/?q= has none.
    Stop,
    /// ；
    Semicolon,
    /// ：
    Colon,
    /// ，
    Clause,
    /// 、
    Pause,
}

/// The lines of a text and all their marks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines<'t> {
    pub(crate) lines: Vec<Line<'t>>,
    pub(crate) marks: Vec<Mark>,
}

/// Returns every line that is not empty.
pub(crate) fn read(text: &str) -> Lines<'_> {
    let bytes = text.as_bytes();
    let mut out = Lines { lines: Vec::with_capacity(text.len() / 128), marks: Vec::with_capacity(text.len() / 32) };
    let (mut at, mut start) = (0, 0);
    let mut has = Has::default();
    let mut first = 0;
    loop {
        // Chinese characters and Latin letters: nothing to see, and most of the text.
        while let Some(step) = bytes.get(at).map(|b| STEPS[usize::from(*b)]).filter(|s| *s > 0) {
            at += usize::from(step);
        }
        let Some(&byte) = bytes.get(at) else { break };
        if byte.is_ascii_digit() {
            has = has.and(Has::DIGIT);
            at += 1;
            continue;
        }
        let seen = look(bytes, at, byte);
        has = has.and(seen.has);
        if let Some(kind) = seen.kind {
            if kind == Kind::Stop && seen.len == 1 && !is_ending(bytes, at) {
                at += 1;
                continue;
            }
            out.marks.push(Mark { at: position(at), kind, len: seen.len });
        } else if seen.breaks {
            out.push(text, (start, at), has, first);
            (start, has, first) = (at + usize::from(seen.len), Has::default(), out.marks.len());
        }
        at += usize::from(seen.len);
    }
    out.push(text, (start, text.len()), has, first);
    out
}

/// A half-width ! or ? ends a sentence only behind a Chinese character or its like.
fn is_ending(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|i| bytes.get(i)).copied().unwrap_or(b' ');
    before >= 0x80 || bytes.get(at) == Some(&before)
}

/// What a character is to the layout.
#[derive(Clone, Copy)]
struct Seen {
    kind: Option<Kind>,
    breaks: bool,
    has: Has,
    len: u8,
}

/// A row of characters by their last six bits. Rows: U+0000, U+0040, then by the two bytes before the last:
/// E3 80, EF BC, EF BD, E2 80, C2; the last row is for all others.
const ROWS: usize = 8;
const OTHER: usize = 7;

static TABLE: [[Seen; 64]; ROWS] = table();

/// The length of the characters that begin with a byte, if all of them are nothing to the layout; else 0.
static STEPS: [u8; 256] = steps();

const fn steps() -> [u8; 256] {
    let table = table();
    let mut out = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        if byte < 0x80 {
            let seen = table[byte >> 6][byte & 63];
            if seen.kind.is_none() && !seen.breaks && seen.has.0 == 0 {
                out[byte] = 1;
            }
        } else if byte >= 0xE4 && byte <= 0xE9 {
            out[byte] = 3;
        }
        byte += 1;
    }
    out
}

/// Tells characters apart by table: branches on them cannot be foreseen.
#[inline]
fn look(bytes: &[u8], at: usize, byte: u8) -> Seen {
    let next = bytes.get(at + 1).copied().unwrap_or(0);
    let (row, last, len) = if byte < 0x80 {
        (usize::from(byte >> 6), byte, 1)
    } else {
        let row = match (byte, next) {
            (0xE3, 0x80) => 2,
            (0xEF, 0xBC) => 3,
            (0xEF, 0xBD) => 4,
            (0xE2, 0x80) => 5,
            (0xC2, _) => 6,
            _ => OTHER,
        };
        let len = match byte {
            0xF0.. => 4,
            0xE0.. => 3,
            _ => 2,
        };
        (row, if len == 2 { next } else { bytes.get(at + 2).copied().unwrap_or(0) }, len)
    };
    let seen = TABLE[row & (ROWS - 1)][usize::from(last & 63)];
    Seen { len, ..seen }
}

const fn table() -> [[Seen; 64]; ROWS] {
    const NONE: Has = Has(0);
    const fn plain(has: Has) -> Seen {
        Seen { kind: None, breaks: false, has, len: 0 }
    }
    const fn mark(kind: Kind, has: Has) -> Seen {
        Seen { kind: Some(kind), breaks: false, has, len: 0 }
    }
    let breaks = Seen { kind: None, breaks: true, has: NONE, len: 0 };
    let mut out = [[plain(NONE); 64]; ROWS];
    out[0][b'\n' as usize] = breaks;
    out[0][b'\r' as usize] = breaks;
    out[0][b' ' as usize] = plain(Has::BLANK);
    out[0][b'\t' as usize] = plain(Has::BLANK);
    out[1][b'|' as usize - 64] = plain(Has::BLANK);
    let mut digit = b'0' as usize;
    while digit <= b'9' as usize {
        out[0][digit] = plain(Has::DIGIT);
        digit += 1;
    }
    out[0][b',' as usize] = mark(Kind::Clause, NONE);
    out[0][b';' as usize] = mark(Kind::Semicolon, Has::SEMICOLON);
    out[0][b':' as usize] = mark(Kind::Colon, Has::COLON);
    out[0][b'>' as usize] = plain(Has::ARROW);
    out[0][b'!' as usize] = mark(Kind::Stop, NONE);
    out[0][b'?' as usize] = mark(Kind::Stop, NONE);
    // U+3000 、 。
    out[2][0x00] = plain(Has::BLANK);
    out[2][0x01] = mark(Kind::Pause, NONE);
    out[2][0x02] = mark(Kind::Stop, Has::STOP);
    // ！ ， ： ； ＞ ？
    out[3][0x01] = mark(Kind::Stop, NONE);
    out[3][0x0C] = mark(Kind::Clause, NONE);
    out[3][0x1A] = mark(Kind::Colon, Has::COLON);
    out[3][0x1B] = mark(Kind::Semicolon, Has::SEMICOLON);
    out[3][0x1E] = plain(Has::ARROW);
    out[3][0x1F] = mark(Kind::Stop, NONE);
    // ｡ and ｜
    out[4][0x21] = mark(Kind::Stop, NONE);
    out[4][0x1C] = plain(Has::BLANK);
    // U+2000 to U+200B; U+2028 and U+2029, the separators of lines and paragraphs; ›
    let mut blank = 0;
    while blank <= 0x0B {
        out[5][blank] = plain(Has::BLANK);
        blank += 1;
    }
    out[5][0x28] = breaks;
    out[5][0x29] = breaks;
    out[5][0x3A] = plain(Has::ARROW);
    // U+00A0 and »
    out[6][0x20] = plain(Has::BLANK);
    out[6][0x3B] = plain(Has::ARROW);
    out
}

impl<'t> Lines<'t> {
    fn push(&mut self, text: &'t str, (start, end): (usize, usize), has: Has, first: usize) {
        let trimmed = trim(text, span(start, end));
        if !trimmed.is_empty() {
            let marks = (position(first), position(self.marks.len()));
            self.lines.push(Line { span: trimmed, text: trimmed.of(text), has, marks });
        }
    }
}

/// Returns true for white space, and for the invisible characters that pages are full of.
#[inline]
pub(crate) fn is_blank(c: char) -> bool {
    !is_han(c)
        && (c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}' | '\0'))
}

/// Returns true for the Chinese characters of everyday text.
#[inline]
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// Returns true for letters and digits of any script.
#[inline]
pub(crate) fn is_word(c: char) -> bool {
    is_han(c) || !is_mark(c) && c.is_alphanumeric()
}

/// Returns true for the marks of Chinese text, which the tables of letters would be asked about at length.
#[inline]
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '！'..='／' | '：'..='＠'
    )
}

/// Returns true for marks that close a quotation or a bracket.
#[inline]
pub(crate) fn is_closer(c: char) -> bool {
    !is_han(c) && matches!(c, '”' | '’' | '」' | '』' | '》' | '〉' | '）' | ')' | '】' | '〕' | ']')
}

/// Returns a byte position as spans hold it.
pub(crate) fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Returns the span of a byte range.
pub(crate) fn span(start: usize, end: usize) -> Span {
    Span::new(position(start), position(end))
}

/// Returns true for the first byte of everyday Chinese characters, of which none is a blank, and of nothing else in UTF-8
/// that stands three bytes before an end.
fn is_solid(byte: u8) -> bool {
    matches!(byte, 0xE4..=0xE9)
}

/// Returns `inner` without blanks around it.
pub(crate) fn trim(text: &str, inner: Span) -> Span {
    let raw = inner.of(text);
    if let ([first, ..], [.., last, _, _]) = (raw.as_bytes(), raw.as_bytes())
        && is_solid(*first)
        && (is_solid(*last) || raw.ends_with('。'))
    {
        return inner;
    }
    let left = raw.trim_start_matches(is_blank);
    let start = inner.start as usize + (raw.len() - left.len());
    span(start, start + left.trim_end_matches(is_blank).len())
}

/// Returns where `inner`, a part of `outer`, begins in it.
pub(crate) fn offset(outer: &str, inner: &str) -> usize {
    (inner.as_ptr() as usize).saturating_sub(outer.as_ptr() as usize)
}

/// Returns true if a text has more than `count` characters, without counting on.
pub(crate) fn is_longer(text: &str, count: usize) -> bool {
    text.len() > count && (text.len() > count * 4 || text.chars().nth(count).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_mark_is_a_letter_or_digit() {
        for c in '\0'..='\u{ffff}' {
            assert_eq!(is_word(c), is_han(c) || c.is_alphanumeric(), "{c}");
        }
    }

    #[test]
    fn lines_are_trimmed_and_never_empty() {
        let text = "\u{feff}　甲\r\n\r\n乙 丙　\n\u{200b}\n丁\u{2028}戊";
        let found: Vec<&str> = read(text).lines.iter().map(|l| l.span.of(text)).collect();
        assert_eq!(found, ["甲", "乙 丙", "丁", "戊"]);
    }

    #[test]
    fn marks_are_noted() {
        let cases = [
            ("甲，乙。", "Clause Stop"),
            ("甲?b=1,乙!", "Stop Clause Stop"),
            ("a.com/?q=1", ""),
            ("怎么？!办!!", "Stop Stop Stop Stop"),
            ("一、二；三:四", "Pause Semicolon Colon"),
        ];
        for (text, want) in cases {
            let found = read(text);
            let marks: Vec<String> =
                found.lines[0].marks(&found.marks).iter().map(|m| format!("{:?}", m.kind)).collect();
            assert_eq!(marks.join(" "), want, "{text}");
        }
        let has = read("首页 > 甲》 2 。").lines[0].has;
        assert!(has.any(Has::ARROW) && has.any(Has::DIGIT) && has.any(Has::STOP) && !has.any(Has::COLON));
    }
}
