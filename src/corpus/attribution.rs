//! Who says what in an article, compact: the index behind "all that Peskov said" and "all that is
//! sourced to TASS".

use rustc_hash::FxHashSet;

use super::article::{Article, EntityMentions};
use super::ids::id_of;
use crate::analysis::{Analysis, EntityKey};
use crate::claims::Link;
use crate::names::MentionKind;
use crate::text::Span;

/// One source of one passage: an entity in a chain of attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceFact {
    pub(super) start: u32,
    pub(super) end: u32,
    /// Index of the entity among those of the article.
    pub(super) entity: u16,
    /// Its place in the chain: 0 said it, 1 passed that on, and so forth. Several speak together
    /// where they have one place.
    pub place: u8,
}

/// A passage with its sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage<'a> {
    article: &'a Article,
    facts: &'a [SourceFact],
}

impl SourceFact {
    /// The passage that is said, in bytes: a claim's sentence, or a quotation.
    pub const fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

impl<'a> Passage<'a> {
    /// Where it stands.
    pub fn span(&self) -> Span {
        self.facts.first().map_or(Span::default(), |f| f.span())
    }

    /// The place of an entity in its chain.
    pub fn place_of(&self, id: &str) -> Option<u8> {
        let named = |f: &&SourceFact| self.article.entity(f.entity).is_some_and(|e| e.id.as_str() == id);
        self.facts.iter().find(named).map(|f| f.place)
    }

    /// Those who have a place in its chain.
    pub fn at(&self, place: u8) -> impl Iterator<Item = &'a EntityMentions> + use<'a> {
        let (article, facts) = (self.article, self.facts);
        facts.iter().filter(move |f| f.place == place).filter_map(|f| article.entity(f.entity))
    }

    /// The last place in its chain: the one the article itself has it from.
    pub fn outermost(&self) -> u8 {
        self.facts.iter().map(|f| f.place).max().unwrap_or(0)
    }
}

impl Article {
    /// The passages whose sources are known by name, in order.
    pub fn passages(&self) -> impl Iterator<Item = Passage<'_>> {
        let same = |a: &SourceFact, b: &SourceFact| a.span() == b.span();
        self.said.chunk_by(same).map(|facts| Passage { article: self, facts })
    }

    /// The passages that an entity said or passed on, in order.
    pub fn said_by<'a>(&'a self, id: &str) -> impl Iterator<Item = (Passage<'a>, u8)> {
        let at = self.entities.binary_search_by(|e| e.id.as_str().cmp(id)).ok();
        let at = at.and_then(|at| u16::try_from(at).ok());
        let own = move |p: &Passage<'_>| p.facts.iter().find(|f| Some(f.entity) == at).map(|f| f.place);
        self.passages().filter_map(move |p| Some((p, own(&p)?)))
    }

    fn entity(&self, at: u16) -> Option<&EntityMentions> {
        self.entities.get(usize::from(at))
    }
}

/// The sources of an article's claims, and of the quotations outside of those.
pub(super) fn facts(article: &Article, text: &str, analysis: &Analysis) -> Box<[SourceFact]> {
    let claims = analysis.claims.iter().map(|c| (c.span, &c.chain));
    let told: Vec<Span> = claims.clone().filter(|(_, chain)| !chain.is_empty()).map(|(s, _)| s).collect();
    let inside = |span: Span| {
        let near = told.partition_point(|t| t.end <= span.start);
        told.get(near).is_some_and(|t| t.contains(span))
    };
    let spoken = analysis.quotations.iter().filter(|q| q.speech && q.inside.is_none() && !inside(q.span));
    let mut out = Vec::new();
    let mut seen = FxHashSet::default();
    for (span, chain) in claims.chain(spoken.map(|q| (q.span, &q.chain))) {
        for (place, link) in chain.iter().enumerate() {
            for id in ids(link, article, text, analysis) {
                let at = article.entities.binary_search_by(|e| e.id.cmp(&id)).ok();
                let Some(entity) = at.and_then(|at| u16::try_from(at).ok()) else {
                    continue;
                };
                if seen.insert((span, entity)) {
                    let place = u8::try_from(place).unwrap_or(u8::MAX);
                    out.push(SourceFact { start: span.start as u32, end: span.end as u32, entity, place });
                }
            }
        }
    }
    out.sort_unstable_by_key(|f| (f.start, f.end, f.place, f.entity));
    out.into()
}

/// Whom a link names: its entities, else the unknown person or body its words name.
fn ids(link: &Link, article: &Article, text: &str, analysis: &Analysis) -> Vec<EntityKey> {
    if link.vague || !link.entities.is_empty() {
        return link.entities.iter().cloned().map(EntityKey::from).collect();
    }
    let first = analysis.mentions.partition_point(|m| m.span.end <= link.span.start);
    let inside = analysis.mentions[first..].iter().take_while(|m| m.span.start < link.span.end);
    let speaks = |k: MentionKind| matches!(k, MentionKind::Person | MentionKind::Organisation);
    let found = inside.filter(|m| speaks(m.kind)).map(|m| id_of(m, text, &article.path));
    found.collect()
}
