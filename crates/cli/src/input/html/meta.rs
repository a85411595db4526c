//! What a page says of its article outside the article's text.

use super::tree::Notes;
use super::words::Words;
use super::{Meta, body};
use crate::input::day;
use serde_json::Value;

/// Reads what the head of a page says.
pub(super) fn read(notes: &Notes) -> Meta {
    let words = Words::get();
    let linked: Vec<Value> = notes.linked_data.iter().filter_map(|s| serde_json::from_str(s.trim()).ok()).collect();
    let said = |key: &str| {
        let meta = notes.metas.iter().find(|(name, content)| name == key && !content.trim().is_empty());
        let found = meta.map(|(_, content)| content.clone());
        found.or_else(|| linked.iter().find_map(|v| in_linked_data(v, key, 6))).filter(|v| v.chars().count() <= 300)
    };
    let title = words.title.iter().find_map(|key| match *key {
        "title" => Some(without_site(&notes.title)),
        key => said(key).map(|t| without_site(&t)),
    });
    let tidy = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
    Meta {
        title: title.map(|t| tidy(body::without_prefix(t.trim(), words))).filter(|t| !t.is_empty()),
        source: words.source.iter().find_map(|key| said(key)).map(|s| tidy(&s)).and_then(|s| {
            let s = s.trim_start_matches("来源").trim_start_matches(['：', ':']).trim().to_owned();
            (!s.is_empty() && s.chars().count() <= 40 && !s.contains("://")).then_some(s)
        }),
        published: words
            .published
            .iter()
            .find_map(|key| day::read(&said(key)?))
            .or_else(|| day::read(notes.time.as_deref()?)),
    }
}

/// Finds a key in JSON-LD, whatever the case of its name; of an object, its name.
fn in_linked_data(value: &Value, key: &str, depth: usize) -> Option<String> {
    let below = depth.checked_sub(1)?;
    match value {
        Value::Array(items) => items.iter().find_map(|v| in_linked_data(v, key, below)),
        Value::Object(fields) => fields
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(key))
            .and_then(|(_, v)| match v {
                Value::String(s) => Some(s.clone()),
                Value::Array(items) => items.first().and_then(|v| in_linked_data(v, "name", below)),
                v => in_linked_data(v, "name", below),
            })
            .or_else(|| fields.get("@graph").and_then(|v| in_linked_data(v, key, below))),
        _ => None,
    }
}

/// Cuts the name of the site off a title: `标题_某某市人民政府`, `标题 - 某某网`.
fn without_site(title: &str) -> String {
    const ENDS: &[&str] =
        &["网", "政府", "门户", "网站", "委员会", "局", "厅", "新闻", "频道", "中心", "_cctv", "客户端", "日报", "部"];
    let mut title = title.trim();
    while let Some(at) = title.rfind(['_', '|', '-', '－', '–']) {
        let (head, tail) = (title.get(..at).unwrap_or_default().trim_end(), title.get(at..).unwrap_or_default());
        let tail = tail.trim_start_matches(['_', '|', '-', '－', '–', ' ']).trim();
        let is_site = tail.is_empty()
            || ENDS.iter().any(|e| tail.ends_with(e)) && tail.chars().count() <= 24
            || tail.is_ascii() && tail.contains('.');
        if !is_site || head.chars().count() < 4 {
            break;
        }
        title = head.trim_end_matches(['_', '|', '-', '－', '–', ' ']);
    }
    title.to_owned()
}
