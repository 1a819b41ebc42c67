//! The lexicon's file as it is written, and how its tables fill the map.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::super::expression::{Anchor, Portion, Reference, Unit};
use super::{Cue, Event, Form, Lexicon, Sense};
use crate::text::fold::fold;

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
    numbering: Vec<String>,
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
    done: Vec<String>,
    moved: Vec<String>,
    clause: Vec<String>,
    call: Vec<String>,
    coming: Vec<String>,
    no_future: Vec<String>,
}

/// The file as it is written.
#[derive(Deserialize)]
pub(super) struct File {
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
    streets: Words,
    tense: TenseRow,
}

impl File {
    pub(super) fn fill(self, out: &mut Lexicon) {
        self.fill_calendar(out);
        self.fill_counting(out);
        self.fill_relations(out);
        self.fill_cues(out);
    }

    fn fill_calendar(&self, out: &mut Lexicon) {
        for row in &self.month {
            let sense = |doubtful| Sense::Month { number: row.number, hijri: row.hijri, doubtful };
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
            let code = ["SP", "SU", "FA", "WI"].iter().position(|c| *c == row.code).unwrap_or(0);
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
            (Cue::Done, &self.tense.done),
            (Cue::Moved, &self.tense.moved),
            (Cue::YearNumbering, &self.years.numbering),
            (Cue::Street, &self.streets.words),
            (Cue::Clause, &self.tense.clause),
            (Cue::Call, &self.tense.call),
            (Cue::Coming, &self.tense.coming),
        ] {
            out.add_cues(cue, words);
        }
        for guard in self.vague_guard.iter().chain(std::iter::once(&self.past_alone)) {
            for phrase in &guard.words {
                out.guards.entry(fold(phrase)).or_default().extend(guard.after.iter().map(|w| fold(w)));
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
    map.iter().filter_map(|(n, words)| Some((n.parse().ok()?, words.as_slice())))
}
