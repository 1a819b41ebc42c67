//! Dates that cannot be as they are written.

use jiff::civil::Date;

use super::super::Fault;
use super::super::expression::{DateParts, Expression, Month, Tense, Year};
use super::super::value;
use super::Context;

impl Context {
    /// What the calendar has against an expression. Only what the words themselves say counts: a
    /// year that was guessed makes no fault, unless no year near fits.
    pub(super) fn fault(&self, expression: &Expression) -> Option<Fault> {
        match expression {
            Expression::Date(p) => self.date_fault(p),
            Expression::Interval(a, b) => backward(a, b)
                .or_else(|| self.date_fault(a))
                .or_else(|| self.date_fault(b)),
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
        let longest = value::ymd(2000, month, 1)?
            .last_of_month()
            .day()
            .unsigned_abs();
        let stated = match p.year {
            Some(Year::Stated(year)) => value::ymd(year, month, day),
            _ => None,
        };
        let absent = matches!(p.year, Some(Year::Stated(_))) && stated.is_none();
        if day > longest || absent {
            return Some(Fault::NoSuchDay { day, month });
        }
        if let Some(said) = p.weekday {
            return self.weekday_fault(p, said);
        }
        self.ahead(p, stated?)
    }

    fn weekday_fault(&self, p: &DateParts, said: u8) -> Option<Fault> {
        let placed = self.place_day(p)?;
        let day = placed.period.days()?.0;
        (value::weekday(day) != said).then_some(Fault::Weekday { said, day })
    }

    /// A day after publication that a verb right before it tells as past.
    fn ahead(&self, p: &DateParts, day: Date) -> Option<Fault> {
        let published = self.published?;
        let ahead = value::days_between(published, day) > 1;
        (ahead && p.tense == Tense::Past && p.governed).then_some(Fault::AheadOfVerb(day))
    }
}

/// An interval between two full dates whose second comes first.
fn backward(a: &DateParts, b: &DateParts) -> Option<Fault> {
    let full = |p: &DateParts| match (p.year, p.month, p.day) {
        (Some(Year::Stated(y)), Some(Month::Named(m)), Some(d)) => value::ymd(y, m, d),
        // Two days of one month need no year.
        (None, Some(Month::Named(m)), Some(d)) if p.weekday.is_none() => value::ymd(2000, m, d),
        _ => None,
    };
    let (first, last) = (full(a)?, full(b)?);
    let one_month = a.month == b.month && a.year == b.year;
    let both_stated = matches!((a.year, b.year), (Some(_), Some(_)));
    ((one_month || both_stated) && first > last).then_some(Fault::Backward(first, last))
}
