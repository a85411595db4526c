//! Runs that break off and are gone on with.

use super::made::Folder;
use super::zhengwen;
use std::fmt::Write;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Returns inputs that take a while: lines, some of them broken or twice there, and files.
fn inputs(folder: &Folder) -> Vec<String> {
    let mut lines = String::new();
    for n in 0..1500 {
        let text = format!("第{}期。全县法院办理案件{n}件，同比下降13.6%，占总数的42.13%。", n % 1400).repeat(8);
        let _ = match n % 100 {
            7 => writeln!(lines, "{{\"text\":"),
            _ => writeln!(lines, "{{\"id\":\"a{n}\",\"text\":\"{text}\"}}"),
        };
    }
    for n in 0..300 {
        folder.file(&format!("files/{n:03}.txt"), format!("全县新建学校{n}所，投用{n}所。").repeat(20));
    }
    vec![folder.file("lines.jsonl", lines), folder.path("files")]
}

fn start(inputs: &[String], output: &str, resume: bool) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhengwen"));
    command.args(["extract", "--quiet", "--output", output]).args(inputs).stderr(Stdio::piped());
    if resume {
        command.arg("--resume");
    }
    command.spawn().unwrap()
}

/// Pauses that differ from run to run, the same in every test run.
fn pauses(most: u64) -> impl Iterator<Item = Duration> {
    let mut seed = 20_240_305_u64;
    std::iter::from_fn(move || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Some(Duration::from_millis(200 + (seed >> 33) % most))
    })
}

#[test]
fn ten_kills_leave_no_trace() {
    let folder = Folder::new("kills");
    let inputs = inputs(&folder);
    let whole = folder.path("whole.jsonl");
    let args: Vec<&str> =
        ["extract", "--quiet", "--output", &whole].into_iter().chain(inputs.iter().map(String::as_str)).collect();
    let unbroken = zhengwen(&args, "");
    assert_eq!(unbroken.code, 1);
    let output = folder.path("broken.jsonl");
    let mut kills = 0;
    for (n, pause) in pauses(1500).take(10).enumerate() {
        let mut child = start(&inputs, &output, n > 0);
        std::thread::sleep(pause);
        child.kill().unwrap();
        child.wait().unwrap();
        kills += usize::from(!std::path::Path::new(&output).exists());
    }
    assert!(kills > 0, "every run was faster than the first kill");
    let last = start(&inputs, &output, true).wait_with_output().unwrap();
    assert!(matches!(last.status.code(), Some(0 | 1)), "{}", String::from_utf8_lossy(&last.stderr));
    assert!(std::fs::read(&output).unwrap() == std::fs::read(&whole).unwrap(), "the rows differ");
    let left: Vec<_> = std::fs::read_dir(folder.path("")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().starts_with('.')), "{left:?}");
    let run = zhengwen(&[&args[..2], &["--resume", "--output", &output], &args[4..]].concat(), "");
    assert!(run.code == 0 && run.err.contains("is complete: nothing is left to do"), "{}", run.err);
}

#[test]
#[cfg(unix)]
fn an_interrupt_says_how_to_go_on() {
    let folder = Folder::new("interrupt");
    let inputs = inputs(&folder);
    let output = folder.path("facts.jsonl");
    let child = start(&inputs, &output, false);
    // Long enough to have begun, too short to be done.
    std::thread::sleep(Duration::from_millis(1500));
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let ended = child.wait_with_output().unwrap();
    let err = String::from_utf8(ended.stderr).unwrap();
    if ended.status.code() != Some(130) {
        eprintln!("skipped: the run was over before the interrupt came ({sent}, {:?})", ended.status);
        return;
    }
    assert!(err.contains("stopped after") && err.contains("--resume"), "{err}");
    assert!(!std::path::Path::new(&output).exists());
    let other =
        zhengwen(&["extract", "--resume", "--offsets", "byte", "--output", &output, &inputs[0], &inputs[1]], "");
    assert!(other.err.contains("with other options"), "{}", other.err);
    let last = start(&inputs, &output, true).wait_with_output().unwrap();
    assert_eq!(last.status.code(), Some(1), "an input that failed before the interrupt still counts");
    let rows = std::fs::read_to_string(&output).unwrap().lines().count();
    assert_eq!(rows, 1500 - 15 + 300);
}

#[test]
fn the_summary_counts_and_names_what_is_there_twice() {
    let folder = Folder::new("summary");
    let inputs = inputs(&folder);
    let output = folder.path("facts.jsonl");
    let run = zhengwen(&["extract", "--output", &output, &inputs[0]], "");
    let closing = run.closing.join("\n");
    assert!(closing.contains("done: 1,485 articles, "), "{closing}");
    assert!(closing.contains("15 inputs failed (15 format)"), "{closing}");
    assert!(zhengwen(&["extract", "--quiet", "--output", &output, &inputs[0]], "").closing.is_empty());
    let twice = folder.file("twice.txt", "全县新建学校5所。");
    let again = folder.file("again.txt", "全县新建学校5所。\n");
    let run = zhengwen(&["extract", "--format", "jsonl", &twice, &again], "");
    assert!(run.closing.iter().any(|l| l.ends_with(&format!("{again} is {twice}"))), "{:?}", run.closing);
    assert_eq!((run.code, run.lines().len()), (0, 2));
}
