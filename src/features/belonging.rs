//! The other ways out of a name: where this article first has it in full, what it belongs to, what
//! it says.

use std::path::Path;
use std::sync::Arc;

use super::definition::{defined_at, first_full};
use super::location::Location;
use super::subject::Subject;
use crate::corpus::Snapshot;
use crate::knowledge::{Entity, EntityId, EntityKind};

/// The first mention by full name in this article of what is named at a byte offset; its first of
/// any form where none is full.
pub fn declaration(snapshot: &Snapshot, path: &Path, offset: usize) -> Option<Location> {
    let subject = Subject::at(snapshot, path, offset)?;
    let article = snapshot.article(path)?;
    let named = article.mentions_of(subject.id.as_str())?;
    let first = || named.mentions.first().copied();
    let fact = first_full(named).map(|(_, fact)| fact).or_else(first)?;
    Some(Location::span(Arc::clone(&article.path), fact.span()))
}

/// Where that is defined which the name at a byte offset belongs to: for a person the states and
/// bodies of the offices held when the article came out, else the country; for a place or body what
/// contains it, else its country. What no file of the workspace has and no article names has no
/// place to show; then the next of these stands for it.
pub fn type_definition(snapshot: &Snapshot, path: &Path, offset: usize) -> Vec<Location> {
    let Some((subject, entity)) =
        Subject::at(snapshot, path, offset).and_then(|s| s.entity.clone().map(|entity| (s, entity)))
    else {
        return Vec::new();
    };
    let day = subject.article.analysis.published.date;
    let country: Vec<&EntityId> = entity.country.iter().collect();
    let nearer = match entity.kind {
        EntityKind::Person => served(&entity, day),
        EntityKind::Place | EntityKind::Organisation => entity.within.iter().collect(),
    };
    let places = |ids: Vec<&EntityId>| -> Vec<Location> {
        let known = ids.into_iter().filter_map(|id| snapshot.knowledge().entity(id.as_str()));
        known.filter_map(|e| defined_at(snapshot, &e, path)).collect()
    };
    let found = places(nearer);
    if found.is_empty() { places(country) } else { found }
}

/// The states and bodies a person serves on a day; today's, where the day is not known.
fn served(person: &Entity, day: Option<jiff::civil::Date>) -> Vec<&EntityId> {
    let mut out = Vec::new();
    let held = person.offices.iter().filter(|t| day.map_or(t.to.is_none(), |day| t.held_on(day)));
    for office in held {
        if !out.contains(&&office.of) {
            out.push(&office.of);
        }
    }
    out
}

/// The passages of all articles that the one named at a byte offset said or passed on, the newest
/// article first, in order of place within each.
pub fn implementation(snapshot: &Snapshot, path: &Path, offset: usize) -> Vec<Location> {
    let Some(subject) = Subject::at(snapshot, path, offset) else {
        return Vec::new();
    };
    let id = subject.id.as_str();
    let passages = snapshot.mentioning(id).flat_map(|article| {
        let said = article.said_by(id);
        let said = said.map(|(passage, _)| Location::span(Arc::clone(&article.path), passage.span()));
        said.collect::<Vec<_>>()
    });
    passages.collect()
}
