//! How the tables of the file fill the map of phrases.

use super::super::expression::{Anchor, Reference};
use super::file::Times;
use super::{Form, PhraseMap, Sense};

impl PhraseMap {
    /// Fills the map with the phrases that can begin a time expression.
    pub(super) fn fill(&mut self, times: &Times) {
        self.fill_calendar(times);
        self.fill_counting(times);
        self.fill_relations(times);
    }

    fn fill_calendar(&mut self, times: &Times) {
        for row in &times.month {
            let sense = |doubtful| Sense::Month { number: row.number, hijri: row.hijri, doubtful };
            self.add_all(&row.names, sense(false));
            self.add_all(&row.doubtful, sense(true));
            for name in &row.exact {
                self.add(name, sense(true), true);
            }
        }
        for row in &times.latin {
            self.add_all(&row.names, Sense::Latin(row.number));
        }
        for row in &times.weekday {
            self.add_all(&row.names, Sense::Weekday(row.number));
        }
        for row in &times.season {
            self.add_all(&row.words, Sense::Season(row.code as u8));
        }
        self.add_all(&times.year_parts.quarter, Sense::QuarterNoun);
        self.add_all(&times.year_parts.half, Sense::HalfNoun);
        for (tens, words) in &times.decades.0 {
            self.add_all(words, Sense::Decade(*tens as u8));
        }
        self.add_all(&times.eras.hijri, Sense::EraHijri);
        self.add_all(&times.eras.common, Sense::EraCommon);
        self.add_all(&times.eras.before, Sense::EraBefore);
        self.add_all(&times.clock.words, Sense::Clock);
        self.add_all(&times.clock.zones, Sense::Zone);
        for row in &times.portion {
            self.add_all(&row.words, Sense::Portion(row.part));
        }
    }

    fn fill_counting(&mut self, times: &Times) {
        for row in &times.unit {
            for (words, form) in [
                (&row.one, Form::One),
                (&row.the, Form::The),
                (&row.two, Form::Two),
                (&row.pair, Form::Pair),
                (&row.many, Form::Many),
                (&row.the_many, Form::TheMany),
                (&row.the_two, Form::TheTwo),
            ] {
                self.add_all(words, Sense::Unit(row.unit, form));
            }
        }
        for (value, words) in &times.numbers.0 {
            self.add_all(words, Sense::Number(*value));
        }
        self.add_all(&times.teens.words, Sense::Teen);
        for (value, words) in &times.ordinals.0 {
            self.add_all(words, Sense::Ordinal(*value as u8));
        }
        for (of, words) in &times.fractions.0 {
            self.add_all(words, Sense::Fraction(*of));
        }
        self.add_all(&times.few.words, Sense::Few);
        self.add_all(&times.amounts_followed.tails, Sense::AmountTail);
        self.add_all(&times.approximators.words, Sense::Approximator);
        self.add_all(&times.every.words, Sense::Every);
        for row in &times.frequency {
            self.add_all(&row.words, Sense::Frequency(row.unit));
        }
    }

    fn fill_relations(&mut self, times: &Times) {
        for (words, anchor) in [
            (&times.anchors.past, Anchor::Past),
            (&times.anchors.recent, Anchor::Recent),
            (&times.anchors.present, Anchor::Present),
            (&times.anchors.future, Anchor::Future),
            (&times.anchors.next, Anchor::Next),
            (&times.anchors.previous, Anchor::Previous),
            (&times.anchors.same, Anchor::Same),
        ] {
            self.add_all(words, Sense::Anchor(anchor));
        }
        self.add_all(&times.demonstratives.this, Sense::This);
        self.add_all(&times.demonstratives.that, Sense::That);
        self.add_all(&times.demonstratives.same, Sense::SameAs);
        for row in &times.deictic {
            self.add_all(&row.words, Sense::Deictic(row.days));
        }
        self.add_all(&times.edges.words, Sense::Edge);
        self.add_all(&times.leads.past, Sense::Lead(Some(Reference::Past)));
        self.add_all(&times.leads.future, Sense::Lead(Some(Reference::Future)));
        self.add_all(&times.leads.none, Sense::Lead(None));
        for (words, reference) in [
            (&times.vague.past, Reference::Past),
            (&times.vague.present, Reference::Present),
            (&times.vague.future, Reference::Future),
        ] {
            self.add_all(words, Sense::Vague(reference));
        }
        self.add_all(&times.past_alone.words, Sense::PastAlone);
        self.add_all(&times.periods.lately, Sense::PeriodNoun { lately: true });
        self.add_all(&times.periods.words, Sense::PeriodNoun { lately: false });
        self.add_all(&times.spans.words, Sense::SpanNoun);
        self.add_all(&times.names.words, Sense::Name);
    }
}
