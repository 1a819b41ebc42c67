//! Reading a segment where it lies: nothing is decoded before it is asked for.

use std::fmt;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::cache::Cache;
use super::layout::{
    CHECKED_FROM, HEADER, MAGIC, NAMED, Named, ROW, Row, SECTIONS, Section, VERSION, hash, sections,
    take_number, u32_at, u64_at,
};
use super::names::Names;
use super::record::{self, Strings};
use super::write::deed_hash;
use super::{Depth, Stamp};
use crate::analysis::{DeedKey, UNKNOWN_KEYS};
use crate::corpus::article::Article;
use crate::knowledge::Bytes;

/// Articles and the index over them, as bytes that do not change: a mapped file, or in memory.
pub(crate) struct Segment {
    bytes: Bytes,
    sections: [Range<usize>; SECTIONS],
    made_with: u64,
    /// Made when somebody first looks for one.
    names: OnceLock<Names>,
    /// Where ids were looked for and found, or the next one.
    found: Cache<String, Option<u32>>,
    /// Where marks of passages were looked for: the first row that is no smaller.
    marks: Cache<u64, u32>,
    /// Articles that were decoded before, by number: who writes asks of the same ones at each letter.
    decoded: Cache<u32, Option<Arc<Article>>>,
}

/// How many ids and marks are kept that were looked for.
const FOUND: usize = 4096;

/// How many decoded articles are kept: some megabytes at most.
const DECODED: usize = 512;

/// Why bytes are no segment of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum SegmentFault {
    /// Other bytes, or another layout.
    #[error("no index of this version")]
    Foreign,
    /// Cut short, or changed.
    #[error("damaged")]
    Damaged,
}

impl fmt::Debug for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Segment").field("articles", &self.len()).finish_non_exhaustive()
    }
}

impl Segment {
    /// Reads the header of a segment, whose contents the caller vouches for.
    ///
    /// # Errors
    /// Why the bytes are no segment.
    pub(crate) fn open(bytes: Bytes) -> Result<Self, SegmentFault> {
        let all = bytes.get();
        if !all.starts_with(&MAGIC) || u32_at(all, 8) != Some(VERSION) {
            return Err(SegmentFault::Foreign);
        }
        if u64_at(all, 16) != Some(all.len() as u64) || all.len() < HEADER {
            return Err(SegmentFault::Damaged);
        }
        let sections = sections(all).ok_or(SegmentFault::Damaged)?;
        let made_with = u64_at(all, 24).unwrap_or(0);
        Ok(Self {
            bytes,
            sections,
            made_with,
            names: OnceLock::new(),
            found: Cache::new(FOUND),
            marks: Cache::new(FOUND),
            decoded: Cache::new(DECODED),
        })
    }

    /// The checksum that a header tells of what follows [`CHECKED_FROM`].
    pub(crate) fn checksum(header: &[u8]) -> Option<u32> {
        u32_at(header, 12)
    }

    /// Where the part begins that the checksum covers.
    pub(crate) const CHECKED_FROM: usize = CHECKED_FROM;

    /// What it was made with.
    pub(crate) const fn made_with(&self) -> u64 {
        self.made_with
    }

    fn part(&self, section: Section) -> &[u8] {
        let range = self.sections.get(section as usize).cloned().unwrap_or_default();
        self.bytes.get().get(range).unwrap_or_default()
    }

    /// How many articles there are.
    pub(crate) fn len(&self) -> u32 {
        (self.part(Section::Articles).len() / ROW) as u32
    }

    fn row(&self, number: u32) -> Option<Row> {
        Row::read(self.part(Section::Articles), number)
    }

    /// The path of an article.
    pub(crate) fn path(&self, number: u32) -> Option<&str> {
        let (at, length) = self.row(number)?.path;
        let bytes = self.part(Section::Paths).get(at as usize..at as usize + length as usize)?;
        std::str::from_utf8(bytes).ok()
    }

    /// The day an article was published, in days since 1970.
    pub(crate) fn day(&self, number: u32) -> Option<i32> {
        Some(self.row(number)?.day)
    }

    /// What an article's file was when it was read, and how deep it was read.
    pub(crate) fn stamp(&self, number: u32) -> Option<(Stamp, Depth)> {
        let row = self.row(number)?;
        Some((row.stamp, if row.names_only { Depth::Names } else { Depth::Whole }))
    }

    /// The number of the article of a file.
    pub(crate) fn find(&self, path: &Path) -> Option<u32> {
        let path = path.to_str()?;
        let slots = self.part(Section::Slots);
        let mask = (slots.len() / 4).checked_sub(1)?;
        let mut at = hash(path.as_bytes()) as usize & mask;
        // No more looks than slots: in a damaged segment none need be empty.
        for _ in 0..=mask {
            let number = u32_at(slots, 4 * at)?.checked_sub(1)?;
            if self.path(number) == Some(path) {
                return Some(number);
            }
            at = (at + 1) & mask;
        }
        None
    }

    /// The articles in the order of their paths.
    pub(crate) fn by_path(&self) -> impl DoubleEndedIterator<Item = u32> {
        self.part(Section::ByPath).chunks_exact(4).filter_map(|n| u32_at(n, 0))
    }

    /// The articles in a folder; `None` where its path is no text.
    pub(crate) fn below(&self, folder: &Path) -> Option<impl Iterator<Item = u32>> {
        let folder = folder.to_str()?.trim_end_matches('/').as_bytes();
        let by_path = self.part(Section::ByPath);
        let number = move |at: u32| u32_at(by_path, 4 * at as usize);
        let path = move |at: u32| number(at).and_then(|n| self.path(n)).unwrap_or("").as_bytes();
        let low = first_not(self.len(), |at| super::path_order(path(at), folder).is_lt());
        let inside = move |at: &u32| path(*at).strip_prefix(folder).is_some_and(|p| p.starts_with(b"/"));
        Some(
            (low..self.len()).skip_while(move |at| path(*at) == folder).take_while(inside).filter_map(number),
        )
    }

    /// What is kept of an article that is likely to be asked for again.
    pub(crate) fn article_again(&self, number: u32) -> Option<Arc<Article>> {
        self.decoded.get(&number, || self.article(number).map(Arc::new))
    }

    /// What is kept of an article.
    pub(crate) fn article(&self, number: u32) -> Option<Article> {
        let row = self.row(number)?;
        let (at, length) = (usize::try_from(row.record.0).ok()?, row.record.1 as usize);
        let record = self.part(Section::Records).get(at..at.checked_add(length)?)?;
        record::decode(record, Arc::from(Path::new(self.path(number)?)), self)
    }

    fn entities(&self) -> u32 {
        (self.part(Section::Entities).len() / NAMED) as u32
    }

    /// The entities' numbers in the order of their ids.
    pub(crate) fn entities_by_id(&self) -> impl Iterator<Item = u32> {
        self.part(Section::ById).chunks_exact(4).filter_map(|n| u32_at(n, 0))
    }

    /// Where the ids lie that are of no knowledge file, in the order of ids: [`UNKNOWN_KEYS`].
    fn unknown(&self) -> Range<u32> {
        self.before(UNKNOWN_KEYS.start)..self.before(UNKNOWN_KEYS.end)
    }

    /// The numbers of the entities of the knowledge base, in the order of their ids.
    pub(crate) fn known(&self) -> impl Iterator<Item = u32> {
        let unknown = self.unknown();
        let known = (0..unknown.start).chain(unknown.end..self.entities());
        known.filter_map(|at| self.at(at))
    }

    /// The names that no knowledge file has.
    pub(crate) fn names(&self) -> &Names {
        let numbers = || self.unknown().filter_map(|at| self.at(at));
        self.names.get_or_init(|| Names::new(numbers().filter_map(|entity| Some((entity, self.id(entity)?)))))
    }

    /// The number of the entity at a place in the order of ids.
    fn at(&self, place: u32) -> Option<u32> {
        u32_at(self.part(Section::ById), 4 * place as usize)
    }

    /// How many ids come before this one.
    fn before(&self, id: &str) -> u32 {
        let id_at = |at| self.at(at).and_then(|entity| self.id(entity));
        first_not(self.entities(), |at| id_at(at).is_some_and(|other| other < id))
    }

    fn named(&self, entity: u32) -> Option<Named> {
        Named::read(self.part(Section::Entities), entity)
    }

    /// The number of the entity with an id; kept of those found before.
    pub(crate) fn find_entity(&self, id: &str) -> Option<u32> {
        let entity = self.found.get(id, || self.at(self.before(id)));
        entity.filter(|entity| self.id(*entity) == Some(id))
    }

    /// In how many articles an entity is named and how many times.
    pub(crate) fn counts(&self, entity: u32) -> (u32, u32) {
        self.named(entity).map_or((0, 0), |named| (named.articles, named.mentions))
    }

    /// The articles that name an entity, by number: newest first, undated last.
    pub(crate) fn naming(&self, entity: u32) -> impl Iterator<Item = u32> + use<'_> {
        let named = self.named(entity).unwrap_or_default();
        let mut rest = self.part(Section::Postings).get(named.postings as usize..).unwrap_or_default();
        let mut last = 0;
        (0..named.articles).map_while(move |_| {
            let (distance, behind) = take_number(rest)?;
            rest = behind;
            last += distance;
            Some(last)
        })
    }

    /// The number of the first article that is of a day or older: those before it are newer.
    pub(crate) fn first_until(&self, day: i32) -> u32 {
        first_not(self.len(), |number| self.day(number).is_some_and(|of| of > day))
    }

    /// How often an entity is named in each spelling, by spelling.
    pub(crate) fn spellings(&self, entity: u32) -> impl Iterator<Item = (&str, u32)> {
        let (first, count) = self.named(entity).unwrap_or_default().spellings;
        let rows = self.part(Section::Spellings);
        (first..first.saturating_add(count)).map_while(move |row| {
            let string = u32_at(rows, 8 * row as usize)?;
            Some((self.string(string)?, u32_at(rows, 8 * row as usize + 4)?))
        })
    }

    /// The spelling that an entity is named in most, how often, and how often in the next one: found by
    /// the counts, so that no other spelling is looked at.
    pub(crate) fn most_spelt(&self, entity: u32) -> Option<((&str, u32), u32)> {
        let (first, count) = self.named(entity)?.spellings;
        let rows = self.part(Section::Spellings).get(8 * first as usize..)?.get(..8 * count as usize)?;
        let (mut most, mut next) = ((0, 0), 0);
        for row in rows.chunks_exact(8) {
            let (string, count) = (u32_at(row, 0)?, u32_at(row, 4)?);
            if count > most.1 {
                next = std::mem::replace(&mut most, (string, count)).1;
            } else {
                next = next.max(count);
            }
        }
        Some(((self.string(most.0).filter(|_| most.1 > 0)?, most.1), next))
    }

    /// The articles that may tell of a deed.
    pub(crate) fn telling(&self, key: &DeedKey) -> impl Iterator<Item = u32> + use<'_> {
        let (rows, mark) = (self.part(Section::Deeds), deed_hash(key));
        marked(rows, first_marked(rows, mark), mark)
    }

    /// The articles that have a passage with a mark; where it lies is kept, as who writes asks of the same
    /// ones at each letter.
    pub(crate) fn sharing(&self, mark: u64) -> impl Iterator<Item = u32> + use<'_> {
        let rows = self.part(Section::Passages);
        let first = self.marks.get(&mark, || first_marked(rows, mark));
        marked(rows, first, mark)
    }
}

/// The first row whose mark is no smaller.
fn first_marked(rows: &[u8], mark: u64) -> u32 {
    let below = |row: u32| u64_at(rows, 12 * row as usize).is_some_and(|m| m < mark);
    first_not((rows.len() / 12) as u32, below)
}

/// The articles of the rows from one on that have a mark.
fn marked(rows: &[u8], first: u32, mark: u64) -> impl Iterator<Item = u32> + use<'_> {
    let at = move |row: u32| u64_at(rows, 12 * row as usize);
    let same = (first..).take_while(move |row| at(*row) == Some(mark));
    same.filter_map(move |row| u32_at(rows, 12 * row as usize + 8))
}

/// The first number below `count` that a condition does not hold for, which holds for all before it;
/// `count` where it holds for all.
fn first_not(count: u32, holds: impl Fn(u32) -> bool) -> u32 {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

impl Strings for Segment {
    fn string(&self, number: u32) -> Option<&str> {
        let ends = self.part(Section::StringEnds);
        let start = match number.checked_sub(1) {
            Some(before) => u32_at(ends, 4 * before as usize)?,
            None => 0,
        };
        let end = u32_at(ends, 4 * number as usize)?;
        std::str::from_utf8(self.part(Section::Strings).get(start as usize..end as usize)?).ok()
    }

    fn id(&self, number: u32) -> Option<&str> {
        self.string(self.named(number)?.id)
    }
}
