//! What extraction costs on your own files, beside the segmenter's `tag` over the same texts:
//! `cargo run --release --example throughput -- PATH…`. Folders are read with all files in them.

use std::{error::Error, fs, hint::black_box, path::Path, time::Instant};
use zhengwen::Extractor;

const ROUNDS: usize = 9;

fn main() -> Result<(), Box<dyn Error>> {
    let mut texts = Vec::new();
    for path in std::env::args().skip(1) {
        read(Path::new(&path), &mut texts)?;
    }
    if texts.is_empty() {
        read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures")), &mut texts)?;
    }
    let bytes: usize = texts.iter().map(String::len).sum();
    let jieba = jieba_rs::Jieba::new();
    let mut worker = Extractor::new()?.worker();
    let mut facts = 0;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let started = Instant::now();
        for text in &texts {
            black_box(text.lines().map(|line| jieba.tag(line, true).len()).sum::<usize>());
        }
        let tag = started.elapsed().as_secs_f64();
        let started = Instant::now();
        facts = 0;
        for text in &texts {
            let found = worker.extract(text);
            facts += found.claims.len() + found.institutions.len() + found.measures.len() + found.policies.len();
        }
        // The first round warms caches up.
        if round > 0 {
            ours.push(started.elapsed().as_secs_f64());
            theirs.push(tag);
        }
    }
    let ratios = ours.iter().zip(&theirs).map(|(a, b)| a / b).collect();
    let rate = |seconds: Vec<f64>| bytes as f64 / median(seconds) / 1e6;
    println!("{} documents, {bytes} bytes, {facts} facts", texts.len());
    println!("extraction {:.2} MB/s, jieba tag {:.2} MB/s", rate(ours), rate(theirs));
    if let Some(memory) = memory() {
        println!("memory {} MB at most", memory / 1024);
    }
    println!("ratio_to_jieba_tag: {:.2}", median(ratios));
    Ok(())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Appends the text of a file, or of every file below a folder.
fn read(path: &Path, texts: &mut Vec<String>) -> Result<(), Box<dyn Error>> {
    if path.is_dir() {
        let mut paths = fs::read_dir(path)?.map(|e| e.map(|e| e.path())).collect::<Result<Vec<_>, _>>()?;
        paths.sort();
        return paths.iter().try_for_each(|path| read(path, texts));
    }
    let bytes = fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    texts.push(String::from_utf8_lossy(&bytes).into_owned());
    Ok(())
}

/// The most memory this process held, in KB, where the system tells.
fn memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?.trim().split(' ').next()?.parse().ok()
}
