//! Names of bodies from sentences, as tables.

use super::Finder;
use crate::institution::gazetteer::{Gazetteer, Seen};
use crate::lexicon::Lexicon;
use crate::model::{Institution, InstitutionKind};
use crate::region;
use crate::span::Span;
use crate::token::Segmenter;
use std::sync::LazyLock;

/// What the tests share: it takes long to load.
static LOADED: LazyLock<(Finder, Segmenter, Gazetteer)> = LazyLock::new(|| {
    let finder = Finder::embedded().unwrap();
    let gazetteer = Gazetteer::new(&Lexicon::new().unwrap(), &finder, |_| true);
    (finder, Segmenter::embedded().unwrap(), gazetteer)
});

fn found(text: &'static str, home: &str) -> Vec<Institution<'static>> {
    let (finder, segmenter, gazetteer) = &*LOADED;
    let sentence = Span::new(0, u32::try_from(text.len()).unwrap());
    let (mut tokens, mut mentions) = (Vec::new(), Vec::new());
    segmenter.tag(text, sentence, &mut tokens);
    let mut seen = Seen::default();
    gazetteer.read(finder, text, sentence, &mut seen);
    finder.scan(text, sentence, &tokens, &mut seen, &mut mentions);
    finder.resolve(text, &mentions, region::lookup(home).as_ref())
}

#[test]
fn bodies_get_their_full_names() {
    for (text, home, want) in [
        ("市委政法委会同市司法局开展督导。", "宜昌市", "中共宜昌市委政法委员会 宜昌市司法局"),
        ("县人社局为务工人员开设窗口。", "宁远县", "宁远县人力资源和社会保障局"),
        ("甘州区法院速裁团队人均结案上升。", "张掖市", "张掖市甘州区人民法院"),
        ("省检院部署专项行动。", "张掖市", "甘肃省人民检察院"),
        ("市纪委监委通报典型问题。", "洛阳市", "中共洛阳市纪律检查委员会 洛阳市监察委员会"),
        ("市法检两院召开联席会议。", "汉中市", "汉中市中级人民法院 汉中市人民检察院"),
        ("团市委、市妇联联合开展服务。", "襄阳市", "共青团襄阳市委员会 襄阳市妇女联合会"),
        ("市公安局党委研究部署。", "泉州市", "中共泉州市公安局委员会"),
        ("党中央、国务院作出部署。", "泉州市", "中共中央 国务院"),
        ("我市公安局发布预警。", "泉州市", "泉州市公安局"),
        ("宁远县市监局检查门店，机关事务局节约用水。", "宁远县", "宁远县市场监督管理局"),
        ("县机关事务局节约用水。", "宁远县", "宁远县机关事务管理局"),
        ("本县教育局公布学区。", "宁远县", "宁远县教育局"),
        ("我省人大常委会审议草案。", "泉州市", "福建省人民代表大会常务委员会"),
        ("我市第二人民医院开设夜间门诊。", "泉州市", "泉州市第二人民医院"),
    ] {
        let names: Vec<String> = found(text, home).iter().map(|i| i.name.clone().into_owned()).collect();
        assert_eq!(names.join(" "), want, "{text}");
    }
}

#[test]
fn a_list_shares_its_division() {
    for (text, home, want) in [
        ("县医保局、人社局和财政局联合行文。", "宁远县", "宁远县医疗保障局 宁远县人力资源和社会保障局 宁远县财政局"),
        ("通川区委、政府会签文件。", "达州市", "中共达州市通川区委员会 达州市通川区人民政府"),
        ("市公安局与派出所联动。", "达州市", "达州市公安局 派出所"),
        ("工会、残联等群团组织参加。", "达州市", "工会 残联"),
        ("工会会员踊跃参加。", "达州市", ""),
    ] {
        let names: Vec<String> = found(text, home).iter().map(|i| i.name.clone().into_owned()).collect();
        assert_eq!(names.join(" "), want, "{text}");
    }
}

#[test]
fn short_names_in_brackets_are_the_long_ones() {
    for (text, want) in [
        ("达州市粮食储备管理中心（以下简称“粮储中心”）揭牌，粮储中心即日办公。", 3),
        ("达州市粮食储备管理中心揭牌，粮储中心即日办公。", 1),
    ] {
        let all = found(text, "达州市");
        assert_eq!(all.len(), 1, "{text}: {all:?}");
        assert_eq!(all.first().map(|i| i.mentions.len()), Some(want), "{text}");
    }
}

#[test]
fn zones_and_townships_are_part_of_the_name() {
    for (text, home, want) in [
        ("兵团财政局印发通知。", "新疆维吾尔自治区", "新疆生产建设兵团财政局"),
        ("雄安新区党工委召开会议。", "河北省", "中共河北雄安新区工作委员会"),
        ("达州高新区法院开庭。", "达州市", "达州高新区法院"),
        ("崇川法院开庭。", "南通市", "南通市崇川区人民法院"),
        ("、石桥镇党委部署工作。", "达州市", "中共石桥镇委员会"),
        ("东莞市石排镇政府公告。", "广东省", "东莞市石排镇人民政府"),
        ("在宣汉县调研时，县政府汇报情况。", "达州市", "宣汉县人民政府"),
        ("临海镇政府公告。", "射阳县", "临海镇人民政府"),
        ("市委第二巡察组进驻。", "达州市", "中共达州市委第二巡察组"),
        ("最高人民法院第二巡回法庭开庭。", "达州市", "最高人民法院第二巡回法庭"),
        ("民盟四川省委会调研。", "达州市", "民盟四川省委员会"),
        ("武警四川总队救援。", "达州市", "武警四川总队"),
    ] {
        let names: Vec<String> = found(text, home).iter().map(|i| i.name.clone().into_owned()).collect();
        assert_eq!(names.join(" "), want, "{text}");
    }
}

#[test]
fn classes_keep_the_words_of_the_text() {
    for (text, want) in [
        ("全市检察机关办理案件。", "全市检察机关"),
        ("市、县区两级法院全部建成。", "市、县区两级法院"),
        ("各县区政府落实经费。", "各县区政府"),
        ("乡镇（街道）调委会调解纠纷。", "乡镇（街道）调委会"),
        ("我市法院试行快审。", "我市法院"),
        ("各县教育局公布名单。", "各县教育局"),
        ("各区防汛抗旱指挥部值守。", "各区防汛抗旱指挥部"),
        ("各街道办事处、各村村委会值守。", "各街道办事处 各村村委会"),
        ("我市公安机关加强夜查。", "我市公安机关"),
        ("党委组织部审核名单。", "党委组织部"),
        ("各级党委组织部门审核名单。", "各级党委组织部门"),
    ] {
        let all = found(text, "张掖市");
        assert_eq!(all.iter().map(|i| &*i.name).collect::<Vec<_>>().join(" "), want, "{text}");
        assert!(all.iter().all(|i| i.collective), "{text}");
    }
}

#[test]
fn departments_in_a_list_share_its_word() {
    for (text, home, want) in [
        ("教育、公安等部门组织检查。", "达州市", "教育部门 公安部门"),
        ("市住建、城管等6个部门参加会商。", "达州市", "市住建部门 市城管部门"),
        ("法院、司法、民政等单位派员进驻。", "达州市", "法院 司法单位 民政单位"),
        ("财政部门拨付资金。", "达州市", "财政部门"),
        ("人力资源和社会保障部门发布岗位。", "达州市", "人力资源和社会保障部门"),
        ("县级医疗机构开设门诊。", "达州市", "县级医疗机构"),
        ("人社、医保、税务三部门发布通知。", "达州市", "人社部门 医保部门 税务部门"),
        ("推进教育、医疗、养老等事业发展。", "达州市", ""),
        ("磁悬浮交通系统投入试验。", "达州市", ""),
    ] {
        let all = found(text, home);
        let names: Vec<&str> = all.iter().map(|i| &*i.name).collect();
        assert_eq!(names.join(" "), want, "{text}");
        assert!(all.iter().all(|i| i.collective), "{text}");
    }
}

#[test]
fn what_is_shared_goes_to_each() {
    for (text, home, want) in [
        ("各级党委和政府要担起责任。", "达州市", "各级党委 各级政府"),
        ("市人大及其常委会开展监督。", "达州市", "达州市人民代表大会 达州市人民代表大会常务委员会"),
        ("县纪委监委驻县民政局纪检监察组约谈。", "宣汉县", "宣汉县纪委监委驻县民政局纪检监察组"),
        ("中央纪委国家监委驻商务部纪检监察组发布消息。", "达州市", "中央纪委国家监委驻商务部纪检监察组"),
        ("市公安局部署行动，市局抽调警力。", "达州市", "达州市公安局"),
        ("市局抽调警力。", "达州市", ""),
    ] {
        let names: Vec<String> = found(text, home).iter().map(|i| i.name.clone().into_owned()).collect();
        assert_eq!(names.join(" "), want, "{text}");
    }
}

#[test]
fn names_do_not_run_on() {
    for (text, want) in [
        ("埃及高度评价中国共产党的主张。", "中国共产党"),
        ("银保监会规范银行收费。", "中国银行保险监督管理委员会"),
        ("合并镇卫生院，设立镇综合执法队。", "镇卫生院 镇综合执法队"),
        ("涉嫌犯罪移送检察机关20余人。", "检察机关"),
        ("巴西政府、俄军方发表声明。", "巴西政府 俄军方"),
        ("宜化集团、安琪酵母股份有限公司签约。", "安琪酵母股份有限公司"),
        ("由东湖高科股份有限公司承建。", "东湖高科股份有限公司"),
        ("省审计厅原党组成员受审。", ""),
        ("地方政府专项债券发行提速。", ""),
        ("龙泉镇人民政府公告。", "龙泉镇人民政府"),
        ("他还到福建马尾造船股份有限公司调研。", "福建马尾造船股份有限公司"),
        ("李明积极评价联盟的工作。", ""),
        ("安阳市尚鑫服装有限公司起火。", "安阳市尚鑫服装有限公司"),
        ("政治家集团、外国公司、跨境犯罪集团受到关注。", ""),
        ("我驻外使馆举行招待会。", "驻外使馆"),
        ("市政府第5次常务会议审议通过。", ""),
        ("中央在川单位、中央定点帮扶单位给予支持。", ""),
        ("全国优秀法院名单公布。", ""),
        ("德国联邦统计局公布数据。", "德国联邦统计局"),
        ("拓浦精工智能制造（达州）有限公司签约。", "拓浦精工智能制造（达州）有限公司"),
        ("石桥镇政府召开会议。", "石桥镇人民政府"),
        ("人民法院案例库收录案例。", ""),
    ] {
        let names: Vec<String> = found(text, "达州市").iter().map(|i| i.name.clone().into_owned()).collect();
        assert_eq!(names.join(" "), want, "{text}");
    }
}

#[test]
fn posts_meetings_and_common_words_name_no_body() {
    for text in [
        "市委书记到会讲话。",
        "市十六届人大三次会议闭幕。",
        "要主动公开政府信息。",
        "省委托设区的市实施。",
        "学习《中共中央关于改革的决定》。",
        "政府投资增长。",
        "新建学校12所。",
        "遏制“两高”项目。",
        "公布省级文物保护单位20处。",
        "建设中心城区。",
        "体育场中央灯火通明。",
    ] {
        let names: Vec<String> = found(text, "张掖市").iter().map(|i| i.name.clone().into_owned()).collect();
        assert!(names.is_empty(), "{text}: {names:?}");
    }
}

#[test]
fn no_text_is_too_strange() {
    for word in ["市", "省委", "、", "《", "“", "的", "中心", "全市", "张掖", "县、", "中国"] {
        let text: &'static str = Box::leak(word.repeat(2000).into_boxed_str());
        let _ = found(text, "张掖市");
    }
}

#[test]
fn keys_join_one_body_under_several_names() {
    for (text, home, want) in [
        ("市政府召开会议。", "宜昌市", "420500/人民政府"),
        ("宜昌市人民政府召开会议。", "张掖市", "420500/人民政府"),
        ("市国土资源局发布公告。", "宜昌市", "420500/自然资源"),
        ("市自然资源和规划局发布公告。", "宜昌市", "420500/自然资源"),
        ("市发改委组织调研。", "宜昌市", "420500/发展和改革"),
        ("宜昌市中级人民法院开庭。", "宜昌市", "420500/人民法院"),
        ("国家工商总局通报情况。", "宜昌市", "100000/国家市场监督管理总局"),
        ("国家市场监管总局通报情况。", "宜昌市", "100000/国家市场监督管理总局"),
        ("银监会发布办法。", "宜昌市", "100000/国家金融监督管理总局"),
        ("联合国教科文组织公布名单。", "宜昌市", "-/联合国教科文组织"),
        ("市公安局交警支队启动行动。", "宜昌市", "420500/公安交警支队"),
        ("全市法院部署工作。", "宜昌市", ""),
    ] {
        let keys: Vec<String> = found(text, home).into_iter().filter_map(|i| i.key).collect();
        assert_eq!(keys.join(" "), want, "{text}");
    }
}

#[test]
fn bodies_of_other_countries_are_not_ours() {
    for (text, want) in [
        ("乌克兰国防部发表声明。", "乌克兰国防部"),
        ("越南财政部公布预算。", "越南财政部"),
        ("法国全国农民联合会组织集会。", "法国全国农民联合会"),
        ("巴西总统表示，财政部将追加预算。", "巴西财政部"),
        ("加拿大消防部门发布公告。", "加拿大消防部门"),
    ] {
        let all = found(text, "张掖市");
        assert_eq!(all.iter().map(|i| &*i.name).collect::<Vec<_>>(), [want], "{text}");
        assert!(all.iter().all(|i| i.kind == InstitutionKind::Foreign && i.region.is_none()), "{text}");
    }
}

#[test]
fn chiefs_and_classes_of_departments_name_no_body() {
    for text in ["财政部长到会。", "司法部门加强管理。", "公司经理到会。", "锦标赛决出名次。"]
    {
        let names: Vec<String> = found(text, "张掖市").iter().map(|i| i.name.clone().into_owned()).collect();
        assert!(names.is_empty(), "{text}: {names:?}");
    }
}

#[test]
fn the_register_ends_in_bodies_of_today() {
    let vocabulary = super::vocabulary::Vocabulary::embedded().unwrap();
    for name in vocabulary.former() {
        let today = vocabulary.today(name);
        assert!(vocabulary.get(today).is_some_and(|e| e.body.is_some()), "{name}: {today} is not in the register");
        assert_eq!(vocabulary.today(today), today, "{name}");
    }
}

#[test]
fn a_layer_that_the_article_has_none_of_is_a_class() {
    for (text, home, want) in [
        ("省教育厅公布名单。", "全国", Some("省教育厅")),
        ("自治区民政厅公布名单。", "全国", Some("自治区民政厅")),
        ("省人民检察院提起公诉。", "全国", Some("省人民检察院")),
        ("省教育厅公布名单。", "襄阳市", None),
    ] {
        let all = found(text, home);
        assert_eq!(all.len(), 1, "{text}: {all:?}");
        let class = all.first().filter(|i| i.collective).map(|i| i.name.as_ref());
        assert_eq!(class, want, "{text}");
    }
}

#[test]
fn a_body_is_called_again_by_its_last_word() {
    for (text, want) in [
        ("通川区税务局开展走访，该局已减税两千万元。", "国家税务总局达州市通川区税务局:2"),
        ("市法院审结一案，该院认为构成违约。", "达州市中级人民法院:2"),
        ("国务院作出部署，该院认为构成违约。", "国务院:1"),
        ("该局已减税两千万元。", ""),
        ("市公安局通州分局抓获两人，分局民警表示还在调查。", "达州市公安局通州分局:2"),
        ("四川大学扩招，该校新增三个专业。", "四川大学:2"),
    ] {
        let all = found(text, "达州市");
        let names: Vec<String> = all.iter().map(|i| format!("{}:{}", i.name, i.mentions.len())).collect();
        assert_eq!(names.join(" "), want, "{text}");
    }
}

#[test]
fn words_beside_tell_what_is_named() {
    for (text, want) in [
        ("加强行政事业单位国有资产管理。", ""),
        ("全市行政事业单位国有资产盘活。", ""),
        ("全市行政事业单位带头过紧日子。", "全市行政事业单位"),
        ("推进市医院改造和县医院改造。", "达州市医院 县医院"),
        ("推进市医院和县医院改造。", "达州市医院 县医院"),
        ("支持四川大学城建设。", ""),
        ("俄黑海舰队称击落无人机。", "俄黑海舰队"),
        ("美第七舰队两艘舰艇驶入。", "美第七舰队"),
        ("文化和旅游部市场管理司介绍情况。", "文化和旅游部市场管理司"),
        ("三一重工、徐工机械等企业参展。", "三一重工 徐工机械"),
    ] {
        let names: Vec<String> = found(text, "达州市").iter().map(|i| i.name.clone().into_owned()).collect();
        assert_eq!(names.join(" "), want, "{text}");
    }
}
