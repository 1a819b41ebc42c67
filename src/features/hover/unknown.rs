//! A name that no knowledge file has: what the corpus says of it.

use std::cmp::Reverse;
use std::sync::Arc;

use jiff::civil::Date;

use super::Reader;
use crate::corpus::{Article, EntityKey, MentionFact, Named, TitleFact};
use crate::features::Location;
use crate::features::card::{Line, Part};
use crate::features::company::Company;
use crate::features::definition::first_mention;
use crate::features::markdown::clean;
use crate::features::subject::Subject;
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
        out.push(self.known_only_here(subject.mention.kind));
        out
    }

    /// The same of a name by its id alone.
    pub(in crate::features) fn unknown_entity(&self, id: &str, kind: Option<MentionKind>) -> Vec<Line> {
        let mut out = vec![Line::strong(&self.name_of(&id.into()).unwrap_or_default())];
        out.extend(self.titles(id));
        out.push(self.known_only_here(kind.unwrap_or(MentionKind::Person)));
        out
    }

    /// "شخص · غير موجود في قاعدة المعرفة".
    fn known_only_here(&self, kind: MentionKind) -> Line {
        let kind = match kind {
            MentionKind::Person | MentionKind::Role => "kind.person",
            MentionKind::Place | MentionKind::Demonym => "kind.place",
            MentionKind::Organisation => "kind.organisation",
        };
        let (kind, unknown) = (self.say(kind, &[]), self.say("card.unknown", &[]));
        Line::text(format!("{kind} · {unknown}"))
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
        let mut given: Vec<(String, usize, Arc<Article>, TitleFact)> = Vec::new();
        for article in self.snapshot.mentioning(id).take(LOOKED_INTO) {
            for title in article.mentions_of(id).map_or(&[][..], |named| &named.titles) {
                let key = fold(&clean(&title.words));
                match given.iter_mut().find(|(k, ..)| *k == key) {
                    Some((_, n, ..)) => *n += 1,
                    None => given.push((key, 1, Arc::clone(&article), title.clone())),
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
    pub(in crate::features) fn seen(&self, id: &str) -> Option<Line> {
        let dated = self.snapshot.naming(id).take_while(Named::is_dated);
        let first_and_last = dated.fold(None, |seen, named| {
            let (last, _) = seen.unwrap_or((named, named));
            Some((last, named))
        });
        let (last, first) = first_and_last?;
        let dated = |named: Named<'_>| {
            let article = named.article()?;
            let mention = *article.mentions_of(id)?.mentions.first()?;
            Some((article.published.date?, article, mention))
        };
        let (last, first) = (dated(last)?, dated(first)?);
        if last.0 == first.0 {
            return None;
        }
        let link = |(date, article, fact): &(Date, Arc<Article>, MentionFact)| Part::Link {
            text: day(self.language, *date),
            target: Location::span(Arc::clone(&article.path), fact.span()),
        };
        Some(self.line("card.seen", &[link(&first), link(&last)]))
    }

    /// With whom and where it stands most often in one sentence, where more than this article
    /// tells.
    pub(super) fn company(&self, id: &str) -> Vec<Line> {
        if self.snapshot.counts(id).articles < 2 {
            return Vec::new();
        }
        let mut company = Company::default();
        for article in self.snapshot.mentioning(id).take(LOOKED_INTO) {
            company.look_into(&article, id);
        }
        let company = company.all();
        let is_person = |kind| matches!(kind, MentionKind::Person | MentionKind::Role);
        let is_place = |kind| kind == MentionKind::Place;
        let kinds: [(&str, &dyn Fn(MentionKind) -> bool); 2] =
            [("card.seen-with", &is_person), ("card.seen-in", &is_place)];
        let lines = kinds.map(|(key, is_meant)| {
            let meant = company.iter().filter(|c| is_meant(c.kind));
            let named = meant.filter_map(|c| self.by_id(&c.id)).take(SHOWN);
            let list = joined(named)?;
            let mut line = Line::text(self.say(key, &[]));
            line.push_text(" ");
            line.parts.extend(list.parts);
            Some(line)
        });
        lines.into_iter().flatten().collect()
    }

    /// An entity by its name, leading to where it is defined; of an unknown one its words.
    fn by_id(&self, id: &EntityKey) -> Option<Part> {
        if let Some(entity) = self.snapshot.knowledge().entity(id.as_str()) {
            return Some(self.entity_link(&entity));
        }
        let text = self.name_of(id)?;
        Some(match first_mention(self.snapshot, id.as_str(), self.path) {
            Some(target) => Part::Link { text, target },
            None => Part::Text(text),
        })
    }

    /// The name of an entity; of an unknown one its words, as the newest article has them.
    pub(in crate::features) fn name_of(&self, id: &EntityKey) -> Option<String> {
        if let Some(entity) = self.snapshot.knowledge().entity(id.as_str()) {
            return Some(clean(entity.name(self.language)));
        }
        let article = self.snapshot.mentioning(id.as_str()).next()?;
        let named = article.mentions_of(id.as_str())?;
        let full = named.mentions.iter().find(|m| m.form == Form::Unknown);
        let words = named.words(*full.or(named.mentions.first())?);
        Some(clean(&words.replace('_', " ")))
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
