//! The tables under `data/` are in normal form: a reader and a diff can trust them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test may fail"
)]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

fn tables(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            tables(&path, out);
        } else if path.extension().is_some_and(|e| e == "tsv") {
            out.push(path);
        }
    }
    out.sort();
}

#[test]
fn tables_are_in_normal_form() {
    let mut all = Vec::new();
    tables(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data"), &mut all);
    assert!(all.len() > 4, "the tables are missing");
    let mut faults = Vec::new();
    for path in all {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        if text.contains('\r') || !text.ends_with('\n') {
            faults.push(format!("{name}: lines must end in \\n, the last too"));
        }
        let mut rows = text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#'));
        let columns = rows.next().map_or(0, |(_, header)| header.split('\t').count());
        let mut seen = BTreeSet::new();
        for (i, row) in rows {
            let fields: Vec<&str> = row.split('\t').collect();
            if fields.len() > columns {
                faults.push(format!("{name}:{}: {} fields under {columns} columns", i + 1, fields.len()));
            }
            if fields.iter().any(|f| f.trim() != *f) {
                faults.push(format!("{name}:{}: white space around a field", i + 1));
            }
            if !seen.insert(row) {
                faults.push(format!("{name}:{}: the row stands twice: {row}", i + 1));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
