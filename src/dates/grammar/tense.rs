//! Which way the words around a bare date point.

use super::super::expression::Tense;
use super::super::lexicon::Cue;
use super::super::words::Words;

/// How many words back a verb still governs a date.
const REACH: usize = 14;

/// The direction told by the nearest verb or noun of plan before token `i` in its sentence.
pub(super) fn before(words: &Words<'_>, i: usize) -> Tense {
    for at in (i.saturating_sub(REACH)..i).rev() {
        if matches!(words.sign(at), Some('.' | '؟' | '!' | '؛'))
            && words.tokens.spaced_before(at + 1)
        {
            break;
        }
        if !words.tokens.is_word(at) {
            continue;
        }
        let key = words.key(at);
        if words.lexicon.future_verb(key) || words.cue(key, Cue::Future) {
            return Tense::Future;
        }
        if words.cue(key, Cue::Past) {
            return Tense::Past;
        }
    }
    Tense::Unknown
}
