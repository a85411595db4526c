//! The progress bar.

use crate::input::Reader;
use crate::output;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::time::Duration;

/// A bar on the terminal, if there is one to see it and facts are not printed on it.
pub(super) struct Progress(Option<ProgressBar>);

impl Progress {
    /// `to_file` says that facts go to a file.
    pub(super) fn new(reader: &Reader, single: bool, to_file: bool) -> Self {
        let is_seen = io::stderr().is_terminal() && (to_file || !output::is_terminal()) && !single;
        if !is_seen {
            return Progress(None);
        }
        let (_, all) = reader.progress();
        let bar = if all > 0 { ProgressBar::new(all) } else { ProgressBar::new_spinner() };
        bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(8));
        let template = if all > 0 {
            "{wide_bar:.green} {percent:>3}%  {msg}  {binary_bytes_per_sec}  {eta} left"
        } else {
            "{spinner} {msg}  {elapsed}"
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(250));
        Progress(Some(bar))
    }

    /// Shows how far the run is.
    pub(super) fn show(&self, reader: &Reader, articles: u64, failed: u64) {
        let Some(bar) = &self.0 else { return };
        bar.set_position(reader.progress().0);
        let failed = if failed > 0 { format!(", {failed} failed") } else { String::new() };
        bar.set_message(format!("{articles} articles{failed}"));
    }

    /// Does something that writes to the terminal.
    pub(super) fn aside(&self, f: impl FnOnce()) {
        match &self.0 {
            Some(bar) => bar.suspend(f),
            None => f(),
        }
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
