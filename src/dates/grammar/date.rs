//! Dates: the parts a date is put together from, each optional, in the order Arabic gives them:
//! `[نهاية] [مساء] [أمس] [الجمعة] [19] [أكتوبر] [الماضي|2023]`.

use super::super::expression::{
    Anchor, Base, DateParts, Era, Expression, Month, Part, Portion, Shift, Unit, Year,
};
use super::super::lexicon::{Cue, Form, Sense};
use super::super::words::{Found, Suffix, Words};
use super::{Parsed, clock, number, tense};

/// A date at `i`.
pub(super) fn parse(words: &Words<'_>, i: usize) -> Option<Parsed> {
    let mut walk = Walk::new(words, i);
    walk.run();
    walk.done()
}

/// A walk over the parts of one date.
struct Walk<'w, 't> {
    words: &'w Words<'t>,
    first: usize,
    strip: u8,
    at: usize,
    end: usize,
    parts: DateParts,
    /// An edge word (نهاية, مطلع) opens it, so a bare الشهر is this month.
    edge: bool,
    /// Words such as وقت سابق من open it.
    led: bool,
}

impl<'w, 't> Walk<'w, 't> {
    fn new(words: &'w Words<'t>, first: usize) -> Self {
        Self {
            words,
            first,
            strip: 0,
            at: first,
            end: first,
            parts: DateParts::default(),
            edge: false,
            led: false,
        }
    }

    fn run(&mut self) {
        self.lead();
        self.clock();
        self.portion();
        let day_named = self.day_noun();
        self.deictic();
        self.weekday();
        self.separator();
        self.calendar(day_named);
        if self.end == self.first {
            return;
        }
        self.trailing_portion();
    }

    fn done(mut self) -> Option<Parsed> {
        if self.end == self.first {
            return None;
        }
        let parts = &mut self.parts;
        if parts.anchor.is_none()
            && parts.deictic.is_none()
            && parts.week.is_none()
            && !parts.is_absolute()
        {
            parts.tense = tense::around(self.words, self.first, self.end);
        }
        if let (Some(day), Some(Month::Named(month)), None, None) =
            (parts.day, parts.month, parts.year, parts.anchor)
            && let Some(event) =
                self.words
                    .lexicon
                    .event(self.words.key_before(self.first), day, month)
        {
            parts.year = Some(Year::Stated(event.year));
        }
        Some(Parsed {
            first: self.first,
            strip: self.strip,
            next: self.end,
            expression: Expression::Date(self.parts),
        })
    }

    /// What stands at the walk's token: with a proclitic only at the very first.
    fn pick<T>(&self, pick: impl Fn(Sense) -> Option<T>) -> Option<Found<T>> {
        self.pick_at(self.at, pick)
    }

    fn pick_at<T>(&self, at: usize, pick: impl Fn(Sense) -> Option<T>) -> Option<Found<T>> {
        if at == self.first {
            self.words.pick(at, pick)
        } else {
            self.words.pick_bare(at, pick)
        }
    }

    fn is(&self, at: usize, sense: Sense) -> Option<usize> {
        self.pick_at(at, |s| (s == sense).then_some(()))
            .map(|f| f.next)
    }

    /// Goes past what was found without yet making it part of the expression's end.
    fn pass<T>(&mut self, found: &Found<T>) {
        if self.at == self.first {
            self.strip = found.strip;
        }
        self.at = found.next;
    }

    /// Goes past what was found: the expression may end here.
    fn accept<T>(&mut self, found: &Found<T>) {
        self.pass(found);
        self.end = self.at;
    }

    fn skip(&mut self, key: &str) {
        if self.words.key(self.at) == key {
            self.at += 1;
        }
    }

    /// وقت سابق من, نهاية, ساعة متأخرة من.
    fn lead(&mut self) {
        let found = self.pick(|s| match s {
            Sense::Edge => Some(true),
            Sense::Lead(_) => Some(false),
            _ => None,
        });
        if let Some(f) = found {
            self.edge = f.value;
            self.led = true;
            self.pass(&f);
            // بداية من is "starting from".
            if !f.value {
                self.skip("من");
            }
        }
    }

    fn clock(&mut self) {
        if let Some(f) =
            clock::parse(self.words, self.at).filter(|f| f.strip == 0 || self.at == self.first)
        {
            (self.parts.clock, self.parts.portion) = (Some(f.value.0), f.value.1);
            self.accept(&f);
            let here = self.at;
            self.skip("من");
            if !self.words.is_trigger(self.at) {
                self.at = here;
            }
        }
    }

    fn portion(&mut self) {
        while let Some(f) = self.pick(portion_of) {
            self.parts.portion = Some(f.value);
            self.pass(&f);
        }
    }

    /// يوم before a weekday, a number with a month, or a deictic.
    fn day_noun(&mut self) -> bool {
        let noun = self
            .pick(|s| matches!(s, Sense::Unit(Unit::Day, Form::One | Form::Pair)).then_some(()));
        if let Some(f) = &noun {
            self.pass(f);
        }
        noun.is_some()
    }

    fn deictic(&mut self) {
        let Some(f) = self.pick(|s| match s {
            Sense::Deictic(days) => Some(days),
            _ => None,
        }) else {
            return;
        };
        if f.value == 0 && !self.is_today(f.next) {
            return;
        }
        self.parts.deictic = Some(Shift {
            by: f.value,
            from: Base::Publication,
        });
        self.accept(&f);
    }

    /// Whether اليوم here is today: no ordinal or the like after it, no في before it.
    fn is_today(&self, next: usize) -> bool {
        let words = self.words;
        let weekday_follows = words.pick_bare(next, weekday_of).is_some();
        let picked = words.pick_bare(next, |s| {
            matches!(s, Sense::Anchor(_) | Sense::Ordinal(_)).then_some(())
        });
        let qualified = picked.is_some() || words.cue(words.key(next), Cue::DeicticAfter);
        let guarded = words.cue_before(self.at, Cue::DeicticBefore)
            || words
                .pick(self.at.wrapping_sub(1), |s| {
                    matches!(s, Sense::That | Sense::SameAs).then_some(())
                })
                .is_some();
        weekday_follows || !(qualified || guarded)
    }

    /// الجمعة [الماضية] [من الأسبوع الماضي].
    fn weekday(&mut self) {
        let here = self.at;
        if self.parts.deictic.is_some() && matches!(self.words.sign(self.at), Some('،' | '(' | ','))
        {
            self.at += 1;
        }
        let Some(f) = self.pick(weekday_of) else {
            self.at = here;
            return;
        };
        // "Between the two".
        let alone = !self.words.key(f.next).starts_with('و');
        if f.value == 1 && alone && self.words.key_before(self.at) == "بين" {
            return;
        }
        self.parts.weekday = Some(f.value);
        self.accept(&f);
        self.close_bracket(here);
        self.anchor(|_| true);
        let here = self.at;
        self.skip("من");
        if let Some((shift, next)) = self.unit_relation(Unit::Week) {
            self.parts.week = Some(shift);
            self.at = next;
            self.end = next;
        } else {
            self.at = here;
        }
    }

    /// Takes the bracket that closes one opened at `open`.
    fn close_bracket(&mut self, open: usize) {
        if self.words.sign(open) == Some('(') && self.words.sign(self.at) == Some(')') {
            self.at += 1;
            self.end = self.at;
        }
    }

    fn anchor(&mut self, allowed: impl Fn(Anchor) -> bool) -> bool {
        let found = self.pick(|s| match s {
            Sense::Anchor(a) if a != Anchor::Recent => Some(a),
            _ => None,
        });
        match found {
            Some(f) if self.at > self.first && allowed(f.value) => {
                self.parts.anchor = Some(f.value);
                self.accept(&f);
                true
            }
            _ => false,
        }
    }

    /// What may stand between the name of a day and its date.
    fn separator(&mut self) {
        if self.end == self.first || self.end != self.at {
            return;
        }
        if matches!(self.words.sign(self.at), Some('،' | ',' | '(' | '-' | '–')) {
            self.at += 1;
        }
        if matches!(self.words.key(self.at), "الموافق" | "المصادف") {
            self.at += 1;
        }
        if self.parts.day.is_none() && self.is_day_noun(self.at) {
            self.at += 1;
        }
    }

    fn is_day_noun(&self, at: usize) -> bool {
        self.words
            .pick_bare(at, |s| {
                (s == Sense::Unit(Unit::Day, Form::One)).then_some(())
            })
            .is_some()
    }

    /// Day, month, year and what stands for them.
    fn calendar(&mut self, day_named: bool) {
        let open = self.end;
        let named = self.end > self.first;
        if self.day() || self.month() {
            self.close_bracket(open);
            return;
        }
        let blocked = named || day_named || self.parts.portion.is_some();
        if !blocked {
            let _ = self.part_of_year() || self.era() || self.relative_unit() || self.year(true);
        }
    }

    /// 19 [من] [شهر] أكتوبر, العاشر من الشهر الجاري.
    fn day(&mut self) -> bool {
        let here = self.at;
        let Some(f) =
            number::day(self.words, self.at).filter(|f| f.strip == 0 || self.at == self.first)
        else {
            return false;
        };
        let before = (self.strip, self.parts.day);
        self.pass(&f);
        self.parts.day = Some(f.value);
        let of = self.words.key(self.at) == "من";
        self.skip("من");
        if self.month() {
            return true;
        }
        if of && let Some((shift, next)) = self.unit_relation(Unit::Month) {
            self.parts.month = Some(Month::Shifted(shift));
            (self.at, self.end) = (next, next);
            self.year(false);
            return true;
        }
        (self.strip, self.parts.day) = before;
        self.at = here;
        false
    }

    /// [شهر] يوليو[/ تموز] followed by year or anchor.
    fn month(&mut self) -> bool {
        let (here, strip) = (self.at, self.strip);
        let noun = self
            .pick(|s| matches!(s, Sense::Unit(Unit::Month, Form::One | Form::Pair)).then_some(()));
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
        self.parts.month = Some(if hijri {
            Month::Hijri(number)
        } else {
            Month::Named(number)
        });
        let twin = self.twin(number, hijri);
        while hijri && matches!(self.words.key(self.at), "المبارك" | "الكريم" | "الفضيل")
        {
            self.at += 1;
            self.end = self.at;
        }
        let dated = self.year(false);
        let sure = !doubtful || noun.is_some() || twin || dated || self.parts.day.is_some();
        if sure || (!hijri && (self.led || self.led_by_preposition(name_at))) {
            return true;
        }
        (self.at, self.strip, self.end, self.parts.month) = (here, strip, end, None);
        false
    }

    fn led_by_preposition(&self, name_at: usize) -> bool {
        name_at == self.first
            && self.strip == 0
            && self.words.cue_before(self.first, Cue::MonthBefore)
    }

    /// The month's other name: يوليو/ تموز, يوليو (تموز).
    fn twin(&mut self, number: u8, hijri: bool) -> bool {
        let sign = self.words.sign(self.at);
        let at = if matches!(sign, Some('/' | '-' | '–' | '(' | '\\' | '|')) {
            self.at + 1
        } else {
            self.at
        };
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
    fn year(&mut self, alone: bool) -> bool {
        let here = self.at;
        if !alone {
            if self.anchor(|_| true) {
                let after = self.at;
                self.skip("من");
                if !self.year_number(true) && !self.year_relation() {
                    self.at = after;
                }
                return true;
            }
            self.skip("من");
            if self.words.sign(self.at) == Some('/') && self.words.numeral(self.at + 1).is_some() {
                self.at += 1;
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

    fn year_relation(&mut self) -> bool {
        let Some((shift, next)) = self.unit_relation(Unit::Year) else {
            return false;
        };
        self.parts.year = Some(Year::Shifted(shift));
        (self.at, self.end) = (next, next);
        true
    }

    /// [عام] 2018[م]. Without عام the figure must have four digits and, standing alone, a cue.
    fn year_number(&mut self, dated: bool) -> bool {
        let here = (self.at, self.strip);
        let is_noun = |s| {
            matches!(
                s,
                Sense::Unit(
                    Unit::Year,
                    Form::One | Form::The | Form::Pair | Form::TheTwo
                )
            )
            .then_some(())
        };
        let noun = self.pick(is_noun).or_else(|| {
            // يناير لعام 2018
            let glued = dated && self.words.key(self.at).starts_with('ل');
            self.words
                .pick(self.at, is_noun)
                .filter(|f| glued && f.strip == 1)
        });
        if let Some(f) = &noun {
            self.pass(f);
            if self.year_in_words() {
                return true;
            }
        }
        let first = self.at == self.first;
        let Some(n) = self
            .words
            .numeral(self.at)
            .filter(|n| (n.strip == 0 || first) && !n.article)
        else {
            (self.at, self.strip) = here;
            return false;
        };
        let hijri_month = matches!(self.parts.month, Some(Month::Hijri(_)));
        let (era, next) = self.era_after(self.at + 1);
        let hijri = n.suffix == Suffix::Hijri
            || era == Some(Sense::EraHijri)
            || (hijri_month && n.value < 1600);
        let lone = !dated && noun.is_none();
        let fits = match n.digits {
            4 if lone => (1900..2100).contains(&n.value) && self.is_year(n.value),
            4 => (1000..=2200).contains(&n.value) || hijri,
            3 => noun.is_some() || hijri || era == Some(Sense::EraBefore),
            1 | 2 => noun.is_some() && era.is_some(),
            _ => false,
        };
        let unit_after = self.words.pick_bare(self.at + 1, |s| {
            matches!(s, Sense::Unit(_, Form::One | Form::Many)).then_some(())
        });
        if !fits || (unit_after.is_some() && era.is_none() && !dated) {
            (self.at, self.strip) = here;
            return false;
        }
        let value = n.value as i16;
        self.parts.year = Some(match era {
            _ if hijri => Year::Hijri(value),
            Some(Sense::EraBefore) => Year::Stated(-value),
            _ => Year::Stated(value),
        });
        self.accept(&Found {
            value: (),
            next,
            strip: n.strip,
        });
        true
    }

    /// ألفين وأربعة عشر after عام.
    fn year_in_words(&mut self) -> bool {
        let n = number::cardinal(self.words, self.at)
            .filter(|n| n.strip == 0 && !n.value.digits && (1000..2100).contains(&n.value.value));
        if let Some(n) = &n {
            self.parts.year = Some(Year::Stated(n.value.value as i16));
            self.at = n.next;
            self.end = n.next;
        }
        n.is_some()
    }

    /// The era after a year: glued or beside it.
    fn era_after(&self, at: usize) -> (Option<Sense>, usize) {
        let found = self.words.pick_bare(at, |s| {
            matches!(s, Sense::EraHijri | Sense::EraCommon | Sense::EraBefore).then_some(s)
        });
        found.map_or((None, at), |f| (Some(f.value), f.next))
    }

    /// Whether a bare figure of four digits is a year, by what stands around it.
    fn is_year(&self, value: u32) -> bool {
        let words = self.words;
        let (i, next) = (self.at, words.key(self.at + 1));
        let sign = |at: usize| words.sign(at);
        let counted = words.cue(next, Cue::YearAfter)
            || matches!(sign(i + 1), Some('%' | '٪' | '$' | '€' | '£'))
            || i.checked_sub(1)
                .is_some_and(|b| matches!(sign(b), Some('$' | '€' | '£')));
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
        let listed = i == 0 && sign(i + 1) == Some(':');
        let closes =
            before.is_some_and(|b| matches!(sign(b), Some('،' | ','))) && sign(i + 1) == Some(')');
        if bracketed || listed || closes {
            return true;
        }
        let round = value.is_multiple_of(100) && words.tokens.is_word(i + 1);
        let led = words.cue_before(i, Cue::YearBefore) && self.strip == 0;
        let near = (1..=4).any(|back| {
            i.checked_sub(back)
                .is_some_and(|b| words.tokens.is_word(b) && words.cue(words.key(b), Cue::YearNear))
        });
        (!round && (led || near)) || self.beside_a_year()
    }

    /// Whether a year stands right before: 2015 و2016, 2015-2016, 2015 أو 2016.
    fn beside_a_year(&self) -> bool {
        let words = self.words;
        let year = |at: usize| {
            words
                .numeral(at)
                .is_some_and(|n| n.digits == 4 && (1900..2100).contains(&n.value))
        };
        let Some(before) = self.first.checked_sub(1) else {
            return false;
        };
        let joined = words.key(self.first).starts_with('و') && year(before);
        let linked = (matches!(words.sign(before), Some('-' | '–' | '/' | '،'))
            || words.key(before) == "او")
            && before.checked_sub(1).is_some_and(year);
        joined || linked
    }

    /// هذا العام, الأسبوع الماضي, نهاية الشهر, ذلك اليوم.
    fn relative_unit(&mut self) -> bool {
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
                self.strip = self
                    .words
                    .pick(self.at, relation_head)
                    .map_or(0, |f| f.strip);
            }
            (self.at, self.end) = (next, next);
            match unit {
                Unit::Month => _ = self.year(false),
                // العام الجاري 2018
                Unit::Year if self.words.numeral(self.at).is_some() => _ = self.year_number(true),
                _ => {}
            }
            return true;
        }
        false
    }

    /// A unit with the word that picks one of its kind, at the walk's token: the shift and the
    /// token after.
    fn unit_relation(&self, unit: Unit) -> Option<(Shift, usize)> {
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
            let clause = matches!(self.words.key(next), "الذي" | "التي");
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
        let bare = self.edge && !day && !self.words.is_number_like(next);
        bare.then(|| (Anchor::Present.shift(), next))
    }

    /// صيف 2018, الربع الأول من العام الجاري.
    fn part_of_year(&mut self) -> bool {
        let here = (self.at, self.strip);
        let this = self.pick(|s| (s == Sense::This).then_some(()));
        if let Some(f) = &this {
            self.pass(f);
        } else if self.words.key(self.at) == "فصل" {
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
            self.skip("من");
            if self.year_number(true) || self.year_relation() {
                return true;
            }
        }
        self.parts.part = None;
        (self.at, self.strip) = here;
        false
    }

    fn numbered_part(&mut self) -> Option<Part> {
        let noun = self.pick(|s| match s {
            Sense::QuarterNoun => Some(4),
            Sense::HalfNoun => Some(2),
            _ => None,
        })?;
        let last = self.words.key(noun.next) == "الاخير";
        let (n, next) = if last {
            (noun.value, noun.next + 1)
        } else {
            let o = number::ordinal(self.words, noun.next)
                .filter(|o| o.strip == 0 && o.value <= noun.value)?;
            (o.value, o.next)
        };
        self.pass(&noun);
        self.at = next;
        Some(if noun.value == 4 {
            Part::Quarter(n)
        } else {
            Part::Half(n)
        })
    }

    /// التسعينات, سبعينيات القرن الماضي, القرن التاسع عشر.
    fn era(&mut self) -> bool {
        let here = (self.at, self.strip);
        if let Some(f) = self.pick(|s| match s {
            Sense::Decade(tens) => Some(tens),
            _ => None,
        }) {
            self.pass(&f);
            let after = self.at;
            self.skip("من");
            let age = self.words.cue(self.words.key(self.at), Cue::AgeBefore);
            if let Some((century, next)) = self.century() {
                let number = if let Era::Century(n) = century {
                    Some(n)
                } else {
                    None
                };
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
            self.strip = self
                .words
                .pick(self.at, relation_head)
                .map_or(0, |f| f.strip);
        }
        self.parts.era = Some(century);
        (self.at, self.end) = (next, next);
        true
    }

    fn century(&self) -> Option<(Era, usize)> {
        if let Some((shift, next)) = self
            .unit_relation(Unit::Century)
            .filter(|&(s, n)| s.by != 0 || n > self.at + 1)
        {
            return Some((Era::CenturyShifted(shift), next));
        }
        let noun = self.is(self.at, Sense::Unit(Unit::Century, Form::The))?;
        let (n, next) = if let Some(n) = self
            .words
            .numeral(noun)
            .filter(|n| n.digits <= 2 && n.strip == 0)
        {
            (n.value as i16, noun + 1)
        } else {
            let o = number::ordinal(self.words, noun).filter(|o| o.strip == 0)?;
            (i16::from(o.value), o.next)
        };
        Some(match self.era_after(next) {
            (Some(Sense::EraBefore), after) => (Era::Century(-n), after),
            (_, after) => (Era::Century(n), after),
        })
    }

    /// أمس مساء, الجمعة صباحا: the part of the day after the day.
    fn trailing_portion(&mut self) {
        let day = self.parts.deictic.is_some() || self.parts.weekday.is_some();
        if !day || self.parts.portion.is_some() || self.at != self.end {
            return;
        }
        if let Some(f) = self.words.pick_bare(self.at, portion_of)
            && !self.words.is_trigger(f.next)
            && self.words.key(self.at) != "ليله"
        {
            self.parts.portion = Some(f.value);
            self.accept(&f);
        }
    }
}

const fn portion_of(sense: Sense) -> Option<Portion> {
    match sense {
        Sense::Portion(p) => Some(p),
        _ => None,
    }
}

const fn weekday_of(sense: Sense) -> Option<u8> {
    match sense {
        Sense::Weekday(n) => Some(n),
        _ => None,
    }
}

const fn month_of(sense: Sense) -> Option<(u8, bool, bool)> {
    match sense {
        Sense::Month {
            number,
            hijri,
            doubtful,
        } => Some((number, hijri, doubtful)),
        _ => None,
    }
}

const fn season_of(sense: Sense) -> Option<u8> {
    match sense {
        Sense::Season(n) => Some(n),
        _ => None,
    }
}

const fn relation_head(sense: Sense) -> Option<()> {
    match sense {
        Sense::This | Sense::That | Sense::SameAs | Sense::Unit(_, Form::The) => Some(()),
        _ => None,
    }
}
