//! Figures: numerals with a sign, an exponent, a fraction or a dozen.

use super::{range, skip, skip_back, take};
use crate::chunk::among;
use crate::chunk::number::{self, GLYPHS, Glyph, Numeral, Style, char_at, char_before, glyph};
use crate::chunk::quantity::unit::{self, Unit};
use crate::chunk::quantity::veto;
use crate::lexicon::CharSet;
use crate::model::Dimension;
use rust_decimal::Decimal;

/// The digits of a fraction or a power.
const DIGITS: u32 = 15;
const STYLE: Style = Style { spaces: true, bare: false };

/// A number as the recognizers see it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) value: Decimal,
    pub(super) max: Option<Decimal>,
    /// 多, 余 or 几 inside: more than the value.
    pub(super) more: bool,
    /// A fraction or a power: a number whatever follows.
    pub(super) ratio: bool,
    /// One Chinese digit, which is often part of a word.
    single: bool,
    /// The characters beside it, spaces aside.
    pub(super) before: Option<char>,
    pub(super) after: Option<char>,
    /// The unit behind it, and where that begins.
    pub(super) unit: Option<&'static Unit>,
    pub(super) unit_at: usize,
}

/// What may make more of a numeral than it says: an exponent, a power, a suffix, a dozen, a fraction, a space.
static GOES_ON: CharSet = CharSet::of("eE^kKMGTｋＫＭＧＴ打分/／又 \u{3000}");

/// Reads the figure that begins with `c` at `at`; nothing before `floor` belongs to it.
pub(super) fn read(text: &str, at: usize, c: char, floor: usize) -> Option<Figure> {
    if c == '半' {
        let end = at + text.get(at..).filter(|t| t.starts_with("半百")).map(|_| "半百".len())?;
        return Some(Figure { ratio: true, ..Figure::plain(at, end, Decimal::from(50)) });
    }
    let (begin, negative) = sign(text, at, floor)?;
    let mut figure = whole(text, begin)?;
    figure.start = at;
    if char_at(text, figure.end).is_some_and(|c| GOES_ON.has(c)) {
        figure = ratio(text, figure).unwrap_or(figure);
    }
    if negative {
        figure.value = -figure.value;
    }
    Some(figure)
}

const TEN_THOUSAND: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);
const HUNDRED_MILLION: Decimal = Decimal::from_parts(100_000_000, 0, 0, false, 0);

/// Reads digits that nothing belongs to but a unit: what most figures are.
pub(super) fn digits(text: &str, at: usize) -> Option<Figure> {
    let n = number::read_ascii(text, at).filter(|n| !n.padded)?;
    let (mut end, mut value) = (n.end, n.value?);
    let goes_on = |c: char| c == '.' || GOES_ON.has(c) || GLYPHS.has(c);
    let mut after = char_at(text, end);
    // 万 and 亿, with nothing of a numeral behind them.
    if let Some(c @ ('万' | '亿')) = after {
        end += c.len_utf8();
        value = value.checked_mul(if c == '万' { TEN_THOUSAND } else { HUNDRED_MILLION })?;
        after = char_at(text, end).filter(|c| !number::begins_word(*c));
        after?;
    }
    if after.is_some_and(goes_on) || char_before(text, at) == Some('.') {
        return None;
    }
    Some(Figure {
        before: char_before(text, skip_back(text, at)),
        after,
        unit: unit::at(text, end),
        ..Figure::plain(at, end, value)
    })
}

/// What behind a Chinese digit may make a number of it: more of a numeral, a word of [`range`](super::range) or
/// [`percent`](super::percent), and what [`Figure::stands_alone`] looks for.
static SAYS: CharSet = CharSet::of(
    "分点點双雙对對打那这這和与與或加减乘除是块塊又成折百个個到至跟之中间以及多余餘大高长贵重小低少短轻半周週岁歲天年摄华度",
);
/// What before a Chinese digit may make a number of it.
static SAID: CharSet = CharSet::of("第比和与到至跟");

/// Returns true for a letter or a digit of any script: Chinese characters without a search for them.
#[inline]
fn is_letter(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}') || c.is_alphanumeric()
}

/// Returns true for a Chinese digit that is a syllable of a word: 一 in 统一战线.
pub(super) fn is_word(text: &str, at: usize, c: char) -> bool {
    if !matches!(glyph(c), Some(Glyph::Digit(_) | Glyph::Liang)) {
        return false;
    }
    let Some(next) = char_at(text, at + c.len_utf8()) else { return false };
    if SAYS.has(next) || GLYPHS.has(next) || unit::may_begin(next) || GOES_ON.has(next) || !is_letter(next) {
        return false;
    }
    char_before(text, at).is_some_and(|b| is_letter(b) && !SAID.has(b) && !range::may_end(b))
}

fn sign(text: &str, at: usize, floor: usize) -> Option<(usize, bool)> {
    let c = char_at(text, at)?;
    match c {
        '负' | '負' => Some((skip(text, at + c.len_utf8()), true)),
        '-' | '－' | '−' => {
            let left = text.get(floor..at)?.trim_end_matches([' ', '\u{3000}']);
            let joined = left
                .chars()
                .next_back()
                .is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, '-' | '－' | '−' | '%' | '％' | '℃'));
            // 5万元-8万元: the unit of the number before ends there.
            let joined = joined || floor > 0 && unit::at(text, floor).is_some_and(|u| floor + u.name.len() == at);
            let behind = skip_back(text, at) == floor && floor > 0;
            (!joined && !behind).then_some((at + c.len_utf8(), true))
        }
        _ => Some((at, false)),
    }
}

/// Reads a numeral with its exponent, power or suffix.
fn whole(text: &str, at: usize) -> Option<Figure> {
    if let Some(figure) = fraction_only(text, at) {
        return Some(figure);
    }
    let n = number::read(text, at, STYLE);
    let point = n.is_none_or(|n| text.as_bytes().get(n.end) == Some(&b'.')) || char_before(text, at) == Some('.');
    let n = if point { dotted(text, at).or(n) } else { n };
    let n = n.or_else(|| padded(text, at))?;
    if generation(text, &n) {
        return None;
    }
    let mut figure = Figure {
        max: n.max,
        more: n.more,
        single: !n.arabic && char_at(text, at).is_some_and(|c| at + c.len_utf8() == n.end),
        ..Figure::plain(at, n.end, n.value)
    };
    if !char_at(text, n.end).is_some_and(|c| GOES_ON.has(c)) {
        return Some(figure);
    }
    if n.arabic {
        suffix(text, &mut figure);
    }
    if let Some(end) =
        take(text, figure.end, "打").filter(|&e| !char_at(text, e).is_some_and(|c| among("击造印扫破压折", c)))
    {
        figure.value = figure.value.checked_mul(Decimal::from(12))?;
        (figure.end, figure.single) = (end, false);
    }
    Some(figure)
}

/// Returns true for the generation of a network: 4G, 5G.
fn generation(text: &str, n: &Numeral) -> bool {
    let rest = text.get(n.end..).unwrap_or("");
    n.arabic
        && rest.starts_with('G')
        && !rest.as_bytes().get(1).is_some_and(u8::is_ascii_alphanumeric)
        && (Decimal::TWO..=Decimal::from(6)).contains(&n.value)
        && n.value.fract().is_zero()
}

/// Reads .5 as a half.
fn fraction_only(text: &str, at: usize) -> Option<Figure> {
    let c @ ('.' | '．') = char_at(text, at)? else { return None };
    if char_before(text, at).is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, '.' | '．')) {
        return None;
    }
    let n = number::read_arabic(text, at + c.len_utf8()).filter(|n| !n.pointed)?;
    let value = Decimal::try_from_i128_with_scale(n.value?.mantissa(), n.digits).ok()?;
    let mut figure = Figure::plain(at, n.end, value);
    suffix(text, &mut figure);
    Some(figure)
}

/// Reads one number of 10.0.0.1, in which points separate.
fn dotted(text: &str, at: usize) -> Option<Numeral> {
    let run = text.get(at..)?;
    let before =
        char_before(text, at) == Some('.') && at >= 2 && text.as_bytes().get(at - 2).is_some_and(u8::is_ascii_digit);
    let end = run.find(|c: char| !c.is_ascii_digit()).unwrap_or(run.len());
    let n = number::read_arabic(text, at)?;
    let chain =
        text.get(n.end..).is_some_and(|t| t.starts_with('.') && t.as_bytes().get(1).is_some_and(u8::is_ascii_digit));
    if end == 0 || !(chain || before) {
        return None;
    }
    let value = Decimal::from_str_exact(run.get(..end)?).ok()?;
    Some(Numeral { arabic: true, ..Numeral::plain(at + end, value) })
}

/// Reads digits with zeros in front: 08.
fn padded(text: &str, at: usize) -> Option<Numeral> {
    let n = number::read_arabic(text, at)?;
    Some(Numeral { arabic: true, ..Numeral::plain(n.end, n.value?) })
}

/// Takes e13, ^23 or k.
fn suffix(text: &str, figure: &mut Figure) {
    let rest = text.get(figure.end..).unwrap_or("");
    let Some(c) = rest.chars().next() else { return };
    if matches!(c, 'e' | 'E' | '^') {
        let tail = rest.get(1..).unwrap_or("");
        let signs = tail.len() - tail.trim_start_matches(['+', '-']).len();
        let minus = tail.get(..signs).is_some_and(|s| s.matches('-').count() % 2 == 1);
        let Some(n) = number::read_arabic(text, figure.end + 1 + signs) else { return };
        let Some(power) = n.value.and_then(|v| u32::try_from(v.mantissa()).ok()).filter(|p| *p <= 64 && !n.pointed)
        else {
            return;
        };
        let base = if c == '^' { figure.value } else { Decimal::TEN };
        let Some(factor) = raise(base, power) else { return };
        let value = match (c, minus) {
            ('^', false) => Some(factor),
            ('^', true) => Decimal::ONE.checked_div(factor),
            (_, false) => figure.value.checked_mul(factor),
            (_, true) => figure.value.checked_div(factor),
        };
        let Some(value) = value.and_then(|v| v.round_sf(DIGITS)) else { return };
        (figure.value, figure.end, figure.ratio) = (value, n.end, true);
        return;
    }
    let at = skip(text, figure.end);
    let factor: u64 = match char_at(text, at) {
        Some('k' | 'K' | 'ｋ' | 'Ｋ') => 1000,
        Some('M' | 'Ｍ') => 1_000_000,
        Some('G' | 'Ｇ') => 1_000_000_000,
        Some('T' | 'Ｔ') => 1_000_000_000_000,
        _ => return,
    };
    let end = at + char_at(text, at).map_or(0, char::len_utf8);
    if char_at(text, end).is_some_and(|c| c.is_ascii_alphanumeric()) {
        return;
    }
    if let Some(value) = figure.value.checked_mul(Decimal::from(factor)) {
        (figure.value, figure.end) = (value, end);
    }
}

fn raise(base: Decimal, power: u32) -> Option<Decimal> {
    (0..power).try_fold(Decimal::ONE, |product, _| product.checked_mul(base))
}

/// Reads 三分之二, 3又一千分之23, 1/2 and 1 3/5.
fn ratio(text: &str, first: Figure) -> Option<Figure> {
    if let Some(fraction) = simple(text, first) {
        return Some(fraction);
    }
    let (at, mixed) = match take(text, first.end, "又") {
        Some(at) => (skip(text, at), true),
        None => (skip(text, first.end), false),
    };
    // A space alone joins only with a stroke: 1 3/5.
    if !mixed
        && (at == first.end || !char_at(text, at).is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(&c)))
    {
        return None;
    }
    let part = simple(text, whole(text, at)?)?;
    let value = first.value.checked_add(part.value)?.round_sf(DIGITS)?;
    Some(Figure { end: part.end, value, ratio: true, ..first })
}

fn simple(text: &str, first: Figure) -> Option<Figure> {
    let (value, end) = if let Some(at) = take(text, first.end, "分之") {
        let at = skip(text, at);
        let (begin, negative) = sign(text, at, 0)?;
        // 肆 alone is a digit here, where nothing else can stand.
        let c = char_at(text, begin)?;
        let digit = || Some((Decimal::from(glyph(c)?.digit()?), begin + c.len_utf8()));
        let (above, end) = number::read(text, begin, STYLE).map(|n| (n.value, n.end)).or_else(digit)?;
        let value = if negative { -above } else { above };
        (value.checked_div(first.value)?, end)
    } else {
        let c @ ('/' | '／') = char_at(text, first.end)? else { return None };
        let below = number::read_arabic(text, first.end + c.len_utf8())?;
        if char_at(text, below.end).is_some_and(|c| matches!(c, '/' | '／'))
            || char_before(text, first.start) == Some('/')
        {
            return None;
        }
        (first.value.checked_div(below.value?)?, below.end)
    };
    Some(Figure { end, value: value.round_sf(DIGITS)?, ratio: true, max: None, ..first })
}

impl Figure {
    fn plain(start: usize, end: usize, value: Decimal) -> Self {
        Figure {
            start,
            end,
            value,
            max: None,
            more: false,
            ratio: false,
            single: false,
            before: None,
            after: None,
            unit: None,
            unit_at: end,
        }
    }

    /// Takes note of what stands beside the figure.
    pub(super) fn beside(self, text: &str) -> Self {
        let unit_at = skip(text, self.end);
        Figure {
            before: char_before(text, skip_back(text, self.start)),
            after: char_at(text, unit_at),
            unit: unit::at(text, unit_at),
            unit_at,
            ..self
        }
    }

    /// Returns where the unit behind the figure ends.
    pub(super) fn unit_end(&self) -> Option<usize> {
        self.unit.map(|u| self.unit_at + u.name.len())
    }

    /// Returns true if the figure is a syllable of a word that counts nothing: 三 in 三农.
    pub(super) fn is_syllable(&self, text: &str) -> bool {
        !text.as_bytes().get(self.start).is_some_and(u8::is_ascii)
            && veto::word_at(text, self.start, self.end).is_some()
    }

    /// Returns true if the figure is a number in its place, not a syllable of a word.
    pub(super) fn stands_alone(&self, text: &str) -> bool {
        if !self.single {
            return true;
        }
        let Some(next) = char_at(text, self.end) else { return true };
        if ALONE.has(next) || !is_letter(next) || glyph(next).is_some() {
            return true;
        }
        self.unit.is_some_and(|u| self.unit_at == self.end && u.dimension != Dimension::Currency)
    }
}

/// What may follow one Chinese digit that is a number.
static ALONE: CharSet = CharSet::of("分点點双雙对對打那这這和与與或加减乘除是块塊");
