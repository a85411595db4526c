//! The chunk layer for people.

use super::{
    Width,
    grid::{BOLD, FAINT, FIGURE, Grid, clean, whole, words},
};
use crate::output::word;
use std::fmt::Write;
use zhengwen::{Entities, Entity};

/// Prints the entities of one text.
pub(crate) fn table(entities: &Entities<'_>, width: Width) -> String {
    let mut out = String::new();
    if let Some(id) = &entities.id {
        let _ = writeln!(out, "{BOLD}{}{BOLD:#}", clean(id));
    }
    if entities.entities.is_empty() {
        let _ = writeln!(out, "{FAINT}nothing found{FAINT:#}");
        return out;
    }
    let plain = anstyle::Style::new();
    let mut grid = Grid::new(&[
        whole("offset", FAINT),
        words("text", BOLD),
        whole("type", plain),
        whole("value", FIGURE),
        words("more", plain),
    ]);
    for entity in &entities.entities {
        grid.row(vec![
            format!("{}–{}", entity.span.start, entity.span.end),
            entity.text.to_string(),
            word(&entity.entity_type),
            value(entity),
            more(entity),
        ]);
    }
    grid.print(width, &mut out);
    out
}

fn value(e: &Entity<'_>) -> String {
    let range = |from: Option<String>, to: Option<String>| match (from, to) {
        (None, None) => String::new(),
        (from, to) => format!("{}…{}", from.unwrap_or_default(), to.unwrap_or_default()),
    };
    let text = |d: Option<zhengwen::Decimal>| d.map(|d| d.to_string());
    let day = |d: Option<zhengwen::Date>| d.map(|d| d.to_string());
    let parts = [
        text(e.value),
        Some(range(text(e.min), text(e.max))),
        day(e.date),
        Some(range(day(e.start), day(e.end))),
        e.seconds.map(|s| format!("{s} s")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|p| !p.is_empty()).collect();
    parts.join(" ")
}

fn more(e: &Entity<'_>) -> String {
    let kind = e.institution_kind.as_ref().map(word);
    let parts = [e.unit.as_deref(), e.iso.as_deref(), e.name.as_deref(), e.code.as_deref(), kind.as_deref()];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    parts.join(" ")
}
