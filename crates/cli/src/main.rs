//! The `zhengwen` command.

use std::io::{BufRead, Write};
use zhengwen::{Article, Extractor, OffsetUnit, RegionRef};

#[derive(serde::Deserialize)]
struct Line {
    id: String,
    text: String,
    title: Option<String>,
    published: Option<zhengwen::Date>,
    region: Option<RegionRef>,
}

fn main() -> anyhow::Result<()> {
    let command = std::env::args().nth(1).unwrap_or_default();
    let extractor = Extractor::new()?;
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line: Line = serde_json::from_str(&line?)?;
        let mut article = Article::new(&line.text).id(line.id);
        if let Some(t) = &line.title {
            article = article.title(t);
        }
        if let Some(p) = line.published {
            article = article.published(p);
        }
        if let Some(r) = line.region {
            article = article.region(r);
        }
        if command == "recognize" {
            serde_json::to_writer(&mut out, &extractor.recognize(article).to_unit(&line.text, OffsetUnit::Char))?;
        } else {
            serde_json::to_writer(&mut out, &extractor.extract(article).to_unit(&line.text, OffsetUnit::Char))?;
        }
        writeln!(out)?;
    }
    Ok(())
}
