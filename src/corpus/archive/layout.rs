//! What stands where in a segment. All numbers are little-endian.
//!
//! | bytes | what |
//! | --- | --- |
//! | 0–7 | [`MAGIC`] |
//! | 8–11 | [`VERSION`] |
//! | 12–15 | CRC-32 of everything behind this field |
//! | 16–23 | length of the whole |
//! | 24–31 | what it was made with: the program, the knowledge |
//! | 32– | offset and length (8 bytes each) of every [`Section`], in the order of the enum |

use std::ops::Range;

/// The first bytes of a segment.
pub(super) const MAGIC: [u8; 8] = *b"isnad\x1aix";

/// The layout this program writes and reads; raised with every change to it.
pub(super) const VERSION: u32 = 2;

/// Where the part begins that the checksum covers.
pub(super) const CHECKED_FROM: usize = 16;

/// Parts of a segment. "By number" means in the order of publication, newest first, undated last,
/// then by path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// A [`Row`] for each article, by number.
    Articles,
    /// The articles' paths, one behind the other.
    Paths,
    /// Numbers of the articles (4 bytes each), in the order of their paths.
    ByPath,
    /// Slots (4 bytes each, a power of two of them) from the hash of a path to one more than the
    /// article's number; 0 for an empty slot.
    Slots,
    /// What is kept of each article, as `record` packs it.
    Records,
    /// Ids, spellings and titles, one behind the other.
    Strings,
    /// The end (4 bytes) of every string.
    StringEnds,
    /// A [`Named`] for each entity.
    Entities,
    /// Numbers of the entities (4 bytes each), in the order of their ids.
    ById,
    /// For each entity the numbers of its articles, each as the distance from the one before.
    Postings,
    /// How often each entity is spelt so: string and count (4 bytes each), by spelling.
    Spellings,
    /// The hash of a deed's key (8 bytes) and the article that tells it (4 bytes), in order.
    Deeds,
    /// The mark of a passage (8 bytes) and the article that has it (4 bytes), in order.
    Passages,
}

/// How many sections there are.
pub(super) const SECTIONS: usize = Section::Passages as usize + 1;

/// Length of the header.
pub(super) const HEADER: usize = 32 + 16 * SECTIONS;

/// The four bytes at an offset as a number.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// The eight bytes at an offset as a number.
pub(super) fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at.checked_add(8)?)?.try_into().ok()?))
}

/// An article's row.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Row {
    /// Where its path begins and how long it is.
    pub(super) path: (u32, u32),
    /// Where its record begins and how long it is.
    pub(super) record: (u64, u32),
    /// What its file was when it was read.
    pub(super) stamp: super::Stamp,
    /// The day it was published, in days since 1970; [`UNDATED`] where that is not known.
    pub(super) day: i32,
    /// Whether only its known names have been read so far.
    pub(super) names_only: bool,
}

/// The day of an article without one: behind all others.
pub(in crate::corpus) const UNDATED: i32 = i32::MIN;

/// Bytes of a [`Row`].
pub(super) const ROW: usize = 48;

impl Row {
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.path.0.to_le_bytes());
        out.extend(self.path.1.to_le_bytes());
        out.extend(self.record.0.to_le_bytes());
        out.extend(self.record.1.to_le_bytes());
        out.extend(self.stamp.length.to_le_bytes());
        out.extend(self.stamp.modified.to_le_bytes());
        out.extend(self.stamp.metadata.to_le_bytes());
        out.extend(self.day.to_le_bytes());
        out.extend(u32::from(self.names_only).to_le_bytes());
    }

    pub(super) fn read(rows: &[u8], number: u32) -> Option<Self> {
        let row = rows.get(number as usize * ROW..)?.get(..ROW)?;
        Some(Self {
            path: (u32_at(row, 0)?, u32_at(row, 4)?),
            record: (u64_at(row, 8)?, u32_at(row, 16)?),
            stamp: super::Stamp {
                length: u32_at(row, 20)?,
                modified: u64_at(row, 24)?.cast_signed(),
                metadata: u64_at(row, 32)?,
            },
            day: u32_at(row, 40)?.cast_signed(),
            names_only: u32_at(row, 44)? != 0,
        })
    }
}

/// An entity's row: its id's string, in how many articles it is named, how many times, and where
/// its postings and spellings lie.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Named {
    pub(super) id: u32,
    pub(super) articles: u32,
    pub(super) mentions: u32,
    pub(super) postings: u32,
    /// First row of `Spellings` and how many.
    pub(super) spellings: (u32, u32),
}

/// Bytes of a [`Named`].
pub(super) const NAMED: usize = 24;

impl Named {
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        for number in
            [self.id, self.articles, self.mentions, self.postings, self.spellings.0, self.spellings.1]
        {
            out.extend(number.to_le_bytes());
        }
    }

    pub(super) fn read(rows: &[u8], number: u32) -> Option<Self> {
        let row = rows.get(number as usize * NAMED..)?.get(..NAMED)?;
        let at = |i: usize| u32_at(row, 4 * i);
        Some(Self {
            id: at(0)?,
            articles: at(1)?,
            mentions: at(2)?,
            postings: at(3)?,
            spellings: (at(4)?, at(5)?),
        })
    }
}

/// Appends a number of seven bits a byte, the lowest first; the eighth bit says that more follow.
pub(super) fn put_number(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Reads a number that [`put_number`] wrote, and what follows it.
pub(super) fn take_number(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let mut out = 0;
    for (at, byte) in bytes.iter().enumerate().take(5) {
        out |= u32::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((out, bytes.get(at + 1..)?));
        }
    }
    None
}

/// The hash that paths and deeds are looked up by (FNV-1a, mixed so that the upper bits spread).
pub(super) fn hash(bytes: &[u8]) -> u64 {
    let fnv = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3));
    let mixed = (fnv ^ (fnv >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

/// Where the sections of a whole lie, read from its header; `None` where one lies outside.
pub(super) fn sections(bytes: &[u8]) -> Option<[Range<usize>; SECTIONS]> {
    let mut out = std::array::from_fn(|_| 0..0);
    for (i, range) in out.iter_mut().enumerate() {
        let at = usize::try_from(u64_at(bytes, 32 + 16 * i)?).ok()?;
        let length = usize::try_from(u64_at(bytes, 40 + 16 * i)?).ok()?;
        let end = at.checked_add(length)?;
        if end > bytes.len() {
            return None;
        }
        *range = at..end;
    }
    Some(out)
}
