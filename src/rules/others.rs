//! What a rule may ask of the other articles of the corpus.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use crate::analysis::{Deed, DeedKey};
use crate::knowledge::EntityId;
use crate::text::Passage;

/// The other articles, as a rule sees them: facts, never texts. Whoever holds a corpus implements
/// it for one article of it, which is not among the others.
///
/// Each method answers in an order that hangs on the articles alone, so that a finding is the same
/// whatever the order in which they were read.
pub trait Others: fmt::Debug {
    /// The dated deeds with this key that the others tell of, by path and place.
    fn deeds(&self, key: &DeedKey) -> Vec<(Arc<Path>, Deed)>;

    /// The passages with this mark that the others have, by path, one an article and at most `most`.
    fn passages(&self, mark: u64, most: usize) -> Vec<(Arc<Path>, Passage)>;

    /// Whether another article names an entity.
    fn names(&self, path: &Path, id: &EntityId) -> bool;

    /// How often the others name an entity of the knowledge base by name in each spelling, by
    /// spelling.
    fn spellings(&self, entity: &EntityId) -> Vec<(&str, usize)>;

    /// The one of [`Self::spellings`] that is most frequent, the first of several.
    fn usual(&self, entity: &EntityId) -> Option<(&str, usize)>;
}

/// No other articles: what one that is looked at alone is given.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoOthers;

impl Others for NoOthers {
    fn deeds(&self, _: &DeedKey) -> Vec<(Arc<Path>, Deed)> {
        Vec::new()
    }

    fn passages(&self, _: u64, _: usize) -> Vec<(Arc<Path>, Passage)> {
        Vec::new()
    }

    fn names(&self, _: &Path, _: &EntityId) -> bool {
        false
    }

    fn spellings(&self, _: &EntityId) -> Vec<(&str, usize)> {
        Vec::new()
    }
    fn usual(&self, _: &EntityId) -> Option<(&str, usize)> {
        None
    }
}
