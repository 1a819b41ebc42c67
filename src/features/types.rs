//! The hierarchy of places and bodies: Pyongyang is in North Korea, that in East Asia; a ministry is
//! part of its state.

use std::cmp::Reverse;
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::definition::defined_at;
use super::in_words::other_name;
use super::location::Location;
use super::markdown::clean;
use super::subject::Subject;
use super::symbols::{SymbolKind, any_mention};
use crate::corpus::Snapshot;
use crate::knowledge::{Entity, EntityId, EntityKind};

/// A place or body in the hierarchy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Which.
    pub id: EntityId,
    /// The name in the language set.
    pub name: String,
    /// The name in the other language.
    pub detail: String,
    /// What sort.
    pub kind: SymbolKind,
    /// Its entry in a file of the workspace, else a mention; nothing where no article names it.
    pub location: Option<Location>,
}

/// How many steps a hierarchy has at most; files of the workspace could go round in circles.
const DEPTH: usize = 8;

/// The place or body that is named at a byte offset of an open article, at that mention.
pub fn prepare(snapshot: &Snapshot, path: &Path, offset: usize) -> Option<Member> {
    let subject = Subject::at(snapshot, path, offset)?;
    let entity = subject.entity.as_ref().filter(|e| contains_or_is_part(e))?;
    let here = snapshot.article(path)?;
    let location = Location::span(Arc::clone(&here.path), subject.mention.span);
    Some(Member { location: Some(location), ..member(snapshot, entity, path) })
}

/// What contains a place or body; nearest first. `asked_in` is the file that the question is about.
pub fn supertypes(snapshot: &Snapshot, asked_in: &Path, id: &str) -> Vec<Member> {
    let entity = snapshot.knowledge().entity(id);
    let above = entity.map_or_else(Vec::new, |e| above(snapshot, &e));
    above.iter().map(|e| member(snapshot, e, asked_in)).collect()
}

/// What a place or body contains, itself or something inside it named in the corpus; those named
/// most come first.
pub fn subtypes(snapshot: &Snapshot, asked_in: &Path, id: &str) -> Vec<Member> {
    let knowledge = snapshot.knowledge();
    let mut seen = FxHashSet::default();
    let mut found = Vec::new();
    // Names that no knowledge file has belong nowhere.
    for (named, _) in snapshot.known_entities() {
        if let Some(entity) = knowledge.entity(named).filter(|e| contains_or_is_part(e)) {
            below(snapshot, &entity, id, &mut seen, &mut found, DEPTH);
        }
    }
    found.sort_by(|a, b| {
        let rank = |e: &Entity| Reverse(snapshot.counts(e.id.as_str()).mentions);
        (rank(a), &a.id).cmp(&(rank(b), &b.id))
    });
    found.iter().map(|e| member(snapshot, e, asked_in)).collect()
}

/// Climbs from an entity to the one with this id, and keeps whatever stands right below that.
fn below(
    snapshot: &Snapshot,
    entity: &Arc<Entity>,
    id: &str,
    seen: &mut FxHashSet<EntityId>,
    found: &mut Vec<Arc<Entity>>,
    depth: usize,
) {
    if depth == 0 || entity.id.as_str() == id || !seen.insert(entity.id.clone()) {
        return;
    }
    for parent in above(snapshot, entity) {
        if parent.id.as_str() == id {
            found.push(Arc::clone(entity));
        } else {
            below(snapshot, &parent, id, seen, found, depth - 1);
        }
    }
}

/// What an entity is in or part of, and its country unless that follows from it.
fn above(snapshot: &Snapshot, entity: &Entity) -> Vec<Arc<Entity>> {
    let known = |id: &EntityId| snapshot.knowledge().entity(id.as_str()).filter(|e| e.id != entity.id);
    let mut out: Vec<Arc<Entity>> = entity.within.iter().filter_map(known).collect();
    let country = entity.country.as_ref();
    let follows = |id: &EntityId| {
        let mut at = out.first().cloned();
        for _ in 0..DEPTH {
            match at {
                Some(e) if e.id == *id || e.country.as_ref() == Some(id) => return true,
                Some(e) => at = e.within.as_ref().and_then(known),
                None => return false,
            }
        }
        false
    };
    let country = country.filter(|id| !follows(id)).and_then(known);
    out.extend(country);
    out
}

/// People are in no such hierarchy.
fn contains_or_is_part(entity: &Entity) -> bool {
    matches!(entity.kind, EntityKind::Place | EntityKind::Organisation)
}

fn member(snapshot: &Snapshot, entity: &Entity, asked_in: &Path) -> Member {
    let language = snapshot.language(asked_in);
    let defined = defined_at(snapshot, entity, asked_in);
    Member {
        id: entity.id.clone(),
        name: clean(entity.name(language)),
        detail: other_name(language, entity).map(clean).unwrap_or_default(),
        kind: entity.kind.into(),
        location: defined.or_else(|| any_mention(snapshot, entity.id.as_str())),
    }
}
