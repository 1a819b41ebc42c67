//! Months and years: شهر يوليو/ تموز الماضي, عام 2018, and when a bare figure is a year.

use super::super::super::expression::{Anchor, Base, Month, Shift, Unit, Year};
use super::super::super::lexicon::{Cue, Form, Sense};
use super::super::super::words::{Found, Numeral, Suffix};
use super::super::number;
use super::{Walk, month_of};
use crate::text::clitic;

impl Walk<'_, '_> {
    /// [شهر] يوليو[/ تموز] followed by year or anchor.
    pub(super) fn month(&mut self) -> bool {
        let (here, strip) = (self.at, self.strip);
        let noun = self.pick(|s| matches!(s, Sense::Unit(Unit::Month, Form::One | Form::Pair)).then_some(()));
        if let Some(f) = &noun {
            self.pass(f);
        }
        let Some(f) = self.pick(month_of) else {
            (self.at, self.strip) = (here, strip);
            return false;
        };
        let (number, hijri, doubtful) = f.value;
        let end = self.end;
        let name_at = self.at;
        self.accept(&f);
        self.parts.month = Some(if hijri { Month::Hijri(number) } else { Month::Named(number) });
        let twin = self.twin(number, hijri);
        while hijri && self.words.is(self.at, Cue::HijriEpithet) {
            self.at += 1;
            self.end = self.at;
        }
        let after = self.day_behind_dash(hijri);
        let dated = self.year(false) || after;
        let sure = !doubtful || noun.is_some() || twin || dated || self.parts.day.is_some();
        if sure || (!hijri && (self.led || self.led_by_preposition(name_at) || self.joins_months(name_at))) {
            return true;
        }
        (self.at, self.strip, self.end, self.parts.month) = (here, strip, end, None);
        false
    }

    /// «أبريل-7»: the day behind its month.
    fn day_behind_dash(&mut self, hijri: bool) -> bool {
        let words = self.words;
        let dash = words.sign(self.at) == Some('-') && words.glued(self.at) && words.glued(self.at + 1);
        let day = words.numeral(self.at + 1).filter(|n| {
            n.strip == 0 && n.digits <= 2 && (1..=31).contains(&n.value) && n.suffix == Suffix::None
        });
        let month_follows = words.pick_bare(self.at + 2, month_of).is_some();
        let more = matches!(words.sign(self.at + 2), Some('-' | '/' | '%' | ':'));
        let Some(day) = day.filter(|_| dash && !hijri && self.parts.day.is_none() && !month_follows && !more)
        else {
            return false;
        };
        self.parts.day = Some(day.value as u8);
        self.at += 2;
        self.end = self.at;
        true
    }

    /// «من مارس إلى مايو», «بين آب وأيلول»: a word that is a month beside one it is joined to.
    fn joins_months(&self, name_at: usize) -> bool {
        let words = self.words;
        if name_at != self.first {
            return false;
        }
        let to = words.is(self.at, Cue::To) && words.pick_bare(self.at + 1, month_of).is_some();
        let between = words.is_behind_conjoined(name_at, Cue::Between)
            && words.pick(self.at, month_of).is_some_and(|f| f.strip == 1);
        let from = name_at
            .checked_sub(2)
            .is_some_and(|b| words.is(b + 1, Cue::To) && words.pick(b, month_of).is_some());
        let second = name_at.checked_sub(2).is_some_and(|b| {
            words.is(b, Cue::Between) && words.pick_bare(b + 1, month_of).is_some() && self.strip == 1
        });
        to || between || from || second
    }

    /// Goes past a mark between a month and its year: «4 سبتمبر، 2023», «9. مايو. 2021»,
    /// «3-أكتوبر-2023»; «في 5 سبتمبر، 2019 جنديا» counts soldiers.
    fn mark_before_year(&mut self) {
        let words = self.words;
        self.at = words.behind_marks(self.at);
        let year =
            |n: &Numeral| n.strip == 0 && !n.article && n.digits == 4 && (1000..2100).contains(&n.value);
        if words.numeral(self.at + 1).is_none_or(|n| !year(&n)) || self.parts.month.is_none() {
            return;
        }
        let passes = match words.sign(self.at) {
            Some('/') => true,
            Some('،' | ',') => self.closes_date(self.at + 2),
            Some('.') => self.parts.day.is_some() && self.day_marked('.') && self.closes_date(self.at + 2),
            Some('-') => self.parts.day.is_some() && words.glued(self.at) && words.glued(self.at + 1),
            _ => false,
        };
        self.at += usize::from(passes);
    }

    /// Whether the day of this date had such a mark behind it.
    fn day_marked(&self, mark: char) -> bool {
        (self.first..self.at).any(|at| self.words.sign(at) == Some(mark))
    }

    /// Whether a date can end before token `i`: nothing counted stands there.
    fn closes_date(&self, i: usize) -> bool {
        let words = self.words;
        let key = words.key(i);
        let joins = key.strip_prefix(['و', 'ف']).unwrap_or(key);
        !words.tokens.is_word(i)
            || key.starts_with("ال")
            || words.is(i, Cue::To)
            || words.lexicon.future_verb(key)
            || self.era_after(i).0.is_some()
            || [Cue::Opening, Cue::Past, Cue::Done, Cue::Clause, Cue::Aside, Cue::Corresponding]
                .iter()
                .any(|&cue| words.lexicon.cue(cue, key) || words.lexicon.cue(cue, joins))
    }

    pub(super) fn led_by_preposition(&self, name_at: usize) -> bool {
        name_at == self.first && self.strip == 0 && self.words.cue_before(self.first, Cue::MonthBefore)
    }

    /// The month's other name: يوليو/ تموز, يوليو (تموز).
    pub(super) fn twin(&mut self, number: u8, hijri: bool) -> bool {
        let sign = self.words.sign(self.at);
        let at =
            if matches!(sign, Some('/' | '-' | '–' | '(' | '\\' | '|')) { self.at + 1 } else { self.at };
        let Some(f) = self.pick_at(at, month_of).filter(|f| f.value.1 == hijri) else {
            return false;
        };
        if self.words.key(at) == self.words.key(self.at.saturating_sub(1)) {
            return false;
        }
        if f.value.0 != number {
            // Two names that disagree are one slip of the pen, unless the months adjoin.
            let adjoin = number % 12 + 1 == f.value.0 && self.parts.day.is_none();
            if sign != Some('/') || adjoin {
                return false;
            }
            self.parts.other_month = Some(f.value.0);
        }
        let close = usize::from(sign == Some('(') && self.words.sign(f.next) == Some(')'));
        self.at = f.next + close;
        self.end = self.at;
        true
    }

    /// The year beside a month (`alone` false) or on its own.
    pub(super) fn year(&mut self, alone: bool) -> bool {
        let here = self.at;
        if !alone {
            if self.anchor(|_| true) {
                let after = self.at;
                self.skip_of();
                if !self.year_number(true) && !self.year_relation() {
                    self.at = after;
                }
                return true;
            }
            self.skip_of();
            self.mark_before_year();
            if (self.parts.month.is_some() || self.parts.day.is_some()) && self.year_in_words_alone() {
                return true;
            }
        }
        if self.year_number(!alone) {
            if self.parts.anchor.is_none() {
                self.anchor(|a| matches!(a, Anchor::Past | Anchor::Present | Anchor::Future));
            }
            return true;
        }
        if !alone && self.year_relation() {
            return true;
        }
        self.at = here;
        false
    }

    pub(super) fn year_relation(&mut self) -> bool {
        let Some((shift, next)) = self.unit_relation(Unit::Year) else {
            return false;
        };
        self.parts.year = Some(Year::Shifted(shift));
        (self.at, self.end) = (next, next);
        self.year_beside(shift);
        true
    }

    /// The figure beside a year picked by a word: العام الجاري 2018 tells when it was written, too.
    pub(super) fn year_beside(&mut self, shift: Shift) {
        let year = self
            .words
            .numeral(self.at)
            .is_some_and(|n| n.digits == 4 && n.strip == 0 && !n.article && (1900..2100).contains(&n.value));
        let counted = self.words.cue(self.words.key(self.at + 1), Cue::YearAfter);
        if !year || counted || !self.year_number(true) {
            return;
        }
        if self.parts.anchor.is_none() && shift.from == Base::Publication && self.parts.month.is_none() {
            self.parts.anchor = match shift.by {
                0 => Some(Anchor::Present),
                -1 => Some(Anchor::Past),
                _ => None,
            };
        }
    }

    /// [عام] 2018[م]. Without عام the figure must have four digits and, standing alone, a cue.
    pub(super) fn year_number(&mut self, dated: bool) -> bool {
        let here = (self.at, self.strip);
        let is_noun = |s| {
            matches!(s, Sense::Unit(Unit::Year, Form::One | Form::The | Form::Pair | Form::TheTwo))
                .then_some(())
        };
        let noun = self.pick(is_noun).or_else(|| {
            // يناير لعام 2018
            let glued = dated && self.words.key(self.at).starts_with('ل');
            self.words.pick(self.at, is_noun).filter(|f| glued && f.strip == 1)
        });
        if let Some(f) = &noun {
            self.pass(f);
            if self.words.is(self.at, Cue::YearKind)
                && self.words.numeral(self.at + 1).is_some_and(|n| n.digits == 4)
            {
                self.at += 1;
            }
            if self.year_in_words() {
                return true;
            }
        }
        let first = self.at == self.first;
        let Some(n) = self.words.numeral(self.at).filter(|n| (n.strip == 0 || first) && !n.article) else {
            (self.at, self.strip) = here;
            return false;
        };
        let hijri_month = matches!(self.parts.month, Some(Month::Hijri(_)));
        let (era, next) = self.era_after(self.at + 1);
        let hijri =
            n.suffix == Suffix::Hijri || era == Some(Sense::EraHijri) || (hijri_month && n.value < 1600);
        let lone = !dated && noun.is_none();
        let fits = match n.digits {
            4 if lone && hijri => (1300..1600).contains(&n.value),
            4 if lone => (1900..2100).contains(&n.value) && self.is_year(n.value),
            4 => (1000..=2200).contains(&n.value) || hijri,
            3 => noun.is_some() || hijri || era == Some(Sense::EraBefore),
            1 | 2 => noun.is_some() && era.is_some(),
            _ => false,
        };
        let unit_after = self
            .words
            .pick_bare(self.at + 1, |s| matches!(s, Sense::Unit(_, Form::One | Form::Many)).then_some(()));
        if !fits || (unit_after.is_some() && era.is_none() && !dated && noun.is_none()) {
            (self.at, self.strip) = here;
            return false;
        }
        let value = n.value as i16;
        self.parts.year = Some(match era {
            _ if hijri => Year::Hijri(value),
            Some(Sense::EraBefore) => Year::Stated(-value),
            _ => Year::Stated(value),
        });
        self.accept(&Found { value: (), next, strip: n.strip });
        true
    }

    /// ألفين وأربعة عشر after عام.
    pub(super) fn year_in_words(&mut self) -> bool {
        // «كل عام آلاف الهكتارات» counts.
        if self.words.after(self.at, Sense::Few).is_some() {
            return false;
        }
        let n = number::cardinal(self.words, self.at)
            .filter(|n| n.strip == 0 && !n.value.digits && (1000..2100).contains(&n.value.value));
        if let Some(n) = &n {
            self.parts.year = Some(Year::Stated(n.value.value as i16));
            self.at = n.next;
            self.end = n.next;
        }
        n.is_some()
    }

    /// «مارس ألفين وواحد وعشرين»: the year in words behind its month, of this century or the last two.
    fn year_in_words_alone(&mut self) -> bool {
        let words = self.words;
        let Some(n) = number::cardinal(words, self.at).filter(|n| n.strip == 0 && !n.value.digits) else {
            return false;
        };
        let year = (1800..2100).contains(&n.value.value) && n.next > self.at + 1;
        let counted = words.cue(words.key(n.next), Cue::YearAfter)
            || words
                .pick_bare(n.next, |s| matches!(s, Sense::Unit(..) | Sense::Number(_)).then_some(()))
                .is_some();
        if !year || counted {
            return false;
        }
        self.parts.year = Some(Year::Stated(n.value.value as i16));
        (self.at, self.end) = (n.next, n.next);
        true
    }

    /// The era after a year: glued or beside it.
    pub(super) fn era_after(&self, at: usize) -> (Option<Sense>, usize) {
        let found = self.words.pick_bare(at, |s| {
            matches!(s, Sense::EraHijri | Sense::EraCommon | Sense::EraBefore).then_some(s)
        });
        found.map_or((None, at), |f| (Some(f.value), f.next))
    }

    /// Whether a bare figure of four digits is a year, by what stands around it.
    pub(super) fn is_year(&self, value: u32) -> bool {
        let words = self.words;
        let (i, next) = (self.at, words.key(self.at + 1));
        let sign = |at: usize| words.sign(at);
        let counted = words.cue(next, Cue::YearAfter)
            || matches!(sign(i + 1), Some('%' | '٪' | '$' | '€' | '£'))
            || i.checked_sub(1).is_some_and(|b| matches!(sign(b), Some('$' | '€' | '£')));
        if counted || self.edge {
            return self.edge && !counted;
        }
        let before = i.checked_sub(1);
        let end_follows = !words.tokens.is_word(i + 1) && words.numeral(i + 1).is_none();
        if before.is_some_and(|b| sign(b) == Some(':')) && end_follows {
            return true;
        }
        let bracketed = before.is_some_and(|b| sign(b) == Some('('))
            && matches!(sign(i + 1), Some(')' | '-' | '–' | '،'));
        let listed = i == 0 && matches!(sign(i + 1), Some(':' | '-' | '–'));
        let closes = before.is_some_and(|b| matches!(sign(b), Some('،' | ','))) && sign(i + 1) == Some(')');
        let listed_in_brackets = before.is_some_and(|b| sign(b) == Some('('))
            && (next == "و" || words.numeral(i + 1).is_some_and(|n| n.strip == 1 && n.digits == 4));
        let glued = end_follows && clitic::conjoined(words.key(i)).any(|word| word.starts_with(['ب', 'ل']));
        if bracketed || listed || closes || listed_in_brackets || glued {
            return true;
        }
        let round = value.is_multiple_of(100) && words.tokens.is_word(i + 1);
        let led = words.cue_before(i, Cue::YearBefore) && self.strip == 0;
        let near = (1..=4).any(|back| {
            i.checked_sub(back)
                .is_some_and(|b| words.tokens.is_word(b) && words.cue(words.key(b), Cue::YearNear))
        });
        (!round && (led || near || self.closes_a_name(value))) || self.beside_a_year()
    }

    /// Whether a figure stands behind the last word of a name or event (غزو العراق 2003، جائزة نوبل
    /// 2018) where the phrase ends: nothing counted follows, and nothing before makes it a number or
    /// a title (رؤية المملكة 2030).
    fn closes_a_name(&self, value: u32) -> bool {
        let words = self.words;
        let i = self.at;
        let (Some(before), true) = (i.checked_sub(1), (1900..2031).contains(&value)) else {
            return false;
        };
        let stops = matches!(words.sign(i + 1), Some('.' | '،' | ',' | '؛' | ':' | '"' | '”' | '»' | ')'))
            || words.tokens.get(i + 1).is_none()
            || words.is(i + 1, Cue::Relative);
        // A figure of these years that ends its phrase counts nothing.
        let recent = (1990..2031).contains(&value) && !value.is_multiple_of(100);
        let phrase_ends = stops || words.is(i + 1, Cue::Opening);
        // An item of a list of years: «… (تي-50) 2004 : الموافقة».
        if recent && words.sign(before) == Some(')') && words.sign(i + 1) == Some(':') {
            return true;
        }
        let noun = words.tokens.is_word(before)
            && self.strip == 0
            && (words.key(before).starts_with("ال") || (recent && stops))
            && !words.cue(words.key(before), Cue::YearNumbering);
        let named = (1..=5)
            .filter_map(|back| i.checked_sub(back))
            .take_while(|&b| words.tokens.is_word(b))
            .any(|b| words.cue(words.key(b), Cue::YearNumbering));
        phrase_ends && noun && !named
    }

    /// Whether a year stands right before: 2015 و2016, 2015-2016, 2015 أو 2016.
    pub(super) fn beside_a_year(&self) -> bool {
        let words = self.words;
        let year =
            |at: usize| words.numeral(at).is_some_and(|n| n.digits == 4 && (1900..2100).contains(&n.value));
        let Some(before) = self.first.checked_sub(1) else {
            return false;
        };
        let joined = words.key(self.first).starts_with('و') && year(before);
        let linked = (matches!(words.sign(before), Some('-' | '–' | '/' | '،'))
            || words.key(before) == "و"
            || words.is(before, Cue::Or))
            && before.checked_sub(1).is_some_and(year);
        joined || linked
    }
}
