//! Go to definition: the dossier, the knowledge entry, or where a name is first written out.

use std::path::Path;
use std::sync::Arc;

use super::location::Location;
use super::subject::Subject;
use crate::corpus::{EntityKey, EntityMentions, MentionFact, Snapshot};
use crate::knowledge::{Entity, Origin};
use crate::names::{Form, MentionKind};
use crate::settings::DefinitionTarget;
use crate::text::Span;

/// Where a name is defined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The mention that was asked about, for the editor to underline.
    pub origin: Span,
    /// The entry in a knowledge file of the workspace, or a mention.
    pub target: Location,
}

/// Where going to the definition leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To a place in a file.
    Place(Location),
    /// To the dossier of this id.
    Dossier(EntityKey),
}

/// Where the settings have the definition of the name at a byte offset, and the mention that was
/// asked about.
pub fn target(snapshot: &Snapshot, path: &Path, offset: usize) -> Option<(Span, Target)> {
    let subject = Subject::at(snapshot, path, offset)?;
    let wanted = snapshot.settings(path).shown.definition.unwrap_or_default();
    let entry = subject.entity.as_deref().and_then(own_entry);
    let place = match (wanted, entry) {
        (DefinitionTarget::Entry | DefinitionTarget::Mention, Some(entry)) => Some(entry),
        (DefinitionTarget::Mention, None) => first_mention(snapshot, subject.id.as_str(), path),
        (DefinitionTarget::Dossier, _) | (DefinitionTarget::Entry, None) => None,
    };
    let target = place.map_or_else(|| Target::Dossier(subject.id.clone()), Target::Place);
    Some((subject.mention.span, target))
}

/// The definition of the name at a byte offset, as a place in the workspace: its entry where that is in a file of the
/// workspace, else the first mention by its full name in the corpus (earliest article, then path),
/// else its first mention here.
pub fn definition(snapshot: &Snapshot, path: &Path, offset: usize) -> Option<Definition> {
    let subject = Subject::at(snapshot, path, offset)?;
    let origin = subject.mention.span;
    let target = match &subject.entity {
        Some(entity) => defined_at(snapshot, entity, path),
        None => first_mention(snapshot, subject.id.as_str(), path),
    }?;
    Some(Definition { origin, target })
}

/// Where an entity is defined, seen from an article.
pub(super) fn defined_at(snapshot: &Snapshot, entity: &Entity, here: &Path) -> Option<Location> {
    own_entry(entity).or_else(|| first_mention(snapshot, entity.id.as_str(), here))
}

/// The entry in a file of the workspace.
pub(super) fn own_entry(entity: &Entity) -> Option<Location> {
    match &entity.origin {
        Origin::File { path, line } => Some(Location::line(Arc::from(path.as_path()), *line)),
        Origin::BuiltIn | Origin::Constructed | Origin::Imported { .. } => None,
    }
}

/// Articles that are looked into for a full name.
const LOOKED_INTO: usize = 256;

/// The first mention by full name in the oldest article that has one; undated articles come last.
/// A surname that is enough by itself counts only where the whole name is nowhere written out.
/// Where no article has either, the first mention in `here`.
///
/// A name that hundreds of old articles have by surname alone is taken from the first of them.
pub(super) fn first_mention(snapshot: &Snapshot, id: &str, here: &Path) -> Option<Location> {
    let full = snapshot.naming_oldest(id).take(LOOKED_INTO).filter_map(|named| {
        let article = named.article()?;
        let (words, fact) = first_full(article.mentions_of(id)?)?;
        Some((words, Location::span(Arc::clone(&article.path), fact.span())))
    });
    let mut surname = None;
    for (words, place) in full {
        if words > 1 {
            return Some(place);
        }
        surname.get_or_insert(place);
    }
    surname.or_else(|| {
        let article = snapshot.article(here)?;
        let first = article.mentions_of(id)?.mentions.first()?.span();
        Some(Location::span(Arc::clone(&article.path), first))
    })
}

/// The first mention by full name and in how many words, one of several words before one of one.
/// Only persons have a name and a surname; for anything else any name is whole.
pub(super) fn first_full(named: &EntityMentions) -> Option<(usize, MentionFact)> {
    let full = named.mentions.iter().copied();
    let full = full.filter(|m| matches!(m.form, Form::Full | Form::Unknown));
    let words = |m: MentionFact| match m.kind {
        MentionKind::Person => named.words(m).split_whitespace().count().min(2),
        _ => 2,
    };
    full.map(|m| (words(m), m)).min_by_key(|(words, m)| (*words == 1, m.span()))
}
