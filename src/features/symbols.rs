//! Symbols: the outline of an article, and names across the workspace.

use std::cmp::Reverse;
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::definition::{defined_at, first_mention};
use super::in_words::other_name;
use super::location::Location;
use super::markdown::clean;
use super::timeline;
use crate::analysis::Analysis;
use crate::corpus::{Snapshot, id_of, is_local, unknown_words};
use crate::knowledge::{EntityId, EntityKind};
use crate::names::{Form, Mention, MentionKind};
use crate::text::fold::{fold, name_letter};
use crate::text::{Role, Span};
use crate::words::calendar::day;
use crate::words::{Language, count, say};

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
    /// Its name in the language set.
    pub name: String,
    /// Its name in the other script, and how often it is named.
    pub detail: String,
    /// What sort.
    pub kind: SymbolKind,
    /// Where it is defined: as [`definition`](super::definition()) says.
    pub location: Location,
}

/// The outline of an open article: its headline, the sections under it, in each the entities named
/// there, in order of first mention, and at the end the events it dates, oldest first.
pub fn document_symbols(snapshot: &Snapshot, path: &Path) -> Vec<DocumentSymbol> {
    let Some(open) = snapshot.open(path) else {
        return Vec::new();
    };
    let outline = Outline {
        snapshot,
        language: snapshot.language(path),
        text: &open.text.text,
        analysis: &open.analysis,
    };
    outline.article(path).into_iter().collect()
}

struct Outline<'s> {
    snapshot: &'s Snapshot,
    language: Language,
    text: &'s str,
    analysis: &'s Analysis,
}

impl Outline<'_> {
    fn article(&self, path: &Path) -> Option<DocumentSymbol> {
        let blocks = &self.analysis.blocks;
        let headline = blocks.iter().find(|b| b.role == Role::Headline);
        let title = headline.or(blocks.first())?;
        let sections = self.sections(path);
        let whole = Span::new(0, self.text.len());
        let opening_end = sections.first().map_or(whole.end, |s| s.span.start);
        let mut children = self.named_in(Span::new(0, opening_end), path);
        children.extend(sections);
        children.extend(self.events(whole, title.span));
        let published = self.analysis.published.date;
        Some(DocumentSymbol {
            name: heading(title.span.of(self.text), path),
            detail: published.map(|date| day(self.language, date)),
            kind: SymbolKind::Article,
            span: whole,
            selection: title.span,
            children,
        })
    }

    /// What happened when, oldest first; what has only a month comes before the month's days.
    fn events(&self, whole: Span, title: Span) -> Option<DocumentSymbol> {
        let mut events = timeline(self.text, self.analysis, self.snapshot.knowledge(), self.language);
        events.sort_by_key(|e| (e.days.0, Reverse(e.days.1), e.span));
        let children = events.into_iter().map(|event| DocumentSymbol {
            // The day comes first, so that an editor that sorts by name sorts by day.
            name: format!("{} · {}", event.value, event.words),
            detail: event.day().map(|d| day(self.language, d)),
            kind: SymbolKind::Event,
            span: event.span,
            selection: event.span,
            children: Vec::new(),
        });
        let children: Vec<_> = children.collect();
        (!children.is_empty()).then(|| DocumentSymbol {
            name: say(self.language, "outline.events", &[]),
            detail: Some(count(self.language, "count.event", children.len())),
            kind: SymbolKind::Event,
            span: whole,
            selection: title,
            children,
        })
    }

    fn sections(&self, path: &Path) -> Vec<DocumentSymbol> {
        let subheads = self.analysis.blocks.iter();
        let subheads: Vec<_> = subheads.filter(|b| b.role == Role::Subhead).collect();
        let ends = subheads.iter().skip(1).map(|next| next.span.start);
        let ends = ends.chain([self.text.len()]);
        let sections = subheads.iter().zip(ends).filter_map(|(subhead, end)| {
            let name = clean(subhead.span.of(self.text).trim_start_matches('#'));
            let span = Span::new(subhead.span.start, end);
            (!name.is_empty()).then(|| DocumentSymbol {
                name,
                detail: None,
                kind: SymbolKind::Section,
                span,
                selection: subhead.span,
                children: self.named_in(span, path),
            })
        });
        sections.collect()
    }

    /// The entities named in a part of the article, each at its first mention there.
    fn named_in(&self, part: Span, path: &Path) -> Vec<DocumentSymbol> {
        let mut out: Vec<(EntityId, DocumentSymbol, usize)> = Vec::new();
        let inside = self.analysis.mentions.iter();
        for mention in inside.filter(|m| part.contains(m.span)) {
            let words = mention.span.of(self.text);
            let id = id_of(mention, self.text, path);
            match out.iter_mut().find(|(known, ..)| *known == id) {
                Some((.., times)) => *times += 1,
                None => out.extend(self.named(mention, words).map(|s| (id, s, 1))),
            }
        }
        let counted = out.into_iter().map(|(_, symbol, times)| DocumentSymbol {
            detail: Some(count(self.language, "card.times", times)),
            ..symbol
        });
        counted.collect()
    }

    fn named(&self, mention: &Mention, words: &str) -> Option<DocumentSymbol> {
        let entity = mention.entity.as_ref();
        let entity = entity.and_then(|id| self.snapshot.knowledge().entity(id.as_str()));
        let (name, kind) = match &entity {
            Some(entity) => (clean(entity.name(self.language)), entity.kind.into()),
            None => (clean(words), mention.kind.into()),
        };
        (!name.is_empty()).then(|| DocumentSymbol {
            name,
            detail: None,
            kind,
            span: mention.span,
            selection: mention.span,
            children: Vec::new(),
        })
    }
}

/// A headline's words; the file's name where there are none.
fn heading(words: &str, path: &Path) -> String {
    let words = clean(words.trim_start_matches('#'));
    if words.is_empty() {
        let name = path.file_name().unwrap_or(path.as_os_str());
        return name.to_string_lossy().into_owned();
    }
    words
}

/// The entities whose Arabic or Latin name has the query in it, those named in the corpus first,
/// at most `limit`. An empty query gives those named most. An entity that is neither named nor in
/// a file of the workspace has no place to show and is left out.
pub fn workspace_symbols(snapshot: &Snapshot, query: &str, limit: usize) -> Vec<WorkspaceSymbol> {
    let mut ids = if fold(query).trim().is_empty() {
        let all = snapshot.entities().filter(|id| !is_local(id));
        let mut all: Vec<_> = all.map(|id| (Reverse(snapshot.counts(id).mentions), id)).collect();
        if all.len() > limit {
            all.select_nth_unstable(limit);
            all.truncate(limit);
        }
        all.sort_unstable();
        all.into_iter().map(|(_, id)| EntityId::from(id)).collect()
    } else {
        matching(snapshot, query)
    };
    // Stable: within each half the best match stays first.
    ids.sort_by_key(|id| snapshot.counts(id.as_str()).mentions == 0);
    let symbols = ids.iter().filter_map(|id| symbol(snapshot, id));
    symbols.take(limit).collect()
}

/// The id that a name or an id means: the best of those that articles name, else of all.
pub fn entity_called(snapshot: &Snapshot, name: &str) -> Option<EntityId> {
    let named = |id: &str| snapshot.counts(id).mentions > 0;
    if named(name) || snapshot.knowledge().entity(name).is_some() {
        return Some(name.into());
    }
    let found = matching(snapshot, name);
    found.iter().find(|id| named(id.as_str())).or(found.first()).cloned()
}

/// The ids that a query finds, best first: by a whole spelling, by a part of a name, then names
/// that no knowledge file has.
fn matching(snapshot: &Snapshot, query: &str) -> Vec<EntityId> {
    let knowledge = snapshot.knowledge();
    let spelled = knowledge.gazetteer().lookup(query);
    let spelled = spelled.iter().filter_map(|s| knowledge.at(s.entity));
    let mut out: Vec<EntityId> = spelled.map(|e| e.id.clone()).collect();
    let found = knowledge.search(query, usize::MAX);
    out.extend(found.iter().map(|e| e.id.clone()));
    let folded = fold(query.trim());
    let key: String = folded.chars().map(name_letter).collect();
    let named = snapshot.entities().filter(|id| unknown_words(id).is_some_and(|words| words.contains(&key)));
    out.extend(named.map(EntityId::from));
    let words: Vec<_> = folded.split(|c: char| !c.is_alphanumeric()).collect();
    // Bodies made by pattern have no entry to search; their English id has the words.
    let constructed =
        snapshot.entities().filter(|id| !id.starts_with('~') && words.iter().all(|w| id.contains(w)));
    out.extend(constructed.map(EntityId::from));
    let mut seen = FxHashSet::default();
    out.retain(|id| seen.insert(id.clone()));
    out
}

fn symbol(snapshot: &Snapshot, id: &EntityId) -> Option<WorkspaceSymbol> {
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
            name: clean(mentions.words(*first)),
            detail: counted.unwrap_or_default(),
            kind: first.kind.into(),
            location: first_mention(snapshot, id.as_str(), nowhere)?,
        });
    };
    let other = other_name(language, &entity).map(clean);
    let detail: Vec<_> = other.into_iter().chain(counted).collect();
    let defined = defined_at(snapshot, &entity, nowhere);
    Some(WorkspaceSymbol {
        name: clean(entity.name(language)),
        detail: detail.join(" · "),
        kind: entity.kind.into(),
        location: defined.or_else(|| any_mention(snapshot, id))?,
    })
}

/// Its newest mention of any form, for what is nowhere named in full.
pub(super) fn any_mention(snapshot: &Snapshot, id: &EntityId) -> Option<Location> {
    let article = snapshot.mentioning(id.as_str()).next()?;
    let first = article.mentions_of(id.as_str())?.mentions.first()?;
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
