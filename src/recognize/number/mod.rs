//! Numbers, ordinals, percentages, ages, temperatures, currencies, dimensions and number ranges.

mod figure;
mod money;
mod percent;
mod range;
mod unit;

use super::{COUNT, LED, NAME};
use crate::chunk::number::{self, char_at, char_before};
use crate::chunk::sites::{Signs, Site, Sweep};
use crate::model::{Entity, EntityType};
use crate::span::Span;
use figure::Figure;
use rust_decimal::Decimal;

/// What an entity may begin with.
const SIGNS: Signs = Signs(COUNT.0 | NAME.0 | LED.0);

/// What may begin a number, and a scale of temperature, which stands alone too.
const STARTS: [&str; 2] = [
    "0123456789０１２３４５６７８９°℃℉",
    "一壹弌二贰貳两兩俩倆三叁叄仨四五六七柒八捌九玖参參肆伍陆陸零〇○廿卅卌十拾百佰千仟万萬亿億兆几幾数數",
];
/// What may begin an address, the name of a currency or of a scale, and what stands behind it then.
const WORDS: [&str; 2] = ["h人美欧英日港澳加韩卢新台摄华", "t民元镑币布台氏"];
/// A sign before a number, a half and 对折: what begins a number only with one of [`STARTS`], a point or one of these behind it.
const MARKS: [&str; 2] = ["-－−.．负負半对對", ".．百折 \u{3000}"];

/// Lets a sweep find what may begin an entity.
pub(super) fn sites(sweep: &mut Sweep) {
    sweep.find(STARTS.iter().flat_map(|chars| chars.chars()), COUNT);
    sweep.before(WORDS[0].chars(), WORDS[1].chars(), NAME);
    let starts = STARTS.iter().flat_map(|chars| chars.chars());
    sweep.before(MARKS[0].chars(), starts.chain(MARKS[1].chars()), LED);
}

/// Appends the numeric entities of a text to `out`. `sites` are the places where one may begin, and others.
pub(crate) fn entities<'t>(text: &'t str, sites: &[Site], out: &mut Vec<Entity<'t>>) {
    let mut sink = Sink { text, out };
    let mut figures: Vec<Figure> = Vec::with_capacity(sites.len() / 4);
    // Nothing before `floor` belongs to a figure any more.
    let (mut at, mut floor) = (0, 0);
    for site in sites.iter().filter(|s| s.signs.any(SIGNS)) {
        let start = site.at as usize;
        if start < at {
            continue;
        }
        let Some(c) = char_at(text, start) else { break };
        at = start + c.len_utf8();
        match c {
            'h' => {
                at = address(text, start).unwrap_or(at);
                continue;
            }
            '人' | '美' | '欧' | '英' | '日' | '港' | '澳' | '加' | '韩' | '卢' | '新' | '台' => {
                money::name(start, &mut sink);
                continue;
            }
            '摄' | '华' | '°' | '℃' | '℉' => {
                unit::scale(start, &mut sink);
                continue;
            }
            '对' | '對' => percent::half_price(start, &mut sink),
            _ if !c.is_ascii() && figure::is_word(text, start, c) => {}
            _ => {
                if let Some(figure) = figure(start, c, floor, &mut at, &mut sink) {
                    at = figure.end.max(at);
                    figures.push(figure);
                }
            }
        }
        floor = at;
    }
    for figure in &figures {
        describe(figure, &mut sink);
    }
    money::figures(&figures, &mut sink);
    range::ranges(&figures, &mut sink);
}

/// Reads the figure that begins with `c`; where there is none, `next` is moved behind what was looked at.
fn figure(start: usize, c: char, floor: usize, next: &mut usize, sink: &mut Sink<'_, '_>) -> Option<Figure> {
    let text = sink.text;
    // An id such as A2021 is no number.
    if c.is_ascii_digit() && char_before(text, start).is_some_and(|c| c.is_ascii_alphabetic()) {
        *next = number::read_arabic(text, start).map_or(*next, |n| n.end);
        return None;
    }
    if c.is_ascii_digit()
        && let Some(figure) = figure::digits(text, start)
    {
        return Some(figure);
    }
    let found = percent::per_hundred(start, c, sink).or_else(|| figure::read(text, start, c, floor));
    if found.is_none() {
        *next = number::overlong(text, start).unwrap_or(*next);
    }
    found.map(|figure| figure.beside(text))
}

/// Adds what one figure says together with the words beside it.
fn describe(figure: &Figure, sink: &mut Sink<'_, '_>) {
    let text = sink.text;
    if figure.before == Some('第') && !figure.ratio && char_before(text, figure.start) == Some('第') {
        sink.value(EntityType::Ordinal, figure.start - '第'.len_utf8(), figure.end, figure.value);
    }
    if figure.max.is_none() {
        if figure.ratio || (figure.stands_alone(text) && !figure.is_syllable(text)) {
            sink.value(EntityType::Number, figure.start, figure.end, figure.value);
        }
        percent::after(figure, sink);
        unit::after(figure, sink);
    }
}

/// Returns the end of the address at `at`.
fn address(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let address = rest.starts_with("http://") || rest.starts_with("https://");
    address.then(|| at + rest.find(char::is_whitespace).unwrap_or(rest.len()))
}

/// Collects entities.
struct Sink<'s, 't> {
    text: &'t str,
    out: &'s mut Vec<Entity<'t>>,
}

impl<'t> Sink<'_, 't> {
    fn push(&mut self, entity_type: EntityType, start: usize, end: usize) -> Option<&mut Entity<'t>> {
        let offset = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let span = Span::new(offset(start), offset(end));
        self.out.push(Entity::new(self.text, span, entity_type));
        self.out.last_mut()
    }

    fn value(&mut self, entity_type: EntityType, start: usize, end: usize, value: Decimal) {
        if let Some(entity) = self.push(entity_type, start, end) {
            entity.value = Some(value.normalize());
        }
    }
}

/// Returns the position after spaces.
fn skip(text: &str, at: usize) -> usize {
    if !matches!(text.as_bytes().get(at..), Some([b' ', ..] | [0xE3, 0x80, 0x80, ..])) {
        return at;
    }
    let rest = text.get(at..).unwrap_or("");
    at + rest.len() - rest.trim_start_matches([' ', '\u{3000}']).len()
}

/// Returns the position before spaces that end at `at`.
fn skip_back(text: &str, at: usize) -> usize {
    if !matches!(at.checked_sub(1).and_then(|last| text.as_bytes().get(last)), Some(b' ' | 0x80)) {
        return at;
    }
    text.get(..at).map_or(at, |head| head.trim_end_matches([' ', '\u{3000}']).len())
}

/// Returns the position after `word` at `at`; spaces may stand before and inside.
fn take(text: &str, at: usize, word: &str) -> Option<usize> {
    let mut at = at;
    for c in word.chars() {
        at = skip(text, at);
        at += text.get(at..)?.strip_prefix(c).map(|_| c.len_utf8())?;
    }
    Some(at)
}

/// Returns where `word` begins if it ends at `at`; spaces may stand after and inside.
fn take_back(text: &str, at: usize, word: &str) -> Option<usize> {
    let mut at = at;
    for c in word.chars().rev() {
        at = skip_back(text, at);
        at -= text.get(..at)?.strip_suffix(c).map(|_| c.len_utf8())?;
    }
    Some(at)
}

#[cfg(test)]
mod tests;
