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
    outermost(pairs(text, within, |open| open == '《'), &mut out);
    out
}

fn outermost(mut found: Vec<Span>, out: &mut Vec<Span>) {
    found.sort_unstable_by_key(|s| (s.start, std::cmp::Reverse(s.end)));
    let mut end = 0;
    for span in found {
        if span.start >= end {
            end = span.end;
            out.push(span);
        }
    }
}

/// Returns every pair of marks. A mark without its partner is skipped and hides nothing that follows.
fn pairs(text: &str, within: Span, wanted: impl Fn(char) -> bool) -> Vec<Span> {
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut counts = [0_usize; MARKS.len()];
    let mut out = Vec::new();
    for (i, c) in within.of(text).char_indices() {
        let at = within.start as usize + i;
        if let Some(mark) = MARKS.iter().position(|(o, _)| *o == c && wanted(c)) {
            open.push((at, mark));
            if let Some(count) = counts.get_mut(mark) {
                *count += 1;
            }
        } else if let Some(mark) = MARKS.iter().position(|(_, e)| *e == c) {
            if counts.get(mark).is_none_or(|n| *n == 0) {
                continue;
            }
            while let Some((start, kind)) = open.pop() {
                if let Some(count) = counts.get_mut(kind) {
                    *count -= 1;
                }
                if kind == mark {
                    let end = at + c.len_utf8();
                    let longest = if c == '》' { LONGEST_TITLE } else { LONGEST };
                    if end - start <= longest {
                        out.push(Span::new(offset(start), offset(end)));
                    }
                    break;
                }
            }
        }
    }
    out
}

const MARKS: [(char, char); 6] = [('“', '”'), ('‘', '’'), ('「', '」'), ('『', '』'), ('《', '》'), ('〈', '〉')];

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
