//! The values of a column, each once.

use xxhash_rust::xxh3::xxh3_64;

/// Values in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Distinct {
    /// One after the other, as a page holds them.
    page: Vec<u8>,
    /// Where each ends there.
    ends: Vec<u32>,
    /// How many bytes stand before the words of a value.
    head: usize,
    /// By the hash of its words, a value's number from 1 and 32 bits of the hash; 0 in an empty slot.
    slots: Vec<u64>,
}

impl Distinct {
    /// Returns room for values before whose words their length stands, or for such of one length.
    pub(super) fn new(is_text: bool) -> Self {
        Distinct { head: if is_text { 4 } else { 0 }, ..Distinct::default() }
    }

    /// Returns the number of a value, from 0.
    pub(super) fn number(&mut self, words: &[u8]) -> u32 {
        if self.slots.len() < self.ends.len() * 2 + 2 {
            self.grow();
        }
        let mark = xxh3_64(words) & !u64::from(u32::MAX);
        let mut at = place(mark);
        loop {
            let mask = self.slots.len() - 1;
            let Some(slot) = self.slots.get_mut(at & mask) else { return 0 };
            if *slot == 0 {
                let number = len(self.ends.len());
                *slot = mark | u64::from(number + 1);
                if self.head > 0 {
                    self.page.extend_from_slice(&len(words.len()).to_le_bytes());
                }
                self.page.extend_from_slice(words);
                self.ends.push(len(self.page.len()));
                return number;
            }
            let number = (*slot ^ mark).wrapping_sub(1);
            if let Ok(number) = u32::try_from(number)
                && self.value(number).get(self.head..) == Some(words)
            {
                return number;
            }
            at += 1;
        }
    }

    /// Makes room for twice as many.
    fn grow(&mut self) {
        let slots = vec![0; (self.slots.len() * 2).max(64)];
        let mask = slots.len() - 1;
        for slot in std::mem::replace(&mut self.slots, slots).into_iter().filter(|slot| *slot != 0) {
            let mut at = place(slot);
            while let Some(there) = self.slots.get_mut(at & mask) {
                if *there == 0 {
                    *there = slot;
                    break;
                }
                at += 1;
            }
        }
    }

    /// Returns a value as a page holds it.
    pub(super) fn value(&self, number: u32) -> &[u8] {
        let number = number as usize;
        let end = |i: usize| self.ends.get(i).map_or(0, |end| *end as usize);
        let start = number.checked_sub(1).map_or(0, end);
        self.page.get(start..end(number)).unwrap_or_default()
    }

    /// Returns how many there are.
    pub(super) fn count(&self) -> u32 {
        len(self.ends.len())
    }

    /// Returns all of them as a page holds them.
    pub(super) fn page(&self) -> &[u8] {
        &self.page
    }

    /// Returns how many bytes are held.
    pub(super) fn held(&self) -> usize {
        self.page.len() + self.ends.len() * size_of::<u32>()
    }

    /// Forgets them.
    pub(super) fn clear(&mut self) {
        self.page.clear();
        self.ends.clear();
        self.slots.fill(0);
    }
}

/// Returns where the search for a hash begins.
fn place(mark: u64) -> usize {
    usize::try_from(mark >> 32).unwrap_or(0)
}

/// Returns a length as it is written. A page is far smaller than what four bytes can say.
pub(super) fn len(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_has_a_number() {
        let mut texts = Distinct::new(true);
        for _ in 0..2 {
            for n in (0..5000_u32).chain(0..5000) {
                let words = if n == 0 { String::new() } else { n.to_string() };
                assert_eq!(texts.number(words.as_bytes()), n);
            }
            assert_eq!(texts.value(0), [0, 0, 0, 0]);
            assert_eq!(texts.value(22), [2, 0, 0, 0, b'2', b'2']);
            assert_eq!(texts.count(), 5000);
            texts.clear();
            assert_eq!((texts.count(), texts.page()), (0, &[][..]));
        }
        let mut days = Distinct::new(false);
        assert_eq!([[1, 0], [2, 0], [1, 0]].map(|day: [u8; 2]| days.number(&day)), [0, 1, 0]);
        assert_eq!(days.page(), [1, 0, 2, 0]);
    }
}
