//! The object phrase: where it ends, its head noun and the things it names.

use super::classes::Classes;
use crate::analysis::{Analysis, Item, Unit};
use crate::span::Span;
use std::borrow::Cow;

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
    pub(super) object: Cow<'t, str>,
    pub(super) head: Head,
    pub(super) names: Vec<Span>,
    /// Where its last word ends.
    pub(super) end: u32,
}

impl<'t> Phrase<'t> {
    /// Reads a stretch of units as an object phrase.
    pub(super) fn read(analysis: &Analysis<'t>, classes: &Classes<'_>, units: &[Unit]) -> Option<Self> {
        let units = number(analysis, units);
        let last = units.last()?;
        let mut end = last.span.end;
        if matches!(last.item, Item::Policy(_) | Item::Quote(_)) && last.span.of(analysis.text).starts_with('《') {
            end = title_end(analysis.text, last.span);
        }
        let core = core(analysis, classes, units);
        let items = items(analysis, classes, core);
        let head_item = items.last()?;
        let (object, head) = head(analysis, classes, head_item)?;
        let names = names(analysis, classes, &items);
        Some(Phrase { object: object.into(), head, names, end })
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
fn number<'u>(analysis: &Analysis<'_>, units: &'u [Unit]) -> &'u [Unit] {
    let closed = units.last().is_some_and(|u| matches!(analysis.words(u), "）" | ")"));
    let open = units.iter().rposition(|u| matches!(analysis.words(u), "（" | "("));
    match open.and_then(|at| units.get(..at)) {
        Some(rest) if closed && rest.last().is_some_and(|u| matches!(u.item, Item::Policy(_) | Item::Quote(_))) => rest,
        _ => units,
    }
}

/// Drops figures at the end of a phrase (举措34项) and bounds around them.
fn core<'u>(analysis: &Analysis<'_>, classes: &Classes<'_>, units: &'u [Unit]) -> &'u [Unit] {
    let mut units = units;
    while let [rest @ .., last] = units {
        let bound = matches!(analysis.words(last), "以上" | "以下" | "以内" | "左右" | "余" | "多");
        let brackets = matches!(analysis.words(last), "（" | "）" | "(" | ")");
        let figure = matches!(last.item, Item::Quantity(_))
            || last.item == Item::Word && classes.any(last, &[classes.numeral, classes.classifier]);
        if rest.is_empty() || !(bound || figure || brackets) {
            break;
        }
        units = rest;
    }
    units
}

/// Cuts a coordination into its items, at 、 和 与 以及.
fn items<'u>(analysis: &Analysis<'_>, classes: &Classes<'_>, units: &'u [Unit]) -> Vec<&'u [Unit]> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut depth = 0i32;
    for (i, unit) in units.iter().enumerate() {
        match analysis.words(unit) {
            "（" | "(" => depth += 1,
            "）" | ")" => depth -= 1,
            _ => {}
        }
        if depth <= 0 && unit.item == Item::Word && classes.any(unit, &[classes.list, classes.and]) {
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
fn head<'t>(analysis: &Analysis<'t>, classes: &Classes<'_>, units: &[Unit]) -> Option<(&'t str, Head)> {
    let units = core(analysis, classes, units);
    let last = units.last()?;
    let words = analysis.words(last);
    match last.item {
        Item::Policy(_) | Item::Quote(_) if words.starts_with('《') => {
            let title = words.split('》').next().unwrap_or(words).trim_start_matches('《');
            let bare = title.split(['（', '(']).next().unwrap_or(title);
            return Some((classes.head(bare).map_or(bare, |(head, _)| head), Head::Title));
        }
        Item::Policy(_) => return Some((classes.head(words).map_or(words, |(head, _)| head), Head::Title)),
        Item::Quote(_) => return Some((words.trim_matches(['“', '”', '‘', '’']), Head::Quoted)),
        _ => {}
    }
    let start =
        units.iter().rev().take_while(|u| matches!(u.item, Item::Word | Item::Institution(_))).last()?.span.start;
    let run = Span::new(start, last.span.end).of(analysis.text);
    if let Some((head, firm)) = classes.head(run) {
        return Some((head, if firm { Head::Firm } else { Head::Soft }));
    }
    // …制 is a regime: 积分制, 案件承办确定制.
    let regime = words.ends_with('制') && last.item == Item::Word;
    // One character is no noun of these texts: 调解员, 积分制.
    let mut at = last.span;
    if words.chars().count() == 1 && units.len() > 1 {
        let before = units.get(units.len() - 2)?;
        if before.item == Item::Word {
            at = before.span.cover(at);
        }
    }
    let unit_like =
        ["室", "队", "站", "员", "厅", "院", "库", "网", "会", "所", "团"].iter().any(|s| words.ends_with(s));
    Some((
        at.of(analysis.text),
        if regime {
            Head::Firm
        } else if unit_like {
            Head::Soft
        } else {
            Head::Other
        },
    ))
}

/// Returns the named things: one for each item with a head of its own.
fn names(analysis: &Analysis<'_>, classes: &Classes<'_>, items: &[&[Unit]]) -> Vec<Span> {
    let Some((last, front)) = items.split_last() else { return Vec::new() };
    let Some(first) = items.first().and_then(|i| i.first()) else { return Vec::new() };
    // A、B等工作: the items are what is named; A、B等制度 is one name.
    if !front.is_empty()
        && let Some(at) = last.iter().position(|u| analysis.words(u) == "等")
        && let Some((head, _)) = head(analysis, classes, last)
        && matches!(head, "工作" | "功能" | "方面")
    {
        let mut out: Vec<Span> = front.iter().filter_map(|i| name(analysis, classes, i)).collect();
        out.extend(last.get(..at).and_then(|i| name(analysis, classes, i)));
        return out;
    }
    let own = |item: &&[Unit]| {
        matches!(head(analysis, classes, item), Some((_, Head::Firm | Head::Title)))
            && (item.len() > 1 || !matches!(item.first().map(|u| u.item), Some(Item::Word)))
    };
    if !front.is_empty() && items.iter().all(own) {
        return items.iter().filter_map(|i| name(analysis, classes, i)).collect();
    }
    let Some(end) = core(analysis, classes, last).last() else { return Vec::new() };
    let span = first.span.cover(end.span);
    single(analysis, classes, items, span).into_iter().collect()
}

/// Names a coordination that shares one head, or a single item.
fn single(analysis: &Analysis<'_>, classes: &Classes<'_>, items: &[&[Unit]], span: Span) -> Option<Span> {
    let last = items.last()?;
    if items.len() == 1 {
        return name(analysis, classes, last);
    }
    // The nearest modifiers: a relative clause before 的 is left out when the item names itself without it.
    if last.iter().any(|u| analysis.words(u) == "的") {
        let near = name(analysis, classes, last)?;
        if last.first().is_some_and(|u| u.span.start < near.start) {
            return Some(near);
        }
    }
    let first = strip_count(analysis, classes, items.first()?);
    Some(Span::new(first.first().map_or(span.start, |u| u.span.start), span.end))
}

/// Names one item: its words without figures and without a relative clause.
fn name(analysis: &Analysis<'_>, classes: &Classes<'_>, item: &[Unit]) -> Option<Span> {
    let item = core(analysis, classes, item);
    let mut item = strip_count(analysis, classes, item);
    if let Some(at) = item.iter().rposition(|u| analysis.words(u) == "的") {
        let (before, after) = (item.get(..at)?, item.get(at + 1..)?);
        let letters: usize = after.iter().map(|u| analysis.words(u).chars().count()).sum();
        let quoted = after.iter().any(|u| matches!(u.item, Item::Quote(_)));
        let clause = before.iter().any(|u| classes.any(u, &[classes.verb, classes.preposition, classes.quantity]));
        if quoted || clause && letters > 4 {
            item = strip_count(analysis, classes, after);
        }
    }
    let (first, last) = (item.first()?, item.last()?);
    let mut span = first.span.cover(last.span);
    if let Item::Policy(_) = last.item {
        span.end = title_end(analysis.text, last.span);
    }
    (!span.is_empty()).then_some(span)
}

/// Drops a count before the thing counted: 两届…活动.
fn strip_count<'u>(analysis: &Analysis<'_>, classes: &Classes<'_>, item: &'u [Unit]) -> &'u [Unit] {
    let mut item = item;
    while let [first, rest @ ..] = item {
        let words = analysis.words(first);
        // 12348热线, 24小时轮值制, 首接负责制, 第四届…: the number is part of the name.
        let named = words.ends_with(|c: char| c.is_ascii_digit())
            || words.contains("小时")
            || words.starts_with(['第', '首', '×']);
        let count = !named && matches!(first.item, Item::Quantity(_))
            || !named
                && first.item == Item::Word
                && classes.any(first, &[classes.numeral, classes.classifier, classes.pronoun])
            || matches!(analysis.words(first), "一批" | "一系列" | "了" | "的");
        if rest.is_empty() || !count {
            break;
        }
        item = rest;
    }
    item
}
