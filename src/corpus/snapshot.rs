//! What features read: the corpus at one moment.

use std::path::Path;
use std::sync::Arc;

use itertools::Itertools;
use jiff::civil::Date;

use super::archive::{self, Archive, Depth, Entry, Place, Stamp};
use super::article::Article;
use super::index::{Counts, Index};
use super::project::Project;
use super::read::{self, ReadFault};
use crate::analysis::{Analysis, EntityKey, KeyParts};
use crate::knowledge::Knowledge;
use crate::rules::OwnFindings;
use crate::settings::Settings;
use crate::text::LineIndex;
use crate::words::Language;

/// An article in the editor, as of one version.
#[derive(Clone, Debug)]
pub struct OpenArticle {
    /// The editor's version of the text.
    pub version: i32,
    /// Its text and lines.
    pub text: Text,
    /// What isnad knows of it.
    pub analysis: Analysis,
    /// What rules find in it by itself, where the workspace has ignores; else they are run when asked.
    pub findings: Option<OwnFindings>,
}

/// A text with its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The text.
    pub text: Arc<str>,
    /// Where its lines begin.
    pub lines: Arc<LineIndex>,
}

impl Text {
    /// A text and the lines in it.
    pub fn new(text: Arc<str>) -> Self {
        let lines = Arc::new(LineIndex::new(&text));
        Self { text, lines }
    }
}

/// An article that was read since the archive was made.
#[derive(Clone, Debug)]
pub(super) struct Recent {
    pub(super) article: Arc<Article>,
    pub(super) stamp: Stamp,
    pub(super) depth: Depth,
}

impl Recent {
    /// An article of which no file is known: of the editor, or for a run.
    pub(super) fn of_no_file(article: Article) -> Self {
        Self { article: Arc::new(article), stamp: Stamp::default(), depth: Depth::Whole }
    }
}

/// The corpus at one moment. A copy is cheap, and nothing that happens later changes it.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    pub(super) project: Arc<Project>,
    /// Most articles; none that is among the recent ones.
    pub(super) archive: Archive,
    pub(super) recent: imbl::OrdMap<Arc<Path>, Recent>,
    pub(super) open: imbl::OrdMap<Arc<Path>, Arc<OpenArticle>>,
    /// Settings and knowledge files in the editor, by path, with their version.
    pub(super) open_files: imbl::OrdMap<Arc<Path>, i32>,
    pub(super) faults: imbl::OrdMap<Arc<Path>, ReadFault>,
    /// The index over the recent articles.
    pub(super) index: Index,
    pub(super) settled: bool,
}

impl Snapshot {
    /// The workspace's settings and knowledge files.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// The knowledge in force.
    pub fn knowledge(&self) -> &Knowledge {
        self.project.knowledge()
    }

    /// The settings in force for a file.
    pub fn settings(&self, path: &Path) -> Arc<Settings> {
        self.project.settings(path)
    }

    /// The language to speak where a file is shown.
    pub fn language(&self, path: &Path) -> Language {
        self.project.language(path)
    }

    /// An article that is open in the editor.
    pub fn open(&self, path: &Path) -> Option<&Arc<OpenArticle>> {
        self.open.get(path)
    }

    /// The files open in the editor, articles and others, with their versions.
    pub fn open_paths(&self) -> impl Iterator<Item = (&Arc<Path>, i32)> {
        let articles = self.open.iter().map(|(path, a)| (path, a.version));
        articles.chain(self.open_files.iter().map(|(path, v)| (path, *v)))
    }

    /// The editor's version of a file that is open.
    pub fn version(&self, path: &Path) -> Option<i32> {
        let article = self.open.get(path).map(|a| a.version);
        article.or_else(|| self.open_files.get(path).copied())
    }

    /// What is kept of an article, open or not.
    pub fn article(&self, path: &Path) -> Option<Arc<Article>> {
        if let Some(recent) = self.recent.get(path) {
            return Some(Arc::clone(&recent.article));
        }
        self.archive.find(path).and_then(|place| self.archive.article(place)).map(Arc::new)
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.archive.len() + self.recent.len()
    }

    /// Whether there is no article.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All articles, ordered by path. Each is decoded when its turn comes: for a query about one name
    /// there is [`Self::naming`].
    pub fn articles(&self) -> impl Iterator<Item = Arc<Article>> {
        self.listed().filter_map(Named::article)
    }

    /// All articles, ordered by path, not yet decoded.
    pub fn listed(&self) -> impl Iterator<Item = Named<'_>> {
        let recent = self.recent.iter().map(|(path, recent)| Named::recent(path, &recent.article));
        let archived = self.archive.by_path().map(|entry| Named::archived(self, entry));
        recent.merge_by(archived, |a, b| a.path < b.path)
    }

    /// All articles, newest first, undated ones last, not yet decoded.
    pub fn newest(&self) -> Vec<Named<'_>> {
        let recent = self.recent.iter().map(|(path, recent)| Named::recent(path, &recent.article));
        let archived = self.archive.by_path().map(|entry| Named::archived(self, entry));
        let mut all: Vec<_> = recent.chain(archived).collect();
        all.sort_unstable_by(|a, b| a.rank().cmp(&b.rank()));
        all
    }

    /// The articles that name an entity, newest first, undated ones last, not yet decoded.
    pub fn naming<'a>(&'a self, id: &str) -> impl Iterator<Item = Named<'a>> + use<'a> {
        let recent = self.index.articles(id).filter_map(|path| self.named_recent(path));
        let archived = self.archive.naming(id).map(|entry| Named::archived(self, entry));
        recent.merge_by(archived, |a, b| a.rank() < b.rank())
    }

    fn named_recent(&self, path: &Path) -> Option<Named<'_>> {
        let recent = self.recent.get(path)?;
        Some(Named::recent(&recent.article.path, &recent.article))
    }

    /// The articles that name an entity, oldest first, undated ones last, not yet decoded.
    pub fn naming_oldest<'a>(&'a self, id: &str) -> impl Iterator<Item = Named<'a>> + use<'a> {
        let recent = self.index.oldest(id).filter_map(|path| self.named_recent(path));
        let archived = self.archive.naming_oldest(id).map(|entry| Named::archived(self, entry));
        let key = |named: &Named<'a>| (!named.is_dated(), named.day, named.path);
        recent.merge_by(archived, move |a, b| key(a) < key(b))
    }

    /// The articles that name an entity, but for one file, `count` at most: those nearest in time to a
    /// day, the newest where there is no day; undated ones last.
    pub fn naming_nearest(&self, id: &str, day: Option<Date>, but: &Path, count: usize) -> Vec<Named<'_>> {
        let Some(day) = day else {
            return self.naming(id).filter(|named| named.path != but).take(count).collect();
        };
        // One more: the file that is left out may be among them.
        let recent =
            self.index.near(id, day, count + 1).into_iter().filter_map(|path| self.named_recent(path));
        let archived = self.archive.naming_near(id, archive::day(day), count + 1);
        let archived = archived.into_iter().map(|entry| Named::archived(self, entry));
        let near = recent.chain(archived).filter(|named| named.path != but);
        let distance = |named: &Named<'_>| {
            (!named.is_dated(), (i64::from(named.day) - i64::from(archive::day(day))).abs())
        };
        let mut near: Vec<_> = near.collect();
        near.sort_by(|a, b| (distance(a), a.rank()).cmp(&(distance(b), b.rank())));
        near.truncate(count);
        near
    }

    /// The articles that name an entity, newest first, undated ones last.
    pub fn mentioning<'a>(&'a self, id: &str) -> impl Iterator<Item = Arc<Article>> + use<'a> {
        self.naming(id).filter_map(Named::article)
    }

    /// How often an entity is named in the corpus.
    pub fn counts(&self, id: &str) -> Counts {
        self.index.counts(id) + self.archive.counts(id)
    }

    /// The ids of all entities that are named somewhere, in order; of names that mean somebody in
    /// one article alone not all.
    pub fn entities(&self) -> impl Iterator<Item = &str> {
        let recent = self.index.entities().map(EntityKey::as_str);
        recent.merge(self.archive.entities()).dedup()
    }

    /// The ids in [`Self::entities`] that are of the knowledge base, in order, and how often each is
    /// named.
    pub fn known_entities(&self) -> impl Iterator<Item = (&str, Counts)> {
        let recent = self.index.counted().filter(|(id, _)| KeyParts::of(id).is_known());
        merged(recent, self.archive.known())
    }

    /// The ids of the names that no knowledge file has, that mean the same in all articles and have
    /// letters in a row in their [words](KeyParts::unknown_words), in order, and how often each
    /// is named.
    pub fn unknown_names(&self, letters: &str) -> impl Iterator<Item = (&str, Counts)> {
        let has_them =
            move |id: &str| KeyParts::of(id).unknown_words().is_some_and(|words| words.contains(letters));
        let recent = self.index.counted().filter(move |(id, _)| has_them(id));
        merged(recent, self.archive.unknown(letters))
    }

    /// How often an entity of the knowledge base is named in each spelling, by spelling.
    pub fn spellings(&self, id: &str) -> Vec<(&str, u32)> {
        let recent = self.index.spellings(id).map(|(spelling, count)| (&**spelling, count));
        let all = recent.merge_by(self.archive.spellings(id), |a, b| a.0 <= b.0);
        all.coalesce(archive::added).collect()
    }

    /// Whether everything there is to read has been read.
    pub fn is_settled(&self) -> bool {
        self.settled
    }

    /// Why an article could not be read.
    pub fn fault(&self, path: &Path) -> Option<&ReadFault> {
        self.faults.get(path)
    }

    /// The files that should be articles and could not be read, ordered by path.
    pub fn faults(&self) -> impl Iterator<Item = &ReadFault> {
        self.faults.values()
    }

    /// The text of a file: the editor's, else that on disk now; `None` if it is gone.
    pub fn text(&self, path: &Path) -> Option<Text> {
        if let Some(article) = self.open.get(path) {
            return Some(article.text.clone());
        }
        if let Some(text) = self.project.text(path) {
            return Some(Text::new(Arc::clone(text)));
        }
        let text = read::read_article(path).ok()?;
        Some(Text::new(text.into()))
    }

    /// Puts an article in the place of what is kept of its file, which is given back.
    pub(super) fn put(&mut self, recent: Recent) -> Option<Arc<Article>> {
        let article = &recent.article;
        let old = if let Some(old) = self.recent.get(&article.path) {
            self.index.replace(&old.article, article);
            Some(Arc::clone(&old.article))
        } else {
            self.index.insert(article);
            self.archive.kill(&article.path).map(Arc::new)
        };
        self.recent.insert(Arc::clone(&article.path), recent);
        old
    }

    /// How many articles that are not open lie beside the archive.
    pub(super) fn beside(&self) -> usize {
        self.recent.len().saturating_sub(self.open.len())
    }

    /// What a file was when it was read as an article of the workspace; of one that is open that is not
    /// known.
    pub fn as_read(&self, path: &Path) -> Option<Stamp> {
        self.stamp(path).map(|(stamp, _)| stamp).filter(|stamp| *stamp != Stamp::default())
    }

    /// Whether a file was read as an article of the workspace; of one that is open that is not known.
    pub(super) fn was_read(&self, path: &Path) -> bool {
        self.as_read(path).is_some()
    }

    /// What a file was when it was read, and how deep it was read; `None` for one that is open.
    pub(super) fn stamp(&self, path: &Path) -> Option<(Stamp, Depth)> {
        match self.recent.get(path) {
            Some(recent) => Some((recent.stamp, recent.depth)),
            None => self.archive.stamp(self.archive.find(path)?),
        }
    }
}

/// What recent articles and the archive name, by id.
fn merged<'a>(
    recent: impl Iterator<Item = (&'a str, Counts)>,
    archived: impl Iterator<Item = (&'a str, Counts)>,
) -> impl Iterator<Item = (&'a str, Counts)> {
    recent.merge_by(archived, |a, b| a.0 <= b.0).coalesce(archive::added)
}

/// An article that names something: when it was published and where it lies; decoded when asked.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    day: i32,
    /// Its file.
    pub path: &'a Path,
    found: Found<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Found<'a> {
    Recent(&'a Arc<Article>),
    Archived(&'a Archive, Place),
}

impl<'a> Named<'a> {
    fn recent(path: &'a Path, article: &'a Arc<Article>) -> Self {
        let day = article.published.date.map_or(archive::UNDATED, archive::day);
        Self { day, path, found: Found::Recent(article) }
    }

    fn archived(snapshot: &'a Snapshot, entry: Entry<'a>) -> Self {
        let found = Found::Archived(&snapshot.archive, entry.place);
        Self { day: entry.day, path: Path::new(entry.path), found }
    }

    /// Whether the day of its publication is known.
    pub fn is_dated(&self) -> bool {
        self.day != archive::UNDATED
    }

    /// What it is sorted by: newest first, undated last, then by path.
    pub fn rank(&self) -> (std::cmp::Reverse<i32>, &'a Path) {
        (std::cmp::Reverse(self.day), self.path)
    }

    /// What is kept of it.
    pub fn article(self) -> Option<Arc<Article>> {
        match self.found {
            Found::Recent(article) => Some(Arc::clone(article)),
            Found::Archived(archive, place) => archive.article(place).map(Arc::new),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::analysis::{Metadata, analyse};
    use crate::knowledge::{Bytes, Knowledge};

    /// Articles that name a city, on few days, some on none; in turns in one segment, in another and
    /// read since.
    fn articles() -> Snapshot {
        let mut snapshot = Snapshot::default();
        let mut segments: [archive::SegmentWriter; 2] = Default::default();
        for n in 0..40_i8 {
            let day = n % 7;
            let configured = (day > 0).then(|| date(2023, 9, day * 4));
            let text = "خبر من بيونغ يانغ";
            let analysis =
                analyse(text, &Metadata { configured, ..Metadata::default() }, &Knowledge::built_in());
            let path: Arc<Path> = Path::new(&format!("/w/{}.txt", i32::from(n) * 17 % 40)).into();
            let article = Article::new(path, text, &analysis);
            if let Some(writer) = segments.get_mut(usize::from(n.unsigned_abs()) % 3) {
                writer.add(&article, Stamp::default(), Depth::Whole);
            } else {
                snapshot.put(Recent::of_no_file(article));
            }
        }
        for writer in segments {
            let segment = archive::Segment::open(Bytes::new(writer.finish(1))).unwrap();
            snapshot.archive.add(Arc::new(segment));
        }
        snapshot.archive.kill(Path::new("/w/0.txt"));
        snapshot
    }

    #[test]
    fn the_oldest_and_the_nearest_are_those_a_look_at_all_finds() {
        let snapshot = articles();
        let all: Vec<_> = snapshot.naming("pyongyang").collect();
        assert_eq!(all.len(), 39);
        let days = [None, Some(date(2023, 9, 12)), Some(date(2023, 9, 26)), Some(date(2020, 1, 1))];
        let mut oldest = all.clone();
        oldest.sort_by_key(|named| (!named.is_dated(), named.day, named.path));
        let paths = |list: &[Named<'_>]| list.iter().map(|named| named.path.to_owned()).collect::<Vec<_>>();
        assert_eq!(paths(&snapshot.naming_oldest("pyongyang").collect::<Vec<_>>()), paths(&oldest));
        for (day, but, count) in itertools::iproduct!(days, ["/w/17.txt", "/w/none.txt"], [0, 1, 3, 12, 60]) {
            let distance = |named: &Named<'_>| {
                let days = |day: Date| (i64::from(named.day) - i64::from(archive::day(day))).abs();
                (!named.is_dated(), day.map_or(0, days))
            };
            let mut wanted: Vec<_> = all.iter().filter(|named| named.path != Path::new(but)).collect();
            wanted.sort_by_key(|named| (distance(named), named.rank()));
            let wanted: Vec<_> = wanted.iter().take(count).map(|named| named.path).collect();
            let found = snapshot.naming_nearest("pyongyang", day, Path::new(but), count);
            let found: Vec<_> = found.iter().map(|named| named.path).collect();
            assert_eq!(found, wanted, "{day:?} {but} {count}");
        }
    }
}
