//! Who else stands in one sentence with somebody, and how often.

use std::cmp::Reverse;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::location::Location;
use crate::corpus::{Article, EntityKey};
use crate::names::MentionKind;

/// Somebody or something that stands beside an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Companion {
    /// Who or what.
    pub(super) id: EntityKey,
    /// How it is named there: by name, where it ever is.
    pub(super) kind: MentionKind,
    /// In how many sentences.
    pub(super) times: usize,
    /// Where it stands so in the article looked into first.
    pub(super) at: Location,
}

/// Companions as they are met, article by article.
#[derive(Clone, Debug, Default)]
pub(super) struct Company {
    met: FxHashMap<EntityKey, Companion>,
}

impl Company {
    /// Looks into an article for those who stand beside an id.
    pub(super) fn look_into(&mut self, article: &Article, id: &str) {
        let Some(named) = article.mentions_of(id) else {
            return;
        };
        let sentences: FxHashSet<u16> = named.mentions.iter().map(|m| m.sentence).collect();
        for other in article.entities.iter().filter(|e| e.id != named.id) {
            let beside = other.mentions.iter().filter(|m| sentences.contains(&m.sentence));
            let Some(kind) = beside.clone().map(|m| m.kind).min() else {
                continue;
            };
            let first = beside.clone().next().map(|m| m.span()).unwrap_or_default();
            let times = beside.map(|m| m.sentence).collect::<FxHashSet<_>>().len();
            let companion = self.met.entry(other.id.clone()).or_insert_with(|| Companion {
                id: other.id.clone(),
                kind,
                times: 0,
                at: Location::span(Arc::clone(&article.path), first),
            });
            companion.kind = companion.kind.min(kind);
            companion.times += times;
        }
    }

    /// All of them, the most frequent first.
    pub(super) fn all(self) -> Vec<Companion> {
        let mut out: Vec<_> = self.met.into_values().collect();
        out.sort_by(|a, b| (Reverse(a.times), &a.id).cmp(&(Reverse(b.times), &b.id)));
        out
    }
}
