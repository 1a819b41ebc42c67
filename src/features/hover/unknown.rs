//! A name that no knowledge file has: what the corpus says of it.

use std::cmp::Reverse;
use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Reader;
use crate::corpus::{Article, EntityMentions, MentionFact, TitleFact};
use crate::features::Location;
use crate::features::card::{Line, Part};
use crate::features::definition::first_mention;
use crate::features::markdown::clean;
use crate::features::subject::Subject;
use crate::knowledge::EntityId;
use crate::names::{Form, MentionKind, Owner};
use crate::text::fold::fold;
use crate::words::calendar::day;
use crate::words::quote;

/// How many titles, companions and places a card shows of each.
const SHOWN: usize = 3;
/// How many articles, the newest first, a card looks into for companions.
const LOOKED_INTO: usize = 300;

impl Reader<'_> {
    /// The name in full, the titles it is given, and that nothing else is known of it; of a name
    /// that is left open whom it could mean.
    pub(super) fn unknown(&self, subject: &Subject<'_>) -> Vec<Line> {
        let full = subject.mention.antecedent.unwrap_or(subject.mention.span);
        let words = clean(full.of(&subject.article.text.text));
        let mut out = vec![Line::strong(&words.replace('_', " "))];
        if let Some(owners) = self.could_be(subject) {
            out.extend(owners);
            return out;
        }
        out.extend(self.titles(subject.id.as_str()));
        let kind = match subject.mention.kind {
            MentionKind::Person | MentionKind::Role => "kind.person",
            MentionKind::Place | MentionKind::Demonym => "kind.place",
            MentionKind::Organisation => "kind.organisation",
        };
        let (kind, unknown) = (self.say(kind, &[]), self.say("card.unknown", &[]));
        out.push(Line::text(format!("{kind} · {unknown}")));
        out
    }

    /// "قد يكون: كيم جونغ أون أو كيم يو جونغ", each leading to where the article names them in full.
    fn could_be(&self, subject: &Subject<'_>) -> Option<[Line; 2]> {
        let analysis = &subject.article.analysis;
        let open = analysis.open_names.iter().find(|o| o.span == subject.mention.span)?;
        let mut line = Line::text(self.say("card.could-be", &[]));
        for (i, owner) in open.owners.iter().enumerate() {
            line.push_text(&if i == 0 { " ".to_owned() } else { self.say("card.or", &[]) });
            line.parts.push(self.owner(subject, owner)?);
        }
        Some([line, Line::text(self.say("card.open", &[]))])
    }

    fn owner(&self, subject: &Subject<'_>, owner: &Owner) -> Option<Part> {
        let entity = self.entity_of(owner.entity.as_ref());
        let text = match (&entity, owner.full) {
            (Some(entity), _) => clean(entity.name(self.language)),
            (None, full) => clean(full?.of(&subject.article.text.text)),
        };
        Some(match (owner.full, entity) {
            (Some(full), _) => Part::Link { text, target: Location::span(self.path.into(), full) },
            (None, Some(entity)) => self.entity_link(&entity),
            (None, None) => Part::Text(text),
        })
    }

    /// The titles that articles give somebody, the most frequent first, each leading to where it
    /// was last given.
    pub(super) fn titles(&self, id: &str) -> Option<Line> {
        // Newest first, so that a title's first article is the last to give it.
        let mut given: Vec<(String, usize, &Arc<Article>, &TitleFact)> = Vec::new();
        for (article, named) in self.named(id) {
            for title in &named.titles {
                let key = fold(&clean(&title.words));
                match given.iter_mut().find(|(k, ..)| *k == key) {
                    Some((_, n, ..)) => *n += 1,
                    None => given.push((key, 1, article, title)),
                }
            }
        }
        // A title says nothing beside the same one with its country.
        let all: Vec<String> = given.iter().map(|(key, ..)| key.clone()).collect();
        given.retain(|(key, ..)| !all.iter().any(|a| a.len() > key.len() && a.starts_with(key.as_str())));
        given.sort_by_key(|(_, n, ..)| Reverse(*n));
        let links = given.iter().take(SHOWN).map(|(_, _, article, title)| Part::Link {
            text: quote(self.language, &clean(&title.words)),
            target: Location::span(Arc::clone(&article.path), title.span()),
        });
        joined(links)
    }

    /// When it was first and last named, where there is more than one day of it.
    pub(super) fn seen(&self, id: &str) -> Option<Line> {
        let dated = self.named(id).filter_map(|(article, named)| {
            let date = article.published.date?;
            Some((date, article, *named.mentions.first()?))
        });
        let dated: Vec<(Date, &Arc<Article>, MentionFact)> = dated.collect();
        let (last, first) = (dated.first()?, dated.last()?);
        if last.0 == first.0 {
            return None;
        }
        let link = |(date, article, fact): &(Date, &Arc<Article>, MentionFact)| Part::Link {
            text: day(self.language, *date),
            target: Location::span(Arc::clone(&article.path), fact.span()),
        };
        Some(self.line("card.seen", &[link(first), link(last)]))
    }

    /// With whom and where it stands most often in one sentence, where more than this article
    /// tells.
    pub(super) fn company(&self, id: &str) -> Vec<Line> {
        if self.snapshot.counts(id).articles < 2 {
            return Vec::new();
        }
        let mut people: FxHashMap<&EntityId, usize> = FxHashMap::default();
        let mut places: FxHashMap<&EntityId, usize> = FxHashMap::default();
        for (article, named) in self.named(id).take(LOOKED_INTO) {
            let sentences: FxHashSet<u16> = named.mentions.iter().map(|m| m.sentence).collect();
            for other in article.entities.iter().filter(|e| e.id.as_str() != id) {
                let beside = other.mentions.iter().filter(|m| sentences.contains(&m.sentence));
                let Some(kind) = beside.clone().map(|m| m.kind).min() else {
                    continue;
                };
                let times = beside.map(|m| m.sentence).collect::<FxHashSet<_>>().len();
                match kind {
                    MentionKind::Person | MentionKind::Role => *people.entry(&other.id).or_default() += times,
                    MentionKind::Place => *places.entry(&other.id).or_default() += times,
                    MentionKind::Organisation | MentionKind::Demonym => {}
                }
            }
        }
        let lines = [("card.seen-with", people), ("card.seen-in", places)].map(|(key, counts)| {
            let mut counts: Vec<_> = counts.into_iter().collect();
            counts.sort_by(|a, b| (Reverse(a.1), a.0).cmp(&(Reverse(b.1), b.0)));
            let named = counts.into_iter().filter_map(|(id, _)| self.by_id(id)).take(SHOWN);
            let list = joined(named)?;
            let mut line = Line::text(self.say(key, &[]));
            line.push_text(" ");
            line.parts.extend(list.parts);
            Some(line)
        });
        lines.into_iter().flatten().collect()
    }

    /// An entity by its name, leading to where it is defined; of an unknown one its words.
    fn by_id(&self, id: &EntityId) -> Option<Part> {
        if let Some(entity) = self.snapshot.knowledge().entity(id.as_str()) {
            return Some(self.entity_link(&entity));
        }
        let (_, named) = self.named(id.as_str()).next()?;
        let full = named.mentions.iter().find(|m| m.form == Form::Unknown)?;
        let text = clean(&named.words(*full).replace('_', " "));
        Some(match first_mention(self.snapshot, id.as_str(), self.path) {
            Some(target) => Part::Link { text, target },
            None => Part::Text(text),
        })
    }

    /// The articles that name an id, newest first, with its mentions there.
    fn named(&self, id: &str) -> impl Iterator<Item = (&Arc<Article>, &EntityMentions)> {
        let articles = self.snapshot.mentioning(id);
        articles.filter_map(move |article| Some((article, article.mentions_of(id)?)))
    }
}

/// Parts with a dot between them; `None` for no part.
fn joined(parts: impl Iterator<Item = Part>) -> Option<Line> {
    let mut line = Line::default();
    for part in parts {
        line.push_text(if line.parts.is_empty() { "" } else { " · " });
        line.parts.push(part);
    }
    (!line.parts.is_empty()).then_some(line)
}
