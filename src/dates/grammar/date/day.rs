//! Days of the month: 19 أكتوبر, الاثنين 11/11, 23 الجاري, 3-أكتوبر-2023.

use super::super::super::expression::{Anchor, Expression, Month, Unit};
use super::super::super::lexicon::{Cue, Sense};
use super::super::{number, numeric};
use super::{Walk, month_of};

impl Walk<'_, '_> {
    /// 28/3/2024 behind the name of its day.
    pub(super) fn figures(&mut self, named: bool) -> bool {
        let weekday = self.parts.weekday.is_some();
        let prepositions = usize::from(weekday && self.words.is(self.at, Cue::MonthBefore));
        if let Some((day, month)) =
            numeric::day_and_month(self.words, self.at + prepositions).filter(|_| weekday)
        {
            (self.parts.day, self.parts.month) = (Some(day), Some(Month::Named(month)));
            self.at += prepositions + 3;
            self.end = self.at;
            return true;
        }
        let Some(found) = numeric::parse(self.words, self.at).filter(|f| named && f.strip == 0) else {
            return false;
        };
        let Expression::Date(date) = found.expression else {
            return false;
        };
        (self.parts.day, self.parts.month, self.parts.year) = (date.day, date.month, date.year);
        (self.at, self.end) = (found.next, found.next);
        true
    }

    /// 19 [من] [شهر] أكتوبر, العاشر من الشهر الجاري.
    pub(super) fn day(&mut self) -> bool {
        let here = self.at;
        let Some(f) = number::day(self.words, self.at).filter(|f| f.strip == 0 || self.at == self.first)
        else {
            return false;
        };
        // "The first half of June" is no first of June.
        if self.words.numeral(here).is_none() && self.words.cue_before(here, Cue::CountedPart) {
            return false;
        }
        let before = (self.strip, self.parts.day);
        self.pass(&f);
        self.parts.day = Some(f.value);
        self.parts.ordinal = self.words.numeral(here).is_none();
        let digits = !self.parts.ordinal;
        let of = self.skip_of();
        let marked = !of && self.mark_before_month(here, digits);
        if self.month() && (!marked || self.parts.year.is_some()) {
            return true;
        }
        if of && self.month_anchor_here() {
            return true;
        }
        if of && let Some((shift, next)) = self.unit_relation(Unit::Month) {
            self.parts.month = Some(Month::Shifted(shift));
            (self.at, self.end) = (next, next);
            self.year(false);
            return true;
        }
        (self.strip, self.parts.day) = before;
        (self.parts.month, self.parts.year) = (None, None);
        self.at = here;
        false
    }

    /// Goes past a mark between a day in figures and its month (6/ مايو، 3-أكتوبر-2023، 9. مايو. 2021);
    /// says whether the date needs its year to be one.
    fn mark_before_month(&mut self, day: usize, digits: bool) -> bool {
        let words = self.words;
        self.at = words.behind_marks(self.at);
        let sign = words.sign(self.at).filter(|_| digits && self.at == day + 1 && words.glued(self.at));
        // «3-صفر» is a score.
        let named = || words.pick_bare(self.at + 1, month_of).is_some_and(|f| !f.value.1);
        match sign {
            Some('/' | '-') if named() => {
                self.at += 1;
                false
            }
            Some('،' | ',' | '.') if named() => {
                self.at += 1;
                true
            }
            _ => false,
        }
    }

    /// «23 الجاري», «الخامس من الجاري», «منتصف الجاري»: the month is meant.
    pub(super) fn month_anchor(&mut self) -> bool {
        let words = self.words;
        let present = words.after(self.at, Sense::Anchor(Anchor::Present)).is_some();
        if self.edge && present && self.month_anchor_here() {
            return true;
        }
        let here = (self.at, self.strip);
        let Some(f) = number::day(words, self.at).filter(|f| f.strip == 0 || self.at == self.first) else {
            return false;
        };
        let figure = words.numeral(self.at).is_some_and(|n| n.digits <= 2);
        if !figure || !words.is(f.next, Cue::MonthAnchor) {
            return false;
        }
        self.pass(&f);
        if self.month_anchor_here() {
            self.parts.day = Some(f.value);
            return true;
        }
        (self.at, self.strip) = here;
        false
    }

    /// The word that stands for its month at the walk's token.
    fn month_anchor_here(&mut self) -> bool {
        if !self.words.is(self.at, Cue::MonthAnchor) {
            return false;
        }
        let anchor = self.words.pick_bare(self.at, |s| match s {
            Sense::Anchor(a) => Some(a),
            _ => None,
        });
        let Some(f) = anchor else {
            return false;
        };
        self.parts.month = Some(Month::Shifted(f.value.shift()));
        self.accept(&f);
        true
    }

    /// «الأربعاء 12»: the day of the month beside its weekday, where nothing is counted.
    pub(super) fn day_alone(&mut self) -> bool {
        let words = self.words;
        if self.parts.weekday.is_none() || self.parts.anchor.is_some() || self.parts.day.is_some() {
            return false;
        }
        let glued_sign = matches!(words.sign(self.at + 1), Some('-' | '–' | '/' | ':' | '%' | '٪' | '$'));
        let ends = words.sign(self.at + 1).is_some() && !glued_sign;
        let ends = ends || words.tokens.get(self.at + 1).is_none() || words.is(self.at + 1, Cue::To);
        let Some(n) = words.numeral(self.at).filter(|n| n.strip == 0 && !n.article && n.digits <= 2) else {
            return false;
        };
        let bracket_open = self.at > self.end && words.sign(self.end) == Some('(');
        if !(ends && (1..=31).contains(&n.value)) || (self.at > self.end && !bracket_open) {
            return false;
        }
        self.parts.day = Some(n.value as u8);
        self.at += 1;
        self.end = self.at;
        true
    }
}
