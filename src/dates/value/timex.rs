//! TIMEX3: how a [`TimeValue`] is written in JSON and on screen, and read back.
//!
//! A year has four digits, a decade three, a century two; `BC` stands before what lies before the
//! common era.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::{Period, Point, TimeValue};
use crate::dates::expression::{Amount, Clock, Part, Reference, Unit};

/// The seasons in the order of [`Part::Season`].
const SEASONS: [&str; 4] = ["SP", "SU", "FA", "WI"];

/// The text is no TIMEX3 value as [`TimeValue`] writes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotTimex;

impl Display for NotTimex {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("not a TIMEX3 value")
    }
}

impl std::error::Error for NotTimex {}

impl Display for TimeValue {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(point) => point.fmt(f),
            Self::Interval(from, to) => write!(f, "{from}/{to}"),
            Self::Yearly { month, day: None } => write!(f, "XXXX-{month:02}"),
            Self::Yearly { month, day: Some(day) } => write!(f, "XXXX-{month:02}-{day:02}"),
            Self::Hours(from, to) => write!(f, "{from}/{to}"),
            Self::Duration(amount) => amount.fmt(f),
            Self::Reference(reference) => reference.fmt(f),
        }
    }
}

impl Display for Point {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.period.fmt(f)?;
        self.clock.map_or(Ok(()), |clock| clock.fmt(f))
    }
}

impl Display for Period {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Day(day) => day.fmt(f),
            Self::Week(year, week) => write!(f, "{year:04}-W{week:02}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Part(year, part) => write!(f, "{year:04}-{part}"),
            Self::Year(year) if year < 0 => write!(f, "BC{:04}", -i32::from(year)),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Decade(decade) => write!(f, "{decade:03}"),
            Self::Century(century) if century < 0 => write!(f, "BC{:02}", -i32::from(century) - 1),
            Self::Century(century) => write!(f, "{century:02}"),
        }
    }
}

impl Display for Part {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Season(season) => {
                f.write_str(SEASONS.get(usize::from(season)).copied().unwrap_or(SEASONS[0]))
            }
            Self::Quarter(quarter) => write!(f, "Q{quarter}"),
            Self::Half(half) => write!(f, "H{half}"),
        }
    }
}

/// `T10:30`, with `Z` where it is Greenwich time.
impl Display for Clock {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "T{:02}:{:02}{}", self.hour, self.minute, if self.greenwich { "Z" } else { "" })
    }
}

impl Display for Reference {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Past => "PAST_REF",
            Self::Present => "PRESENT_REF",
            Self::Future => "FUTURE_REF",
        })
    }
}

/// `P3Y`, `P1M15D`, `PT30M`, `PXY`; `P0D` where it counts nothing.
impl Display for Amount {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(unit) = self.uncounted {
            return f.write_str(match unit {
                Unit::Second => "PTXS",
                Unit::Minute => "PTXM",
                Unit::Hour => "PTXH",
                Unit::Day => "PXD",
                Unit::Week => "PXW",
                Unit::Month => "PXM",
                Unit::Year => "PXY",
                Unit::Decade => "PXDE",
                Unit::Century => "PXCE",
            });
        }
        if *self == Self::default() {
            return f.write_str("P0D");
        }
        let date = [(self.years, 'Y'), (self.months, 'M'), (self.weeks, 'W'), (self.days, 'D')];
        let clock = [(self.hours, 'H'), (self.minutes, 'M'), (self.seconds, 'S')];
        f.write_str("P")?;
        counts(f, &date)?;
        if clock.iter().any(|(count, _)| *count > 0) {
            f.write_str("T")?;
        }
        counts(f, &clock)
    }
}

fn counts(f: &mut Formatter<'_>, parts: &[(u32, char)]) -> fmt::Result {
    let mut counted = parts.iter().filter(|(count, _)| *count > 0);
    counted.try_for_each(|(count, letter)| write!(f, "{count}{letter}"))
}

impl FromStr for TimeValue {
    type Err = NotTimex;

    /// Reads what [`Display`] writes, and nothing else.
    fn from_str(text: &str) -> Result<Self, NotTimex> {
        read(text).filter(|value| value.to_string() == text).ok_or(NotTimex)
    }
}

fn read(text: &str) -> Option<TimeValue> {
    let reference = [Reference::Past, Reference::Present, Reference::Future];
    if let Some(reference) = reference.into_iter().find(|r| r.to_string() == text) {
        return Some(TimeValue::Reference(reference));
    }
    if let Some(length) = text.strip_prefix('P') {
        return read_amount(length).map(TimeValue::Duration);
    }
    if let Some(yearly) = text.strip_prefix("XXXX-") {
        return read_yearly(yearly);
    }
    let Some((from, to)) = text.split_once('/') else {
        return read_point(text).map(TimeValue::Date);
    };
    if let (Some(from), Some(to)) = (read_clock(from), read_clock(to)) {
        return Some(TimeValue::Hours(from, to));
    }
    Some(TimeValue::Interval(read_point(from)?, read_point(to)?))
}

fn read_yearly(text: &str) -> Option<TimeValue> {
    let (month, day) = match text.split_once('-') {
        Some((month, day)) => (month, Some(number(day)?)),
        None => (text, None),
    };
    let month = number(month)?;
    // A leap year has every day that a month can have.
    Date::new(2000, month, day.unwrap_or(1)).ok()?;
    Some(TimeValue::Yearly { month: month.unsigned_abs(), day: day.map(i8::unsigned_abs) })
}

fn read_point(text: &str) -> Option<Point> {
    let (period, clock) = text.split_at(text.find('T').unwrap_or(text.len()));
    let clock = if clock.is_empty() { None } else { Some(read_clock(clock)?) };
    Some(Point { period: read_period(period)?, clock })
}

/// What follows a date: `T10:30`, `T15:00Z`.
fn read_clock(text: &str) -> Option<Clock> {
    let text = text.strip_prefix('T')?;
    let (text, greenwich) = text.strip_suffix('Z').map_or((text, false), |text| (text, true));
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute) = (number(hour)?, number(minute)?);
    (hour <= 24 && minute < 60).then_some(Clock { hour, minute, greenwich })
}

fn read_period(text: &str) -> Option<Period> {
    if let Some(before) = text.strip_prefix("BC") {
        let number: i16 = number(before)?;
        return Some(match before.len() {
            2 => Period::Century(-number - 1),
            _ => Period::Year(-number),
        });
    }
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let Some((year, rest)) = digits.split_once('-') else {
        let number: i16 = number(digits)?;
        return Some(match text.len() {
            2 => Period::Century(number),
            3 => Period::Decade(sign * number),
            _ if sign < 0 => Period::Decade(-number),
            _ => Period::Year(number),
        });
    };
    let year = sign * number::<i16>(year)?;
    match rest.split_once('-') {
        Some((month, day)) => Date::new(year, number(month)?, number(day)?).ok().map(Period::Day),
        None => read_part(year, rest),
    }
}

/// What follows a year: its month, week, season, quarter or half.
fn read_part(year: i16, text: &str) -> Option<Period> {
    if let Some(season) = SEASONS.iter().position(|s| *s == text) {
        return Some(Period::Part(year, Part::Season(u8::try_from(season).ok()?)));
    }
    if let Some(week) = text.strip_prefix('W') {
        let week: i8 = number(week)?;
        ISOWeekDate::new(year, week, Weekday::Monday).ok()?;
        return Some(Period::Week(year, week.unsigned_abs()));
    }
    if let Some(quarter) = text.strip_prefix('Q') {
        let quarter = number(quarter).filter(|q| (1..=4).contains(q))?;
        return Some(Period::Part(year, Part::Quarter(quarter)));
    }
    if let Some(half) = text.strip_prefix('H') {
        let half = number(half).filter(|h| (1..=2).contains(h))?;
        return Some(Period::Part(year, Part::Half(half)));
    }
    Some(Period::Month(year, number(text).filter(|m| (1..=12).contains(m))?))
}

/// What follows the P of a duration: `1M15D`, `3Y`, `T2H`, `XD`.
fn read_amount(text: &str) -> Option<Amount> {
    let unit = match text {
        "TXS" => Some(Unit::Second),
        "TXM" => Some(Unit::Minute),
        "TXH" => Some(Unit::Hour),
        "XD" => Some(Unit::Day),
        "XW" => Some(Unit::Week),
        "XM" => Some(Unit::Month),
        "XY" => Some(Unit::Year),
        "XDE" => Some(Unit::Decade),
        "XCE" => Some(Unit::Century),
        _ => None,
    };
    if let Some(unit) = unit {
        return Some(Amount::some(unit));
    }
    let (date, clock) = text.split_once('T').unwrap_or((text, ""));
    let mut out = Amount::default();
    let units = [('Y', Unit::Year), ('M', Unit::Month), ('W', Unit::Week), ('D', Unit::Day)];
    read_counts(&mut out, date, &units)?;
    read_counts(&mut out, clock, &[('H', Unit::Hour), ('M', Unit::Minute), ('S', Unit::Second)])?;
    Some(out)
}

fn read_counts(out: &mut Amount, mut text: &str, units: &[(char, Unit)]) -> Option<()> {
    while !text.is_empty() {
        let (count, rest) = text.split_at(text.find(|c: char| !c.is_ascii_digit())?);
        let mut letters = rest.chars();
        let letter = letters.next()?;
        let (_, unit) = units.iter().find(|(l, _)| *l == letter)?;
        out.add(number(count)?, *unit);
        text = letters.as_str();
    }
    Some(())
}

/// A number of digits alone: no sign.
fn number<N: FromStr>(digits: &str) -> Option<N> {
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests;
