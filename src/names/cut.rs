//! What of the words the tagger takes for a name is one: names joined by و are two, signs and verbs are none.

use super::lexicon::Lexicon;
use super::tagger::model::{Model, Word};
use super::tagger::{Tagged, features};
use super::{Hit, MentionKind};
use crate::text::{Span, TokenKind, Tokens, clitic};

/// The names in what the tagger takes for one.
pub(super) fn names(tokens: &Tokens, tagged: Tagged) -> impl Iterator<Item = Tagged> {
    let joined = |at: &usize| tagged.kind == MentionKind::Person && joins_another(tokens.key(*at));
    let mut starts: Vec<usize> = (tagged.first + 1..=tagged.last).filter(joined).collect();
    starts.insert(0, tagged.first);
    let ends: Vec<usize> = starts.iter().skip(1).map(|at| at - 1).chain([tagged.last]).collect();
    let parts = starts.into_iter().zip(ends).map(move |(first, last)| Tagged { first, last, ..tagged });
    parts.filter_map(|part| trimmed(tokens, part)).filter(|part| !is_bare(tokens, part))
}

/// Whether و before a person's name joins it to another: شاكا وشاكيري.
fn joins_another(key: &str) -> bool {
    key.starts_with('و') && proclitic(key) == 1
}

/// Whether a name is but a class noun or a title of honour with ال: المدينة, الشيخ.
fn is_bare(tokens: &Tokens, name: &Tagged) -> bool {
    let lexicon = Lexicon::get();
    let noun = |word: &str| {
        let bare = word.strip_prefix("ال");
        bare.is_some_and(|noun| !lexicon.class_nouns_from(noun).is_empty())
            || lexicon.words.honorifics.has(word)
    };
    name.first == name.last && clitic::find(tokens.key(name.first), noun).is_some()
}

/// The name without signs at its ends; `None` where no word is left or one is a verb of the future
/// (سيناقشان), which the model takes for a foreign surname.
fn trimmed(tokens: &Tokens, mut name: Tagged) -> Option<Tagged> {
    let sign = |at: usize| tokens.punct(at).is_some();
    while name.first < name.last && sign(name.last) {
        name.last -= 1;
    }
    while name.first < name.last && sign(name.first) {
        name.first += 1;
    }
    let words = tokens.list().get(name.first..=name.last)?;
    let worded = words.iter().any(|t| t.kind == TokenKind::Word);
    let verb = (name.first..=name.last).any(|at| is_future(tokens.key(at)));
    (worded && !verb).then_some(name)
}

/// Whether a word reads as a verb of the future in the dual or plural, and is no name that is known.
fn is_future(key: &str) -> bool {
    let future = &Lexicon::get().words.future;
    future.beginnings.iter().any(|b| key.starts_with(&**b))
        && future.endings.iter().any(|e| key.ends_with(&**e))
        && key.chars().count() > 5
        && Model::get()
            .word(features::word_hash(key))
            .is_none_or(|w| w.habit.trailing_zeros() >= 6 && w.parts == 0)
}

/// Whether a folded word is met more than rarely in the news.
pub(super) fn is_common(word: &str) -> bool {
    Model::get().word(features::word_hash(word)).is_some_and(Word::is_common)
}

/// How many letters at the beginning of a name's first word are proclitics. The whole word is the
/// name where it is a given name or more than the rest a word of the news.
pub(super) fn proclitic(key: &str) -> usize {
    let lexicon = Lexicon::get();
    if lexicon.is_given(key) {
        return 0;
    }
    let splits = || clitic::splits(key).filter(|s| s.letters > 0);
    let listed = splits().find(|s| !s.fused && lexicon.is_given(s.rest));
    let fitting = || {
        splits().find(|s| {
            let long = s.rest.chars().nth(2).is_some();
            let article = s.rest.starts_with("ال");
            // وال and بال begin hardly any name; و is met before names far more than in them.
            long && (s.fused || article || (is_common(s.rest) && (!is_common(key) || s.governs == Some('و'))))
        })
    };
    let and = || splits().find(|s| s.governs == Some('و') && is_foreign_name(key));
    listed.or_else(fitting).or_else(and).map_or(0, |s| s.letters)
}

/// Whether a word that begins with و is met so seldom that the rest of it is a name: ونازلي. Foreign names
/// that begin with و have a vowel behind it (واين, ويليام).
fn is_foreign_name(key: &str) -> bool {
    let mut letters = key.chars().skip(1);
    !letters.next().is_some_and(|c| matches!(c, 'ا' | 'و' | 'ي'))
        && letters.nth(1).is_some()
        && !is_common(key)
}

/// Joins what a hyphen joins to a name that no file has: فيرونيكا هاميلتون-ديلي.
pub(super) fn join_hyphens(tokens: &Tokens, hits: &mut Vec<Hit>) {
    let mut at = 0;
    while let Some(hit) = hits.get(at) {
        let (sign, next) = (hit.last + 1, hit.last + 2);
        let joined = tokens.punct(sign) == Some('-')
            && !tokens.spaced_before(sign)
            && !tokens.spaced_before(next)
            && tokens.is_word(next);
        let behind = hits.get(at + 1).filter(|h| h.first == next);
        let last = behind.map_or(next, |h| h.last);
        if hit.readings.is_empty() && joined && behind.is_none_or(|h| h.readings.is_empty()) {
            let end = tokens.span(last, last).end;
            if behind.is_some() {
                hits.remove(at + 1);
            }
            let hit = &mut hits[at];
            (hit.last, hit.span) = (last, Span::new(hit.span.start, end));
        } else {
            at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proclitics_are_told_from_first_letters() {
        for (key, letters) in [("وليد", 0), ("ومحمد", 1), ("للاتحاد", 1), ("والاتحاد", 1), ("كمال", 0)]
        {
            assert_eq!(proclitic(key), letters, "{key}");
        }
    }
}
