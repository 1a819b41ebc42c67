//! What the lexicon says of a word wherever it stands, kept of words met before: of most, nothing.

use super::classes::Classes;
use super::lexicon::{Lexicon, stem, stem_of};
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
    /// The bytes that its stem takes, و and ف before it set aside: the first and one past the last.
    stem: (u16, u16),
    /// The lists it stands in.
    pub(super) classes: Classes,
    /// The incident it tells of: the folded stem.
    pub(super) incident: Option<&'static str>,
}

impl Marks {
    /// The marks of the words of a block, by token.
    pub(super) fn of_all(tokens: &Tokens) -> Vec<Self> {
        let memo = WordMemo::new(tokens);
        (0..tokens.len()).map(|at| memo.read(at, Self::new, |marks| *marks)).collect()
    }

    /// The stem of the word that these are the marks of, its conjunction set aside.
    pub(super) fn stem(self, key: &str) -> &str {
        let (first, last) = self.stem;
        key.get(usize::from(first)..usize::from(last)).filter(|s| !s.is_empty()).unwrap_or(key)
    }

    fn new(key: &str) -> Self {
        let lexicon = Lexicon::get();
        let bare = clitic::strip_conjunction(key).unwrap_or(key);
        let (before, root) = (key.len() - bare.len(), stem_of(bare));
        let byte = |at: usize| u16::try_from(before + at).unwrap_or(u16::MAX);
        let mut stems = clitic::splits(key).map(|s| stem(s.rest));
        Self {
            cue: cues::can_begin(key),
            reason: weigh::can_be_reason(key),
            vague: lexicon.phrases.vague_nouns.has(key),
            large: weigh::large(key),
            event: weigh::can_be_event(key),
            counts: toll::is_number_word(key),
            toll_head: clitic::conjoined(key).any(|word| lexicon.words.toll_heads.has(word)),
            stem: (byte(root.start), byte(root.end)),
            classes: Classes::of(key),
            incident: stems.find_map(|s| lexicon.incidents.get(s)).map(String::as_str),
        }
    }
}
