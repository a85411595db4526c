//! Periods, parts and checks of small texts: what links one claim to another and to its frame.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test may fail"
)]

use zhengwen::{Article, Claim, Extractor, Facts, RegionRef};

fn read<'t>(text: &'t str, published: &str, region: &'static str) -> Facts<'t> {
    let mut article = Article::new(text);
    if let Ok(day) = published.parse() {
        article = article.published(day);
    }
    if let Some((name, code)) = region.split_once(' ') {
        article = article.region(RegionRef { name: name.into(), code: code.into() });
    }
    Extractor::new().unwrap().extract(article)
}

fn period(claim: &Claim<'_>) -> String {
    claim.period.as_ref().map_or_else(
        || "-".to_owned(),
        |p| {
            let day = |d: Option<zhengwen::Date>| d.map_or_else(String::new, |d| d.to_string());
            format!("{}..{}", day(p.start), day(p.end))
        },
    )
}

#[test]
fn periods() {
    let day = "2021-10-20";
    let year = "2021-01-01..2021-10-20";
    let cases: &[(&str, &[(&str, &str)])] = &[
        // The clause's frame, and what the sentence and the paragraph inherit.
        ("今年以来，全县办理案件120件。追回欠款35万元。", &[("120件", year), ("35万元", year)]),
        ("全县办理案件120件。今年以来，追回欠款35万元。", &[("120件", "-"), ("35万元", year)]),
        ("今年以来，全县办理案件120件。\n全县现有法官35名。", &[("120件", year), ("35名", "-")]),
        // 目前 ends a frame.
        ("今年以来，全县办理案件120件。目前，全县有法官35名。", &[("120件", year), ("35名", "-")]),
        // One side open, and inherited all the same.
        ("截至9月底，全县建成学校12所。改造道路35公里。", &[("12所", "..2021-09-30"), ("35公里", "..2021-09-30")]),
        // What something is compared with is no frame.
        ("上半年，全县生产粮食120吨，比2019年增加30吨。", &[("30吨", "2021-01-01..2021-06-30")]),
        // The value a change starts from has no period unless it names one.
        ("2020年，办理时限由15天缩短到7天。", &[("15天", "-"), ("7天", "2020-01-01..2020-12-31")]),
        ("办结率由上年的85%提高到96%。", &[("85%", "2020-01-01..2020-12-31"), ("96%", "-")]),
        (
            "上半年，收入比由上年同期的2.35缩小到2.28。",
            &[("2.35", "2020-01-01..2020-06-30"), ("2.28", "2021-01-01..2021-06-30")],
        ),
        // An item is a paragraph of its own, but the sentence before the list reaches it.
        ("一是今年以来建成学校12所。二是改造道路35公里。", &[("12所", year), ("35公里", "-")]),
        ("今年以来，全县主要做了：一是建成学校12所。二是改造道路35公里。", &[("12所", year), ("35公里", year)]),
        // A time of one body's own, and times that only say when something happened.
        ("热线自3月1日运行以来接听电话120次。全县办理案件35件。", &[("35件", "-")]),
        ("《方案》提出，2023年底前完成改革任务12项。全县整合窗口35个。", &[("12项", "..2023-12-31"), ("35个", "-")]),
        ("各部门要在12月底前制定细则。全县整合窗口35个。", &[("35个", "-")]),
        // A frame may follow the first figure of its clause.
        ("8个部门今年以来开展检查120次。", &[("8个", year), ("120次", year)]),
    ];
    for (text, wanted) in cases {
        let facts = read(text, day, "");
        for (quantity, want) in *wanted {
            let claim = facts.claims.iter().find(|c| c.text == *quantity);
            assert_eq!(claim.map(period).as_deref(), Some(*want), "{quantity} in {text}");
        }
    }
}

#[test]
fn parts() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("全县现有学校120所，其中小学80所、中学40所。", "120所", &["80所", "40所"]),
        ("全县排查隐患120处，其中当场整改80处，限期整改40处。", "120处", &["80处", "40处"]),
        ("全县现有学校120所，其中小学80所、中学40所，医院12所。", "120所", &["80所", "40所"]),
        ("全县办理案件120件。按类型分，民事案件80件、刑事案件40件。", "120件", &["80件", "40件"]),
        ("全县120个行政村中，80个建成文化广场。", "120个", &["80个"]),
        ("全年确定任务30项，已完成28项，其余2项明年完成。", "30项", &["28项", "2项"]),
        ("全县投入资金5000万元，新建学校12所，其中小学8所。", "12所", &["8所"]),
        ("全县现有教师1200人，占比提高3个百分点，其中女教师65%。", "1200人", &[]),
        ("全县现有学校120所，医院12所。", "120所", &[]),
    ];
    for (text, total, parts) in cases {
        let facts = read(text, "", "");
        let id = facts.claims.iter().find(|c| c.text == *total).map(|c| c.id);
        assert!(id.is_some(), "{total} in {text}");
        let found: Vec<&str> = facts.claims.iter().filter(|c| c.part_of == id).map(|c| c.text.as_ref()).collect();
        assert_eq!(found, *parts, "{text}");
    }
}

#[test]
fn checks() {
    let cases: &[(&str, &[&str])] = &[
        ("全县现有学校120所，其中小学80所、中学40所。", &["sum 120 120 consistent"]),
        ("全县现有学校120所，其中小学80所、中学30所、特教学校8所。", &["sum 120 118 inconsistent"]),
        ("全县现有学校120所，其中小学80所。", &[]),
        ("全县现有学校120所，其中小学50所、中学20所。", &[]),
        // Rounded figures add up within their last digits.
        ("全县投入资金10.1亿元，其中县级5.2亿元、市级4.8亿元。", &["sum 1010000000 1000000000 consistent"]),
        ("排查隐患250处，整改到位235处，整改率94%。", &["share 94 94 consistent"]),
        ("排查隐患250处，整改到位235处，整改率96%。", &["share 96 94 inconsistent"]),
        ("现有教师250人，其中女教师150人，占58.5%。", &["share 58.5 60.0 inconsistent"]),
        ("30名干部走访农户546户，人均走访18户。", &["average 18 18 consistent"]),
        ("为80户农户发放补贴96万元，户均1.2万元。", &["average 12000 12000 consistent"]),
        ("床位由1500张增加到1800张，增长20%。", &["change 20 20 consistent"]),
        ("床位由1500张增加到1800张，增加350张。", &["change 350 300 inconsistent"]),
        ("办结率由85.2%提高到96.7%，提高11.5个百分点。", &["change 11.5 11.5 consistent"]),
        ("网点由40个增加到100个，增长1.5倍。", &["change 1.5 1.5 consistent"]),
        ("网点由40个增加到85个，翻了一番多。", &["change 2 2 consistent"]),
        ("人均可支配收入23000元，全县投入1200万元，惠及300人。", &[]),
    ];
    for (text, wanted) in cases {
        let facts = read(text, "", "");
        let found: Vec<String> = facts
            .checks
            .iter()
            .map(|c| {
                let word = |v: serde_json::Value| v.as_str().unwrap_or_default().to_owned();
                let kind = word(serde_json::to_value(c.kind).unwrap());
                let verdict = word(serde_json::to_value(c.verdict).unwrap());
                format!("{kind} {} {} {verdict}", c.stated, c.computed)
            })
            .collect();
        assert_eq!(found, *wanted, "{text}\n{:?}", facts.checks);
    }
}

#[test]
fn the_note_shows_the_arithmetic() {
    let facts = read("全县现有学校1034所，其中小学966所、中学68所。", "", "");
    let note = facts.checks.first().map(|c| c.note.as_str());
    assert_eq!(note, Some("966 + 68 = 1034"));
}

/// A place that acts is what its sentence is about; where only something of it acts, the next clause is not.
#[test]
fn regions() {
    let cases: &[(&str, &[&str])] = &[
        ("涪城区探索积分管理，垃圾分类准确率达到91%。", &["涪城区"]),
        ("涪城区地铁二期开通，公交分担率达到31%。", &["绵阳市"]),
        ("江油市在8个乡镇改造供水管网，入户率达到99%；全市入户率97%。", &["江油市", "江油市", "绵阳市"]),
        ("三台县检察院联合县法院化解积案，结案率达到95%。", &["三台县"]),
        ("全市电商交易额在全省21个市州中排名第2位。", &["四川省", "绵阳市"]),
    ];
    for (text, want) in cases {
        let facts = read(text, "2026-03-01", "绵阳市 510700");
        let got: Vec<&str> = facts.claims.iter().map(|c| c.region.as_ref().map_or("-", |r| r.name.as_ref())).collect();
        assert_eq!(got, *want, "{text}");
    }
}
