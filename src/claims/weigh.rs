//! What a claim weighs and why, and whether its event has a date.

use super::lexicon::{Lexicon, Strength};
use super::line::Line;
use super::{Reason, Weight};
use crate::dates::is_future_verb;
use crate::text::{Span, TokenKind, clitic};

/// A claim's weight with the reasons, most telling first.
pub(super) fn weigh(line: &Line<'_>) -> (Weight, Vec<(Reason, Span)>) {
    let mut reasons: Vec<(Reason, Span)> = Vec::new();
    let mut at = line.first;
    while at < line.end {
        let (reason, last) = reason_at(line, at).unzip();
        if let (Some(reason), Some(last)) = (reason, last) {
            if !reasons.iter().any(|(r, _)| *r == reason) {
                let span =
                    if reason == Reason::Number { number_span(line, at, last) } else { line.span(at, last) };
                reasons.push((reason, span));
            }
            // What is counted (10,000 جندي) may be a reason of its own.
            let counted = reason == Reason::Number && last > at;
            at = if counted { last - 1 } else { last };
        }
        at += 1;
    }
    reasons.sort_by_key(|(reason, _)| *reason);
    let telling = |r: &(Reason, Span)| matches!(r.0, Reason::Casualty | Reason::Number | Reason::Accusation);
    let plain = reasons.is_empty() || (opens_with_event(line) && !reasons.iter().any(telling));
    (if plain { Weight::Plain } else { Weight::Strong }, reasons)
}

/// A reason that begins at a token, with its last token.
fn reason_at(line: &Line<'_>, at: usize) -> Option<(Reason, usize)> {
    let lexicon = Lexicon::get();
    let tokens = line.tokens();
    if let Some(last) = number(line, at) {
        return Some((Reason::Number, last));
    }
    if !tokens.is_word(at) || !line.marks(at).reason {
        return None;
    }
    if line.named.iter().any(|n| n.first <= at && at <= n.last) {
        return None;
    }
    let phrase = lexicon.reason_phrases.iter().find(|(words, _)| {
        words.iter().enumerate().all(|(i, w)| {
            if i == 0 { clitic::conjoined(line.key(at)).any(|word| word == w) } else { line.key(at + i) == w }
        })
    });
    if let Some((words, reason)) = phrase {
        return Some((*reason, at + words.len() - 1));
    }
    let listed = clitic::splits(tokens.key(at)).find_map(|s| lexicon.reason(s.rest));
    let listed = listed.filter(|reason| holds(line, at, *reason));
    let reason = listed.or_else(|| is_future(line, at).then_some(Reason::Prediction));
    reason.map(|reason| (reason, at))
}

/// Whether a word can begin a reason.
pub(super) fn can_be_reason(key: &str) -> bool {
    let lexicon = Lexicon::get();
    large(key)
        || clitic::conjoined(key).any(|word| lexicon.reason_firsts.contains(word))
        || clitic::splits(key).any(|s| lexicon.reason(s.rest).is_some())
        || is_shaped_as_future(key)
}

/// Whether what follows bears a reason out: قد guesses only before a present verb, and «أكثر من» counts
/// rather than compares.
fn holds(line: &Line<'_>, at: usize, reason: Reason) -> bool {
    let lexicon = Lexicon::get();
    let denied = usize::from(lexicon.phrases.negations.has(line.key(at + 1)));
    let next = line.key(at + 1 + denied);
    let mut words = clitic::conjoined(line.key(at));
    match reason {
        Reason::Prediction if words.any(|word| lexicon.words.guesses.contains(word)) => {
            next.starts_with(['ي', 'ت', 'ن']) && next.chars().count() >= 3
        }
        Reason::Superlative if words.any(|word| lexicon.words.comparatives.contains(word)) => next != "من",
        _ => true,
    }
}

/// A verb with سـ behind أن, a name or at the beginning of a clause: ستقوم, سيلتقي.
fn is_future(line: &Line<'_>, at: usize) -> bool {
    let clause = line.first.max(at.saturating_sub(3));
    let reported = || (clause..at).any(|i| Lexicon::get().phrases.complementizers.has(line.key(i)));
    is_shaped_as_future(line.key(at)) && (reported() || stands_as_verb(line, at, clause))
}

fn is_shaped_as_future(key: &str) -> bool {
    let word = clitic::strip_conjunction(key).unwrap_or(key);
    let shaped = (word.starts_with("سي") || word.starts_with("ست")) && word.chars().count() >= 5;
    let noun = word.ends_with('ه') || word.ends_with("ات") || word.ends_with("يا");
    shaped && !noun && is_future_verb(key)
}

/// A count: a number with a unit within two words (أكثر من 10,000 جندي), outside a date.
fn number(line: &Line<'_>, at: usize) -> Option<usize> {
    let lexicon = Lexicon::get();
    let token = line.tokens().get(at)?;
    let span = token.span.shifted(line.view.offset);
    if line.times.iter().any(|t| t.span.overlaps(span)) {
        return None;
    }
    let is_unit = |i: usize| lexicon.words.units.contains(line.key(i));
    match token.kind {
        TokenKind::Number => (at + 1..=at + 2).rev().find(|&i| is_unit(i)),
        TokenKind::Word if line.marks(at).large => Some(at),
        _ => None,
    }
}

/// A number with what belongs to it: the words that round it (أكثر من، نحو) and what a large word
/// counts (آلاف الجنود); a proclitic is outside.
pub(super) fn number_span(line: &Line<'_>, first: usize, last: usize) -> Span {
    let approximators = &Lexicon::get().approximators;
    let words = |n: usize| first.checked_sub(n).filter(|&from| from >= line.first);
    let begins = approximators.iter().filter_map(|phrase| {
        let from = words(phrase.len())?;
        let fits = phrase.iter().enumerate().all(|(i, w)| {
            let key = line.key(from + i);
            key == w || (i == 0 && clitic::find(key, |k| k == w).is_some())
        });
        fits.then_some(from)
    });
    let from = begins.min().unwrap_or(first);
    let counted = first == last && line.tokens().is_word(last + 1) && last + 1 < line.end;
    let mut span = line.span(from, if counted { last + 1 } else { last });
    let head = line
        .tokens()
        .get(from)
        .filter(|_| large(line.key(from)) && line.key(from).starts_with(['ل', 'ب', 'و']));
    if let Some(token) = head {
        let word = token.span.shifted(line.view.offset);
        span.start = clitic::skip(line.written(from), word, 1);
    }
    span
}

/// Words that are large numbers by themselves: آلاف, مئات, ملايين.
pub(super) fn large(word: &str) -> bool {
    let numbers = &Lexicon::get().words.large;
    // No number takes ك: كميات is quantities, not "like hundreds".
    clitic::splits(word).any(|split| split.governs != Some('ك') && numbers.contains(split.rest))
}

/// Whether the main clause opens with a visit, a meeting, a treaty.
fn opens_with_event(line: &Line<'_>) -> bool {
    let public = &Lexicon::get().public_events;
    (line.first..line.end.min(line.first + 4))
        .filter(|&i| line.tokens().is_word(i))
        .any(|i| clitic::conjoined(line.key(i)).any(|word| public.contains(word)))
}

/// The verb of the event: one of the main clause, else the first of what is reported; none where a
/// state, a stance, a plan or a guess is told.
pub(super) fn event(line: &Line<'_>) -> Option<Span> {
    let reporting = line.verbs().find(|v| !v.participle).map_or(line.end, |v| v.token);
    // Passing on what another said (ونقلت وكالة عن …) is no deed.
    let relays = |i: usize| line.verbs().any(|v| v.token == i && v.strength == Strength::Relay);
    let main = |i: &usize| (is_event(line, *i, line.first) && !relays(*i)) || is_negated(line, *i);
    let at =
        (line.first..line.end.min(reporting + 1)).find(main).or_else(|| reported_event(line, reporting))?;
    Some(line.span(at, at))
}

/// The first event of what is reported from token `reporting` on, unless a state or stance of the
/// speaker comes before it.
fn reported_event(line: &Line<'_>, reporting: usize) -> Option<usize> {
    let lexicon = Lexicon::get();
    let opens =
        |i: &usize| lexicon.phrases.complementizers.has(line.key(*i)) || line.tokens().punct(*i) == Some(':');
    let from = (reporting..line.end).find(opens)? + 1;
    let states = |i: usize| clitic::conjoined(line.key(i)).any(|word| lexicon.words.states.contains(word));
    // Another voice (ونقلت وكالة) is no deed.
    let voice = |i: usize| line.verbs().any(|v| v.token == i);
    let found =
        (from..line.end).find(|&i| (is_event(line, i, from) && !voice(i)) || is_under_way(line, i))?;
    let denied = found.checked_sub(1).is_some_and(|i| lexicon.phrases.negations.has(line.key(i)));
    (!denied && !(from..found).any(states)).then_some(found)
}

/// Whether a verb tells what did not happen (لم تكشف): that, too, has its time.
fn is_negated(line: &Line<'_>, at: usize) -> bool {
    let key = line.key(at);
    at > line.first
        && Lexicon::get().words.denials.contains(line.key(at - 1))
        && key.chars().count() > 3
        && key.starts_with(['ي', 'ت'])
}

/// Whether a verb tells what goes on at the time the sentence gives (يزور بيونغ يانغ حاليا).
fn is_under_way(line: &Line<'_>, at: usize) -> bool {
    let under_way = &Lexicon::get().words.under_way;
    let key = line.key(at);
    !line.times.is_empty()
        && clitic::conjoined(key).any(|word| under_way.contains(word))
        && !is_relative(line, at)
}

/// Whether a verb stands in a relative clause: it tells which one is meant, not what happened.
fn is_relative(line: &Line<'_>, at: usize) -> bool {
    let lexicon = Lexicon::get();
    let back = |by: usize| at.checked_sub(by).map_or("", |i| line.key(i));
    let relative = |key: &str| lexicon.words.relatives.contains(key);
    relative(back(1)) || (lexicon.words.auxiliaries.contains(back(1)) && relative(back(2)))
}

/// Whether a word is a verb of an event or of reporting in the past.
pub(super) fn is_past_verb(line: &Line<'_>, at: usize) -> bool {
    let key = line.key(at);
    let form = event_word(&Lexicon::get().events, key);
    clitic::conjoined(key).any(|word| Lexicon::get().words.guesses.contains(word))
        || form.is_some()
        || is_event(line, at, line.first)
        || line.verbs().any(|v| v.token == at && !v.participle)
}

fn is_event(line: &Line<'_>, at: usize, clause: usize) -> bool {
    if !line.tokens().is_word(at) || !line.marks(at).event {
        return false;
    }
    let lexicon = Lexicon::get();
    let key = line.key(at);
    if clitic::conjoined(key).any(|word| lexicon.phrases.complementizers.has(word)) {
        return false;
    }
    let Some(word) = clitic::conjoined(key).find_map(|word| event_word(&lexicon.events, word)) else {
        return false;
    };
    !is_relative(line, at) && (word.chars().count() > 3 || stands_as_verb(line, at, clause))
}

/// Whether a word can be a verb of an event.
pub(super) fn can_be_event(key: &str) -> bool {
    let events = &Lexicon::get().events;
    clitic::conjoined(key).any(|word| event_word(events, word).is_some())
}

/// The verb of an event that a word is, its object (زودها, استهدفتهم) set aside.
fn event_word<'a>(events: &rustc_hash::FxHashSet<String>, word: &'a str) -> Option<&'a str> {
    // Few words end as an object does.
    let objects: &[&str] =
        if word.ends_with(['ا', 'م', 'ه']) { &["ها", "هم", "هما", "نا", "ه"] } else { &[] };
    let bare = objects
        .iter()
        .filter_map(|object| word.strip_suffix(*object))
        .filter(|bare| bare.chars().count() > 2);
    std::iter::once(word).chain(bare).find(|form| events.contains(*form))
}

/// Whether a word of three letters, verb or noun alike (نقل), stands where a verb does: at the
/// beginning of a clause, behind قد and its like, or behind its subject's name.
fn stands_as_verb(line: &Line<'_>, at: usize, clause: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|_| at > clause) else {
        return true;
    };
    let lexicon = Lexicon::get();
    let key = line.key(before);
    line.tokens().punct(before).is_some()
        || lexicon.words.before_verbs.contains(key)
        || lexicon.phrases.complementizers.has(key)
        || line.named.iter().any(|n| n.last == before && n.can_speak())
}
