//! JSONL in, JSONL out: ids, order, threads, and what a line says of its article.

use super::{fixture, zhengwen};
use std::fmt::Write;

fn many() -> String {
    let mut input = String::new();
    for n in 0..300 {
        let text = "全市法院办理案件20522件，同比下降13.6%。".repeat(n % 17 + 1);
        let _ = writeln!(input, "{{\"id\":\"a{n}\",\"text\":\"{n}号简报。{text}\",\"other\":[{n}]}}");
    }
    input
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    for command in ["extract", "recognize"] {
        for format in ["jsonl", "json", "table"] {
            let run = |threads| zhengwen(&[command, "--format", format, "--threads", threads, "-"], many());
            let one = run("1");
            assert_eq!(one.code, 0, "{}", one.err);
            for threads in ["2", "7"] {
                assert_eq!(run(threads).out, one.out, "{command} {format} {threads}");
            }
        }
    }
}

#[test]
fn ids_keep_their_order() {
    let run = zhengwen(&["extract", "--threads", "4", "-"], many());
    let ids: Vec<String> = run.lines().iter().map(|l| l["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids, (0..300).map(|n| format!("a{n}")).collect::<Vec<_>>());
}

#[test]
fn an_id_may_be_a_number_or_absent() {
    let input = "\u{feff}{\"id\":7,\"text\":\"全市\"}\n\n{\"text\":\"全县\"}\n{\"id\":null,\"text\":\"全省\"}\n";
    for command in ["extract", "recognize"] {
        let run = zhengwen(&[command, "-"], input);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        let ids: Vec<_> = run.lines().iter().map(|l| l["id"].clone()).collect();
        assert_eq!(ids, ["7", "3", "4"], "{command}");
    }
}

#[test]
fn what_a_line_says_beats_the_command_line() {
    let input = "{\"text\":\"全市新建学校5所。\",\"title\":\"甲\",\"published\":\"2024-01-05\",\"region\":{\"name\":\"张掖市\",\"code\":\"620700\"}}\n{\"text\":\"全市新建学校5所。\"}\n";
    let run = zhengwen(&["extract", "--title", "乙", "--published", "2023-03-04", "-"], input);
    let [first, second] = &run.lines()[..] else { panic!("{}", run.out) };
    assert_eq!(first["document"]["title"], "甲");
    assert_eq!(first["document"]["published"], "2024-01-05");
    assert_eq!(first["document"]["region"]["code"], "620700");
    assert_eq!(second["document"]["title"], "乙");
    assert_eq!(second["document"]["published"], "2023-03-04");
}

#[test]
fn a_region_by_name_or_code() {
    let input = "{\"text\":\"全市\",\"region\":\"张掖市\"}\n{\"text\":\"全市\",\"region\":\"620700\"}\n{\"text\":\"全市\",\"region\":620700}\n{\"text\":\"全市\",\"region\":{\"code\":\"620700\"}}\n";
    let run = zhengwen(&["extract", "-"], input);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    for line in run.lines() {
        assert_eq!(line["document"]["region"], serde_json::json!({"name": "张掖市", "code": "620700"}));
    }
    let run = zhengwen(&["extract", "--format", "json", "--region", "张掖市", "-"], "全市新建学校5所。");
    assert!(run.out.contains("620700"), "{}", run.err);
}

#[test]
fn folders_are_read_in_order() {
    let run = zhengwen(&["extract", &fixture("folder")], "");
    let others = "zhengwen: 1 other file in these folders is passed over (1 .log): name a file to read it\n";
    assert_eq!((run.code, run.err.as_str()), (0, others));
    assert_eq!(zhengwen(&["extract", "--quiet", &fixture("folder")], "").err, "");
    let ids: Vec<String> = run.lines().iter().map(|l| l["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids, [fixture("folder/a.md"), fixture("folder/b.txt"), "n1".into(), "2".into()]);
}
