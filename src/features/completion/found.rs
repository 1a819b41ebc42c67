//! The names that a reading of what is typed can be the beginning of.

use std::cmp::Reverse;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use super::typed::{self, Reading};
use crate::corpus::{Article, Counts, EntityKey, KeyParts, OpenArticle, Snapshot};
use crate::features::markdown::clean;
use crate::features::symbols::SymbolKind;
use crate::knowledge::titles::{Bodies, Body};
use crate::knowledge::{Begun, Entity, EntityId, EntityKind, Tenure, begins, name_words};
use crate::names::spelling::stands_apart;
use crate::names::wording::{Wording, mended};
use crate::names::{Form, MentionKind};
use crate::rules::usual_spelling;
use crate::text::fold::fold;
use crate::text::token;
use crate::words::Language;

/// How many names of the knowledge files are looked at.
const KNOWN: usize = 8000;

/// Letters from which on names are offered that neither the article nor any other has.
const UNUSED: usize = 3;

/// Where and for whom names are looked for.
pub(super) struct Asked<'s> {
    pub(super) snapshot: &'s Snapshot,
    pub(super) path: &'s Path,
    pub(super) open: &'s OpenArticle,
    /// What is kept of the article.
    pub(super) here: Option<Arc<Article>>,
    pub(super) language: Language,
    /// Whether it is a heading, where surnames do.
    pub(super) heading: bool,
}

/// What comes before what: names as they stand before those with letters taken off, those of the
/// article, those of the corpus by how often it has them, those of the news, the entity's own name or
/// the surname as the place wants, names begun from their first word, short ones.
type Rank = (bool, Reverse<usize>, Reverse<usize>, u8, u8, bool, usize, String);

/// A name that may be meant.
pub(super) struct Candidate<'r> {
    pub(super) id: EntityKey,
    pub(super) entity: Option<Arc<Entity>>,
    pub(super) kind: SymbolKind,
    pub(super) reading: &'r Reading,
    pub(super) rank: Rank,
    /// Whether it is a name that nothing has but the words before the cursor.
    pub(super) only_typed: bool,
    /// As a file or an article has it.
    name: String,
    /// How it goes on behind what is typed, in the spelling that was found.
    rest: String,
}

impl Candidate<'_> {
    pub(super) fn rest(&self) -> &str {
        &self.rest
    }
}

impl Asked<'_> {
    /// What all readings find.
    pub(super) fn find<'r>(&self, readings: &'r [Reading]) -> Vec<Candidate<'r>> {
        let mut out = Vec::new();
        for reading in readings {
            for begun in self.snapshot.knowledge().beginning(&reading.words, KNOWN) {
                self.known(reading, &begun, &mut out);
            }
        }
        let bodies: Vec<Vec<&Body>> = readings.iter().map(bodies).collect();
        if bodies.iter().any(|found| !found.is_empty()) {
            for (id, _) in self.snapshot.known_entities() {
                for (reading, bodies) in readings.iter().zip(&bodies) {
                    if bodies.iter().any(|body| body.state_in(id).is_some()) {
                        self.body(reading, id, &mut out);
                    }
                }
            }
        }
        for reading in readings {
            let Some(first) = reading.words.first() else { continue };
            for (id, counts) in self.snapshot.unknown_names(first) {
                self.unknown(reading, id, counts, &mut out);
            }
        }
        out
    }

    fn known<'r>(&self, reading: &'r Reading, begun: &Begun, out: &mut Vec<Candidate<'r>>) {
        let entity = &begun.entity;
        let inside = begun.word > 0;
        let person = entity.kind == EntityKind::Person;
        let used = self.used(entity.id.as_str(), reading);
        // The middle of a body's or place's name is looked for only where somebody uses that.
        let used = used.filter(|used| !inside || (!reading.everyday && (person || used.1 > 0)));
        let Some(used) = used else {
            return;
        };
        let found = begun.name();
        let own = if entity.ar.is_empty() { &entity.en } else { &entity.ar };
        let arabic = !is_latin(found);
        let name = if arabic { found } else { own };
        let from: Vec<&str> = found.split_whitespace().skip(begun.word).collect();
        let rest = typed::rest(&from.join(" "), reading).to_owned();
        let mut add = |name: &str, inside: bool| {
            let short = person && !name.contains(' ');
            let wants_short = person && self.wants_short(&entity.id, reading);
            let form = match (short, name == own.as_str()) {
                (true, _) => u8::from(!wants_short),
                (_, true) => u8::from(wants_short),
                _ => 2,
            };
            out.push(Candidate {
                id: entity.id.clone().into(),
                entity: Some(Arc::clone(entity)),
                kind: entity.kind.into(),
                reading,
                rank: (
                    reading.joined,
                    Reverse(used.0),
                    Reverse(used.1),
                    self.weight(entity),
                    form,
                    inside,
                    name.chars().count(),
                    name.to_owned(),
                ),
                only_typed: false,
                name: name.to_owned(),
                rest: rest.clone(),
            });
        };
        add(name, inside);
        if person && inside {
            let begun_word = name_words(from.first().copied().unwrap_or(""));
            let short = short_name(entity, name);
            if let Some(short) = short.filter(|short| !arabic || name_words(short) == begun_word) {
                add(short, false);
            }
        }
    }

    /// A person, place or body that only articles know.
    fn unknown<'r>(&self, reading: &'r Reading, id: &str, counts: Counts, out: &mut Vec<Candidate<'r>>) {
        let KeyParts::Unknown(kind, key) = KeyParts::of(id) else { return };
        let words: Vec<&str> = key.split(' ').collect();
        let Some(at) = (0..words.len()).find(|&at| begins(&words[at..], &reading.words)) else {
            return;
        };
        let used = (self.used_here(id), counts.mentions);
        out.push(Candidate {
            id: id.into(),
            entity: None,
            kind: kind.into(),
            reading,
            rank: (
                reading.joined,
                Reverse(used.0),
                Reverse(used.1),
                0,
                0,
                at > 0,
                key.chars().count(),
                key.to_owned(),
            ),
            only_typed: used == (1, 1) && self.is_at_cursor(id, reading),
            name: String::new(),
            rest: typed::rest(&words[at..].join(" "), reading).to_owned(),
        });
    }

    /// Whether a mention ends where a reading does.
    fn is_at_cursor(&self, id: &str, reading: &Reading) -> bool {
        let named = self.here.as_ref().and_then(|article| article.mentions_of(id));
        named.is_some_and(|n| n.mentions.iter().any(|m| m.span().end == reading.span.end))
    }

    /// A body of a state that an article names and no file has an entry for.
    fn body<'r>(&self, reading: &'r Reading, id: &str, out: &mut Vec<Candidate<'r>>) {
        let entity = self.snapshot.knowledge().entity(id);
        if let Some(entity) = entity.filter(|e| begins(&name_words(&e.ar), &reading.words)) {
            self.known(reading, &Begun { entity, name: 0, word: 0 }, out);
        }
    }

    /// How often the article and the corpus have an entity; `None` where too little is typed for one
    /// that nobody has.
    fn used(&self, id: &str, reading: &Reading) -> Option<(usize, usize)> {
        let used = (self.used_here(id), self.snapshot.counts(id).mentions);
        (used.1 > 0 || reading.letters >= UNUSED).then_some(used)
    }

    fn used_here(&self, id: &str) -> usize {
        self.here.as_ref().and_then(|article| article.mentions_of(id)).map_or(0, |m| m.mentions.len())
    }

    /// How far from the news of the day an entity is: states and those in office are nearest, then those
    /// who were, capitals and bodies.
    fn weight(&self, entity: &Entity) -> u8 {
        let day: Option<Date> = self.open.analysis.published.date;
        let holds = |office: &Tenure| day.map_or(office.to.is_none(), |day| office.held_on(day));
        let knowledge = self.snapshot.knowledge();
        let state = || knowledge.entity(entity.country.as_ref()?.as_str());
        match entity.kind {
            EntityKind::Person if entity.offices.iter().any(holds) => 0,
            EntityKind::Person => 1 + u8::from(entity.offices.is_empty()),
            EntityKind::Place if entity.class == "state" => 0,
            EntityKind::Place if state().is_some_and(|s| s.capital.as_ref() == Some(&entity.id)) => 1,
            EntityKind::Place => 2,
            EntityKind::Organisation => 1,
        }
    }

    /// Whether a surname does: in a heading, and where the whole name stands before.
    fn wants_short(&self, id: &EntityId, reading: &Reading) -> bool {
        let mut mentions = self.open.analysis.mentions.iter().filter(|m| m.entity.as_ref() == Some(id));
        let text = &self.open.text.text;
        let full = |span: crate::text::Span| span.of(text).contains([' ', '_']);
        self.heading
            || mentions.any(|m| m.form == Form::Full && m.span.end < reading.span.start && full(m.span))
    }

    /// A candidate's name as it is spelt here: as the house has it, else as the article began, else as
    /// most articles do, else as the file has it.
    pub(super) fn spelt(&self, candidate: &Candidate<'_>) -> Option<String> {
        let Some(entity) = &candidate.entity else {
            return self.as_written(&candidate.id);
        };
        let settings = self.snapshot.settings(self.path);
        let house = settings.spelling.get(entity.id.as_str());
        let words = |name: &str| name.split_whitespace().count();
        let whole = |house: &&String| candidate.name == entity.ar && words(house) >= words(&entity.ar);
        if let Some(house) = house.filter(whole) {
            return Some(clean(house));
        }
        let wording = house.map_or_else(|| self.wording(entity), |house| Wording::of(house));
        Some(clean(&mended(&candidate.name, &wording.mend(&candidate.name))))
    }

    fn wording(&self, entity: &Entity) -> Wording {
        let text = &self.open.text.text;
        let mut out = Wording::default();
        let mentions = self.open.analysis.mentions.iter().filter(|m| m.entity.as_ref() == Some(&entity.id));
        let named = mentions.filter(|m| !matches!(m.kind, MentionKind::Demonym | MentionKind::Role));
        named.for_each(|m| out.learn(&crate::corpus::written(m.span, text)));
        if out.is_empty()
            && let Some((usual, _)) = usual_spelling(&self.snapshot.others(self.path), &entity.id)
        {
            out.learn(usual);
        }
        out.learn(&entity.ar);
        out
    }

    /// A name no file has, as the newest article writes it in full.
    fn as_written(&self, id: &EntityKey) -> Option<String> {
        let article = self.snapshot.mentioning(id.as_str()).next()?;
        let named = article.mentions_of(id.as_str())?;
        let full = named.mentions.iter().find(|m| m.form == Form::Unknown)?;
        let words = named.words(*full).replace('_', " ");
        let kept: String = words.chars().filter(|c| !token::is_quote(*c)).collect();
        Some(clean(&kept)).filter(|name| !name.is_empty())
    }
}

/// The word of a person's name that is enough by itself: one that a file lists, else the last.
fn short_name<'n>(entity: &Entity, name: &'n str) -> Option<&'n str> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let aliases = entity.aliases.iter().chain(&entity.weak);
    let listed: Vec<String> = aliases.filter(|a| !a.contains(' ') && !is_latin(a)).map(|a| fold(a)).collect();
    if !listed.is_empty() {
        return words.into_iter().find(|word| listed.contains(&fold(word)));
    }
    let (last, before) = words.split_last()?;
    let apart = before.last().is_none_or(|word| stands_apart(&fold(word)));
    (!apart).then_some(*last)
}

/// The bodies of states whose name goes as a reading does.
fn bodies(reading: &Reading) -> Vec<&'static Body> {
    let fits = |body: &&Body| {
        let own = name_words(&body.ar);
        let shared = own.len().min(reading.words.len());
        let (typed, own) = (&reading.words[..shared], &own[..shared]);
        begins(own, typed) || typed == own
    };
    Bodies::get().list.iter().filter(fits).collect()
}

/// Whether a name is in none of the letters that Arabic is written in.
fn is_latin(name: &str) -> bool {
    !name.contains(|c: char| ('\u{0600}'..='\u{06FF}').contains(&c))
}
