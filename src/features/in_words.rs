//! Days, spans of office and names in words.

use jiff::civil::Date;

use crate::knowledge::{Entity, PartialDate, Tenure};
use crate::words::calendar::{month, month_both, weekday};
use crate::words::{Language, say};

/// A day with its weekday and both month names: الخميس 13 يوليو/ تموز 2023.
pub(super) fn full_day(language: Language, date: Date) -> String {
    let month = month_both(language, date.month());
    let weekday = weekday(language, date.weekday());
    format!("{weekday} {} {month} {}", date.day(), date.year())
}

/// A date to the month, which is as near as a card wants an office: نوفمبر 2012.
pub(super) fn partial(language: Language, date: PartialDate) -> String {
    match date.month {
        Some(m) => format!("{} {}", month(language, m), date.year),
        None => date.year.to_string(),
    }
}

/// An office with its time: "زعيم كوريا الشمالية منذ 2011", "وزير الدفاع الروسي (نوفمبر 2012 – مايو 2024)".
pub(super) fn with_tenure(language: Language, what: &str, tenure: &Tenure) -> String {
    let date = |d| partial(language, d);
    match (tenure.from, tenure.to) {
        (Some(from), None) => say(language, "card.since", &[what, &date(from)]),
        (Some(from), Some(to)) if date(from) == date(to) => format!("{what} ({})", date(to)),
        (Some(from), Some(to)) => format!("{what} ({} – {})", date(from), date(to)),
        (None, Some(to)) => say(language, "card.until", &[what, &date(to)]),
        (None, None) => what.to_owned(),
    }
}

/// The holder of an office with its time: "سيرغي شويغو (نوفمبر 2012 – مايو 2024)".
pub(super) fn held_by(language: Language, who: &str, tenure: &Tenure) -> String {
    match (tenure.from, tenure.to) {
        (Some(from), None) => say(language, "card.held-since", &[who, &partial(language, from)]),
        _ => with_tenure(language, who, tenure),
    }
}

/// Words at the beginning of a line: with a capital, where the script has one.
pub(super) fn opening(words: &str) -> String {
    let mut rest = words.chars();
    match rest.next() {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => String::new(),
    }
}

/// Its name in the other language, where that is another.
pub(super) fn other_name(language: Language, entity: &Entity) -> Option<&str> {
    let other = match language {
        Language::Ar => &entity.en,
        Language::En => &entity.ar,
    };
    (!other.is_empty() && other != entity.name(language)).then_some(other.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_month_and_weekday_has_a_name() {
        for n in 1..=12 {
            assert!(crate::words::knows(&format!("month.{n}")));
            assert!(crate::words::knows(&format!("month-both.{n}")));
        }
        for n in 1..=7 {
            assert!(crate::words::knows(&format!("weekday.{n}")));
        }
        let date = jiff::civil::date(2023, 10, 19);
        assert_eq!(full_day(Language::Ar, date), "الخميس 19 أكتوبر/ تشرين الأول 2023");
        assert_eq!(full_day(Language::En, date), "Thursday 19 October 2023");
    }

    #[test]
    fn offices_with_their_time() {
        let tenure = |from, to| Tenure {
            title: "leader".into(),
            of: "x".into(),
            from: PartialDate::parse(from),
            to: PartialDate::parse(to),
        };
        for (from, to, words) in [
            ("2011", "", "زعيم منذ 2011"),
            ("2012-11-06", "2024-05-12", "زعيم (نوفمبر 2012 – مايو 2024)"),
            ("", "2024", "زعيم (حتى 2024)"),
            ("2024", "2024", "زعيم (2024)"),
            ("", "", "زعيم"),
        ] {
            assert_eq!(with_tenure(Language::Ar, "زعيم", &tenure(from, to)), words);
        }
    }
}
