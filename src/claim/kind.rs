//! What kind of figure an indicator and a unit make.

use crate::chunk::{Form, Quantity};
use crate::lexicon::rows;
use crate::model::{Basis, Dimension, Direction, Kind};
use rust_decimal::Decimal;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// What words inside an indicator make of a figure, by the character that shows that one may be there.
static LABELS: LazyLock<Labels> = LazyLock::new(Labels::read);

/// The table of words that decide the kind of a figure.
#[derive(Debug, Default)]
struct Labels {
    /// Words that make an average, at the end (亩产) or anywhere (人均), by the character in them that shows that one may be
    /// there.
    average: Vec<(char, &'static str, Place)>,
    /// Endings of an indicator that is a part of a whole.
    share: Vec<&'static str>,
    /// Indicators that are no row label alone: they take the thing they belong to.
    bare: FxHashSet<&'static str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    End,
    Any,
}

impl Labels {
    fn read() -> Self {
        let (file, text) = ("data/lexicon/labels.tsv", include_str!("../../data/lexicon/labels.tsv"));
        let mut labels = Labels::default();
        for row in rows(file, text, &["word", "role"]).unwrap_or_default() {
            let word = row.field(0);
            let shown = || word.chars().find(|c| averaging(*c));
            match row.field(1) {
                "average" => labels.average.extend(shown().map(|c| (c, word, Place::Any))),
                "average.end" => labels.average.extend(shown().map(|c| (c, word, Place::End))),
                "share" => labels.share.push(word),
                _ => {
                    labels.bare.insert(word);
                }
            }
        }
        labels
    }
}

/// Returns true if the words make an average.
pub(crate) fn averages(words: &str) -> bool {
    let fits = |found: char| {
        LABELS.average.iter().filter(|(c, ..)| *c == found).any(|(_, word, place)| match place {
            Place::End => words.ends_with(word),
            Place::Any => words.contains(word),
        })
    };
    words.chars().any(|c| averaging(c) && fits(c))
}

/// True for the characters that show that an average may be there.
fn averaging(c: char) -> bool {
    matches!(c, '均' | '产' | '每' | '千' | '万' | '百')
}

/// Returns true if the words are no row label of their own.
pub(crate) fn bare(words: &str) -> bool {
    LABELS.bare.contains(words)
}

/// Returns the kind of a figure that no predicate decides.
pub(crate) fn of(quantity: &Quantity<'_>, indicator: &str, averaged: impl FnOnce() -> bool) -> Kind {
    let ranked = indicator.ends_with("排名") || indicator.ends_with("位次") || indicator.ends_with("名次");
    if quantity.form == Form::Rank
        || quantity.dimension == Dimension::Rank
        || (ranked && quantity.unit.as_deref() == Some("位"))
    {
        return Kind::Rank;
    }
    match quantity.dimension {
        Dimension::Percent | Dimension::Permille => {
            if LABELS.share.iter().any(|s| indicator.ends_with(s))
                || (indicator.contains('占') && indicator.ends_with('重'))
            {
                Kind::Share
            } else {
                Kind::Rate
            }
        }
        _ if indicator.ends_with('率') && quantity.unit.is_none() => Kind::Rate,
        _ if (quantity.unit.is_none() && indicator.ends_with('比')) || indicator.ends_with("系数") => Kind::Rate,
        Dimension::Multiple => Kind::Share,
        _ if averaged() || averages(indicator) => Kind::Average,
        _ => Kind::Level,
    }
}

/// Returns what a 倍 or 番 multiplies by.
pub(crate) fn factor(quantity: &Quantity<'_>, kind: Kind, direction: Option<Direction>) -> Option<Decimal> {
    match (quantity.form, quantity.dimension, kind) {
        (Form::Fan, ..) => Some(quantity.value),
        (_, Dimension::Multiple, Kind::Change) if direction == Some(Direction::Increase) => {
            quantity.value.checked_add(Decimal::ONE)
        }
        (_, Dimension::Multiple, Kind::Change) => None,
        (_, Dimension::Multiple, _) => Some(quantity.value),
        _ => None,
    }
}

/// Returns what a comparison compares with.
pub(crate) fn basis(words: &str) -> Basis {
    match words {
        "同比" => return Basis::YearOnYear,
        "环比" => return Basis::MonthOnMonth,
        _ => {}
    }
    let has = |list: &[&str]| list.iter().any(|w| words.contains(w));
    if has(&["环比", "上月", "上季度", "上个月"]) {
        Basis::MonthOnMonth
    } else if has(&["同比", "上年", "去年", "同期", "上一年"]) {
        Basis::YearOnYear
    } else {
        Basis::Versus
    }
}
