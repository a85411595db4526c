//! `diff`: two articles, or two years' reports, side by side.

mod indicators;
mod measures;
mod print;

use crate::args::{Diff, Plain};
use crate::input::{Inputs, Options, Own, Text};
use crate::output::{self, Width};
use indicators::Indicators;
use measures::Measures;
use serde::Serialize;
use std::{
    io::{self, Write},
    path::Path,
};
use zhengwen::{Date, Extractor, Facts};

/// What differs.
#[derive(Debug, Serialize)]
struct Report {
    schema: u32,
    old: Vec<Head>,
    new: Vec<Head>,
    indicators: Indicators,
    measures: Measures,
}

/// Which article it is.
#[derive(Debug, Serialize)]
struct Head {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<Date>,
}

/// Compares what two paths hold. Returns true if nothing was wrong.
pub(crate) fn run(args: &Diff, extractor: &Extractor, width: Width) -> io::Result<bool> {
    let (old, old_clean) = texts(&args.old, &args.inputs);
    let (new, new_clean) = texts(&args.new, &args.inputs);
    if old.is_empty() || new.is_empty() {
        return Ok(false);
    }
    let facts = |texts: &'_ [Text]| -> Vec<Facts<'static>> {
        let mut worker = extractor.worker();
        let unit = args.shared.offsets.into();
        let facts_of = |text: &Text| {
            let article = text.article(&args.shared, &mut worker);
            let mut facts = worker.extract(article);
            text.complete(&mut facts.document);
            owned(&facts.to_unit(&text.text, unit))
        };
        texts.iter().map(facts_of).collect()
    };
    let (old, new) = (facts(&old), facts(&new));
    let report = Report {
        schema: 1,
        indicators: indicators::compare(&old, &new),
        measures: measures::compare(&old, &new),
        old: heads(&old),
        new: heads(&new),
    };
    let mut out = output::stdout(args.format == Plain::Table);
    match args.format {
        Plain::Table => out.write_all(print::table(&report, width).as_bytes())?,
        Plain::Json => writeln!(out, "{}", output::pretty(&report))?,
        Plain::Jsonl => writeln!(out, "{}", output::line(&report))?,
    }
    out.flush()?;
    Ok(old_clean && new_clean)
}

/// Reads every text of a path. What cannot be read is reported, and the second value is false.
fn texts(path: &Path, options: &Options) -> (Vec<Text>, bool) {
    let inputs = Inputs::open(std::slice::from_ref(&path.to_owned()), options, &Own::default());
    let reader = inputs.reader();
    let mut texts = Vec::new();
    let mut clean = true;
    for item in inputs {
        match reader.read(item) {
            Ok(text) => texts.push(text),
            Err(problem) => {
                output::report(&problem);
                clean = false;
            }
        }
    }
    (texts, clean)
}

/// Returns facts that do not borrow from their text.
fn owned(facts: &Facts<'_>) -> Facts<'static> {
    serde_json::from_str(&output::line(facts)).unwrap_or_default()
}

fn heads(facts: &[Facts<'_>]) -> Vec<Head> {
    let head = |f: &Facts<'_>| Head {
        id: f.id.clone(),
        title: f.document.title.as_deref().map(str::to_owned),
        published: f.document.published,
    };
    facts.iter().map(head).collect()
}
