//! The lists of the lexicon that a word stands in: what a sentence's signals are made of.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Reason;
use super::lexicon::{Lexicon, stem};
use super::signals::Atom;
use crate::text::clitic;

/// The lists that a word stands in, a bit each: those of [`LISTS`] in their order, then those of [`STEMS`].
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
];

/// The lists that a word's stem may stand in: the reasons for a claim to weigh, and incidents.
const STEMS: [&str; 7] =
    ["casualty", "accusation", "military", "motive", "superlative", "prediction", "incident"];

/// The bits of the words of [`LISTS`]: one look-up tells of all lists.
static BITS: LazyLock<FxHashMap<Box<str>, u64>> = LazyLock::new(|| {
    let lexicon = Lexicon::get();
    let bits = |word: &str| {
        let held = LISTS.iter().enumerate().filter(|(_, (_, has))| has(lexicon, word));
        held.fold(0, |all, (list, _)| all | 1 << list)
    };
    lexicon.listed().map(|word| (word.into(), bits(word))).collect()
});

/// The names of all, a bit each.
static ATOMS: LazyLock<Vec<Atom<'static>>> = LazyLock::new(|| {
    let lists = LISTS.iter().map(|(name, _)| *name);
    lists.chain(STEMS).map(Atom::new).collect()
});

/// The list of a name.
#[expect(
    clippy::panic,
    reason = "a name that is none fails the build: this is worked out while it is compiled"
)]
const fn list(name: &str) -> Classes {
    let mut at = 0;
    while at < LISTS.len() {
        if is_same(LISTS[at].0, name) {
            return Classes(1 << at);
        }
        at += 1;
    }
    panic!("no such list")
}

const fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    a.len() == b.len() && at == a.len()
}

impl Classes {
    /// أن, إن: what is said follows.
    pub(super) const THAT: Self = list("that");
    /// بحسب.
    pub(super) const ACCORDING: Self = list("according");
    /// عن.
    pub(super) const FROM: Self = list("from");
    /// Sources that nobody can identify.
    pub(super) const VAGUE_NOUN: Self = list("vague-noun");
    /// What takes a source up again.
    pub(super) const ANAPHOR: Self = list("anaphor");
    /// A preposition or the like: no subject.
    pub(super) const OPENER: Self = list("opener");
    /// الذي.
    pub(super) const RELATIVE: Self = list("relative");
    /// Verbs of events.
    pub(super) const EVENT: Self = list("event");
    /// What makes a person speak for a body.
    pub(super) const SPEAKS_FOR: Self = list("speaks-for");
    /// What makes outlets those of a state.
    pub(super) const OFFICIAL: Self = list("official");

    /// Of a folded word, in any of its readings.
    pub(super) fn of(key: &str) -> Self {
        let lexicon = Lexicon::get();
        let stems = |word: &str| {
            let reason = lexicon.reason(word).map_or(0, |reason| 1 << (LISTS.len() + place(reason)));
            let incident = lexicon.incidents.contains(stem(word));
            reason | u64::from(incident) << (LISTS.len() + STEMS.len() - 1)
        };
        let bits = |word: &str| BITS.get(word).copied().unwrap_or_default() | stems(word);
        Self(clitic::splits(key).fold(0, |all, split| all | bits(split.rest)))
    }

    /// The names of the lists, as parts of signals.
    pub(super) fn atoms(self) -> impl Iterator<Item = Atom<'static>> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let bit = left.checked_ilog2()? as usize;
            left ^= 1 << bit;
            ATOMS.get(bit).copied()
        })
    }

    /// Whether a word stands in one of some lists.
    pub(super) const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// The lists of either.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The place of a reason in [`STEMS`]; a number has none, and no word is listed as one.
const fn place(reason: Reason) -> usize {
    match reason {
        Reason::Casualty | Reason::Number => 0,
        Reason::Accusation => 1,
        Reason::Military => 2,
        Reason::Motive => 3,
        Reason::Superlative => 4,
        Reason::Prediction => 5,
    }
}
