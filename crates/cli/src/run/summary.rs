//! What is said at the end of a run.

use super::journal::Counts;
use super::repeats::Repeats;
use crate::input::Kind;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

/// Returns the lines that close a run.
pub(super) fn lines(
    counts: Counts,
    before: Counts,
    kinds: &BTreeMap<Kind, u64>,
    repeats: &Repeats,
    time: Duration,
) -> Vec<String> {
    let mut out = Vec::new();
    let millis = u64::try_from(time.as_millis()).unwrap_or(u64::MAX).max(1);
    let articles = counts.articles - before.articles;
    let bytes = counts.bytes - before.bytes;
    let mut line = format!(
        "done: {} article{}, {} facts",
        grouped(counts.articles),
        if counts.articles == 1 { "" } else { "s" },
        grouped(counts.facts)
    );
    let _ = write!(
        line,
        "; {}.{} s, {} articles/s, {} MB/s",
        millis / 1000,
        millis % 1000 / 100,
        grouped(articles.saturating_mul(1000) / millis),
        tenths(bytes.saturating_mul(10) / 1000 / millis)
    );
    if before.articles > 0 {
        let _ = write!(line, " ({} were done before)", grouped(before.articles));
    }
    out.push(line);
    if counts.failed > 0 {
        let mut kinds: Vec<String> =
            kinds.iter().map(|(kind, n)| format!("{} {}", grouped(*n), crate::output::word(kind))).collect();
        if before.failed > 0 {
            kinds.push(format!("{} before", grouped(before.failed)));
        }
        let (inputs, are) = if counts.failed == 1 { ("input", "is") } else { ("inputs", "are") };
        out.push(
            format!("done: {} {inputs} failed ({}); each {are} named above", grouped(counts.failed), kinds.join(", "))
                .replace("each is", "it is")
                .replace("each are", "each is"),
        );
    }
    if counts.repeated > 0 {
        let named = repeats.named();
        let (texts, stand) = if counts.repeated == 1 { ("text", "stands") } else { ("texts", "stand") };
        out.push(format!("done: {} {texts} {stand} in an earlier input, too:", grouped(counts.repeated)));
        out.extend(named.iter().map(|(again, first)| format!("done:   {again} is {first}")));
        if (named.len() as u64) < counts.repeated {
            out.push("done:   …".to_owned());
        }
    }
    out
}

/// Returns a number with its thousands apart.
fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

fn tenths(n: u64) -> String {
    format!("{}.{}", grouped(n / 10), n % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
        let counts = Counts { articles: 1200, facts: 34_000, bytes: 2_500_000, failed: 2, repeated: 0 };
        let kinds = [(Kind::Format, 2)].into();
        let lines = lines(counts, Counts::default(), &kinds, &Repeats::default(), Duration::from_millis(1250));
        assert_eq!(
            lines,
            [
                "done: 1,200 articles, 34,000 facts; 1.2 s, 960 articles/s, 2.0 MB/s",
                "done: 2 inputs failed (2 format); each is named above"
            ]
        );
    }
}
