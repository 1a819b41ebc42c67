//! Organisations that bear a place's name: the club behind a city's (برشلونة الإسباني), the paper
//! in quotation marks («الشرق الأوسط»).

use super::extend::of_country;
use super::lexicon::Lexicon;
use super::matcher::{Hit, Reading, kind_of};
use super::settle::{Article, BlockNames};
use super::{Form, MentionKind};
use crate::knowledge::{Entity, EntityId, Knowledge};
use crate::text::token::is_quote;
use crate::text::{Span, TokenKind, Tokens, clitic};

/// How many words of sport an article of sport has at least, and how many others for one of them at most.
const SPORT_WORDS: usize = 5;
const SPORT_EVERY: usize = 40;

/// Reads places' names as those of organisations where what stands beside them tells.
pub(super) fn tell(text: &str, tokens: &Tokens, hits: &mut [Hit], knowledge: &Knowledge) {
    for at in 0..hits.len() {
        with_its_word(text, tokens, hits, at, knowledge);
    }
    for at in 0..hits.len() {
        let Some(hit) = hits.get(at) else { break };
        let outlets = &Lexicon::get().words.outlet_classes;
        let found = if before_its_country(tokens, hits, at, knowledge) {
            organisations(text, hit, knowledge, |e| e.class == "club")
        } else if alone_in_quotes(tokens, hit) {
            organisations(text, hit, knowledge, |e| outlets.contains(e.class.as_str()))
        } else {
            Vec::new()
        };
        if !found.is_empty() {
            hits[at].readings = found;
        }
    }
}

/// Makes a hit that names a place name the organisation of that name, a known one if there is one.
pub(super) fn to_organisation(text: &str, hit: &mut Hit, knowledge: &Knowledge) {
    hit.readings = organisations(text, hit, knowledge, |_| true);
    if hit.readings.is_empty() {
        hit.guess = Some(MentionKind::Organisation);
    }
}

/// The organisations that bear the hit's name, as readings that are enough by themselves.
fn organisations(
    text: &str,
    hit: &Hit,
    knowledge: &Knowledge,
    fits: impl Fn(&Entity) -> bool,
) -> Vec<Reading> {
    let surfaces = knowledge.gazetteer().lookup(hit.span.of(text));
    let entities = surfaces.iter().filter_map(|s| knowledge.at(s.entity));
    let named = entities.filter(|e| kind_of(e.kind) == MentionKind::Organisation && fits(e));
    named.map(|e| Reading { kind: MentionKind::Organisation, entity: e.id.clone(), strong: true }).collect()
}

/// Whether a city's name stands before a masculine adjective of its country: cities are feminine,
/// so the adjective is a club's.
fn before_its_country(tokens: &Tokens, hits: &[Hit], at: usize, knowledge: &Knowledge) -> bool {
    let (Some(hit), Some(next)) = (hits.get(at), hits.get(at + 1)) else {
        return false;
    };
    let key = tokens.key(next.first);
    let masculine = key.starts_with("ال") && key.ends_with('ي') && next.first == next.last;
    if !masculine || next.first != hit.last + 1 || next.clitic.is_some() {
        return false;
    }
    let Some(place) = next.sole(MentionKind::Demonym) else {
        return false;
    };
    hit.readings.iter().filter(|r| r.kind == MentionKind::Place).any(|reading| {
        let city = knowledge.entity(reading.entity.as_str());
        city.is_some_and(|e| e.class == "city" && of_country(&e, place, knowledge))
    })
}

/// Makes an organisation of a place's name beside a word that such are called by: a city's club
/// (دينامو كييف, ليدز يونايتد), a paper, a university, a bank (مصرف قطر المركزي).
fn with_its_word(text: &str, tokens: &Tokens, hits: &mut [Hit], at: usize, knowledge: &Knowledge) {
    let free_from = if at == 0 { 0 } else { hits.get(at - 1).map_or(0, |h| h.last + 1) };
    let free_to = hits.get(at + 1).map_or(tokens.len(), |h| h.first);
    let Some(hit) = hits.get_mut(at).filter(|h| h.can_only_be(MentionKind::Place)) else { return };
    let lexicon = Lexicon::get();
    let city = is_city(hit, knowledge);
    let names_one = |word: &str| {
        lexicon.words.seat_nouns.contains(word) || (city && lexicon.words.club_before.contains(word))
    };
    let before = (hit.clitic.is_none() && hit.first > free_from).then(|| hit.first - 1);
    let word = before.and_then(|at| Some((at, clitic::find(tokens.key(at), names_one)?, tokens.get(at)?)));
    let behind = if hit.last + 1 < free_to { tokens.key(hit.last + 1) } else { "" };
    let closes = if word.is_some() {
        lexicon.words.seat_tails.contains(behind)
    } else {
        city && lexicon.words.club_behind.contains(behind)
    };
    if word.is_none() && !closes {
        return;
    }
    if let Some((first, split, token)) = word {
        hit.first = first;
        hit.span.start = clitic::skip(token.span.of(text), token.span, split.letters);
        hit.clitic = split.governs;
    }
    if closes {
        hit.last += 1;
        hit.span.end = tokens.get(hit.last).map_or(hit.span.end, |t| t.span.end);
    }
    to_organisation(text, hit, knowledge);
}

/// Whether a hit names a city and nothing but places.
fn is_city(hit: &Hit, knowledge: &Knowledge) -> bool {
    let city = |r: &Reading| knowledge.entity(r.entity.as_str()).is_some_and(|e| e.class == "city");
    hit.can_only_be(MentionKind::Place) && hit.readings.iter().any(city)
}

fn alone_in_quotes(tokens: &Tokens, hit: &Hit) -> bool {
    let quote = |at: usize| tokens.punct(at).is_some_and(is_quote);
    hit.first > 0 && quote(hit.first - 1) && quote(hit.last + 1)
}

/// In an article that names a city's club, or that tells of sport, the city's name without a word of
/// place before it is the club's as well (خسر برشلونة, but not في برشلونة).
pub(super) fn carry(article: &mut Article<'_>, blocks: &[BlockNames<'_>]) {
    let knowledge = article.knowledge;
    let organisations = article.mentions.iter().filter(|m| m.kind == MentionKind::Organisation);
    let known = organisations.filter_map(|m| article.entity_of(m));
    let named: Vec<EntityId> = known.filter(|e| is_club(e)).map(|e| e.id.clone()).collect();
    let mut sport = None;
    for mention in article.mentions.iter_mut().filter(|m| m.kind == MentionKind::Place) {
        let Some((block, span)) = BlockNames::around(blocks, mention.span) else {
            continue;
        };
        let name = span.of(block.text);
        let clubs = clubs(name, knowledge);
        if clubs.is_empty() || is_where(block, span) {
            continue;
        }
        let meant = clubs.iter().find(|c| named.contains(c));
        let Some(club) =
            meant.or_else(|| clubs.first().filter(|_| *sport.get_or_insert_with(|| tells_of_sport(blocks))))
        else {
            continue;
        };
        mention.kind = MentionKind::Organisation;
        mention.entity = Some(club.clone());
        mention.form = Form::Short;
    }
}

fn is_club(entity: &Entity) -> bool {
    entity.class == "club"
}

/// The clubs that bear a name.
fn clubs(name: &str, knowledge: &Knowledge) -> Vec<EntityId> {
    let bearers = knowledge.gazetteer().lookup(name).into_iter().filter_map(|s| knowledge.at(s.entity));
    bearers.filter(|e| is_club(e)).map(|e| e.id.clone()).collect()
}

/// Whether an article tells of sport: so many of its words are of it or results, and one in so many.
fn tells_of_sport(blocks: &[BlockNames<'_>]) -> bool {
    let words = &Lexicon::get().sport;
    let is_sport = |t: &Tokens, at: usize| clitic::find(t.key(at), |w| words.contains(w)).is_some();
    let count = |t: &Tokens| (0..t.len()).filter(|&at| is_result(t, at) || is_sport(t, at)).count();
    let met: usize = blocks.iter().map(|b| count(b.tokens)).sum();
    let all: usize = blocks.iter().map(|b| b.tokens.len()).sum();
    met >= SPORT_WORDS && met * SPORT_EVERY >= all
}

/// Whether a dash stands between goals (1 - صفر).
fn is_result(tokens: &Tokens, dash: usize) -> bool {
    let goals = |at: usize| {
        let number = tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number);
        (number && tokens.key(at).len() <= 2) || Lexicon::get().words.nought.contains(tokens.key(at))
    };
    tokens.punct(dash) == Some('-') && dash > 0 && goals(dash - 1) && goals(dash + 1)
}

/// Whether a word or proclitic of place stands before a span of a block.
fn is_where(block: &BlockNames<'_>, span: Span) -> bool {
    let at = block.tokens.list().partition_point(|t| t.span.end <= span.start);
    let within = block.tokens.get(at).is_some_and(|t| t.span.start < span.start);
    let proclitic = within && clitic::conjoined(block.tokens.key(at)).any(|word| word.starts_with('ب'));
    let before = at.checked_sub(1).map_or("", |b| block.tokens.key(b));
    proclitic || clitic::find(before, |w| Lexicon::get().place_words.contains(w)).is_some()
}
