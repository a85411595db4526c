//! Formats and offset units.

use super::{fixture, zhengwen};
use serde_json::Value;

const TEXT: &str = "😀全县现有公立医院12家，病床3400张。";

fn claim_span(offsets: &str) -> (usize, usize) {
    let run = zhengwen(&["extract", "--format", "json", "--offsets", offsets, "-"], TEXT);
    let facts: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(facts["offset_unit"], offsets);
    let claim = facts["claims"].as_array().unwrap().iter().find(|c| c["text"] == "12家").unwrap();
    let number = |key: &str| usize::try_from(claim["span"][key].as_u64().unwrap()).unwrap();
    (number("start"), number("end"))
}

#[test]
fn offsets_count_what_was_asked_for() {
    let byte = TEXT.find("12家").unwrap();
    let before = &TEXT[..byte];
    assert_eq!(claim_span("byte"), (byte, byte + "12家".len()));
    assert_eq!(claim_span("char"), (before.chars().count(), before.chars().count() + 3));
    assert_eq!(claim_span("utf16"), (before.encode_utf16().count(), before.encode_utf16().count() + 3));
}

#[test]
fn a_single_text_is_a_table_and_the_rest_jsonl() {
    let table = zhengwen(&["extract", &fixture("folder/b.txt")], "");
    assert!(table.out.contains("\nClaims "), "{}", table.out);
    let lines = zhengwen(&["extract", &fixture("folder/b.txt"), &fixture("folder/a.md")], "");
    assert_eq!(lines.lines().len(), 2);
    let lines = zhengwen(&["extract", "-"], " \n{\"text\":\"全市\"}");
    assert_eq!(lines.lines().len(), 1);
}

#[test]
fn json_is_one_document() {
    let one: Value = serde_json::from_str(&zhengwen(&["extract", "-f", "json", "-"], TEXT).out).unwrap();
    assert_eq!(one["schema"], 1);
    let many: Value = serde_json::from_str(&zhengwen(&["extract", "-f", "json", &fixture("folder")], "").out).unwrap();
    assert_eq!(many.as_array().unwrap().len(), 4);
    let none = zhengwen(&["extract", "-f", "json", "--input-format", "jsonl", "-"], "");
    assert_eq!((none.code, none.out.as_str()), (0, "[]\n"));
}

#[test]
fn jsonl_reads_back_as_facts() {
    let seed = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/seed.txt");
    let run = zhengwen(&["extract", "--format", "jsonl", seed], "");
    let facts: zhengwen::Facts<'_> = serde_json::from_str(&run.out).unwrap();
    assert_eq!(serde_json::to_string(&facts).unwrap(), run.out.trim_end());
    let run = zhengwen(&["recognize", "--format", "jsonl", seed], "");
    let entities: zhengwen::Entities<'_> = serde_json::from_str(&run.out).unwrap();
    assert_eq!(serde_json::to_string(&entities).unwrap(), run.out.trim_end());
}

#[test]
fn tables_are_plain_when_piped_and_keep_to_the_width() {
    let seed = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/seed.txt");
    for command in ["extract", "recognize", "explain"] {
        for columns in [80, 160] {
            let output = std::process::Command::new(env!("CARGO_BIN_EXE_zhengwen"))
                .args([command, seed, "--format", "table"])
                .env("COLUMNS", columns.to_string())
                .output()
                .unwrap();
            let out = String::from_utf8(output.stdout).unwrap();
            assert!(!out.contains('\u{1b}'), "{command} prints colours into a pipe");
            for line in out.lines() {
                let width = unicode_width::UnicodeWidthStr::width(line);
                assert!(width <= columns, "{command}: {width} columns, {columns} allowed: {line}");
            }
        }
    }
}

#[test]
fn control_characters_of_a_text_do_not_reach_the_terminal() {
    let run = zhengwen(&["extract", "--title", "坏\u{1b}[2J\u{7}题", "-"], TEXT);
    assert!(run.out.contains("题") && !run.out.contains(['\u{1b}', '\u{7}']), "{:?}", run.out);
}

#[test]
fn help_has_examples() {
    for args in [&["--help"][..], &["extract", "--help"], &["recognize", "-h"], &["explain", "--help"]] {
        let run = zhengwen(args, "");
        assert_eq!(run.code, 0);
        assert!(run.out.contains("Examples:") && run.out.contains("  zhengwen "), "{}", run.out);
    }
    assert!(zhengwen(&["--version"], "").out.starts_with("zhengwen "));
}
