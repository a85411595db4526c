//! What the command itself wrote, which is no article: the output of this run, and tables and facts of runs before.

use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

/// The paths that this run writes to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Own(Vec<PathBuf>);

impl Own {
    /// Returns those of these paths at which something stands: what an earlier run wrote there.
    pub(crate) fn new(paths: impl IntoIterator<Item = PathBuf>) -> Self {
        Own(paths.into_iter().filter_map(|path| path.canonicalize().ok()).collect())
    }

    /// Returns true if the run writes to this path, or if a run before it wrote facts there.
    pub(super) fn holds(&self, path: &Path) -> bool {
        // Few names are those of an output, so that few paths need to be looked up.
        let is_named = self.0.iter().any(|own| own.file_name() == path.file_name());
        is_named && path.canonicalize().is_ok_and(|path| self.0.contains(&path)) || holds_facts(path)
    }
}

/// Returns true if a file holds facts that this command wrote, by how it begins.
fn holds_facts(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    let start = |length| {
        let mut bytes = Vec::new();
        // What cannot be read is reported when it is read as an article.
        let _ = File::open(path).and_then(|file| file.take(length).read_to_end(&mut bytes));
        bytes
    };
    if ending.eq_ignore_ascii_case("csv") {
        // The columns with which every table begins.
        let head = start(64);
        head.strip_prefix(super::decode::BOM).unwrap_or(&head).starts_with(b"article,article_id,")
    } else if ending.eq_ignore_ascii_case("jsonl") || ending.eq_ignore_ascii_case("ndjson") {
        start(64).starts_with(b"{\"schema\":1,")
    } else if ending.eq_ignore_ascii_case("parquet") {
        parquet(path)
    } else {
        false
    }
}

#[cfg(feature = "parquet")]
fn parquet(path: &Path) -> bool {
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
    let reader = File::open(path).ok().and_then(|file| ParquetRecordBatchReaderBuilder::try_new(file).ok());
    reader.is_some_and(|reader| {
        let names: Vec<&String> = reader.schema().fields().iter().take(2).map(|field| field.name()).collect();
        names == ["article", "article_id"]
    })
}

#[cfg(not(feature = "parquet"))]
fn parquet(_: &Path) -> bool {
    false
}
