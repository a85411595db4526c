//! Sentences and the quantities in them.

use super::scan;
use crate::chunk::{Form, Quantity};
use crate::model::{Bound, Dimension};
use crate::span::Span;

fn quantities(text: &str) -> Vec<Quantity<'_>> {
    let mut out = Vec::new();
    scan(text, Span::new(0, u32::try_from(text.len()).unwrap()), &mut out);
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

#[test]
fn quantities_are_found() {
    for (text, want) in FOUND {
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
