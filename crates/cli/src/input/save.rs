//! Texts saved beside the facts.

use super::{Kind, Problem, Text};
use std::fs;
use std::path::{Component, Path, PathBuf};

/// Saves a text below `folder`, under the name of its input and, if that holds many articles, the line.
pub(super) fn save(folder: &Path, text: &Text, is_one_of_many: bool) -> Result<(), Problem> {
    let path = folder.join(name(&text.input, is_one_of_many.then_some(text.line)));
    let write = || {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, &text.text)
    };
    write().map_err(|e: std::io::Error| {
        let reason = format!("its text cannot be saved to {} ({e}): check --save-text", path.display());
        text.problem(Kind::Unreadable, reason)
    })
}

/// Returns where the text of an input is saved, relative to the folder. It never leads out of the folder.
fn name(input: &str, line: Option<u64>) -> PathBuf {
    let mut path = PathBuf::new();
    let input = if input == super::sources::STDIN { "stdin" } else { input };
    for part in Path::new(input).components() {
        match part {
            Component::Normal(part) => path.push(part),
            Component::ParentDir => path.push("_"),
            _ => {}
        }
    }
    if let Some(line) = line {
        path.push(line.to_string());
    }
    let mut name = path.into_os_string();
    name.push(".txt");
    name.into()
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_stay_in_the_folder() {
        for (input, line, path) in [
            ("a/b.html", None, "a/b.html.txt"),
            ("/etc/x.jsonl", Some(7), "etc/x.jsonl/7.txt"),
            ("../../x", None, "_/_/x.txt"),
            ("<stdin>", Some(1), "stdin/1.txt"),
        ] {
            assert_eq!(super::name(input, line), std::path::PathBuf::from(path));
        }
    }
}
