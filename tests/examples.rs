//! Every example runs and says something.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test may fail"
)]

use std::{path::Path, process::Command};

/// Returns what an example prints.
fn run(name: &str) -> String {
    // A plain `cargo test` builds the examples beside the tests; `cargo test --test examples` does not.
    let tests = std::env::current_exe().unwrap();
    let built = tests.parent().and_then(Path::parent).unwrap().join("examples").join(name);
    let built = built.with_extension(std::env::consts::EXE_EXTENSION);
    let mut command = if built.exists() {
        Command::new(built)
    } else {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["run", "--quiet", "--example", name]);
        cargo
    };
    let output = command.output().unwrap();
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn all_examples_run() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["batch", "custom_rules", "extract_article", "indicators", "throughput"]);
    for name in names {
        assert!(!run(&name).is_empty(), "{name} prints nothing");
    }
}

#[test]
fn a_rule_of_the_users_own_fires() {
    let printed = run("custom_rules");
    assert!(printed.contains("found by example.adopted"), "{printed}");
    assert!(printed.contains("example.toml:13:"), "{printed}");
}

#[test]
fn an_article_has_every_kind_of_fact() {
    let printed = run("extract_article");
    for id in ["c1", "i1", "m1", "p1"] {
        assert!(printed.lines().any(|line| line.trim_start().starts_with(&format!("{id} "))), "{id}: {printed}");
    }
}

#[test]
fn examples_are_short() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let lines = std::fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines < 60, "{} has {lines} lines", path.display());
    }
}
