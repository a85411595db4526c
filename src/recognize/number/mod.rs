//! Numbers, ordinals, percentages, ages, temperatures, currencies, dimensions and number ranges.

mod figure;
mod money;
mod percent;
mod range;
mod unit;

use crate::chunk::number::{self, Glyph, char_before, glyph};
use crate::chunk::quantity::veto;
use crate::model::{Entity, EntityType};
use crate::span::Span;
use figure::Figure;
use rust_decimal::Decimal;

/// Appends the numeric entities of a text to `out`.
pub(crate) fn entities<'t>(text: &'t str, out: &mut Vec<Entity<'t>>) {
    let mut sink = Sink { text, out };
    let mut figures: Vec<Figure> = Vec::new();
    let mut at = 0;
    while let Some((start, c)) = next(text, at) {
        if c == 'h' {
            at = address(text, start);
            continue;
        }
        if !c.is_ascii() {
            percent::half_price(start, &mut sink);
        }
        // An id such as A2021 is no number.
        let inside = char_before(text, start).is_some_and(|c| c.is_ascii_alphabetic());
        if c.is_ascii_digit() && inside {
            at = number::read_arabic(text, start).map_or(start + 1, |n| n.end);
            continue;
        }
        if let Some(figure) = percent::per_hundred(start, &mut sink) {
            at = figure.end;
            figures.push(figure);
            continue;
        }
        if let Some(figure) = figure::read(text, start, at) {
            at = figure.end.max(start + c.len_utf8());
            figures.push(figure);
        } else {
            // A run of digits too long for a value is passed over whole: from its second digit it would only be read again.
            let run = if c.is_ascii_digit() { number::read_arabic(text, start) } else { None };
            at = run.map_or(start + c.len_utf8(), |n| n.end.max(start + 1));
        }
    }
    for (i, figure) in figures.iter().enumerate() {
        describe(figure, figures.get(i + 1), &mut sink);
    }
    money::alone(&mut sink);
    money::figures(&figures, &mut sink);
    unit::alone(&mut sink);
    range::ranges(&figures, &mut sink);
}

/// Adds what one figure says together with the words beside it.
fn describe(figure: &Figure, _next: Option<&Figure>, sink: &mut Sink<'_, '_>) {
    let text = sink.text;
    let before = char_before(text, figure.start);
    if before == Some('第') && !figure.ratio {
        sink.value(EntityType::Ordinal, figure.start - '第'.len_utf8(), figure.end, figure.value);
    }
    let whole = veto::word_at(text, figure.start, figure.end).is_none();
    if figure.max.is_none() && (figure.ratio || (whole && figure.stands_alone(text))) {
        sink.value(EntityType::Number, figure.start, figure.end, figure.value);
    }
    if figure.max.is_none() {
        percent::after(figure, sink);
        unit::after(figure, sink);
    }
}

/// Returns the next position where a numeral or an address may begin.
fn next(text: &str, at: usize) -> Option<(usize, char)> {
    let rest = text.get(at..)?;
    rest.char_indices().map(|(i, c)| (at + i, c)).find(|&(i, c)| match c {
        '0'..='9' | '-' | '.' => true,
        'h' => text.get(i..).is_some_and(|t| t.starts_with("http://") || t.starts_with("https://")),
        c if c.is_ascii() => false,
        '负' | '負' | '半' | '－' | '．' | '对' | '對' => true,
        c => !matches!(glyph(c), None | Some(Glyph::Point | Glyph::More)),
    })
}

fn address(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + rest.find(char::is_whitespace).unwrap_or(rest.len())
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
    let rest = text.get(at..).unwrap_or("");
    at + rest.len() - rest.trim_start_matches([' ', '\u{3000}']).len()
}

/// Returns the position before spaces that end at `at`.
fn skip_back(text: &str, at: usize) -> usize {
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
