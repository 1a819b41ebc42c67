//! The words of `data/lexicon/deeds.toml`, by the first word that tells a deed.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::clitic;
use crate::text::lexicon::{Folded, stored_lexicon};
use crate::words::Language;

mod file;

pub use file::DeedKind;
use file::Deeds;
pub(super) use file::Party;

impl DeedKind {
    /// The name of the sort that has this one, as it lives as long as the program.
    pub fn named(kind: &str) -> Option<&'static str> {
        Lexicon::get().file.deed.iter().map(|k| k.kind.as_str()).find(|k| *k == kind)
    }

    /// What a finding calls the deed, with `{0}` and `{1}` for its parties.
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Ar => &self.ar,
            Language::En => &self.en,
        }
    }
}

/// What sort of word tells a deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordKind {
    Verb,
    Noun,
}

/// Whether a word may begin to tell a deed: few do.
#[derive(Clone, Copy, Debug)]
pub(super) struct MayTell(pub(super) bool);

/// The words that tell a deed after the first one, and what they tell.
type Tail = (Vec<Folded>, usize, WordKind);

/// The lexicon: the file's words, and the first words of those that tell a deed.
#[derive(Debug)]
pub(super) struct Lexicon {
    pub(super) file: Deeds,
    words: FxHashMap<Folded, Vec<Tail>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(stored_lexicon!("deeds")));

impl Lexicon {
    pub(super) fn get() -> &'static Self {
        &LEXICON
    }

    fn new(file: Deeds) -> Self {
        let mut words: FxHashMap<Folded, Vec<Tail>> = FxHashMap::default();
        for (at, kind) in file.deed.iter().enumerate() {
            let verbs = kind.verbs.iter().map(|w| (w, WordKind::Verb));
            for (form, sort) in verbs.chain(kind.nouns.iter().map(|w| (w, WordKind::Noun))) {
                let mut rest = form.words().into_iter();
                if let Some(first) = rest.next() {
                    words.entry(first).or_default().push((rest.collect(), at, sort));
                }
            }
        }
        Self { file, words }
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
            let kind = self.file.deed.get(*kind)?;
            (noun || bare).then_some((kind, *sort, at + tail.len()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    #[test]
    fn a_name_holds_its_parties() {
        for kind in &Lexicon::get().file.deed {
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
