//! What is a measure and what is a slogan, a stance or a result.

use super::build::Order;
use super::classes::Classes;
use super::phrase::{Head, Phrase};
use crate::analysis::{Analysis, Item, Unit};
use crate::model::ActionKind;
use std::ops::Range;

/// Words that begin no object: the verb before them states a result or is a noun.
const NO_OBJECT: &[&str] = &[
    "也", "都", "均", "取得", "到", "至", "为", "成为", "等", "的", "了", "是", "不", "得到", "达", "达到", "有", "后",
    "中", "时",
];
/// Verbs that leave the act to somebody else.
const SUPPORT: &[&str] = &["支持", "鼓励", "引导"];
/// What is built of stone; its progress is no reform.
const PHYSICAL: &[&str] = &[
    "项目",
    "工程",
    "公路",
    "铁路",
    "机场",
    "高速",
    "水利",
    "港口",
    "水库",
    "电站",
    "管网",
    "农田",
    "厂",
    "基础设施",
    "住房",
    "城市",
    "物流",
    "高铁",
    "水网",
    "电网",
    "航道",
];
/// What is changed when it is completed.
const COMPLETED: &[&str] = &[
    "改革", "改造", "审定", "整改", "验收", "组建", "整合", "重组", "设置", "机构", "清理", "试点", "登记", "划转",
    "修订", "编制",
];

/// Returns true if verb and object together change how government works.
#[expect(clippy::too_many_arguments, reason = "every part of the clause has a say")]
pub(super) fn admits(
    analysis: &Analysis<'_>,
    classes: &Classes<'_>,
    units: &[Unit],
    verb: &Range<usize>,
    object: &[Unit],
    order: Order,
    kind: ActionKind,
    phrase: &Phrase<'_>,
) -> bool {
    let before = verb.start.checked_sub(1).and_then(|i| units.get(i));
    // 已建立的制度, 有待完善: no act of its own.
    if order == Order::VerbObject && before.is_some_and(|b| matches!(analysis.words(b), "的" | "所" | "未" | "不"))
    {
        return false;
    }
    let founding = matches!(
        kind,
        ActionKind::Establish
            | ActionKind::Issue
            | ActionKind::Pilot
            | ActionKind::Relax
            | ActionKind::Restrict
            | ActionKind::Abolish
            | ActionKind::Integrate
    );
    let changing = matches!(
        kind,
        ActionKind::Relax | ActionKind::Restrict | ActionKind::Abolish | ActionKind::Integrate | ActionKind::Pilot
    );
    let first = object.first();
    if order == Order::VerbObject && first.is_some_and(|u| NO_OBJECT.contains(&analysis.words(u))) {
        return false;
    }
    let counted = |u: &Unit| matches!(u.item, Item::Quantity(_));
    if order == Order::VerbObject
        && let [first, second, ..] = object
        && counted(first)
        && classes.has(second, classes.list)
    {
        return false;
    }
    if object.iter().all(|u| matches!(u.item, Item::Quantity(_) | Item::Time(_))) {
        return false;
    }
    let text = object.first().zip(object.last()).map_or("", |(a, b)| a.span.cover(b.span).of(analysis.text));
    let verb_words = units.get(verb.end.saturating_sub(1)).map_or("", |u| analysis.words(u));
    // 支持企业建立…: what the business does is the measure.
    if SUPPORT.iter().any(|s| verb_words.ends_with(s))
        && object.iter().skip(1).any(|u| classes.has(u, classes.action) && !classes.has(u, classes.nominal))
    {
        return false;
    }
    match order {
        Order::Fronted if matches!(&*phrase.object, "工作" | "任务" | "活动" | "问题" | "能力") => {
            return false;
        }
        // 把…作为…: a stance.
        Order::Dispose => {
            return object.last().is_some_and(|u| analysis.words(u) != "作为" && !classes.has(u, classes.frame_as));
        }
        Order::VerbObject if verb_words == "下沉" => return false,
        _ => {}
    }
    if &*phrase.object == "建设" && PHYSICAL.iter().any(|p| text.contains(p)) {
        return false;
    }
    if verb_words.ends_with("完成") && !(object.len() > 1 && COMPLETED.iter().any(|p| text.contains(p))) {
        return false;
    }
    match phrase.head {
        Head::Firm => true,
        Head::Soft => {
            founding
                || verb_words == "创新"
                || verb_words.starts_with("盘活")
                || verb_words.ends_with("完成")
                || verb_words == "解决" && object.len() > 3 && object.iter().any(counted)
        }
        Head::Title => true,
        Head::Quoted => order == Order::VerbObject && kind != ActionKind::Conduct,
        Head::Other => {
            order == Order::VerbObject
                && (changing && verb_words != "统筹"
                    || verb_words == "配备"
                    || kind == ActionKind::Issue && object.iter().any(|u| matches!(u.item, Item::Quantity(_))))
        }
    }
}
