//! What belongs to a name beside it: a class noun before it (وكالة “تاس”) and words that close it
//! (للأنباء, an adjective of its country).

use crate::knowledge::{Entity, EntityId, Knowledge};
use crate::text::clitic;
use crate::text::token::is_quote;
use crate::text::{Span, Tokens};

use super::MentionKind;
use super::lexicon::{ClassNoun, Lexicon, NounKind};
use super::matcher::Hit;

/// Widens the hits of places and organisations. A weak name behind a class noun becomes strong.
pub(super) fn widen(text: &str, tokens: &Tokens, hits: &mut Vec<Hit>, knowledge: &Knowledge) {
    let mut at = 0;
    while at < hits.len() {
        if let Some(wide) = widened(text, tokens, hits, at, knowledge) {
            super::bodies::replace(hits, at, wide);
        }
        at += 1;
    }
}

fn widened(text: &str, tokens: &Tokens, hits: &[Hit], at: usize, knowledge: &Knowledge) -> Option<Hit> {
    let hit = &hits[at];
    hit.readings.iter().find_map(|reading| {
        if !matches!(reading.kind, MentionKind::Place | MentionKind::Organisation) {
            return None;
        }
        let entity = knowledge.entity(reading.entity.as_str())?;
        let left = own_noun(tokens, hit, &entity).or_else(|| left_of(text, tokens, hits, hit, &entity))?;
        let (last, end) = right_of(tokens, hits, hit, &entity, &left, knowledge);
        let mut reading = reading.clone();
        reading.strong = true;
        Some(Hit {
            first: left.first,
            last,
            span: Span::new(left.start, end),
            clitic: left.governs,
            readings: vec![reading],
            guess: None,
            vouched: hit.vouched,
            loose: hit.loose,
        })
    })
}

/// Where a name with its class noun begins.
struct Left {
    noun: &'static ClassNoun,
    first: usize,
    start: usize,
    governs: Option<char>,
    /// Whether the name stands in quotation marks behind the noun.
    quoted: bool,
}

/// The class noun that a hit begins with itself (وكالة “تاس”, known as "وكالة تاس").
fn own_noun(tokens: &Tokens, hit: &Hit, entity: &Entity) -> Option<Left> {
    let key = tokens.key(hit.first);
    let noun = clitic::splits(key).filter(|s| !s.fused).find_map(|split| noun_for(split.rest, entity))?;
    let quoted = (hit.first..hit.last).any(|i| tokens.punct(i).is_some_and(is_quote));
    Some(Left { noun, first: hit.first, start: hit.span.start, governs: hit.clitic, quoted })
}

fn noun_for(word: &str, entity: &Entity) -> Option<&'static ClassNoun> {
    let nouns = Lexicon::get().class_nouns.get(word)?;
    nouns.iter().find(|n| n.words.len() == 1 && n.goes_with(&entity.class))
}

/// A class noun that goes with the entity, going left over a quotation mark and an adjective of a
/// country (وكالة الأنباء الروسية “ريا نوفوستي”).
fn left_of(text: &str, tokens: &Tokens, hits: &[Hit], hit: &Hit, entity: &Entity) -> Option<Left> {
    if hit.clitic.is_some() {
        return None;
    }
    let mut at = hit.first.checked_sub(1)?;
    let quoted = tokens.punct(at).is_some_and(is_quote);
    if quoted {
        at = at.checked_sub(1)?;
    }
    if let Some(adjective) = hits.iter().find(|h| h.last == at && h.can_be(MentionKind::Demonym)) {
        at = adjective.first.checked_sub(1)?;
    }
    clitic::splits(tokens.key(at)).filter(|s| !s.fused).find_map(|split| {
        let nouns = Lexicon::get().class_nouns.get(split.rest)?;
        let mut fitting = nouns.iter().filter(|n| n.goes_with(&entity.class));
        fitting.find_map(|noun| class_noun(text, tokens, at, noun, quoted))
    })
}

/// The noun's words read leftwards from `at`; proclitics may stand on the first of them.
fn class_noun(
    text: &str,
    tokens: &Tokens,
    at: usize,
    noun: &'static ClassNoun,
    quoted: bool,
) -> Option<Left> {
    let first = (at + 1).checked_sub(noun.words.len())?;
    let (head, rest) = noun.words.split_last()?;
    if !rest.iter().enumerate().all(|(i, w)| tokens.key(at - i) == w) {
        return None;
    }
    let split = clitic::splits(tokens.key(first)).find(|s| !s.fused && s.rest == head)?;
    let token = tokens.get(first)?;
    let start = clitic::skip(token.span.of(text), token.span, split.letters);
    Some(Left { noun, first, start, governs: split.governs, quoted })
}

/// Where the name ends: a closing quotation mark, words that close such names, an adjective of the
/// entity's country, an adjective after a quoted name. Gives the last token and byte.
fn right_of(
    tokens: &Tokens,
    hits: &[Hit],
    hit: &Hit,
    entity: &Entity,
    left: &Left,
    knowledge: &Knowledge,
) -> (usize, usize) {
    let mut last = hit.last;
    if left.quoted && tokens.punct(last + 1).is_some_and(is_quote) {
        last += 1;
    }
    while let Some(next) = closing(tokens, hits, hit, last, entity, left, knowledge) {
        last = next;
    }
    (last, tokens.get(last).map_or(hit.span.end, |t| t.span.end))
}

/// The last token of the next word or adjective that still belongs to the name.
fn closing(
    tokens: &Tokens,
    hits: &[Hit],
    hit: &Hit,
    last: usize,
    entity: &Entity,
    left: &Left,
    knowledge: &Knowledge,
) -> Option<usize> {
    let next = last + 1;
    if !tokens.is_word(next) {
        return None;
    }
    if left.noun.entry.tails.iter().any(|t| t == tokens.key(next)) {
        return Some(next);
    }
    match hits.iter().find(|h| h.first == next && h.clitic.is_none()) {
        Some(other) => {
            // مدينة جدة | السعودية, but وكالة تاس الروسية.
            let place =
                other.sole(MentionKind::Demonym).filter(|_| left.noun.entry.kind != NounKind::Place)?;
            of_country(entity, place, knowledge).then_some(other.last)
        }
        None => (left.quoted && last == hit.last + 1 && is_adjective(tokens.key(next))).then_some(next),
    }
}

pub(super) fn of_country(entity: &Entity, place: &EntityId, knowledge: &Knowledge) -> bool {
    let own = entity.country.as_ref();
    own.is_some_and(|c| c == place || knowledge.places_meant(place).contains(c))
}

fn is_adjective(key: &str) -> bool {
    key.starts_with("ال") && (key.ends_with('ي') || key.ends_with("يه"))
}
