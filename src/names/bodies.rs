//! Bodies every state has, put together from a form and the state beside it: وزارة الدفاع الروسية,
//! جيش كوريا الجنوبية, السفارة اليابانية في موسكو, خارجية موسكو.

use crate::knowledge::titles::{Bodies, Body, Phrase, Titles};
use crate::knowledge::{EntityId, Knowledge};
use crate::text::clitic::{self, Split};
use crate::text::lexicon::Folded;
use crate::text::{Span, Tokens};

use super::MentionKind;
use super::lexicon::Lexicon;
use super::matcher::{Hit, Reading};
use super::opening::Openings;

/// A body's form that stands without its state (وزارة الدفاع): the article may make it plain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BareBody {
    /// Where, in the block.
    pub span: Span,
    /// First and last token.
    pub tokens: (usize, usize),
    /// Index in the lexicon of bodies.
    pub body: usize,
}

/// Joins body forms with the states beside them: the hits of the states become hits of the bodies.
/// Gives the forms that stand alone.
pub(super) fn join(
    text: &str,
    tokens: &Tokens,
    openings: &Openings<'_>,
    hits: &mut Vec<Hit>,
    knowledge: &Knowledge,
) -> Vec<BareBody> {
    let mut bare = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((split, phrase)) = phrase_at(tokens, at, openings) else {
            at += 1;
            continue;
        };
        let last = at + phrase.words.len() - 1;
        let Some(&body_index) = phrase.targets.first() else {
            break;
        };
        let Some(body) = Bodies::get().list.get(body_index) else {
            break;
        };
        let token = tokens.list()[at];
        let start = clitic::skip(token.span.of(text), token.span, split.letters);
        if let Some(found) = with_state(tokens, hits, last, phrase, body, knowledge) {
            let Found { hit, end_token, end, id } = found;
            let known_longer = hits.iter().any(|h| h.first <= at && h.last >= end_token);
            if !known_longer {
                replace(
                    hits,
                    hit,
                    Hit {
                        first: at,
                        last: end_token,
                        span: Span::new(start, end),
                        clitic: split.governs,
                        readings: vec![Reading { kind: MentionKind::Organisation, entity: id, strong: true }],
                        guess: None,
                        vouched: None,
                        loose: false,
                    },
                );
                at = end_token + 1;
                continue;
            }
        } else if body.bare
            && !phrase.construct
            && phrase.words.len() > 1
            && !hits.iter().any(|h| h.first <= last && h.last >= at)
        {
            let end = tokens.list()[last].span.end;
            bare.push(BareBody { span: Span::new(start, end), tokens: (at, last), body: body_index });
        }
        at += 1;
    }
    bare
}

fn phrase_at<'t>(
    tokens: &'t Tokens,
    at: usize,
    openings: &Openings<'_>,
) -> Option<(Split<'t>, &'static Phrase)> {
    if !tokens.is_word(at) || !openings.at(at).body || inside_title(tokens, at) {
        return None;
    }
    clitic::splits(tokens.key(at)).find_map(|split| {
        let phrases = Bodies::get().phrases.starting(&split.word()).iter();
        phrases.clone().find(|p| follows(tokens, at, &p.words)).map(|p| (split, p))
    })
}

/// Whether the words after the first stand from `at + 1` on.
pub(super) fn follows(tokens: &Tokens, at: usize, words: &[Folded]) -> bool {
    words.iter().enumerate().skip(1).all(|(i, w)| tokens.is_word(at + i) && *tokens.key(at + i) == **w)
}

struct Found {
    /// Index of the state's hit, which the body swallows.
    hit: usize,
    end_token: usize,
    end: usize,
    id: EntityId,
}

fn with_state(
    tokens: &Tokens,
    hits: &[Hit],
    last: usize,
    phrase: &Phrase,
    body: &Body,
    knowledge: &Knowledge,
) -> Option<Found> {
    let at = hits.iter().position(|h| h.first == last + 1 && h.clitic.is_none())?;
    let hit = &hits[at];
    let definite_form = phrase.words.last()?.starts_with("ال");
    let adjective = tokens.key(hit.first);
    let agrees = adjective.starts_with("ال") && adjective.ends_with('ه') == is_feminine(phrase);
    let state = match hit.sole(MentionKind::Demonym) {
        Some(place) if definite_form && agrees => place.clone(),
        None if !definite_form || phrase.construct => state_of(hit.sole(MentionKind::Place)?, knowledge)?,
        _ => return None,
    };
    let entity = knowledge.entity(state.as_str())?;
    if !matches!(entity.class.as_str(), "state" | "territory" | "historical-state") {
        return None;
    }
    let mut id = body.id_of(state.as_str());
    if body.city
        && Lexicon::get().words.within.contains(tokens.key(hit.last + 1))
        && let Some(city) =
            hits.get(at + 1).filter(|h| h.first == hit.last + 2).and_then(|h| h.sole(MentionKind::Place))
    {
        id = format!("{id}-{city}");
    }
    Some(Found { hit: at, end_token: hit.last, end: hit.span.end, id: id.into() })
}

/// Whether the form's head noun takes a feminine adjective (وزارة, القوات; but not الجيش).
fn is_feminine(phrase: &Phrase) -> bool {
    phrase.construct || phrase.words.first().is_some_and(|w| w.ends_with('ه') || w.ends_with("ات"))
}

/// Whether the words are the rest of a title that begins before them (وزيرة | الخارجية الألمانية).
fn inside_title(tokens: &Tokens, at: usize) -> bool {
    (1..=2).filter_map(|back| at.checked_sub(back).map(|first| (back, first))).any(|(back, first)| {
        clitic::find(tokens.key(first), |word| {
            let phrases = Titles::get().phrases.starting(word).iter();
            phrases.clone().any(|p| p.words.len() > back && follows(tokens, first, &p.words))
        })
        .is_some()
    })
}

/// A capital stands for its state (خارجية موسكو).
fn state_of(place: &EntityId, knowledge: &Knowledge) -> Option<EntityId> {
    let entity = knowledge.entity(place.as_str())?;
    if entity.class == "state" || entity.class == "territory" {
        return Some(place.clone());
    }
    let country = entity.country.as_ref()?;
    let state = knowledge.entity(country.as_str())?;
    (state.capital.as_ref() == Some(place)).then(|| country.clone())
}

/// Puts `new` in the place of the hits its tokens take in.
pub(super) fn replace(hits: &mut Vec<Hit>, near: usize, new: Hit) {
    let (first, last) = (new.first, new.last);
    let mut place = near.min(hits.len());
    while place > 0 && hits[place - 1].last >= first {
        place -= 1;
    }
    hits.retain(|h| h.last < first || h.first > last);
    hits.insert(place.min(hits.len()), new);
}
