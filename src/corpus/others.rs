//! What the rules may know of the other articles of the corpus.

use std::cell::OnceCell;
use std::path::Path;
use std::sync::Arc;

use super::archive::{Depth, Place, Stamp};
use super::article::{Article, EntityMentions};
use super::snapshot::{Recent, Snapshot};
use crate::analysis::{Deed, DeedKey};
use crate::knowledge::EntityId;
use crate::rules::Others;
use crate::text::Passage;

/// All articles of a corpus but one.
#[derive(Clone, Debug)]
pub struct AllBut<'a> {
    snapshot: &'a Snapshot,
    path: &'a Path,
    /// What is kept of that one, once somebody has asked.
    own: OnceCell<Option<Arc<Article>>>,
}

impl Snapshot {
    /// The articles beside this one, for the rules that look at it.
    pub fn others<'a>(&'a self, path: &'a Path) -> AllBut<'a> {
        AllBut { snapshot: self, path, own: OnceCell::new() }
    }

    /// A corpus of these articles alone, with no project and nothing open: what a run over files
    /// knows of them.
    pub fn of_articles(articles: impl IntoIterator<Item = Article>) -> Self {
        let mut out = Self::default();
        for article in articles {
            if let Some(old) = out.recent.remove(&article.path) {
                out.index.remove(&old.article);
            }
            out.index.insert(&article);
            let path = Arc::clone(&article.path);
            let recent = Recent { article: Arc::new(article), stamp: Stamp::default(), depth: Depth::Whole };
            out.recent.insert(path, recent);
        }
        out
    }
}

impl AllBut<'_> {
    /// What is kept of another article, which is likely to be asked for again.
    fn article_again(&self, path: &Path) -> Option<Arc<Article>> {
        let recent = self.snapshot.recent.get(path).map(|recent| Arc::clone(&recent.article));
        let archive = &self.snapshot.archive;
        recent.or_else(|| archive.find(path).and_then(|place| archive.article_again(place)))
    }

    /// The others among these articles of the archive and those read since, by path.
    fn others<'s>(
        &'s self,
        recent: impl Iterator<Item = &'s Arc<Path>>,
        archived: impl Iterator<Item = Place>,
    ) -> Vec<Arc<Article>> {
        let recent = recent.filter_map(|path| self.snapshot.recent.get(path));
        let recent = recent.map(|recent| Arc::clone(&recent.article));
        let archived = archived.filter_map(|place| self.snapshot.archive.article_again(place));
        let mut all: Vec<_> = recent.chain(archived).collect();
        all.retain(|article| *article.path != *self.path);
        all.sort_by(|a, b| a.path.cmp(&b.path));
        all
    }
}

impl Others for AllBut<'_> {
    fn deeds(&self, key: &DeedKey) -> Vec<(Arc<Path>, Deed)> {
        let (recent, archived) = (self.snapshot.index.telling(key), self.snapshot.archive.telling(key));
        let told = self.others(recent, archived).into_iter().flat_map(|article| {
            let deeds = article.deeds.iter().filter(|deed| deed.key == *key);
            deeds.map(|deed| (Arc::clone(&article.path), deed.clone())).collect::<Vec<_>>()
        });
        told.collect()
    }

    fn passages(&self, mark: u64, most: usize) -> Vec<(Arc<Path>, Passage)> {
        let recent = self.snapshot.index.sharing(mark).filter(|path| ***path != *self.path).take(most);
        let archived = self.snapshot.archive.sharing(mark);
        let mut archived: Vec<_> = archived.filter(|entry| Path::new(entry.path) != self.path).collect();
        archived.sort_by_key(|entry| Path::new(entry.path));
        archived.truncate(most);
        let shared = self.others(recent, archived.iter().map(|entry| entry.place)).into_iter();
        let shared = shared.filter_map(|article| {
            let passage = article.passages.iter().find(|p| p.mark == mark)?;
            Some((Arc::clone(&article.path), *passage))
        });
        shared.take(most).collect()
    }

    fn names(&self, path: &Path, id: &EntityId) -> bool {
        self.article_again(path).is_some_and(|a| a.mentions_of(id.as_str()).is_some())
    }

    fn spellings(&self, entity: &EntityId) -> Vec<(&str, usize)> {
        let own = self.own.get_or_init(|| self.snapshot.article(self.path));
        let own = own.as_ref().and_then(|article| article.mentions_of(entity.as_str()));
        let own_count = |spelling: &str| {
            let mut spelt = own.into_iter().flat_map(EntityMentions::spelt);
            spelt.find(|(s, _)| ***s == *spelling).map_or(0, |(_, count)| count)
        };
        let all = self.snapshot.spellings(entity.as_str()).into_iter();
        let others = all.map(|(s, count)| (s, count.saturating_sub(own_count(s)) as usize));
        others.filter(|(_, count)| *count > 0).collect()
    }
}
