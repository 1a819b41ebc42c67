//! The card of a time expression: its value in words, its ISO value, and where it comes from.

use jiff::civil::Date;

use super::Reader;
use crate::dates::{Amount, Clock, Part, Period, Point, Reference, Time, TimeValue, Unit, hijri_day};
use crate::features::card::{Card, Line};
use crate::features::in_words::full_day;
use crate::words::calendar::{day, month_both};
use crate::words::{Language, count, quote, say};

impl Reader<'_> {
    /// The card of a time expression.
    pub(super) fn time(&self, time: &Time, text: &str) -> Card {
        let words = time.span.of(text);
        let mut lines = Vec::new();
        match time.value {
            Some(value) => {
                let written =
                    written(self.language, value).or_else(|| Some(range(self.language, time.days?)));
                let timex = value.to_string();
                let says_all = is_bare(value) || written.as_ref() == Some(&timex);
                lines.extend(written.map(|w| Line::strong(&w)));
                if !says_all {
                    lines.push(Line::text(timex));
                }
                lines.extend(local_day(value).and_then(|date| self.hijri(date)));
            }
            None => lines.push(Line::text(self.open())),
        }
        if let Some(other) = time.refers {
            let args = [words, other.of(text)].map(|w| quote(self.language, w));
            let why = self.say("time.refers", &args.each_ref().map(String::as_str));
            lines.push(Line::text(why));
            return Card { span: time.span, lines };
        }
        if let (true, Some(date)) = (time.relative, self.date) {
            let args = [quote(self.language, words), day(self.language, date)];
            lines.push(Line::text(self.say("time.why", &args.each_ref().map(String::as_str))));
        }
        if !time.certain && time.value.is_some() {
            lines.push(Line::text(self.say("time.uncertain", &[])));
        }
        Card { span: time.span, lines }
    }
}

impl Reader<'_> {
    /// Why a date is not known: the day of publication is not, or only to some days.
    fn open(&self) -> String {
        let open = self.snapshot.open(self.path);
        let days = open.map(|o| o.analysis.published.candidates.as_slice());
        match days {
            Some([first, .., last]) => {
                let days = [first, last].map(|d| day(self.language, *d));
                self.say("time.candidates", &days.each_ref().map(String::as_str))
            }
            _ => self.say("time.unresolved", &[]),
        }
    }

    /// The Hijri date of a day, with the method it was found by: others differ from it by a day.
    fn hijri(&self, date: Date) -> Option<Line> {
        let (year, month, day) = hijri_day(date)?;
        let month = self.say(&format!("hijri.{month}"), &[]);
        let date = format!("{day} {month} {year}");
        Some(Line::text(self.say("time.hijri", &[&date])))
    }
}

/// Whether a value says nothing by its TIMEX3 form: a reference, a decade (197) or a century (19).
fn is_bare(value: TimeValue) -> bool {
    match value.period() {
        Some(Period::Decade(_)) => true,
        Some(Period::Century(century)) => century >= 0,
        _ => matches!(value, TimeValue::Reference(_)),
    }
}

/// The day of a value. An hour at Greenwich may lie in the next day where it was told.
const fn local_day(value: TimeValue) -> Option<Date> {
    match value {
        TimeValue::Date(Point {
            period: Period::Day(date),
            clock: None | Some(Clock { greenwich: false, .. }),
        }) => Some(date),
        _ => None,
    }
}

/// A value in words; `None` for one that has none.
pub(in crate::features) fn written(language: Language, value: TimeValue) -> Option<String> {
    match value {
        TimeValue::Date(at) => point(language, at),
        TimeValue::Interval(from, to) => {
            let (from, to) = (point(language, from)?, point(language, to)?);
            Some(say(language, "time.range", &[&from, &to]))
        }
        TimeValue::Duration(amount) => {
            let length = duration(language, amount)?;
            Some(say(language, "time.duration", &[&length]))
        }
        TimeValue::Reference(Reference::Past) => Some(say(language, "time.past", &[])),
        TimeValue::Reference(Reference::Present) => Some(say(language, "time.present", &[])),
        TimeValue::Reference(Reference::Future) => Some(say(language, "time.future", &[])),
        TimeValue::Yearly { .. } | TimeValue::Hours(..) => None,
    }
}

/// A period in words, with the time of the day behind it.
fn point(language: Language, at: Point) -> Option<String> {
    let written = period(language, at.period)?;
    Some(match at.clock {
        Some(clock) => format!("{written} {}", clock.to_string().trim_start_matches('T')),
        None => written,
    })
}

/// A period in words; `None` before the common era.
fn period(language: Language, period: Period) -> Option<String> {
    match period {
        Period::Day(date) => Some(full_day(language, date)),
        Period::Week(..) => {
            let (monday, sunday) = period.days()?;
            let args = [day(language, monday), day(language, sunday)];
            Some(say(language, "time.week", &args.each_ref().map(String::as_str)))
        }
        Period::Month(year @ 0.., month) => {
            Some(format!("{} {year}", month_both(language, month.cast_signed())))
        }
        Period::Part(year @ 0.., part) => {
            let key = match part {
                Part::Quarter(quarter) => format!("time.quarter.{quarter}"),
                Part::Half(half) => format!("time.half.{half}"),
                Part::Season(_) => format!("time.season.{part}"),
            };
            Some(say(language, &key, &[&format!("{year:04}")]))
        }
        Period::Year(year @ 0..=9999) => Some(year.to_string()),
        Period::Decade(decade @ 0..=999) => Some(years(language, decade, 10)),
        Period::Century(century @ 0..=99) => Some(years(language, century, 100)),
        _ => None,
    }
}

/// The years of a decade or century, `length` of them, given by their first digits.
fn years(language: Language, digits: i16, length: i16) -> String {
    let first = digits * length;
    let args = [first, first + length - 1].map(|year| format!("{year:04}"));
    say(language, "time.decade", &args.each_ref().map(String::as_str))
}

/// A length of time in words; `None` where it counts seconds, or decades without their number.
fn duration(language: Language, amount: Amount) -> Option<String> {
    if let Some(unit) = amount.uncounted {
        return Some(say(language, &format!("{}-some", unit_key(unit)?), &[]));
    }
    if amount.seconds > 0 {
        return None;
    }
    let counts = [
        (amount.years, Unit::Year),
        (amount.months, Unit::Month),
        (amount.weeks, Unit::Week),
        (amount.days, Unit::Day),
        (amount.hours, Unit::Hour),
        (amount.minutes, Unit::Minute),
    ];
    let counted = |n: u32, unit| Some(count(language, unit_key(unit)?, usize::try_from(n).ok()?));
    let parts: Vec<_> =
        counts.into_iter().filter(|(n, _)| *n > 0).filter_map(|(n, unit)| counted(n, unit)).collect();
    if parts.is_empty() {
        return counted(0, Unit::Day);
    }
    Some(parts.join(&say(language, "time.and", &[])))
}

/// The words of a unit that a length of time is told in.
const fn unit_key(unit: Unit) -> Option<&'static str> {
    Some(match unit {
        Unit::Year => "time.year",
        Unit::Month => "time.month",
        Unit::Week => "time.weeks",
        Unit::Day => "time.day",
        Unit::Hour => "time.hour",
        Unit::Minute => "time.minute",
        Unit::Second | Unit::Decade | Unit::Century => return None,
    })
}

fn range(language: Language, (first, last): (Date, Date)) -> String {
    let (from, to) = (full_day(language, first), full_day(language, last));
    if from == to {
        return from;
    }
    say(language, "time.range", &[&from, &to])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_in_words() {
        for (value, ar, en) in [
            ("2023-07", "يوليو/ تموز 2023", "July 2023"),
            ("2023-10-19", "الخميس 19 أكتوبر/ تشرين الأول 2023", "Thursday 19 October 2023"),
            ("2022", "2022", "2022"),
            ("202", "من عام 2020 إلى 2029", "from 2020 to 2029"),
            ("19", "من عام 1900 إلى 1999", "from 1900 to 1999"),
            (
                "2023-W35",
                "الأسبوع من 28 أغسطس 2023 إلى 3 سبتمبر 2023",
                "the week from 28 August 2023 to 3 September 2023",
            ),
            ("2023-Q3", "الربع الثالث من 2023", "third quarter of 2023"),
            ("2023-SU", "صيف 2023", "summer 2023"),
            (
                "2024-06-18/2024-06-19",
                "من الثلاثاء 18 يونيو/ حزيران 2024 إلى الأربعاء 19 يونيو/ حزيران 2024",
                "Tuesday 18 June 2024 to Wednesday 19 June 2024",
            ),
            ("1950/1953", "من 1950 إلى 1953", "1950 to 1953"),
            ("P1M15D", "مدة: شهر واحد و15 يوما", "For 1 month and 15 days"),
            ("P3Y", "مدة: 3 سنوات", "For 3 years"),
            ("PT2H", "مدة: ساعتان", "For 2 hours"),
            ("PXD", "مدة: عدة أيام", "For some days"),
            ("PTXH", "مدة: عدة ساعات", "For some hours"),
            ("PAST_REF", "في الماضي، بلا تاريخ محدد", "some time in the past"),
        ] {
            let value = value.parse().unwrap();
            assert_eq!(written(Language::Ar, value).as_deref(), Some(ar));
            assert_eq!(written(Language::En, value).as_deref(), Some(en));
        }
    }

    #[test]
    fn values_without_words() {
        for value in ["BC0044", "BC04", "XXXX-04-05", "T18:00/T06:00", "PT5S", "PXDE", "BC0044/2018"] {
            assert_eq!(written(Language::Ar, value.parse().unwrap()), None, "{value}");
        }
    }
}
