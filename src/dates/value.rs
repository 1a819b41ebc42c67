//! TIMEX3 values and the days behind them.

use jiff::civil::Date;

use super::expression::{Base, Clock, Era, Part};

/// A placed stretch of the calendar.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Period {
    /// One day.
    Day(Date),
    /// The ISO week of a day.
    Week(Date),
    /// A month of a year.
    Month(i16, u8),
    /// A season, quarter or half of a year.
    Part(i16, Part),
    /// A year; negative before the common era.
    Year(i16),
    /// A decade by the years' first digits (`199`).
    Decade(i16),
    /// A century by the years' first digits (`19` is the twentieth).
    Century(i16),
    /// Two days and those between.
    Days(Date, Date),
    /// From the first of one to the last of the other.
    Between(Box<Period>, Box<Period>),
}

impl Period {
    /// Its TIMEX3 value.
    pub(super) fn value(&self) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::Week(day) => {
                let week = day.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Part(year, Part::Season(s)) => {
                format!(
                    "{year:04}-{}",
                    ["SP", "SU", "FA", "WI"].get(usize::from(*s)).copied().unwrap_or("SP")
                )
            }
            Self::Part(year, Part::Quarter(q)) => format!("{year:04}-Q{q}"),
            Self::Part(year, Part::Half(h)) => format!("{year:04}-H{h}"),
            Self::Year(year) if *year < 0 => format!("BC{:04}", -i32::from(*year)),
            Self::Year(year) => format!("{year:04}"),
            Self::Decade(d) => format!("{d:03}"),
            Self::Century(c) if *c < 0 => format!("BC{:02}", -i32::from(*c) - 1),
            Self::Century(c) => format!("{c:02}"),
            Self::Days(a, b) => format!("{a}/{b}"),
            Self::Between(a, b) => format!("{}/{}", a.value(), b.value()),
        }
    }

    /// First and last day, where the calendar has them.
    pub(super) fn days(&self) -> Option<(Date, Date)> {
        match self {
            Self::Day(day) => Some((*day, *day)),
            Self::Week(day) => {
                let first = day.checked_sub(jiff::Span::new().days(i64::from(weekday(*day)) - 1)).ok()?;
                Some((first, first.checked_add(jiff::Span::new().days(6)).ok()?))
            }
            Self::Month(year, month) => {
                let first = ymd(*year, *month, 1)?;
                Some((first, first.last_of_month()))
            }
            Self::Part(year, part) => {
                let (from, to) = part.months();
                let last_year = if to < from { year.checked_add(1)? } else { *year };
                Some((ymd(*year, from, 1)?, ymd(last_year, to, 1)?.last_of_month()))
            }
            Self::Year(year) if *year < 0 => None,
            Self::Year(year) => years(*year, *year),
            Self::Decade(d) => years(d.checked_mul(10)?, d.checked_mul(10)?.checked_add(9)?),
            Self::Century(c) if *c < 0 => None,
            Self::Century(c) => years(c.checked_mul(100)?, c.checked_mul(100)?.checked_add(99)?),
            Self::Days(a, b) => Some((*a, *b)),
            Self::Between(a, b) => Some((a.days()?.0, b.days()?.1)),
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
        Era::CenturyShifted(s) => Period::Century(base(s.from)?.year() / 100 + i16::try_from(s.by).ok()?),
        Era::Decade(tens, century) => Period::Decade((century.unwrap_or(20) - 1) * 10 + i16::from(tens) / 10),
        Era::DecadeShifted(s) => Period::Decade(base(s.from)?.year() / 10 + i16::try_from(s.by).ok()?),
    })
}

/// The time of day behind a date: `T10:30`, with `Z` where it is Greenwich time.
pub(super) fn clock(clock: Clock) -> String {
    format!("T{:02}:{:02}{}", clock.hour, clock.minute, if clock.greenwich { "Z" } else { "" })
}

/// Monday is 1.
pub(super) fn weekday(date: Date) -> u8 {
    date.weekday().to_monday_one_offset().unsigned_abs()
}

/// The month of a date, 1 to 12.
pub(super) fn month(date: Date) -> u8 {
    date.month().unsigned_abs()
}

/// A date from its figures, where there is such a day.
pub(super) fn ymd(year: i16, month: u8, day: u8) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Days from one date to another.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

fn years(first: i16, last: i16) -> Option<(Date, Date)> {
    Some((Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?))
}
