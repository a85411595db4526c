//! What differs, for people.

use super::{
    Head, Report,
    indicators::{Pair, Value},
    measures::Item,
};
use crate::output::{
    Width,
    facts::grouped,
    grid::{BAD, BOLD, FAINT, FIGURE, GOOD, Grid, clean, whole, words, wrap},
    word,
};
use anstyle::Style;
use std::fmt::Write;
use zhengwen::{Decimal, Kind};

const PLAIN: Style = Style::new();

/// Prints a comparison.
pub(super) fn table(report: &Report, width: Width) -> String {
    let mut out = String::new();
    head("old", &report.old, width, &mut out);
    head("new", &report.new, width, &mut out);
    let indicators = &report.indicators;
    heading("Indicators in both", indicators.both.len(), &mut out);
    pairs(&indicators.both, width, &mut out);
    one_side("Only in old", &indicators.only_old, width, &mut out);
    one_side("Only in new", &indicators.only_new, width, &mut out);
    let measures = &report.measures;
    list("New measures", '+', GOOD, &measures.new, width, &mut out);
    heading("Kept measures", measures.kept.len(), &mut out);
    for kept in &measures.kept {
        let status = match (word(&kept.old.status), word(&kept.new.status)) {
            (old, new) if old == new => old,
            (old, new) => format!("{old} → {new}"),
        };
        item('=', PLAIN, &kept.new.text, &status, width, &mut out);
    }
    list("Gone measures", '-', BAD, &measures.gone, width, &mut out);
    out
}

fn head(side: &str, heads: &[Head], width: Width, out: &mut String) {
    for head in heads {
        let title = head.title.as_deref().or(head.id.as_deref()).unwrap_or("(no title)");
        let day = head.published.map_or_else(String::new, |d| format!(" · {d}"));
        let line = clean(&format!("{title}{day}"));
        for (i, part) in wrap(&line, width.saturating_sub(6)).iter().enumerate() {
            let side = if i == 0 { side } else { "" };
            let _ = writeln!(out, "{FAINT}{side:3}{FAINT:#}  {BOLD}{part}{BOLD:#}");
        }
    }
}

fn heading(name: &str, count: usize, out: &mut String) {
    let _ = writeln!(out, "\n{BOLD}{name}{BOLD:#} {FAINT}{count}{FAINT:#}");
}

fn pairs(pairs: &[Pair], width: Width, out: &mut String) {
    let mut grid = Grid::new(&[
        words("indicator", BOLD),
        whole("kind", FAINT),
        whole("old", FIGURE),
        whole("period", FAINT),
        whole("new", FIGURE),
        whole("period", FAINT),
        whole("change", BOLD),
    ]);
    for p in pairs {
        grid.row(vec![
            p.indicator.clone(),
            kind(p.kind, &p.new),
            figure(&p.old),
            p.old.period.clone().unwrap_or_default(),
            figure(&p.new),
            p.new.period.clone().unwrap_or_default(),
            change(p),
        ]);
    }
    grid.print(width, out);
}

fn kind(kind: Kind, value: &Value) -> String {
    let modality = word(&value.modality);
    if modality == "actual" { word(&kind) } else { format!("{} {modality}", word(&kind)) }
}

fn figure(value: &Value) -> String {
    let unit = value.unit.as_deref().unwrap_or("");
    let (number, scale) = short(value.value);
    let space = if unit.is_empty() && scale.is_empty() { "" } else { " " };
    format!("{number}{space}{scale}{unit}")
}

/// Writes hundreds of millions as 亿, as the article does: who compares reads fewer zeros.
fn short(n: Decimal) -> (String, &'static str) {
    const HUNDRED_MILLION: Decimal = Decimal::from_parts(100_000_000, 0, 0, false, 0);
    let scaled = n.checked_div(HUNDRED_MILLION).map(|n| n.normalize());
    match scaled.filter(|n| n.abs() >= Decimal::ONE && n.scale() <= 4) {
        Some(scaled) => (grouped(&scaled.to_string()), "亿"),
        None => (grouped(&n.to_string()), ""),
    }
}

/// The difference with its sign, and what it is of the old value.
fn change(pair: &Pair) -> String {
    let Some(difference) = pair.difference else { return String::new() };
    if difference.is_zero() {
        return "=".to_owned();
    }
    let sign = if difference > Decimal::ZERO { "+" } else { "−" };
    let (amount, scale) = short(difference.abs());
    let amount = if scale.is_empty() { amount } else { format!("{amount} {scale}") };
    let points = if pair.old.unit.as_deref() == Some("%") { " pp" } else { "" };
    let percent = pair.percent.map_or_else(String::new, |p| {
        let sign = if p.is_sign_negative() { "−" } else { "+" };
        format!(" ({sign}{}%)", p.abs())
    });
    format!("{sign}{amount}{points}{percent}")
}

/// How many indicators that only one side has are shown; JSON has all.
const SHOWN: usize = 20;

fn one_side(name: &str, values: &[Value], width: Width, out: &mut String) {
    if values.is_empty() {
        return;
    }
    heading(name, values.len(), out);
    let mut grid = Grid::new(&[words("indicator", PLAIN), whole("value", FIGURE), whole("period", FAINT)]);
    for value in values.iter().take(SHOWN) {
        grid.row(vec![value.indicator.clone(), figure(value), value.period.clone().unwrap_or_default()]);
    }
    grid.print(width, out);
    if values.len() > SHOWN {
        let _ = writeln!(out, "  {FAINT}and {} more (--format json has all){FAINT:#}", values.len() - SHOWN);
    }
}

fn list(name: &str, mark: char, style: Style, items: &[Item], width: Width, out: &mut String) {
    heading(name, items.len(), out);
    for i in items {
        item(mark, style, &i.text, &word(&i.status), width, out);
    }
}

fn item(mark: char, style: Style, text: &str, status: &str, width: Width, out: &mut String) {
    let line = clean(&format!("{text} ({status})"));
    for (i, part) in wrap(&line, width.saturating_sub(4)).iter().enumerate() {
        let mark = if i == 0 { mark } else { ' ' };
        let _ = writeln!(out, "  {style}{mark}{style:#} {part}");
    }
}
