//! Days as figures: weekday, month, and the distance from one to another.

use jiff::civil::Date;

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
