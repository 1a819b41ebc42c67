//! Adds a name that no knowledge file has to the newsroom's own: an entry with what the article
//! tells of it, to be mended by a person.

use std::fmt::Write as _;

use super::own_file::{self, Unknown, quoted};
use super::{CodeAction, Place};
use crate::knowledge::titles::Titles;
use crate::knowledge::{EntityKind, Knowledge};
use crate::names::Introduction;
use crate::text::fold::{fold, name_letter};
use crate::text::romanise::{romanise, slug};
use crate::words::Language;

use super::super::in_words::opening;
use super::super::markdown::clean;

pub(super) fn offer(place: &Place<'_>, out: &mut Vec<CodeAction>) {
    for unknown in own_file::unknown(place) {
        let title = place.title("action.add-entry", &unknown.name);
        out.extend(own_file::add(place, title, &entry(place, &unknown)));
    }
}

/// The entry in TOML.
fn entry(place: &Place<'_>, unknown: &Unknown) -> String {
    let knowledge = place.snapshot.knowledge();
    let latin = in_latin(knowledge, unknown.kind, &unknown.name);
    let kind = kind_name(unknown.kind);
    let mut out = format!("[[{kind}]]\n");
    let mut field = |key: &str, value: &str| {
        let _ = writeln!(out, "{key} = {value}");
    };
    field("id", &quoted(&new_id(knowledge, &latin, kind)));
    field("class", &quoted(kind));
    field("ar", &quoted(&unknown.name));
    field("en", &quoted(&latin));
    if let Some(presented) = presented(place, unknown) {
        let state = presented.of.as_ref().and_then(|of| knowledge.entity(of.as_str()));
        let country =
            state.and_then(|e| if e.class == "state" { Some(e.id.clone()) } else { e.country.clone() });
        if let Some(country) = country {
            field("country", &quoted(country.as_str()));
        }
        let words = clean(presented.title.of(place.text));
        let english = in_english(knowledge, presented);
        field("about", &format!("{{ ar = {}, en = {} }}", quoted(&words), quoted(&english)));
    }
    out
}

/// A name in Latin letters, its words spelt as they usually are.
pub(in crate::features) fn in_latin(knowledge: &Knowledge, kind: EntityKind, name: &str) -> String {
    romanise(name, |word| usual(knowledge, kind, word))
}

const fn kind_name(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Place => "place",
        EntityKind::Organisation => "organisation",
    }
}

/// The title by which the article first presents the person.
fn presented<'a>(place: &Place<'a>, unknown: &Unknown) -> Option<&'a Introduction> {
    let name = fold(&unknown.name);
    let all = place.analysis.introductions.iter().filter(|i| i.person.is_none() && !i.former);
    let mut own = all.filter(|i| fold(&clean(i.span.of(place.text))) == name);
    own.next()
}

/// The office in English, where the title can be one alone.
fn in_english(knowledge: &Knowledge, presented: &Introduction) -> String {
    let (Some(of), [title]) = (&presented.of, presented.titles.as_slice()) else {
        return String::new();
    };
    let Some(title) = Titles::get().list.get(*title) else {
        return String::new();
    };
    let prefix = if presented.deputy { "deputy-" } else { "" };
    opening(&knowledge.office_name(&format!("{prefix}{}", title.id), of.as_str(), Language::En))
}

/// How a word of a name is usually written in Latin letters: as in most of the names that the
/// knowledge base has word for word in both.
fn usual(knowledge: &Knowledge, kind: EntityKind, word: &str) -> Option<String> {
    let key = |w: &str| fold(w).chars().map(name_letter).collect::<String>();
    let wanted = key(word);
    let mut found: Vec<(&str, usize)> = Vec::new();
    let pairs =
        knowledge.entities().filter(|e| e.kind == kind && e.ar.split(' ').count() == e.en.split(' ').count());
    // Most names do not have the word; a look at the bytes spares folding them.
    let last = word.chars().last()?;
    for entity in pairs.filter(|e| e.ar.contains(last)) {
        for (arabic, latin) in entity.ar.split(' ').zip(entity.en.split(' ')) {
            if arabic.chars().count() == word.chars().count() && key(arabic) == wanted {
                match found.iter_mut().find(|(l, _)| *l == latin) {
                    Some((_, n)) => *n += 1,
                    None => found.push((latin, 1)),
                }
            }
        }
    }
    // Of equally frequent ones the first in the files.
    let most = found.iter().map(|(_, n)| *n).max()?;
    found.into_iter().find(|(_, n)| *n == most).map(|(latin, _)| latin.to_owned())
}

/// An id that no entity has.
fn new_id(knowledge: &Knowledge, latin: &str, kind: &str) -> String {
    let base = slug(latin);
    let base = if base.is_empty() { kind.to_owned() } else { base };
    let numbered = (2..).map(|n| format!("{base}-{n}"));
    let mut ids = std::iter::once(base.clone()).chain(numbered);
    ids.find(|id| knowledge.entity(id).is_none()).unwrap_or(base)
}
