//! What stands where in a compiled file. All numbers are little-endian.
//!
//! | bytes | what |
//! | --- | --- |
//! | 0–7 | [`MAGIC`] |
//! | 8–11 | [`VERSION`] |
//! | 12–15 | how many entities |
//! | 16–23 | length of the file |
//! | 24–27 | CRC-32 of everything behind the header |
//! | 28–31 | CRC-32 of the header without this field |
//! | 32– | offset and length (8 bytes each) of every [`Section`], in the order of the enum |
//! | last 8 | [`MAGIC`] again: what was filled from the front but not to its end has none |

use super::FlatFault;

/// The first bytes of a compiled file.
pub(super) const MAGIC: [u8; 8] = *b"isnad\x1akb";

/// The layout this program writes and reads; raised with every change to it, or to what the keys
/// are folded to.
pub(super) const VERSION: u32 = 1;

/// Parts of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// The entities one after the other, as `record` writes them.
    Records,
    /// The offset (8 bytes) of every record in its section.
    Starts,
    /// An automaton from the key of a surface form to the number of its first row in `Surfaces`.
    Forms,
    /// Rows of [`SURFACE_BYTES`].
    Surfaces,
    /// A table from an id to its entity.
    Ids,
    /// A table from a title and body to the people who hold or held the office.
    Offices,
    /// A table from the loose keys of a full name to its entities.
    Loose,
    /// A table from the first word of such a name.
    LooseFirst,
    /// Demonyms: entity (4 bytes), length (4 bytes), text.
    Demonyms,
    /// Names of the files the entries come from, each behind its length (4 bytes).
    Files,
}

/// How many sections there are.
pub(super) const SECTIONS: usize = Section::Files as usize + 1;

/// Length of the header.
pub(super) const HEADER: usize = 32 + 16 * SECTIONS;

/// A row of `Surfaces`: entity (4 bytes), form, words. The form's highest bit marks the last row of
/// its key.
pub(super) const SURFACE_BYTES: usize = 6;

/// The mark of a key's last row.
pub(super) const LAST: u8 = 0x80;

/// The header's contents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) entities: u32,
    pub(super) length: u64,
    pub(super) checksum: u32,
    /// Offset and length of each section.
    pub(super) sections: [(u64, u64); SECTIONS],
}

impl Header {
    pub(super) fn write(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(HEADER);
        out.extend(MAGIC);
        out.extend(VERSION.to_le_bytes());
        out.extend(self.entities.to_le_bytes());
        out.extend(self.length.to_le_bytes());
        out.extend(self.checksum.to_le_bytes());
        let sections: Vec<u8> = self
            .sections
            .iter()
            .flat_map(|(at, len)| [at.to_le_bytes(), len.to_le_bytes()].concat())
            .collect();
        out.extend(crc32fast::hash(&[out.as_slice(), &sections].concat()).to_le_bytes());
        out.extend(sections);
        out
    }

    /// Reads and checks a header against the length of the file it begins.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, FlatFault> {
        if !bytes.starts_with(&MAGIC) {
            return Err(FlatFault::Foreign);
        }
        let found = u32_at(bytes, 8).ok_or(FlatFault::Foreign)?;
        if found != VERSION {
            return Err(FlatFault::Version { found, expected: VERSION });
        }
        let length = bytes.len() as u64;
        let expected = u64_at(bytes, 16).unwrap_or(HEADER as u64);
        let (Some(head), Some(rest)) = (bytes.get(..28), bytes.get(32..HEADER)) else {
            return Err(FlatFault::Length { found: length, expected });
        };
        if u32_at(bytes, 28) != Some(crc32fast::hash(&[head, rest].concat())) {
            return Err(FlatFault::Damaged);
        }
        if length != expected {
            return Err(FlatFault::Length { found: length, expected });
        }
        if !bytes.ends_with(&MAGIC) {
            return Err(FlatFault::Damaged);
        }
        let mut sections = [(0, 0); SECTIONS];
        for (i, section) in sections.iter_mut().enumerate() {
            let (at, len) = (u64_at(rest, 16 * i).unwrap_or(0), u64_at(rest, 16 * i + 8).unwrap_or(0));
            if at.checked_add(len).is_none_or(|end| end > length) {
                return Err(FlatFault::Damaged);
            }
            *section = (at, len);
        }
        let (entities, checksum) = (u32_at(bytes, 12).unwrap_or(0), u32_at(bytes, 24).unwrap_or(0));
        Ok(Self { entities, length, checksum, sections })
    }
}

/// The four bytes at an offset as a number.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// The eight bytes at an offset as a number.
pub(super) fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at.checked_add(8)?)?.try_into().ok()?))
}

/// The hash that tables are keyed by (FNV-1a, then mixed so that the upper bits spread). It is part
/// of the layout and the same everywhere.
pub(super) fn hash(key: &[u8]) -> u64 {
    let fnv = key
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3));
    let mixed = (fnv ^ (fnv >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}
