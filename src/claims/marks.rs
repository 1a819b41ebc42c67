//! What the lexicon says of a word wherever it stands, kept of words met before: of most, nothing.

use super::classes::Classes;
use super::lexicon::{Lexicon, stem};
use super::morph::Morph;
use super::{cues, toll, weigh};
use crate::text::{Tokens, WordMemo, clitic};

/// What a word can be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing a word can be")]
pub(super) struct Marks {
    /// It can begin a cue of reporting.
    pub(super) cue: bool,
    /// It can begin a reason for a claim to be a strong one, numbers in digits apart.
    pub(super) reason: bool,
    /// It can be a verb of refusing to say anything: رفض التعليق.
    pub(super) refuses: bool,
    /// It names nobody: استطلاع.
    pub(super) vague: bool,
    /// It is a large number written out.
    pub(super) large: bool,
    /// It can be a verb of an event.
    pub(super) event: bool,
    /// It is a number written out, or a word for many.
    pub(super) counts: bool,
    /// It tells of casualties, and their number may stand behind it.
    pub(super) toll_head: bool,
    /// The lists it stands in.
    pub(super) classes: Classes,
    /// The incident it tells of: the folded stem.
    pub(super) incident: Option<&'static str>,
    /// What signals show of it.
    pub(super) morph: Morph,
}

impl Marks {
    /// The marks of the words of a block, by token.
    pub(super) fn of_all(tokens: &Tokens) -> Vec<Self> {
        let memo = WordMemo::new(tokens);
        (0..tokens.len()).map(|at| memo.read(at, Self::new, |marks| *marks)).collect()
    }

    fn new(key: &str) -> Self {
        let lexicon = Lexicon::get();
        let mut stems = clitic::splits(key).map(|s| stem(s.rest));
        Self {
            cue: cues::can_begin(key),
            reason: weigh::can_be_reason(key),
            refuses: clitic::conjoined(key).any(|word| refuses(lexicon, word)),
            vague: lexicon.phrases.vague_nouns.has(key),
            large: weigh::large(key),
            event: weigh::can_be_event(key),
            counts: toll::is_number_word(key),
            toll_head: clitic::conjoined(key).any(|word| lexicon.words.toll_heads.has(word)),
            classes: Classes::of(key),
            morph: Morph::new(key),
            incident: stems.find_map(|s| lexicon.incidents.get(s)).map(String::as_str),
        }
    }
}

fn refuses(lexicon: &Lexicon, word: &str) -> bool {
    lexicon.phrases.refusals.iter().any(|kind| kind.verbs.contains(word))
}
