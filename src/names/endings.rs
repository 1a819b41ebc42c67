//! What the words of some names end with: proclitics change a word's beginning, so that most words of an
//! article are told from all of them by their last letters.

use crate::text::fold::name_letter;

/// A bit for each mixture of last letters, of words of three letters and more and of shorter ones.
#[derive(Debug)]
pub(super) struct Endings {
    longer: [u64; 64],
    shorter: u64,
}

impl Endings {
    /// Whether a folded word may end with one of them.
    pub(super) fn may_have(&self, word: &str) -> bool {
        let (three, two) = mixtures(word);
        let longer =
            three.is_some_and(|at| self.longer.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1));
        longer || self.shorter >> two & 1 == 1
    }
}

impl<'w> FromIterator<&'w str> for Endings {
    fn from_iter<T: IntoIterator<Item = &'w str>>(words: T) -> Self {
        let mut out = Self { longer: [0; 64], shorter: 0 };
        for word in words {
            match mixtures(word) {
                (Some(at), _) => {
                    if let Some(bits) = out.longer.get_mut(at / 64) {
                        *bits |= 1 << (at % 64);
                    }
                }
                (None, at) => out.shorter |= 1 << at,
            }
        }
        out
    }
}

/// The last three letters as one of 4096 numbers, where there are as many, and the last two as one of 64.
fn mixtures(word: &str) -> (Option<usize>, usize) {
    let mut last = word.chars().rev().map(|c| name_letter(c) as usize);
    let (last, before, third) = (last.next().unwrap_or(0), last.next().unwrap_or(0), last.next());
    let two = last.wrapping_mul(31).wrapping_add(before.wrapping_mul(7));
    let three = third.map(|third| two.wrapping_add(third.wrapping_mul(173)) % 4096);
    (three, two % 64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_the_same_ending_may_be_there() {
        let endings: Endings = ["بوتين", "غانم", "بن"].into_iter().collect();
        assert!(["بوتين", "وبوتين", "لجانم", "بن", "لبن"].iter().all(|word| endings.may_have(word)));
        let others = ["قال", "الرئيس", "مدينة", "في", "كتاب", "سلام", ""];
        assert!(others.iter().filter(|word| endings.may_have(word)).count() < 2);
    }
}
