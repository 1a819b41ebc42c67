//! What the article says for one thing or another that a name can mean.

use super::MentionKind;
use super::lexicon::Lexicon;
use super::matcher::{Hit, Reading};
use super::settle::{Article, BlockNames};
use crate::knowledge::EntityId;
use crate::text::clitic;
use crate::text::lexicon::WordSet;
use crate::text::{Span, Tokens};

impl Article<'_> {
    /// Whether و joins the hit with a place that is sure (الشرق والغرب).
    pub(super) fn beside_a_place(&self, b: usize, block: &BlockNames<'_>, h: usize) -> bool {
        let sure = |h: usize| {
            let mention = self.by_hit.get(&(b, h)).and_then(|&m| self.mentions.get(m));
            mention.is_some_and(|m| m.kind == MentionKind::Place)
        };
        let hits = &block.facts.hits;
        let joined = |first: usize, next: usize| {
            let (Some(a), Some(b)) = (hits.get(first), hits.get(next)) else {
                return false;
            };
            a.last + 1 == b.first && block.tokens.key(b.first).starts_with('و') && b.span.start > a.span.end
        };
        (joined(h, h + 1) && sure(h + 1)) || (h > 0 && joined(h - 1, h) && sure(h - 1))
    }

    /// Whether the hit is where a way to a place that is sure begins (من الرباط إلى القاهرة).
    pub(super) fn begins_a_way(&self, b: usize, block: &BlockNames<'_>, h: usize) -> bool {
        let hits = &block.facts.hits;
        let (Some(hit), Some(next)) = (hits.get(h), hits.get(h + 1)) else {
            return false;
        };
        let words = &Lexicon::get().words;
        let from = hit.first.checked_sub(1).is_some_and(|at| words.way_from.contains(block.tokens.key(at)));
        let sure = || self.by_hit.get(&(b, h + 1)).and_then(|&m| self.mentions.get(m));
        from && next.first == hit.last + 2
            && words.way_to.contains(block.tokens.key(hit.last + 1))
            && sure().is_some_and(|m| m.kind == MentionKind::Place)
    }

    /// Whether the place that holds the hit's stands right behind it (دوناي في روسيا).
    pub(super) fn inside_its_country(&self, b: usize, block: &BlockNames<'_>, h: usize) -> bool {
        let hits = &block.facts.hits;
        let (Some(hit), Some(next)) = (hits.get(h), hits.get(h + 1)) else {
            return false;
        };
        let link = block.tokens.key(hit.last + 1);
        let within = || matches!(link, "،" | ",") || Lexicon::get().words.within.contains(link);
        let linked = next.first == hit.last + 2 && within();
        let behind =
            self.by_hit.get(&(b, h + 1)).and_then(|&m| self.mentions.get(m)).and_then(|m| m.entity.clone());
        linked
            && hit.readings.iter().any(|r| {
                let entity = self.knowledge.entity(r.entity.as_str());
                entity.is_some_and(|e| behind.is_some() && (e.country == behind || e.within == behind))
            })
    }

    /// How far the article agrees with a reading: what speaks for it first, then how near before it
    /// (as an offset, later is better) the entity is named, then how near its country is. `None` where nothing speaks for it.
    pub(super) fn agreement(
        &self,
        reading: &Reading,
        span: Span,
        by: Support,
        words: usize,
    ) -> Option<(u8, usize, usize)> {
        let entity = &reading.entity;
        let named = self.nearest(entity, span);
        let country = self.country_of(entity);
        let country_near = country.filter(|c| c != entity).and_then(|c| self.distance(&c, span));
        let cue = by.cued && reading.kind == MentionKind::Place;
        let score = u8::from(named.is_some()) * 8
            + u8::from(cue) * 2
            + u8::from(by.vouched)
            + u8::from(country_near.is_some());
        let enough = match (reading.strong, words) {
            (true, _) => 0,
            (false, 1) => 2,
            (false, _) => 1,
        };
        let at = named.map_or(0, |s| if s.start <= span.start { s.start + 1 } else { 1 });
        let near = country_near.map_or(0, |bytes| usize::MAX - bytes);
        (score >= enough).then_some((score, at, near))
    }

    /// Bytes between a place in the article and the nearest mention of an entity.
    fn distance(&self, entity: &EntityId, span: Span) -> Option<usize> {
        let own = self.mentions.iter().filter(|m| m.entity.as_ref() == Some(entity));
        own.map(|m| m.span.start.abs_diff(span.start)).min()
    }

    pub(super) fn country_of(&self, entity: &EntityId) -> Option<EntityId> {
        self.knowledge.entity(entity.as_str())?.country.clone()
    }

    /// A bloc's adjective (غربي) is a direction as well, unless a noun such as قلق stands before it.
    pub(super) fn beside_its_noun(tokens: &Tokens, hit: &Hit, kind: MentionKind, entity: &EntityId) -> bool {
        let lexicon = Lexicon::get();
        if !lexicon.words.bloc_ids.contains(entity.as_str()) {
            return true;
        }
        if kind != MentionKind::Demonym {
            return !is_direction(tokens, hit);
        }
        let Some(before) = hit.first.checked_sub(1) else {
            return false;
        };
        clitic::find(tokens.key(before), |word| {
            let bare = word.strip_prefix("ال").unwrap_or(word);
            lexicon.words.bloc_nouns.contains(bare)
        })
        .is_some()
    }
}

/// Whether a bloc's name of one word is a direction: behind a noun of direction, or in a block that
/// names the other ones (من الشمال تركيا ومن الغرب العراق).
fn is_direction(tokens: &Tokens, hit: &Hit) -> bool {
    let lexicon = Lexicon::get();
    let is_one = |at: usize, words: &WordSet| clitic::find(tokens.key(at), |w| words.contains(w)).is_some();
    let behind_noun = hit.first.checked_sub(1).is_some_and(|at| is_one(at, &lexicon.words.direction_nouns));
    hit.first == hit.last && (behind_noun || (0..tokens.len()).any(|at| is_one(at, &lexicon.words.compass)))
}

/// What speaks for a hit beside what else the article names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Support {
    /// A word of place, or a place beside it.
    pub(super) cued: bool,
    /// The tagger is sure of the kind.
    pub(super) vouched: bool,
}

pub(super) fn has_cue(tokens: &Tokens, hit: &Hit) -> bool {
    let Some(before) = hit.first.checked_sub(1) else {
        return false;
    };
    clitic::find(tokens.key(before), |w| Lexicon::get().nouns.cues.contains(w)).is_some()
}
