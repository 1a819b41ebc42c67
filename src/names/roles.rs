//! Titles in a block: which office, of what, and whose name stands beside it.

use crate::knowledge::titles::{Phrase, Titles};
use crate::knowledge::{EntityId, Knowledge};
use crate::text::clitic;
use crate::text::token::is_quote;
use crate::text::{Span, Tokens};

use super::MentionKind;
use super::bodies::follows;
use super::matcher::Hit;
use super::opening::Openings;

/// A title in a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TitleHit {
    /// First and last token, the adjective or name of its state or body included.
    pub tokens: (usize, usize),
    /// The same in bytes of the block; attached proclitics are outside.
    pub span: Span,
    /// Indices of the titles in the lexicon it can be.
    pub titles: Vec<usize>,
    /// Whether a modifier makes another title of it (نائب وزير الدفاع).
    pub deputy: bool,
    /// Whether it says that the office is past (السابق).
    pub former: bool,
    /// The state or body it is an office of, where it says so.
    pub of: Option<EntityId>,
    /// First token behind it and its adjectives.
    pub next: usize,
    /// Index of the person's hit right behind it.
    pub name_after: Option<usize>,
    /// Index of the person's hit right before it (بيسكوف الناطق باسم الكرملين).
    pub name_before: Option<usize>,
    /// Whether a comma or dash parts it from the name before.
    pub apposed: bool,
}

/// The titles of a block, in order, none overlapping.
pub(super) fn titles(
    text: &str,
    tokens: &Tokens,
    openings: &Openings<'_>,
    hits: &[Hit],
    knowledge: &Knowledge,
) -> Vec<TitleHit> {
    let mut out: Vec<TitleHit> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let opens = tokens.is_word(at) && openings.at(at).title;
        match opens.then(|| title_at(text, tokens, at, hits, knowledge)).flatten() {
            Some(title) => {
                at = title.tokens.1 + 1;
                out.push(title);
            }
            None => at += 1,
        }
    }
    out
}

fn title_at(text: &str, tokens: &Tokens, at: usize, hits: &[Hit], knowledge: &Knowledge) -> Option<TitleHit> {
    if hits.iter().any(|h| h.first <= at && at <= h.last) {
        return None;
    }
    let lexicon = Titles::get();
    clitic::splits(tokens.key(at)).find_map(|split| {
        let word = split.word();
        let modifier = lexicon.modifiers.iter().find(|m| *m[0] == *word && follows(tokens, at, m));
        let direct = best_phrase(tokens, at, &word, hits, knowledge, false);
        let as_deputy = modifier.and_then(|m| {
            let next = at + m.len();
            best_phrase(tokens, next, tokens.key(next), hits, knowledge, true)
        });
        let reach = [direct, as_deputy].into_iter().flatten().max_by_key(|r| r.last)?;
        let token = tokens.get(at)?;
        let start = clitic::skip(token.span.of(text), token.span, split.letters);
        let end = tokens.get(reach.last)?.span.end;
        let (name_before, apposed) = name_before(tokens, at, hits);
        Some(TitleHit {
            tokens: (at, reach.last),
            span: Span::new(start, end),
            titles: reach.phrase.targets.clone(),
            deputy: reach.deputy,
            former: reach.former,
            next: reach.next,
            name_after: name_after(tokens, reach.next, hits),
            of: reach.of,
            name_before,
            apposed,
        })
    })
}

/// How far a title reaches.
struct Reach {
    phrase: &'static Phrase,
    deputy: bool,
    former: bool,
    of: Option<EntityId>,
    /// Last token of the title with its state or body.
    last: usize,
    /// First token behind it and the adjectives that follow.
    next: usize,
}

fn best_phrase(
    tokens: &Tokens,
    at: usize,
    word: &str,
    hits: &[Hit],
    knowledge: &Knowledge,
    deputy: bool,
) -> Option<Reach> {
    let phrases = Titles::get().phrases.starting(word).iter();
    phrases
        .filter(|p| follows(tokens, at, &p.words))
        .find_map(|p| reach(tokens, at, p, hits, knowledge, deputy))
}

fn reach(
    tokens: &Tokens,
    at: usize,
    phrase: &'static Phrase,
    hits: &[Hit],
    knowledge: &Knowledge,
    deputy: bool,
) -> Option<Reach> {
    let mut reach = Reach {
        phrase,
        deputy,
        former: false,
        of: None,
        last: at + phrase.words.len() - 1,
        next: at + phrase.words.len(),
    };
    if !phrase.construct {
        pass_attributes(tokens, &mut reach);
    }
    let hit = hits.iter().find(|h| h.first == reach.next);
    match hit {
        Some(h) if !phrase.construct && h.clitic.is_none() && h.sole(MentionKind::Demonym).is_some() => {
            let definite = tokens.key(h.first).starts_with("ال");
            if definite {
                reach.of = h.sole(MentionKind::Demonym).cloned();
                (reach.last, reach.next) = (h.last, h.last + 1);
            }
        }
        Some(h) if phrase.construct && h.clitic == phrase.with_l.then_some('ل') => {
            reach.of = Some(body_named(h, phrase, knowledge)?);
            (reach.last, reach.next) = (h.last, h.last + 1);
        }
        _ if phrase.construct => return None,
        _ => {}
    }
    pass_attributes(tokens, &mut reach);
    Some(reach)
}

/// The state or organisation a title is constructed with, where the lexicon's titles fit it.
fn body_named(hit: &Hit, phrase: &Phrase, knowledge: &Knowledge) -> Option<EntityId> {
    use crate::knowledge::titles::OfficeOf;
    let titles = || phrase.targets.iter().filter_map(|&t| Titles::get().list.get(t));
    let place = hit.sole(MentionKind::Place).filter(|_| titles().any(|t| t.of != OfficeOf::Body));
    let body = hit.sole(MentionKind::Organisation).filter(|_| titles().any(|t| t.of != OfficeOf::State));
    let of = place.or(body)?;
    knowledge.entity(of.as_str()).map(|e| e.id.clone())
}

fn pass_attributes(tokens: &Tokens, reach: &mut Reach) {
    let lexicon = Titles::get();
    loop {
        let key = tokens.key(reach.next);
        if lexicon.former.contains(key) {
            reach.former = true;
        } else if !lexicon.attributes.contains(key) {
            return;
        }
        reach.next += 1;
    }
}

/// The person named right behind a title: a comma, an opening quotation mark and ranks may stand
/// between.
fn name_after(tokens: &Tokens, next: usize, hits: &[Hit]) -> Option<usize> {
    let mut at = pass_ranks(tokens, pass_comma(tokens, next));
    if tokens.punct(at).is_some_and(is_quote) {
        at += 1;
    }
    hits.iter().position(|h| h.first == at && h.clitic.is_none() && h.can_be(MentionKind::Person))
}

/// The token behind a comma, colon or dash that may part a title from the name.
pub(super) fn pass_comma(tokens: &Tokens, at: usize) -> usize {
    let parts = matches!(tokens.punct(at), Some('،' | ',' | ':' | '-' | '–'));
    if parts { at + 1 } else { at }
}

/// The first token behind ranks and forms of address.
pub(super) fn pass_ranks(tokens: &Tokens, from: usize) -> usize {
    let mut at = from;
    while let Some(rank) =
        Titles::get().ranks.iter().find(|r| *r[0] == *tokens.key(at) && follows(tokens, at, r))
    {
        at += rank.len();
        if matches!(tokens.punct(at), Some('.' | '/')) {
            at += 1;
        }
    }
    at
}

fn name_before(tokens: &Tokens, first: usize, hits: &[Hit]) -> (Option<usize>, bool) {
    let Some(mut at) = first.checked_sub(1) else {
        return (None, false);
    };
    let apposed = matches!(tokens.punct(at), Some('،' | ',' | '-' | '–' | '—'));
    if (apposed || tokens.punct(at).is_some_and(is_quote)) && at > 0 {
        at -= 1;
    }
    if tokens.punct(at).is_some_and(is_quote) && at > 0 {
        at -= 1;
    }
    (hits.iter().position(|h| h.last == at && h.can_be(MentionKind::Person)), apposed)
}
