//! A hundred inputs that cannot be read: each is named, and nothing else is lost.

use super::made::{self, Folder};
use super::{Run, zhengwen};
use std::fmt::Write;

const GOOD: &str = "全县新建学校5所，办理事项20522件。";

#[test]
fn a_hundred_broken_inputs() {
    let folder = Folder::new("broken");
    let mut broken = Vec::new();
    let mut add = |name: String, bytes: Vec<u8>, says: &'static str| broken.push((folder.file(&name, bytes), says));
    let docx = made::docx(&[GOOD; 40]);
    for n in 0..12 {
        add(format!("cut{n}.docx"), docx[..docx.len() * n / 12].to_vec(), "not a");
    }
    let bomb = made::zipped("word/document.xml", &vec![b'a'; 300 << 20]);
    assert!(bomb.len() < 1 << 20);
    add("bomb.docx".into(), bomb, "larger than 32M bytes");
    add("other.docx".into(), made::zipped("a.txt", GOOD.as_bytes()), "no Word document");
    add("bomb.txt.gz".into(), made::gzip(&vec![b' '; 100 << 20]), "larger than 32M bytes");
    add("bomb.html.zst".into(), made::zstd(&vec![b'<'; 100 << 20]), "larger than 32M bytes");
    for (n, start) in [
        &b"\x89PNG\r\n\x1a\n\0\0"[..],
        b"\xff\xd8\xff\xe0\0",
        b"\x7fELF\x02\x01\0",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0",
    ]
    .iter()
    .enumerate()
    {
        let mut bytes = start.to_vec();
        bytes.extend((0..5000u32).flat_map(|i| i.wrapping_mul(2_654_435_761).to_be_bytes()));
        add(format!("renamed{n}.txt"), bytes.clone(), "not a text but");
        add(format!("renamed{n}.html"), bytes[8..].to_vec(), "not ");
        add(format!("renamed{n}.pdf"), bytes, "not a");
    }
    for ending in ["txt", "md", "html", "docx", "pdf", "csv"] {
        add(format!("empty.{ending}"), Vec::new(), "empty");
    }
    for n in 0..10 {
        let gz = made::gzip(GOOD.repeat(5000).as_bytes());
        add(format!("cut{n}.txt.gz"), gz[..gz.len() / 2 - n].to_vec(), "cannot be unpacked");
        add(format!("other{n}.txt"), [GOOD.as_bytes(), b"\xff\xfe\xfd"].concat(), "not UTF-8 at byte");
    }
    add("line.txt".into(), vec![b'7'; 200 << 20], "larger than 32M bytes");
    add("script.html".into(), b"<html><body><script>load()</script></body></html>".to_vec(), "no text in the page");
    add("columns.csv".into(), "编号,内容\n1,全县\n".into(), "no column `text` among 编号, 内容");
    add("open.csv".into(), [b"text\n\"".to_vec(), vec![b'a'; 40 << 20]].concat(), "larger than 32M bytes");
    #[cfg(feature = "pdf")]
    {
        let pdf = made::pdf(&[GOOD; 30], "UniGB-UCS2-H", None);
        for n in 0..10 {
            add(format!("cut{n}.pdf"), pdf[..pdf.len() * n / 20].to_vec(), "not a");
        }
        add("locked.pdf".into(), made::pdf(&[GOOD], "UniGB-UCS2-H", Some("secret")), "encrypted with a password");
        add("blank.pdf".into(), made::pdf(&[], "UniGB-UCS2-H", None), "no text layer");
        add("unknown.pdf".into(), made::pdf(&[GOOD], "Identity-H", None), "do not say which characters");
    }
    broken.push((folder.path("absent.txt"), "no such file or folder"));
    broken.push((folder.path("*.absent"), "nothing matches this pattern"));
    let mut lines = String::new();
    for n in 0..40 {
        let line = match n % 5 {
            0 => format!("{{\"id\":\"good{n}\",\"text\":\"{GOOD}\"}}"),
            1 => "{\"text\":".to_owned(),
            2 => "{\"body\":\"全县\"}".to_owned(),
            3 => "[]".to_owned(),
            _ => "{\"text\":\"全县\",\"published\":\"2024-02-31\"}".to_owned(),
        };
        let _ = writeln!(lines, "{line}");
    }
    let lines = folder.file("lines.jsonl", lines);
    assert!(broken.len() + 32 >= 100, "{}", broken.len());

    // Every broken input stands between two good ones.
    let mut args: Vec<String> = ["extract", "--format", "jsonl", "--jobs", "3"].map(String::from).to_vec();
    for (n, (path, _)) in broken.iter().enumerate() {
        args.push(folder.file(&format!("good/{n}.txt"), GOOD));
        args.push(path.clone());
    }
    args.push(lines.clone());
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let run = zhengwen(&args, "");
    assert_eq!(run.code, 1);
    for (path, says) in &broken {
        let named: Vec<&str> = run.err.lines().filter(|l| l.starts_with(&format!("zhengwen: {path}:"))).collect();
        assert!(matches!(named[..], [line] if line.contains(says)), "{path} ({says}): {named:?}");
    }
    for n in (0..40).filter(|n| n % 5 != 0) {
        let place = format!("zhengwen: {lines}:{}:", n + 1);
        assert_eq!(run.err.lines().filter(|l| l.starts_with(&place)).count(), 1, "{place}");
    }
    assert_eq!(run.err.lines().count(), broken.len() + 32, "{}", run.err);
    let found = run.lines().iter().filter(|l| l["claims"].as_array().is_some_and(|c| c.len() == 2)).count();
    assert_eq!(found, broken.len() + 8);
    assert_memory(&args);
}

/// What is refused must not be read into memory first.
#[cfg(target_os = "linux")]
fn assert_memory(args: &[&str]) {
    let limited = std::process::Command::new("sh")
        .args(["-c", "ulimit -v 1500000; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_zhengwen")])
        .args(args)
        .output()
        .unwrap();
    assert_eq!(limited.status.code(), Some(1), "{}", String::from_utf8_lossy(&limited.stderr));
}

#[cfg(not(target_os = "linux"))]
fn assert_memory(_: &[&str]) {}

#[test]
#[cfg(unix)]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("locked");
    let locked = folder.file("locked.txt", GOOD);
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0)).unwrap();
    let good = folder.file("good.txt", GOOD);
    let args = ["extract", "--format", "jsonl", &locked, &good];
    let (code, out, err) = if std::fs::read(&locked).is_err() {
        let run = zhengwen(&args, "");
        (Some(run.code), run.out, run.err)
    } else {
        // Root may read every file: nobody may not.
        let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups", env!("CARGO_BIN_EXE_zhengwen")];
        let Ok(run) = std::process::Command::new("setpriv").args(nobody).args(args).output() else {
            super::visibly("a_file_that_may_not_be_read: skipped, this user may read every file");
            return;
        };
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (run.status.code(), text(run.stdout), text(run.stderr))
    };
    if code == Some(127) || code == Some(126) {
        super::visibly("a_file_that_may_not_be_read: skipped, another user may not run the command");
        return;
    }
    assert_eq!((code, out.lines().count()), (Some(1), 1), "{err}");
    assert!(err.contains("locked.txt: cannot be read"), "{err}");
}

/// A line that is too long is passed over, the others are read.
#[test]
fn a_line_that_is_too_long() {
    let input = format!("{{\"text\":\"{GOOD}\"}}\n{{\"text\":\"{}\"}}\n{{\"text\":\"{GOOD}\"}}\n", "全".repeat(50_000));
    let Run { err, code, .. } = zhengwen(&["extract", "--max-size", "100K", "--format", "jsonl", "-"], &input);
    assert_eq!(code, 1);
    assert!(err.starts_with("zhengwen: <stdin>:2: the line is longer than 102400 bytes"), "{err}");
    assert_eq!(zhengwen(&["extract", "--max-size", "200K", "--format", "jsonl", "-"], &input).lines().len(), 3);
}
