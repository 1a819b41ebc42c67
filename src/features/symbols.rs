//! Symbols: names across the workspace, and what symbols are.

use std::cmp::Reverse;
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::definition::{defined_at, first_mention};
use super::in_words::other_name;
use super::location::Location;
use super::markdown::clean;
use crate::corpus::{EntityKey, KeyParts, Snapshot};
use crate::knowledge::{Entity, EntityKind, slips_of};
use crate::names::{Form, MentionKind};
use crate::text::Span;
use crate::text::fold::{fold, name_letter};
use crate::words::{Language, count};

/// How many entities of the knowledge base a query with a slip in it may mean.
const NEARLY: usize = 50;

/// What sort of symbol it is; the server picks the editor's icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SymbolKind {
    /// The article by its headline.
    Article,
    /// A part under a subhead.
    Section,
    /// A person.
    Person,
    /// A place.
    Place,
    /// An organisation.
    Organisation,
    /// Something that happened on a day, or all that did.
    Event,
    /// A sentence that claims something.
    Claim,
    /// What somebody said, in quotation marks.
    Quotation,
}

/// A line of an article's outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentSymbol {
    /// Its words.
    pub name: String,
    /// What is shown beside it.
    pub detail: Option<String>,
    /// What sort.
    pub kind: SymbolKind,
    /// All it takes in.
    pub span: Span,
    /// Where its words stand, inside `span`.
    pub selection: Span,
    /// What is inside it.
    pub children: Vec<DocumentSymbol>,
}

/// A name found in the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkspaceSymbol {
    /// Whose name it is.
    pub id: EntityKey,
    /// Its name in the language set, and the spelling that was looked for, where that is another.
    pub name: String,
    /// Its name in the other script, and how often it is named.
    pub detail: String,
    /// What sort.
    pub kind: SymbolKind,
    /// Where it is defined: as [`definition`](super::definition()) says.
    pub location: Location,
}

/// The entities whose Arabic or Latin name has the query in it, those named in the corpus first,
/// at most `limit`; where there is none, those that have it with a slip or two. An empty query gives
/// those named most. An entity that is neither named nor in
/// a file of the workspace has no place to show and is left out.
pub fn workspace_symbols(snapshot: &Snapshot, query: &str, limit: usize) -> Vec<WorkspaceSymbol> {
    let ids = if fold(query).trim().is_empty() {
        let all = snapshot.known_entities().chain(snapshot.unknown_names(""));
        let mut all: Vec<_> = all.map(|(id, counts)| (Reverse(counts.mentions), id)).collect();
        if all.len() > limit {
            all.select_nth_unstable(limit);
            all.truncate(limit);
        }
        all.sort_unstable();
        all.into_iter().map(|(_, id)| EntityKey::from(id)).collect()
    } else {
        first_named(snapshot, query, 2 * limit)
    };
    ids.iter().filter_map(|id| symbol(snapshot, id, query)).take(limit).collect()
}

/// The ids that a query finds, those first that are named somewhere, in each half the best match first;
/// no more are looked for than are wanted.
fn first_named(snapshot: &Snapshot, query: &str, limit: usize) -> Vec<EntityKey> {
    let (mut named, mut unnamed) = (Vec::new(), Vec::new());
    for id in Matching::new(snapshot, query).all() {
        let half = if snapshot.counts(id).mentions > 0 { &mut named } else { &mut unnamed };
        half.push(EntityKey::from(id));
        if named.len() >= limit {
            return named;
        }
    }
    named.append(&mut unnamed);
    named
}

/// The id that a name or an id means: the best of those that articles name, else of all.
pub fn entity_called(snapshot: &Snapshot, name: &str) -> Option<EntityKey> {
    let named = |id: &str| snapshot.counts(id).mentions > 0;
    if named(name) || snapshot.knowledge().entity(name).is_some() {
        return Some(name.into());
    }
    let query = Matching::new(snapshot, name);
    let (mut all, mut others) = (query.all(), query.all());
    all.find(|id| named(id)).or_else(|| others.next()).map(EntityKey::from)
}

/// What a query finds, best first: by a whole spelling, by a part of a name, then names that no
/// knowledge file has.
struct Matching<'s> {
    snapshot: &'s Snapshot,
    /// Of the knowledge base.
    known: Vec<EntityKey>,
    /// The letters of the query, and its words.
    key: String,
    words: Vec<String>,
    /// Where nothing has the query as it is.
    nearly: Vec<EntityKey>,
}

impl<'s> Matching<'s> {
    fn new(snapshot: &'s Snapshot, query: &str) -> Self {
        let knowledge = snapshot.knowledge();
        let spelled = knowledge.gazetteer().lookup(query);
        let spelled = spelled.iter().filter_map(|s| knowledge.at(s.entity));
        let mut known: Vec<EntityKey> = spelled.map(|e| e.id.clone().into()).collect();
        known.extend(knowledge.search(query, usize::MAX).iter().map(|e| EntityKey::from(e.id.clone())));
        let folded = fold(query.trim());
        let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        let words = words.map(str::to_owned).collect();
        let key = folded.chars().map(name_letter).collect();
        let mut out = Self { snapshot, known, key, words, nearly: Vec::new() };
        if out.all().next().is_none() {
            out.nearly = nearly_matching(snapshot, query);
        }
        out
    }

    /// Their ids, each once, looked up as they are taken.
    fn all(&self) -> impl Iterator<Item = &str> {
        let known = self.known.iter().chain(&self.nearly).map(EntityKey::as_str);
        let unknown = self.snapshot.unknown_names(&self.key).map(|(id, _)| id);
        // Bodies made by pattern have no entry to search; their English id has the words.
        let has_all =
            |id: &&str| !self.words.is_empty() && self.words.iter().all(|w| id.contains(w.as_str()));
        let bodies = self.snapshot.known_entities().map(|(id, _)| id).filter(has_all);
        let mut seen = FxHashSet::default();
        known.chain(unknown).chain(bodies).filter(move |id| seen.insert(*id))
    }
}

/// The ids that a query with a slip in it may mean: those of the knowledge base, then names that no
/// knowledge file has.
fn nearly_matching(snapshot: &Snapshot, query: &str) -> Vec<EntityKey> {
    let Some(slips) = slips_of(query) else {
        return Vec::new();
    };
    let known = snapshot.knowledge().search_nearly(query, NEARLY);
    let mut out: Vec<_> = known.iter().map(|e| EntityKey::from(e.id.clone())).collect();
    let unknown = snapshot.unknown_names("").filter_map(|(id, _)| {
        let letters = KeyParts::of(id).unknown_words()?.chars().filter(|c| !c.is_whitespace());
        Some((slips.in_text(letters)?, id))
    });
    let mut unknown: Vec<_> = unknown.collect();
    unknown.sort_unstable();
    out.extend(unknown.into_iter().map(|(_, id)| EntityKey::from(id)));
    out
}

/// A name as it is shown to one who looks for a query. Editors show again only what has the letters
/// of the query in order: where the name has not, the spelling that has stands beside it, else the
/// words that were looked for.
fn shown(entity: &Entity, language: Language, query: &str) -> String {
    let name = clean(entity.name(language));
    if has_letters(&name, query) {
        return name;
    }
    let names = [&entity.ar, &entity.en].into_iter().chain(entity.names.values());
    let mut names = names.chain(&entity.aliases).chain(&entity.weak);
    let other = names.find(|n| has_letters(n, query)).map_or(query, |n| n);
    format!("{name} · {}", clean(other))
}

/// Whether a text has the letters of a query in their order.
fn has_letters(text: &str, query: &str) -> bool {
    let mut letters = text.chars().flat_map(char::to_lowercase);
    let mut wanted = query.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase);
    wanted.all(|c| letters.any(|l| l == c))
}

fn symbol(snapshot: &Snapshot, id: &EntityKey, query: &str) -> Option<WorkspaceSymbol> {
    let nowhere = Path::new("");
    let language = snapshot.language(nowhere);
    let counts = snapshot.counts(id.as_str());
    let counted = (counts.mentions > 0).then(|| {
        let times = count(language, "card.times", counts.mentions);
        let articles = count(language, "card.in-articles", counts.articles);
        format!("{times} {articles}")
    });
    let Some(entity) = snapshot.knowledge().entity(id.as_str()) else {
        let article = snapshot.mentioning(id.as_str()).next()?;
        let mentions = article.mentions_of(id.as_str())?;
        let full = mentions.mentions.iter().find(|m| m.form == Form::Unknown);
        let first = full.or(mentions.mentions.first())?;
        return Some(WorkspaceSymbol {
            id: id.clone(),
            name: clean(mentions.words(*first)),
            detail: counted.unwrap_or_default(),
            kind: first.kind.into(),
            location: first_mention(snapshot, id.as_str(), nowhere)?,
        });
    };
    let name = shown(&entity, language, query);
    let other = other_name(language, &entity).map(clean).filter(|other| !name.ends_with(other.as_str()));
    let detail: Vec<_> = other.into_iter().chain(counted).collect();
    let defined = defined_at(snapshot, &entity, nowhere);
    Some(WorkspaceSymbol {
        id: id.clone(),
        name,
        detail: detail.join(" · "),
        kind: entity.kind.into(),
        location: defined.or_else(|| any_mention(snapshot, id.as_str()))?,
    })
}

/// Its newest mention of any form, for what is nowhere named in full.
pub(super) fn any_mention(snapshot: &Snapshot, id: &str) -> Option<Location> {
    let article = snapshot.mentioning(id).next()?;
    let first = article.mentions_of(id)?.mentions.first()?;
    Some(Location::span(Arc::clone(&article.path), first.span()))
}

impl From<EntityKind> for SymbolKind {
    fn from(kind: EntityKind) -> Self {
        match kind {
            EntityKind::Person => Self::Person,
            EntityKind::Place => Self::Place,
            EntityKind::Organisation => Self::Organisation,
        }
    }
}

impl From<MentionKind> for SymbolKind {
    fn from(kind: MentionKind) -> Self {
        match kind {
            MentionKind::Person | MentionKind::Role => Self::Person,
            MentionKind::Place | MentionKind::Demonym => Self::Place,
            MentionKind::Organisation => Self::Organisation,
        }
    }
}
