//! Units picked by a word (هذا العام, نهاية الشهر), parts of a year, decades and centuries.

use super::super::super::expression::{Anchor, Era, Month, Part, Shift, Unit, Year};
use super::super::super::lexicon::{Cue, Form, Sense};
use super::super::number;
use super::{Walk, relation_head, season_of};

impl Walk<'_, '_> {
    /// هذا العام, الأسبوع الماضي, نهاية الشهر, ذلك اليوم.
    pub(super) fn relative_unit(&mut self) -> bool {
        for unit in [Unit::Year, Unit::Month, Unit::Week, Unit::Day, Unit::Decade] {
            let Some((shift, next)) = self.unit_relation(unit) else {
                continue;
            };
            match unit {
                Unit::Year => self.parts.year = Some(Year::Shifted(shift)),
                Unit::Month => self.parts.month = Some(Month::Shifted(shift)),
                Unit::Week => self.parts.week = Some(shift),
                Unit::Decade => self.parts.era = Some(Era::DecadeShifted(shift)),
                _ => self.parts.deictic = Some(shift),
            }
            if self.at == self.first {
                self.strip = self.words.pick(self.at, relation_head).map_or(0, |f| f.strip);
            }
            (self.at, self.end) = (next, next);
            match unit {
                Unit::Month => _ = self.year(false),
                Unit::Year => self.year_beside(shift),
                _ => {}
            }
            return true;
        }
        false
    }

    /// A unit with the word that picks one of its kind, at the walk's token: the shift and the
    /// token after.
    pub(super) fn unit_relation(&self, unit: Unit) -> Option<(Shift, usize)> {
        let the = |at: usize| self.is(at, Sense::Unit(unit, Form::The));
        let anchor = |at: usize| {
            self.words.pick_bare(at, |s| match s {
                Sense::Anchor(a) if a != Anchor::Recent => Some(a),
                _ => None,
            })
        };
        let day = unit == Unit::Day;
        if let Some(f) = self.pick(|s| match s {
            Sense::This => Some(Anchor::Present),
            Sense::That | Sense::SameAs => Some(Anchor::Same),
            _ => None,
        }) {
            let next = the(f.next)?;
            let clause = self.words.is(next, Cue::Relative);
            if (day && f.value == Anchor::Present) || clause {
                return None;
            }
            return match anchor(next).filter(|a| a.value == Anchor::Present) {
                Some(a) => Some((a.value.shift(), a.next)),
                None => Some((f.value.shift(), next)),
            };
        }
        let next = the(self.at)?;
        if let Some(a) = anchor(next) {
            let relative = matches!(a.value, Anchor::Next | Anchor::Previous | Anchor::Same);
            return (!day || relative).then(|| (a.value.shift(), a.next));
        }
        let counted = self.words.is_number_like(next) || number::ordinal(self.words, next).is_some();
        let bare = self.edge && !day && !counted;
        bare.then(|| (Anchor::Present.shift(), next))
    }

    /// صيف 2018, الربع الأول من العام الجاري.
    pub(super) fn part_of_year(&mut self) -> bool {
        let here = (self.at, self.strip);
        let this = self.pick(|s| (s == Sense::This).then_some(()));
        if let Some(f) = &this {
            self.pass(f);
        } else if self.words.is(self.at, Cue::SeasonNoun) {
            self.at += 1;
        }
        if let Some(f) = self.pick(season_of) {
            self.pass(&f);
            self.parts.part = Some(Part::Season(f.value));
            if self.year(false) {
                return true;
            }
            if this.is_some() {
                self.parts.year = Some(Year::Shifted(Anchor::Present.shift()));
                self.end = self.at;
                return true;
            }
        } else if let Some(part) = self.numbered_part() {
            self.parts.part = Some(part);
            self.skip_of();
            if self.year_number(true) || self.year_relation() {
                return true;
            }
        }
        self.parts.part = None;
        (self.at, self.strip) = here;
        false
    }

    pub(super) fn numbered_part(&mut self) -> Option<Part> {
        let noun = self.pick(|s| match s {
            Sense::QuarterNoun => Some(4),
            Sense::HalfNoun => Some(2),
            _ => None,
        })?;
        let last = self.words.is(noun.next, Cue::LastPart);
        let (n, next) = if last {
            (noun.value, noun.next + 1)
        } else {
            let o =
                number::ordinal(self.words, noun.next).filter(|o| o.strip == 0 && o.value <= noun.value)?;
            (o.value, o.next)
        };
        self.pass(&noun);
        self.at = next;
        Some(if noun.value == 4 { Part::Quarter(n) } else { Part::Half(n) })
    }

    /// التسعينات, سبعينيات القرن الماضي, القرن التاسع عشر.
    pub(super) fn era(&mut self) -> bool {
        let here = (self.at, self.strip);
        if let Some(f) = self.pick(|s| match s {
            Sense::Decade(tens) => Some(tens),
            _ => None,
        }) {
            self.pass(&f);
            let after = self.at;
            self.skip_of();
            let age = self.words.cue(self.words.key(self.at), Cue::AgeBefore);
            if let Some((century, next)) = self.century() {
                let number = if let Era::Century(n) = century { Some(n) } else { None };
                self.parts.era = Some(Era::Decade(f.value, number));
                (self.at, self.end) = (next, next);
                return true;
            }
            if f.value >= 50 && !age {
                self.parts.era = Some(Era::Decade(f.value, None));
                (self.at, self.end) = (after, after);
                return true;
            }
            (self.at, self.strip) = here;
            return false;
        }
        let Some((century, next)) = self.century() else {
            return false;
        };
        if self.at == self.first {
            self.strip = self.words.pick(self.at, relation_head).map_or(0, |f| f.strip);
        }
        self.parts.era = Some(century);
        (self.at, self.end) = (next, next);
        true
    }

    pub(super) fn century(&self) -> Option<(Era, usize)> {
        if let Some((shift, next)) =
            self.unit_relation(Unit::Century).filter(|&(s, n)| s.by != 0 || n > self.at + 1)
        {
            return Some((Era::CenturyShifted(shift), next));
        }
        let noun = self.is(self.at, Sense::Unit(Unit::Century, Form::The))?;
        let (n, next) = if let Some(n) = self.words.numeral(noun).filter(|n| n.digits <= 2 && n.strip == 0) {
            (n.value as i16, noun + 1)
        } else {
            let o = number::ordinal(self.words, noun).filter(|o| o.strip == 0)?;
            (i16::from(o.value), o.next)
        };
        Some(match self.era_after(next) {
            (Some(Sense::EraBefore), after) => (Era::Century(-n), after),
            (Some(Sense::EraHijri), after) => (Era::HijriCentury(n), after),
            (_, after) => (Era::Century(n), after),
        })
    }
}
