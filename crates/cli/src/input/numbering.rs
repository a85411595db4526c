//! The numbers that a word processor puts before paragraphs and that stand nowhere in their text: 一、, （二）, 第三条.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::collections::{HashMap, HashSet};

/// How many levels a list has.
const LEVELS: usize = 9;
/// The longest form of a number that is believed, in bytes.
const LONGEST: usize = 64;
/// How many styles lead to another before it is taken for a circle.
const DEPTH: usize = 16;

/// What a document's lists look like, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// The levels of each list, by the list's id.
    lists: HashMap<String, Vec<Level>>,
    /// For each id that paragraphs name: its list, and where its levels begin anew.
    numbers: HashMap<String, (String, Vec<(usize, u32)>)>,
    styles: HashMap<String, Style>,
    /// How far each list has counted.
    counts: HashMap<String, [Option<u32>; LEVELS]>,
    /// The ids that have begun anew what they begin anew.
    begun: HashSet<String>,
}

#[derive(Debug)]
struct Level {
    start: u32,
    format: String,
    /// The number's form: `（%2）`.
    form: String,
    /// It counts on whatever stands between.
    goes_on: bool,
}

impl Default for Level {
    fn default() -> Self {
        Level { start: 1, format: "decimal".to_owned(), form: String::new(), goes_on: false }
    }
}

/// What a style says of numbers.
#[derive(Debug, Default)]
struct Style {
    number: Numbered,
    based_on: Option<String>,
}

/// What a paragraph or a style says of its number.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbered {
    pub(super) id: Option<String>,
    pub(super) level: Option<usize>,
    pub(super) style: Option<String>,
}

impl Numbered {
    /// Notes what an element of a paragraph's properties says.
    pub(super) fn note(&mut self, element: &BytesStart<'_>) {
        let value = || super::docx::attribute(element, "val");
        match element.local_name().as_ref() {
            "numId" => self.id = value(),
            "ilvl" => self.level = value().and_then(|v| v.parse().ok()),
            "pStyle" => self.style = value(),
            _ => {}
        }
    }
}

impl Numbering {
    /// Reads the parts of a document that define its lists and styles. What is damaged defines nothing.
    pub(super) fn read(numbering: &str, styles: &str) -> Self {
        let mut out = Numbering::default();
        out.read_lists(numbering);
        if !out.lists.is_empty() {
            out.read_styles(styles);
        }
        out
    }

    fn read_lists(&mut self, xml: &str) {
        let mut reader = Reader::from_str(xml);
        let (mut list, mut number) = (None::<String>, None::<String>);
        let mut at = 0;
        while let Ok(event) = reader.read_event() {
            let (Event::Start(e) | Event::Empty(e)) = event else {
                if matches!(event, Event::Eof) {
                    break;
                }
                continue;
            };
            let value = || super::docx::attribute(&e, "val");
            let level = |e| super::docx::attribute(e, "ilvl").and_then(|v| v.parse().ok()).unwrap_or(LEVELS);
            match e.local_name().as_ref() {
                "abstractNum" => {
                    list = super::docx::attribute(&e, "abstractNumId");
                    number = None;
                }
                "num" => {
                    number = super::docx::attribute(&e, "numId");
                    list = None;
                }
                "abstractNumId" => {
                    if let (Some(id), Some(of)) = (&number, value()) {
                        self.numbers.insert(id.clone(), (of, Vec::new()));
                    }
                }
                "lvlOverride" => at = level(&e),
                "startOverride" => {
                    let entry = number.as_ref().and_then(|id| self.numbers.get_mut(id));
                    if let (Some((_, anew)), Some(start)) = (entry, value().and_then(|v| v.parse().ok())) {
                        anew.push((at, start));
                    }
                }
                "lvl" => {
                    at = level(&e);
                    if let Some(id) = list.as_ref().filter(|_| at < LEVELS) {
                        let levels = self.lists.entry(id.clone()).or_default();
                        while levels.len() <= at {
                            levels.push(Level::default());
                        }
                    }
                }
                name => {
                    let level = list.as_ref().and_then(|id| self.lists.get_mut(id)?.get_mut(at));
                    if let (Some(level), Some(value)) = (level, value()) {
                        level.set(name, value);
                    }
                }
            }
        }
    }

    fn read_styles(&mut self, xml: &str) {
        let mut reader = Reader::from_str(xml);
        let mut id = None::<String>;
        while let Ok(event) = reader.read_event() {
            let (Event::Start(e) | Event::Empty(e)) = event else {
                if matches!(event, Event::Eof) {
                    break;
                }
                continue;
            };
            if e.local_name().as_ref() == "style" {
                id = super::docx::attribute(&e, "styleId");
            }
            let Some(id) = &id else { continue };
            match e.local_name().as_ref() {
                "basedOn" => {
                    self.styles.entry(id.clone()).or_default().based_on = super::docx::attribute(&e, "val");
                }
                "numId" | "ilvl" => self.styles.entry(id.clone()).or_default().number.note(&e),
                _ => {}
            }
        }
    }

    /// Counts a paragraph. Returns its number as a reader sees it, if it has one that can be written in characters.
    pub(super) fn next(&mut self, paragraph: &Numbered) -> Option<String> {
        if self.lists.is_empty() {
            return None;
        }
        let (id, level) = self.place(paragraph)?;
        let (list, anew) = self.numbers.get(&id)?;
        let levels = self.lists.get(list)?;
        let own = levels.get(level)?;
        let counts = self.counts.entry(list.clone()).or_default();
        if !anew.is_empty() && self.begun.insert(id.clone()) {
            for (level, start) in anew {
                if let Some(count) = counts.get_mut(*level) {
                    *count = start.checked_sub(1);
                }
            }
        }
        let count = counts.get_mut(level)?;
        *count = Some(count.map_or(own.start, |n| n.saturating_add(1)));
        for (deeper, count) in counts.iter_mut().enumerate().skip(level + 1) {
            if !levels.get(deeper).is_some_and(|l| l.goes_on) {
                *count = None;
            }
        }
        written(&own.form, levels, counts)
    }

    /// Returns the id and the level of a paragraph's number: its own, or that of its style.
    fn place(&self, paragraph: &Numbered) -> Option<(String, usize)> {
        let (mut id, mut level) = (paragraph.id.clone(), paragraph.level);
        let mut style = paragraph.style.as_ref();
        for _ in 0..DEPTH {
            let Some(found) = style.and_then(|s| self.styles.get(s)) else { break };
            id = id.or_else(|| found.number.id.clone());
            level = level.or(found.number.level);
            style = found.based_on.as_ref();
        }
        // The id 0 takes a number away.
        Some((id.filter(|id| id != "0")?, level.unwrap_or(0)))
    }
}

impl Level {
    fn set(&mut self, name: &str, value: String) {
        match name {
            "start" => self.start = value.parse().unwrap_or(1),
            "numFmt" => self.format = value,
            "lvlText" if value.len() <= LONGEST => self.form = value,
            "lvlRestart" => self.goes_on = value == "0",
            _ => {}
        }
    }
}

/// Puts the numbers into a form.
fn written(form: &str, levels: &[Level], counts: &[Option<u32>; LEVELS]) -> Option<String> {
    let mut out = String::new();
    let mut has_number = false;
    let mut chars = form.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        let level = usize::try_from(chars.next()?.to_digit(10)?).ok()?.checked_sub(1)?;
        let of = levels.get(level)?;
        // A level that was passed over counts as begun.
        let n = counts.get(level)?.unwrap_or(of.start);
        out.push_str(&number(n, &of.format)?);
        has_number = true;
    }
    // A level without a number has a sign from a font of signs.
    has_number.then_some(())?;
    if out.ends_with(|c: char| c.is_ascii() && !c.is_ascii_whitespace()) || out.ends_with(char::is_alphanumeric) {
        // It must not run into the words: 1. and 5亿元 is not 1.5亿元.
        out.push(' ');
    }
    Some(out)
}

/// Writes a number in one of the formats a word processor knows; none if it is not known for certain how it is written.
fn number(n: u32, format: &str) -> Option<String> {
    /// Formats that go through a row of signs, which begins with that of one.
    const ROWS: &[(&str, &str)] = &[
        ("decimalEnclosedCircle", "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
        ("decimalEnclosedCircleChinese", "①②③④⑤⑥⑦⑧⑨⑩"),
        ("decimalEnclosedFullstop", "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
        ("decimalEnclosedParen", "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
        ("ideographEnclosedCircle", "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
        ("ideographTraditional", "甲乙丙丁戊己庚辛壬癸"),
        ("ideographZodiac", "子丑寅卯辰巳午未申酉戌亥"),
        ("chineseLegalSimplified", "壹贰叁肆伍陆柒捌玖拾"),
        ("upperLetter", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        ("lowerLetter", "abcdefghijklmnopqrstuvwxyz"),
    ];
    if let Some((_, row)) = ROWS.iter().find(|(name, _)| *name == format) {
        let at = usize::try_from(n).ok()?.checked_sub(1)?;
        return row.chars().nth(at).map(String::from);
    }
    match format {
        "decimal" => Some(n.to_string()),
        "decimalZero" => Some(format!("{n:02}")),
        "decimalFullWidth" | "decimalFullWidth2" => {
            n.to_string().chars().map(|c| char::from_u32(0xff10 + c.to_digit(10)?)).collect()
        }
        // They agree up to here.
        "chineseCounting" | "japaneseCounting" | "taiwaneseCounting" | "taiwaneseCountingThousand" if n < 100 => {
            chinese(n)
        }
        "chineseCountingThousand" => chinese(n),
        "upperRoman" => roman(n),
        "lowerRoman" => Some(roman(n)?.to_ascii_lowercase()),
        _ => None,
    }
}

/// Writes a number up to 9999 as it is read: 十二, 一百零三.
fn chinese(n: u32) -> Option<String> {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let digit = |d: u32| DIGITS.get(usize::try_from(d).ok()?).copied();
    if !(1..10_000).contains(&n) {
        return None;
    }
    let mut out = String::new();
    let mut gap = false;
    for (unit, name) in [(1000, Some('千')), (100, Some('百')), (10, Some('十')), (1, None)] {
        let d = n / unit % 10;
        if d == 0 {
            gap = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push('零');
        }
        if !(n < 20 && unit == 10) {
            out.push(digit(d)?);
        }
        out.extend(name);
    }
    Some(out)
}

fn roman(n: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = n;
    let mut out = String::new();
    if !(1..4000).contains(&n) {
        return None;
    }
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: &str = r#"<w:numbering xmlns:w="w">
<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="japaneseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1-%3."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"#;
    const STYLES: &str = r#"<w:styles xmlns:w="w"><w:style w:styleId="H2"><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="H1"><w:basedOn w:val="H2"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>"#;

    fn own(id: &str, level: usize) -> Numbered {
        Numbered { id: Some(id.to_owned()), level: Some(level), style: None }
    }

    fn styled(style: &str) -> Numbered {
        Numbered { style: Some(style.to_owned()), ..Numbered::default() }
    }

    #[test]
    fn paragraphs_are_counted() {
        let mut numbering = Numbering::read(LISTS, STYLES);
        for (paragraph, wants) in [
            (own("1", 0), Some("一、")),
            (own("1", 1), Some("（一）")),
            (styled("H2"), Some("（二）")),
            (own("2", 0), None),
            (styled("H2"), Some("（三）")),
            (own("1", 0), Some("二、")),
            (own("1", 2), None),
            (own("0", 0), None),
            (own("1", 1), Some("（一）")),
            (own("3", 0), Some("一、")),
            (own("3", 0), Some("二、")),
            (own("9", 0), None),
            (Numbered::default(), None),
        ] {
            let found = numbering.next(&paragraph);
            // Two formats in one number: 二 and 1.
            let found = found.filter(|n| !n.contains('-'));
            assert_eq!(found.as_deref(), wants, "{paragraph:?}");
        }
    }

    #[test]
    fn numbers_in_words() {
        for (n, format, wants) in [
            (10, "chineseCounting", Some("十")),
            (12, "japaneseCounting", Some("十二")),
            (40, "chineseCounting", Some("四十")),
            (103, "chineseCounting", None),
            (103, "chineseCountingThousand", Some("一百零三")),
            (110, "chineseCountingThousand", Some("一百一十")),
            (1010, "chineseCountingThousand", Some("一千零一十")),
            (1002, "chineseCountingThousand", Some("一千零二")),
            (3, "decimalEnclosedCircle", Some("③")),
            (21, "decimalEnclosedCircle", None),
            (14, "lowerRoman", Some("xiv")),
            (12, "decimalFullWidth", Some("１２")),
            (0, "upperLetter", None),
            (1, "none", None),
        ] {
            assert_eq!(number(n, format).as_deref(), wants, "{n} {format}");
        }
    }
}
