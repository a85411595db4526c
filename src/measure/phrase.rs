//! The object phrase: where it ends, its head noun and the things it names.

use super::classes::{Is, Set, View, set};
use crate::analysis::{Item, Unit};
use crate::span::Span;

/// What may stand behind a head noun: figures and what bounds them.
const TRAILING: Set = set(&[Is::Bound, Is::Open, Is::Close, Is::Numeral, Is::Classifier]);
/// What counts or points at a thing before its name.
const COUNT: Set = set(&[Is::Numeral, Is::Classifier, Is::Pronoun, Is::Few, Is::Aspect, Is::De]);

/// What an object's head noun is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// 制度, 机制: makes any verb's object institutional.
    Firm,
    /// 水平, 资金: does so for some verbs.
    Soft,
    /// A document.
    Title,
    /// “一村一警”: named by a quotation alone.
    Quoted,
    /// Any other noun.
    Other,
}

/// An object phrase.
#[derive(Clone, Debug)]
pub(super) struct Phrase<'t> {
    pub(super) object: &'t str,
    pub(super) head: Head,
    pub(super) names: Vec<Span>,
    /// Where its last word ends.
    pub(super) end: u32,
}

impl<'t> Phrase<'t> {
    /// Reads a stretch of units as an object phrase. Returns also its items, which [`Phrase::name`] takes.
    pub(super) fn read<'u>(view: View<'_, 't>, units: &'u [Unit]) -> Option<(Self, Vec<&'u [Unit]>)> {
        let units = number(view, units);
        let last = units.last()?;
        let mut end = last.span.end;
        if matches!(last.item, Item::Policy(_) | Item::Quote(_)) && last.span.of(view.analysis.text).starts_with('《')
        {
            end = title_end(view.analysis.text, last.span);
        }
        let core = core(view, units);
        let items = items(view, core);
        let head_item = items.last()?;
        let (object, head) = head(view, head_item)?;
        Some((Phrase { object, head, names: Vec::new(), end }, items))
    }

    /// Finds what the phrase names.
    pub(super) fn name(&mut self, view: View<'_, '_>, items: &[&[Unit]]) {
        self.names = names(view, items);
    }
}

/// Returns where a title's closing mark ends: a number beside it is the document's, not the measure's.
fn title_end(text: &str, span: Span) -> u32 {
    let words = span.of(text);
    match words.rfind('》') {
        Some(at) => span.start + u32::try_from(at + '》'.len_utf8()).unwrap_or(0),
        None => span.end,
    }
}

/// Leaves out the number in brackets behind a title: it is the document's, not the measure's.
fn number<'u>(view: View<'_, '_>, units: &'u [Unit]) -> &'u [Unit] {
    let closed = units.last().is_some_and(|u| view.has(u, Is::Close));
    let open = units.iter().rposition(|u| view.has(u, Is::Open));
    match open.and_then(|at| units.get(..at)) {
        Some(rest) if closed && rest.last().is_some_and(|u| matches!(u.item, Item::Policy(_) | Item::Quote(_))) => rest,
        _ => units,
    }
}

/// Drops figures at the end of a phrase (举措34项) and bounds around them.
fn core<'u>(view: View<'_, '_>, units: &'u [Unit]) -> &'u [Unit] {
    let mut units = units;
    while let [rest @ .., last] = units {
        // 医学中心（中医类）: what stands in brackets is left out as a whole.
        if view.has(last, Is::Close)
            && let Some(open) = rest.iter().rposition(|u| view.has(u, Is::Open)).filter(|at| *at > 0)
            && !rest.iter().any(|u| view.words(u) == "《")
        {
            units = rest.get(..open).unwrap_or(rest);
            continue;
        }
        // 活力圈, 服务站点: a classifier behind no number is the noun itself.
        let counts = |u: &Unit| matches!(u.item, Item::Quantity(_)) || view.any(u, set(&[Is::Numeral, Is::Bound]));
        let noun = (view.has(last, Is::Classifier) || view.words(last) == "点") && !rest.last().is_some_and(counts);
        let bound = last.item == Item::Word && (view.any(last, TRAILING) && !noun || view.words(last) == "共");
        if rest.is_empty() || !(bound || matches!(last.item, Item::Quantity(_))) {
            break;
        }
        units = rest;
    }
    units
}

/// Cuts a coordination into its items, at 、 和 与 以及.
fn items<'u>(view: View<'_, '_>, units: &'u [Unit]) -> Vec<&'u [Unit]> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut depth = 0i32;
    // “拿地即开工”“交地即交证”: two names and nothing else.
    let all = units.iter().all(|u| matches!(u.item, Item::Quote(_)));
    for (i, unit) in units.iter().enumerate() {
        if unit.span.len() <= 3 {
            match view.words(unit) {
                "（" | "(" => depth += 1,
                "）" | ")" => depth -= 1,
                _ => {}
            }
        }
        // 《甲办法》《乙办法》: titles need no comma.
        let title = |u: &Unit| view.words(u).starts_with('《') || all && view.words(u).starts_with('“');
        if i > from && title(unit) && i.checked_sub(1).and_then(|i| units.get(i)).is_some_and(title) {
            out.extend(units.get(from..i));
            from = i;
        }
        // 与群众有关的工作: 与 joins nothing at the start.
        if depth <= 0 && i > 0 && unit.item == Item::Word && view.any(unit, set(&[Is::List, Is::And])) {
            if i > from {
                out.extend(units.get(from..i));
            }
            from = i + 1;
        }
    }
    if from < units.len() {
        out.extend(units.get(from..));
    }
    out
}

/// Returns the head noun of one item.
fn head<'t>(view: View<'_, 't>, units: &[Unit]) -> Option<(&'t str, Head)> {
    let units = core(view, units);
    let last = units.last()?;
    let words = view.words(last);
    match last.item {
        Item::Policy(_) | Item::Quote(_) if words.starts_with('《') => {
            let title = words.split('》').next().unwrap_or(words).trim_start_matches('《');
            let bare = title.split(['（', '(']).next().unwrap_or(title);
            return Some(match (view.head(bare), last.item) {
                (Some((head, _)), _) => (head, Head::Title),
                (None, Item::Policy(_)) => (bare, Head::Title),
                // 《军旅读本》, 《中国梦》: a work and no document.
                _ => (bare, Head::Other),
            });
        }
        Item::Policy(_) => return Some((view.head(words).map_or(words, |(head, _)| head), Head::Title)),
        Item::Quote(_) => return Some(quoted(view, words.trim_matches(['“', '”', '‘', '’']))),
        _ => {}
    }
    let start =
        units.iter().rev().take_while(|u| matches!(u.item, Item::Word | Item::Institution(_))).last()?.span.start;
    let run = Span::new(start, last.span.end).of(view.analysis.text);
    if let Some((head, firm)) = view.head(run) {
        return Some((head, if firm { Head::Firm } else { Head::Soft }));
    }
    // A body is founded or merged: 组建县疾病预防控制局.
    if let (Item::Institution(_), [_]) = (last.item, units) {
        let bare = words.trim_start_matches(['省', '市', '县', '区', '州', '旗']);
        return Some((if bare.chars().count() > 1 { bare } else { words }, Head::Soft));
    }
    // …制 is a regime: 积分制, 案件承办确定制.
    let end = words.char_indices().next_back().and_then(|(at, _)| words.get(at..));
    let regime = last.item == Item::Word && end.is_some_and(|end| view.word_has(end, Is::Regime));
    // One character is no noun of these texts: 调解员, 积分制.
    let mut at = last.span;
    if words.chars().count() == 1 && units.len() > 1 {
        let before = units.get(units.len() - 2)?;
        if before.item == Item::Word {
            at = before.span.cover(at);
        }
    }
    let kind = if regime {
        Head::Firm
    } else if end.is_some_and(|end| view.word_has(end, Is::Body)) {
        Head::Soft
    } else {
        Head::Other
    };
    Some((at.of(view.analysis.text), kind))
}

/// Returns the head of a quoted name: “锦绣计划” is a plan, “一窗受理、并行办理” is itself.
fn quoted<'t>(view: View<'_, '_>, inner: &'t str) -> (&'t str, Head) {
    match view.head(inner) {
        Some((head, _)) if view.word_has(head, Is::NamedHead) && head != inner && !inner.contains('、') => {
            (head, Head::Firm)
        }
        _ => (inner, Head::Quoted),
    }
}

/// Returns the named things: one for each item with a head of its own.
fn names(view: View<'_, '_>, items: &[&[Unit]]) -> Vec<Span> {
    let Some((last, front)) = items.split_last() else { return Vec::new() };
    let Some(first) = items.first().and_then(|i| i.first()) else { return Vec::new() };
    // A、B等工作: the items are what is named; A、B等制度 is one name.
    if !front.is_empty()
        && let Some(at) = last.iter().position(|u| view.words(u) == "等")
        && last.get(at + 1..).is_some_and(|rest| rest.len() == 1)
        && let Some((head, _)) = head(view, last)
        && matches!(head, "工作" | "功能" | "方面")
    {
        let mut out: Vec<Span> = front.iter().filter_map(|i| name(view, i)).collect();
        out.extend(last.get(..at).and_then(|i| name(view, i)));
        return out;
    }
    let own = |item: &&[Unit]| {
        matches!(head(view, item), Some((_, Head::Firm | Head::Title)))
            && (item.len() > 1 || !matches!(item.first().map(|u| u.item), Some(Item::Word)))
    };
    // 会议和报告确定的政策: the coordination is the subject of a clause before the noun.
    let clause = last.iter().position(|u| view.words(u) == "的").is_some_and(|at| {
        let before = last.get(..at).unwrap_or(&[]);
        before.iter().skip(1).any(|u| view.has(u, Is::Verb))
    });
    // 甲和乙的联动, 关于甲及乙的决定: the members stand before one head.
    let of = |item: &[Unit]| item.iter().any(|u| view.words(u) == "的");
    const BESIDE: Set = set(&[Is::Verb, Is::Preposition]);
    let of = of(last)
        && !front.iter().any(|item| of(item))
        && !last.first().is_some_and(|u| view.any(u, BESIDE))
        && !last.iter().any(|u| view.has(u, Is::FrameAs))
        && items.iter().all(own)
        && !items.iter().any(|item| item.iter().any(|u| matches!(u.item, Item::Quote(_) | Item::Policy(_))));
    // 同党委和政府的衔接, A、B等政策, A和B创建工作: one thing.
    let lone = matches!(view.words(first), "同" | "与" | "跟" | "和" | "对");
    let quoted = items.iter().any(|item| item.iter().any(|u| matches!(u.item, Item::Quote(_) | Item::Policy(_))));
    let whole = last.iter().any(|u| view.words(u) == "的") && lone
        || last.iter().position(|u| view.words(u) == "等").is_some_and(|at| at + 1 < last.len() && !quoted)
        || of
        || shares(view, front, last);
    if !front.is_empty() && whole {
        let Some(end) = core(view, last).last() else { return Vec::new() };
        let start = strip_count(view, items.first().copied().unwrap_or_default());
        return start.first().map(|u| u.span.cover(end.span)).into_iter().collect();
    }
    // “拿地即开工”“交地即交证”: two names.
    if items.iter().all(|item| matches!(item, [u] if matches!(u.item, Item::Quote(_)))) {
        return items.iter().filter_map(|i| name(view, i)).collect();
    }
    // 4个制造业集群、6个产业园: what is counted apart is named apart.
    // 6个世界级、7个国家级产业集群: a level is no thing.
    if front.iter().any(|item| item.last().is_some_and(|u| view.words(u).ends_with('级'))) {
        return name(view, last).into_iter().collect();
    }
    let counted = items.iter().skip(1).any(|item| strip_count(view, item).len() < item.len());
    if !front.is_empty() && !clause && (counted || items.iter().all(own)) {
        return items.iter().filter_map(|i| name(view, i)).collect();
    }
    let Some(end) = core(view, last).last() else { return Vec::new() };
    let span = first.span.cover(end.span);
    single(view, items, span).into_iter().collect()
}

/// Returns true if the last noun belongs to all members of a coordination: 建设 in 实验室和医疗设施建设.
fn shares(view: View<'_, '_>, front: &[&[Unit]], last: &[Unit]) -> bool {
    let ends = |item: &[Unit]| {
        core(view, item).last().is_some_and(|u| view.any(u, set(&[Is::Tail, Is::VerbalNoun, Is::Nominal])))
    };
    let tail = core(view, last).last();
    if last.len() < 2 {
        return false;
    }
    if tail.is_some_and(|u| view.has(u, Is::Tail)) {
        return !front.iter().any(|item| ends(item));
    }
    // 准入和退出机制, 省级平台绩效评价和动态调整机制: what is done has no head of its own.
    const DOING: Set = set(&[Is::Verb, Is::VerbalNoun]);
    let doing = |item: &&[Unit]| {
        core(view, item).last().is_some_and(|u| {
            u.item == Item::Word && view.any(u, DOING) && !view.any(u, set(&[Is::Tail, Is::NamedHead, Is::Shell]))
        })
    };
    tail.is_some_and(|u| u.item == Item::Word && !view.any(u, DOING))
        && matches!(head(view, last), Some((_, Head::Firm)))
        && !last.iter().any(|u| matches!(view.words(u), "的" | "等"))
        && front.iter().any(doing)
}

/// Names a coordination that shares one head, or a single item.
fn single(view: View<'_, '_>, items: &[&[Unit]], span: Span) -> Option<Span> {
    let last = items.last()?;
    if items.len() == 1 {
        return name(view, last);
    }
    // The nearest modifiers: a relative clause before 的 is left out when the item names itself without it.
    if last.iter().any(|u| view.words(u) == "的") {
        let near = name(view, last)?;
        if last.first().is_some_and(|u| u.span.start < near.start) {
            return Some(near);
        }
    }
    let first = strip_count(view, items.first()?);
    Some(Span::new(first.first().map_or(span.start, |u| u.span.start), span.end))
}

/// Names one item: its words without figures and without a relative clause.
fn name(view: View<'_, '_>, item: &[Unit]) -> Option<Span> {
    let item = core(view, item);
    let mut item = strip_count(view, item);
    // 学习党的二十大精神活动: 党的 belongs to the noun.
    let party = |i: usize| i.checked_sub(1).and_then(|i| item.get(i)).is_some_and(|u| view.words(u) == "党");
    let of = item.iter().enumerate().filter(|(i, u)| view.words(u) == "的" && !party(*i)).map(|(i, _)| i).next_back();
    if let Some(at) = of {
        let (before, after) = (item.get(..at)?, item.get(at + 1..)?);
        let letters: usize = strip_count(view, after).iter().map(|u| view.words(u).chars().count()).sum();
        let quoted = after.iter().any(|u| matches!(u.item, Item::Quote(_)));
        let clause = before.iter().any(|u| view.any(u, set(&[Is::Verb, Is::Preposition, Is::Quantity])));
        if quoted || clause && letters > 4 {
            item = strip_count(view, after);
        }
    }
    let (first, last) = (item.first()?, item.last()?);
    let mut span = first.span.cover(last.span);
    if let Item::Policy(_) = last.item {
        span.end = title_end(view.analysis.text, last.span);
    }
    (!span.is_empty()).then_some(span)
}

/// Drops a count before the thing counted: 两届…活动.
fn strip_count<'u>(view: View<'_, '_>, item: &'u [Unit]) -> &'u [Unit] {
    let mut item = item;
    let mut counted = false;
    while let [first, rest @ ..] = item {
        // 两轮百万亩造林: the second number belongs to the name.
        if counted && matches!(first.item, Item::Quantity(_)) && view.words(first).ends_with(['亩', '里', '吨', '元'])
        {
            break;
        }
        counted |= matches!(first.item, Item::Quantity(_));
        let words = view.words(first);
        // 12348热线, 24小时轮值制, 首接负责制, 第四届…: the number is part of the name.
        let ordinal = words.ends_with('届') && words != "两届" || rest.first().is_some_and(|u| view.words(u) == "届");
        // 多树种, 一二三产业.
        let many = words == "多" && !rest.first().is_some_and(|u| view.has(u, Is::Classifier))
            || words == "一二三"
            // 六五环境日, “八五”普法.
            || words.chars().count() == 2 && words.chars().all(|c| "一二三四五六七八九".contains(c)) && !rest.first().is_some_and(|u| view.has(u, Is::Classifier))
            || words == "自身"
            // 百里长江, 百万亩造林.
            || words.ends_with(['里', '亩']) && words.starts_with(['百', '千', '万'])
            || words == "各" && rest.first().is_some_and(|u| view.words(u) == "方面")
            || words == "各" && rest.first().is_some_and(|u| view.has(u, Is::Verb))
            || words.starts_with("二手")
            || words == "二" && rest.first().is_some_and(|u| view.words(u).starts_with('手'));
        let named = ordinal
            || many
            || words.ends_with(|c: char| c.is_ascii_digit())
            || words.contains("小时")
            || words.starts_with(['第', '首', '×', '零']);
        let count = !named && matches!(first.item, Item::Quantity(_))
            || !named && first.item == Item::Word && view.any(first, COUNT);
        if rest.is_empty() || !count {
            break;
        }
        item = rest;
    }
    item
}
