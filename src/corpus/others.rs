//! What the rules may know of the other articles of the corpus.

use std::cell::OnceCell;
use std::path::Path;
use std::sync::Arc;

use super::archive::Place;
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
            out.put(Recent::of_no_file(article));
        }
        out
    }
}

impl AllBut<'_> {
    /// The mentions of an entity in the article itself.
    fn own(&self, entity: &EntityId) -> Option<&EntityMentions> {
        let own = self.own.get_or_init(|| self.snapshot.article(self.path));
        own.as_ref()?.mentions_of(entity.as_str())
    }

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
        let own = self.own(entity);
        let all = self.snapshot.spellings(entity.as_str()).into_iter();
        let others = all.map(|(s, count)| (s, count.saturating_sub(times(own, s)) as usize));
        others.filter(|(_, count)| *count > 0).collect()
    }

    fn usual(&self, entity: &EntityId) -> Option<(&str, usize)> {
        let own = self.own(entity);
        let recent = self.snapshot.index.counts(entity.as_str()).mentions;
        let unsure = recent + own.map_or(0, |own| own.mentions.len());
        // Mostly one spelling is far before all others, and those need not be looked at.
        let plain = self.snapshot.archive.plainly_usual(entity.as_str(), unsure as u32);
        let plain = plain.map(|(spelling, archived)| {
            let all = archived + self.snapshot.index.spelt(entity.as_str(), spelling);
            (spelling, all.saturating_sub(times(own, spelling)) as usize)
        });
        // The last of the most frequent ones from the back is the first of them.
        plain.or_else(|| self.spellings(entity).into_iter().rev().max_by_key(|(_, count)| *count))
    }
}

/// How often an article names an entity in a spelling.
fn times(own: Option<&EntityMentions>, spelling: &str) -> u32 {
    let mut spelt = own.into_iter().flat_map(EntityMentions::spelt);
    spelt.find(|(s, _)| ***s == *spelling).map_or(0, |(_, count)| count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Metadata, analyse};
    use crate::corpus::archive::{Archive, Depth, Segment, SegmentWriter, Stamp};
    use crate::knowledge::{Bytes, Knowledge};

    /// Articles in segments and beside them that spell a name in three ways.
    fn articles(segments: usize) -> Snapshot {
        let mut snapshot = Snapshot::default();
        let mut writers: Vec<SegmentWriter> = (0..segments).map(|_| SegmentWriter::default()).collect();
        for n in 0..60_usize {
            let name = ["كيم جونغ أون", "كيم جونغ أون", "كيم جونج أون", "كيم يونغ أون"][n % 4];
            let text = format!("قال {name} إنه باق. وأضاف {name} أنه سيبقى.");
            let analysis = analyse(&text, &Metadata::default(), &Knowledge::built_in());
            let path: Arc<Path> = Path::new(&format!("/w/{n}.txt")).into();
            let article = Article::new(path, &text, &analysis);
            if let Some(writer) = writers.get_mut(n / 25) {
                writer.add(&article, Stamp::default(), Depth::Whole);
            } else {
                snapshot.put(Recent::of_no_file(article));
            }
        }
        for writer in writers {
            let segment = Segment::open(Bytes::new(writer.finish(1))).unwrap();
            snapshot.archive.append(&Archive::of(Arc::new(segment)));
        }
        snapshot
    }

    #[test]
    fn the_usual_spelling_is_the_most_frequent_of_all() {
        let id = EntityId::from("kim-jong-un");
        for segments in [1, 2] {
            let mut snapshot = articles(segments);
            assert_eq!(snapshot.others(Path::new("/w/0.txt")).spellings(&id).len(), 3);
            // One after the other dies, those with the most frequent spelling first.
            for dead in (0..60).filter(|n| n % 4 < 2).chain((0..60).filter(|n| n % 4 >= 2)) {
                for path in ["/w/0.txt", "/w/2.txt", "/w/59.txt"] {
                    let others = snapshot.others(Path::new(path));
                    let all = others.spellings(&id);
                    let most = all.iter().map(|(_, count)| *count).max();
                    let first = all.iter().find(|(_, count)| Some(*count) == most).copied();
                    assert_eq!(others.usual(&id), first, "{segments} {dead} {path}");
                }
                snapshot.archive.kill(Path::new(&format!("/w/{dead}.txt")));
            }
        }
    }
}
