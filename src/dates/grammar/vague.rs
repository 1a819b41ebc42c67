//! Times that are not told: مؤخرا، في وقت سابق، الفترة المقبلة، السنوات الأخيرة.

use super::super::expression::{Anchor, Expression, Reference, Tense, Unit};
use super::super::lexicon::{Cue, Form, Sense};
use super::super::words::{Found, Words};
use super::{Parsed, tense};
use crate::text::clitic;

/// A vague reference at `i`.
pub(super) fn parse(words: &Words<'_>, i: usize) -> Option<Parsed> {
    let found = fixed(words, i).or_else(|| noun_with_anchor(words, i))?;
    Some(Parsed {
        first: i,
        strip: found.strip,
        next: found.next,
        expression: Expression::Vague(found.value),
    })
}

fn fixed(words: &Words<'_>, i: usize) -> Option<Found<Reference>> {
    let f = words.pick(i, |s| match s {
        Sense::Vague(r) | Sense::Lead(Some(r)) => Some(r),
        Sense::PastAlone => Some(Reference::Past),
        _ => None,
    })?;
    let span = words.span(i, f.strip, f.next);
    let phrase = crate::text::fold::fold(span.of(words.text));
    // "Shortly before the session" counts from the session.
    if words.is(f.next, Cue::Of) && (words.lexicon.is_near(&phrase) || words.is_behind_conjoined(i, Cue::Ago))
    {
        return None;
    }
    let allowed = words.lexicon.guard(&phrase).is_none_or(|before| {
        let governed = |word: &str| word.starts_with(['ل', 'ب']);
        clitic::conjoined(words.key_before(i)).any(|word| before.words.contains(word))
            || (f.strip > 0 && before.joined && clitic::conjoined(words.key(i)).any(governed))
    });
    // «ونشرت لاحقا تغريدة»: later than something told, and done by now.
    let told = f.value == Reference::Future
        && words.lexicon.is_later(&phrase)
        && match tense::before(words, i) {
            Tense::Past => true,
            Tense::Future => false,
            Tense::Unknown => words.lexicon.cue(Cue::Past, words.key(f.next)),
        };
    let value = if told { Reference::Past } else { f.value };
    allowed.then_some(Found { value, ..f })
}

/// الفترة المقبلة، السنوات الأخيرة, هذه الأيام.
fn noun_with_anchor(words: &Words<'_>, i: usize) -> Option<Found<Reference>> {
    let noun = words.pick(i, |s| match s {
        Sense::PeriodNoun { lately } => Some(lately),
        // "The last minutes" are the end of something, not of late.
        Sense::Unit(unit, Form::TheMany) => Some(unit >= Unit::Hour),
        _ => None,
    })?;
    let anchor = words.pick_bare(noun.next, |s| match s {
        Sense::Anchor(Anchor::Recent) if !noun.value => None,
        Sense::Anchor(a) => a.reference(),
        _ => None,
    })?;
    Some(Found { value: anchor.value, next: anchor.next, strip: noun.strip })
}
