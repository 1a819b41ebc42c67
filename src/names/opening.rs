//! What a word can open wherever it stands: a known name, a title, a body. Kept of each word: to find it takes
//! the readings of the word, and a walk through the gazetteer for each.

use super::spelling;
use crate::knowledge::Knowledge;
use crate::knowledge::gazetteer::{Gazetteer, Letters, Walk};
use crate::knowledge::titles::{Bodies, Titles};
use crate::text::clitic::{self, Split};
use crate::text::fold::loose_key_into;
use crate::text::{Tokens, WordMemo};

/// What the words of a block can open, by token.
pub(super) struct Openings<'b> {
    all: Vec<Opens>,
    memo: WordMemo<'b, Known>,
    gazetteer: &'b Gazetteer,
}

/// What a word can open, in short and in full; in full only where that is something.
type Known = (Opens, Option<Box<Opening>>);

/// What a word can open, in short.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing a word can open")]
pub(super) struct Opens {
    /// Some form of the knowledge base begins with it, however it is read; by its consonants at least.
    pub(super) form: bool,
    /// A form, whatever follows.
    pub(super) whole: bool,
    /// A full name that is written with other vowels.
    pub(super) loose: bool,
    /// A title, or what makes another title of one.
    pub(super) title: bool,
    /// A body's form.
    pub(super) body: bool,
    /// It is written in Latin and other letters.
    mixed: bool,
    /// What forms go on with.
    behind: Letters,
}

/// What of the knowledge base a word can begin.
#[derive(Clone, Debug, Default)]
pub(super) struct Opening {
    /// The forms that go on from its readings, in their order.
    pub(super) forms: Vec<Beginning>,
    /// Its readings that some full name begins with, vowels apart.
    pub(super) loose: Vec<LooseBeginning>,
}

/// A reading of a word that begins a full name in its consonants.
#[derive(Clone, Debug)]
pub(super) struct LooseBeginning {
    /// How many letters its proclitics take.
    pub(super) letters: usize,
    /// The innermost proclitic.
    pub(super) governs: Option<char>,
    /// Its loose key.
    pub(super) key: String,
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
}

impl Beginning {
    fn new(split: &Split<'_>, gazetteer: &Gazetteer) -> Option<Self> {
        let mut walk = gazetteer.walk();
        let begun =
            (!split.fused || gazetteer.feed(&mut walk, "ال")) && gazetteer.feed(&mut walk, split.rest);
        begun.then(|| Self {
            letters: split.letters,
            governs: split.governs,
            definite: split.rest.starts_with("ال"),
            is_whole: gazetteer.readings_at(&walk).is_some(),
            walk,
        })
    }
}

impl<'b> Openings<'b> {
    /// Of the words of a block.
    pub(super) fn new(tokens: &'b Tokens, knowledge: &'b Knowledge) -> Self {
        let (memo, gazetteer) = (WordMemo::among(tokens, knowledge.lexemes()), knowledge.gazetteer());
        let opens = |at| memo.read(at, |key| known(key, gazetteer), |known| known.0);
        Self { all: (0..tokens.len()).map(opens).collect(), memo, gazetteer }
    }

    /// What the word of a token can open; past the end, nothing.
    pub(super) fn at(&self, at: usize) -> Opens {
        self.all.get(at).copied().unwrap_or_default()
    }

    /// Reads what of the knowledge base the word of a token can begin; `None` where that is nothing.
    pub(super) fn read<R>(&self, at: usize, read: impl FnOnce(&Opening) -> R) -> Option<R> {
        self.memo.read(at, |key| known(key, self.gazetteer), |known| known.1.as_deref().map(read))
    }

    /// Whether a form may go on from a token with another, by its first letter.
    pub(super) fn may_go_on(&self, at: usize, tokens: &Tokens, next: usize) -> bool {
        // A mixed word is read as a Latin one.
        let first = tokens.key(next).chars().next().filter(|_| !self.at(next).mixed);
        first.is_none_or(|letter| self.at(at).behind.may_have(letter))
    }
}

fn known(key: &str, gazetteer: &Gazetteer) -> Known {
    let opening = Opening::new(key, gazetteer);
    let opens = Opens::new(key, &opening, gazetteer);
    (opens, opens.form.then(|| Box::new(opening)))
}

impl Opens {
    fn new(key: &str, opening: &Opening, gazetteer: &Gazetteer) -> Self {
        let body = |word: &str| !Bodies::get().phrases.starting(word).is_empty();
        let forms = &opening.forms;
        let behind = forms.iter().map(|form| gazetteer.letters_behind(&form.walk));
        Self {
            form: !forms.is_empty() || !opening.loose.is_empty(),
            whole: forms.iter().any(|form| form.is_whole),
            loose: !opening.loose.is_empty(),
            title: clitic::find(key, |word| Titles::get().begin_with(word)).is_some(),
            body: clitic::find(key, body).is_some(),
            mixed: is_mixed(key),
            behind: behind.fold(Letters::default(), Letters::or),
        }
    }
}

impl Opening {
    fn new(key: &str, gazetteer: &Gazetteer) -> Self {
        let latin = latin_key(key);
        let splits = clitic::splits(key).chain(latin.iter().flat_map(|l| clitic::splits(l)));
        let mut loose_key = String::with_capacity(key.len());
        let loose = |split: Split<'_>| {
            loose_key.clear();
            loose_key_into(split.rest, &mut loose_key);
            gazetteer.loose_begins(&loose_key).then(|| LooseBeginning {
                letters: split.letters,
                governs: split.governs,
                key: loose_key.clone(),
            })
        };
        Self {
            forms: splits.filter_map(|split| Beginning::new(&split, gazetteer)).collect(),
            loose: clitic::splits(key).filter(|s| !s.fused).filter_map(loose).collect(),
        }
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
    let latin = |c: char| if c.is_ascii() { Some(c) } else { spelling::latin_letter(c) };
    key.chars().map(latin).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The seeds, whose words open much.
    fn texts() -> impl Iterator<Item = String> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
        let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        files
            .filter(|path| path.extension().is_some_and(|e| e == "txt"))
            .map(|path| std::fs::read_to_string(path).unwrap())
    }

    #[test]
    fn what_is_told_in_short_is_what_the_gazetteer_tells() {
        let knowledge = Knowledge::built_in();
        let gazetteer = knowledge.gazetteer();
        let (mut begun, mut gone_on) = (0, 0);
        for text in texts() {
            let tokens = Tokens::interned(&text, knowledge.lexemes());
            let openings = Openings::new(&tokens, &knowledge);
            // A mixed word is read as a Latin one.
            for at in (0..tokens.len()).filter(|&at| !is_mixed(tokens.key(at))) {
                let known = clitic::find(tokens.key(at), |word| gazetteer.feed(&mut gazetteer.walk(), word));
                let opening = openings.read(at, Opening::clone).unwrap_or_default();
                assert_eq!(known.is_some(), !opening.forms.is_empty(), "{}", tokens.key(at));
                begun += usize::from(openings.at(at).form);
                for form in &opening.forms {
                    let next = (at + 1..at + 4)
                        .filter(|&next| gazetteer.feed(&mut form.walk.clone(), tokens.key(next)));
                    for next in next.filter(|&next| next < tokens.len()) {
                        assert!(
                            openings.may_go_on(at, &tokens, next),
                            "{} {}",
                            tokens.key(at),
                            tokens.key(next)
                        );
                        gone_on += 1;
                    }
                }
            }
        }
        assert!(begun > 1000 && gone_on > 200, "{begun} {gone_on}");
    }

    #[test]
    fn titles_bodies_and_names_are_opened_behind_proclitics_too() {
        let knowledge = Knowledge::built_in();
        let tokens = Tokens::new("ووزير لوزارة وبموسكو كلمة");
        let openings = Openings::new(&tokens, &knowledge);
        assert!(openings.at(0).title && !openings.at(0).body);
        assert!(openings.at(1).body);
        assert!(openings.at(2).whole && !openings.at(2).title);
        assert!(!openings.at(3).whole && !openings.at(9).form);
    }
}
