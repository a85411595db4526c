//! Files that appear under their name only when they are whole.

use std::{
    cell::Cell,
    fs::{self, File},
    io::{self, BufWriter, Seek, Write},
    path::{Path, PathBuf},
};

/// How much is gathered before it goes to the file.
const BUFFER: usize = 1 << 18;

/// A file that is being written beside the place where it is to stand. It is removed unless it is finished or kept.
#[derive(Debug)]
pub(crate) struct Draft {
    target: PathBuf,
    draft: PathBuf,
    stays: Cell<bool>,
}

impl Draft {
    /// Returns the draft of the file `target`, whose folder is made if there is none. An older draft of it is removed.
    pub(crate) fn new(target: &Path) -> io::Result<Self> {
        let draft = Draft::resume(target)?;
        if draft.draft.exists() {
            fs::remove_file(&draft.draft).map_err(|e| in_file(&draft.draft, &e))?;
        }
        Ok(draft)
    }

    /// Returns the draft of the file `target`, with what is in it.
    pub(crate) fn resume(target: &Path) -> io::Result<Self> {
        let name = target.file_name().ok_or_else(|| io::Error::other("the output has no file name"))?;
        if target.is_dir() {
            return Err(io::Error::other(format!("{} is a folder: name a file", target.display())));
        }
        if let Some(folder) = target.parent().filter(|f| !f.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(|e| in_file(folder, &e))?;
        }
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(".partial");
        let draft = target.with_file_name(hidden);
        Ok(Draft { target: target.to_owned(), draft, stays: Cell::new(false) })
    }

    /// Leaves the draft where it is when the run breaks, so that another can go on with it.
    pub(crate) fn keep(&self) {
        self.stays.set(true);
    }

    /// Returns the path to write to.
    pub(crate) fn path(&self) -> &Path {
        &self.draft
    }

    /// Opens the file for writing.
    pub(crate) fn create(&self) -> io::Result<File> {
        File::create(&self.draft).map_err(|e| in_file(&self.draft, &e))
    }

    /// Gives the file its name.
    pub(crate) fn finish(self) -> io::Result<()> {
        fs::rename(&self.draft, &self.target).map_err(|e| in_file(&self.target, &e))?;
        self.stays.set(true);
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.stays.get() {
            // What cannot be removed now is removed by the next run.
            let _ = fs::remove_file(&self.draft);
        }
    }
}

/// Says in which file something went wrong.
pub(crate) fn in_file(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// A draft written as a stream.
#[derive(Debug)]
pub(crate) struct DraftFile {
    draft: Draft,
    out: BufWriter<File>,
    /// How many bytes were written.
    length: u64,
}

impl DraftFile {
    /// Opens the draft of the file `target`.
    pub(crate) fn create(target: &Path) -> io::Result<Self> {
        let draft = Draft::new(target)?;
        let out = BufWriter::with_capacity(BUFFER, draft.create()?);
        Ok(DraftFile { draft, out, length: 0 })
    }

    /// Opens the draft of the file `target` again, with its first `length` bytes.
    pub(crate) fn resume(target: &Path, length: u64) -> io::Result<Self> {
        let draft = Draft::resume(target)?;
        draft.keep();
        let open = || {
            let mut file = File::options().write(true).open(draft.path())?;
            if file.metadata()?.len() < length {
                return Err(io::Error::other("it is shorter than it was when the run broke"));
            }
            file.set_len(length)?;
            file.seek(io::SeekFrom::End(0))?;
            Ok(file)
        };
        let file = open().map_err(|e| in_file(draft.path(), &e))?;
        Ok(DraftFile { draft, out: BufWriter::with_capacity(BUFFER, file), length })
    }

    /// Leaves the draft where it is when the run breaks, so that another can go on with it.
    pub(crate) fn keep(&self) {
        self.draft.keep();
    }

    /// Returns how many bytes were written; after a flush they outlast the process.
    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// Returns the path of the draft.
    #[cfg(any(feature = "xlsx", feature = "parquet"))]
    pub(crate) fn path(&self) -> &Path {
        self.draft.path()
    }

    /// Removes the draft, which is of no more use.
    #[cfg(any(feature = "xlsx", feature = "parquet"))]
    pub(crate) fn remove(self) {
        self.draft.stays.set(false);
    }

    /// Writes what is left and gives the file its name.
    pub(crate) fn finish(self) -> io::Result<()> {
        let DraftFile { draft, out, .. } = self;
        let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        drop(file);
        draft.finish()
    }
}

impl Write for DraftFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.length += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
