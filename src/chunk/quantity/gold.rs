//! Every annotated claim is a quantity the scanner finds, with the same reading. Skipped where the annotations are not.

use super::scan;
use crate::chunk::Quantity;
use crate::span::Span;
use serde_json::Value;
use std::path::PathBuf;

fn shared() -> Option<PathBuf> {
    [concat!(env!("CARGO_MANIFEST_DIR"), "/shared"), concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")]
        .into_iter()
        .map(PathBuf::from)
        .find(|p| p.join("gold/dev").is_dir())
}

fn quantities(text: &str) -> Vec<Quantity<'_>> {
    let mut out = Vec::new();
    let within = Span::new(0, u32::try_from(text.len()).unwrap());
    scan(text, within, &crate::chunk::sites_in(text, within), &mut out);
    out
}

/// Returns what differs between a claim and the quantity, or nothing.
fn differs(claim: &Value, q: &Quantity<'_>) -> Option<String> {
    let want = |key: &str| claim.get(key).and_then(|v| v.as_str().map(str::to_owned));
    let got = |key: &str| match key {
        "value" => Some(q.value.normalize().to_string()),
        "value_max" => q.value_max.map(|v| v.normalize().to_string()),
        "fraction" => q.fraction.as_deref().map(str::to_owned),
        "bound" => serde_json::to_value(q.bound).unwrap().as_str().map(str::to_owned),
        "unit" => q.unit.as_deref().map(str::to_owned),
        "per" => q.per.as_deref().map(str::to_owned),
        "dimension" => serde_json::to_value(q.dimension).unwrap().as_str().map(str::to_owned),
        _ => None,
    };
    let decimal = |v: String| v.parse::<rust_decimal::Decimal>().map_or(v, |d| d.normalize().to_string());
    let keys = ["value", "value_max", "fraction", "bound", "unit", "per", "dimension"];
    keys.iter()
        .filter(|k| claim.get(k).is_some())
        .find(|k| want(k).map(decimal) != got(k).map(decimal))
        .map(|k| format!("{k} {:?} not {:?}", got(k), want(k)))
}

#[test]
fn cases_are_found() {
    let Some(shared) = shared() else {
        println!("skipped: no annotated cases beside the sources");
        return;
    };
    let (mut all, mut bad) = (0, Vec::new());
    for line in std::fs::read_to_string(shared.join("cases/dev.jsonl")).unwrap().lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let text = case["text"].as_str().unwrap();
        let found = quantities(text);
        let claims = case["expect"]["claims"].as_array().cloned().unwrap_or_default();
        for claim in &claims {
            all += 1;
            let hit = found.iter().any(|q| {
                claim.get("text").is_none_or(|t| t.as_str() == Some(q.span.of(text))) && differs(claim, q).is_none()
            });
            if !hit {
                bad.push(format!("{}: {claim}\n      {text}", case["id"]));
            }
        }
        let extra: Vec<&str> = found
            .iter()
            .map(|q| q.span.of(text))
            .filter(|t| !claims.iter().any(|c| c.get("text").is_none_or(|w| w.as_str() == Some(t))))
            .collect();
        if !extra.is_empty() && case["expect"].get("claims").is_some() {
            println!("extra in {}: {extra:?}", case["id"]);
        }
    }
    println!("{} of {all} claims of the cases", all - bad.len());
    println!("{}", bad.join("\n"));
    assert!(bad.len() * 50 <= all, "too many misses");
}

#[test]
fn annotated_claims_are_found() {
    let Some(shared) = shared() else {
        println!("skipped: no annotated passages beside the sources");
        return;
    };
    let (mut all, mut bad, mut extra) = (0, Vec::new(), Vec::new());
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(shared.join("gold/dev")).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    for path in files.iter().filter(|p| p.extension().is_some_and(|e| e == "json")) {
        let facts: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let text = std::fs::read_to_string(path.with_extension("txt")).unwrap();
        let found = quantities(&text);
        let chars: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        let byte = |v: &Value| u32::try_from(chars[usize::try_from(v.as_u64().unwrap()).unwrap()]).unwrap();
        let claims = facts["claims"].as_array().unwrap();
        let mut matched = Vec::new();
        for claim in claims {
            all += 1;
            let span = Span::new(byte(&claim["span"]["start"]), byte(&claim["span"]["end"]));
            matched.push(span);
            let problem = match found.iter().find(|q| q.span == span) {
                None => Some("not found".to_owned()),
                Some(q) => differs(claim, q).or_else(|| {
                    let normalized = serde_json::to_value(&q.normalized).unwrap();
                    let want = claim.get("normalized").cloned().unwrap_or(Value::Null);
                    (normalized != want).then(|| format!("normalized {normalized} not {want}"))
                }),
            };
            if let Some(problem) = problem {
                let lines = text.get(span.start as usize..).unwrap().chars().take(30).collect::<String>();
                bad.push(format!("{}: {lines:?}: {problem}", path.file_stem().unwrap().display()));
            }
        }
        extra.extend(found.iter().filter(|q| !matched.contains(&q.span)).map(|q| q.span.of(&text).to_owned()));
    }
    println!("{} of {all} claims of the passages; others: {extra:?}", all - bad.len());
    println!("{}", bad.join("\n"));
    assert!(bad.len() * 50 <= all, "too many misses");
}

/// Prints every quantity of a file with the words around it: what to read when a table changes.
#[test]
#[ignore = "prints; give a file in ZHENGWEN_TEXT"]
fn print_quantities() {
    let Ok(path) = std::env::var("ZHENGWEN_TEXT") else { return };
    let text = std::fs::read_to_string(path).unwrap();
    for q in quantities(&text) {
        let head: String = text.get(..q.span.start as usize).unwrap().chars().rev().take(10).collect();
        let head: String = head.chars().rev().collect();
        let tail: String = text.get(q.span.end as usize..).unwrap().chars().take(8).collect();
        let line =
            format!("{head}[{}]{tail} {} {:?} {:?} {:?}", q.span.of(&text), q.value, q.value_max, q.bound, q.unit);
        println!("{} per={:?}", line.replace('\n', "/"), q.per);
    }
}
