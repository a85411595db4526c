//! What is wrong with an input.

use serde::Serialize;
use std::{fmt, io};

/// What is wrong with an input, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Problem {
    /// The file as the user named it, or `<stdin>`.
    pub(crate) input: String,
    /// The line of the file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) line: Option<u64>,
    /// The character of that line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) column: Option<u64>,
    /// The article's id, if it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    /// The class of error, for counting.
    pub(crate) kind: Kind,
    /// What is wrong, and what to do.
    pub(crate) reason: String,
}

/// Classes of errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// There is no such file.
    Missing,
    /// The file cannot be opened or read.
    Unreadable,
    /// The bytes are in no known encoding.
    Encoding,
    /// The file is not what it is taken for, or damaged.
    Format,
    /// A field is missing, or its value is none.
    Field,
    /// The input is larger than allowed.
    Limit,
    /// There is nothing to read in it.
    Empty,
    /// The program failed.
    Internal,
}

impl Problem {
    /// Returns a problem with a whole file.
    pub(crate) fn new(input: impl Into<String>, kind: Kind, reason: impl Into<String>) -> Self {
        Problem { input: input.into(), line: None, column: None, id: None, kind, reason: reason.into() }
    }

    /// Names the line.
    pub(crate) fn line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    /// Names the character of the line.
    pub(crate) fn column(mut self, column: u64) -> Self {
        self.column = Some(column);
        self
    }

    /// Returns the problem of a file that cannot be read.
    pub(crate) fn unreadable(input: impl Into<String>, error: &io::Error) -> Self {
        let kind = if error.kind() == io::ErrorKind::NotFound { Kind::Missing } else { Kind::Unreadable };
        Problem::new(input, kind, format!("cannot be read ({error}): check that it is a file you may read"))
    }

    /// Returns `FILE:LINE:COLUMN`, as far as known.
    pub(crate) fn place(&self) -> String {
        let mut place = self.input.clone();
        for n in [self.line, self.column].into_iter().flatten() {
            place.push(':');
            place.push_str(&n.to_string());
        }
        place
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place(), self.reason)
    }
}
