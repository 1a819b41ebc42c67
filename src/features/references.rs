//! Find references: every mention of an entity in the corpus.

use std::path::Path;
use std::sync::Arc;

use super::definition::definition;
use super::location::{At, Location};
use super::subject::Subject;
use crate::corpus::Snapshot;

/// Every mention of what is named at a byte offset, newest article first, undated ones last, in
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
    let mut out = mentions(snapshot, subject.id.as_str());
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
    let articles = snapshot.mentioning(id);
    articles
        .flat_map(|article| {
            let facts = article.mentions_of(id).map_or(&[][..], |named| &named.mentions).iter();
            let places = facts.map(|m| Location::span(Arc::clone(&article.path), m.span()));
            places.collect::<Vec<_>>()
        })
        .collect()
}
