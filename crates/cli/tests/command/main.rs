//! The command as its users call it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test may fail"
)]

mod bad_input;
mod broken;
mod diff;
mod explain;
mod files;
mod formats;
mod inputs;
mod jsonl;
mod made;
mod resume;
mod rules;
mod tables;

use serde_json::Value;
use std::{
    io::Write,
    path::PathBuf,
    process::{Command, Stdio},
};

/// What a run of the command gave.
struct Run {
    out: String,
    err: String,
    /// The lines that close a run.
    closing: Vec<String>,
    code: i32,
}

impl Run {
    /// Returns the lines of the output as JSON.
    fn lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// Runs the command with that standard input.
fn zhengwen(args: &[&str], input: impl AsRef<[u8]>) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_zhengwen"))
        .args(args)
        .env_remove("COLUMNS")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.as_ref().to_vec();
    // A command that does not read its input closes it: that is no failure here.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let (closing, err): (Vec<String>, Vec<String>) =
        text(output.stderr).split_inclusive('\n').map(String::from).partition(|l| l.starts_with("zhengwen: done:"));
    let closing = closing.iter().map(|l| l.trim_end().to_owned()).collect();
    Run { out: text(output.stdout), err: err.concat(), closing, code: output.status.code().unwrap() }
}

/// Says something that is seen although the test passes, such as that it was skipped.
fn visibly(said: &str) {
    let _ = writeln!(std::io::stderr(), "{}", said.trim_end());
}

/// Returns the path of a file beside the tests.
fn fixture(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    path.to_str().unwrap().to_owned()
}
