//! The chain of attribution: from the one who said it to the one who passed it on.

use serde::Serialize;

use super::lexicon::{Lexicon, Strength, longest_in};
use super::line::Line;
use super::source::{Attribution, is_press};
use super::speaker::Speaker;
use super::toll::words;
use crate::knowledge::{EntityId, Knowledge};
use crate::text::Span;

/// How a link of a chain is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Means {
    /// By a verb: قال الكرملين.
    Verb,
    /// By a phrase: بحسب الكرملين.
    Phrase,
    /// By neither: the sentence goes on with the source of one before it.
    Carried,
}

/// One source in a chain of attribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words that name it, in the document. Those of a carried link stand in an earlier sentence.
    pub span: Span,
    /// Its entities, where known; several where they speak together.
    pub entities: Vec<EntityId>,
    /// How it is told.
    pub means: Means,
    /// What its verb does; [`Strength::Neutral`] for a phrase.
    pub strength: Strength,
    /// The verb or phrase, in the document.
    pub cue: Span,
    /// Whether nobody can tell who it is (مصادر).
    pub vague: bool,
    /// Whether it is the press of a state: no name, yet no stranger (وسائل إعلام رسمية).
    pub official: bool,
}

/// The chain that begins with one attribution of a sentence: whoever passes it on in the same
/// breath, then the outlets that the sentence names beside it.
pub(super) fn chain(
    line: &Line<'_>,
    all: &[Attribution],
    chosen: &Attribution,
    knowledge: &Knowledge,
) -> Vec<Link> {
    let mut links: Vec<Link> = link(line, chosen, &chosen.speaker).into_iter().collect();
    let passer = chosen.passer.as_ref();
    links.extend(passer.and_then(|speaker| link(line, chosen, speaker)));
    let relayed =
        chosen.noun && longest_in(&Lexicon::get().phrases.relay_phrases, line, chosen.token).is_some();
    let passes_on = |a: &&Attribution| match &a.speaker {
        Speaker::Named(ids, _) => relayed || (!ids.is_empty() && ids.iter().all(|e| is_press(e, knowledge))),
        _ => false,
    };
    let others = all.iter().filter(|a| a.token != chosen.token).filter(passes_on);
    for other in others {
        links.extend(link(line, other, &other.speaker).filter(|l| !links.iter().any(|k| k.says_the_same(l))));
    }
    links
}

fn link(line: &Line<'_>, attribution: &Attribution, speaker: &Speaker) -> Option<Link> {
    let (span, entities, vague) = match speaker {
        Speaker::Named(entities, span) => (*span, entities.clone(), false),
        Speaker::Vague(span) => (*span, Vec::new(), true),
        Speaker::Anaphor(span) | Speaker::Both(span) => (*span, Vec::new(), false),
        Speaker::Unsaid => return None,
    };
    Some(Link {
        span,
        entities,
        means: if attribution.noun { Means::Phrase } else { Means::Verb },
        strength: attribution.strength,
        cue: line.span(attribution.token, attribution.last),
        vague,
        official: vague && is_official(line, span),
    })
}

/// How far behind its noun the word stands that makes a source a state's own.
const OFFICIAL_WORDS: usize = 3;

fn is_official(line: &Line<'_>, noun: Span) -> bool {
    let at = line.tokens().at_or_after(noun.end - line.view.offset);
    words(line, at, OFFICIAL_WORDS).any(|i| Lexicon::get().phrases.official.has(line.key(i)))
}

impl Link {
    fn says_the_same(&self, other: &Self) -> bool {
        self.span.overlaps(other.span) || (!self.entities.is_empty() && self.entities == other.entities)
    }

    /// The same source as a later sentence goes on with it.
    pub(super) fn carried(&self) -> Self {
        Self { means: Means::Carried, ..self.clone() }
    }
}
