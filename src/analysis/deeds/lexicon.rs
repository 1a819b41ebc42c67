//! The words of `data/lexicon/deeds.toml`, folded.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::text::clitic;
use crate::text::fold::fold;
use crate::words::Language;

/// A sort of deed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeedKind {
    /// Its name inside isnad.
    pub(super) kind: String,
    ar: String,
    en: String,
    pub(super) parties: Vec<Party>,
    /// Deeds of the same parties at most so many days apart are one; `None` where a deed happens
    /// once.
    pub window: Option<i32>,
    verbs: Vec<String>,
    nouns: Vec<String>,
}

impl DeedKind {
    /// The name of the sort that has this one, as it lives as long as the program.
    pub fn named(kind: &str) -> Option<&'static str> {
        Lexicon::get().kinds.iter().map(|k| k.kind.as_str()).find(|k| *k == kind)
    }

    /// What a finding calls the deed, with `{0}` and `{1}` for its parties.
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Ar => &self.ar,
            Language::En => &self.en,
        }
    }
}

/// Whom or what a deed joins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Party {
    Person,
    Place,
    Organisation,
}

/// What sort of word tells a deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordKind {
    Verb,
    Noun,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    stops: Vec<String>,
    leads: Vec<String>,
    kin: Vec<String>,
    undone: Vec<String>,
    own_and: Vec<String>,
    namesakes: Vec<String>,
    before_times: Vec<String>,
    deed: Vec<DeedKind>,
}

/// Whether a word may begin to tell a deed: few do.
#[derive(Clone, Copy, Debug)]
pub(super) struct MayTell(pub(super) bool);

/// The words that tell a deed after the first one, and what they tell.
type Tail = (Vec<String>, usize, WordKind);

/// The folded lexicon.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    pub(super) kinds: Vec<DeedKind>,
    words: FxHashMap<String, Vec<Tail>>,
    pub(super) stops: FxHashSet<String>,
    pub(super) leads: FxHashSet<String>,
    pub(super) kin: FxHashSet<String>,
    pub(super) undone: FxHashSet<String>,
    pub(super) own_and: FxHashSet<String>,
    pub(super) namesakes: FxHashSet<String>,
    pub(super) before_times: FxHashSet<String>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let file = toml::from_str::<File>(include_str!("../../../data/lexicon/deeds.toml"));
    file.map(Lexicon::new).unwrap_or_default()
});

impl Lexicon {
    pub(super) fn get() -> &'static Self {
        &LEXICON
    }

    fn new(file: File) -> Self {
        let folded = |list: Vec<String>| list.iter().map(|w| fold(w)).collect();
        let mut words: FxHashMap<String, Vec<Tail>> = FxHashMap::default();
        for (at, kind) in file.deed.iter().enumerate() {
            let verbs = kind.verbs.iter().map(|w| (w, WordKind::Verb));
            for (form, sort) in verbs.chain(kind.nouns.iter().map(|w| (w, WordKind::Noun))) {
                let folded = fold(form);
                let mut rest = folded.split_whitespace().map(str::to_owned);
                if let Some(first) = rest.next() {
                    words.entry(first).or_default().push((rest.collect(), at, sort));
                }
            }
        }
        Self {
            kinds: file.deed,
            words,
            stops: folded(file.stops),
            leads: folded(file.leads),
            kin: folded(file.kin),
            undone: folded(file.undone),
            own_and: folded(file.own_and),
            namesakes: folded(file.namesakes),
            before_times: folded(file.before_times),
        }
    }

    /// Whether a word tells a deed as it stands: وصل, not وزار.
    pub(super) fn is_whole(&self, key: &str) -> bool {
        self.words.contains_key(key)
    }

    /// Whether a folded word, its proclitics set aside, begins the words of a deed.
    pub(super) fn may_tell(word: &str) -> MayTell {
        let words = &Self::get().words;
        MayTell(clitic::splits(word).any(|split| words.contains_key(&*split.word())))
    }

    /// The deed that the words from a token on tell, and their last token.
    pub(super) fn word<'k>(
        &'static self,
        key: impl Fn(usize) -> &'k str,
        at: usize,
    ) -> Option<(&'static DeedKind, WordKind, usize)> {
        clitic::splits(key(at)).find_map(|split| {
            let tails = self.words.get(&*split.word())?;
            let fits = |tail: &&Tail| tail.0.iter().enumerate().all(|(i, w)| key(at + 1 + i) == w);
            let (tail, kind, sort) = tails.iter().find(fits)?;
            // ب and ك are written onto nouns alone; ل tells what for (دعا لاغتيال).
            let bare = split.governs.is_none_or(|c| matches!(c, 'و' | 'ف'));
            let noun = *sort == WordKind::Noun && split.governs != Some('ل');
            let kind = self.kinds.get(*kind)?;
            (noun || bare).then_some((kind, *sort, at + tail.len()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_is_read() {
        toml::from_str::<File>(include_str!("../../../data/lexicon/deeds.toml")).unwrap();
        for kind in &Lexicon::get().kinds {
            for language in [Language::Ar, Language::En] {
                let name = kind.name(language);
                assert_eq!(name.matches('{').count(), kind.parties.len(), "{name}");
            }
        }
    }

    #[test]
    fn words_with_and_without_proclitics() {
        let found = |words: &'static str| {
            let words: Vec<_> = words.split(' ').map(fold).collect();
            let key = |i: usize| words.get(i).map_or("", |w| w);
            Lexicon::get().word(key, 0).map(|(kind, sort, last)| (kind.kind.as_str(), sort, last))
        };
        assert_eq!(found("وزار"), Some(("visit", WordKind::Verb, 0)));
        assert_eq!(found("بزيارة"), Some(("visit", WordKind::Noun, 0)));
        assert_eq!(found("أطلق سراح"), Some(("release", WordKind::Verb, 1)));
        assert_eq!(found("أطلق صاروخ"), None);
        assert_eq!(found("لاغتيال"), None);
    }
}
