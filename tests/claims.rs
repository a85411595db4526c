//! The forms in which articles say what was measured, by how much it changed and whether it is fact or target.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test may fail"
)]

use zhengwen::{Article, Claim, Extractor, Modality};

/// Writes a claim as the tables below have it: `text kind direction | indicator | what else it says`.
fn line(claim: &Claim<'_>, all: &[Claim<'_>]) -> String {
    let name = |value: serde_json::Value| value.as_str().unwrap_or("").to_owned();
    let mut head = vec![claim.text.to_string(), name(serde_json::to_value(claim.kind).unwrap())];
    head.extend(claim.direction.map(|d| name(serde_json::to_value(d).unwrap())));
    let indicator = claim.indicator.as_ref().map_or("-", |i| &i.text);
    let mut more = Vec::new();
    if claim.modality != Modality::Actual {
        more.push(name(serde_json::to_value(claim.modality).unwrap()));
    }
    more.extend(claim.base.as_ref().map(|b| format!("of {}", b.text)));
    more.extend(claim.comparison.as_ref().map(|c| c.text.to_string()));
    more.extend(claim.factor.map(|f| format!("x{f}")));
    more.extend(claim.price_basis.map(|p| name(serde_json::to_value(p).unwrap())));
    let text = |id| all.iter().find(|c| c.id == id).map_or("", |c| &c.text);
    more.extend(claim.baseline.map(|id| format!("from {}", text(id))));
    more.extend(claim.part_of.map(|id| format!("part of {}", text(id))));
    format!("{} | {indicator} | {}", head.join(" "), more.join(", "))
}

fn check(cases: &[(&str, &[&str])]) {
    let extractor = Extractor::new().unwrap();
    let mut faults = Vec::new();
    for (text, want) in cases {
        let facts = extractor.extract(Article::new(text).published("2026-03-01".parse().unwrap()));
        let got: Vec<String> = facts.claims.iter().map(|c| line(c, &facts.claims)).collect();
        if got.iter().map(|l| l.trim()).ne(want.iter().map(|l| l.trim())) {
            faults.push(format!("{text}\n  want {want:#?}\n  got {got:#?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_change_or_the_level_it_reaches() {
    check(&[
        ("工业品出厂价格降幅收窄0.3个百分点。", &["0.3个百分点 change decrease | 工业品出厂价格降幅 |"]),
        (
            "财政补助标准由4000元提高到5000元。",
            &["4000元 level | 财政补助标准 |", "5000元 level increase | 财政补助标准 | from 4000元"],
        ),
        (
            "外贸出口增速回落0.8个百分点至6.1%。",
            &["0.8个百分点 change decrease | 外贸出口增速 |", "6.1% rate decrease | 外贸出口增速 |"],
        ),
        ("粮食播种面积860万亩，与上年持平。", &["860万亩 level unchanged | 粮食播种面积 | 与上年"]),
        ("冷库库容增长到上年的2倍。", &["2倍 share increase | 冷库库容 | of 上年, x2"]),
        ("冷链仓储能力是五年前的2.5倍。", &["2.5倍 share | 冷链仓储能力 | of 五年前, x2.5"]),
        ("快递业务量增长2倍。", &["2倍 change increase | 快递业务量 | x3"]),
        ("全市造林面积翻一番。", &["翻一番 change increase | 全市造林面积 | x2"]),
        ("内设机构下降到49个。", &["49个 level decrease | 内设机构 |"]),
        ("信访总量下降了51%。", &["51% change decrease | 信访总量 |"]),
        (
            "内设机构从12.9个减为6.7个。",
            &["12.9个 level | 内设机构 |", "6.7个 level decrease | 内设机构 | from 12.9个"],
        ),
        ("失业率降至5.2%。", &["5.2% rate decrease | 失业率 |"]),
        ("园区营商环境排名较上年前移4位。", &["4位 change increase | 园区营商环境排名 | 较上年"]),
    ]);
}

#[test]
fn what_it_is_compared_with() {
    check(&[
        ("信访总量比“十三五”末下降12%。", &["12% change decrease | 信访总量 | 比“十三五”末"]),
        (
            "民间投资增速高于全国平均水平2.1个百分点。",
            &["2.1个百分点 change increase | 民间投资增速 | 高于全国平均水平"],
        ),
        (
            "地区生产总值年均增速快于全省1.5个百分点。",
            &["1.5个百分点 change increase | 地区生产总值年均增速 | 快于全省"],
        ),
        (
            "居民收入名义增长9.1%，扣除价格因素实际增长8.1%。",
            &["9.1% change increase | 居民收入 | nominal", "8.1% change increase | 居民收入 | real"],
        ),
        (
            "地方财政收入较年初增加3.2亿元，环比增长1.8%。",
            &["3.2亿元 change increase | 地方财政收入 | 较年初", "1.8% change increase | 地方财政收入 | 环比"],
        ),
        ("出口额占进出口总额的61.5%。", &["61.5% share | 出口额 | of 进出口总额"]),
        ("完成全年目标任务的64.8%。", &["64.8% share | - | of 全年目标任务"]),
        (
            "中等职业学校招生规模不低于高中阶段招生规模的45%。",
            &["45% share | 中等职业学校招生规模 | of 高中阶段招生规模"],
        ),
    ]);
}

#[test]
fn labels() {
    check(&[
        ("烟草、食品产值分别增长7.1%和8.2%。", &["7.1% change increase | 烟草 |", "8.2% change increase | 食品产值 |"]),
        (
            "农产品价格同比、环比分别上涨3.2%和0.4%。",
            &["3.2% change increase | 农产品价格 | 同比", "0.4% change increase | 农产品价格 | 环比"],
        ),
        ("单项补助不低于300元。", &["不低于300元 level | 单项补助 | required"]),
        ("市财政补助300万元。", &["300万元 level | 补助 |"]),
        ("要求各地办结率不低于90%。", &["不低于90% rate | 各地办结率 | required"]),
        ("用电量比2027年末增长45%。", &["45% change increase | 用电量 | 比2027年末"]),
        ("平均办案周期缩短到30天。", &["30天 average decrease | 平均办案周期 |"]),
        ("承诺时限平均压减到5个工作日。", &["5个工作日 average decrease | 承诺时限 |"]),
        (
            "扣除房地产开发投资后，固定资产投资增长9.4%。",
            &["9.4% change increase | 扣除房地产开发投资后，固定资产投资 |"],
        ),
        ("推出便民利民新举措34项。", &["34项 level | 便民利民新举措 |"]),
        ("出台促进民营经济发展27条举措。", &["27条 level | 举措 |"]),
        ("乡镇（街道）调委会66个。", &["66个 level | 乡镇（街道）调委会 |"]),
        ("新建改造城镇地下管网120公里。", &["120公里 level | 城镇地下管网 |"]),
        ("打造20个乡村旅游提升示范村。", &["20个 level | 乡村旅游提升示范村 |"]),
        ("水生生物完整性指数提升2个等级。", &["2个 change increase | 水生生物完整性指数 |"]),
        ("建成应急避难场所10个。", &["10个 level | 应急避难场所 |"]),
        (
            "森林覆盖率达61.2%、连续8年居全省首位。",
            &["61.2% rate | 森林覆盖率 |", "8年 level | 森林覆盖率 |", "首位 rank | 森林覆盖率 |"],
        ),
        ("育儿补贴惠及60万人。", &["60万人 level | 育儿补贴 |"]),
        (
            "全县建成充电桩3200个，其中公共充电桩2100个、专用充电桩1100个。",
            &[
                "3200个 level | 充电桩 |",
                "2100个 level | 公共充电桩 | part of 3200个",
                "1100个 level | 专用充电桩 | part of 3200个",
            ],
        ),
    ]);
}

#[test]
fn facts_targets_and_orders() {
    check(&[
        ("争取上级资金3.6亿元。", &["3.6亿元 level | 上级资金 |"]),
        ("力争到2027年森林覆盖率达到42%。", &["42% rate | 森林覆盖率 | target"]),
        ("明年，全县将新建标准化厂房6万平方米。", &["6万平方米 level | 标准化厂房 | target"]),
        ("预计到2027年，风电装机达到800万千瓦。", &["800万千瓦 level | 风电装机 | estimated"]),
        ("全年计划培训网格员不少于800人次。", &["不少于800人次 level | 网格员 | target"]),
        ("办理期限不得超过5个工作日。", &["不得超过5个工作日 level | 办理期限 | required"]),
        ("县级以上医院均要设立便民门诊，预约等候时间不超过30分钟。", &["不超过30分钟 level | 预约等候时间 | required"]),
        (
            "县政府工作报告\n一、2025年工作回顾\n改造农村公路30公里。\n二、2026年重点工作\n改造农村公路50公里。",
            &["30公里 level | 农村公路 |", "50公里 level | 农村公路 | target"],
        ),
    ]);
}

#[test]
fn numbers_that_are_no_claims() {
    for text in [
        "这五年，我们经受住了考验。",
        "这是极不平凡的五年。",
        "贯彻党的二十届历次全会精神。",
        "落地实施240小时过境免签政策。",
        "坚持创新、协调、绿色、开放、共享5个方面一起抓。",
        "建设六环高线公园。",
        "首艘载重3000吨级电动货船下水。",
        "落实区域三年提质行动。",
    ] {
        check(&[(text, &[])]);
    }
}

#[test]
fn what_is_counted_not_who_holds_it() {
    check(&[
        ("本届论坛共有46家企业参展。", &["46家 level | 企业 |"]),
        ("该县仍有12个村处于内涝之中。", &["12个 level | 村 |"]),
        ("泥石流造成17人死亡，另有4人失踪。", &["17人 level | 死亡 |", "4人 level | 失踪 |"]),
        ("新建30个智能车间、智能工厂。", &["30个 level | 智能车间、智能工厂 |"]),
        ("建成2家“丝路”联合实验室。", &["2家 level | “丝路”联合实验室 |"]),
        ("抓好工业等9个领域节能工作。", &["9个 level | 领域 |"]),
        ("将开展为期7天的义诊。", &["7天 level | 义诊 | target"]),
        ("示范园新增上市企业6家。", &["6家 change increase | 上市企业 |"]),
        ("城镇新增就业3.2万人。", &["3.2万人 change increase | 城镇新增就业 |"]),
        ("每千人拥有托位数4.6个。", &["4.6个 average | 每千人拥有托位数 |"]),
        ("更新改造老旧管线80公里。", &["80公里 level | 老旧管线 |"]),
        ("中老铁路货运量增长20%。", &["20% change increase | 中老铁路货运量 |"]),
        ("新品种含油量高达50.4%。", &["50.4% rate | 新品种含油量 |"]),
        (
            "8个重点产业产值占工业总产值的六成以上。",
            &["8个 level | 重点产业 |", "六成以上 share | 重点产业产值 | of 工业总产值"],
        ),
        ("启动2.3万户地质灾害避险搬迁。", &["2.3万户 level | 地质灾害避险搬迁 |"]),
        ("14个市州空气质量全面达标。", &["14个 level | 市州 |"]),
        ("分两批面向社会发布项目清单。", &["两批 level | 项目清单 |"]),
        ("连续12届获最佳组织奖。", &["12届 level | - |"]),
        ("研发经费与地区生产总值之比为2.1%。", &["2.1% share | 研发经费 | of 地区生产总值"]),
        ("完成废弃矿山修复治理12万亩。", &["12万亩 level | 废弃矿山修复治理 |"]),
        ("提前转移群众8万人次。", &["8万人次 level | 群众 |"]),
        ("60%村卫生室实现一体化管理。", &["60% share | 村卫生室 | of 村卫生室"]),
        ("为6万户经营主体重塑信用。", &["6万户 level | 经营主体 |"]),
        ("实施粮食单产提升工程600万亩。", &["600万亩 level | 粮食单产提升工程 |"]),
        ("推出夜间窗口等便民举措12项。", &["12项 level | 便民举措 |"]),
        ("关停10万千瓦及以下燃煤机组。", &[]),
        ("开工改造老旧小区9万户。", &["9万户 level | 老旧小区 |"]),
        ("首批5名女学员完成单飞。", &["5名 level | 女学员 |"]),
        ("600名技术员服务山区产业。", &["600名 level | 技术员 |"]),
        ("按每月200元标准发放补贴。", &["200元 level | 补贴 | required"]),
        ("服务费标准提高到每人每年80元。", &["80元 level increase | 服务费标准 |"]),
        ("纸质材料压减率达95%。", &["95% rate | 纸质材料压减率 |"]),
        (
            "给予党纪处分86人，移送检察机关9人，留置4人。",
            &["86人 level | 党纪处分 |", "9人 level | 移送检察机关 |", "4人 level | 留置 |"],
        ),
        ("计划用三年时间改造学校食堂65个。", &["65个 level | 学校食堂 | target"]),
        (
            "按时办结率达到99%，问题线索占比较上年提高2个百分点。",
            &["99% rate | 按时办结率 |", "2个百分点 change increase | 问题线索占比 | 较上年"],
        ),
        ("农民人均收入比上年增长6%。", &["6% change increase | 农民人均收入 | 比上年"]),
        ("禽蛋产量29.7万吨，基本持平。", &["29.7万吨 level unchanged | 禽蛋产量 |"]),
        ("检修农机具6万台套，占应检修的95%。", &["6万台套 level | 农机具 |", "95% share | 农机具 | of 检修"]),
        ("市财政下达3.1亿元用于支持灾后重建。", &["3.1亿元 level | 下达 |"]),
        ("全县累计志愿服务时长4.2万小时。", &["4.2万小时 level | 全县累计志愿服务时长 |"]),
        ("市应急管理局排查粉尘产生单位36家。", &["36家 level | 粉尘产生单位 |"]),
        ("全年完成职业技能培训1200人次。", &["1200人次 level | 职业技能培训 |"]),
        ("罚款金额共86万元。", &["86万元 level | 罚款金额 |"]),
        ("全省法院新建诉调对接工作站45个。", &["45个 level | 诉调对接工作站 |"]),
    ]);
}

#[test]
fn times_scores_and_names_are_no_figures() {
    check(&[
        ("过去24小时内共有64名旅客滞留。", &["64名 level | 旅客 |"]),
        ("截至8月的12个月里，食品价格上涨13%。", &["13% change increase | 食品价格 |"]),
        ("通胀率升至40年新高。", &[]),
        ("工业生产保持两位数增长。", &[]),
        ("主队以2.5比1.5的比分战胜客队。", &[]),
        ("中欧班列8020次列车从西站发车。", &[]),
        ("她在4×100米接力中夺冠。", &[]),
    ]);
}

#[test]
fn shares_that_move() {
    check(&[
        (
            "服务业增加值占全市比重由41%提高到45%，在沿海地区占比由6%升至7%。",
            &[
                "41% share | 服务业增加值 | of 全市",
                "45% share increase | 服务业增加值 | of 全市, from 41%",
                "6% share | 服务业增加值 | of 沿海地区",
                "7% share increase | 服务业增加值 | of 沿海地区, from 6%",
            ],
        ),
        (
            "新增订单占比63.6%，同比高6个百分点。",
            &["63.6% share | 新增订单占比 |", "6个百分点 change increase | 新增订单占比 | 同比"],
        ),
        (
            "小学、初中、高中入学率为99%、98%、93%。",
            &["99% rate | 小学 |", "98% rate | 初中 |", "93% rate | 高中入学率 |"],
        ),
        ("四分之一的投资额集中在4个新赛道上。", &["四分之一 share | 投资额 | of 投资额", "4个 level | 新赛道 |"]),
        ("中央财政下达2亿元用于困难群众补助资金。", &["2亿元 level | 困难群众补助资金 |"]),
        ("青山区25个项目今天集中开工。", &["25个 level | 项目 |"]),
        ("优良天数比例同比改善2.3个百分点。", &["2.3个百分点 change increase | 优良天数比例 | 同比"]),
        ("细颗粒物浓度同比改善5%。", &["5% change decrease | 细颗粒物浓度 | 同比"]),
        ("液化气进口量较前一周猛增55%。", &["55% change increase | 液化气进口量 | 较前一周"]),
    ]);
}

#[test]
fn where_a_figure_is_from_does_not_act() {
    let extractor = Extractor::new().unwrap();
    for (text, want) in [
        ("据交通运输部最新数据，前四个月完成公路投资2375亿元。", None),
        ("根据市民政局台账，今年新建养老机构12家。", None),
        ("今年，市民政局新建养老机构12家。", Some("市民政局")),
    ] {
        let facts = extractor.extract(Article::new(text).published("2026-03-01".parse().unwrap()));
        let claim = facts.claims.first().unwrap();
        assert_eq!(claim.actor.as_ref().map(|a| a.text.as_ref()), want, "{text}");
    }
}

#[test]
fn keys_of_members_of_a_list() {
    let cases: &[(&str, &[&str])] = &[
        ("全县一、二、三产业增加值分别增长1%、2%和3%。", &["第一产业增加值", "第二产业增加值", "第三产业增加值"]),
        ("财政支出66亿元，其中教育20亿元、卫生15亿元。", &["财政支出", "教育", "卫生"]),
        (
            "全市第一、二、三产业增加值分别为120亿元、340亿元和560亿元，分别增长3%、5%和6%。",
            &[
                "第一产业增加值",
                "第二产业增加值",
                "第三产业增加值",
                "第一产业增加值",
                "第二产业增加值",
                "第三产业增加值",
            ],
        ),
        ("城镇、农村居民人均可支配收入分别增长5%、6%。", &["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
        ("城乡居民人均可支配收入分别增长5%、6%。", &["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
        ("全省粮食、油料产量分别增长2%和4%。", &["粮食产量", "油料产量"]),
        ("固定资产投资和社会消费品零售总额分别增长5%和6%。", &["固定资产投资", "社会消费品零售总额"]),
        ("工业、进出口、财政收入分别增长1%、2%、3%。", &["工业", "进出口", "财政收入"]),
    ];
    let extractor = Extractor::new().unwrap();
    for (text, want) in cases {
        let facts = extractor.extract(Article::new(*text));
        let got: Vec<_> = facts.claims.iter().flat_map(|c| &c.indicator).map(|i| i.key.as_ref()).collect();
        assert_eq!(got, *want, "{text}");
    }
}
