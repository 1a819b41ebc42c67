//! Names of days and months, of which every floor above has need.

use jiff::civil::{Date, Weekday};

use super::{Language, say};

/// A month's name in the house's usual set; 1 is January.
pub fn month(language: Language, month: i8) -> String {
    say(language, &format!("month.{month}"), &[])
}

/// A month's name in both sets: يوليو/ تموز.
pub fn month_both(language: Language, month: i8) -> String {
    say(language, &format!("month-both.{month}"), &[])
}

/// A weekday's name.
pub fn weekday(language: Language, weekday: Weekday) -> String {
    let number = weekday.to_monday_one_offset();
    say(language, &format!("weekday.{number}"), &[])
}

/// A day: 20 يوليو 2024.
pub fn day(language: Language, date: Date) -> String {
    format!("{} {} {}", date.day(), month(language, date.month()), date.year())
}
