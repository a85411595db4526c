//! What a single character is in a numeral.

use crate::lexicon::CharSet;
use rust_decimal::Decimal;

/// A character of a numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Glyph {
    /// An Arabic digit, of either width.
    Arabic(u8),
    /// A Chinese digit.
    Digit(u8),
    /// 两: two, but never the last digit.
    Liang,
    /// A digit that is more often part of a word (陆, 伍, 拾's like): counts only inside a numeral.
    Rare(u8),
    /// 零, 〇.
    Zero(Zero),
    /// 十, 百, 千.
    Unit(u32),
    /// 拾: a unit that is more often part of a word.
    RareUnit(u32),
    /// 廿, 卅, 卌: tens in one character.
    Tens(u8),
    /// 万, 亿, 兆.
    Scale(u64),
    /// 点.
    Point,
    /// 多, 余, 来.
    More,
    /// 几.
    Some,
    /// 数: 数十, 数百.
    Several,
}

/// How zero is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Zero {
    /// 零.
    Word,
    /// 〇, ○: only in strings of digits.
    Ring,
}

impl Glyph {
    /// Returns what a unit or scale word multiplies by.
    pub(crate) fn factor(self) -> Option<Decimal> {
        match self {
            Glyph::Unit(n) | Glyph::RareUnit(n) => Some(Decimal::from(n)),
            Glyph::Scale(n) => Some(Decimal::from(n)),
            _ => None,
        }
    }

    /// Returns the Chinese digit.
    pub(crate) fn digit(self) -> Option<u8> {
        match self {
            Glyph::Digit(d) | Glyph::Rare(d) => Some(d),
            Glyph::Liang => Some(2),
            Glyph::Zero(_) => Some(0),
            _ => None,
        }
    }
}

/// Every character of a numeral.
pub(crate) static GLYPHS: CharSet =
    CharSet::of("0123456789０１２３４５６７８９一壹弌二贰貳两兩俩倆三叁叄仨四五六七柒八捌九玖")
        .and("参參肆伍陆陸零〇○廿卅卌十拾百佰千仟万萬亿億兆点點多余餘馀来几幾数數");

/// Returns what `c` is in a numeral.
#[inline]
pub(crate) fn glyph(c: char) -> Option<Glyph> {
    if GLYPHS.has(c) { character(c) } else { None }
}

fn character(c: char) -> Option<Glyph> {
    Some(match c {
        '0'..='9' => Glyph::Arabic(u8::try_from(u32::from(c) - u32::from('0')).unwrap_or(0)),
        '０'..='９' => Glyph::Arabic(u8::try_from(u32::from(c) - u32::from('０')).unwrap_or(0)),
        '一' | '壹' | '弌' => Glyph::Digit(1),
        '二' | '贰' | '貳' => Glyph::Digit(2),
        '两' | '兩' | '俩' | '倆' => Glyph::Liang,
        '三' | '叁' | '叄' | '仨' => Glyph::Digit(3),
        '四' => Glyph::Digit(4),
        '五' => Glyph::Digit(5),
        '六' => Glyph::Digit(6),
        '七' | '柒' => Glyph::Digit(7),
        '八' | '捌' => Glyph::Digit(8),
        '九' | '玖' => Glyph::Digit(9),
        '参' | '參' => Glyph::Rare(3),
        '肆' => Glyph::Rare(4),
        '伍' => Glyph::Rare(5),
        '陆' | '陸' => Glyph::Rare(6),
        '零' => Glyph::Zero(Zero::Word),
        '〇' | '○' => Glyph::Zero(Zero::Ring),
        '十' => Glyph::Unit(10),
        '拾' => Glyph::RareUnit(10),
        '百' | '佰' => Glyph::Unit(100),
        '千' | '仟' => Glyph::Unit(1000),
        '廿' => Glyph::Tens(20),
        '卅' => Glyph::Tens(30),
        '卌' => Glyph::Tens(40),
        '万' | '萬' => Glyph::Scale(10_000),
        '亿' | '億' => Glyph::Scale(100_000_000),
        '兆' => Glyph::Scale(1_000_000_000_000),
        '点' | '點' => Glyph::Point,
        '多' | '余' | '餘' | '馀' | '来' => Glyph::More,
        '几' | '幾' => Glyph::Some,
        '数' | '數' => Glyph::Several,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{GLYPHS, character};

    #[test]
    fn the_set_holds_what_is_read() {
        for c in '\0'..'\u{10000}' {
            assert_eq!(GLYPHS.has(c), character(c).is_some(), "{c}");
        }
    }
}
