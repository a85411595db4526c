//! CSV: what is written reads back with the counts of the JSONL.

use super::{fixture, zhengwen};
use serde_json::Value;
use std::path::PathBuf;

/// The lists of facts that JSON and the tables have in common.
pub(crate) const TABLES: [&str; 5] = ["claims", "institutions", "measures", "policies", "checks"];

/// Returns the articles that the tests write, and a path that does not exist.
pub(crate) fn inputs() -> Vec<String> {
    let fixtures = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let mut inputs: Vec<String> = ["seed.txt", "documents/report.txt", "documents/bulletin.md"]
        .iter()
        .map(|name| fixtures.join(name).to_str().unwrap().to_owned())
        .collect();
    inputs.push(fixture("none.txt"));
    inputs
}

/// Returns how many facts of each kind the JSONL has.
pub(crate) fn counts() -> Vec<(&'static str, usize)> {
    let inputs = inputs();
    let mut args = vec!["extract", "--format", "jsonl"];
    args.extend(inputs.iter().map(String::as_str));
    let lines = zhengwen(&args, "").lines();
    let count = |table: &str| lines.iter().map(|l| l[table].as_array().map_or(0, Vec::len)).sum();
    let mut counts: Vec<(&'static str, usize)> = TABLES.iter().map(|t| (*t, count(t))).collect();
    counts.extend([("documents", lines.len()), ("errors", 1)]);
    assert!(counts.iter().all(|(_, n)| *n > 0), "{counts:?}");
    counts
}

/// Returns a path for an output; what an earlier run left there is removed.
pub(crate) fn scratch(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&path);
    let _ = std::fs::remove_file(&path);
    path
}

/// Writes the articles to `path`.
pub(crate) fn write(path: &std::path::Path, more: &[&str]) {
    let inputs = inputs();
    let mut args = vec!["extract", "--output", path.to_str().unwrap()];
    args.extend(more);
    args.extend(inputs.iter().map(String::as_str));
    let run = zhengwen(&args, "");
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{}", run.err);
    assert!(run.err.contains("none.txt"), "{}", run.err);
}

#[test]
fn csv_files_hold_what_jsonl_holds() {
    let folder = scratch("csv");
    write(&folder, &["--format", "csv"]);
    for (table, count) in counts() {
        let bytes = std::fs::read(folder.join(format!("{table}.csv"))).unwrap();
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").expect("no byte order mark");
        let mut reader = csv::Reader::from_reader(bytes);
        assert_eq!(reader.records().map(Result::unwrap).count(), count, "{table}");
    }
    let left: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 7, "{left:?}");
}

#[test]
fn a_row_says_what_json_says() {
    let text = "2023年，全县城镇新增就业1.2万人，同比下降3.5%。";
    let args = ["extract", "--region", "张掖市", "--published", "2024-01-10", "-"];
    let run = zhengwen(&[&args[..], &["--format", "csv", "--facts", "claims"]].concat(), text);
    assert_eq!(run.code, 0, "{}", run.err);
    let mut reader = csv::Reader::from_reader(run.out.as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let json: Value = serde_json::from_str(&zhengwen(&[&args[..], &["-f", "json"]].concat(), text).out).unwrap();
    assert_eq!(rows.len(), 2);
    for (row, claim) in rows.iter().zip(json["claims"].as_array().unwrap()) {
        let cell = |name: &str| row.get(header.iter().position(|h| h == name).unwrap()).unwrap();
        for name in ["id", "text", "value", "kind", "dimension", "rule"] {
            assert_eq!(cell(name), claim[name].as_str().unwrap(), "{name}");
        }
        assert_eq!(cell("period_key"), "2023");
        assert_eq!(cell("period_end"), claim["period"]["end"].as_str().unwrap());
        assert_eq!(cell("indicator_text"), claim["indicator"]["text"].as_str().unwrap());
        assert_eq!(cell("span_start"), claim["span"]["start"].to_string());
        assert_eq!(cell("sentence"), text);
        let signed = cell("value_signed");
        assert_eq!(signed.trim_start_matches('-'), cell("value"));
        assert_eq!(signed.starts_with('-'), claim["direction"] == "decrease");
    }
}

#[test]
fn measures_and_policies_have_keys() {
    let text = "全县推行河长制。市政府印发《云河市物业管理办法》（云政发〔2022〕5号）。";
    for (facts, wants) in
        [("measures", ["河长制", "云河市物业管理办法"].as_slice()), ("policies", &["云河市物业管理办法"])]
    {
        let run = zhengwen(&["extract", "-f", "csv", "--facts", facts, "-"], text);
        let mut reader = csv::Reader::from_reader(run.out.as_bytes());
        let at = reader.headers().unwrap().iter().position(|h| h == "key").unwrap();
        let keys: Vec<String> = reader.records().map(|r| r.unwrap()[at].to_owned()).collect();
        assert_eq!(keys, wants, "{facts}");
    }
}

/// What an article says must not run in the program that opens the table.
#[test]
fn words_are_no_formulas() {
    let run = zhengwen(
        &["extract", "--title", "=HYPERLINK(\"http://example.org\")", "-f", "csv", "--facts", "documents", "-"],
        "全市新建学校5所。",
    );
    assert!(run.out.contains("'=HYPERLINK"), "{}", run.out);
}

#[test]
fn what_cannot_be_written_is_said_before_anything_is_read() {
    let folder = scratch("refused");
    let file = folder.join("a.csv");
    let file = file.to_str().unwrap();
    for (args, says) in [
        (&["extract", "-f", "csv", "-"][..], "choose it with --facts"),
        (&["extract", "-o", file, "-"], "choose it with --facts"),
        (&["extract", "-o", "a.unknown", "-"], "--format"),
        (&["extract", "-f", "jsonl", "--facts", "claims", "-"], "--facts"),
        (&["recognize", "-f", "csv", "--facts", "claims", "-"], "recognize writes"),
    ] {
        let run = zhengwen(args, "全市新建学校5所。");
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains(says), "{args:?}: {}", run.err);
    }
    assert!(!folder.exists());
}

/// A name of an output says its format, and nothing stands there until it is whole.
#[test]
fn outputs_are_whole_or_not_there() {
    let folder = scratch("named");
    for (name, begins) in [("a.jsonl", "{\"schema\":1"), ("a.json", "[\n{"), ("a.md", "# "), ("a.txt", "坚持")] {
        let path = folder.join(name);
        write(&path, &[]);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with(begins) && !text.contains('\u{1b}'), "{name}: {text}");
    }
    // Beside each stays, hidden, that an input failed.
    let names = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    let (kept, there): (Vec<String>, Vec<String>) = names.partition(|name| name.starts_with('.'));
    assert!(there.len() == 4 && kept.iter().all(|name| name.ends_with(".journal")), "{there:?} {kept:?}");
    let file = folder.join("a.txt");
    let run = zhengwen(&["extract", "-f", "csv", "-o", file.to_str().unwrap(), "-"], "全市新建学校5所。");
    assert_eq!(run.code, 1);
    assert!(run.err.starts_with("zhengwen: cannot write: ") && run.err.contains("a.txt"), "{}", run.err);
}

/// The documentation says what is written. With `ZHENGWEN_BLESS` set, the page is rewritten.
#[test]
fn the_tables_are_documented() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/outputs.md");
    let page = std::fs::read_to_string(path).unwrap();
    let (before, rest) = page.split_once("<!-- schema -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- end -->").unwrap();
    let wanted = format!("{before}<!-- schema -->\n{}<!-- end -->{after}", zhengwen(&["schema"], "").out);
    if std::env::var_os("ZHENGWEN_BLESS").is_some() {
        std::fs::write(path, &wanted).unwrap();
    }
    assert!(
        page == wanted,
        "docs/outputs.md is not what `zhengwen schema` prints: run this test with ZHENGWEN_BLESS=1"
    );
}
