//! A word and a rule of your own: `cargo run --example custom_rules`.

use std::error::Error;
use zhengwen::Extractor;

/// 认领 is no verb that the built-in rules know. A class says what the word is, a rule what a sentence with it says.
const RULES: &str = r#"
[[class]]
name = "adopt"
meaning = "taking something into one's care"

[[word]]
text = "认领"
classes = ["verb", "adopt"]

[[rule]]
id = "example.adopted"
fact = "claim"
pattern = "(?<indicator>{noun}+) 被? (?<predicate>{adopt}) (?<value>{quantity})"
set = { kind = "level", direction = "increase" }
hit = [{ text = "古树认领35棵", indicator = "古树", value = "35" }]
"#;

fn main() -> Result<(), Box<dyn Error>> {
    let extractor = Extractor::builder().rules("example.toml", RULES).build()?;
    let text = "今年以来，全县古树认领35棵。";
    let facts = extractor.extract(text);
    for claim in &facts.claims {
        println!("{} = {} ({:?}), found by {}", claim.text, claim.value, claim.direction, claim.rule);
    }
    if !facts.claims.iter().any(|claim| claim.rule == "example.adopted") {
        return Err("the rule did not fire".into());
    }

    // What is wrong with a pack is said with file, line and column.
    let error = Extractor::builder().rules("example.toml", RULES.replace("{adopt}", "{adoptt}")).build().unwrap_err();
    println!("{error}");
    Ok(())
}
