//! The house rules that a compiler does not check: modules use only the stages below them, and files stay short.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test may fail"
)]

use std::{fs, path::Path};

/// The stages, lowest first. A module may use itself and what stands before it.
const LAYERS: &[&str] = &[
    "span",
    "error",
    "model",
    "lexicon",
    "layout",
    "region",
    "token",
    "chunk",
    "institution",
    "analysis",
    "rule",
    "rules",
    "claim",
    "measure",
    "check",
    "engine",
    "recognize",
    "extractor",
    "explain",
    "stages",
];

/// The longest a source file may be, in lines, tests included.
const LONGEST: usize = 600;

fn files(dir: &Path, out: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
    out.sort();
}

fn sources() -> Vec<std::path::PathBuf> {
    let mut out = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut out);
    out
}

/// Returns the stage a file belongs to.
fn layer(path: &Path) -> Option<usize> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let first = path.strip_prefix(&src).ok()?.components().next()?;
    let name = first.as_os_str().to_str()?.trim_end_matches(".rs");
    LAYERS.iter().position(|l| *l == name)
}

#[test]
fn modules_use_only_lower_layers() {
    let mut wrong = Vec::new();
    for path in sources() {
        let Some(rank) = layer(&path) else {
            assert!(path.ends_with("lib.rs"), "{} belongs to no layer: add it to LAYERS", path.display());
            continue;
        };
        let text = fs::read_to_string(&path).unwrap();
        // Tests at the end of a file may use the whole crate.
        let code = text.split("#[cfg(test)]").next().unwrap_or("");
        let code: String = code.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        for used in code.split("crate::").skip(1) {
            let names: Vec<&str> = if let Some(group) = used.strip_prefix('{') {
                group.split('}').next().unwrap_or("").split(',').map(str::trim).collect()
            } else {
                vec![used]
            };
            for name in names {
                let name = name.split(|c: char| !c.is_ascii_lowercase() && c != '_').next().unwrap_or("");
                if LAYERS.iter().position(|l| *l == name).is_some_and(|at| at > rank) {
                    wrong.push(format!("{}: `{}` must not use `{name}`", path.display(), LAYERS[rank]));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_stay_short() {
    for path in sources() {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= LONGEST, "{} has {lines} lines: split it", path.display());
    }
}

#[test]
fn the_segmenter_is_named_in_one_place() {
    for path in sources() {
        let text = fs::read_to_string(&path).unwrap();
        let code = text.lines().filter(|l| !l.trim_start().starts_with("//")).any(|l| l.contains("jieba_rs"));
        assert_eq!(code, path.ends_with("token/mod.rs"), "{}", path.display());
    }
}
