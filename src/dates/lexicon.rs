//! The words of time (`data/lexicon/times.toml`), compiled once into one map from a word's folded
//! key to what the word can begin.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

mod file;

use file::File;

use super::expression::{Anchor, Portion, Reference, Unit};
use crate::text::clitic;
use crate::text::fold::fold;

/// How a unit's word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// عام
    One,
    /// العام
    The,
    /// عامين
    Two,
    /// عامي, before a list
    Pair,
    /// أعوام
    Many,
    /// الأعوام
    TheMany,
    /// العامين
    TheTwo,
}

/// What a word or phrase can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    Month { number: u8, hijri: bool, doubtful: bool },
    Latin(u8),
    Weekday(u8),
    Unit(Unit, Form),
    Number(u32),
    Teen,
    Ordinal(u8),
    Anchor(Anchor),
    This,
    That,
    SameAs,
    Deictic(i32),
    Portion(Portion),
    Edge,
    Lead(Option<Reference>),
    Vague(Reference),
    PastAlone,
    PeriodNoun,
    SpanNoun,
    Approximator,
    Fraction(u32),
    Few,
    Every,
    Frequency(Unit),
    Season(u8),
    QuarterNoun,
    HalfNoun,
    Decade(u8),
    EraHijri,
    EraCommon,
    EraBefore,
    Clock,
    Zone,
    Name,
}

/// One phrase that begins with a certain word.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The keys after the first.
    pub(super) rest: Box<[String]>,
    /// What it means.
    pub(super) sense: Sense,
    /// Letters of proclitics before it.
    pub(super) strip: u8,
    /// Whether it begins with the article: then no hamza may stand there (آلان is no الآن).
    pub(super) article: bool,
    /// The spelling it must have, where folding levels too much.
    pub(super) exact: Option<Box<str>>,
}

/// Groups of words that are only looked at beside a time word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Cue {
    DeicticAfter,
    DeicticBefore,
    Measure,
    Ago,
    Since,
    AgeBefore,
    AgeAfter,
    YearBefore,
    YearNear,
    YearAfter,
    MonthBefore,
    AmountAfter,
    Outlet,
    Compare,
    Future,
    Past,
    /// A word that makes a figure behind it a number or a title.
    YearNumbering,
    /// A street or square, which is named after a day.
    Street,
    /// A date moved from one day to another.
    Moved,
    /// A verb that tells something done.
    Done,
    /// A word that opens a clause.
    Clause,
    /// A verb that calls for a deed.
    Call,
    /// What قبل looks forward to.
    Coming,
}

/// A day known by a noun before its date (هجمات 11 سبتمبر).
#[derive(Debug, Deserialize)]
pub(super) struct Event {
    before: Vec<String>,
    pub(super) day: u8,
    pub(super) month: u8,
    pub(super) year: i16,
}

/// The compiled lexicon.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    words: FxHashMap<String, Vec<Entry>>,
    cues: FxHashMap<Cue, rustc_hash::FxHashSet<String>>,
    guards: FxHashMap<String, rustc_hash::FxHashSet<String>>,
    no_future: Vec<String>,
    events: Vec<Event>,
}

/// The lexicon built in.
pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
        toml::from_str::<File>(include_str!("../../data/lexicon/times.toml"))
            .map(Lexicon::compile)
            .unwrap_or_default()
    });
    &LEXICON
}

/// Whether a folded word, with or without its conjunction, looks like a verb with the particle س and is no
/// known noun: ستعقد, not سياسة.
pub fn is_future_verb(key: &str) -> bool {
    lexicon().future_verb(key)
}

/// Proclitics and their pairs, folded.
const CLITICS: [&str; 13] = ["و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك", "ال", "وال"];

impl Lexicon {
    /// The phrases that can begin with a word of this key, longest first.
    pub(super) fn at(&self, key: &str) -> &[Entry] {
        self.words.get(key).map_or(&[], Vec::as_slice)
    }

    /// Whether a word belongs to a group.
    pub(super) fn cue(&self, cue: Cue, key: &str) -> bool {
        self.cues.get(&cue).is_some_and(|words| words.contains(key))
    }

    /// The words one of which must stand before a vague phrase, where it needs any.
    pub(super) fn guard(&self, phrase: &str) -> Option<&rustc_hash::FxHashSet<String>> {
        self.guards.get(phrase)
    }

    /// Whether a word looks like a verb with the particle س.
    pub(super) fn future_verb(&self, key: &str) -> bool {
        let key = clitic::strip_conjunction(key).unwrap_or(key);
        let mut letters = key.chars();
        letters.next() == Some('س')
            && letters.next().is_some_and(|c| matches!(c, 'ي' | 'ت' | 'ن'))
            && letters.count() >= 2
            && !self.no_future.iter().any(|word| {
                if word.chars().count() <= 4 { key == word } else { key.starts_with(word.as_str()) }
            })
    }

    /// The event that a day and month after the word `before` stand for.
    pub(super) fn event(&self, before: &str, day: u8, month: u8) -> Option<&Event> {
        self.events.iter().find(|e| e.day == day && e.month == month && e.before.iter().any(|w| w == before))
    }

    fn compile(file: File) -> Self {
        let mut out = Self::default();
        file.fill(&mut out);
        out.spread_clitics();
        for entries in out.words.values_mut() {
            entries.sort_by_key(|e| std::cmp::Reverse(e.rest.len()));
        }
        out
    }

    fn add(&mut self, phrase: &str, sense: Sense, exact: bool) {
        let folded = fold(phrase);
        let mut keys = crate::text::Tokens::new(&folded);
        let count = keys.len();
        let key = |tokens: &mut crate::text::Tokens, i: usize| tokens.key(i).to_owned();
        let first = key(&mut keys, 0);
        let rest = (1..count).map(|i| key(&mut keys, i)).collect();
        let article = phrase.starts_with("ال");
        let exact = exact.then(|| phrase.into());
        self.words.entry(first).or_default().push(Entry { rest, sense, strip: 0, article, exact });
    }

    fn add_all(&mut self, phrases: &[String], sense: Sense) {
        for phrase in phrases {
            self.add(phrase, sense, false);
        }
    }

    fn add_cues(&mut self, cue: Cue, words: &[String]) {
        self.cues.entry(cue).or_default().extend(words.iter().map(|w| fold(w)));
    }

    /// Gives every word its forms with proclitics, where no word of the lexicon is spelt so.
    fn spread_clitics(&mut self) {
        let mut more: FxHashMap<String, Vec<Entry>> = FxHashMap::default();
        for (word, entries) in &self.words {
            if !word.chars().next().is_some_and(char::is_alphabetic) {
                continue;
            }
            for clitic in CLITICS {
                let (form, strip) = match (clitic.ends_with('ل'), word.strip_prefix("ال")) {
                    (true, Some(bare)) if !clitic.ends_with("ال") => {
                        (format!("{clitic}ل{bare}"), clitic.chars().count())
                    }
                    (_, Some(_)) if clitic.ends_with("ال") => continue,
                    _ => (format!("{clitic}{word}"), clitic.chars().count()),
                };
                if self.words.contains_key(&form) {
                    continue;
                }
                // The article on a word that has none of its own stays inside the span.
                let article = clitic.ends_with("ال");
                let kept = if article { strip.saturating_sub(2) } else { strip };
                let allowed = entries
                    .iter()
                    .filter(|e| !article || matches!(e.sense, Sense::Number(_) | Sense::Month { .. }));
                more.entry(form)
                    .or_default()
                    .extend(allowed.map(|e| Entry { strip: e.strip + kept as u8, ..e.clone() }));
            }
        }
        for (form, entries) in more {
            if !entries.is_empty() {
                self.words.entry(form).or_insert(entries);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_reads() {
        let file = toml::from_str::<File>(include_str!("../../data/lexicon/times.toml"));
        assert!(file.is_ok(), "{}", file.err().map(|e| e.to_string()).unwrap_or_default());
        assert!(!lexicon().at("يناير").is_empty());
        assert!(lexicon().at("ليوم").iter().any(|e| e.strip == 1));
        assert!(lexicon().at("لليوم").iter().any(|e| e.strip == 1 && e.sense == Sense::Deictic(0)));
    }

    #[test]
    fn future_verbs() {
        assert!(lexicon().future_verb("سيزور"));
        assert!(lexicon().future_verb("وستعقد"));
        assert!(!lexicon().future_verb("سياسه"));
        assert!(!lexicon().future_verb("سنوات"));
    }
}
