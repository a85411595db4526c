//! Numerals in every form, and back.

use super::{Style, read};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn value(text: &str, spaces: bool) -> Option<Decimal> {
    let n = read(text, 0, Style { spaces, bare: false })?;
    (n.end == text.len()).then_some(n.value.normalize())
}

#[test]
fn numerals_are_read() {
    for (text, want) in [
        ("３，４５６", "3456"),
        ("12,345.6", "12345.6"),
        ("二百零三万零四十", "2030040"),
        ("一亿零五", "100000005"),
        ("九万二", "92000"),
        ("两千一百五", "2150"),
        ("壹佰贰拾叁", "123"),
        ("叁萬兩仟", "32000"),
        ("六点二五亿", "625000000"),
        ("1.2万亿", "1200000000000"),
        ("8万6千", "86000"),
        ("十八", "18"),
        ("三百四十万亿", "340000000000000"),
    ] {
        assert_eq!(value(text, false), want.parse().ok(), "{text}");
    }
    assert_eq!(value("三千 六百", true), Some(Decimal::from(3600)));
    assert_eq!(value("三千 六百", false), None);
}

#[test]
fn approximations_have_two_ends() {
    for (text, low, high) in
        [("七八", 7, 8), ("三五百", 300, 500), ("二三十", 20, 30), ("一百二三十", 120, 130), ("四五万", 40_000, 50_000)]
    {
        let n = read(text, 0, Style::default());
        assert_eq!(n.map(|n| (n.value, n.max)), Some((Decimal::from(low), Some(Decimal::from(high)))), "{text}");
    }
}

/// Writes a number in Chinese characters.
fn hanzi(n: u64) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |d: u64| DIGITS[usize::try_from(d).unwrap()];
    fn join(high: String, low: u64, gap: bool, write: &dyn Fn(u64) -> String) -> String {
        match low {
            0 => high,
            _ => format!("{high}{}{}", if gap { "零" } else { "" }, write(low)),
        }
    }
    match n {
        0..=9 => digit(n).to_owned(),
        10..=99 => join(format!("{}十", digit(n / 10)), n % 10, false, &hanzi),
        100..=999 => join(format!("{}百", digit(n / 100)), n % 100, n % 100 < 10, &hanzi),
        1000..=9999 => join(format!("{}千", digit(n / 1000)), n % 1000, n % 1000 < 100, &hanzi),
        10_000..=99_999_999 => join(format!("{}万", hanzi(n / 10_000)), n % 10_000, n % 10_000 < 1000, &hanzi),
        _ => join(format!("{}亿", hanzi(n / 100_000_000)), n % 100_000_000, n % 100_000_000 < 10_000_000, &hanzi),
    }
}

fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(c);
    }
    out
}

proptest! {
    #[test]
    fn written_in_chinese_and_read(n in 0_u64..=9_999_999_999_999) {
        prop_assert_eq!(value(&hanzi(n), false), Some(Decimal::from(n)), "{}", hanzi(n));
    }

    #[test]
    fn written_in_digits_and_read(n in 1_u64..=9_999_999_999_999) {
        prop_assert_eq!(value(&n.to_string(), false), Some(Decimal::from(n)));
        prop_assert_eq!(value(&grouped(n), false), Some(Decimal::from(n)));
    }

    #[test]
    fn scales_multiply(n in 1_i64..=99_999, places in 0_u32..=3) {
        let number = Decimal::new(n, places);
        let want = number.checked_mul(Decimal::from(100_000_000)).unwrap().normalize();
        prop_assert_eq!(value(&format!("{number}亿"), false), Some(want));
    }

    #[test]
    fn any_text_is_read_without_panic(text in "[0-9零一二两三十百千万亿点几数余多半第前至到%—.,/ 每元个]{0,40}") {
        let mut out = Vec::new();
        let within = crate::span::Span::new(0, u32::try_from(text.len()).unwrap());
        crate::chunk::quantity::scan(&text, within, &crate::chunk::sites_in(&text, within), &mut out);
        for pair in out.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start, "{}", text);
        }
        for q in &out {
            prop_assert!(text.get(q.span.range()).is_some_and(|t| !t.is_empty()), "{}", text);
            prop_assert!(q.span.contains(q.number), "{} {:?}", text, q);
        }
    }
}
