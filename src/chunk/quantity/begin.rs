//! Where a quantity may begin, settled by one or two characters.
//!
//! Most Chinese digits stand in words (一些, 统一, 三农): a digit behind which nothing countable can follow is passed over
//! before any reader is tried.

use super::beside::{self, Says};
use super::unit;
use crate::chunk::number::{Glyph, char_at, char_before, glyph};
use crate::lexicon::CharSet;

/// Every character that a quantity may begin with, and 每 and 单, which say what the next one is per.
pub(super) const BEGINS: [&str; 2] = [
    "0123456789０１２３４５６７８９-−一壹弌二贰貳两兩俩倆三叁叄仨四五六七柒八捌九玖",
    "参參肆伍陆陸零廿卅卌十拾百佰千仟万萬亿億兆几幾数數半第首榜前翻负負每单",
];

/// What besides a unit or a further character of the numeral may follow a Chinese digit that counts.
static GOES_ON: CharSet = CharSet::of("成折半分至到-~～–－﹣∼—下")
    .and("0123456789０１２３４５６７８９一壹弌二贰貳两兩俩倆三叁叄仨四五六七柒八捌九玖参參肆伍陆陸零〇○")
    .and("廿卅卌十拾百佰千仟万萬亿億兆点點多余餘馀来几幾数數");

/// Returns true if what begins with the Chinese character `c` at `at` cannot be a quantity.
pub(super) fn settled(text: &str, at: usize, c: char) -> bool {
    let next = char_at(text, at + c.len_utf8());
    let numeral = |c: Option<char>| c.and_then(glyph).is_some();
    match c {
        '首' => next != Some('位'),
        '榜' => next != Some('首'),
        '前' | '第' => !numeral(next),
        '零' if next == Some('增') => false,
        '翻' => next != Some('了') && !numeral(next),
        '负' | '負' => next != Some('百') && !numeral(next) && next != Some('半'),
        '几' | '幾' | '数' | '數' => {
            !matches!(next.and_then(glyph), Some(Glyph::Unit(_) | Glyph::RareUnit(_) | Glyph::Scale(_)))
        }
        '参' | '參' | '陆' | '陸' | '伍' | '肆' => !numeral(next),
        // 半 and a sign stand before what they halve or negate; a digit of full width is as good as any.
        _ if matches!(glyph(c), None | Some(Glyph::Arabic(_))) => false,
        _ => {
            let follows = next.is_some_and(|n| GOES_ON.has(n) || unit::may_begin(n));
            !follows && !char_before(text, at).is_some_and(super::bound::may_end)
        }
    }
}

/// Returns true if the Chinese numeral at `at` is the end of a longer one that could not be read (百八十), or is said of
/// each (每10万人, 每满10万元): its value is not what the text says.
pub(super) fn is_tail(text: &str, at: usize, floor: usize, c: char) -> bool {
    let Some(before) = char_before(text, at) else { return false };
    // 每满10万元 and 每增长1个百分点 are what something is counted by.
    if before == '每' || text.get(..at).is_some_and(|head| beside::ends(head, Says::Each)) {
        return true;
    }
    let chinese = !matches!(glyph(c), None | Some(Glyph::Arabic(_)));
    chinese
        && at > floor
        && matches!(glyph(before), Some(Glyph::Digit(_) | Glyph::Unit(_) | Glyph::Scale(_) | Glyph::Tens(_)))
}
