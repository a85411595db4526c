//! Sentences and the quantities in them.

use super::scan;
use crate::chunk::{Form, Quantity};
use crate::model::{Bound, Dimension};
use crate::span::Span;

fn quantities(text: &str) -> Vec<Quantity<'_>> {
    let mut out = Vec::new();
    let within = Span::new(0, u32::try_from(text.len()).unwrap());
    scan(text, within, &crate::chunk::sites_in(text, within), &mut out);
    out
}

/// Text, then for each quantity: words, value, upper end or `-`, bound, unit or `-`, denominator or `-`.
const FOUND: &[(&str, &[(&str, &str, &str, Bound, &str, &str)])] = &[
    ("全年办结案件3.5万余件。", &[("3.5万余件", "35000", "-", Bound::MoreThan, "件", "-")]),
    (
        "惠及百余户、近万名职工",
        &[("百余户", "100", "-", Bound::MoreThan, "户", "-"), ("近万名", "10000", "-", Bound::About, "名", "-")],
    ),
    (
        "发动一千零五十名党员，收集意见两千三百条",
        &[("一千零五十名", "1050", "-", Bound::Exact, "名", "-"), ("两千三百条", "2300", "-", Bound::Exact, "条", "-")],
    ),
    (
        "由每件300元提高到450元",
        &[("300元", "300", "-", Bound::Exact, "元", "件"), ("450元", "450", "-", Bound::Exact, "元", "件")],
    ),
    (
        "亩均成本760元/亩，运价每吨公里0.4元",
        &[("760元/亩", "760", "-", Bound::Exact, "元", "亩"), ("0.4元", "0.4", "-", Bound::Exact, "元", "吨公里")],
    ),
    ("罚款5000元以上2万元以下", &[("5000元以上2万元以下", "5000", "20000", Bound::Range, "元", "-")]),
    (
        "时限从15天压缩到4天",
        &[("15天", "15", "-", Bound::Exact, "天", "-"), ("4天", "4", "-", Bound::Exact, "天", "-")],
    ),
    (
        "耗时一年半，历时两个多月",
        &[("一年半", "1.5", "-", Bound::Exact, "年", "-"), ("两个多月", "2", "-", Bound::MoreThan, "个月", "-")],
    ),
    ("半小时内办结", &[("半小时内", "0.5", "-", Bound::AtMost, "小时", "-")]),
    (
        "几十家企业、数百个网点、上千名志愿者",
        &[
            ("几十家", "20", "-", Bound::AtLeast, "家", "-"),
            ("数百个", "200", "-", Bound::AtLeast, "个", "-"),
            ("上千名", "1000", "-", Bound::AtLeast, "名", "-"),
        ],
    ),
    ("产值翻两番", &[("翻两番", "4", "-", Bound::Exact, "倍", "-")]),
    ("下调万分之五", &[("万分之五", "5", "-", Bound::Exact, "‱", "-")]),
    (
        "节约用水30%，预约5000人次",
        &[("30%", "30", "-", Bound::Exact, "%", "-"), ("5000人次", "5000", "-", Bound::Exact, "人次", "-")],
    ),
    ("高于全国8.5个百分点", &[("8.5个百分点", "8.5", "-", Bound::Exact, "个百分点", "-")]),
    ("突破3项关键技术", &[("3项", "3", "-", Bound::Exact, "项", "-")]),
    (
        "跻身全国前十，增速居全市首位",
        &[("前十", "10", "-", Bound::AtMost, "位", "-"), ("首位", "1", "-", Bound::Exact, "位", "-")],
    ),
    ("10亿元人民币", &[("10亿元人民币", "1000000000", "-", Bound::Exact, "元", "-")]),
    (
        "选派十来个干部、五六百名群众",
        &[("十来个", "10", "-", Bound::MoreThan, "个", "-"), ("五六百名", "500", "600", Bound::Range, "名", "-")],
    ),
    (
        "增长1.50万户、1.0%",
        &[("1.50万户", "15000", "-", Bound::Exact, "户", "-"), ("1.0%", "1.0", "-", Bound::Exact, "%", "-")],
    ),
];

/// As [`FOUND`]: amounts in several units, rates, shared units, signs.
const WRITTEN: &[(&str, &[(&str, &str, &str, Bound, &str, &str)])] = &[
    ("快递每件收3元5角", &[("3元5角", "3.5", "-", Bound::Exact, "元", "件")]),
    ("罚没壹仟贰佰元伍角", &[("壹仟贰佰元伍角", "1200.5", "-", Bound::Exact, "元", "-")]),
    ("全程2小时30分钟", &[("2小时30分钟", "2.5", "-", Bound::Exact, "小时", "-")]),
    ("最快1小时20分钟到达", &[("1小时20分钟", "80", "-", Bound::Exact, "分钟", "-")]),
    ("以8米36夺冠", &[("8米36", "8.36", "-", Bound::Exact, "米", "-")]),
    ("产羊毛8斤6两", &[("8斤6两", "8.6", "-", Bound::Exact, "斤", "-")]),
    ("案件发生率12.5件/10万人", &[("12.5件/10万人", "12.5", "-", Bound::Exact, "件", "10万人")]),
    ("孕产妇死亡率降到9.5/10万以下", &[("9.5/10万以下", "9.5", "-", Bound::AtMost, "-", "10万")]),
    ("能耗0.42吨标准煤/万元", &[("0.42吨标准煤/万元", "0.42", "-", Bound::Exact, "吨标准煤", "万元")]),
    ("津贴500元每人每月", &[("500元每人每月", "500", "-", Bound::Exact, "元", "人·月")]),
    ("工资6500元/月", &[("6500元/月", "6500", "-", Bound::Exact, "元", "月")]),
    (
        "装机100兆瓦/200兆瓦时",
        &[("100兆瓦", "100", "-", Bound::Exact, "兆瓦", "-"), ("200兆瓦时", "200", "-", Bound::Exact, "兆瓦时", "-")],
    ),
    (
        "分别回升2.3个和2.1个百分点",
        &[
            ("2.3个", "2.3", "-", Bound::Exact, "个百分点", "-"),
            ("2.1个百分点", "2.1", "-", Bound::Exact, "个百分点", "-"),
        ],
    ),
    (
        "分别建成12、15、18个站点",
        &[
            ("12", "12", "-", Bound::Exact, "个", "-"),
            ("15", "15", "-", Bound::Exact, "个", "-"),
            ("18个", "18", "-", Bound::Exact, "个", "-"),
        ],
    ),
    ("票价￥300起", &[("￥300", "300", "-", Bound::Exact, "元", "-")]),
    ("投资从5000万至8000万元不等", &[("5000万至8000万元", "50000000", "80000000", Bound::Range, "元", "-")]),
    ("降水偏少二至五成", &[("二至五成", "20", "50", Bound::Range, "%", "-")]),
    (
        "上座率九成五，空置两成多",
        &[("九成五", "95", "-", Bound::Exact, "%", "-"), ("两成多", "20", "-", Bound::MoreThan, "%", "-")],
    ),
    ("秋收进度已过六成", &[("过六成", "60", "-", Bound::MoreThan, "%", "-")]),
    ("气温-5℃至10℃", &[("-5℃至10℃", "-5", "10", Bound::Range, "℃", "-")]),
    ("百万分之五", &[("百万分之五", "0.000005", "-", Bound::Exact, "-", "-")]),
    (
        "登记卅二户、廿三人",
        &[("卅二户", "32", "-", Bound::Exact, "户", "-"), ("廿三人", "23", "-", Bound::Exact, "人", "-")],
    ),
    ("吸引约390万观众", &[("约390万", "3900000", "-", Bound::About, "-", "-")]),
    ("跻身全国前十强", &[("前十强", "10", "-", Bound::AtMost, "位", "-")]),
    ("累计举办3届", &[("3届", "3", "-", Bound::Exact, "届", "-")]),
    ("亏损负3.2亿元", &[("负3.2亿元", "-320000000", "-", Bound::Exact, "元", "-")]),
    ("扩建三五百万元的厂房", &[("三五百万元", "3000000", "5000000", Bound::Range, "元", "-")]),
    ("亏损零点五亿元", &[("零点五亿元", "50000000", "-", Bound::Exact, "元", "-")]),
    ("设备补助50万元（含）以上", &[("50万元（含）以上", "500000", "-", Bound::AtLeast, "元", "-")]),
    ("营收500万元（含500万元）以下", &[("500万元（含500万元）以下", "5000000", "-", Bound::AtMost, "元", "-")]),
    ("面积30亩以上（含30亩）", &[("30亩以上（含30亩）", "30", "-", Bound::AtLeast, "亩", "-")]),
    (
        "绿地率≥35%，容积率≤2.5",
        &[("≥35%", "35", "-", Bound::AtLeast, "%", "-"), ("≤2.5", "2.5", "-", Bound::AtMost, "-", "-")],
    ),
    (
        "授信人民币3亿元、约人民币50万元、人民币约50万元",
        &[
            ("人民币3亿元", "300000000", "-", Bound::Exact, "元", "-"),
            ("约人民币50万元", "500000", "-", Bound::About, "元", "-"),
            ("人民币约50万元", "500000", "-", Bound::About, "元", "-"),
        ],
    ),
    ("补助960元/人/年", &[("960元/人/年", "960", "-", Bound::Exact, "元", "人·年")]),
    ("租金30元/平方米至45元/平方米", &[("30元/平方米至45元/平方米", "30", "45", Bound::Range, "元", "平方米")]),
    ("三分之一至二分之一的户", &[("三分之一至二分之一", "0.333333333333", "0.5", Bound::Range, "-", "-")]),
    ("指数收于3000.12点", &[("3000.12点", "3000.12", "-", Bound::Exact, "点", "-")]),
    ("景气指数为49.8点", &[("49.8点", "49.8", "-", Bound::Exact, "点", "-")]),
    ("测评得分92.5分", &[("92.5分", "92.5", "-", Bound::Exact, "分", "-")]),
    ("每满10万元奖励1万元", &[("1万元", "10000", "-", Bound::Exact, "元", "-")]),
    ("宽带提速到1000兆", &[("1000兆", "1000", "-", Bound::Exact, "兆", "-")]),
    ("存款2兆元", &[("2兆元", "2000000000000", "-", Bound::Exact, "元", "-")]),
    ("工期一年零三个月", &[("一年零三个月", "1.25", "-", Bound::Exact, "年", "-")]),
    ("历时3年零4个月", &[("3年零4个月", "40", "-", Bound::Exact, "个月", "-")]),
    ("车程1小时30分", &[("1小时30分", "1.5", "-", Bound::Exact, "小时", "-")]),
    ("利差收窄0.5个千分点", &[("0.5个千分点", "0.5", "-", Bound::Exact, "个千分点", "-")]),
    (
        "近半数村民、超过半数村民",
        &[("近半数", "0.5", "-", Bound::About, "-", "-"), ("超过半数", "0.5", "-", Bound::MoreThan, "-", "-")],
    ),
    ("提高百分之五至百分之十", &[("百分之五至百分之十", "5", "10", Bound::Range, "%", "-")]),
];

#[test]
fn forms_of_writing_are_read() {
    found(WRITTEN);
}

#[test]
fn quantities_are_found() {
    found(FOUND);
}

type Found = (&'static str, &'static str, &'static str, Bound, &'static str, &'static str);

fn found(table: &[(&str, &[Found])]) {
    for (text, want) in table {
        let found = quantities(text);
        let got: Vec<_> = found
            .iter()
            .map(|q| {
                let max = q.value_max.map_or("-".to_owned(), |v| v.to_string());
                let unit = q.unit.as_deref().unwrap_or("-");
                (q.span.of(text), q.value.to_string(), max, q.bound, unit, q.per.as_deref().unwrap_or("-"))
            })
            .collect();
        let want: Vec<_> = want.iter().map(|&(t, v, m, b, u, p)| (t, v.to_owned(), m.to_owned(), b, u, p)).collect();
        assert_eq!(got, want, "{text}");
    }
}

#[test]
fn names_and_times_are_no_quantities() {
    for text in [
        "推进一带一路建设",
        "两会期间",
        "十四五规划",
        "拨打12345热线",
        "5G网络",
        "G0711高速",
        "IPv6部署",
        "2.0版上线",
        "省十四届人大三次会议",
        "三大模式",
        "第一批",
        "第十二条",
        "世界500强",
        "20世纪",
        "服务三农",
        "一个平台",
        "一批项目",
        "国企改革三年行动",
        "2020.11.04",
        "电话0931-8491234",
        "17:30开始",
        "3月15日",
        "国办发〔2022〕8号",
        "24小时工作机制",
        "“7+N”模式",
        "首批试点",
        "六安市",
        "五台县",
        "四川省",
        "一体推进",
        "千家万户",
        "百姓安居",
        "百八十人",
        "每10万人中",
        "长三角一体化",
        "一期二步工程",
        "第二轮土地延包后二轮检查",
        "这两天",
        "今年前三个月",
        "三年行动计划",
        "国企改革五年攻坚",
        "是首位来访的总统",
        "第62名归案的逃犯",
        "十九届历次全会",
        "2023届毕业生",
        "从5个方面发力",
        "造福一方",
        "width=1.5",
        "XHTML 1.0",
        "二〇二二年",
        "每月15日前",
        "北纬36.5度",
        "15点到站",
        "GDP每增长1个百分点",
        "每年3月15日",
        "四轮驱动",
        "十年树木，百年树人",
    ] {
        let found = quantities(text);
        assert!(found.is_empty(), "{text}: {:?}", found.iter().map(|q| q.span.of(text)).collect::<Vec<_>>());
    }
}

#[test]
fn forms_and_dimensions_are_told_apart() {
    for (text, form, dimension) in [
        ("三成半", Form::Tenths, Dimension::Percent),
        ("三分之二", Form::Fraction, Dimension::Other),
        ("翻一番", Form::Fan, Dimension::Multiple),
        ("第2位", Form::Rank, Dimension::Rank),
        ("2.4倍", Form::Plain, Dimension::Multiple),
        ("4.3‰", Form::Plain, Dimension::Permille),
        ("30万千瓦", Form::Plain, Dimension::Power),
        ("3亿千瓦时", Form::Plain, Dimension::Energy),
        ("500兆瓦", Form::Plain, Dimension::Power),
        ("20公里", Form::Plain, Dimension::Length),
        ("3000吨", Form::Plain, Dimension::Mass),
        ("2万标准箱", Form::Plain, Dimension::Count),
        ("3亿度", Form::Plain, Dimension::Energy),
        ("零下12度", Form::Plain, Dimension::Temperature),
        ("25度以上", Form::Plain, Dimension::Other),
    ] {
        let found = quantities(text);
        assert_eq!(found.first().map(|q| (q.form, q.dimension)), Some((form, dimension)), "{text}");
    }
}

#[test]
fn values_are_normalized() {
    for (text, value, unit) in [
        ("15亩", "1", "ha"),
        ("7亩", "0.466666666667", "ha"),
        ("3平方公里", "300", "ha"),
        ("2斤", "1", "kg"),
        ("36小时", "1.5", "day"),
        ("5万美元", "50000", "USD"),
        ("1毫秒", "0.0000000115740740741", "day"),
    ] {
        let found = quantities(text);
        let got = found.first().and_then(|q| q.normalized.as_ref()).map(|n| (n.value.to_string(), n.unit.to_string()));
        assert_eq!(got, Some((value.to_owned(), unit.to_owned())), "{text}");
    }
}

#[test]
fn hostile_text_is_read_in_one_pass() {
    for piece in ["1", "一", "亿", "万", "百分之", "第", "每", "-", ".", "几", "三四", "至少", "1至", "1—", "翻", "1,"]
    {
        let text = piece.repeat(30_000);
        quantities(&text);
    }
}
