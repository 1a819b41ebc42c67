//! Which way the words around a bare date point.

use super::super::expression::{Tense, Unit};
use super::super::lexicon::{Cue, Form, Sense};
use super::super::words::Words;

/// How many words back a verb still governs a date, and how many tokens are looked at.
const REACH: usize = 10;
const TOKENS: usize = 18;

/// The direction told by a future verb right after an expression that ends before token `next`,
/// or by what stands before it.
pub(super) fn around(words: &Words<'_>, i: usize, next: usize) -> Tense {
    if words.is_behind(i, Cue::Since) {
        return Tense::Past;
    }
    match before(words, i) {
        Tense::Future => Tense::Future,
        _ if verb_ahead(words, next) => Tense::Future,
        tense => tense,
    }
}

/// Whether a verb in the future follows: «الثلاثاء سيلتقي», «الأحد، يلتقي يونايتد مع تشيلسي».
fn verb_ahead(words: &Words<'_>, next: usize) -> bool {
    let behind_comma = matches!(words.sign(next), Some('،' | ','));
    let planned = behind_comma && {
        let key = words.key(next + 1);
        key.starts_with(['ي', 'ت']) && words.cue(key, Cue::Future)
    };
    let ahead = (next..next + 2).take_while(|&at| words.tokens.is_word(at));
    planned || ahead.into_iter().any(|at| words.lexicon.future_verb(words.key(at)))
}

/// The direction told by the nearest verb or noun of plan before token `i` in its sentence.
pub(super) fn before(words: &Words<'_>, i: usize) -> Tense {
    let mut passed = 0;
    for at in (i.saturating_sub(TOKENS)..i).rev() {
        if matches!(words.sign(at), Some('.' | '؟' | '!' | '؛')) && words.tokens.spaced_before(at + 1) {
            break;
        }
        if !words.tokens.is_word(at) {
            // A comma takes as much room as a word; a quotation mark none.
            passed += usize::from(matches!(words.sign(at), Some('،' | ',' | ':' | '(' | ')')));
            continue;
        }
        passed += 1;
        if passed > REACH {
            break;
        }
        let key = words.key(at);
        if words.lexicon.future_verb(key)
            || words.cue(key, Cue::Future)
            || calls(words, at, i)
            || awaited(words, at)
        {
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
    let back = |n: usize| i.checked_sub(n);
    let is_day = |b: usize| words.after(b, Sense::Unit(Unit::Day, Form::One)).is_some();
    let day = usize::from(back(1).is_some_and(is_day));
    let deed = back(1 + day).map_or("", |b| words.key(b));
    let toward = || back(2 + day).is_some_and(|b| words.is(b, Cue::CallToward));
    let purpose = deed.starts_with("لل") || (deed.starts_with("ال") && toward());
    purpose && words.cue(words.key(at), Cue::Call)
}

/// «قبل مواجهة الجزيرة»: what is spoken of before it was.
fn awaited(words: &Words<'_>, at: usize) -> bool {
    words.is(at, Cue::Ago) && words.cue(words.key(at + 1), Cue::Coming)
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
        if words.cue(key, Cue::Clause) || words.is(at, Cue::Aside) || words.lexicon.future_verb(key) {
            return false;
        }
    }
    false
}

/// How many words may stand between a verb of something done and a day that it cannot lie before.
const FARTHER: usize = 8;

/// Whether a verb of something done, or منذ, stands before a day, so that the day is not ahead:
/// «قتل 14 جنديا في 12 يناير». As [`governed`], but over counts and phrases of place.
pub(super) fn done_by(words: &Words<'_>, i: usize) -> bool {
    if words.is_behind_conjoined(i, Cue::Since) {
        return true;
    }
    for at in (i.saturating_sub(FARTHER)..i).rev() {
        if words.tokens.is_number(at) {
            continue;
        }
        let key = words.key(at);
        let coming = words.cue(key, Cue::Clause)
            || words.cue(key, Cue::Coming)
            || words.cue(key, Cue::Future)
            || words.lexicon.future_verb(key);
        if !words.tokens.is_word(at) || coming {
            return false;
        }
        if words.cue(key, Cue::Done) {
            return true;
        }
    }
    false
}

/// Whether one of the words before token `i` says that a date is moved to another.
pub(super) fn moved(words: &Words<'_>, i: usize) -> bool {
    (i.saturating_sub(NEAR)..i).any(|at| words.cue(words.key(at), Cue::Moved))
}
