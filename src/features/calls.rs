//! The hierarchy of attribution, across the corpus: who has words from whom.
//!
//! An article has a passage from the last one who passed it on, that one from the one before, and so
//! to the one who said it. Whoever has words from another quotes them.

use std::path::Path;
use std::sync::Arc;

use super::hover::title;
use super::markdown::clean;
use super::subject::Subject;
use super::symbols::SymbolKind;
use crate::corpus::{Article, EntityKey, EntityMentions, Passage, Snapshot};
use crate::text::Span;
use crate::words::Language;
use crate::words::calendar::day;

/// Somebody in one article, or the article itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Whom it is about; `None` for the article itself.
    pub id: Option<EntityKey>,
    /// The name in the language set, or the article's title.
    pub name: String,
    /// The article's title and day.
    pub detail: String,
    /// What sort.
    pub kind: SymbolKind,
    /// The article.
    pub path: Arc<Path>,
    /// The first passage there, or the words where the cursor was.
    pub span: Span,
    /// The name in it, where it stands there; inside `span`.
    pub selection: Span,
}

/// One who quotes, or is quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Who.
    pub party: Party,
    /// The passages, in order, in the article of the one who quotes.
    pub passages: Vec<Span>,
}

/// Who is named at a byte offset of an open article.
pub fn prepare(snapshot: &Snapshot, path: &Path, offset: usize) -> Option<Party> {
    let subject = Subject::at(snapshot, path, offset)?;
    let article = snapshot.article(path)?;
    let named = article.mentions_of(subject.id.as_str())?;
    let span = subject.mention.span;
    Some(Party { span, selection: span, ..Asked::new(snapshot, path).party(&article, named, span) })
}

/// Who quotes somebody: those who pass the words on, each in each article, and the articles that
/// have them at first hand. The newest article comes first. Whatever somebody said, and whatever is
/// sourced to an agency, is in the passages.
pub fn incoming(snapshot: &Snapshot, asked_in: &Path, id: &str) -> Vec<Call> {
    let asked = Asked::new(snapshot, asked_in);
    let mut out = Vec::new();
    for article in snapshot.mentioning(id) {
        let mut calls: Vec<Call> = Vec::new();
        for (passage, place) in article.said_by(id) {
            let mut passed_on = false;
            for by in place.checked_add(1).into_iter().flat_map(|next| passage.at(next)) {
                passed_on = true;
                add(&mut calls, asked.party(&article, by, passage.span()), &passage);
            }
            if !passed_on {
                add(&mut calls, asked.article(&article, passage.span()), &passage);
            }
        }
        out.extend(calls);
    }
    out
}

/// Whom somebody quotes, in the article the question is about first, with the passages there; then
/// in all others, the newest first, without: their passages lie elsewhere, the first is where the
/// [`Party`] is. With no id the article itself is asked.
pub fn outgoing(snapshot: &Snapshot, asked_in: &Path, id: Option<&str>) -> Vec<Call> {
    let asked = Asked::new(snapshot, asked_in);
    let Some(here) = snapshot.article(asked_in) else {
        return Vec::new();
    };
    let Some(id) = id else {
        let mut calls = Vec::new();
        for passage in here.passages() {
            for source in passage.at(passage.outermost()) {
                add(&mut calls, asked.party(&here, source, passage.span()), &passage);
            }
        }
        return calls;
    };
    let others = snapshot.mentioning(id).filter(|a| a.path != here.path);
    let mut out = Vec::new();
    for article in std::iter::once(Arc::clone(&here)).chain(others) {
        let mut calls = Vec::new();
        for (passage, place) in article.said_by(id) {
            for source in place.checked_sub(1).into_iter().flat_map(|before| passage.at(before)) {
                add(&mut calls, asked.party(&article, source, passage.span()), &passage);
            }
        }
        if article.path != here.path {
            for call in &mut calls {
                call.passages.clear();
            }
        }
        out.extend(calls);
    }
    out
}

/// Adds a passage to those of a party, or the party with it.
fn add(calls: &mut Vec<Call>, party: Party, passage: &Passage<'_>) {
    match calls.iter_mut().find(|c| c.party.id == party.id) {
        Some(call) => call.passages.push(passage.span()),
        None => calls.push(Call { party, passages: vec![passage.span()] }),
    }
}

/// Who asks: in which language names are given.
struct Asked<'s> {
    snapshot: &'s Snapshot,
    language: Language,
}

impl<'s> Asked<'s> {
    fn new(snapshot: &'s Snapshot, path: &Path) -> Self {
        Self { snapshot, language: snapshot.language(path) }
    }

    fn party(&self, article: &Article, named: &EntityMentions, passage: Span) -> Party {
        let entity = self.snapshot.knowledge().entity(named.id.as_str());
        let written = || named.mentions.first().map_or("", |m| named.words(*m));
        let inside = named.mentions.iter().map(|m| m.span()).find(|m| passage.contains(*m));
        Party {
            name: entity.as_ref().map_or_else(|| clean(written()), |e| clean(e.name(self.language))),
            kind: entity.map_or_else(|| SymbolKind::of_unknown(named), |e| e.kind.into()),
            id: Some(named.id.clone()),
            detail: self.detail(article),
            path: Arc::clone(&article.path),
            span: passage,
            selection: inside.unwrap_or(passage),
        }
    }

    fn article(&self, article: &Article, passage: Span) -> Party {
        let date = article.published.date.map(|date| day(self.language, date));
        Party {
            id: None,
            name: title(article),
            detail: date.unwrap_or_default(),
            kind: SymbolKind::Article,
            path: Arc::clone(&article.path),
            span: passage,
            selection: passage,
        }
    }

    fn detail(&self, article: &Article) -> String {
        let date = article.published.date.map(|date| day(self.language, date));
        std::iter::once(title(article)).chain(date).collect::<Vec<_>>().join(" · ")
    }
}

impl SymbolKind {
    /// What sort of thing a name is that no knowledge file has.
    fn of_unknown(named: &EntityMentions) -> Self {
        use crate::names::MentionKind;
        match named.mentions.first().map(|m| m.kind) {
            Some(MentionKind::Place | MentionKind::Demonym) => Self::Place,
            Some(MentionKind::Organisation) => Self::Organisation,
            _ => Self::Person,
        }
    }
}
