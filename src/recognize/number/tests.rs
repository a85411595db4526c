//! Texts and their numeric entities.

use super::*;

/// Returns each entity as its type, words and values.
fn found(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    crate::recognize::numbers(text, &mut out);
    let value = |v: Option<Decimal>| v.map_or(String::new(), |v| v.to_string());
    out.iter()
        .map(|e| match e.entity_type {
            EntityType::NumberRange => format!("range {} {}..{}", e.text, value(e.min), value(e.max)),
            EntityType::Percentage => format!("percentage {} {}", e.text, value(e.value)),
            EntityType::Number => format!("number {} {}", e.text, value(e.value)),
            _ => format!("other {} {}", e.text, value(e.value)),
        })
        .collect()
}

#[test]
fn entities_of_texts() {
    for (text, want) in [
        ("库存变动−120", vec!["number −120 -120"]),
        ("涨幅在5%-8%", vec!["number 5 5", "percentage 5% 5", "number 8 8", "percentage 8% 8"]),
        ("降价三成半", vec!["percentage 三成半 35"]),
        ("报名三五百人", vec!["range 三五百 300..500"]),
        ("十四五时期", vec![]),
        ("5G网络", vec![]),
        ("超过一半", vec![]),
    ] {
        assert_eq!(found(text), want, "{text}");
    }
}
