//! The article: headings, paragraphs, items and sentences.

use super::closing::closing;
use super::frame;
use super::heading::{dateline, is_numbered, is_plain, is_prose, markdown};
use super::line::{Has, Line, Lines, Mark, offset, span, trim};
use super::marker::{Series, marker};
use super::outline::{Outline, Reach};
use super::page::{Page, Part};
use super::sentence::{Segment, marks_in, segments, sentences};
use super::{Layout, Role, Sentence};
use crate::span::Span;

/// Reads the lines that are article.
pub(crate) fn read<'t>(text: &'t str, lines: &Lines<'t>, page: Page<'t>) -> Layout<'t> {
    let mut reader = Reader {
        text,
        marks: &lines.marks,
        layout: Layout {
            document: page.document,
            contributor: page.contributor,
            sentences: Vec::with_capacity(lines.lines.len() * 2),
        },
        ..Reader::default()
    };
    let mut kept = lines.lines.iter().zip(page.parts).filter(|(_, part)| *part != Part::Page).peekable();
    while let Some((line, part)) = kept.next() {
        let next = kept.peek().map(|(l, _)| *l);
        match part {
            Part::Title => {
                let words = markdown(line.text).text;
                reader.sentence(within(line, words), Role::Title, 0, None);
                reader.paragraph += 1;
            }
            _ => reader.line(line, next),
        }
    }
    reader.layout.document.sections = reader.outline.sections;
    reader.layout
}

/// Returns where `words`, a part of the line, stand.
fn within(line: &Line<'_>, words: &str) -> Span {
    let start = line.span.start as usize + offset(line.text, words);
    span(start, start + words.len())
}

/// What stands below a heading without an ordinal is prose, and longer.
fn is_below(words: &str, next: &Line<'_>) -> bool {
    is_prose(next) && (next.text.len() > words.len() || marker(next.text).is_some())
}

#[derive(Debug, Default)]
struct Reader<'t, 'm> {
    text: &'t str,
    marks: &'m [Mark],
    layout: Layout<'t>,
    outline: Outline<'t>,
    paragraph: u32,
    /// The paragraph whose last words announce a list (…如下：).
    announced: Option<u32>,
    /// The series of the list that is open, and the paragraph that introduced it, if one did.
    list: Option<(Series, Option<u32>)>,
    /// True after a paragraph that ends a sentence, and at the start.
    unfinished: bool,
}

impl<'t> Reader<'t, '_> {
    fn line(&mut self, line: &Line<'t>, next: Option<&Line<'t>>) {
        let mut line = *line;
        if let Some(end) = closing(self.text, &line) {
            self.layout.document.source =
                self.layout.document.source.take().or(end.source.map(|s| s.of(self.text).into()));
            if self.layout.contributor.is_none()
                && let Some(contributor) = end.contributor
            {
                self.layout.contributor = Some(contributor);
                self.layout.document.contributor = Some(contributor.of(self.text).into());
            }
            line.span = trim(self.text, Span::new(line.span.start, end.start));
            line.text = line.span.of(self.text);
        }
        let signs = markdown(line.text);
        let skip = if signs.series.is_none() { dateline(signs.text) } else { 0 };
        let words = signs.text.get(skip..).unwrap_or("");
        if words.is_empty() {
            return;
        }
        let place = within(&line, words);
        if self.heading(&line, place, words, signs.series, next) {
            self.unfinished = false;
            (self.announced, self.list) = (None, None);
        } else {
            self.prose(&line, place);
            self.unfinished = !words.ends_with(['。', '！', '？', '”', '：', '；', '）', '…', '!', '?', ')', '.']);
            self.announced = words.ends_with(['：', ':']).then(|| self.paragraph.saturating_sub(1));
        }
    }

    /// Takes the line as a heading, if it is one.
    fn heading(
        &mut self,
        line: &Line<'t>,
        place: Span,
        words: &'t str,
        signs: Option<Series>,
        next: Option<&Line<'t>>,
    ) -> bool {
        // A line of sentences is no heading, but for the signs of markdown.
        if line.has.any(Has::STOP.and(Has::SEMICOLON)) && !matches!(signs, Some(Series::Hash(_))) {
            return false;
        }
        let marker = marker(words);
        let rest = marker.and_then(|m| words.get(m.len..)).unwrap_or(words);
        let series = match (signs, marker) {
            (Some(Series::Hash(n)), _) => Series::Hash(n),
            (_, Some(m)) if is_numbered(rest) && m.series < Series::Dash => m.series,
            (Some(bold), None) if is_numbered(words) => bold,
            (None, None) if !self.unfinished && is_plain(words) && next.is_some_and(|n| is_below(words, n)) => {
                Series::Plain
            }
            _ => return false,
        };
        let start = place.end - u32::try_from(rest.len()).unwrap_or(0);
        let place = Span::new(start, place.end);
        let ordinal = marker.and_then(|m| words.get(..m.bare));
        let frame = frame::frame(self.text, place, self.layout.document.published);
        let section = self.outline.push(self.text, place, ordinal, series, Reach::Heading, frame);
        let paragraph = self.paragraph;
        self.sentence(place, Role::Heading, paragraph, section);
        self.paragraph += 1;
        section.is_some()
    }

    fn prose(&mut self, line: &Line<'t>, place: Span) {
        let marks = marks_in(line.marks(self.marks), place);
        let found = segments(self.text, place, marks);
        let mut intro = self.announced;
        for segment in found {
            let Some(marker) = segment.marker else {
                intro = Some(self.paragraph);
                self.list = None;
                let (paragraph, section) = (self.paragraph, self.outline.heading());
                let marks = marks_in(marks, segment.span);
                sentences(self.text, segment.span, marks, |s| {
                    self.sentence_in(s, Role::Body, paragraph, paragraph, section);
                });
                self.paragraph += 1;
                continue;
            };
            // Items of one list share the paragraph that introduces it.
            let own = self.paragraph;
            let parent = match self.list {
                Some((series, parent)) if series == marker.series && marker.number != 1 => parent,
                _ => intro,
            };
            if self.list.is_none_or(|(series, _)| series != marker.series) || marker.number == 1 {
                self.list = Some((marker.series, parent));
            }
            self.item(segment, marks_in(marks, segment.span), parent.unwrap_or(own));
        }
    }

    fn item(&mut self, segment: Segment, marks: &[Mark], parent: u32) {
        let Some(marker) = segment.marker else { return };
        let text = self.text;
        let at = |n: usize| segment.span.start + u32::try_from(n).unwrap_or(0);
        let ordinal = segment.span.of(text).get(..marker.bare);
        let body = trim(text, Span::new(at(marker.len), segment.span.end));
        let paragraph = self.paragraph;
        let mut section = None;
        sentences(text, body, marks, |s| {
            let role = if section.is_none() { Role::Item } else { Role::Body };
            if section.is_none() {
                section = self.outline.push(text, s, ordinal, marker.series, Reach::Item, None);
            }
            self.sentence_in(s, role, paragraph, parent, section);
        });
        self.paragraph += 1;
    }

    fn sentence(&mut self, span: Span, role: Role, paragraph: u32, section: Option<u32>) {
        self.sentence_in(span, role, paragraph, paragraph, section);
    }

    fn sentence_in(&mut self, span: Span, role: Role, paragraph: u32, parent: u32, section: Option<u32>) {
        let frame = self.outline.frame(section);
        self.layout.sentences.push(Sentence { span, role, paragraph, parent, section, frame });
    }
}
