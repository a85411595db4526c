//! Claims as rows of a table: `cargo run --example indicators [PATH] | column -ts $'\t'`.

use std::error::Error;
use zhengwen::{Claim, Date, Extractor};

fn main() -> Result<(), Box<dyn Error>> {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/seed.txt");
    let path = std::env::args().nth(1).unwrap_or_else(|| default.to_owned());
    let text = std::fs::read_to_string(&path)?;
    let facts = Extractor::new()?.extract(&text);

    println!("indicator\tregion\tperiod\tvalue\tunit\tmodality");
    for claim in &facts.claims {
        let indicator = claim.indicator.as_ref().map_or("", |quote| &quote.text);
        let region = claim.region.as_ref().map_or("", |region| &region.name);
        let unit = claim.unit.as_deref().unwrap_or("");
        println!("{indicator}\t{region}\t{}\t{}\t{unit}\t{:?}", period(claim), value(claim), claim.modality);
    }
    Ok(())
}

/// The closed interval of days, open where the text leaves it open.
fn period(claim: &Claim<'_>) -> String {
    let day = |day: Option<Date>| day.map_or(String::new(), |day| day.to_string());
    claim.period.as_ref().map_or(String::new(), |period| format!("{}/{}", day(period.start), day(period.end)))
}

/// The exact decimal, and the upper end if it is a range.
fn value(claim: &Claim<'_>) -> String {
    claim.value_max.map_or_else(|| claim.value.to_string(), |max| format!("{}-{max}", claim.value))
}
