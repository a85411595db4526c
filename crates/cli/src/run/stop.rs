//! Ctrl-C.

use crate::output;
use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicBool, Ordering};

static STOPPED: AtomicBool = AtomicBool::new(false);

/// What a process that Ctrl-C ended returns.
const INTERRUPTED: i32 = 130;

/// Lets Ctrl-C end the run after the articles in flight; a second one ends it at once.
pub(super) fn listen(reads_stdin: bool) {
    // A run that waits for a person at a terminal has nothing in flight.
    let at_once = reads_stdin && io::stdin().is_terminal();
    // Without a handler Ctrl-C ends the program as it always did.
    let _ = ctrlc::set_handler(move || {
        if at_once || STOPPED.swap(true, Ordering::SeqCst) {
            std::process::exit(INTERRUPTED);
        }
        output::message("stopping after the articles in flight; Ctrl-C again stops at once");
    });
}

/// Returns true if the run shall end.
pub(super) fn is_wanted() -> bool {
    STOPPED.load(Ordering::SeqCst)
}

/// Returns this command with `--resume`, as it is typed.
pub(super) fn go_on() -> String {
    let quote = |word: String| {
        let plain = |c: char| c.is_alphanumeric() || "-_./=:,@%+".contains(c);
        if !word.is_empty() && word.chars().all(plain) { word } else { format!("'{}'", word.replace('\'', r"'\''")) }
    };
    let mut words: Vec<String> = std::env::args_os().skip(1).map(|w| quote(w.to_string_lossy().into_owned())).collect();
    if !words.iter().any(|w| w == "--resume") {
        words.push("--resume".to_owned());
    }
    format!("zhengwen {}", words.join(" "))
}
