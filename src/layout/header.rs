//! The fields around an article: 来源, 发布时间, 供稿, and those nobody needs.

use super::boilerplate::Furniture;
use super::line::{Has, Line, is_blank, is_han, is_longer, span};
use crate::model::Date;
use crate::span::Span;

/// What a field fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Source,
    Published,
    Contributor,
    Other,
}

/// The fields of one line.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Fields {
    pub(crate) source: Option<Span>,
    pub(crate) published: Option<Date>,
    pub(crate) contributor: Option<Span>,
    /// Labels and dates.
    pub(crate) fields: u32,
    /// Labels alone.
    pub(crate) labels: u32,
    /// Words that belong to the page.
    pub(crate) pieces: u32,
    /// Words that no label or table explains.
    pub(crate) unknown: u32,
}

impl Fields {
    /// Returns true if nothing but fields and words of the page is on the line.
    pub(crate) fn is_all(&self) -> bool {
        self.unknown == 0 && self.fields + self.pieces > 0
    }
}

/// Returns true if a known label stands before one of the colons of a line.
pub(crate) fn has_label(line: &Line<'_>, furniture: &Furniture) -> bool {
    line.text.match_indices([':', '：']).any(|(colon, _)| {
        let before = line.text.get(..colon).unwrap_or("");
        if !furniture.may_label(before) {
            return false;
        }
        let starts = before.char_indices().rev().take(LONGEST_LABEL).take_while(|(_, c)| !is_blank(*c));
        starts.filter_map(|(i, _)| before.get(i..)).any(|l| furniture.label(l).is_some())
    })
}

/// The longest label, in characters.
const LONGEST_LABEL: usize = 7;
/// Words that may follow a label's value and still belong to it (责任编辑：张三 李四).
const TRAILING: u32 = 3;

/// Reads the fields of a line.
pub(crate) fn fields(line: &Line<'_>, furniture: &Furniture) -> Fields {
    let mut reader = Reader::new(line, furniture);
    words(line, furniture, |word| {
        reader.word(word);
        true
    });
    reader.out
}

/// Returns true if nothing but fields and words of the page is on the line.
pub(crate) fn is_fields(line: &Line<'_>, furniture: &Furniture) -> bool {
    // The first word is a date, a label or a word of the page: so is its first Chinese character.
    if let Some((at, c)) = line.text.char_indices().find(|(_, c)| is_han(*c)) {
        let tail = line.text.get(at..).unwrap_or("");
        let labelled = || line.has.any(Has::COLON) && has_label(line, furniture);
        if !furniture.may_open(c) || is_prose(tail, furniture) && !labelled() {
            return false;
        }
    }
    let mut reader = Reader::new(line, furniture);
    words(line, furniture, |word| {
        reader.word(word);
        reader.out.unknown == 0
    });
    reader.out.is_all()
}

/// Returns true if the word that a line without a label goes on with is no date, and longer than any word of the page.
fn is_prose(tail: &str, furniture: &Furniture) -> bool {
    let (mut length, mut undated) = (0, false);
    for c in tail.chars() {
        if !is_han(c) && (is_blank(c) || is_separator(c)) {
            return false;
        }
        undated |= is_han(c) && !matches!(c, '年' | '月' | '日' | '时' | '分' | '秒');
        length += usize::from(!is_bracket(c) && !matches!(c, ':' | '：'));
        if undated && length > furniture.longest() {
            return true;
        }
    }
    false
}

fn is_bracket(c: char) -> bool {
    matches!(c, '（' | '）' | '(' | ')')
}

struct Reader<'l, 't> {
    line: &'l Line<'t>,
    furniture: &'l Furniture,
    out: Fields,
    /// The field that the next words may belong to, and how many.
    open: Option<(Field, u32)>,
}

impl<'l, 't> Reader<'l, 't> {
    fn new(line: &'l Line<'t>, furniture: &'l Furniture) -> Self {
        Reader { line, furniture, out: Fields::default(), open: None }
    }

    fn word(&mut self, word: Span) {
        let line = self.line;
        let text = word.of(line.text);
        let absolute = |s: Span| Span::new(line.span.start + s.start, line.span.start + s.end);
        let bare = text.trim_matches(is_bracket);
        if bare.is_empty() {
            return;
        }
        let out = &mut self.out;
        let labelled = line.has.any(Has::COLON).then(|| label(text, self.furniture)).flatten();
        if let Some((field, value)) = labelled {
            out.fields += 1;
            out.labels += 1;
            let value = Span::new(word.start + value, word.end);
            let empty = value.is_empty();
            if value.of(line.text).contains(['？', '?', '！', '，', '；']) {
                // An interview (记者：…？), not a field.
                out.unknown += 1;
            } else if !empty {
                out.fill(field, line.text, value, absolute);
            }
            self.open = Some((field, if empty { TRAILING } else { TRAILING - 1 }));
        } else if let Some(found) = lone_date(bare) {
            out.published = out.published.or(Some(found.day));
            out.fields += 1;
        } else if self.furniture.is_piece(bare) || bare.chars().all(is_filler) {
            out.pieces += 1;
            if let Some((Field::Source | Field::Contributor, _)) = self.open {
                self.open = None;
            }
        } else if let Some((field, left)) = self.open.filter(|(_, left)| *left > 0 && !is_longer(text, 14)) {
            out.fill(field, line.text, word, absolute);
            self.open = Some((field, left - 1));
        } else {
            out.unknown += 1;
        }
    }
}

impl Fields {
    fn fill(&mut self, field: Field, line: &str, value: Span, absolute: impl Fn(Span) -> Span) {
        match field {
            Field::Source if self.source.is_none() => self.source = Some(absolute(value)),
            Field::Contributor if self.contributor.is_none() => self.contributor = Some(absolute(value)),
            Field::Published if self.published.is_none() => self.published = date(value.of(line)).map(|d| d.day),
            _ => {}
        }
    }
}

/// Digits, marks and separators carry nothing by themselves.
fn is_filler(c: char) -> bool {
    c.is_ascii_digit()
        || c.is_ascii_punctuation()
        || matches!(c, '：' | '－' | '—' | '·' | '»' | '›' | '，' | '、' | '×')
}

/// Returns the label that opens a word, and where its value begins.
fn label(word: &str, furniture: &Furniture) -> Option<(Field, u32)> {
    let colon = word.find([':', '：'])?;
    let label = word.get(..colon)?.trim_start_matches(['（', '(', '\u{3000}']);
    let width = word.get(colon..)?.chars().next()?.len_utf8();
    let value = word.get(colon + width..)?;
    let value = value.len() - value.trim_start_matches(is_blank).len();
    Some((furniture.label(label)?, u32::try_from(colon + width + value).ok()?))
}

/// Cuts a line at white space, separators and before each label, and hands out the words until `each` has enough.
fn words(line: &Line<'_>, furniture: &Furniture, mut each: impl FnMut(Span) -> bool) {
    let text = line.text;
    let (mut start, mut at) = (None, 0);
    while at <= text.len() {
        // Chinese characters, at three bytes each, are most of the text.
        while matches!(text.as_bytes().get(at), Some(0xE4..=0xE9)) {
            start = start.or(Some(at));
            at += 3;
        }
        let c = text.get(at..).and_then(|rest| rest.chars().next());
        if c.is_some_and(|c| !is_blank(c) && !is_separator(c)) {
            start = start.or(Some(at));
        } else if let Some(from) = start.take()
            && !word(line, furniture, (from, at), &mut each)
        {
            return;
        }
        at += c.map_or(1, char::len_utf8);
    }
}

#[inline]
fn is_separator(c: char) -> bool {
    matches!(c, '【' | '】' | '[' | ']' | '|' | '｜' | '∣')
}

/// Cuts a word before each label in it.
fn word(
    line: &Line<'_>,
    furniture: &Furniture,
    (from, to): (usize, usize),
    each: &mut impl FnMut(Span) -> bool,
) -> bool {
    let mut start = from;
    if line.has.any(Has::COLON)
        && let Some(text) = line.text.get(from..to)
    {
        for (colon, _) in text.match_indices([':', '：']) {
            let before = text.get(start - from..colon).unwrap_or("");
            if !furniture.may_label(before) {
                continue;
            }
            // The longest label wins: 信息来源 before 来源.
            let known = before.char_indices().rev().take(LONGEST_LABEL).map(|(i, _)| i);
            let known = known.filter(|i| before.get(*i..).is_some_and(|l| furniture.label(l).is_some())).last();
            if let Some(label) = known.map(|i| start + i)
                && label > start
            {
                if !each(span(start, label)) {
                    return false;
                }
                start = label;
            }
        }
    }
    each(span(start, to))
}

/// A date of a header: its day and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    pub(crate) day: Date,
    start: usize,
    end: usize,
}

/// Returns the date that a word is.
fn lone_date(word: &str) -> Option<Found> {
    let digit = word.as_bytes().first().is_some_and(u8::is_ascii_digit);
    digit.then(|| date(word).filter(|d| is_lone(word, d))).flatten()
}

/// A date with nothing beside it but a time of day or a weekday.
fn is_lone(text: &str, found: &Found) -> bool {
    let rest = text.get(found.end..).unwrap_or("");
    found.start == 0 && rest.chars().all(|c| is_filler(c) || matches!(c, '日' | '时' | '分' | '秒' | 'T' | 'Z'))
}

/// Returns the first date of a text: 2020-11-04, 2021/9/16, 2022年9月16日, 20220412.
pub(crate) fn date(text: &str) -> Option<Found> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes.get(at)?.is_ascii_digit() {
            at += 1;
            continue;
        }
        let (year, next) = digits(text, at);
        let found = match next - at {
            4 => rest_of_date(text, year, next),
            8 => text.get(at..next).and_then(compact).map(|day| (day, next)),
            _ => None,
        };
        if let Some((day, end)) = found {
            return Some(Found { day, start: at, end });
        }
        at = next;
    }
    None
}

fn rest_of_date(text: &str, year: u32, at: usize) -> Option<(Date, usize)> {
    let (first, month_at) = mark(text, at)?;
    let (month, next) = digits(text, month_at);
    let (second, day_at) = mark(text, next)?;
    let fits =
        if first == '年' { second == '月' } else { second == first && matches!(first, '-' | '/' | '.' | '－') };
    let (day, end) = digits(text, day_at);
    if !fits || !(1900..2200).contains(&year) {
        return None;
    }
    let day = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)?;
    Some((day, end))
}

/// Reads 20220412, which only some years make a date.
fn compact(text: &str) -> Option<Date> {
    let year: i16 = text.get(..4)?.parse().ok().filter(|y| (1990..2100).contains(y))?;
    Date::new(year, text.get(4..6)?.parse().ok()?, text.get(6..8)?.parse().ok()?)
}

fn mark(text: &str, at: usize) -> Option<(char, usize)> {
    let c = text.get(at..)?.chars().next()?;
    Some((c, at + c.len_utf8()))
}

fn digits(text: &str, at: usize) -> (u32, usize) {
    let run = text.as_bytes().iter().skip(at).take_while(|b| b.is_ascii_digit()).count();
    let value = text.get(at..at + run.min(9)).and_then(|d| d.parse().ok()).unwrap_or(0);
    (value, at + run)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::line::read;

    #[test]
    fn header_lines_are_read() {
        let cases = [
            ("来源:龙溪长安网 发布时间:2019-03-04 阅读次数:", "龙溪长安网", "2019-03-04"),
            ("2021年06月08日 09:30　来源：龙溪日报　作者：本报记者　【字体：大 中 小】", "龙溪日报", "2021-06-08"),
            ("发布日期：2021/6/8　信息来源：清河县财政局　浏览量：12 次", "清河县财政局", "2021-06-08"),
            ("2021-06-08 09:30:12来源：清河县人民政府网", "清河县人民政府网", "2021-06-08"),
            ("[2021-06-08] 来源： 清河发布 字号：[大][中][小]", "清河发布", "2021-06-08"),
        ];
        for (text, source, published) in cases {
            let found = fields(&read(text).lines[0], Furniture::get());
            assert!(found.is_all(), "{text}: {found:?}");
            assert_eq!(found.source.map(|s| s.of(text)), Some(source), "{text}");
            assert_eq!(found.published.map(|d| d.to_string()).as_deref(), Some(published), "{text}");
        }
    }

    #[test]
    fn dates() {
        let cases = [
            ("2020-11-04", Some("2020-11-04")),
            ("2022年09月16日 08:52", Some("2022-09-16")),
            ("（20220412）", Some("2022-04-12")),
            ("2022-13-01", None),
            ("电话12345678", None),
            ("2022年-3月-1日", None),
        ];
        for (text, day) in cases {
            assert_eq!(date(text).map(|d| d.day.to_string()).as_deref(), day, "{text}");
        }
    }
}
