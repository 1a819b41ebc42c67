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
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn clocks() -> impl Strategy<Value = Clock> {
        let parts = (0..=24_u8, 0..60_u8, any::<bool>());
        parts.prop_map(|(hour, minute, greenwich)| Clock { hour, minute, greenwich })
    }

    fn days() -> impl Strategy<Value = Date> {
        let parts = (-9999..=9999_i16, 1..=12_i8, 1..=31_i8);
        parts.prop_filter_map("a day of the calendar", |(y, m, d)| Date::new(y, m, d).ok())
    }

    fn parts() -> impl Strategy<Value = Part> {
        let season = (0..4_u8).prop_map(Part::Season);
        prop_oneof![season, (1..=4_u8).prop_map(Part::Quarter), (1..=2_u8).prop_map(Part::Half)]
    }

    fn periods() -> impl Strategy<Value = Period> {
        prop_oneof![
            days().prop_map(Period::Day),
            days().prop_map(Period::week_of),
            (-9999..=9999_i16, 1..=12_u8).prop_map(|(y, m)| Period::Month(y, m)),
            (-9999..=9999_i16, parts()).prop_map(|(y, p)| Period::Part(y, p)),
            prop_oneof![-9999..=-1_i16, 0..=i16::MAX].prop_filter_map("four digits", |y| {
                Some(Period::Year(y)).filter(|_| y.unsigned_abs() < 10_000 || y > 0)
            }),
            (-999..=999_i16).prop_map(Period::Decade),
            (-100..=99_i16).prop_map(Period::Century),
        ]
    }

    fn points() -> impl Strategy<Value = Point> {
        (periods(), prop::option::of(clocks())).prop_map(|(period, clock)| Point { period, clock })
    }

    fn units() -> impl Strategy<Value = Unit> {
        prop::sample::select(vec![
            Unit::Second,
            Unit::Minute,
            Unit::Hour,
            Unit::Day,
            Unit::Week,
            Unit::Month,
            Unit::Year,
            Unit::Decade,
            Unit::Century,
        ])
    }

    fn amounts() -> impl Strategy<Value = Amount> {
        let counted = prop::collection::vec((any::<u32>(), units()), 0..4).prop_map(|counts| {
            let mut out = Amount::default();
            counts.into_iter().for_each(|(count, unit)| out.add(count, unit));
            out
        });
        prop_oneof![counted, units().prop_map(Amount::some)]
    }

    fn values() -> impl Strategy<Value = TimeValue> {
        let references = vec![Reference::Past, Reference::Present, Reference::Future];
        prop_oneof![
            points().prop_map(TimeValue::Date),
            (points(), points()).prop_map(|(from, to)| TimeValue::Interval(from, to)),
            (1..=12_u8, prop::option::of(1..=29_u8))
                .prop_map(|(month, day)| TimeValue::Yearly { month, day }),
            (clocks(), clocks()).prop_map(|(from, to)| TimeValue::Hours(from, to)),
            amounts().prop_map(TimeValue::Duration),
            prop::sample::select(references).prop_map(TimeValue::Reference),
        ]
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(value in values()) {
            prop_assert_eq!(value.to_string().parse(), Ok(value));
        }

        #[test]
        fn what_is_read_is_written_the_same(text in "[-0-9PTXYMWDEHSQBCZ:/]{0,12}") {
            if let Ok(value) = text.parse::<TimeValue>() {
                prop_assert_eq!(value.to_string(), text);
            }
        }
    }

    #[test]
    fn values_of_each_sort() {
        let date = |period: Period| TimeValue::from(period);
        let clock = |hour, greenwich| Clock { hour, minute: 0, greenwich };
        for (text, value) in [
            ("2023-09-13", date(Period::Day(Date::constant(2023, 9, 13)))),
            ("2023-W35", date(Period::Week(2023, 35))),
            ("2023-07", date(Period::Month(2023, 7))),
            ("2023-SU", date(Period::Part(2023, Part::Season(1)))),
            ("2023-Q3", date(Period::Part(2023, Part::Quarter(3)))),
            ("2023-H1", date(Period::Part(2023, Part::Half(1)))),
            ("0070", date(Period::Year(70))),
            ("BC0044", date(Period::Year(-44))),
            ("199", date(Period::Decade(199))),
            ("19", date(Period::Century(19))),
            ("BC04", date(Period::Century(-5))),
            ("2024-07T15:00Z", date(Period::Month(2024, 7)).at(clock(15, true))),
            ("2010/2012", TimeValue::Interval(Period::Year(2010).into(), Period::Year(2012).into())),
            ("XXXX-04-05", TimeValue::Yearly { month: 4, day: Some(5) }),
            ("T18:00/T06:00", TimeValue::Hours(clock(18, false), clock(6, false))),
            ("P1M15D", TimeValue::Duration(Amount { months: 1, days: 15, ..Amount::default() })),
            ("PT30M", TimeValue::Duration(Amount::of(30, Unit::Minute))),
            ("P0D", TimeValue::Duration(Amount::default())),
            ("PXDE", TimeValue::Duration(Amount::some(Unit::Decade))),
            ("FUTURE_REF", TimeValue::Reference(Reference::Future)),
        ] {
            assert_eq!((text.parse(), value.to_string()), (Ok(value), text.to_owned()));
        }
    }

    #[test]
    fn what_is_no_value() {
        for text in [
            "",
            "P",
            "2023-13",
            "2023-02-30",
            "2023-9-1",
            "x",
            "PXQ",
            "PX",
            "P3",
            "P3M1Y",
            "PT",
            "2023-W99",
            "2023-Q5",
            "2023-é",
            "+2023",
            "T25:00/T06:00",
            "XXXX-02-30",
            "2023/",
            "2023-09-13?",
        ] {
            assert_eq!(text.parse::<TimeValue>(), Err(NotTimex), "{text}");
        }
    }
}
