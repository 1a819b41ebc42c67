//! What an entity is: a person with an office, a place in a country, an organisation.

use super::Reader;
use crate::features::card::{Line, Part};
use crate::features::in_words::{opening, other_name, with_tenure};
use crate::features::markdown::clean;
use crate::features::subject::Subject;
use crate::knowledge::titles::Titles;
use crate::knowledge::{Entity, EntityKind, Tenure};
use crate::names::MentionKind;
use crate::text::Role;
use crate::words::{Language, isolate, knows};

/// How many names in further languages a card shows.
const NAMES: usize = 4;
/// How many offices that are over a card shows.
const FORMER: usize = 2;

impl Reader<'_> {
    /// Who or what it is, name first.
    pub(in crate::features) fn entity(&self, entity: &Entity) -> Vec<Line> {
        let mut out = self.names(entity);
        out.extend(self.what(entity));
        out
    }

    /// What it is, its names left out.
    pub(super) fn what(&self, entity: &Entity) -> Vec<Line> {
        match entity.kind {
            EntityKind::Person => self.person(entity),
            EntityKind::Place => self.place(entity),
            EntityKind::Organisation => self.organisation(entity),
        }
    }

    /// An adjective or people, then its place.
    pub(super) fn demonym(&self, subject: &Subject<'_>, place: &Entity) -> Vec<Line> {
        let words = subject.mention.span.of(&subject.article.text.text);
        let mut out = vec![Line::strong(words)];
        out.push(self.line("card.demonym", &[self.entity_link(place)]));
        out.extend(other_name(self.language, place).map(|n| Line::text(clean(n))));
        out.extend(self.place(place));
        out
    }

    /// Why a short name or a title means whom it means.
    pub(super) fn why(&self, subject: &Subject<'_>) -> Option<Line> {
        let full = subject.mention.antecedent?;
        let blocks = &subject.article.analysis.blocks;
        let at = blocks.iter().position(|b| b.span.contains(full))?;
        let alone = full.of(&subject.article.text.text).split_whitespace().count() < 2;
        let words = match blocks.get(at)?.role {
            // The title stands beside a surname there, which says whose it is and no more.
            _ if subject.mention.kind == MentionKind::Role && alone => return None,
            Role::Headline => self.say("card.full-in-headline", &[]),
            Role::Subhead => self.say("card.full-in-subhead", &[]),
            Role::Caption => self.say("card.full-in-caption", &[]),
            _ => {
                let counted = |role| matches!(role, Role::Body | Role::Embedded | Role::Dateline);
                let before = blocks[..=at].iter().filter(|b| counted(b.role));
                let number = before.count().max(1).to_string();
                self.say("card.full-in-paragraph", &[&number])
            }
        };
        let target = crate::features::Location::span(self.path.into(), full);
        Some(Line { parts: vec![Part::Link { text: words, target }] })
    }

    fn names(&self, entity: &Entity) -> Vec<Line> {
        let mut out = vec![Line::strong(entity.name(self.language))];
        out.extend(other_name(self.language, entity).map(|n| Line::text(clean(n))));
        let more: Vec<_> = entity
            .names
            .values()
            .filter(|n| **n != entity.ar && **n != entity.en && !n.contains('.'))
            .take(NAMES)
            .map(|n| isolate(&clean(n)))
            .collect();
        if !more.is_empty() {
            out.push(Line::text(self.say("card.names", &[&more.join(" · ")])));
        }
        out
    }

    fn person(&self, person: &Entity) -> Vec<Line> {
        let offices = self.offices(person);
        let mut out: Vec<_> = offices.iter().map(|(_, line)| line.clone()).collect();
        let said = offices.iter().any(|(t, _)| Some(&t.of) == person.country.as_ref());
        let about = self.about(person);
        let class = self.class(person).filter(|_| offices.is_empty() && about.is_none());
        let country = self.entity_of(person.country.as_ref()).filter(|_| !said).map(|c| self.entity_link(&c));
        out.extend(about);
        out.extend(joined(class, country));
        out
    }

    /// The offices held on the article's day, else the last before it, else the next after it.
    fn offices<'p>(&self, person: &'p Entity) -> Vec<(&'p Tenure, Line)> {
        let words = |tenure: &Tenure| {
            let knowledge = self.snapshot.knowledge();
            let office = knowledge.office_of(person, &tenure.title, tenure.of.as_str(), self.language);
            with_tenure(self.language, &opening(&clean(&office)), tenure)
        };
        let offices = &person.offices;
        let Some(date) = self.date else {
            let last = offices.iter().max_by_key(|t| (t.to.is_none(), t.from));
            return last.map(|t| (t, Line::text(words(t)))).into_iter().collect();
        };
        let mut held: Vec<_> = offices.iter().filter(|t| t.held_on(date)).collect();
        // Leader and supreme leader of one state are one office to a reader.
        let group = |t: &Tenure| Titles::get().group_of(&t.title).to_owned();
        let mut seen: Vec<_> = Vec::new();
        held.retain(|t| {
            let office = (group(t), t.of.clone());
            let new = !seen.contains(&office);
            seen.push(office);
            new
        });
        let held: Vec<_> = held.into_iter().map(|t| (t, Line::text(words(t)))).collect();
        let mut over: Vec<_> =
            offices.iter().filter(|t| t.to.is_some_and(|to| to.last_day() < date)).collect();
        over.sort_by_key(|t| std::cmp::Reverse((t.to, t.from)));
        let shown = over.into_iter().filter(|t| !seen.contains(&(group(t), t.of.clone()))).take(FORMER);
        let former = shown.map(|t| (t, Line::text(self.say("card.after-office", &[&words(t)]))));
        let out: Vec<_> = held.into_iter().chain(former).collect();
        if !out.is_empty() {
            return out;
        }
        let next = offices.iter().min_by_key(|t| t.from);
        let line = |t| Line::text(self.say("card.before-office", &[&words(t)]));
        next.map(|t| (t, line(t))).into_iter().collect()
    }

    fn place(&self, place: &Entity) -> Vec<Line> {
        let mut out = Vec::new();
        let country = self.entity_of(place.country.as_ref()).filter(|c| c.id != place.id);
        let within = self.entity_of(place.within.as_ref());
        let capital_of =
            [&country, &within].into_iter().flatten().find(|c| c.capital.as_ref() == Some(&place.id));
        let inside = within.as_ref().or(country.as_ref());
        match (capital_of, self.class(place), inside) {
            (Some(state), ..) => out.push(self.line("card.capital-of", &[self.entity_link(state)])),
            (None, Some(class), Some(inside)) => {
                let parts = [Part::Text(class), self.entity_link(inside)];
                out.push(self.line("card.in", &parts));
            }
            (None, class, inside) => {
                let inside = inside.map(|i| self.entity_link(i));
                out.extend(joined(class, inside));
            }
        }
        if let (Some(within), Some(state)) = (&within, &country)
            && capital_of.is_none()
            && within.id != state.id
        {
            out.push(Line { parts: vec![self.entity_link(state)] });
        }
        out.extend(self.about(place));
        let capital = self.entity_of(place.capital.as_ref());
        out.extend(capital.map(|c| self.line("card.capital", &[self.entity_link(&c)])));
        out.extend(place.coordinates.map(|at| self.coordinates(at)));
        out.extend(self.map(place));
        out
    }

    /// Where it is, for those who want a map.
    fn map(&self, place: &Entity) -> Option<Line> {
        place.coordinates?;
        self.snapshot.settings(self.path).shown.map.filter(|wanted| *wanted)?;
        let text = self.say("card.map", &[&clean(place.name(self.language))]);
        Some(Line { parts: vec![Part::Map { text, id: place.id.clone() }] })
    }

    fn organisation(&self, body: &Entity) -> Vec<Line> {
        let country = self.entity_of(body.country.as_ref());
        let country = country.map(|c| self.entity_link(&c));
        let mut out: Vec<_> = joined(self.class(body), country).into_iter().collect();
        out.extend(self.about(body));
        let within = self.entity_of(body.within.as_ref());
        out.extend(within.map(|w| self.line("card.part-of", &[self.entity_link(&w)])));
        out
    }

    fn about(&self, entity: &Entity) -> Option<Line> {
        let about = entity.about.as_ref()?;
        let words = match self.language {
            Language::Ar => &about.ar,
            Language::En => &about.en,
        };
        (!words.is_empty()).then(|| Line::text(clean(words)))
    }

    /// What sort of thing it is, in words; nothing for a class isnad has no words for.
    fn class(&self, entity: &Entity) -> Option<String> {
        let key = format!("class.{}", entity.class);
        knows(&key).then(|| opening(&self.say(&key, &[])))
    }

    fn coordinates(&self, [latitude, longitude]: [f64; 2]) -> Line {
        let key = match (latitude < 0.0, longitude < 0.0) {
            (false, false) => "card.coordinates",
            (false, true) => "card.coordinates-nw",
            (true, false) => "card.coordinates-se",
            (true, true) => "card.coordinates-sw",
        };
        let degrees = |d: f64| format!("{:.2}", d.abs());
        Line::text(self.say(key, &[&degrees(latitude), &degrees(longitude)]))
    }
}

/// "وكالة أنباء · روسيا", or whichever of the two there is.
fn joined(what: Option<String>, whose: Option<Part>) -> Option<Line> {
    let mut line = Line::default();
    if let Some(what) = what {
        line.push_text(&what);
    }
    if let Some(whose) = whose {
        line.push_text(if line.parts.is_empty() { "" } else { " · " });
        line.parts.push(whose);
    }
    (!line.parts.is_empty()).then_some(line)
}
