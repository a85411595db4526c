//! Typed units of a text: quantities, times, regions, institutions, policies, quoted names.
//!
//! Numbers, quotation marks, 《》 and brackets are found on characters; they override the segmenter's tokens.

pub(crate) mod number;
pub(crate) mod policy;
pub(crate) mod quantity;
pub(crate) mod quote;
pub(crate) mod sites;
pub(crate) mod time;

use crate::model::{Bound, Date, Dimension, Normalized, Policy};
use crate::span::Span;
use rust_decimal::Decimal;
use sites::{Signs, Site, Sweep};
use std::borrow::Cow;
use std::sync::LazyLock;

/// A number with its bound words, scale and unit: one quantity as facts see it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Quantity<'t> {
    /// Bound words, number and unit: 不低于50万元, 85%左右, 3至5个.
    pub(crate) span: Span,
    /// The number alone, with scale words: 50万.
    pub(crate) number: Span,
    pub(crate) value: Decimal,
    pub(crate) value_max: Option<Decimal>,
    pub(crate) fraction: Option<Cow<'static, str>>,
    pub(crate) bound: Bound,
    /// The surface unit after scale words; absent when there is none.
    pub(crate) unit: Option<Cow<'t, str>>,
    /// The denominator of a rate unit written in the unit (元/吨) or before the number (每人每年960元).
    pub(crate) per: Option<Cow<'t, str>>,
    pub(crate) dimension: Dimension,
    pub(crate) normalized: Option<Normalized>,
    /// For 倍 and 番: what an increase by it multiplies by (增长2倍 → 3, 翻两番 → 4).
    pub(crate) form: Form,
}

/// How a quantity is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Form {
    /// A number, with or without a unit.
    #[default]
    Plain,
    /// A position: 第2位, 首位, 前三, 第二.
    Rank,
    /// 翻一番, 翻两番: the verb is in the quantity.
    Fan,
    /// 零增长: a change of nothing, said without a verb.
    Still,
    /// 一半, 三分之二: a fraction.
    Fraction,
    /// 三成, 八五折.
    Tenths,
}

/// A stretch of time the text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Time {
    pub(crate) span: Span,
    /// The first day; absent when open (截至…) or unresolved.
    pub(crate) start: Option<Date>,
    /// The last day; absent when open (自…起) or unresolved.
    pub(crate) end: Option<Date>,
    pub(crate) form: TimeForm,
    /// True when the article's date was needed (今年, 9月14日, 近三年).
    pub(crate) relative: bool,
}

/// What a time does in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeForm {
    /// A frame: 2020年, 今年以来, 1—8月, “十四五”期间, 近三年, 党的十八大以来.
    Frame,
    /// One day or a part of it: 9月14日.
    Day,
    /// Up to a day: 截至10月底, 到2030年, 年底前, 2025年底前. `start` is absent.
    Until,
    /// From a day on: 自7月1日起. `end` is absent.
    Since,
    /// 去年同期, 上年同期: the window it is compared with, so many years back.
    SamePeriod(i8),
    /// 目前, 现在: ends an inherited frame and gives no period.
    Now,
    /// 每周一, 每年3月: comes back, and gives no period.
    Recurring,
}

/// Everything the chunk layer found in a text, each list by position.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chunks<'t> {
    pub(crate) quantities: Vec<Quantity<'t>>,
    pub(crate) times: Vec<Time>,
    pub(crate) quotes: Vec<Span>,
}

/// A character that may begin a quantity.
const COUNT: Signs = Signs(1);
/// A numeral that may begin a time.
pub(crate) const NUMERAL: Signs = Signs(1 << 1);
/// The first character of a word that may begin a time. Each of two halves of the words has its sign: what stands behind a
/// word of one lets no word of the other begin.
pub(crate) const WORDS: [Signs; 2] = [Signs(1 << 2), Signs(1 << 7)];
/// Either of them.
pub(crate) const WORD: Signs = Signs(WORDS[0].0 | WORDS[1].0);
/// A mark that readers of times keep count of.
pub(crate) const MARK: Signs = Signs(1 << 3);
/// A mark of quotation.
const QUOTE: Signs = Signs(1 << 4);
/// 《, 号 and 法: what a policy cannot be without.
const PAPER: Signs = Signs(1 << 5);
/// 条例, of which the same is true.
const RULES: Signs = Signs(1 << 6);

/// Where the chunks of a text may begin.
pub(crate) static SITES: LazyLock<Sweep> = LazyLock::new(|| {
    let mut sweep = Sweep::new(Signs(COUNT.0 | MARK.0 | QUOTE.0 | PAPER.0));
    sweep.find(quantity::begins(), COUNT);
    time::GATE.sites(&mut sweep, &time::NUMBER_GOES_ON, (NUMERAL, WORDS, MARK));
    sweep.find(quote::MARKS.chars(), QUOTE);
    policy::sites(&mut sweep);
    sweep
});

/// Finds the chunks of `text` at `within`, apart from the names of bodies. `reference` is the article's date; `sites` is
/// room to work in.
pub(crate) fn scan<'t>(
    text: &'t str,
    within: Span,
    reference: Option<Date>,
    sites: &mut Vec<Site>,
    (chunks, policies): (&mut Chunks<'t>, &mut Vec<Policy<'t>>),
) {
    sites.clear();
    let signs = SITES.read(text, within, sites);
    if signs.any(QUOTE) {
        quote::scan(text, within, sites, &mut chunks.quotes);
    }
    let known = chunks.times.len();
    time::scan(text, within, reference, sites, &mut chunks.times);
    settle(text, sites, chunks.times.get(known..).unwrap_or(&[]));
    quantity::scan(text, within, sites, &mut chunks.quantities);
    if signs.any(policy::SIGNS) {
        policy::scan(text, within, sites, policies);
    }
}

/// Returns where the chunks of `text` at `within` may begin.
pub(crate) fn sites_in(text: &str, within: Span) -> Vec<Site> {
    let mut out = Vec::new();
    SITES.read(text, within, &mut out);
    out
}

/// Leaves out the places where a number is part of a time, and begins nothing longer.
fn settle(text: &str, sites: &mut [Site], times: &[Time]) {
    let mut sites = sites.iter_mut().peekable();
    for Span { start, end } in times.iter().map(|time| time.span) {
        let time = Span::new(start, end).of(text);
        // 未来6周至8周
        let goes_on =
            || text.get(end as usize..).is_some_and(|t| t.starts_with(['至', '到', '—', '-', '–', '~', '～', '、']));
        while let Some(site) = sites.next_if(|site| site.at < end) {
            if site.at > start && !goes_on() || site.at == start && is_date(time) {
                site.signs = site.signs.without(COUNT);
            }
        }
    }
}

/// Returns true for a date from its first digits on: 9月, 12月3日, 2025年, 3日.
fn is_date(time: &str) -> bool {
    let digits = time.bytes().take_while(u8::is_ascii_digit).count();
    match time.get(digits..).and_then(|rest| rest.chars().next()) {
        Some('月') => digits > 0,
        Some('年') => digits == 4,
        _ => false,
    }
}

/// Returns true if `c` is one of `chars`: for lists too short to be worth a set.
#[inline]
pub(crate) fn among(chars: &str, c: char) -> bool {
    chars.chars().any(|of| of == c)
}
