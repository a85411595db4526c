//! One name for one indicator: what figures of several articles join by.
//!
//! The key of a label is the label without regions, periods, 的, quotation marks and spaces, with the usual short and older
//! names of an indicator folded to the one of the national statistics.

use crate::lexicon::{CharSet, rows};
use crate::region;
use crate::span::Span;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::LazyLock;

static NAMES: LazyLock<Names> = LazyLock::new(Names::read);

/// The table of names.
#[derive(Debug)]
struct Names {
    /// By first character, names and their key, the longest first.
    fold: FxHashMap<char, Vec<(&'static str, &'static str)>>,
    /// Those characters.
    begins: CharSet,
    /// Words that go from the front, by first character, the longest first.
    front: FxHashMap<char, Vec<&'static str>>,
    /// Those characters.
    opens: CharSet,
    /// Words that go from the end.
    end: Vec<&'static str>,
}

impl Names {
    fn read() -> Self {
        let (file, text) = ("data/indicators.tsv", include_str!("../../data/indicators.tsv"));
        let mut names = Names {
            fold: FxHashMap::default(),
            begins: CharSet::new(),
            opens: CharSet::new(),
            front: FxHashMap::default(),
            end: Vec::new(),
        };
        for row in rows(file, text, &["words", "key"]).unwrap_or_default() {
            let words = row.field(0);
            let Some(first) = words.chars().next() else { continue };
            match row.field(1) {
                "front" => {
                    names.opens.insert(first);
                    names.front.entry(first).or_default().push(words);
                }
                "end" => names.end.push(words),
                key => {
                    names.begins.insert(first);
                    names.fold.entry(first).or_default().push((words, key));
                }
            }
        }
        names.fold.values_mut().for_each(|v| v.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
        names.front.values_mut().for_each(|v| v.sort_by_key(|words| std::cmp::Reverse(words.len())));
        names
    }
}

/// Returns the key of an indicator.
pub(crate) fn of<'t>(label: &Cow<'t, str>) -> Cow<'t, str> {
    let plain = plain(label);
    let bare = end(front(&plain, 2));
    let key = fold(bare);
    match key {
        None if bare.len() == label.len() => label.clone(),
        None => Cow::Owned(bare.to_owned()),
        Some(key) => Cow::Owned(key),
    }
}

/// Takes out 的, marks and spaces, and writes full-width letters and digits as ASCII.
fn plain(label: &str) -> Cow<'_, str> {
    let odd = |c: char| {
        let plain = matches!(c, '\u{4e00}'..='\u{9fff}') && c != '的';
        !plain
            && (matches!(c, '的' | '“' | '”' | '‘' | '’' | '"' | '《' | '》' | '（' | '）' | '(' | ')')
                || c.is_ascii_lowercase()
                || wide(c).is_some()
                || c.is_whitespace())
    };
    if !label.contains(odd) {
        return Cow::Borrowed(label);
    }
    let mut out = String::with_capacity(label.len());
    let mut chars = label.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // 目的地, 标的: a part of a word.
            '的' if out.ends_with(['目', '标']) || chars.peek() == Some(&'士') => out.push(c),
            '的' | '“' | '”' | '‘' | '’' | '"' | '《' | '》' | '（' | '）' | '(' | ')' => {}
            c if c.is_whitespace() => {}
            c => out.push(wide(c).unwrap_or(c).to_ascii_uppercase()),
        }
    }
    Cow::Owned(out)
}

/// Returns the ASCII form of a full-width letter or digit.
fn wide(c: char) -> Option<char> {
    let letter = matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' | '．');
    if letter { u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32) } else { None }
}

/// Cuts regions and periods from the front, as long as `least` characters are left.
pub(super) fn front(mut label: &str, least: usize) -> &str {
    loop {
        let Some(first) = label.chars().next() else { return label };
        let known = NAMES.opens.has(first).then(|| NAMES.front.get(&first)).flatten();
        let word = known.and_then(|words| words.iter().find_map(|w| label.strip_prefix(w)));
        let rest = word.or_else(|| place(label)).filter(|rest| rest.chars().nth(least - 1).is_some());
        match rest {
            Some(rest) => label = rest,
            None => return label,
        }
    }
}

/// Cuts the name of a division from the front.
fn place(label: &str) -> Option<&str> {
    let whole = Span::new(0, u32::try_from(label.len()).ok()?);
    let name = region::opening(label, whole, false)?;
    label.get(name.span.end as usize..)
}

/// Cuts words that only say that something is counted.
fn end(label: &str) -> &str {
    let cut = NAMES.end.iter().find_map(|w| label.strip_suffix(w));
    cut.filter(|rest| rest.chars().nth(1).is_some()).unwrap_or(label)
}

/// Replaces names by their keys, from left to right, the longest first; `None` when nothing changes.
fn fold(label: &str) -> Option<String> {
    let first = label.char_indices().find(|(_, c)| NAMES.begins.has(*c))?.0;
    let mut out = String::new();
    let mut kept = 0;
    let mut at = first;
    while let Some(c) = label.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = label.get(at..).unwrap_or("");
        // 法规上线 holds no 规上: a short name counts at the front only.
        let fits = |words: &str| rest.starts_with(words) && (at == 0 || words.len() > 6 || words.is_ascii());
        let known = NAMES.begins.has(c).then(|| NAMES.fold.get(&c));
        let found = known.flatten().and_then(|v| v.iter().find(|(words, _)| fits(words)));
        if let Some((words, key)) = found {
            out.push_str(label.get(kept..at).unwrap_or(""));
            out.push_str(key);
            at += words.len();
            kept = at;
        } else {
            at += c.len_utf8();
        }
    }
    out.push_str(label.get(kept..).unwrap_or(""));
    (kept > 0 && out != label).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(label: &str) -> String {
        of(&Cow::Borrowed(label)).into_owned()
    }

    #[test]
    fn names_of_one_indicator_share_a_key() {
        let groups: &[&[&str]] = &[
            &["GDP", "ＧＤＰ", "全省地区生产总值", "国内生产总值", "生产总值", "甘肃省地区生产总值"],
            &["一般公共预算收入", "一般公共财政收入", "全市一般公共预算收入", "地方一般公共预算收入"],
            &["规上工业增加值", "规模以上工业增加值", "全县规模以上工业增加值"],
            &["城镇新增就业", "城镇新增就业人数", "新增城镇就业"],
            &["居民人均可支配收入", "全体居民人均可支配收入", "我省居民人均可支配收入"],
            &["高新技术企业", "高新技术企业数", "高新技术企业数量"],
            &["内设机构", "内设机构总数", "全市的内设机构"],
            &["“法律明白人”", "法律明白人"],
            &["CPI", "居民消费价格指数", "全国居民消费价格指数（CPI）"],
            &["人均GDP", "人均地区生产总值"],
        ];
        for group in groups {
            for label in *group {
                assert_eq!(key(label), key(group[0]), "{label}");
            }
        }
    }

    #[test]
    fn what_differs_keeps_its_own_key() {
        for (a, b) in [
            ("城镇居民人均可支配收入", "农村居民人均可支配收入"),
            ("人均地区生产总值", "地区生产总值"),
            ("单位GDP能耗", "GDP"),
            ("工业增加值", "规上工业增加值"),
            ("旅游目的地", "旅游目地"),
            ("法规上线", "法规模以上线"),
            ("统一产品", "统第一产业品"),
        ] {
            assert_ne!(key(a), key(b));
        }
        // A label that is nothing but a region stays.
        assert_eq!(key("全市"), "全市");
        assert_eq!(key(""), "");
    }

    #[test]
    fn any_text_has_a_key() {
        for text in ["的", "的的的的", "，。“”", "全市全市全市", "GDPGDP", "ａ１！"] {
            let _ = key(text);
        }
    }
}
