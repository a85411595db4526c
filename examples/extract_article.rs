//! Every fact of one article: `cargo run --example extract_article [PATH]`.

use std::error::Error;
use zhengwen::Extractor;

fn main() -> Result<(), Box<dyn Error>> {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/seed.txt");
    let path = std::env::args().nth(1).unwrap_or_else(|| default.to_owned());
    let text = std::fs::read_to_string(&path)?;
    let facts = Extractor::new()?.extract(&text);

    println!("{}", facts.document.title.as_deref().unwrap_or("(no title)"));
    for claim in &facts.claims {
        let indicator = claim.indicator.as_ref().map_or("?", |quote| &quote.text);
        println!("{:>4}  {indicator}: {}  [{}]", claim.id, claim.text, claim.rule);
    }
    for institution in &facts.institutions {
        println!("{:>4}  {} ×{}", institution.id, institution.name, institution.mentions.len());
    }
    for measure in &facts.measures {
        println!("{:>4}  {} {}", measure.id, measure.action, measure.object);
    }
    for policy in &facts.policies {
        println!("{:>4}  {}", policy.id, policy.text);
    }
    for check in &facts.checks {
        println!("      {:?}: {}", check.verdict, check.note);
    }
    // A span is a byte range of the text as it was given.
    for claim in &facts.claims {
        assert_eq!(claim.span.of(&text), claim.text);
    }
    Ok(())
}
