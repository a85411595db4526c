//! Many articles, one extractor, several threads: `cargo run --example batch`.

use std::{error::Error, thread};
use zhengwen::{Article, Date, Extractor};

fn main() -> Result<(), Box<dyn Error>> {
    let articles: Vec<String> =
        (1..=40).map(|n| format!("今年以来，全县新建农村公路{n}公里，同比增长{}.5%。", n % 9 + 1)).collect();
    let published = Date::new(2024, 6, 30).ok_or("no such day")?;

    // The extractor is loaded once and shared. Each thread has a worker, which keeps its buffers from article to article.
    let extractor = Extractor::new()?;
    let share = articles.len().div_ceil(4);
    let counts: Vec<usize> = thread::scope(|scope| {
        let threads: Vec<_> = articles
            .chunks(share)
            .map(|articles| {
                let mut worker = extractor.worker();
                scope.spawn(move || {
                    let facts = articles.iter().map(|text| worker.extract(Article::new(text).published(published)));
                    facts.map(|facts| facts.claims.len()).collect::<Vec<_>>()
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    });
    // The order is that of the articles, whichever thread was faster.
    println!("{} articles, {} claims", counts.len(), counts.iter().sum::<usize>());
    Ok(())
}
