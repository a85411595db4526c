//! Sentences and their times.

use super::*;
use std::path::Path;

fn times(text: &str, published: &str) -> Vec<String> {
    let mut out = Vec::new();
    let end = u32::try_from(text.len()).unwrap();
    let within = Span::new(0, end);
    scan(text, within, published.parse().ok(), &crate::chunk::sites_in(text, within), &mut out);
    out.iter()
        .map(|t| {
            let day = |d: Option<Date>| d.map_or(String::new(), |d| d.to_string());
            format!("{} {}..{}", t.span.of(text), day(t.start), day(t.end))
        })
        .collect()
}

/// Every period of the annotated passages that stands in the text, with the days the passage gives it.
#[test]
fn annotated_periods() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/gold/dev"));
    let Ok(entries) = std::fs::read_dir(folder) else {
        eprintln!("skipped: {} is absent", folder.display());
        return;
    };
    let mut misses = Vec::new();
    for path in entries.map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "json")) {
        let gold: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let text = std::fs::read_to_string(path.with_extension("txt")).unwrap();
        let published = gold["document"]["published"].as_str().and_then(|d| d.parse().ok());
        let mut found = Vec::new();
        let mut start = 0;
        for sentence in text.split_inclusive(['。', '\n']) {
            let end = start + sentence.len();
            let within = Span::new(start as u32, end as u32);
            scan(&text, within, published, &crate::chunk::sites_in(&text, within), &mut found);
            start = end;
        }
        let bytes: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        for period in gold["claims"].as_array().unwrap().iter().filter_map(|c| c.get("period")) {
            let Some(words) = period["text"].as_str() else { continue };
            let at = |key: &str| bytes[period["span"][key].as_u64().unwrap() as usize] as u32;
            let span = Span::new(at("start"), at("end"));
            let date = |key: &str| period[key].as_str().map(|d| d.parse::<Date>().unwrap());
            let hit = found.iter().find(|t| t.span == span);
            let good = hit.is_some_and(|t| {
                matches!(t.form, TimeForm::SamePeriod(_)) || (t.start == date("start") && t.end == date("end"))
            });
            if !good {
                let near = found.iter().find(|t| t.span.overlaps(span));
                misses.push(format!("{} {words} {period} {near:?}", path.display()));
            }
        }
    }
    misses.dedup();
    assert!(misses.is_empty(), "{}", misses.join("\n"));
}

#[test]
fn spans_and_days() {
    for (text, want) in [
        ("2020年11月4日发布", vec!["2020年11月4日 2020-11-04..2020-11-04"]),
        ("二〇二〇年十一月发布", vec!["二〇二〇年十一月 2020-11-01..2020-11-30"]),
        ("２０２０年新增5家", vec!["２０２０年 2020-01-01..2020-12-31"]),
        ("2020/11/4和2020-11-04", vec!["2020/11/4 2020-11-04..2020-11-04", "2020-11-04 2020-11-04..2020-11-04"]),
        ("2021年1—6月", vec!["2021年1—6月 2021-01-01..2021-06-30"]),
        ("2020年办理3件，1至11月下降", vec!["2020年 2020-01-01..2020-12-31", "1至11月 2020-01-01..2020-11-30"]),
        ("比2019年下降，1至8月增长", vec!["2019年 2019-01-01..2019-12-31", "1至8月 2022-01-01..2022-08-31"]),
        ("2021年至2023年", vec!["2021年至2023年 2021-01-01..2023-12-31"]),
        ("2018—2020年", vec!["2018—2020年 2018-01-01..2020-12-31"]),
        ("近三年培育3家", vec!["近三年 2019-09-17..2022-09-16"]),
        ("五年来，", vec!["五年来 2017-09-17..2022-09-16"]),
        ("近年来，", vec!["近年来 .."]),
        ("党的十八大以来，", vec!["党的十八大以来 2012-11-08..2022-09-16"]),
        ("改革开放以来", vec!["改革开放以来 1978-12-18..2022-09-16"]),
        ("“十三五”末达到", vec!["“十三五”末 ..2020-12-31"]),
        ("十四五时期新增", vec!["十四五时期 2021-01-01..2025-12-31"]),
        ("到2030年达到", vec!["到2030年 ..2030-12-31"]),
        ("12月底前完成", vec!["12月底前 ..2022-12-31"]),
        ("自2021年5月1日起施行", vec!["自2021年5月1日起 2021-05-01.."]),
        (
            "2021年6月10日至12日举行，12日17时30分结束",
            vec!["2021年6月10日至12日 2021-06-10..2021-06-12", "12日17时30分 2022-09-12..2022-09-12"],
        ),
        ("上世纪90年代", vec!["上世纪90年代 1990-01-01..1999-12-31"]),
        ("前三季度增长，三季度末达到", vec!["前三季度 2022-01-01..2022-09-30", "三季度末 ..2022-09-30"]),
        ("去年同期下降", vec!["去年同期 .."]),
        ("上月增长，6月中旬", vec!["上月 2022-08-01..2022-08-31", "6月中旬 2022-06-11..2022-06-20"]),
        ("去年12月至今年3月", vec!["去年12月至今年3月 2021-12-01..2022-03-31"]),
        ("目前已有", vec!["目前 .."]),
        ("春节假期接待3万人", vec!["春节假期 2022-01-31..2022-02-06"]),
        ("2021年国庆节", vec!["2021年国庆节 2021-10-01..2021-10-01"]),
        ("“五一”期间", vec!["“五一”期间 2022-04-30..2022-05-04"]),
        ("自4月21日上线运行以来办理", vec!["自4月21日上线运行以来 2022-04-21..2022-09-16"]),
        ("自2月20日上线运行以来办理", vec!["自2月20日上线运行以来 2022-02-20..2022-09-16"]),
        ("自2月20日以来", vec!["自2月20日以来 2022-02-20..2022-09-16"]),
        ("10月1日起施行", vec!["10月1日起 2022-10-01.."]),
        ("创下年内新高", vec!["年内 2022-01-01..2022-12-31"]),
        ("上世纪80年代以来", vec!["上世纪80年代以来 1980-01-01..2022-09-16"]),
        ("截至本月5日", vec!["截至本月5日 ..2022-09-05"]),
        ("本月5日至17日", vec!["本月5日至17日 2022-09-05..2022-09-17"]),
        ("从本月8日起", vec!["从本月8日起 2022-09-08.."]),
        ("12日以来超过三百例", vec!["12日以来 2022-09-12..2022-09-16"]),
        ("7月投产12台，当月发电", vec!["7月 2022-07-01..2022-07-31", "当月 2022-07-01..2022-07-31"]),
        ("当年10月印发", vec!["当年10月 .."]),
        ("今明两年建成", vec!["今明两年 2022-01-01..2023-12-31"]),
        ("这十年，", vec!["这十年 2012-09-17..2022-09-16"]),
        ("这两天刚刚交付", vec!["这两天 .."]),
        ("18年第三季度", vec!["18年第三季度 2018-07-01..2018-09-30"]),
    ] {
        assert_eq!(times(text, "2022-09-16"), want, "{text}");
    }
}

/// Until the spring whole years are counted back from the end of the year that closed.
#[test]
fn yearly_reports() {
    for (text, want) in [
        ("五年来，新增就业", "五年来 2018-01-01..2022-12-31"),
        ("过去五年，新增就业", "过去五年 2018-01-01..2022-12-31"),
        ("这五年，新增就业", "这五年 2018-01-01..2022-12-31"),
        ("过去的一年，", "过去的一年 2022-01-01..2022-12-31"),
        ("今后五年，", "今后五年 2023-01-01..2027-12-31"),
        ("全年接待游客", "全年 2022-01-01..2022-12-31"),
        ("近三年培育", "近三年 2020-02-03..2023-02-02"),
        ("合作社成立三年来", "三年来 2020-02-03..2023-02-02"),
        ("公司挂牌五年来", "五年来 2018-02-03..2023-02-02"),
    ] {
        assert_eq!(times(text, "2023-02-02"), [want], "{text}");
    }
}

#[test]
fn no_times() {
    for text in [
        "连续6年下降",
        "40年树龄的古树",
        "年均增长3%",
        "年度计划",
        "一年级学生",
        "九月菊开放",
        "24小时值守",
        "三年行动计划",
        "提前3个月完成",
        "30天内办结",
        "6个月试用期",
        "全部建成后年上网电量",
        "创建文明年度",
        "十万元以上年薪",
        "“十四五”规划",
        "7日内答复",
        "192.168.255.255",
        "成效体现在三个方面",
        "清明上河图",
        "五一路",
        "两月内完成",
        "本次年会",
        "每年11月开始巡查",
        "历时近三年",
        "已过去近两周",
        "这一年龄段",
    ] {
        assert_eq!(times(text, "2022-09-16"), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn without_a_reference_times_are_found_but_open() {
    assert_eq!(times("今年以来，9月14日", ""), ["今年以来 ..", "9月14日 .."]);
    assert_eq!(times("2020年，1至8月", ""), ["2020年 2020-01-01..2020-12-31", "1至8月 2020-01-01..2020-08-31"]);
}

#[test]
fn any_text_is_read_in_linear_time() {
    for unit in ["1", "一", "年", "“", "十", "到", "自", "近", "2020年", "1月", "前", "—", "1—", "今年"]
    {
        let text = unit.repeat(30_000);
        times(&text, "2022-09-16");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_without_fault(text in "[0-9０一二三十年月日底末前后至到自从近来今去上下半季度“”党春节—、， a]{0,40}") {
        for published in ["", "2020-02-29", "0001-01-01", "9999-12-31"] {
            times(&text, published);
        }
    }
}

#[test]
fn whatever_goes_on_from_a_number_is_known() {
    let known = |c: char| reader::is_numeral(c) || NUMBER_GOES_ON.iter().any(|chars| chars.contains(c));
    for c in ('\0'..'\u{10000}').filter(|c| !known(*c)) {
        for tail in ["", "月", "5年", "年", "半年", "12月", "季度"] {
            for number in ["2020", "5", "三"] {
                let text = format!("{number}{c}{tail}");
                assert_eq!(counted(&mut Reader::new(&text, 0, text.len())), Kinds::NONE, "{text}");
            }
        }
    }
}
