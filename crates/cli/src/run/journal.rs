//! What a run has done so far, kept beside its output, so that a broken run can be gone on with.
//!
//! The journal is a file of JSON lines. The first says what run it is; each other is a checkpoint: what was done since the
//! one before, and what the output needs to go back to this point. A checkpoint counts once its line is whole. Whatever
//! the output got after the last checkpoint is taken out of it and done again.
//!
//! When everything is done a last line says so. It stays only if inputs failed, so that this is not forgotten.

use super::repeats::{Print, Repeats};
use crate::input::Reader;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The form of the file.
const FORM: u32 = 1;

/// The first line.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Head {
    journal: u32,
    /// The settings that the results depend on.
    settings: String,
}

/// A checkpoint.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Checkpoint {
    /// What was done since the checkpoint before, in order.
    pub(super) sources: Vec<Part>,
    /// What was counted since the beginning of the run.
    pub(super) counts: Counts,
    /// What the output needs to go back to this point.
    pub(super) output: Value,
}

/// The last line.
#[derive(Debug, Serialize, Deserialize)]
struct Finished {
    finished: Counts,
}

/// What was done of a source.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Part {
    name: String,
    /// How many of its articles.
    items: u64,
    /// Nothing of it is left.
    whole: bool,
    /// The texts, by which the same text is known again.
    texts: Vec<Print>,
}

/// What a run counts.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(super) struct Counts {
    pub(super) articles: u64,
    pub(super) facts: u64,
    pub(super) bytes: u64,
    pub(super) failed: u64,
    pub(super) repeated: u64,
}

/// What an earlier run did.
#[derive(Debug, Default)]
pub(super) struct Before {
    pub(super) counts: Counts,
    pub(super) output: Value,
    /// The sources it finished, and how often each.
    whole: HashMap<String, usize>,
    /// How much it did of the source it was at.
    begun: Option<(String, u64)>,
    /// What it had counted when everything was done.
    pub(super) finished: Option<Counts>,
    /// The length of the part of the journal that counts.
    length: u64,
}

/// A journal that is being written.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    settings: String,
    /// The file, once there is a checkpoint.
    file: Option<File>,
    /// The file of an earlier run counts up to here.
    from: Option<u64>,
    parts: Vec<Part>,
    /// The index of the last of these parts' source.
    source: Option<usize>,
}

impl Journal {
    /// Returns the journal of the run that writes `output`.
    pub(super) fn of(output: &Path, settings: String) -> io::Result<Self> {
        let name = output.file_name().ok_or_else(|| io::Error::other("the output has no file name"))?;
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(".journal");
        let path = output.with_file_name(hidden);
        Ok(Journal { path, settings, file: None, from: None, parts: Vec::new(), source: None })
    }

    /// Returns true if an earlier run broke off.
    pub(super) fn is_of_broken_run(&self) -> bool {
        let Ok(file) = File::open(&self.path) else { return false };
        let last = BufReader::new(file).split(b'\n').map_while(Result::ok).last();
        last.is_none_or(|line| serde_json::from_slice::<Finished>(&line).is_err())
    }

    /// Removes the journal.
    pub(super) fn remove(&mut self) -> io::Result<()> {
        self.file = None;
        self.from = None;
        match fs::remove_file(&self.path) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e),
            _ => Ok(()),
        }
    }

    /// Reads what an earlier run did; nothing if it came to no checkpoint.
    pub(super) fn read(&mut self, reader: &Reader, repeats: &mut Repeats) -> io::Result<Option<Before>> {
        let mut lines = BufReader::new(match File::open(&self.path) {
            Ok(file) => file,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(e),
        });
        let mut line = String::new();
        lines.read_line(&mut line)?;
        let Ok(head) = serde_json::from_str::<Head>(&line) else { return Ok(None) };
        if head.journal != FORM || head.settings != self.settings {
            return Err(io::Error::other(format!(
                "{} is of a run with other options: give the same ones, or begin anew without --resume",
                self.path.display()
            )));
        }
        let mut before = Before { length: line.len() as u64, ..Before::default() };
        let mut any = false;
        let sources: HashMap<String, usize> = (0..reader.sources()).rev().map(|i| (reader.name(i), i)).collect();
        loop {
            line.clear();
            // The last line may be torn.
            if lines.read_line(&mut line).is_err() || !line.ends_with('\n') {
                break;
            }
            if let Ok(last) = serde_json::from_str::<Finished>(&line) {
                before.finished = Some(last.finished);
                break;
            }
            let Ok(checkpoint) = serde_json::from_str::<Checkpoint>(&line) else { break };
            any = true;
            before.length += line.len() as u64;
            before.counts = checkpoint.counts;
            before.output = checkpoint.output;
            for part in checkpoint.sources {
                let source = sources.get(&part.name).copied();
                repeats.restore(&part.name, source, &part.texts, reader.sources());
                let done = match before.begun.take() {
                    Some((name, items)) if name == part.name => items,
                    _ => 0,
                };
                if part.whole {
                    *before.whole.entry(part.name).or_default() += 1;
                } else {
                    before.begun = Some((part.name, done + part.items));
                }
            }
        }
        self.from = any.then_some(before.length);
        Ok((any || before.finished.is_some()).then_some(before))
    }

    /// Notes that an article of a source is done.
    pub(super) fn done(&mut self, reader: &Reader, source: usize, text: Option<Print>) {
        if self.source != Some(source) {
            if let Some(last) = self.parts.last_mut() {
                last.whole = true;
            } else if let Some(last) = self.source {
                self.parts.push(Part { name: reader.name(last), whole: true, ..Part::default() });
            }
            self.parts.push(Part { name: reader.name(source), ..Part::default() });
            self.source = Some(source);
        } else if self.parts.is_empty() {
            self.parts.push(Part { name: reader.name(source), ..Part::default() });
        }
        if let Some(part) = self.parts.last_mut() {
            part.items += 1;
            part.texts.extend(text);
        }
    }

    /// Says of which source the earlier run had done a part.
    pub(super) fn begun(&mut self, source: Option<usize>) {
        self.source = source;
    }

    /// Writes a checkpoint.
    pub(super) fn checkpoint(&mut self, counts: Counts, output: Value) -> io::Result<()> {
        let mut file = match self.file.take() {
            Some(file) => file,
            None => self.open()?,
        };
        let checkpoint = Checkpoint { sources: std::mem::take(&mut self.parts), counts, output };
        let mut line = serde_json::to_vec(&checkpoint)?;
        line.push(b'\n');
        // It outlasts the process. To wait until it outlasts the system would hold all threads up.
        file.write_all(&line)?;
        self.file = Some(file);
        Ok(())
    }

    /// Says that everything is done, before the output gets its name.
    pub(super) fn finish(&mut self, counts: Counts) -> io::Result<()> {
        let mut file = match self.file.take() {
            Some(file) => file,
            None => self.open()?,
        };
        writeln!(file, "{}", serde_json::to_string(&Finished { finished: counts })?)?;
        self.file = Some(file);
        Ok(())
    }

    /// Keeps of the run only that inputs failed, if any did.
    pub(super) fn close(&mut self, counts: Counts) -> io::Result<()> {
        self.remove()?;
        if counts.failed > 0 {
            self.finish(counts)?;
        }
        Ok(())
    }

    /// Opens the file: that of an earlier run, up to where it counts, or a new one.
    fn open(&self) -> io::Result<File> {
        if let Some(length) = self.from {
            let mut file = OpenOptions::new().write(true).open(&self.path)?;
            file.set_len(length)?;
            file.seek(SeekFrom::End(0))?;
            return Ok(file);
        }
        let mut file = File::create(&self.path)?;
        let head = Head { journal: FORM, settings: self.settings.clone() };
        writeln!(file, "{}", serde_json::to_string(&head)?)?;
        Ok(file)
    }
}

impl Before {
    /// Returns how many articles of each source are done; `u64::MAX` if all are. The second value is the source of which
    /// only a part is done.
    pub(super) fn done(&self, reader: &Reader) -> (Vec<u64>, Option<usize>) {
        let mut whole = self.whole.clone();
        let mut begun = self.begun.as_ref();
        let mut at = None;
        let done = (0..reader.sources()).map(|source| {
            let name = reader.name(source);
            if let Some(times) = whole.get_mut(&name).filter(|times| **times > 0) {
                *times -= 1;
                u64::MAX
            } else if let Some((_, items)) = begun.take_if(|(open, _)| *open == name) {
                at = Some(source);
                *items
            } else {
                0
            }
        });
        (done.collect(), at)
    }
}
