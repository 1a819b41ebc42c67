//! Articles in compact form, most of the corpus: segments of bytes that are read where they lie, and
//! which of their articles have been superseded. Start reading from [`Archive`].
//!
//! A segment never changes. What happens to an article after its segment was made is kept beside it
//! (`super::index`), and its place in the segment is marked dead. The index file of a workspace is one
//! segment; while a folder is read for the first time there are several, in memory.

mod cache;
mod layout;
mod names;
mod record;
mod segment;
mod write;

use std::cmp::Ordering;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use itertools::Itertools;

use super::article::Article;
use super::index::{Counts, days_in_turn, whole_days};
use crate::analysis::DeedKey;
pub(in crate::corpus) use layout::UNDATED;
pub(in crate::corpus) use record::day;
pub(crate) use segment::{Segment, SegmentFault};
pub(crate) use write::SegmentWriter;

/// What a file was when it was read: where any of it differs, the file is read again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// Its length in bytes.
    pub length: u32,
    /// When it was last changed, in nanoseconds since 1970; 0 where it may have changed again within
    /// the clock's tick, so that the file has to be read again.
    pub modified: i64,
    /// A hash of what the workspace says of it: its publication date.
    pub metadata: u64,
}

/// How much of an article has been read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// Names that the knowledge base has, and the publication date where it is stated.
    Names,
    /// Everything.
    #[default]
    Whole,
}

/// The order of paths: by their components, as `Path` has it.
pub(super) fn path_order(a: &[u8], b: &[u8]) -> Ordering {
    let separator_first = |byte: u8| if byte == b'/' { 0 } else { byte };
    match a.iter().zip(b).find(|(x, y)| x != y) {
        Some((&x, &y)) => separator_first(x).cmp(&separator_first(y)),
        None => a.len().cmp(&b.len()),
    }
}

/// A segment, and what of it no longer holds.
#[derive(Clone, Debug)]
struct Placed {
    segment: Arc<Segment>,
    dead: imbl::OrdSet<u32>,
    /// By entity: how many articles and mentions died with those.
    lost: imbl::HashMap<u32, (u32, u32)>,
    /// By entity and spelling: how many mentions died.
    unspelt: imbl::HashMap<(u32, Box<str>), u32>,
}

/// Where an article lies: its segment and its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    segment: usize,
    number: u32,
}

/// An article by what it is sorted by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'a> {
    /// The day of publication, in days since 1970.
    pub(super) day: i32,
    /// Its path.
    pub(super) path: &'a str,
    /// Where it lies.
    pub(super) place: Place,
}

/// The articles of the segments, but for those that died. A copy is cheap.
#[derive(Clone, Debug, Default)]
pub(crate) struct Archive {
    segments: Arc<Vec<Placed>>,
}

impl Archive {
    /// An archive of one segment.
    pub(crate) fn of(segment: Arc<Segment>) -> Self {
        let mut archive = Self::default();
        archive.add(segment);
        archive
    }

    /// Adds a segment none of whose articles are alive in another one.
    pub(crate) fn add(&mut self, segment: Arc<Segment>) {
        let placed = Placed {
            segment,
            dead: imbl::OrdSet::new(),
            lost: imbl::HashMap::new(),
            unspelt: imbl::HashMap::new(),
        };
        Arc::make_mut(&mut self.segments).push(placed);
    }

    /// Adds the articles of another archive, none of which is alive in this one.
    pub(super) fn append(&mut self, other: &Self) {
        Arc::make_mut(&mut self.segments).extend(other.segments.iter().cloned());
    }

    /// Whether an article that is alive lies in a folder.
    pub(super) fn holds_below(&self, folder: &Path) -> bool {
        self.segments.iter().any(|placed| placed.below(folder).next().is_some())
    }

    /// The articles that are alive in a folder, by path within each segment.
    pub(super) fn below(&self, folder: &Path) -> Vec<PathBuf> {
        self.segments.iter().flat_map(|placed| placed.below(folder).map(PathBuf::from)).collect()
    }

    /// How many articles are alive.
    pub(super) fn len(&self) -> usize {
        self.segments.iter().map(|p| p.segment.len() as usize - p.dead.len()).sum()
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The article of a file, where it is alive.
    pub(super) fn find(&self, path: &Path) -> Option<Place> {
        self.segments.iter().enumerate().find_map(|(segment, placed)| {
            let number = placed.segment.find(path)?;
            (!placed.dead.contains(&number)).then_some(Place { segment, number })
        })
    }

    fn placed(&self, place: Place) -> Option<&Placed> {
        self.segments.get(place.segment)
    }

    /// What is kept of an article.
    pub(super) fn article(&self, place: Place) -> Option<Article> {
        self.placed(place)?.segment.article(place.number)
    }

    /// The same of an article that is likely to be asked for again.
    pub(super) fn article_again(&self, place: Place) -> Option<Arc<Article>> {
        self.placed(place)?.segment.article_again(place.number)
    }

    /// What an article's file was when it was read, and how deep it was read.
    pub(super) fn stamp(&self, place: Place) -> Option<(Stamp, Depth)> {
        self.placed(place)?.segment.stamp(place.number)
    }

    /// Marks the article of a file dead; gives what it was.
    pub(super) fn kill(&mut self, path: &Path) -> Option<Article> {
        let place = self.find(path)?;
        let article = self.article(place)?;
        let placed = Arc::make_mut(&mut self.segments).get_mut(place.segment)?;
        placed.dead.insert(place.number);
        for named in &article.entities {
            let Some(entity) = placed.segment.find_entity(named.id.as_str()) else {
                continue;
            };
            let (articles, mentions) = placed.lost.get(&entity).copied().unwrap_or_default();
            placed.lost.insert(entity, (articles + 1, mentions + named.mentions.len() as u32));
            for (spelling, count) in named.spelt() {
                *placed.unspelt.entry((entity, spelling.clone())).or_default() += count;
            }
        }
        Some(article)
    }

    /// How often an entity is named.
    pub(super) fn counts(&self, id: &str) -> Counts {
        let mut out = Counts::default();
        for placed in self.segments.iter() {
            let entity = placed.segment.find_entity(id);
            out = out + entity.map_or_else(Counts::default, |entity| placed.counts(entity));
        }
        out
    }

    /// The articles that name an entity, newest first, undated ones last, then by path.
    pub(super) fn naming<'a>(&'a self, id: &str) -> impl Iterator<Item = Entry<'a>> + use<'a> {
        let lists: Vec<_> = self
            .segments
            .iter()
            .enumerate()
            .filter_map(|(segment, placed)| {
                let entity = placed.segment.find_entity(id)?;
                Some(placed.segment.naming(entity).filter_map(move |number| placed.alive(segment, number)))
            })
            .collect();
        lists.into_iter().kmerge_by(|a, b| by_date(a, b) == Ordering::Less)
    }

    /// The articles that name an entity, oldest first, undated ones last, within a day by path.
    pub(super) fn naming_oldest<'a>(&'a self, id: &str) -> impl Iterator<Item = Entry<'a>> + use<'a> {
        let lists: Vec<_> = self
            .segments
            .iter()
            .enumerate()
            .map(|(at, placed)| {
                let mut dated = placed.naming(id);
                let undated =
                    dated.split_off(dated.partition_point(|n| *n < placed.segment.first_until(UNDATED)));
                let entry = move |number: u32| placed.alive(at, number);
                let dated = dated.into_iter().rev().filter_map(entry);
                days_in_turn(dated, |entry| entry.day).chain(undated.into_iter().filter_map(entry))
            })
            .collect();
        let key = |entry: &Entry<'_>| (entry.day == UNDATED, entry.day);
        lists.into_iter().kmerge_by(move |a, b| {
            let paths = || path_order(a.path.as_bytes(), b.path.as_bytes());
            key(a).cmp(&key(b)).then_with(paths) == Ordering::Less
        })
    }

    /// Of the articles that name an entity those nearest in time to a day, in no order: in each segment
    /// as [`whole_days`] has it on both sides; undated ones are farthest.
    pub(super) fn naming_near(&self, id: &str, day: i32, count: usize) -> Vec<Entry<'_>> {
        let near = self.segments.iter().enumerate().flat_map(|(at, placed)| {
            let numbers = placed.naming(id);
            let first = placed.segment.first_until(day);
            let (newer, older) = numbers.split_at(numbers.partition_point(|number| *number < first));
            let entry = |number: &u32| placed.alive(at, *number);
            let newer = newer.iter().rev().filter_map(entry).map(|entry| (entry.day, entry));
            let mut near = whole_days(newer, count);
            near.extend(older.iter().filter_map(entry).take(count));
            near
        });
        near.collect()
    }

    /// All articles, by path.
    pub(super) fn by_path(&self) -> impl Iterator<Item = Entry<'_>> {
        let lists = self.segments.iter().enumerate().map(|(segment, placed)| {
            placed.segment.by_path().filter_map(move |number| placed.alive(segment, number))
        });
        lists.kmerge_by(|a, b| path_order(a.path.as_bytes(), b.path.as_bytes()) == Ordering::Less)
    }

    /// The ids of all entities that are named somewhere, in order.
    pub(super) fn entities(&self) -> impl Iterator<Item = &str> {
        let lists = self.segments.iter().map(|placed| {
            let ids = placed.segment.entities_by_id();
            let alive = ids.filter(|entity| placed.counts(*entity).articles > 0);
            alive.filter_map(|entity| record::Strings::id(&*placed.segment, entity))
        });
        lists.kmerge().dedup()
    }

    /// How often an entity is named in each spelling, by spelling.
    pub(super) fn spellings(&self, id: &str) -> impl Iterator<Item = (&str, u32)> {
        let lists = self.segments.iter().filter_map(|placed| {
            let entity = placed.segment.find_entity(id)?;
            let all = placed.segment.spellings(entity);
            Some(all.map(move |(s, count)| (s, count.saturating_sub(placed.unspelt(entity, s)))))
        });
        let all = lists.collect::<Vec<_>>().into_iter().kmerge_by(|a, b| a.0 < b.0);
        all.filter(|(_, count)| *count > 0).coalesce(added)
    }

    /// The spelling that an entity is named in most, and how often, where its lead is such that so many more
    /// or fewer mentions could not change it.
    pub(super) fn plainly_usual(&self, id: &str, others: u32) -> Option<(&str, u32)> {
        let named = self.segments.iter().filter_map(|placed| Some((placed, placed.segment.find_entity(id)?)));
        let (placed, entity) = named.exactly_one().ok()?;
        let ((spelling, most), next) = placed.segment.most_spelt(entity)?;
        let (_, lost) = placed.lost.get(&entity).copied().unwrap_or_default();
        let plain = most > next.saturating_add(lost).saturating_add(others);
        plain.then(|| (spelling, most - placed.unspelt(entity, spelling)))
    }

    /// The articles that may tell of a deed, in no order.
    pub(super) fn telling<'a>(&'a self, key: &DeedKey) -> impl Iterator<Item = Place> + use<'a> {
        let key = key.clone();
        self.alive(move |segment| segment.telling(&key))
    }

    /// The articles that have a passage with a mark, in no order.
    pub(super) fn sharing(&self, mark: u64) -> impl Iterator<Item = Entry<'_>> {
        let places = self.alive(move |segment| segment.sharing(mark));
        places.filter_map(|place| self.placed(place)?.entry(place.segment, place.number))
    }

    fn alive<'a, I: Iterator<Item = u32> + 'a>(
        &'a self,
        find: impl Fn(&'a Segment) -> I + 'a,
    ) -> impl Iterator<Item = Place> + 'a {
        self.segments.iter().enumerate().flat_map(move |(segment, placed)| {
            let alive = find(&placed.segment).filter(|number| !placed.dead.contains(number));
            alive.map(move |number| Place { segment, number })
        })
    }
}

/// Newest first, undated last, then by path.
pub(super) fn by_date(a: &Entry<'_>, b: &Entry<'_>) -> Ordering {
    b.day.cmp(&a.day).then_with(|| path_order(a.path.as_bytes(), b.path.as_bytes()))
}

/// An id or a spelling, and how often its entity is named.
type Counted<'a, T> = (&'a str, T);

/// Two lines of a list as one, where they are of one id or spelling.
pub(super) fn added<'a, T: std::ops::Add<Output = T>>(
    one: Counted<'a, T>,
    other: Counted<'a, T>,
) -> Result<Counted<'a, T>, (Counted<'a, T>, Counted<'a, T>)> {
    if one.0 == other.0 { Ok((one.0, one.1 + other.1)) } else { Err((one, other)) }
}

impl Placed {
    fn below(&self, folder: &Path) -> impl Iterator<Item = &str> {
        let below = self.segment.below(folder).into_iter().flatten();
        below.filter(|number| !self.dead.contains(number)).filter_map(|number| self.segment.path(number))
    }

    /// The articles that name an entity, newest first, whether or not they are alive.
    fn naming(&self, id: &str) -> Vec<u32> {
        self.segment.find_entity(id).map_or_else(Vec::new, |entity| self.segment.naming(entity).collect())
    }

    /// An article that is alive.
    fn alive(&self, segment: usize, number: u32) -> Option<Entry<'_>> {
        if self.dead.contains(&number) { None } else { self.entry(segment, number) }
    }

    fn entry(&self, segment: usize, number: u32) -> Option<Entry<'_>> {
        let (day, path) = (self.segment.day(number)?, self.segment.path(number)?);
        Some(Entry { day, path, place: Place { segment, number } })
    }

    /// How many mentions of an entity in a spelling died.
    fn unspelt(&self, entity: u32, spelling: &str) -> u32 {
        // Mostly nothing has died, and then no key need be made.
        let key = || (entity, spelling.into());
        if self.unspelt.is_empty() { 0 } else { self.unspelt.get(&key()).copied().unwrap_or(0) }
    }

    fn counts(&self, entity: u32) -> Counts {
        let (articles, mentions) = self.segment.counts(entity);
        let (lost_articles, lost_mentions) = self.lost.get(&entity).copied().unwrap_or_default();
        Counts {
            articles: articles.saturating_sub(lost_articles) as usize,
            mentions: mentions.saturating_sub(lost_mentions) as usize,
        }
    }
}

#[cfg(test)]
mod tests;
