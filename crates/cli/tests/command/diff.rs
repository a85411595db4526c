//! Two articles side by side.

use super::{tables::scratch, zhengwen};
use serde_json::Value;

const OLD: &str = "云河市2024年政府工作报告\n2024-01-10\n2023年，全市一般公共预算收入46.4亿元，增长3.8%。城镇新增就业1.7万人。建立“一网通办”服务平台。开展审批流程再造试点。\n";
const NEW: &str = "云河市2025年政府工作报告\n2025-01-12\n2024年，全市一般公共预算收入48.3亿元，增长4.1%。城镇新增就业1.85万人。完善“一网通办”服务平台。设立企业服务专员制度。\n";

fn written() -> (String, String) {
    let folder = scratch("diff");
    std::fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    (write("old.txt", OLD), write("new.txt", NEW))
}

/// What the README shows.
#[test]
fn two_reports_are_compared() {
    let (old, new) = written();
    let run = zhengwen(&["diff", &old, &new], "");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let readme = include_str!("../../../../README.md");
    assert!(readme.contains(run.out.trim_end()), "{}", run.out);
    let run = zhengwen(&["diff", &old, &new, "--format", "json"], "");
    let report: Value = serde_json::from_str(&run.out).unwrap();
    let revenue = &report["indicators"]["both"][0];
    assert_eq!(revenue["old"]["value"], "4640000000");
    assert_eq!(revenue["difference"], "190000000");
    assert_eq!(revenue["percent"], "4.1");
    assert_eq!(report["measures"]["new"].as_array().unwrap().len(), 1);
    let same = zhengwen(&["diff", &old, &old, "--format", "json"], "");
    let report: Value = serde_json::from_str(&same.out).unwrap();
    assert!(report["indicators"]["both"].as_array().unwrap().iter().all(|p| p["difference"] == "0"));
    assert_eq!(report["measures"]["gone"].as_array().unwrap().len(), 0);
    let missing = zhengwen(&["diff", &old, "/none.txt"], "");
    assert_eq!((missing.code, missing.out.as_str()), (1, ""));
}

/// 河长制 and 河长制度 are one mechanism, however it is written.
#[test]
fn measures_are_paired_by_key() {
    let folder = scratch("diff_keys");
    std::fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let old = write("old.txt", "全县推行河长制。建立重大项目会商机制。出台《云河市物业管理办法》。");
    let new = write("new.txt", "全县完善河长制度。健全重大项目会商制度。设立企业服务专员制度。");
    let run = zhengwen(&["diff", &old, &new, "--format", "json"], "");
    let report: Value = serde_json::from_str(&run.out).unwrap();
    let measures = &report["measures"];
    let kept: Vec<(&str, &str)> = measures["kept"]
        .as_array()
        .unwrap()
        .iter()
        .map(|k| (k["old"]["text"].as_str().unwrap(), k["new"]["key"].as_str().unwrap()))
        .collect();
    assert_eq!(kept, [("推行河长制", "河长制"), ("建立重大项目会商机制", "重大项目会商")]);
    assert_eq!((measures["new"].as_array().unwrap().len(), measures["gone"].as_array().unwrap().len()), (1, 1));
}
