//! The one name of a policy in all articles.

use super::core;
use crate::chunk::among;
use crate::model::{Policy, PolicyId};
use rustc_hash::FxHashMap;

/// A shorter title names no document by itself: 《条例》, 《实施方案》.
const SHORTEST: usize = 5;
/// The longest state of a document that stands in brackets at a title's end, in characters.
const LONGEST_STATE: usize = 8;
/// What a document is before or beside its final form.
const STATES: [&str; 10] =
    ["试行", "暂行", "草案", "征求意见稿", "送审稿", "修订", "修正", "审议稿", "讨论稿", "印发稿"];

/// Fills the key of every policy: a short title takes the key of the full one it abbreviates.
pub(super) fn fill(policies: &mut [Policy<'_>]) {
    let mut by_id: FxHashMap<PolicyId, String> = FxHashMap::default();
    for policy in policies.iter_mut().filter(|p| p.refers_to.is_none()) {
        let titled = policy.title.as_deref().and_then(of_title);
        let key = titled.or_else(|| policy.number.as_deref().map(str::to_owned));
        by_id.extend(key.clone().map(|k| (policy.id, k)));
        policy.key = key.map(Into::into);
    }
    for policy in policies.iter_mut() {
        if let Some(full) = policy.refers_to {
            policy.key = by_id.get(&full).cloned().map(Into::into);
        }
    }
}

/// Titles that many documents bear.
const COMMON: [&str; 6] =
    ["政府工作报告", "三年行动计划", "三年行动方案", "五年行动计划", "年度工作计划", "年度工作要点"];
/// How treaties end, whose names may be short.
const TREATIES: [&str; 4] = ["协定", "公约", "条约", "宪章"];
/// How bodies end that stand before 关于 in a title.
const BODIES: [&str; 13] = ["院", "厅", "室", "委", "会", "部", "局", "署", "中央", "行", "办", "部门", "单位"];
/// What tells a local body, whose documents share their subjects with those of others.
const LOCAL: [&str; 9] = ["省", "市委", "市人民", "市政府", "县", "自治区", "区委", "区人民", "州"];

/// Returns the key of a full title: 国务院关于印发“十四五”旅游业发展规划的通知 → 十四五旅游业发展规划.
fn of_title(title: &str) -> Option<String> {
    let inner = announced(title);
    let inner = without_state(inner);
    let inner = without_issuer(inner);
    let inner = inner.strip_prefix("中华人民共和国").filter(|rest| !rest.starts_with('和')).unwrap_or(inner);
    let mut key = String::with_capacity(inner.len());
    for c in inner.chars() {
        match c {
            // A subtitle's dash and that of years are one.
            '—' | '－' | '–' | '～' | '~' | '-' => {
                if !key.ends_with('-') {
                    key.push('-');
                }
            }
            '（' | '〔' | '[' => key.push('('),
            '）' | '〕' | ']' => key.push(')'),
            '０'..='９' => key.extend(char::from_digit(u32::from(c) - u32::from('０'), 10)),
            c if c.is_whitespace() || among("“”‘’〈〉<>《》「」、，", c) => {}
            c => key.push(c),
        }
    }
    let key = key.replace("年)", ")").replace("年-", "-");
    let count = key.chars().count();
    let treaty = || count + 1 >= SHORTEST && TREATIES.iter().any(|t| key.ends_with(t));
    ((count >= SHORTEST && !COMMON.contains(&&*key)) || treaty() || is_law(&key)).then_some(key)
}

/// 国务院关于… is cited as 《关于…》 as well; a local body's name tells its document from others.
fn without_issuer(title: &str) -> &str {
    let Some(at) = title.find("关于").filter(|at| *at > 0) else { return title };
    let (issuer, rest) = title.split_at_checked(at).unwrap_or(("", title));
    let body = BODIES.iter().any(|b| issuer.trim_end().ends_with(b)) && !LOCAL.iter().any(|l| issuer.contains(l));
    if body { rest } else { title }
}

/// 刑法, 民法典 and 公司法 are short and yet names; 办法 is not.
fn is_law(key: &str) -> bool {
    (key.ends_with('法') && !key.ends_with("办法") || key.ends_with("法典")) && key.chars().count() >= 2
}

/// Returns the document that a notice announces, or the title itself.
fn announced(title: &str) -> &str {
    let core = core(title);
    let Some(inner) = core.strip_suffix("的通知") else { return title.trim() };
    let found = ["印发", "转发", "发布", "公布"].iter().filter_map(|w| Some((inner.find(w)?, w.len()))).min();
    match found.and_then(|(at, len)| inner.get(at + len..)) {
        // 转发…关于…的意见 and 印发〈…〉 alike.
        Some(rest) if rest.chars().count() >= SHORTEST => rest.trim_start_matches(['〈', '《', '了']).trim(),
        _ => title.trim(),
    }
}

/// Returns a title without （试行） and 草案 at its end.
fn without_state(title: &str) -> &str {
    let title = title.trim_end_matches(['〉', '》', ' ', '　']);
    if let Some(inner) = title.strip_suffix(['）', ')'])
        && let Some(open) = inner.rfind(['（', '('])
        && let Some(state) = inner.get(open..).map(|s| s.trim_start_matches(['（', '(']))
        && state.chars().count() <= LONGEST_STATE
        && STATES.iter().any(|s| state.contains(s))
    {
        return without_state(title.get(..open).unwrap_or(title));
    }
    title.strip_suffix("草案").unwrap_or(title).trim_end_matches(['〉', '》', ' ', '　'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_policy_has_one_key() {
        let cases = [
            ("中华人民共和国民法典", Some("民法典")),
            ("民法典", Some("民法典")),
            ("中华人民共和国和加蓬共和国引渡条约", Some("中华人民共和国和加蓬共和国引渡条约")),
            ("清河县养老服务办法（试行）", Some("清河县养老服务办法")),
            ("清河县养老服务办法", Some("清河县养老服务办法")),
            ("清河县人民政府关于印发〈清河县养老服务办法（试行）〉的通知", Some("清河县养老服务办法")),
            ("国务院关于印发“十四五”旅游业发展规划的通知", Some("十四五旅游业发展规划")),
            ("“十四五”旅游业发展规划", Some("十四五旅游业发展规划")),
            ("全民健身计划（2021—2025年）", Some("全民健身计划(2021-2025)")),
            ("全民健身计划 (2021-2025)", Some("全民健身计划(2021-2025)")),
            ("清河县国民经济和社会发展规划纲要草案", Some("清河县国民经济和社会发展规划纲要")),
            ("关于加强养老服务的意见", Some("关于加强养老服务的意见")),
            ("国务院关于加强养老服务的意见", Some("关于加强养老服务的意见")),
            ("民政部 财政部等部门关于加强养老服务的意见", Some("关于加强养老服务的意见")),
            ("清河省人民政府关于加强养老服务的意见", Some("清河省人民政府关于加强养老服务的意见")),
            ("关于修改<清河县村规>的决定", Some("关于修改清河县村规的决定")),
            ("巴黎协定", Some("巴黎协定")),
            ("政府工作报告", None),
            ("条例", None),
            ("实施方案", None),
            ("办法", None),
        ];
        for (title, key) in cases {
            assert_eq!(of_title(title).as_deref(), key, "{title}");
        }
    }
}
