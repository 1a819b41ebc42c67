//! Dates in figures, day first (5/3/2024, 05.03.2024, 2024-03-05), and in Latin script
//! (July 15, 2023).

use super::super::expression::{Clock, DateParts, Expression, Month, Year};
use super::super::lexicon::{Cue, Sense};
use super::super::words::{Suffix, Words};
use super::{Parsed, tense};

/// A date in figures or Latin script at `i`.
pub(super) fn parse(words: &Words<'_>, i: usize) -> Option<Parsed> {
    figures(words, i)
        .or_else(|| iso(words, i))
        .or_else(|| short(words, i))
        .or_else(|| dotted(words, i))
        .or_else(|| latin(words, i))
}

/// `5/3/2024`, `2024-03-05`.
fn figures(words: &Words<'_>, i: usize) -> Option<Parsed> {
    let a = words.numeral(i)?;
    let sign = words.sign(i + 1).filter(|c| matches!(c, '/' | '-' | '–'))?;
    let b = words.numeral(i + 2).filter(|b| b.strip == 0 && b.suffix == Suffix::None)?;
    (words.sign(i + 3) == Some(sign)).then_some(())?;
    let c = words.numeral(i + 4).filter(|c| c.strip == 0)?;
    let glued = i.checked_sub(1).is_some_and(|p| words.sign(p) == Some(sign));
    let more = words.sign(i + 5) == Some(sign) && words.numeral(i + 6).is_some();
    if glued || more || a.article {
        return None;
    }
    let (year, month, day) = order((a.value, a.digits), b.value, (c.value, c.digits))?;
    let mut next = i + 5;
    if words.after(next, Sense::EraCommon).is_some() && !words.tokens.spaced_before(next) {
        next += 1;
    }
    let year = if c.suffix == Suffix::Hijri || (1300..1500).contains(&year) {
        Year::Hijri(year)
    } else {
        Year::Stated(year)
    };
    let month = if matches!(year, Year::Hijri(_)) { Month::Hijri(month) } else { Month::Named(month) };
    Some(of(i, a.strip, next, day, month, year))
}

/// `2024-11-12T14:30:00Z`.
fn iso(words: &Words<'_>, i: usize) -> Option<Parsed> {
    let year = words.numeral(i).filter(|n| n.digits == 4 && !n.article)?;
    let month = words.numeral(i + 2)?;
    let dashes = words.sign(i + 1) == Some('-') && words.sign(i + 3) == Some('-');
    let (day, hour) = words.key(i + 4).split_once('t')?;
    let (year, month, day) = order((year.value, 4), month.value, (day.parse().ok()?, 2))?;
    let hour: u8 = hour.parse().ok()?;
    let (minute, mut zulu, mut next) = sixtieth(words, i + 5)?;
    if let Some((_, z, end)) = sixtieth(words, next).filter(|_| !zulu) {
        (zulu, next) = (z, end);
    }
    if matches!(words.sign(next), Some('+' | '-')) && words.glued(next) && words.numeral(next + 1).is_some() {
        next = sixtieth(words, next + 2).map_or(next + 2, |(.., end)| end);
    }
    let mut found = (dashes && hour < 24).then(|| {
        of(i, words.numeral(i).map_or(0, |n| n.strip), next, day, Month::Named(month), Year::Stated(year))
    })?;
    if let Expression::Date(parts) = &mut found.expression {
        parts.clock = Some(Clock { hour, minute, greenwich: zulu });
    }
    Some(found)
}

/// `:30` or `:00Z` at `i`: the figure, whether Z closes it, the token behind.
fn sixtieth(words: &Words<'_>, i: usize) -> Option<(u8, bool, usize)> {
    (words.sign(i) == Some(':')).then_some(())?;
    let key = words.key(i + 1);
    let digits = key.strip_suffix('z').unwrap_or(key);
    let value = digits.parse().ok().filter(|v| *v < 60)?;
    Some((value, digits.len() != key.len(), i + 2))
}

/// `9/2022` and `2022/9` behind a preposition, `14/06` behind بتاريخ.
fn short(words: &Words<'_>, i: usize) -> Option<Parsed> {
    let a = words.numeral(i).filter(|a| a.suffix == Suffix::None && !a.article)?;
    let b =
        words.numeral(i + 2).filter(|b| b.strip == 0 && matches!(b.suffix, Suffix::None | Suffix::Common))?;
    let alone = words.sign(i + 1) == Some('/') && words.glued(i + 1) && words.glued(i + 2);
    let more = matches!(words.sign(i + 3), Some('/' | '%' | '٪')) || words.numeral(i + 3).is_some();
    if !alone || more || (i > 0 && matches!(words.sign(i - 1), Some('/' | '-'))) {
        return None;
    }
    let of_year = |year: u32, month: u32| {
        ((1900..2100).contains(&year) && (1..=12).contains(&month)).then_some((year as i16, month as u8))
    };
    let month_of = match (a.digits, b.digits) {
        (1 | 2, 4) => of_year(b.value, a.value),
        (4, 1 | 2) => of_year(a.value, b.value),
        _ => None,
    };
    let mut parts = DateParts::default();
    if let Some((year, month)) = month_of.filter(|_| words.cue_before(i, Cue::MonthBefore)) {
        (parts.month, parts.year) = (Some(Month::Named(month)), Some(Year::Stated(year)));
    } else {
        let (day, month) = day_and_month(words, i).filter(|_| words.is_behind(i, Cue::FiguresBefore))?;
        (parts.day, parts.month) = (Some(day), Some(Month::Named(month)));
        parts.tense = tense::around(words, i, i + 3);
        parts.governed = tense::governed(words, i);
    }
    Some(Parsed { first: i, strip: a.strip, next: i + 3, expression: Expression::Date(parts) })
}

/// `11/11` at `i`, day first: no year behind it.
pub(super) fn day_and_month(words: &Words<'_>, i: usize) -> Option<(u8, u8)> {
    let small = |at: usize, most: u32| {
        words
            .numeral(at)
            .filter(|n| n.digits <= 2 && (1..=most).contains(&n.value) && n.strip == 0 && !n.article)
            .filter(|n| n.suffix == Suffix::None)
    };
    let (day, month) = (small(i, 31)?, small(i + 2, 12)?);
    // A score is written with a dash, too.
    let joined = match words.sign(i + 1)? {
        '/' => true,
        '-' => month.digits == 2 && day.digits == 2,
        _ => false,
    };
    let alone =
        words.glued(i + 1) && words.glued(i + 2) && !matches!(words.sign(i + 3), Some('/' | '-' | '%' | '٪'));
    (joined && alone).then_some((day.value as u8, month.value as u8))
}

/// `05.03.2024`, which is one token.
fn dotted(words: &Words<'_>, i: usize) -> Option<Parsed> {
    let key = words.key(i);
    if !key.starts_with(|c: char| c.is_ascii_digit()) || key.len() < 8 {
        return None;
    }
    let mut parts = key.split('.');
    let mut part = || {
        let p = parts.next()?;
        Some((p.parse::<u32>().ok()?, p.len() as u8))
    };
    let (a, b, c) = (part()?, part()?, part()?);
    if parts.next().is_some() {
        return None;
    }
    let (year, month, day) = order(a, b.0, c)?;
    Some(of(i, 0, i + 1, day, Month::Named(month), Year::Stated(year)))
}

/// Year, month and day from three figures of which the year is the one with four digits; the day
/// comes first unless only the other order fits.
fn order(a: (u32, u8), b: u32, c: (u32, u8)) -> Option<(i16, u8, u8)> {
    let (year, month, day) = match (a.1, c.1) {
        (4, 1 | 2) => (a.0, b, c.0),
        (1 | 2, 4) if b <= 12 => (c.0, b, a.0),
        (1 | 2, 4) => (c.0, a.0, b),
        _ => return None,
    };
    let fits = (1000..=2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    fits.then_some((year as i16, month as u8, day as u8))
}

/// `July 15, 2023`, `15 July 2023`, `July 2023`.
fn latin(words: &Words<'_>, i: usize) -> Option<Parsed> {
    let month_at = |at: usize| {
        let f = words.pick_bare(at, |s| match s {
            Sense::Latin(n) => Some(n),
            _ => None,
        })?;
        let dot = words.sign(f.next) == Some('.') && !words.tokens.spaced_before(f.next);
        Some((f.value, if dot { f.next + 1 } else { f.next }))
    };
    let small = |at: usize| {
        words.numeral(at).filter(|n| n.digits <= 2 && (1..=31).contains(&n.value) && n.strip == 0)
    };
    let year = |at: usize| {
        let at = if words.sign(at) == Some(',') { at + 1 } else { at };
        let n = words.numeral(at).filter(|n| n.digits == 4 && (1500..=2100).contains(&n.value))?;
        Some((n.value as i16, at + 1))
    };
    if let Some((month, next)) = month_at(i) {
        if let Some(day) = small(next)
            && let Some((y, end)) = year(next + 1)
        {
            return Some(of(i, 0, end, day.value as u8, Month::Named(month), Year::Stated(y)));
        }
        let (y, end) = year(next)?;
        let parts = DateParts {
            month: Some(Month::Named(month)),
            year: Some(Year::Stated(y)),
            ..DateParts::default()
        };
        return Some(Parsed { first: i, strip: 0, next: end, expression: Expression::Date(parts) });
    }
    let day = small(i)?;
    let (month, next) = month_at(i + 1)?;
    let (y, end) = year(next)?;
    Some(of(i, 0, end, day.value as u8, Month::Named(month), Year::Stated(y)))
}

fn of(first: usize, strip: u8, next: usize, day: u8, month: Month, year: Year) -> Parsed {
    let parts = DateParts { day: Some(day), month: Some(month), year: Some(year), ..DateParts::default() };
    Parsed { first, strip, next, expression: Expression::Date(parts) }
}
