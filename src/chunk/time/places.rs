//! The places where a time may begin, one after another: for the times of facts and for those of `recognize`.

use super::reader::{Reader, is_numeral};
use crate::chunk::sites::{Signs, Site};
use crate::chunk::{MARK, NUMERAL, WORD};
use crate::span::Span;

/// What a time may begin with, and the marks around it.
const SIGNS: Signs = Signs(NUMERAL.0 | WORD.0 | MARK.0);

/// A place where something may be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A mark.
    Mark(char),
    /// A numeral, and whether a word of the gate may begin with it too.
    Numeral { word: bool },
    /// The beginning of a word.
    Word,
}

/// Goes through the places of a text, and counts titles in 《》 on the way.
#[derive(Debug)]
pub(crate) struct Places<'s, 't> {
    sites: std::slice::Iter<'s, Site>,
    /// Stands at the place that was returned last.
    pub(crate) reader: Reader<'t>,
    titles: u32,
}

impl<'s, 't> Places<'s, 't> {
    /// Returns the places of `text` at `within`, of which `sites` are those and others.
    pub(crate) fn new(text: &'t str, within: Span, sites: &'s [Site]) -> Self {
        let reader = Reader::new(text, within.start as usize, within.end as usize);
        Places { sites: sites.iter(), reader, titles: 0 }
    }

    /// Returns the next place that was not read over.
    #[inline]
    pub(crate) fn next(&mut self) -> Option<Place> {
        let read = self.reader.at;
        let site = self.sites.find(|site| site.signs.any(SIGNS) && site.at as usize >= read)?;
        self.reader.at = site.at as usize;
        let c = self.reader.peek()?;
        if site.signs.any(MARK) {
            match c {
                '《' => self.titles += 1,
                '》' => self.titles = self.titles.saturating_sub(1),
                _ => {}
            }
            return Some(Place::Mark(c));
        }
        Some(if is_numeral(c) { Place::Numeral { word: site.signs.any(WORD) } } else { Place::Word })
    }

    /// Returns true inside 《》.
    pub(crate) fn titled(&self) -> bool {
        self.titles > 0
    }

    /// Goes on behind what was read, or behind the place where nothing was.
    #[inline]
    pub(crate) fn pass(&mut self, place: Place, read: Option<usize>) {
        match (read, place) {
            (Some(end), _) => self.reader.at = end,
            (None, Place::Numeral { .. }) => self.reader.skip_numerals(),
            (None, _) => self.reader.skip(),
        }
    }
}
