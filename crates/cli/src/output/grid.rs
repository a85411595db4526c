//! Tables whose columns line up for double-width characters.

use anstyle::{AnsiColor, Style};
use std::fmt::Write;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Dim: rules, headers, what is only there to look things up.
pub(crate) const FAINT: Style = Style::new().dimmed();
/// Titles.
pub(crate) const BOLD: Style = Style::new().bold();
/// Figures.
pub(crate) const FIGURE: Style = AnsiColor::Cyan.on_default();
/// What is right.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default();
/// What is wrong.
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();

/// Between two columns.
const GAP: &str = "  ";
/// No column is made narrower than this.
const NARROWEST: usize = 6;

/// A table.
#[derive(Debug)]
pub(crate) struct Grid {
    headers: Vec<&'static str>,
    styles: Vec<Style>,
    rows: Vec<Vec<String>>,
}

impl Grid {
    /// Returns an empty table with those columns.
    pub(crate) fn new(columns: &[(&'static str, Style)]) -> Self {
        Grid {
            headers: columns.iter().map(|(name, _)| *name).collect(),
            styles: columns.iter().map(|(_, style)| *style).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub(crate) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells.iter().map(|c| clean(c)).collect());
    }

    /// Prints the table; columns without any content are left out, and the widest columns give way first.
    pub(crate) fn print(&self, width: usize, out: &mut String) {
        let used: Vec<usize> =
            (0..self.headers.len()).filter(|&c| self.rows.iter().any(|r| !r[c].is_empty())).collect();
        let natural = |c: usize| self.rows.iter().map(|r| r[c].width()).max().unwrap_or(0).max(self.headers[c].width());
        let mut widths: Vec<usize> = used.iter().map(|&c| natural(c)).collect();
        fit(&mut widths, width.saturating_sub(GAP.len() * used.len().saturating_sub(1) + 2));
        let headers: Vec<(String, Style)> = used.iter().map(|&c| (self.headers[c].to_owned(), FAINT)).collect();
        print_row(&headers, &widths, out);
        for row in &self.rows {
            let cells: Vec<(String, Style)> = used.iter().map(|&c| (row[c].clone(), self.styles[c])).collect();
            print_row(&cells, &widths, out);
        }
    }
}

/// Returns a text fit for a line: no line ends, no control characters.
pub(crate) fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Narrows the widest columns until all fit.
fn fit(widths: &mut [usize], room: usize) {
    while widths.iter().sum::<usize>() > room {
        let widest = widths.iter().copied().max().unwrap_or(0);
        if widest <= NARROWEST {
            return;
        }
        let second = widths.iter().copied().filter(|w| *w < widest).max().unwrap_or(NARROWEST).max(NARROWEST);
        let many = widths.iter().filter(|w| **w == widest).count();
        let excess = widths.iter().sum::<usize>() - room;
        let step = (widest - second).min(excess.div_ceil(many)).max(1);
        for w in widths.iter_mut().filter(|w| **w == widest) {
            *w -= step;
        }
    }
}

fn print_row(cells: &[(String, Style)], widths: &[usize], out: &mut String) {
    let wrapped: Vec<Vec<&str>> = cells.iter().zip(widths).map(|((cell, _), w)| wrap(cell, *w)).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    for line in 0..height {
        let mut printed = String::from("  ");
        let mut pending = 0;
        for ((lines, width), (_, style)) in wrapped.iter().zip(widths).zip(cells) {
            let text = lines.get(line).copied().unwrap_or("");
            if !text.is_empty() {
                printed.extend(std::iter::repeat_n(' ', pending));
                let _ = write!(printed, "{style}{text}{style:#}");
                pending = 0;
            }
            pending += width.saturating_sub(text.width()) + GAP.len();
        }
        out.push_str(printed.trim_end());
        out.push('\n');
    }
}

/// Cuts a text into lines no wider than `width`: at a space if there is one in the line's second half.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text.trim();
    while let Some(cut) = overflow(rest, width) {
        let (head, tail) = rest.split_at(cut);
        lines.push(head.trim_end());
        rest = tail.trim_start();
    }
    if !rest.is_empty() || lines.is_empty() {
        lines.push(rest);
    }
    lines
}

/// Returns where a text that is wider than `width` is to be cut; at least one character stays before the cut.
fn overflow(text: &str, width: usize) -> Option<usize> {
    let (mut taken, mut space) = (0, None);
    for (i, c) in text.char_indices() {
        taken += c.width().unwrap_or(0);
        if taken > width {
            return Some(space.unwrap_or(if i == 0 { c.len_utf8() } else { i }));
        }
        if c == ' ' && taken * 2 > width {
            space = Some(i + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_by_display_width() {
        assert_eq!(wrap("全市法院办理案件", 8), ["全市法院", "办理案件"]);
        assert_eq!(wrap("全市法院办理案件", 7), ["全市法", "院办理", "案件"]);
        assert_eq!(wrap("at least ten", 9), ["at least", "ten"]);
        assert_eq!(wrap("", 9), [""]);
        assert_eq!(wrap("宽", 1), ["宽"]);
    }

    #[test]
    fn columns_line_up() {
        let mut grid = Grid::new(&[("name", Style::new()), ("empty", Style::new()), ("n", Style::new())]);
        grid.row(vec!["案件".into(), String::new(), "1".into()]);
        grid.row(vec!["ab".into(), String::new(), "2".into()]);
        let mut out = String::new();
        grid.print(40, &mut out);
        let plain = anstream::adapter::strip_str(&out).to_string();
        assert_eq!(plain, "  name  n\n  案件  1\n  ab    2\n");
    }
}
