//! Find references: every mention of an entity in the corpus.

use std::path::Path;
use std::sync::Arc;

use super::definition::definition;
use super::location::{At, Location};
use super::subject::Subject;
use crate::corpus::{MentionFact, Snapshot};
use crate::names::MentionKind;

/// Every mention of what is named at a byte offset that the settings count, newest article first, undated ones last, in
/// order of place within each.
///
/// With `include_declaration` false the definition is left out; with it, a definition in a
/// knowledge file stands first.
pub fn references(
    snapshot: &Snapshot,
    path: &Path,
    offset: usize,
    include_declaration: bool,
) -> Vec<Location> {
    references_as_taken(snapshot, path, offset, include_declaration).places.collect()
}

/// The same, looked up as they are taken: an archive may have a hundred thousand, and the first are
/// wanted at once.
pub fn references_as_taken<'s>(
    snapshot: &'s Snapshot,
    path: &Path,
    offset: usize,
    include_declaration: bool,
) -> References<impl Iterator<Item = Location> + use<'s>> {
    let subject = Subject::at(snapshot, path, offset);
    let declaration = subject.as_ref().and_then(|_| definition(snapshot, path, offset)).map(|d| d.target);
    let counted = Counted::new(snapshot, path);
    let entry = declaration.clone().filter(|d| include_declaration && matches!(d.at, At::Line(_)));
    let left_out = declaration.filter(|_| !include_declaration);
    let at_most = subject.as_ref().map_or(0, |s| snapshot.counts(s.id.as_str()).mentions);
    let named =
        subject.into_iter().flat_map(move |s| all(snapshot, s.id.as_str(), move |f| counted.holds(f)));
    let named = named.filter(move |place| left_out.as_ref() != Some(place));
    References { at_most: at_most + usize::from(entry.is_some()), places: entry.into_iter().chain(named) }
}

/// Mentions that are looked up as they are taken.
#[derive(Clone, Debug)]
pub struct References<I> {
    /// How many there are at most.
    pub at_most: usize,
    /// Where.
    pub places: I,
}

/// Every mention of an entity, newest article first, undated ones last.
pub fn mentions(snapshot: &Snapshot, id: &str) -> Vec<Location> {
    all(snapshot, id, |_| true).collect()
}

fn all<'s, F: Fn(MentionFact) -> bool>(
    snapshot: &'s Snapshot,
    id: &str,
    wanted: F,
) -> impl Iterator<Item = Location> + use<'s, F> {
    let (articles, id) = (snapshot.mentioning(id), id.to_owned());
    articles.flat_map(move |article| {
        let facts = article.mentions_of(&id).into_iter().flat_map(|named| &named.mentions);
        let wanted = facts.filter(|fact| wanted(**fact));
        let places = wanted.map(|fact| Location::span(Arc::clone(&article.path), fact.span()));
        places.collect::<Vec<_>>()
    })
}

/// Which mentions the settings of a file count as references.
#[derive(Clone, Copy)]
pub(super) struct Counted {
    roles: bool,
    demonyms: bool,
}

impl Counted {
    pub(super) fn new(snapshot: &Snapshot, path: &Path) -> Self {
        let shown = snapshot.settings(path).shown;
        Self {
            roles: shown.role_references.unwrap_or(true),
            demonyms: shown.demonym_references.unwrap_or(true),
        }
    }

    pub(super) const fn holds(self, fact: MentionFact) -> bool {
        match fact.kind {
            MentionKind::Role => self.roles,
            MentionKind::Demonym => self.demonyms,
            MentionKind::Person | MentionKind::Place | MentionKind::Organisation => true,
        }
    }
}
