//! Regions and institutions: which division and which body is meant.

pub(crate) mod region;

use crate::model::{Institution, InstitutionKind, RegionRef};
use crate::{span::Span, token::Token};
use std::marker::PhantomData;

/// A place where a body, or a class of bodies, is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    pub(crate) span: Span,
    pub(crate) kind: InstitutionKind,
    /// True for a class of bodies.
    pub(crate) collective: bool,
}

/// Finds mentions. Loaded once, shared.
#[derive(Debug)]
pub(crate) struct Finder(PhantomData<()>);

impl Finder {
    /// Loads the register and the grammar.
    pub(crate) fn embedded() -> Result<Self, crate::Error> {
        Ok(Finder(PhantomData))
    }

    /// Appends the mentions of one sentence to `out`, by position, never overlapping. `tokens` are the sentence's.
    pub(crate) fn scan(&self, _text: &str, _sentence: Span, _tokens: &[Token], _out: &mut Vec<Mention>) {}

    /// Groups mentions into bodies and gives each its full name, kind, level and region.
    pub(crate) fn resolve<'t>(
        &self,
        _text: &'t str,
        _mentions: &[Mention],
        _home: Option<&RegionRef>,
    ) -> Vec<Institution<'t>> {
        Vec::new()
    }
}
