//! From what the words say to days: one pass over an article's expressions in order.

mod calendar;
mod fault;

use jiff::{ToSpan, civil::Date};

use super::expression::{
    Amount, Anchor, Base, Clock, DateParts, Era, Expression, Month, Reference, Shift, Tense, Year,
};
use super::value::{self, Period, TimeValue};
use super::{Time, TimeFact, civil, hijri};
use crate::text::Span;

/// A future day so near, where the past one lies so far back, is meant although no verb says so.
const SOON: i64 = 75;
/// A past day so near is meant although a verb of the sentence looks ahead.
const JUST_NOW: i64 = 40;
/// A day said to be of this month is no further off, where it lies in another.
const THIS_MONTH: i64 = 7;
/// A bare month is not looked for further ahead than this.
const MONTHS_AHEAD: u8 = 8;
/// The days of a week, and the first of its end.
const WEEK: i64 = 7;
const SATURDAY: u8 = 6;
/// How far a weekday with its day of the month is looked for.
const NEAR_DAYS: i64 = 62;
/// A weekday that fits no year this near is a slip of the pen.
const FAR: i64 = 400;

/// A date once it is placed.
#[derive(Clone, Copy, Debug)]
struct Placed {
    value: TimeValue,
    certain: bool,
    relative: bool,
}

impl Placed {
    fn sure(period: Period) -> Self {
        Self { value: period.into(), certain: true, relative: false }
    }

    fn relative(period: Period) -> Self {
        Self::guessed(period, true)
    }

    fn guessed(period: Period, certain: bool) -> Self {
        Self { value: period.into(), certain, relative: true }
    }
}

/// What the expressions are read against.
struct Context {
    published: Option<Date>,
    mentioned: Option<(Date, Date)>,
    /// Where the date last spoken of stands.
    mentioned_at: Option<Span>,
    /// The years the article names, each once.
    years: Vec<i16>,
}

/// Resolves the expressions of an article in order.
pub(super) fn resolve(facts: &[(usize, &TimeFact)], published: Option<Date>) -> Vec<Time> {
    let mut context = Context { published, mentioned: None, mentioned_at: None, years: years(facts) };
    facts.iter().map(|&(offset, fact)| context.time(fact.span.shifted(offset), &fact.expression)).collect()
}

impl Context {
    fn time(&mut self, span: Span, expression: &Expression) -> Time {
        let plain = |value| Time {
            span,
            value: Some(value),
            certain: true,
            relative: false,
            days: None,
            deictic: false,
            refers: None,
            fault: None,
        };
        match expression {
            Expression::Duration(amount) | Expression::Every(amount) => plain(TimeValue::Duration(*amount)),
            Expression::Vague(reference) => plain(TimeValue::Reference(*reference)),
            Expression::Date(DateParts { yearly: true, month: Some(Month::Named(month)), day, .. }) => {
                plain(TimeValue::Yearly { month: *month, day: *day })
            }
            Expression::Date(parts) => self.dated(span, expression, self.place(parts), parts.clock),
            Expression::Distance { amount, forward: false } if amount.years > 9000 => {
                plain(TimeValue::Reference(Reference::Past))
            }
            Expression::Distance { amount, forward } => {
                self.dated(span, expression, self.distance(*amount, *forward), None)
            }
            Expression::Interval(DateParts { clock: Some(from), .. }, DateParts { clock: Some(to), .. })
                if clocks_alone(expression) =>
            {
                plain(TimeValue::Hours(*from, *to))
            }
            Expression::Interval(a, b) => self.dated(span, expression, self.interval(a, b), None),
        }
    }

    fn dated(
        &mut self,
        span: Span,
        expression: &Expression,
        placed: Option<Placed>,
        clock: Option<Clock>,
    ) -> Time {
        let refers = self.mentioned_at.filter(|_| is_anaphor(expression));
        let fault = self.fault(expression);
        let Some(placed) = placed else {
            return Time {
                span,
                value: None,
                certain: false,
                relative: is_relative(expression),
                days: None,
                deictic: is_deictic(expression),
                refers,
                fault,
            };
        };
        let days = placed.value.days();
        if let Some(days) = days {
            self.mentioned = Some(days);
            self.mentioned_at = Some(span);
        }
        Time {
            span,
            value: Some(clock.map_or(placed.value, |clock| placed.value.at(clock))),
            certain: placed.certain,
            relative: placed.relative,
            days,
            deictic: is_deictic(expression),
            refers,
            fault,
        }
    }

    fn base(&self, base: Base) -> Option<Date> {
        match base {
            Base::Publication => self.published,
            Base::Mentioned => self.mentioned.map(|m| m.1),
        }
    }

    fn place(&self, p: &DateParts) -> Option<Placed> {
        if p.day.is_some() && p.month.is_some() {
            return self.place_day(p);
        }
        if let Some(shift) = p.deictic {
            return self.place_deictic(shift, p.weekday);
        }
        if let Some(shift) = p.week {
            return self.place_week(shift, p.weekday);
        }
        if let Some(weekday) = p.weekday {
            if let Some(day) = p.day.and_then(|day| self.weekday_of_month(weekday, day, p)) {
                return Some(Placed::guessed(Period::Day(day), true));
            }
            return self.place_weekday(weekday, p);
        }
        if let Some(month) = p.month {
            return self.place_month(month, p);
        }
        if let Some(part) = p.part {
            let (year, relative) = self.year(p, part.months())?;
            return Some(Placed { value: Period::Part(year, part).into(), certain: true, relative });
        }
        if let Some(year) = p.year {
            return self.place_year(year);
        }
        if let Some(Era::HijriCentury(n)) = p.era {
            let first = hijri::year_days(n.checked_sub(1)?.checked_mul(100)?.checked_add(1)?)?.0;
            let last = hijri::year_days(n.checked_mul(100)?)?.1;
            let years = [first, last].map(|day| TimeValue::from(Period::Year(day.year())));
            let value = TimeValue::spanning(years[0], years[1])?;
            return Some(Placed { value, certain: false, relative: false });
        }
        if let Some(era) = p.era {
            let value = value::era(era, |base| self.base(base))?.into();
            return Some(Placed { value, certain: true, relative: !p.is_absolute() });
        }
        p.clock?;
        let day = self.mentioned.filter(|m| m.0 == m.1).map(|m| m.0).or(self.published)?;
        Some(Placed::guessed(Period::Day(day), false))
    }

    /// اليوم, أمس; a weekday beside it has the last word where the two are a day apart.
    fn place_deictic(&self, shift: Shift, weekday: Option<u8>) -> Option<Placed> {
        // «ذلك اليوم» speaks of a day, not of a year named before it.
        let told = self.mentioned.is_some_and(|(first, last)| civil::days_between(first, last) < WEEK);
        if shift.from == Base::Mentioned && !told {
            return None;
        }
        let day = add_days(self.base(shift.from)?, i64::from(shift.by))?;
        let certain = shift.from == Base::Publication;
        match weekday {
            Some(w) if civil::weekday(day) != w => {
                let near =
                    [-1, 1].into_iter().filter_map(|d| add_days(day, d)).find(|&d| civil::weekday(d) == w);
                Some(Placed::guessed(Period::Day(near.unwrap_or(day)), false))
            }
            _ => Some(Placed::guessed(Period::Day(day), certain)),
        }
    }

    fn place_week(&self, shift: Shift, weekday: Option<u8>) -> Option<Placed> {
        let base = self.base(shift.from)?;
        // At the weekend «الأسبوع الماضي» is the one just worked through.
        let closed = shift.from == Base::Publication && shift.by == -1 && civil::weekday(base) >= SATURDAY;
        if closed && weekday.is_none() {
            return Some(Placed::guessed(Period::week_of(base), false));
        }
        let day = add_days(base, 7 * i64::from(shift.by))?;
        let period = match weekday {
            Some(w) => Period::Day(add_days(day, i64::from(w) - i64::from(civil::weekday(day)))?),
            None => Period::week_of(day),
        };
        Some(Placed::guessed(period, shift.from == Base::Publication))
    }

    /// A weekday by itself: the nearest at or before publication, unless the words look ahead.
    fn place_weekday(&self, weekday: u8, p: &DateParts) -> Option<Placed> {
        let base = match p.anchor {
            Some(Anchor::Next | Anchor::Previous | Anchor::Same) => self.mentioned?.1,
            _ => self.published?,
        };
        let ahead = (i64::from(weekday) - i64::from(civil::weekday(base))).rem_euclid(7);
        let behind = ahead - if ahead == 0 { 0 } else { 7 };
        let (days, certain) = match (p.anchor, p.tense) {
            (Some(Anchor::Past), _) => (if behind == 0 { -7 } else { behind }, true),
            (Some(Anchor::Future), _) => (if ahead == 0 { 7 } else { ahead }, true),
            (Some(Anchor::Next), _) => (if ahead == 0 { 7 } else { ahead }, false),
            (Some(Anchor::Previous), _) => (if behind == 0 { -7 } else { behind }, false),
            (Some(Anchor::Same), _) => (behind, false),
            (Some(_), _) => (if ahead <= 3 { ahead } else { behind }, false),
            (None, Tense::Future) => (ahead, false),
            (None, _) => (behind, false),
        };
        Some(Placed::guessed(Period::Day(add_days(base, days)?), certain))
    }

    /// «الأربعاء 12»: the nearest day with this weekday and day of the month, no more than two months off.
    fn weekday_of_month(&self, weekday: u8, day: u8, p: &DateParts) -> Option<Date> {
        let published = self.published?;
        let past = (0..=NEAR_DAYS).map(|by| -by);
        let ahead = 1..=NEAR_DAYS;
        let fits = |by: &i64| {
            add_days(published, *by)
                .is_some_and(|d| civil::weekday(d) == weekday && d.day().unsigned_abs() == day)
        };
        let by = match p.tense {
            Tense::Past => past.clone().find(fits).or_else(|| ahead.clone().find(fits)),
            Tense::Future => ahead.clone().find(fits).or_else(|| past.clone().find(fits)),
            Tense::Unknown => past.zip(ahead).flat_map(|(back, on)| [back, on]).find(fits),
        };
        add_days(published, by?)
    }

    /// So long before or after publication, at the grain of the words.
    fn distance(&self, amount: Amount, forward: bool) -> Option<Placed> {
        let base = self.published?;
        let sign = if forward { 1 } else { -1 };
        let months = sign * (i64::from(amount.years) * 12 + i64::from(amount.months));
        let days = sign * (i64::from(amount.weeks) * 7 + i64::from(amount.days));
        if months.abs() > 12 * 9000 || days.abs() > 3_000_000 {
            return None;
        }
        let hours = sign * i64::from(amount.hours.min(100_000));
        let day = base.checked_add(months.months()).ok()?.checked_add(days.days()).ok()?;
        let day = day.checked_add((hours / 24).days()).ok()?;
        let period = if amount.months > 0 {
            Period::Month(day.year(), civil::month(day))
        } else if amount.years > 0 {
            Period::Year(day.year())
        } else if amount.weeks > 0 && amount.days == 0 {
            Period::week_of(day)
        } else {
            Period::Day(day)
        };
        Some(Placed::relative(period))
    }

    fn interval(&self, a: &DateParts, b: &DateParts) -> Option<Placed> {
        let last = self.place(b)?;
        let mut first = self.place(a)?;
        // "From November to February", "from Thursday to Saturday": the first end comes first.
        if let (Some(x), Some(y)) = (first.value.days(), last.value.days())
            && x.0 > y.0
            && (a.month != b.month || a.year.is_none())
        {
            first = self.earlier(a, y.0)?;
        }
        Some(Placed {
            value: TimeValue::spanning(first.value, last.value)?,
            certain: first.certain && last.certain,
            relative: first.relative || last.relative,
        })
    }

    /// `a` once more, read as seen from `before`.
    fn earlier(&self, a: &DateParts, before: Date) -> Option<Placed> {
        let seen = Self {
            published: Some(before),
            mentioned: self.mentioned,
            mentioned_at: self.mentioned_at,
            years: Vec::new(),
        };
        let mut parts = DateParts { anchor: None, tense: Tense::Past, ..*a };
        // «من 28 ديسمبر إلى 2 يناير 2023»: over New Year.
        if let (true, Some(Year::Stated(year))) = (a.borrowed, a.year) {
            parts.year = Some(Year::Stated(year.checked_sub(1)?));
        }
        seen.place(&parts)
    }
}

/// Whether an expression needs more than itself to be placed.
const fn is_relative(expression: &Expression) -> bool {
    match expression {
        Expression::Date(p) => !p.is_absolute(),
        Expression::Interval(a, b) => !(a.is_absolute() && b.is_absolute()),
        Expression::Distance { .. } => true,
        Expression::Duration(_) | Expression::Every(_) | Expression::Vague(_) => false,
    }
}

/// Whether an interval is one of the clock, on no day in particular: a curfew.
fn clocks_alone(expression: &Expression) -> bool {
    let alone = |p: &DateParts| {
        *p == DateParts {
            clock: p.clock,
            portion: p.portion,
            tense: p.tense,
            governed: p.governed,
            done: p.done,
            moved: p.moved,
            ..DateParts::default()
        }
    };
    matches!(expression, Expression::Interval(a, b) if alone(a) && alone(b))
}

/// The years that expressions state, each once.
fn years(facts: &[(usize, &TimeFact)]) -> Vec<i16> {
    let stated = facts.iter().filter_map(|(_, f)| match &f.expression {
        Expression::Date(DateParts { year: Some(Year::Stated(y)), .. }) => Some(*y),
        _ => None,
    });
    let mut years: Vec<i16> = stated.collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// Whether an expression counts in days from the day of writing.
fn is_deictic(expression: &Expression) -> bool {
    matches!(expression, Expression::Date(p)
        if p.deictic.is_some_and(|s| s.from == Base::Publication) && p.day.is_none())
}

/// Whether an expression counts from the date last spoken of.
fn is_anaphor(expression: &Expression) -> bool {
    let Expression::Date(p) = expression else {
        return false;
    };
    let shifted = |s: Option<Shift>| matches!(s, Some(s) if matches!(s.from, Base::Mentioned));
    let month = matches!(p.month, Some(Month::Shifted(s)) if matches!(s.from, Base::Mentioned));
    let year = matches!(p.year, Some(Year::Shifted(s)) if matches!(s.from, Base::Mentioned));
    let era = matches!(p.era, Some(Era::CenturyShifted(s) | Era::DecadeShifted(s)) if matches!(s.from, Base::Mentioned));
    let anchor = matches!(p.anchor, Some(Anchor::Next | Anchor::Previous | Anchor::Same));
    shifted(p.deictic) || shifted(p.week) || month || year || era || anchor
}

fn add_days(date: Date, days: i64) -> Option<Date> {
    date.checked_add(days.days()).ok()
}
