//! Years, halves, quarters, months and days as they are written, before a year is found for those that name none.

use super::reader::{Number, Reader, is_dash, is_numeral};
use super::spoken;
use super::words::Words;
use crate::chunk::among;
use std::sync::LazyLock;

/// The year of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Year {
    Given(i16),
    /// So many years after the article's: 今年 0, 去年 -1.
    Offset(i16),
    /// 当年: the one spoken of, or else the article's.
    Same,
    /// 次年: the one after the one spoken of.
    Next,
    Unsaid,
}

/// How fine an expression is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Grain {
    Day,
    Month,
    Quarter,
    Half,
    Year,
}

/// Whether the expression names the stretch or one end of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    Whole,
    /// 年初, 6月初.
    Start,
    /// 年底, 6月末.
    End,
}

/// A stretch of some year: first and last month and day. Last day 0 is the last of its month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) first: (i8, i8),
    pub(crate) last: (i8, i8),
    pub(crate) grain: Grain,
    pub(crate) edge: Edge,
    /// 12日 without a month.
    pub(crate) bare_day: bool,
}

/// One calendar expression: 2020年, 今年上半年, 9月14日.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Atom {
    pub(crate) year: Year,
    pub(crate) part: Part,
}

impl Part {
    /// Returns the stretch of whole months.
    pub(crate) fn months(first: i8, last: i8, grain: Grain) -> Self {
        Part { first: (first, 1), last: (last, 0), grain, edge: Edge::Whole, bare_day: false }
    }

    /// Returns the stretch of days in one month.
    pub(crate) fn days(month: i8, first: i8, last: i8) -> Self {
        Part { first: (month, first), last: (month, last), grain: Grain::Day, edge: Edge::Whole, bare_day: false }
    }

    fn edge(self, edge: Edge) -> Self {
        Part { edge, ..self }
    }
}

/// A word for a year.
#[derive(Clone, Copy, Debug)]
pub(crate) struct YearWord {
    year: Year,
    row: spoken::Word,
}

/// Words for a year by the article's date.
pub(crate) static YEARS: LazyLock<Words<YearWord>> = LazyLock::new(|| {
    Words::new(spoken::words("year").into_iter().filter_map(|(word, row)| {
        let year = match row.by {
            "same" => Year::Same,
            "next" => Year::Next,
            by => Year::Offset(by.parse().ok()?),
        };
        Some((word, YearWord { year, row }))
    }))
});

/// Words that begin a part of a year, other than numbers.
pub(crate) const PARTS: &[&str] =
    &["上半年", "前半年", "下半年", "后半年", "首季度", "全年", "年底", "年末", "年初", "年内", "年中"];
/// Two quarters in a row.
const PAIRS: &[&str] = &["一二季度", "二三季度", "三四季度"];
/// Words that begin a part of a year when a number follows.
pub(crate) const COUNTED_PARTS: &[&str] = &["前", "头", "第"];

impl Reader<'_> {
    /// Reads a year: 2020年, 二〇二〇年, 今年, 2021年度.
    pub(crate) fn year(&mut self) -> Option<Year> {
        let mut r = *self;
        let year = if let Some(number) = r.number() {
            r.spaces();
            if !r.eat("年") {
                return None;
            }
            match number {
                Number { value: 1000..3000, len: 4, positional: true, .. } => {
                    Year::Given(i16::try_from(number.value).ok()?)
                }
                // 两千年 alone are two thousand years.
                Number { value: 2000..2100, positional: false, .. } if number.value > 2000 || r.part_follows() => {
                    Year::Given(i16::try_from(number.value).ok()?)
                }
                Number { value, len: 2, positional: true, .. } if r.part_follows() => {
                    Year::Given(i16::try_from(if value < 70 { 2000 + value } else { 1900 + value }).ok()?)
                }
                _ => return None,
            }
        } else {
            r.relative_year()?
        };
        let mut tail = r;
        if tail.eat("度") && !tail.sees("过假") {
            r = tail;
        }
        *self = r;
        Some(year)
    }

    /// Returns true if a month or a quarter comes next: 08年6月, 一五年第三季度.
    fn part_follows(mut self) -> bool {
        let most = if self.eat("第") { 4 } else { 12 };
        self.number().is_some_and(|n| (1..=most).contains(&n.value))
            && self.eat_any(&["季度", "月"]).is_some_and(|i| i == 0 || most == 12)
    }

    fn relative_year(&mut self) -> Option<Year> {
        let mut r = *self;
        let (_, word) = r.eat_word(&YEARS)?;
        if self.before().is_some_and(|c| among(word.row.not_after, c)) || r.sees(word.row.not_before) {
            return None;
        }
        *self = r;
        Some(word.year)
    }

    /// Reads a calendar expression: a year, a part of one, or both.
    pub(crate) fn atom(&mut self) -> Option<Atom> {
        let mut r = *self;
        if let Some(atom) = r.iso_date() {
            *self = r;
            return Some(atom);
        }
        let Some(year) = r.year() else {
            let part = r.part(false)?;
            *self = r;
            return Some(Atom { year: Year::Unsaid, part });
        };
        let mut tail = r;
        tail.spaces();
        if !tail.eat("的") {
            tail.eat_one("、，,");
            if tail.at != r.at && !tail.sees("0123456789") {
                tail = r;
            }
        }
        // 2020年，1至11月 is two expressions; 2020年 1至11月 is one.
        if tail.before().is_some_and(|c| among("、，,", c)) {
            tail = r;
        }
        let part = match tail.part(true) {
            Some(part) => {
                r = tail;
                part
            }
            None => Part::months(1, 12, Grain::Year),
        };
        *self = r;
        Some(Atom { year, part })
    }

    /// Reads 2020-11-04, 2020/11/4, 2020.11.4.
    fn iso_date(&mut self) -> Option<Atom> {
        let mut r = *self;
        let year = r.number().filter(|n| n.len == 4 && !n.chinese && (1000..3000).contains(&n.value))?;
        let sign = r.peek().filter(|c| among("-/.／－", *c))?;
        r.skip();
        let month = r.number().filter(|n| n.len <= 2 && !n.chinese && (1..=12).contains(&n.value))?;
        if r.peek() != Some(sign) {
            return None;
        }
        r.skip();
        let day = r.number().filter(|n| n.len <= 2 && !n.chinese && (1..=31).contains(&n.value))?;
        if r.peek().is_some_and(|c| c == sign || c.is_ascii_alphanumeric()) {
            return None;
        }
        *self = r;
        let day = small(day)?;
        Some(Atom { year: Year::Given(i16::try_from(year.value).ok()?), part: Part::days(small(month)?, day, day) })
    }

    /// Reads a part of a year. `dated`: a year stands right before.
    pub(crate) fn part(&mut self, dated: bool) -> Option<Part> {
        let readers: &[fn(&mut Self) -> Option<Part>] = match self.peek()? {
            '上' | '下' | '后' => &[Self::half],
            '前' | '头' => &[Self::half, Self::leading_months],
            '首' | '第' => &[Self::quarter],
            c if is_numeral(c) => match self.behind_number()? {
                '月' => &[Self::month],
                '日' | '号' | '號' => &[Self::bare_day],
                '季' | '、' => &[Self::quarter],
                c if is_dash(c) => &[Self::quarter, Self::month, Self::bare_day],
                _ => return None,
            },
            _ => return self.whole(dated),
        };
        readers.iter().find_map(|read| {
            let mut r = *self;
            let part = read(&mut r)?;
            *self = r;
            Some(part)
        })
    }

    /// Returns what stands behind the number that comes next, spaces aside.
    fn behind_number(mut self) -> Option<char> {
        self.number()?;
        self.spaces();
        self.peek()
    }

    /// Reads 上半年, 下半年.
    fn half(&mut self) -> Option<Part> {
        let (first, last) = match self.eat_any(&["上半年", "前半年", "下半年", "后半年"])? {
            0 | 1 => (1, 6),
            _ => (7, 12),
        };
        Some(Part::months(first, last, Grain::Half).edge(self.end_word()))
    }

    /// Reads 前11个月, 前三季度.
    fn leading_months(&mut self) -> Option<Part> {
        if self.before().is_some_and(|c| among("提此之以目会产日后当", c)) || self.eat_any(&["前", "头"]).is_none()
        {
            return None;
        }
        let number = self.number().filter(|n| (1..=12).contains(&n.value))?;
        let last = small(number)?;
        let (last, grain) = if self.eat("个月") || self.eat("個月") || self.eat("月") {
            (last, Grain::Month)
        } else {
            self.eat("个");
            if last > 4 || !self.eat("季度") {
                return None;
            }
            (last * 3, Grain::Quarter)
        };
        Some(Part::months(1, last, grain).edge(self.end_word()))
    }

    /// Reads 一季度, 第三季度, 一至三季度, 四季度末.
    fn quarter(&mut self) -> Option<Part> {
        if self.before().is_some_and(|c| among("每逐上下", c)) {
            return None;
        }
        let (first, last) = if self.eat("首季度") {
            (1, 1)
        } else {
            self.eat("第");
            // 二三季度 are two quarters.
            if let Some(i) = self.eat_any(PAIRS) {
                let first = i8::try_from(i).ok()?;
                return Some(Part::months(first * 3 + 1, first * 3 + 6, Grain::Quarter).edge(self.end_word()));
            }
            let first = small(self.number()?)?;
            let mut r = *self;
            let last = if r.dash() || r.eat("、") {
                r.eat("第");
                *self = r;
                small(self.number()?)?
            } else {
                first
            };
            if !self.eat("季度") {
                return None;
            }
            (first, last)
        };
        if first < 1 || last > 4 || last < first {
            return None;
        }
        Some(Part::months(first * 3 - 2, last * 3, Grain::Quarter).edge(self.end_word()))
    }

    /// Reads 9月, 1—10月, 9月14日, 6月10—12日, 10月底, 三月上旬.
    fn month(&mut self) -> Option<Part> {
        // 两月 is two months, 二月 is February.
        if self.sees("两兩") {
            return None;
        }
        let number = self.number()?;
        let first = small(number).filter(|m| (1..=12).contains(m))?;
        let mut r = *self;
        let mut last = first;
        if r.dash() {
            last = small(r.number()?).filter(|m| (1..=12).contains(m))?;
            *self = r;
        }
        self.spaces();
        if !self.eat("月") || (number.chinese && self.sees("菊花饼兰天嫂子亮球牌琴饷季")) {
            return None;
        }
        if first > last {
            return None;
        }
        if first == last {
            let mut r = *self;
            r.spaces();
            if let Some((from, to)) = r.days_of_month() {
                *self = r;
                return Some(Part::days(first, from, to));
            }
            let thirds = [("上旬", 1, 10), ("中旬", 11, 20), ("下旬", 21, 0)];
            for (word, from, to) in thirds {
                if self.eat(word) {
                    return Some(Part { grain: Grain::Month, ..Part::days(first, from, to) });
                }
            }
            if self.eat("初") {
                // 十月初一 is a day of another calendar.
                if self.peek().is_some_and(is_numeral) {
                    return None;
                }
                let part = Part { grain: Grain::Month, ..Part::days(first, 1, 10) };
                return Some(part.edge(Edge::Start));
            }
        }
        if self.eat("份") && self.sees("额数") {
            return None;
        }
        Some(Part::months(first, last, Grain::Month).edge(self.end_word()))
    }

    /// Reads the days after a month: 14日, 10—12日, 十二号.
    fn days_of_month(&mut self) -> Option<(i8, i8)> {
        let first = small(self.number()?).filter(|d| (1..=31).contains(d))?;
        let mut last = first;
        let mut r = *self;
        if (r.dash() || r.eat("、"))
            && let Some(day) = r.number().and_then(small).filter(|d| (first..=31).contains(d))
        {
            last = day;
            *self = r;
        }
        self.spaces();
        if self.eat_one("日号號") { Some((first, last)) } else { None }
    }

    /// Reads 12日: an amount of days in most other places (7日内, 三日).
    fn bare_day(&mut self) -> Option<Part> {
        let after_dash = self.before().is_some_and(|c| among("至到-—–~～", c));
        let number = self.number().filter(|n| (1..=31).contains(&n.value) && (!n.chinese || n.len > 1))?;
        let first = small(number)?;
        let mut last = first;
        let mut r = *self;
        if r.dash() {
            last = r.number().and_then(small).filter(|d| (first..=31).contains(d))?;
            *self = r;
        }
        // 12号 alone may be a number of anything; 5日至7号 is a day.
        let day_word = self.eat("日") || (after_dash && self.eat_one("号號"));
        let since = self.rest().starts_with("以来");
        if !day_word || (!since && self.sees("内游均元以后前龄常程报")) {
            return None;
        }
        let day = Part::days(1, first, last);
        Some(Part { bare_day: true, ..day })
    }

    /// Reads 全年, 年内, 年底, 年初; after a year also 底, 末, 初, 内.
    fn whole(&mut self, dated: bool) -> Option<Part> {
        let year = Part::months(1, 12, Grain::Year);
        let mut r = *self;
        if r.eat("全年") && !r.sees("龄级") {
            *self = r;
            return Some(year);
        }
        let mut r = *self;
        let numbered = r
            .before()
            .is_some_and(|c| is_numeral(c) || among("大几多半每周青少老成近学整中历数新常今当明去来往幼童届暮", c));
        let full = r.eat("年");
        if !dated && (numbered || !full) {
            return None;
        }
        let edge = match r.eat_any(&["底", "末", "初", "内", "中"]) {
            Some(0 | 1) => Edge::End,
            Some(2) => Edge::Start,
            Some(3) => Edge::Whole,
            Some(4) if full && !r.sees("国央心") && r.sees("，、。时前") => {
                *self = r;
                return Some(Part::months(6, 7, Grain::Month));
            }
            _ => return None,
        };
        *self = r;
        Some(if edge == Edge::Start { Part { last: (1, 0), ..year.edge(edge) } } else { year.edge(edge) })
    }

    /// Reads 底 or 末.
    fn end_word(&mut self) -> Edge {
        let mut r = *self;
        if r.eat_one("底末") && !r.sees("线部层") {
            *self = r;
            return Edge::End;
        }
        Edge::Whole
    }
}

fn small(number: Number) -> Option<i8> {
    i8::try_from(number.value).ok()
}
