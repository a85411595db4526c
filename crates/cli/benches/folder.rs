//! What it costs to turn a folder into a table, beside the library's own work on the same texts, and how much memory it
//! takes.
//!
//! `cargo bench -p zhengwen-cli` cuts the seed article and varied text into articles of about 3 KB; `cargo bench -p
//! zhengwen-cli -- PATH…` takes your own files. First the library on two threads and the command with two jobs are run in
//! turn on the same articles; then the command's most memory is taken on 1,000 and on 20,000 articles, for each format.
//!
//! The library's texts are in memory, and its extractor is there. The command begins from nothing; so what it takes is also
//! compared with what the library takes when it reads its dictionary first, and both are compared without that.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]
#![expect(clippy::float_arithmetic, reason = "figures for people")]

#[expect(dead_code, reason = "the hostile texts are another bench's")]
#[path = "../../../benches/inputs/mod.rs"]
mod inputs;

use std::{
    env,
    error::Error,
    fs,
    hint::black_box,
    io,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};
use zhengwen::Extractor;

const ROUNDS: usize = 5;
/// How many articles are timed.
const TIMED: usize = 12_000;
/// How many articles are read for the most memory they take.
const COUNTS: [usize; 2] = [1_000, 20_000];
const THREADS: usize = 2;
/// How long an article is at least, in bytes.
const LONG: usize = 3_000;

fn main() -> Result<(), Box<dyn Error>> {
    let texts = inputs::all(env::args().skip(1).filter(|a| !a.starts_with("--")))?;
    let articles = articles(&texts.into_iter().flat_map(|(_, texts)| texts).collect::<Vec<_>>());
    let room = Room::new()?;
    throughput(&room, &articles)?;
    memory(&room, &articles)
}

/// Cuts texts into articles, between lines.
fn articles(texts: &[String]) -> Vec<String> {
    let mut out = Vec::new();
    for text in texts {
        let mut article = String::new();
        for line in text.split_inclusive('\n') {
            article.push_str(line);
            if article.len() >= LONG {
                out.push(std::mem::take(&mut article));
            }
        }
        out.push(article);
    }
    out.retain(|article| !article.trim().is_empty());
    out
}

/// Returns the article of that number; no two are the same.
fn numbered(articles: &[String], n: usize) -> String {
    format!("第{n}号。\n{}", articles[n % articles.len()])
}

fn throughput(room: &Room, articles: &[String]) -> Result<(), Box<dyn Error>> {
    let folder = room.folder(articles, TIMED)?;
    let texts: Vec<String> = (0..TIMED).map(|n| numbered(articles, n)).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    // Only the first of a process reads the dictionary.
    let mut extractor = None;
    let dictionary = Cost::of(|| {
        extractor = Some(Extractor::new().map_err(io::Error::other)?);
        Ok(())
    })?;
    let extractor = extractor.ok_or("no extractor")?;
    extract(&extractor, &texts)?;
    let (mut library, mut command, mut start) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        library.push(Cost::of(|| extract(&extractor, &texts))?);
        command.push(Cost::of(|| room.run(&folder, "parquet"))?);
        start.push(Cost::of(|| room.run(&room.0.join("one"), "parquet"))?);
    }
    println!("{TIMED} articles, {bytes} bytes, {THREADS} threads");
    for (name, cost) in [("by the clock", Cost::seconds as fn(&Cost) -> f64), ("processor time", Cost::busy)] {
        let all = |costs: &[Cost]| costs.iter().map(cost).collect::<Vec<_>>();
        let (library, command, start) = (all(&library), all(&command), median(all(&start)));
        let ratio =
            |more: f64, less: f64| median(library.iter().zip(&command).map(|(l, c)| (l + more) / (c - less)).collect());
        let rate = |seconds: f64| bytes as f64 / seconds / 1e6;
        println!("{name}");
        println!("  library             {:6.2} MB/s", rate(median(library.clone())));
        println!(
            "  folder to parquet   {:6.2} MB/s   {:.2} of the library",
            rate(median(command.clone())),
            ratio(0.0, 0.0)
        );
        println!("  both with the start {:21.2}", ratio(cost(&dictionary), 0.0));
        println!("  both without it     {:21.2}", ratio(0.0, start));
    }
    Ok(())
}

/// What a job takes.
struct Cost {
    elapsed: Duration,
    /// Of all processors, in hundredths of a second; other work on the machine counts less here.
    ticks: u64,
}

impl Cost {
    fn of(job: impl FnOnce() -> io::Result<()>) -> io::Result<Self> {
        let (started, before) = (Instant::now(), ticks());
        job()?;
        Ok(Cost { elapsed: started.elapsed(), ticks: ticks() - before })
    }

    fn seconds(&self) -> f64 {
        self.elapsed.as_secs_f64()
    }

    fn busy(&self) -> f64 {
        self.ticks as f64 / 100.0
    }
}

/// Returns the processor time of this process and of those that it has started and that have ended; 0 where the system
/// does not tell.
fn ticks() -> u64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name in front may hold spaces. Then come, from the twelfth on, the times.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(4).filter_map(|n| n.parse::<u64>().ok()).sum()
}

/// Finds the facts of all texts, on as many threads as the command has.
fn extract(extractor: &Extractor, texts: &[String]) -> io::Result<()> {
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                let mut worker = extractor.worker();
                while let Some(text) = texts.get(next.fetch_add(1, Ordering::Relaxed)) {
                    black_box(worker.extract(text.as_str()).claims.len());
                }
            });
        }
    });
    Ok(())
}

fn memory(room: &Room, articles: &[String]) -> Result<(), Box<dyn Error>> {
    if !Path::new("/proc/self/status").exists() {
        println!("memory: this system does not tell");
        return Ok(());
    }
    let folders = [room.folder(articles, COUNTS[0])?, room.folder(articles, COUNTS[1])?];
    println!("most memory   {} articles   {} articles", COUNTS[0], COUNTS[1]);
    for format in ["jsonl", "csv", "parquet", "sqlite", "xlsx"] {
        let few = most_memory(room.start(&folders[0], format)?)?;
        let many = most_memory(room.start(&folders[1], format)?)?;
        println!("  {format:8} {:9.1} MB {:13.1} MB   {:+.0}%", few, many, (many / few - 1.0) * 100.0);
    }
    Ok(())
}

/// Waits for a process, and returns the most memory that it held, in MB.
fn most_memory(mut child: Child) -> Result<f64, Box<dyn Error>> {
    let path = format!("/proc/{}/status", child.id());
    let mut most = 0.0_f64;
    loop {
        let status = fs::read_to_string(&path).unwrap_or_default();
        let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
        if let Some(kilobytes) = line.and_then(|l| l.trim().strip_suffix(" kB")) {
            most = most.max(kilobytes.parse::<f64>()? / 1e3);
        }
        if child.try_wait()?.is_some() {
            return Ok(most);
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// A folder for what is read and written, removed at the end.
struct Room(PathBuf);

impl Room {
    fn new() -> io::Result<Self> {
        let room = Room(env::temp_dir().join(format!("zhengwen-bench-{}", std::process::id())));
        fs::create_dir_all(room.0.join("one"))?;
        fs::write(room.0.join("one/article.txt"), "全县新建学校5所。")?;
        Ok(room)
    }

    /// Writes so many articles to a folder.
    fn folder(&self, articles: &[String], count: usize) -> io::Result<PathBuf> {
        let folder = self.0.join(count.to_string());
        for n in 0..count {
            let below = folder.join(format!("{:03}", n / 500));
            fs::create_dir_all(&below)?;
            fs::write(below.join(format!("{n:05}.txt")), numbered(articles, n))?;
        }
        Ok(folder)
    }

    fn start(&self, folder: &Path, format: &str) -> io::Result<Child> {
        let output = self.0.join(format!("facts-{format}"));
        Command::new(env!("CARGO_BIN_EXE_zhengwen"))
            .args(["extract", "--quiet", "--jobs", &THREADS.to_string(), "--format", format, "--output"])
            .args([&output, folder])
            .stderr(Stdio::null())
            .spawn()
    }

    fn run(&self, folder: &Path, format: &str) -> io::Result<()> {
        let status = self.start(folder, format)?.wait()?;
        if status.success() { Ok(()) } else { Err(io::Error::other(format!("the command ended with {status}"))) }
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        // What is left is in the folder for such things.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
