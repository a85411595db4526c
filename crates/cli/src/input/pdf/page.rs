//! The pieces of text on a page, and where they stand.
#![expect(clippy::float_arithmetic, reason = "places on a page, no values")]

use super::font::{Font, Fonts};
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, Result};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Parts within parts are read to this depth.
const DEEPEST: usize = 6;

/// A piece of text that stands in one line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) x: f32,
    pub(super) end: f32,
    pub(super) y: f32,
    pub(super) size: f32,
}

/// What a page shows.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) runs: Vec<Run>,
    /// How many characters are known, and how many are not.
    pub(super) known: usize,
    pub(super) unknown: usize,
    /// How many bytes were unpacked.
    pub(super) bytes: usize,
}

/// A transformation: a point (x, y) goes to (a x + c y + e, b x + d y + f).
#[derive(Clone, Copy)]
struct Matrix([f32; 6]);

impl Matrix {
    const ONE: Self = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// Returns the transformation that does this one first, then `next`.
    fn then(self, next: Self) -> Self {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, next.0);
        Matrix([a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u])
    }

    fn moved(x: f32, y: f32) -> Self {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }

    fn of(operands: &[Object]) -> Option<Self> {
        let mut numbers = [0.0; 6];
        for (number, operand) in numbers.iter_mut().zip(operands) {
            *number = operand.as_float().ok()?;
        }
        (operands.len() >= 6).then_some(Matrix(numbers))
    }
}

#[derive(Clone)]
struct State<'a> {
    page: Matrix,
    font: Option<Rc<Font<'a>>>,
    size: f32,
    char_space: f32,
    word_space: f32,
    stretch: f32,
    leading: f32,
}

/// Reads a page. Its content is not unpacked beyond `limit` bytes.
pub(super) fn read<'a>(document: &'a Document, id: ObjectId, fonts: &mut Fonts<'a>, limit: usize) -> Result<Page> {
    let content = document.get_page_content_with_limit(id, limit)?;
    let mut walker = Walker { document, fonts, out: Page::default(), limit };
    let state = State {
        page: Matrix::ONE,
        font: None,
        size: 1.0,
        char_space: 0.0,
        word_space: 0.0,
        stretch: 1.0,
        leading: 0.0,
    };
    let (direct, ids) = document.get_page_resources(id)?;
    let mut resources: Vec<&Dictionary> = direct.into_iter().collect();
    resources.extend(ids.into_iter().filter_map(|id| document.get_dictionary(id).ok()));
    let page_fonts = document.get_page_fonts(id)?;
    walker.content(&content, &page_fonts, &resources, state, 0)?;
    Ok(walker.out)
}

struct Walker<'a, 'f> {
    document: &'a Document,
    fonts: &'f mut Fonts<'a>,
    out: Page,
    limit: usize,
}

impl<'a> Walker<'a, '_> {
    fn content(
        &mut self,
        content: &[u8],
        fonts: &BTreeMap<Vec<u8>, &'a Dictionary>,
        resources: &[&'a Dictionary],
        mut state: State<'a>,
        depth: usize,
    ) -> Result<()> {
        self.out.bytes += content.len();
        let mut saved = Vec::new();
        let (mut line, mut at) = (Matrix::ONE, Matrix::ONE);
        for operation in Content::decode(content)?.operations {
            let operands = operation.operands.as_slice();
            let number = |i: usize| operands.get(i).and_then(|o| o.as_float().ok()).unwrap_or(0.0);
            match operation.operator.as_str() {
                "q" if saved.len() < 512 => saved.push(state.clone()),
                "Q" => state = saved.pop().unwrap_or(state),
                "cm" => {
                    if let Some(matrix) = Matrix::of(operands) {
                        state.page = matrix.then(state.page);
                    }
                }
                "BT" => (line, at) = (Matrix::ONE, Matrix::ONE),
                "Tf" => {
                    let name = operands.first().and_then(|o| o.as_name().ok());
                    let font = name.and_then(|n| fonts.get(n).copied());
                    state.font = font.map(|f| self.fonts.get(self.document, f));
                    state.size = number(1);
                }
                "Tc" => state.char_space = number(0),
                "Tw" => state.word_space = number(0),
                "Tz" => state.stretch = number(0) / 100.0,
                "TL" => state.leading = number(0),
                "Td" | "TD" => {
                    if operation.operator == "TD" {
                        state.leading = -number(1);
                    }
                    line = Matrix::moved(number(0), number(1)).then(line);
                    at = line;
                }
                "Tm" => {
                    if let Some(matrix) = Matrix::of(operands) {
                        (line, at) = (matrix, matrix);
                    }
                }
                "T*" | "'" | "\"" => {
                    line = Matrix::moved(0.0, -state.leading).then(line);
                    at = line;
                    if let Some(Object::String(bytes, _)) = operands.last() {
                        self.show(&state, &mut at, bytes);
                    }
                }
                "Tj" => {
                    if let Some(Object::String(bytes, _)) = operands.first() {
                        self.show(&state, &mut at, bytes);
                    }
                }
                "TJ" => {
                    for part in operands.first().and_then(|o| o.as_array().ok()).into_iter().flatten() {
                        if let Object::String(bytes, _) = part {
                            self.show(&state, &mut at, bytes);
                        } else if let Ok(back) = part.as_float() {
                            at = Matrix::moved(-back / 1000.0 * state.size * state.stretch, 0.0).then(at);
                        }
                    }
                }
                "Do" if depth < DEEPEST => {
                    if let Some(Ok(name)) = operands.first().map(Object::as_name) {
                        self.form(name, fonts, resources, &state, depth)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Reads a part of the page that is an object of its own.
    fn form(
        &mut self,
        name: &[u8],
        fonts: &BTreeMap<Vec<u8>, &'a Dictionary>,
        resources: &[&'a Dictionary],
        state: &State<'a>,
        depth: usize,
    ) -> Result<()> {
        let found = resources.iter().find_map(|r| {
            let forms = r.get_deref(b"XObject", self.document).ok()?.as_dict().ok()?;
            forms.get_deref(name, self.document).ok()?.as_stream().ok()
        });
        let Some(form) = found else { return Ok(()) };
        if form.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n != b"Form") {
            return Ok(());
        }
        let left = self.limit.saturating_sub(self.out.bytes);
        let content = form.get_plain_content_with_limit(left)?;
        let mut state = state.clone();
        if let Some(matrix) = form.dict.get(b"Matrix").and_then(Object::as_array).ok().and_then(|m| Matrix::of(m)) {
            state.page = matrix.then(state.page);
        }
        let own = form.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict).ok();
        let Some(own) = own else { return self.content(&content, fonts, resources, state, depth + 1) };
        let mut own_fonts = BTreeMap::new();
        if let Ok(named) = own.get_deref(b"Font", self.document).and_then(Object::as_dict) {
            for (name, _) in named {
                if let Ok(font) = named.get_deref(name, self.document).and_then(Object::as_dict) {
                    own_fonts.insert(name.clone(), font);
                }
            }
        }
        self.content(&content, &own_fonts, &[own], state, depth + 1)
    }

    fn show(&mut self, state: &State<'a>, at: &mut Matrix, bytes: &[u8]) {
        let Some(font) = &state.font else {
            self.out.unknown += bytes.len();
            return;
        };
        let shown = font.show(bytes);
        self.out.unknown += shown.unknown;
        self.out.known += shown.chars.saturating_sub(shown.unknown);
        #[expect(clippy::cast_precision_loss, reason = "places on a page")]
        let spaces =
            (shown.text.matches(' ').count() as f32) * state.word_space + (shown.chars as f32) * state.char_space;
        let width = (shown.width / 1000.0 * state.size + spaces) * state.stretch;
        let start = at.then(state.page).0;
        *at = Matrix::moved(width, 0.0).then(*at);
        let end = at.then(state.page).0;
        let size = state.size.abs() * (start[2] * start[2] + start[3] * start[3]).sqrt();
        if !shown.text.is_empty() && [start[4], start[5], end[4], size].iter().all(|n| n.is_finite()) {
            self.out.runs.push(Run { text: shown.text, x: start[4], end: end[4], y: start[5], size });
        }
    }
}
