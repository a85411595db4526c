//! From pieces of text on pages to paragraphs.
#![expect(clippy::float_arithmetic, reason = "places on a page, no values")]

use super::page::Run;
use std::collections::HashMap;

/// A line of a page.
#[derive(Clone, Debug)]
struct Line {
    text: String,
    x: f32,
    end: f32,
    y: f32,
    size: f32,
}

/// Returns the text of the pages. Lines that fill the width go on in the next one; the numbers and running heads of pages
/// are left out.
pub(super) fn text(pages: &[Vec<Run>]) -> String {
    let mut pages: Vec<Vec<Line>> = pages.iter().map(|runs| lines(runs)).collect();
    leave_out_margins(&mut pages);
    let mut out = String::new();
    let mut before: Option<(Line, f32)> = None;
    for page in &pages {
        let (left, right) = margins(page);
        let is_indented = page.iter().any(|l| (l.size * 1.5..l.size * 2.8).contains(&(l.x - left)));
        for line in page {
            let goes_on = before.as_ref().is_some_and(|(last, width_to)| {
                let size = last.size.min(line.size);
                let same_size = (last.size - line.size).abs() < size * 0.15;
                let is_full = last.end > width_to - size * 1.6;
                let is_flush = line.x < left + size * 0.8;
                // On one page, lines of a paragraph follow each other closely; from page to page nothing is known.
                let drop = last.y - line.y;
                let is_near = drop < 0.0 || drop < size * 2.6;
                // Where paragraphs are indented, a long line without an end goes on in one that is not.
                let is_open =
                    !last.text.ends_with(['。', '！', '？', '：', '；', '.']) && last.end - left > (right - left) * 0.7;
                let is_table = last.text.contains('\t') || line.text.contains('\t');
                same_size && is_flush && is_near && (is_full || is_open && is_indented && !is_table)
            });
            if goes_on {
                let latin = |c: char| c.is_ascii_alphanumeric();
                if out.ends_with(latin) && line.text.starts_with(latin) && !out.ends_with(|c: char| c.is_ascii_digit())
                {
                    out.push(' ');
                }
            } else if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(&line.text);
            before = Some((line.clone(), right));
        }
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// Puts the pieces of each line together, in the order of the file.
fn lines(runs: &[Run]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for run in runs {
        let size = run.size.max(0.1);
        if let Some(line) = lines.last_mut() {
            let gap = run.x - line.end;
            // Bold type is sometimes made by printing twice.
            if (run.x - line.x).abs() < size * 0.1 && (run.y - line.y).abs() < size * 0.1 && line.text == run.text {
                continue;
            }
            if (run.y - line.y).abs() < size.max(line.size) * 0.45 && gap > -size * 1.5 {
                let wide = |c: char| !c.is_ascii();
                let between_wide = line.text.ends_with(wide) && run.text.starts_with(wide);
                if gap > size * 2.0 {
                    line.text.push('\t');
                } else if gap > size * 0.22 && !between_wide && !line.text.ends_with(' ') {
                    line.text.push(' ');
                }
                line.text.push_str(&run.text);
                line.end = run.end.max(line.end);
                line.size = line.size.max(size);
                continue;
            }
        }
        lines.push(Line { text: run.text.clone(), x: run.x, end: run.end, y: run.y, size });
    }
    for line in &mut lines {
        // Spaces that indent are a place, too.
        let lead = line.text.chars().take_while(|c| c.is_whitespace());
        let indent: f32 = lead.map(|c| if c == '\u{3000}' { line.size } else { line.size * 0.3 }).sum();
        line.x += indent;
        line.text = line.text.trim().to_owned();
    }
    lines.retain(|line| !line.text.is_empty());
    lines
}

/// Returns where most lines of a page begin, and where the longest end.
fn margins(lines: &[Line]) -> (f32, f32) {
    let mut sizes: Vec<f32> = lines.iter().map(|l| l.size).collect();
    sizes.sort_by(f32::total_cmp);
    let usual = sizes.get(sizes.len() / 2).copied().unwrap_or(1.0);
    let body = || lines.iter().filter(|l| (l.size - usual).abs() < usual * 0.15);
    (body().map(|l| l.x).fold(f32::MAX, f32::min), body().map(|l| l.end).fold(f32::MIN, f32::max))
}

/// Removes page numbers, and first and last lines that return on page after page.
fn leave_out_margins(pages: &mut [Vec<Line>]) {
    let shape =
        |line: &Line| line.text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect::<String>();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for page in pages.iter() {
        let mut ends: Vec<String> = page.first().into_iter().chain(page.last()).map(shape).collect();
        ends.dedup();
        for end in ends {
            *seen.entry(end).or_default() += 1;
        }
    }
    let count = pages.len();
    let is_margin = |line: &Line| {
        let shape = shape(line);
        let number = shape.chars().all(|c| "-—–－·.第页共/".contains(c)) && line.text.chars().count() <= 12;
        number || count >= 3 && shape.chars().count() <= 40 && seen.get(&shape).is_some_and(|n| n * 2 > count)
    };
    for page in pages.iter_mut() {
        if page.last().is_some_and(is_margin) {
            page.pop();
        }
        if page.first().is_some_and(is_margin) && !page.is_empty() {
            page.remove(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Run, text};

    fn run(x: f32, y: f32, text: &str) -> Run {
        let wide = text.chars().filter(|c| !c.is_ascii()).count() as f32;
        let narrow = text.chars().filter(char::is_ascii).count() as f32;
        Run { text: text.to_owned(), x, y, end: x + wide * 10.0 + narrow * 5.0, size: 10.0 }
    }

    #[test]
    fn lines_become_paragraphs() {
        let pages = [
            vec![
                run(120.0, 800.0, "工作简报"),
                run(70.0, 780.0, "全市法院办理案"),
                run(140.0, 780.0, "件20522件，占"),
                run(50.0, 760.0, "案件总数的42.13%。"),
                run(70.0, 740.0, "全县新建学校5所，投用三所，在"),
                run(130.0, 20.0, "— 1 —"),
            ],
            vec![
                run(50.0, 800.0, "建二所。"),
                run(50.0, 780.0, "指标"),
                run(130.0, 780.0, "数值"),
                run(130.0, 20.0, "— 2 —"),
            ],
        ];
        let expected = "工作简报\n全市法院办理案件20522件，占案件总数的42.13%。\n全县新建学校5所，投用三所，在建二所。\n指标\t数值\n";
        assert_eq!(text(&pages), expected);
    }
}
