//! `data/lexicon/times.toml` as it is written; its comments say more.

use std::collections::BTreeMap;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use super::terms::{Portion, Unit};
use crate::text::lexicon::{Folded, WordSet};

/// Phrases as they are spelt. Whether one begins with the article is seen before folding: ألف does not.
type Phrases = Vec<String>;

/// Phrases by the number they stand for.
#[derive(Debug, Serialize)]
pub(crate) struct ByNumber(pub BTreeMap<u32, Phrases>);

impl<'de> Deserialize<'de> for ByNumber {
    /// A key of a file is a string that has to be a number.
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if !from.is_human_readable() {
            return BTreeMap::deserialize(from).map(Self);
        }
        let written = BTreeMap::<String, Phrases>::deserialize(from)?;
        let number = |(key, words): (String, Phrases)| match key.parse() {
            Ok(number) => Ok((number, words)),
            Err(e) => Err(D::Error::custom(format!("`{key}`: {e}"))),
        };
        written.into_iter().map(number).collect::<Result<_, _>>().map(Self)
    }
}

/// A month of a calendar.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MonthRow {
    pub number: u8,
    #[serde(default)]
    pub hijri: bool,
    #[serde(default)]
    pub names: Phrases,
    #[serde(default)]
    pub doubtful: Phrases,
    #[serde(default)]
    pub exact: Phrases,
}

/// A month in Latin script, or a weekday, by its number.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Numbered {
    pub number: u8,
    pub names: Phrases,
}

/// A unit's word as it stands in a phrase; see [`Form`](super::Form).
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UnitRow {
    pub unit: Unit,
    #[serde(default)]
    pub one: Phrases,
    #[serde(default)]
    pub the: Phrases,
    #[serde(default)]
    pub two: Phrases,
    #[serde(default)]
    pub pair: Phrases,
    #[serde(default)]
    pub many: Phrases,
    #[serde(default)]
    pub the_many: Phrases,
    #[serde(default)]
    pub the_two: Phrases,
}

/// Phrases that can begin a time expression.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PhraseTable {
    pub words: Phrases,
}

/// Words that are looked at beside one.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WordTable {
    pub words: WordSet,
}

/// Which one of a kind is meant.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Anchors {
    pub past: Phrases,
    pub recent: Phrases,
    pub present: Phrases,
    pub future: Phrases,
    pub next: Phrases,
    pub previous: Phrases,
    pub same: Phrases,
}

/// هذا, ذلك and نفس.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Demonstratives {
    pub this: Phrases,
    pub that: Phrases,
    pub same: Phrases,
}

/// A day by its distance from the day of writing.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeicticRow {
    pub days: i32,
    pub words: Phrases,
}

/// Particles that hold the parts of an expression together.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Particles {
    pub of: WordSet,
    pub to: WordSet,
    pub between: WordSet,
    pub or: WordSet,
    pub relative: WordSet,
    pub opening: WordSet,
}

/// Words beside اليوم that make it another day than this one.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeicticGuard {
    pub before: WordSet,
    pub after: WordSet,
    pub same: WordSet,
    pub each: WordSet,
}

/// Words beside an expression that change what it is.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Beside {
    #[serde(default)]
    pub before: WordSet,
    #[serde(default)]
    pub near: WordSet,
    #[serde(default)]
    pub numbering: WordSet,
    #[serde(default)]
    pub after: WordSet,
}

/// A part of the day.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PortionRow {
    pub part: Portion,
    pub words: Phrases,
}

/// Phrases that open an expression, by the time they tell of.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Leads {
    pub past: Phrases,
    pub future: Phrases,
    pub none: Phrases,
}

/// Vague references, and which of them mean something else at times.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Vague {
    pub past: Phrases,
    pub present: Phrases,
    pub future: Phrases,
    pub later: Vec<Folded>,
    pub near: Vec<Folded>,
}

/// Vague phrases, and the words one of which has to stand before them. A phrase has one guard.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Guard {
    pub words: Phrases,
    pub after: WordSet,
    #[serde(default)]
    pub joined: bool,
}

/// Nouns of a stretch of time, and those that with الأخيرة are of late.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Periods {
    pub lately: Phrases,
    pub words: Phrases,
}

/// Nouns before the two ends of an interval.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Spans {
    pub words: Phrases,
    pub reaching: WordSet,
}

/// Adjectives that an amount takes along.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AmountsFollowed {
    pub one: WordSet,
    pub after: WordSet,
    pub tails: Phrases,
}

/// Words beside an amount of years that make it an age.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Age {
    pub before: WordSet,
    pub after: WordSet,
    pub at: WordSet,
    pub term: WordSet,
}

/// Words that make a unit behind them a length of time, and what tells from when it is counted.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Measures {
    pub words: WordSet,
    pub ago: WordSet,
    pub since: WordSet,
    pub ahead: WordSet,
    pub from_event: WordSet,
    pub from_now: WordSet,
    pub repeated: WordSet,
}

/// How often.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FrequencyRow {
    pub unit: Unit,
    pub words: Phrases,
}

/// A season by its code in TIMEX3, in the order of the year.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub(crate) enum SeasonCode {
    Sp,
    Su,
    Fa,
    Wi,
}

/// A season.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SeasonRow {
    pub code: SeasonCode,
    pub words: Phrases,
}

/// Parts of a year.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct YearParts {
    pub quarter: Phrases,
    pub half: Phrases,
    pub last: WordSet,
    pub season: WordSet,
    pub counted: WordSet,
}

/// Eras.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Eras {
    pub hijri: Phrases,
    pub common: Phrases,
    pub before: Phrases,
    pub hijri_glued: WordSet,
    pub common_glued: WordSet,
}

/// The hour.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClockRow {
    pub words: Phrases,
    pub first: WordSet,
    pub less: WordSet,
    pub morning: WordSet,
    pub evening: WordSet,
    pub zones: Phrases,
    pub greenwich: WordSet,
}

/// What tells which way a bare date points.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TenseRow {
    pub future: WordSet,
    pub past: WordSet,
    pub done: WordSet,
    pub moved: WordSet,
    pub clause: WordSet,
    pub aside: WordSet,
    pub call: WordSet,
    pub toward: WordSet,
    pub coming: WordSet,
    pub no_future: Vec<Folded>,
}

/// A day known by a noun before its date (هجمات 11 سبتمبر).
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Event {
    pub before: WordSet,
    pub day: u8,
    pub month: u8,
    pub year: i16,
}

/// The file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Times {
    pub particles: Particles,
    pub month: Vec<MonthRow>,
    pub hijri_epithets: WordTable,
    pub latin: Vec<Numbered>,
    pub weekday: Vec<Numbered>,
    pub unit: Vec<UnitRow>,
    pub unit_homographs: WordTable,
    pub numbers: ByNumber,
    pub teens: PhraseTable,
    pub ordinals: ByNumber,
    pub anchors: Anchors,
    pub demonstratives: Demonstratives,
    pub deictic: Vec<DeicticRow>,
    pub deictic_guard: DeicticGuard,
    pub corresponding: WordTable,
    pub portion: Vec<PortionRow>,
    pub portion_heads: WordTable,
    pub edges: PhraseTable,
    pub leads: Leads,
    pub vague: Vague,
    pub vague_guard: Vec<Guard>,
    pub past_alone: Guard,
    pub periods: Periods,
    pub spans: Spans,
    pub approximators: PhraseTable,
    pub fractions: ByNumber,
    pub few: PhraseTable,
    pub measures: Measures,
    pub age: Age,
    pub every: PhraseTable,
    pub frequency: Vec<FrequencyRow>,
    pub season: Vec<SeasonRow>,
    pub year_parts: YearParts,
    pub year_kinds: WordTable,
    pub decades: ByNumber,
    pub eras: Eras,
    pub clock: ClockRow,
    pub years: Beside,
    pub months_led: Beside,
    pub figures_led: Beside,
    pub month_anchors: WordTable,
    pub amounts_followed: AmountsFollowed,
    pub outlets: WordTable,
    pub comparing: WordTable,
    pub event: Vec<Event>,
    pub names: PhraseTable,
    pub streets: WordTable,
    pub tense: TenseRow,
}
