//! Values that go to the members of a list one by one: A、B分别增长7.1%和8.2%, 三次产业增加值分别为….
//!
//! The indicator of each is its member as it stands in the text. A bare member joins with nothing by its own words, so that
//! its key has the head that only the last member spells out: 城镇 of 城镇、农村居民人均可支配收入.

use super::{Builder, Shape, fill_quantity, own};
use crate::claim::class;
use crate::claim::key;
use crate::claim::kind;
use crate::claim::labels;
use crate::claim::phrase::{self, Parts};
use crate::lexicon::rows;
use crate::model::{Comparison, Indicator, Quote};
use crate::span::Span;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

/// Words that stand for several things in a known order, and those things.
static NAMED: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    let (file, text) = ("data/series.tsv", include_str!("../../../data/series.tsv"));
    let rows = rows(file, text, &["words", "members"]).unwrap_or_default();
    rows.iter().map(|row| (row.field(0), row.field(1).split(' ').collect())).collect()
});

/// The members of a list that values go to one by one.
#[derive(Debug)]
pub(super) struct Series<'t> {
    members: Vec<Option<Indicator<'t>>>,
    /// What each value is compared with, where that is what is listed: 同比和环比分别增长3%和1%.
    comparisons: Vec<Option<Comparison<'t>>>,
    next: usize,
    template: usize,
}

impl<'t> Builder<'_, 't, '_> {
    /// Goes on with 分别…A、B: a quantity that only a list mark parts from the one before.
    pub(super) fn continues(&mut self, shape: &Shape<'_>) -> bool {
        let Some(series) = &mut self.series else { return false };
        let joined = (shape.start..shape.value)
            .all(|i| self.line.is(i, class::LIST) || matches!(self.line.words(i), "和" | "与" | "及" | "，"));
        let Some(member) = series.members.get(series.next).cloned().filter(|_| joined) else { return false };
        let comparison = series.comparisons.get(series.next).cloned().flatten();
        series.next += 1;
        let template = series.template;
        let Some(mut claim) = self.out.get(template).cloned() else { return false };
        let Some(quantity) = self.quantity(shape.value) else { return false };
        fill_quantity(&mut claim, quantity);
        claim.factor = kind::factor(quantity, claim.kind, claim.direction);
        if member.is_some() {
            claim.indicator = member;
        }
        claim.comparison = comparison.or(claim.comparison);
        claim.baseline = None;
        self.push(claim, shape.value);
        true
    }

    /// True when values follow a list of as many things: 小学、初中、高中入学率为99%、98%、93%.
    pub(super) fn one_each(&self, shape: &Shape<'_>, parts: &Parts) -> bool {
        let count = self.run(shape.value);
        count > 1
            && shape.rule == "claim.reach"
            && phrase::members(&self.line, &parts.object, count).len() == count
            && !parts.object.clone().any(|i| self.line.is(i, class::OPEN))
    }

    /// Returns how many figures stand in a row that only list marks part, from `unit` on.
    fn run(&self, unit: usize) -> usize {
        let mut count = 1;
        let mut i = unit + 1;
        while i + 1 < self.line.units.len()
            && (self.line.is(i, class::LIST) || matches!(self.line.words(i), "和" | "与" | "及"))
            && self.line.quantity(i + 1)
        {
            count += 1;
            i += 2;
        }
        count
    }

    /// Gives the values after 分别 to the members of the list before it, or to the figures before it.
    pub(super) fn distribute(&mut self, shape: &Shape<'_>, parts: &Parts) {
        let count = self.run(shape.value);
        let template = self.out.len() - 1;
        let object = parts.object.clone();
        let mut members: Vec<Option<Indicator<'t>>> = Vec::new();
        let comparisons = self.comparisons(shape, count);
        if let Some(first) = comparisons.first() {
            self.out[template].comparison.clone_from(first);
            members = vec![self.out[template].indicator.clone(); count];
        } else if object.is_empty() || phrase::only_area(&self.line, &object) {
            let before = self.out.get(self.first..template).unwrap_or(&[]);
            if before.len() >= count {
                members = before[before.len() - count..].iter().map(|c| c.indicator.clone()).collect();
                if let Some(first) = before.get(before.len() - count).cloned() {
                    self.out[template].actor = first.actor;
                }
            }
        } else {
            members = self.listed(&phrase::members(&self.line, &object, count));
        }
        if members.is_empty() {
            members = named(own(&self.out[template]).as_ref(), count);
        }
        if let Some(own) = members.first().cloned().flatten() {
            self.out[template].indicator = Some(own);
        }
        self.series = Some(Series { members, comparisons, next: 1, template });
    }

    /// Returns what `count` values after 分别 are compared with, one by one; nothing where that is not what is listed.
    fn comparisons(&self, shape: &Shape<'_>, count: usize) -> Vec<Option<Comparison<'t>>> {
        let Some(listed) = self.compared(shape) else { return Vec::new() };
        let quotes = listed.filter(|&i| self.line.is(i, class::YOY | class::MOM)).map(|i| self.quote(&(i..i + 1)));
        let comparison = |q: Quote<'t>| Comparison { basis: kind::basis(&q.text), text: q.text, span: q.span };
        let found: Vec<_> = quotes.map(|q| q.map(comparison)).collect();
        if found.len() == count { found } else { Vec::new() }
    }

    /// Returns the list of comparisons before 分别: 同比、环比.
    pub(super) fn compared(&self, shape: &Shape<'_>) -> Option<Range<usize>> {
        let end = (shape.start..shape.value).rev().find(|&i| self.line.is(i, class::DIST))?;
        let part = |i: &usize| self.line.is(*i, class::YOY | class::MOM | class::LIST | class::AND);
        let start = (shape.start..end).rev().take_while(part).last()?;
        let listed = (start..end).find(|&i| self.line.is(i, class::YOY | class::MOM))?..end;
        (listed.len() > 2).then_some(listed)
    }

    /// Returns the members of a list as indicators: the bare ones with the head of the last in their key.
    fn listed(&self, ranges: &[Range<usize>]) -> Vec<Option<Indicator<'t>>> {
        let text = self.line.analysis.text;
        let trimmed = ranges.iter().map(|r| phrase::trim(&self.line, r.clone()));
        let mut members: Vec<_> = trimmed.map(|r| self.quote(&r).map(Indicator::from)).collect();
        let words: Vec<&str> = members.iter().flatten().map(|m| key::front(&m.text, 1)).collect();
        // 农村居民, 国有企业 are one word, and yet 城镇 and 民营 share the end of it.
        let starts = |at: u32| {
            let unit = self.line.units.iter().find(|u| u.span.start <= at && at < u.span.end);
            unit.is_some_and(|u| u.span.start == at || labels::shared(Span::new(at, u.span.end).of(text)))
        };
        let last = members.last().and_then(Option::as_ref).map(|m| m.span.start);
        let keys = last.and_then(|last| spelled_out(&words, |at| starts(last + at)));
        for (member, key) in members.iter_mut().flatten().zip(keys.unwrap_or_default()) {
            member.key = Cow::Owned(key);
        }
        members
    }
}

/// Returns the members of a coordination with the head that only the last one has, if its words show which that is: the
/// bare ones are as long as what the last puts in their place (城镇、农村居民收入), and the rest is something that is measured.
/// `parts` tells whether a word begins so many bytes into the last.
fn spelled_out(members: &[&str], parts: impl Fn(u32) -> bool) -> Option<Vec<String>> {
    let (last, bare) = members.split_last()?;
    let ordinals = bare.iter().all(|m| numeral(m));
    let plain = |member: &str| member.strip_prefix('第').filter(|_| ordinals).unwrap_or(member).chars().count();
    let length = plain(bare.first()?);
    let skip = if ordinals { last.strip_prefix('第').unwrap_or(last) } else { last };
    let at = skip.char_indices().nth(length)?.0;
    let head = skip.get(at..)?;
    let measured = labels::had(head) && !bare.iter().any(|m| labels::had(m));
    let alike = bare.iter().all(|m| plain(m) == length);
    if !measured || !alike || !(ordinals || parts(u32::try_from(at).ok()?)) {
        return None;
    }
    // 一、二、三产业 are 第一产业, 第二产业, 第三产业.
    let ranked = ordinals && (head.starts_with("产业") || bare.iter().any(|m| m.starts_with('第')));
    let whole = |member: &&str| {
        let mark = if ranked && !member.starts_with('第') { "第" } else { "" };
        format!("{mark}{member}{head}")
    };
    let own = skip.get(..at)?;
    Some(bare.iter().chain([&own]).map(whole).collect())
}

/// True for 一 and 第一.
fn numeral(member: &str) -> bool {
    let digit = member.strip_prefix('第').unwrap_or(member);
    matches!(digit, "一" | "二" | "三" | "四" | "五" | "六" | "七" | "八" | "九" | "十")
}

/// Gives one label to `count` values: where it stands for as many things in a known order (三次产业), each has its own key.
fn named<'t>(label: Option<&Quote<'t>>, count: usize) -> Vec<Option<Indicator<'t>>> {
    let Some(label) = label else { return vec![None; count] };
    let known = NAMED.iter().find_map(|(words, members)| {
        let at = label.text.find(words).filter(|_| members.len() == count)?;
        Some((at..at + words.len(), members))
    });
    let mut out = vec![Some(Indicator::from(label.clone())); count];
    if let Some((place, members)) = known {
        for (indicator, member) in out.iter_mut().flatten().zip(members) {
            let mut key = label.text.clone().into_owned();
            key.replace_range(place.clone(), member);
            indicator.key = Cow::Owned(key);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::spelled_out;

    #[test]
    fn bare_members_take_the_head_of_the_last() {
        let cases: &[(&[&str], u32, Option<&[&str]>)] = &[
            (&["城镇", "农村居民人均可支配收入"], 6, Some(&["城镇居民人均可支配收入", "农村居民人均可支配收入"])),
            (&["第一", "二", "三产业增加值"], 0, Some(&["第一产业增加值", "第二产业增加值", "第三产业增加值"])),
            (&["一", "二", "三产业增加值"], 0, Some(&["第一产业增加值", "第二产业增加值", "第三产业增加值"])),
            (&["一", "二级医院收入"], 0, Some(&["一级医院收入", "二级医院收入"])),
            (&["粮食", "油料产量"], 6, Some(&["粮食产量", "油料产量"])),
            // Nothing shows what the last has in the place of the others.
            (&["进出口", "一般公共预算收入"], 6, None),
            (&["工业增加值", "社会消费品零售总额"], 9, None),
            (&["铁路", "高速公路里程"], 12, None),
            (&["煤炭", "电力"], 6, None),
            (&["产量"], 0, None),
        ];
        for (members, word, expected) in cases {
            let keys = spelled_out(members, |at| at == *word);
            assert_eq!(keys, expected.map(|e| e.iter().map(|k| (*k).to_owned()).collect()), "{members:?}");
        }
    }
}
