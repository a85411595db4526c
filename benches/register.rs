//! What the register of institutions and the divisions cost on top of the segmenter's dictionary: the time to load them, and
//! the memory they hold. Each round is a process of its own; the medians are printed. Memory is read from `/proc`, so on
//! Linux only; what loading needs for a moment and gives back is part of it, so that it is rather too much than too little.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]
#![expect(clippy::float_arithmetic, reason = "figures for people")]

use std::{env, error::Error, fs, hint::black_box, process::Command, time::Instant};
use zhengwen::stages;

const ROUNDS: usize = 11;

fn main() -> Result<(), Box<dyn Error>> {
    if env::args().nth(1).as_deref() == Some("once") {
        return once();
    }
    let (mut dictionary, mut register, mut memory) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let out = Command::new(env::current_exe()?).arg("once").output()?;
        let out = String::from_utf8(out.stdout)?;
        let figures: Vec<f64> = out.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
        if let [load, on_top, held] = figures[..] {
            dictionary.push(load);
            register.push(on_top);
            memory.push(held);
        }
    }
    println!(
        "register and divisions: {:.1} ms on top of the dictionary's {:.0} ms, {:.1} MB",
        median(register) * 1e3,
        median(dictionary) * 1e3,
        median(memory) / 1e6
    );
    Ok(())
}

/// Loads both once; prints the seconds for each, and the bytes that the second holds.
fn once() -> Result<(), Box<dyn Error>> {
    let started = Instant::now();
    let jieba = jieba_rs::Jieba::new();
    let load = started.elapsed().as_secs_f64();
    black_box(jieba.has_word("政府"));
    let before = resident();
    let started = Instant::now();
    let held = stages::register()?;
    let on_top = started.elapsed().as_secs_f64();
    println!("{load} {on_top} {}", resident().saturating_sub(before));
    drop(black_box(held));
    Ok(())
}

/// Returns the memory this process holds, in bytes; 0 where `/proc` does not tell.
fn resident() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or("");
    line.split_whitespace().next().and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) * 1024
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}
