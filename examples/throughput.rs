//! What extraction costs on your own files, beside the segmenter's `tag` over the same texts:
//! `cargo run --release --example throughput -- PATH…`. Folders are read with all files in them.

use std::{error::Error, fs, hint::black_box, path::Path, time::Instant};
use zhengwen::Extractor;

fn main() -> Result<(), Box<dyn Error>> {
    let mut texts = Vec::new();
    for path in std::env::args().skip(1) {
        read(Path::new(&path), &mut texts).map_err(|e| format!("{path}: {e}"))?;
    }
    if texts.is_empty() {
        read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/seed.txt")), &mut texts)?;
    }
    let bytes: usize = texts.iter().map(String::len).sum();
    let jieba = jieba_rs::Jieba::new();
    let mut worker = Extractor::new()?.worker();
    let (mut facts, mut ours, mut theirs, mut ratios) = (0, Vec::new(), Vec::new(), Vec::new());
    // The first round warms caches up and is not counted.
    for round in 0..10 {
        let started = Instant::now();
        texts.iter().flat_map(|text| text.lines()).for_each(|line| drop(black_box(jieba.tag(line, true))));
        let tag = started.elapsed().as_secs_f64();
        facts = 0;
        let started = Instant::now();
        for text in &texts {
            let f = worker.extract(text);
            facts += f.claims.len() + f.institutions.len() + f.measures.len() + f.policies.len();
        }
        let extraction = started.elapsed().as_secs_f64();
        if round > 0 {
            ours.push(bytes as f64 / extraction / 1e6);
            theirs.push(bytes as f64 / tag / 1e6);
            ratios.push(extraction / tag);
        }
    }
    println!("{} documents, {bytes} bytes, {facts} facts", texts.len());
    println!("extraction {:.2} MB/s, jieba tag {:.2} MB/s", median(ours), median(theirs));
    // The most memory this process held, where the system tells.
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    println!("memory {}", status.lines().find_map(|l| l.strip_prefix("VmHWM:")).map_or("unknown", str::trim));
    println!("ratio_to_jieba_tag: {:.2}", median(ratios));
    Ok(())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn read(path: &Path, texts: &mut Vec<String>) -> std::io::Result<()> {
    if path.is_dir() {
        let mut paths = fs::read_dir(path)?.map(|e| e.map(|e| e.path())).collect::<Result<Vec<_>, _>>()?;
        paths.sort();
        return paths.iter().try_for_each(|path| read(path, texts));
    }
    texts.push(String::from_utf8_lossy(&fs::read(path)?).into_owned());
    Ok(())
}
