//! What stands under the cursor.

use std::path::Path;
use std::sync::Arc;

use crate::corpus::{EntityKey, OpenArticle, Snapshot, id_of};
use crate::knowledge::Entity;
use crate::names::Mention;

/// A mention under the cursor, with the entity it names.
#[derive(Clone, Debug)]
pub(super) struct Subject<'s> {
    /// The article.
    pub(super) article: &'s OpenArticle,
    /// The mention.
    pub(super) mention: &'s Mention,
    /// The id it is indexed under.
    pub(super) id: EntityKey,
    /// Its entry, where there is one.
    pub(super) entity: Option<Arc<Entity>>,
}

/// The id of what is named at a byte offset of an open article.
pub fn entity_at(snapshot: &Snapshot, path: &Path, offset: usize) -> Option<EntityKey> {
    Subject::at(snapshot, path, offset).map(|subject| subject.id)
}

impl<'s> Subject<'s> {
    /// The mention at a byte offset of an open article.
    pub(super) fn at(snapshot: &'s Snapshot, path: &Path, offset: usize) -> Option<Self> {
        let article = snapshot.open(path)?;
        let mention = article.analysis.mention_at(offset)?;
        let id = id_of(mention, &article.text.text, path);
        let entity = snapshot.knowledge().entity(id.as_str());
        Some(Self { article, mention, id, entity })
    }
}
