//! Document numbers: 国发〔2023〕5号, 国务院令第746号, 2021年第3号公告.

use super::table::Table;
use crate::span::Span;
use once_cell::sync::OnceCell;
use regex::Regex;
use std::borrow::Cow;

/// A document number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Number<'t> {
    pub(crate) span: Span,
    /// As written, brackets normalised to 〔〕.
    pub(crate) text: Cow<'t, str>,
    pub(crate) year: Option<&'t str>,
    pub(crate) serial: Option<&'t str>,
}

static SERIAL: OnceCell<Option<Regex>> = OnceCell::new();

/// 〔2023〕5号, 令第746号, 公告2021年第3号, 2021年第3号公告, 第150号令.
const PATTERN: &str = concat!(
    r"[〔\[（(﹝【［]\s*(?<year>\d{4})\s*[〕\]）)﹞】］]\s*(?:第\s*)?(?<serial>\d{1,5})\s*号",
    r"|(?:令|公告|通告)\s*(?:[（(]\s*)?(?:(?<year2>\d{4})\s*年\s*)?第\s*(?<serial2>\d{1,5}|[一二三四五六七八九十百零〇]{1,8})\s*号",
    r"|(?:(?<year3>\d{4})\s*年\s*)第\s*(?<serial3>\d{1,5})\s*号(?:\s*(?:令|公告|通告))?",
    r"|第\s*(?<serial4>\d{1,5})\s*号令",
);

/// The longest head, in characters.
const LONGEST: usize = 20;

/// Returns the document numbers of `text` at `within`, by position.
pub(crate) fn numbers(text: &str, within: Span) -> Vec<Number<'_>> {
    let body = within.of(text);
    // Most sentences have none.
    if !body.contains('号') {
        return Vec::new();
    }
    let Some(pattern) = SERIAL.get_or_init(|| Regex::new(PATTERN).ok()) else { return Vec::new() };
    let mut out: Vec<Number<'_>> = Vec::new();
    let mut from = 0;
    for found in pattern.captures_iter(body) {
        let Some(whole) = found.get(0) else { continue };
        let head = head(body, from, whole.start());
        // （2023年第12号） is a number only beside its title.
        if whole.as_str().ends_with('号') && found.name("year3").is_some() && !is_beside(body, whole.start()) {
            continue;
        }
        let order = found.name("year").is_none();
        if !(order && (whole.as_str().starts_with(|c: char| c.is_ascii_digit()) || !head.is_empty())
            || !order && is_head(head, whole.as_str()))
        {
            continue;
        }
        let start = whole.start() - head.len();
        let field = |names: &[&str]| names.iter().find_map(|n| found.name(n)).map(|m| m.as_str());
        let offset = |n: usize| within.start + u32::try_from(n).unwrap_or(0);
        let words = body.get(start..whole.end()).unwrap_or("");
        out.push(Number {
            span: Span::new(offset(start), offset(whole.end())),
            text: normalise(words),
            year: field(&["year", "year2", "year3"]),
            serial: field(&["serial", "serial2", "serial3", "serial4"]),
        });
        from = whole.end();
    }
    out
}

/// True right after a title and an opening bracket: 《…公告》（.
fn is_beside(body: &str, at: usize) -> bool {
    let before = body.get(..at).unwrap_or("").trim_end();
    before.strip_suffix(['（', '(']).is_some_and(|b| b.trim_end().ends_with('》'))
}

/// Returns the head of a number that ends at `end`: the body's short name and the series.
fn head(body: &str, from: usize, end: usize) -> &str {
    let run = body.get(from..end).unwrap_or("");
    let start = run
        .char_indices()
        .rev()
        .take(LONGEST)
        .take_while(|(_, c)| c.is_alphabetic() && !c.is_ascii() && *c != '号')
        .last()
        .map_or(run.len(), |(i, _)| i);
    let table = Table::get();
    let mut words = run.get(start..).unwrap_or("");
    // 2017年12月22日国务院令第695号: the last word of the date is no part of the head.
    if run.get(..start).is_some_and(|r| r.ends_with(|c: char| c.is_ascii_digit())) {
        words = words.strip_prefix(['年', '月', '日']).unwrap_or(words);
    }
    let head = table.cut(words, false);
    // 国务院国发〔2023〕5号: the body's name stands before the number.
    let inner = head.char_indices().filter_map(|(i, _)| Some((head.get(..i)?, head.get(i..)?)));
    for (body, rest) in inner {
        if body.ends_with(['院', '部', '厅', '委', '局', '署']) && table.national(rest).is_some() {
            return rest;
        }
    }
    head
}

/// Any words may stand before 〔〕; round brackets hold years of other things too.
fn is_head(head: &str, serial: &str) -> bool {
    let known = || {
        Table::get().national(head).is_some()
            || head.ends_with(['发', '字', '函', '令', '规', '办', '通', '府', '政', '告', '电'])
    };
    !head.is_empty() && (serial.starts_with(['〔', '[', '﹝', '［']) || known())
}

/// Writes brackets as 〔〕 and drops blanks.
fn normalise(words: &str) -> Cow<'_, str> {
    if !words.contains(|c: char| {
        c.is_whitespace() || matches!(c, '[' | ']' | '（' | '）' | '(' | ')' | '﹝' | '﹞' | '【' | '】' | '［' | '］')
    }) {
        return words.into();
    }
    // 令（第746号 has no year in its brackets: they go.
    let year = words.chars().filter(char::is_ascii_digit).count() >= 5;
    let plain = words.chars().filter(|c| !c.is_whitespace()).filter_map(|c| match c {
        '[' | '（' | '(' | '﹝' | '【' | '［' => year.then_some('〔'),
        ']' | '）' | ')' | '﹞' | '】' | '］' => year.then_some('〕'),
        c => Some(c),
    });
    Cow::Owned(plain.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_all_forms() {
        let cases: [(&str, &[&str]); 17] = [
            ("根据国发〔2023〕5号文件", &["国发〔2023〕5号"]),
            ("按照国办发[2022]8号和鲁政字（2021）133号要求", &["国办发〔2022〕8号", "鲁政字〔2021〕133号"]),
            ("（国务院令第746号）", &["国务院令第746号"]),
            ("（省政府令第323号）", &["省政府令第323号"]),
            ("公布第五十七号主席令", &[]),
            ("中华人民共和国主席令第五十七号", &["中华人民共和国主席令第五十七号"]),
            ("财政部2021年第3号公告", &["财政部2021年第3号公告"]),
            ("税务总局公告2023年第12号", &["税务总局公告2023年第12号"]),
            ("依据法释〔2020〕1号", &["法释〔2020〕1号"]),
            ("财税〔2016〕36号", &["财税〔2016〕36号"]),
            ("公安部第150号令", &["公安部第150号令"]),
            ("国务院国发〔2023〕5号", &["国发〔2023〕5号"]),
            ("今年第14号台风在3号码头登陆", &[]),
            ("（2021）京01民初5号判决", &[]),
            ("《关于小店税费的公告》（2023年第12号）", &["2023年第12号"]),
            ("（根据2017年12月22日国务院令第695号修订）", &["国务院令第695号"]),
            ("2021年第3号台风", &[]),
        ];
        for (text, want) in cases {
            let span = Span::new(0, u32::try_from(text.len()).unwrap());
            let found = numbers(text, span);
            let got: Vec<&str> = found.iter().map(|n| &*n.text).collect();
            assert_eq!(got, want, "{text}");
        }
    }
}
