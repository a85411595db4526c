//! Headings that say which years the text below them reviews or plans: 2025年工作回顾, “十五五”时期主要目标.

use super::line::span;
use crate::lexicon::rows;
use crate::model::Date;
use crate::span::Span;
use once_cell::sync::OnceCell;
use rustc_hash::{FxHashMap, FxHashSet};

const TABLE: (&str, &str) = ("data/layout/frames.tsv", include_str!("../../data/layout/frames.tsv"));
/// A longer heading is a sentence, in bytes.
const LONGEST: usize = 150;
/// The longest word of the table, in characters.
const LONGEST_WORD: usize = 7;

/// Whether a passage looks back or ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    Review,
    Plan,
}

/// What a heading says of everything below it, unless a heading below says otherwise.
///
/// 2025年工作回顾 gives the days of 2025, the tense and the span of 2025年; 下一步工作打算 gives a tense alone;
/// “十四五”时期和2025年工作回顾 names two times, so that it gives a tense alone as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    /// Absent when it cannot be told, as for 重点工作 of a year that is neither over nor ahead.
    pub(crate) tense: Option<Tense>,
    /// Absent when the heading names no time, more than one, or one that cannot be resolved.
    pub(crate) time: Option<FrameTime>,
}

/// The time that a heading names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FrameTime {
    /// The words of the heading that name it.
    pub(crate) span: Span,
    pub(crate) start: Date,
    pub(crate) end: Date,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Review,
    Plan,
    Work,
    ReviewAlone,
    PlanAlone,
}

/// A time in a heading: its words, and its days if they can be told.
type Named = (usize, usize, Option<(Date, Date)>);

/// Reads the heading at `place`. `published` resolves 过去一年 and 今年.
pub(crate) fn frame(text: &str, place: Span, published: Option<Date>) -> Option<Frame> {
    let heading = place.of(text).trim_end_matches(['。', '：', ':', ' ', '　']);
    if heading.len() > LONGEST {
        return None;
    }
    let ending = ending(heading)?;
    let times = times(heading, published);
    if times.is_empty() {
        let tense = match ending {
            Word::ReviewAlone => Tense::Review,
            Word::PlanAlone => Tense::Plan,
            _ => return None,
        };
        return Some(Frame { tense: Some(tense), time: None });
    }
    let single = times.first().filter(|_| times.len() == 1);
    let time = single.and_then(|(from, to, days)| {
        let start = place.start as usize;
        days.map(|(a, b)| FrameTime { span: span(start + from, start + to), start: a, end: b })
    });
    // 2025年工作总结和2026年工作安排 reviews and plans: nothing follows for what stands below.
    let tense = match (clauses(heading, &times), ending) {
        (Clauses::Both, _) => return Some(Frame { tense: None, time: None }),
        (Clauses::One, Word::Review | Word::ReviewAlone) => Some(Tense::Review),
        (Clauses::One, Word::Plan | Word::PlanAlone) => Some(Tense::Plan),
        (Clauses::One, Word::Work) => time.zip(published).and_then(|(t, day)| by_time(t, day)),
    };
    Some(Frame { tense, time })
}

/// Returns the kind of the word that a heading ends with.
fn ending(heading: &str) -> Option<Word> {
    let words = words();
    if !heading.chars().next_back().is_some_and(|c| words.last.contains(&c)) {
        return None;
    }
    let words = &words.kinds;
    let mut found = None;
    for (i, _) in heading.char_indices().rev().take(LONGEST_WORD) {
        let Some(kinds) = heading.get(i..).and_then(|w| words.get(w)) else { continue };
        // A longer word says more; that a word may stand alone is worth more than its length.
        found = match (found, *kinds) {
            (Some(old @ (Word::ReviewAlone | Word::PlanAlone)), Word::Review | Word::Plan | Word::Work) => Some(old),
            (_, new) => Some(new),
        };
    }
    found
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Clauses {
    One,
    Both,
}

/// Whether the heading reviews one time and plans another.
fn clauses(heading: &str, times: &[Named]) -> Clauses {
    let mut tenses = [false; 2];
    for (i, (_, end, _)) in times.iter().enumerate() {
        let next = times.get(i + 1).map_or(heading.len(), |t| t.0);
        let part = heading
            .get(*end..next)
            .unwrap_or("")
            .trim_end_matches(['和', '及', '与', '、', '，', '暨', ' ', '　', '“']);
        match ending(part) {
            Some(Word::Review | Word::ReviewAlone) => tenses[0] = true,
            Some(Word::Plan | Word::PlanAlone) => tenses[1] = true,
            _ => {}
        }
    }
    if tenses == [true, true] { Clauses::Both } else { Clauses::One }
}

/// A year that is over is reviewed, one that is young or to come is planned.
fn by_time(time: FrameTime, published: Date) -> Option<Tense> {
    if time.end <= published {
        Some(Tense::Review)
    } else if time.start > published || published.month() <= 4 {
        Some(Tense::Plan)
    } else {
        (published.month() >= 10).then_some(Tense::Review)
    }
}

/// The table.
#[derive(Debug, Default)]
struct Words {
    kinds: FxHashMap<&'static str, Word>,
    /// The last characters of the words.
    last: FxHashSet<char>,
}

fn words() -> &'static Words {
    static WORDS: OnceCell<Words> = OnceCell::new();
    WORDS.get_or_init(|| {
        let mut out = Words::default();
        for row in rows(TABLE.0, TABLE.1, &["word", "kind"]).unwrap_or_default() {
            let kind = match row.field(1) {
                "review" => Word::Review,
                "plan" => Word::Plan,
                "review-alone" => Word::ReviewAlone,
                "plan-alone" => Word::PlanAlone,
                _ => Word::Work,
            };
            out.last.extend(row.field(0).chars().next_back());
            out.kinds.insert(row.field(0), kind);
        }
        out
    })
}

/// How a time of a heading begins, if not with a digit.
const OPENERS: &str = "“\"过今本去上明来下一二三四五六七八九十";

/// Returns the times of a heading, in order.
fn times(heading: &str, published: Option<Date>) -> Vec<Named> {
    let mut out: Vec<Named> = Vec::new();
    let mut at = 0;
    while let Some(rest) = heading.get(at..).filter(|r| !r.is_empty()) {
        let first = rest.chars().next().unwrap_or(' ');
        if !first.is_ascii_digit() && !OPENERS.contains(first) {
            at += first.len_utf8();
            continue;
        }
        let found = year(rest).or_else(|| plan_period(rest)).or_else(|| relative(rest, published));
        if let Some((len, days)) = found {
            out.push((at, at + len, days));
            at += len;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    out
}

/// 2025年, 2025年上半年, 2021—2025年; a month or a quarter leaves the days open.
fn year(text: &str) -> Option<(usize, Option<(Date, Date)>)> {
    let first = four_digits(text)?;
    let mut rest = text.get(4..)?;
    let mut last = first;
    let between = rest.strip_prefix('年').unwrap_or(rest);
    let dash = ["—", "-", "－", "–", "～", "~", "至", "到"].iter().find_map(|d| between.strip_prefix(d));
    if let Some(to) = dash.filter(|to| four_digits(to).is_some()) {
        last = four_digits(to)?;
        rest = to.get(4..)?;
    }
    rest = rest.strip_prefix("年度").or_else(|| rest.strip_prefix('年'))?;
    let (rest, days) = half(rest, last).map_or_else(
        || (rest, whole(first, last).filter(|_| !rest.contains(['月', '季']))),
        |(rest, days)| (rest, Some(days).filter(|_| first == last)),
    );
    Some((text.len() - rest.len(), days))
}

fn four_digits(text: &str) -> Option<i16> {
    text.get(..4).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?.parse().ok().filter(|y| (1949..2100).contains(y))
}

fn whole(first: i16, last: i16) -> Option<(Date, Date)> {
    let days = Date::new(first, 1, 1)?..Date::new(last, 12, 31)?;
    (days.start < days.end).then_some((days.start, days.end))
}

fn half(text: &str, year: i16) -> Option<(&str, (Date, Date))> {
    if let Some(rest) = text.strip_prefix("上半年") {
        return Some((rest, (Date::new(year, 1, 1)?, Date::new(year, 6, 30)?)));
    }
    let rest = text.strip_prefix("下半年")?;
    Some((rest, (Date::new(year, 7, 1)?, Date::new(year, 12, 31)?)))
}

/// “十四五”时期: the fourteenth plan began with 2021, and each takes five years.
fn plan_period(text: &str) -> Option<(usize, Option<(Date, Date)>)> {
    let inner = text.strip_prefix(['“', '"'])?;
    let (name, rest) = inner.split_at_checked(inner.find(['”', '"'])?)?;
    let unit = name.strip_prefix('十')?.strip_suffix('五')?;
    let unit = match unit.chars().next() {
        None => 0,
        Some(c) => i16::try_from("一二三四五六七八九".chars().position(|n| n == c)? + 1).ok()?,
    };
    let first = 2001 + unit * 5;
    let rest = rest.strip_prefix(['”', '"'])?;
    let rest = ["时期", "期间"].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
    Some((text.len() - rest.len(), whole(first, first + 4)))
}

/// 过去一年, 五年来, 今年, 去年, 上半年: by the day of publication.
fn relative(text: &str, published: Option<Date>) -> Option<(usize, Option<(Date, Date)>)> {
    // The year that was reviewed last: a report of January speaks of the year before.
    let past = |day: Date| match day.month() {
        1..=4 => Some(day.year() - 1),
        11.. => Some(day.year()),
        _ => None,
    };
    let window = |years: i16| {
        let last = past(published?)?;
        whole(last - years + 1, last)
    };
    let years = |offset: i16| published.and_then(|d| whole(d.year() + offset, d.year() + offset));
    for (i, number) in "一二三四五六七八九十".char_indices() {
        let count = i16::try_from(i / number.len_utf8() + 1).ok()?;
        let fixed = |before: &str, after: &str| {
            let rest = text.strip_prefix(before)?.strip_prefix(number)?.strip_prefix(after)?;
            Some(text.len() - rest.len())
        };
        if let Some(len) = fixed("过去", "年").or_else(|| fixed("", "年来")) {
            return Some((len, window(count)));
        }
    }
    let fixed = |words: &[&str]| words.iter().find(|w| text.starts_with(**w)).map(|w| w.len());
    // 今年以来 and 今年一季度 are less than the year.
    let short = ["以来", "上", "下", "前", "一季", "二季", "三季", "四季", "1", "第"];
    if let Some(len) = fixed(&["今年", "本年度", "本年"]) {
        let part = text.get(len..).is_some_and(|r| short.iter().any(|s| r.starts_with(s)));
        return Some((len, years(0).filter(|_| !part)));
    }
    if let Some(len) = fixed(&["去年", "上年度", "上年", "上一年"]) {
        return Some((len, years(-1)));
    }
    if let Some(len) = fixed(&["明年", "来年"]) {
        return Some((len, years(1)));
    }
    let day = published?;
    let (rest, days) = half(text, day.year())?;
    Some((text.len() - rest.len(), Some(days).filter(|_| day.month() > 3)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_give_frames() {
        use Tense::{Plan, Review};
        let january = Date::new(2026, 1, 20);
        let cases = [
            ("2025年工作回顾", january, Some((Some(Review), Some("2025年 2025-01-01 2025-12-31")))),
            ("2026年重点工作", january, Some((Some(Plan), Some("2026年 2026-01-01 2026-12-31")))),
            ("2025年主要工作", january, Some((Some(Review), Some("2025年 2025-01-01 2025-12-31")))),
            ("2025年的重点工作", Date::new(2025, 7, 1), Some((None, Some("2025年 2025-01-01 2025-12-31")))),
            ("2025年主要工作", None, Some((None, Some("2025年 2025-01-01 2025-12-31")))),
            ("2025年目标任务完成情况", january, Some((Some(Review), Some("2025年 2025-01-01 2025-12-31")))),
            ("过去五年工作回顾", january, Some((Some(Review), Some("过去五年 2021-01-01 2025-12-31")))),
            ("过去五年的工作", None, Some((None, None))),
            ("一年来的工作", january, Some((Some(Review), Some("一年来 2025-01-01 2025-12-31")))),
            ("今年工作安排", january, Some((Some(Plan), Some("今年 2026-01-01 2026-12-31")))),
            ("“十五五”时期主要目标", january, Some((Some(Plan), Some("“十五五”时期 2026-01-01 2030-12-31")))),
            ("2024年上半年工作总结", january, Some((Some(Review), Some("2024年上半年 2024-01-01 2024-06-30")))),
            ("2021—2025年发展成就", january, Some((Some(Review), Some("2021—2025年 2021-01-01 2025-12-31")))),
            ("“十四五”时期和2025年工作回顾", january, Some((Some(Review), None))),
            ("“十五五”时期目标任务和2026年工作安排", january, Some((Some(Plan), None))),
            ("2025年工作总结和2026年工作安排", january, Some((None, None))),
            ("今年以来工作开展情况", january, Some((Some(Review), None))),
            ("2025年一季度运行情况", january, Some((Some(Review), None))),
            ("下一步工作打算", january, Some((Some(Plan), None))),
            ("工作回顾", january, Some((Some(Review), None))),
            ("2025年，我们这样走过", january, None),
            ("2025年工作总结会召开", january, None),
            ("推进重点工作", january, None),
            ("产业更强", january, None),
        ];
        for (text, published, want) in cases {
            let found = frame(text, span(0, text.len()), published);
            let found = found.map(|f| (f.tense, f.time.map(|t| format!("{} {} {}", t.span.of(text), t.start, t.end))));
            assert_eq!(found, want.map(|(t, w)| (t, w.map(str::to_owned))), "{text}");
        }
    }

    #[test]
    fn table_loads() {
        let found = rows(TABLE.0, TABLE.1, &["word", "kind"]).unwrap();
        assert!(found.iter().all(|r| r.field(0).chars().count() <= LONGEST_WORD));
        assert!(found.iter().all(|r| ["review", "plan", "work", "review-alone", "plan-alone"].contains(&r.field(1))));
    }
}
