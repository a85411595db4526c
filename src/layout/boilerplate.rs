//! Lines that belong to the page and not to the article: navigation, 字号, 打印, 分享, 扫一扫.

use super::header::{Field, is_fields};
use super::line::{Has, Line, is_blank, is_longer, is_word};
use crate::lexicon::{CharSet, rows};
use once_cell::sync::OnceCell;
use rustc_hash::{FxHashMap, FxHashSet};

const BOILERPLATE: (&str, &str) = ("data/layout/boilerplate.tsv", include_str!("../../data/layout/boilerplate.tsv"));
const LABELS: (&str, &str) = ("data/layout/labels.tsv", include_str!("../../data/layout/labels.tsv"));

/// A longer line is prose, whatever it begins with.
const LONGEST: usize = 360;

/// The longest line that says what follows (【相关阅读】), in bytes.
const LONGEST_TAIL: usize = 60;

/// The tables of page words.
#[derive(Debug)]
pub(crate) struct Furniture {
    pieces: FxHashSet<&'static str>,
    /// By their first character.
    starts: FxHashMap<char, Vec<&'static str>>,
    tails: FxHashSet<&'static str>,
    labels: FxHashMap<&'static str, Field>,
    /// The first characters of pieces and labels.
    openers: CharSet,
    /// The last characters of labels.
    label_ends: CharSet,
    /// The length of the longest piece, in characters.
    longest: usize,
}

static FURNITURE: OnceCell<Furniture> = OnceCell::new();

impl Furniture {
    /// Returns the embedded tables.
    pub(crate) fn get() -> &'static Self {
        FURNITURE.get_or_init(|| {
            let mut furniture = Furniture {
                pieces: FxHashSet::default(),
                starts: FxHashMap::default(),
                tails: FxHashSet::default(),
                labels: FxHashMap::default(),
                openers: CharSet::new(),
                label_ends: CharSet::new(),
                longest: 0,
            };
            for row in rows(BOILERPLATE.0, BOILERPLATE.1, &["phrase", "kind"]).unwrap_or_default() {
                let phrase = row.field(0);
                match row.field(1) {
                    "start" => {
                        let first = phrase.chars().next().unwrap_or(' ');
                        furniture.starts.entry(first).or_default().push(phrase);
                    }
                    "tail" => {
                        furniture.tails.insert(phrase);
                    }
                    _ => {
                        phrase.chars().take(1).for_each(|c| furniture.openers.insert(c));
                        furniture.longest = furniture.longest.max(phrase.chars().count());
                        furniture.pieces.insert(phrase);
                    }
                }
            }
            for row in rows(LABELS.0, LABELS.1, &["label", "field"]).unwrap_or_default() {
                let field = match row.field(1) {
                    "source" => Field::Source,
                    "published" => Field::Published,
                    "contributor" => Field::Contributor,
                    _ => Field::Other,
                };
                row.field(0).chars().take(1).for_each(|c| furniture.openers.insert(c));
                row.field(0).chars().rev().take(1).for_each(|c| furniture.label_ends.insert(c));
                furniture.labels.insert(row.field(0), field);
            }
            furniture
        })
    }

    /// Returns true for a word of the page.
    pub(crate) fn is_piece(&self, word: &str) -> bool {
        self.pieces.contains(word.trim_end_matches([':', '：']))
    }

    /// Returns false if a line whose first Chinese character this is cannot be made of fields and words of the page.
    pub(crate) fn may_open(&self, c: char) -> bool {
        matches!(c, '年' | '月' | '日' | '时') || self.openers.has(c)
    }

    /// Returns false if what ends with `text` is no label.
    pub(crate) fn may_label(&self, text: &str) -> bool {
        text.chars().next_back().is_some_and(|c| self.label_ends.has(c))
    }

    /// Returns the length of the longest word of the page, in characters.
    pub(crate) fn longest(&self) -> usize {
        self.longest
    }

    /// Returns the field of a label.
    pub(crate) fn label(&self, label: &str) -> Option<Field> {
        self.labels.get(label).copied()
    }

    /// Returns true for a line after which only links to other articles follow.
    pub(crate) fn is_tail(&self, line: &str) -> bool {
        line.len() <= LONGEST_TAIL && self.tails.contains(line.trim_matches(|c: char| !is_word(c)))
    }

    /// Returns true for a line that is no part of any article.
    pub(crate) fn is_furniture(&self, line: &Line<'_>) -> bool {
        let text = line.text;
        if !text.chars().any(is_word) || text.starts_with("<!--") {
            return true;
        }
        if text.len() > LONGEST || line.has.any(Has::STOP) {
            return is_caption(text);
        }
        let bare = text.trim_start_matches(['【', '[', '（', '(', '※']);
        self.is_start(text)
            || bare.len() < text.len() && self.is_start(bare)
            || is_navigation(line)
            || is_link(text)
            || is_caption(text)
            || is_fields(line, self)
    }

    fn is_start(&self, text: &str) -> bool {
        let starts = text.chars().next().and_then(|c| self.starts.get(&c));
        starts.is_some_and(|starts| starts.iter().any(|s| text.starts_with(s)))
    }
}

/// Breadcrumbs (首页 > 要闻) and menus (首页　政务公开　统计数据).
fn is_navigation(line: &Line<'_>) -> bool {
    if line.has.any(Has::ARROW) {
        let arrows = line.text.matches(['>', '»', '›', '＞']).count();
        if arrows > 1 || arrows == 1 && (line.text.contains("首页") || line.text.contains("位置")) {
            return true;
        }
    }
    let is_home = |word: &str| matches!(word, "首页" | "网站首页" | "返回首页" | "本站首页");
    if !line.has.any(Has::BLANK) {
        return is_home(line.text);
    }
    let mut home = false;
    for word in line.text.split(|c: char| is_blank(c) || matches!(c, '|' | '｜')) {
        if is_longer(word, 10) {
            return false;
        }
        home |= is_home(word);
    }
    home
}

/// A markdown link alone on its line.
fn is_link(text: &str) -> bool {
    let text = text.trim_start_matches('!');
    text.starts_with('[') && text.ends_with(')') && text.contains("](")
        || text.starts_with("http://")
        || text.starts_with("https://")
}

/// An address or a link to one, which is no field whatever stands beside it.
pub(crate) fn is_address(text: &str) -> bool {
    match text.as_bytes().first() {
        Some(b'[') => text.contains("](http"),
        Some(b'h') => text.starts_with("http://") || text.starts_with("https://"),
        _ => false,
    }
}

/// 本报记者 某某摄.
fn is_caption(text: &str) -> bool {
    let end = text.trim_end_matches(['）', ')', '。']);
    end.len() < LONGEST && end.ends_with('摄') && text.contains("记者")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::line::read;

    #[test]
    fn tables_load() {
        assert!(rows(BOILERPLATE.0, BOILERPLATE.1, &["phrase", "kind"]).is_ok());
        assert!(rows(LABELS.0, LABELS.1, &["label", "field"]).is_ok());
    }

    #[test]
    fn page_lines_and_article_lines() {
        let cases = [
            ("首页 >> 新闻中心 >> 县区动态", true),
            ("欢迎访问清河政法网,今天是 2021年06月08日 星期二", true),
            ("清河县人民政府门户网站　　您现在的位置：首页 > 政务要闻", true),
            ("首页　政务公开　统计数据", true),
            ("字号:A A    颜色:", true),
            ("责任编辑：王五　　【字号 大 中 小】　　打印　关闭", true),
            ("编辑：李四　　审核：办公室　　[打印] [关闭]", true),
            ("扫一扫在手机打开当前页", true),
            ("统计咨询热线：12340　　打印本页　关闭窗口", true),
            ("上一篇：没有了", true),
            ("[查看原文](https://example.com/a)", true),
            ("<!--begin-->", true),
            ("清河：办事更快 服务更好", false),
            ("一、打印服务进社区", false),
            ("县公安局收藏的老照片首次展出。", false),
            ("各位代表：", false),
        ];
        for (text, furniture) in cases {
            assert_eq!(Furniture::get().is_furniture(&read(text).lines[0]), furniture, "{text}");
        }
    }
}
