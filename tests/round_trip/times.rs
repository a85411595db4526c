//! What is written as a date, a range, a quarter or a half-year is read back as the same days.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::cast_sign_loss,
    clippy::cast_possible_truncation,
    reason = "a test may fail, and its numbers are small"
)]

use proptest::prelude::*;
use std::sync::LazyLock;
use zhengwen::{Article, Date, Extractor};

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().unwrap());

/// Returns the period of the one claim of `{written}，全市新建学校12所。`.
fn period(written: &str) -> (Option<Date>, Option<Date>) {
    let text = format!("{written}，全市新建学校12所。");
    let facts = EXTRACTOR.extract(Article::new(&text).published("2024-07-01".parse().unwrap()));
    let claim =
        facts.claims.iter().find(|c| c.value.to_string() == "12").unwrap_or_else(|| panic!("no claim in {text}"));
    let period = claim.period.as_ref().unwrap_or_else(|| panic!("no period in {text}"));
    assert_eq!(period.text.as_deref(), Some(written), "{text}");
    (period.start, period.end)
}

/// Returns a number in Chinese numerals, below one hundred.
fn chinese(n: i8) -> String {
    let digit = |d: i8| ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"][d as usize];
    match (n / 10, n % 10) {
        (0, ones) => digit(ones).to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens, ones) => format!("{}十{}", digit(tens), digit(ones)),
    }
}

/// Returns a year digit by digit in Chinese.
fn chinese_year(year: i16) -> String {
    year.to_string()
        .bytes()
        .map(|b| ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"][(b - b'0') as usize])
        .collect()
}

fn full_width(text: &str) -> String {
    text.chars().map(|c| c.to_digit(10).and_then(|d| char::from_u32('０' as u32 + d)).unwrap_or(c)).collect()
}

fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day)
}

/// Returns first and last day of whole months.
fn months(year: i16, first: i8, last: i8) -> (Option<Date>, Option<Date>) {
    (day(year, first, 1), day(year, last, 1).map(Date::last_of_month))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn days(year in 1950_i16..2060, month in 1_i8..=12, of in 1_i8..=28) {
        let want = (day(year, month, of), day(year, month, of));
        for written in [
            format!("{year}年{month}月{of}日"),
            format!("{year}年{month:02}月{of:02}日"),
            full_width(&format!("{year}年{month}月{of}日")),
            format!("{}年{}月{}日", chinese_year(year), chinese(month), chinese(of)),
            format!("{year}-{month:02}-{of:02}"),
            format!("{year}/{month}/{of}"),
        ] {
            prop_assert_eq!(period(&written), want, "{}", written);
        }
    }

    #[test]
    fn years_and_their_parts(year in 1950_i16..2060, month in 1_i8..=12, quarter in 1_i8..=4) {
        let quarters = months(year, quarter * 3 - 2, quarter * 3);
        for (written, want) in [
            (format!("{year}年"), months(year, 1, 12)),
            (format!("{}年", chinese_year(year)), months(year, 1, 12)),
            (format!("{year}年度"), months(year, 1, 12)),
            (format!("{year}年全年"), months(year, 1, 12)),
            (format!("{year}年上半年"), months(year, 1, 6)),
            (format!("{year}年下半年"), months(year, 7, 12)),
            (format!("{year}年{month}月"), months(year, month, month)),
            (format!("{year}年{month}月份"), months(year, month, month)),
            (format!("{year}年{}月", chinese(month)), months(year, month, month)),
            (format!("{year}年前{month}个月"), months(year, 1, month)),
            (format!("{year}年{}季度", chinese(quarter)), quarters),
            (format!("{year}年第{quarter}季度"), quarters),
            (format!("{year}年第{}季度", chinese(quarter)), quarters),
            (format!("{year}年前{}季度", chinese(quarter)), months(year, 1, quarter * 3)),
            (format!("截至{year}年{month}月底"), (None, months(year, 1, month).1)),
            (format!("到{year}年底"), (None, day(year, 12, 31))),
        ] {
            prop_assert_eq!(period(&written), want, "{}", written);
        }
    }

    #[test]
    fn ranges(year in 1950_i16..2050, years in 1_i16..10, first in 1_i8..12, more in 1_i8..12, dash in "[—－至-]") {
        let last = (first + more).min(12);
        let end = year + years;
        let of_months = months(year, first, last);
        for (written, want) in [
            (format!("{year}{dash}{end}年"), (day(year, 1, 1), day(end, 12, 31))),
            (format!("{year}年{dash}{end}年"), (day(year, 1, 1), day(end, 12, 31))),
            (format!("{year}年{first}{dash}{last}月"), of_months),
            (format!("{year}年{first}月{dash}{last}月"), of_months),
            (format!("{year}年{first}月3日{dash}{last}月5日"), (day(year, first, 3), day(year, last, 5))),
            (format!("{year}年{first}月3日{dash}{}日", 3 + more), (day(year, first, 3), day(year, first, 3 + more))),
            (format!("从{year}年{first}月到{end}年{last}月"), (day(year, first, 1), months(end, last, last).1)),
        ] {
            prop_assert_eq!(period(&written), want, "{}", written);
        }
    }

    #[test]
    fn plans(plan in 11_i16..=15) {
        let start = 1951 + plan * 5;
        for written in [format!("“{}五”期间", chinese(plan as i8)), format!("“{}五”时期", chinese(plan as i8))] {
            prop_assert_eq!(period(&written), (day(start, 1, 1), day(start + 4, 12, 31)), "{}", written);
        }
    }
}
