//! Cues of a block: reporting verbs, noun cues, formulas, vague phrases.

use super::lexicon::{Lexicon, Strength};
use super::marks::Marks;
use super::quotes::{self, QuoteFacts};
use crate::text::fold::is_mark;
use crate::text::lexicon::{Folded, PhraseSet, WordSet};
use crate::text::token::is_quote;
use crate::text::{Span, Tokens, clitic};

/// A reporting verb in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerbCue {
    /// Its token.
    pub token: usize,
    /// What it does.
    pub strength: Strength,
    /// Whether it is a participle (مضيفا).
    pub participle: bool,
    /// Whether و or ف is written onto it.
    pub joined: bool,
}

/// A phrase in a block: first and last token.
pub type PhraseCue = (usize, usize);

/// Cues of reporting in a block, found from its words alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CueFacts {
    /// Reporting verbs.
    pub verbs: Vec<VerbCue>,
    /// بحسب, نقلا عن, وفقا ل: the source stands behind them.
    pub nouns: Vec<PhraseCue>,
    /// يشار إلى, يذكر أن.
    pub impersonal: Vec<PhraseCue>,
    /// تم اتهام, تثير الشكوك.
    pub vague: Vec<PhraseCue>,
    /// يُتهم, تواجه … اتهامات: who is named there is accused.
    pub accused: Vec<PhraseCue>,
    /// Verbs marked as passive, of which nobody is told to be the subject: ذُكر كيم.
    pub passive: Vec<PhraseCue>,
    /// وهو ما: the reporter's own comment begins.
    pub comments: Vec<PhraseCue>,
    /// Quotation marks and what they enclose.
    pub quotes: QuoteFacts,
    /// What each word can be, by token.
    pub(super) marks: Vec<Marks>,
}

/// How far behind a verb a word it needs may stand, in tokens.
const NEED_REACH: usize = 26;
/// How far the two words of a vague pair may stand apart, in tokens.
const PAIR_REACH: usize = 4;

/// The short u, which on a past verb's first letter makes it passive.
const DAMMA: char = '\u{64f}';

/// Finds the cues of a block.
pub fn find(text: &str, tokens: &Tokens) -> CueFacts {
    let lexicon = Lexicon::get();
    let (quotes, marks) = (quotes::find(tokens), Marks::of_all(tokens));
    let mut facts = CueFacts { quotes, marks, ..CueFacts::default() };
    let mut at = 0;
    while at < tokens.len() {
        if !tokens.is_word(at) || !facts.marks[at].cue {
            at += 1;
            continue;
        }
        if let Some(last) = phrase(tokens, at, &mut facts) {
            at = last + 1;
            continue;
        }
        if clitic::conjoined(tokens.key(at)).any(|word| lexicon.vague_firsts.contains(word)) {
            facts.vague.extend(pair(&lexicon.phrases.vague_pairs, tokens, at));
            facts.accused.extend(pair(&lexicon.phrases.accused_pairs, tokens, at));
        }
        if let Some(cue) = verb(lexicon, tokens, &facts.marks, at) {
            if is_accused(lexicon, text, tokens, &cue) {
                facts.accused.push((at, at));
            } else if !is_passive(text, tokens, &cue) {
                facts.verbs.push(cue);
            } else if is_impersonal(lexicon, tokens.key(at + 1)) {
                facts.impersonal.push((at, at + 1));
            } else {
                facts.passive.push((at, at));
            }
        }
        at += 1;
    }
    facts
}

/// Whether what follows a passive verb makes it one of nobody: أُعلن أن, أُعلن عن.
fn is_impersonal(lexicon: &Lexicon, next: &str) -> bool {
    lexicon.phrases.complementizers.has(next) || lexicon.phrases.from.has(next)
}

/// Whether a cue can begin with a word.
pub(super) fn can_begin(key: &str) -> bool {
    let lexicon = Lexicon::get();
    let sets = [
        &lexicon.phrases.impersonal,
        &lexicon.phrases.vague_phrases,
        &lexicon.phrases.own_comment,
        &lexicon.phrases.noun_cues,
    ];
    clitic::conjoined(key).any(|word| {
        sets.iter().any(|set: &&PhraseSet| set.begins(word))
            || lexicon.vague_firsts.contains(word)
            || lexicon.verb(word).is_some()
    })
}

/// Takes a phrase that begins at a token; gives its last token.
fn phrase(tokens: &Tokens, at: usize, facts: &mut CueFacts) -> Option<usize> {
    let lexicon = Lexicon::get();
    let sets = [
        (&lexicon.phrases.impersonal, &mut facts.impersonal),
        (&lexicon.phrases.vague_phrases, &mut facts.vague),
        (&lexicon.phrases.own_comment, &mut facts.comments),
        (&lexicon.phrases.noun_cues, &mut facts.nouns),
    ];
    for (set, list) in sets {
        let key = |i: usize| tokens.key(at + i);
        let found = clitic::conjoined(tokens.key(at)).find_map(|word| set.longest(word, key));
        if let Some(phrase) = found {
            // A last ل or ب is the next word's proclitic: the phrase ends before that word.
            let clitic = usize::from(phrase.last().is_some_and(|w| matches!(&**w, "ل" | "ب")));
            let last = at + phrase.len() - 1 - clitic;
            list.push((at, last));
            return Some(last);
        }
    }
    None
}

/// A vague pair that begins at a token: أثارت المعاهدة المخاوف.
fn pair(pairs: &[[Folded; 2]], tokens: &Tokens, at: usize) -> Option<PhraseCue> {
    let firsts = clitic::conjoined(tokens.key(at));
    let pairs = pairs.iter().filter(|[first, _]| firsts.clone().any(|word| word == first));
    let second = |i: &usize| pairs.clone().any(|[_, second]| tokens.key(*i) == second);
    (at + 1..=at + PAIR_REACH).find(second).map(|last| (at, last))
}

fn verb(lexicon: &Lexicon, tokens: &Tokens, marks: &[Marks], at: usize) -> Option<VerbCue> {
    let key = tokens.key(at);
    let (word, form) = clitic::conjoined(key).find_map(|word| Some((word, lexicon.verb(word)?)))?;
    let joined = word.len() < key.len();
    let followed = form.needs.is_empty()
        || (at + 1..tokens.len().min(at + NEED_REACH))
            .any(|i| marks[i].vague || meets(tokens, i, &form.needs));
    let followed = followed && !form.not_before.contains(tokens.key(at + 1));
    followed.then_some(VerbCue { token: at, strength: form.strength, participle: form.participle, joined })
}

/// Whether a verb is marked as passive: ذُكر كيم, where nobody is told to have mentioned him. In يُعلن the
/// mark tells nothing, and in نُقل عن كيم the speaker stands behind عن all the same.
fn is_passive(text: &str, tokens: &Tokens, cue: &VerbCue) -> bool {
    let letters = letters(text, tokens, cue);
    let mut marks = letters.chars().skip(1).take_while(|c| is_mark(*c));
    let past = !letters.starts_with(['ي', 'ت']) && !cue.participle;
    past && cue.strength != Strength::Relay && marks.any(|c| c == DAMMA)
}

/// The letters of a verb as they are written, without its conjunction.
fn letters<'t>(text: &'t str, tokens: &Tokens, cue: &VerbCue) -> &'t str {
    let word = tokens.get(cue.token).map_or("", |token| token.span.of(text));
    &word[clitic::skip(word, Span::new(0, word.len()), usize::from(cue.joined))..]
}

/// Whether a short u makes a verb of accusation passive: يُتهم, اتُّهمت, اُتهم. It has no other on its first two
/// letters.
fn is_accused(lexicon: &Lexicon, text: &str, tokens: &Tokens, cue: &VerbCue) -> bool {
    let mut words = clitic::conjoined(tokens.key(cue.token));
    let letters = letters(text, tokens, cue);
    let third =
        letters.char_indices().filter(|(_, c)| !is_mark(*c)).nth(2).map_or(letters.len(), |(at, _)| at);
    words.any(|word| lexicon.phrases.accusing.contains(word)) && letters[..third].contains(DAMMA)
}

/// Whether a token is one of the words a verb needs, or opens a quotation. What names nobody does as well
/// («كشف استطلاع»).
fn meets(tokens: &Tokens, at: usize, needs: &WordSet) -> bool {
    let key = tokens.key(at);
    needs.contains(key) || tokens.punct(at).is_some_and(|c| is_quote(c) && c != '”' && c != '»')
}
