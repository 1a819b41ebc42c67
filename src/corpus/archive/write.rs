//! Making a segment.

use rustc_hash::FxHashMap;

use super::layout::{
    CHECKED_FROM, HEADER, MAGIC, Named, ROW, Row, SECTIONS, UNDATED, VERSION, hash, put_number,
};
use super::record::{self, Numbers};
use super::{Depth, Stamp};
use crate::analysis::DeedKey;
use crate::corpus::article::Article;

/// Collects articles, in any order, each once.
#[derive(Default)]
pub(crate) struct SegmentWriter {
    rows: Vec<Row>,
    paths: Vec<u8>,
    records: Vec<u8>,
    interned: Interned,
    /// By entity: the articles that name it and how often, and how often it is spelt so.
    postings: Vec<Posting>,
    deeds: Vec<(u64, u32)>,
    passages: Vec<(u64, u32)>,
}

#[derive(Default)]
struct Posting {
    articles: Vec<u32>,
    mentions: u32,
    spellings: FxHashMap<u32, u32>,
}

/// Strings and entities with the numbers they were given.
#[derive(Default)]
struct Interned {
    strings: Vec<u8>,
    ends: Vec<u32>,
    by_text: FxHashMap<Box<str>, u32>,
    /// The string of each entity's id.
    entities: Vec<u32>,
    by_id: FxHashMap<u32, u32>,
}

impl Numbers for Interned {
    fn string(&mut self, text: &str) -> u32 {
        if let Some(&known) = self.by_text.get(text) {
            return known;
        }
        let number = self.ends.len() as u32;
        self.strings.extend(text.as_bytes());
        self.ends.push(self.strings.len() as u32);
        self.by_text.insert(text.into(), number);
        number
    }

    fn id(&mut self, id: &str) -> u32 {
        let string = self.string(id);
        let next = self.entities.len() as u32;
        let number = *self.by_id.entry(string).or_insert(next);
        if number == next {
            self.entities.push(string);
        }
        number
    }
}

impl Interned {
    fn text(&self, number: u32) -> &[u8] {
        let end = |n: u32| self.ends.get(n as usize).map_or(0, |e| *e as usize);
        let start = number.checked_sub(1).map_or(0, end);
        self.strings.get(start..end(number)).unwrap_or_default()
    }
}

impl SegmentWriter {
    /// Takes an article; one whose path is no text is left out, and read anew at every start.
    pub(crate) fn add(&mut self, article: &Article, stamp: Stamp, depth: Depth) {
        let Some(path) = article.path.to_str() else {
            return;
        };
        let number = self.rows.len() as u32;
        let (path_at, record_at) = (self.paths.len() as u32, self.records.len());
        self.paths.extend(path.as_bytes());
        self.records = record::encode(article, &mut self.interned, std::mem::take(&mut self.records));
        self.rows.push(Row {
            path: (path_at, path.len() as u32),
            record: (record_at as u64, (self.records.len() - record_at) as u32),
            stamp,
            day: article.published.date.map_or(UNDATED, record::day),
            names_only: depth == Depth::Names,
        });
        self.post(article, number);
        self.deeds.extend(article.deeds.iter().map(|d| (deed_hash(&d.key), number)));
        self.passages.extend(article.passages.iter().map(|p| (p.mark, number)));
    }

    fn post(&mut self, article: &Article, number: u32) {
        for named in article.entities.iter().filter(|e| !e.id.is_local()) {
            let entity = self.interned.id(named.id.as_str()) as usize;
            if self.postings.len() <= entity {
                self.postings.resize_with(entity + 1, Posting::default);
            }
            let Some(posting) = self.postings.get_mut(entity) else {
                continue;
            };
            posting.articles.push(number);
            posting.mentions += named.mentions.len() as u32;
            for (spelling, count) in named.spelt() {
                *posting.spellings.entry(self.interned.string(spelling)).or_default() += count;
            }
        }
    }

    /// The segment's bytes. `made_with` tells the program and the knowledge it was made with.
    pub(crate) fn finish(mut self, made_with: u64) -> Vec<u8> {
        // A party of a deed may be named by no mention of its own article.
        self.postings.resize_with(self.interned.entities.len(), Posting::default);
        let order = self.order();
        let mut number_of = vec![0_u32; order.len()];
        for (number, &added) in order.iter().enumerate() {
            if let Some(slot) = number_of.get_mut(added as usize) {
                *slot = number as u32;
            }
        }
        let renumber = |added: u32| number_of.get(added as usize).copied().unwrap_or(0);
        let rows: Vec<Row> = order.iter().filter_map(|&a| self.rows.get(a as usize).copied()).collect();
        let (entities, postings, spellings) = self.entities(renumber);
        let (by_path, slots, by_id) = (self.by_path(&rows), self.slots(&rows), self.by_id());
        let mut written = Vec::with_capacity(rows.len() * ROW);
        for row in &rows {
            row.write(&mut written);
        }
        let deeds = marks(&mut self.deeds, renumber);
        let passages = marks(&mut self.passages, renumber);
        // In the order of `Section`.
        let sections = [
            written,
            self.paths,
            by_path,
            slots,
            self.records,
            self.interned.strings,
            numbers(&self.interned.ends),
            entities,
            by_id,
            postings,
            spellings,
            deeds,
            passages,
        ];
        join(made_with, &sections)
    }

    fn path(&self, row: &Row) -> &[u8] {
        let (at, length) = (row.path.0 as usize, row.path.1 as usize);
        self.paths.get(at..at + length).unwrap_or_default()
    }

    /// The articles as they were added, in the order of their numbers.
    fn order(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.rows.len() as u32).collect();
        let key = |added: u32| self.rows.get(added as usize).map(|row| (row.day, self.path(row)));
        order.sort_by(|&a, &b| match (key(a), key(b)) {
            (Some((day_a, path_a)), Some((day_b, path_b))) => {
                day_b.cmp(&day_a).then_with(|| super::path_order(path_a, path_b))
            }
            _ => a.cmp(&b),
        });
        order
    }

    fn by_path(&self, rows: &[Row]) -> Vec<u8> {
        let mut order: Vec<u32> = (0..rows.len() as u32).collect();
        let path = |number: u32| rows.get(number as usize).map_or(&[][..], |row| self.path(row));
        order.sort_by(|&a, &b| super::path_order(path(a), path(b)));
        numbers(&order)
    }

    fn slots(&self, rows: &[Row]) -> Vec<u8> {
        let mut slots = vec![0_u32; (rows.len() * 2).next_power_of_two()];
        let mask = slots.len() - 1;
        for (number, row) in rows.iter().enumerate() {
            let mut at = hash(self.path(row)) as usize & mask;
            while slots.get(at).is_some_and(|slot| *slot != 0) {
                at = (at + 1) & mask;
            }
            if let Some(slot) = slots.get_mut(at) {
                *slot = number as u32 + 1;
            }
        }
        numbers(&slots)
    }

    fn by_id(&self) -> Vec<u8> {
        let mut order: Vec<u32> = (0..self.interned.entities.len() as u32).collect();
        let id = |number: u32| {
            let string = self.interned.entities.get(number as usize).copied().unwrap_or(0);
            self.interned.text(string)
        };
        order.sort_by(|&a, &b| id(a).cmp(id(b)));
        numbers(&order)
    }

    /// The rows of the entities, their postings and their spellings.
    fn entities(&self, renumber: impl Fn(u32) -> u32 + Copy) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
        let (mut rows, mut postings, mut spellings) = (Vec::new(), Vec::new(), Vec::new());
        for (&id, posting) in self.interned.entities.iter().zip(&self.postings) {
            let mut spelt: Vec<_> = posting.spellings.iter().map(|(s, count)| (*s, *count)).collect();
            spelt.sort_by(|a, b| self.interned.text(a.0).cmp(self.interned.text(b.0)));
            let named = Named {
                id,
                articles: posting.articles.len() as u32,
                mentions: posting.mentions,
                postings: postings.len() as u32,
                spellings: ((spellings.len() / 8) as u32, spelt.len() as u32),
            };
            named.write(&mut rows);
            let mut articles: Vec<u32> = posting.articles.iter().map(|a| renumber(*a)).collect();
            articles.sort_unstable();
            let mut last = 0;
            for number in articles {
                put_number(number - std::mem::replace(&mut last, number), &mut postings);
            }
            for (string, count) in spelt {
                spellings.extend(string.to_le_bytes());
                spellings.extend(count.to_le_bytes());
            }
        }
        (rows, postings, spellings)
    }
}

/// The hash that articles are found by which tell of a deed.
pub(super) fn deed_hash(key: &DeedKey) -> u64 {
    let mut bytes = key.kind.as_bytes().to_vec();
    for party in &key.parties {
        bytes.push(0);
        bytes.extend(party.as_str().as_bytes());
    }
    hash(&bytes)
}

fn numbers(list: &[u32]) -> Vec<u8> {
    list.iter().flat_map(|n| n.to_le_bytes()).collect()
}

fn marks(list: &mut [(u64, u32)], renumber: impl Fn(u32) -> u32 + Copy) -> Vec<u8> {
    for (_, article) in list.iter_mut() {
        *article = renumber(*article);
    }
    list.sort_unstable();
    let row = |(mark, article): &(u64, u32)| {
        let mut row = [0; 12];
        row[..8].copy_from_slice(&mark.to_le_bytes());
        row[8..].copy_from_slice(&article.to_le_bytes());
        row
    };
    list.iter().flat_map(row).collect()
}

/// The sections behind a header.
fn join(made_with: u64, sections: &[Vec<u8>; SECTIONS]) -> Vec<u8> {
    let length = HEADER + sections.iter().map(|s| s.len().next_multiple_of(8)).sum::<usize>();
    let mut out = Vec::with_capacity(length);
    out.extend(MAGIC);
    out.extend(VERSION.to_le_bytes());
    out.extend([0; 4]);
    out.extend((length as u64).to_le_bytes());
    out.extend(made_with.to_le_bytes());
    let mut at = HEADER;
    for section in sections {
        out.extend((at as u64).to_le_bytes());
        out.extend((section.len() as u64).to_le_bytes());
        at += section.len().next_multiple_of(8);
    }
    for section in sections {
        out.extend(section);
        out.resize(out.len().next_multiple_of(8), 0);
    }
    let checksum = crc32fast::hash(out.get(CHECKED_FROM..).unwrap_or_default());
    if let Some(field) = out.get_mut(12..16) {
        field.copy_from_slice(&checksum.to_le_bytes());
    }
    out
}
