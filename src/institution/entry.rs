//! What one word can be in the names of bodies.

use crate::model::{InstitutionKind, Level};
use crate::region::Layer;
use std::borrow::Cow;

/// Everything one word can be.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry {
    /// A name of divisions.
    pub(crate) division: bool,
    pub(crate) layer: Option<Layer>,
    pub(crate) scope: Option<Scope>,
    /// A body of the register.
    pub(crate) body: Option<Body>,
    pub(crate) stem: Option<Stem>,
    pub(crate) head: Option<Head>,
    /// Ends a class, with the kind of members that have no root.
    #[expect(
        clippy::option_option,
        reason = "whether it ends a class, and whether its members have a kind of their own"
    )]
    pub(crate) end: Option<Option<InstitutionKind>>,
    /// Stands before such an end.
    pub(crate) root: Option<InstitutionKind>,
    /// The stems (or registered names) that a joint word stands for.
    pub(crate) joint: Option<Box<[&'static str]>>,
    /// Makes a post of the body before it.
    pub(crate) post: bool,
}

/// A word that delimits a class of bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scope {
    pub(crate) role: Role,
    pub(crate) level: Option<Level>,
}

/// What a scope word does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// 全市.
    Home,
    /// 各级, 县区.
    Class,
    /// 市级.
    Level,
    /// 两县.
    List,
    /// 高新区: a zone of a division.
    Zone,
}

/// A body of the register.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    pub(crate) name: &'static str,
    pub(crate) kind: InstitutionKind,
    /// True for a body of another country, or of several.
    pub(crate) abroad: bool,
    /// True for a company of one division, whichever the article is about.
    pub(crate) local: bool,
}

/// A body that every division has.
#[derive(Clone, Debug)]
pub(crate) struct Stem {
    /// The full name, `{}` for the division, `{s}` for its short name.
    pub(crate) full: Cow<'static, str>,
    pub(crate) kind: InstitutionKind,
    /// True if the word alone names a class.
    pub(crate) class: bool,
}

/// A word that ends names.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Head {
    pub(crate) kind: InstitutionKind,
    pub(crate) usage: Use,
}

/// When a head makes a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    Proper,
    Class,
    /// Hangs on a body: 党组.
    Unit,
    /// Hangs on a body with words of its own: 农村科技司.
    Section,
    /// Ends only the names of other countries' bodies: 南非政府.
    Abroad,
}

/// What a word does inside a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Name,
    Stop,
    Proper,
    Country,
    /// A country in one character: 俄, 美.
    Short,
    Generic,
}

/// What a word can be, in short: what decides whether to look closer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks(u16);

impl Marks {
    /// A body cannot do without such a word.
    pub(crate) const CORE: Marks = Marks(1);
    /// A name may begin with it.
    pub(crate) const LEAD: Marks = Marks(2);
    /// A name of common words may end with it.
    pub(crate) const EASY: Marks = Marks(4);
    /// A prefix may begin with it.
    pub(crate) const PREFIX: Marks = Marks(8);
    /// A name of divisions.
    pub(crate) const DIVISION: Marks = Marks(16);
    /// A body of the register, or several.
    pub(crate) const BODY: Marks = Marks(32);
    /// A body that every division has, or several.
    pub(crate) const STEM: Marks = Marks(64);
    pub(crate) const HEAD: Marks = Marks(128);
    /// Ends a class.
    pub(crate) const END: Marks = Marks(256);
    pub(crate) const POST: Marks = Marks(512);
    pub(crate) const ROOT: Marks = Marks(1024);
    /// A head that ends names in running text, not only what hangs on one.
    pub(crate) const CLOSES: Marks = Marks(2048);

    /// Returns true if the word can be that, or one of several.
    #[inline]
    pub(crate) fn has(self, other: Marks) -> bool {
        self.0 & other.0 != 0
    }
}

impl std::ops::BitOr for Marks {
    type Output = Marks;

    fn bitor(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }
}

impl Entry {
    /// Returns what it can be, in short.
    pub(super) fn marks(&self) -> Marks {
        let stem = self.stem.is_some() || self.joint.is_some();
        // A unit or a section only hangs on a body, but where names stand alone.
        let closes = |h: Head| h.kind == InstitutionKind::Foreign || !matches!(h.usage, Use::Unit | Use::Section);
        // A congress is named in running text, but as an occasion.
        let body = self.body.as_ref().is_some_and(|b| !super::grammar::congress(b.name));
        let core = body || stem || self.end.is_some() || self.head.is_some();
        let prefix = self.division || self.scope.is_some() || self.layer.is_some();
        let lead = prefix
            || self.body.is_some()
            || self.joint.is_some()
            || self.stem.as_ref().is_some_and(|s| s.class || s.kind == InstitutionKind::MassOrganization);
        let easy = self.end.is_some()
            || self.head.is_some_and(|h| {
                h.usage == Use::Class
                    || matches!(
                        h.kind,
                        InstitutionKind::Enterprise | InstitutionKind::Government | InstitutionKind::PartyCommittee
                    )
            });
        let all = [
            (core, Marks::CORE),
            (lead, Marks::LEAD),
            (easy, Marks::EASY),
            (prefix, Marks::PREFIX),
            (self.division, Marks::DIVISION),
            (self.body.is_some() || self.joint.is_some(), Marks::BODY),
            (stem, Marks::STEM),
            (self.head.is_some(), Marks::HEAD),
            (self.end.is_some(), Marks::END),
            (self.post, Marks::POST),
            (self.root.is_some(), Marks::ROOT),
            (self.head.is_some_and(closes), Marks::CLOSES),
        ];
        all.into_iter().fold(Marks::default(), |all, (is, mark)| if is { all | mark } else { all })
    }
}
