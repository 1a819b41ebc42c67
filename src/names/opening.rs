//! What a word can open wherever it stands: a known name, a title, a body. Kept of words met before: to
//! find it takes the readings of the word, and a walk through the gazetteer for each.

use std::cell::RefCell;
use std::rc::Rc;

use crate::knowledge::Knowledge;
use crate::knowledge::gazetteer::{Gazetteer, Letters, Walk};
use crate::knowledge::titles::{Bodies, Titles};
use crate::text::clitic::{self, Split};
use crate::text::fold::loose_key;
use crate::text::met::{Met, met};
use crate::text::Tokens;

/// What a word can open.
#[derive(Clone, Debug, Default)]
pub(super) struct Opening {
    /// The forms of the knowledge base that go on from its readings, in their order.
    pub(super) forms: Vec<Beginning>,
    /// Whether some full name begins with its consonants.
    pub(super) loose: bool,
    /// Whether some title does, or a modifier of titles.
    pub(super) title: bool,
    /// Whether the form of some body does.
    pub(super) body: bool,
}

/// A reading of a word that forms of the knowledge base go on from.
#[derive(Clone, Debug)]
pub(super) struct Beginning {
    /// How many letters its proclitics take.
    pub(super) letters: usize,
    /// The innermost proclitic.
    pub(super) governs: Option<char>,
    /// Whether what follows them begins with the article.
    pub(super) definite: bool,
    /// Where the gazetteer is behind it.
    pub(super) walk: Walk,
    /// Whether it is a form by itself.
    pub(super) is_whole: bool,
    letters_behind: Letters,
}

impl Beginning {
    fn new(split: &Split<'_>, gazetteer: &Gazetteer) -> Option<Self> {
        let mut walk = gazetteer.walk();
        let begun = (!split.fused || gazetteer.feed(&mut walk, "ال")) && gazetteer.feed(&mut walk, split.rest);
        begun.then(|| Self {
            letters: split.letters,
            governs: split.governs,
            definite: split.rest.starts_with("ال"),
            is_whole: gazetteer.readings_at(&walk).is_some(),
            letters_behind: gazetteer.letters_behind(&walk),
            walk,
        })
    }

    /// Whether a form may go on with a folded word, by its first letter.
    pub(super) fn may_go_on(&self, key: &str) -> bool {
        // A mixed word is read as a Latin one.
        let first = key.chars().next().filter(|_| !is_mixed(key));
        first.is_none_or(|letter| self.letters_behind.may_have(letter))
    }
}

impl Opening {
    /// What the word of a token can open; `None` where that is nothing.
    pub(super) fn of(tokens: &Tokens, at: usize, knowledge: &Knowledge) -> Option<Rc<Self>> {
        thread_local! {
            static OPENINGS: RefCell<Met<Option<Rc<Opening>>>> = const { RefCell::new(Met::new()) };
        }
        let hash = tokens.hash(at) ^ knowledge.generation().rotate_left(32);
        met(&OPENINGS, hash, || Self::new(tokens.key(at), knowledge.gazetteer()).map(Rc::new))
    }

    fn new(key: &str, gazetteer: &Gazetteer) -> Option<Self> {
        let latin = latin_key(key);
        let splits = || clitic::splits(key).chain(latin.iter().flat_map(|l| clitic::splits(l)));
        let titles = Titles::get();
        let title = |word: &str| {
            titles.modifiers.iter().any(|m| m[0] == word) || !titles.phrases.starting(word).is_empty()
        };
        let body = |word: &str| !Bodies::get().phrases.starting(word).is_empty();
        let opening = Self {
            forms: splits().filter_map(|split| Beginning::new(&split, gazetteer)).collect(),
            loose: splits().any(|s| !s.fused && gazetteer.loose_begins(&loose_key(s.rest))),
            title: clitic::find(key, title).is_some(),
            body: clitic::find(key, body).is_some(),
        };
        (opening.begins_form() || opening.title || opening.body).then_some(opening)
    }

    /// Whether some form of the knowledge base begins with it, however it is read.
    pub(super) fn begins_form(&self) -> bool {
        self.loose || !self.forms.is_empty()
    }

    /// Whether a title can begin with the word of a token.
    pub(super) fn is_title(tokens: &Tokens, at: usize, knowledge: &Knowledge) -> bool {
        Self::of(tokens, at, knowledge).is_some_and(|opening| opening.title)
    }

    /// Whether a body's form can begin with the word of a token.
    pub(super) fn is_body(tokens: &Tokens, at: usize, knowledge: &Knowledge) -> bool {
        Self::of(tokens, at, knowledge).is_some_and(|opening| opening.body)
    }
}

/// Whether a word is written in Latin and other letters.
fn is_mixed(key: &str) -> bool {
    !key.is_ascii() && key.bytes().any(|b| b.is_ascii_alphabetic())
}

/// A mixed word's Latin key: Arabic letters before Latin ones read by their sound (يoon).
pub(super) fn latin_key(key: &str) -> Option<String> {
    if !is_mixed(key) {
        return None;
    }
    key.chars()
        .map(|c| {
            let latin = match c {
                'ا' => 'a',
                'ب' => 'b',
                'ت' | 'ط' => 't',
                'ج' => 'j',
                'د' | 'ض' => 'd',
                'ر' => 'r',
                'ز' => 'z',
                'س' | 'ص' => 's',
                'ف' => 'f',
                'ك' => 'k',
                'ل' => 'l',
                'م' => 'm',
                'ن' => 'n',
                'ه' | 'ح' => 'h',
                'و' => 'w',
                'ي' => 'y',
                other => other,
            };
            latin.is_ascii().then_some(latin)
        })
        .collect()
}
