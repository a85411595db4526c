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
    ];
    for text in none {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn phrases_have_a_head_and_names() {
    let cases: [(&str, &str, &str, &[&str]); 12] = [
        ("市里建立重大项目会商制度。", "建立", "制度", &["重大项目会商制度"]),
        ("国家级开发区获批。", "获批", "开发区", &["国家级开发区"]),
        ("县级融媒体中心全部建成。", "建成", "中心", &["县级融媒体中心"]),
        ("支持企业建立职工培训制度。", "建立", "制度", &["职工培训制度"]),
        ("推动民警下沉派出所。", "推动", "民警", &["民警"]),
        ("制定领导办案通报制、案件承办确定制。", "制定", "确定制", &["领导办案通报制", "案件承办确定制"]),
        ("修订完善绩效考核办法。", "修订完善", "办法", &["绩效考核办法"]),
        ("举办两届社区议事大赛活动。", "举办", "活动", &["社区议事大赛活动"]),
        ("出台深化林权改革实施意见。", "出台", "实施意见", &["深化林权改革实施意见"]),
        ("县里取消证明材料47项。", "取消", "材料", &["证明材料"]),
        ("完成乡镇机构整合。", "完成", "整合", &["乡镇机构整合"]),
        ("我市医保支付方式改革成为全国试点。", "成为", "试点", &["医保支付方式改革"]),
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
    ];
    for (text, status) in cases {
        let got: Vec<Status> = read(text).measures.iter().map(|m| m.status).collect();
        assert_eq!(got, [status], "{text}");
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
    let cases: [(&str, &[(&str, &[&str])]); 3] = [
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
fn who_acts_may_stand_elsewhere() {
    let cases: [(&str, &[&str]); 6] = [
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
