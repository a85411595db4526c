//! The bracket that ends an article: （清河县司法局供稿）, （记者 某某）, （来源：清河日报）.

use super::line::{Line, trim};
use crate::span::Span;

/// What the bracket says, and where it begins.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Closing {
    pub(crate) start: u32,
    pub(crate) source: Option<Span>,
    pub(crate) contributor: Option<Span>,
}

/// Words that a closing bracket begins or ends with when it is no part of its sentence.
const OPENERS: [&str; 14] = [
    "记者",
    "本报记者",
    "通讯员",
    "作者",
    "责任编辑",
    "责编",
    "编辑",
    "撰稿",
    "文/",
    "图/",
    "图片",
    "摄影",
    "见习记者",
    "本网记者",
];
const SOURCES: [&str; 4] = ["稿件来源", "信息来源", "来源", "据"];

/// The longest closing bracket, in bytes.
const LONGEST: usize = 240;

/// Reads the bracket at the end of a line.
pub(crate) fn closing(text: &str, line: &Line<'_>) -> Option<Closing> {
    let body = line.text.trim_end_matches('。');
    let inner = body.strip_suffix(['）', ')'])?;
    let near = (inner.len().saturating_sub(LONGEST + 3)..=inner.len()).find(|at| inner.is_char_boundary(*at))?;
    let open = near + inner.get(near..)?.rfind(['（', '('])?;
    let width = inner.get(open..)?.chars().next()?.len_utf8();
    let words = inner.get(open + width..)?;
    if words.is_empty() || words.len() > LONGEST {
        return None;
    }
    let start = line.span.start + u32::try_from(open).ok()?;
    let from = start + u32::try_from(width).ok()?;
    let span = Span::new(from, from + u32::try_from(words.len()).ok()?);
    let value = |skip: usize, drop: usize| {
        let skip = u32::try_from(skip).unwrap_or(0);
        let value = Span::new(span.start + skip, span.end - u32::try_from(drop).unwrap_or(0));
        let value = trim(text, value);
        (!value.is_empty()).then_some(value)
    };
    let mut out = Closing { start, ..Closing::default() };
    if let Some(rest) = words.strip_suffix("供稿") {
        out.contributor = value(0, words.len() - rest.len());
        return Some(out);
    }
    let label = |label: &str| {
        let rest = words.strip_prefix(label)?.strip_prefix([':', '：'])?;
        Some(words.len() - rest.len())
    };
    if let Some(skip) = label("供稿").or_else(|| label("供稿单位")) {
        out.contributor = value(skip, 0);
        return Some(out);
    }
    if let Some(skip) = SOURCES.iter().find_map(|s| label(s)) {
        out.source = value(skip, 0);
        return Some(out);
    }
    (words == "完" || words == "完毕" || OPENERS.iter().any(|o| words.starts_with(o))).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::line::read;

    #[test]
    fn closing_brackets() {
        let cases = [
            ("全部建成。(清河县委政法委供稿)", Some((Some("清河县委政法委"), None))),
            ("全部建成。（供稿：清河县司法局）", Some((Some("清河县司法局"), None))),
            ("全部建成。（清河县司法局　供稿）", Some((Some("清河县司法局"), None))),
            ("全部建成。（来源：清河日报）", Some((None, Some("清河日报")))),
            ("全部建成。（记者 王某）", Some((None, None))),
            ("全部建成（含乡镇）", None),
        ];
        for (text, want) in cases {
            let found = closing(text, &read(text).lines[0]);
            let found = found.map(|c| (c.contributor.map(|s| s.of(text)), c.source.map(|s| s.of(text))));
            assert_eq!(found, want, "{text}");
        }
    }
}
