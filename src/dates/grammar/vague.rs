//! Times that are not told: مؤخرا، في وقت سابق، الفترة المقبلة، السنوات الأخيرة.

use super::super::expression::{Anchor, Expression, Reference, Tense, Unit};
use super::super::lexicon::{Form, Sense};
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
    if phrase == "قريبا" && words.key(f.next) == "من" {
        return None;
    }
    // "Shortly before the session" counts from the session.
    if words.key_before(i).ends_with("قبل") && words.key(f.next) == "من" {
        return None;
    }
    let allowed = words.lexicon.guard(&phrase).is_none_or(|before| {
        let governed = |word: &str| word.starts_with(['ل', 'ب']);
        clitic::conjoined(words.key_before(i)).any(|word| before.contains(word))
            || (f.strip > 0 && before.contains("في") && clitic::conjoined(words.key(i)).any(governed))
    });
    // «ونشرت لاحقا تغريدة»: later than something told, and done by now.
    let told = f.value == Reference::Future
        && matches!(phrase.as_str(), "لاحقا" | "وقت لاحق" | "فتره لاحقه")
        && tense::before(words, i) == Tense::Past;
    let value = if told { Reference::Past } else { f.value };
    allowed.then_some(Found { value, ..f })
}

/// الفترة المقبلة، السنوات الأخيرة, هذه الأيام.
fn noun_with_anchor(words: &Words<'_>, i: usize) -> Option<Found<Reference>> {
    let noun = words.pick(i, |s| match s {
        Sense::PeriodNoun => Some(None),
        Sense::Unit(unit, Form::TheMany) => Some(Some(unit)),
        _ => None,
    })?;
    // "The last stage", "the last minutes" are the end of something, not of late.
    let lately = match noun.value {
        Some(unit) => unit >= Unit::Hour,
        None => words.tokens.is_word(i) && words.key(i).ends_with("فتره") || words.key(i).ends_with("اونه"),
    };
    let anchor = words.pick_bare(noun.next, |s| match s {
        Sense::Anchor(Anchor::Recent) if !lately => None,
        Sense::Anchor(a) => a.reference(),
        _ => None,
    })?;
    Some(Found { value: anchor.value, next: anchor.next, strip: noun.strip })
}
