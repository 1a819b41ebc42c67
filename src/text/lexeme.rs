//! Words by number, and what is known of each. Start reading from [`Lexemes`].
//!
//! What a lexicon, the model or the knowledge base says of a word is the same wherever it stands, and most
//! words of an article were met before. So each distinct word gets a number, once, and each reader keeps what
//! it makes of the word in a table of its own, by that number. Words are compared letter by letter: nothing
//! rests on two words having different hashes. All threads share one table, and readers take no lock.

use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use dashmap::DashMap;
use rustc_hash::FxBuildHasher;

use super::Tokens;
use super::extensions::Extensions;

/// How many words are numbered at most. The 29,385 articles of the news corpus have 154,193; those that come
/// after the first 131,072 are met twice on the average. A table of the tagger's is 24 megabytes when full.
const MOST: u32 = 1 << 17;

/// Longer words, in bytes, are not numbered: 80 letters are no word of any language.
const LONGEST: usize = 160;

/// In so many parts the numbers lie, each with a lock of its own, so that readers on two cores seldom want the same
/// line of memory. Not measured apart.
const SHARDS: usize = 256;

/// Words whose entries are made room for together.
const PAGE: usize = 4096;

/// The number of a word among the [`Lexemes`] that gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WordId(u32);

/// The words met so far, in folded form, and tables of what is known of them.
///
/// There are as many as [`MOST`] says and no more, so that no text makes it grow without end: a word that comes
/// too late has no number, and what is asked of it is worked out each time.
pub struct Lexemes {
    ids: DashMap<Box<str>, WordId, FxBuildHasher>,
    count: AtomicU32,
    most: u32,
    tables: Extensions,
}

impl Lexemes {
    /// Without words yet.
    pub fn new() -> Self {
        Self::with_most(MOST)
    }

    fn with_most(most: u32) -> Self {
        Self {
            ids: DashMap::with_hasher_and_shard_amount(FxBuildHasher, SHARDS),
            count: AtomicU32::new(0),
            most,
            tables: Extensions::default(),
        }
    }

    /// The number of a folded word; `None` where there are too many.
    pub fn id(&self, word: &str) -> Option<WordId> {
        let known = self.ids.get(word).map(|id| *id);
        known.or_else(|| self.add(word)).filter(|id| id.0 < self.most)
    }

    fn add(&self, word: &str) -> Option<WordId> {
        if word.len() > LONGEST || self.count.load(Ordering::Relaxed) >= self.most {
            return None;
        }
        let number = || WordId(self.count.fetch_add(1, Ordering::Relaxed));
        Some(*self.ids.entry(word.into()).or_insert_with(number))
    }

    /// The table of what is known of words as a `T`, one for each type.
    pub fn table<T: Send + Sync + 'static>(&self) -> Arc<WordTable<T>> {
        self.tables.get_or_init(|| WordTable::new(self.most as usize))
    }
}

impl Default for Lexemes {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Lexemes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lexemes").field("words", &self.ids.len()).finish_non_exhaustive()
    }
}

type Page<T> = Box<[OnceLock<T>]>;

/// What is known of words as a `T`, by their numbers. It only grows.
pub struct WordTable<T>(Box<[OnceLock<Page<T>>]>);

impl<T> WordTable<T> {
    fn new(most: usize) -> Self {
        Self(std::iter::repeat_with(OnceLock::new).take(most.div_ceil(PAGE)).collect())
    }

    /// Where what is known of a word is kept; `None` for a number of other, larger [`Lexemes`].
    fn entry(&self, id: WordId) -> Option<&OnceLock<T>> {
        let at = id.0 as usize;
        let new_page = || std::iter::repeat_with(OnceLock::new).take(PAGE).collect();
        self.0.get(at / PAGE)?.get_or_init(new_page).get(at % PAGE)
    }
}

/// What is known, as a `T`, of the words of one block.
pub struct WordMemo<'t, T> {
    tokens: &'t Tokens,
    table: Option<Arc<WordTable<T>>>,
}

impl<'t, T: Send + Sync + 'static> WordMemo<'t, T> {
    /// Of the words of a block. Where they have no numbers nothing is kept.
    pub fn new(tokens: &'t Tokens) -> Self {
        Self { tokens, table: tokens.lexemes().map(|lexemes| lexemes.table()) }
    }

    /// The same for what depends on whose words they are: where they were numbered by other lexemes nothing
    /// is kept.
    pub fn among(tokens: &'t Tokens, lexemes: &Arc<Lexemes>) -> Self {
        let own = tokens.lexemes().filter(|of| Arc::ptr_eq(of, lexemes));
        Self { tokens, table: own.map(|lexemes| lexemes.table()) }
    }

    /// Where nothing is to be kept.
    pub const fn unkept(tokens: &'t Tokens) -> Self {
        Self { tokens, table: None }
    }

    /// Reads what is known of the word of a token, or else made of its folded key.
    pub fn read<R>(&self, at: usize, make: impl FnOnce(&str) -> T, read: impl FnOnce(&T) -> R) -> R {
        self.read_as(self.tokens.word(at), at, make, read)
    }

    /// The same of a token that is to be known under another number than its own.
    pub fn read_as<R>(
        &self,
        id: Option<WordId>,
        at: usize,
        make: impl FnOnce(&str) -> T,
        read: impl FnOnce(&T) -> R,
    ) -> R {
        let key = self.tokens.key(at);
        match self.table.as_ref().and_then(|table| table.entry(id?)) {
            Some(entry) => read(entry.get_or_init(|| make(key))),
            None => read(&make(key)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_number_whoever_asks_first() {
        let lexemes = Lexemes::new();
        let words: Vec<String> = (0..2000).map(|n| format!("كلمة{n}")).collect();
        let ask = || words.iter().map(|word| lexemes.id(word)).collect::<Vec<_>>();
        let (one, other) = std::thread::scope(|scope| {
            let (one, other) = (scope.spawn(ask), scope.spawn(ask));
            (one.join().unwrap(), other.join().unwrap())
        });
        assert_eq!(one, other);
        let mut numbers: Vec<u32> = one.into_iter().map(|id| id.unwrap().0).collect();
        numbers.sort_unstable();
        assert!(numbers.into_iter().eq(0..2000));
    }

    #[test]
    fn what_comes_too_late_or_is_too_long_has_no_number() {
        let lexemes = Lexemes::with_most(2);
        assert!(lexemes.id("a").is_some() && lexemes.id("b").is_some());
        assert_eq!(lexemes.id("c"), None);
        assert!(lexemes.id("b").is_some());
        assert_eq!(Lexemes::new().id(&"a".repeat(LONGEST + 1)), None);
        assert!(lexemes.ids.len() <= 2);
    }

    #[test]
    fn what_is_known_is_made_once_and_the_same_with_a_full_table() {
        let text = "قال قال في قال";
        let lengths = |tokens: &Tokens| {
            let memo = WordMemo::<usize>::new(tokens);
            let mut count = 0;
            let read = |at| {
                let make = |key: &str| {
                    count += 1;
                    key.len()
                };
                memo.read(at, make, |length| *length)
            };
            ((0..tokens.len()).map(read).collect::<Vec<_>>(), count)
        };
        let (full, roomy) = (Arc::new(Lexemes::with_most(1)), Arc::new(Lexemes::new()));
        let (some, all) = (Tokens::interned(text, &full), Tokens::interned(text, &roomy));
        assert_eq!(lengths(&all), (vec![6, 6, 4, 6], 2));
        assert_eq!(lengths(&all).1, 0);
        assert_eq!(lengths(&some), (vec![6, 6, 4, 6], 2));
        assert_eq!(lengths(&some).1, 1);
        assert_eq!(lengths(&Tokens::new(text)), (vec![6, 6, 4, 6], 4));
    }

    #[test]
    fn what_depends_on_the_lexemes_is_not_taken_from_others() {
        let (own, other) = (Arc::new(Lexemes::new()), Arc::new(Lexemes::new()));
        let tokens = Tokens::interned("قال", &other);
        assert!(WordMemo::<u8>::among(&tokens, &own).table.is_none());
        assert!(WordMemo::<u8>::among(&tokens, &other).table.is_some());
    }
}
