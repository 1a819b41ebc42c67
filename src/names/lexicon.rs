//! The words of `data/lexicon/class-nouns.toml`, `names.toml` and `given-names.toml`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::lexicon::{Folded, Phrase, WordSet, stored_lexicon};

mod file;

use file::{GivenNames, Names, NounEntry, Nouns};

/// A noun that belongs to the name behind it.
#[derive(Debug)]
pub(super) struct ClassNoun {
    /// Its words, last first, as they are met going left from the name.
    pub(super) words: Phrase,
    /// Entity classes it goes with.
    pub(super) classes: Vec<String>,
    /// Words that may close the name.
    pub(super) tails: WordSet,
}

/// The lexicon: the files' words, and what follows from them by rule.
#[derive(Debug)]
pub(super) struct Lexicon {
    pub(super) words: Names,
    pub(super) given: GivenNames,
    pub(super) nouns: Nouns,
    /// Class nouns by their last word.
    pub(super) class_nouns: FxHashMap<Folded, Vec<ClassNoun>>,
    /// Words after which a city's name is the city's: [`Names::place_words`] and [`Nouns::cues`].
    pub(super) place_words: WordSet,
    /// Words of sport, with and without ال.
    pub(super) sport: WordSet,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let nouns: Nouns = stored_lexicon!("class-nouns");
    let words: Names = stored_lexicon!("names");
    let with_article = |word: &Folded| [format!("ال{}", &**word), word.to_string()];
    Lexicon {
        class_nouns: class_nouns(&nouns.noun),
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

    /// Whether a folded word is a given name; those with عبد are, joined to any of God's names.
    pub(super) fn is_given(&self, word: &str) -> bool {
        let servant =
            |of: &Folded| word.strip_prefix(&**of).is_some_and(|rest| rest.chars().nth(2).is_some());
        self.given.names.contains(word) || self.given.servant.iter().any(servant)
    }
}

fn class_nouns(entries: &[NounEntry]) -> FxHashMap<Folded, Vec<ClassNoun>> {
    let mut out: FxHashMap<Folded, Vec<ClassNoun>> = FxHashMap::default();
    for entry in entries {
        for form in &entry.forms {
            let mut words = form.words();
            words.reverse();
            let Some(last) = words.first().cloned() else {
                continue;
            };
            let (classes, tails) = (entry.classes.clone(), entry.tails.clone());
            out.entry(last).or_default().push(ClassNoun { words, classes, tails });
        }
    }
    for list in out.values_mut() {
        list.sort_by_key(|n| std::cmp::Reverse(n.words.len()));
    }
    out
}
