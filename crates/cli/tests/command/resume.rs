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

/// Kills a run that writes `name` so many times, goes on with it, and asserts that it ends as an unbroken run does: with the
/// same exit status, nothing left beside it, and `read` of both the same.
fn kills_leave_no_trace<T: PartialEq>(kills: usize, name: &str, more: &[&str], read: impl Fn(&str) -> T) {
    let folder = Folder::new(&format!("kills-{name}"));
    let inputs: Vec<String> = inputs(&folder).into_iter().chain(more.iter().map(ToString::to_string)).collect();
    let whole = folder.path(&format!("whole/{name}"));
    assert_eq!(start(&inputs, &whole, false).wait_with_output().unwrap().status.code(), Some(1));
    let output = folder.path(&format!("broken/{name}"));
    let mut broken = 0;
    for (n, pause) in pauses(1500).take(kills).enumerate() {
        let mut child = start(&inputs, &output, n > 0);
        std::thread::sleep(pause);
        child.kill().unwrap();
        child.wait().unwrap();
        broken += usize::from(!std::path::Path::new(&output).is_file());
    }
    assert!(broken > 0, "every run was faster than the first kill");
    let last = start(&inputs, &output, true).wait_with_output().unwrap();
    assert_eq!(last.status.code(), Some(1), "{}", String::from_utf8_lossy(&last.stderr));
    assert!(read(&output) == read(&whole), "the rows differ");
    let left: Vec<_> = std::fs::read_dir(folder.path("broken")).unwrap().map(|e| e.unwrap().file_name()).collect();
    // What is kept is that inputs failed, and nothing else.
    let journal = format!(".{name}.journal");
    assert!(left.len() == 2 && left.iter().all(|l| *l == *name || *l == *journal), "{left:?}");
    let again = start(&inputs, &output, true).wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&again.stderr);
    assert!(said.contains("nothing is left to do, but 15 inputs failed"), "{said}");
    assert_eq!(again.status.code(), Some(1));
    assert!(read(&output) == read(&whole));
}

#[test]
fn ten_kills_leave_no_trace() {
    kills_leave_no_trace(10, "facts.jsonl", &[], |path| std::fs::read(path).unwrap());
}

#[test]
#[cfg(feature = "parquet")]
fn kills_leave_no_trace_in_parquet() {
    let tables = ["claims", "institutions", "measures", "policies", "checks", "documents", "errors"];
    kills_leave_no_trace(4, "facts", &["--format", "parquet"], |path| {
        tables.map(|table| std::fs::read(format!("{path}/{table}.parquet")).unwrap())
    });
}

#[test]
#[cfg(feature = "xlsx")]
fn kills_leave_no_trace_in_a_workbook() {
    use calamine::{Reader, Xlsx, open_workbook};
    kills_leave_no_trace(4, "facts.xlsx", &[], |path| {
        let mut book: Xlsx<_> = open_workbook(path).unwrap();
        let sheets = book.worksheets();
        sheets
            .into_iter()
            .map(|(name, range)| (name, range.rows().map(<[_]>::to_vec).collect::<Vec<_>>()))
            .collect::<Vec<_>>()
    });
}

#[test]
#[cfg(feature = "sqlite")]
fn kills_leave_no_trace_in_a_database() {
    kills_leave_no_trace(4, "facts.sqlite", &[], |path| {
        let db = rusqlite::Connection::open(path).unwrap();
        let mut rows = Vec::new();
        for table in ["claims", "documents", "errors", "measures", "search"] {
            let mut statement = db.prepare(&format!("SELECT * FROM {table}")).unwrap();
            let width = statement.column_count();
            let mut found = statement.query([]).unwrap();
            while let Some(row) = found.next().unwrap() {
                rows.push((0..width).map(|i| row.get::<_, rusqlite::types::Value>(i).unwrap()).collect::<Vec<_>>());
            }
        }
        rows
    });
}

#[test]
fn a_finished_run_remembers_its_failures() {
    let folder = Folder::new("finished");
    let good = folder.file("good.txt", "全县新建学校5所。");
    let bad = folder.file("bad.txt", "");
    let output = folder.path("facts.jsonl");
    let args = ["extract", "--quiet", "--output", &output, &good, &bad];
    let resume = [&args[..], &["--resume"]].concat();
    assert_eq!(zhengwen(&args, "").code, 1);
    let run = zhengwen(&resume, "");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("is complete: nothing is left to do, but 1 input failed"), "{}", run.err);
    // What was mended is read when the run is begun anew; then nothing is said of broken runs.
    folder.file("bad.txt", "全县新建医院2家。");
    let run = zhengwen(&args, "");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let run = zhengwen(&resume, "");
    assert_eq!(run.code, 0);
    assert!(run.err.ends_with("is complete: nothing is left to do\n"), "{}", run.err);
    let left: Vec<_> = std::fs::read_dir(folder.path("")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 3, "{left:?}");
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
        super::visibly(&format!(
            "an_interrupt_says_how_to_go_on: skipped, the run was over before the interrupt came ({sent}, {:?})",
            ended.status
        ));
        return;
    }
    assert!(err.contains("stopped after") && err.contains("--resume"), "{err}");
    assert!(!std::path::Path::new(&output).exists());
    let other =
        zhengwen(&["extract", "--resume", "--offsets", "byte", "--output", &output, &inputs[0], &inputs[1]], "");
    assert!(other.err.contains("with other options"), "{}", other.err);
    let last = start(&inputs, &output, true).wait_with_output().unwrap();
    assert_eq!(last.status.code(), Some(1), "an input that failed before the interrupt still counts");
    // No row is there twice, wherever the interrupt came.
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
