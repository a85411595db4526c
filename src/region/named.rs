//! Divisions named in a text, and words that mean the article's own.

use super::{DivisionId, Layer, divisions};
use crate::model::{Level, RegionRef};
use crate::span::Span;

/// Full names that are common nouns more often than divisions.
pub(crate) const BARE: [&str; 10] = ["市区", "东区", "西区", "南区", "北区", "城区", "郊区", "矿区", "新区", "城关区"];

/// One division named in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Named<'t> {
    pub(crate) span: Span,
    pub(crate) name: &'t str,
}

/// Returns the divisions named in `within`, by position. A two-character short name of a county counts only with `short`.
pub(crate) fn named(text: &str, within: Span, short: bool) -> impl Iterator<Item = Named<'_>> {
    let spans = divisions().finder.longest(text, within);
    spans.filter_map(move |span| name_at(text, span, short))
}

/// Returns the division that the words of `within` begin with.
pub(crate) fn opening(text: &str, within: Span, short: bool) -> Option<Named<'_>> {
    divisions().finder.opening(text, within).and_then(|span| name_at(text, span, short))
}

/// Returns the division named at `span`, where one of that name was found.
pub(crate) fn name_at(text: &str, span: Span, short: bool) -> Option<Named<'_>> {
    let table = divisions();
    let name = span.of(text);
    let division = table.named(name).first().and_then(|id| table.get(*id)).filter(|d| !d.zone)?;
    let before = text.get(..span.start as usize).unwrap_or("");
    let after = text.get(span.end as usize..).unwrap_or("");
    // 新区 and 城区 are divisions only behind their city; 佛罗里达州, 内华达州 are none of ours, nor is 上海合作组织.
    if BARE.contains(&name) && !before.ends_with('市')
        || name == "达州" && before.ends_with(['里', '华'])
        || name == "上海" && after.starts_with("合作组织")
    {
        return None;
    }
    let full = division.name == name || division.level <= Level::Prefectural || name.chars().count() > 2;
    (short || full).then_some(Named { span, name })
}

/// Returns the layer that a word for the article's own division means: 全市, 我省, 本县. A phrase may hold it anywhere, but
/// for 本, which ends other words (资本市场).
fn own(words: &str) -> Option<Layer> {
    words.char_indices().filter(|(at, c)| matches!(c, '全' | '我') || *c == '本' && *at == 0).find_map(|(at, c)| {
        let layer = words.get(at + 3..at + 6).and_then(Layer::of)?;
        (!matches!(layer, Layer::Township | Layer::Village) && (c, layer) != ('本', Layer::Nation)).then_some(layer)
    })
}

/// Returns the division that the words at `span` name: a named one, or the article's own for 全市 and its like.
pub(crate) fn mentioned(text: &str, span: Span, home: Option<&RegionRef>) -> Option<RegionRef> {
    let table = divisions();
    let home_id = home.and_then(|h| table.coded(&h.code));
    let words = span.of(text);
    let mut best: Option<DivisionId> = None;
    for found in named(text, span, span.len() <= 12) {
        // A later name inside the earlier one is the closer address: 陕西省镇巴县.
        let id = table.settle(found.name, best.or(home_id))?;
        match best {
            Some(outer) if !table.within(id, outer) => break,
            _ => best = Some(id),
        }
    }
    if let Some(id) = best {
        return table.reference(id);
    }
    let layer = own(words)?;
    if layer == Layer::Nation {
        return table.coded("100000").and_then(|id| table.reference(id));
    }
    home_id
        .and_then(|h| table.layer(layer, h).or_else(|| (layer == Layer::City).then_some(h)))
        .and_then(|id| table.reference(id))
}

#[cfg(test)]
mod tests {
    use super::super::lookup;
    use super::*;

    #[test]
    fn own_divisions_come_from_the_article() {
        let home = lookup("张掖市");
        for (words, want) in [
            ("全市案件", Some("620700")),
            ("全省平均水平", Some("620000")),
            ("全国", Some("100000")),
            ("本省企业", Some("620000")),
            ("资本市场融资", None),
            ("甘州区法院", Some("620702")),
            ("案件总数", None),
        ] {
            let span = Span::new(0, u32::try_from(words.len()).unwrap());
            assert_eq!(mentioned(words, span, home.as_ref()).as_ref().map(|r| &*r.code), want, "{words}");
        }
    }
}
