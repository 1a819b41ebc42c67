//! `data/lexicon/reporting.toml` and `data/lexicon/claims.toml` as they are written; their comments say more.

use serde::{Deserialize, Serialize};

use crate::text::lexicon::{Folded, PhraseSet, WordSet};

/// What a reporting verb does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// Says.
    Neutral,
    /// Takes a position.
    Stance,
    /// Blames.
    Accusation,
    /// Denies.
    Denial,
    /// Passes on what another said.
    Relay,
    /// A paper shows.
    Document,
}

/// `reporting.toml`: who says so.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reporting {
    pub verb: Vec<VerbEntry>,
    pub phrases: Phrases,
}

/// A reporting verb.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VerbEntry {
    /// Third person masculine singular, as is the present.
    pub past: Folded,
    pub present: Folded,
    /// Forms that no rule gives, and participles.
    #[serde(default)]
    pub more: Vec<Folded>,
    /// Words of which one must follow.
    #[serde(default)]
    pub needs: WordSet,
    /// Right before one of these it is another word.
    #[serde(default)]
    pub not_before: WordSet,
    pub strength: Strength,
}

/// What tells of sources beside verbs.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_field_names, reason = "the keys of the file")]
pub(crate) struct Phrases {
    /// أن, إن: what is said follows.
    pub complementizers: PhraseSet,
    /// بحسب, وفقا لـ: the source follows.
    pub openers: PhraseSet,
    /// Nouns behind which a source or what was said follows: تصريحات.
    pub noun_cues: PhraseSet,
    /// نقلا عن: what stands behind it said what the others pass on.
    pub relay_phrases: PhraseSet,
    /// عن, behind which a relaying verb names the one who said it.
    pub from: PhraseSet,
    /// The same with a pronoun: عنه.
    pub from_them: PhraseSet,
    /// Behind one of these a place tells where, not who.
    pub locatives: PhraseSet,
    /// Behind one of these a verb reports nothing.
    pub negations: PhraseSet,
    /// ما, behind which a verb only names a thing.
    pub naming: PhraseSet,
    /// الوقت, behind which a relative clause reports all the same.
    pub moments: PhraseSet,
    /// What opens a clause of its own, its subject first.
    pub clause_openers: PhraseSet,
    /// Of those, what needs no comma before it.
    pub adversatives: PhraseSet,
    /// What may stand between a phrase and its verb.
    pub linkers: PhraseSet,
    /// The speaker's own words as a subject: كلامه.
    pub own_words: PhraseSet,
    /// Nouns behind which stands whose words follow: تصريحات زيلينسكي إن ….
    pub words_of: WordSet,
    /// Of those, what is given word for word behind a colon, too: قول.
    pub wording_of: WordSet,
    /// Of those, what says of somebody that he is so: اتهامات زيلينسكي بأنها ….
    pub charge_of: WordSet,
    /// بالقول: behind one of these the speaker of the sentence goes on.
    pub own_speech: WordSet,
    /// سماه, which as ما سماه زيلينسكي … gives his words.
    pub called: WordSet,
    /// Sources that nobody can identify: مصادر.
    pub vague_nouns: PhraseSet,
    /// Of those, what counts rather than speaks unless من follows: عدد.
    pub counting: PhraseSet,
    /// What makes outlets those of a state.
    pub official: PhraseSet,
    /// Those who act for the place behind them: السلطات في السعودية.
    pub governing: PhraseSet,
    /// What makes a person speak for a body: باسم.
    pub speaks_for: PhraseSet,
    /// What takes a source up again: المصدر نفسه.
    pub anaphors: PhraseSet,
    /// الجانبان.
    pub both_sides: PhraseSet,
    /// Passives of saying: ذُكر.
    pub impersonal: PhraseSet,
    /// Phrases that hide who thinks so: على ما يبدو.
    pub vague_phrases: PhraseSet,
    /// Words that hide who thinks so when the second follows the first.
    pub vague_pairs: Vec<[Folded; 2]>,
    /// What marks the author's own comment.
    pub own_comment: PhraseSet,
    /// What opens a subordinate clause.
    pub subordinators: PhraseSet,
    /// Verbs of accusation that a short u makes passive.
    pub accusing: WordSet,
    /// تواجه اتهامات: who stands between the two words is accused.
    pub accused_pairs: Vec<[Folded; 2]>,
    /// رفض التعليق: who does so says nothing.
    pub refusals: Vec<Refusal>,
    /// زوجة: the name behind it is another's.
    pub relations: WordSet,
    /// قائلا.
    pub saying: WordSet,
    /// عاجل, before the name that a line begins with.
    pub urgent: WordSet,
    /// What stands behind بحسب and names nobody: المعطيات.
    pub nobody: PhraseSet,
    /// What stands there and is no source: القانون.
    pub norms: WordSet,
    /// What joins a source to the noun before it.
    pub linking: WordSet,
    /// Heads that name nobody by themselves: أحدهم.
    pub somebody: WordSet,
    /// The same before an adjective: صحيفة بريطانية.
    pub somebody_of: WordSet,
    /// مقتل: what is told, not who tells it.
    pub happenings: WordSet,
}

/// Verbs that refuse, and what: who does so says nothing.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Refusal {
    pub verbs: WordSet,
    pub things: WordSet,
}

/// `claims.toml`: what makes a claim weigh, and whether its event has a day.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_field_names, reason = "the keys of the file")]
pub(crate) struct Claims {
    /// Words of [`Reason::Casualty`], and so on for each reason.
    pub casualty: Vec<Folded>,
    pub accusation: Vec<Folded>,
    pub military: Vec<Folded>,
    pub motive: Vec<Folded>,
    pub superlative: Vec<Folded>,
    pub prediction: Vec<Folded>,
    /// Units that make a count of a number.
    pub units: WordSet,
    /// Words that round a number.
    pub approximators: Vec<Folded>,
    /// Verbs of events that have a day, past.
    pub events: Vec<Folded>,
    /// Verbs and nouns of states, stances and plans: no day is asked of them.
    pub states: WordSet,
    /// What goes on while it is told.
    pub under_way: WordSet,
    /// Words with which a sentence is a question or a call.
    pub not_claims: WordSet,
    /// Verbs and nouns of public events.
    pub public_events: Vec<Folded>,
    /// Words for casualties before their number.
    pub toll_heads: PhraseSet,
    /// Words for casualties behind their number.
    pub toll_nouns: WordSet,
    /// What a number counts that counts no people.
    pub not_people: WordSet,
    /// Troops, arms, strikes.
    pub forces: WordSet,
    /// Numbers in words.
    pub counts: WordSet,
    /// Single words that round a number.
    pub rounding: WordSet,
    /// Thousands.
    pub thousands: WordSet,
    /// Large numbers by themselves: آلاف.
    pub large: WordSet,
    /// Superlatives that only count before من.
    pub comparatives: WordSet,
    /// قد, which guesses before a present verb.
    pub guesses: WordSet,
    /// Behind one of these a word of three letters is a verb.
    pub before_verbs: WordSet,
    /// What may stand between a relative pronoun and its verb.
    pub auxiliaries: WordSet,
    /// لم, with which a deed is denied.
    pub denials: WordSet,
    /// Words before كان that do not count.
    pub particles: WordSet,
    /// What takes as known what stands behind it: في أعقاب.
    pub presupposing: WordSet,
    /// الذي and its forms.
    pub relatives: WordSet,
    /// Words of headlines that head no news.
    pub not_news: PhraseSet,
    /// من جهة أخرى.
    pub turns: PhraseSet,
    /// What sets a story against what is known: ويأتي هذا بعد.
    pub backdrop: WordSet,
    /// كما, كذلك.
    pub going_on: WordSet,
    /// أوضح: its source says what was told before, too.
    pub explaining: WordSet,
    /// Numbers that count nothing exactly.
    pub loose_counts: WordSet,
    /// One casualty: جندي.
    pub singles: WordSet,
    /// Deeds that an editor asks about: قتل, اعتقل, زور.
    pub grave: WordSet,
    /// كان, with which a sentence goes back behind its own story.
    pub pluperfect: WordSet,
    /// Incidents: attack, strikes, clashes.
    pub incidents: Vec<Folded>,
}
