//! Percentages: 25%, 百分之三, 三成, 八五折, 12个百分点.

use super::figure::{self, Figure};
use super::{Sink, skip, skip_back, take};
use crate::chunk::among;
use crate::chunk::number::{char_at, char_before, glyph};
use crate::model::EntityType;
use rust_decimal::Decimal;

/// Reads 百分之三 and 千分之一 at `at`; the figure returned is the number above the line.
pub(super) fn per_hundred(at: usize, c: char, sink: &mut Sink<'_, '_>) -> Option<Figure> {
    let text = sink.text;
    if !matches!(c, '一' | '壹' | '十' | '百' | '佰' | '千' | '仟' | '万' | '萬' | '亿' | '億') {
        return None;
    }
    let mut end = at;
    let mut below = Decimal::ONE;
    while let Some(factor) = char_at(text, end).and_then(glyph).and_then(crate::chunk::number::Glyph::factor) {
        below = below.checked_mul(factor)?;
        end = skip(text, end + char_at(text, end).map_or(0, char::len_utf8));
        if end > at + 24 {
            return None;
        }
    }
    let before = char_before(text, skip_back(text, at)).and_then(glyph);
    if below <= Decimal::TEN || before.is_some() {
        return None;
    }
    let begin = skip(text, take(text, end, "分之")?);
    let above = figure::read(text, begin, char_at(text, begin)?, begin)?;
    if above.max.is_none() && !above.ratio {
        let value = above.value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(below)?;
        sink.value(EntityType::Percentage, at, above.end, value);
    }
    Some(above)
}

/// Adds the percentage that a figure begins.
pub(super) fn after(figure: &Figure, sink: &mut Sink<'_, '_>) {
    let text = sink.text;
    if figure.ratio {
        return;
    }
    let first = figure.unit_at;
    match figure.after {
        Some(c @ ('%' | '％')) => {
            sink.value(EntityType::Percentage, figure.start, first + c.len_utf8(), figure.value);
        }
        Some(c @ ('个' | '個' | '百')) => {
            // Of what is counted with 个 only points go on so.
            if c != '百' && char_at(text, skip(text, first + c.len_utf8())) != Some('百') {
                return;
            }
            let points = ["个百分点", "個百分點", "個百分点", "个百分點", "百分点"];
            if let Some(end) = points.iter().find_map(|w| take(text, first, w)) {
                sink.value(EntityType::Percentage, figure.start, end, figure.value);
            }
        }
        Some('成') => {
            let end = first + '成'.len_utf8();
            let word = char_at(text, end).is_some_and(|c| among("为立功员果本绩效熟品都长年交人型就不", c));
            if figure.value <= Decimal::TEN && !word {
                // 三成半
                let half =
                    char_at(text, end) == Some('半') && !char_at(text, end + '半'.len_utf8()).is_some_and(halves);
                let (end, more) = if half { (end + '半'.len_utf8(), Decimal::from(5)) } else { (end, Decimal::ZERO) };
                sink.value(EntityType::Percentage, figure.start, end, figure.value * Decimal::TEN + more);
            }
        }
        Some('折') => {
            let end = first + '折'.len_utf8();
            let word = char_at(text, end).is_some_and(|c| among("叠算合射旧线", c));
            let value = if figure.value <= Decimal::TEN { figure.value * Decimal::TEN } else { figure.value };
            if value <= Decimal::ONE_HUNDRED && !word {
                sink.value(EntityType::Percentage, figure.start, end, value);
            }
        }
        _ => {}
    }
}

/// Returns true for what 半 goes on to: 半年, 半数.
fn halves(c: char) -> bool {
    among("年月天日小数导径个路", c)
}

/// Adds 对折 after 打: half the price.
pub(super) fn half_price(at: usize, sink: &mut Sink<'_, '_>) {
    let end = ["对折", "對折"].into_iter().find_map(|w| sink.text.get(at..)?.starts_with(w).then_some(at + w.len()));
    if let Some(end) = end.filter(|_| char_before(sink.text, at) == Some('打')) {
        sink.value(EntityType::Percentage, at, end, Decimal::from(50));
    }
}
