//! How the weights of signals lie: a table from the hash of a signal's name to its row. `build.rs` makes it
//! of `data/models/claims.tsv`; the program reads it where it lies.
//!
//! A place has the print of a hash (u32, little-endian; 0: free), then the weights, an `i8` each: in all as many
//! bytes as four fill a line of the processor's cache, so that a signal is looked up in one.

/// What each weight of a row is for: the columns of the file, in their order.
pub(crate) const COLUMNS: [&str; 12] = [
    "named",
    "carried",
    "vague",
    "none",
    "strong",
    "own",
    "inherited",
    "undatable",
    "undated",
    "state",
    "unsourced",
    "unnamed",
];

/// Weights a row.
pub(crate) const WIDTH: usize = COLUMNS.len();

/// The name of the row that every sentence has.
pub(crate) const ALWAYS: &str = "always";

/// What parts the parts of a name in the file. A part that is just this sign has no weight there.
pub(crate) const PARTING: char = '|';

/// The hash of no part yet.
const NOTHING: u64 = 0;

/// The hash of a signal's name, of the hashes of its parts ([`hash_of_part`]).
pub(crate) fn hash(parts: impl IntoIterator<Item = u64>) -> u64 {
    parts.into_iter().fold(NOTHING, |hash, part| mix(hash ^ part))
}

/// An odd number with its bits well spread: the golden ratio in 64 bits.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// The hash of a part of a name.
pub(crate) const fn hash_of_part(part: &str) -> u64 {
    let (mut hash, mut rest) = (part.len() as u64, part.as_bytes());
    while let Some((chunk, more)) = rest.split_first_chunk() {
        hash = mix(hash ^ u64::from_le_bytes(*chunk));
        rest = more;
    }
    let mut last = 0;
    while let Some((byte, more)) = rest.split_first() {
        last = last << 8 | *byte as u64;
        rest = more;
    }
    mix(hash ^ last)
}

const fn mix(hash: u64) -> u64 {
    let spread = hash.wrapping_mul(SPREAD);
    (spread ^ (spread >> 32)).wrapping_mul(SPREAD)
}

/// The print of a hash, of other bits than its place; never 0, which stands for an empty place.
pub(super) const fn print(hash: u64) -> u32 {
    hash as u32 | 1
}

/// A place: a print, then a weight a column.
pub(crate) type Place = [u8; PLACE];

/// Bytes of a print.
pub(super) const PRINT: usize = size_of::<u32>();

/// Bytes of a place.
pub(crate) const PLACE: usize = PRINT + WIDTH;

/// A table where it lies.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WeightTable<'f>(&'f [Place]);

impl<'f> WeightTable<'f> {
    /// Of the bytes that `build.rs` made.
    pub(crate) const fn new(bytes: &'f [u8]) -> Self {
        Self(bytes.as_chunks().0)
    }

    /// How many places it has.
    pub(crate) const fn places(self) -> usize {
        self.0.len()
    }

    /// The place of a hash, and which that is.
    pub(crate) fn find(self, hash: u64) -> Option<(usize, &'f Place)> {
        let (found, at) = place(self.0, hash)?;
        found.then_some((at, self.0.get(at)?))
    }
}

/// Whether a hash has a place, and which that is or would be; `None` in a table that is full of others.
pub(super) fn place(places: &[Place], hash: u64) -> Option<(bool, usize)> {
    let wanted = print(hash);
    let mut at = (((hash >> 32) * places.len() as u64) >> 32) as usize;
    for _ in 0..places.len() {
        match u32::from_le_bytes(*places.get(at)?.first_chunk()?) {
            0 => return Some((false, at)),
            print if print == wanted => return Some((true, at)),
            _ => at += 1,
        }
        if at == places.len() {
            at = 0;
        }
    }
    None
}
