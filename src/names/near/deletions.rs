//! Keys that become one when a letter is taken out of one or of both: the deletion index of SymSpell. Start
//! reading from [`DeletionIndex`].

use serde::{Deserialize, Serialize};

/// Hashes of a key whole and with each of its letters taken out.
///
/// A key is a number whose digits are its letters, so that what is left without one of them is two
/// products away from the whole, however long it is.
pub(super) struct Deletions<'k> {
    letters: std::str::Chars<'k>,
    whole: u64,
    /// The letters passed, as a number.
    passed: u64,
    /// The weight of the letter that is taken out next.
    weight: u64,
    /// Whether the whole key was given.
    begun: bool,
}

/// What a letter weighs more than the one behind it, and what takes that back. Odd, so that it can be.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
const BACK: u64 = inverse(BASE);

/// Spreads what two keys differ in over the bits by which they are looked up.
const SPREAD: u64 = 0xd6e8_feb8_6659_fd93;

impl<'k> Deletions<'k> {
    /// The hashes of a key, that of the whole first.
    pub(super) fn of(key: &'k str) -> Self {
        let push = |(whole, weight): (u64, u64), c| (with(whole, c), weight.wrapping_mul(BASE));
        let (whole, weight) = key.chars().fold((0, BACK), push);
        Self { letters: key.chars(), whole, passed: 0, weight, begun: false }
    }
}

impl Iterator for Deletions<'_> {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        if !std::mem::replace(&mut self.begun, true) {
            return Some(spread(self.whole));
        }
        let passed = with(self.passed, self.letters.next()?);
        // The letters before this one move down by one place.
        let moved = self.passed.wrapping_sub(passed).wrapping_mul(self.weight);
        self.passed = passed;
        self.weight = self.weight.wrapping_mul(BACK);
        Some(spread(self.whole.wrapping_add(moved)))
    }
}

/// A number with one more letter behind it.
const fn with(letters: u64, c: char) -> u64 {
    letters.wrapping_mul(BASE).wrapping_add(c as u64)
}

const fn spread(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(SPREAD);
    hash ^ (hash >> 32)
}

/// What an odd number times it is 1.
const fn inverse(odd: u64) -> u64 {
    let mut inverse = odd;
    let mut bits = 3;
    while bits < u64::BITS {
        inverse = inverse.wrapping_mul(2_u64.wrapping_sub(odd.wrapping_mul(inverse)));
        bits *= 2;
    }
    inverse
}

/// Numbers by hashes, several to each.
///
/// They lie in groups by the beginning of their hash, which are made by counting: sorting them took more of
/// a start than all else. Most words that are asked for meet an empty group.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct DeletionIndex {
    /// The rest of each hash, and its number.
    entries: Box<[(u32, u32)]>,
    /// Where each group starts, and behind the last one where it ends.
    starts: Box<[u32]>,
}

/// Bits of a hash that say its group: the built-in names have a hundred thousand entries.
const GROUP_BITS: u32 = 16;

const fn group(hash: u64) -> usize {
    (hash >> (u64::BITS - GROUP_BITS)) as usize
}

impl DeletionIndex {
    /// The index of pairs of a hash and a number.
    pub(super) fn new(pairs: &[(u64, u32)]) -> Self {
        let mut starts = vec![0_u32; (1 << GROUP_BITS) + 1];
        for (hash, _) in pairs {
            starts[group(*hash)] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        // Each group's end goes down to its start as it is filled from behind.
        let mut entries = vec![(0, 0); pairs.len()];
        for &(hash, number) in pairs.iter().rev() {
            let place = &mut starts[group(hash)];
            *place -= 1;
            entries[*place as usize] = (hash as u32, number);
        }
        Self { entries: entries.into(), starts: starts.into() }
    }

    /// The numbers of a hash.
    pub(super) fn at(&self, hash: u64) -> impl Iterator<Item = u32> {
        let place = |group: usize| self.starts.get(group).map_or(0, |start| *start as usize);
        let alike = self.entries.get(place(group(hash))..place(group(hash) + 1)).unwrap_or_default();
        alike.iter().filter(move |(rest, _)| *rest == hash as u32).map(|(_, number)| *number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_taken_out_is_as_if_it_had_never_stood_there() {
        let whole = |key: &str| Deletions::of(key).next();
        let key = "سيرجيلافروف";
        let mut without = Deletions::of(key).skip(1);
        for (at, c) in key.char_indices() {
            let left = [&key[..at], &key[at + c.len_utf8()..]].concat();
            assert_eq!(without.next(), whole(&left), "{left}");
        }
        assert_eq!(without.next(), None);
        assert_eq!(Deletions::of("").count(), 1);
    }

    #[test]
    fn an_index_gives_what_was_put_in() {
        let keys = ["لافروف", "لافروفا", "لافرو", "بوتين", "بوتن"];
        let pairs: Vec<(u64, u32)> =
            keys.iter().zip(0..).flat_map(|(key, at)| Deletions::of(key).map(move |h| (h, at))).collect();
        let index = DeletionIndex::new(&pairs);
        let mut found: Vec<u32> = Deletions::of("لافروق").flat_map(|hash| index.at(hash)).collect();
        found.sort_unstable();
        found.dedup();
        assert_eq!(found, [0, 2]);
        assert_eq!(DeletionIndex::default().at(7).count(), 0);
    }
}
