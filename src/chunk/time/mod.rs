//! Times, resolved to closed intervals of days.
//!
//! Reading takes two steps: [`calendar`], [`lapse`], [`festival`] and [`named`] read what stands there, [`resolve`] finds the
//! days by the article's date. The words around (截至, 自…起, 以来, 前) make a time a frame, a deadline or a beginning:
//! [`lead`] reads the ones before it, [`stretch`] the ones after.

pub(crate) mod calendar;
pub(crate) mod every;
pub(crate) mod festival;
pub(crate) mod gate;
mod lapse;
mod lead;
pub(crate) mod lunar;
pub(crate) mod named;
mod near;
pub(crate) mod places;
pub(crate) mod reader;
pub(crate) mod resolve;
pub(crate) mod spoken;
mod stretch;
pub(crate) mod words;
pub(crate) mod years;

use super::sites::Site;
use super::{Time, TimeForm};
use crate::chunk::among;
use crate::lexicon::CharSet;
use crate::model::Date;
use crate::span::Span;
use calendar::Year;
use gate::{Gate, Kinds};
use places::{Place, Places};
use reader::Reader;
use resolve::{Context, Days};
use std::sync::LazyLock;

/// Appends the times of `text` at `within` to `out`, by position. `reference` is the article's date; `sites` are the places
/// there where times may begin, and others.
pub(crate) fn scan(text: &str, within: Span, reference: Option<Date>, sites: &[Site], out: &mut Vec<Time>) {
    let mut context = Context { reference, ..Context::default() };
    let mut places = Places::new(text, within, sites);
    while let Some(place) = places.next() {
        if let Place::Mark(mark) = place {
            match mark {
                '《' | '》' => {}
                '将' | '拟' => context.ahead = true,
                _ => context.ahead = false,
            }
            continue;
        }
        let kinds = starts_at(place, &mut places.reader);
        context.ahead |= kinds.any(AHEAD);
        let mut read = None;
        if kinds.any(TIMES) {
            let mut next = places.reader;
            if let Some(found) = expression(&mut next, kinds, &context) {
                if !places.titled() {
                    found.tell(places.reader.before(), &mut context);
                }
                out.push(found.time(places.reader.at, next.at));
                read = Some(next.at);
            }
        }
        places.pass(place, read);
    }
}

/// What may stand behind a number that begins a time.
pub(super) const NUMBER_GOES_ON: [&str; 2] = [gate::DATE_FOLLOWS, lapse::UNIT_FOLLOWS];
static GOES_ON: CharSet = CharSet::of(NUMBER_GOES_ON[0]).and(NUMBER_GOES_ON[1]);

/// 目前.
const NOW: Kinds = Kinds(1);
/// A year: 同期, a festival or a part of it may follow.
const YEAR: Kinds = Kinds(1 << 1);
/// 截至, 到, 自.
const LED: Kinds = Kinds(1 << 2);
/// “十四五”, 党的十八大.
const NAMED: Kinds = Kinds(1 << 3);
/// 近三年, 五年来.
const LAPSE: Kinds = Kinds(1 << 4);
/// 春节, 正月十五.
const FESTIVAL: Kinds = Kinds(1 << 5);
/// A part of a year, a month by name, a decade.
const CALENDAR: Kinds = Kinds(1 << 6);
/// 力争: what follows is to come.
const AHEAD: Kinds = Kinds(1 << 7);
/// 每年3月.
const EVERY: Kinds = Kinds(1 << 8);
/// 昨天, 上周.
const NEAR: Kinds = Kinds(1 << 9);
/// Everything that a time may be.
const TIMES: Kinds = Kinds(!AHEAD.0);

const NOW_WORDS: &[&str] = &["目前", "现在", "当前", "眼下", "现阶段"];
const GOAL_WORDS: &[&str] = &["预计", "预期", "力争", "目标", "确保", "计划"];

/// Where times may begin, by the words that the readers read.
pub(super) static GATE: LazyLock<Gate> = LazyLock::new(|| {
    let mut gate = Gate::new("《》将拟。；！？");
    gate.words(calendar::YEARS.all(), YEAR.and(CALENDAR));
    gate.words(calendar::PARTS.iter().copied(), CALENDAR);
    gate.words(spoken::MONTHS.all(), CALENDAR);
    gate.words(
        years::CENTURIES.iter().copied().chain([years::MIDDLES[0]].into_iter().chain(years::SPOKEN_MONTHS)),
        CALENDAR,
    );
    gate.words(spoken::YEARS.all(), CALENDAR);
    gate.before_numbers(calendar::COUNTED_PARTS, CALENDAR);
    gate.words(named::ANCHORS.all(), NAMED);
    gate.quoted(named::ANCHORS.all(), NAMED);
    gate.words(festival::FESTIVALS.all(), FESTIVAL);
    gate.quoted(festival::FESTIVALS.all(), FESTIVAL);
    gate.words(lunar::words(), FESTIVAL);
    gate.words(near::words(), NEAR);
    gate.words(NOW_WORDS.iter().copied(), NOW);
    gate.before_all(lead::WORDS.all(), LED);
    gate.words(every::words(), EVERY);
    gate.words(lapse::BYGONE.iter().copied(), LAPSE);
    gate.before_numbers(lapse::LEADS, LAPSE);
    gate.before_words(lapse::LEADS, lapse::VAGUE, LAPSE);
    gate.words(GOAL_WORDS.iter().copied(), AHEAD);
    gate
});

/// Returns what may begin at a place.
fn starts_at(place: Place, r: &mut Reader<'_>) -> Kinds {
    match place {
        Place::Numeral { .. } if r.after_latin() => Kinds::NONE,
        Place::Numeral { word: false } => counted(r),
        Place::Numeral { word: true } => GATE.opens(r).and(counted(r)),
        Place::Word => GATE.opens(r),
        Place::Mark(_) => Kinds::NONE,
    }
}

/// Returns what may begin here.
fn starts(r: &mut Reader<'_>) -> Kinds {
    let kinds = GATE.opens(r);
    if r.peek().is_some_and(reader::is_numeral) { kinds.and(counted(r)) } else { kinds }
}

/// Returns what may begin with the number that comes next, by what follows it.
fn counted(r: &mut Reader<'_>) -> Kinds {
    if !r.digits_go_on(&GOES_ON) {
        return Kinds::NONE;
    }
    let Some((number, mut n)) = r.see_number() else { return Kinds::NONE };
    n.spaces();
    let lapse = if lapse::unit_follows(n) { LAPSE } else { Kinds::NONE };
    let follows = gate::follows(n, number);
    if !follows.date && !follows.years {
        return lapse;
    }
    // 21世纪以来 has a name that begins with digits.
    let named = if number.value == 21 { NAMED } else { Kinds::NONE };
    if number.len == 4 && number.positional { YEAR.and(CALENDAR) } else { CALENDAR.and(lapse).and(named) }
}

/// Reads “十四五”期间, 党的十八大以来, 新中国成立70年来.
pub(crate) fn named_days(r: &mut Reader<'_>, context: &Context) -> Option<Days> {
    stretch::named_period(r, context).map(|found| found.days)
}

/// A time before it has its span.
struct Found {
    days: Days,
    form: TimeForm,
    /// The year that later expressions without one take.
    year: Option<i16>,
}

impl Found {
    fn new(days: Days, form: TimeForm) -> Self {
        Found { days, form, year: None }
    }

    fn time(&self, start: usize, end: usize) -> Time {
        let at = |i: usize| u32::try_from(i).unwrap_or(u32::MAX);
        let span = Span::new(at(start), at(end));
        // Days that end before they begin were misread: no days are better than wrong ones.
        let sound = self.days.start.zip(self.days.end).is_none_or(|(start, end)| start <= end);
        let (start, end) = if sound { (self.days.start, self.days.end) } else { (None, None) };
        Time { span, start, end, form: self.form, relative: self.days.relative }
    }

    /// Lets the context know what was named, unless it is only what something is compared with.
    fn tell(&self, before: Option<char>, context: &mut Context) {
        if before.is_some_and(|c| among("比较与同由从于超", c)) {
            return;
        }
        if self.year.is_some() {
            context.year = self.year;
        }
        if self.form == TimeForm::Day {
            context.day = self.days.start;
        }
        context.last = self.days.end;
    }
}

/// Reads one time with the words around it.
fn expression(r: &mut Reader<'_>, kinds: Kinds, context: &Context) -> Option<Found> {
    type Read = fn(&mut Reader<'_>, &Context) -> Option<Found>;
    let readers: [(Kinds, Read); 9] = [
        (EVERY, every::every),
        (NOW, now),
        (YEAR, same_period),
        (LED, lead::led),
        (NAMED, stretch::named_period),
        (LAPSE, stretch::lapse),
        (FESTIVAL.and(YEAR), stretch::festival),
        (NEAR, near::near),
        (CALENDAR, stretch::calendar),
    ];
    readers.iter().filter(|(kind, _)| kinds.any(*kind)).find_map(|(_, read)| {
        let mut n = *r;
        let found = read(&mut n, context)?;
        *r = n;
        Some(found)
    })
}

/// 目前, 现在: no days.
fn now(r: &mut Reader<'_>, _: &Context) -> Option<Found> {
    // 出现在, 体现在 end in another verb.
    let inside = r.before().is_some_and(|c| among("出体表实显呈展闪浮再涌重兑隐", c)) && r.sees("现");
    if inside {
        return None;
    }
    r.eat_any(NOW_WORDS)?;
    Some(Found::new(Days { start: None, end: None, relative: true }, TimeForm::Now))
}

/// 去年同期, 上年同期, 2019年同期, 上年同月.
fn same_period(r: &mut Reader<'_>, context: &Context) -> Option<Found> {
    let mut n = *r;
    let year = n.year()?;
    n.eat("的");
    n.eat_any(&["同期", "同月", "同季度"])?;
    let back = match year {
        Year::Offset(by) => by.checked_neg()?,
        Year::Given(year) => context.year.or(context.reference.map(Date::year))?.checked_sub(year)?,
        _ => return None,
    };
    let back = i8::try_from(back).ok()?;
    *r = n;
    Some(Found::new(Days { start: None, end: None, relative: true }, TimeForm::SamePeriod(back)))
}

fn until(days: Days) -> Found {
    Found::new(Days { start: None, ..days }, TimeForm::Until)
}

fn since(days: Days) -> Found {
    Found::new(Days { end: None, ..days }, TimeForm::Since)
}

#[cfg(test)]
mod tests;
