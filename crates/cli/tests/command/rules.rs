//! Words and rules of the user's own.

use super::{fixture, zhengwen};

/// What is wrong with a file is said with file, line and column, and nothing is done.
#[test]
fn faulty_files() {
    for (file, place, says) in [
        ("unknown_class.toml", ":4:", "unknown class or macro `quantitty`; did you mean `quantity`?"),
        (
            "broken_pattern.toml",
            ":4:",
            "the pattern of `test.broken` is not a regular expression: unclosed group, at `({noun} {quantity}`",
        ),
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

#[test]
fn rules_are_listed() {
    let run = zhengwen(&["rules", "list"], "");
    assert!(run.code == 0 && run.out.contains("claim.share.of") && run.out.contains("measure"), "{}", run.out);
    let run = zhengwen(&["rules", "list", "claim.share.of"], "");
    assert!(run.out.contains("(?<base>") && run.out.contains("✓ ") && run.out.contains("data/rules/claims.toml:"));
    let run = zhengwen(&["rules", "list", "--format", "jsonl"], "");
    assert!(run.lines().iter().all(|rule| rule["hit"][0]["text"].is_string()));
    let run = zhengwen(&["rules", "list", "none.such"], "");
    assert!(run.code == 2 && run.err.contains("none.such"), "{}", run.err);
}

#[test]
fn rules_of_ones_own_are_checked() {
    let good = zhengwen(&["rules", "check", &fixture("adopt.toml")], "");
    assert_eq!((good.code, good.err.as_str()), (0, ""));
    assert!(good.out.contains("well formed; 1 rule, "), "{}", good.out);
    let path = fixture("broken_promise.toml");
    let broken = zhengwen(&["rules", "check", &path], "");
    assert_eq!(broken.code, 1, "{}", broken.err);
    assert!(
        broken.out.contains(&format!("{path}:2:6: `test.promise` does not find indicator 古树, value 36")),
        "{}",
        broken.out
    );
    assert!(broken.out.contains("`test.promise` must not fire in “全县古树"), "{}", broken.out);
    for (file, place) in [("unknown_class.toml", ":4:"), ("unknown_class.tsv", ":3:4: ")] {
        let path = fixture(file);
        let run = zhengwen(&["rules", "check", &path], "");
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{file}");
        assert!(run.err.starts_with(&format!("zhengwen: {path}{place}")), "{}", run.err);
    }
}
