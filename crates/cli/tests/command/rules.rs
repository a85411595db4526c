//! Words and rules of the user's own.

use super::{fixture, zhengwen};

/// What is wrong with a file is said with file, line and column, and nothing is done.
#[test]
fn faulty_files() {
    for (file, place, says) in [
        ("unknown_class.toml", ":4:", "unknown class or macro `quantitty`; did you mean `quantity`?"),
        ("broken_pattern.toml", ":4:", "the pattern of `test.broken` is not a regular expression"),
        ("open_brace.toml", ":4:", "`{` is never closed"),
        ("duplicate_id.toml", ":8:6: ", "the rule id `test.twice` is taken"),
        ("unknown_class.tsv", ":3:4: ", "unknown class `verbb`; did you mean `verb`?"),
    ] {
        let path = fixture(file);
        let run = zhengwen(&["extract", "--rules", &path, "-"], "全市新建学校5所。");
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{file}");
        let head = format!("zhengwen: {path}{place}");
        assert!(run.err.starts_with(&head) && run.err.contains(says), "{file}: {}", run.err);
        let column = run.err[head.len()..].split(':').next().unwrap();
        assert!(place.ends_with(' ') || column.parse::<usize>().is_ok(), "no column: {}", run.err);
    }
}

#[test]
fn a_rule_fires_and_is_named() {
    let text = "全县古树认领35棵。";
    let run = zhengwen(&["extract", "--format", "jsonl", "--rules", &fixture("adopt.toml"), "-"], text);
    assert_eq!(run.code, 0, "{}", run.err);
    let claims = &run.lines()[0]["claims"];
    assert_eq!(claims[0]["rule"], "test.adopted", "{claims}");
    assert_eq!(claims[0]["value"], "35");
}
