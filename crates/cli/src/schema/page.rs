//! The tables and columns as a page of documentation.

use super::Table;
use std::fmt::Write;

/// Returns a section for each table, in Markdown.
pub(crate) fn markdown() -> String {
    let mut out = String::new();
    for table in Table::ALL {
        let _ = writeln!(out, "### {}\n\n{}\n", table.name(), table.doc());
        let _ = writeln!(out, "| column | nested | type | what it is |\n| --- | --- | --- | --- |");
        for column in table.columns() {
            let flat = column.flat_name();
            let nested = if flat == column.path { String::new() } else { format!("`{}`", column.path) };
            let list = if column.is_list() { "list of " } else { "" };
            let _ = writeln!(out, "| `{flat}` | {nested} | {list}{} | {} |", column.kind.name(), column.doc);
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}
