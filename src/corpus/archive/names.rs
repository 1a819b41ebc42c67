//! The names of a segment that no knowledge file has, where they can be looked through at once:
//! somebody who types a name asks for them at every letter.

use itertools::Itertools;

use super::record::Strings;
use super::{Archive, Placed, added};
use crate::analysis::KeyParts;
use crate::corpus::index::Counts;
use crate::text::Roll;

/// Names, and whose they are; none that means somebody in one article alone.
#[derive(Debug, Default)]
pub(crate) struct Names {
    words: Roll,
    entities: Vec<u32>,
}

impl Names {
    /// The names among ids.
    pub(super) fn new<'i>(ids: impl Iterator<Item = (u32, &'i str)>) -> Self {
        let mut out = Self::default();
        for (entity, id) in ids {
            if let Some(words) = KeyParts::of(id).unknown_words() {
                out.words.push(words);
                out.entities.push(entity);
            }
        }
        out
    }

    /// The entities whose name has letters in a row, in the order of their ids.
    fn with(&self, letters: &str) -> impl Iterator<Item = u32> + use<'_> {
        self.words.with(letters).filter_map(|row| self.entities.get(row).copied())
    }
}

impl Archive {
    /// The ids of entities of the knowledge base that are named somewhere, in order, and how often.
    pub(in crate::corpus) fn known(&self) -> impl Iterator<Item = (&str, Counts)> {
        let lists = self.segments.iter().map(|placed| placed.counted(placed.segment.known()));
        lists.kmerge_by(|a, b| a.0 < b.0).coalesce(added)
    }

    /// The ids of names that no knowledge file has and that have letters in a row, in order, and how
    /// often each is named.
    pub(in crate::corpus) fn unknown(&self, letters: &str) -> impl Iterator<Item = (&str, Counts)> {
        let lists = self.segments.iter().map(|placed| placed.counted(placed.segment.names().with(letters)));
        lists.kmerge_by(|a, b| a.0 < b.0).coalesce(added)
    }
}

impl Placed {
    /// The ids of those of some entities that are still named, and how often.
    fn counted<'a>(
        &'a self,
        entities: impl Iterator<Item = u32> + 'a,
    ) -> impl Iterator<Item = (&'a str, Counts)> {
        let alive =
            entities.map(|entity| (entity, self.counts(entity))).filter(|(_, counts)| counts.articles > 0);
        alive.filter_map(|(entity, counts)| Some((self.segment.id(entity)?, counts)))
    }
}
