//! What holds for any text: spans fit, the same text gives the same facts, nothing panics, and everything ends.

use proptest::prelude::*;
use zhengwen::{Article, Entities, Extractor, Facts, Span};

/// Words that make the stages below meet: numbers, units, times, bodies, marks.
const PIECES: &[&str] = &[
    "今年以来",
    "全市",
    "法院",
    "市委政法委",
    "办理案件",
    "20522件",
    "，",
    "。",
    "其中",
    "、",
    "占案件总数的",
    "42.13%",
    "由",
    "提高到",
    "三五百",
    "万元",
    "亿",
    "“",
    "”",
    "《",
    "》",
    "（",
    "）",
    "〔2023〕5号",
    "2025年",
    "1—8月",
    "截至10月底",
    "同比增长",
    "翻一番",
    "第3位",
    "一是",
    "二是",
    "一、",
    "\n",
    "建立",
    "制度",
    "不低于",
    "余",
    "多名",
    "去年同期",
    "按类型分",
    "人均",
    "率达",
    "每人每月",
    "至",
    "的",
    "和",
    "零",
    "半",
    "两成",
    "八五折",
    "１２３",
    "-",
    "/",
    ".",
    "3/6",
    "😀",
    "é",
    "\u{3000}",
    "\u{200b}",
    "\r\n",
    "来源：",
    "供稿",
    "责任编辑：",
    "甘州区",
    "党的十八大以来",
    "“十四五”期间",
    "一百",
    "零点",
    "99999999999999999999999999999999",
];

fn pieces() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 0..60).prop_map(|v| v.concat())
}

fn extract(text: &str) -> Facts<'_> {
    Extractor::new().unwrap().extract(Article::new(text).published("2025-03-01".parse().unwrap()))
}

/// Asserts that a fact's span is on character boundaries and holds its words.
fn grounded(text: &str, span: Span, words: Option<&str>) {
    let found = text.get(span.start as usize..span.end as usize);
    assert!(found.is_some(), "{span:?} does not fit {text:?}");
    if let Some(words) = words {
        assert_eq!(found, Some(words), "{text:?}");
    }
}

fn sound(text: &str, facts: &Facts<'_>) {
    for claim in &facts.claims {
        grounded(text, claim.span, Some(&claim.text));
        if let Some(indicator) = &claim.indicator {
            grounded(text, indicator.span, Some(&indicator.text));
        }
        for quote in [&claim.predicate, &claim.actor, &claim.base].into_iter().flatten() {
            grounded(text, quote.span, Some(&quote.text));
        }
        if let Some(comparison) = &claim.comparison {
            grounded(text, comparison.span, Some(&comparison.text));
        }
        if let Some(period) = &claim.period {
            grounded(text, period.span.unwrap_or_default(), period.text.as_deref());
            assert!(period.start.zip(period.end).is_none_or(|(a, b)| a <= b), "{period:?} in {text:?}");
        }
    }
    for mention in facts.institutions.iter().flat_map(|i| &i.mentions) {
        grounded(text, mention.span, Some(&mention.text));
    }
    for measure in &facts.measures {
        grounded(text, measure.span, Some(&measure.text));
    }
    for policy in &facts.policies {
        grounded(text, policy.span, Some(&policy.text));
    }
    for section in &facts.document.sections {
        grounded(text, section.span, None);
    }
    for note in &facts.notes {
        grounded(text, note.span, None);
    }
    let sorted = |spans: Vec<Span>| assert!(spans.is_sorted_by_key(|s| s.start), "out of order in {text:?}");
    sorted(facts.claims.iter().map(|c| c.span).collect());
    sorted(facts.measures.iter().map(|m| m.span).collect());
    sorted(facts.policies.iter().map(|p| p.span).collect());
    linked(facts);
}

/// Asserts that every id that a fact names is the id of a fact.
fn linked(facts: &Facts<'_>) {
    let claim = |id| facts.claims.iter().any(|c| c.id == id);
    for c in &facts.claims {
        assert!(c.part_of.is_none_or(|id| claim(id) && id != c.id));
        assert!(c.baseline.is_none_or(|id| claim(id) && id != c.id));
        assert!(c.section.is_none_or(|s| (s as usize) < facts.document.sections.len()));
    }
    for m in &facts.measures {
        assert!(m.outcomes.iter().all(|&id| claim(id)));
        assert!(m.actors.iter().all(|&id| facts.institutions.iter().any(|i| i.id == id)));
    }
    for check in &facts.checks {
        assert!(check.claims.iter().all(|&id| claim(id)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mixed_texts_are_sound(text in pieces()) {
        sound(&text, &extract(&text));
    }

    #[test]
    fn any_string_is_sound(text in "\\PC{0,80}") {
        sound(&text, &extract(&text));
    }

    #[test]
    fn what_is_recognized_is_grounded(text in pieces()) {
        let found = Extractor::new().unwrap().recognize(text.as_str());
        for entity in &found.entities {
            grounded(&text, entity.span, Some(&entity.text));
        }
        let json = serde_json::to_string(&found).unwrap();
        let read: Entities<'_> = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&read, &found);
    }

    #[test]
    fn json_goes_there_and_back(text in pieces()) {
        let facts = extract(&text);
        let json = serde_json::to_string(&facts).unwrap();
        let read: Facts<'_> = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&read, &facts);
    }
}

#[test]
fn threads_agree() {
    let text = include_str!("../fixtures/seed.txt");
    let extractor = Extractor::new().unwrap();
    let once = extractor.extract(text);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let mut worker = extractor.worker();
                for _ in 0..2 {
                    assert_eq!(worker.extract(text), once);
                }
            });
        }
    });
}

#[test]
fn a_used_worker_gives_what_a_fresh_one_gives() {
    let extractor = Extractor::new().unwrap();
    let mut worker = extractor.worker();
    for text in ["今年以来，全市办理案件12件。", "", "《", include_str!("../fixtures/seed.txt"), "增长3.5%。"]
    {
        assert_eq!(worker.extract(text), extractor.extract(text));
    }
}

#[test]
fn hostile_texts_end() {
    let long = |piece: &str, bytes: usize| piece.repeat(bytes / piece.len());
    let kilo = 100_000;
    let mut texts: Vec<String> = [
        "1",
        "一",
        "的",
        "“",
        "”",
        "《",
        "》",
        "（",
        "）",
        "年月日",
        "三五百",
        "其中",
        "1个、",
        "由1个到",
        "其中1个，",
        "今年，",
        "一是",
        "\n",
        "。",
        "、",
        "亿",
        "%",
        "比上年",
        "法院",
        "市",
        "1—",
        "〔",
        "从",
        "第",
        "分别占",
    ]
    .iter()
    .map(|p| long(p, kilo))
    .collect();
    texts.push(long("全市新建学校12所，其中小学8所、中学4所，同比增长3.5%，", 1_000_000));
    texts.push(long("今年以来，市委政法委建立“双述职”制度，办理案件12件，", 200_000));
    for text in &texts {
        let facts = extract(text);
        for claim in facts.claims.iter().step_by(97) {
            grounded(text, claim.span, Some(&claim.text));
        }
    }
}
