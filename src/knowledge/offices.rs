//! Offices over time: who held what on a day, and an office in words.

use std::sync::Arc;

use jiff::civil::Date;

use super::titles::{Title, Titles};
use super::women;
use super::{Entity, EntityKind, Knowledge, Tenure};
use crate::words::{Language, say};

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
        self.office(title, of, language, false)
    }

    /// An office in words as the office of one person: "وزيرة الدفاع الألمانية", "سفير روسيا لدى الأمم
    /// المتحدة".
    pub fn office_of(&self, person: &Entity, title: &str, of: &str, language: Language) -> String {
        let woman = women::is_woman(person.id.as_str());
        let own = self.office(title, of, language, woman);
        let country = person.country.as_ref().filter(|c| title == "ambassador" && c.as_str() != of);
        let country = country.and_then(|c| self.entity(c.as_str()));
        let (Some(country), Some(body)) = (country, self.entity(of)) else {
            return own;
        };
        let from = self.office(title, country.id.as_str(), language, woman);
        say(language, "office.to", &[&from, body.name(language)])
    }

    fn office(&self, title: &str, of: &str, language: Language, woman: bool) -> String {
        let lexicon = Titles::get();
        let of_deputy = || lexicon.by_id(title.strip_prefix("deputy-")?);
        let (title, deputy) = match (lexicon.by_id(title), of_deputy()) {
            (Some(title), _) => (title, false),
            (None, Some(title)) => (title, true),
            (None, None) => return of.to_owned(),
        };
        let body = self.entity(of);
        let own = match language {
            Language::Ar => arabic_office(&title.ar, body.as_deref(), woman && !deputy),
            Language::En => english_office(title, body.as_deref()),
        };
        match (deputy, woman) {
            (false, _) => own,
            (true, false) => say(language, "office.deputy", &[&own]),
            (true, true) => say(language, "office.deputy-woman", &[&own]),
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

fn arabic_office(title: &str, body: Option<&Entity>, woman: bool) -> String {
    let title = if woman { women::feminine(title) } else { title.to_owned() };
    let words = title.strip_suffix(" ل");
    let Some(body) = body else {
        return words.unwrap_or(&title).to_owned();
    };
    if let Some(words) = words {
        return match body.ar.strip_prefix("ال") {
            Some(rest) => format!("{words} لل{rest}"),
            None => format!("{words} ل{}", body.ar),
        };
    }
    match adjective(body, woman) {
        Some(adjective) if body.kind == EntityKind::Place && title.contains(" ال") => {
            format!("{title} {adjective}")
        }
        _ => format!("{title} {}", body.ar),
    }
}
