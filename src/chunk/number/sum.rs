//! Adding up a numeral: 三百四十万 is (3·100 + 4·10)·10000.

use rust_decimal::Decimal;

/// Sums a numeral up: finished groups, the group that a scale word closed, the group that is open.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    total: Decimal,
    group: Decimal,
    group_scale: Decimal,
    section: Decimal,
    /// The number that no unit or scale word has closed yet.
    pub(super) current: Option<Decimal>,
}

impl Sum {
    /// Returns a sum in which one number is open.
    pub(super) fn open(value: Decimal) -> Self {
        Sum { current: Some(value), ..Sum::default() }
    }

    /// Closes the open number with 十, 百 or 千.
    pub(super) fn unit(&mut self, factor: Decimal) -> Option<()> {
        let n = self.current.take().unwrap_or(Decimal::ONE).checked_mul(factor)?;
        self.section = self.section.checked_add(n)?;
        Some(())
    }

    /// Closes the open group with 万 or 亿.
    pub(super) fn scale(&mut self, factor: Decimal) -> Option<()> {
        let section = self.section.checked_add(self.current.take().unwrap_or_default())?;
        self.section = Decimal::ZERO;
        if factor < self.group_scale && !section.is_zero() {
            self.total = self.total.checked_add(self.group)?;
            self.group = section.checked_mul(factor)?;
            self.group_scale = factor;
        } else {
            let open = self.group.checked_add(section)?;
            let open = if open.is_zero() { Decimal::ONE } else { open };
            self.group = open.checked_mul(factor)?;
            self.group_scale = self.group_scale.max(Decimal::ONE).checked_mul(factor)?;
        }
        Some(())
    }

    /// Returns what has been read so far.
    pub(super) fn value(&self) -> Option<Decimal> {
        let open = self.section.checked_add(self.current.unwrap_or_default())?;
        self.total.checked_add(self.group)?.checked_add(open)
    }
}
