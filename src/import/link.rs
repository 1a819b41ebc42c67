//! What ties imported entries to the built-in ones: the same entity in both, states by their codes,
//! posts as offices.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::draft::Draft;
use crate::knowledge::titles::{OfficeOf, Titles};
use crate::knowledge::{Entity, EntityId, EntityKind, Knowledge};

/// How far apart, in degrees, two coordinates of one place can be; of a state, whose middle is anyone's
/// guess.
const NEAR: (f64, f64) = (0.7, 8.0);

/// Links found while reading. Their number is bounded by that of the built-in entries, of
/// offices, and of first-level divisions.
pub(super) struct Links {
    knowledge: Arc<Knowledge>,
    /// Ids of ours by ISO 3166 code.
    states: FxHashMap<&'static str, &'static str>,
    /// Ids of ours by those of the dump.
    same: FxHashMap<String, EntityId>,
    taken: FxHashSet<EntityId>,
    /// Ids of the dump by other codes of its.
    codes: FxHashMap<String, String>,
    /// Posts of the dump that are offices: title and body.
    posts: FxHashMap<String, (String, EntityId)>,
    /// Titles by their English words, longest first.
    titles: Vec<(String, String, OfficeOf)>,
}

impl Links {
    pub(super) fn new() -> Self {
        let states = include_str!("../../data/sources/states.psv").lines();
        let rows = states.filter(|row| !row.starts_with(['#', '@'])).map(|row| row.split('|'));
        let states = rows.filter_map(|mut cells| Some((cells.next()?, cells.next()?)));
        let mut titles: Vec<_> =
            Titles::get().list.iter().map(|t| (t.en.clone(), t.id.clone(), t.of)).collect();
        titles.sort_by_key(|(en, ..)| std::cmp::Reverse(en.len()));
        Self {
            knowledge: Knowledge::built_in(),
            states: states.filter(|(code, _)| code.len() == 2).collect(),
            same: FxHashMap::default(),
            taken: FxHashSet::default(),
            codes: FxHashMap::default(),
            posts: FxHashMap::default(),
            titles,
        }
    }

    /// Our id of the state with an ISO 3166 code in either case.
    pub(super) fn state(&self, code: &str) -> Option<&'static str> {
        self.states.get(code.to_ascii_uppercase().as_str()).copied()
    }

    /// Notes the id of the entity that a dump refers to by a code of another sort. A code has a space
    /// in it, so that it is never taken for an id.
    pub(super) fn note_code(&mut self, code: String, id: &str) {
        self.codes.insert(code, id.to_owned());
    }

    /// The id behind a reference: our own where a dump's is one of ours; nothing for a code that
    /// nobody has.
    pub(super) fn resolve<'i>(&'i self, reference: &'i str) -> Option<&'i str> {
        let id = self.codes.get(reference).map_or(reference, String::as_str);
        let ours = self.same.get(id).map_or(id, EntityId::as_str);
        (!ours.is_empty() && !ours.contains(' ')).then_some(ours)
    }

    /// The built-in entry that an imported one is.
    pub(super) fn same_as(&self, id: &str) -> Option<&EntityId> {
        self.same.get(id)
    }

    /// The office that a post is.
    pub(super) fn post(&self, id: &str) -> Option<&(String, EntityId)> {
        self.posts.get(id)
    }

    /// Notes a post whose English name ("Minister of Defence of Russia", or with a state given apart
    /// "Minister of Defence") is an office of a state or body that is built in.
    pub(super) fn note_post(&mut self, id: &str, english: &str, state: Option<&str>) {
        let words = english.to_lowercase().replace("defense", "defence");
        let office = self.titles.iter().find_map(|(en, title, of)| {
            let rest = words.strip_prefix(en.as_str())?;
            let body = match (rest, state) {
                ("", Some(state)) => self.knowledge.entity(state)?,
                _ => self.body(rest)?,
            };
            fits(*of, &body).then(|| (title.clone(), body.id.clone()))
        });
        if let Some(office) = office {
            self.posts.insert(id.to_owned(), office);
        }
    }

    /// The state or body behind " of the …", " for …" or in brackets.
    fn body(&self, rest: &str) -> Option<Arc<Entity>> {
        let bracketed = rest.strip_prefix(" (").and_then(|r| r.strip_suffix(')'));
        let name = bracketed.or_else(|| rest.strip_prefix(" of ")).or_else(|| rest.strip_prefix(" for "))?;
        let name = name.strip_prefix("the ").unwrap_or(name);
        let mut found = self.named(name).into_iter().filter(|e| e.kind != EntityKind::Person);
        found.next().filter(|_| found.next().is_none())
    }

    fn named(&self, name: &str) -> Vec<Arc<Entity>> {
        let mut out: Vec<Arc<Entity>> = Vec::new();
        for surface in self.knowledge.gazetteer().lookup(name) {
            if surface.form <= crate::knowledge::SurfaceForm::Weak
                && let Some(entity) = self.knowledge.at(surface.entity)
                && !out.iter().any(|e| e.id == entity.id)
            {
                out.push(Arc::clone(entity));
            }
        }
        out
    }

    /// Notes whether an imported entry is a built-in one. The first that is stays.
    pub(super) fn recognise(&mut self, draft: &Draft) {
        if let Some(ours) = self.ours(draft)
            && self.taken.insert(ours.id.clone())
        {
            self.same.insert(draft.id.clone(), ours.id.clone());
        }
    }

    fn ours(&self, draft: &Draft) -> Option<Arc<Entity>> {
        let english = draft.english().map(|en| self.named(en)).unwrap_or_default();
        let is_english = |e: &Arc<Entity>| english.iter().any(|other| other.id == e.id);
        let agrees = |e: &Arc<Entity>, words: usize| match draft.kind {
            EntityKind::Place => match (draft.coordinates(), e.coordinates) {
                (Some(a), Some(b)) => near(a, b, e.class == "state"),
                _ => is_english(e),
            },
            // Not two people of one name: the English one must agree, or be unknown to us.
            EntityKind::Person => {
                words > 1 && (is_english(e) || english.is_empty()) && self.same_state(draft, e)
            }
            EntityKind::Organisation => is_english(e) && self.same_state(draft, e),
        };
        draft.all_names().find_map(|name| {
            let words = name.split(' ').count();
            let found = self.named(name).into_iter();
            let mut fitting = found.filter(|e| e.kind == draft.kind && agrees(e, words));
            fitting.next().filter(|_| fitting.next().is_none())
        })
    }

    fn same_state(&self, draft: &Draft, ours: &Entity) -> bool {
        let theirs = self.resolve(draft.country()).filter(|id| self.knowledge.entity(id).is_some());
        theirs.zip(ours.country.as_ref()).is_none_or(|(a, b)| a == b.as_str())
    }
}

fn fits(of: OfficeOf, body: &Entity) -> bool {
    match of {
        OfficeOf::State => body.class == "state",
        OfficeOf::Body => body.kind == EntityKind::Organisation,
        OfficeOf::Any => true,
    }
}

fn near([lat_a, lon_a]: [f64; 2], [lat_b, lon_b]: [f64; 2], state: bool) -> bool {
    let limit = if state { NEAR.1 } else { NEAR.0 };
    let round = (lon_a - lon_b).abs();
    (lat_a - lat_b).abs() <= limit && round.min(360.0 - round) <= limit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_are_offices() {
        let mut links = Links::new();
        links.note_post("a", "Minister of Defense of Russia", None);
        links.note_post("b", "Minister of Defence", links.state("ru"));
        links.note_post("c", "President of the United States", None);
        links.note_post("d", "Minister of Silly Walks", None);
        let post = |id| links.post(id).map(|(title, of)| (title.as_str(), of.as_str().to_owned()));
        assert_eq!(post("a"), Some(("minister-of-defence", "russia".to_owned())));
        assert_eq!(post("b"), post("a"));
        assert_eq!(post("c"), Some(("head-of-state", "united-states".to_owned())));
        assert_eq!(post("d"), None);
    }
}
