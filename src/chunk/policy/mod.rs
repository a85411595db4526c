//! Cited policies: titles in 《》, named laws, document numbers.

mod key;
mod number;
mod resolve;
mod table;

pub(crate) use resolve::resolve;

use super::sites::{Signs, Site, Sweep};
use super::{PAPER, RULES, quote};
use crate::model::{Policy, PolicyId, PolicyKind};
use crate::span::Span;
use number::{Number, numbers};
use std::borrow::Cow;
use table::Table;

/// The longest name of a law or regulation without 《》, in characters.
const LONGEST_NAME: usize = 24;
/// What a title ends with before its document is final.
const DRAFTS: [&str; 3] = ["修正草案", "修订草案", "草案"];
/// The shortest regulation that is no table entry, without its 条例, in characters.
const SHORTEST_NAME: usize = 4;

/// Appends the policies of `text` at `within` to `out`, by position. `sites` are the places there where one may stand, and
/// others.
pub(crate) fn scan<'t>(text: &'t str, within: Span, sites: &[Site], out: &mut Vec<Policy<'t>>) {
    let table = Table::get();
    let marks = Marks::read(within.of(text), within.start, sites, table);
    let titles = if marks.title { quote::titles(text, within, sites) } else { Vec::new() };
    let mut numbers: Vec<Option<Number<'t>>> =
        if marks.number { numbers(text, within).into_iter().map(Some).collect() } else { Vec::new() };
    if titles.is_empty() && numbers.is_empty() && marks.laws.is_empty() {
        return;
    }
    let mut found: Vec<Policy<'t>> = Vec::new();
    let mut next = 0;
    for title in &titles {
        // Titles and numbers stand in order, so one walk over both is enough.
        while numbers.get(next).is_some_and(|n| n.as_ref().is_none_or(|n| n.span.start < title.end)) {
            if let Some(slot) = numbers.get_mut(next)
                && slot.as_ref().is_some_and(|n| title.contains(n.span))
            {
                *slot = None;
            }
            next += 1;
        }
        let beside = numbers.get_mut(next).and_then(|n| {
            let end = covering(text, *title, n.as_ref()?.span)?;
            Some((n.take()?, end))
        });
        if let Some(policy) = titled(text, within, *title, beside, table) {
            found.push(policy);
        }
    }
    for number in numbers.into_iter().flatten() {
        found.push(numbered(text, number));
    }
    let taken: Vec<Span> = found.iter().map(|p| p.span).chain(titles.iter().copied()).collect();
    named(text, within, &marks.laws, &taken, table, &mut found);
    found.sort_unstable_by_key(|p| p.span.start);
    for mut policy in found {
        policy.id = PolicyId(u32::try_from(out.len() + 1).unwrap_or(u32::MAX));
        out.push(policy);
    }
}

/// Returns where a citation ends whose title is followed by its number: 《…》（国发〔2022〕5号）.
fn covering(text: &str, title: Span, number: Span) -> Option<u32> {
    let between = Span::new(title.end, number.start).of(text).trim();
    let inner = between.strip_prefix(['（', '(']);
    let beside = inner.unwrap_or(between).trim();
    if !matches!(beside, "" | "文号：" | "文号:") {
        return None;
    }
    let end = number.end;
    let Some(rest) = inner.and(text.get(end as usize..)) else { return Some(end) };
    let close = rest.char_indices().find(|(_, c)| !c.is_whitespace()).filter(|(_, c)| matches!(c, '）' | ')'));
    Some(close.map_or(end, |(i, c)| end + u32::try_from(i + c.len_utf8()).unwrap_or(0)))
}

/// Makes the entry of a title, unless it is a work of art or the press.
fn titled<'t>(
    text: &'t str,
    within: Span,
    title: Span,
    beside: Option<(Number<'t>, u32)>,
    table: &Table,
) -> Option<Policy<'t>> {
    let words = title.of(text);
    let inner = words.strip_prefix('《')?.strip_suffix('》')?.trim();
    let core = core(inner);
    let kind = table.kind(core);
    if beside.is_none() && !is_document(text, within, title, core, kind, table) {
        return None;
    }
    let end = beside.as_ref().map_or(title.end, |(_, end)| *end);
    let rule = if beside.is_some() { "policy.title-with-number" } else { "policy.title" };
    let mut policy = entry(text, Span::new(title.start, end), kind.unwrap_or(PolicyKind::Other), rule);
    policy.title = Some(inner.into());
    if let Some((number, _)) = beside {
        policy.number = Some(number.text);
        policy.year = number.year.map(Into::into);
        policy.serial = number.serial.map(Into::into);
    }
    Some(policy)
}

fn is_document(text: &str, within: Span, title: Span, core: &str, kind: Option<PolicyKind>, table: &Table) -> bool {
    let after = Span::new(title.end, within.end).of(text);
    let before = Span::new(within.start, title.start).of(text).trim_end();
    if core.is_empty() || table.is_work(core) || table.is_work_after(after) {
        return false;
    }
    match table.said_before(before) {
        Some(false) => false,
        Some(true) => true,
        None => kind.is_some() || core.starts_with("关于"),
    }
}

/// Returns a title without the brackets and marks at its end: （试行）, （2021—2030年）, 〉, and without 草案.
pub(super) fn core(title: &str) -> &str {
    let mut core = title.trim();
    loop {
        let shorter = core.trim_end_matches(['〉', '”', '’', ' ', '　', '》']);
        let shorter = DRAFTS.iter().find_map(|d| shorter.strip_suffix(d)).filter(|s| !s.is_empty()).unwrap_or(shorter);
        let open = shorter.strip_suffix(['）', ')', '〕', ']']).and_then(|c| c.rfind(['（', '(', '〔', '[']));
        let shorter = match open {
            Some(at) if at > 0 => shorter.get(..at).unwrap_or(shorter),
            _ => shorter,
        };
        if shorter.len() == core.len() {
            return core;
        }
        core = shorter;
    }
}

/// Makes the entry of a number that stands alone.
fn numbered<'t>(text: &'t str, number: Number<'t>) -> Policy<'t> {
    let kind = if number.text.contains('令') {
        PolicyKind::Regulation
    } else if number.text.contains("公告") || number.text.contains("通告") {
        PolicyKind::Notice
    } else {
        PolicyKind::Other
    };
    let mut policy = entry(text, number.span, kind, "policy.number");
    policy.number = Some(number.text);
    policy.year = number.year.map(Into::into);
    policy.serial = number.serial.map(Into::into);
    policy
}

/// What in a sentence may be a policy.
#[derive(Debug, Default)]
struct Marks {
    /// 《
    title: bool,
    /// 号
    number: bool,
    /// Where the name of a law may end: after 法, 法典 and 条例.
    laws: Vec<usize>,
}

/// What a policy cannot be without.
pub(crate) const SIGNS: Signs = Signs(PAPER.0 | RULES.0);

/// Lets a sweep find what a policy cannot be without.
pub(super) fn sites(sweep: &mut Sweep) {
    sweep.find("《号法".chars(), PAPER);
    sweep.before("条".chars(), "例".chars(), RULES);
}

impl Marks {
    fn read(body: &str, base: u32, sites: &[Site], table: &Table) -> Self {
        let mut out = Marks::default();
        for site in sites.iter().filter(|s| s.signs.any(SIGNS)) {
            let at = (site.at - base) as usize;
            let rest = body.get(at..).unwrap_or("");
            match rest.chars().next() {
                Some('《') => out.title = true,
                Some('号') => out.number = true,
                Some('条') => out.laws.push(at + "条例".len()),
                Some('法') => {
                    let end = at + if rest.starts_with("法典") { "法典".len() } else { "法".len() };
                    if table.may_be_law(body.get(..end).unwrap_or("")) {
                        out.laws.push(end);
                    }
                }
                _ => {}
            }
        }
        out
    }
}

/// What behind the name of a law makes it the name of another paper.
const CARRIES_OUT: [&str; 3] = ["实施条例", "实施细则", "实施办法"];

/// Finds laws and regulations that are named without 《》: 民法典, 民营经济促进条例.
fn named<'t>(text: &'t str, within: Span, ends: &[usize], taken: &[Span], table: &Table, out: &mut Vec<Policy<'t>>) {
    let body = within.of(text);
    let mut from = 0;
    for &end in ends {
        let longer = |r: &str| r.starts_with(['院', '治', '律', '官', '规', '制', '定', '典', '人', '庭', '学', '》']);
        if body.get(..end).is_some_and(|b| b.ends_with('法')) && body.get(end..).is_some_and(longer) {
            continue;
        }
        let run = run(body, from, end);
        let Some((name, kind)) = law(run, table) else { continue };
        if name == "宪法" && !is_constitution(run, body.get(end..).unwrap_or("")) {
            continue;
        }
        // 消费者权益保护法实施条例 is not the law.
        let after = body.get(end..).unwrap_or("");
        let (added, kind) = match CARRIES_OUT.iter().find(|w| after.starts_with(**w)) {
            Some(word) if kind == PolicyKind::Law => (word.len(), PolicyKind::Regulation),
            _ => (0, kind),
        };
        let (start, end) = (end - name.len(), end + added);
        let offset = |n: usize| within.start + u32::try_from(n).unwrap_or(0);
        let span = Span::new(offset(start), offset(end));
        if taken.iter().any(|t| t.overlaps(span)) {
            continue;
        }
        let mut policy = entry(text, span, kind, "policy.named-law");
        policy.title = Some(body.get(start..end).unwrap_or(name).into());
        out.push(policy);
        from = end;
    }
}

/// 根据宪法, 宪法规定 and 违反宪法 cite it; 宪法宣誓 and 宪法法律权威 do not.
fn is_constitution(run: &str, after: &str) -> bool {
    const BEFORE: [&str; 12] =
        ["根据", "依据", "依照", "按照", "遵守", "违反", "修改", "遵照", "执行", "学习", "符合", "共和国"];
    let before = run.strip_suffix("宪法").unwrap_or("");
    let listed = after.starts_with(['、', '，', '。', '；', '》', '）']);
    let said = ["规定", "第", "明确", "确立", "赋予", "修正案"].iter().any(|w| after.starts_with(w));
    said || listed && (before.is_empty() || BEFORE.iter().any(|w| before.ends_with(w)))
}

/// Returns the Chinese characters before `end`, at most a name's length.
fn run(body: &str, from: usize, end: usize) -> &str {
    let before = body.get(from..end).unwrap_or("");
    let start = before
        .char_indices()
        .rev()
        .take(LONGEST_NAME + 4)
        .take_while(|(_, c)| matches!(c, '\u{4e00}'..='\u{9fff}'))
        .last()
        .map_or(before.len(), |(i, _)| i);
    before.get(start..).unwrap_or("")
}

/// Returns the name of a law that a run of characters ends with.
fn law<'a>(run: &'a str, table: &Table) -> Option<(&'a str, PolicyKind)> {
    if let Some((name, kind)) = table.law(run) {
        let cut = table.cut(run, true);
        let before = run.strip_suffix(name)?;
        if let Some(start) =
            ["中华人民共和国", "新修订", "新"].iter().find_map(|p| before.strip_suffix(p).map(str::len))
        {
            let full = run.get(start..)?;
            return Some((if full.starts_with("中华") { full } else { name }, kind));
        }
        let free = before.is_empty() || cut.len() <= name.len() || name.chars().count() > 4;
        return free.then_some((name, kind));
    }
    let cut = table.cut(run.ends_with("条例").then_some(run)?, true);
    let stem = cut.strip_suffix("条例")?;
    const VAGUE: [&str; 10] = ["若干", "有关", "相关", "单行", "地方性", "法规", "上述", "一批", "系列", "党内"];
    let count = stem.chars().count();
    let fits = (SHORTEST_NAME..=LONGEST_NAME).contains(&count) && !VAGUE.iter().any(|v| stem.contains(v));
    fits.then_some((cut, PolicyKind::Regulation))
}

fn entry<'t>(text: &'t str, span: Span, kind: PolicyKind, rule: &'static str) -> Policy<'t> {
    Policy {
        id: PolicyId(0),
        span,
        text: span.of(text).into(),
        title: None,
        number: None,
        year: None,
        serial: None,
        issuer: None,
        kind,
        refers_to: None,
        key: None,
        rule: Cow::Borrowed(rule),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<Policy<'_>> {
        let mut out = Vec::new();
        let within = Span::new(0, u32::try_from(text.len()).unwrap());
        scan(text, within, &crate::chunk::sites_in(text, within), &mut out);
        out
    }

    #[test]
    fn citations() {
        let cases: [(&str, &[&str]); 20] = [
            ("印发《清河县养老方案》（清政办发〔2021〕4号）。", &["《清河县养老方案》（清政办发〔2021〕4号）"]),
            (
                "《清河县养老办法》(清政发[2021]4号,以下简称《办法》)施行",
                &["《清河县养老办法》(清政发[2021]4号", "《办法》"],
            ),
            ("《印发〈养老服务方案〉的通知》", &["《印发〈养老服务方案〉的通知》"]),
            ("据《清河日报》报道，《今日清河》节目播出", &[]),
            ("观看电影《光明的办法》", &[]),
            ("依据国发〔2021〕7号和《养老条例》", &["国发〔2021〕7号", "《养老条例》"]),
            ("贯彻落实民法典，严格执行养老服务促进条例", &["民法典", "养老服务促进条例"]),
            ("贯彻消费者权益保护法实施条例，落实消防法", &["消费者权益保护法实施条例", "消防法"]),
            ("维护宪法法律权威，提高司法水平", &[]),
            ("出台若干条例", &[]),
            ("审议通过清河市电动自行车管理条例", &["清河市电动自行车管理条例"]),
            ("依据中华人民共和国行政许可法办理", &["中华人民共和国行政许可法"]),
            ("在监督法院工作中", &[]),
            ("思想教育法门", &[]),
            ("印发《关于支持小店的十条举措》", &["《关于支持小店的十条举措》"]),
            ("学习《求是》文章", &[]),
            ("根据宪法、刑事诉讼法的规定", &["宪法", "刑事诉讼法"]),
            ("开展宪法宣誓和宪法宣传", &[]),
            ("依照民法典第九条，依法办理司法案件", &["民法典"]),
            ("编制《清河县发展规划纲要草案》", &["《清河县发展规划纲要草案》"]),
        ];
        for (text, want) in cases {
            let got: Vec<String> = found(text).iter().map(|p| p.text.to_string()).collect();
            assert_eq!(got, want, "{text}");
        }
    }

    #[test]
    fn fields() {
        let text = "《清河县养老服务办法（试行）》（清政办发[2021]4号）";
        let policies = found(text);
        let policy = &policies[0];
        assert_eq!(policy.title.as_deref(), Some("清河县养老服务办法（试行）"));
        assert_eq!(policy.number.as_deref(), Some("清政办发〔2021〕4号"));
        assert_eq!((policy.year.as_deref(), policy.serial.as_deref()), (Some("2021"), Some("4")));
        assert_eq!(policy.kind, PolicyKind::Regulation);
    }

    #[test]
    fn hostile_text_is_cheap() {
        for unit in ["《", "》", "法", "条例", "《条例》", "（2021）5号", "国发〔", "〔2021〕5号", "号"]
        {
            found(&unit.repeat(1300));
        }
    }
}
