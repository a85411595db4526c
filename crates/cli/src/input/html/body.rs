//! Where the article of a page is: the element in which prose stands densest.

use super::render::Renderer;
use super::tree::{Id, Tree, is_block};
use super::words::Words;

/// What stands in an element.
#[derive(Clone, Copy, Debug, Default)]
struct Measure {
    /// Characters that are no space.
    chars: usize,
    /// Those of them in links.
    linked: usize,
    /// Marks of prose: ，。；：
    marks: usize,
    /// How much prose stands right in it, in its children and, counting half, in theirs.
    score: usize,
}

/// Returns the text of the page's article (the title and the line of source and date above it, then the body), and the
/// title that stands on the page.
pub(super) fn text(tree: &Tree, title: Option<&str>) -> (String, Option<String>) {
    let passed = passed_over(tree);
    let measures = measure(tree, &passed);
    let body = find(tree, &passed, &measures);
    let renderer = Renderer { tree, passed: &passed, is_links: &|id| is_links(tree, &measures, id) };
    let (found, mut out) = head(tree, &passed, &measures, body, title, &renderer);
    let lines = renderer.lines(body);
    out.splice(0..0, found.clone());
    // A body that has its own title and line of source needs none put above it.
    out.retain(|line| !lines.iter().take(12).any(|l| l.contains(line.as_str())));
    out.extend(lines);
    let mut text = out.join("\n");
    if !text.is_empty() {
        text.push('\n');
    }
    (text, found)
}

/// Says of each node whether it is no part of any article.
fn passed_over(tree: &Tree) -> Vec<bool> {
    let words = Words::get();
    let mut passed = vec![false; tree.nodes.len()];
    for (id, node) in tree.nodes.iter().enumerate().skip(1) {
        let above = passed.get(node.parent).copied().unwrap_or(false);
        let labelled = || {
            node.labels.split_ascii_whitespace().any(|label| {
                words.drop.iter().any(|d| if *d == "hide" { label == *d } else { label.contains(d) })
                    && !words.body.contains(&label)
            })
        };
        let gone = above || node.hidden || !node.name.is_empty() && labelled();
        if let Some(passed) = passed.get_mut(id) {
            *passed = gone;
        }
    }
    // A page that hides or names everything so is read whole.
    let kept: usize = tree.nodes.iter().zip(&passed).filter(|(_, p)| !**p).map(|(n, _)| n.text.trim().len()).sum();
    let all: usize = tree.nodes.iter().map(|n| n.text.trim().len()).sum();
    if kept * 10 < all { vec![false; tree.nodes.len()] } else { passed }
}

fn measure(tree: &Tree, passed: &[bool]) -> Vec<Measure> {
    let mut measures = vec![Measure::default(); tree.nodes.len()];
    // Children come after their parents: from the end, each is whole before it is added to its parent.
    for id in (1..tree.nodes.len()).rev() {
        if passed.get(id).copied().unwrap_or(true) {
            continue;
        }
        let node = tree.node(id);
        let mut own = measures.get(id).copied().unwrap_or_default();
        for c in node.text.chars() {
            own.chars += usize::from(!c.is_whitespace());
            own.marks += usize::from("，。；：、！？,".contains(c));
        }
        if node.name == "a" {
            own.linked = own.chars;
        }
        if let Some(to) = measures.get_mut(id) {
            *to = own;
        }
        if let Some(parent) = measures.get_mut(node.parent) {
            parent.chars += own.chars;
            parent.linked += own.linked;
            parent.marks += own.marks;
        }
    }
    for id in 1..tree.nodes.len() {
        let node = tree.node(id);
        if passed.get(id).copied().unwrap_or(true) || !is_paragraph(tree, id) {
            continue;
        }
        let own = measures.get(id).copied().unwrap_or_default();
        let prose = own.chars.saturating_sub(own.linked * 2);
        if own.marks == 0 || prose < 10 {
            continue;
        }
        // What stands further above gets less: the article is the innermost element that holds nearly all of it.
        let mut above = node.parent;
        for share in [6, 4, 2, 1] {
            if let Some(to) = measures.get_mut(above) {
                to.score += prose * share;
            }
            if above == 0 {
                break;
            }
            above = tree.node(above).parent;
        }
    }
    measures
}

/// Returns true for a text, or an element of lines, that has no block in it.
fn is_paragraph(tree: &Tree, id: Id) -> bool {
    let node = tree.node(id);
    let plain = |id: &Id| !is_block(&tree.node(*id).name) || tree.node(*id).name == "br";
    let is_flat = |id: Id| tree.node(id).children.iter().all(plain);
    if is_block(&node.name) {
        return node.name != "br" && is_flat(id);
    }
    // A text right in a container of blocks: lines separated by `<br>`.
    let parent = tree.node(node.parent);
    (is_block(&parent.name) || node.parent == 0) && !is_flat(node.parent)
}

/// Returns the element that holds the article.
fn find(tree: &Tree, passed: &[bool], measures: &[Measure]) -> Id {
    let words = Words::get();
    let measure = |id: Id| measures.get(id).copied().unwrap_or_default();
    let score = |id: Id| {
        let m = measure(id);
        // Links dilute what stands around them.
        m.score.saturating_sub(m.score.checked_mul(m.linked).unwrap_or(m.score) / m.chars.max(1))
    };
    let live = |id: &Id| !passed.get(*id).copied().unwrap_or(true);
    let mut best =
        (0..tree.nodes.len()).filter(live).fold(0, |best, id| if score(id) > score(best) { id } else { best });
    // A text or a single paragraph is in a larger element of the same article.
    while best != 0 && !is_container(tree, best) {
        best = tree.node(best).parent;
    }
    // An article in several parts side by side: the element above has much more prose, and little else.
    while best != 0 {
        let above = tree.node(best).parent;
        let (inner, outer) = (measure(best), measure(above));
        let more_prose = outer.marks * 10 > inner.marks * 13;
        let few_links = outer.linked.saturating_sub(inner.linked) * 5 < outer.chars.saturating_sub(inner.chars);
        if above == 0 || !(more_prose && few_links) {
            break;
        }
        best = above;
    }
    // An element that says it is the article, if it has a fair part of the prose.
    let named = (1..tree.nodes.len()).filter(live).find(|id| {
        tree.node(*id).labels.split_ascii_whitespace().any(|l| words.body.contains(&l))
            && measure(*id).marks * 3 >= measure(best).marks
            && measure(*id).chars > 30
    });
    named.unwrap_or(best)
}

fn is_container(tree: &Tree, id: Id) -> bool {
    let node = tree.node(id);
    is_block(&node.name) && !matches!(node.name.as_str(), "p" | "br" | "h1" | "h2" | "h3" | "tr" | "tbody" | "li")
}

/// Returns true for a block that is only links: navigation, related articles.
fn is_links(tree: &Tree, measures: &[Measure], id: Id) -> bool {
    let m = measures.get(id).copied().unwrap_or_default();
    is_block(&tree.node(id).name) && m.chars > 0 && m.linked * 10 > m.chars * 8 && m.marks * 30 < m.chars
}

/// Returns the title and the lines of source and date, as they stand above the body.
fn head(
    tree: &Tree,
    passed: &[bool],
    measures: &[Measure],
    body: Id,
    title: Option<&str>,
    renderer: &Renderer<'_>,
) -> (Option<String>, Vec<String>) {
    let words = Words::get();
    let mut above = Vec::new();
    let mut id = body;
    while id != 0 {
        above.push(id);
        id = tree.node(id).parent;
    }
    let mut found: Option<String> = None;
    let mut info: Vec<String> = Vec::new();
    for id in 1..body {
        let node = tree.node(id);
        let is_small = |id: Id| measures.get(id).is_some_and(|m| (2..=120).contains(&m.chars));
        let is_line = is_block(&node.name) && node.name != "br";
        if passed.get(id).copied().unwrap_or(true) || !is_small(id) || !is_line || above.contains(&id) {
            continue;
        }
        // The parts of a line of fields are elements of their own: the outermost small one is the line.
        if is_small(node.parent) && !above.contains(&node.parent) {
            continue;
        }
        let pieces = renderer.pieces(id);
        let bare = |piece: &String| without_prefix(piece, words).to_owned();
        let at = pieces.iter().position(|p| title.is_some_and(|t| same(t, &bare(p))));
        if let Some(at) = at {
            found = pieces.get(at).map(bare);
            info.clear();
        } else if node.name == "h1" && found.is_none() {
            // On some sites the heading of the page is the name of the site.
            let heading = bare(&pieces.concat());
            if title.is_none_or(|t| t.contains(&heading)) {
                found = Some(heading);
                info.clear();
            }
            continue;
        }
        let line = fields(pieces.get(at.map_or(0, |at| at + 1)..).unwrap_or_default(), words);
        let has_source = |l: &str| l.contains("来源") || l.contains("來源");
        let is_known = line.is_empty() || has_source(&line) && info.iter().any(|l| has_source(l));
        if !is_known {
            info.push(line);
        }
    }
    if info.len() > 3 {
        info.drain(..info.len() - 3);
    }
    (found, info)
}

/// Returns those pieces of a line that say where or when an article was published, or who wrote it.
fn fields(pieces: &[String], words: &Words) -> String {
    let mut line: Vec<&str> = Vec::new();
    let mut wants_value = false;
    for piece in pieces {
        let ends_open = piece.trim_end().ends_with(['：', ':']);
        let label = words.info.iter().any(|w| piece.trim_start_matches(['【', '[', '（']).starts_with(w));
        let is_field = label && piece.contains(['：', ':']) || super::super::day::find(piece).is_some();
        if piece.contains('。') || piece.chars().count() > 120 {
            wants_value = false;
        } else if is_field || wants_value {
            line.push(piece);
            wants_value = ends_open;
        }
    }
    line.join(" ")
}

/// Returns a title without what pages put before it.
pub(super) fn without_prefix<'t>(title: &'t str, words: &Words) -> &'t str {
    words.prefix.iter().find_map(|p| title.strip_prefix(p)).unwrap_or(title).trim()
}

/// Returns true if two titles are the same but for spaces.
fn same(a: &str, b: &str) -> bool {
    let bare = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    bare(a) == bare(b)
}
