//! What the rules may know of the other articles of the corpus.

use std::path::Path;
use std::sync::Arc;

use super::index::Article;
use super::snapshot::Snapshot;
use crate::analysis::{Deed, DeedKey};
use crate::knowledge::EntityId;
use crate::rules::Others;
use crate::text::Passage;

/// All articles of a corpus but one.
#[derive(Clone, Copy, Debug)]
pub struct AllBut<'a> {
    snapshot: &'a Snapshot,
    path: &'a Path,
}

impl Snapshot {
    /// The articles beside this one, for the rules that look at it.
    pub fn others<'a>(&'a self, path: &'a Path) -> AllBut<'a> {
        AllBut { snapshot: self, path }
    }

    /// A corpus of these articles alone, with no project and nothing open: what a run over files
    /// knows of them.
    pub fn of_articles(articles: impl IntoIterator<Item = Article>) -> Self {
        let mut out = Self::default();
        for article in articles {
            if let Some(old) = out.articles.remove(&article.path) {
                out.index.remove(&old);
            }
            out.index.insert(&article);
            out.articles.insert(Arc::clone(&article.path), Arc::new(article));
        }
        out
    }
}

impl Others for AllBut<'_> {
    fn deeds(&self, key: &DeedKey) -> Vec<(Arc<Path>, Deed)> {
        let paths = self.snapshot.index.telling(key).filter(|path| ***path != *self.path);
        let articles = paths.filter_map(|path| self.snapshot.articles.get(path));
        let told = articles.flat_map(|article| {
            let deeds = article.deeds.iter().filter(|deed| deed.key == *key);
            deeds.map(|deed| (Arc::clone(&article.path), deed.clone()))
        });
        told.collect()
    }

    fn passages(&self, mark: u64, most: usize) -> Vec<(Arc<Path>, Passage)> {
        let paths = self.snapshot.index.sharing(mark).filter(|path| ***path != *self.path).take(most);
        let shared = paths.filter_map(|path| {
            let article = self.snapshot.articles.get(path)?;
            let passage = article.passages.iter().find(|p| p.mark == mark)?;
            Some((Arc::clone(path), *passage))
        });
        shared.collect()
    }

    fn names(&self, path: &Path, id: &EntityId) -> bool {
        self.snapshot.articles.get(path).is_some_and(|a| a.mentions_of(id.as_str()).is_some())
    }

    fn spellings(&self, entity: &EntityId) -> Vec<(Box<str>, usize)> {
        let own = self.snapshot.articles.get(self.path);
        let own = own.and_then(|article| article.mentions_of(entity.as_str()));
        let own_count = |spelling: &str| {
            let mut spelt = own.into_iter().flat_map(super::index::EntityMentions::spelt);
            spelt.find(|(s, _)| ***s == *spelling).map_or(0, |(_, count)| count)
        };
        let all = self.snapshot.index.spellings(entity.as_str());
        let others = all.map(|(s, count)| (s.clone(), count.saturating_sub(own_count(s)) as usize));
        others.filter(|(_, count)| *count > 0).collect()
    }
}
