//! The key that joins measures of different articles: the name of the mechanism without its marks and shell.

use super::classes::{Is, View};
use std::borrow::Cow;

/// The longest shell word, in characters.
const SHELL: usize = 5;
/// What is left of a name must still say something.
const LEAST: usize = 3;
/// A quotation of fewer letters names nothing by itself.
const LEAST_QUOTED: usize = 2;

/// Returns the key of a measure: of its first name or, when it names nothing, of the head of its object.
///
/// A quoted name is its own key (“最多跑一次”改革 → 最多跑一次), a title too (《…办法》). Of other names a last word that says only
/// what kind of thing it is falls off: 河长制 and 河长制度 have the key 河长制, 重大事项报告制度 and 重大事项报告机制 重大事项报告.
pub(super) fn key(view: View<'_, '_>, name: Option<&str>, object: &str) -> String {
    let name = name.unwrap_or(object);
    let bare = match quoted(name) {
        Some(inner) => Cow::Borrowed(inner),
        None => shell(view, name),
    };
    let mut key = String::with_capacity(bare.len());
    for c in bare.chars().filter(|c| !is_mark(*c) && !c.is_whitespace()).map(narrow) {
        if matches!(c, '\u{4e00}'..='\u{9fff}') {
            key.push(c);
        } else {
            key.extend(c.to_lowercase());
        }
    }
    key
}

/// Returns what stands in the first quotation marks or title marks of a name.
fn quoted(name: &str) -> Option<&str> {
    let (at, open) = name.char_indices().find(|(_, c)| matches!(c, '“' | '「' | '《'))?;
    let inner = name.get(at + open.len_utf8()..)?;
    let close = match open {
        '“' => '”',
        '「' => '」',
        _ => '》',
    };
    let inner = inner.get(..inner.find(close)?)?;
    (inner.chars().nth(LEAST_QUOTED - 1).is_some()).then_some(inner)
}

/// Takes the shell off a name: 制度, 机制, 改革.
fn shell<'n>(view: View<'_, '_>, name: &'n str) -> Cow<'n, str> {
    let ends = name.char_indices().rev().take(SHELL).map(|(at, _)| at);
    let longest = ends
        .filter(|at| name.get(*at..).is_some_and(|end| view.word_has(end, Is::Shell)))
        .min()
        .and_then(|at| name.split_at_checked(at));
    let Some((front, end)) = longest else {
        // 首问负责制 is 首问负责制度; 河长制 keeps its last character.
        let front = name.strip_suffix('制').filter(|front| says(front));
        return Cow::Borrowed(front.unwrap_or(name));
    };
    let front = front.trim_end_matches('的');
    if says(front) {
        Cow::Borrowed(front)
    } else if end.starts_with('制') && front.chars().count() > 1 {
        Cow::Owned(format!("{front}制"))
    } else {
        Cow::Borrowed(name)
    }
}

/// Returns true if words are long enough to name something.
fn says(words: &str) -> bool {
    words.chars().nth(LEAST - 1).is_some()
}

fn is_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '「' | '」' | '《' | '》' | '〈' | '〉')
}

/// Returns the narrow form of a letter, a figure or a sign: ＋ is +.
fn narrow(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '—' | '–' => '-',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use crate::Extractor;

    #[test]
    fn keys_join_the_names_of_one_mechanism() {
        let cases = [
            ("全市推行“最多跑一次”改革。", "最多跑一次"),
            ("县里落实“最多跑一次”服务事项。", "最多跑一次"),
            ("该市全面推行河长制。", "河长制"),
            ("该市完善河长制度。", "河长制"),
            ("市里建立首问负责制。", "首问负责"),
            ("市里健全首问负责制度。", "首问负责"),
            ("区里建立重大项目会商机制。", "重大项目会商"),
            ("区里推行“互联网＋监管”模式。", "互联网+监管"),
            ("市政府印发《物业管理办法》。", "物业管理办法"),
        ];
        let extractor = Extractor::new().unwrap();
        for (text, want) in cases {
            let facts = extractor.extract(text);
            let got: Vec<&str> = facts.measures.iter().map(|m| &*m.key).collect();
            assert_eq!(got, [want], "{text}");
        }
    }
}
