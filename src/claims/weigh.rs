//! What a claim weighs and why, and whether its event has a date.

use super::lexicon::Lexicon;
use super::line::Line;
use super::{DateStatus, Reason, Weight};
use crate::dates::TimeKind;
use crate::text::{Span, TokenKind, clitic};

/// A claim's weight with the reasons, most telling first.
pub(super) fn weigh(line: &Line<'_>) -> (Weight, Vec<(Reason, Span)>) {
    let mut reasons: Vec<(Reason, Span)> = Vec::new();
    let mut at = line.first;
    while at < line.end {
        let (reason, last) = reason_at(line, at).unzip();
        if let (Some(reason), Some(last)) = (reason, last) {
            if !reasons.iter().any(|(r, _)| *r == reason) {
                reasons.push((reason, line.span(at, last)));
            }
            // What is counted (10,000 جندي) may be a reason of its own.
            let counted = reason == Reason::Number && last > at;
            at = if counted { last - 1 } else { last };
        }
        at += 1;
    }
    reasons.sort_by_key(|(reason, _)| *reason);
    let telling =
        |r: &(Reason, Span)| matches!(r.0, Reason::Casualty | Reason::Number | Reason::Accusation);
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
    if !tokens.is_word(at) || line.named.iter().any(|n| n.first <= at && at <= n.last) {
        return None;
    }
    let phrase = lexicon.reason_phrases.iter().find(|(words, _)| {
        words.iter().enumerate().all(|(i, w)| {
            if i == 0 {
                without_and(line.key(at)) == w
            } else {
                line.key(at + i) == w
            }
        })
    });
    if let Some((words, reason)) = phrase {
        return Some((*reason, at + words.len() - 1));
    }
    let splits = clitic::splits(tokens.key(at)).filter(|s| !s.fused);
    splits
        .filter_map(|s| lexicon.reason(s.rest))
        .next()
        .map(|reason| (reason, at))
}

fn without_and(word: &str) -> &str {
    word.strip_prefix('و')
        .filter(|r| r.chars().count() > 2)
        .unwrap_or(word)
}

/// A count: a number with a unit within two words (أكثر من 10,000 جندي), outside a date.
fn number(line: &Line<'_>, at: usize) -> Option<usize> {
    let lexicon = Lexicon::get();
    let token = line.tokens().get(at)?;
    let span = token.span.shifted(line.view.offset);
    if line.times.iter().any(|t| t.span.overlaps(span)) {
        return None;
    }
    let is_unit = |i: usize| lexicon.units.contains(line.key(i));
    match token.kind {
        TokenKind::Number => (at + 1..=at + 2).rev().find(|&i| is_unit(i)),
        TokenKind::Word if large(line.key(at)) => Some(at),
        _ => None,
    }
}

/// Words that are large numbers by themselves: آلاف, مئات, ملايين.
fn large(word: &str) -> bool {
    ["الاف", "مييات", "ميات", "ملايين", "عشرات", "مليارات"]
        .iter()
        .any(|w| {
            word == *w
                || word
                    .strip_prefix(['ل', 'ب', 'و'])
                    .is_some_and(|rest| rest == *w)
        })
}

/// Whether the main clause opens with a visit, a meeting, a treaty.
fn opens_with_event(line: &Line<'_>) -> bool {
    let public = &Lexicon::get().public_events;
    (line.first..line.end.min(line.first + 4))
        .filter(|&i| line.tokens().is_word(i))
        .any(|i| public.contains(line.key(i)) || public.contains(without_and(line.key(i))))
}

/// Whether the event a claim reports is dated, and the verb that reports it.
pub(super) fn date(line: &Line<'_>, dated_before: bool) -> (DateStatus, Option<Span>) {
    let Some(event) = event(line) else {
        return (DateStatus::NoEvent, None);
    };
    let dated = line.times.iter().any(|t| t.kind == TimeKind::Date);
    let vague = !line.times.is_empty();
    let status = match (dated, vague, dated_before) {
        (true, ..) => DateStatus::Own,
        (false, true, _) => DateStatus::Vague,
        (false, false, true) => DateStatus::Inherited,
        (false, false, false) => DateStatus::None,
    };
    (status, Some(event))
}

/// The verb of the event: the first past event verb of the words reported, or of the sentence where
/// nothing is reported; none where a state, a plan or a guess is told.
fn event(line: &Line<'_>) -> Option<Span> {
    let lexicon = Lexicon::get();
    let reporting = line.verbs().any(|v| !v.participle);
    let complement = (line.first..line.end).find(|&i| lexicon.complementizers.has(line.key(i)));
    let from = if reporting {
        complement? + 1
    } else {
        line.first
    };
    let is_event = |i: &usize| {
        let key = line.key(*i);
        let word = if lexicon.events.contains(key) {
            key
        } else {
            without_and(key)
        };
        line.tokens().is_word(*i) && lexicon.events.contains(word)
    };
    let is_state = |i: &usize| {
        lexicon.states.contains(line.key(*i)) || lexicon.states.contains(without_and(line.key(*i)))
    };
    let at = (from..line.end).find(is_event)?;
    let state_first = (from..at).any(|i| is_state(&i));
    (!state_first).then(|| line.span(at, at))
}
