//! Every fact of the seed article, printed in its sentence, one a line: a change of a rule shows what it changes.
//!
//! `INSTA_UPDATE=always cargo test --test seed_snapshot` writes the snapshot anew; read the difference before it is kept.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test may fail"
)]

use serde_json::Value;
use std::fmt::Write;
use zhengwen::{Extractor, Span};

const SEED: &str = include_str!("../fixtures/seed.txt");
/// How many characters of the sentence are shown on either side of a fact.
const AROUND: usize = 12;
/// What every line begins with, or what the marked words show already.
const SHOWN: &[&str] = &["id", "text", "span", "mentions"];

/// Returns the words at `span` in their line: …总值【1349084亿元】，比上年….
fn marked(span: Span) -> String {
    let (before, after) = (&SEED[..span.range().start], &SEED[span.range().end..]);
    let before = before.rsplit(['\n', '。']).next().unwrap_or("").trim_start();
    let after = after.split_inclusive(['\n', '。']).next().unwrap_or("").trim_end();
    let skipped = before.chars().count().saturating_sub(AROUND);
    let head: String = before.chars().skip(skipped).collect();
    let tail: String = after.chars().take(AROUND).collect();
    let dots = |cut: bool| if cut { "…" } else { "" };
    let words = span.of(SEED).split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{}{head}【{words}】{tail}{}", dots(skipped > 0), dots(after.chars().count() > AROUND))
}

/// Returns a field's value on one line; a quotation by its words, a division by its name and code.
fn short(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => format!("[{}]", items.iter().map(short).collect::<Vec<_>>().join(", ")),
        Value::Object(fields) if fields.contains_key("start") || fields.contains_key("end") => {
            let part = |key: &str| fields.get(key).map_or(String::new(), short);
            format!("{}..{} {}", part("start"), part("end"), part("text"))
        }
        Value::Object(fields) => {
            let parts: Vec<String> = fields.iter().filter(|(key, _)| *key != "span").map(|(_, v)| short(v)).collect();
            parts.join("/")
        }
        other => other.to_string(),
    }
}

/// Appends the facts of one kind, each with its place and its fields by name.
fn print<T: serde::Serialize>(name: &str, facts: &[T], place: impl Fn(&T) -> Option<Span>, out: &mut String) {
    let _ = writeln!(out, "{name} {}", facts.len());
    for fact in facts {
        let value = serde_json::to_value(fact).unwrap();
        let fields = value.as_object().unwrap();
        let mut names: Vec<&String> = fields.keys().filter(|key| !SHOWN.contains(&key.as_str())).collect();
        names.sort();
        let fields: Vec<String> = names.iter().map(|key| format!("{key}={}", short(&fields[*key]))).collect();
        let id = value.get("id").map_or(String::new(), short);
        let _ = writeln!(out, "{id:<4} {}  {}", place(fact).map_or(String::new(), marked), fields.join(" "));
    }
    out.push('\n');
}

#[test]
fn seed() {
    let facts = Extractor::new().unwrap().extract(SEED);
    let mut out = String::new();
    let document = &facts.document;
    let _ = writeln!(out, "title={:?} source={:?}", document.title, document.source);
    let _ = writeln!(out, "published={:?} contributor={:?}", document.published, document.contributor);
    let _ = writeln!(out, "region={:?}\n", document.region);
    print("sections", &document.sections, |f| Some(f.span), &mut out);
    print("claims", &facts.claims, |f| Some(f.span), &mut out);
    print("institutions", &facts.institutions, |f| f.mentions.first().map(|m| m.span), &mut out);
    print("measures", &facts.measures, |f| Some(f.span), &mut out);
    print("policies", &facts.policies, |f| Some(f.span), &mut out);
    print("checks", &facts.checks, |_| None, &mut out);
    insta::assert_snapshot!("seed", out);
}
