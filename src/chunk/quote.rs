//! Quoted names and titles: “…”, ‘…’, 「…」 and 《…》.

use crate::span::Span;

/// The longest stretch that counts as one quoted name, in bytes; more is reported speech or a missing mark.
const LONGEST: usize = 240;

/// Appends the quotations of `text` at `within` to `out`, marks included, outermost only, by position.
pub(crate) fn scan(text: &str, within: Span, out: &mut Vec<Span>) {
    let mut open: Option<(usize, char, u32)> = None;
    for (i, c) in within.of(text).char_indices() {
        let at = within.start as usize + i;
        if let Some((start, close, depth)) = open {
            if c == close {
                if depth > 0 {
                    open = Some((start, close, depth - 1));
                } else {
                    let end = at + c.len_utf8();
                    out.push(Span::new(offset(start), offset(end)));
                    open = None;
                }
                continue;
            }
            if closing(c) == Some(close) {
                open = Some((start, close, depth + 1));
            }
            if at - start > LONGEST {
                open = None;
            }
        } else if let Some(close) = closing(c) {
            open = Some((at, close, 0));
        }
    }
}

fn closing(c: char) -> Option<char> {
    Some(match c {
        '“' => '”',
        '‘' => '’',
        '「' => '」',
        '『' => '』',
        '《' => '》',
        '〈' => '〉',
        _ => return None,
    })
}

fn offset(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
