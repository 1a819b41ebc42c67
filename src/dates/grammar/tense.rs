//! Which way the words around a bare date point.

use super::super::expression::Tense;
use super::super::lexicon::Cue;
use super::super::words::Words;

/// How many words back a verb still governs a date.
const REACH: usize = 10;

/// The direction told by a future verb right after an expression that ends before token `next`,
/// or by what stands before it.
pub(super) fn around(words: &Words<'_>, i: usize, next: usize) -> Tense {
    match before(words, i) {
        Tense::Future => Tense::Future,
        tense => {
            let ahead = (next..next + 2).take_while(|&at| words.tokens.is_word(at));
            if ahead.into_iter().any(|at| words.lexicon.future_verb(words.key(at))) {
                Tense::Future
            } else {
                tense
            }
        }
    }
}

/// The direction told by the nearest verb or noun of plan before token `i` in its sentence.
pub(super) fn before(words: &Words<'_>, i: usize) -> Tense {
    for at in (i.saturating_sub(REACH)..i).rev() {
        if matches!(words.sign(at), Some('.' | '؟' | '!' | '؛')) && words.tokens.spaced_before(at + 1) {
            break;
        }
        if !words.tokens.is_word(at) {
            continue;
        }
        let key = words.key(at);
        if words.lexicon.future_verb(key) || words.cue(key, Cue::Future) || calls(words, at, i) {
            return Tense::Future;
        }
        if words.cue(key, Cue::Past) {
            return Tense::Past;
        }
    }
    Tense::Unknown
}

/// «دعت النقابات للتظاهر الثلاثاء», «دعا إلى التظاهر يوم الثلاثاء»: the deed called for, right before
/// the date, is to come.
fn calls(words: &Words<'_>, at: usize, i: usize) -> bool {
    let before = |n: usize| i.checked_sub(n).map_or("", |b| words.key(b));
    let day = usize::from(before(1) == "يوم");
    let purpose =
        before(1 + day).starts_with("لل") || (before(1 + day).starts_with("ال") && before(2 + day) == "الي");
    purpose && words.cue(words.key(at), Cue::Call)
}

/// How many words may stand between a verb and the date of what it tells.
const NEAR: usize = 4;

/// Whether a verb of something done stands right before a date, nothing of a clause between them.
pub(super) fn governed(words: &Words<'_>, i: usize) -> bool {
    for at in (i.saturating_sub(NEAR)..i).rev() {
        if !words.tokens.is_word(at) {
            return false;
        }
        let key = words.key(at);
        if words.cue(key, Cue::Done) {
            return true;
        }
        if words.cue(key, Cue::Clause) || words.lexicon.future_verb(key) {
            return false;
        }
    }
    false
}

/// Whether one of the words before token `i` says that a date is moved to another.
pub(super) fn moved(words: &Words<'_>, i: usize) -> bool {
    (i.saturating_sub(NEAR)..i).any(|at| words.cue(words.key(at), Cue::Moved))
}
