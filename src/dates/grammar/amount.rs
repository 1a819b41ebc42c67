//! Lengths of time, and distances from the day of writing: ثلاث سنوات، أقل من شهر ونصف، قبل
//! أسبوعين، السنوات الثلاث الماضية، كل يوم، سنويا.

use super::super::expression::{Amount, Expression, Reference, Tense, Unit};
use super::super::lexicon::{Cue, Form, Sense};
use super::super::words::{Found, Words};
use super::{Parsed, date, number, tense};
use crate::text::clitic;

/// قبل شهر; بعد شهر after a verb in the future.
pub(super) fn parse_distance(words: &Words<'_>, i: usize) -> Option<Parsed> {
    let key = clitic::strip_conjunction(words.key(i)).unwrap_or(words.key(i));
    let (ago, after) = (words.lexicon.cue(Cue::Ago, key), words.lexicon.cue(Cue::Ahead, key));
    if !ago && !after {
        return None;
    }
    let strip = u8::from(key.len() != words.key(i).len());
    let f = amount(words, i + 1, true)?;
    if f.strip != 0 || counts_from_event(words, f.next) || (after && tense::before(words, i) != Tense::Future)
    {
        return None;
    }
    let expression = match f.value.uncounted {
        Some(_) if ago => Expression::Vague(Reference::Past),
        Some(_) => Expression::Vague(Reference::Future),
        None => Expression::Distance { amount: f.value, forward: after },
    };
    Some(Parsed { first: i, strip, next: f.next, expression })
}

/// "Two days before the election": from an event, not from now.
fn counts_from_event(words: &Words<'_>, next: usize) -> bool {
    words.is(next, Cue::FromEvent) && !words.is(next + 1, Cue::FromNow)
}

/// السنوات الثلاث الماضية, اليومين المقبلين, الـ24 ساعة الماضية: a counted length beside now.
pub(super) fn parse_definite(words: &Words<'_>, i: usize) -> Option<Parsed> {
    let (amount, next, strip) = units_then_number(words, i).or_else(|| number_then_unit(words, i))?;
    let anchor = words.pick_bare(next, |s| match s {
        Sense::Anchor(a) => a.reference(),
        _ => None,
    })?;
    Some(Parsed { first: i, strip, next: anchor.next, expression: Expression::Duration(amount) })
}

fn units_then_number(words: &Words<'_>, i: usize) -> Option<(Amount, usize, u8)> {
    let f = words.pick(i, |s| match s {
        Sense::Unit(unit, form @ (Form::TheMany | Form::TheTwo)) => Some((unit, form)),
        _ => None,
    })?;
    let (unit, form) = f.value;
    if form == Form::TheTwo {
        return Some((Amount::of(2, unit), f.next, f.strip));
    }
    let n =
        number::cardinal(words, f.next).filter(|n| n.strip == 0 && n.value.definite && n.value.value > 0)?;
    Some((Amount::of(n.value.value, unit), n.next, f.strip))
}

fn number_then_unit(words: &Words<'_>, i: usize) -> Option<(Amount, usize, u8)> {
    let n = number::cardinal(words, i).filter(|n| n.value.definite && n.value.value > 0)?;
    let unit = words.pick_bare(n.next, |s| match s {
        Sense::Unit(unit, Form::One | Form::Many) => Some(unit),
        _ => None,
    })?;
    Some((Amount::of(n.value.value, unit.value), unit.next, n.strip))
}

/// A length of time or a frequency at `i`.
pub(super) fn parse(words: &Words<'_>, i: usize) -> Option<Parsed> {
    frequency(words, i).or_else(|| duration(words, i))
}

fn frequency(words: &Words<'_>, i: usize) -> Option<Parsed> {
    let adverb = words.pick(i, |s| match s {
        Sense::Frequency(unit) => Some(unit),
        _ => None,
    });
    if let Some(f) = adverb {
        let expression = Expression::Every(Amount::of(1, f.value));
        return Some(Parsed { first: i, strip: f.strip, next: f.next, expression });
    }
    let every = words.pick(i, |s| (s == Sense::Every).then_some(()))?;
    let f = amount(words, every.next, true).filter(|f| f.strip == 0 && f.value.uncounted.is_none())?;
    Some(Parsed { first: i, strip: every.strip, next: f.next, expression: Expression::Every(f.value) })
}

fn duration(words: &Words<'_>, i: usize) -> Option<Parsed> {
    let since = words.cue_before(i, Cue::Since);
    let measured = words.cue_before(i, Cue::Measure)
        || words.cue_before(i, Cue::Ago)
        || clitic::conjoined(words.key(i)).any(|word| word.starts_with('ل'));
    if words.is(i, Cue::UnitHomograph) {
        return None;
    }
    let measured = measured || words.cue_before(i, Cue::Term);
    let f = amount(words, i, measured)?;
    // «خلال عام كأس العالم» is that year.
    if f.next == i + 1 && words.cue(words.key(f.next), Cue::YearNear) {
        return None;
    }
    if is_age(words, i, &f) {
        return None;
    }
    let expression = match f.value.uncounted {
        Some(_) if since => Expression::Vague(Reference::Past),
        _ => Expression::Duration(f.value),
    };
    Some(Parsed { first: i, strip: f.strip, next: f.next, expression })
}

/// "34 years old".
fn is_age(words: &Words<'_>, i: usize, f: &Found<Amount>) -> bool {
    if f.value.years == 0 {
        return false;
    }
    // A term of years: prison, a contract.
    let term =
        |reach: usize| (1..=reach).filter_map(|back| i.checked_sub(back)).any(|b| words.is(b, Cue::Term));
    // «تتراوح أعمارهم بين 26 و66 سنة».
    let ranging = (1..=5).filter_map(|back| i.checked_sub(back)).any(|b| words.is(b, Cue::Between));
    let reach = if ranging { 7 } else { 2 };
    let before = !term(1)
        && (1..=reach)
            .filter_map(|back| i.checked_sub(back))
            .any(|b| words.cue(words.key(b), Cue::AgeBefore));
    let after = words.cue(words.key(f.next), Cue::AgeAfter)
        || (words.is(f.next, Cue::Of) && words.cue(words.key(f.next + 1), Cue::AgeAfter));
    let apposed =
        i.checked_sub(1).is_some_and(|b| matches!(words.sign(b), Some('(' | '،' | ',' | '-' | '–')))
            && matches!(words.sign(f.next), Some(')' | '،' | ',' | '-' | '–' | '.'))
            && f.value.months == 0
            && (words.sign(i.saturating_sub(1)) == Some('(') || !term(8));
    // "Died at 90", but "no less than 5 years".
    let at_age = words.is_behind(i, Cue::AtAge) && !words.cue_before(i.saturating_sub(1), Cue::Compare);
    before || after || apposed || at_age
}

/// A length at `i`; a bare singular or plural unit counts only where `measured`.
fn amount(words: &Words<'_>, i: usize, measured: bool) -> Option<Found<Amount>> {
    let approximate = words.pick(i, |s| (s == Sense::Approximator).then_some(()));
    let at = approximate.map_or(i, |f| f.next);
    let mut f = core(words, at, measured || approximate.is_some())?;
    if let Some(lead) = approximate {
        if f.strip != 0 {
            return None;
        }
        f.strip = lead.strip;
    }
    let one_more = |at: usize| words.is(at, Cue::AmountOne) && counted(words, i, true).is_some();
    while words.lexicon.cue(Cue::AmountAfter, words.key(f.next)) && !one_more(f.next) {
        f.next += 1;
    }
    and_more(words, &mut f);
    if let Some(next) = words.after(f.next, Sense::AmountTail) {
        f.next = next;
    }
    Some(f)
}

fn core(words: &Words<'_>, i: usize, measured: bool) -> Option<Found<Amount>> {
    let two = words.pick(i, |s| match s {
        Sense::Unit(unit, Form::Two) => Some(unit),
        _ => None,
    });
    if let Some(f) = two
        && (measured || f.value < Unit::Decade)
    {
        return Some(Found { value: Amount::of(2, f.value), next: f.next, strip: f.strip });
    }
    counted(words, i, measured)
        .or_else(|| part(words, i))
        .or_else(|| few(words, i))
        .or_else(|| if measured { bare(words, i) } else { None })
}

/// 3 أسابيع, خمسة وعشرون عاما.
fn counted(words: &Words<'_>, i: usize, measured: bool) -> Option<Found<Amount>> {
    // The minutes of 11:30 count nothing.
    if i > 1 && words.sign(i - 1) == Some(':') && words.numeral(i - 2).is_some() && words.glued(i) {
        return None;
    }
    // "One of the most famous" is no month.
    let n =
        number::cardinal(words, i).filter(|n| n.value.value > 1 || (n.value.digits && n.value.value == 1))?;
    let unit = words.pick_bare(n.next, |s| match s {
        Sense::Unit(unit, Form::One | Form::Many) => Some(unit),
        _ => None,
    })?;
    // عقود are contracts too, and ثانية is "again".
    let doubtful = unit.value >= Unit::Decade || (unit.value == Unit::Second && !n.value.digits);
    if (doubtful && !measured) || is_dated(words, n.next) {
        return None;
    }
    Some(Found { value: Amount::of(n.value.value, unit.value), next: unit.next, strip: n.strip })
}

/// نصف ساعة, ربع قرن.
fn part(words: &Words<'_>, i: usize) -> Option<Found<Amount>> {
    let of = words.pick(i, |s| match s {
        Sense::Fraction(of) => Some(of),
        _ => None,
    })?;
    let unit = words.pick_bare(of.next, |s| match s {
        Sense::Unit(unit, Form::One) => Some(unit),
        _ => None,
    })?;
    let mut value = Amount::default();
    value.add_fraction(of.value, unit.value);
    Some(Found { value, next: unit.next, strip: of.strip })
}

/// عدة أيام, بضع سنوات.
fn few(words: &Words<'_>, i: usize) -> Option<Found<Amount>> {
    let few = words.pick(i, |s| (s == Sense::Few).then_some(()))?;
    let unit = words.pick_bare(few.next, |s| match s {
        Sense::Unit(unit, Form::Many | Form::TheMany) => Some(unit),
        _ => None,
    })?;
    Some(Found { value: Amount::some(unit.value), next: unit.next, strip: few.strip })
}

/// A unit by itself: شهر, سنوات.
fn bare(words: &Words<'_>, i: usize) -> Option<Found<Amount>> {
    let f = words.pick(i, |s| match s {
        Sense::Unit(unit, form @ (Form::One | Form::Many)) => Some((unit, form)),
        _ => None,
    })?;
    if is_dated(words, i) || words.is_number_like(f.next) {
        return None;
    }
    let (unit, form) = f.value;
    // A definite noun after it makes it that noun's: "the days of the festival".
    let owned = words.key(f.next).starts_with("ال") && !words.cue(words.key(f.next), Cue::AmountAfter);
    let held = unit >= Unit::Decade
        && words.tokens.is_word(f.next)
        && !words.is(f.next, Cue::Of)
        && form == Form::One;
    let day_by_day = words.is_behind(i, Cue::Ahead) && words.is_behind(i.saturating_sub(1), Cue::Repeated);
    let to_hold = unit >= Unit::Decade && f.strip > 0 && form == Form::One;
    if owned || held || day_by_day || to_hold {
        return None;
    }
    let value = if form == Form::One { Amount::of(1, unit) } else { Amount::some(unit) };
    Some(Found { value, next: f.next, strip: f.strip })
}

/// Whether the unit at `i` opens a date (يوم الجمعة, شهر يناير, عام 2018) or is followed by one.
fn is_dated(words: &Words<'_>, i: usize) -> bool {
    date::parse(words, i).is_some()
        || words
            .pick_bare(i + 1, |s| {
                matches!(s, Sense::Month { .. } | Sense::Weekday(_) | Sense::Deictic(_)).then_some(())
            })
            .is_some()
}

/// "… and a half", "… and three months".
fn and_more(words: &Words<'_>, f: &mut Found<Amount>) {
    let (at, grain) = (f.next, f.value.grain());
    if f.value.uncounted.is_some() || !words.key(at).starts_with('و') {
        return;
    }
    let fraction = words.pick(at, |s| match s {
        Sense::Fraction(of) => Some(of),
        Sense::HalfNoun => Some(2),
        _ => None,
    });
    if let Some(part) = fraction.filter(|p| p.strip == 1) {
        // "Half a million", not a half of the unit before.
        let unit = words.pick_bare(part.next, |s| match s {
            Sense::Unit(unit, Form::One | Form::The) => Some(unit),
            _ => None,
        });
        let counts_else =
            words.pick_bare(part.next, |s| matches!(s, Sense::Number(_)).then_some(())).is_some();
        if !counts_else && unit.is_none_or(|u| u.value == grain) {
            f.value.add_fraction(part.value, grain);
            f.next = unit.map_or(part.next, |u| u.next);
        }
        return;
    }
    let more = core(words, at, true).filter(|m| m.strip == 1 && m.value.uncounted.is_none());
    if let Some(m) = more.filter(|m| goes_on(grain, m.value.grain())) {
        let v = m.value;
        for (count, unit) in [
            (v.years, Unit::Year),
            (v.months, Unit::Month),
            (v.weeks, Unit::Week),
            (v.days, Unit::Day),
            (v.hours, Unit::Hour),
            (v.minutes, Unit::Minute),
            (v.seconds, Unit::Second),
        ] {
            f.value.add(count, unit);
        }
        f.next = m.next;
    }
}

/// Whether a length in `unit` is gone on with in `finer`: years and months, hours and minutes.
const fn goes_on(unit: Unit, finer: Unit) -> bool {
    matches!(
        (unit, finer),
        (Unit::Year, Unit::Month | Unit::Week | Unit::Day)
            | (Unit::Month, Unit::Week | Unit::Day)
            | (Unit::Week, Unit::Day)
            | (Unit::Day, Unit::Hour)
            | (Unit::Hour, Unit::Minute)
            | (Unit::Minute, Unit::Second)
    )
}
