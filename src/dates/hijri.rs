//! The Hijri calendar by the tabular method (civil epoch, 30-year cycle). Umm al-Qura, which goes
//! by computed sightings, differs from it by a day at times, so what comes from here is not sure.

use jiff::{ToSpan, civil::Date};

/// Julian day number of 1 Muharram 1 by the civil epoch.
const EPOCH: i64 = 1_948_440;
/// Julian day number of 1 January 1970.
const UNIX_EPOCH: i64 = 2_440_588;

/// The Gregorian day of a Hijri one. `None` where month, day or year make no sense.
pub(super) fn to_date(year: i16, month: u8, day: u8) -> Option<Date> {
    if !(1..=2000).contains(&year) || !(1..=12).contains(&month) || !(1..=30).contains(&day) {
        return None;
    }
    let (y, m, d) = (i64::from(year), i64::from(month), i64::from(day));
    let months = (59 * (m - 1) + 1) / 2;
    let julian = d + months + (y - 1) * 354 + (3 + 11 * y).div_euclid(30) + EPOCH - 1;
    Date::constant(1970, 1, 1).checked_add((julian - UNIX_EPOCH).days()).ok()
}

/// First and last day of a Hijri month.
pub(super) fn month_days(year: i16, month: u8) -> Option<(Date, Date)> {
    let first = to_date(year, month, 1)?;
    let next = if month == 12 { to_date(year + 1, 1, 1)? } else { to_date(year, month + 1, 1)? };
    Some((first, next.yesterday().ok()?))
}

/// First and last day of a Hijri year.
pub(super) fn year_days(year: i16) -> Option<(Date, Date)> {
    Some((to_date(year, 1, 1)?, to_date(year.checked_add(1)?, 1, 1)?.yesterday().ok()?))
}

/// The Hijri year a Gregorian day lies in.
pub(super) fn year_of(date: Date) -> i16 {
    let days = date.duration_since(Date::constant(622, 7, 19)).as_hours() / 24;
    let guess = (days / 354 + 2) as i16;
    (guess.saturating_sub(60).max(1)..=guess)
        .rev()
        .find(|&y| to_date(y, 1, 1).is_some_and(|first| first <= date))
        .unwrap_or(1)
}

/// Year, month and day of the Hijri calendar, by the tabular method, on a Gregorian day; `None`
/// before its first day.
pub fn hijri_day(date: Date) -> Option<(i16, u8, u8)> {
    let year = year_of(date);
    let (month, first) = (1..=12)
        .rev()
        .filter_map(|month| Some((month, to_date(year, month, 1)?)))
        .find(|(_, first)| *first <= date)?;
    let day = date.duration_since(first).as_hours() / 24 + 1;
    Some((year, month, u8::try_from(day).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn there_and_back() {
        for (year, month, day) in [(1, 1, 1), (1439, 9, 1), (1445, 12, 29), (1446, 1, 1)] {
            let date = to_date(year, month, day).unwrap();
            assert_eq!(hijri_day(date), Some((year, month, day)));
        }
        assert_eq!(hijri_day(date(600, 1, 1)), None);
    }

    #[test]
    fn known_days() {
        assert_eq!(to_date(1439, 9, 1), Some(date(2018, 5, 16)));
        assert_eq!(to_date(1445, 1, 1), Some(date(2023, 7, 19)));
        assert_eq!(to_date(1, 1, 1), Some(date(622, 7, 19)));
        assert_eq!(year_of(date(2018, 5, 16)), 1439);
        assert_eq!(year_of(date(2023, 7, 18)), 1444);
    }
}
