//! Ages, temperatures and dimensions.

use super::figure::Figure;
use super::{Sink, skip, skip_back, take, take_back};
use crate::chunk::among;
use crate::chunk::number::{char_at, char_before, glyph};
use crate::model::{Dimension, EntityType};
use rust_decimal::Decimal;
use std::borrow::Cow;

const SCALES: &[(&str, &str)] =
    &[("摄氏度", "C"), ("华氏度", "F"), ("℃", "C"), ("℉", "F"), ("°C", "C"), ("°F", "F"), ("度", "")];

/// Adds what a figure measures.
pub(super) fn after(figure: &Figure, sink: &mut Sink<'_, '_>) {
    let done = match figure.after {
        Some('周' | '週' | '岁' | '歲' | '个' | '個' | '天' | '年') => age(figure, sink),
        Some('摄' | '华' | '℃' | '℉' | '°' | '度') => temperature(figure, sink),
        _ => false,
    };
    if !done {
        dimension(figure, sink);
    }
}

fn age(figure: &Figure, sink: &mut Sink<'_, '_>) -> bool {
    let text = sink.text;
    // 个, 天 and 年 are of an age only before 月大 and 大.
    let at = skip(text, figure.unit_at + figure.after.map_or(0, char::len_utf8));
    let old = matches!(char_at(text, at), Some('月' | '大' | '岁' | '歲'));
    if !old && !matches!(figure.after, Some('岁' | '歲')) {
        return false;
    }
    let words = ["周岁", "週歲", "岁", "歲", "个月大", "個月大", "天大", "周大", "年大"];
    let Some(end) = words.iter().find_map(|w| take(text, figure.end, w)) else { return false };
    let half = char_at(text, end) == Some('半');
    let (end, value) =
        if half { (end + '半'.len_utf8(), figure.value + Decimal::new(5, 1)) } else { (end, figure.value) };
    sink.value(EntityType::Age, figure.start, end, value);
    true
}

fn temperature(figure: &Figure, sink: &mut Sink<'_, '_>) -> bool {
    let text = sink.text;
    let Some((end, degree)) = SCALES.iter().find_map(|(w, code)| Some((take(text, figure.end, w)?, code.is_empty())))
    else {
        return false;
    };
    let mut start = figure.start;
    let mut value = figure.value;
    let below = take_back(text, start, "零下");
    if let Some(at) = below {
        (start, value) = (at, -value);
    }
    let scale =
        ["华氏温度", "摄氏温度", "華氏溫度", "攝氏溫度", "华氏", "摄氏"].iter().find_map(|w| take_back(text, start, w));
    start = scale.unwrap_or(start);
    if degree && scale.is_none() && below.is_none() {
        return false;
    }
    sink.value(EntityType::Temperature, start, end, value);
    true
}

fn dimension(figure: &Figure, sink: &mut Sink<'_, '_>) {
    let text = sink.text;
    let (Some(unit), Some(mut end)) = (figure.unit, figure.unit_end()) else { return };
    let measured = matches!(
        unit.dimension,
        Dimension::Area
            | Dimension::Length
            | Dimension::Mass
            | Dimension::Volume
            | Dimension::Energy
            | Dimension::Power
            | Dimension::Speed
            | Dimension::Data
    );
    // 位 is a bit where storage is spoken of, and a person elsewhere.
    let bit = unit.name == "位" && {
        let tail: String = text.get(end..).unwrap_or("").chars().take(16).collect();
        ["存储", "字节", "二进制"].iter().any(|w| tail.contains(w))
    };
    if !measured && !bit {
        return;
    }
    let mut value = figure.value;
    if char_at(text, end) == Some('半') && !char_at(text, end + '半'.len_utf8()).is_some_and(|c| among("径导岛", c))
    {
        value += Decimal::new(5, 1);
        end += '半'.len_utf8();
    }
    if let Some(entity) = sink.push(EntityType::Dimension, figure.start, end) {
        entity.value = Some(value.normalize());
        entity.unit = Some(Cow::Borrowed(unit.name));
    }
}

/// Adds the name of a scale of temperature that stands at `at` without a number.
pub(super) fn scale(at: usize, sink: &mut Sink<'_, '_>) {
    let text = sink.text;
    let Some(rest) = text.get(at..) else { return };
    if rest.starts_with(['摄', '华', '°']) && !matches!(rest.chars().nth(1), Some('氏' | 'C' | 'F')) {
        return;
    }
    let Some((name, _)) = SCALES.iter().find(|(w, _)| rest.starts_with(w)) else { return };
    // Beside a number it is the number's unit.
    let taken = char_before(text, skip_back(text, at)).is_some_and(|c| glyph(c).is_some());
    if !taken {
        sink.push(EntityType::Temperature, at, at + name.len());
    }
}
