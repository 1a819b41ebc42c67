//! What the words of some names end with: proclitics change a word's beginning, so that most words of an
//! article are told from all of them by their last letters.

use crate::text::fold::name_letter;

/// A bit for each mixture of two last letters.
#[derive(Debug, Default)]
pub(super) struct Endings(u64);

impl Endings {
    /// Whether a folded word may end with one of them.
    pub(super) fn may_have(&self, word: &str) -> bool {
        self.0 & bit(word) != 0
    }
}

impl<'w> FromIterator<&'w str> for Endings {
    fn from_iter<T: IntoIterator<Item = &'w str>>(words: T) -> Self {
        Self(words.into_iter().fold(0, |bits, word| bits | bit(word)))
    }
}

fn bit(word: &str) -> u64 {
    let mut last = word.chars().rev().map(|c| u32::from(name_letter(c)));
    let (last, before) = (last.next().unwrap_or(0), last.next().unwrap_or(0));
    1 << (last.wrapping_mul(31).wrapping_add(before.wrapping_mul(7)) % 64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_the_same_ending_may_be_there() {
        let endings: Endings = ["بوتين", "غانم"].into_iter().collect();
        assert!(["بوتين", "وبوتين", "لجانم"].iter().all(|word| endings.may_have(word)));
        let others = ["قال", "الرئيس", "مدينة", "في", "كتاب", "سلام", ""];
        assert!(others.iter().filter(|word| endings.may_have(word)).count() < 2);
    }
}
