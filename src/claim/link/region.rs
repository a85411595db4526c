//! Which division a claim is about: the article's own, unless its clause or the sentence has another for subject.

use super::super::class::{self, Masks};
use super::view::slice;
use crate::analysis::{Analysis, Item, Unit};
use crate::lexicon::CharSet;
use crate::model::{Claim, InstitutionKind, Kind, RegionRef};
use crate::region::{mentioned, name_at, opening};
use crate::span::Span;

/// Words before a division that is not the subject: what is compared with, come from or gone to.
const BESIDE: [&str; 34] = [
    "比", "较", "居", "列", "位居", "位列", "高于", "低于", "优于", "好于", "快于", "占", "超", "超过", "来自", "到",
    "赴", "向", "对", "与", "和", "同", "及", "从", "由", "至", "往", "达", "支援", "帮扶", "跻身", "入选", "领先",
    "排名",
];
/// Words after a division or body that only leads, helps or ranks.
const AFTER: [&str; 16] = [
    "领导", "指导", "支持", "部署", "关心", "首", "第", "唯一", "率先", "前", "最", "平均", "统一", "坚强", "、",
    "集团",
];

/// The characters that the words before a division end in, and those that the words after one begin with.
static BESIDE_ENDS: CharSet = CharSet::of("比较居列于占超过自到赴向对与和同及从由至往达援扶身选先名");
static AFTER_BEGINS: CharSet = CharSet::of("领指支部关首第唯率前最平统坚、集");

/// Words after a division that make it the name of a place that is more than the division.
const WIDER: [&str; 4] = ["都市圈", "城市群", "经济圈", "经济带"];

/// Words after 全国 that make it a part of a name.
const NAMES: [&str; 8] = ["重点", "先进", "优秀", "文明", "示范", "首", "统一", "百强"];

/// Sets the region of every claim.
pub(super) fn set(analysis: &Analysis<'_>, masks: &Masks, home: Option<&RegionRef>, claims: &mut [Claim<'_>]) {
    let text = analysis.text;
    let mut first = 0;
    for (sentence, units) in analysis.sentences() {
        let Some(rest) = claims.get_mut(first..) else { break };
        let before = |end: u32| move |c: &&Claim<'_>| c.span.start < end;
        let skipped = rest.iter().take_while(before(sentence.span.start)).count();
        let count = skipped + rest.iter().skip(skipped).take_while(before(sentence.span.end)).count();
        first += count;
        let Some(within) = rest.get_mut(skipped..count).filter(|c| !c.is_empty()) else { continue };
        let last = within.last().map_or(0, |c| c.span.start);
        let before = units.partition_point(|u| u.span.start < last);
        let marks = marks(analysis, masks, sentence.span, units.get(..=before).unwrap_or(units), home);
        let (mut next, mut current) = (0, None);
        for claim in within {
            while let Some(mark) = marks.get(next).filter(|m| m.span.start < claim.span.start) {
                next += 1;
                current = mark.region.as_ref().map(|r| (mark, r));
            }
            let here = current.filter(|(mark, _)| home.is_none() || reaches(text, mark, claim) && !among(mark, claim));
            claim.region = here.map(|(_, r)| r.clone()).or_else(|| home.cloned());
        }
    }
    for claim in claims.iter_mut().filter(|c| c.region.is_none()) {
        claim.region = home.cloned();
    }
}

/// A division spoken of, and where.
struct Mark {
    span: Span,
    /// `None` goes back to the article's own.
    region: Option<RegionRef>,
    /// True when it is who acts: 甲区推行…, not 甲区地铁开通.
    acts: bool,
}

/// True when a division is where a rank holds, not whose it is: 财政收入在全省14个市州中排名第3位.
fn among(mark: &Mark, claim: &Claim<'_>) -> bool {
    let named = claim.indicator.as_ref().map_or(u32::MAX, |i| i.span.end);
    claim.kind == Kind::Rank && named <= mark.span.start
}

/// True when a division named before still is what a claim is about: to the end of its clause, and in the clauses behind it
/// when it acts. Where only something of it acts, a clause with a subject of its own is about the article's division again.
fn reaches(text: &str, mark: &Mark, claim: &Claim<'_>) -> bool {
    let division = mark.span;
    let gap = slice(text, division.end, claim.span.start);
    if gap.contains(['；', ';']) {
        return false;
    }
    let Some(clause) = gap.rfind(['，', ',']).and_then(|at| u32::try_from(at).ok()) else { return true };
    let clause = division.end + clause;
    // 支持甲市创建试点，培育20家企业: what a verb is done to is not who the next clause is about.
    let subject = text.get(..division.start as usize).is_some_and(opens);
    let acted = claim.actor.as_ref().is_some_and(|a| a.span.overlaps(division));
    let own = claim.indicator.as_ref().filter(|i| i.span.start >= clause);
    let verb = claim.predicate.as_ref().map_or(claim.span.start, |p| p.span.start);
    acted || subject && (mark.acts || own.is_none_or(|i| i.span.start >= verb))
}

/// Returns where the division spoken of changes in a sentence, by position.
fn marks(
    analysis: &Analysis<'_>,
    masks: &Masks,
    sentence: Span,
    units: &[Unit],
    home: Option<&RegionRef>,
) -> Vec<Mark> {
    let acting = class::VERB | class::ACT | class::WEAK | class::ADVERB | class::PREPOSITION | class::TIME;
    let text = analysis.text;
    let from = analysis.divisions.partition_point(|d| d.start < sentence.start);
    let mut names = analysis.divisions.get(from..).unwrap_or(&[]).iter().copied().peekable();
    let mut out: Vec<Mark> = Vec::new();
    let mut past = sentence.start;
    for (at, unit) in units.iter().enumerate() {
        if unit.span.start < past {
            continue;
        }
        let found = match unit.item {
            Item::Institution(i) => {
                let kind = analysis.mentions.get(i as usize).map(|m| m.kind);
                let public = !matches!(
                    kind,
                    Some(
                        InstitutionKind::Enterprise
                            | InstitutionKind::Media
                            | InstitutionKind::Foreign
                            | InstitutionKind::Other
                    )
                );
                if public { Some((unit.span, body(text, unit.span, home))) } else { None }
            }
            Item::Word => {
                while names.next_if(|n| n.start < unit.span.start).is_some() {}
                let name = names.peek().filter(|n| n.start == unit.span.start && n.end <= sentence.end);
                match name.filter(|n| name_at(text, **n, false).is_some()) {
                    Some(&name) => Some((name, mentioned(text, name, home))),
                    None => own(text, unit.span, home).map(|r| (unit.span, Some(r))),
                }
            }
            _ => None,
        };
        let Some((span, region)) = found else { continue };
        past = span.end;
        // 区法院, 县公安局 behind 甲区: the one that is spoken of already.
        if region.is_none() && span.of(text).starts_with(['区', '县', '旗']) {
            continue;
        }
        let before = slice(text, sentence.start, span.start).trim_end();
        let after = slice(text, span.end, sentence.end);
        let beside = before.chars().next_back().is_some_and(|c| BESIDE_ENDS.has(c));
        let led = after.chars().next().is_some_and(|c| AFTER_BEGINS.has(c));
        if beside && BESIDE.iter().any(|w| before.ends_with(w)) || led && AFTER.iter().any(|w| after.starts_with(w)) {
            continue;
        }
        // 南阳等4个城市: an example, not the place that is spoken of.
        if matches!(unit.item, Item::Word) && after.starts_with('等') {
            out.push(Mark { span, region: None, acts: false });
            continue;
        }
        // 沈阳都市圈: the name of something wider.
        if matches!(unit.item, Item::Word) && WIDER.iter().any(|w| after.starts_with(w)) {
            continue;
        }
        let coordinated = before.ends_with('、');
        // 叫响全国, 全国重点实验室: only the subject of a clause speaks of the nation.
        let nation = matches!(span.of(text), "全国" | "我国" | "全球");
        if nation && home.is_some() && (!opens(before) || NAMES.iter().any(|w| after.starts_with(w))) {
            continue;
        }
        let region = region.filter(|r| !coordinated && (nation || near(r, home)));
        let follows = units.iter().skip(at).find(|u| u.span.start >= span.end);
        // 武汉具有全国影响力的科创中心: not 武汉 but its centre.
        let acts = follows.is_some_and(|u| masks.of(u.set).meets(acting) && u.span.of(text) != "具有");
        out.push(Mark { span, region, acts });
    }
    out
}

/// True when what follows opens a clause.
fn opens(before: &str) -> bool {
    before.is_empty() || before.ends_with(['，', '；', '：', '。', '\n', ',', ';', '年', '月', '末', '底', '前', '日'])
}

/// True for a division of the article's own province: 与台企合作 in an article of 福建 is still about 福建.
fn near(region: &RegionRef, home: Option<&RegionRef>) -> bool {
    home.is_none_or(|h| region.code.get(..2) == h.code.get(..2))
}

/// 全市, 我县 and 全国: the article's own division, or one above.
fn own(text: &str, span: Span, home: Option<&RegionRef>) -> Option<RegionRef> {
    let first = text.as_bytes().get(span.start as usize..span.start as usize + 3);
    let whole = span.len() == 6 && first.is_some_and(|first| first == "全".as_bytes() || first == "我".as_bytes());
    if whole { mentioned(text, span, home) } else { None }
}

/// Returns the division of a body: the one in its name, or the one its first word stands for (省委 → the province).
fn body(text: &str, span: Span, home: Option<&RegionRef>) -> Option<RegionRef> {
    let words = span.of(text);
    if let Some(name) = opening(text, span, false) {
        // The whole body is asked, so that 陕西省镇巴县法院 is of the closer division; but 公安 in 公安局 is no place.
        let whole = Span::new(span.start, span.end.max(name.span.end));
        return mentioned(text, if whole.len() > 12 { whole } else { name.span }, home);
    }
    let layer = words.chars().next().filter(|c| "省市县州盟旗".contains(*c))?;
    let word = format!("全{layer}");
    let end = u32::try_from(word.len()).ok()?;
    mentioned(&word, Span::new(0, end), home)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_beside_a_division_is_looked_for() {
        for word in BESIDE {
            assert!(word.chars().next_back().is_some_and(|c| BESIDE_ENDS.has(c)), "{word}");
        }
        for word in AFTER {
            assert!(word.chars().next().is_some_and(|c| AFTER_BEGINS.has(c)), "{word}");
        }
    }
}
