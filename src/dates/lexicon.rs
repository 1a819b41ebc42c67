//! The words of time (`data/lexicon/times.toml`), compiled once into one map from a word's folded
//! key to what the word can begin.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::expression::{Anchor, Reference};
use crate::text::clitic;
use crate::text::fold::fold;
use crate::text::lexicon::{Folded, WordSet, stored_lexicon};

mod file;
mod fill;
mod terms;

pub(super) use file::Event;
use file::{Guard, Times};
pub use terms::{Portion, Unit};

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
    PeriodNoun {
        lately: bool,
    },
    SpanNoun,
    Approximator,
    Fraction(u32),
    Few,
    /// Behind an amount: «على الأقل».
    AmountTail,
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

/// Groups of words that are only looked at beside a time word. The file says what each is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    Of,
    To,
    Between,
    Or,
    Relative,
    Opening,
    HijriEpithet,
    UnitHomograph,
    DeicticSame,
    DeicticEach,
    Corresponding,
    PortionHead,
    Reaching,
    AmountOne,
    Ahead,
    FromEvent,
    FromNow,
    Repeated,
    AtAge,
    LastPart,
    SeasonNoun,
    CountedPart,
    YearKind,
    HijriGlued,
    CommonGlued,
    FirstHour,
    ClockLess,
    ClockMorning,
    ClockEvening,
    Greenwich,
    CallToward,
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
    /// A preposition between a verb and its date.
    Aside,
    /// Before a day and month in figures.
    FiguresBefore,
    /// What stands for a month behind its day.
    MonthAnchor,
    /// A term of years that is no age.
    Term,
}

/// The phrases that can begin a time expression, by the key of their first word, longest first.
#[derive(Debug, Default)]
struct PhraseMap(FxHashMap<String, Vec<Entry>>);

/// What has to stand before a vague phrase.
#[derive(Debug)]
pub(super) struct Before {
    /// One of these words,
    pub(super) words: WordSet,
    /// or ب or ل written onto the phrase.
    pub(super) joined: bool,
}

/// The lexicon: the file's words, and what follows from them by rule.
#[derive(Debug)]
pub(super) struct Lexicon {
    phrases: PhraseMap,
    /// The words that must stand before a vague phrase.
    guards: FxHashMap<Folded, Before>,
    times: Times,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::compile(stored_lexicon!("times")));

/// The lexicon built in.
pub(super) fn lexicon() -> &'static Lexicon {
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
        self.phrases.0.get(key).map_or(&[], Vec::as_slice)
    }

    /// Whether a word belongs to a group.
    pub(super) fn cue(&self, cue: Cue, key: &str) -> bool {
        self.group(cue).contains(key)
    }

    fn group(&self, cue: Cue) -> &WordSet {
        let times = &self.times;
        match cue {
            Cue::Of => &times.particles.of,
            Cue::To => &times.particles.to,
            Cue::Between => &times.particles.between,
            Cue::Or => &times.particles.or,
            Cue::Relative => &times.particles.relative,
            Cue::Opening => &times.particles.opening,
            Cue::HijriEpithet => &times.hijri_epithets.words,
            Cue::UnitHomograph => &times.unit_homographs.words,
            Cue::DeicticSame => &times.deictic_guard.same,
            Cue::DeicticEach => &times.deictic_guard.each,
            Cue::Corresponding => &times.corresponding.words,
            Cue::PortionHead => &times.portion_heads.words,
            Cue::Reaching => &times.spans.reaching,
            Cue::AmountOne => &times.amounts_followed.one,
            Cue::Ahead => &times.measures.ahead,
            Cue::FromEvent => &times.measures.from_event,
            Cue::FromNow => &times.measures.from_now,
            Cue::Repeated => &times.measures.repeated,
            Cue::AtAge => &times.age.at,
            Cue::LastPart => &times.year_parts.last,
            Cue::SeasonNoun => &times.year_parts.season,
            Cue::CountedPart => &times.year_parts.counted,
            Cue::YearKind => &times.year_kinds.words,
            Cue::HijriGlued => &times.eras.hijri_glued,
            Cue::CommonGlued => &times.eras.common_glued,
            Cue::FirstHour => &times.clock.first,
            Cue::Greenwich => &times.clock.greenwich,
            Cue::CallToward => &times.tense.toward,
            Cue::DeicticAfter => &times.deictic_guard.after,
            Cue::DeicticBefore => &times.deictic_guard.before,
            Cue::Measure => &times.measures.words,
            Cue::Ago => &times.measures.ago,
            Cue::Since => &times.measures.since,
            Cue::AgeBefore => &times.age.before,
            Cue::AgeAfter => &times.age.after,
            Cue::YearBefore => &times.years.before,
            Cue::YearNear => &times.years.near,
            Cue::YearAfter => &times.years.after,
            Cue::MonthBefore => &times.months_led.before,
            Cue::AmountAfter => &times.amounts_followed.after,
            Cue::Outlet => &times.outlets.words,
            Cue::Compare => &times.comparing.words,
            Cue::Future => &times.tense.future,
            Cue::Past => &times.tense.past,
            Cue::Done => &times.tense.done,
            Cue::Moved => &times.tense.moved,
            Cue::YearNumbering => &times.years.numbering,
            Cue::Street => &times.streets.words,
            Cue::Clause => &times.tense.clause,
            Cue::Call => &times.tense.call,
            Cue::Coming => &times.tense.coming,
            Cue::Aside => &times.tense.aside,
            Cue::ClockLess => &times.clock.less,
            Cue::ClockMorning => &times.clock.morning,
            Cue::ClockEvening => &times.clock.evening,
            Cue::FiguresBefore => &times.figures_led.before,
            Cue::MonthAnchor => &times.month_anchors.words,
            Cue::Term => &times.age.term,
        }
    }

    /// What must stand before a vague phrase, where it needs anything.
    pub(super) fn guard(&self, phrase: &str) -> Option<&Before> {
        self.guards.get(phrase)
    }

    /// Whether a vague phrase can tell of something done since what was told before it.
    pub(super) fn is_later(&self, phrase: &str) -> bool {
        self.times.vague.later.iter().any(|later| **later == *phrase)
    }

    /// Whether a vague phrase can tell of a place near another.
    pub(super) fn is_near(&self, phrase: &str) -> bool {
        self.times.vague.near.iter().any(|near| **near == *phrase)
    }

    /// Whether a word looks like a verb with the particle س.
    pub(super) fn future_verb(&self, key: &str) -> bool {
        let key = clitic::strip_conjunction(key).unwrap_or(key);
        let mut letters = key.chars();
        let none =
            |word: &Folded| if word.chars().count() <= 4 { key == &**word } else { key.starts_with(&**word) };
        letters.next() == Some('س')
            && letters.next().is_some_and(|c| matches!(c, 'ي' | 'ت' | 'ن'))
            && letters.count() >= 2
            && !self.times.tense.no_future.iter().any(none)
    }

    /// The event that a day and month after the word `before` stand for.
    pub(super) fn event(&self, before: &str, day: u8, month: u8) -> Option<&Event> {
        let dated = |e: &&Event| e.day == day && e.month == month && e.before.contains(before);
        self.times.event.iter().find(dated)
    }

    fn compile(times: Times) -> Self {
        let guards = times.vague_guard.iter().chain([&times.past_alone]);
        let before = |g: &Guard| Before { words: g.after.clone(), joined: g.joined };
        let guards = guards.flat_map(|g| g.words.iter().map(move |phrase| (Folded::new(phrase), before(g))));
        Self { phrases: PhraseMap::of(&times), guards: guards.collect(), times }
    }
}

impl PhraseMap {
    fn of(times: &Times) -> Self {
        let mut out = Self::default();
        out.fill(times);
        out.spread_clitics();
        for entries in out.0.values_mut() {
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
        self.0.entry(first).or_default().push(Entry { rest, sense, strip: 0, article, exact });
    }

    fn add_all(&mut self, phrases: &[String], sense: Sense) {
        for phrase in phrases {
            self.add(phrase, sense, false);
        }
    }

    /// Gives every word its forms with proclitics, where no word of the lexicon is spelt so.
    fn spread_clitics(&mut self) {
        let mut more: FxHashMap<String, Vec<Entry>> = FxHashMap::default();
        for (word, entries) in &self.0 {
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
                if self.0.contains_key(&form) {
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
                self.0.entry(form).or_insert(entries);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_its_forms_with_proclitics() {
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
