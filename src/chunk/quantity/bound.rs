//! Bound words beside a number: 不低于, 近, 以上, 左右.

use crate::chunk::among;
use crate::chunk::number::char_before;
use crate::lexicon::{CharSet, rows};
use crate::model::Bound;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

const TABLE: (&str, &str) = ("data/bounds.tsv", include_str!("../../../data/bounds.tsv"));

struct Word {
    text: &'static str,
    bound: Bound,
    not_after: &'static str,
}

struct Words {
    /// By last character, longest first.
    before: FxHashMap<char, Vec<Word>>,
    last: CharSet,
    /// By first character, longest first.
    after: FxHashMap<char, Vec<Word>>,
    first: CharSet,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let (file, text) = TABLE;
    let mut words = Words {
        before: FxHashMap::default(),
        last: CharSet::of("了"),
        after: FxHashMap::default(),
        first: CharSet::new(),
    };
    for row in rows(file, text, &["word", "side", "bound"]).unwrap_or_default() {
        let text = row.field(0);
        let (first, last) = (text.chars().next(), text.chars().next_back());
        let (Some(bound), Some(first), Some(last)) = (bound(row.field(2)), first, last) else { continue };
        let word = Word { text, bound, not_after: row.field(3) };
        if row.field(1) == "before" {
            words.last.insert(last);
            words.before.entry(last).or_default().push(word);
        } else {
            words.first.insert(first);
            words.after.entry(first).or_default().push(word);
        }
    }
    let longest = |w: &Word| std::cmp::Reverse(w.text.len());
    words.before.values_mut().chain(words.after.values_mut()).for_each(|list| list.sort_by_key(longest));
    words
});

fn bound(name: &str) -> Option<Bound> {
    Some(match name {
        "about" => Bound::About,
        "at_least" => Bound::AtLeast,
        "at_most" => Bound::AtMost,
        "more_than" => Bound::MoreThan,
        "less_than" => Bound::LessThan,
        _ => return None,
    })
}

/// Returns true if a bound word may end with `c`.
pub(super) fn may_end(c: char) -> bool {
    WORDS.last.has(c)
}

/// Returns where the bound word that ends at `at` begins, and what it says. 了 and 有 may stand between.
///
/// `bare` numbers have no digit before their 百, 千, 万 or 亿; some words count only before those (上百, 过万).
pub(crate) fn before(text: &str, at: usize, floor: usize, bare: bool) -> Option<(usize, Bound)> {
    let mut end = at;
    let mut last = char_before(text, end).filter(|&c| WORDS.last.has(c))?;
    if last == '了' {
        end -= last.len_utf8();
        last = char_before(text, end)?;
    }
    let list = WORDS.before.get(&last)?;
    let head = text.get(..end)?;
    list.iter().find_map(|word| {
        let stem = head.strip_suffix(word.text)?;
        let only_bare = word.not_after == "*";
        if stem.len() < floor || (only_bare && !bare) {
            return None;
        }
        let left = stem.chars().next_back();
        let inside = left.is_some_and(|c| among(word.not_after, c));
        // 以上百姓, 线上千家
        let place = only_bare && left.is_some_and(|c| among("以网线路会街马身船海山席场之世桌床岗通经", c));
        (!place && (only_bare || !inside)).then_some((stem.len(), word.bound))
    })
}

/// Returns where the bound word at `at` ends, and what it says.
pub(crate) fn after(text: &str, at: usize, duration: bool) -> Option<(usize, Bound)> {
    let rest = text.get(at..)?;
    let first = rest.chars().next()?;
    if matches!(first, '（' | '(') {
        // 50万元（含）以上, 50万元（含50万元）以上
        let end = included(rest)?;
        let (end, bound) = after(text, at + end, duration)?;
        return Some((end, bound));
    }
    if !WORDS.first.has(first) {
        return None;
    }
    let word = WORDS.after.get(&first)?.iter().find(|w| rest.starts_with(w.text))?;
    let tail = rest.get(word.text.len()..)?;
    // 内 alone bounds only a time: 3日内, not 5个内设机构.
    let inner = word.text == "内"
        && (!duration || tail.starts_with(['部', '外', '设', '容', '地', '需', '涵', '生', '陆', '在', '贸', '河']));
    let end = at + word.text.len();
    // 50万元以上（含50万元）
    let end = end + if inner { 0 } else { included(tail).unwrap_or(0) };
    (!inner).then_some((end, word.bound))
}

/// The longest remark that an end is included, in characters.
const REMARK: usize = 14;

/// Returns the length of the remark in brackets that an end is included: （含）, （含50万元）.
fn included(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix(['（', '('])?;
    let begins = ["含", "不含", "包括", "包含"].iter().any(|word| inside.starts_with(word));
    let (at, close) = inside.char_indices().take(REMARK).find(|(_, c)| matches!(c, '）' | ')'))?;
    begins.then_some(rest.len() - inside.len() + at + close.len_utf8())
}

/// Returns the two bounds as one: 近5万多 says 近 and 多, the stronger is kept.
pub(crate) fn join(before: Option<Bound>, number: Option<Bound>, after: Option<Bound>) -> Bound {
    match (before, after) {
        (Some(b), _) if b != Bound::About => b,
        (_, Some(a)) if a != Bound::About || number.is_none() => a,
        (b, _) => number.or(b).unwrap_or_default(),
    }
}
