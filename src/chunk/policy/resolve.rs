//! What only the whole article tells: who issued a document, and which title a short one abbreviates.

use super::{core, key, table::Table};
use crate::model::{Institution, Policy, PolicyId, RegionRef};
use crate::span::Span;
use rustc_hash::FxHashMap;

/// The longest short title, in characters.
const SHORT: usize = 12;
/// A title of so many characters can be what a short one abbreviates.
const FULL: usize = 5;
/// The longest clause in which joint issuers are looked for, in bytes.
const CLAUSE: u32 = 360;

/// Fills `issuer` and `refers_to`. `home` are the article's division and those above it, the innermost first.
pub(crate) fn resolve<'t>(
    text: &'t str,
    policies: &mut [Policy<'t>],
    institutions: &[Institution<'_>],
    home: &[RegionRef],
) {
    refer(text, policies);
    let mut mentions: Vec<(Span, &str)> =
        institutions.iter().flat_map(|i| i.mentions.iter().map(|m| (m.span, &*i.name))).collect();
    mentions.sort_unstable();
    for policy in policies.iter_mut() {
        let issuer = match &policy.number {
            Some(number) => of_number(number, home),
            None => None,
        };
        let joint = issuer.as_ref().and_then(|issuer| joint(text, policy.span, issuer, &mentions));
        let issuer = joint.or(issuer).or_else(|| of_title(policy.title.as_deref()?));
        policy.issuer = issuer.map(Into::into);
    }
    key::fill(policies);
}

/// Links short titles to full ones: the nearest before, else the first after.
fn refer(text: &str, policies: &mut [Policy<'_>]) {
    let mut endings: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (i, policy) in policies.iter().enumerate() {
        let Some(title) = policy.title.as_deref() else { continue };
        let core = core(title);
        for full in [Some(core), announced(core)].into_iter().flatten() {
            if full.chars().count() < FULL {
                continue;
            }
            for (at, _) in full.char_indices().rev().take(SHORT).filter(|(at, _)| *at > 0 || full.len() < core.len()) {
                let list = endings.entry(full.get(at..).unwrap_or("").to_owned()).or_default();
                if list.last() != Some(&i) {
                    list.push(i);
                }
            }
        }
    }
    let mut aliases: FxHashMap<String, usize> = FxHashMap::default();
    let mut links: Vec<Option<usize>> = vec![None; policies.len()];
    for i in 0..policies.len() {
        let Some(policy) = policies.get(i) else { continue };
        let Some(title) = policy.title.as_deref().filter(|t| t.chars().count() <= SHORT) else { continue };
        if policy.number.is_some() {
            continue;
        }
        if let Some(full) = i.checked_sub(1).filter(|&full| is_alias(text, policies.get(full), policy)) {
            aliases.insert(title.to_owned(), full);
        }
        let by_ending = || {
            let list = endings.get(title)?;
            let split = list.partition_point(|full| *full < i);
            split.checked_sub(1).and_then(|p| list.get(p)).or_else(|| list.iter().skip(split).find(|full| **full > i))
        };
        let found = aliases.get(title).or_else(by_ending).copied();
        if let Some(link) = links.get_mut(i) {
            *link = found;
        }
    }
    for i in 0..links.len() {
        // A short title may itself be abbreviated once more: 《三年行动计划》, then 《计划》.
        let Some(first) = links.get(i).copied().flatten() else { continue };
        let last = links.get(first).copied().flatten().unwrap_or(first);
        let id = policies.get(if last == i { first } else { last }).map(|p: &Policy<'_>| p.id);
        if let Some(policy) = policies.get_mut(i) {
            policy.refers_to = id.filter(|id: &PolicyId| *id != policy.id);
        }
    }
}

/// 《…的通知》 carries the document it announces: 国务院关于印发…方案的通知.
fn announced(core: &str) -> Option<&str> {
    let inner = core.strip_suffix("的通知")?;
    let at = inner.find("印发").map(|i| i + "印发".len()).or_else(|| inner.find("转发").map(|i| i + "转发".len()))?;
    Some(self::core(inner.get(at..)?))
}

/// 以下简称《办法》 right after the full title.
fn is_alias(text: &str, full: Option<&Policy<'_>>, short: &Policy<'_>) -> bool {
    full.is_some_and(|full| {
        let between = Span::new(full.span.end, short.span.start).of(text);
        between.len() <= 60 && (between.contains("简称") || between.contains("下称"))
    })
}

/// Returns the issuer that a number names.
fn of_number(number: &str, home: &[RegionRef]) -> Option<String> {
    let table = Table::get();
    let end = number.find(['〔', '第']).unwrap_or(number.len());
    let head = number.get(..end)?.trim_end_matches(|c: char| c.is_ascii_digit() || c == '年');
    let order = head.ends_with(['令', '告']);
    if let Some(issuer) = table.national(head) {
        return Some(issuer.to_owned());
    }
    if order || number.ends_with('令') || number.ends_with("公告") {
        let body = ["令", "公告", "通告"].iter().find_map(|e| head.strip_suffix(e)).unwrap_or(head);
        return of_order(body, home);
    }
    table.local(head).find_map(|(short, template)| {
        let region = region(short, home)?;
        Some(named(&region, home, template.local, template.provincial))
    })
}

/// Returns the full name of the body in front of 令 or 公告.
fn of_order(body: &str, home: &[RegionRef]) -> Option<String> {
    let table = Table::get();
    let body = body.strip_prefix("中华人民共和国").filter(|b| !b.is_empty()).unwrap_or(body);
    if body == "主席" {
        return Some("国家主席".to_owned());
    }
    if let Some(full) = table.body(body) {
        return Some(full.to_owned());
    }
    for ending in ["人民政府", "政府"] {
        if let Some(short) = body.strip_suffix(ending) {
            let full = region(short, home).map(|r| r.name.into_owned());
            return full
                .or_else(|| (short.chars().count() > 2).then(|| short.to_owned()))
                .map(|r| format!("{r}人民政府"));
        }
    }
    let body_like = body.ends_with(['部', '局', '委', '署', '院', '行', '会', '厅']);
    (body_like && body.chars().count() > 2).then(|| body.to_owned())
}

/// Returns the division of a short name: 沧 → the article's 沧州市, 省 → its province, 鲁 → 山东省.
fn region(short: &str, home: &[RegionRef]) -> Option<RegionRef> {
    let table = Table::get();
    let own_province = table.abbreviation(short).filter(|full| home.iter().any(|h| h.name == *full));
    if let Some(full) = own_province {
        return home.iter().find(|h| h.name == full).cloned();
    }
    let level = matches!(short, "省" | "市" | "县" | "区" | "州" | "盟" | "旗");
    let fits = |r: &&RegionRef| match short {
        "" => false,
        "省" => r.code.ends_with("0000"),
        _ if level => r.name.ends_with(short) && !r.code.ends_with("0000") || r.name.ends_with(short),
        _ => is_short_of(short, &r.name),
    };
    if let Some(found) = home.iter().find(fits) {
        return Some(found.clone());
    }
    if short.is_empty() {
        return None;
    }
    let name = table.abbreviation(short)?;
    let code = if name.ends_with(['省', '区']) || name.len() == "北京市".len() && "京津沪渝".contains(short) {
        "000000"
    } else {
        "000100"
    };
    Some(RegionRef { name: name.into(), code: code.into() })
}

/// 汉 and 汉中 are short for 汉中市: every character in order, the first one first.
fn is_short_of(short: &str, name: &str) -> bool {
    let mut rest = name.chars();
    name.chars().next() == short.chars().next() && short.chars().all(|c| rest.any(|n| n == c))
}

/// Fills a template; a district is named with the city it belongs to.
fn named(region: &RegionRef, home: &[RegionRef], local: &str, provincial: &str) -> String {
    let template = if region.code.ends_with("0000") { provincial } else { local };
    let district = region.name.ends_with('区') && !region.code.ends_with("00");
    let city = home.iter().find(|h| {
        district && h.code.ends_with("00") && !h.code.ends_with("0000") && h.code.get(..4) == region.code.get(..4)
    });
    template.replace("{}", &format!("{}{}", city.map_or("", |c| &c.name), region.name))
}

/// Returns the issuers that a title begins with: 中共中央办公厅 国务院办公厅印发〈…〉.
fn of_title(title: &str) -> Option<String> {
    let end = ["关于", "印发", "转发"].iter().filter_map(|w| title.find(w)).min().filter(|end| *end > 0)?;
    let bodies: Vec<&str> = title.get(..end)?.split([' ', '　', '、']).filter(|b| !b.is_empty()).collect();
    const ENDINGS: [&str; 12] = ["院", "厅", "室", "委", "会", "部", "局", "署", "府", "中央", "行", "办"];
    let body = |b: &&str| b.chars().count() > 2 && ENDINGS.iter().any(|e| b.ends_with(e));
    (!bodies.is_empty() && bodies.iter().all(body)).then(|| bodies.join("、"))
}

/// Returns all who issued a document together: 甲局联合乙局、丙局出台《…》（甲发〔2021〕2号）.
fn joint(text: &str, policy: Span, issuer: &str, mentions: &[(Span, &str)]) -> Option<String> {
    let to = mentions.partition_point(|(s, _)| s.end <= policy.start);
    let mut names: Vec<&str> = Vec::new();
    let mut at = policy.start;
    for (span, name) in mentions.get(..to)?.iter().rev() {
        let between = Span::new(span.end, at).of(text);
        let joins = if names.is_empty() { is_issuing(between) } else { is_joining(between) };
        if !joins || policy.start - span.start > CLAUSE {
            break;
        }
        names.push(name);
        at = span.start;
    }
    names.reverse();
    names.dedup();
    (names.len() > 1 && names.contains(&issuer)).then(|| names.join("、"))
}

fn is_issuing(between: &str) -> bool {
    let word = between.trim_start_matches(['联', '合', '共', '同', '日', '前', '近']).trim_end_matches(['了', '的']);
    ["出台", "印发", "制定", "发布", "下发", "制发", "公布", "修订", "制定出台", "研究制定"].contains(&word)
}

fn is_joining(between: &str) -> bool {
    matches!(between, "、" | "和" | "与" | "及" | "会同" | "联合" | "等" | "，" | "," | "，会同" | "，联合" | "以及")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chunk::policy::scan;

    fn home() -> Vec<RegionRef> {
        [("汉中市", "610700"), ("陕西省", "610000")]
            .into_iter()
            .map(|(name, code)| RegionRef { name: name.into(), code: code.into() })
            .collect()
    }

    #[test]
    fn issuers_of_numbers() {
        let cases = [
            ("国发〔2022〕5号", Some("国务院")),
            ("国办发〔2022〕5号", Some("国务院办公厅")),
            ("发改环资〔2022〕5号", Some("国家发展和改革委员会")),
            ("司发〔2022〕5号", Some("司法部")),
            ("汉司发〔2022〕5号", Some("汉中市司法局")),
            ("汉政办发〔2022〕5号", Some("汉中市人民政府办公室")),
            ("汉发〔2022〕5号", Some("中共汉中市委员会")),
            ("汉政法发〔2022〕5号", Some("中共汉中市委政法委员会")),
            ("陕政办发〔2022〕5号", Some("陕西省人民政府办公厅")),
            ("市财发〔2022〕5号", Some("汉中市财政局")),
            ("鲁政字〔2022〕5号", Some("山东省人民政府")),
            ("国务院令第5号", Some("国务院")),
            ("省政府令第5号", Some("陕西省人民政府")),
            ("公安部令第5号", Some("公安部")),
            ("财政部2021年第3号公告", Some("财政部")),
            ("某某〔2022〕5号", None),
        ];
        for (number, issuer) in cases {
            assert_eq!(of_number(number, &home()).as_deref(), issuer, "{number}");
        }
    }

    #[test]
    fn short_titles() {
        let cases: [(&str, &[Option<u32>]); 6] = [
            ("学《条例》，读《汉中市养老服务条例》", &[Some(2), None]),
            ("《汉中市养老方案》施行。《方案》提出", &[None, Some(1)]),
            ("《关于印发养老服务方案的通知》明确。《方案》提出", &[None, Some(1)]),
            ("《养老服务若干规定》（以下简称《服务规定》）。《服务规定》明确", &[None, Some(1), Some(1)]),
            ("《养老服务条例》和《社区托育条例》施行后，《条例》", &[None, None, Some(2)]),
            ("《意见》指出", &[None]),
        ];
        for (text, want) in cases {
            let mut policies = Vec::new();
            let within = Span::new(0, u32::try_from(text.len()).unwrap());
            scan(text, within, &crate::chunk::sites_in(text, within), &mut policies);
            resolve(text, &mut policies, &[], &home());
            let got: Vec<Option<u32>> = policies.iter().map(|p| p.refers_to.map(|id| id.0)).collect();
            assert_eq!(got, want, "{text}");
        }
    }

    #[test]
    fn issuers_of_titles() {
        let cases = [
            ("国务院关于加强养老服务的意见", Some("国务院")),
            ("中共中央办公厅 国务院办公厅印发〈关于养老的意见〉", Some("中共中央办公厅、国务院办公厅")),
            ("关于加强养老服务的意见", None),
            ("汉中市养老服务办法", None),
        ];
        for (title, issuer) in cases {
            assert_eq!(of_title(title).as_deref(), issuer, "{title}");
        }
    }
}
