//! Dates: the parts a date is put together from, each optional, in the order Arabic gives them:
//! `[نهاية] [مساء] [أمس] [الجمعة] [19] [أكتوبر] [الماضي|2023]`.

use super::super::expression::{Anchor, Base, DateParts, Expression, Month, Portion, Shift, Unit, Year};
use super::super::lexicon::{Cue, Form, Sense};
use super::super::words::{Found, Words};
use super::{Parsed, clock, tense};

mod day;
mod unit;
mod year;

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
        if parts.anchor.is_none() && parts.deictic.is_none() && parts.week.is_none() {
            parts.tense = tense::around(self.words, self.first, self.end);
            parts.governed = tense::governed(self.words, self.first);
            parts.done =
                parts.day.is_some() && parts.year.is_none() && tense::done_by(self.words, self.first);
        }
        if let (Some(day), Some(Month::Named(month)), None, None) =
            (parts.day, parts.month, parts.year, parts.anchor)
            && let Some(event) = self.words.lexicon.event(self.words.key_before(self.first), day, month)
        {
            parts.year = Some(Year::Stated(event.year));
        }
        self.yearly();
        Some(Parsed {
            first: self.first,
            strip: self.strip,
            next: self.end,
            expression: Expression::Date(self.parts),
        })
    }

    /// «5 أبريل من كل عام»: no one day but each year's.
    fn yearly(&mut self) {
        let words = self.words;
        let named = matches!(self.parts.month, Some(Month::Named(_))) && self.parts.year.is_none();
        let of = self.end + usize::from(words.is(self.end, Cue::Of));
        let each = words.after(of, Sense::Every);
        let each = each.and_then(|year| words.after(year, Sense::Unit(Unit::Year, Form::One)));
        if let Some(end) = each.filter(|_| named && self.parts.anchor.is_none()) {
            self.parts.yearly = true;
            self.end = end;
        }
    }

    /// What stands at the walk's token: with a proclitic only at the very first.
    fn pick<T>(&self, pick: impl Fn(Sense) -> Option<T>) -> Option<Found<T>> {
        self.pick_at(self.at, pick)
    }

    fn pick_at<T>(&self, at: usize, pick: impl Fn(Sense) -> Option<T>) -> Option<Found<T>> {
        if at == self.first { self.words.pick(at, pick) } else { self.words.pick_bare(at, pick) }
    }

    fn is(&self, at: usize, sense: Sense) -> Option<usize> {
        self.pick_at(at, |s| (s == sense).then_some(())).map(|f| f.next)
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

    /// Goes past من, if it stands here; says whether it did.
    fn skip_of(&mut self) -> bool {
        let of = self.words.is(self.at, Cue::Of);
        self.at += usize::from(of);
        of
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
                self.skip_of();
            }
        }
    }

    fn clock(&mut self) {
        if let Some(f) = clock::parse(self.words, self.at).filter(|f| f.strip == 0 || self.at == self.first) {
            (self.parts.clock, self.parts.portion) = (Some(f.value.0), f.value.1);
            self.accept(&f);
            let here = self.at;
            self.skip_of();
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
        let noun = self.pick(|s| matches!(s, Sense::Unit(Unit::Day, Form::One | Form::Pair)).then_some(()));
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
        self.parts.deictic = Some(Shift { by: f.value, from: Base::Publication });
        self.accept(&f);
    }

    /// Whether اليوم here is today: no ordinal or the like after it, no في before it.
    fn is_today(&self, next: usize) -> bool {
        let words = self.words;
        let weekday_follows = words.pick_bare(next, weekday_of).is_some();
        let picked =
            words.pick_bare(next, |s| matches!(s, Sense::Anchor(_) | Sense::Ordinal(_)).then_some(()));
        let qualified = picked.is_some() || words.cue(words.key(next), Cue::DeicticAfter);
        let guarded = words.cue_before(self.at, Cue::DeicticBefore)
            || words
                .pick(self.at.wrapping_sub(1), |s| matches!(s, Sense::That | Sense::SameAs).then_some(()))
                .is_some();
        // "On Sunday, which is the day he is expected".
        let noun = words.is_behind(self.at, Cue::DeicticSame);
        // «تفاحة باليوم»: each day.
        let each = words.is(self.at, Cue::DeicticEach);
        // «أن يأتي اليوم "الذي يطرد فيه"»: a day still to be told.
        let quoted =
            words.sign(next).is_some_and(crate::text::token::is_quote) && words.is(next + 1, Cue::Relative);
        weekday_follows || !(quoted || qualified || guarded || noun || each)
    }

    /// الجمعة [الماضية] [من الأسبوع الماضي].
    fn weekday(&mut self) {
        let here = self.at;
        if self.parts.deictic.is_some() && matches!(self.words.sign(self.at), Some('،' | '(' | ',')) {
            self.at += 1;
        }
        let Some(f) = self.pick(weekday_of) else {
            self.at = here;
            return;
        };
        // "Between the two".
        let alone = !self.words.key(f.next).starts_with('و');
        if f.value == 1 && alone && self.words.is_behind(self.at, Cue::Between) {
            return;
        }
        self.parts.weekday = Some(f.value);
        self.accept(&f);
        // «ليل الأربعاء الخميس»: the night between two days.
        let night = self.parts.portion == Some(Portion::Night);
        if let Some(second) =
            self.words.pick_bare(self.at, weekday_of).filter(|s| night && s.value == f.value % 7 + 1)
        {
            self.accept(&second);
        }
        self.close_bracket(here);
        self.anchor(|_| true);
        let here = self.at;
        self.skip_of();
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
        if self.words.is(self.at, Cue::Corresponding) {
            self.at += 1;
        }
        if self.parts.day.is_none() && self.is_day_noun(self.at) {
            self.at += 1;
        }
    }

    fn is_day_noun(&self, at: usize) -> bool {
        self.words.pick_bare(at, |s| (s == Sense::Unit(Unit::Day, Form::One)).then_some(())).is_some()
    }

    /// Day, month, year and what stands for them.
    fn calendar(&mut self, day_named: bool) {
        let open = self.end;
        let named = self.end > self.first;
        if self.figures(named) || self.day() || self.month() || self.day_alone() || self.month_anchor() {
            self.close_bracket(open);
            return;
        }
        let blocked = named || day_named || self.parts.portion.is_some();
        if !blocked {
            let _ = self.part_of_year() || self.era() || self.relative_unit() || self.year(true);
        }
    }

    /// أمس مساء, الجمعة صباحا: the part of the day after the day.
    fn trailing_portion(&mut self) {
        let day = self.parts.deictic.is_some() || self.parts.weekday.is_some();
        if !day || self.parts.portion.is_some() || self.at != self.end {
            return;
        }
        if let Some(f) = self.words.pick_bare(self.at, portion_of)
            && !self.words.is_trigger(f.next)
            && !self.words.is(self.at, Cue::PortionHead)
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
        Sense::Month { number, hijri, doubtful } => Some((number, hijri, doubtful)),
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
