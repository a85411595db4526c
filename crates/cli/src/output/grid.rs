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
const NARROWEST: usize = 8;
/// How many rows decide the widths.
const SAMPLE: usize = 300;

/// A column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    name: &'static str,
    style: Style,
    /// Whether it may be narrowed: words may be wrapped, figures and names of kinds are not.
    gives_way: bool,
}

/// Returns a column of words, which wrap when there is no room.
pub(crate) const fn words(name: &'static str, style: Style) -> Column {
    Column { name, style, gives_way: true }
}

/// Returns a column of figures or names of kinds, which stay on one line.
pub(crate) const fn whole(name: &'static str, style: Style) -> Column {
    Column { name, style, gives_way: false }
}

/// A table.
#[derive(Debug)]
pub(crate) struct Grid {
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
}

impl Grid {
    /// Returns an empty table with those columns.
    pub(crate) fn new(columns: &[Column]) -> Self {
        Grid { columns: columns.to_vec(), rows: Vec::new() }
    }

    /// Adds a row.
    #[expect(clippy::needless_pass_by_value, reason = "callers make the cells for it")]
    pub(crate) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells.iter().map(|c| clean(c)).collect());
    }

    /// Prints the table; columns without any content are left out.
    pub(crate) fn print(&self, width: usize, out: &mut String) {
        let filled = |c: &usize| self.rows.iter().any(|r| r.get(*c).is_some_and(|cell| !cell.is_empty()));
        let used: Vec<usize> = (0..self.columns.len()).filter(filled).collect();
        let columns: Vec<Column> = used.iter().filter_map(|&c| self.columns.get(c).copied()).collect();
        let rows: Vec<Vec<&str>> =
            self.rows.iter().map(|r| used.iter().map(|&c| r.get(c).map_or("", String::as_str)).collect()).collect();
        let widths = fit(&columns, &rows, width.saturating_sub(GAP.len() * columns.len()));
        let header: Vec<(&str, Style)> = columns.iter().map(|c| (c.name, FAINT)).collect();
        print_row(&header, &widths, out);
        for row in &rows {
            let cells: Vec<(&str, Style)> = row.iter().zip(&columns).map(|(cell, c)| (*cell, c.style)).collect();
            print_row(&cells, &widths, out);
        }
    }
}

/// Returns the widths of the columns, together at most `room`: the column whose narrowing costs the fewest lines gives way.
fn fit(columns: &[Column], rows: &[Vec<&str>], room: usize) -> Vec<usize> {
    let mut needs: Vec<Vec<usize>> = rows.iter().map(|row| row.iter().map(|cell| cell.width()).collect()).collect();
    let natural = |c: usize| needs.iter().filter_map(|row| row.get(c)).copied().max().unwrap_or(0);
    let mut widths: Vec<usize> = columns.iter().enumerate().map(|(c, col)| natural(c).max(col.name.width())).collect();
    needs.truncate(SAMPLE);
    let lines = |widths: &[usize]| -> usize {
        let height = |row: &Vec<usize>| row.iter().zip(widths).map(|(need, w)| need.div_ceil(*w)).max().unwrap_or(0);
        needs.iter().map(height).sum()
    };
    while widths.iter().sum::<usize>() > room {
        let narrower = |c: usize| widths.iter().enumerate().map(|(i, w)| if i == c { w - 1 } else { *w }).collect();
        let may = |only_words: bool| {
            let wide = columns.iter().zip(&widths).enumerate();
            wide.filter(move |(_, (col, w))| **w > NARROWEST && (col.gives_way || !only_words)).map(|(c, _)| c)
        };
        let cheapest = |only_words: bool| {
            may(only_words)
                .map(|c| (c, narrower(c)))
                .min_by_key(|(c, new): &(usize, Vec<usize>)| (lines(new), std::cmp::Reverse(widths.get(*c).copied())))
        };
        let Some((_, new)) = cheapest(true).or_else(|| cheapest(false)) else { break };
        widths = new;
    }
    widths
}

/// Returns a text fit for a line: no line ends, no control characters.
pub(crate) fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn print_row(cells: &[(&str, Style)], widths: &[usize], out: &mut String) {
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

/// What does not begin a line.
const CLOSING: &str = "、，。；：！？）”’》】」』;,:)";
/// What does not end one.
const OPENING: &str = "“‘（《【「『(";

/// Returns where a text that is wider than `width` is to be cut; at least one character stays before the cut.
fn overflow(text: &str, width: usize) -> Option<usize> {
    let (mut taken, mut last) = (0, ' ');
    let (mut cut, mut space) = (0, None);
    for (i, c) in text.char_indices() {
        if i > 0 && !CLOSING.contains(c) && !OPENING.contains(last) {
            cut = i;
        }
        taken += c.width().unwrap_or(0);
        if taken > width {
            let hard = if i == 0 { c.len_utf8() } else { i };
            return Some(space.unwrap_or(if cut > 0 { cut } else { hard }));
        }
        if c == ' ' && taken * 2 > width {
            space = Some(i + 1);
        }
        last = c;
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
        assert_eq!(wrap("全市、全县（试行）", 6), ["全市、", "全县", "（试", "行）"]);
        assert_eq!(wrap("”””””", 4), ["””””", "”"]);
    }

    #[test]
    fn columns_line_up() {
        let mut grid =
            Grid::new(&[words("name", Style::new()), words("empty", Style::new()), whole("n", Style::new())]);
        grid.row(vec!["案件".into(), String::new(), "1".into()]);
        grid.row(vec!["ab".into(), String::new(), "2".into()]);
        let mut out = String::new();
        grid.print(40, &mut out);
        let plain = anstream::adapter::strip_str(&out).to_string();
        assert_eq!(plain, "  name  n\n  案件  1\n  ab    2\n");
    }

    #[test]
    fn words_give_way_and_figures_do_not() {
        let mut grid = Grid::new(&[words("name", Style::new()), whole("period", Style::new())]);
        grid.row(vec!["全市两级法院诉讼服务中心".into(), "2020-01-01…11-04".into()]);
        let mut out = String::new();
        grid.print(30, &mut out);
        let plain = anstream::adapter::strip_str(&out).to_string();
        assert_eq!(plain, "  name        period\n  全市两级法  2020-01-01…11-04\n  院诉讼服务\n  中心\n");
    }
}
