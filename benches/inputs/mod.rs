//! Named inputs.

use std::{fs, io, path::Path};

/// The seed article and varied text: the files given, else the corpus beside the project, else generated sentences.
pub fn all(paths: impl Iterator<Item = String>) -> io::Result<Vec<(String, Vec<String>)>> {
    // The bench of the command is in a folder of its own.
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.ancestors().find(|folder| folder.join("fixtures").is_dir()).unwrap_or(here);
    let given: Vec<String> = paths.flat_map(|p| read(Path::new(&p))).collect();
    if !given.is_empty() {
        return Ok(vec![("given files".into(), given)]);
    }
    let seed = fs::read_to_string(root.join("fixtures/seed.txt"))?;
    let corpus = root.join("../shared/corpus");
    let mut varied: Vec<String> = ["reports", "news"].iter().flat_map(|d| read(&corpus.join(d))).collect();
    varied.truncate(60);
    let name = if varied.is_empty() { "varied (generated)" } else { "varied (reports and news)" };
    if varied.is_empty() {
        varied = generated();
    }
    Ok(vec![("seed".into(), vec![seed]), (name.into(), varied)])
}

fn read(path: &Path) -> Vec<String> {
    if path.is_dir() {
        let mut entries: Vec<_> = fs::read_dir(path).into_iter().flatten().flatten().map(|e| e.path()).collect();
        entries.sort();
        return entries.iter().flat_map(|p| read(p)).collect();
    }
    fs::read_to_string(path).into_iter().collect()
}

/// About 1.2 MB of sentences in which names, verbs, nouns and figures vary.
fn generated() -> Vec<String> {
    let regions: Vec<&str> = include_str!("../../data/regions.tsv")
        .lines()
        .filter(|l| l.starts_with(|c: char| c.is_ascii_digit()))
        .filter_map(|l| l.split('\t').nth(1))
        .collect();
    let nouns = [
        "固定资产投资",
        "社会消费品零售总额",
        "一般公共预算收入",
        "民事案件",
        "城镇新增就业",
        "高新技术企业",
        "粮食总产量",
        "财政支出",
    ];
    let verbs = ["增长", "下降", "达到", "完成", "突破", "提高到", "减少", "占全省的"];
    let frames = ["今年以来", "上半年", "2023年", "1至8月", "截至10月底", "“十四五”期间"];
    let mut state = 20_201_104_u64;
    let mut pick = |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % n
    };
    (0..60)
        .map(|_| {
            let mut text = String::new();
            while text.len() < 20_000 {
                let (whole, tenth) = (pick(900) + 1, pick(10));
                text.push_str(&format!(
                    "{}，{}{}{}{whole}.{tenth}%，{}建立健全{}工作机制。\n",
                    frames[pick(frames.len())],
                    regions[pick(regions.len())],
                    nouns[pick(nouns.len())],
                    verbs[pick(verbs.len())],
                    regions[pick(regions.len())],
                    nouns[pick(nouns.len())],
                ));
            }
            text
        })
        .collect()
}

/// Texts made to be slow: 100 KB each.
pub fn hostile() -> Vec<(&'static str, String)> {
    let fill = |s: &str| s.repeat(100_000 / s.len());
    vec![
        ("digits", fill("7")),
        ("一", fill("一")),
        ("的", fill("的")),
        ("、", fill("、")),
        ("opening quotes", fill("“")),
        ("《", fill("《")),
        ("年月日", fill("2020年11月4日")),
        ("三五百", fill("三五百")),
        ("nested ranges", fill("3至5至")),
        ("institutions", fill("省委、省政府、市公安局")),
        ("percentages", fill("增长5.1%、")),
    ]
}
