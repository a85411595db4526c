//! How sentences were read, for people who write rules.

use super::{
    Width,
    grid::{BAD, BOLD, FAINT, GOOD, clean, wrap},
};
use anstyle::Style;
use std::fmt::Write;
use zhengwen::explain::{Explanation, Firing, NearMiss, Reading, Reason};

/// How many rules that nearly fired are shown for a sentence; JSON has all.
const SHOWN: usize = 8;

/// Prints how a text was read.
pub(crate) fn table(explanation: &Explanation<'_>, width: Width) -> String {
    let mut out = String::new();
    for (i, reading) in explanation.sentences.iter().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        sentence(reading, width, &mut out);
    }
    out
}

fn sentence(reading: &Reading<'_>, width: Width, out: &mut String) {
    for line in wrap(&clean(&reading.text), width) {
        let _ = writeln!(out, "{BOLD}{line}{BOLD:#}");
    }
    let _ = writeln!(out, "{FAINT}{} {}–{}{FAINT:#}", reading.role, reading.span.start, reading.span.end);
    let words: Vec<String> = reading.tokens.iter().map(|t| format!("{}/{}", t.text, t.pos)).collect();
    paragraph("words", &words.join(" "), width, out);
    let chunks: Vec<String> =
        reading.units.iter().filter(|u| u.kind != "word").map(|u| format!("[{}]{}", u.text, u.kind)).collect();
    if !chunks.is_empty() {
        paragraph("chunks", &chunks.join(" "), width, out);
    }
    let line: Vec<String> = reading.units.iter().map(|u| format!("{} {{{}}}", u.text, u.classes.join(" "))).collect();
    paragraph("line", &line.join(" "), width, out);
    heading("fired", reading.fired.is_empty(), out);
    reading.fired.iter().for_each(|f| fired(f, width, out));
    heading("nearly", reading.near.is_empty(), out);
    reading.near.iter().take(SHOWN).for_each(|n| near(n, width, out));
    if reading.near.len() > SHOWN {
        let _ = writeln!(out, "    {FAINT}and {} more (--format json has all){FAINT:#}", reading.near.len() - SHOWN);
    }
}

fn heading(name: &str, none: bool, out: &mut String) {
    let _ = writeln!(out, "  {FAINT}{name}{FAINT:#}{}", if none { " no rule" } else { "" });
}

fn paragraph(name: &str, text: &str, width: Width, out: &mut String) {
    let _ = writeln!(out, "  {FAINT}{name}{FAINT:#}");
    for line in wrap(&clean(text), width.saturating_sub(4)) {
        let _ = writeln!(out, "    {line}");
    }
}

fn item(mark: &str, style: Style, first: &str, text: &str, width: Width, out: &mut String) {
    let _ = writeln!(out, "    {style}{mark}{style:#} {BOLD}{first}{BOLD:#}");
    for line in wrap(&clean(text), width.saturating_sub(8)) {
        let _ = writeln!(out, "        {line}");
    }
}

fn fired(f: &Firing<'_>, width: Width, out: &mut String) {
    let facts = if f.facts.is_empty() { "no fact came of it".to_owned() } else { f.facts.join(" ") };
    let parts: Vec<String> = f.parts.iter().map(|(name, q)| format!("{name}={}", q.text)).collect();
    let style = if f.facts.is_empty() { BAD } else { GOOD };
    item("✓", style, &format!("{} → {facts}", f.rule), &format!("{}  {}", f.text, parts.join("  ")), width, out);
}

fn near(n: &NearMiss<'_>, width: Width, out: &mut String) {
    let why = match &n.reason {
        Reason::Lost { to } => format!("matches “{}”, but {to} took words of it first", n.text),
        Reason::Short { wants, found } => {
            let found = found.as_ref().map_or("the end of the sentence".to_owned(), |q| format!("“{}”", q.text));
            let wants =
                if wants.is_empty() { "something else".to_owned() } else { format!("{{{}}}", wants.join("} or {")) };
            format!("takes “{}”, then wants {wants} where {found} stands", n.text)
        }
        _ => format!("“{}”", n.text),
    };
    item("·", FAINT, &n.rule, &why, width, out);
}
