//! Names somebody in full, with the office of the article's day or without, where a bare surname is the
//! first that is said of them.

use super::{ActionKind, CodeAction, Place, meet};
use crate::knowledge::{Entity, EntityKind};
use crate::names::MentionKind;
use crate::words::Language;

use super::super::markdown::clean;

const RULE: &str = "unintroduced-person";

pub(super) fn offer(place: &Place<'_>, out: &mut Vec<CodeAction>) {
    let mends = place.found(&[RULE]);
    if mends.is_empty() {
        return;
    }
    let here =
        place.analysis.mentions.iter().filter(|m| m.kind == MentionKind::Person && meet(m.span, place.span));
    for mention in here {
        let person = mention.entity.as_ref().and_then(|id| place.snapshot.knowledge().entity(id.as_str()));
        let Some(person) = person.filter(|p| p.kind == EntityKind::Person) else { continue };
        // In a hashtag no words are put in.
        if place.text[..mention.span.start].ends_with(['#', '_']) {
            continue;
        }
        let full = name(place, &person);
        let titled = office(place, &person).map(|office| format!("{office} {full}"));
        for (at, text) in titled.into_iter().chain([full]).enumerate() {
            out.push(CodeAction {
                title: place.title("mend.unintroduced-person", &text),
                kind: ActionKind::Fix,
                edits: vec![place.edit(mention.span, text)],
                command: None,
                preferred: at == 0,
                mends: mends.clone(),
            });
        }
    }
}

/// The whole name as the house writes it.
fn name(place: &Place<'_>, person: &Entity) -> String {
    let settings = place.snapshot.settings(&place.path);
    let house = settings.spelling.get(person.id.as_str()).filter(|name| name.contains(' '));
    clean(house.unwrap_or(&person.ar))
}

/// The office held on the day of publication, in Arabic.
fn office(place: &Place<'_>, person: &Entity) -> Option<String> {
    let day = place.analysis.published.date?;
    let held = person.offices.iter().find(|office| office.held_on(day))?;
    let knowledge = place.snapshot.knowledge();
    Some(clean(&knowledge.office_of(person, &held.title, held.of.as_str(), Language::Ar)))
}
