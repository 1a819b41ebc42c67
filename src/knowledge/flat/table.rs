//! A table from the hash of a key to numbers, sorted by hash and looked up through a directory of
//! its upper bits: four bytes `bits`, four bytes how many rows, 2^bits + 1 first rows of four bytes,
//! then the rows of hash (eight bytes) and number (four bytes).

use std::io::{self, Write};

use super::layout::{hash, u32_at, u64_at};
use super::sort::{Scratch, Sorter};

const ROW: usize = 12;

/// Collects the rows of a table.
pub(super) struct TableWriter(Sorter);

impl TableWriter {
    pub(super) fn new(scratch: Option<Scratch>) -> Self {
        Self(Sorter::new(scratch))
    }

    pub(super) fn add(&mut self, key: &[u8], value: u32) -> io::Result<()> {
        self.0.push(&hash(key).to_be_bytes(), &value.to_be_bytes())
    }

    /// Writes the table; a number that a key has twice on end is written once.
    pub(super) fn write(mut self, out: &mut impl Write) -> io::Result<()> {
        let bits = (64 - self.0.len().leading_zeros()).saturating_sub(2).min(28);
        let mut firsts = vec![0_u32; (1 << bits) + 1];
        self.rows(|hash, _| {
            let bucket = bucket(hash, bits);
            if let Some(first) = firsts.get_mut(bucket + 1) {
                *first += 1;
            }
            Ok(())
        })?;
        let mut sum = 0;
        for first in &mut firsts {
            sum += *first;
            *first = sum;
        }
        out.write_all(&bits.to_le_bytes())?;
        out.write_all(&sum.to_le_bytes())?;
        for first in firsts {
            out.write_all(&first.to_le_bytes())?;
        }
        self.rows(|hash, value| {
            out.write_all(&hash.to_le_bytes())?;
            out.write_all(&value.to_le_bytes())
        })
    }

    fn rows(&mut self, mut take: impl FnMut(u64, u32) -> io::Result<()>) -> io::Result<()> {
        let mut last = None;
        let mut sorted = self.0.sorted()?;
        while let Some((key, value)) = sorted.next()? {
            let (Ok(key), Ok(value)) = (key.try_into(), value.try_into()) else {
                continue;
            };
            let row = (u64::from_be_bytes(key), u32::from_be_bytes(value));
            if last != Some(row) {
                take(row.0, row.1)?;
                last = Some(row);
            }
        }
        Ok(())
    }
}

fn bucket(hash: u64, bits: u32) -> usize {
    hash.checked_shr(64 - bits).unwrap_or(0) as usize
}

/// The numbers of a key, in the order they were added. Two keys of one hash are not told apart.
pub(super) fn lookup<'t>(table: &'t [u8], key: &[u8]) -> impl Iterator<Item = u32> + use<'t> {
    let hash = hash(key);
    let range = rows_of(table, hash).unwrap_or_default();
    let rows = table.get(range).unwrap_or_default().chunks_exact(ROW);
    rows.filter(move |row| u64_at(row, 0) == Some(hash)).filter_map(|row| u32_at(row, 8))
}

fn rows_of(table: &[u8], hash: u64) -> Option<std::ops::Range<usize>> {
    let bits = u32_at(table, 0).filter(|&b| b <= 28)?;
    let directory = |i: usize| Some(u32_at(table, 8 + 4 * i)? as usize);
    let bucket = bucket(hash, bits);
    let rows = 8 + 4 * ((1 << bits) + 1);
    Some(rows + ROW * directory(bucket)?..rows + ROW * directory(bucket + 1)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_finds_its_numbers_and_no_other() {
        for count in [0_u32, 1, 2, 7, 1000] {
            let mut table = TableWriter::new(None);
            for i in 0..count {
                table.add(format!("key {i}").as_bytes(), i).unwrap();
                table.add(format!("key {i}").as_bytes(), i).unwrap();
                table.add(b"shared", i).unwrap();
            }
            let mut bytes = Vec::new();
            table.write(&mut bytes).unwrap();
            for i in 0..count {
                let found: Vec<_> = lookup(&bytes, format!("key {i}").as_bytes()).collect();
                assert_eq!(found, [i]);
            }
            assert_eq!(lookup(&bytes, b"shared").collect::<Vec<_>>(), (0..count).collect::<Vec<_>>());
            assert_eq!(lookup(&bytes, b"none").count(), 0);
        }
    }
}
