//! Times of the day: الساعة العاشرة والنصف مساء بتوقيت غرينتش.

use super::super::expression::{Clock, Portion};
use super::super::lexicon::{Cue, Sense};
use super::super::words::{Found, Suffix, Words};
use super::number;

/// A clock time at `i`, with the zone and the part of the day that follow it.
pub(super) fn parse(words: &Words<'_>, i: usize) -> Option<Found<(Clock, Option<Portion>)>> {
    let head = words.pick(i, |s| (s == Sense::Clock).then_some(()));
    let (at, strip) = head.map_or((i, 0), |f| (f.next, f.strip));
    let (mut hour, mut minute, mut next) = hour_and_minute(words, at, head.is_some())?;
    if head.is_some() {
        (minute, next) = fraction(words, minute, next);
        if let Some(less) = less(words, next).filter(|less| minute == 0 && less.value < 60) {
            (hour, minute, next) = ((hour + 23) % 24, 60 - less.value, less.next);
        }
    }
    let mut greenwich = false;
    let mut portion = None;
    if let Some(half) = half_of_day(words, next) {
        portion = Some(half.value);
        next = half.next;
    }
    let mut zoned = false;
    for _ in 0..3 {
        let after_of = if words.is(next, Cue::Of) { next + 1 } else { next };
        if let Some(f) = words.pick_bare(after_of, portion_of) {
            portion = portion.or(Some(f.value));
            next = f.next;
        } else if let Some(zone) = zone(words, next) {
            greenwich |= zone.value;
            zoned = true;
            next = zone.next;
        } else {
            break;
        }
    }
    // «الساعة الأولى من اللقاء» is how long it has gone on.
    let lasted = words.is(next, Cue::Of) && words.is_behind(next, Cue::FirstHour);
    if lasted && portion.is_none() && !zoned && !words.is_trigger(next + 1) {
        return None;
    }
    let counted = words.tokens.is_word(at) || hour_with_mark(words, at).is_some();
    if head.is_none() && !zoned && (portion.is_none() || counted) {
        return None;
    }
    let clock = Clock { hour: to_24(hour, portion), minute, greenwich };
    Some(Found { value: (clock, portion), next, strip })
}

/// م or PM behind an hour, glued to it or not: the half of the day.
fn half_of_day(words: &Words<'_>, next: usize) -> Option<Found<Portion>> {
    let glued = next.checked_sub(1).and_then(|last| words.numeral(last)).map(|n| n.suffix);
    let half = match glued {
        Some(Suffix::Common) => (Portion::Evening, next),
        Some(Suffix::Morning) => (Portion::Morning, next),
        _ if words.is(next, Cue::ClockEvening) => (Portion::Evening, next + 1),
        _ if words.is(next, Cue::ClockMorning) => (Portion::Morning, next + 1),
        _ => return None,
    };
    Some(Found { value: half.0, next: half.1, strip: 0 })
}

/// «إلا الربع», «إلا خمس دقائق»: the minutes that are missing.
fn less(words: &Words<'_>, i: usize) -> Option<Found<u8>> {
    if !words.is(i, Cue::ClockLess) {
        return None;
    }
    let part = words.pick_bare(i + 1, |s| match s {
        Sense::Fraction(of) => Some(60 / of.max(1)),
        Sense::QuarterNoun => Some(15),
        _ => None,
    });
    if let Some(f) = part {
        return Some(Found { value: f.value as u8, next: f.next, strip: 0 });
    }
    let n = number::cardinal(words, i + 1).filter(|n| (1..60).contains(&n.value.value))?;
    let minutes = words.pick_bare(n.next, |s| {
        matches!(s, Sense::Unit(super::super::expression::Unit::Minute, _)).then_some(())
    })?;
    Some(Found { value: n.value.value as u8, next: minutes.next, strip: 0 })
}

/// `18.00` or `18,30`, one token.
fn hour_with_mark(words: &Words<'_>, i: usize) -> Option<(u8, u8)> {
    let (hour, minute) = words.key(i).split_once(['.', ','])?;
    let (hour, minute): (u8, u8) = (hour.parse().ok()?, (minute.len() == 2).then(|| minute.parse().ok())??);
    (hour <= 24 && minute < 60).then_some((hour % 24, minute))
}

fn portion_of(sense: Sense) -> Option<Portion> {
    match sense {
        Sense::Portion(p) => Some(p),
        _ => None,
    }
}

fn hour_and_minute(words: &Words<'_>, i: usize, headed: bool) -> Option<(u8, u8, usize)> {
    if let Some(n) = words.numeral(i).filter(|n| n.value <= 24 && n.digits <= 2 && n.strip == 0) {
        let colon = words.sign(i + 1).is_some_and(|c| c == ':');
        if let Some(m) =
            words.numeral(i + 2).filter(|m| colon && m.value < 60 && m.digits == 2 && m.strip == 0)
        {
            return Some(((n.value % 24) as u8, m.value as u8, i + 3));
        }
        return headed.then_some(((n.value % 24) as u8, 0, i + 1));
    }
    if let Some((hour, minute)) = hour_with_mark(words, i) {
        return Some((hour, minute, i + 1));
    }
    if !headed {
        return None;
    }
    let feminine = words.key(i).ends_with('ه') || words.is(i, Cue::FirstHour);
    let o = number::ordinal(words, i).filter(|o| feminine && o.strip == 0 && o.value <= 12)?;
    Some((o.value, 0, o.next))
}

/// "And a half", "and ten minutes".
fn fraction(words: &Words<'_>, minute: u8, i: usize) -> (u8, usize) {
    if !words.key(i).starts_with('و') {
        return (minute, i);
    }
    let fraction = words.pick(i, |s| match s {
        Sense::Fraction(of) => Some(60 / of.max(1)),
        Sense::HalfNoun => Some(30),
        Sense::QuarterNoun => Some(15),
        _ => None,
    });
    if let Some(f) = fraction {
        return (f.value as u8, f.next);
    }
    let Some(n) = number::cardinal(words, i).filter(|n| n.value.value < 60) else {
        return (minute, i);
    };
    let minutes = words.pick_bare(n.next, |s| {
        matches!(s, Sense::Unit(super::super::expression::Unit::Minute, _)).then_some(())
    });
    minutes.map_or((minute, i), |f| (n.value.value as u8, f.next))
}

/// A zone, in brackets or not; whether it is Greenwich.
fn zone(words: &Words<'_>, i: usize) -> Option<Found<bool>> {
    let open = words.sign(i) == Some('(');
    let at = if open { i + 1 } else { i };
    let f = words.pick_bare(at, |s| (s == Sense::Zone).then_some(()))?;
    let greenwich = (at..f.next).any(|t| words.is(t, Cue::Greenwich));
    let next = if open && words.sign(f.next) == Some(')') { f.next + 1 } else { f.next };
    Some(Found { value: greenwich, next, strip: 0 })
}

const fn to_24(hour: u8, portion: Option<Portion>) -> u8 {
    match portion {
        Some(Portion::Evening | Portion::Afternoon) if hour < 12 => hour + 12,
        Some(Portion::Night) if hour >= 6 && hour < 12 => hour + 12,
        Some(Portion::Noon) if hour < 6 => hour + 12,
        Some(Portion::Night | Portion::Dawn | Portion::Morning) if hour == 12 => 0,
        _ => hour,
    }
}
