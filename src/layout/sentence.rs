//! Cutting a paragraph into items and sentences, along its marks.

use super::line::{Kind, Mark, is_blank, is_closer, is_word, position, trim};
use super::marker::{LAST, Marker, Series, marker};
use crate::span::Span;

/// The longest sentence, in bytes; a longer one is cut at the last ； or ，, so that later stages stay linear.
const LONGEST: u32 = 4096;

/// A stretch of a paragraph: what stands before the first item, or one item.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Segment {
    /// The whole stretch, the ordinal included.
    pub(crate) span: Span,
    pub(crate) marker: Option<Marker>,
}

/// Returns the stretches of a line: an item begins at the line's start, or after a sentence or clause.
pub(crate) fn segments(text: &str, line: Span, marks: &[Mark]) -> Vec<Segment> {
    let found = validated(candidates(text, line, marks));
    let mut out: Vec<Segment> = Vec::with_capacity(found.len() + 1);
    let mut at = line.start;
    let mut open = None;
    for Candidate { at: next, marker, .. } in found {
        if next > at {
            out.push(Segment { span: Span::new(at, next), marker: open });
        }
        (at, open) = (next, Some(marker));
    }
    out.push(Segment { span: Span::new(at, line.end), marker: open });
    out
}

/// A place where an item may begin.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    at: u32,
    marker: Marker,
    /// The mark before it; nothing at the start of the line.
    before: Option<Kind>,
}

fn candidates(text: &str, line: Span, marks: &[Mark]) -> Vec<Candidate> {
    let mut out = Vec::new();
    if let Some(marker) = marker(line.of(text)) {
        out.push(Candidate { at: line.start, marker, before: None });
    }
    for mark in marks.iter().filter(|m| m.kind != Kind::Pause) {
        if !may_open(text.as_bytes(), mark.end() as usize) {
            continue;
        }
        // Quotation marks, brackets and blanks may stand between a mark and an item.
        let Some(rest) = text.get(mark.end() as usize..line.end as usize) else { continue };
        let body = rest.trim_start_matches(|c| is_closer(c) || is_blank(c));
        let Some(marker) = marker(body) else { continue };
        if !matches!(marker.series, Series::Dash | Series::Chapter | Series::Part | Series::Article) {
            let at = mark.end() + position(rest.len() - body.len());
            out.push(Candidate { at, marker, before: Some(mark.kind) });
        }
    }
    out
}

/// Returns false if the character at `at` opens no item: Chinese characters that are no numeral and no 第.
fn may_open(bytes: &[u8], at: usize) -> bool {
    let Some(&first) = bytes.get(at) else { return false };
    let (next, last) = (bytes.get(at + 1).copied().unwrap_or(0), bytes.get(at + 2).copied().unwrap_or(0));
    match first {
        // 一 七 三, 九, 二 五
        0xE4 => matches!((next, last), (0xB8, 0x80 | 0x83 | 0x89) | (0xB9, 0x9D) | (0xBA, 0x8C | 0x94)),
        // 八 六 其, 再, 十, 四
        0xE5 => matches!((next, last), (0x85, 0xAB | 0xAD | 0xB6) | (0x86, 0x8D) | (0x8D, 0x81) | (0x9B, 0x9B)),
        // 最
        0xE6 => (next, last) == (0x9C, 0x80),
        // 第
        0xE7 => (next, last) == (0xAC, 0xAC),
        // 首
        0xE9 => (next, last) == (0xA6, 0x96),
        0xE8 => false,
        _ => true,
    }
}

/// Keeps what is an item: at the start of the line, 一是 after a sentence, and everything that counts on in its series.
fn validated(found: Vec<Candidate>) -> Vec<Candidate> {
    let mut last: [Option<u32>; SLOTS] = [None; SLOTS];
    let mut out = Vec::with_capacity(found.len());
    // From the right: is there a next one of the series?
    let mut next: [Option<u32>; SLOTS] = [None; SLOTS];
    let mut goes_on = vec![false; found.len()];
    for (candidate, goes_on) in found.iter().zip(&mut goes_on).rev() {
        if let Some(slot) = slot(candidate.marker.series).and_then(|s| next.get_mut(s)) {
            *goes_on = *slot == Some(candidate.marker.number + 1);
            *slot = Some(candidate.marker.number);
        }
    }
    for (candidate, goes_on) in found.into_iter().zip(goes_on) {
        let Marker { series, number, .. } = candidate.marker;
        let Some(slot) = slot(series).and_then(|s| last.get_mut(s)) else {
            out.push(candidate);
            continue;
        };
        let clause = candidate.before == Some(Kind::Clause);
        let keep = match candidate.before {
            // 首先 and 一要 begin sentences of all sorts: only what counts on is a list.
            _ if number == LAST && series == Series::Word => slot.is_some_and(|n| n >= 2),
            None if series == Series::Yao => goes_on || number > 1,
            None if series != Series::Word => series != Series::Ordinal || goes_on || number > 1,
            _ if series == Series::Shi && !clause => true,
            _ if clause && !matches!(series, Series::Shi | Series::Yao) => false,
            None => number == 1 && goes_on,
            Some(_) => number == 1 && goes_on || *slot == number.checked_sub(1),
        };
        if keep {
            *slot = Some(number);
            out.push(candidate);
        }
    }
    out
}

/// How many series are counted.
const SLOTS: usize = 9;

fn slot(series: Series) -> Option<usize> {
    Some(match series {
        Series::Comma => 0,
        Series::Bracket => 1,
        Series::Digit => 2,
        Series::DigitBracket => 3,
        Series::Circle => 4,
        Series::Ordinal => 5,
        Series::Shi => 6,
        Series::Yao => 7,
        Series::Word => 8,
        _ => return None,
    })
}

/// Calls `each` with every sentence of a stretch: up to and with 。！？ and the quotation marks and brackets after it.
/// `marks` are those of the stretch.
pub(crate) fn sentences(text: &str, stretch: Span, marks: &[Mark], mut each: impl FnMut(Span)) {
    let (mut start, mut soft) = (stretch.start, stretch.start);
    let mut emit = |from: u32, to: u32| {
        let found = trim(text, Span::new(from, to));
        if found.of(text).chars().any(is_word) {
            each(found);
        }
    };
    for mark in marks {
        let end = mark.end();
        if mark.at < start {
            continue;
        }
        while end - start > LONGEST {
            let cut = if soft > start { soft } else { floor(text, start + LONGEST) };
            emit(start, cut);
            (start, soft) = (cut, cut);
        }
        match mark.kind {
            Kind::Stop => {
                let rest = Span::new(end, stretch.end).of(text);
                let after = rest.trim_start_matches(|c| is_closer(c) || is_stop(c));
                let end = end + position(rest.len() - after.len());
                emit(start, end);
                (start, soft) = (end, end);
            }
            Kind::Colon => {}
            Kind::Semicolon | Kind::Clause | Kind::Pause => soft = end,
        }
    }
    while stretch.end.saturating_sub(start) > LONGEST {
        let cut = if soft > start { soft } else { floor(text, start + LONGEST) };
        emit(start, cut);
        (start, soft) = (cut, cut);
    }
    emit(start, stretch.end);
}

/// Returns the marks that stand in a stretch.
pub(crate) fn marks_in(marks: &[Mark], stretch: Span) -> &[Mark] {
    let from = marks.partition_point(|m| m.at < stretch.start);
    let to = marks.partition_point(|m| m.at < stretch.end);
    marks.get(from..to).unwrap_or(&[])
}

/// Returns the last place to cut at or before `at`.
fn floor(text: &str, at: u32) -> u32 {
    (at.saturating_sub(3)..=at).rev().find(|at| text.is_char_boundary(*at as usize)).unwrap_or(at)
}

/// A mark that goes on with the end of a sentence: ？！
fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡' | '!' | '?')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::line::{self, span};

    fn cut(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        sentences(text, span(0, text.len()), &line::read(text).marks, |s| out.push(s.of(text)));
        out
    }

    #[test]
    fn sentences_end_at_full_stops() {
        let cases: [(&str, &[&str]); 6] = [
            ("办结3件；转办2件。其余在办。", &["办结3件；转办2件。", "其余在办。"]),
            ("他说：“今天就办好。”大家笑了。", &["他说：“今天就办好。”", "大家笑了。"]),
            ("怎么办？！办！", &["怎么办？！", "办！"]),
            ("（全文完。）　下一步继续", &["（全文完。）", "下一步继续"]),
            ("见example.com/?a=b,共3处", &["见example.com/?a=b,共3处"]),
            ("。。。", &[]),
        ];
        for (text, want) in cases {
            assert_eq!(cut(text), want, "{text}");
        }
    }

    #[test]
    fn endless_sentences_are_cut() {
        let text = "一二三四五六七，".repeat(2000);
        let found = cut(&text);
        assert!(found.iter().all(|s| s.len() <= LONGEST as usize && s.ends_with('，')));
        assert_eq!(found.concat(), text);
        assert!(cut(&"甲".repeat(100_000)).iter().all(|s| s.len() <= LONGEST as usize));
    }

    #[test]
    fn items_open_segments() {
        let cases: [(&str, &[&str]); 12] = [
            ("抓三件事：一是修路；二是架桥。三是通水。", &["抓三件事：", "一是修路；", "二是架桥。", "三是通水。"]),
            ("主要有两条，一是人少，二是钱少。", &["主要有两条，", "一是人少，", "二是钱少。"]),
            ("其中，一是人的问题。", &["其中，一是人的问题。"]),
            ("（一）修路。今年修3公里。", &["（一）修路。今年修3公里。"]),
            ("办法如下：1.修路；2.架桥。", &["办法如下：", "1.修路；", "2.架桥。"]),
            ("共2条。1.修路已毕。", &["共2条。1.修路已毕。"]),
            ("要做到：第一，快；第二，好。", &["要做到：", "第一，快；", "第二，好。"]),
            ("一要压实责任。二要加强督导，三要问责。", &["一要压实责任。", "二要加强督导，", "三要问责。"]),
            ("三要素齐备。一要快。", &["三要素齐备。一要快。"]),
            ("首先，修路。其次，架桥。最后，通水。", &["首先，修路。", "其次，架桥。", "最后，通水。"]),
            ("首先，感谢大家。最后，祝好。", &["首先，感谢大家。最后，祝好。"]),
            ("抓两件事：1）修路；2）架桥。", &["抓两件事：", "1）修路；", "2）架桥。"]),
        ];
        for (text, want) in cases {
            let found: Vec<&str> =
                segments(text, span(0, text.len()), &line::read(text).marks).iter().map(|s| s.span.of(text)).collect();
            assert_eq!(found, want, "{text}");
        }
    }
}
