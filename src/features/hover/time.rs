//! The card of a time expression: its value in words, its ISO value, and where it comes from.

use jiff::civil::Date;

use super::Reader;
use crate::dates::{Time, hijri_day};
use crate::features::card::{Card, Line};
use crate::features::in_words::full_day;
use crate::words::calendar::{day, month_both};
use crate::words::{Language, count, knows, quote, say};

impl Reader<'_> {
    /// The card of a time expression.
    pub(super) fn time(&self, time: &Time, text: &str) -> Card {
        let words = time.span.of(text);
        let mut lines = Vec::new();
        match &time.value {
            Some(value) => {
                let value = value.trim_end_matches('?');
                let written =
                    written(self.language, value).or_else(|| Some(range(self.language, time.days?)));
                // A reference, a decade (197) or a century (19) says nothing by its value.
                let bare = value.ends_with("_REF") || value.len() < 4;
                let says_all = bare || written.as_deref() == Some(value);
                lines.extend(written.map(|w| Line::strong(&w)));
                if !says_all {
                    lines.push(Line::text(value));
                }
                lines.extend(value.parse().ok().and_then(|date| self.hijri(date)));
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

/// A TIMEX value in words; `None` for a form that has none.
pub(in crate::features) fn written(language: Language, value: &str) -> Option<String> {
    match value {
        "PAST_REF" => return Some(say(language, "time.past", &[])),
        "PRESENT_REF" => return Some(say(language, "time.present", &[])),
        "FUTURE_REF" => return Some(say(language, "time.future", &[])),
        _ => {}
    }
    if let Some((from, to)) = value.split_once('/') {
        let (from, to) = (point(language, from)?, point(language, to)?);
        return Some(say(language, "time.range", &[&from, &to]));
    }
    if let Some(length) = value.strip_prefix('P') {
        let length = duration(language, length)?;
        return Some(say(language, "time.duration", &[&length]));
    }
    point(language, value)
}

/// A day, month, year, week, quarter, half, season, decade or century in words.
fn point(language: Language, value: &str) -> Option<String> {
    let (value, clock) = match value.split_once('T') {
        Some((value, clock)) => (value, Some(clock)),
        None => (value, None),
    };
    let written = match value.split('-').collect::<Vec<_>>()[..] {
        [_, _, _] => full_day(language, value.parse().ok()?),
        [year, part] => part_of_year(language, year, part)?,
        [year] => match year.len() {
            4 => year.parse::<u16>().ok()?.to_string(),
            // A decade or a century, written by the digits its years share.
            2 | 3 => {
                year.parse::<u16>().ok()?;
                let pad = |digit: &str| format!("{year}{}", digit.repeat(4 - year.len()));
                say(language, "time.decade", &[&pad("0"), &pad("9")])
            }
            _ => return None,
        },
        _ => return None,
    };
    Some(match clock {
        Some(clock) if clock.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("{written} {clock}")
        }
        _ => written,
    })
}

fn part_of_year(language: Language, year: &str, part: &str) -> Option<String> {
    let number: i16 = year.parse().ok()?;
    if let Some(week) = part.strip_prefix('W') {
        let monday = jiff::civil::ISOWeekDate::new(number, week.parse().ok()?, jiff::civil::Weekday::Monday);
        let monday = monday.ok()?.date();
        let sunday = monday.checked_add(jiff::Span::new().days(6)).ok()?;
        let args = [day(language, monday), day(language, sunday)];
        return Some(say(language, "time.week", &args.each_ref().map(String::as_str)));
    }
    let key = match part.split_at_checked(1)? {
        ("Q", n) => format!("time.quarter.{n}"),
        ("H", n) => format!("time.half.{n}"),
        _ => format!("time.season.{part}"),
    };
    if knows(&key) {
        return Some(say(language, &key, &[year]));
    }
    let month: i8 = part.parse().ok().filter(|m| (1..=12).contains(m))?;
    Some(format!("{} {number}", month_both(language, month)))
}

/// What follows the P of a duration: `1M15D`, `3Y`, `T2H`, `XD`.
fn duration(language: Language, length: &str) -> Option<String> {
    let mut parts = Vec::new();
    let mut clock = false;
    let mut rest = length;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T') {
            (clock, rest) = (true, after);
            continue;
        }
        let some = rest.starts_with('X');
        let digits = if some { 1 } else { rest.bytes().take_while(u8::is_ascii_digit).count() };
        let unit = rest.get(digits..)?.chars().next()?;
        let key = match (unit, clock) {
            ('Y', false) => "time.year",
            ('M', false) => "time.month",
            ('W', false) => "time.weeks",
            ('D', false) => "time.day",
            ('H', true) => "time.hour",
            ('M', true) => "time.minute",
            _ => return None,
        };
        parts.push(if some {
            say(language, &format!("{key}-some"), &[])
        } else {
            count(language, key, rest.get(..digits)?.parse().ok()?)
        });
        rest = rest.get(digits + unit.len_utf8()..)?;
    }
    let and = say(language, "time.and", &[]);
    (!parts.is_empty()).then(|| parts.join(&and))
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
            assert_eq!(written(Language::Ar, value).as_deref(), Some(ar));
            assert_eq!(written(Language::En, value).as_deref(), Some(en));
        }
    }

    #[test]
    fn what_is_no_value_has_no_words() {
        for value in ["", "P", "2023-13", "2023-02-30", "x", "12345", "PXQ", "PX", "P3", "2023-W99", "2023-é"]
        {
            assert_eq!(written(Language::Ar, value), None, "{value}");
        }
    }
}
