//! How the weights of signals lie: a table from the hash of a signal's name to its row. `build.rs` makes it
//! of `data/models/claims.tsv`; the program reads it where it lies.

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

/// Bytes of a place of the table: a hash and a row.
pub(super) const PLACE: usize = size_of::<u64>() + WIDTH;

/// The name of the row that every sentence has.
pub(crate) const ALWAYS: &str = "always";

/// What parts the parts of a name in the file. A part that is just this sign has no weight there.
pub(crate) const PARTING: char = '|';

/// The hash of a signal's name, of its parts; never 0.
pub(crate) fn hash<'p>(parts: impl IntoIterator<Item = &'p str>) -> u64 {
    parts.into_iter().fold(0, |hash, part| mix(hash ^ hash_of_part(part))) | 1
}

/// An odd number with its bits well spread: the golden ratio in 64 bits.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

fn hash_of_part(part: &str) -> u64 {
    let (mut hash, mut rest) = (part.len() as u64, part.as_bytes());
    while let Some((chunk, more)) = rest.split_first_chunk() {
        hash = mix(hash ^ u64::from_le_bytes(*chunk));
        rest = more;
    }
    mix(hash ^ rest.iter().fold(0, |last, byte| last << 8 | u64::from(*byte)))
}

const fn mix(hash: u64) -> u64 {
    let spread = hash.wrapping_mul(SPREAD);
    (spread ^ (spread >> 32)).wrapping_mul(SPREAD)
}

/// Whether a hash has a place, and where that is or would be, in bytes.
pub(super) fn place(table: &[u8], hash: u64) -> (bool, usize) {
    let places = table.len() / PLACE;
    let mut at = hash as usize & places.saturating_sub(1);
    for _ in 0..places {
        let here = table.get(at * PLACE..).and_then(<[u8]>::first_chunk);
        match here.map(|bytes| u64::from_le_bytes(*bytes)) {
            Some(0) | None => return (false, at * PLACE),
            Some(known) if known == hash => return (true, at * PLACE),
            Some(_) => at = (at + 1) & (places - 1),
        }
    }
    (false, 0)
}

/// The row of a hash.
pub(crate) fn weights(table: &[u8], hash: u64) -> Option<&[u8; WIDTH]> {
    let (found, at) = place(table, hash);
    table.get(at + 8..).and_then(<[u8]>::first_chunk).filter(|_| found)
}
