//! Positions: 第2位, 首位, 前三.

use super::beside::{self, Says};
use super::unit;
use crate::chunk::among;
use crate::chunk::number::{self, Style, char_at, char_before};
use crate::model::Bound;
use rust_decimal::Decimal;

/// A position among others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rank {
    pub(super) end: usize,
    pub(super) number: (usize, usize),
    pub(super) value: Decimal,
    pub(super) bound: Bound,
}

/// How long the field that is ranked may be between its verb and the position, in bytes: 位居全国法院第五.
const FIELD: usize = 54;

/// Reads the position at `at`.
pub(super) fn read(text: &str, at: usize) -> Option<Rank> {
    match char_at(text, at)? {
        '第' => ordinal(text, at),
        '首' | '榜' => first(text, at),
        '前' => leading(text, at),
        _ => None,
    }
}

/// Returns true if the clause before `at` speaks of a ranking, so that 位 is a place in it: 排名上升2位.
pub(super) fn spoken_of(text: &str, at: usize) -> bool {
    let mut from = at.saturating_sub(72);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let head = text.get(from..at).unwrap_or("");
    let clause = head.rsplit(['。', '；', '\n']).next().unwrap_or("");
    beside::within(clause, Says::Placing) || beside::ends(clause, Says::Moving)
}

/// Returns true if the clause before `at` has a verb of standing not far from it.
fn ranks(text: &str, at: usize) -> bool {
    let from = (at.saturating_sub(FIELD)..=at).find(|&i| text.is_char_boundary(i)).unwrap_or(at);
    let clause = text.get(from..at).unwrap_or("").rsplit(['，', '。', '；', '、', '\n']).next().unwrap_or("");
    beside::within(clause, Says::Ranking)
}

fn ordinal(text: &str, at: usize) -> Option<Rank> {
    let begin = at + '第'.len_utf8();
    let n = number::read(text, begin, Style::default())?;
    if n.string || n.pointed || n.max.is_some() {
        return None;
    }
    let rank = Rank { end: n.end, number: (begin, n.end), value: n.value, bound: Bound::Exact };
    if stands(text, at, Says::Stance) {
        return None;
    }
    match char_at(text, n.end) {
        Some(c @ ('位' | '名')) => {
            let end = n.end + c.len_utf8();
            placed(text, at, end).then_some(Rank { end, ..rank })
        }
        next if closes(next) && !enumerates(text, n.end) && (stands(text, at, Says::Standing) || ranks(text, at)) => {
            Some(rank)
        }
        _ => None,
    }
}

/// Returns true if an ordinal is one of several that share a noun: 全市第一、二、三产业.
fn enumerates(text: &str, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or("");
    rest.strip_prefix('、').is_some_and(|rest| rest.starts_with(['二', '三', '四', '五', '六', '七', '八', '九']))
}

fn first(text: &str, at: usize) -> Option<Rank> {
    let rest = text.get(at..)?;
    let word = ["首位", "榜首"].into_iter().find(|w| rest.starts_with(w))?;
    let end = at + word.len();
    if stands(text, at, Says::Stance) || !placed(text, at, end) {
        return None;
    }
    Some(Rank { end, number: (at, end), value: Decimal::ONE, bound: Bound::Exact })
}

fn leading(text: &str, at: usize) -> Option<Rank> {
    let begin = at + '前'.len_utf8();
    if char_before(text, at).is_some_and(|c| among("以之目日提年月天此战生", c)) {
        return None;
    }
    let n = number::read(text, begin, Style::default())?;
    if n.string || n.pointed || n.max.is_some() || n.value > Decimal::from(1000) {
        return None;
    }
    let rank = Rank { end: n.end, number: (begin, n.end), value: n.value, bound: Bound::AtMost };
    match char_at(text, n.end) {
        Some(c @ ('位' | '名')) => Some(Rank { end: n.end + c.len_utf8(), ..rank }),
        Some(c @ ('甲' | '强')) => Some(Rank { end: n.end + c.len_utf8(), ..rank }),
        next if closes(next) && unit::at(text, n.end).is_none() => Some(rank),
        _ => None,
    }
}

/// Returns true if a position is one in a ranking, not the first of some persons: 第一位发言的委员.
fn placed(text: &str, at: usize, end: usize) -> bool {
    let next = char_at(text, end);
    let person = text.get(..at).is_some_and(|head| head.ends_with('是'));
    closes(next)
        || next.is_some_and(|c| among("升上下跃前提退至到降跌滑", c))
        || (!person
            && (stands(text, at, Says::Standing) || char_before(text, at).is_some_and(|c| among("从由自至到", c))))
}

/// Returns true where a clause or a phrase may end.
fn closes(next: Option<char>) -> bool {
    next.is_none_or(|c| !c.is_alphanumeric() || among("的和与并及且", c))
}

fn stands(text: &str, at: usize, says: Says) -> bool {
    text.get(..at).is_some_and(|head| beside::ends(head, says))
}
