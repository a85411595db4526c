//! What is an amount, and what only looks like one: years, list numbers, pieces of names.

use super::amount::Amount;
use super::beside::{self, Says};
use super::{bound, unit};
use crate::chunk::Form;
use crate::chunk::among;
use crate::chunk::number::{Glyph, char_at, char_before, glyph};
use crate::model::{Bound, Dimension};
use rust_decimal::Decimal;

/// Returns true if a hyphen before a digit is a minus.
pub(super) fn is_sign(text: &str, at: usize, next: usize) -> bool {
    let digit = char_at(text, next).and_then(glyph).is_some_and(|g| matches!(g, Glyph::Arabic(_)));
    let before = char_before(text, at);
    digit
        && before
            .is_none_or(|c| !c.is_ascii() && !matches!(c, '０'..='９' | '％' | '%') && glyph(c).is_none() || c == '(')
}

/// Returns true if 百, 千, 万 or 亿 at `at` is a number of its own: 百余名, 万多人.
pub(super) fn bare_stands(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or("");
    let scale = |c: &char| matches!(c, '百' | '千' | '万' | '亿' | '萬' | '億');
    let run = rest.chars().take(3).take_while(scale).map(char::len_utf8).sum::<usize>();
    let after = rest.get(run..).unwrap_or("");
    if after.starts_with("分之") {
        return true;
    }
    let alone = char_before(text, at).is_none_or(|c| glyph(c).is_none());
    alone && run <= 6 && after.starts_with(['余', '多']) && {
        let unit_at = text.len() - after.len() + '余'.len_utf8();
        unit::at(text, unit_at).is_some()
    }
}

/// Returns true if the word that could bound the number is its verb: 突破3项关键技术.
pub(super) fn verb(text: &str, found: &Amount, bound: Bound) -> bool {
    let few = found.value < Decimal::ONE_HUNDRED && !found.numeral.scaled;
    let made = found.unit.is_some_and(|u| matches!(u.name, "项" | "个" | "道" | "批" | "类"));
    bound == Bound::MoreThan
        && few
        && made
        && text.get(..found.start).is_some_and(|t| t.ends_with("突破") || t.ends_with("突破了"))
}

/// Returns true if what was read is an amount, not a year, a list number or a piece of a name.
pub(super) fn holds(text: &str, found: &Amount, bounded: bool) -> bool {
    let after = char_at(text, found.end);
    let n = &found.numeral;
    let said = bounded || found.bound.is_some();
    if found.form != Form::Plain {
        let one = found.form == Form::Tenths && n.value == Decimal::ONE && after == Some('不');
        return !one;
    }
    let Some(unit) = found.unit else {
        return alone(text, found, after, said);
    };
    let hanzi =
        !n.arabic && text.get(found.start..found.number_end).is_none_or(|t| !t.starts_with(['-', '−']) || n.pointed);
    let year = unit.name == "年"
        && n.arabic
        && !n.scaled
        && !n.pointed
        && n.value >= Decimal::from(1900)
        && n.value <= Decimal::from(2100);
    let one = hanzi && n.value == Decimal::ONE && !n.scaled && n.max.is_none();
    let common = matches!(unit.dimension, Dimension::Count | Dimension::Duration | Dimension::Length);
    // 二 counts only among other digits: 二期 and 二步 are the second ones.
    let second = n.value == Decimal::TWO && hanzi && text.get(found.start..).is_some_and(|t| t.starts_with('二'));
    let ordinal = matches!(unit.dimension, Dimension::Count | Dimension::Duration) || unit.name == "元";
    if second && !n.scaled && n.max.is_none() && ordinal {
        return false;
    }
    let right = || bound::after(text, found.end, unit.dimension == Dimension::Duration).is_some();
    let before = char_before(text, found.start);
    if unit.dimension == Dimension::Duration && !said && span_of_time(text, found, before) {
        return false;
    }
    match unit.name {
        _ if year => false,
        _ if one && common && !said && !right() && found.value == Decimal::ONE => false,
        // 15日 is a day; 15日内 and 15日以上 are lengths.
        "日" => right() && before != Some('月'),
        // 65岁以上 and 3岁以下 are classes of people; what an age or a life is said to be is a figure.
        "岁" | "周岁" => aged(text, found),
        // 得分92.5分 is a score, 5分30秒 is a time.
        "分" | "秒" => before.is_none_or(|c| !among("时点:：", c) && (c != '分' || !timed(text, found.start))),
        // 北纬36.5度 is a place.
        "度" => (n.arabic || n.scaled) && before.is_none_or(|c| !among("纬经", c)),
        // 15点 is an hour, 3000点 is what an index stands at.
        "点" => n.arabic && (n.pointed || found.value >= Decimal::ONE_HUNDRED),
        "次" if hanzi => {
            let session = text.get(found.end..).is_some_and(|t| beside::begins(t, Says::Session).is_some());
            !(session && before.is_some_and(|c| among("届大会协委", c)))
        }
        "小时" if n.value == Decimal::from(24) && !said => {
            right() || before == Some('的') || after.is_none_or(|c| !c.is_alphanumeric() || among("后前压缩", c))
        }
        // 十九届 is the nineteenth; 连续三届 counts.
        "届" if n.arabic => n.value < Decimal::ONE_HUNDRED,
        "届" => before.is_some_and(|c| among("续办了过开满", c)),
        "个" if !said => text.get(found.end..).is_none_or(|t| beside::begins(t, Says::Sum).is_none()),
        _ => true,
    }
}

/// Returns true if the 分 before a number is one of minutes.
fn timed(text: &str, at: usize) -> bool {
    char_before(text, at - '分'.len_utf8()).and_then(glyph).is_some()
}

/// How far before an age the word for it may stand, in bytes.
const AGE_REACH: usize = 60;

/// Returns true if the clause measures an age or a life, and the figure describes nobody: 平均年龄30岁, but not 年龄在65岁以上的.
fn aged(text: &str, found: &Amount) -> bool {
    let mut from = found.start.saturating_sub(AGE_REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let head = text.get(from..found.start).unwrap_or("");
    let clause = head.rsplit(['，', '。', '；', '\n']).next().unwrap_or("");
    let end = bound::after(text, found.end, true).map_or(found.end, |(end, _)| end);
    let describes = char_at(text, end).is_some_and(|c| among("的老儿人婴青女男周至到—-", c));
    (clause.contains("寿命") || clause.contains("年龄")) && !describes
}

/// Returns true if a length of time says when, or how a plan is called: 这两年, 前三年, 三年行动计划.
fn span_of_time(text: &str, found: &Amount, before: Option<char>) -> bool {
    let early = || text.get(..found.start).is_some_and(|t| t.ends_with("提前"));
    if matches!(before, Some('这' | '那' | '头')) || (before == Some('前') && !early()) {
        return true;
    }
    if found.unit.is_none_or(|u| u.name != "年") {
        return false;
    }
    let tail = text.get(found.end..).unwrap_or("");
    let name: usize = tail.chars().take(8).take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    tail.get(..name).is_some_and(|t| beside::within(t, Says::Plan))
}

/// Returns true if a number with no unit is an amount.
fn alone(text: &str, found: &Amount, after: Option<char>, said: bool) -> bool {
    let n = &found.numeral;
    let right = after == Some('以') && found.per.is_some() && bound::after(text, found.end, false).is_some();
    if !right
        && after.is_some_and(|c| {
            among("月日号时点年版级强后路届星期大章条款岁以", c)
                || c.is_ascii_alphabetic()
                || matches!(c, '+' | '＋' | '×' | '∶' | ':' | '：')
        })
    {
        return false;
    }
    if found.start > 0 && char_before(text, found.start).is_some_and(|c| matches!(c, '+' | '＋' | '×' | '∶' | ':'))
    {
        return false;
    }
    // XHTML 1.0, ID=5
    let mut head = text.get(..found.start).unwrap_or("").chars().rev();
    let latin = match head.next() {
        Some(' ') => head.next().is_some_and(|c| c.is_ascii_alphabetic()),
        Some(c) => c == '=',
        None => false,
    };
    if latin && n.arabic && !n.scaled {
        return false;
    }
    let wide = n.scaled || found.value >= Decimal::TEN;
    if n.arabic {
        n.pointed || n.scaled || (said && wide)
    } else {
        (said && wide && found.max.is_none()) || (n.pointed && !n.string)
    }
}
