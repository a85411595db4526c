//! Texts and their dates, ranges and durations.

use super::*;

fn found(text: &str, reference: &str) -> Vec<String> {
    let mut out = Vec::new();
    crate::recognize::times(text, reference.parse().ok(), &mut out);
    let day = |d: Option<Date>| d.map_or(String::new(), |d| d.to_string());
    out.iter()
        .map(|e| match e.entity_type {
            EntityType::Date => format!("{} {}", e.text, day(e.date)),
            EntityType::DateRange => format!("{} {}..{}", e.text, day(e.start), day(e.end)),
            _ => format!("{} {}s", e.text, e.seconds.unwrap_or_default()),
        })
        .collect()
}

#[test]
fn entities_of_texts() {
    for (text, want) in [
        ("下周三开会", vec!["下周三 2016-11-16"]),
        ("上周日到家", vec!["上周日 2016-11-06"]),
        ("两个星期前见过", vec!["两个星期前 2016-10-24"]),
        ("本周末出门", vec!["本周末 2016-11-12..2016-11-13"]),
        ("上个月的12号", vec!["上个月的12号 2016-10-12"]),
        ("未来三天有雨", vec!["未来三天 2016-11-08..2016-11-10"]),
        ("十一月的第三个星期四", vec!["十一月的第三个星期四 2016-11-17"]),
        ("今年的最后一周", vec!["今年的最后一周 2016-12-19..2016-12-25"]),
        ("3月5号到7号", vec!["3月5号到7号 2016-03-05..2016-03-06"]),
        ("从周一到周五", vec!["从周一到周五 2016-11-07..2016-11-10"]),
        ("2018年之前", vec!["2018年之前 ..2017-12-31"]),
        ("2018年5月1日或之后", vec!["2018年5月1日或之后 2018-05-01.."]),
        ("用时1.5小时", vec!["1.5小时 5400s"]),
        ("五年零三个月", vec!["五年零三个月 165456000s"]),
        ("万历三年", vec!["万历三年 1575-01-01..1575-12-31"]),
        ("15/1/2016", vec!["15/1/2016 2016-01-15"]),
        ("2019年2月29日", vec!["2019年2月29日 "]),
        ("正月十五到灯会", vec!["正月十五 2016-02-22"]),
        ("2015年12月至次年2月", vec!["2015年12月至次年2月 2015-12-01..2016-01-31"]),
        ("2015—2016学年", vec!["2015—2016学年 2015-09-01..2016-08-31"]),
        ("每月5日、每年3月15日、每周一至周五", vec![]),
        ("两三天", vec![]),
        ("每周五、第三天、《明日之星》、今日头条、10.12.1.3", vec![]),
    ] {
        assert_eq!(found(text, "2016-11-07"), want, "{text}");
    }
}

#[test]
fn any_text_is_read_in_linear_time() {
    for unit in ["1", "一", "年", "3天", "三天又", "从", "前", "下", "周", "1.", "—", "半", "2020年到"] {
        found(&unit.repeat(30_000), "2022-09-16");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_without_fault(text in "[0-9０一二三十年月日底末前后至到自从近来今去上下半周天个的第最民国元又—、， ./-]{0,40}") {
        for published in ["", "2020-02-29", "0001-01-01", "9999-12-31"] {
            found(&text, published);
        }
    }
}
