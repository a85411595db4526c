//! What is written is read: random values in every form, and the value that comes back.

use proptest::prelude::*;
use rust_decimal::Decimal;
use zhengwen::{Claim, Entity, EntityType, Extractor};

const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
const FORMAL: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];

/// Writes a number below 10^12 with those digits and those words for 十, 百, 千, 万, 亿.
fn hanzi(n: u64, digits: [&str; 10], words: [&str; 5]) -> String {
    let group = |n: u64, inside: bool| {
        let mut out = String::new();
        let mut gap = inside && n < 1000;
        for (i, factor) in [1000, 100, 10, 1].into_iter().enumerate() {
            let digit = usize::try_from(n / factor % 10).unwrap();
            if digit == 0 {
                gap |= !out.is_empty();
                continue;
            }
            if std::mem::take(&mut gap) {
                out.push_str(digits[0]);
            }
            out.push_str(digits[digit]);
            out.push_str(["", words[0], words[1], words[2]][3 - i]);
        }
        out
    };
    if n == 0 {
        return digits[0].to_owned();
    }
    let mut out = String::new();
    let mut gap = false;
    for (factor, word) in [(100_000_000, words[4]), (10_000, words[3]), (1, "")] {
        let part = n / factor % 10_000;
        if part == 0 {
            gap = !out.is_empty();
            continue;
        }
        let text = group(part, !out.is_empty());
        if gap && !text.starts_with(digits[0]) {
            out.push_str(digits[0]);
        }
        gap = false;
        out.push_str(&text);
        out.push_str(word);
    }
    out
}

fn plain(n: u64) -> String {
    hanzi(n, DIGITS, ["十", "百", "千", "万", "亿"])
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

fn wide(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0'..='9' => char::from_u32(u32::from(c) - u32::from('0') + u32::from('０')).unwrap(),
            ',' => '，',
            other => other,
        })
        .collect()
}

/// Every form a whole number may be written in.
fn forms(n: u64) -> Vec<String> {
    let digits = n.to_string();
    let mut out = vec![
        grouped(n),
        wide(&digits),
        wide(&grouped(n)),
        plain(n),
        hanzi(n, FORMAL, ["拾", "佰", "仟", "万", "亿"]),
        hanzi(n, FORMAL, ["拾", "佰", "仟", "萬", "億"]),
        digits,
    ];
    if n > 10_000 && n % 10_000 >= 1000 {
        out.push(format!("{}万{}", n / 10_000, n % 10_000));
    }
    out
}

/// Reads the one claim of a sentence.
fn claim(text: &str) -> Option<Claim<'static>> {
    let extractor = extractor();
    let facts = extractor.extract(text);
    let [claim] = facts.claims.as_slice() else { return None };
    serde_json::from_str(&serde_json::to_string(claim).unwrap()).ok()
}

/// Reads the entities of one type.
fn entities(text: &str, of: EntityType) -> Vec<Entity<'_>> {
    extractor().recognize(text).entities.into_iter().filter(|e| e.entity_type == of).collect()
}

fn extractor() -> &'static Extractor {
    static EXTRACTOR: std::sync::LazyLock<Extractor> = std::sync::LazyLock::new(|| Extractor::new().unwrap());
    &EXTRACTOR
}

fn value(text: &str) -> Option<Decimal> {
    claim(text).map(|c| c.value.normalize())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whole_numbers_come_back(n in 2_u64..=999_999_999_999) {
        for form in forms(n) {
            let text = format!("全市办理案件{form}件。");
            prop_assert_eq!(value(&text), Some(Decimal::from(n)), "{}", text);
        }
    }

    #[test]
    fn numbers_are_recognized_in_every_form(n in 11_u64..=999_999_999_999) {
        for form in forms(n) {
            let found = entities(&form, EntityType::Number);
            let values: Vec<_> = found.iter().map(|e| (e.text.as_ref(), e.value)).collect();
            prop_assert_eq!(values, vec![(form.as_str(), Some(Decimal::from(n)))]);
        }
    }

    #[test]
    fn scaled_decimals_come_back(n in 1_i64..=99_999, places in 1_u32..=3, scale in 0_usize..4) {
        let number = Decimal::new(n, places);
        let (word, factor) = [("万", 10_000_u64), ("亿", 100_000_000), ("万亿", 1_000_000_000_000), ("千", 1000)][scale];
        prop_assume!(scale < 3 || number < Decimal::TEN);
        let want = (number * Decimal::from(factor)).normalize();
        let text = format!("完成投资{number}{word}元。");
        prop_assert_eq!(value(&text), Some(want), "{}", text);
        let text = format!("完成投资{}{word}元。", wide(&number.to_string()).replace('.', "．"));
        prop_assert_eq!(value(&text), Some(want), "{}", text);
    }

    #[test]
    fn percentages_come_back(n in 1_i64..=99_999, negative: bool) {
        let number = Decimal::new(n, 2);
        let text = format!("财政收入增速为{}{number}%。", if negative { "-" } else { "" });
        let want = if negative { -number } else { number };
        prop_assert_eq!(value(&text), Some(want.normalize()), "{}", text);
        let found = entities(&text, EntityType::Percentage);
        prop_assert_eq!(found.first().and_then(|e| e.value), Some(want.normalize()), "{}", text);
    }

    #[test]
    fn chinese_percentages_and_permilles_come_back(n in 1_u64..=9999, word in 0_usize..3) {
        let lead = ["百分之", "千分之", "万分之"][word];
        let text = format!("不良率为{lead}{}。", plain(n));
        prop_assert_eq!(value(&text), Some(Decimal::from(n)), "{}", text);
    }

    #[test]
    fn fractions_come_back(below in 2_u64..=99, above in 1_u64..=98) {
        prop_assume!(above < below);
        let text = format!("{}分之{}的村建成站点。", plain(below), plain(above));
        let found = claim(&text);
        let fraction = found.as_ref().and_then(|c| c.fraction.as_deref()).map(str::to_owned);
        prop_assert_eq!(fraction, Some(format!("{above}/{below}")), "{}", text);
        let want = (Decimal::from(above) / Decimal::from(below)).round_sf(12).unwrap().normalize();
        prop_assert_eq!(found.map(|c| c.value), Some(want));
    }

    #[test]
    fn ranges_come_back(low in 2_u64..=500, more in 1_u64..=500, joint in 0_usize..5) {
        let (high, joint) = (low + more, ["至", "到", "—", "-", "～"][joint]);
        let text = format!("每批安排{low}{joint}{high}户。");
        let found = claim(&text);
        prop_assert_eq!(found.as_ref().map(|c| (c.value, c.value_max)), Some((Decimal::from(low), Some(Decimal::from(high)))), "{}", text);
    }

    #[test]
    fn money_in_parts_comes_back(yuan in 1_u64..=9999, jiao in 1_u64..=9, fen in 1_u64..=9) {
        let text = format!("单价为{yuan}元{jiao}角{fen}分。");
        let want = Decimal::from(yuan * 100 + jiao * 10 + fen) / Decimal::ONE_HUNDRED;
        prop_assert_eq!(value(&text), Some(want), "{}", text);
        let found = entities(&text, EntityType::Currency);
        prop_assert_eq!(found.first().and_then(|e| e.value), Some(want), "{}", text);
    }
}
