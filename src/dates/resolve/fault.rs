//! Dates that cannot be as they are written.

use jiff::civil::Date;

use super::super::Fault;
use super::super::expression::{DateParts, Expression, Month, Tense, Year};
use super::super::{civil, hijri};
use super::Context;

/// How many days a Hijri date may differ from the reckoned one.
const SIGHTING: i64 = 3;

impl Context {
    /// What the calendar has against an expression. Only what the words themselves say counts: a
    /// year that was guessed makes no fault, unless no year near fits.
    pub(super) fn fault(&self, expression: &Expression) -> Option<Fault> {
        match expression {
            Expression::Date(p) => self.date_fault(p),
            Expression::Interval(a, b) => {
                backward(a, b).or_else(|| self.date_fault(a)).or_else(|| self.date_fault(b))
            }
            _ => None,
        }
    }

    fn date_fault(&self, p: &DateParts) -> Option<Fault> {
        let Some(Month::Named(month)) = p.month else {
            return None;
        };
        if let Some(other) = p.other_month {
            return Some(Fault::Months(month, other));
        }
        let day = p.day?;
        let longest = civil::ymd(2000, month, 1)?.last_of_month().day().unsigned_abs();
        let stated = match p.year {
            Some(Year::Stated(year)) => civil::ymd(year, month, day),
            _ => None,
        };
        let absent = matches!(p.year, Some(Year::Stated(_))) && stated.is_none();
        if day > longest || absent {
            return Some(Fault::NoSuchDay { day, month });
        }
        // The calendars agree to a day or two, by the sighting of the moon.
        if let (Some((y, m, d)), Some(said)) = (p.hijri, stated)
            && let Some(day) = hijri::to_date(y, m, d)
            && civil::days_between(said, day).abs() > SIGHTING
        {
            return Some(Fault::Hijri { said, day });
        }
        if let Some(said) = p.weekday {
            return self.weekday_fault(p, said);
        }
        self.ahead(p, stated?)
    }

    /// A weekday that is not that of the day: where no year is written, that of no year near and of
    /// none the article speaks of.
    fn weekday_fault(&self, p: &DateParts, said: u8) -> Option<Fault> {
        let day = self.place_day(p)?.value.days()?.0;
        // «الأربعاء الأول من أبريل» is the first Wednesday of the month.
        let counts_weekdays = p.ordinal && p.day.is_some_and(|d| d <= 5);
        let near = [-1, 0, 1].map(|by| day.year() + by);
        let meant = |year: i16| {
            civil::ymd(year, civil::month(day), day.day().unsigned_abs())
                .is_some_and(|d| civil::weekday(d) == said)
        };
        let other_year = p.year.is_none() && near.iter().chain(&self.years).any(|&year| meant(year));
        let wrong = civil::weekday(day) != said && !counts_weekdays && !other_year;
        wrong.then_some(Fault::Weekday { said, day })
    }

    /// A day after publication that a verb right before it tells as past.
    fn ahead(&self, p: &DateParts, day: Date) -> Option<Fault> {
        let published = self.published?;
        let ahead = civil::days_between(published, day) > 1;
        (ahead && p.tense == Tense::Past && p.governed).then_some(Fault::AheadOfVerb(day))
    }
}

/// An interval between two dates, months or years whose second comes first.
fn backward(a: &DateParts, b: &DateParts) -> Option<Fault> {
    let full = |parts: &DateParts| match (parts.year, parts.month, parts.day) {
        (Some(Year::Stated(year)), Some(Month::Named(month)), Some(day)) => civil::ymd(year, month, day),
        // Two days of one month need no year.
        (None, Some(Month::Named(month)), Some(day)) if parts.weekday.is_none() => {
            civil::ymd(2000, month, day)
        }
        _ => None,
    };
    // Months and years, each with its own figure.
    let whole = |parts: &DateParts| match (parts.year, parts.month, parts.day) {
        (Some(Year::Stated(year)), None, None) if year > 0 => civil::ymd(year, 1, 1),
        (Some(Year::Stated(year)), Some(Month::Named(month)), None) => civil::ymd(year, month, 1),
        _ => None,
    };
    if let (Some(first), Some(last)) = (whole(a), whole(b)) {
        let told = a.month.is_some() == b.month.is_some() && !a.borrowed && !a.moved;
        return (told && first > last).then_some(Fault::Backward(first, last));
    }
    let (first, last) = (full(a)?, full(b)?);
    // Between months a date is as often moved as it is mistaken.
    let one_month = a.month == b.month && a.year == b.year;
    let plain = !a.moved && a.anchor.is_none();
    (one_month && plain && first > last).then_some(Fault::Backward(first, last))
}
