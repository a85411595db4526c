//! Tab-separated tables with a header row. Lines that begin with `#` are comments.

use crate::error::Error;

/// One row of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    file: &'a str,
    line: usize,
    text: &'a str,
}

impl<'a> Row<'a> {
    /// Returns a field, empty when the row ends before it.
    pub(crate) fn field(&self, index: usize) -> &'a str {
        let mut rest = self.text;
        for _ in 0..index {
            let Some(at) = rest.bytes().position(|b| b == b'\t') else { return "" };
            rest = rest.get(at + 1..).unwrap_or("");
        }
        let end = rest.bytes().position(|b| b == b'\t');
        end.and_then(|end| rest.get(..end)).unwrap_or(rest)
    }

    /// Makes an error about a field of this row.
    pub(crate) fn error(&self, index: usize, message: impl Into<String>) -> Error {
        let column = self.text.split('\t').take(index).map(|f| f.chars().count() + 1).sum::<usize>() + 1;
        Error::data(self.file, self.line, column, message)
    }
}

/// Reads a table whose first columns are named `columns`; none of those may be empty except the last.
pub(crate) fn rows<'a>(file: &'a str, text: &'a str, columns: &[&str]) -> Result<Vec<Row<'a>>, Error> {
    let mut lines =
        text.lines().enumerate().map(|(i, line)| Row { file, line: i + 1, text: line.trim_end_matches('\r') });
    let skip = |row: &Row<'_>| row.text.trim().is_empty() || row.text.starts_with('#');
    let header = lines.by_ref().find(|row| !skip(row));
    let Some(header) = header else {
        return Err(Error::data(file, 1, 1, format!("the header row `{}` is missing", columns.join("<TAB>"))));
    };
    for (i, column) in columns.iter().enumerate() {
        if header.field(i) != *column {
            return Err(
                header.error(i, format!("column {} must be named `{column}`, not `{}`", i + 1, header.field(i)))
            );
        }
    }
    let mut out = Vec::new();
    for row in lines.filter(|row| !skip(row)) {
        if let Some(i) =
            (0..columns.len()).find(|&i| row.field(i).is_empty() && (i + 1 < columns.len() || columns.len() < 3))
        {
            return Err(
                row.error(i, format!("`{}` is empty: fields are separated by one tab", columns.get(i).unwrap_or(&"")))
            );
        }
        out.push(row);
    }
    Ok(out)
}
