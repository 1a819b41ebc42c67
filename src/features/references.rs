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
    let Some(subject) = Subject::at(snapshot, path, offset) else {
        return Vec::new();
    };
    let declaration = definition(snapshot, path, offset).map(|d| d.target);
    let counted = Counted::new(snapshot, path);
    let mut out = all(snapshot, subject.id.as_str(), |fact| counted.holds(fact));
    match declaration {
        Some(entry) if include_declaration && matches!(entry.at, At::Line(_)) => {
            out.insert(0, entry);
        }
        Some(entry) if !include_declaration => out.retain(|l| *l != entry),
        _ => {}
    }
    out
}

/// Every mention of an entity, newest article first, undated ones last.
pub fn mentions(snapshot: &Snapshot, id: &str) -> Vec<Location> {
    all(snapshot, id, |_| true)
}

fn all(snapshot: &Snapshot, id: &str, wanted: impl Fn(MentionFact) -> bool) -> Vec<Location> {
    let mut out = Vec::new();
    for article in snapshot.mentioning(id) {
        let facts = article.mentions_of(id).into_iter().flat_map(|named| &named.mentions);
        let wanted = facts.filter(|fact| wanted(**fact));
        out.extend(wanted.map(|fact| Location::span(Arc::clone(&article.path), fact.span())));
    }
    out
}

/// Which mentions the settings of a file count as references.
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

    pub(super) const fn holds(&self, fact: MentionFact) -> bool {
        match fact.kind {
            MentionKind::Role => self.roles,
            MentionKind::Demonym => self.demonyms,
            MentionKind::Person | MentionKind::Place | MentionKind::Organisation => true,
        }
    }
}
