//! Institutions, regions and policies.
//!
//! Of institutions only single bodies are entities, also where a post hides them (外交部发言人): this layer is about
//! names, and a class of bodies (各县区政府) is none.

use crate::chunk::{self, sites::Site};
use crate::engine::{Article, Engine};
use crate::institution::gazetteer::Seen;
use crate::institution::{Found, Full, Mention, Place};
use crate::model::{Entity, EntityType, InstitutionKind, Policy};
use crate::region;
use crate::span::Span;

/// Appends the named entities of a text to `out`.
pub(crate) fn entities<'t>(engine: &Engine, article: &Article<'t>, out: &mut Vec<Entity<'t>>) {
    let text = article.text;
    let layout = crate::layout::read(text, crate::layout::Hints { title: article.title, published: article.published });
    let (mut tokens, mut seen) = (Vec::new(), Seen::default());
    let (mut mentions, mut sites) = (Vec::new(), Vec::new());
    for sentence in &layout.sentences {
        // A sentence without a word that bodies end in needs no tokens.
        engine.gazetteer.read(&engine.finder, text, sentence.span, &mut seen);
        if !seen.cores.is_empty() || seen.names.iter().any(Found::is_body) {
            tokens.clear();
            engine.segmenter.tag(text, sentence.span, &mut tokens);
            engine.finder.names(text, sentence.span, &tokens, &mut seen, &mut mentions);
        }
        for policy in policies(text, sentence.span, &mut sites) {
            let entity = Entity::new(text, policy.span, EntityType::Policy);
            out.push(Entity { name: policy.title, ..entity });
        }
        for found in region::named(text, sentence.span, false) {
            let Some(of) = region::mentioned(text, found.span, article.region.as_ref()) else { continue };
            let entity = Entity::new(text, found.span, EntityType::Region);
            out.push(Entity { name: Some(of.name), code: Some(of.code), ..entity });
        }
    }
    mentions.retain(is_name);
    for institution in engine.finder.resolve(text, &mentions, article.region.as_ref()) {
        for mention in institution.mentions {
            let entity = Entity::new(text, mention.span, EntityType::Institution);
            out.push(Entity {
                institution_kind: Some(institution.kind),
                name: Some(institution.name.clone()),
                ..entity
            });
        }
    }
}

/// Returns true for a single body's name. 市政府 and 中央 describe rather than name; 村委会 is as good as a name.
fn is_name(mention: &Mention) -> bool {
    mention.bodies.iter().all(|body| match (&body.place, &body.full, body.kind) {
        (Place::Own(_), _, InstitutionKind::Government) if body.rest.is_empty() => false,
        (Place::Nation, Full::Registered(name), InstitutionKind::PartyCommittee) => {
            name != "中共中央" || mention.span.len() > 6
        }
        (Place::Home, Full::Stem(_), kind) => {
            matches!(kind, InstitutionKind::Discipline | InstitutionKind::Grassroots)
        }
        _ => !body.collective,
    })
}

fn policies<'t>(text: &'t str, sentence: Span, sites: &mut Vec<Site>) -> Vec<Policy<'t>> {
    let mut out = Vec::new();
    sites.clear();
    if chunk::SITES.read(text, sentence, sites).any(chunk::policy::SIGNS) {
        chunk::policy::scan(text, sentence, sites, &mut out);
    }
    out
}
