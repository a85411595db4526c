//! Quoted names and titles: “…”, ‘…’, 「…」 and 《…》.

use crate::span::Span;

/// The longest stretch that counts as one quoted name, in bytes; more is reported speech or a missing mark.
const LONGEST: usize = 240;
/// The longest title in 《》, in bytes.
const LONGEST_TITLE: usize = 540;

/// Appends the quotations of `text` at `within` to `out`, marks included, outermost only, by position.
pub(crate) fn scan(text: &str, within: Span, out: &mut Vec<Span>) {
    outermost(pairs(text, within, |_| true), out);
}

/// Returns the titles in 《》 of `text` at `within`, marks included, outermost only, by position.
pub(crate) fn titles(text: &str, within: Span) -> Vec<Span> {
    let mut out = Vec::new();
    outermost(pairs(text, within, |pair| pair == TITLE), &mut out);
    out
}

fn outermost(mut found: Vec<Span>, out: &mut Vec<Span>) {
    if found.is_empty() {
        return;
    }
    found.sort_unstable_by_key(|s| (s.start, std::cmp::Reverse(s.end)));
    let mut end = 0;
    for span in found {
        if span.start >= end {
            end = span.end;
            out.push(span);
        }
    }
}

/// A mark of quotation: its pair and whether it opens.
#[derive(Clone, Copy)]
struct Mark {
    pair: u8,
    opens: bool,
}

/// “” ‘’ 「」 『』 《》 〈〉
const PAIRS: usize = 6;
/// 《》
const TITLE: u8 = 4;

/// Returns every pair of marks. A mark without its partner is skipped and hides nothing that follows.
fn pairs(text: &str, within: Span, wanted: impl Fn(u8) -> bool) -> Vec<Span> {
    let mut open: Vec<(usize, u8)> = Vec::new();
    let mut counts = [0_usize; PAIRS];
    let mut out = Vec::new();
    let bytes = within.of(text).as_bytes();
    let base = within.start as usize;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        // Every byte is looked at: no byte inside a character is one of these two, and the branch is easy to foresee.
        if !matches!(byte, 0xE2 | 0xE3) {
            at += 1;
            continue;
        }
        let start = at;
        at += 3;
        let Some(mark) = mark(byte, bytes.get(start + 1), bytes.get(start + 2)) else { continue };
        let Some(count) = counts.get_mut(usize::from(mark.pair)) else { continue };
        if mark.opens {
            if wanted(mark.pair) {
                open.push((start, mark.pair));
                *count += 1;
            }
            continue;
        }
        if *count == 0 {
            continue;
        }
        while let Some((from, pair)) = open.pop() {
            if let Some(count) = counts.get_mut(usize::from(pair)) {
                *count -= 1;
            }
            if pair == mark.pair {
                let longest = if pair == TITLE { LONGEST_TITLE } else { LONGEST };
                if at - from <= longest {
                    out.push(Span::new(offset(base + from), offset(base + at)));
                }
                break;
            }
        }
    }
    out
}

/// Reads the mark of these bytes.
fn mark(first: u8, next: Option<&u8>, last: Option<&u8>) -> Option<Mark> {
    if next != Some(&0x80) {
        return None;
    }
    let (pair, opens) = match (first, *last?) {
        (0xE2, 0x9C) => (0, true),
        (0xE2, 0x9D) => (0, false),
        (0xE2, 0x98) => (1, true),
        (0xE2, 0x99) => (1, false),
        (0xE3, 0x8C) => (2, true),
        (0xE3, 0x8D) => (2, false),
        (0xE3, 0x8E) => (3, true),
        (0xE3, 0x8F) => (3, false),
        (0xE3, 0x8A) => (TITLE, true),
        (0xE3, 0x8B) => (TITLE, false),
        (0xE3, 0x88) => (5, true),
        (0xE3, 0x89) => (5, false),
        _ => return None,
    };
    Some(Mark { pair, opens })
}

fn offset(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations() {
        let cases: [(&str, &[&str]); 6] = [
            ("推行“一窗通办”和《办法》", &["“一窗通办”", "《办法》"]),
            ("打造“两项机制,推进“三治”融合", &["“三治”"]),
            ("《印发〈方案〉的通知》", &["《印发〈方案〉的通知》"]),
            ("“学《条例》”活动", &["“学《条例》”"]),
            ("多余的”和《没有结束", &[]),
            ("“甲‘乙’丙”", &["“甲‘乙’丙”"]),
        ];
        for (text, want) in cases {
            let mut out = Vec::new();
            scan(text, Span::new(0, offset(text.len())), &mut out);
            let got: Vec<&str> = out.iter().map(|s| s.of(text)).collect();
            assert_eq!(got, want, "{text}");
        }
    }
}
