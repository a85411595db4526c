//! Which lines of a page are the article, and what the others say about it.

use super::Hints;
use super::boilerplate::{Furniture, is_address};
use super::header::{Fields, date, fields, has_label, is_fields};
use super::heading::{is_byline, is_plain, is_prose, is_title, markdown};
use super::line::{Has, Line, is_longer, offset, span};
use super::marker::{Series, marker};
use crate::model::{Date, Document};
use crate::span::Span;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// No part of the article.
    Page,
    /// The title, or the line below it that begins with ——.
    Title,
    Text,
}

/// The page: its fields, and the part that each line plays.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page<'t> {
    pub(crate) document: Document<'t>,
    pub(crate) title: Option<Span>,
    pub(crate) contributor: Option<Span>,
    pub(crate) parts: Vec<Part>,
    /// A day in the fields below the article: less sure than one above it or in the title.
    footer: Option<Date>,
}

/// Lines in which the title and the fields are looked for.
const HEAD: usize = 60;
/// A line of so many characters, or with a 。, is prose: the head ends before it.
const PROSE: usize = 90;
/// The longest title of a text that has no fields, in characters.
const LONGEST_BARE: usize = 50;

/// Reads the page.
pub(crate) fn read<'t>(text: &'t str, lines: &[Line<'t>], hints: Hints<'t>) -> Page<'t> {
    let furniture = Furniture::get();
    let mut page = Page { parts: vec![Part::Text; lines.len()], ..Page::default() };
    let mut tail = false;
    for (line, part) in lines.iter().zip(&mut page.parts) {
        tail = tail || furniture.is_tail(line.text);
        if tail && !(line.has.any(Has::STOP) && is_longer(line.text, 30)) || furniture.is_furniture(line) {
            *part = Part::Page;
        }
    }
    let head = head(lines, &page.parts);
    let meta = page.read_fields(text, lines, head, furniture);
    let title = page.find_title(lines, head, meta, hints, furniture);
    if let Some(at) = title {
        page.take_title(text, lines, at, head);
    }
    for (line, part) in lines.iter().zip(&mut page.parts).take(head) {
        if is_byline(line) {
            *part = Part::Page;
        }
    }
    page.document.published = hints.published.or(page.document.published).or(page.footer).or_else(|| signed(lines));
    if let Some(title) = hints.title {
        page.document.title = Some(title.trim().into());
    }
    page
}

/// Returns how many lines stand before the first prose.
fn head(lines: &[Line<'_>], parts: &[Part]) -> usize {
    let prose = |line: &Line<'_>| line.has.any(Has::STOP) || is_longer(line.text, PROSE);
    lines
        .iter()
        .zip(parts)
        .take(HEAD)
        .position(|(line, part)| *part == Part::Text && prose(line))
        .unwrap_or(lines.len().min(HEAD))
}

/// The day below the signature: the last line of a document.
fn signed(lines: &[Line<'_>]) -> Option<Date> {
    let furniture = Furniture::get();
    let last = lines.iter().rev().take(8).filter(|l| l.has.any(Has::DIGIT) && is_fields(l, furniture));
    last.map(|l| fields_of(l, furniture)).filter(|f| f.fields == 1).find_map(|f| f.published)
}

fn fields_of(line: &Line<'_>, furniture: &Furniture) -> Fields {
    if line.text.len() > 600 { Fields::default() } else { fields(line, furniture) }
}

impl<'t> Page<'t> {
    /// Fills the document's fields, marks their lines, and returns the first line that gives source or day.
    fn read_fields(&mut self, text: &'t str, lines: &[Line<'t>], head: usize, furniture: &Furniture) -> Option<usize> {
        let mut first = None;
        let mut day = None;
        for (i, line) in lines.iter().enumerate() {
            let in_head = i < head;
            let page = self.parts.get(i) == Some(&Part::Page);
            if !in_head && !page {
                continue;
            }
            // Without a label no field has a name, and the line has to be made of fields.
            let labelled = line.has.any(Has::COLON) && has_label(line, furniture);
            if !labelled && (is_address(line.text) || !is_fields(line, furniture)) {
                continue;
            }
            let found = fields_of(line, furniture);
            let named = found.labels > 0 && (found.source.is_some() || found.published.is_some());
            if !(found.is_all() || in_head && named) {
                continue;
            }
            if let Some(part) = self.parts.get_mut(i) {
                *part = Part::Page;
            }
            if in_head {
                day = day.or(found.published);
                if first.is_none() && (found.source.is_some() || found.published.is_some()) {
                    first = Some(i);
                }
            } else if found.labels > 0 {
                self.footer = self.footer.or(found.published);
            }
            self.document.source = self.document.source.take().or(found.source.map(|s| s.of(text).into()));
            if self.contributor.is_none()
                && let Some(contributor) = found.contributor
            {
                self.contributor = Some(contributor);
                self.document.contributor = Some(contributor.of(text).into());
            }
        }
        self.document.published = day;
        first
    }

    /// Returns the line of the title: the one the caller gave, the nearest above the fields, a first markdown heading,
    /// or a short first line.
    fn find_title(
        &self,
        lines: &[Line<'t>],
        head: usize,
        meta: Option<usize>,
        hints: Hints<'t>,
        furniture: &Furniture,
    ) -> Option<usize> {
        let given = hints.title.map(str::trim);
        if let Some(given) = given
            && let Some(at) = lines.iter().take(HEAD).position(|l| markdown(l.text).text == given)
        {
            return Some(at);
        }
        let text = |i: &usize| self.parts.get(*i) == Some(&Part::Text);
        let fits = |i: &usize| text(i) && lines.get(*i).is_some_and(|l| is_title(l, furniture));
        let signed = |i: &usize| lines.get(*i).is_some_and(|l| markdown(l.text).series == Some(Series::Hash(1)));
        if let Some(at) = (0..head).filter(text).find(signed) {
            return Some(at);
        }
        if let Some(meta) = meta {
            return (0..meta).rev().find(fits).or_else(|| {
                let unnumbered = |i: &usize| lines.get(*i).is_some_and(|l| marker(l.text).is_none() && !is_byline(l));
                (meta + 1..head).filter(unnumbered).find(fits)
            });
        }
        let first = (0..lines.len().min(HEAD)).find(text)?;
        let line = lines.get(first)?;
        let next = lines.get(first + 1)?;
        let bare = is_plain(line.text) || is_title(line, furniture) && !is_longer(line.text, LONGEST_BARE);
        let opens = bare && marker(line.text).is_none() && markdown(line.text).series.is_none();
        (opens && (is_prose(next) || is_title(next, furniture))).then_some(first)
    }

    /// Marks the title and what belongs to it; whatever stands above is page.
    fn take_title(&mut self, text: &'t str, lines: &[Line<'t>], at: usize, head: usize) {
        for part in self.parts.iter_mut().take(at) {
            *part = Part::Page;
        }
        let Some(line) = lines.get(at) else { return };
        let words = markdown(line.text).text;
        let start = line.span.start as usize + offset(line.text, words);
        let title = span(start, start + words.len());
        self.title = Some(title);
        self.document.title = Some(title.of(text).into());
        if let Some(part) = self.parts.get_mut(at) {
            *part = Part::Title;
        }
        if self.document.published.is_none() {
            self.document.published = date(words).map(|d| d.day);
        }
        // ——2026年1月27日在…会议上 tells of the occasion; any other line with —— is a second title.
        for i in at + 1..head {
            let Some(below) = lines.get(i).filter(|l| l.text.starts_with("——")) else { continue };
            let occasion = below.text.ends_with('上') || below.text.chars().any(|c| c.is_ascii_digit());
            if let Some(part) = self.parts.get_mut(i) {
                *part = if occasion { Part::Page } else { Part::Title };
            }
        }
    }
}
