//! The names of knowledge entries by what is nearly one of them. Of the built-in entries `build.rs` makes it;
//! of a workspace's own it is made when they are read.

use serde::{Deserialize, Serialize};

use super::deletions::{DeletionIndex, Deletions};
use crate::knowledge::Entity;
use crate::text::fold::{fold, name_key};
use crate::text::lexicon::WordSet;

/// Letters a name has to have: in a shorter one, a letter tells little.
pub(super) const LETTERS: usize = 7;

/// Which names there are, and what finds them.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct NameIndex {
    /// The names in order: the number of the entity, and which of its names (its own, then its aliases).
    names: Vec<(u32, u16)>,
    /// Their places by their keys, whole and with a letter taken out.
    shorter: DeletionIndex,
    /// First and last words of names of several words.
    ends: WordSet,
}

impl NameIndex {
    /// The index of entities with their numbers.
    pub(crate) fn new<'e>(entities: impl Iterator<Item = (u32, &'e Entity)>) -> Self {
        let (mut names, mut shorter, mut ends) = (Vec::new(), Vec::new(), Vec::new());
        for (number, entity) in entities {
            let texts = std::iter::once(&entity.ar).chain(&entity.aliases).zip(0..);
            for (text, which) in texts.filter(|(text, _)| !entity.weak.contains(text)) {
                let folded = fold(text);
                let key = name_key(&folded);
                if key.is_ascii() || key.chars().count() < LETTERS {
                    continue;
                }
                let mut words = folded.split_whitespace();
                if let (Some(first), Some(last)) = (words.next(), words.next_back()) {
                    ends.extend([first, last].map(str::to_owned));
                }
                let at = names.len() as u32;
                shorter.extend(Deletions::of(&key).map(|hash| (hash, at)));
                names.push((number, which));
            }
        }
        Self { names, shorter: DeletionIndex::new(&shorter), ends: ends.into_iter().collect() }
    }

    /// Whether a folded word begins or ends a name of several words.
    pub(super) fn has_end(&self, word: &str) -> bool {
        self.ends.contains(word)
    }

    /// The names that may be an edit away from a key, and some by chance, in order: the number of the entity,
    /// and which of its names.
    pub(super) fn near(&self, key: &str) -> impl Iterator<Item = (u32, u16)> {
        let mut found: Vec<u32> = Vec::new();
        // Most workspaces have no names of their own.
        if !self.names.is_empty() {
            for hash in Deletions::of(key) {
                found.extend(self.shorter.at(hash));
            }
        }
        found.sort_unstable();
        found.dedup();
        found.into_iter().filter_map(|at| self.names.get(at as usize).copied())
    }
}
