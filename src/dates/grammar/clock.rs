//! Times of the day: الساعة العاشرة والنصف مساء بتوقيت غرينتش.

use super::super::expression::{Clock, Portion};
use super::super::lexicon::{Cue, Sense};
use super::super::words::{Found, Words};
use super::number;

/// A clock time at `i`, with the zone and the part of the day that follow it.
pub(super) fn parse(words: &Words<'_>, i: usize) -> Option<Found<(Clock, Option<Portion>)>> {
    let head = words.pick(i, |s| (s == Sense::Clock).then_some(()));
    let (at, strip) = head.map_or((i, 0), |f| (f.next, f.strip));
    let (hour, mut minute, mut next) = hour_and_minute(words, at, head.is_some())?;
    if head.is_some() {
        (minute, next) = fraction(words, minute, next);
    }
    let mut greenwich = false;
    let mut portion = None;
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
    if head.is_none() && !zoned && portion.is_none() {
        return None;
    }
    let clock = Clock { hour: to_24(hour, portion), minute, greenwich };
    Some(Found { value: (clock, portion), next, strip })
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
