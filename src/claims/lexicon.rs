//! The words of `data/lexicon/reporting.toml` and `data/lexicon/claims.toml`, inflected.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Reason;
use super::line::Line;
use crate::text::clitic;
use crate::text::lexicon::{Folded, Phrase, PhraseSet, WordSet, stored_lexicon};

mod file;

pub use file::Strength;
use file::{Claims, Phrases, Reporting, VerbEntry};

/// A reporting verb's form.
#[derive(Clone, Debug)]
pub(super) struct VerbForm {
    pub(super) strength: Strength,
    /// مضيفا: goes on with the subject of the sentence.
    pub(super) participle: bool,
    /// Words of which one must follow.
    pub(super) needs: WordSet,
    /// Words before which it is another word.
    pub(super) not_before: WordSet,
}

/// The phrase that begins at a token of a line.
pub(super) fn longest_in<'p>(phrases: &'p PhraseSet, line: &Line<'_>, at: usize) -> Option<&'p Phrase> {
    clitic::conjoined(line.key(at)).find_map(|first| phrases.longest(first, |i| line.key(at + i)))
}

/// The lexicon: the files' words, and what follows from them by rule.
#[derive(Debug)]
pub(super) struct Lexicon {
    pub(super) phrases: Phrases,
    pub(super) words: Claims,
    verbs: FxHashMap<String, VerbForm>,
    /// The first words of [`Phrases::vague_pairs`] and [`Phrases::accused_pairs`].
    pub(super) vague_firsts: FxHashSet<Folded>,
    reasons: FxHashMap<String, Reason>,
    pub(super) reason_phrases: Vec<(Phrase, Reason)>,
    /// The first words of those.
    pub(super) reason_firsts: FxHashSet<Folded>,
    pub(super) approximators: Vec<Phrase>,
    /// Verbs of events that have a day, inflected.
    pub(super) events: FxHashSet<String>,
    /// Verbs and nouns of public events, inflected.
    pub(super) public_events: FxHashSet<String>,
    /// Stems of incidents: attack, strikes, clashes.
    pub(super) incidents: FxHashSet<String>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let reporting: Reporting = stored_lexicon!("reporting");
    let words: Claims = stored_lexicon!("claims");
    let inflected = |list: &[Folded]| list.iter().flat_map(|v| past_forms(v)).collect();
    let mut lexicon = Lexicon {
        verbs: verbs(&reporting.verb),
        vague_firsts: pairs(&reporting.phrases).map(|[first, _]| first.clone()).collect(),
        reasons: FxHashMap::default(),
        reason_phrases: Vec::new(),
        reason_firsts: FxHashSet::default(),
        approximators: words.approximators.iter().map(Folded::words).collect(),
        events: inflected(&words.events),
        public_events: inflected(&words.public_events),
        incidents: words.incidents.iter().map(|v| stem(v).to_owned()).collect(),
        phrases: reporting.phrases,
        words,
    };
    lexicon.fill_reasons();
    lexicon
});

fn pairs(phrases: &Phrases) -> impl Iterator<Item = &[Folded; 2]> {
    phrases.vague_pairs.iter().chain(&phrases.accused_pairs)
}

impl Lexicon {
    pub(super) fn get() -> &'static Self {
        &LEXICON
    }

    fn fill_reasons(&mut self) {
        for (reason, list) in [
            (Reason::Casualty, &self.words.casualty),
            (Reason::Accusation, &self.words.accusation),
            (Reason::Military, &self.words.military),
            (Reason::Motive, &self.words.motive),
            (Reason::Superlative, &self.words.superlative),
            (Reason::Prediction, &self.words.prediction),
        ] {
            for text in list {
                let words = text.words();
                if words.len() > 1 {
                    self.reason_firsts.extend(words.first().cloned());
                    self.reason_phrases.push((words, reason));
                    continue;
                }
                // A stem of three letters is another word as often as not (وفيات, وفي).
                let stem = stem(text);
                if stem.chars().count() > 3 || text.starts_with("ال") {
                    self.reasons.entry(stem.to_owned()).or_insert(reason);
                }
                self.reasons.entry(text.to_string()).or_insert(reason);
            }
        }
    }

    /// The reporting verb a folded word is a form of, an object pronoun (ذكرته) set aside.
    pub(super) fn verb(&self, word: &str) -> Option<&VerbForm> {
        let bare = || word.strip_suffix("ها").or_else(|| word.strip_suffix('ه'));
        self.verbs.get(word).or_else(|| self.verbs.get(bare()?))
    }

    /// Every single word, and first word of a phrase, of the lists; some twice.
    pub(super) fn listed(&self) -> impl Iterator<Item = &str> {
        let (phrases, words) = (&self.phrases, &self.words);
        let phrases = [
            &phrases.complementizers,
            &phrases.openers,
            &phrases.noun_cues,
            &phrases.from,
            &phrases.from_them,
            &phrases.locatives,
            &phrases.negations,
            &phrases.clause_openers,
            &phrases.own_words,
            &phrases.vague_nouns,
            &phrases.official,
            &phrases.speaks_for,
            &phrases.anaphors,
            &phrases.both_sides,
            &phrases.impersonal,
            &phrases.own_comment,
            &phrases.subordinators,
            &words.toll_heads,
        ];
        let words = [
            &words.units,
            &words.states,
            &words.under_way,
            &words.toll_nouns,
            &words.forces,
            &words.counts,
            &words.loose_counts,
            &words.large,
            &words.thousands,
            &words.pluperfect,
            &words.backdrop,
            &words.going_on,
            &words.explaining,
            &words.presupposing,
            &words.relatives,
            &words.guesses,
        ];
        let inflected = self.events.iter().chain(&self.public_events).map(String::as_str);
        let phrases = phrases.into_iter().flat_map(PhraseSet::firsts);
        phrases.chain(words.into_iter().flat_map(WordSet::iter)).chain(inflected)
    }

    /// Why a folded word makes a claim weigh.
    pub(super) fn reason(&self, word: &str) -> Option<Reason> {
        self.reasons.get(word).or_else(|| self.reasons.get(stem(word))).copied()
    }
}

/// A folded noun without ال and its commonest endings; never less than four letters, since shorter
/// stems are those of other words as well (وفيات, وفي).
pub(super) fn stem(word: &str) -> &str {
    &word[stem_of(word)]
}

/// The bytes of a word that its stem takes.
pub(super) fn stem_of(word: &str) -> Range<usize> {
    let bare = word.strip_prefix("ال").filter(|r| r.chars().count() >= 3).unwrap_or(word);
    let ending = ["ات", "ون", "ين", "ان", "يه", "ها", "هم", "ه", "ا"].into_iter();
    let cut = ending.filter_map(|e| bare.strip_suffix(e)).find(|r| r.chars().count() >= 4);
    let from = word.len() - bare.len();
    from..from + cut.unwrap_or(bare).len()
}

fn verbs(entries: &[VerbEntry]) -> FxHashMap<String, VerbForm> {
    let mut out = FxHashMap::default();
    for entry in entries {
        let form = |participle| VerbForm {
            strength: entry.strength,
            participle,
            needs: entry.needs.clone(),
            not_before: entry.not_before.clone(),
        };
        for word in past_forms(&entry.past).chain(present_forms(&entry.present)) {
            out.insert(word, form(false));
        }
        for word in &entry.more {
            // مضيفا, واصفة, قائلين; رأوا and عزت are verbs.
            let participle =
                (word.ends_with('ا') && !word.ends_with("وا")) || word.ends_with('ه') || word.ends_with("ين");
            out.insert(word.to_string(), form(participle));
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

/// A verb without what inflects it, roughly: أنكرت and ينكر are one.
pub(super) fn lemma(word: &str) -> &str {
    let least = |rest: &&str| rest.chars().count() >= 3;
    let bare = clitic::strip_conjunction(word).unwrap_or(word);
    let future = bare.strip_prefix('س').filter(|r| r.starts_with(['ي', 'ت']) && r.chars().count() >= 4);
    let bare = future.unwrap_or(bare);
    let bare = bare.strip_prefix(['ي', 'ت', 'ن', 'ا']).filter(least).unwrap_or(bare);
    let cut = ["ون", "وا", "ان", "تا", "ها", "هم", "ت", "ه", "ا", "ي"].into_iter();
    cut.filter_map(|ending| bare.strip_suffix(ending)).find(least).unwrap_or(bare)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

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
