//! What a time expression means: [`TimeValue`], and the days it covers.

mod timex;

use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::civil::ymd;
use super::expression::{Amount, Base, Clock, Era, Part, Reference};

pub use timex::NotTimex;

/// What a time expression means.
///
/// Printed and parsed as the value of a TIMEX3 tag, the form it has in JSON and on screen:
///
/// ```
/// use isnad::dates::{Period, TimeValue};
///
/// let value: TimeValue = "2023-07".parse()?;
/// assert_eq!(value, Period::Month(2023, 7).into());
/// assert_eq!(value.to_string(), "2023-07");
/// assert!(matches!("P3Y".parse()?, TimeValue::Duration(amount) if amount.years == 3));
/// # Ok::<(), isnad::dates::NotTimex>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeValue {
    /// A period of the calendar, or a time of the day in it: `2023-09-13`, `2023`, `2023-09-13T10:30`.
    Date(Point),
    /// From the first day of one point to the last of the other: `2024-06-18/2024-06-19`.
    Interval(Point, Point),
    /// A month, or a day of it, in every year: `XXXX-04-05`.
    Yearly {
        /// The month, 1 to 12.
        month: u8,
        /// The day of the month.
        day: Option<u8>,
    },
    /// From one time of the day to another, on no day in particular: `T18:00/T06:00`.
    Hours(Clock, Clock),
    /// A length of time, or how often: `P3Y`, `PXD`.
    Duration(Amount),
    /// A time that is not told: `PAST_REF`.
    Reference(Reference),
}

/// What sort of time a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeKind {
    /// A day, month, year, week … or an interval of them.
    Date,
    /// `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`.
    Vague,
    /// A length of time, or how often.
    Duration,
}

/// A period of the calendar, or a time of the day in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Point {
    /// The period.
    pub period: Period,
    /// The time of the day.
    pub clock: Option<Clock>,
}

/// A period of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// One day.
    Day(Date),
    /// An ISO week by its year and its number from 1; [`Period::week_of`] makes it.
    Week(i16, u8),
    /// A month of a year, 1 to 12.
    Month(i16, u8),
    /// A season, quarter or half of a year.
    Part(i16, Part),
    /// A year; negative before the common era.
    Year(i16),
    /// A decade by the years' first digits (`199`).
    Decade(i16),
    /// A century by the years' first digits (`19` is the twentieth); -1 is the first before the
    /// common era.
    Century(i16),
}

impl TimeValue {
    /// The days from one to another, both included.
    pub(super) fn between(first: Date, last: Date) -> Self {
        Self::Interval(Period::Day(first).into(), Period::Day(last).into())
    }

    /// From the beginning of one date or interval to the end of another.
    pub(super) const fn spanning(first: Self, last: Self) -> Option<Self> {
        match (first, last) {
            (Self::Date(from) | Self::Interval(from, _), Self::Date(to) | Self::Interval(_, to)) => {
                Some(Self::Interval(from, to))
            }
            _ => None,
        }
    }

    /// The same at a time of the day.
    pub(super) const fn at(self, clock: Clock) -> Self {
        let clock = Some(clock);
        match self {
            Self::Date(point) => Self::Date(Point { clock, ..point }),
            Self::Interval(from, to) => Self::Interval(from, Point { clock, ..to }),
            _ => self,
        }
    }

    /// What sort of time it is.
    pub const fn kind(&self) -> TimeKind {
        match self {
            Self::Date(_) | Self::Interval(..) => TimeKind::Date,
            Self::Reference(_) => TimeKind::Vague,
            Self::Yearly { .. } | Self::Hours(..) | Self::Duration(_) => TimeKind::Duration,
        }
    }

    /// The period, where it is one and no time of the day.
    pub const fn period(&self) -> Option<Period> {
        match self {
            Self::Date(Point { period, clock: None }) => Some(*period),
            _ => None,
        }
    }

    /// First and last day, where the calendar has them.
    pub fn days(&self) -> Option<(Date, Date)> {
        match self {
            Self::Date(point) => point.period.days(),
            Self::Interval(from, to) => Some((from.period.days()?.0, to.period.days()?.1)),
            _ => None,
        }
    }
}

impl From<Period> for Point {
    fn from(period: Period) -> Self {
        Self { period, clock: None }
    }
}

impl From<Period> for TimeValue {
    fn from(period: Period) -> Self {
        Self::Date(period.into())
    }
}

impl Period {
    /// The ISO week, Monday to Sunday, that a day lies in.
    pub fn week_of(day: Date) -> Self {
        let week = day.iso_week_date();
        Self::Week(week.year(), week.week().unsigned_abs())
    }

    /// First and last day, where the calendar has them.
    pub fn days(self) -> Option<(Date, Date)> {
        match self {
            Self::Day(day) => Some((day, day)),
            Self::Week(year, week) => {
                let week = i8::try_from(week).ok()?;
                let of = |day| Some(ISOWeekDate::new(year, week, day).ok()?.date());
                Some((of(Weekday::Monday)?, of(Weekday::Sunday)?))
            }
            Self::Month(year, month) => {
                let first = ymd(year, month, 1)?;
                Some((first, first.last_of_month()))
            }
            Self::Part(year, part) => {
                let (from, to) = part.months();
                let last_year = if to < from { year.checked_add(1)? } else { year };
                Some((ymd(year, from, 1)?, ymd(last_year, to, 1)?.last_of_month()))
            }
            Self::Year(year) if year < 0 => None,
            Self::Year(year) => years(year, year),
            Self::Decade(d) => years(d.checked_mul(10)?, d.checked_mul(10)?.checked_add(9)?),
            Self::Century(c) if c < 0 => None,
            Self::Century(c) => years(c.checked_mul(100)?, c.checked_mul(100)?.checked_add(99)?),
        }
    }
}

impl Part {
    /// Its first and last month; winter runs into the next year.
    pub const fn months(self) -> (u8, u8) {
        match self {
            Self::Season(0) => (3, 5),
            Self::Season(1) => (6, 8),
            Self::Season(2) => (9, 11),
            Self::Season(_) => (12, 2),
            Self::Quarter(q) => (q * 3 - 2, q * 3),
            Self::Half(h) => (h * 6 - 5, h * 6),
        }
    }
}

/// The years of a decade or century; `base` gives the day a shift counts from.
pub(super) fn era(era: Era, base: impl Fn(Base) -> Option<Date>) -> Option<Period> {
    Some(match era {
        Era::Century(n) if n < 0 => Period::Century(n),
        Era::Century(n) => Period::Century(n - 1),
        Era::HijriCentury(_) => return None,
        Era::CenturyShifted(s) => Period::Century(base(s.from)?.year() / 100 + i16::try_from(s.by).ok()?),
        Era::Decade(tens, century) => Period::Decade((century.unwrap_or(20) - 1) * 10 + i16::from(tens) / 10),
        Era::DecadeShifted(s) => Period::Decade(base(s.from)?.year() / 10 + i16::try_from(s.by).ok()?),
    })
}

fn years(first: i16, last: i16) -> Option<(Date, Date)> {
    Some((Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?))
}
