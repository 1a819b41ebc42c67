//! Hover: the card of what stands under the cursor.

mod entity;
mod mentions;
mod office;
mod role;
mod said;
mod time;
mod unknown;

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use super::card::{Card, Line, Part};
use super::definition::defined_at;
use super::markdown::clean;
use super::subject::Subject;
use crate::corpus::Snapshot;
use crate::dates::Time;
use crate::knowledge::Entity;
use crate::names::MentionKind;
use crate::text::Span;
use crate::words::Language;

pub(super) use mentions::{bare, title};

/// The card of what is named, or when, at a byte offset of an open article; else of what is said there.
pub fn hover(snapshot: &Snapshot, path: &Path, offset: usize) -> Option<Card> {
    if let Some(subject) = Subject::at(snapshot, path, offset) {
        return Some(Reader::new(snapshot, path)?.card(&subject));
    }
    let open = snapshot.open(path)?;
    if let Some(time) = open.analysis.time_at(offset) {
        return of_time(snapshot, path, time);
    }
    let reader = Reader::new(snapshot, path)?;
    let office = open.analysis.offices.iter().find(|o| o.span.touches(offset));
    if let Some(card) = office.and_then(|office| reader.office(open, office)) {
        return Some(card);
    }
    reader.said(&open.analysis, &open.text.text, offset)
}

/// The card of a time expression of an open article.
pub(super) fn of_time(snapshot: &Snapshot, path: &Path, time: &Time) -> Option<Card> {
    let open = snapshot.open(path)?;
    Some(Reader::new(snapshot, path)?.time(time, &open.text.text))
}

/// What an entity is in one line, seen from an open article: the office on its day.
pub(super) fn what_it_is(snapshot: &Snapshot, path: &Path, entity: &Entity) -> Option<String> {
    let lines = Reader::new(snapshot, path)?.what(entity);
    lines.first().map(super::card::Line::plain)
}

/// The card of an entity, or of a name that only articles know, that an open article need not have.
pub(super) fn card_of(snapshot: &Snapshot, path: &Path, id: &str, name: &str) -> Option<Card> {
    let reader = Reader::new(snapshot, path)?;
    let entity = snapshot.knowledge().entity(id);
    let mut lines = entity.as_ref().map_or_else(|| vec![Line::strong(name)], |e| reader.entity(e));
    if entity.is_none() {
        lines.extend(reader.titles(id));
    }
    lines.push(reader.counts(id));
    if entity.is_none() {
        lines.extend(reader.seen(id));
        lines.extend(reader.company(id));
    }
    lines.extend(reader.nearest(id));
    Some(Card { span: Span::default(), lines })
}

/// Who reads a card: in which article, of which day, in which language.
pub(super) struct Reader<'s> {
    snapshot: &'s Snapshot,
    path: &'s Path,
    pub(super) language: Language,
    date: Option<Date>,
}

impl<'s> Reader<'s> {
    fn new(snapshot: &'s Snapshot, path: &'s Path) -> Option<Self> {
        Some(Self {
            snapshot,
            path,
            language: snapshot.language(path),
            date: snapshot.open(path)?.analysis.published.date,
        })
    }

    /// One who reads of no day.
    pub(super) const fn undated(snapshot: &'s Snapshot, path: &'s Path, language: Language) -> Self {
        Self { snapshot, path, language, date: None }
    }
}

impl Reader<'_> {
    fn card(&self, subject: &Subject<'_>) -> Card {
        let mut lines = match (&subject.entity, subject.mention.kind) {
            (Some(person), MentionKind::Role) => {
                self.role(subject, person).unwrap_or_else(|| self.entity(person))
            }
            (Some(place), MentionKind::Demonym) => self.demonym(subject, place),
            (Some(entity), _) => self.entity(entity),
            (None, _) => self.unknown(subject),
        };
        lines.extend(self.why(subject));
        lines.push(self.counts(subject.id.as_str()));
        if subject.entity.is_none() {
            lines.extend(self.seen(subject.id.as_str()));
            lines.extend(self.company(subject.id.as_str()));
        }
        lines.extend(self.spellings(subject));
        lines.extend(self.nearest(subject.id.as_str()));
        let text = self.say("card.dossier", &[]);
        lines.push(Line { parts: vec![Part::Dossier { text, id: subject.id.clone() }] });
        Card { span: subject.mention.span, lines }
    }

    /// Words of isnad's in the reader's language.
    pub(super) fn say(&self, key: &str, args: &[&str]) -> String {
        crate::words::say(self.language, key, args)
    }

    /// A line of isnad's words with parts in it.
    pub(super) fn line(&self, key: &str, parts: &[Part]) -> Line {
        Line::fill(&self.say(key, &[]), parts)
    }

    /// An entity by its name, leading to where it is defined.
    fn entity_link(&self, entity: &Entity) -> Part {
        let text = clean(entity.name(self.language));
        match defined_at(self.snapshot, entity, self.path) {
            Some(target) => Part::Link { text, target },
            None => Part::Text(text),
        }
    }

    fn entity_of(&self, id: Option<&crate::knowledge::EntityId>) -> Option<Arc<Entity>> {
        self.snapshot.knowledge().entity(id?.as_str())
    }
}
