//! The annotated passages and case files, where they stand beside the project: no figure may fall below its threshold.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail")]

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use zhengwen::{Article, Extractor, OffsetUnit, RegionRef};

/// `set metric value` a line.
const THRESHOLDS: &str = include_str!("thresholds.txt");

#[derive(serde::Deserialize)]
struct Line {
    id: String,
    text: String,
    title: Option<String>,
    published: Option<zhengwen::Date>,
    region: Option<RegionRef>,
}

fn shared() -> Option<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    if dir.join("score.py").exists() {
        return Some(dir);
    }
    println!("skipped: the annotated passages are not beside the project");
    None
}

/// Runs every line of `input` through the extractor and writes the results to a file of their own.
fn predict(input: &str, name: &str, recognize: bool) -> PathBuf {
    let extractor = Extractor::new().unwrap();
    let mut out = String::new();
    for line in input.lines().filter(|l| !l.trim().is_empty()) {
        let line: Line = serde_json::from_str(line).unwrap();
        let mut article = Article::new(&line.text).id(line.id);
        if let Some(title) = &line.title {
            article = article.title(title);
        }
        if let Some(published) = line.published {
            article = article.published(published);
        }
        if let Some(region) = line.region {
            article = article.region(region);
        }
        let json = if recognize {
            serde_json::to_string(&extractor.recognize(article).to_unit(&line.text, OffsetUnit::Char))
        } else {
            serde_json::to_string(&extractor.extract(article).to_unit(&line.text, OffsetUnit::Char))
        };
        writeln!(out, "{}", json.unwrap()).unwrap();
    }
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.jsonl"));
    fs::write(&path, out).unwrap();
    path
}

fn python(args: &[&str]) -> String {
    let output = Command::new("python3").args(args).output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Holds the figures that a scorer printed (`metric value` a line) against the thresholds of `set`.
fn hold(set: &str, printed: &str) {
    let mut faults = Vec::new();
    let mut held = 0;
    for row in THRESHOLDS.lines().filter(|l| !l.starts_with('#')) {
        let fields: Vec<&str> = row.split_whitespace().collect();
        let [of, metric, least] = fields[..] else { continue };
        if of != set {
            continue;
        }
        let got =
            printed.lines().map(|l| l.split_whitespace().collect::<Vec<_>>()).find(|f| f.first() == Some(&metric));
        let got: f64 = got.and_then(|f| f.get(1)?.parse().ok()).unwrap_or(-1.0);
        held += 1;
        if got < least.parse().unwrap() {
            faults.push(format!("{set} {metric}: {got} is below {least}"));
        }
    }
    assert!(held > 0, "no threshold for {set}");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn passages() {
    let Some(dir) = shared() else { return };
    let (score, gold) = (dir.join("score.py"), dir.join("gold/dev"));
    let (score, gold) = (score.to_str().unwrap(), gold.to_str().unwrap());
    let input = python(&[score, "--gold", gold, "--input"]);
    let pred = predict(&input, "passages", false);
    let pred = pred.to_str().unwrap();
    let all = python(&[score, "--gold", gold, "--pred", pred]);
    hold("gold", &all);
    assert!(all.lines().any(|l| l.split_whitespace().eq(["ungrounded", "0"])), "a span does not hold its text");
    hold("seed", &python(&[score, "--gold", gold, "--pred", pred, "--only", "seed"]));
}

#[test]
fn cases() {
    let Some(dir) = shared() else { return };
    let cases = dir.join("cases/dev.jsonl");
    let pred = predict(&fs::read_to_string(&cases).unwrap(), "cases", false);
    let score = dir.join("score_cases.py");
    let args = [score.to_str().unwrap(), "--cases", cases.to_str().unwrap(), "--pred", pred.to_str().unwrap()];
    hold("cases", &python(&args));
}

#[test]
fn recognizers() {
    let Some(dir) = shared() else { return };
    for set in ["recognizers", "orgs"] {
        let cases = dir.join(set).join("dev.jsonl");
        let pred = predict(&fs::read_to_string(&cases).unwrap(), set, true);
        let score = dir.join("score_recognize.py");
        let args = [score.to_str().unwrap(), "--cases", cases.to_str().unwrap(), "--pred", pred.to_str().unwrap()];
        hold(set, &python(&args));
    }
}
