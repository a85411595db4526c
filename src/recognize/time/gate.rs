//! Where dates, ranges and lengths of time may begin, by the words that their readers read.

use super::{duration, era, moment};
use crate::chunk::time::calendar::{COUNTED_PARTS, PARTS, YEARS};
use crate::chunk::time::festival::FESTIVALS;
use crate::chunk::time::gate::{DATE_FOLLOWS, Gate, Kinds, follows};
use crate::chunk::time::named::ANCHORS;
use crate::chunk::time::places::Place;
use crate::chunk::time::reader::{Reader, is_numeral};
use crate::chunk::time::years::CENTURIES;
use crate::chunk::time::{every, lunar, spoken};
use crate::lexicon::CharSet;
use std::sync::LazyLock;

/// 从三月到五月.
pub(super) const LED: Kinds = Kinds(1);
/// 1995—1997年, 九十年代.
pub(super) const PERIOD: Kinds = Kinds(1 << 1);
/// 过去三天.
pub(super) const COUNTED: Kinds = Kinds(1 << 2);
/// 三天, 三天前.
pub(super) const LASTING: Kinds = Kinds(1 << 3);
/// 后天.
pub(super) const NEAR_DAY: Kinds = Kinds(1 << 4);
/// 下周一.
pub(super) const WEEK: Kinds = Kinds(1 << 5);
/// 上个月.
pub(super) const MONTH: Kinds = Kinds(1 << 6);
/// 周三.
pub(super) const WEEKDAY: Kinds = Kinds(1 << 7);
/// 民国三年.
pub(super) const REIGN: Kinds = Kinds(1 << 8);
/// 1/2/2020.
pub(super) const DAY_FIRST: Kinds = Kinds(1 << 9);
/// 元旦, 正月十五.
pub(super) const FESTIVAL: Kinds = Kinds(1 << 10);
/// 2020年, 上半年.
pub(super) const CALENDAR: Kinds = Kinds(1 << 11);
/// 每年3月.
pub(super) const EVERY: Kinds = Kinds(1 << 12);
/// “十四五”期间, 党的十八大以来.
pub(super) const NAMED: Kinds = Kinds(1 << 13);
/// Everything that is a moment.
pub(super) const MOMENT: Kinds = Kinds(0xff << 4);

/// Words before what begins a range.
pub(super) const LEADS: &[&str] = &["自从", "从", "從", "自", "打从"];
/// Words before a length that ends today, then, from the seventh on, words before one that begins today.
pub(super) const COUNTS: &[&str] =
    &["过去", "過去", "最近", "近", "前", "之前", "未来", "未來", "今后", "接下来", "后", "後"];

/// Where something may begin. It stops at the marks of titles.
pub(super) static GATE: LazyLock<Gate> = LazyLock::new(|| {
    let mut gate = Gate::new("《》");
    gate.words(spoken::DAYS.all(), NEAR_DAY);
    let weeks: Vec<&str> = moment::WEEKS.all().collect();
    gate.before_words(&weeks, moment::WEEK, WEEK);
    gate.before_words(&weeks, &["个", "個"], WEEK);
    gate.words([moment::NEXT_TIME], WEEK);
    gate.words(spoken::MONTHS.all(), MONTH);
    gate.before_words(moment::WEEK, &["一", "二", "三", "四", "五", "六", "日", "天", "末"], WEEKDAY);
    gate.words(era::ERAS.all(), REIGN);
    gate.words(FESTIVALS.all(), FESTIVAL);
    gate.quoted(FESTIVALS.all(), FESTIVAL);
    gate.words(lunar::words(), FESTIVAL);
    gate.words(every::words(), EVERY);
    gate.words(ANCHORS.all(), NAMED);
    gate.quoted(ANCHORS.all(), NAMED);
    gate.words(YEARS.all(), FESTIVAL.and(CALENDAR));
    gate.words(PARTS.iter().copied(), CALENDAR);
    gate.before_numbers(COUNTED_PARTS, CALENDAR);
    gate.words(CENTURIES.iter().copied(), PERIOD);
    gate.before_words(&["半"], &duration::units(), LASTING);
    gate.before_words(&["半"], &[" "], LASTING);
    gate.before_numbers(COUNTS, COUNTED);
    gate.before_words(COUNTS, &["的", "半", " "], COUNTED);
    gate.before_all(LEADS.iter().copied(), LED);
    gate
});

/// What may stand behind a number that begins a time.
pub(super) const NUMBER_GOES_ON: [&str; 2] = [DATE_FOLLOWS, duration::UNIT_FOLLOWS];
static GOES_ON: CharSet = CharSet::of(NUMBER_GOES_ON[0]).and(NUMBER_GOES_ON[1]);

/// Returns what may begin at a place.
pub(super) fn starts_at(place: Place, r: &mut Reader<'_>) -> Kinds {
    match place {
        Place::Numeral { .. } if r.after_latin() => Kinds::NONE,
        Place::Numeral { word: false } => counted(r),
        Place::Numeral { word: true } => GATE.opens(r).and(counted(r)),
        Place::Word => GATE.opens(r),
        Place::Mark(_) => Kinds::NONE,
    }
}

/// Returns what may begin here.
pub(super) fn starts(r: &mut Reader<'_>) -> Kinds {
    let kinds = GATE.opens(r);
    if r.peek().is_some_and(is_numeral) { kinds.and(counted(r)) } else { kinds }
}

/// Returns what may begin with the number that comes next, by what follows it.
fn counted(r: &mut Reader<'_>) -> Kinds {
    if !r.digits_go_on(&GOES_ON) {
        return Kinds::NONE;
    }
    let Some((number, n)) = r.see_number() else { return Kinds::NONE };
    let mut behind = n;
    behind.spaces();
    let follows = follows(behind, number);
    let year = number.len == 4 && number.positional;
    let mut kinds = if !(year && follows.date) && duration::unit_follows(behind) { LASTING } else { Kinds::NONE };
    if follows.date {
        kinds = kinds.and(if year { CALENDAR.and(FESTIVAL) } else { CALENDAR });
    }
    if follows.years {
        // 21世纪以来 has a name that begins with digits.
        kinds = kinds.and(if number.value == 21 { PERIOD.and(NAMED) } else { PERIOD });
    }
    if number.len <= 2 && !number.chinese && matches!(n.peek(), Some('-' | '/')) { kinds.and(DAY_FIRST) } else { kinds }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_goes_on_from_a_number_is_known() {
        let known = |c: char| is_numeral(c) || NUMBER_GOES_ON.iter().any(|chars| chars.contains(c));
        for c in ('\0'..'\u{10000}').filter(|c| !known(*c)) {
            for tail in ["", "月", "5年", "年", "半年", "12月", "天"] {
                for number in ["2020", "5", "三"] {
                    let text = format!("{number}{c}{tail}");
                    assert_eq!(counted(&mut Reader::new(&text, 0, text.len())), Kinds::NONE, "{text}");
                }
            }
        }
    }
}
