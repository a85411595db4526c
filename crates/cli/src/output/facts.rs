//! Facts for people: what a policy analyst would put in a table.

use super::{
    Width,
    grid::{BAD, BOLD, FAINT, FIGURE, GOOD, Grid, clean, whole, words, wrap},
};
use crate::output::word;
use anstyle::Style;
use std::fmt::Write;
use zhengwen::{Bound, Claim, ClaimId, Facts, InstitutionId, Modality, Period, Verdict};

const PLAIN: Style = Style::new();

/// Prints the facts of one article.
pub(crate) fn table(facts: &Facts<'_>, width: Width) -> String {
    let mut out = String::new();
    document(facts, width, &mut out);
    claims(facts, width, &mut out);
    institutions(facts, width, &mut out);
    measures(facts, width, &mut out);
    policies(facts, width, &mut out);
    checks(facts, width, &mut out);
    for note in &facts.notes {
        let _ = writeln!(out, "\n{BAD}note{BAD:#} {}–{}: {}", note.span.start, note.span.end, clean(&note.message));
    }
    out
}

fn document(facts: &Facts<'_>, width: Width, out: &mut String) {
    let document = &facts.document;
    let title = document.title.as_deref().or(facts.id.as_deref()).unwrap_or("(no title)");
    for line in wrap(&clean(title), width) {
        let _ = writeln!(out, "{BOLD}{line}{BOLD:#}");
    }
    let region = document.region.as_ref().map(|r| format!("{} {}", r.name, r.code));
    let fields = [
        ("", facts.id.clone().filter(|_| document.title.is_some())),
        ("source ", document.source.as_deref().map(str::to_owned)),
        ("published ", document.published.map(|d| d.to_string())),
        ("contributor ", document.contributor.as_deref().map(str::to_owned)),
        ("region ", region),
    ];
    let fields: Vec<String> = fields.into_iter().filter_map(|(k, v)| Some(format!("{k}{}", clean(&v?)))).collect();
    if !fields.is_empty() {
        for line in wrap(&fields.join(" · "), width) {
            let _ = writeln!(out, "{FAINT}{line}{FAINT:#}");
        }
    }
}

fn heading(name: &str, count: usize, out: &mut String) -> bool {
    let _ = writeln!(out, "\n{BOLD}{name}{BOLD:#} {FAINT}{count}{FAINT:#}");
    count > 0
}

fn claims(facts: &Facts<'_>, width: Width, out: &mut String) {
    if !heading("Claims", facts.claims.len(), out) {
        return;
    }
    let mut grid = Grid::new(&[
        whole("id", FAINT),
        words("indicator", BOLD),
        whole("value", FIGURE),
        whole("kind", PLAIN),
        whole("period", PLAIN),
        words("region", PLAIN),
        words("actor", PLAIN),
        words("more", FAINT),
    ]);
    // A column that only repeats the article's division is left out.
    let home = facts.document.region.as_ref();
    let elsewhere = home.is_none() || facts.claims.iter().any(|c| c.region.as_ref() != home);
    for c in &facts.claims {
        let region = c.region.as_ref().filter(|_| elsewhere);
        grid.row(vec![
            c.id.to_string(),
            c.indicator.as_ref().map_or_else(String::new, |q| q.text.to_string()),
            value(c),
            kind(c),
            c.period.as_ref().map_or_else(String::new, period),
            region.map_or_else(String::new, |r| r.name.to_string()),
            c.actor.as_ref().map_or_else(String::new, |q| q.text.to_string()),
            more(c),
        ]);
    }
    grid.print(width, out);
}

/// The value with its bound and unit: ≥ 50 0000 元.
pub(super) fn value(c: &Claim<'_>) -> String {
    let sign = match c.bound {
        Bound::About => "≈ ",
        Bound::AtLeast => "≥ ",
        Bound::AtMost => "≤ ",
        Bound::MoreThan => "> ",
        Bound::LessThan => "< ",
        _ => "",
    };
    let mut out = format!("{sign}{}", grouped(&c.value.to_string()));
    if let Some(max) = &c.value_max {
        let _ = write!(out, "–{}", grouped(&max.to_string()));
    }
    if let Some(unit) = &c.unit {
        let _ = write!(out, " {unit}");
    }
    if let Some(per) = &c.per {
        let _ = write!(out, "/{per}");
    }
    out
}

/// Sets digits apart by thousands.
pub(crate) fn grouped(number: &str) -> String {
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(w, f)| (w, Some(f)));
    let mut out = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 && c.is_ascii_digit() && !out.ends_with('-') {
            out.push(',');
        }
        out.push(c);
    }
    if let Some(fraction) = fraction {
        let _ = write!(out, ".{fraction}");
    }
    out
}

pub(super) fn kind(c: &Claim<'_>) -> String {
    let mut out = word(&c.kind);
    if let Some(direction) = &c.direction {
        let arrow = match word(direction).as_str() {
            "increase" => " ↑",
            "decrease" => " ↓",
            _ => " =",
        };
        out.push_str(arrow);
    }
    if c.modality != Modality::Actual {
        let _ = write!(out, " {}", word(&c.modality));
    }
    out
}

/// A period as short as it can be said: 2020, 2020-03, 2020-01-01…11-04.
pub(super) fn period(p: &Period<'_>) -> String {
    let text = |d: Option<zhengwen::Date>| d.map_or_else(String::new, |d| d.to_string());
    match (p.start, p.end) {
        (Some(start), Some(end)) if start == end => start.to_string(),
        (Some(start), Some(end)) => {
            let whole_month = start.day() == 1 && end == end.last_of_month();
            if whole_month && (start.month(), end.month()) == (1, 12) {
                if start.year() == end.year() {
                    return start.year().to_string();
                }
                return format!("{}…{}", start.year(), end.year());
            }
            if whole_month && (start.year(), start.month()) == (end.year(), end.month()) {
                return format!("{}-{:02}", start.year(), start.month());
            }
            if start.year() == end.year() {
                return format!("{start}…{:02}-{:02}", end.month(), end.day());
            }
            format!("{start}…{end}")
        }
        (None, None) => p.text.as_deref().unwrap_or("").to_owned(),
        _ => format!("{}…{}", text(p.start), text(p.end)),
    }
}

pub(super) fn more(c: &Claim<'_>) -> String {
    let mut parts = Vec::new();
    if let Some(comparison) = &c.comparison {
        parts.push(comparison.text.to_string());
    }
    if let Some(base) = &c.base {
        parts.push(format!("of {}", base.text));
    }
    if let Some(fraction) = &c.fraction {
        parts.push(fraction.to_string());
    }
    if let Some(factor) = &c.factor {
        parts.push(format!("×{factor}"));
    }
    if let Some(price) = &c.price_basis {
        parts.push(word(price));
    }
    if let Some(from) = &c.baseline {
        parts.push(format!("from {from}"));
    }
    if let Some(total) = &c.part_of {
        parts.push(format!("part of {total}"));
    }
    parts.join(", ")
}

fn institutions(facts: &Facts<'_>, width: Width, out: &mut String) {
    if !heading("Institutions", facts.institutions.len(), out) {
        return;
    }
    let mut grid = Grid::new(&[
        whole("id", FAINT),
        words("name", BOLD),
        whole("kind", PLAIN),
        whole("level", PLAIN),
        words("region", PLAIN),
        whole("mentions", FIGURE),
        words("as", FAINT),
    ]);
    for i in &facts.institutions {
        let mut words: Vec<&str> = Vec::new();
        for mention in &i.mentions {
            if mention.text != i.name && !words.contains(&&*mention.text) {
                words.push(&mention.text);
            }
        }
        let kind = if i.collective { format!("{} (class)", word(&i.kind)) } else { word(&i.kind) };
        grid.row(vec![
            i.id.to_string(),
            i.name.to_string(),
            kind,
            i.level.as_ref().map_or_else(String::new, word),
            i.region.as_ref().map_or_else(String::new, |r| r.name.to_string()),
            i.mentions.len().to_string(),
            words.join("、"),
        ]);
    }
    grid.print(width, out);
}

fn measures(facts: &Facts<'_>, width: Width, out: &mut String) {
    if !heading("Measures", facts.measures.len(), out) {
        return;
    }
    let mut grid = Grid::new(&[
        whole("id", FAINT),
        whole("action", BOLD),
        whole("kind", PLAIN),
        words("what", BOLD),
        whole("status", PLAIN),
        words("actors", PLAIN),
        words("outcomes", FIGURE),
    ]);
    for m in &facts.measures {
        let what = if m.names.is_empty() { m.object.to_string() } else { m.names.join("; ") };
        let actors: Vec<String> = m.actors.iter().map(|id| actor(facts, *id)).collect();
        let outcomes: Vec<String> = m.outcomes.iter().map(|id| outcome(facts, *id)).collect();
        grid.row(vec![
            m.id.to_string(),
            m.action.to_string(),
            word(&m.action_kind),
            what,
            word(&m.status),
            actors.join("、"),
            outcomes.join("; "),
        ]);
    }
    grid.print(width, out);
}

fn actor(facts: &Facts<'_>, id: InstitutionId) -> String {
    let found = facts.institutions.iter().find(|i| i.id == id);
    found.and_then(|i| i.mentions.first()).map_or_else(|| id.to_string(), |m| m.text.to_string())
}

pub(super) fn outcome(facts: &Facts<'_>, id: ClaimId) -> String {
    facts.claims.iter().find(|c| c.id == id).map_or_else(|| id.to_string(), |c| format!("{id} {}", c.text))
}

fn policies(facts: &Facts<'_>, width: Width, out: &mut String) {
    if !heading("Policies", facts.policies.len(), out) {
        return;
    }
    let mut grid = Grid::new(&[
        whole("id", FAINT),
        words("policy", BOLD),
        words("number", PLAIN),
        whole("kind", PLAIN),
        words("issuer", PLAIN),
        whole("short for", FAINT),
    ]);
    for p in &facts.policies {
        grid.row(vec![
            p.id.to_string(),
            p.title.as_ref().unwrap_or(&p.text).to_string(),
            p.number.as_deref().unwrap_or("").to_owned(),
            word(&p.kind),
            p.issuer.as_deref().unwrap_or("").to_owned(),
            p.refers_to.map_or_else(String::new, |id| id.to_string()),
        ]);
    }
    grid.print(width, out);
}

fn checks(facts: &Facts<'_>, width: Width, out: &mut String) {
    if !heading("Checks", facts.checks.len(), out) {
        return;
    }
    for check in &facts.checks {
        let (mark, style) = if check.verdict == Verdict::Consistent { ("✓", GOOD) } else { ("✗", BAD) };
        let ids: Vec<String> = check.claims.iter().map(ToString::to_string).collect();
        let text = format!(
            "{} ({}): stated {}, computed {}{} {}",
            word(&check.kind),
            ids.join(" "),
            check.stated,
            check.computed,
            if check.note.is_empty() { "" } else { ";" },
            check.note
        );
        for (i, line) in wrap(&clean(&text), width.saturating_sub(4)).iter().enumerate() {
            let lead = if i == 0 { mark } else { " " };
            let _ = writeln!(out, "  {style}{lead}{style:#} {line}");
        }
    }
}
