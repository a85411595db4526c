//! The same article in whatever form.

use super::made::{self, Folder};
use super::zhengwen;
use serde_json::{Value, json};

const TITLE: &str = "全县推进政务服务改革";
const SOURCE: &str = "来源：某县日报 发布时间：2024-03-05";
const BODY: [&str; 3] = [
    "2023年，全县办理事项20522件，同比增长13.6%，群众满意度达到97.5%。",
    "一是健全服务机制。县人民政府出台实施细则，取消证明材料12项，压减办理时限51%，惠及群众3000多人。",
    "二是优化营商环境。新登记企业1034家，其中乡镇企业366家，占全县企业总数的35.4%，培育龙头企业5家。",
];

fn text() -> String {
    [&[TITLE, SOURCE], &BODY[..]].concat().join("\n") + "\n"
}

/// Returns the facts of a result without what depends on the form of the text: places, and line breaks.
fn facts(result: &Value) -> Value {
    fn bare(value: &Value) -> Value {
        match value {
            Value::Object(fields) => {
                fields.iter().filter(|(key, _)| *key != "span").map(|(key, v)| (key.clone(), bare(v))).collect()
            }
            Value::Array(items) => items.iter().map(bare).collect(),
            Value::String(words) => words.replace('\n', "").into(),
            other => other.clone(),
        }
    }
    let mut out = bare(result);
    out.as_object_mut().unwrap().remove("id");
    out
}

/// Asserts that every span gives its text in the text that was saved.
fn assert_grounded(value: &Value, saved: &[char]) {
    if let (Some(text), Some(span)) = (value["text"].as_str(), value.get("span")) {
        let at = |key: &str| usize::try_from(span[key].as_u64().unwrap()).unwrap();
        assert_eq!(saved[at("start")..at("end")].iter().collect::<String>(), text);
    }
    match value {
        Value::Object(fields) => fields.values().for_each(|v| assert_grounded(v, saved)),
        Value::Array(items) => items.iter().for_each(|v| assert_grounded(v, saved)),
        _ => {}
    }
}

#[test]
fn one_article_in_many_forms() {
    let folder = Folder::new("forms");
    let page = |charset| made::page(charset, TITLE, SOURCE, &BODY);
    let paragraphs = [&[TITLE, SOURCE], &BODY[..]].concat();
    let gbk = |text: &str| encoding_rs::GBK.encode(text).0.into_owned();
    let utf16: Vec<u8> = [0xfeff].into_iter().chain(text().encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let row = format!("编号,正文\n甲,\"{}\"\n", text().trim_end());
    let mut files = vec![
        folder.file("plain.txt", text()),
        folder.file("gbk.txt", gbk(&text())),
        folder.file("utf16.txt", utf16),
        folder.file("page.html", page("utf-8")),
        folder.file("gb2312.shtml", gbk(&page("gb2312"))),
        folder.file("gb2312.html.gz", made::gzip(&gbk(&page("gb2312")))),
        folder.file("named_wrongly.txt", page("utf-8")),
        folder.file("word.docx", made::docx(&paragraphs)),
        folder.file("packed.txt.zst", made::zstd(text().as_bytes())),
        folder.file("lines.jsonl.gz", made::gzip(format!("{}\n", json!({"编号": 7, "正文": text()})).as_bytes())),
        folder.file("table.csv", gbk(&row)),
    ];
    #[cfg(feature = "parquet")]
    for compression in [
        parquet::basic::Compression::UNCOMPRESSED,
        parquet::basic::Compression::SNAPPY,
        parquet::basic::Compression::GZIP(parquet::basic::GzipLevel::default()),
        parquet::basic::Compression::ZSTD(parquet::basic::ZstdLevel::default()),
    ] {
        files.push(folder.file(&format!("table-{compression}.parquet"), made::parquet(&text(), compression)));
    }
    #[cfg(feature = "parquet")]
    {
        let table = made::parquet(&text(), parquet::basic::Compression::SNAPPY);
        files.push(folder.file("table.parquet.gz", made::gzip(&table)));
        files.push(folder.file("table.parquet.zst", made::zstd(&table)));
    }
    #[cfg(feature = "pdf")]
    for encoding in ["UniGB-UCS2-H", "GBK-EUC-H"] {
        files.push(folder.file(&format!("{encoding}.pdf"), made::pdf(&paragraphs, encoding, None)));
    }
    let saved = folder.path("saved");
    let fixed = ["extract", "--format", "jsonl", "--save-text", &saved];
    let mut expected = None;
    for file in &files {
        let mut args = fixed.to_vec();
        if file.contains("lines") || file.contains("table") {
            args.extend(["--text-field", "正文", "--id-field", "编号"]);
        }
        args.push(file);
        let run = zhengwen(&args, "");
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{file}");
        let [result] = &run.lines()[..] else { panic!("{file}: {}", run.out) };
        let line = if file.contains("lines") || file.contains("parquet") {
            "/1"
        } else if file.contains("table") {
            "/2"
        } else {
            ""
        };
        let text = std::fs::read_to_string(format!("{saved}/{}{line}.txt", file.trim_start_matches('/'))).unwrap();
        assert_grounded(result, &text.chars().collect::<Vec<_>>());
        assert_eq!(result["document"]["title"], TITLE, "{file}");
        assert_eq!(result["document"]["published"], "2024-03-05", "{file}");
        assert!(result["claims"].as_array().unwrap().len() >= 8, "{file}: {}", run.out);
        let expected = expected.get_or_insert_with(|| facts(result));
        assert_eq!(&facts(result), expected, "{file}");
    }
}

#[test]
fn what_a_page_says_outside_its_text() {
    let folder = Folder::new("meta");
    let head = "<meta name=\"ArticleTitle\" content=\"全县一季度经济运行\"><meta name=\"PubDate\" content=\"2024-04-20 10:00\"><meta name=\"ContentSource\" content=\"某县统计局\">";
    let body = "<p>今年一季度，全县生产总值120.5亿元，同比增长5.6%。</p><p>全县新增就业366人，完成计划的35.4%。</p>";
    let bare = folder.file("bare.html", format!("<html><head>{head}</head><body><div>{body}</div></body></html>"));
    let run = zhengwen(&["extract", "--format", "json", &bare], "");
    let result: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(result["document"]["title"], "全县一季度经济运行");
    assert_eq!(result["document"]["source"], "某县统计局");
    assert_eq!(result["document"]["published"], "2024-04-20");
    assert_eq!(result["claims"][0]["period"]["start"], "2024-01-01");
    // The text itself is surer, and the command line surer than both.
    let own = format!(
        "<html><head>{head}</head><body><h1>全县一季度经济运行</h1><div>来源：某县日报 2024-04-19</div><div>{body}</div></body></html>"
    );
    let own = folder.file("own.html", own);
    let run = zhengwen(&["extract", "--format", "json", &own], "");
    let result: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(
        (&result["document"]["source"], &result["document"]["published"]),
        (&json!("某县日报"), &json!("2024-04-19"))
    );
    let run = zhengwen(&["extract", "--format", "json", "--published", "2024-05-01", &bare], "");
    let result: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(result["document"]["published"], "2024-05-01");
}

#[test]
fn folders_patterns_lists_and_standard_input() {
    let folder = Folder::new("sources");
    for name in ["b.txt", "a.txt", "c/d.txt"] {
        folder.file(name, format!("{name}：全县新建学校5所。"));
    }
    let ids = |args: &[&str], input: &[u8]| {
        let run = zhengwen(&[&["extract", "--format", "jsonl"], args].concat(), input);
        assert_eq!(run.code, 0, "{}", run.err);
        let id = |line: &Value| {
            line["id"].as_str().map(|id| id.rsplit("sources-").next().unwrap().split_once('/').unwrap().1.to_owned())
        };
        run.lines().iter().map(|line| id(line).unwrap_or_default()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&[&folder.path("")], b""), ["a.txt", "b.txt", "c/d.txt"]);
    assert_eq!(ids(&[&folder.path("*.txt")], b""), ["a.txt", "b.txt"]);
    assert_eq!(ids(&[&folder.path("**/*.txt")], b""), ["a.txt", "b.txt", "c/d.txt"]);
    let list = format!("{}\r\n\n{}\n", folder.path("c/d.txt"), folder.path("a.txt"));
    assert_eq!(ids(&["--list", &folder.file("list", &list)], b""), ["c/d.txt", "a.txt"]);
    assert_eq!(ids(&["--list", "-"], list.as_bytes()), ["c/d.txt", "a.txt"]);
    assert_eq!(ids(&["-"], &made::gzip("全县新建学校5所。".as_bytes())), [""]);
    let page = encoding_rs::GBK.encode("<html><meta charset=gbk><p>全县新建学校5所，好。</p>").0.into_owned();
    let run = zhengwen(&["extract", "--format", "json", "-"], page);
    assert!(run.out.contains("5所") && !run.out.contains("html"), "{}", run.err);
}

/// A run whose output stands among its inputs gives the same facts when it is repeated, in whatever format.
#[test]
fn what_the_command_wrote_is_no_input() {
    let folder = Folder::new("own");
    folder.file("a.txt", "全县新建学校5所。");
    let (archive, texts) = (folder.path(""), folder.path("texts"));
    for (format, output) in [("csv", "tables"), ("jsonl", "facts.jsonl"), ("csv", ""), ("jsonl", "more.jsonl")]
        .into_iter()
        .chain(cfg!(feature = "parquet").then_some(("parquet", "columns")))
    {
        let output = folder.path(output);
        for _ in 0..2 {
            let args = ["extract", "--format", format, "--output", &output, "--save-text", &texts, &archive];
            let run = zhengwen(&args, "");
            assert_eq!((run.code, run.closing.len()), (0, 0), "{args:?}: {}{:?}", run.err, run.closing);
        }
    }
    let run = zhengwen(&["extract", "--format", "jsonl", "--save-text", &texts, &folder.path("*")], "");
    assert_eq!((run.code, run.lines().len()), (0, 1), "{}", run.err);
    assert!(run.err.starts_with("zhengwen: passed over, as this command wrote it: "), "{}", run.err);
    let facts = folder.path("facts.jsonl");
    let run = zhengwen(&["extract", "--output", &facts, &facts], "");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("facts.jsonl is an input of this run"), "{}", run.err);
}
