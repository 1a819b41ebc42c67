//! The words of `data/lexicon/reporting.toml` and `data/lexicon/claims.toml`, folded and inflected.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::Reason;
use super::line::Line;
use crate::text::fold::fold;

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

/// A reporting verb's form.
#[derive(Clone, Debug)]
pub(super) struct VerbForm {
    pub(super) strength: Strength,
    /// مضيفا: goes on with the subject of the sentence.
    pub(super) participle: bool,
    /// Words of which one must follow.
    pub(super) needs: Vec<String>,
}

/// A phrase of one word or more.
pub(super) type Phrase = Vec<String>;

/// Phrases by their first word, longest first.
#[derive(Debug, Default)]
pub(super) struct PhraseSet(FxHashMap<String, Vec<Phrase>>);

impl PhraseSet {
    fn new(list: &[String]) -> Self {
        let mut map: FxHashMap<String, Vec<Phrase>> = FxHashMap::default();
        for text in list {
            let words: Phrase = fold(text).split_whitespace().map(str::to_owned).collect();
            if let Some(first) = words.first() {
                map.entry(first.clone()).or_default().push(words);
            }
        }
        for list in map.values_mut() {
            list.sort_by_key(|p| std::cmp::Reverse(p.len()));
        }
        Self(map)
    }

    /// The longest phrase whose words `key` gives from index 0 on.
    pub(super) fn longest<'k>(&self, first: &str, key: impl Fn(usize) -> &'k str) -> Option<&Phrase> {
        let fits = |p: &&Phrase| {
            p.iter().enumerate().skip(1).all(|(i, w)| prefix_or_equal(key(i), w, i + 1 == p.len()))
        };
        self.0.get(first)?.iter().find(fits)
    }

    /// The phrase that begins at a token of a line.
    pub(super) fn longest_in(&self, line: &Line<'_>, at: usize) -> Option<&Phrase> {
        let key = line.key(at);
        let bare = key.strip_prefix(['و', 'ف']).unwrap_or(key);
        let found = self.longest(key, |i| line.key(at + i));
        found.or_else(|| self.longest(bare, |i| line.key(at + i)))
    }

    /// Whether a phrase begins with a word.
    pub(super) fn begins(&self, word: &str) -> bool {
        self.0.contains_key(word)
    }

    /// Whether it holds a single word.
    pub(super) fn has(&self, word: &str) -> bool {
        self.0.get(word).is_some_and(|l| l.iter().any(|p| p.len() == 1))
    }
}

/// A last word ل or ب is a proclitic: it is met at the beginning of the next word.
fn prefix_or_equal(key: &str, word: &str, last: bool) -> bool {
    key == word || (last && matches!(word, "ل" | "ب") && key.starts_with(word) && key.chars().count() > 2)
}

/// The folded lexicon.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    verbs: FxHashMap<String, VerbForm>,
    pub(super) complementizers: PhraseSet,
    pub(super) openers: PhraseSet,
    pub(super) noun_cues: PhraseSet,
    /// نقلا عن: what stands behind it said what the others pass on.
    pub(super) relay_phrases: PhraseSet,
    /// عن, behind which a relaying verb names the one who said it.
    pub(super) from: PhraseSet,
    /// The same with a pronoun: عنه.
    pub(super) from_them: PhraseSet,
    /// Behind one of these a place tells where, not who.
    pub(super) locatives: PhraseSet,
    /// Behind one of these a verb reports nothing.
    pub(super) negations: PhraseSet,
    /// ما, behind which a verb only names a thing.
    pub(super) naming: PhraseSet,
    /// الوقت, behind which a relative clause reports all the same.
    pub(super) moments: PhraseSet,
    /// What opens a clause of its own, its subject first.
    pub(super) clause_openers: PhraseSet,
    /// Of those, what needs no comma before it.
    pub(super) adversatives: PhraseSet,
    /// What may stand between a phrase and its verb.
    pub(super) linkers: PhraseSet,
    pub(super) own_words: PhraseSet,
    pub(super) vague_nouns: PhraseSet,
    /// Of those, what counts rather than speaks unless من follows: عدد.
    pub(super) counting: PhraseSet,
    /// What makes outlets those of a state.
    pub(super) official: PhraseSet,
    pub(super) speaks_for: PhraseSet,
    pub(super) anaphors: PhraseSet,
    pub(super) both_sides: PhraseSet,
    pub(super) impersonal: PhraseSet,
    pub(super) vague_phrases: PhraseSet,
    /// Words that hide who thinks so when the second follows the first.
    pub(super) vague_pairs: Vec<(String, String)>,
    /// The first words of those.
    pub(super) vague_firsts: FxHashSet<String>,
    pub(super) own_comment: PhraseSet,
    pub(super) subordinators: PhraseSet,
    reasons: FxHashMap<String, Reason>,
    pub(super) reason_phrases: Vec<(Phrase, Reason)>,
    /// The first words of those.
    pub(super) reason_firsts: FxHashSet<String>,
    pub(super) units: FxHashSet<String>,
    /// Words that round a number.
    pub(super) approximators: Vec<Phrase>,
    pub(super) events: FxHashSet<String>,
    pub(super) states: FxHashSet<String>,
    pub(super) under_way: FxHashSet<String>,
    pub(super) not_claims: FxHashSet<String>,
    pub(super) public_events: FxHashSet<String>,
    /// Words for casualties before their number.
    pub(super) toll_heads: PhraseSet,
    /// Words for casualties behind their number.
    pub(super) toll_nouns: FxHashSet<String>,
    /// What a number counts that counts no people.
    pub(super) not_people: FxHashSet<String>,
    /// Troops, arms, strikes.
    pub(super) forces: FxHashSet<String>,
    /// Numbers in words.
    pub(super) counts: FxHashSet<String>,
    /// Numbers that count nothing exactly.
    pub(super) loose_counts: FxHashSet<String>,
    /// One casualty: جندي.
    pub(super) singles: FxHashSet<String>,
    /// كان, with which a sentence goes back behind its own story.
    pub(super) pluperfect: FxHashSet<String>,
    /// What sets a story against what is known: ويأتي هذا بعد.
    pub(super) backdrop: FxHashSet<String>,
    /// كما, كذلك.
    pub(super) going_on: FxHashSet<String>,
    /// أوضح: its source says what was told before, too.
    pub(super) explaining: FxHashSet<String>,
    /// What takes as known what stands behind it: في أعقاب.
    pub(super) presupposing: FxHashSet<String>,
    /// الذي and its forms.
    pub(super) relatives: FxHashSet<String>,
    /// Words of headlines that head no news.
    pub(super) not_news: PhraseSet,
    /// من جهة أخرى.
    pub(super) turns: PhraseSet,
    /// Words before كان that do not count.
    pub(super) particles: FxHashSet<String>,
    /// قد, which guesses before a present verb.
    pub(super) guesses: FxHashSet<String>,
    /// Behind one of these a word of three letters is a verb.
    pub(super) before_verbs: FxHashSet<String>,
    /// What may stand between a relative pronoun and its verb.
    pub(super) auxiliaries: FxHashSet<String>,
    /// لم, with which a deed is denied.
    pub(super) denials: FxHashSet<String>,
    /// Thousands.
    pub(super) thousands: FxHashSet<String>,
    /// Stems of incidents: attack, strikes, clashes.
    pub(super) incidents: FxHashSet<String>,
    /// Single words that round a number.
    pub(super) rounding: FxHashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VerbEntry {
    past: String,
    present: String,
    #[serde(default)]
    more: Vec<String>,
    #[serde(default)]
    needs: Vec<String>,
    strength: Strength,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct ReportingFile {
    verb: Vec<VerbEntry>,
    phrases: PhraseLists,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct PhraseLists {
    complementizers: Vec<String>,
    openers: Vec<String>,
    noun_cues: Vec<String>,
    relay_phrases: Vec<String>,
    from: Vec<String>,
    from_them: Vec<String>,
    locatives: Vec<String>,
    negations: Vec<String>,
    naming: Vec<String>,
    moments: Vec<String>,
    clause_openers: Vec<String>,
    adversatives: Vec<String>,
    linkers: Vec<String>,
    own_words: Vec<String>,
    vague_nouns: Vec<String>,
    counting: Vec<String>,
    official: Vec<String>,
    speaks_for: Vec<String>,
    anaphors: Vec<String>,
    both_sides: Vec<String>,
    impersonal: Vec<String>,
    vague_phrases: Vec<String>,
    vague_pairs: Vec<[String; 2]>,
    own_comment: Vec<String>,
    subordinators: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct ClaimsFile {
    casualty: Vec<String>,
    accusation: Vec<String>,
    military: Vec<String>,
    motive: Vec<String>,
    superlative: Vec<String>,
    prediction: Vec<String>,
    units: Vec<String>,
    approximators: Vec<String>,
    events: Vec<String>,
    states: Vec<String>,
    under_way: Vec<String>,
    not_claims: Vec<String>,
    public_events: Vec<String>,
    toll_heads: Vec<String>,
    toll_nouns: Vec<String>,
    not_people: Vec<String>,
    forces: Vec<String>,
    counts: Vec<String>,
    rounding: Vec<String>,
    thousands: Vec<String>,
    guesses: Vec<String>,
    before_verbs: Vec<String>,
    auxiliaries: Vec<String>,
    denials: Vec<String>,
    particles: Vec<String>,
    presupposing: Vec<String>,
    relatives: Vec<String>,
    not_news: Vec<String>,
    turns: Vec<String>,
    backdrop: Vec<String>,
    going_on: Vec<String>,
    explaining: Vec<String>,
    loose_counts: Vec<String>,
    singles: Vec<String>,
    pluperfect: Vec<String>,
    incidents: Vec<String>,
}

const REPORTING: &str = include_str!("../../data/lexicon/reporting.toml");
const CLAIMS: &str = include_str!("../../data/lexicon/claims.toml");

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let reporting: ReportingFile = toml::from_str(REPORTING).unwrap_or_default();
    let claims: ClaimsFile = toml::from_str(CLAIMS).unwrap_or_default();
    let lists = &reporting.phrases;
    let mut lexicon = Lexicon {
        verbs: verbs(&reporting.verb),
        complementizers: PhraseSet::new(&lists.complementizers),
        openers: PhraseSet::new(&lists.openers),
        noun_cues: PhraseSet::new(&lists.noun_cues),
        relay_phrases: PhraseSet::new(&lists.relay_phrases),
        from: PhraseSet::new(&lists.from),
        from_them: PhraseSet::new(&lists.from_them),
        locatives: PhraseSet::new(&lists.locatives),
        negations: PhraseSet::new(&lists.negations),
        naming: PhraseSet::new(&lists.naming),
        moments: PhraseSet::new(&lists.moments),
        clause_openers: PhraseSet::new(&lists.clause_openers),
        adversatives: PhraseSet::new(&lists.adversatives),
        linkers: PhraseSet::new(&lists.linkers),
        own_words: PhraseSet::new(&lists.own_words),
        vague_nouns: PhraseSet::new(&lists.vague_nouns),
        counting: PhraseSet::new(&lists.counting),
        official: PhraseSet::new(&lists.official),
        speaks_for: PhraseSet::new(&lists.speaks_for),
        anaphors: PhraseSet::new(&lists.anaphors),
        both_sides: PhraseSet::new(&lists.both_sides),
        impersonal: PhraseSet::new(&lists.impersonal),
        vague_phrases: PhraseSet::new(&lists.vague_phrases),
        vague_firsts: lists.vague_pairs.iter().map(|[a, _]| fold(a)).collect(),
        vague_pairs: lists.vague_pairs.iter().map(|[a, b]| (fold(a), fold(b))).collect(),
        own_comment: PhraseSet::new(&lists.own_comment),
        subordinators: PhraseSet::new(&lists.subordinators),
        approximators: claims
            .approximators
            .iter()
            .map(|a| fold(a).split(' ').map(str::to_owned).collect())
            .collect(),
        units: claims.units.iter().map(|u| fold(u)).collect(),
        events: claims.events.iter().flat_map(|v| past_forms(&fold(v))).collect(),
        states: claims.states.iter().map(|v| fold(v)).collect(),
        under_way: claims.under_way.iter().map(|v| fold(v)).collect(),
        public_events: claims.public_events.iter().flat_map(|v| past_forms(&fold(v))).collect(),
        toll_heads: PhraseSet::new(&claims.toll_heads),
        toll_nouns: claims.toll_nouns.iter().map(|v| fold(v)).collect(),
        not_people: claims.not_people.iter().map(|v| fold(v)).collect(),
        forces: claims.forces.iter().map(|v| fold(v)).collect(),
        counts: claims.counts.iter().map(|v| fold(v)).collect(),
        rounding: claims.rounding.iter().map(|v| fold(v)).collect(),
        loose_counts: claims.loose_counts.iter().map(|v| fold(v)).collect(),
        singles: claims.singles.iter().map(|v| fold(v)).collect(),
        pluperfect: claims.pluperfect.iter().map(|v| fold(v)).collect(),
        backdrop: claims.backdrop.iter().map(|v| fold(v)).collect(),
        going_on: claims.going_on.iter().map(|v| fold(v)).collect(),
        explaining: claims.explaining.iter().map(|v| fold(v)).collect(),
        presupposing: claims.presupposing.iter().map(|v| fold(v)).collect(),
        relatives: claims.relatives.iter().map(|v| fold(v)).collect(),
        turns: PhraseSet::new(&claims.turns),
        not_news: PhraseSet::new(&claims.not_news),
        particles: claims.particles.iter().map(|v| fold(v)).collect(),
        guesses: claims.guesses.iter().map(|v| fold(v)).collect(),
        before_verbs: claims.before_verbs.iter().map(|v| fold(v)).collect(),
        auxiliaries: claims.auxiliaries.iter().map(|v| fold(v)).collect(),
        denials: claims.denials.iter().map(|v| fold(v)).collect(),
        thousands: claims.thousands.iter().map(|v| fold(v)).collect(),
        incidents: claims.incidents.iter().map(|v| stem(&fold(v)).to_owned()).collect(),
        not_claims: claims.not_claims.iter().map(|v| fold(v)).collect(),
        ..Lexicon::default()
    };
    for (reason, list) in [
        (Reason::Casualty, &claims.casualty),
        (Reason::Accusation, &claims.accusation),
        (Reason::Military, &claims.military),
        (Reason::Motive, &claims.motive),
        (Reason::Superlative, &claims.superlative),
        (Reason::Prediction, &claims.prediction),
    ] {
        lexicon.add_reason(reason, list);
    }
    lexicon
});

impl Lexicon {
    pub(super) fn get() -> &'static Self {
        &LEXICON
    }

    fn add_reason(&mut self, reason: Reason, list: &[String]) {
        for text in list {
            let folded = fold(text);
            if folded.contains(' ') {
                let words: Phrase = folded.split(' ').map(str::to_owned).collect();
                self.reason_firsts.extend(words.first().cloned());
                self.reason_phrases.push((words, reason));
            } else {
                // A stem of three letters is another word as often as not (وفيات, وفي).
                let stem = stem(&folded);
                if stem.chars().count() > 3 || folded.starts_with("ال") {
                    self.reasons.entry(stem.to_owned()).or_insert(reason);
                }
                self.reasons.entry(folded).or_insert(reason);
            }
        }
    }

    /// The reporting verb a folded word is a form of, an object pronoun (ذكرته) set aside.
    pub(super) fn verb(&self, word: &str) -> Option<&VerbForm> {
        let bare = || word.strip_suffix("ها").or_else(|| word.strip_suffix('ه'));
        self.verbs.get(word).or_else(|| self.verbs.get(bare()?))
    }

    /// Why a folded word makes a claim weigh.
    pub(super) fn reason(&self, word: &str) -> Option<Reason> {
        self.reasons.get(word).or_else(|| self.reasons.get(stem(word))).copied()
    }
}

/// A folded noun without ال and its commonest endings; never less than four letters, since shorter
/// stems are those of other words as well (وفيات, وفي).
pub(super) fn stem(word: &str) -> &str {
    let bare = word.strip_prefix("ال").filter(|r| r.chars().count() >= 3).unwrap_or(word);
    let ending = ["ات", "ون", "ين", "ان", "يه", "ها", "هم", "ه", "ا"].into_iter();
    let cut = ending.filter_map(|e| bare.strip_suffix(e)).find(|r| r.chars().count() >= 4);
    cut.unwrap_or(bare)
}

fn verbs(entries: &[VerbEntry]) -> FxHashMap<String, VerbForm> {
    let mut out = FxHashMap::default();
    for entry in entries {
        let needs: Vec<String> = entry.needs.iter().map(|w| fold(w)).collect();
        let form = |participle| VerbForm { strength: entry.strength, participle, needs: needs.clone() };
        for word in past_forms(&fold(&entry.past)).chain(present_forms(&fold(&entry.present))) {
            out.insert(word, form(false));
        }
        for more in &entry.more {
            let word = fold(more);
            // مضيفا, واصفة, قائلين; رأوا and عزت are verbs.
            let participle =
                (word.ends_with('ا') && !word.ends_with("وا")) || word.ends_with('ه') || word.ends_with("ين");
            out.insert(word, form(participle));
        }
    }
    out
}

/// قال: قالت, قالوا, قالا, قالتا; a final ى falls before an ending (نفى: نفت).
fn past_forms(past: &str) -> impl Iterator<Item = String> + use<> {
    let stem = past.strip_suffix('ي').unwrap_or(past).to_owned();
    let endings = ["ت", "وا", "ا", "تا"].map(|e| format!("{stem}{e}"));
    std::iter::once(past.to_owned()).chain(endings)
}

/// يقول: تقول, يقولون, تقولان …, with سـ.
fn present_forms(present: &str) -> impl Iterator<Item = String> + use<> {
    let root = present.strip_prefix('ي').unwrap_or(present).to_owned();
    let stem = root.strip_suffix('ي').unwrap_or(&root).to_owned();
    let forms = [
        format!("ي{root}"),
        format!("ت{root}"),
        format!("ي{stem}ون"),
        format!("ي{root}ان"),
        format!("ت{root}ان"),
    ];
    forms.into_iter().flat_map(|f| [format!("س{f}"), f])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_read() {
        let reporting = toml::from_str::<ReportingFile>(REPORTING);
        assert!(reporting.is_ok(), "{:?}", reporting.err());
        let claims = toml::from_str::<ClaimsFile>(CLAIMS);
        assert!(claims.is_ok(), "{:?}", claims.err());
    }

    #[test]
    fn inflected_verbs() {
        let lexicon = Lexicon::get();
        for word in ["قال", "قالت", "يقول", "تقول", "سيقول", "يقولون", "نفت", "ذكرته", "مضيفا", "أكدتا"]
        {
            assert!(lexicon.verb(&fold(word)).is_some(), "{word}");
        }
        assert!(lexicon.verb(&fold("مضيفا")).unwrap().participle);
        assert!(!lexicon.verb(&fold("قال")).unwrap().participle);
    }
}
