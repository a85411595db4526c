//! A part over a whole: 其中专职936名，占15%; 反馈问题86个，整改到位81个，整改率94.2%.

use super::figure::{self, Outcome};
use crate::claim::link::part::List;
use crate::claim::link::view::{Around, Hint, amount, same_unit, slice, stops};
use crate::model::{Bound, Check, CheckKind, Claim, Dimension, Kind, Modality, Verdict};
use rust_decimal::Decimal;

/// How far back part and whole are looked for, in claims.
const REACH: usize = 16;

/// Appends a check for each share or rate whose part and whole are stated.
pub(super) fn checks(around: &Around<'_>, claims: &[Claim<'_>], lists: &[List], out: &mut Vec<(usize, Check)>) {
    let mut at = 0;
    while let Some(claim) = claims.get(at) {
        let run = distributed(around, claims, at);
        if run > 1 {
            for (part, share) in last_parts(around, claims, at, run).into_iter().zip(at..) {
                out.extend(of_part(claims, part, share).map(|c| (share, c)));
            }
            at += run;
            continue;
        }
        if percent(claim) {
            let found = match claim.kind {
                Kind::Share => of_share(around, claims, lists, at),
                Kind::Rate => of_rate(around, claims, at),
                _ => None,
            };
            out.extend(found.map(|c| (at, c)));
        }
        at += 1;
    }
}

fn percent(claim: &Claim<'_>) -> bool {
    matches!(claim.dimension, Dimension::Percent | Dimension::Permille)
}

/// 分别占10%、20%: returns how many shares one 分别占 opens at `at`, 0 if none.
fn distributed(around: &Around<'_>, claims: &[Claim<'_>], at: usize) -> usize {
    let lead = around.lead(at);
    let words = lead.clause;
    if !lead.has(Hint::Share) || !words.contains("分别占") && !words.contains("占比分别") {
        return 0;
    }
    let Some(rest) = claims.get(at..) else { return 0 };
    let joined = rest.windows(2).take_while(|pair| {
        let [a, b] = pair else { return false };
        percent(b) && b.kind == Kind::Share && matches!(around.between(a, b), "、" | "和" | "，")
    });
    usize::from(rest.first().is_some_and(percent)) + joined.count()
}

/// Returns the `run` amounts of one unit right before `at`, in order.
fn last_parts(around: &Around<'_>, claims: &[Claim<'_>], at: usize, run: usize) -> Vec<usize> {
    let mut parts: Vec<usize> = same_sentence(around, claims, at)
        .filter(|&i| claims.get(i).is_some_and(|c| c.part_of.is_some() && amount(c)))
        .take(run)
        .collect();
    parts.reverse();
    if parts.len() == run { parts } else { Vec::new() }
}

/// Returns the claims before `at` in its sentence, the nearest first.
fn same_sentence<'a>(around: &'a Around<'_>, claims: &'a [Claim<'_>], at: usize) -> impl Iterator<Item = usize> + 'a {
    (0..at).rev().take(REACH).take_while(move |&i| i + 1 < claims.len() && !around.ends(i))
}

/// The part names its whole.
fn of_part(claims: &[Claim<'_>], part: usize, share: usize) -> Option<Check> {
    let whole = claims.get(part)?.part_of?;
    let whole = claims.iter().take(share).rev().take(REACH * 2).find(|c| c.id == whole)?;
    build(claims.get(part)?, whole, claims.get(share)?)
}

fn of_share(around: &Around<'_>, claims: &[Claim<'_>], lists: &[List], at: usize) -> Option<Check> {
    let share = claims.get(at)?;
    let base = share.base.as_ref().map(|b| b.text.as_ref());
    let near =
        same_sentence(around, claims, at).find(|&i| claims.get(i).is_some_and(|c| amount(c) && c.comparison.is_none()));
    if let Some(i) = near
        && let Some(part) = claims.get(i)
        && said_of(around, claims, part, at)
    {
        let total = part.part_of.and_then(|id| claims.iter().take(at).rev().take(REACH).find(|c| c.id == id));
        if let Some(whole) = total
            && (base.is_none() || generic(base) || named(whole, base) || beside(share, whole))
        {
            return build(part, whole, share);
        }
        if total.is_none() && (generic(base) || base.is_some()) {
            let whole = same_sentence(around, claims, i)
                .filter_map(|w| claims.get(w))
                .find(|w| whole_of(part, w) && (generic(base) || named(w, base)));
            if let Some(whole) = whole {
                return build(part, whole, share);
            }
        }
    }
    by_name(around, claims, at).or_else(|| of_group(around, claims, lists, at))
}

/// True when the words between part and share are 占 and its like: the share is said of that very part.
fn said_of(around: &Around<'_>, claims: &[Claim<'_>], part: &Claim<'_>, at: usize) -> bool {
    let Some(share) = claims.get(at) else { return false };
    let words = slice(around.text, part.span.end, share.span.start);
    let last = words.rsplit(['，', '；', '。', '（', ',']).next().unwrap_or(words);
    ["占", "约占", "占比", "占到", "比重", "比例", "共占", "仅占"].iter().any(|w| last.trim().starts_with(w))
        || share.indicator.as_ref().zip(part.indicator.as_ref()).is_some_and(|(a, b)| a.span.overlaps(b.span))
            && last.contains('占')
}

/// 总数, 全部, 总量: the whole without its name.
fn generic(base: Option<&str>) -> bool {
    base.is_some_and(|b| {
        matches!(b, "总数" | "总量" | "总额" | "总人数" | "总户数" | "总面积" | "全部" | "总体" | "总投资")
    })
}

/// True when `base` names what `whole` measures.
fn named(whole: &Claim<'_>, base: Option<&str>) -> bool {
    let (Some(base), Some(indicator)) = (base, whole.indicator.as_ref()) else { return false };
    let core = |s: &str| {
        ["总数", "总量", "总额", "的", "全市", "全省", "全县", "全区", "全州"]
            .iter()
            .fold(s.to_owned(), |s, w| s.replace(w, ""))
    };
    let (base, name) = (core(base), core(&indicator.text));
    !base.is_empty() && (base == name || name.ends_with(&base) || base.ends_with(&name))
}

/// True when the base of a share is the indicator of the whole itself.
fn beside(share: &Claim<'_>, whole: &Claim<'_>) -> bool {
    share.base.as_ref().zip(whole.indicator.as_ref()).is_some_and(|(a, b)| a.span.overlaps(b.span))
}

/// True when an amount may be a whole of `part`.
fn whole_of(part: &Claim<'_>, whole: &Claim<'_>) -> bool {
    amount(whole)
        && whole.comparison.is_none()
        && same_unit(part, whole)
        && whole.value >= part.value
        && !whole.value.is_zero()
}

/// 第三产业占地区生产总值的比重为53.3%: both amounts stand earlier, under these names.
fn by_name(around: &Around<'_>, claims: &[Claim<'_>], at: usize) -> Option<Check> {
    let share = claims.get(at)?;
    let words = around.lead(at).clause;
    let (name, base) = words.split_once('占')?;
    let base = base.split(['的', '比']).next()?.trim();
    let name = name.trim();
    if name.chars().count() < 2 || base.chars().count() < 2 {
        return None;
    }
    let earlier = || claims.iter().take(at).rev().take(REACH).filter(|c| amount(c) && c.comparison.is_none());
    let called = |c: &Claim<'_>, f: &dyn Fn(&str) -> bool| c.indicator.as_ref().is_some_and(|i| f(&i.text));
    let whole = earlier().find(|c| called(c, &|i| i.ends_with(base)))?;
    let part = earlier().find(|c| c.id != whole.id && whole_of(c, whole) && called(c, &|i| i.starts_with(name)))?;
    (together(part, whole) && together(part, share)).then(|| build(part, whole, share))?
}

/// 七成以上的纠纷在村（社区）化解: the part is the one of the list before that the clause names.
fn of_group(around: &Around<'_>, claims: &[Claim<'_>], lists: &[List], at: usize) -> Option<Check> {
    let share = claims.get(at)?;
    let list = lists.get(..lists.partition_point(|l| l.parts.last().is_some_and(|&p| p < at)))?.last()?;
    let last = claims.get(*list.parts.last()?)?;
    let gap = slice(around.text, last.span.end, share.span.start);
    if list.parts.len() < 2 || stops(gap) || share.bound == Bound::Exact {
        return None;
    }
    let rest = after(around.text, share);
    let words = rest.split(['，', '。', '；', '\n']).next()?;
    let mut hits = list.parts.iter().filter_map(|&i| claims.get(i)).filter(|part| {
        part.indicator.as_ref().is_some_and(|i| {
            let head: String = i.text.chars().take_while(|c| *c != '调').take(6).collect();
            head.chars().count() >= 3 && words.contains(&head)
        })
    });
    let part = hits.next()?;
    if hits.next().is_some() {
        return None;
    }
    build(part, claims.get(list.total)?, share).filter(|c| c.verdict == Verdict::Consistent)
}

/// Returns what follows a claim, cut at a character's edge.
fn after<'t>(text: &'t str, claim: &Claim<'_>) -> &'t str {
    let rest = text.get(claim.span.end as usize..).unwrap_or("");
    let end = rest.char_indices().nth(60).map_or(rest.len(), |(i, _)| i);
    rest.get(..end).unwrap_or("")
}

/// 整改到位81个，整改率94.2%: the part's clause says what the rate is named after.
fn of_rate(around: &Around<'_>, claims: &[Claim<'_>], at: usize) -> Option<Check> {
    let rate = claims.get(at)?;
    let name = rate.indicator.as_ref()?;
    let stem = name.text.trim_end_matches(['率', '面', '度']);
    if stem.len() == name.text.len() || stem.is_empty() || rate.comparison.is_some() {
        return None;
    }
    let mut near = same_sentence(around, claims, at).filter(|&i| claims.get(i).is_some_and(|c| c.comparison.is_none()));
    let i = near.next()?;
    let part = claims.get(i).filter(|c| amount(c))?;
    let told = format!("{}{}", around.lead(i).clause, between_clause(around.text, part, name.span.start));
    let whole = match part.part_of {
        Some(id) => claims.iter().take(i).rev().take(REACH).find(|c| c.id == id)?,
        None => near.filter_map(|w| claims.get(w)).find(|w| whole_of(part, w))?,
    };
    let bare = whole.indicator.as_ref().map_or(stem, |w| stem.strip_prefix(w.text.as_ref()).unwrap_or(stem));
    if bare.is_empty() || !told.contains(bare) {
        return None;
    }
    build(part, whole, rate)
}

/// Returns what follows a claim in its clause, no further than `end`.
fn between_clause<'t>(text: &'t str, claim: &Claim<'_>, end: u32) -> &'t str {
    slice(text, claim.span.end, end).split(['，', '；']).next().unwrap_or("")
}

/// True when two claims speak of the same time, and of facts or of plans alike.
fn together(a: &Claim<'_>, b: &Claim<'_>) -> bool {
    let ahead = |c: &Claim<'_>| matches!(c.modality, Modality::Target | Modality::Required);
    let frame = |c: &Claim<'_>| c.period.as_ref().map(|p| (p.start, p.end));
    frame(a) == frame(b) && ahead(a) == ahead(b)
}

fn build(part: &Claim<'_>, whole: &Claim<'_>, share: &Claim<'_>) -> Option<Check> {
    if !same_unit(part, whole) || whole.value.is_zero() || !together(part, share) {
        return None;
    }
    let of = if share.dimension == Dimension::Permille { Decimal::ONE_THOUSAND } else { Decimal::ONE_HUNDRED };
    let divide = |a: Decimal, b: Decimal| a.checked_mul(of)?.checked_div(b);
    let outcome = Outcome {
        value: divide(part.value, whole.value)?,
        interval: figure::input(part)?.combine(figure::input(whole)?, divide)?,
    };
    // A rate far from the quotient measures something else under the same name.
    if !figure::agrees(share, &outcome) && (outcome.value - share.value).abs() > Decimal::from(15) {
        return None;
    }
    let sign = if share.dimension == Dimension::Permille { "‰" } else { "%" };
    let note = format!(
        "{} / {} = {}{sign}",
        figure::show(part.value),
        figure::show(whole.value),
        figure::show(outcome.value.round_dp(2))
    );
    figure::check(CheckKind::Share, vec![part.id, whole.id, share.id], share, &outcome, &note)
}
