//! The words of `data/lexicon/class-nouns.toml`, `names.toml` and `given-names.toml`.

use std::sync::{Arc, LazyLock};

use rustc_hash::FxHashMap;

use crate::text::lexicon::{Folded, Phrase, WordSet, stored_lexicon};

mod file;

use super::MentionKind;
pub(super) use file::NounKind;
use file::{GivenNames, Names, NounEntry, Nouns};

/// A noun that belongs to the name behind it.
#[derive(Clone, Debug)]
pub(super) struct ClassNoun {
    /// Its words, last first, as they are met going left from the name.
    pub(super) words: Phrase,
    /// What is the same of all forms of the noun.
    pub(super) entry: Arc<NounEntry>,
}

impl ClassNoun {
    /// Whether the noun goes with an entity of a class.
    pub(super) fn goes_with(&self, class: &str) -> bool {
        self.entry.classes.iter().any(|c| c == class)
    }
}

impl From<NounKind> for MentionKind {
    fn from(kind: NounKind) -> Self {
        match kind {
            NounKind::Person => Self::Person,
            NounKind::Place => Self::Place,
            NounKind::Organisation => Self::Organisation,
        }
    }
}

/// The lexicon: the files' words, and what follows from them by rule.
#[derive(Debug)]
pub(super) struct Lexicon {
    pub(super) words: Names,
    pub(super) given: GivenNames,
    pub(super) nouns: Nouns,
    /// Class nouns by their last word.
    pub(super) class_nouns: ClassNouns,
    /// The same by their first word.
    class_nouns_by_first: ClassNouns,
    /// Words after which a city's name is the city's: [`Names::place_words`] and [`Nouns::cues`].
    pub(super) place_words: WordSet,
    /// Words of sport, with and without ال.
    pub(super) sport: WordSet,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut nouns: Nouns = stored_lexicon!("class-nouns");
    let words: Names = stored_lexicon!("names");
    let with_article = |word: &Folded| [format!("ال{}", &**word), word.to_string()];
    let entries: Vec<_> = std::mem::take(&mut nouns.noun).into_iter().map(Arc::new).collect();
    Lexicon {
        class_nouns: class_nouns(&entries, <[Folded]>::first),
        class_nouns_by_first: class_nouns(&entries, <[Folded]>::last),
        place_words: words.place_words.iter().map(|w| &**w).chain(nouns.cues.iter()).collect(),
        sport: words.sport.iter().flat_map(with_article).collect(),
        given: stored_lexicon!("given-names"),
        nouns,
        words,
    }
});

impl Lexicon {
    pub(super) fn get() -> &'static Self {
        &LEXICON
    }

    /// The class nouns whose first word is this.
    pub(super) fn class_nouns_from(&self, first: &str) -> &[ClassNoun] {
        self.class_nouns_by_first.get(first).map_or(&[], Vec::as_slice)
    }

    /// Whether a folded word is a given name; those with عبد are, joined to any of God's names.
    pub(super) fn is_given(&self, word: &str) -> bool {
        let servant =
            |of: &Folded| word.strip_prefix(&**of).is_some_and(|rest| rest.chars().nth(2).is_some());
        self.given.names.contains(word) || self.given.servant.iter().any(servant)
    }
}

type ClassNouns = FxHashMap<Folded, Vec<ClassNoun>>;

/// The class nouns by one of their words, which are given last first; the longest of a word come first.
fn class_nouns(entries: &[Arc<NounEntry>], word: fn(&[Folded]) -> Option<&Folded>) -> ClassNouns {
    let mut out = ClassNouns::default();
    for entry in entries {
        for form in &entry.forms {
            let mut words = form.words();
            words.reverse();
            if let Some(key) = word(&words).cloned() {
                out.entry(key).or_default().push(ClassNoun { words, entry: Arc::clone(entry) });
            }
        }
    }
    for list in out.values_mut() {
        list.sort_by_key(|n| std::cmp::Reverse(n.words.len()));
    }
    out
}
