//! Lexicons: the files of `data/lexicon/` as typed values. Start reading from [`WordSet`].
//!
//! A lexicon is declared once, as a struct whose fields are the file's keys and whose lists are [`WordSet`],
//! [`PhraseSet`] or [`Folded`]. `build.rs` reads each file with that struct, so that a file that does not fit
//! fails the build with its line; what it read is folded already and is stored beside the program
//! ([`built_in`]). Nothing falls back to an empty lexicon.

use std::borrow::Borrow;
use std::ops::Deref;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::text::fold::fold;

/// Reads what `build.rs` stored of a lexicon.
///
/// The bytes were written from a value of this type and read back once by `build.rs`, which is why
/// there is no error to hand on.
pub fn built_in<T: DeserializeOwned>(stored: &[u8]) -> T {
    postcard::from_bytes(stored).unwrap_or_else(|e| unreachable!("a lexicon that the build stored: {e}"))
}

/// The lexicon that `build.rs` stored under a name: `let words: Reporting = stored_lexicon!("reporting")`.
macro_rules! stored_lexicon {
    ($name:literal) => {
        $crate::text::lexicon::built_in(include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".lexicon")))
    };
}
pub(crate) use stored_lexicon;

/// A word or phrase that is folded as it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Folded(Box<str>);

impl Folded {
    /// Folds a word as it is written.
    pub fn new(word: &str) -> Self {
        Self(fold(word).into())
    }

    /// The words of a phrase.
    pub fn words(&self) -> Phrase {
        self.split_whitespace().map(|word| Self(word.into())).collect()
    }
}

impl Deref for Folded {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<Folded> for str {
    fn eq(&self, other: &Folded) -> bool {
        *self == *other.0
    }
}

impl Borrow<str> for Folded {
    fn borrow(&self) -> &str {
        self
    }
}

impl Serialize for Folded {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Folded {
    /// What a person wrote is folded; what the build stored is folded already.
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let written = from.is_human_readable();
        let word = Box::<str>::deserialize(from)?;
        Ok(if written { Self::new(&word) } else { Self(word) })
    }
}

/// Single words, asked for in folded form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordSet(FxHashSet<Folded>);

impl WordSet {
    /// Whether it holds a folded word.
    pub fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    /// The same word as the set has it, which lives as long as the set.
    pub fn get(&self, word: &str) -> Option<&str> {
        self.0.get(word).map(Deref::deref)
    }

    /// Whether it has no word.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Its words, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(Deref::deref)
    }
}

impl<S: AsRef<str>> FromIterator<S> for WordSet {
    /// Folds the words.
    fn from_iter<I: IntoIterator<Item = S>>(words: I) -> Self {
        Self(words.into_iter().map(|w| Folded::new(w.as_ref())).collect())
    }
}

impl Serialize for WordSet {
    /// In order, so that a build gives the same bytes each time.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut words: Vec<&Folded> = self.0.iter().collect();
        words.sort_unstable();
        words.serialize(to)
    }
}

impl<'de> Deserialize<'de> for WordSet {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        FxHashSet::deserialize(from).map(Self)
    }
}

/// The folded words of a phrase, one or more.
pub type Phrase = Vec<Folded>;

/// Phrases of one folded word or more, by their first word, longest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PhraseSet(FxHashMap<Folded, Vec<Phrase>>);

impl PhraseSet {
    /// The longest phrase that begins with the word `first` and whose words `key` gives from index 0 on.
    ///
    /// A last word ل or ب is a proclitic: it is met at the beginning of the next word.
    pub fn longest<'k>(&self, first: &str, key: impl Fn(usize) -> &'k str) -> Option<&Phrase> {
        let fits = |phrase: &&Phrase| {
            let last = phrase.len() - 1;
            phrase.iter().enumerate().skip(1).all(|(i, word)| {
                let word: &str = word;
                let at = key(i);
                at == word || (i == last && is_joined(at, word))
            })
        };
        self.0.get(first)?.iter().find(fits)
    }

    /// Whether a phrase begins with a word.
    pub fn begins(&self, word: &str) -> bool {
        self.0.contains_key(word)
    }

    /// The first words of its phrases, in no order.
    pub fn firsts(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(Deref::deref)
    }

    /// Whether it holds a single word.
    pub fn has(&self, word: &str) -> bool {
        self.0.get(word).is_some_and(|list| list.iter().any(|phrase| phrase.len() == 1))
    }
}

/// Whether a word begins with the proclitic `word` and goes on with two letters or more.
fn is_joined(key: &str, word: &str) -> bool {
    matches!(word, "ل" | "ب") && key.starts_with(word) && key.chars().nth(2).is_some()
}

impl<S: AsRef<str>> FromIterator<S> for PhraseSet {
    /// Folds the phrases. Of equally long ones with the same first word the earlier goes first.
    fn from_iter<I: IntoIterator<Item = S>>(phrases: I) -> Self {
        let mut map: FxHashMap<Folded, Vec<Phrase>> = FxHashMap::default();
        for text in phrases {
            let words = Folded::new(text.as_ref()).words();
            if let Some(first) = words.first() {
                map.entry(first.clone()).or_default().push(words);
            }
        }
        for list in map.values_mut() {
            list.sort_by_key(|p| std::cmp::Reverse(p.len()));
        }
        Self(map)
    }
}

impl Serialize for PhraseSet {
    /// In the order of their first words, so that a build gives the same bytes each time.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut lists: Vec<_> = self.0.iter().collect();
        lists.sort_unstable();
        let text = |phrase: &Phrase| phrase.iter().map(Deref::deref).collect::<Vec<&str>>().join(" ");
        lists.iter().flat_map(|(_, list)| list.iter()).map(text).collect::<Vec<String>>().serialize(to)
    }
}

impl<'de> Deserialize<'de> for PhraseSet {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Vec::<String>::deserialize(from).map(Self::from_iter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        words: WordSet,
        phrases: PhraseSet,
    }

    const WRITTEN: &str = "words = ['إلى', 'أكّد']\nphrases = ['وفقا ل', 'وفقا لما ذكره', 'نقلاً عن', 'قال']";

    fn sample() -> Sample {
        toml::from_str(WRITTEN).unwrap()
    }

    #[test]
    fn words_are_folded_as_they_are_read() {
        let words = sample().words;
        assert!(words.contains(&fold("الى")) && words.contains("اكد"));
        assert!(!words.contains("إلى"));
    }

    #[test]
    fn what_is_stored_is_what_was_read() {
        let stored = postcard::to_allocvec(&sample()).unwrap();
        assert_eq!(built_in::<Sample>(&stored), sample());
        assert_eq!(postcard::to_allocvec(&built_in::<Sample>(&stored)).unwrap(), stored);
    }

    #[test]
    fn a_lexicon_that_does_not_fit_is_refused_with_its_line() {
        let refused = |written: &str| toml::from_str::<Sample>(written).unwrap_err().to_string();
        for (written, line, fault) in [
            (&*format!("{WRITTEN}\nmore = []"), 3, "unknown field `more`"),
            ("words = []\nphrases = 'قال'", 2, "invalid type: string"),
            ("words = []\nphrases = [['قال']]", 2, "invalid type: sequence"),
            ("words = []\nphrases = []\nwords = []", 3, "duplicate key"),
            ("words = []\n\nphrases = ['قال'", 3, "unclosed array"),
        ] {
            let told = refused(written);
            assert!(told.contains(&format!("line {line}, ")) && told.contains(fault), "{told}");
        }
        assert!(refused("words = []").contains("missing field `phrases`"));
    }

    #[test]
    fn the_longest_phrase_goes_first_and_a_last_proclitic_is_joined() {
        let phrases = sample().phrases;
        let found = |text: &'static str| {
            let words: Vec<String> = text.split(' ').map(fold).collect();
            let words: Vec<&'static str> = words.into_iter().map(|w| &*w.leak()).collect();
            phrases.longest(words[0], |i| words.get(i).copied().unwrap_or_default()).map(Vec::len)
        };
        assert_eq!(found("وفقا لما ذكره"), Some(3));
        assert_eq!(found("وفقا لمصدر"), Some(2));
        assert_eq!(found("وفقا له"), None);
        assert_eq!(found("نقلا عن"), Some(2));
        assert!(phrases.has("قال") && !phrases.has("نقلا") && phrases.begins("نقلا"));
    }
}
