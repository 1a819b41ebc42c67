//! Offices over time: who held what on a day, and an office in words.

use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::titles::{OfficeOf, Titles};
use super::{Entity, EntityId, EntityKind, Knowledge, Tenure};
use crate::words::Language;

/// Persons and the index of their tenure, by title and body.
pub(super) fn index(entities: &[Arc<Entity>]) -> FxHashMap<(String, EntityId), Vec<(u32, usize)>> {
    let mut out: FxHashMap<(String, EntityId), Vec<(u32, usize)>> = FxHashMap::default();
    for (at, entity) in entities.iter().enumerate() {
        for (i, tenure) in entity.offices.iter().enumerate() {
            out.entry((tenure.title.clone(), tenure.of.clone()))
                .or_default()
                .push((at as u32, i));
        }
    }
    out
}

/// A state's adjective with ال, feminine or masculine: الروسية, الكوري الشمالي.
pub(super) fn adjective(state: &Entity, feminine: bool) -> Option<String> {
    let base = state.demonym.first()?;
    let words = base
        .split(' ')
        .map(|w| match (w.strip_suffix('ي'), feminine) {
            (Some(stem), true) => format!("ال{stem}ية"),
            _ => format!("ال{w}"),
        });
    Some(words.collect::<Vec<_>>().join(" "))
}

impl Knowledge {
    /// Who held the office on a day: all persons whose tenure takes it in.
    pub fn holders(&self, title: &str, of: &str, day: Date) -> Vec<Arc<Entity>> {
        let held = self
            .tenures(title, of)
            .into_iter()
            .filter(|(_, t)| t.held_on(day));
        held.map(|(person, _)| person).collect()
    }

    /// All tenures of an office, oldest first.
    pub fn tenures(&self, title: &str, of: &str) -> Vec<(Arc<Entity>, Tenure)> {
        let found = self
            .offices
            .get(&(title.to_owned(), EntityId::from(of)))
            .into_iter()
            .flatten();
        let mut out: Vec<_> = found
            .filter_map(|&(at, i)| {
                let person = self.at(at)?;
                Some((person.clone(), person.offices.get(i)?.clone()))
            })
            .collect();
        out.sort_by_key(|(_, t)| (t.from, t.to));
        out
    }

    /// An office in words: "وزير الدفاع الروسي", "زعيم كوريا الشمالية", "minister of defence of Russia".
    pub fn office_name(&self, title: &str, of: &str, language: Language) -> String {
        let titles = Titles::get();
        let (Some(title), body) = (titles.by_id(title), self.entity(of)) else {
            return of.to_owned();
        };
        let Some(body) = body else {
            return if language == Language::Ar {
                title.ar.clone()
            } else {
                title.en.clone()
            };
        };
        if language == Language::En {
            return match title.of {
                OfficeOf::Body if title.id == "spokesperson" => {
                    format!("{} for {}", title.en, body.en)
                }
                _ => format!("{} of {}", title.en, body.en),
            };
        }
        let is_state = body.kind == EntityKind::Place;
        match adjective(&body, false) {
            Some(adjective) if is_state && title.ar.contains(" ال") => {
                format!("{} {adjective}", title.ar)
            }
            _ => format!("{} {}", title.ar, body.ar),
        }
    }
}
