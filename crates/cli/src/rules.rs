//! `rules`: what is built in, and whether rules of one's own do what they say.

use crate::args::{Plain, RulesCheck, RulesList};
use crate::output::{
    self, Width,
    grid::{BAD, BOLD, FAINT, GOOD, Grid, clean, whole, words, wrap},
};
use anstyle::Style;
use serde_json::Value;
use std::{fmt::Write as _, io::Write};
use zhengwen::{
    Extractor,
    rules::{Example, Rule},
};

/// Lists the built-in rules whose id begins with what was given.
pub(crate) fn list(args: &RulesList, width: Width) -> anyhow::Result<bool> {
    let mut rules = zhengwen::rules::embedded()?;
    if let Some(prefix) = &args.id {
        rules.retain(|r| r.id.starts_with(prefix.as_str()));
        anyhow::ensure!(!rules.is_empty(), "no built-in rule begins with `{prefix}`: `zhengwen rules list` shows all");
    }
    let mut out = output::stdout(args.format == Plain::Table);
    match args.format {
        Plain::Json => writeln!(out, "{}", output::pretty(&rules))?,
        Plain::Jsonl => rules.iter().try_for_each(|rule| writeln!(out, "{}", output::line(rule)))?,
        Plain::Table if args.id.is_some() => {
            let text: Vec<String> = rules.iter().map(|rule| in_full(rule, width)).collect();
            out.write_all(text.join("\n").as_bytes())?;
        }
        Plain::Table => {
            let mut text = String::new();
            let mut grid = Grid::new(&[whole("rule", BOLD), whole("fact", FAINT), words("finds", Style::new())]);
            for rule in &rules {
                let example = rule.hit.first().and_then(|e| e.get("text")).cloned().unwrap_or_default();
                grid.row(vec![rule.id.clone(), rule.fact.to_owned(), example]);
            }
            grid.print(width, &mut text);
            let _ =
                writeln!(text, "\n{FAINT}{} rules; `zhengwen rules list ID` shows one in full{FAINT:#}", rules.len());
            out.write_all(text.as_bytes())?;
        }
    }
    out.flush()?;
    Ok(true)
}

/// A rule with its pattern and every example.
fn in_full(rule: &Rule, width: Width) -> String {
    let mut out = format!("{BOLD}{}{BOLD:#}  {FAINT}{} · {}:{}{FAINT:#}\n", rule.id, rule.fact, rule.file, rule.line);
    let pattern = rule.pattern.split_whitespace().collect::<Vec<_>>().join(" ");
    for line in wrap(&pattern, width.saturating_sub(4)) {
        let _ = writeln!(out, "    {line}");
    }
    if !rule.set.is_empty() {
        let set: Vec<String> = rule.set.iter().map(|(field, value)| format!("{field} = {value}")).collect();
        let _ = writeln!(out, "  {FAINT}sets{FAINT:#} {}", set.join(", "));
    }
    for (mark, style, examples) in [('✓', GOOD, &rule.hit), ('✗', BAD, &rule.miss)] {
        for example in examples {
            let text = example.get("text").map_or("", String::as_str);
            let fields: Vec<String> =
                example.iter().filter(|(f, _)| *f != "text").map(|(f, v)| format!("{f}: {v}")).collect();
            let line = if fields.is_empty() { text.to_owned() } else { format!("{text}  ({})", fields.join(", ")) };
            for (i, part) in wrap(&clean(&line), width.saturating_sub(4)).iter().enumerate() {
                let mark = if i == 0 { mark } else { ' ' };
                let _ = writeln!(out, "  {style}{mark}{style:#} {part}");
            }
        }
    }
    out
}

/// Builds an extractor with the files and runs the examples of their rules. Returns true if all hold.
pub(crate) fn check(args: &RulesCheck) -> anyhow::Result<bool> {
    let mut builder = Extractor::builder();
    let mut rules = Vec::new();
    for file in &args.files {
        builder = builder.file(file)?;
        if file.extension().is_some_and(|e| e == "toml") {
            rules.extend(zhengwen::rules::parse(&file.display().to_string(), &std::fs::read_to_string(file)?)?);
        }
    }
    let extractor = builder.build()?;
    let mut examples = 0;
    let mut faults = Vec::new();
    for rule in &rules {
        examples += rule.hit.len() + rule.miss.len();
        faults.extend(faults_of(rule, &extractor));
    }
    let mut out = output::stdout(true);
    for fault in &faults {
        writeln!(out, "{BAD}✗{BAD:#} {fault}")?;
    }
    let files = args.files.iter().map(|f| f.display().to_string()).collect::<Vec<_>>().join(", ");
    if faults.is_empty() {
        writeln!(out, "{GOOD}✓{GOOD:#} {files}: well formed; {}", held(rules.len(), examples))?;
    } else {
        writeln!(out, "{files}: well formed, but {} of {examples} examples of its rules fail", faults.len())?;
    }
    out.flush()?;
    Ok(faults.is_empty())
}

fn held(rules: usize, examples: usize) -> String {
    let s = |n| if n == 1 { "" } else { "s" };
    match rules {
        0 => "no rules to try".to_owned(),
        _ => format!("{rules} rule{}, {examples} example{} hold", s(rules), s(examples)),
    }
}

/// Returns what is wrong with a rule, with its place.
fn faults_of(rule: &Rule, extractor: &Extractor) -> Vec<String> {
    let mut faults = Vec::new();
    let place = format!("{}:{}:{}: `{}`", rule.file, rule.line, rule.column, rule.id);
    for example in &rule.hit {
        let facts = facts(rule, example, extractor);
        let (own, others): (Vec<&Value>, Vec<&Value>) = facts.iter().partition(|f| is_by(rule, f));
        if !own.iter().any(|fact| matches(fact, example)) {
            let wanted = fields(example);
            let found: Vec<String> = if own.is_empty() { &others } else { &own }.iter().map(|f| said(f)).collect();
            let found = if found.is_empty() { "nothing".to_owned() } else { found.join("; ") };
            let text = example.get("text").map_or("", String::as_str);
            faults.push(format!("{place} does not find {wanted} in “{text}”; found: {found}"));
        }
    }
    for example in &rule.miss {
        for fact in facts(rule, example, extractor).iter().filter(|f| is_by(rule, f) && matches(f, example)) {
            let text = example.get("text").map_or("", String::as_str);
            faults.push(format!("{place} must not fire in “{text}”; found: {}", said(fact)));
        }
    }
    faults
}

/// Returns the facts of the rule's kind in an example.
fn facts(rule: &Rule, example: &Example, extractor: &Extractor) -> Vec<Value> {
    let text = example.get("text").map_or("", String::as_str);
    let facts = serde_json::to_value(extractor.extract(text)).unwrap_or_default();
    facts.get(format!("{}s", rule.fact)).and_then(Value::as_array).cloned().unwrap_or_default()
}

fn is_by(rule: &Rule, fact: &Value) -> bool {
    fact.get("rule").and_then(Value::as_str) == Some(&rule.id)
}

/// Returns the words of a field.
fn field<'a>(fact: &'a Value, name: &str) -> Option<&'a str> {
    let value = fact.get(name)?;
    value.get("basis").or_else(|| value.get("text")).unwrap_or(value).as_str()
}

/// Returns true if a fact has every field of an example; a field of words may be given by a part of it.
fn matches(fact: &Value, example: &Example) -> bool {
    let mut fields = example.iter().filter(|(name, _)| !matches!(name.as_str(), "text" | "why"));
    fields.all(|(name, want)| field(fact, name).is_some_and(|got| got.contains(want.as_str())))
}

fn fields(example: &Example) -> String {
    let fields: Vec<String> = example
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "text" | "why"))
        .map(|(name, value)| format!("{name} {value}"))
        .collect();
    if fields.is_empty() { "anything".to_owned() } else { fields.join(", ") }
}

/// Says what a fact is, in a few words.
fn said(fact: &Value) -> String {
    let mut out = field(fact, "text").unwrap_or("").to_owned();
    for name in ["indicator", "base", "actor", "predicate", "kind", "object", "action_kind"] {
        if let Some(value) = field(fact, name) {
            let _ = write!(out, ", {name} {value}");
        }
    }
    let _ = write!(out, " (`{}`)", field(fact, "rule").unwrap_or(""));
    out
}
