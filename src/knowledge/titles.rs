//! Titles of offices and the bodies every state has, from `data/lexicon/titles.toml` and
//! `data/lexicon/bodies.toml`.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::lexicon::{self, Folded, WordSet, stored_lexicon};

mod file;

use file::{BodiesFile, TitlesFile};
pub use file::{Body, OfficeOf, Title};

impl Body {
    /// The id of this body of a state.
    pub fn id_of(&self, state: &str) -> String {
        if self.id.contains("{state}") {
            self.id.replace("{state}", state)
        } else {
            format!("{}-{state}", self.id)
        }
    }

    /// What an id has in the state's place, where it can be one of this body.
    pub fn state_in<'i>(&self, id: &'i str) -> Option<&'i str> {
        match self.id.split_once("{state}") {
            Some((before, after)) => id.strip_prefix(before)?.strip_suffix(after),
            None => id.strip_prefix(&self.id)?.strip_prefix('-'),
        }
    }

    /// Whether its Arabic name is feminine, for the state's adjective (وزارة … الروسية).
    pub fn feminine(&self) -> bool {
        self.ar.split(' ').next().is_some_and(|w| w.ends_with('ة') || w.ends_with("ات"))
    }
}

/// A form of a title or body as it stands in text, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Its words.
    pub words: lexicon::Phrase,
    /// Indices of the titles (or the body) it can be.
    pub targets: Vec<usize>,
    /// Whether the name of the state or body must follow.
    pub construct: bool,
    /// Whether that name carries the proclitic ل.
    pub with_l: bool,
}

/// Phrases by their first word, longest first.
#[derive(Debug, Default)]
pub struct Phrases(FxHashMap<Folded, Vec<Phrase>>);

impl Phrases {
    /// The phrases that begin with a folded word.
    pub fn starting(&self, word: &str) -> &[Phrase] {
        self.0.get(word).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, form: &Folded, target: usize, construct: bool) {
        let mut words = form.words();
        let with_l = words.len() > 1 && words.last().is_some_and(|w| **w == *"ل");
        if with_l {
            words.pop();
        }
        let Some(first) = words.first().cloned() else {
            return;
        };
        let list = self.0.entry(first).or_default();
        match list.iter_mut().find(|p| p.words == words && p.construct == construct && p.with_l == with_l) {
            Some(known) => known.targets.push(target),
            None => list.push(Phrase { words, targets: vec![target], construct, with_l }),
        }
    }

    fn sort(&mut self) {
        self.0
            .values_mut()
            .for_each(|list| list.sort_by_key(|p| (std::cmp::Reverse(p.words.len()), p.construct)));
    }
}

/// The lexicon of titles.
#[derive(Debug)]
pub struct Titles {
    /// All titles.
    pub list: Vec<Title>,
    /// Their forms.
    pub phrases: Phrases,
    /// Words that make another title of one they precede (نائب), longest first.
    pub modifiers: Vec<lexicon::Phrase>,
    /// The first words of those.
    modifying: FxHashSet<Folded>,
    /// Words after a title whose holder is no longer in office.
    pub former: WordSet,
    /// Adjectives that may follow a title without changing it.
    pub attributes: WordSet,
    /// Ranks and forms of address that may stand before a name, longest first.
    pub ranks: Vec<lexicon::Phrase>,
}

/// The lexicon of bodies.
#[derive(Debug)]
pub struct Bodies {
    /// All bodies.
    pub list: Vec<Body>,
    /// Their forms; a `construct` one is a short form.
    pub phrases: Phrases,
}

static TITLES: LazyLock<Titles> = LazyLock::new(|| {
    let file: TitlesFile = stored_lexicon!("titles");
    let mut phrases = Phrases::default();
    for (i, title) in file.title.iter().enumerate() {
        title.forms.iter().for_each(|f| phrases.add(f, i, false));
        title.of_forms.iter().for_each(|f| phrases.add(f, i, true));
    }
    phrases.sort();
    let longest_first = |list: &[Folded]| {
        let mut out: Vec<lexicon::Phrase> = list.iter().map(Folded::words).collect();
        out.sort_by_key(|words| std::cmp::Reverse(words.len()));
        out
    };
    let modifiers = longest_first(&file.modifiers);
    Titles {
        phrases,
        modifying: modifiers.iter().filter_map(|words| words.first().cloned()).collect(),
        modifiers,
        former: file.former,
        attributes: file.attributes,
        ranks: longest_first(&file.ranks),
        list: file.title,
    }
});

static BODIES: LazyLock<Bodies> = LazyLock::new(|| {
    let file: BodiesFile = stored_lexicon!("bodies");
    let mut phrases = Phrases::default();
    for (i, body) in file.body.iter().enumerate() {
        body.forms.iter().for_each(|f| phrases.add(f, i, false));
        body.short.iter().for_each(|f| phrases.add(f, i, true));
    }
    phrases.sort();
    Bodies { list: file.body, phrases }
});

impl Titles {
    /// The built-in lexicon.
    pub fn get() -> &'static Self {
        &TITLES
    }

    /// Whether a title, or a modifier of one, begins with a folded word.
    pub fn begin_with(&self, word: &str) -> bool {
        self.modifying.contains(word) || !self.phrases.starting(word).is_empty()
    }

    /// A title by its id.
    pub fn by_id(&self, id: &str) -> Option<&Title> {
        self.list.iter().find(|t| t.id == id)
    }

    /// Whether `id` is a title or the deputy of one (`deputy-minister-of-defence`).
    pub fn known(&self, id: &str) -> bool {
        self.by_id(id).is_some() || id.strip_prefix("deputy-").is_some_and(|id| self.by_id(id).is_some())
    }

    /// The group of a title; a title outside the lexicon is its own.
    pub fn group_of<'t>(&'t self, id: &'t str) -> &'t str {
        self.by_id(id).map_or(id, |t| &t.group)
    }
}

impl Bodies {
    /// The built-in lexicon.
    pub fn get() -> &'static Self {
        &BODIES
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn title_ids_are_unique() {
        let ids: std::collections::BTreeSet<_> = Titles::get().list.iter().map(|t| &t.id).collect();
        assert_eq!(ids.len(), Titles::get().list.len());
    }

    #[test]
    fn body_ids_go_both_ways() {
        let embassy = Bodies::get().list.iter().find(|b| b.class == "embassy").unwrap();
        assert_eq!(embassy.id_of("japan"), "embassy-of-japan");
        assert_eq!(embassy.state_in("embassy-of-japan-moscow"), Some("japan-moscow"));
    }
}
