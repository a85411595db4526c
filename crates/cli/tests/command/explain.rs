//! `explain` shows how a sentence was read.

use super::{fixture, zhengwen};
use serde_json::Value;

const TEXT: &str = "全市政法工作会议召开。\n全县古树认领35棵。";

#[test]
fn only_the_sentence_asked_for() {
    let run = zhengwen(&["explain", "-"], TEXT);
    assert!(run.out.contains("会议/noun") && run.out.contains("古树/noun"), "{}", run.out);
    for (unit, at) in [("char", "14"), ("byte", "40"), ("utf16", "14")] {
        let run = zhengwen(&["explain", "--offsets", unit, "--at", at, "-"], TEXT);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.out.starts_with("全县古树"), "{}", run.out);
    }
    let run = zhengwen(&["explain", "--at", "900", "-"], TEXT);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.starts_with("zhengwen: <stdin>:1: no sentence of the article stands at offset 900"), "{}", run.err);
}

#[test]
fn rules_that_fired_and_their_parts() {
    let rules = fixture("adopt.toml");
    let run = zhengwen(&["explain", "--format", "json", "--rules", &rules, "--at", "14", "-"], TEXT);
    let explanation: Value = serde_json::from_str(&run.out).unwrap();
    let sentence = &explanation["sentences"][0];
    let fired = sentence["fired"].as_array().unwrap().iter().find(|f| f["rule"] == "test.adopted").unwrap();
    assert_eq!(fired["parts"]["value"]["text"], "35棵");
    assert_eq!(fired["parts"]["predicate"]["text"], "认领");
    assert_eq!(fired["facts"], serde_json::json!(["c1"]));
    let unit = sentence["units"].as_array().unwrap().iter().find(|u| u["text"] == "认领").unwrap();
    assert!(unit["classes"].as_array().unwrap().contains(&"adopt".into()), "{unit}");
}

#[test]
fn rules_that_nearly_fired() {
    let run = zhengwen(&["explain", "--rules", &fixture("adopt.toml"), "-"], "全县古树认领书。");
    assert!(
        run.out.contains("test.adopted") && run.out.contains("then wants {quantity} where “书” stands"),
        "{}",
        run.out
    );
}
