//! `explain`: how sentences were read.

use crate::args::{Explain, Plain};
use crate::input::{Inputs, Kind, Own};
use crate::output::{self, Width};
use std::io::{self, Write};
use zhengwen::Extractor;

/// Explains every text of the path. Returns true if nothing was wrong.
pub(crate) fn run(args: &Explain, extractor: &Extractor, width: Width) -> io::Result<bool> {
    let mut out = output::stdout(args.format == Plain::Table);
    let mut clean = true;
    let inputs = Inputs::open(std::slice::from_ref(&args.path), &args.inputs, &Own::default());
    let reader = inputs.reader();
    for item in inputs {
        let text = match reader.read(item) {
            Ok(text) => text,
            Err(problem) => {
                output::report(&problem);
                clean = false;
                continue;
            }
        };
        let article = text.article(&args.shared, &mut extractor.worker());
        let mut explanation = extractor.explain(article).to_unit(&text.text, args.shared.offsets.into());
        if let Some(at) = args.at {
            explanation.sentences.retain(|s| s.span.start <= at && at < s.span.end);
        }
        if explanation.sentences.is_empty() {
            let message = match args.at {
                Some(at) => format!("no sentence of the article stands at offset {at}: try one inside a sentence"),
                None => "no sentence in the text: give the article's text".to_owned(),
            };
            output::report(&text.problem(Kind::Empty, message));
            clean = false;
            continue;
        }
        match args.format {
            Plain::Table => out.write_all(output::explain::table(&explanation, width).as_bytes())?,
            Plain::Json => writeln!(out, "{}", output::pretty(&explanation))?,
            Plain::Jsonl => writeln!(out, "{}", output::line(&explanation))?,
        }
    }
    out.flush()?;
    Ok(clean)
}
