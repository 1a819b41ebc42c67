//! The day of publication, worked out from an article that does not state it.
//!
//! Every expression that hangs on the day of publication tells something of it: «اليوم الخميس 19
//! أكتوبر» was written on such a day, «العام الجاري 2018» in that year; what has a full date in
//! the past was written after it. The days that agree with all of them are the candidates.

use jiff::{ToSpan, civil::Date};

use super::civil;
use super::expression::{Anchor, Base, DateParts, Expression, Month, Shift, Tense, Year};
use super::{Inference, TimeFact};

/// No article isnad reads is older.
const FIRST_YEAR: i16 = 1990;
/// How far the calendar is searched where nothing ends it.
const LAST_YEAR: i16 = 2060;
/// A day this long after the latest date in the text is the one meant, where the next day that
/// fits lies years later: news speaks of its own year or the one before.
const RECENT: i64 = 480;
/// The next day that fits has to lie this much farther off.
const APART: i64 = 1000;
/// More candidates than this say nothing to anybody.
const MOST: usize = 31;

/// What one expression tells of the day of publication.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Clue {
    /// So many days from it is a day with these parts.
    Deictic(i64, DateParts),
    /// It lies in this month of some year, of this year where one is given.
    Month(u8, Option<i16>),
    /// It lies in this year.
    Year(i16),
}

/// What the expressions tell of the day of publication; `latest` is a day it cannot be after.
pub(super) fn infer(facts: &[&TimeFact], latest: Option<Date>) -> Inference {
    let mut clues: Vec<Clue> = Vec::new();
    for clue in facts.iter().filter_map(|f| clue(&f.expression)) {
        if !clues.contains(&clue) {
            clues.push(clue);
        }
    }
    if !clues.iter().any(is_dated) {
        return Inference::default();
    }
    let floor = facts.iter().filter_map(|f| floor(&f.expression)).max();
    let days = agreeing(&clues, floor, latest);
    settle(&days, floor, latest, &clues)
}

fn clue(expression: &Expression) -> Option<Clue> {
    let Expression::Date(p) = expression else {
        return None;
    };
    let calendar =
        matches!(p.month, None | Some(Month::Named(_))) && matches!(p.year, None | Some(Year::Stated(_)));
    if let Some(Shift { by, from: Base::Publication }) = p.deictic {
        let told = p.weekday.is_some() || p.day.is_some();
        return (calendar && told).then(|| Clue::Deictic(i64::from(by), plain(p)));
    }
    if p.anchor == Some(Anchor::Present) {
        return match (p.month, p.year) {
            (Some(Month::Named(m)), None) => Some(Clue::Month(m, None)),
            (Some(Month::Named(m)), Some(Year::Stated(y))) => Some(Clue::Month(m, Some(y))),
            (None, Some(Year::Stated(y))) => Some(Clue::Year(y)),
            _ => None,
        };
    }
    if p.anchor == Some(Anchor::Past)
        && p.month.is_none()
        && let Some(Year::Stated(y)) = p.year
    {
        return Some(Clue::Year(y.checked_add(1)?));
    }
    None
}

/// The parts of a day alone.
fn plain(p: &DateParts) -> DateParts {
    DateParts { weekday: p.weekday, day: p.day, month: p.month, year: p.year, ..DateParts::default() }
}

/// The first day of a date with its year that is told as past or done.
fn floor(expression: &Expression) -> Option<Date> {
    let Expression::Date(p) = expression else {
        return None;
    };
    let Some(Year::Stated(year)) = p.year else {
        return None;
    };
    let ahead = p.tense == Tense::Future || p.anchor == Some(Anchor::Future);
    let told = p.tense == Tense::Past || p.month.is_some();
    if ahead || !told || year > LAST_YEAR {
        return None;
    }
    let month = match p.month {
        Some(Month::Named(m)) => m,
        None => 1,
        Some(_) => return None,
    };
    civil::ymd(year, month, p.day.unwrap_or(1))
}

/// Whether a clue gives the day of a month.
fn is_dated(clue: &Clue) -> bool {
    matches!(clue, Clue::Deictic(_, p) if p.day.is_some())
}

/// The days that agree with every clue, in order.
fn agreeing(clues: &[Clue], floor: Option<Date>, latest: Option<Date>) -> Vec<Date> {
    let first = floor.unwrap_or(Date::constant(FIRST_YEAR, 1, 1));
    let last = latest.unwrap_or(Date::constant(LAST_YEAR, 12, 31));
    // The clue that leaves fewest days gives them; the others pass them or not.
    let mut years: Vec<i16> = (first.year()..=last.year()).collect();
    for clue in clues {
        if let Clue::Year(y) | Clue::Month(_, Some(y)) = clue {
            years.retain(|x| x == y);
        }
    }
    let mut days: Vec<Date> = Vec::new();
    for &year in &years {
        let Some(start) = civil::ymd(year, 1, 1) else {
            continue;
        };
        let seeds = clues.iter().find_map(|c| seeds(c, year));
        days.extend(seeds.unwrap_or_else(|| start.series(1.day()).take(366).collect()));
    }
    days.retain(|&d| first <= d && d <= last && clues.iter().all(|c| fits(c, d)));
    days.sort();
    days.dedup();
    days
}

/// The days of publication that a clue with day and month leaves in a year.
fn seeds(clue: &Clue, year: i16) -> Option<Vec<Date>> {
    let Clue::Deictic(by, p) = clue else {
        return None;
    };
    let (day, Some(Month::Named(month))) = (p.day?, p.month) else {
        return None;
    };
    let told = civil::ymd(year, month, day);
    let written = told.and_then(|told| told.checked_sub(by.days()).ok());
    Some(written.into_iter().collect())
}

fn fits(clue: &Clue, published: Date) -> bool {
    match clue {
        Clue::Deictic(by, p) => published.checked_add(by.days()).is_ok_and(|d| is_day(d, p)),
        Clue::Month(m, year) => civil::month(published) == *m && year.is_none_or(|y| published.year() == y),
        Clue::Year(y) => published.year() == *y,
    }
}

fn is_day(day: Date, p: &DateParts) -> bool {
    let month = match p.month {
        Some(Month::Named(m)) => Some(m),
        _ => None,
    };
    let year = match p.year {
        Some(Year::Stated(y)) => Some(y),
        _ => None,
    };
    p.weekday.is_none_or(|w| civil::weekday(day) == w)
        && p.day.is_none_or(|d| day.day().unsigned_abs() == d)
        && month.is_none_or(|m| civil::month(day) == m)
        && year.is_none_or(|y| day.year() == y)
}

/// The day, where one alone is left or all others lie years off; else the candidates.
fn settle(days: &[Date], floor: Option<Date>, latest: Option<Date>, clues: &[Clue]) -> Inference {
    let fixed = clues.iter().any(|c| match c {
        Clue::Year(_) | Clue::Month(_, Some(_)) => true,
        Clue::Deictic(_, p) => p.year.is_some(),
        Clue::Month(..) => false,
    });
    // What lies near the floor is meant; the same weekday and date come back five years on.
    let near: Vec<Date> = match (floor, latest) {
        (Some(floor), _) if !fixed => {
            let within = |d: &&Date| civil::days_between(floor, **d) <= RECENT;
            let near: Vec<Date> = days.iter().filter(within).copied().collect();
            let next = days.get(near.len());
            let apart = next.is_none_or(|n| civil::days_between(floor, *n) > APART);
            if apart { near } else { Vec::new() }
        }
        _ if fixed => days.to_vec(),
        _ => Vec::new(),
    };
    // Text about "tomorrow, Thursday 4 October" is carried along for days; one day told as today, or
    // two that agree, is the day.
    let days_told = clues.iter().filter(|c| matches!(c, Clue::Deictic(..))).count();
    let told = days_told > 1 || clues.iter().any(|c| matches!(c, Clue::Deictic(0, p) if p.day.is_some()));
    if told && let [day] = near.as_slice() {
        return Inference { date: Some(*day), candidates: Vec::new() };
    }
    let left = if near.is_empty() { days } else { &near };
    Inference { date: None, candidates: if told { left.to_vec() } else { carried(left) } }.within(MOST)
}

/// The days and those after them: what is told of tomorrow alone may have been carried on a day.
fn carried(days: &[Date]) -> Vec<Date> {
    let mut out: Vec<Date> = days.iter().flat_map(|d| [Some(*d), d.tomorrow().ok()]).flatten().collect();
    out.sort();
    out.dedup();
    out
}

impl Inference {
    /// Without its candidates where there are more than `most`.
    fn within(mut self, most: usize) -> Self {
        if self.candidates.len() > most {
            self.candidates.clear();
        }
        self
    }
}
