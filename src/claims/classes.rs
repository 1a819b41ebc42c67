//! The lists of the lexicon that a word stands in: what a sentence's signals are made of.

use super::Reason;
use super::lexicon::{Lexicon, stem};
use crate::text::clitic;

/// The lists that a word stands in, a bit each, in the order of [`LISTS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u64);

/// A list by its name in the model, and whether a word without its proclitics stands in it.
type List = (&'static str, fn(&Lexicon, &str) -> bool);

/// The lists that tell of sources, then those that tell of weight and time. Their names stand in the model.
const LISTS: &[List] = &[
    ("that", |l, w| l.phrases.complementizers.has(w)),
    ("opener", |l, w| l.phrases.openers.has(w)),
    ("according", |l, w| l.phrases.noun_cues.begins(w)),
    ("from", |l, w| l.phrases.from.has(w) || l.phrases.from_them.has(w)),
    ("locative", |l, w| l.phrases.locatives.has(w)),
    ("not", |l, w| l.phrases.negations.has(w)),
    ("clause", |l, w| l.phrases.clause_openers.has(w)),
    ("own-words", |l, w| l.phrases.own_words.has(w)),
    ("vague-noun", |l, w| l.phrases.vague_nouns.has(w)),
    ("official", |l, w| l.phrases.official.has(w)),
    ("speaks-for", |l, w| l.phrases.speaks_for.has(w)),
    ("anaphor", |l, w| l.phrases.anaphors.has(w)),
    ("both", |l, w| l.phrases.both_sides.has(w)),
    ("impersonal", |l, w| l.phrases.impersonal.begins(w)),
    ("comment", |l, w| l.phrases.own_comment.begins(w)),
    ("subordinator", |l, w| l.phrases.subordinators.has(w)),
    ("casualty", |l, w| l.reason(w) == Some(Reason::Casualty)),
    ("accusation", |l, w| l.reason(w) == Some(Reason::Accusation)),
    ("military", |l, w| l.reason(w) == Some(Reason::Military)),
    ("motive", |l, w| l.reason(w) == Some(Reason::Motive)),
    ("superlative", |l, w| l.reason(w) == Some(Reason::Superlative)),
    ("prediction", |l, w| l.reason(w) == Some(Reason::Prediction)),
    ("unit", |l, w| l.words.units.contains(w)),
    ("event", |l, w| l.events.contains(w)),
    ("state", |l, w| l.words.states.contains(w)),
    ("under-way", |l, w| l.words.under_way.contains(w)),
    ("public", |l, w| l.public_events.contains(w)),
    ("toll", |l, w| l.words.toll_heads.has(w) || l.words.toll_nouns.contains(w)),
    ("forces", |l, w| l.words.forces.contains(w)),
    ("count", |l, w| l.words.counts.contains(w) || l.words.loose_counts.contains(w)),
    ("large", |l, w| l.words.large.contains(w) || l.words.thousands.contains(w)),
    ("was", |l, w| l.words.pluperfect.contains(w)),
    ("backdrop", |l, w| l.words.backdrop.contains(w)),
    ("going-on", |l, w| l.words.going_on.contains(w)),
    ("explaining", |l, w| l.words.explaining.contains(w)),
    ("presupposing", |l, w| l.words.presupposing.contains(w)),
    ("relative", |l, w| l.words.relatives.contains(w)),
    ("guess", |l, w| l.words.guesses.contains(w)),
    ("incident", |l, w| l.incidents.contains(stem(w))),
];

/// Which bit is a list's.
const fn bit(list: usize) -> u64 {
    1 << list
}

impl Classes {
    /// Of a folded word, in any of its readings.
    pub(super) fn of(key: &str) -> Self {
        let lexicon = Lexicon::get();
        let holds = |has: fn(&Lexicon, &str) -> bool| clitic::splits(key).any(|s| has(lexicon, s.rest));
        let bits = LISTS.iter().enumerate().filter(|(_, (_, has))| holds(*has));
        Self(bits.fold(0, |all, (list, _)| all | bit(list)))
    }

    /// The names of the lists.
    pub(super) fn names(self) -> impl Iterator<Item = &'static str> {
        LISTS.iter().enumerate().filter(move |(list, _)| self.0 & bit(*list) != 0).map(|(_, (name, _))| *name)
    }

    /// Whether a word stands in the list of a name.
    pub(super) fn has(self, name: &str) -> bool {
        self.names().any(|n| n == name)
    }
}
