//! Organisations that bear a place's name: the club behind a city's (برشلونة الإسباني), the paper
//! in quotation marks («الشرق الأوسط»).

use super::extend::of_country;
use super::lexicon::Lexicon;
use super::matcher::{Hit, Reading, kind_of};
use super::settle::{Article, BlockNames};
use super::{Form, MentionKind};
use crate::knowledge::{Entity, EntityId, Knowledge};
use crate::text::token::is_quote;
use crate::text::{Span, Tokens, clitic};

/// Reads places' names as those of organisations where what stands beside them tells.
pub(super) fn tell(text: &str, tokens: &Tokens, hits: &mut [Hit], knowledge: &Knowledge) {
    for at in 0..hits.len() {
        let Some(hit) = hits.get(at) else { break };
        let outlets = &Lexicon::get().outlet_classes;
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

fn alone_in_quotes(tokens: &Tokens, hit: &Hit) -> bool {
    let quote = |at: usize| tokens.punct(at).is_some_and(is_quote);
    hit.first > 0 && quote(hit.first - 1) && quote(hit.last + 1)
}

/// In an article that names a city's club, the city's name without a word of place before it is the
/// club's as well (خسر برشلونة, but not في برشلونة).
pub(super) fn carry(article: &mut Article<'_>, blocks: &[BlockNames<'_>]) {
    let organisations = article.mentions.iter().filter(|m| m.kind == MentionKind::Organisation);
    let known = organisations.filter_map(|m| article.entity_of(m));
    let clubs: Vec<EntityId> = known.filter(|e| e.class == "club").map(|e| e.id.clone()).collect();
    if clubs.is_empty() {
        return;
    }
    let knowledge = article.knowledge;
    for mention in article.mentions.iter_mut().filter(|m| m.kind == MentionKind::Place) {
        let Some((block, span)) = BlockNames::around(blocks, mention.span) else {
            continue;
        };
        let bearers = knowledge.gazetteer().lookup(span.of(block.text));
        let bears =
            |club: &&EntityId| bearers.iter().any(|s| knowledge.at(s.entity).is_some_and(|e| e.id == **club));
        if let Some(club) = clubs.iter().find(bears)
            && !is_where(block, span)
        {
            mention.kind = MentionKind::Organisation;
            mention.entity = Some(club.clone());
            mention.form = Form::Short;
        }
    }
}

/// Whether a word or proclitic of place stands before a span of a block.
fn is_where(block: &BlockNames<'_>, span: Span) -> bool {
    let at = block.tokens.list().partition_point(|t| t.span.end <= span.start);
    let within = block.tokens.get(at).is_some_and(|t| t.span.start < span.start);
    let proclitic = within && block.tokens.key(at).trim_start_matches(['و', 'ف']).starts_with('ب');
    let before = at.checked_sub(1).map_or("", |b| block.tokens.key(b));
    proclitic || clitic::find(before, |w| Lexicon::get().place_words.contains(w)).is_some()
}
