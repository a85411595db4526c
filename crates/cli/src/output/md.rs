//! A briefing of one article, in Markdown.

use super::facts::{kind, more, outcome, period, value};
use crate::output::{grid::clean, word};
use std::fmt::Write;
use zhengwen::{ActionKind, Claim, Facts, Measure, Modality, Status, Verdict};

/// Returns the briefing: what the article claims, who acts, what is new, what does not add up.
pub(crate) fn briefing(facts: &Facts<'_>) -> String {
    let mut out = String::new();
    head(facts, &mut out);
    wrong(facts, &mut out);
    claims(facts, &mut out);
    measures(facts, &mut out);
    bodies(facts, &mut out);
    policies(facts, &mut out);
    for note in &facts.notes {
        let _ = writeln!(out, "\n> Not read, {}–{}: {}", note.span.start, note.span.end, plain(&note.message));
    }
    out
}

/// Returns words that Markdown shows as they are.
fn plain(text: &str) -> String {
    let mut out = String::new();
    for c in clean(text).trim().chars() {
        if matches!(c, '\\' | '|' | '`' | '*' | '_' | '<' | '[' | '~') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn head(facts: &Facts<'_>, out: &mut String) {
    let document = &facts.document;
    let title = document.title.as_deref().or(facts.id.as_deref()).unwrap_or("Untitled");
    let _ = writeln!(out, "# {}\n", plain(title));
    let said = [
        document.source.as_deref().map(plain),
        document.published.map(|day| day.to_string()),
        document.contributor.as_deref().map(|who| format!("contributed by {}", plain(who))),
        document.region.as_ref().map(|r| format!("about {} ({})", r.name, r.code)),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    if !said.is_empty() {
        let _ = writeln!(out, "{}\n", said.join(" · "));
    }
    let wanted = facts.claims.iter().filter(|c| c.modality != Modality::Actual).count();
    let wanted = if wanted == 0 { String::new() } else { format!(" ({wanted} of them not yet facts)") };
    let _ = writeln!(
        out,
        "{}{wanted}, {}, {}, {}; {}.",
        count(facts.claims.len(), "claim", "claims"),
        count(facts.measures.len(), "measure", "measures"),
        count(facts.institutions.len(), "body named", "bodies named"),
        count(facts.policies.len(), "policy cited", "policies cited"),
        arithmetic(facts),
    );
}

fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

fn arithmetic(facts: &Facts<'_>) -> String {
    let wrong = facts.checks.iter().filter(|c| c.verdict == Verdict::Inconsistent).count();
    match (facts.checks.len(), wrong) {
        (0, _) => "no figures that check each other".to_owned(),
        (1, 0) => "the one figure that can be checked holds".to_owned(),
        (n, 0) => format!("all {n} figures that can be checked hold"),
        (n, wrong) => format!(
            "**{wrong} of {n} figures that can be checked {} not add up**",
            if wrong == 1 { "does" } else { "do" }
        ),
    }
}

fn wrong(facts: &Facts<'_>, out: &mut String) {
    let mut wrong = facts.checks.iter().filter(|c| c.verdict == Verdict::Inconsistent).peekable();
    if wrong.peek().is_some() {
        let _ = writeln!(out, "\n## What does not add up\n");
    }
    for check in wrong {
        let claims: Vec<String> = check.claims.iter().map(|id| plain(&outcome(facts, *id))).collect();
        let _ = writeln!(
            out,
            "- {}: stated {}, computed {}. {} ({})",
            word(&check.kind),
            check.stated,
            check.computed,
            plain(&check.note),
            claims.join(", ")
        );
    }
}

fn claims(facts: &Facts<'_>, out: &mut String) {
    let (actual, wanted): (Vec<_>, Vec<_>) = facts.claims.iter().partition(|c| c.modality == Modality::Actual);
    claim_table("What it claims", &actual, facts, out);
    claim_table("What is to be reached", &wanted, facts, out);
}

fn claim_table(title: &str, claims: &[&Claim<'_>], facts: &Facts<'_>, out: &mut String) {
    if claims.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n## {title}\n");
    let home = facts.document.region.as_ref();
    let elsewhere = claims.iter().any(|c| c.region.as_ref() != home);
    let region = if elsewhere { " Region |" } else { "" };
    let rule = if elsewhere { " --- |" } else { "" };
    let _ = writeln!(
        out,
        "| Indicator | Value | Kind | Period |{region} More | Id |\n| --- | ---: | --- | --- |{rule} --- | --- |"
    );
    for claim in claims {
        let region = claim.region.as_ref().map_or("", |r| r.name.as_ref());
        let cells = [
            claim.indicator.as_ref().map_or_else(String::new, |q| plain(&q.text)),
            plain(&value(claim)),
            plain(&kind(claim)),
            claim.period.as_ref().map_or_else(String::new, |p| plain(&period(p))),
            if elsewhere { format!("{} |", plain(region)) } else { String::new() },
        ];
        let [indicator, value, kind, period, region] = cells;
        let space = if elsewhere { " " } else { "" };
        let _ = writeln!(
            out,
            "| {indicator} | {value} | {kind} | {period} |{space}{region} {} | {} |",
            plain(&more(claim)),
            claim.id
        );
    }
}

/// The kinds of measures that change something, in the order in which they make news, and the others.
const NEWS: [(ActionKind, &str); 10] = [
    (ActionKind::Establish, "Established"),
    (ActionKind::Abolish, "Abolished"),
    (ActionKind::Issue, "Issued"),
    (ActionKind::Pilot, "Tried out"),
    (ActionKind::Integrate, "Merged or brought together"),
    (ActionKind::Relax, "Relaxed"),
    (ActionKind::Restrict, "Restricted"),
    (ActionKind::Improve, "Improved"),
    (ActionKind::Implement, "Carried out"),
    (ActionKind::Conduct, "Held"),
];

fn measures(facts: &Facts<'_>, out: &mut String) {
    if facts.measures.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n## What is new");
    for (action, title) in NEWS {
        let mut of_kind = facts.measures.iter().filter(|m| m.action_kind == action).peekable();
        if of_kind.peek().is_some() {
            let _ = writeln!(out, "\n**{title}**\n");
        }
        for measure in of_kind {
            let _ = writeln!(out, "- {}", news(measure, facts));
        }
    }
}

fn news(measure: &Measure<'_>, facts: &Facts<'_>) -> String {
    let mut out = plain(&measure.text);
    if measure.status != Status::Done {
        let _ = write!(out, " *({})*", word(&measure.status));
    }
    let actors: Vec<&str> = measure
        .actors
        .iter()
        .filter_map(|id| facts.institutions.iter().find(|i| i.id == *id).map(|i| i.name.as_ref()))
        .collect();
    if !actors.is_empty() {
        let _ = write!(out, " — {}", plain(&actors.join("、")));
    }
    if !measure.outcomes.is_empty() {
        let outcomes: Vec<String> = measure.outcomes.iter().map(|id| result(facts, *id)).collect();
        let _ = write!(out, " → {}", outcomes.join("; "));
    }
    out
}

/// A claim as the result of a measure: what is measured, and the quantity.
fn result(facts: &Facts<'_>, id: zhengwen::ClaimId) -> String {
    let Some(claim) = facts.claims.iter().find(|c| c.id == id) else { return id.to_string() };
    let indicator = claim.indicator.as_ref().map_or("", |q| q.text.as_ref());
    let verb = claim.predicate.as_ref().map_or("", |q| q.text.as_ref());
    let space = if indicator.is_empty() && verb.is_empty() { "" } else { " " };
    plain(&format!("{indicator}{verb}{space}{}", claim.text))
}

/// How many bodies without a measure of their own are named one by one.
const BYSTANDERS: usize = 30;

fn bodies(facts: &Facts<'_>, out: &mut String) {
    if facts.institutions.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n## Who acts\n");
    let measures_of = |id| facts.measures.iter().filter(|m| m.actors.contains(&id)).count();
    let mut bodies: Vec<_> = facts.institutions.iter().map(|i| (measures_of(i.id), i)).collect();
    bodies.sort_by_key(|(measures, i)| (std::cmp::Reverse((*measures, i.mentions.len())), i.id));
    for (measures, body) in bodies.iter().filter(|(measures, _)| *measures > 0) {
        let _ = writeln!(
            out,
            "- **{}** ({}): {}, named {}",
            plain(&body.name),
            word(&body.kind).replace('_', " "),
            count(*measures, "measure", "measures"),
            count(body.mentions.len(), "time", "times")
        );
    }
    let others: Vec<_> = bodies.iter().filter(|(measures, _)| *measures == 0).collect();
    if !others.is_empty() {
        let named: Vec<String> = others.iter().take(BYSTANDERS).map(|(_, i)| plain(&i.name)).collect();
        let rest = others.len().saturating_sub(BYSTANDERS);
        let rest = if rest > 0 { format!(" and {rest} more") } else { String::new() };
        let _ = writeln!(out, "- Also named: {}{rest}", named.join("、"));
    }
}

fn policies(facts: &Facts<'_>, out: &mut String) {
    if facts.policies.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n## What it cites\n");
    let mut seen = std::collections::BTreeSet::new();
    for policy in facts.policies.iter().filter(|p| p.refers_to.is_none()) {
        let title = policy.title.as_deref().map(|t| format!("《{t}》"));
        let name = title.unwrap_or_else(|| policy.text.to_string());
        let said = [policy.number.as_deref().filter(|n| *n != name), policy.issuer.as_deref()];
        let said: Vec<String> = said.into_iter().flatten().map(plain).collect();
        let said = if said.is_empty() { String::new() } else { format!(" ({})", said.join(", ")) };
        let entry = format!("- {}{said}", plain(&name));
        if seen.insert(entry.clone()) {
            let _ = writeln!(out, "{entry}");
        }
    }
}
