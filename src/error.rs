//! Errors of building an extractor. Extraction itself cannot fail.

/// An error from loading lexicons or rules, or from building an extractor.
///
/// No text makes this crate return an error: only what the caller configures can.
///
/// # Examples
///
/// ```
/// let error = zhengwen::Extractor::builder().rules("my.toml", "[[rule]]\nid = 3").build().unwrap_err();
/// assert!(error.to_string().starts_with("my.toml:2:"));
/// ```
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(Box<ErrorKind>);

impl Error {
    /// Returns true if a lexicon or rule pack is malformed.
    #[must_use]
    pub fn is_data(&self) -> bool {
        matches!(*self.0, ErrorKind::Data { .. })
    }

    /// Makes an error about one place of a data file; `line` and `column` count from 1.
    pub(crate) fn data(file: &str, line: usize, column: usize, message: impl Into<String>) -> Self {
        Error(Box::new(ErrorKind::Data { file: file.to_owned(), line, column, message: message.into() }))
    }

    pub(crate) fn read(path: String, source: std::io::Error) -> Self {
        Error(Box::new(ErrorKind::Read { path, source }))
    }

    pub(crate) fn dictionary(message: impl Into<String>) -> Self {
        Error(Box::new(ErrorKind::Dictionary { message: message.into() }))
    }
}

#[derive(Debug, thiserror::Error)]
enum ErrorKind {
    #[error("{file}:{line}:{column}: {message}")]
    Data { file: String, line: usize, column: usize, message: String },
    #[error("cannot read `{path}`: {source}")]
    Read { path: String, source: std::io::Error },
    #[error("no segmentation dictionary: {message}")]
    Dictionary { message: String },
}

/// Returns the line and column (both from 1, columns in characters) of a byte offset.
pub(crate) fn line_column(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at.min(text.len())).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    (before.matches('\n').count() + 1, before.get(line_start..).unwrap_or("").chars().count() + 1)
}
