//! Ordinals that open headings and items: 一、 （一） 1. （1） ① 一是 一要 第一， 首先， 第一章 第一条 ——.

/// The kind of an ordinal. The order is that of rank: a later kind stands below an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Series {
    /// `#` and `##`: the number of signs.
    Hash(u8),
    /// A bold line.
    Bold,
    /// 第一章.
    Chapter,
    /// 第一节.
    Part,
    /// A heading without an ordinal.
    Plain,
    /// 一、
    Comma,
    /// 第一条
    Article,
    /// （一）
    Bracket,
    /// 1.
    Digit,
    /// （1） and 1）
    DigitBracket,
    /// ①
    Circle,
    /// ——
    Dash,
    /// 第一，
    Ordinal,
    /// 首先，
    Word,
    /// 一是
    Shi,
    /// 一要
    Yao,
}

/// An ordinal at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Marker {
    pub(crate) series: Series,
    /// Its number; 0 when it has none.
    pub(crate) number: u32,
    /// Its length in bytes, white space after it included.
    pub(crate) len: usize,
    /// Its length without that white space: what `ordinal` keeps.
    pub(crate) bare: usize,
}

/// Reads the ordinal that `text` begins with.
pub(crate) fn marker(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    let (series, number, bare) = match first {
        '（' | '(' => bracket(text)?,
        '第' => ordinal(text)?,
        '首' | '其' | '再' | '最' => word(text)?,
        '—' => dash(text)?,
        '①'..='⑳' => (Series::Circle, u32::from(first) - 0x245F, 3),
        '⑴'..='⒇' => (Series::DigitBracket, u32::from(first) - 0x2473, 3),
        _ if numeral(first).is_some() => han(text)?,
        _ if first.is_ascii_digit() || ('０'..='９').contains(&first) => digit(text)?,
        _ => return None,
    };
    let rest = text.get(bare..)?;
    let blank = rest.len() - rest.trim_start_matches(super::line::is_blank).len();
    Some(Marker { series, number, len: bare + blank, bare })
}

/// 一、 and 一是; 一、二产业 is neither.
fn han(text: &str) -> Option<(Series, u32, usize)> {
    let (number, len) = han_number(text)?;
    let rest = text.get(len..)?;
    let mark = rest.chars().next()?;
    let after = rest.get(mark.len_utf8()..)?;
    match mark {
        '、' | '．' | '.' if !is_coordination(number, after) => Some((Series::Comma, number, len + mark.len_utf8())),
        // 一是 opens an item; 一是一、二是二 does not.
        '是' if after.chars().next().is_some_and(|c| {
            numeral(c) != Some(number) || after.chars().nth(1).is_some_and(|c| !matches!(c, '，' | '、' | ','))
        }) =>
        {
            Some((Series::Shi, number, len + mark.len_utf8()))
        }
        // 一要压实责任; 三要素 and 五要点 are words.
        '要' if number < 10
            && after
                .chars()
                .next()
                .is_some_and(|c| !matches!(c, '素' | '点' | '件' | '害' | '义' | '领' | '，' | '、')) =>
        {
            Some((Series::Yao, number, len + mark.len_utf8()))
        }
        _ => None,
    }
}

/// The number of 最后，: whatever comes before it.
pub(crate) const LAST: u32 = 99;

/// 首先， 其次， 再次， 最后，
fn word(text: &str) -> Option<(Series, u32, usize)> {
    const WORDS: [(&str, u32); 4] = [("首先", 1), ("其次", 2), ("再次", 3), ("最后", LAST)];
    let (word, number) = WORDS.iter().find(|(w, _)| text.starts_with(w))?;
    let mark = text.get(word.len()..)?.chars().next().filter(|c| matches!(c, '，' | ','))?;
    Some((Series::Word, *number, word.len() + mark.len_utf8()))
}

/// 一、二产业 and 三、四线城市 count through; 一、一年接着一年干 is a heading.
fn is_coordination(number: u32, after: &str) -> bool {
    let mut chars = after.chars();
    let Some(next) = chars.next() else { return true };
    let follows = chars.next();
    numeral(next).is_some_and(|n| n > number)
        && follows.is_none_or(|c| {
            matches!(c, '产' | '季' | '线' | '级' | '审' | '类' | '期' | '批' | '、' | '等' | '层' | '号' | '次')
        })
}

/// （一） and （1）.
fn bracket(text: &str) -> Option<(Series, u32, usize)> {
    let open = text.chars().next()?.len_utf8();
    let inner = text.get(open..)?;
    let (series, number, len) = if let Some((number, len)) = han_number(inner) {
        (Series::Bracket, number, len)
    } else {
        let (number, len) = digits(inner)?;
        (Series::DigitBracket, number, len)
    };
    let close = inner.get(len..)?.chars().next().filter(|c| matches!(c, '）' | ')'))?;
    Some((series, number, open + len + close.len_utf8()))
}

/// 第一章, 第一节, 第一条 and 第一，.
fn ordinal(text: &str) -> Option<(Series, u32, usize)> {
    let open = '第'.len_utf8();
    let inner = text.get(open..)?;
    let (number, len) = han_number(inner).or_else(|| digits(inner))?;
    let mark = inner.get(len..)?.chars().next()?;
    let end = open + len + mark.len_utf8();
    let free = text.get(end..)?.chars().next().is_none_or(super::line::is_blank);
    match mark {
        '章' if free => Some((Series::Chapter, number, end)),
        '节' if free => Some((Series::Part, number, end)),
        '条' if free => Some((Series::Article, number, end)),
        '，' | ',' | '、' | '：' => Some((Series::Ordinal, number, end)),
        _ => None,
    }
}

/// 1. 1、 1． and 1）, but not 1.5.
fn digit(text: &str) -> Option<(Series, u32, usize)> {
    let (number, len) = digits(text)?;
    let rest = text.get(len..)?;
    let mark = rest.chars().next().filter(|c| matches!(c, '.' | '．' | '、' | '）' | ')'))?;
    if matches!(mark, '）' | ')') {
        return Some((Series::DigitBracket, number, len + mark.len_utf8()));
    }
    let next = rest.get(mark.len_utf8()..)?.chars().next()?;
    let solid = next.is_ascii_digit() && !(mark == '.' && is_year(rest.get(1..)?));
    (!solid && next != '.').then_some((Series::Digit, number, len + mark.len_utf8()))
}

/// 1.2022年… and 3.10月份… are items that begin with a date.
fn is_year(text: &str) -> bool {
    let run = text.bytes().take_while(u8::is_ascii_digit).count();
    text.get(run..).is_some_and(|r| run == 4 && r.starts_with('年') || run < 3 && r.starts_with('月'))
}

fn dash(text: &str) -> Option<(Series, u32, usize)> {
    let run = text.chars().take_while(|c| *c == '—').count();
    (run == 2).then_some((Series::Dash, 0, run * '—'.len_utf8()))
}

/// A Chinese numeral from 一 to 九十九.
fn han_number(text: &str) -> Option<(u32, usize)> {
    let (mut value, mut tens, mut len) = (0, 0, 0);
    for c in text.chars().take(4) {
        if c == '十' && tens == 0 {
            tens = value.max(1) * 10;
            value = 0;
        } else if let Some(n) = numeral(c).filter(|_| value == 0 && c != '十') {
            value = n;
        } else {
            break;
        }
        len += c.len_utf8();
    }
    (len > 0).then_some((tens + value, len))
}

fn numeral(c: char) -> Option<u32> {
    Some(match c {
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        _ => return None,
    })
}

/// One or two digits, of either width.
fn digits(text: &str) -> Option<(u32, usize)> {
    let (mut value, mut len, mut count) = (0, 0, 0);
    for c in text.chars().take(3) {
        let digit = match c {
            '0'..='9' => u32::from(c) - u32::from('0'),
            '０'..='９' => u32::from(c) - u32::from('０'),
            _ => break,
        };
        value = value * 10 + digit;
        len += c.len_utf8();
        count += 1;
    }
    (count > 0 && count < 3 && value > 0).then_some((value, len))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals() {
        use Series::{Article, Bracket, Chapter, Circle, Comma, Dash, Digit, DigitBracket, Ordinal, Shi, Word, Yao};
        let cases = [
            ("一、总体要求", Some((Comma, 1, "一、"))),
            ("十二、组织实施", Some((Comma, 12, "十二、"))),
            ("（三）强化监督", Some((Bracket, 3, "（三）"))),
            ("(二)强化监督", Some((Bracket, 2, "(二)"))),
            ("1.减材料", Some((Digit, 1, "1."))),
            ("1. 减材料", Some((Digit, 1, "1."))),
            ("3、减材料", Some((Digit, 3, "3、"))),
            ("2.2024年底前完成改造", Some((Digit, 2, "2."))),
            ("（2）减时间", Some((DigitBracket, 2, "（2）"))),
            ("③减跑动", Some((Circle, 3, "③"))),
            ("二是减时间", Some((Shi, 2, "二是"))),
            ("第一，减时间", Some((Ordinal, 1, "第一，"))),
            ("第二章　总则", Some((Chapter, 2, "第二章"))),
            ("——服务更优。", Some((Dash, 0, "——"))),
            ("1.5万户", None),
            ("一、二产业增加值", None),
            ("二、一张蓝图绘到底", Some((Comma, 2, "二、"))),
            ("三、2026年重点工作", Some((Comma, 3, "三、"))),
            ("3.10月份经济向好", Some((Digit, 3, "3."))),
            ("一二三产业", None),
            ("2021年", None),
            ("12345热线", None),
            ("一是一，二是二", None),
            ("（以下简称办法）", None),
            ("第一季度", None),
            ("第三条　本办法适用于全县", Some((Article, 3, "第三条"))),
            ("第三条规定不明", None),
            ("二要压实责任", Some((Yao, 2, "二要"))),
            ("三要素齐备", None),
            ("首先，优化流程", Some((Word, 1, "首先，"))),
            ("首先要办好", None),
            ("2）建立台账", Some((DigitBracket, 2, "2）"))),
            ("一", None),
        ];
        for (text, want) in cases {
            let got = marker(text).map(|m| (m.series, m.number, &text[..m.bare]));
            assert_eq!(got, want, "{text}");
        }
    }
}
