//! Offices over time: who held what on a day, and an office in words.

use std::sync::Arc;

use jiff::civil::Date;

use super::titles::{Title, Titles};
use super::{Entity, EntityKind, Knowledge, Tenure};
use crate::words::Language;

/// A state's adjective with ال, feminine or masculine: الروسية, الكوري الشمالي.
pub(super) fn adjective(state: &Entity, feminine: bool) -> Option<String> {
    let base = state.demonym.first()?;
    let words = base.split(' ').map(|w| match (w.strip_suffix('ي'), feminine) {
        (Some(stem), true) => format!("ال{stem}ية"),
        _ => format!("ال{w}"),
    });
    Some(words.collect::<Vec<_>>().join(" "))
}

impl Knowledge {
    /// Who held the office on a day: all persons whose tenure takes it in.
    pub fn holders(&self, title: &str, of: &str, day: Date) -> Vec<Arc<Entity>> {
        let held = self.tenures(title, of).into_iter().filter(|(_, t)| t.held_on(day));
        held.map(|(person, _)| person).collect()
    }

    /// All tenures of an office, oldest first.
    pub fn tenures(&self, title: &str, of: &str) -> Vec<(Arc<Entity>, Tenure)> {
        let people = self.gazetteer().holders(title, of).into_iter().filter_map(|at| self.at(at));
        let of_person = |person: &Arc<Entity>| -> Vec<_> {
            let held = person.offices.iter().filter(|t| t.title == title && t.of.as_str() == of);
            held.map(|t| (Arc::clone(person), t.clone())).collect()
        };
        let mut out: Vec<_> = people.flat_map(of_person).collect();
        out.sort_by_key(|(_, t)| (t.from, t.to));
        out
    }

    /// An office in words: "وزير الدفاع الروسي", "نائب وزير الدفاع الروسي", "زعيم كوريا الشمالية",
    /// "minister of defence of Russia".
    pub fn office_name(&self, title: &str, of: &str, language: Language) -> String {
        let lexicon = Titles::get();
        let of_deputy = || lexicon.by_id(title.strip_prefix("deputy-")?);
        let (title, deputy) = match (lexicon.by_id(title), of_deputy()) {
            (Some(title), _) => (title, false),
            (None, Some(title)) => (title, true),
            (None, None) => return of.to_owned(),
        };
        let body = self.entity(of);
        let own = match language {
            Language::Ar => arabic_office(title, body.as_deref()),
            Language::En => english_office(title, body.as_deref()),
        };
        match (deputy, language) {
            (false, _) => own,
            (true, Language::Ar) => format!("نائب {own}"),
            (true, Language::En) => format!("deputy {own}"),
        }
    }
}

fn english_office(title: &Title, body: Option<&Entity>) -> String {
    let Some(body) = body else {
        return title.en.clone();
    };
    let joint = if title.id == "spokesperson" { "for" } else { "of" };
    format!("{} {joint} {}", title.en, body.en)
}

fn arabic_office(title: &Title, body: Option<&Entity>) -> String {
    let words = title.ar.strip_suffix(" ل");
    let Some(body) = body else {
        return words.unwrap_or(&title.ar).to_owned();
    };
    if let Some(words) = words {
        return match body.ar.strip_prefix("ال") {
            Some(rest) => format!("{words} لل{rest}"),
            None => format!("{words} ل{}", body.ar),
        };
    }
    match adjective(body, false) {
        Some(adjective) if body.kind == EntityKind::Place && title.ar.contains(" ال") => {
            format!("{} {adjective}", title.ar)
        }
        _ => format!("{} {}", title.ar, body.ar),
    }
}
