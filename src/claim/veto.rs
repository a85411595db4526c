//! Numbers that look like figures and say nothing about the world.

use super::behind;
use super::class;
use super::labels::{self, Word};
use super::words::Line;
use crate::chunk::{Form, Quantity};
use crate::model::{Bound, Dimension};

/// Returns true if the quantity only sums up a list, belongs to a name, or bounds the members of a class.
pub(crate) fn excluded(line: &Line<'_, '_>, quantity: &Quantity<'_>, unit: usize, start: usize) -> bool {
    let words = line.words(unit);
    let before = unit.checked_sub(1).filter(|&i| i >= start);
    let next_named = line
        .is(unit + 1, class::NOUN | class::VNOUN | class::VERB | class::WEAK | class::ADJECTIVE | class::OTHER)
        && !line.is(unit + 1, class::PUNCTUATION | class::ACT | class::REACH);
    let spelled = words.starts_with(|c: char| "一二两三四五六七八九十".contains(c)) && quantity.bound == Bound::Exact;
    if unit > 0 && matches!(line.words(unit - 1), "“" | "‘" | "\"") {
        return true;
    }
    // 二十届: a congress, not a count. 这五年, 这两天: a time. 六环: a road.
    let pointed = before.is_some_and(|i| matches!(line.words(i), "这" | "那" | "这个" | "此后" | "前"));
    let named = match quantity.unit.as_deref() {
        Some("届") => quantity.value >= rust_decimal::Decimal::TEN,
        Some("环") => true,
        // 这是爬坡过坎的五年: the stretch a passage is about.
        Some("年") if before.is_some_and(|i| line.is(i, class::DE) || line.word(i, "关键")) => {
            line.is(unit + 1, class::COMMA | class::STOP) || unit + 1 == line.units.len()
        }
        _ => quantity.dimension == Dimension::Duration && pointed,
    };
    if spelled && named {
        return true;
    }
    if quantity.dimension == Dimension::Duration && lasts(line, quantity, unit, start) {
        return true;
    }
    // 过千亿元的城市, 产值超10亿元企业: a threshold in the name of a class.
    let threshold = measured(quantity) && matches!(quantity.bound, Bound::MoreThan | Bound::AtLeast);
    if threshold && quantity.dimension != Dimension::Duration {
        let right = behind::after(line, unit + 1);
        if !right.is_empty() && line.is(right.end - 1, class::MEMBER) {
            return true;
        }
    }
    // 2023至2024冬春航季: years.
    let year = |v: rust_decimal::Decimal| {
        v.scale() == 0 && v >= rust_decimal::Decimal::from(1900) && v <= rust_decimal::Decimal::from(2100)
    };
    if quantity.unit.is_none() && year(quantity.value) && quantity.value_max.is_some_and(year) {
        return true;
    }
    // 8020次列车: the number of a train. 2.5比1.5: a score.
    let train = quantity.unit.as_deref() == Some("次") && matches!(line.words(unit + 1), "列车" | "班列" | "航班");
    if train && quantity.bound == Bound::Exact || score(line, quantity, unit) {
        return true;
    }
    // 4×100米接力: an event.
    if unit > 0 && matches!(line.words(unit - 1), "×" | "x" | "X" | "*") {
        return true;
    }
    // 1美元兑7.1元人民币: what the rate is for.
    if line.word(unit + 1, "兑") {
        return true;
    }
    // 31个大城市城镇调查失业率为5.2%: a number in the name of what is measured.
    let opens_clause = before.is_none_or(|i| line.is(i, class::COMMA));
    if quantity.dimension == Dimension::Count && quantity.bound == Bound::Exact && opens_clause && next_named {
        let right = behind::after(line, unit + 1);
        let last = line.words(right.end.saturating_sub(1));
        let rate = ["率", "比例", "占比", "均价", "指数"].iter().any(|w| last.ends_with(w));
        let mut next = right.end;
        while line.is(next, class::FILL | class::BE | class::REACH | class::HOLD | class::TO | class::ADVERB) {
            next += 1;
        }
        if !right.is_empty() && rate && line.quantity(next) {
            return true;
        }
    }
    // 750千伏输电工程: the class of what is built.
    if quantity.unit.as_deref().is_some_and(|u| matches!(u, "千伏" | "伏")) && !behind::after(line, unit + 1).is_empty()
    {
        return true;
    }
    // 3000吨级货船: the class of a thing; 2.0任务: its version.
    let version = quantity.unit.is_none() && quantity.value.scale() == 1 && quantity.span.len() == 3;
    let after = line.words(unit + 1);
    if after == "级" || after.starts_with("级") && measured(quantity) || version && next_named {
        return true;
    }
    // 240小时过境免签政策: a name. 50米内换乘比例: how far a name reaches.
    let scheme = quantity.dimension == Dimension::Duration && quantity.bound == Bound::Exact && {
        let right = behind::after(line, unit + 1);
        let first = before.is_none_or(|i| !line.is(i, class::RUN | class::UP | class::DOWN | class::REACH | class::TO));
        first && !right.is_empty() && right.start == unit + 1 && line.is(right.end - 1, class::SCHEME)
    };
    if scheme || after == "内" && measured(quantity) && quantity.dimension == Dimension::Length {
        return true;
    }
    if next_named && listed(line, unit, start, quantity) {
        return true;
    }
    if spelled && quantity.dimension == Dimension::Count {
        let quoted = before.is_some_and(|i| line.is(i, class::QUOTE));
        let listed = (start..unit).any(|i| line.is(i, class::LIST))
            && before.is_some_and(|i| {
                line.is(i, class::NOUN | class::VNOUN | class::QUOTE | class::INSTITUTION)
                    && !line.is(i, class::ACT | class::LEAD)
            });
        if (quoted || listed) && next_named {
            return true;
        }
        let step = matches!(quantity.unit.as_deref(), Some("次"));
        if step
            && next_named
            && !before.is_some_and(|i| line.is(i, class::ADVERB | class::LEAD | class::ACT) && !line.is(i, class::DE))
        {
            return true;
        }
        // 八类严重暴力案件破案率: a number inside the name of what is measured.
        let mut i = unit + 1;
        while i < line.units.len() && !line.is(i, class::COMMA | class::STOP | class::LIST) && !line.quantity(i) {
            i += 1;
        }
        if quantity.unit.as_deref() == Some("类")
            && line.quantity(i)
            && (unit + 1..i).any(|j| line.words(j).ends_with('率') || line.words(j).ends_with('数'))
        {
            return true;
        }
    }
    // 2000平方米以上的公共建筑, 单笔50万元以下拖欠账款: a bound of a class.
    let bounded = words.ends_with("以上") || words.ends_with("以下") || words.ends_with("以内");
    let class = line.is(unit + 1, class::DE) || next_named || line.is(unit + 1, class::ACT);
    let opens = before.is_none_or(|i| line.is(i, class::PREPOSITION | class::LIST) || line.words(i).starts_with('单'));
    // 年运量150万吨以上的园区: what the members of a class have.
    let had = line.is(unit + 1, class::DE)
        && before.is_some_and(|i| line.is(i, class::NOUN) && !line.is(i, class::ACT | class::WEAK))
        && !behind::after(line, unit + 1).is_empty()
        && !line.is(unit + 2, class::TARGET | class::STANDARD);
    // 关停10万千瓦及以下燃煤机组: nor does a verb before it make a figure of it.
    let graded = (words.ends_with("及以上") || words.ends_with("及以下")) && next_named;
    bounded && measured(quantity) && (class && opens || had || graded)
}

/// True for a length of time that is a frame, an anniversary or a way to go rather than a figure: 80周年, 再奋斗五年, 5年增加2万家.
fn lasts(line: &Line<'_, '_>, quantity: &Quantity<'_>, unit: usize, start: usize) -> bool {
    // 春节假期8天: how long the frame is.
    let frame =
        unit.checked_sub(1).is_some_and(|i| line.is(i, class::TIME) && line.words(i).ends_with(['期', '节', '假']))
            && quantity.unit.as_deref() == Some("天");
    // 判处五年以上有期徒刑
    let term = line.words(unit + 1).starts_with("有期");
    // 12个月里, 过去24小时: a time.
    let within = labels::word(line.words(unit + 1)) == Some(Word::While) && !line.quantity(unit + 2)
        || unit.checked_sub(1).is_some_and(|i| labels::word(line.words(i)) == Some(Word::Past));
    let anniversary = term || frame || within || quantity.unit.as_deref() == Some("周年");
    let before = unit.checked_sub(1).filter(|&i| i >= start);
    let goes = before.is_some_and(|i| {
        matches!(line.words(i), "奋斗" | "奋战" | "努力" | "经过" | "历经" | "走过" | "时隔" | "再" | "跨越" | "延包")
    });
    // 再延长30年试点: the name of a pilot.
    let right = behind::after(line, unit + 1);
    let pilot = !right.is_empty() && line.is(right.end - 1, class::SCHEME) && right.len() <= 3;
    // 企业5年增加2万家: what follows happens in that time.
    let moves = class::UP | class::DOWN | class::TO_UP | class::TO_DOWN;
    let next = if line.is(unit + 1, class::FILL) { unit + 2 } else { unit + 1 };
    let runs = quantity.bound == Bound::Exact
        && !before.is_some_and(|i| line.is(i, class::RUN | class::REACH | class::BE | class::UP | class::DOWN))
        && (line.is(next, moves) || line.quantity(unit + 1))
        && ((next + 1)..(next + 5)).any(|i| line.quantity(i) || line.quantity(unit + 1));
    anniversary || goes || pilot || runs && !line.is(next, class::PUNCTUATION)
}

/// True for one side of a score: 以2.5比1.5的比分战胜对手.
fn score(line: &Line<'_, '_>, quantity: &Quantity<'_>, unit: usize) -> bool {
    let pair = |at: usize| line.word(at, "比") && line.quantity(at + 1) && at > 0 && line.quantity(at - 1);
    if quantity.unit.is_some() {
        return false;
    }
    let end = if pair(unit + 1) { unit + 3 } else { unit + 1 };
    let side = end > unit + 1 || unit > 0 && pair(unit - 1);
    side && (end..end + 4).any(|i| {
        matches!(
            line.words(i),
            "比分" | "战胜" | "击败" | "力克" | "险胜" | "获胜" | "取胜" | "战平" | "不敌" | "领先" | "胜"
        )
    })
}

/// True for an amount with a unit of measure.
fn measured(quantity: &Quantity<'_>) -> bool {
    // 三分之二以上的县 is a share of them.
    let share = quantity.form == Form::Fraction;
    !share
        && !matches!(
            quantity.dimension,
            Dimension::Percent
                | Dimension::Permille
                | Dimension::Count
                | Dimension::PercentagePoint
                | Dimension::Multiple
        )
}

/// True for a count that only sums up the list before it: 创新、开放、共享3个方面, 4万亿、5万亿两个台阶.
fn listed(line: &Line<'_, '_>, unit: usize, start: usize, quantity: &Quantity<'_>) -> bool {
    let wanted = quantity.value - rust_decimal::Decimal::ONE;
    let plain = quantity.dimension == Dimension::Count && quantity.bound == Bound::Exact;
    let member = unit > 1 && line.is(unit - 2, class::LIST);
    let opens = class::LIST | class::COMMA;
    if !plain
        || wanted.is_zero()
        || unit == 0
        || line.is(unit - 1, opens)
        || !member && line.is(unit - 1, class::ACT) && !line.is(unit - 1, class::NOUN)
    {
        return false;
    }
    // Every member is short and no verb or figure but the last stands among them.
    let from = if start < unit { start } else { unit };
    let floor = if from == unit || line.quantity(unit - 1) { unit.saturating_sub(12) } else { from };
    let mut marks = 0_i64;
    let mut figures = 0_i64;
    for i in (floor..unit).rev() {
        if line.is(i, class::COMMA | class::STOP) || matches!(line.words(i), "等" | "其中") {
            break;
        }
        figures += i64::from(line.quantity(i));
        marks += i64::from(line.is(i, class::LIST | class::AND));
    }
    rust_decimal::Decimal::from(marks) == wanted && (figures == 0 || figures == marks + 1)
}
