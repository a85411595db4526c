//! Regions and institutions: which division and which body is meant.

mod alias;
mod company;
mod context;
mod core;
mod entry;
mod foreign;
pub(crate) mod gazetteer;
mod grammar;
mod hanging;
mod key;
mod local;
mod low;
mod periodical;
mod prefix;
mod reader;
mod resolve;
mod roster;
mod shared;
#[cfg(test)]
mod tests;
mod vocabulary;
mod walk;

use crate::institution::gazetteer::Seen;
use crate::model::{Institution, InstitutionKind, Level, RegionRef};
use crate::region::Layer;
use crate::{span::Span, token::Token};
pub(crate) use entry::Marks;
use reader::{Barrier, Reader};
pub(crate) use reader::{Blocks, Core, Found, Live};
use vocabulary::Vocabulary;

/// A place where a body, or a class of bodies, is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    pub(crate) span: Span,
    pub(crate) kind: InstitutionKind,
    /// True for a class of bodies.
    pub(crate) collective: bool,
    /// The bodies it names; several when they share its words.
    pub(crate) bodies: Vec<Body>,
    /// The short name that brackets behind it give: （以下简称“X”）.
    pub(crate) alias: Option<Span>,
    /// The last mention up to this one that has such a name.
    pub(crate) aliased: Option<u32>,
}

impl Mention {
    /// Returns true if it names a body of the whole country.
    fn is_national(&self) -> bool {
        self.bodies.iter().all(|b| b.place == Place::Nation)
    }
}

/// One body as its mention describes it, before the article's division is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Body {
    pub(crate) place: Place,
    pub(crate) full: Full,
    /// What hangs on it, in the text's words: 党组, 交警支队.
    pub(crate) rest: String,
    pub(crate) kind: InstitutionKind,
    pub(crate) level: Option<Level>,
    pub(crate) collective: bool,
    /// The name of a class: the words it has of the mention.
    pub(crate) share: String,
    /// True for a national body's branch, whose place is part of `rest`.
    pub(crate) branch: bool,
    /// Where the long name stands that a short one is for.
    pub(crate) long: Option<Span>,
}

impl Default for Body {
    fn default() -> Self {
        Body {
            place: Place::None,
            full: Full::Class,
            rest: String::new(),
            kind: InstitutionKind::Other,
            level: None,
            collective: false,
            share: String::new(),
            branch: false,
            long: None,
        }
    }
}

/// Which division a body belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    None,
    Nation,
    /// The article's own division.
    Home,
    /// Nothing in the mention tells: the article's own, if any.
    Context,
    /// 市 in an article of a city or of a place in one.
    Own(Layer),
    /// 全市: as `Own`, of a class.
    Scope(Option<Layer>),
    /// 市级: the division of that level.
    Level(Level),
    /// Named in the mention, from the outside in.
    Named(Vec<String>),
}

/// How a body's full name is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Full {
    /// From a template with `{}` for the division.
    Stem(String),
    /// The division and these words.
    Words(String),
    /// These words.
    Registered(String),
    /// A class: the mention's words.
    Class,
    /// The last body named before whose name ends so: 市局. Several endings are joined with |.
    Again(String),
}

/// How far a name may reach to the core it ends with, in bytes.
const MAX_NAME: u32 = 120;

/// Finds mentions. Loaded once, shared.
#[derive(Debug)]
pub(crate) struct Finder(Vocabulary);

impl Finder {
    /// Loads the register and the grammar.
    pub(crate) fn embedded() -> Result<Self, crate::Error> {
        Vocabulary::embedded().map(Finder)
    }

    /// Returns every word that names are made of, and its number, in no order.
    pub(crate) fn words(&self) -> impl Iterator<Item = (&str, u32)> {
        self.0.words()
    }

    /// Returns what a word can be, by the number of its entry.
    pub(crate) fn marks(&self, entry: u32) -> Marks {
        self.0.mark(entry)
    }

    /// Takes note of such a word in the text.
    #[inline]
    pub(crate) fn note(&self, text: &str, found: Found, seen: &mut Seen) {
        let Seen { names, cores, .. } = seen;
        let Found { start, end, marks, .. } = found;
        // The end of a class alone needs what a class begins with, or its root.
        let alone = |names: &[Found]| {
            let near = |name: &&Found| start - name.start <= MAX_NAME;
            !marks.has(Marks::BODY | Marks::STEM | Marks::CLOSES)
                && !names.iter().rev().take_while(near).any(|name| name.marks.has(Marks::LEAD | Marks::ROOT))
        };
        if marks.has(Marks::CORE) && !self.0.is_piece(text, Span::new(start, end)) && !alone(names) {
            let easy = marks.has(Marks::EASY);
            match cores.last_mut().filter(|core| core.start == start) {
                Some(core) => core.easy |= easy,
                None => cores.push(Core { start, easy }),
            }
        }
        names.push(found);
        // The longest comes first.
        let mut i = names.len() - 1;
        while i > 0 && names[i - 1].start == start {
            names.swap(i - 1, i);
            i -= 1;
        }
    }

    /// Appends the mentions of one sentence to `out`, by position, never overlapping. `tokens` and `seen` are the sentence's.
    pub(crate) fn scan(&self, text: &str, sentence: Span, tokens: &[Token], seen: &mut Seen, out: &mut Vec<Mention>) {
        self.read(text, sentence, tokens, seen, false, out);
    }

    /// As [`Finder::scan`], but with the bodies in posts (外交部发言人) and meetings, which are names too.
    pub(crate) fn names(&self, text: &str, sentence: Span, tokens: &[Token], seen: &mut Seen, out: &mut Vec<Mention>) {
        self.read(text, sentence, tokens, seen, true, out);
    }

    fn read(&self, text: &str, sentence: Span, tokens: &[Token], seen: &mut Seen, open: bool, out: &mut Vec<Mention>) {
        let Seen { names: all, cores, live, blocks, .. } = seen;
        let short = out.last().is_some_and(|m| m.aliased.is_some());
        if cores.is_empty() && !open && !short {
            return;
        }
        blocks.read(sentence, tokens, all);
        let reader = Reader { vocabulary: &self.0, text, sentence, tokens, open, all, blocks };
        let from = out.len();
        live.clear();
        reader.live(cores, live);
        if open || !live.is_empty() {
            sweep(&reader, cores, live, out);
        }
        if out.last().is_some_and(|m| m.aliased.is_some()) {
            reader.aliases(from, out);
        }
    }

    /// Groups mentions into bodies and gives each its full name, kind, level and region.
    pub(crate) fn resolve<'t>(
        &self,
        text: &'t str,
        mentions: &[Mention],
        home: Option<&RegionRef>,
    ) -> Vec<Institution<'t>> {
        resolve::resolve(&self.0, text, mentions, home)
    }
}

/// Appends the divisions that a sentence names, of those that overlap the longest.
pub(crate) fn divisions(seen: &Seen, out: &mut Vec<Span>) {
    for name in seen.names.iter().filter(|n| n.marks.has(Marks::DIVISION)) {
        if out.last().is_none_or(|last| last.end <= name.start) {
            out.push(Span::new(name.start, name.end));
        }
    }
}

/// Reads the names of one sentence from left to right.
fn sweep(reader: &Reader<'_>, cores: &[Core], live: &[Live], out: &mut Vec<Mention>) {
    let (text, sentence, hidden) = (reader.text, reader.sentence, reader.open);
    let mut easy = cores.iter().filter(|c| c.easy).map(|c| c.start).peekable();
    let mut cores = cores.iter().map(|c| c.start).peekable();
    let mut live = live;
    let mut titles = titles(text, sentence);
    let mut cursor = sentence.start;
    // Where the names that begin with common words must end.
    let mut barrier = Barrier { start: sentence.start, end: sentence.start, last: sentence.start };
    let mut starts = reader.starts();
    while let Some(start) = starts.next() {
        let at = start.at;
        while let [core, rest @ ..] = live
            && core.start < at
        {
            live = rest;
        }
        if !hidden {
            let Some(core) = live.first() else { break };
            if at < core.clause {
                starts.skip_to(core.clause);
                continue;
            }
        }
        if at < cursor {
            continue;
        }
        while cores.next_if(|core| *core < at).is_some() {}
        while easy.next_if(|core| *core < at).is_some() {}
        // A name ends in a core; with the dictionary's word for it, it need not.
        let core = cores.peek().copied().filter(|&core| core - at <= MAX_NAME);
        if core.is_none() && !hidden {
            continue;
        }
        while titles.front().is_some_and(|t| t.end <= at) {
            titles.pop_front();
        }
        if let Some(title) = titles.front().filter(|t| t.start <= at) {
            if let Some(mention) =
                hidden.then(|| reader.periodical(*title)).flatten().filter(|m| m.span.start >= cursor)
            {
                cursor = mention.span.end;
                reader.push(mention, out);
            }
            continue;
        }
        if at == cursor && at > sentence.start && reader.rest(at).starts_with("会同") {
            continue;
        }
        if at >= barrier.start {
            barrier = reader.barrier(at);
        }
        let near = |core: Option<u32>| core.is_some_and(|core| core < barrier.end);
        let reach = near(core) && (hidden || near(easy.peek().copied()) || reader.lends(at));
        let lead = start.marks.has(Marks::LEAD) || reader.leads(at);
        // Common words need a head, or make a class with a root before its end.
        let common = || {
            let mut near = live.iter().take_while(|core| core.start < barrier.last);
            near.any(|core| core.head || core.class && start.marks.has(Marks::ROOT))
        };
        let known = hidden
            || lead
            || reach && common()
            || start.marks.has(Marks::ROOT) && reader.lists(at)
            || start.marks.has(Marks::STEM) && reader.in_town(at);
        let name = if known { reader.name(at, reach) } else { None };
        if let Some(mut name) = name.or_else(|| reader.company(at, core)) {
            reader.lowland(&mut name.mention, cursor);
            reader.abroad(&mut name.mention, cursor);
            if hidden {
                reader.term(&mut name.mention, cursor);
            }
            let last = out.last().filter(|m| m.span.end == at && at > sentence.start);
            cursor = name.mention.span.end;
            // 哈马斯政治局 has a politburo of its own.
            if last.is_some_and(|m| m.kind == InstitutionKind::Foreign) && name.mention.is_national() {
                continue;
            }
            let mut next = reader.shared(&name.mention);
            if hidden || !name.hidden {
                reader.push(name.mention, out);
            }
            while let Some(mention) = next {
                cursor = mention.span.end;
                next = reader.shared(&mention);
                reader.push(mention, out);
            }
        }
    }
}

/// Returns where titles in 《》 stand in a sentence, in order.
fn titles(text: &str, sentence: Span) -> std::collections::VecDeque<Span> {
    let mut out = std::collections::VecDeque::new();
    if !sentence.of(text).contains('《') {
        return out;
    }
    let mut open: Option<(u32, u32)> = None;
    for (i, c) in sentence.of(text).char_indices() {
        let at = sentence.start.saturating_add(u32::try_from(i).unwrap_or(u32::MAX));
        open = match (c, open) {
            ('《', None) => Some((at, 1)),
            ('《', Some((start, depth))) => Some((start, depth + 1)),
            ('》', Some((start, 1))) => {
                out.push_back(Span::new(start, at + 3));
                None
            }
            ('》', Some((start, depth))) => Some((start, depth - 1)),
            (_, other) => other,
        };
    }
    out
}
