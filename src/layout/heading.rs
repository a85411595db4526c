//! Which lines are headings.

use super::boilerplate::Furniture;
use super::line::{Has, Line, is_blank, is_han, is_longer};
use super::marker::{Series, marker};

/// The longest heading, in characters.
const LONGEST: usize = 60;
/// The longest heading without an ordinal.
const LONGEST_PLAIN: usize = 45;

/// A line of markdown: its signs and what is left.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Markdown<'t> {
    /// The series of a heading by signs.
    pub(crate) series: Option<Series>,
    pub(crate) text: &'t str,
}

/// Takes the signs of markdown off a line.
pub(crate) fn markdown(line: &str) -> Markdown<'_> {
    // # * - + and the bullets, whose first byte is that of dashes and quotation marks too.
    if !matches!(line.as_bytes().first(), Some(b'#' | b'*' | b'-' | b'+' | 0xE2)) {
        return Markdown { series: None, text: line };
    }
    let signs = line.chars().take_while(|c| *c == '#').count();
    if (1..=6).contains(&signs) {
        let rest = line.get(signs..).unwrap_or("");
        if rest.starts_with(is_blank) {
            let text = rest.trim_matches(is_blank).trim_end_matches('#').trim();
            return Markdown { series: u8::try_from(signs).ok().map(Series::Hash), text };
        }
    }
    let bold = line.strip_prefix("**").and_then(|l| l.strip_suffix("**")).filter(|l| !l.contains("**"));
    match bold {
        Some(text) if !text.trim().is_empty() => Markdown { series: Some(Series::Bold), text: text.trim() },
        _ => {
            let bullet = ["- ", "* ", "+ ", "• ", "● ", "•", "●", "■", "◆", "▲", "★"];
            // **一是修路。**全长3公里: the item begins behind the signs.
            let text = line.strip_prefix("**").filter(|l| l.contains("**")).unwrap_or(line);
            let text = bullet.iter().find_map(|b| text.strip_prefix(b)).unwrap_or(text).trim();
            Markdown { series: None, text }
        }
    }
}

/// Returns true if a line with an ordinal is a heading: short, without a sentence in it.
pub(crate) fn is_numbered(rest: &str) -> bool {
    !is_longer(rest, LONGEST) && !rest.contains(['。', '；', ';']) && !rest.ends_with(['，', ',', '、', '：', ':'])
}

/// Returns true if a line without an ordinal reads like a heading.
pub(crate) fn is_plain(text: &str) -> bool {
    is_longer(text, 1)
        && !is_longer(text, LONGEST_PLAIN)
        && !text.contains(['。', '；', ';'])
        && !text.ends_with(['，', ',', '、', '：', ':', '…', '—', '）', ')'])
        && !text.starts_with(['（', '('])
        && text.chars().any(is_letter)
}

fn is_letter(c: char) -> bool {
    is_han(c) || c.is_alphabetic() && !c.is_ascii()
}

/// Returns true if a heading may stand before this line: prose, an item, another heading.
pub(crate) fn is_prose(line: &Line<'_>) -> bool {
    line.has.any(Has::STOP.and(Has::SEMICOLON).and(Has::COLON))
        || is_longer(line.text, LONGEST)
        || marker(line.text).is_some()
}

/// The line of the person who reports: 清河县县长　王某.
pub(crate) fn is_byline(line: &Line<'_>) -> bool {
    const POSTS: [&str; 14] = [
        "省长",
        "市长",
        "县长",
        "区长",
        "州长",
        "盟长",
        "旗长",
        "主席",
        "书记",
        "主任",
        "院长",
        "检察长",
        "局长",
        "记者",
    ];
    // Post and name are two words.
    if !line.has.any(Has::BLANK) || is_longer(line.text, LONGEST) {
        return false;
    }
    let mut words = line.text.split(is_blank).filter(|w| !w.is_empty());
    let (Some(post), Some(name)) = (words.next(), words.next()) else { return false };
    let han = |w: &str| w.chars().count() <= 4 && w.chars().all(is_letter);
    POSTS.iter().any(|p| post.ends_with(p)) && han(name) && words.all(han)
}

/// Bytes at the start of a paragraph that name the agency: 本网讯, 新华社北京6月8日电（记者 某某）.
pub(crate) fn dateline(text: &str) -> usize {
    const AGENCIES: [&str; 8] =
        ["央视网消息", "央广网消息", "本报讯", "本网讯", "本台消息", "本报消息", "本站讯", "本刊讯"];
    const WIRES: [&str; 6] = ["新华社", "中新社", "中新网", "人民网", "新华网", "本报"];
    let mut rest = text.trim_start_matches('*');
    if !matches!(rest.chars().next(), Some('央' | '本' | '新' | '中' | '人')) {
        return 0;
    }
    if let Some(agency) = AGENCIES.iter().find(|a| rest.starts_with(**a)) {
        rest = rest.get(agency.len()..).unwrap_or("");
    } else if WIRES.iter().any(|w| rest.starts_with(w)) {
        // The place and the day come before 电; anything longer is a sentence.
        let found = rest.char_indices().take(20).find(|(_, c)| *c == '电');
        let Some((i, _)) = found else { return 0 };
        let after = rest.get(i + '电'.len_utf8()..).unwrap_or("");
        if !after.starts_with(|c: char| c.is_whitespace() || matches!(c, '（' | '(' | '　' | '：')) {
            return 0;
        }
        rest = after;
    } else {
        return 0;
    }
    rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '*');
    if rest.starts_with(['（', '('])
        && let Some((i, c)) = rest.char_indices().take(60).find(|(_, c)| matches!(c, '）' | ')'))
    {
        rest = rest.get(i + c.len_utf8()..).unwrap_or("");
    }
    rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '：' | ':' | '　'));
    text.len() - rest.len()
}

/// Returns true for a line that may be the article's title.
pub(crate) fn is_title(line: &Line<'_>, furniture: &Furniture) -> bool {
    is_longer(line.text, 3)
        && !is_longer(line.text, 80)
        && !line.text.contains(['。', '；'])
        && !line.text.starts_with(['—', '（', '('])
        && !line.text.ends_with(['：', ':', '，', ',', '、'])
        && !furniture.is_furniture(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::line::read;

    #[test]
    fn datelines() {
        let cases = [
            ("本网讯 今年以来", "今年以来"),
            ("**央视网消息**（新闻联播）：今天", "今天"),
            ("新华社清河6月8日电（记者王某）记者获悉", "记者获悉"),
            ("本报清河6月8日电 （记者王某）今天", "今天"),
            ("新华社发电子版", "新华社发电子版"),
            ("今年以来", "今年以来"),
        ];
        for (text, rest) in cases {
            assert_eq!(&text[dateline(text)..], rest, "{text}");
        }
    }

    #[test]
    fn bylines() {
        for (text, want) in [("清河县县长　王某", true), ("省长 欧阳某", true), ("市长接待日 办实事解难题", false)]
        {
            assert_eq!(is_byline(&read(text).lines[0]), want, "{text}");
        }
    }
}
