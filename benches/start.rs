//! What a process costs that starts, reads the seed article and prints its facts as JSON, beside one that loads the
//! segmenter's dictionary and tags the same article. Both are run in turn, many times; the ratio of the medians is printed.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]
#![expect(clippy::float_arithmetic, reason = "figures for people")]

use std::{
    env,
    error::Error,
    fs,
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};

const ROUNDS: usize = 15;

fn main() -> Result<(), Box<dyn Error>> {
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/seed.txt");
    let text = fs::read_to_string(seed)?;
    match env::args().nth(1).as_deref() {
        Some("tag") => {
            let jieba = jieba_rs::Jieba::new();
            println!("{}", text.lines().map(|line| jieba.tag(line, true).len()).sum::<usize>());
        }
        Some("extract") => {
            let extractor = zhengwen::Extractor::new()?;
            println!("{}", serde_json::to_string(&extractor.extract(&text))?);
        }
        _ => compare()?,
    }
    Ok(())
}

fn compare() -> Result<(), Box<dyn Error>> {
    let (mut tag, mut extract) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        tag.push(seconds("tag")?);
        extract.push(seconds("extract")?);
    }
    let (tag, extract) = (median(tag), median(extract));
    println!("start to end, seed article: jieba load and tag {:.0} ms, zhengwen {:.0} ms", tag * 1e3, extract * 1e3);
    println!("ratio {:.2}", extract / tag);
    Ok(())
}

/// Runs this program once as the given one.
fn seconds(job: &str) -> Result<f64, Box<dyn Error>> {
    let program = env::current_exe()?;
    let started = Instant::now();
    let status = Command::new(program).arg(job).stdout(Stdio::null()).status()?;
    if !status.success() {
        return Err(format!("`{job}` ended with {status}").into());
    }
    Ok(started.elapsed().as_secs_f64())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
