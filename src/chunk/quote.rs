//! Quoted names and titles: “…”, ‘…’, 「…」 and 《…》.

use super::QUOTE;
use super::sites::Site;
use crate::span::Span;

/// The longest stretch that counts as one quoted name, in bytes; more is reported speech or a missing mark.
const LONGEST: u32 = 240;
/// The longest title in 《》, in bytes.
const LONGEST_TITLE: u32 = 540;
/// The length of every mark, in bytes.
const LENGTH: u32 = 3;

/// The marks of quotation.
pub(super) const MARKS: &str = "“”‘’「」『』《》〈〉";

/// Appends the quotations of `text` at `within` to `out`, marks included, outermost only, by position. `sites` are those of
/// the marks, and others.
pub(crate) fn scan(text: &str, within: Span, sites: &[Site], out: &mut Vec<Span>) {
    outermost(pairs(text, within, sites, |_| true), out);
}

/// Returns the titles in 《》 of `text` at `within`, marks included, outermost only, by position.
pub(super) fn titles(text: &str, within: Span, sites: &[Site]) -> Vec<Span> {
    let mut out = Vec::new();
    outermost(pairs(text, within, sites, |pair| pair == TITLE), &mut out);
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
fn pairs(text: &str, within: Span, sites: &[Site], wanted: impl Fn(u8) -> bool) -> Vec<Span> {
    let mut open: Vec<(u32, u8)> = Vec::new();
    let mut counts = [0_usize; PAIRS];
    let mut out = Vec::new();
    let bytes = text.as_bytes().get(within.range()).unwrap_or(&[]);
    for site in sites.iter().filter(|s| s.signs.any(QUOTE)) {
        let Some(mark) = bytes.get((site.at - within.start) as usize..).and_then(mark) else { continue };
        let Some(count) = counts.get_mut(usize::from(mark.pair)) else { continue };
        if mark.opens {
            if wanted(mark.pair) {
                open.push((site.at, mark.pair));
                *count += 1;
            }
            continue;
        }
        if *count == 0 {
            continue;
        }
        let end = site.at + LENGTH;
        while let Some((from, pair)) = open.pop() {
            if let Some(count) = counts.get_mut(usize::from(pair)) {
                *count -= 1;
            }
            if pair == mark.pair {
                let longest = if pair == TITLE { LONGEST_TITLE } else { LONGEST };
                if end - from <= longest {
                    out.push(Span::new(from, end));
                }
                break;
            }
        }
    }
    out
}

/// Reads the mark that these bytes begin with.
fn mark(bytes: &[u8]) -> Option<Mark> {
    let [first, 0x80, last, ..] = *bytes else { return None };
    let (pair, opens) = match (first, last) {
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
            let within = Span::new(0, u32::try_from(text.len()).unwrap());
            scan(text, within, &crate::chunk::sites_in(text, within), &mut out);
            let got: Vec<&str> = out.iter().map(|s| s.of(text)).collect();
            assert_eq!(got, want, "{text}");
        }
    }
}
