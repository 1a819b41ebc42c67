//! How the weights of signals lie: a table from the hash of a signal's name to its row. `build.rs` makes it
//! of `data/models/claims.tsv`; the program reads it where it lies.
//!
//! First come the prints of all places, four bytes each, then the rows. Most signals of a sentence have no
//! row: to learn that takes a look at a print, and the prints are few enough to stay near.

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

/// Bytes of a print.
const PRINT: usize = size_of::<u32>();

/// Bytes of a place: its print and its row.
pub(super) const PLACE: usize = PRINT + WIDTH;

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

/// How many places a table has.
pub(super) const fn places(table: &[u8]) -> usize {
    table.len() / PLACE
}

/// Whether a hash has a place, and which that is or would be; `None` in a table that is full of others.
pub(super) fn place(table: &[u8], hash: u64) -> Option<(bool, usize)> {
    let (places, wanted) = (places(table), print(hash));
    let mut at = ((hash >> 32) * places as u64 >> 32) as usize;
    for _ in 0..places {
        match u32::from_le_bytes(*table.get(at * PRINT..)?.first_chunk()?) {
            0 => return Some((false, at)),
            print if print == wanted => return Some((true, at)),
            _ => at = (at + 1) % places,
        }
    }
    None
}

/// The first byte of a place's row.
pub(super) const fn row(table: &[u8], place: usize) -> usize {
    places(table) * PRINT + place * WIDTH
}

/// The place and the row of a hash.
pub(crate) fn weights(table: &[u8], hash: u64) -> Option<(usize, &[u8; WIDTH])> {
    let (_, place) = place(table, hash).filter(|(found, _)| *found)?;
    Some((place, table.get(row(table, place)..)?.first_chunk()?))
}
