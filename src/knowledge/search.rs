//! Finding entities by a piece of their name in any script.

use std::sync::Arc;

use itertools::Itertools;
use rustc_hash::FxHashSet;

use super::forms::name_key;
use super::{Entity, Knowledge};
use crate::text::Roll;
use crate::text::fold::{fold, name_letter};
use crate::text::slip::Slips;

/// How many imported entries a search gives at most: there can be millions.
const IMPORTED: usize = 100;

impl Knowledge {
    /// Entities whose names contain the query, best first (a whole name, then a name's beginning,
    /// then a word's), at most `limit`. Imported entries come last and are found by a name's beginning
    /// only. An empty query finds nothing.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Arc<Entity>> {
        let query = search_key(query);
        if query.is_empty() {
            return Vec::new();
        }
        let mut found = self.search_keys.get_or_init(|| SearchKeys::new(self)).find(self, &query);
        found.sort_by(|a, b| (a.0, &a.1.id).cmp(&(b.0, &b.1.id)));
        let mut out: Vec<_> = found.into_iter().take(limit).map(|(_, e)| e.clone()).collect();
        let more = self.gazetteer().imported_beginning(&query, IMPORTED.min(limit - out.len()));
        for entity in more.into_iter().cloned() {
            if !out.iter().any(|e| e.id == entity.id) {
                out.push(entity);
            }
        }
        out
    }
}

impl Knowledge {
    /// Entities that a query with a slip or two in it may mean, the likeliest first, at most `limit`;
    /// none for a short query. Imported entries are not among them.
    pub fn search_nearly(&self, query: &str, limit: usize) -> Vec<Arc<Entity>> {
        let Some(slips) = slips_of(query) else {
            return Vec::new();
        };
        let mut found = self.gazetteer().curated_with(&slips);
        found.sort_by(|a, b| (a.0, &a.1.id).cmp(&(b.0, &b.1.id)));
        let mut seen = FxHashSet::default();
        found.retain(|(_, entity)| seen.insert(&entity.id));
        found.into_iter().take(limit).map(|(_, entity)| entity.clone()).collect()
    }
}

/// A query as it may be looked for in the keys of names.
pub fn slips_of(query: &str) -> Option<Slips> {
    Slips::new(&String::from_utf8(name_key(query)).unwrap_or_default())
}

/// Every curated name as a search compares it: an editor asks anew at each letter.
#[derive(Debug, Default)]
pub(super) struct SearchKeys {
    keys: Roll,
    /// Whose each is; those of one entity stand together.
    entities: Vec<u32>,
}

impl SearchKeys {
    fn new(knowledge: &Knowledge) -> Self {
        let mut out = Self::default();
        for index in knowledge.gazetteer().curated() {
            let Some(entity) = knowledge.at(index) else { continue };
            let id = entity.id.as_str().replace('-', " ");
            for name in entity.spellings().chain([id.as_str()]) {
                out.keys.push(&search_key(name));
                out.entities.push(index);
            }
        }
        out
    }

    /// The entities one of whose names has a query in it, each with its best rank.
    fn find<'k>(&self, knowledge: &'k Knowledge, query: &str) -> Vec<(u8, &'k Arc<Entity>)> {
        let ranked = self.keys.with(query).filter_map(|row| {
            let rank = rank_name(self.keys.get(row)?, query)?;
            Some((rank, *self.entities.get(row)?))
        });
        let best = ranked.coalesce(|a, b| if a.1 == b.1 { Ok(a.min(b)) } else { Err((a, b)) });
        best.filter_map(|(rank, index)| Some((rank, knowledge.at(index)?))).collect()
    }
}

fn rank_name(name: &str, query: &str) -> Option<u8> {
    let at = name.find(query)?;
    Some(match at {
        0 if name.len() == query.len() => 0,
        0 => 1,
        _ if name[..at].ends_with(' ') => 2,
        _ => 3,
    })
}

fn search_key(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.collect::<Vec<_>>().join(" ").chars().map(name_letter).collect()
}
