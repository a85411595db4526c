//! The lines of an element, as a browser would show them.

use super::tree::{Id, Tree, is_block};

/// The longest table cell that is put in one line with the others of its row.
const CELL: usize = 60;

/// Turns elements into lines.
pub(super) struct Renderer<'a> {
    pub(super) tree: &'a Tree,
    pub(super) passed: &'a [bool],
    /// Says that an element is only links.
    pub(super) is_links: &'a dyn Fn(Id) -> bool,
}

#[derive(Default)]
struct Lines {
    lines: Vec<String>,
    line: String,
    /// Spaces that stand before the next word, if one follows in this line.
    space: Option<Space>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Space {
    /// A line break of the source: nothing between Chinese characters.
    Break,
    Word,
    Cell,
}

impl Renderer<'_> {
    /// Returns the lines of an element; no line is blank.
    pub(super) fn lines(&self, id: Id) -> Vec<String> {
        let mut out = Lines::default();
        self.node(id, false, true, &mut out);
        out.end();
        out.lines
    }

    /// Returns the texts of an element one by one: what stands in elements of its own is apart.
    pub(super) fn pieces(&self, id: Id) -> Vec<String> {
        let node = self.tree.node(id);
        if !node.name.is_empty() {
            let live = node.children.iter().filter(|c| !self.passed.get(**c).copied().unwrap_or(true));
            return live.flat_map(|c| self.pieces(*c)).collect();
        }
        let mut out = Lines::default();
        out.text(&node.text);
        out.end();
        out.lines
    }

    /// The depth of the tree is limited, so is the depth of this.
    fn node(&self, id: Id, in_cell: bool, is_root: bool, out: &mut Lines) {
        let node = self.tree.node(id);
        if !is_root && (self.passed.get(id).copied().unwrap_or(true) || (self.is_links)(id)) {
            return;
        }
        match node.name.as_str() {
            "" => out.text(&node.text),
            "br" | "hr" if in_cell => out.space = out.space.or(Some(Space::Word)),
            "br" | "hr" => out.end(),
            "td" | "th" => {
                if !out.line.is_empty() {
                    out.space = Some(Space::Cell);
                }
                let small = in_cell || self.is_small(id);
                if !small {
                    out.end();
                }
                self.children(id, small, out);
                if !small {
                    out.end();
                }
            }
            name if is_block(name) && !in_cell => {
                out.end();
                self.children(id, false, out);
                out.end();
            }
            name => {
                if is_block(name) {
                    out.space = out.space.or(Some(Space::Word));
                }
                self.children(id, in_cell, out);
            }
        }
    }

    fn children(&self, id: Id, in_cell: bool, out: &mut Lines) {
        for child in &self.tree.node(id).children {
            self.node(*child, in_cell, false, out);
        }
    }

    /// Returns true for a cell whose text is short.
    fn is_small(&self, id: Id) -> bool {
        let mut room = CELL;
        let mut waiting = vec![id];
        while let Some(id) = waiting.pop() {
            let node = self.tree.node(id);
            let chars = node.text.chars().filter(|c| !c.is_whitespace()).take(room + 1).count();
            if chars > room || node.name == "table" {
                return false;
            }
            room -= chars;
            waiting.extend(&node.children);
        }
        true
    }
}

impl Lines {
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            if c == '\n' || c == '\r' {
                self.space = self.space.or(Some(Space::Break));
            } else if c == ' ' || c == '\t' || c == '\u{a0}' || c == '\u{c}' {
                self.space = match self.space {
                    Some(Space::Cell) => Some(Space::Cell),
                    Some(Space::Break) => Some(Space::Break),
                    _ => Some(Space::Word),
                };
            } else if !matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}') {
                self.push(c);
            }
        }
    }

    fn push(&mut self, c: char) {
        match self.space.take() {
            _ if self.line.is_empty() => {}
            Some(Space::Cell) => self.line.push('\t'),
            Some(Space::Word) => self.line.push(' '),
            Some(Space::Break) if !(is_wide(c) && self.line.ends_with(is_wide)) => self.line.push(' '),
            _ => {}
        }
        self.line.push(c);
    }

    fn end(&mut self) {
        self.space = None;
        let line = self.line.trim();
        if !line.is_empty() {
            self.lines.push(line.to_owned());
        }
        self.line.clear();
    }
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{2014}'..='\u{2026}' | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}
