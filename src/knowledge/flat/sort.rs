//! Sorting more than fits in memory: records gather in a buffer, full buffers go to scratch files in
//! order, and all of it is merged when it is read.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::sync::Arc;

/// Makes an empty scratch file.
pub(crate) type Scratch = Arc<dyn Fn() -> io::Result<File> + Send + Sync>;

/// Bytes gathered before they go to a scratch file.
const BUDGET: usize = 24 << 20;

/// Bytes that a record takes in the buffer beside its key and value.
const OVERHEAD: usize = 24;

/// A record: key and value.
pub(crate) type Pair = (Vec<u8>, Vec<u8>);

/// A key and its values, in the order they came.
pub(crate) type Group = (Vec<u8>, Vec<Vec<u8>>);

/// Collects records and gives them back by key; those of one key in the order they came.
#[derive(Default)]
pub(crate) struct Sorter {
    /// None: everything stays in memory.
    scratch: Option<Scratch>,
    buffer: Vec<Pair>,
    bytes: usize,
    runs: Vec<File>,
    len: u64,
}

impl Sorter {
    /// An empty one.
    pub(crate) fn new(scratch: Option<Scratch>) -> Self {
        Self { scratch, ..Self::default() }
    }

    /// How many records there are.
    pub(crate) fn len(&self) -> u64 {
        self.len
    }

    /// Adds a record.
    pub(crate) fn push(&mut self, key: &[u8], value: &[u8]) -> io::Result<()> {
        self.bytes += key.len() + value.len() + 2 * OVERHEAD;
        self.buffer.push((key.to_vec(), value.to_vec()));
        self.len += 1;
        match &self.scratch {
            Some(scratch) if self.bytes >= BUDGET => {
                let file = scratch()?;
                self.spill(file)
            }
            _ => Ok(()),
        }
    }

    fn spill(&mut self, file: File) -> io::Result<()> {
        self.buffer.sort_by(|a, b| a.0.cmp(&b.0));
        let mut out = BufWriter::with_capacity(1 << 16, file);
        for (key, value) in self.buffer.drain(..) {
            for part in [&key, &value] {
                out.write_all(&(part.len() as u32).to_le_bytes())?;
                out.write_all(part)?;
            }
        }
        self.bytes = 0;
        self.runs.push(out.into_inner().map_err(io::IntoInnerError::into_error)?);
        Ok(())
    }

    /// All records in order. Can be asked for more than once.
    pub(crate) fn sorted(&mut self) -> io::Result<Sorted<'_>> {
        self.buffer.sort_by(|a, b| a.0.cmp(&b.0));
        let mut sources = Vec::with_capacity(self.runs.len() + 1);
        for run in &mut self.runs {
            run.seek(SeekFrom::Start(0))?;
            sources.push(Source::Run(BufReader::with_capacity(1 << 16, run)));
        }
        sources.push(Source::Memory(self.buffer.iter()));
        let mut sorted = Sorted { heads: BinaryHeap::with_capacity(sources.len()), sources };
        for source in 0..sorted.sources.len() {
            sorted.refill(source)?;
        }
        Ok(sorted)
    }
}

enum Source<'s> {
    Run(BufReader<&'s mut File>),
    Memory(std::slice::Iter<'s, Pair>),
}

impl Source<'_> {
    fn next(&mut self) -> io::Result<Option<Pair>> {
        match self {
            Self::Memory(records) => Ok(records.next().cloned()),
            Self::Run(file) => {
                let mut length = [0; 4];
                match file.read_exact(&mut length) {
                    Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
                    other => other?,
                }
                let mut part = |length: [u8; 4]| -> io::Result<Vec<u8>> {
                    let mut out = vec![0; u32::from_le_bytes(length) as usize];
                    file.read_exact(&mut out)?;
                    Ok(out)
                };
                let key = part(length)?;
                file.read_exact(&mut length)?;
                let mut value = vec![0; u32::from_le_bytes(length) as usize];
                file.read_exact(&mut value)?;
                Ok(Some((key, value)))
            }
        }
    }
}

/// The first record not yet given of one source.
struct Head {
    record: Pair,
    source: usize,
}

impl Ord for Head {
    /// Reversed, as the heap gives the greatest; earlier runs hold what came earlier.
    fn cmp(&self, other: &Self) -> Ordering {
        (&other.record.0, other.source).cmp(&(&self.record.0, self.source))
    }
}

impl PartialOrd for Head {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Head {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Head {}

/// Records in order.
pub(crate) struct Sorted<'s> {
    sources: Vec<Source<'s>>,
    heads: BinaryHeap<Head>,
}

impl Sorted<'_> {
    fn refill(&mut self, source: usize) -> io::Result<()> {
        if let Some(from) = self.sources.get_mut(source)
            && let Some(record) = from.next()?
        {
            self.heads.push(Head { record, source });
        }
        Ok(())
    }

    /// The next record.
    pub(crate) fn next(&mut self) -> io::Result<Option<Pair>> {
        let Some(head) = self.heads.pop() else {
            return Ok(None);
        };
        self.refill(head.source)?;
        Ok(Some(head.record))
    }

    /// The next key with all its values, in the order they came.
    pub(crate) fn next_group(&mut self) -> io::Result<Option<Group>> {
        let Some((key, value)) = self.next()? else {
            return Ok(None);
        };
        let mut values = vec![value];
        while self.heads.peek().is_some_and(|head| head.record.0 == key) {
            values.extend(self.next()?.map(|(_, value)| value));
        }
        Ok(Some((key, values)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spilled_and_kept_records_come_in_order() {
        let scratch: Scratch = Arc::new(tempfile::tempfile);
        let mut sorter = Sorter::new(Some(scratch));
        let key = |i: u32| (i.wrapping_mul(2_654_435_761) % 1000).to_be_bytes();
        for i in 0..5000_u32 {
            sorter.push(&key(i), &i.to_be_bytes()).unwrap();
            if i % 1024 == 1023 {
                sorter.spill(tempfile::tempfile().unwrap()).unwrap();
            }
        }
        assert_eq!((sorter.len(), sorter.runs.len()), (5000, 4));
        for _ in 0..2 {
            let mut wanted: Vec<u32> = (0..5000).collect();
            wanted.sort_by_key(|&i| (key(i), i));
            let mut records = sorter.sorted().unwrap();
            let mut got = Vec::new();
            while let Some((_, values)) = records.next_group().unwrap() {
                got.extend(values.iter().map(|v| u32::from_be_bytes(v.as_slice().try_into().unwrap())));
            }
            assert_eq!(got, wanted);
        }
    }
}
