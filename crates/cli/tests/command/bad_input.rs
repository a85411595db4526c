//! What is wrong with an input is said, the rest is done.

use super::{fixture, zhengwen};

#[test]
fn texts_without_anything_to_read() {
    for (text, says) in [
        ("", "<stdin>:1: the text is empty"),
        (" \n\t\n", "<stdin>:1: the text is empty"),
        ("GDP grew by 5.2% in 2023.", "<stdin>:1: no Chinese in the text"),
    ] {
        let run = zhengwen(&["extract", "--input-format", "text", "--format", "jsonl", "-"], text);
        assert_eq!(run.code, 1, "{text:?}");
        assert!(run.err.starts_with(&format!("zhengwen: {says}")), "{}", run.err);
        // Who joins the output by id finds every article that could be read.
        assert_eq!(run.lines().len(), 1);
        assert!(run.lines()[0]["notes"][0]["message"].is_string(), "{}", run.out);
    }
}

#[test]
fn numbers_alone_are_something_to_recognize() {
    let run = zhengwen(&["recognize", "-"], "12.5%");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
}

#[test]
fn text_that_is_not_utf8() {
    let path = fixture("not_utf8.txt");
    let run = zhengwen(&["extract", "--format", "jsonl", &path, &fixture("folder/b.txt")], "");
    assert_eq!(run.code, 1);
    assert!(run.err.starts_with(&format!("zhengwen: {path}:1: not UTF-8 at byte 18: ")), "{}", run.err);
    assert!(run.err.contains("--encoding"), "{}", run.err);
    assert_eq!(run.lines().len(), 1, "the other file is read");
}

#[test]
fn line_that_is_not_utf8() {
    let run =
        zhengwen(&["extract", "--input-format", "jsonl", "-"], b"{\"text\":\"\xe5\x85\xa8\"}\n{\"text\":\"\xff\"}\n");
    assert_eq!(run.code, 1);
    assert!(run.err.starts_with("zhengwen: <stdin>:2: not UTF-8 at byte 24: "), "{}", run.err);
    assert_eq!(run.lines().len(), 1);
}

#[test]
fn lines_that_are_not_json() {
    let input = "{\"id\":\"a\",\"text\":\"全市新建学校5所。\"}\n{\"text\":\"全市\",,}\n\n{\"id\":\"b\"}\n[1]\n{\"text\":\"全县\"}\n";
    let run = zhengwen(&["extract", "--input-format", "jsonl", "--format", "jsonl", "-"], input);
    assert_eq!(run.code, 1);
    let errors: Vec<&str> = run.err.lines().collect();
    assert_eq!(errors.len(), 3, "{}", run.err);
    assert!(errors[0].starts_with("zhengwen: <stdin>:2:14: not JSON: "), "{}", errors[0]);
    assert!(errors[1].starts_with("zhengwen: <stdin>:4:"), "{}", errors[1]);
    assert!(errors[1].contains("missing field `text`"), "{}", errors[1]);
    assert!(errors[2].starts_with("zhengwen: <stdin>:5:"), "{}", errors[2]);
    let ids: Vec<_> = run.lines().iter().map(|l| l["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids, ["a", "6"]);
}

#[test]
fn values_that_are_none() {
    for (line, says) in [
        (r#"{"text":"全市","published":"2024-02-30"}"#, "`2024-02-30` is not a date"),
        (r#"{"text":"全市","region":"无此市"}"#, "no division is called `无此市`"),
    ] {
        let run = zhengwen(&["extract", "--input-format", "jsonl", "-"], line);
        assert_eq!(run.code, 1);
        assert!(run.err.starts_with("zhengwen: <stdin>:1") && run.err.contains(says), "{}", run.err);
    }
}

#[test]
fn paths_that_are_not_there() {
    let run = zhengwen(&["extract", "--format", "jsonl", "no/such.txt", &fixture("folder/b.txt")], "");
    assert_eq!(run.code, 1);
    assert!(run.err.starts_with("zhengwen: no/such.txt: no such file or folder"), "{}", run.err);
    assert_eq!(run.lines().len(), 1);
}

#[test]
fn wrong_usage() {
    for args in [
        &["extract"][..],
        &["frobnicate"],
        &["extract", "--offsets", "miles", "-"],
        &["extract", "--threads", "0", "-"],
        &["extract", "--published", "yesterday", "-"],
        &["extract", "--region", "无此市", "-"],
        &["extract", "--rules", "no_such.toml", "-"],
    ] {
        let run = zhengwen(args, "");
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}: {}", run.err);
        assert!(!run.err.is_empty(), "{args:?}");
    }
}

#[test]
fn a_reader_that_leaves_early() {
    use std::process::{Command, Stdio};
    let line = "{\"text\":\"全市新建学校5所。\"}\n".repeat(20_000);
    let path = std::env::temp_dir().join(format!("zhengwen-{}.jsonl", std::process::id()));
    std::fs::write(&path, line).unwrap();
    for format in ["jsonl", "table", "json"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_zhengwen"))
            .args(["extract", "--format", format])
            .arg(&path)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "{format}");
    }
    std::fs::remove_file(path).unwrap();
}

/// Nothing here is wrong; it must only end, and soon. The limit is far above what a linear reading takes on a busy machine.
#[test]
#[expect(clippy::disallowed_methods, reason = "the time is what is tested")]
fn endless_lines() {
    let size = 100_000;
    for unit in ["7", "一", "的", "“", "全市法院办理案件20522件，", "（", "《", "0.", "亿", "年"] {
        let mut text = unit.repeat(size / unit.len());
        text.push_str("全市新建学校5所。");
        for command in ["extract", "recognize"] {
            let began = std::time::Instant::now();
            let run = zhengwen(&[command, "--input-format", "text", "--format", "jsonl", "-"], &text);
            assert!(began.elapsed().as_secs() < 30, "{command} of many {unit} took {:?}", began.elapsed());
            assert_eq!((run.code, run.err.as_str()), (0, ""), "{command} {unit}");
            assert_eq!(run.lines().len(), 1);
        }
    }
    let line = format!("{{\"id\":1,\"text\":\"{}\"}}\n", "全市法院办理案件20522件，".repeat(1_000_000 / 36));
    let run = zhengwen(&["extract", "--format", "jsonl", "-"], line);
    assert_eq!((run.code, run.lines().len()), (0, 1));
}
