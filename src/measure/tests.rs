//! Small texts and the measures in them, by the step that decides.

use crate::Extractor;
use crate::model::{ActionKind, Facts, Status};

fn read(text: &str) -> Facts<'_> {
    Extractor::new().unwrap().extract(text)
}

/// Verb, head of the object and names of the measures of a text.
fn found(text: &str) -> Vec<(String, String, Vec<String>)> {
    let facts = read(text);
    let names = |names: &[std::borrow::Cow<'_, str>]| names.iter().map(|n| n.to_string()).collect();
    facts.measures.iter().map(|m| (m.action.to_string(), m.object.to_string(), names(&m.names))).collect()
}

#[test]
fn the_gate_leaves_out_what_is_no_measure() {
    let none = [
        "该县推进工作有序。",
        "全市坚持以人民为中心的发展思想。",
        "双方加强执法合作，推进口岸协作机制。",
        "这是建设小康社会的重要保障。",
        "为凝聚共识、完善体系建设注入力量。",
        "各部门把思想和行动统一到中央部署上来。",
        "全市加强高速公路建设。",
        "城市快速路工程全面建成。",
        "该县新增耕地三千亩。",
        // A verb inside a noun phrase or a clause that is no object.
        "区里形成统一公平的要素市场。",
        "全市严格规范公正文明执法。",
        "企业营造良好环境和创新生态。",
        "航天员完成核心舱环境建立、物资整理等工作。",
        "市里对推进机关建设作出部署。",
        "委员们审议开展民主监督工作情况的报告。",
        "双方纪念成立五十周年。",
        "方案围绕优化供给、深化重点领域改革等六个方面提出任务。",
        "委员们就加快基层治理、强化人才机制建设等提出建议。",
        "国际消费城市培育和便民生活圈建设加快。",
        "这是全县作为巩固拓展帮扶成果的根本措施。",
        // Stances, posts and results.
        "各部门认真落实市委决策部署。",
        "干部把上级要求落实到行动中。",
        "大家扎实做好各项工作。",
        "招聘会发布岗位三千个。",
        "作风建设推动干部队伍实现大变样。",
        "博览会在市会展中心开展。",
        "粮食产量提高到600万吨。",
        "重点抓好用党的理论统一思想、统一行动。",
        "市里把“藏粮于地”落实到位。",
        // What the next clause speaks of.
        "设立河谷新区，是省里的重大选择。",
        "加强湿地治理体系建设，事关全县生态安全。",
        "这对于完善基层制度，规范办事流程，具有重要意义。",
        "这是加强和改进机关建设、推进制度完善的必然要求。",
        "为加快构建轮作制度，县里扩大了补贴规模。",
        "把全过程民主融入城市治理现代化。",
        "专家潜心探索通过基因改造提高品质。",
        "该部探索出依靠科技发展的成功路径。",
        "创新做法入选全省典型案例。",
        "全军深入进行理论探索和实践创造。",
        "一批批重大项目高质量建设、高标准推进。",
        "路网加密有力支撑了区域战略实施。",
        "推动路网互联互通、整合运营。",
        "船只直达沿海，缩短航运里程200公里。",
        "各地发行2022年新增专项债券。",
        "试点期限为三年。",
        "推动农业“优化品质、做强品牌”。",
        "统计局发布了10月份经济主要指标。",
        "市工信局负责人表示，将加大政策落实力度。",
        "全省将优化营商环境作为推动发展的“头号工程”。",
        "各级组织要肩负起加强民族团结的历史责任。",
        "推动从解决“一件事”向办好“一类事”延伸。",
        "频道推出《山河岁月——特别节目》。",
        "全面收官剥离企业办社会职能。",
        "大家要以书香中国建设促进文化强国建设。",
        "做好机关换届工作，意义重大。",
        "举行庆祝机关成立暨建交73周年招待会。",
        "一系列多元探索持续推进。",
        "逐步实现巩固帮扶成果有效衔接。",
        "对成果应用统筹规划和科学布局。",
        "包括优化营商环境的具体措施。",
        "2021年金融数据发布 广义货币同比增9%。",
        "试点国家名单包括海国、山国等20个国家和地区。",
        "推动大会精神在全会落地见效。",
        "全市已经实现社会面清零目标。",
        "会议研究县级机构设置有关工作。",
        "路网更密，有利于缓解压力，优化城市功能。",
        "区里搭建起投资问题反映和解决渠道。",
        "加强作风建设，关键在持之以恒。",
        // Other states.
        "沙特4所大学开设中文专业。",
        "我们把金砖打造成合作的平台。",
        "各国要完善全球治理体系。",
        "美国禁止进口该国天然气。",
    ];
    for text in none {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn phrases_have_a_head_and_names() {
    let cases: [(&str, &str, &str, &[&str]); 45] = [
        ("市里建立重大项目会商制度。", "建立", "制度", &["重大项目会商制度"]),
        ("国家级开发区获批。", "获批", "开发区", &["国家级开发区"]),
        ("县级融媒体中心全部建成。", "建成", "中心", &["县级融媒体中心"]),
        ("支持企业建立职工培训制度。", "建立", "制度", &["职工培训制度"]),
        ("推动民警下沉派出所。", "推动", "民警", &["民警"]),
        ("制定领导办案通报制、案件承办确定制。", "制定", "确定制", &["领导办案通报制", "案件承办确定制"]),
        ("修订完善绩效考核办法。", "修订完善", "办法", &["绩效考核办法"]),
        ("推行“拿地即开工”“交地即交证”。", "推行", "交地即交证", &["“拿地即开工”", "“交地即交证”"]),
        ("举办六五环境日主场活动。", "举办", "活动", &["六五环境日主场活动"]),
        (
            "获批建设国家医学中心（中医类）和国家区域医疗中心。",
            "获批建设",
            "中心",
            &["国家医学中心", "国家区域医疗中心"],
        ),
        ("将文物资源充分纳入目录。", "纳入", "资源", &["文物资源"]),
        ("组建多个督查小组赴各区督查。", "组建", "小组", &["督查小组"]),
        ("指挥调度中心正式运行。", "运行", "中心", &["指挥调度中心"]),
        ("完善社会主义法律体系。", "完善", "体系", &["社会主义法律体系"]),
        ("构建完善的干部培训体系。", "构建", "体系", &["干部培训体系"]),
        ("推进“研究院+科技园”一体化科技成果转移模式。", "推进", "模式", &["“研究院+科技园”一体化科技成果转移模式"]),
        ("市里把服务的工作起点从地头调整到消费终端。", "调整", "起点", &["服务的工作起点"]),
        ("开展全流程、全要素的实战演练。", "开展", "演练", &["全流程、全要素的实战演练"]),
        ("健全司机准入和退出机制。", "健全", "机制", &["司机准入和退出机制"]),
        ("制定节能审查和碳排放评价实施办法。", "制定", "办法", &["节能审查和碳排放评价实施办法"]),
        ("完善行业治理和综合治理的协作机制。", "完善", "机制", &["行业治理和综合治理的协作机制"]),
        ("抓好省委巡视、审计等反馈问题整改。", "抓好", "整改", &["省委巡视、审计等反馈问题整改"]),
        ("培育2个国家级、5个省级产业集群。", "培育", "集群", &["省级产业集群"]),
        ("培育形成现代产业体系。", "培育形成", "体系", &["现代产业体系"]),
        ("启动“宏图助航计划”遴选135所高校。", "启动", "计划", &["“宏图助航计划”"]),
        ("举办两届社区议事大赛活动。", "举办", "活动", &["社区议事大赛活动"]),
        ("出台深化林权改革实施意见。", "出台", "实施意见", &["深化林权改革实施意见"]),
        ("县里取消证明材料47项。", "取消", "材料", &["证明材料"]),
        ("完成乡镇机构整合。", "完成", "整合", &["乡镇机构整合"]),
        ("我市医保支付方式改革成为全国试点。", "成为", "试点", &["医保支付方式改革"]),
        ("推动民警向派出所下沉。", "推动", "民警", &["民警"]),
        ("市里出台多项政策帮助企业拓展海外市场。", "出台", "政策", &["政策"]),
        ("县里制定出统一的考核办法。", "制定", "办法", &["统一的考核办法"]),
        ("加强同党委和政府的沟通机制。", "加强", "机制", &["同党委和政府的沟通机制"]),
        ("健全与人口变化相适应的服务机制。", "健全", "机制", &["与人口变化相适应的服务机制"]),
        ("完善科技奖励、成果赋权等激励制度。", "完善", "制度", &["科技奖励、成果赋权等激励制度"]),
        ("强化卫生服务中心和乡镇卫生院能力建设。", "强化", "建设", &["卫生服务中心和乡镇卫生院能力建设"]),
        ("会议印发十四届市委巡察工作规划。", "印发", "规划", &["十四届市委巡察工作规划"]),
        ("确保各项惠企政策落地见效。", "落地见效", "政策", &["惠企政策"]),
        ("实行二手小客车转让登记“一证通办”。", "实行", "一证通办", &["二手小客车转让登记“一证通办”"]),
        ("要扎实加强自身建设。", "加强", "建设", &["自身建设"]),
        ("延续免征车辆购置税政策。", "延续", "政策", &["免征车辆购置税政策"]),
        ("行政许可事项承诺时限平均压减到5个工作日。", "压减", "时限", &["行政许可事项承诺时限"]),
        ("全市完善标准、提高补助水平。", "完善", "标准", &["标准"]),
        ("国企改革行动圆满收官。", "收官", "行动", &["国企改革行动"]),
    ];
    for (text, action, object, names) in cases {
        let want = names.iter().map(ToString::to_string).collect();
        assert_eq!(found(text), [(action.to_owned(), object.to_owned(), want)], "{text}");
    }
}

#[test]
fn verbs_have_kinds() {
    let cases = [
        ("完成乡镇机构整合。", ActionKind::Integrate),
        ("市里将18项车驾管业务下放到派出所。", ActionKind::Relax),
        ("修订完善绩效考核办法。", ActionKind::Improve),
        ("县里取消证明材料47项。", ActionKind::Abolish),
        ("举办两届社区议事大赛活动。", ActionKind::Conduct),
    ];
    for (text, kind) in cases {
        let kinds: Vec<ActionKind> = read(text).measures.iter().map(|m| m.action_kind).collect();
        assert_eq!(kinds, [kind], "{text}");
    }
}

#[test]
fn words_of_time_and_of_saying_give_the_status() {
    let cases = [
        ("区里已建立联席会议制度。", Status::Done),
        ("区里将建立联席会议制度。", Status::Planned),
        ("区里持续完善考核办法。", Status::Ongoing),
        ("《方案》提出，建立分级诊疗制度。", Status::Planned),
        ("会议强调，要健全应急机制。", Status::Planned),
        ("会议强调，健全应急机制。", Status::Planned),
        ("全县将村级项目纳入绩效考核。", Status::Done),
        ("《规划》明确构建综合交通网络。", Status::Planned),
        ("他指出，加强基层治理体系建设。", Status::Planned),
        ("有委员建议完善养老服务制度。", Status::Planned),
        ("市委不断完善考核制度。", Status::Ongoing),
        ("面对新形势新要求，全县推进综合执法改革。", Status::Done),
        ("市长主持召开科技创新工作会议。", Status::Done),
        ("近日，市发展改革委、市财政局联合印发《节水方案》，到2035年建成节水城市。", Status::Done),
    ];
    for (text, status) in cases {
        let got: Vec<Status> = read(text).measures.iter().map(|m| m.status).collect();
        assert_eq!(got, [status], "{text}");
    }
}

#[test]
fn what_somebody_told_others_to_do_goes_on_in_the_next_sentence() {
    let cases: [(&str, &[Status]); 16] = [
        ("他提出三点倡议。一是完善品牌标准体系。二是建立交流机制。", &[Status::Planned; 2]),
        ("会议强调，要强化监督。要从严从实加强政府自身建设。", &[Status::Planned; 2]),
        ("各级医院正在优化流程，统筹做好日常医疗服务。", &[Status::Ongoing; 2]),
        ("眼下，该县推进信用体系建设。", &[Status::Ongoing]),
        ("通知要求将文物资源纳入目录。", &[Status::Planned]),
        ("会议强调，要健全应急机制。\n近日，市政府印发督查通知。", &[Status::Planned, Status::Done]),
        ("省政府召开常务会议，部署进一步做好防汛工作制度衔接。", &[Status::Planned]),
        ("会议强调，要健全应急机制。把服务摆到更加突出的位置，深化综合改革。", &[Status::Planned; 2]),
        ("针对当前形势，该县推进信用体系建设。", &[Status::Done]),
        ("水利部门正加紧抢修设施，并加强水质监测。", &[Status::Ongoing]),
        ("省里要求各级医疗机构严格落实首诊负责制度。", &[Status::Planned]),
        ("我们落实从严治党要求，加强自身制度建设。", &[Status::Done]),
        ("会议强调，要健全应急机制。加快完善治理体系，建立帮扶机制。", &[Status::Planned; 3]),
        ("会议强调，要健全应急机制。全市已建立帮扶机制。", &[Status::Planned, Status::Done]),
        ("市里要健全应急机制。去年建立了帮扶机制。", &[Status::Planned, Status::Done]),
        ("仪式上，市教育局发布减负方案，将于下月开展督查。", &[Status::Done, Status::Planned]),
    ];
    for (text, want) in cases {
        let got: Vec<Status> = read(text).measures.iter().map(|m| m.status).collect();
        assert_eq!(got, want, "{text}");
    }
}

#[test]
fn bodies_act_and_figures_tell_what_came_of_it() {
    let facts = read("市医保局推出惠民举措12项，惠及群众3万人。");
    let measure = facts.measures.first().unwrap();
    let actors: Vec<&str> = facts
        .institutions
        .iter()
        .filter(|i| measure.actors.contains(&i.id))
        .filter_map(|i| i.mentions.first())
        .map(|m| &*m.text)
        .collect();
    assert_eq!(actors, ["市医保局"]);
    let outcomes: Vec<&str> =
        facts.claims.iter().filter(|c| measure.outcomes.contains(&c.id)).map(|c| &*c.text).collect();
    assert_eq!(outcomes, ["12项", "3万人"]);
}

/// The figures that a text's measures are linked to, by the measures' objects.
fn results(text: &str) -> Vec<(String, Vec<String>)> {
    let facts = read(text);
    let of = |m: &crate::model::Measure<'_>| {
        let claims = facts.claims.iter().filter(|c| m.outcomes.contains(&c.id));
        (m.object.to_string(), claims.map(|c| c.text.to_string()).collect())
    };
    facts.measures.iter().map(of).collect()
}

#[test]
fn results_stand_before_behind_and_in_the_next_sentence_of_an_item() {
    let cases: [(&str, &[(&str, &[&str])]); 8] = [
        ("县里出台检查办法，对36家企业开展专项检查，投资增长6%。", &[("办法", &["6%"]), ("检查", &["36家", "6%"])]),
        ("市里建立述职制度，市纪委监委开展政治督察，反馈问题86个。", &[("制度", &[]), ("督察", &["86个"])]),
        ("区里建立抽查制度，市场监管局等12个部门抽查企业800户。", &[("制度", &["800户"])]),
        ("区里发布调查报告，综合得分80.59分。", &[("报告", &[])]),
        ("区里建立抽查制度，抽查企业800户，连续三年零事故。", &[("制度", &["800户"])]),
        ("区里对6个街道、9家单位开展专项督察，发现问题31个。", &[("督察", &["6个", "9家", "31个"])]),
        ("按照每个站点不低于20万元的标准，将运行经费纳入财政预算。", &[("经费", &["不低于20万元"])]),
        (
            "一是推行社区议事制度。今年以来办结群众诉求800件。\n二是完善志愿服务制度。",
            &[("制度", &["800件"]), ("制度", &[])],
        ),
    ];
    for (text, want) in cases {
        let want: Vec<(String, Vec<String>)> =
            want.iter().map(|(o, c)| ((*o).to_owned(), c.iter().map(ToString::to_string).collect())).collect();
        assert_eq!(results(text), want, "{text}");
    }
}

#[test]
fn the_last_of_several_verbs_acts_and_a_clause_is_no_object() {
    let cases: [(&str, &[&str]); 16] = [
        ("全市探索、稳步推进低空经济改革试点。", &["推进低空经济改革试点"]),
        ("支持金华、丽水建设创新型县域示范区。", &["建设创新型县域示范区"]),
        ("组织工作队为受灾村屯制定重建方案。", &["制定重建方案"]),
        ("实施乡村教师素质提升工程。", &["实施乡村教师素质提升工程"]),
        ("实施城乡供水工程。", &[]),
        ("“青苗计划”深入实施。", &["“青苗计划”深入实施"]),
        ("首批疏解企业顺利落地。", &[]),
        ("加强班子建设要抓住关键少数。", &[]),
        ("做好防汛工作，必须未雨绸缪。", &[]),
        ("推进养老服务条例实施。", &["推进养老服务条例实施"]),
        ("推动云河工业园区创建示范基地。", &["创建示范基地"]),
        ("积极融入共建“一带一路”。", &[]),
        ("持续整治形式主义为基层减负。", &["整治形式主义"]),
        ("随着惠企政策深入实施，企业负担减轻。", &[]),
        ("不断提升治理现代化水平。", &[]),
        ("市气象台发布暴雨红色预警。", &[]),
    ];
    for (text, want) in cases {
        let facts = read(text);
        let got: Vec<&str> = facts.measures.iter().map(|m| &*m.text).collect();
        assert_eq!(got, want, "{text}");
    }
}

#[test]
fn the_parts_of_a_report_behind_its_plan_look_ahead() {
    let text = "2026年河谷县政府工作报告\n来源：河谷日报\n时间：2026-02-01\n各位代表：\n现在，我代表县政府向大会报告工作。\n一、2025年工作回顾\n全县完善办事制度。\n二、2026年重点工作\n开展技能培训行动，全年培训3万人次。\n推出岗位方案。\n三、加强自身建设\n坚持依法行政，健全廉政风险防控机制。\n";
    let got: Vec<Status> = read(text).measures.iter().map(|m| m.status).collect();
    assert_eq!(got, [Status::Done, Status::Planned, Status::Planned, Status::Planned]);
}

#[test]
fn who_acts_may_stand_elsewhere() {
    let cases: [(&str, &[&str]); 17] = [
        ("市医保局负责人介绍，我国已建成医保信息平台。", &[]),
        ("市气象台发布预报，多个路段实行交通管制办法。", &[]),
        ("市民政局发文，要求各地强化收费治理工作。", &[]),
        ("市卫健委发文，要求各级医疗机构落实首诊负责制度。", &["各级医疗机构"]),
        ("市人社局表示，用人单位要健全工作制度，加强身体检查制度。", &[]),
        ("市教育局启动宣传活动，各地将深入走访，举办招聘活动。", &["市教育局"]),
        ("市工信局公布，将支持南京创建应用先导区。", &[]),
        ("公安部部署全国公安机关开展专项行动。", &["全国公安机关"]),
        ("市教育局召集会商，各地落实防控制度。", &[]),
        ("市医保局负责人表示，将完善医保信息平台。", &["市医保局"]),
        ("以李某为班长的市委健全巡察制度。", &["市委"]),
        ("鼓励云河银行创新绿色信贷产品。", &["云河银行"]),
        ("建立由市司法局牵头的联席会议制度。", &["市司法局"]),
        ("市政府印发《物业管理办法》。《办法》提出，建立物业信用评价制度。", &["市政府", "市政府"]),
        ("全市检察机关要强化法律监督。继续加强公益诉讼。", &["全市检察机关", "全市检察机关"]),
        ("市统计局数据显示，新建绿色工厂5家，建立碳排放台账。", &[]),
        ("县级融媒体中心全部建成。", &[]),
    ];
    for (text, want) in cases {
        let facts = read(text);
        let named = |m: &crate::model::Measure<'_>| {
            let bodies = facts.institutions.iter().filter(|i| m.actors.contains(&i.id));
            bodies.filter_map(|i| i.mentions.first()).map(|m| m.text.to_string()).collect::<Vec<_>>()
        };
        let got: Vec<String> = facts.measures.iter().flat_map(named).collect();
        assert_eq!(got, want, "{text}");
    }
}
