//! What words end with: proclitics change a word's beginning, so that most words of an article are told
//! from all of some names by their last letters.

use super::fold::name_letter;

/// A mixture of the last letters of a folded word: ten bits of three where it has as many, six of two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ending(u16);

/// How many mixtures of three letters there are, the first of which stands for fewer letters.
const THREE: usize = 1 << 10;
/// How many mixtures of two letters there are.
const TWO: usize = 1 << 6;

impl Ending {
    /// The ending of a folded word.
    pub fn of(word: &str) -> Self {
        let mut last = word.chars().rev().map(|c| name_letter(c) as usize);
        let (last, before, third) = (last.next().unwrap_or(0), last.next().unwrap_or(0), last.next());
        let two = last.wrapping_mul(31).wrapping_add(before.wrapping_mul(7));
        let three = third.map_or(0, |third| 1 + two.wrapping_add(third.wrapping_mul(173)) % (THREE - 1));
        Self((three * TWO + two % TWO) as u16)
    }

    /// Three letters; 0 for fewer.
    const fn three(self) -> usize {
        self.0 as usize / TWO
    }

    const fn two(self) -> usize {
        self.0 as usize % TWO
    }
}

/// The endings of some words: a bit for each that there is.
#[derive(Debug)]
pub struct Endings {
    longer: [u64; THREE / 64],
    shorter: u64,
}

impl Endings {
    /// Whether a word with this ending may end with one of the words.
    pub fn may_have(&self, ending: Ending) -> bool {
        let three = ending.three();
        let longer = self.longer.get(three / 64).is_some_and(|bits| bits >> (three % 64) & 1 == 1);
        longer || self.shorter >> ending.two() & 1 == 1
    }
}

impl<'w> FromIterator<&'w str> for Endings {
    fn from_iter<T: IntoIterator<Item = &'w str>>(words: T) -> Self {
        let mut out = Self { longer: [0; THREE / 64], shorter: 0 };
        for ending in words.into_iter().map(Ending::of) {
            match ending.three() {
                0 => out.shorter |= 1 << ending.two(),
                three => out.longer[three / 64] |= 1 << (three % 64),
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_the_same_ending_may_be_there() {
        let endings: Endings = ["بوتين", "غانم", "بن", "ا"].into_iter().collect();
        let may_have = |word: &str| endings.may_have(Ending::of(word));
        assert!(["بوتين", "وبوتين", "لجانم", "بن", "لبن", "ا"].into_iter().all(may_have));
        let others = ["قال", "الرئيس", "مدينة", "في", "كتاب", "سلام", ""];
        assert!(others.into_iter().filter(|word| may_have(word)).count() < 2);
    }
}
