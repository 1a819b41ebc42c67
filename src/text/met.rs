//! What is kept of words that were met before: most words of an article were, and what a lexicon or
//! the knowledge base says of a word is the same wherever it stands. A number in place of a hash does as well.

use std::cell::RefCell;
use std::hash::Hasher;
use std::thread::LocalKey;

use rustc_hash::FxHasher;

/// How many words' places there are at first, unless fewer are wanted at most: an article has no more.
const FIRST: usize = 2048;

/// Something about each word met, by the word's hash. So many words are kept at most, and room is made for
/// them as they come: each can have one of two places, and of three that want them the one is forgotten
/// that was longest not asked for.
#[derive(Debug)]
pub struct Met<T, const MOST: usize = 65_536> {
    /// Two by two.
    places: Vec<Option<(u64, T)>>,
    /// How often something was made since there were so many places.
    made: usize,
}

impl<T, const MOST: usize> Met<T, MOST> {
    /// Of no word.
    pub const fn new() -> Self {
        Self { places: Vec::new(), made: 0 }
    }
}

impl<T, const MOST: usize> Default for Met<T, MOST> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T, const MOST: usize> Met<T, MOST> {
    /// What is kept of a word, or else made of it.
    pub fn get(&mut self, hash: u64, make: impl FnOnce() -> T) -> &T {
        self.get_mut(hash, make)
    }

    /// The same, to add to it.
    pub fn get_mut(&mut self, hash: u64, make: impl FnOnce() -> T) -> &mut T {
        if self.made >= self.places.len() && self.places.len() < MOST {
            self.grow();
        }
        let at = first_place(hash, self.places.len());
        let (latest, other) = self.places[at..].split_at_mut(1);
        let (latest, other) = (&mut latest[0], &mut other[0]);
        let is_kept = |slot: &Option<(u64, T)>| slot.as_ref().is_some_and(|(of, _)| *of == hash);
        if !is_kept(latest) {
            std::mem::swap(latest, other);
            if !is_kept(latest) {
                *latest = None;
                self.made += 1;
            }
        }
        &mut latest.get_or_insert_with(|| (hash, make())).1
    }

    /// Makes twice as many places, where the words kept stay in their order.
    fn grow(&mut self) {
        let count = (self.places.len() * 2).clamp(FIRST.min(MOST), MOST);
        let mut places: Vec<Option<(u64, T)>> = Vec::new();
        places.resize_with(count, || None);
        for (hash, kept) in std::mem::take(&mut self.places).into_iter().flatten() {
            let at = first_place(hash, count);
            let at = if places[at].is_none() { at } else { at + 1 };
            places[at] = Some((hash, kept));
        }
        *self = Self { places, made: 0 };
    }
}

/// The first of a word's two places.
const fn first_place(hash: u64, places: usize) -> usize {
    (hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize * 2 % places
}

/// The hash of words that something is kept of, which holds for one knowledge base by its generation.
pub fn hash_of(words: &str, generation: u64) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(words.as_bytes());
    hasher.write_u64(generation);
    hasher.finish()
}

/// What this thread keeps of a word, or else what is made of it.
#[inline]
pub fn met<T: Clone, const PLACES: usize>(
    kept: &'static LocalKey<RefCell<Met<T, PLACES>>>,
    hash: u64,
    make: impl FnOnce() -> T,
) -> T {
    kept.with(|kept| match kept.try_borrow_mut() {
        Ok(mut kept) => kept.get(hash, make).clone(),
        Err(_) => make(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_what_was_made_of_it_until_another_takes_its_place() {
        let mut kept = Met::<u64, 64>::new();
        assert_eq!(*kept.get(7, || 7), 7);
        assert_eq!(*kept.get(7, || 8), 7);
        let words = 0..256;
        for word in words.clone() {
            assert_eq!(*kept.get(word, || word), word);
        }
        let made_anew = words.filter(|word| *kept.get(*word, || u64::MAX) == u64::MAX).count();
        assert!(made_anew >= 192, "no more than a place each");
    }

    #[test]
    fn words_are_still_known_when_room_is_made_for_more() {
        let mut kept = Met::<u64, 65_536>::new();
        let words = 0..3000;
        for word in words.clone() {
            kept.get(word, || word);
        }
        assert_eq!(kept.places.len(), 4096);
        let anew = words.filter(|word| *kept.get(*word, || u64::MAX) == u64::MAX).count();
        assert!(anew < 600, "{anew} of 3000 were forgotten");
        (0..1_000_000).for_each(|word| assert_eq!(*kept.get(word + 5000, || word), word));
        assert_eq!(kept.places.len(), 65_536);
    }

    #[test]
    fn the_word_is_forgotten_that_was_longest_not_asked_for() {
        // All three have the same two places.
        let mut kept = Met::<u64, 2>::new();
        for word in [1, 2, 1, 3] {
            kept.get(word, || word);
        }
        let anew = |word: u64, kept: &mut Met<u64, 2>| *kept.get(word, || u64::MAX) == u64::MAX;
        assert!(!anew(3, &mut kept) && !anew(1, &mut kept));
        assert!(anew(2, &mut kept));
    }
}
