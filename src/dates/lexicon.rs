//! The words of time (`data/lexicon/times.toml`), compiled once into one map from a word's folded
//! key to what the word can begin.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::expression::{Anchor, Portion, Reference, Unit};
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
    Month {
        number: u8,
        hijri: bool,
        doubtful: bool,
    },
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

/// Proclitics and their pairs, folded.
const CLITICS: [&str; 13] = [
    "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك", "ال", "وال",
];

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
        let key = key
            .strip_prefix('و')
            .or_else(|| key.strip_prefix('ف'))
            .unwrap_or(key);
        let mut letters = key.chars();
        letters.next() == Some('س')
            && letters
                .next()
                .is_some_and(|c| matches!(c, 'ي' | 'ت' | 'ن' | 'ا'))
            && letters.count() >= 2
            && !self.no_future.iter().any(|word| {
                if word.chars().count() <= 4 {
                    key == word
                } else {
                    key.starts_with(word.as_str())
                }
            })
    }

    /// The event that a day and month after the word `before` stand for.
    pub(super) fn event(&self, before: &str, day: u8, month: u8) -> Option<&Event> {
        self.events
            .iter()
            .find(|e| e.day == day && e.month == month && e.before.iter().any(|w| w == before))
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
        self.words.entry(first).or_default().push(Entry {
            rest,
            sense,
            strip: 0,
            article,
            exact,
        });
    }

    fn add_all(&mut self, phrases: &[String], sense: Sense) {
        for phrase in phrases {
            self.add(phrase, sense, false);
        }
    }

    fn add_cues(&mut self, cue: Cue, words: &[String]) {
        self.cues
            .entry(cue)
            .or_default()
            .extend(words.iter().map(|w| fold(w)));
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
                let kept = if article {
                    strip.saturating_sub(2)
                } else {
                    strip
                };
                let allowed = entries.iter().filter(|e| {
                    !article || matches!(e.sense, Sense::Number(_) | Sense::Month { .. })
                });
                more.entry(form).or_default().extend(allowed.map(|e| Entry {
                    strip: e.strip + kept as u8,
                    ..e.clone()
                }));
            }
        }
        for (form, entries) in more {
            if !entries.is_empty() {
                self.words.entry(form).or_insert(entries);
            }
        }
    }
}

#[derive(Deserialize)]
struct MonthRow {
    number: u8,
    #[serde(default)]
    hijri: bool,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    doubtful: Vec<String>,
    #[serde(default)]
    exact: Vec<String>,
}

#[derive(Deserialize)]
struct Numbered {
    number: u8,
    names: Vec<String>,
}

#[derive(Deserialize)]
struct UnitRow {
    unit: Unit,
    #[serde(default)]
    one: Vec<String>,
    #[serde(default)]
    the: Vec<String>,
    #[serde(default)]
    two: Vec<String>,
    #[serde(default)]
    pair: Vec<String>,
    #[serde(default)]
    many: Vec<String>,
    #[serde(default)]
    the_many: Vec<String>,
    #[serde(default)]
    the_two: Vec<String>,
}

#[derive(Deserialize)]
struct Words {
    words: Vec<String>,
}

#[derive(Deserialize)]
struct Anchors {
    past: Vec<String>,
    recent: Vec<String>,
    present: Vec<String>,
    future: Vec<String>,
    next: Vec<String>,
    previous: Vec<String>,
    same: Vec<String>,
}

#[derive(Deserialize)]
struct Demonstratives {
    this: Vec<String>,
    that: Vec<String>,
    same: Vec<String>,
}

#[derive(Deserialize)]
struct DeicticRow {
    days: i32,
    words: Vec<String>,
}

#[derive(Deserialize)]
struct Beside {
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    near: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
}

#[derive(Deserialize)]
struct PortionRow {
    part: Portion,
    words: Vec<String>,
}

#[derive(Deserialize)]
struct Leads {
    past: Vec<String>,
    future: Vec<String>,
    none: Vec<String>,
}

#[derive(Deserialize)]
struct Vague {
    past: Vec<String>,
    present: Vec<String>,
    future: Vec<String>,
}

#[derive(Deserialize)]
struct Guard {
    words: Vec<String>,
    after: Vec<String>,
}

#[derive(Deserialize)]
struct Measures {
    words: Vec<String>,
    ago: Vec<String>,
    since: Vec<String>,
}

#[derive(Deserialize)]
struct FrequencyRow {
    unit: Unit,
    words: Vec<String>,
}

#[derive(Deserialize)]
struct SeasonRow {
    code: String,
    words: Vec<String>,
}

#[derive(Deserialize)]
struct YearParts {
    quarter: Vec<String>,
    half: Vec<String>,
}

#[derive(Deserialize)]
struct Eras {
    hijri: Vec<String>,
    common: Vec<String>,
    before: Vec<String>,
}

#[derive(Deserialize)]
struct ClockRow {
    words: Vec<String>,
    zones: Vec<String>,
}

#[derive(Deserialize)]
struct TenseRow {
    future: Vec<String>,
    past: Vec<String>,
    no_future: Vec<String>,
}

/// The file as it is written.
#[derive(Deserialize)]
struct File {
    month: Vec<MonthRow>,
    latin: Vec<Numbered>,
    weekday: Vec<Numbered>,
    unit: Vec<UnitRow>,
    numbers: BTreeMap<String, Vec<String>>,
    teens: Words,
    ordinals: BTreeMap<String, Vec<String>>,
    anchors: Anchors,
    demonstratives: Demonstratives,
    deictic: Vec<DeicticRow>,
    deictic_guard: Beside,
    portion: Vec<PortionRow>,
    edges: Words,
    leads: Leads,
    vague: Vague,
    vague_guard: Vec<Guard>,
    past_alone: Guard,
    periods: Words,
    spans: Words,
    approximators: Words,
    fractions: BTreeMap<String, Vec<String>>,
    few: Words,
    measures: Measures,
    age: Beside,
    every: Words,
    frequency: Vec<FrequencyRow>,
    season: Vec<SeasonRow>,
    year_parts: YearParts,
    decades: BTreeMap<String, Vec<String>>,
    eras: Eras,
    clock: ClockRow,
    years: Beside,
    months_led: Beside,
    amounts_followed: Beside,
    outlets: Words,
    comparing: Words,
    event: Vec<Event>,
    names: Words,
    tense: TenseRow,
}

impl File {
    fn fill(self, out: &mut Lexicon) {
        self.fill_calendar(out);
        self.fill_counting(out);
        self.fill_relations(out);
        self.fill_cues(out);
    }

    fn fill_calendar(&self, out: &mut Lexicon) {
        for row in &self.month {
            let sense = |doubtful| Sense::Month {
                number: row.number,
                hijri: row.hijri,
                doubtful,
            };
            out.add_all(&row.names, sense(false));
            out.add_all(&row.doubtful, sense(true));
            for name in &row.exact {
                out.add(name, sense(true), true);
            }
        }
        for row in &self.latin {
            out.add_all(&row.names, Sense::Latin(row.number));
        }
        for row in &self.weekday {
            out.add_all(&row.names, Sense::Weekday(row.number));
        }
        for row in &self.season {
            let code = ["SP", "SU", "FA", "WI"]
                .iter()
                .position(|c| *c == row.code)
                .unwrap_or(0);
            out.add_all(&row.words, Sense::Season(code as u8));
        }
        out.add_all(&self.year_parts.quarter, Sense::QuarterNoun);
        out.add_all(&self.year_parts.half, Sense::HalfNoun);
        for (tens, words) in numbered(&self.decades) {
            out.add_all(words, Sense::Decade(tens as u8));
        }
        out.add_all(&self.eras.hijri, Sense::EraHijri);
        out.add_all(&self.eras.common, Sense::EraCommon);
        out.add_all(&self.eras.before, Sense::EraBefore);
        out.add_all(&self.clock.words, Sense::Clock);
        out.add_all(&self.clock.zones, Sense::Zone);
        for row in &self.portion {
            out.add_all(&row.words, Sense::Portion(row.part));
        }
    }

    fn fill_counting(&self, out: &mut Lexicon) {
        for row in &self.unit {
            for (words, form) in [
                (&row.one, Form::One),
                (&row.the, Form::The),
                (&row.two, Form::Two),
                (&row.pair, Form::Pair),
                (&row.many, Form::Many),
                (&row.the_many, Form::TheMany),
                (&row.the_two, Form::TheTwo),
            ] {
                out.add_all(words, Sense::Unit(row.unit, form));
            }
        }
        for (value, words) in numbered(&self.numbers) {
            out.add_all(words, Sense::Number(value));
        }
        out.add_all(&self.teens.words, Sense::Teen);
        for (value, words) in numbered(&self.ordinals) {
            out.add_all(words, Sense::Ordinal(value as u8));
        }
        for (of, words) in numbered(&self.fractions) {
            out.add_all(words, Sense::Fraction(of));
        }
        out.add_all(&self.few.words, Sense::Few);
        out.add_all(&self.approximators.words, Sense::Approximator);
        out.add_all(&self.every.words, Sense::Every);
        for row in &self.frequency {
            out.add_all(&row.words, Sense::Frequency(row.unit));
        }
    }

    fn fill_relations(&self, out: &mut Lexicon) {
        for (words, anchor) in [
            (&self.anchors.past, Anchor::Past),
            (&self.anchors.recent, Anchor::Recent),
            (&self.anchors.present, Anchor::Present),
            (&self.anchors.future, Anchor::Future),
            (&self.anchors.next, Anchor::Next),
            (&self.anchors.previous, Anchor::Previous),
            (&self.anchors.same, Anchor::Same),
        ] {
            out.add_all(words, Sense::Anchor(anchor));
        }
        out.add_all(&self.demonstratives.this, Sense::This);
        out.add_all(&self.demonstratives.that, Sense::That);
        out.add_all(&self.demonstratives.same, Sense::SameAs);
        for row in &self.deictic {
            out.add_all(&row.words, Sense::Deictic(row.days));
        }
        out.add_all(&self.edges.words, Sense::Edge);
        out.add_all(&self.leads.past, Sense::Lead(Some(Reference::Past)));
        out.add_all(&self.leads.future, Sense::Lead(Some(Reference::Future)));
        out.add_all(&self.leads.none, Sense::Lead(None));
        for (words, reference) in [
            (&self.vague.past, Reference::Past),
            (&self.vague.present, Reference::Present),
            (&self.vague.future, Reference::Future),
        ] {
            out.add_all(words, Sense::Vague(reference));
        }
        out.add_all(&self.past_alone.words, Sense::PastAlone);
        out.add_all(&self.periods.words, Sense::PeriodNoun);
        out.add_all(&self.spans.words, Sense::SpanNoun);
        out.add_all(&self.names.words, Sense::Name);
    }

    fn fill_cues(self, out: &mut Lexicon) {
        for (cue, words) in [
            (Cue::DeicticAfter, &self.deictic_guard.after),
            (Cue::DeicticBefore, &self.deictic_guard.before),
            (Cue::Measure, &self.measures.words),
            (Cue::Ago, &self.measures.ago),
            (Cue::Since, &self.measures.since),
            (Cue::AgeBefore, &self.age.before),
            (Cue::AgeAfter, &self.age.after),
            (Cue::YearBefore, &self.years.before),
            (Cue::YearNear, &self.years.near),
            (Cue::YearAfter, &self.years.after),
            (Cue::MonthBefore, &self.months_led.before),
            (Cue::AmountAfter, &self.amounts_followed.after),
            (Cue::Outlet, &self.outlets.words),
            (Cue::Compare, &self.comparing.words),
            (Cue::Future, &self.tense.future),
            (Cue::Past, &self.tense.past),
        ] {
            out.add_cues(cue, words);
        }
        for guard in self
            .vague_guard
            .iter()
            .chain(std::iter::once(&self.past_alone))
        {
            for phrase in &guard.words {
                out.guards
                    .entry(fold(phrase))
                    .or_default()
                    .extend(guard.after.iter().map(|w| fold(w)));
            }
        }
        out.no_future = self.tense.no_future.iter().map(|w| fold(w)).collect();
        out.events = self.event;
        for event in &mut out.events {
            for word in &mut event.before {
                *word = fold(word);
            }
        }
    }
}

fn numbered(map: &BTreeMap<String, Vec<String>>) -> impl Iterator<Item = (u32, &[String])> {
    map.iter()
        .filter_map(|(n, words)| Some((n.parse().ok()?, words.as_slice())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_reads() {
        let file = toml::from_str::<File>(include_str!("../../data/lexicon/times.toml"));
        assert!(
            file.is_ok(),
            "{}",
            file.err().map(|e| e.to_string()).unwrap_or_default()
        );
        assert!(!lexicon().at("يناير").is_empty());
        assert!(lexicon().at("ليوم").iter().any(|e| e.strip == 1));
        assert!(
            lexicon()
                .at("لليوم")
                .iter()
                .any(|e| e.strip == 1 && e.sense == Sense::Deictic(0))
        );
    }

    #[test]
    fn future_verbs() {
        assert!(lexicon().future_verb("سيزور"));
        assert!(lexicon().future_verb("وستعقد"));
        assert!(!lexicon().future_verb("سياسه"));
        assert!(!lexicon().future_verb("سنوات"));
    }
}
