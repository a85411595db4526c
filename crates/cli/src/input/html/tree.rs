//! The elements of a page. Whatever the page, there is a tree, and making it takes time linear in the page.

use html5gum::{DefaultEmitter, HtmlString, StartTag, Token, Tokenizer};

/// Deeper elements are taken as children of the deepest one allowed.
const DEEPEST: usize = 256;

/// The index of a node; 0 is the root.
pub(super) type Id = usize;

/// An element or a text.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// Empty for a text.
    pub(super) name: String,
    /// Id and classes in lower case, each between spaces.
    pub(super) labels: String,
    pub(super) hidden: bool,
    pub(super) text: String,
    pub(super) parent: Id,
    pub(super) children: Vec<Id>,
}

/// A page's elements and texts, in the order of the page: a parent before its children.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
}

impl Tree {
    pub(super) fn node(&self, id: Id) -> &Node {
        // Ids come from this tree; the root is always there.
        self.nodes.get(id).unwrap_or(&self.nodes[0])
    }
}

/// What the head of a page says.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// `meta` elements: name in lower case, content.
    pub(super) metas: Vec<(String, String)>,
    pub(super) title: String,
    /// Scripts of the type `application/ld+json`.
    pub(super) linked_data: Vec<String>,
    /// The first `time` element's `datetime`.
    pub(super) time: Option<String>,
}

/// Elements that hold nothing to read.
const SKIPPED: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "iframe", "select", "button", "textarea", "object", "embed",
    "video", "audio", "canvas", "map", "nav", "footer", "aside", "math", "dialog",
];
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements that stand in a line of text.
const INLINE: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "b",
    "bdi",
    "bdo",
    "big",
    "cite",
    "code",
    "data",
    "del",
    "dfn",
    "em",
    "font",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "mark",
    "nobr",
    "o:p",
    "q",
    "ruby",
    "rb",
    "s",
    "samp",
    "small",
    "span",
    "st1:personname",
    "strike",
    "strong",
    "sub",
    "sup",
    "time",
    "tt",
    "u",
    "var",
    "wbr",
];

/// Returns true for an element that begins a line of its own.
pub(super) fn is_block(name: &str) -> bool {
    !name.is_empty() && !INLINE.contains(&name)
}

/// Reads a page.
pub(super) fn parse(page: &str) -> (Tree, Notes) {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut builder = Builder::new();
    for Ok(token) in Tokenizer::new_with_emitter(page, emitter) {
        match token {
            Token::StartTag(tag) => builder.start(&tag),
            Token::EndTag(tag) => builder.end(&lower(&tag.name)),
            Token::String(text) => builder.text(&text),
            _ => {}
        }
    }
    (builder.tree, builder.notes)
}

/// What a text that is not part of the page is gathered for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Aside {
    Title,
    LinkedData,
    /// An element passed over; how many of its name are open.
    Skipped(usize),
}

struct Builder {
    tree: Tree,
    notes: Notes,
    /// The open elements.
    open: Vec<Id>,
    /// The element whose text is put aside, and what for.
    aside: Option<(String, Aside)>,
}

impl Builder {
    fn new() -> Self {
        let root = Node { name: "html".to_owned(), ..Node::default() };
        Builder { tree: Tree { nodes: vec![root] }, notes: Notes::default(), open: vec![0], aside: None }
    }

    fn start(&mut self, tag: &StartTag<()>) {
        let name = lower(&tag.name);
        if let Some((open, aside)) = &mut self.aside {
            if let Aside::Skipped(depth) = aside
                && *open == name
            {
                *depth += 1;
            }
            return;
        }
        let attribute = |key: &[u8]| tag.attributes.get(key).map(|v| String::from_utf8_lossy(v).into_owned());
        match name.as_str() {
            "meta" => {
                let key = [&b"name"[..], b"property", b"itemprop"].into_iter().find_map(attribute);
                if let (Some(key), Some(content)) = (key, attribute(b"content")) {
                    self.notes.metas.push((key.trim().to_ascii_lowercase(), content));
                }
                return;
            }
            "title" if self.notes.title.is_empty() => {
                self.aside = Some((name, Aside::Title));
                return;
            }
            "script" if attribute(b"type").is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json")) => {
                self.notes.linked_data.push(String::new());
                self.aside = Some((name, Aside::LinkedData));
                return;
            }
            "time" if self.notes.time.is_none() => self.notes.time = attribute(b"datetime"),
            // The page is one tree, whatever wraps its parts.
            "html" | "head" | "body" => return,
            _ => {}
        }
        if SKIPPED.contains(&name.as_str()) {
            if !tag.self_closing && !VOID.contains(&name.as_str()) {
                self.aside = Some((name, Aside::Skipped(1)));
            }
            return;
        }
        self.close_implied(&name);
        let is_void = VOID.contains(&name.as_str());
        let style = attribute(b"style").unwrap_or_default().to_ascii_lowercase();
        let hidden = tag.attributes.contains_key(&b"hidden"[..]) || style.split(';').any(is_display_none);
        let mut labels = String::new();
        for value in [attribute(b"id"), attribute(b"class")].into_iter().flatten() {
            for label in value.split_ascii_whitespace() {
                labels.push(' ');
                labels.push_str(&label.to_ascii_lowercase());
            }
        }
        labels.push(' ');
        let id = self.add(Node { name, labels, hidden, ..Node::default() });
        if !is_void && self.open.len() < DEEPEST {
            self.open.push(id);
        }
    }

    /// Closes the elements that end where this one begins.
    fn close_implied(&mut self, name: &str) {
        let closes: &[&str] = match name {
            "li" => &["li"],
            "dt" | "dd" => &["dt", "dd"],
            "tr" => &["td", "th", "tr"],
            "td" | "th" => &["td", "th"],
            "tbody" | "thead" | "tfoot" => &["td", "th", "tr", "tbody", "thead", "tfoot"],
            _ if is_block(name) && name != "br" => &["p"],
            _ => return,
        };
        let limits: &[&str] = match name {
            "li" => &["ul", "ol"],
            "dt" | "dd" => &["dl"],
            "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" => &["table"],
            _ => &["div", "td", "th", "li", "table", "section", "article"],
        };
        let mut keep = None;
        for (depth, id) in self.open.iter().enumerate().skip(1).rev() {
            let open = self.tree.node(*id).name.as_str();
            if closes.contains(&open) {
                keep = Some(depth);
            } else if limits.contains(&open) {
                break;
            }
        }
        if let Some(depth) = keep {
            self.open.truncate(depth);
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((open, aside)) = &mut self.aside {
            if open == name {
                match aside {
                    Aside::Skipped(depth) if *depth > 1 => *depth -= 1,
                    _ => self.aside = None,
                }
            }
            return;
        }
        let found = self.open.iter().enumerate().skip(1).rev().find(|(_, id)| self.tree.node(**id).name == name);
        if let Some((depth, _)) = found {
            self.open.truncate(depth);
        } else if name == "p" || name == "br" {
            self.add(Node { name: "br".to_owned(), ..Node::default() });
        }
    }

    fn text(&mut self, text: &HtmlString) {
        let text = String::from_utf8_lossy(text);
        match &self.aside {
            None => {
                self.add(Node { text: text.into_owned(), ..Node::default() });
            }
            Some((_, Aside::Title)) => self.notes.title.push_str(&text),
            Some((_, Aside::LinkedData)) => {
                if let Some(last) = self.notes.linked_data.last_mut() {
                    last.push_str(&text);
                }
            }
            Some((_, Aside::Skipped(_))) => {}
        }
    }

    fn add(&mut self, mut node: Node) -> Id {
        let id = self.tree.nodes.len();
        node.parent = self.open.last().copied().unwrap_or(0);
        if let Some(parent) = self.tree.nodes.get_mut(node.parent) {
            parent.children.push(id);
        }
        self.tree.nodes.push(node);
        id
    }
}

fn is_display_none(declaration: &str) -> bool {
    declaration.split_once(':').is_some_and(|(key, value)| key.trim() == "display" && value.trim().starts_with("none"))
}

fn lower(name: &HtmlString) -> String {
    String::from_utf8_lossy(name).to_ascii_lowercase()
}
