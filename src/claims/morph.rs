//! A word as signals show it: whole, by stem, by what is left of a verb without its endings,
//! and by the class of words that stand in like places.

use std::sync::LazyLock;

use super::lexicon::{lemma, stem_of};
use super::model::hash_of_part;
use super::signals::Atom;
use crate::names::WordClass;
use crate::text::clitic;

/// A word taken apart: its parts, in bytes, and their hashes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Morph {
    word: u64,
    /// The bytes that its stem takes, و and ف before it set aside: the first and one past the last.
    stem: (u16, u16),
    stem_hash: u64,
    /// Those that a verb is without what inflects it.
    lemma: (u16, u16),
    lemma_hash: u64,
    class: Option<WordClass>,
    /// Whether it has the article.
    definite: bool,
}

impl Morph {
    /// Of a folded word.
    pub(super) fn new(key: &str) -> Self {
        let bare = clitic::strip_conjunction(key).unwrap_or(key);
        let before = key.len() - bare.len();
        let root = stem_of(bare);
        let stem = (byte(before + root.start), byte(before + root.end));
        let lemma = lemma(key);
        let first = lemma.as_ptr() as usize - key.as_ptr() as usize;
        let lemma = (byte(first), byte(first + lemma.len()));
        Self {
            word: hash_of_part(key),
            stem,
            stem_hash: hash_of_part(part_of(key, stem)),
            lemma,
            lemma_hash: hash_of_part(part_of(key, lemma)),
            class: WordClass::of(key),
            definite: bare.starts_with("ال"),
        }
    }

    /// The word whose letters these are.
    pub(super) const fn word(self, key: &str) -> Atom<'_> {
        Atom::of(self.word, key)
    }

    /// Its stem.
    pub(super) fn stem(self, key: &str) -> Atom<'_> {
        Atom::of(self.stem_hash, self.stem_of(key))
    }

    /// The letters of its stem.
    pub(super) fn stem_of(self, key: &str) -> &str {
        part_of(key, self.stem)
    }

    /// What it is, as a verb, without what inflects it.
    pub(super) fn lemma(self, key: &str) -> Atom<'_> {
        Atom::of(self.lemma_hash, part_of(key, self.lemma))
    }

    /// Its class; none of a rare word.
    pub(super) fn class<'n>(self) -> Option<Atom<'n>> {
        let (name, hash) = CLASSES.get(usize::from(self.class?.0))?;
        Some(Atom::of(*hash, name))
    }

    /// Whether it has the article, و and ف before it set aside.
    pub(super) const fn is_definite(self) -> bool {
        self.definite
    }
}

fn byte(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

/// A part of a word; the word itself where there is none.
fn part_of(key: &str, (first, last): (u16, u16)) -> &str {
    key.get(usize::from(first)..usize::from(last)).filter(|part| !part.is_empty()).unwrap_or(key)
}

/// The classes' names in the model, each with its hash. No word begins with such a sign.
static CLASSES: LazyLock<Vec<(String, u64)>> = LazyLock::new(|| {
    let names = (0..WordClass::COUNT).map(|class| format!("~{class}"));
    names.map(|name| (name.clone(), hash_of_part(&name))).collect()
});
