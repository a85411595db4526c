//! Number ranges: 大于20小于35, 20~100, 比三十大, 五百多, 至少有10.

use super::figure::Figure;
use super::{Sink, skip, take, take_back};
use crate::chunk::among;
use crate::chunk::number::char_at;
use crate::chunk::quantity::veto;
use crate::lexicon::{CharSet, rows};
use crate::model::EntityType;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::sync::LazyLock;

const TABLE: (&str, &str) = ("data/comparisons.tsv", include_str!("../../../data/comparisons.tsv"));
/// Words between two conditions that make them one.
const AND: &[&str] = &["的同时", "并且", "同时", "并", "且", "而", ""];

/// A word, and whether the number beside it is the lower and the upper end.
type Word = (&'static str, bool, bool);

/// Words before a number by their last character and words after one by their first, longest first.
struct Words {
    before: FxHashMap<char, Vec<Word>>,
    last: CharSet,
    after: FxHashMap<char, Vec<Word>>,
    first: CharSet,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let (file, text) = TABLE;
    let mut words = Words {
        before: FxHashMap::default(),
        last: CharSet::new(),
        after: FxHashMap::default(),
        first: CharSet::new(),
    };
    for row in rows(file, text, &["word", "side", "end"]).unwrap_or_default() {
        let (word, end) = (row.field(0), row.field(2));
        let (Some(first), Some(last)) = (word.chars().next(), word.chars().next_back()) else { continue };
        let list = if row.field(1) == "before" {
            words.last.insert(last);
            words.before.entry(last).or_default()
        } else {
            words.first.insert(first);
            words.after.entry(first).or_default()
        };
        list.push((word, end != "max", end != "min"));
    }
    words.before.values_mut().chain(words.after.values_mut()).for_each(|l| l.sort_by_key(|w| Reverse(w.0.len())));
    words
});

/// Returns true if a word before a number may end with `c`.
pub(super) fn may_end(c: char) -> bool {
    WORDS.last.has(c)
}

#[derive(Clone, Copy, Debug)]
struct Interval {
    start: usize,
    end: usize,
    min: Option<Decimal>,
    max: Option<Decimal>,
}

/// Adds the ranges that the figures are ends of.
pub(super) fn ranges(figures: &[Figure], sink: &mut Sink<'_, '_>) {
    let text = sink.text;
    let mut open: Option<Interval> = None;
    let mut i = 0;
    while let Some(figure) = figures.get(i) {
        i += 1;
        let interval = if let Some(interval) = figures.get(i).and_then(|second| between(text, figure, second)) {
            i += 1;
            interval
        } else if let Some(interval) = approximate(text, figure).or_else(|| half(text, figure)) {
            interval
        } else {
            continue;
        };
        // Two conditions on one thing are one range.
        open = match open {
            None => Some(interval),
            Some(first) => {
                let whole = joined(text, first, interval);
                add(whole.unwrap_or(first), sink);
                if whole.is_some() { None } else { Some(interval) }
            }
        };
    }
    if let Some(last) = open {
        add(last, sink);
    }
}

/// Reads 三五百.
fn approximate(text: &str, figure: &Figure) -> Option<Interval> {
    let max = figure.max?;
    let counts = figure.unit.is_some() || figure.value >= Decimal::TEN;
    let word = || veto::word_at(text, figure.start, figure.end).is_some();
    (counts && !word()).then_some(Interval {
        start: figure.start,
        end: figure.end,
        min: Some(figure.value),
        max: Some(max),
    })
}

fn add(interval: Interval, sink: &mut Sink<'_, '_>) {
    if let Some(entity) = sink.push(EntityType::NumberRange, interval.start, interval.end) {
        entity.min = interval.min.map(|v| v.normalize());
        entity.max = interval.max.map(|v| v.normalize());
    }
}

/// Reads 20~100, 20到30, 位于20和30之间.
fn between(text: &str, first: &Figure, second: &Figure) -> Option<Interval> {
    let c =
        first.after.filter(|c| matches!(c, '和' | '与' | '到' | '至' | '跟' | '-' | '~' | '～' | '—' | '–' | '－'))?;
    if first.value >= second.value {
        return None;
    }
    let interval = Interval { start: first.start, end: second.end, min: Some(first.value), max: Some(second.value) };
    let mut joint = first.unit_at + c.len_utf8();
    if c == '—' && text.get(joint..).is_some_and(|t| t.starts_with('—')) {
        joint += '—'.len_utf8();
    }
    if skip(text, joint) != second.start {
        return None;
    }
    match c {
        '和' | '与' | '到' | '至' | '跟' => {
            let inside = ["之间", "中间", "间"].into_iter().find_map(|w| take(text, second.end, w));
            let start = ["位于", "介于", "处于", "在"].into_iter().find_map(|w| take_back(text, first.start, w));
            if let Some(end) = inside {
                return Some(Interval { start: start.unwrap_or(first.start), end, ..interval });
            }
            matches!(c, '到' | '至').then_some(interval)
        }
        '-' | '~' | '～' | '—' | '–' | '－' => {
            // 8:00—18:00 are hours.
            let time = second.after.is_some_and(|c| among("年月日号%％:：", c));
            (!time).then_some(interval)
        }
        _ => None,
    }
}

/// Reads one condition: 大于50, 五百以上, 比三十大, 五百多.
fn half(text: &str, figure: &Figure) -> Option<Interval> {
    // 超过一半 is more than a half, not than one.
    if figure.ratio || figure.max.is_some() || figure.after == Some('半') && figure.value == Decimal::ONE {
        return None;
    }
    let end = |set: bool| set.then_some(figure.value);
    let mut interval = Interval { start: figure.start, end: figure.end, min: None, max: None };
    if figure.before == Some('比')
        && let Some(start) = take_back(text, figure.start, "比")
    {
        let low = ["大", "高", "多", "长", "贵", "重"].into_iter().find_map(|w| take(text, figure.end, w));
        let high = ["小", "低", "少", "短", "轻"].into_iter().find_map(|w| take(text, figure.end, w));
        let stop = low.or(high)?;
        return Some(Interval { start, end: stop, min: end(low.is_some()), max: end(low.is_none()) });
    }
    let words = &*WORDS;
    let before =
        figure.before.filter(|&c| words.last.has(c)).and_then(|c| words.before.get(&c)).and_then(|list| {
            list.iter().find_map(|(w, min, max)| Some((take_back(text, figure.start, w)?, *min, *max)))
        });
    if let Some((start, min, max)) = before {
        return Some(Interval { start, min: end(min), max: end(max), ..interval });
    }
    let word_at = |at: usize, c: Option<char>| {
        let list = words.after.get(&c.filter(|&c| words.first.has(c))?)?;
        list.iter().find_map(|(w, min, max)| Some((take(text, at, w)?, *min, *max)))
    };
    let behind = || figure.unit_end().and_then(|at| word_at(at, char_at(text, skip(text, at))));
    let after = word_at(figure.unit_at, figure.after).or_else(behind);
    if let Some((stop, min, max)) = after {
        return Some(Interval { end: stop, min: end(min), max: end(max), ..interval });
    }
    if let Some(c @ ('多' | '余' | '餘')) = figure.after
        && figure.unit_at == figure.end
        && figure.value >= Decimal::TEN
    {
        interval.end += c.len_utf8();
        return Some(Interval { min: Some(figure.value), ..interval });
    }
    figure.more.then_some(Interval { min: Some(figure.value), ..interval })
}

/// Joins two conditions on one thing, if both can hold.
fn joined(text: &str, a: Interval, b: Interval) -> Option<Interval> {
    let ((Some(min), None, None, Some(max)) | (None, Some(max), Some(min), None)) = (a.min, a.max, b.min, b.max) else {
        return None;
    };
    let adjacent = AND.iter().any(|w| take(text, a.end, w).map(|e| skip(text, e)) == Some(b.start));
    (adjacent && min <= max).then_some(Interval { start: a.start, end: b.end, min: Some(min), max: Some(max) })
}
