//! Units that several numbers share: 回升2.3个和2.1个百分点, 分别提高0.5、0.3个百分点.

use super::amount::Amount;
use super::unit;
use crate::chunk::number::{self, Style, char_at};
use crate::model::Dimension;

/// The most numbers before the one with the unit.
const MOST: usize = 8;
/// How far before a number 分别 may stand, in bytes.
const REACH: usize = 48;

/// Gives a decimal without a unit, or with the 个 of 个百分点 only, the unit that the last of its row has.
pub(super) fn unit(text: &str, found: &mut Amount) {
    let short = found.unit.is_none_or(|u| u.name == "个");
    if !short || !found.numeral.arabic || found.per.is_some() || found.fraction.is_some() {
        return;
    }
    // A whole number is one of a row only before percentage points (15、22个百分点), or where 分别 says so.
    let whole = !found.numeral.pointed;
    if whole && found.unit.is_some() {
        return;
    }
    let row = !whole || in_row(text, found);
    let mut at = found.end;
    for _ in 0..MOST {
        let Some(c @ ('、' | '和' | '与' | '及')) = char_at(text, at) else { return };
        let Some(n) = number::read(text, at + c.len_utf8(), Style::default()).filter(|n| n.arabic) else { return };
        at = n.end;
        match unit::at(text, at) {
            Some(u) if u.name == "个" && found.unit.is_some() => at += u.name.len(),
            Some(u) if !row && u.dimension != Dimension::PercentagePoint => return,
            Some(u) => {
                let fits = found.unit.is_none() || u.dimension == Dimension::PercentagePoint;
                if fits && u.dimension != Dimension::Duration {
                    if n.scaled && !found.numeral.scaled && u.dimension != Dimension::PercentagePoint {
                        let Some(value) = found.value.checked_mul(n.scale) else { return };
                        found.value = value;
                        found.numeral.scaled = true;
                    }
                    found.unit = Some(u);
                }
                return;
            }
            None => {}
        }
    }
}

/// Returns true if the words before a number say that it is one of a row: 分别为12、15、18个.
fn in_row(text: &str, found: &Amount) -> bool {
    let row = matches!(char_at(text, found.end), Some('、' | '和' | '与' | '及'));
    row && {
        let mut from = found.start.saturating_sub(REACH);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let head = text.get(from..found.start).unwrap_or("");
        head.rsplit(['，', '。', '；', '\n']).next().is_some_and(|clause| clause.contains("分别"))
    }
}
