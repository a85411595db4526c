//! Cutting a paragraph into items and sentences.

use super::line::{is_blank, span, trim};
use super::marker::{Marker, Series, marker};
use crate::span::Span;

/// The longest sentence, in bytes; a longer one is cut at the last ； or ，, so that later stages stay linear.
const LONGEST: usize = 4096;

/// A stretch of a paragraph: what stands before the first item, or one item.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Segment {
    /// The whole stretch, the ordinal included.
    pub(crate) span: Span,
    pub(crate) marker: Option<Marker>,
}

/// Returns the stretches of a line: an item begins at the line's start, or after a sentence or clause.
pub(crate) fn segments(text: &str, line: Span) -> Vec<Segment> {
    let found = validated(candidates(text, line));
    let mut out: Vec<Segment> = Vec::new();
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
    /// What stands before it; nothing at the start of the line.
    before: Option<char>,
}

fn candidates(text: &str, line: Span) -> Vec<Candidate> {
    let mut out = Vec::new();
    let mut before = None;
    let mut opens = true;
    let body = line.of(text);
    for (i, c) in body.char_indices() {
        if is_blank(c) {
            continue;
        }
        if opens && let Some(marker) = body.get(i..).and_then(marker) {
            let inline = !matches!(marker.series, Series::Dash | Series::Chapter | Series::Part);
            if before.is_none() || inline {
                out.push(Candidate { at: line.start + u32::try_from(i).unwrap_or(u32::MAX), marker, before });
            }
        }
        opens = matches!(c, '。' | '！' | '？' | '；' | '：' | '，' | ';' | ':' | ',')
            || opens && before.is_some() && is_closer(c);
        if !is_closer(c) || before.is_none() {
            before = Some(c);
        }
    }
    out
}

/// Keeps what is an item: at the start of the line, 一是 after a sentence, and everything that counts on in its series.
fn validated(found: Vec<Candidate>) -> Vec<Candidate> {
    let mut last: [Option<u32>; 8] = [None; 8];
    let mut out = Vec::with_capacity(found.len());
    // From the right: is there a next one of the series?
    let mut next: [Option<u32>; 8] = [None; 8];
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
        let clause = matches!(candidate.before, Some('，' | ','));
        let keep = match candidate.before {
            None => series != Series::Ordinal || goes_on || number > 1,
            _ if series == Series::Shi && !clause => true,
            _ if clause && series != Series::Shi => false,
            Some(_) => number == 1 && goes_on || *slot == number.checked_sub(1),
        };
        if keep {
            *slot = Some(number);
            out.push(candidate);
        }
    }
    out
}

fn slot(series: Series) -> Option<usize> {
    Some(match series {
        Series::Comma => 0,
        Series::Bracket => 1,
        Series::Digit => 2,
        Series::DigitBracket => 3,
        Series::Circle => 4,
        Series::Ordinal => 5,
        Series::Shi => 6,
        _ => return None,
    })
}

/// Calls `each` with every sentence of a stretch: up to and with 。！？ and the quotation marks and brackets after it.
pub(crate) fn sentences(text: &str, stretch: Span, mut each: impl FnMut(Span)) {
    let body = stretch.of(text);
    let base = stretch.start as usize;
    let (mut start, mut soft) = (0, 0);
    let mut ended = false;
    let mut previous = ' ';
    let mut emit = |from: usize, to: usize| {
        let found = trim(text, span(base + from, base + to));
        if found.of(text).chars().any(char::is_alphanumeric) {
            each(found);
        }
    };
    for (i, c) in body.char_indices() {
        if ended && !is_closer(c) && !is_end(c, previous) {
            emit(start, i);
            (start, soft) = (i, i);
            ended = false;
        }
        let end = i + c.len_utf8();
        if is_end(c, previous) {
            ended = true;
        } else if matches!(c, '；' | '，' | ';' | ',' | '、') {
            soft = end;
        }
        if end - start > LONGEST {
            let cut = if soft > start { soft } else { end };
            emit(start, cut);
            (start, soft) = (cut, cut);
            ended = false;
        }
        previous = c;
    }
    emit(start, body.len());
}

/// A half-width mark ends a sentence only after a Chinese character: example.com/?q= has none.
fn is_end(c: char, previous: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡') || matches!(c, '!' | '?') && (!previous.is_ascii() || previous == c)
}

fn is_closer(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '》' | '〉' | '）' | ')' | '】' | '〕' | ']')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        sentences(text, span(0, text.len()), |s| out.push(s.of(text)));
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
        assert!(found.iter().all(|s| s.len() <= LONGEST && s.ends_with('，')));
        assert_eq!(found.concat(), text);
        assert!(cut(&"甲".repeat(100_000)).iter().all(|s| s.len() <= LONGEST + 3));
    }

    #[test]
    fn items_open_segments() {
        let cases: [(&str, &[&str]); 7] = [
            ("抓三件事：一是修路；二是架桥。三是通水。", &["抓三件事：", "一是修路；", "二是架桥。", "三是通水。"]),
            ("主要有两条，一是人少，二是钱少。", &["主要有两条，", "一是人少，", "二是钱少。"]),
            ("其中，一是人的问题。", &["其中，一是人的问题。"]),
            ("（一）修路。今年修3公里。", &["（一）修路。今年修3公里。"]),
            ("办法如下：1.修路；2.架桥。", &["办法如下：", "1.修路；", "2.架桥。"]),
            ("共2条。1.修路已毕。", &["共2条。1.修路已毕。"]),
            ("要做到：第一，快；第二，好。", &["要做到：", "第一，快；", "第二，好。"]),
        ];
        for (text, want) in cases {
            let found: Vec<&str> = segments(text, span(0, text.len())).iter().map(|s| s.span.of(text)).collect();
            assert_eq!(found, want, "{text}");
        }
    }
}
