//! Where a block may have a slip of a name, whatever its article names.

use crate::analysis::evidence::Slip;
use crate::knowledge::{EntityKind, Knowledge};
use crate::names::near::{Name, Near, Use, used};
use crate::names::spelling;
use crate::text::fold::{fold, name_letter};
use crate::text::{Span, Tokens, WordMemo, clitic};

/// Most words of a name that is looked for.
const WORDS: usize = 4;

/// Most bytes of a word that may be a slip of a name.
const LONGEST: usize = 80;

/// The slips that a block may have, in the order they are to be looked at: by their first word, the
/// longest first.
pub(super) fn of_block(block: &str, tokens: &Tokens, near: &Near, knowledge: &Knowledge) -> Box<[Slip]> {
    Line { text: block, tokens, near, knowledge }.slips().into()
}

/// Whether words are a form of something known.
pub(super) fn is_form(words: &str, knowledge: &Knowledge) -> bool {
    !knowledge.gazetteer().lookup(words).is_empty()
}

/// What part of a name with a slip in it a word can be, by itself.
#[derive(Clone, Copy)]
struct Part {
    /// It is rare, or begins a name of several words, its proclitics set aside.
    may_begin: bool,
    /// It ends one.
    may_end: bool,
}

impl Part {
    fn of(key: &str, near: &Near) -> Self {
        let rare = is_rare(key);
        let mut words = clitic::splits(key).map(|s| s.word());
        let may_begin = words.any(|word| (rare && is_rare(&word)) || near.ends_a_name(&word));
        Self { may_begin, may_end: near.ends_a_name(key) }
    }
}

/// A block and its words.
struct Line<'a> {
    text: &'a str,
    tokens: &'a Tokens,
    near: &'a Near,
    knowledge: &'a Knowledge,
}

impl Line<'_> {
    fn slips(&self) -> Vec<Slip> {
        let count = self.tokens.len();
        let memo = WordMemo::among(self.tokens, self.knowledge.lexemes());
        let part = |at| memo.read(at, |key| Part::of(key, self.near), |part| *part);
        let parts: Vec<Part> = (0..count).map(part).collect();
        let may_begin = |at: &usize| {
            let mut behind = parts.iter().skip(at + 1).take(WORDS - 1);
            parts[*at].may_begin || behind.any(|part| part.may_end)
        };
        (0..count).filter(may_begin).flat_map(|at| self.slips_at(at)).collect()
    }

    /// The slips that begin with a token.
    fn slips_at(&self, at: usize) -> Vec<Slip> {
        let tokens = self.tokens;
        if !tokens.is_word(at) || tokens.key(at).is_ascii() || tokens.key(at).len() > LONGEST {
            return Vec::new();
        }
        let further = (1..WORDS).take_while(|&n| self.goes_on(at + n)).count();
        let splits = clitic::splits(tokens.key(at));
        let slips = splits
            .flat_map(|split| (at..=at + further).rev().filter_map(move |last| self.slip(at, last, &split)));
        slips.collect()
    }

    /// The tokens from one to another as a slip, the first without its proclitics.
    fn slip(&self, first: usize, last: usize, split: &clitic::Split<'_>) -> Option<Slip> {
        let tokens = self.tokens;
        let word = split.word();
        let may_be = if first == last {
            is_rare(tokens.key(first)) && is_rare(&word)
        } else {
            self.near.ends_a_name(&word) || self.near.ends_a_name(tokens.key(last))
        };
        if !may_be {
            return None;
        }
        let further = (first + 1..=last).map(|i| tokens.key(i));
        let names = self.near.slips_of(&joined(&word, further.clone()), self.knowledge);
        // Nearly always so: only then are the words worth a list.
        if names.is_empty() {
            return None;
        }
        let words_from = |first| std::iter::once(first).chain(further.clone()).collect::<Vec<&str>>();
        let words = words_from(word.as_ref());
        let names = names_meant(names, &words);
        if names.is_empty() || self.is_known(&words) || self.is_known(&words_from(tokens.key(first))) {
            return None;
        }
        let token = tokens.get(first)?;
        let start = clitic::skip(token.span.of(self.text), token.span, split.letters);
        let span = Span::new(start, tokens.get(last)?.span.end);
        Some(Slip { span, first, last, fused: split.fused, names })
    }

    /// Whether words are a form of something known.
    fn is_known(&self, words: &[&str]) -> bool {
        is_form(&words.join(" "), self.knowledge)
    }

    /// Whether a token is a word that follows the one before it with nothing but blanks between.
    fn goes_on(&self, at: usize) -> bool {
        let key = self.tokens.key(at);
        self.tokens.is_word(at) && self.tokens.spaced_before(at) && !key.is_ascii() && key.len() <= LONGEST
    }
}

/// The key of a name of several words.
fn joined<'w>(first: &'w str, further: impl Iterator<Item = &'w str>) -> String {
    let mut key = String::with_capacity(LONGEST);
    for word in std::iter::once(first).chain(further) {
        key.extend(word.chars().map(name_letter));
    }
    key
}

/// Those of the names one edit away from words that the words may be a slip of.
fn names_meant(mut names: Vec<Name>, words: &[&str]) -> Vec<Name> {
    names.retain(|name| {
        let folded = fold(&name.text);
        let parts: Vec<&str> = folded.split_whitespace().collect();
        words_may_slip(words, &parts, name.kind)
    });
    names
}

/// Whether a word is met too rarely to be one of the language, with ال or without; a plural with ال
/// is one however rare.
fn is_rare(word: &str) -> bool {
    let Some(bare) = word.strip_prefix("ال") else {
        return used(word) == Use::Rare;
    };
    let plural = ["ات", "ون", "ين", "يه", "يات"].iter().any(|end| bare.ends_with(end));
    !plural && used(word) == Use::Rare && used(bare) == Use::Rare
}

/// Letters of the word that differs in a person's name of two words, and beside words of the language:
/// shorter ones are easily another's (جون فيلي, جون كيلي; مدينة هوشي, مدينة هوي).
const SHORT: usize = 5;

/// Whether the word that differs is one nobody would mean: no word of the language, and in a person's
/// name no other name.
fn words_may_slip(words: &[&str], name: &[&str], kind: EntityKind) -> bool {
    if words.len() != name.len() {
        return words.iter().all(|w| used(w) != Use::Word) && name.len() > 1;
    }
    let (same, differ): (Vec<_>, Vec<_>) =
        words.iter().zip(name).partition(|(a, b)| spelling::key(a) == spelling::key(b));
    let told = same.iter().any(|(w, _)| used(w) != Use::Word);
    let is_long = |word: &str| word.chars().count() >= SHORT && !is_glued(word);
    let is_pair = kind == EntityKind::Person && words.len() == 2;
    differ.iter().all(|(word, meant)| match (used(word), kind) {
        // بنغلادشي is who comes from there.
        (_, EntityKind::Place) if word.ends_with('ي') && !meant.ends_with('ي') => false,
        (Use::Rare, _) => is_long(word) || (told && !is_pair),
        (Use::Name, EntityKind::Place) => told,
        _ => false,
    })
}

/// Whether a word is two words of the language that ran together (إلاأن).
fn is_glued(word: &str) -> bool {
    let cuts = word.char_indices().map(|(at, _)| word.split_at(at));
    let is_word = |part: &str, least: usize| part.chars().count() >= least && used(part) == Use::Word;
    cuts.into_iter().any(|(a, b)| is_word(a, 3) && is_word(b, 2))
}
