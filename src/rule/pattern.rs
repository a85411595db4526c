//! From a rule's pattern to a regular expression over bytes, one byte a unit.

use crate::lexicon::{ClassId, Lexicon};
use regex_syntax::ast::parse::ParserBuilder;
use std::collections::BTreeMap;

/// A pattern taken apart: pieces of plain regular expression between class expressions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pattern {
    pub(crate) parts: Vec<Part>,
}

/// A piece of a pattern.
#[derive(Clone, Debug)]
pub(crate) enum Part {
    /// Copied as it is.
    Regex(String),
    /// One unit whose classes satisfy the expression.
    Unit(Expr),
}

/// Alternatives of conjunctions of classes; `false` marks a class that must be absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Expr(pub(crate) Vec<Vec<(ClassId, bool)>>);

impl Expr {
    /// Returns true if a set of classes satisfies the expression.
    pub(crate) fn accepts(&self, set: &[ClassId]) -> bool {
        self.0.iter().any(|all| all.iter().all(|(class, present)| set.contains(class) == *present))
    }

    /// Writes the expression as a pattern has it; a literal word stands by itself.
    pub(crate) fn describe(&self, lexicon: &Lexicon) -> String {
        let one = |(class, present): &(ClassId, bool)| {
            let name = lexicon.class_name(*class).trim_start_matches('\'');
            if *present { name.to_owned() } else { format!("!{name}") }
        };
        let all: Vec<String> = self.0.iter().map(|all| all.iter().map(one).collect::<Vec<_>>().join("&")).collect();
        all.join("|")
    }
}

/// What is wrong with a pattern, and how many bytes into it.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) at: usize,
    pub(crate) message: String,
}

/// Macros by name.
pub(crate) type Macros = BTreeMap<String, Pattern>;

/// Takes a pattern apart. `class` looks a class up by name, `literal` by its word.
pub(crate) fn parse(
    pattern: &str,
    macros: &Macros,
    class: &dyn Fn(&str) -> Result<ClassId, String>,
    literal: &mut dyn FnMut(&str) -> ClassId,
) -> Result<Pattern, Fault> {
    let mut out = Pattern::default();
    let mut chars = pattern.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            ' ' | '\n' | '\t' | '\r' => {}
            '#' => while chars.next_if(|&(_, c)| c != '\n').is_some() {},
            '{' => {
                let mut body = String::new();
                let mut closed = false;
                for (_, c) in chars.by_ref() {
                    if c == '}' {
                        closed = true;
                        break;
                    }
                    body.push(c);
                }
                if !closed {
                    return Err(Fault { at, message: "`{` is never closed".into() });
                }
                let name = body.trim();
                if name.starts_with(|c: char| c.is_ascii_digit()) {
                    out.regex(&format!("{{{name}}}"));
                } else if let Some(m) = macros.get(name) {
                    out.regex("(?:");
                    out.parts.extend(m.parts.iter().cloned());
                    out.regex(")");
                } else {
                    out.parts.push(Part::Unit(expression(name, class).map_err(|message| Fault { at, message })?));
                }
            }
            '(' => {
                let mut head = String::from("(");
                if chars.next_if(|&(_, c)| c == '?').is_some() {
                    head.push('?');
                    let named = chars.peek().is_some_and(|&(_, c)| c == '<');
                    while let Some((_, c)) = chars.next_if(|&(_, c)| named || c == ':') {
                        head.push(c);
                        if c == '>' || c == ':' {
                            break;
                        }
                    }
                    if !head.ends_with(['>', ':']) {
                        return Err(Fault { at, message: "only `(`, `(?:` and `(?<name>` open a group".into() });
                    }
                } else {
                    head.push_str("?:");
                }
                out.regex(&head);
            }
            ')' | '|' | '*' | '+' | '?' | '^' | '$' | '.' => out.regex(c.encode_utf8(&mut [0; 4])),
            c if c.is_alphanumeric() || is_symbol(c) => {
                let mut word = String::from(c);
                if c.is_alphanumeric() {
                    while let Some((_, c)) = chars.next_if(|&(_, c)| c.is_alphanumeric()) {
                        word.push(c);
                    }
                }
                let id = literal(&word);
                out.parts.push(Part::Unit(Expr(vec![vec![(id, true)]])));
            }
            c => return Err(Fault { at, message: format!("`{c}` has no meaning in a pattern") }),
        }
    }
    Ok(out)
}

/// Returns what is wrong with a pattern as a regular expression: its units stand for one character each, in their place.
pub(crate) fn fault(pattern: &str) -> Option<Fault> {
    let mut plain = String::with_capacity(pattern.len());
    while let Some(rest) = pattern.get(plain.len()..).filter(|rest| !rest.is_empty()) {
        let through = |end: char| rest.find(end).map_or(rest.len(), |at| at + end.len_utf8());
        let run = |of: fn(char) -> bool| rest.find(|c| !of(c)).unwrap_or(rest.len());
        let first = rest.chars().next()?;
        let (length, stands_for) = match first {
            '#' => (run(|c| c != '\n'), Some(' ')),
            '{' if rest.get(1..)?.trim_start().starts_with(|c: char| c.is_ascii_digit()) => (through('}'), None),
            '(' if rest.starts_with("(?<") => (through('>'), None),
            '{' => (through('}'), Some('x')),
            '(' | ')' | '|' | '*' | '+' | '?' | ':' | '^' | '$' | '.' => (1, None),
            c if c.is_whitespace() => (c.len_utf8(), Some(' ')),
            c if c.is_alphanumeric() => (run(char::is_alphanumeric), Some('x')),
            c => (c.len_utf8(), Some('x')),
        };
        match stands_for {
            None => plain.push_str(rest.get(..length)?),
            Some(c) => {
                plain.push(c);
                plain.extend(std::iter::repeat_n(' ', length - 1));
            }
        }
    }
    let error = ParserBuilder::new().ignore_whitespace(true).build().parse(&plain).err()?;
    Some(Fault { at: error.span().start.offset, message: error.kind().to_string() })
}

/// Punctuation of the text, as a literal unit.
fn is_symbol(c: char) -> bool {
    !c.is_ascii() && !c.is_whitespace() || matches!(c, ',' | ';' | ':')
}

fn expression(body: &str, class: &dyn Fn(&str) -> Result<ClassId, String>) -> Result<Expr, String> {
    body.split('|')
        .map(|all| {
            all.split('&')
                .map(|one| {
                    let one = one.trim();
                    let name = one.strip_prefix('!').unwrap_or(one).trim();
                    Ok((class(name)?, !one.starts_with('!')))
                })
                .collect()
        })
        .collect::<Result<_, String>>()
        .map(Expr)
}

impl Pattern {
    fn regex(&mut self, s: &str) {
        if let Some(Part::Regex(last)) = self.parts.last_mut() {
            last.push_str(s);
        } else {
            self.parts.push(Part::Regex(s.to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn faults_stand_where_they_are_in_the_pattern() {
        for (pattern, want) in [
            ("({noun} {quantity}", Some((0, "unclosed group"))),
            ("{noun} 达到) {quantity}", Some((13, "unopened group"))),
            ("{noun} # 数\n | * {quantity}{2,3}", Some((16, "repetition operator missing expression"))),
            ("(?<value>{quantity}) (?<value>{quantity})", Some((24, "duplicate capture group name"))),
            ("{noun}{3,2}", Some((6, "invalid repetition count range, the start must be <= the end"))),
            ("(?<indicator>{noun}) (?:达到|为)? ，(?<value>{quantity}){1,2}", None),
        ] {
            let fault = fault(pattern);
            assert_eq!(fault.as_ref().map(|f| (f.at, f.message.as_str())), want, "{pattern}");
        }
    }
}
