//! What extraction costs, beside the segmenter's own `tag` over the same text, timed in turn in one process: `tag` right
//! before each stage, so that a machine that slows down slows both.
//!
//! `cargo bench` measures the seed article and 1–2 MB of varied text; `cargo bench -- PATH…` measures your own files.
//! Only the ratios mean anything across machines.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]
#![expect(clippy::float_arithmetic, reason = "figures for people")]

mod inputs;

use std::{error::Error, hint::black_box, time::Instant};
use zhengwen::{Extractor, stages};

/// Rounds of every stage; the medians of its rate and of its cost by that of `tag` are printed.
const ROUNDS: usize = 11;

type Stage<'a> = (&'static str, Box<dyn Fn(&str) -> usize + 'a>);

fn main() -> Result<(), Box<dyn Error>> {
    let started = Instant::now();
    let jieba = jieba_rs::Jieba::new();
    let jieba_load = started.elapsed();
    let started = Instant::now();
    let extractor = Extractor::builder().build()?;
    let load = started.elapsed();
    println!(
        "start  jieba {:.0} ms, extractor {:.0} ms, ratio {:.2}",
        jieba_load.as_secs_f64() * 1e3,
        load.as_secs_f64() * 1e3,
        load.as_secs_f64() / jieba_load.as_secs_f64()
    );
    let stages: Vec<Stage<'_>> = vec![
        ("jieba tag", Box::new(|text| text.lines().map(|l| jieba.tag(l, true).len()).sum())),
        ("layout", Box::new(stages::layout)),
        ("frames", Box::new(stages::frames)),
        ("times", Box::new(stages::times)),
        ("+ tokens", Box::new(|text| stages::tokens(&extractor, text))),
        ("institutions", Box::new(|text| stages::institutions(&extractor, text))),
        ("+ chunks", Box::new(|text| stages::chunks(&extractor, text))),
        ("extract", Box::new(|text| extractor.extract(text).claims.len())),
        ("quantities", Box::new(stages::quantities)),
        ("numbers", Box::new(stages::numbers)),
        ("times", Box::new(stages::times)),
        ("figures", Box::new(stages::figures)),
        ("names", Box::new(|text| stages::names(&extractor, text))),
        ("recognize", Box::new(|text| extractor.recognize(text).entities.len())),
    ];
    for (name, texts) in inputs::all(std::env::args().skip(1).filter(|a| !a.starts_with("--")))? {
        measure(&name, &texts, &stages);
    }
    for (name, text) in inputs::hostile() {
        measure(name, &[text], &stages);
    }
    Ok(())
}

fn measure(name: &str, texts: &[String], stages: &[Stage<'_>]) {
    let bytes: usize = texts.iter().map(String::len).sum();
    // Short texts are repeated within a round, so that a round is long enough to time.
    let repeat = (200_000 / bytes.max(1)).max(1);
    let seconds = |(_, run): &Stage<'_>| {
        let started = Instant::now();
        for _ in 0..repeat {
            for text in texts {
                black_box(run(text));
            }
        }
        started.elapsed().as_secs_f64()
    };
    let mut times = vec![(Vec::new(), Vec::new()); stages.len()];
    for round in 0..=ROUNDS {
        for (stage, (own, ratios)) in stages.iter().zip(&mut times) {
            let tag = seconds(&stages[0]);
            let time = seconds(stage);
            if round > 0 {
                own.push(time);
                ratios.push(time / tag);
            }
        }
    }
    println!("\n{name}: {bytes} bytes, {} texts", texts.len());
    for ((stage, _), (own, ratios)) in stages.iter().zip(times) {
        let rate = (bytes * repeat) as f64 / median(own) / 1e6;
        println!("  {stage:10} {rate:8.2} MB/s   {:5.2} of jieba tag", median(ratios));
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
