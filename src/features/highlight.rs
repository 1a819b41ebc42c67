//! Document highlight: the same entity elsewhere in the article.

use std::path::Path;

use super::subject::Subject;
use crate::corpus::Snapshot;
use crate::text::Span;

/// The mentions in this article of what is named at a byte offset, in order.
pub fn highlight(snapshot: &Snapshot, path: &Path, offset: usize) -> Vec<Span> {
    let Some(subject) = Subject::at(snapshot, path, offset) else {
        return Vec::new();
    };
    let here = snapshot.article(path);
    let entity = here.as_ref().and_then(|a| a.mentions_of(subject.id.as_str()));
    entity.map_or_else(Vec::new, |e| e.mentions.iter().map(|m| m.span()).collect())
}
