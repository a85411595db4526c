//! Sets of characters, asked with one bit.

/// A set of characters of the basic plane.
///
/// Most characters of a text begin nothing that is looked for: asking a bit is what is done with each of them, so that
/// everything slower is done with few.
#[derive(Debug)]
pub(crate) struct CharSet {
    bits: [u64; 1024],
}

impl CharSet {
    /// Returns the empty set.
    pub(crate) const fn new() -> Self {
        CharSet { bits: [0; 1024] }
    }

    /// Returns the set of the characters of `chars`.
    pub(crate) const fn of(chars: &str) -> Self {
        Self::new().and(chars)
    }

    /// Returns the set with the characters of `chars` added.
    pub(crate) const fn and(mut self, chars: &str) -> Self {
        let bytes = chars.as_bytes();
        let mut i = 0;
        while i < bytes.len() {
            let lead = bytes[i] as u32;
            let (mut code, more) = match lead {
                0..0x80 => (lead, 0),
                0xC0..0xE0 => (lead & 0x1F, 1),
                0xE0..0xF0 => (lead & 0x0F, 2),
                // Characters beyond the basic plane are in no set.
                _ => (0, 3),
            };
            let mut k = 1;
            while k <= more {
                code = (code << 6) | (bytes[i + k] as u32 & 0x3F);
                k += 1;
            }
            if more < 3 {
                self.bits[(code >> 6) as usize] |= 1 << (code & 63);
            }
            i += more + 1;
        }
        self
    }

    /// Adds a character.
    pub(crate) fn insert(&mut self, c: char) {
        if let Some(word) = self.bits.get_mut(u32::from(c) as usize >> 6) {
            *word |= 1 << (u32::from(c) & 63);
        }
    }

    /// Returns true if the set holds `c`.
    #[inline]
    pub(crate) fn has(&self, c: char) -> bool {
        self.holds(u32::from(c))
    }

    #[inline]
    fn holds(&self, code: u32) -> bool {
        self.bits.get(code as usize >> 6).is_some_and(|word| word >> (code & 63) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::CharSet;

    static SET: CharSet = CharSet::of("0一é").and("℃");

    #[test]
    fn members_are_found_and_others_not() {
        for c in "0一é℃".chars() {
            assert!(SET.has(c), "{c}");
        }
        for c in "1二è。😀\u{10ffff}".chars() {
            assert!(!SET.has(c), "{c}");
        }
    }
}
