//! Intervals and lists: من 18 إلى 19 يونيو، بين الأول من أيلول والأول من تشرين الأول، 2011-2015,
//! 28 و29 يونيو، يومي الخميس والجمعة.

use super::super::expression::{DateParts, Expression, Month, Unit, Year};
use super::super::lexicon::{Cue, Form, Sense};
use super::super::words::{Found, Words};
use super::{Parsed, borrow, date, number, tense};
use crate::text::clitic;

/// How two ends of an interval are joined.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// إلى، حتى
    To,
    /// و
    And,
    /// -
    Dash,
}

/// One end of an interval.
pub(super) type End = Found<DateParts>;

/// An interval at `i`, where this end stands, if any.
pub(super) fn parse(words: &Words<'_>, i: usize, end: Option<End>) -> Option<Parsed> {
    spanned(words, i).or_else(|| open(words, i, end?))
}

/// الفترة من … إلى …, الفترة ما بين … و….
fn spanned(words: &Words<'_>, i: usize) -> Option<Parsed> {
    let noun = words.pick(i, |s| (s == Sense::SpanNoun).then_some(()))?;
    let mut at = noun.next;
    if words.is(at, Cue::Reaching) {
        at += 1;
    }
    let between = words.is(at, Cue::Between);
    if !between && !words.is(at, Cue::Of) {
        return None;
    }
    let first = end_at(words, at + 1)?;
    let (a, b, next) = ends(words, at + 1, first, |joint| between || joint != Joint::And)?;
    Some(Parsed { first: i, strip: noun.strip, next, expression: Expression::Interval(a, b) })
}

/// The two ends, with the preposition left outside.
fn open(words: &Words<'_>, i: usize, first: End) -> Option<Parsed> {
    if let Some(season) = season(words, i, first) {
        return Some(season);
    }
    let between = words.is_behind_conjoined(i, Cue::Between);
    let (a, b, next) = ends(words, i, first, |joint| match joint {
        Joint::To | Joint::Dash => true,
        Joint::And => between,
    })?;
    Some(Parsed { first: i, strip: first.strip, next, expression: Expression::Interval(a, b) })
}

/// «موسم 2023-24»: the second year by its last two figures.
fn season(words: &Words<'_>, i: usize, first: End) -> Option<Parsed> {
    let Some(Year::Stated(year)) = first.value.year else {
        return None;
    };
    let alone = DateParts { year: first.value.year, tense: first.value.tense, ..DateParts::default() };
    let next = first.next;
    let dash =
        matches!(words.sign(next), Some('-' | '–' | '/')) && words.glued(next) && words.glued(next + 1);
    let short = words.numeral(next + 1).filter(|n| n.digits == 2 && n.strip == 0)?;
    let more = matches!(words.sign(next + 2), Some('-' | '–' | '/' | '%'));
    let second = year.checked_add(1)?;
    let follows = year > 1900 && u32::from(second.unsigned_abs()) % 100 == short.value;
    let dated = first.value == DateParts { governed: first.value.governed, ..alone };
    if !dash || more || !follows || !dated || date::parse(words, i).is_none() {
        return None;
    }
    let last = DateParts { year: Some(Year::Stated(second)), ..first.value };
    Some(Parsed {
        first: i,
        strip: first.strip,
        next: next + 2,
        expression: Expression::Interval(first.value, last),
    })
}

/// Two ends and what joins them; the first borrows from the second.
fn ends(
    words: &Words<'_>,
    i: usize,
    a: End,
    allowed: impl Fn(Joint) -> bool,
) -> Option<(DateParts, DateParts, usize)> {
    let (joint, at) = joint(words, a.next)?;
    if !allowed(joint) {
        return None;
    }
    let b = match joint {
        Joint::And if at > a.next => end_at(words, at).filter(|b| b.strip == 0),
        Joint::And => end_at(words, at).filter(|b| b.strip > 0 && words.key(at).starts_with('و')),
        Joint::To | Joint::Dash => {
            end_at(words, at).filter(|b| b.strip == 0 || words.key(at).starts_with('ل'))
        }
    }?;
    let (mut first, mut last) = (a.value, b.value);
    let whole_date = |p: &DateParts| p.day.is_some() && p.month.is_some();
    if first.is_bare_day() && first.weekday.is_none() && !whole_date(&last) {
        return None;
    }
    if let (Some(Year::Stated(x)), Some(Year::Stated(y))) = (first.year, last.year)
        && x > 0
        && y < 0
    {
        first.year = Some(Year::Stated(-x));
    }
    // «عام 1445/1446هـ»: both are of one calendar.
    if let (Some(Year::Stated(x)), Some(Year::Hijri(_)), None) = (first.year, last.year, first.month)
        && (1000..1600).contains(&x)
    {
        first.year = Some(Year::Hijri(x));
    }
    if last.is_bare_day() && last.weekday.is_none() {
        // "From June 18 to 20": the month stands with the first.
        if first.month.is_none() || first.day.is_none() || joint == Joint::And {
            return None;
        }
        (last.month, last.year, last.anchor) = (first.month, first.year, first.anchor);
    }
    if !alike(&first, &last) {
        return None;
    }
    if joint == Joint::Dash && !fits_dash(&first, &last) {
        return None;
    }
    borrow(&mut first, &last);
    first.moved = tense::moved(words, i);
    Some((first, last, b.next))
}

/// Whether two ends are of one sort.
fn alike(a: &DateParts, b: &DateParts) -> bool {
    let day = |p: &DateParts| p.day.is_some() || p.weekday.is_some() || p.deictic.is_some();
    let month = |p: &DateParts| p.month.is_some();
    (day(a) && day(b))
        || (!day(a) && !day(b) && (month(a) == month(b) || (month(a) && a.year.is_some()) || month(b)))
}

/// A dash joins bare days, months or years that go forward.
fn fits_dash(a: &DateParts, b: &DateParts) -> bool {
    match (a.year, b.year) {
        // The first quarter of the fiscal year 2017-2018.
        _ if a.part.is_some() => false,
        _ if a.day.is_some() => a.day < b.day || a.month != b.month,
        (Some(Year::Stated(x)), Some(Year::Stated(y))) if a.month.is_none() => x < y,
        (Some(Year::Hijri(x)), Some(Year::Hijri(y))) if a.month.is_none() => x < y,
        _ => a.month.is_some() || a.weekday.is_some(),
    }
}

fn joint(words: &Words<'_>, i: usize) -> Option<(Joint, usize)> {
    let key = words.key(i);
    if clitic::conjoined(key).any(|word| words.lexicon.cue(Cue::To, word)) {
        return Some((Joint::To, i + 1));
    }
    match key {
        "-" | "–" | "—" | "/" => Some((Joint::Dash, i + 1)),
        "و" => Some((Joint::And, i + 1)),
        _ => key.starts_with('و').then_some((Joint::And, i)),
    }
}

/// One end at `i`: a date, a bare year, or a bare day of the month.
pub(super) fn end_at(words: &Words<'_>, i: usize) -> Option<End> {
    if let Some(p) = date::parse(words, i)
        && let Expression::Date(parts) = p.expression
    {
        return Some(Found { value: parts, next: p.next, strip: p.strip });
    }
    if let Some(n) =
        words.numeral(i).filter(|n| n.digits == 4 && (1800..2100).contains(&n.value) && !n.article)
    {
        let parts = DateParts { year: Some(Year::Stated(n.value as i16)), ..DateParts::default() };
        return Some(Found { value: parts, next: i + 1, strip: n.strip });
    }
    let noun = words.pick(i, |s| (s == Sense::Unit(Unit::Day, Form::One)).then_some(()));
    let at = noun.map_or(i, |f| f.next);
    let d = number::day(words, at).filter(|d| noun.is_none() || d.strip == 0)?;
    let parts = DateParts { day: Some(d.value), ..DateParts::default() };
    Some(Found { value: parts, next: d.next, strip: noun.map_or(d.strip, |f| f.strip) })
}

/// A list at `i`, where this end stands, if any: 28 و29 يونيو is an interval, 5 و12 يونيو two dates, عامي 2015 و2016 an interval.
pub(super) fn parse_list(words: &Words<'_>, i: usize, end: Option<End>) -> Option<Vec<Parsed>> {
    let noun = words.pick(i, |s| {
        matches!(s, Sense::Unit(_, Form::Pair | Form::TheTwo | Form::TheMany | Form::Many)).then_some(s)
    });
    let pair = matches!(noun, Some(f) if matches!(f.value, Sense::Unit(_, Form::Pair | Form::TheTwo)));
    let start = noun.map_or(i, |f| f.next);
    let end = if noun.is_some() { end_at(words, start) } else { end };
    let first = end.filter(|f| noun.is_none() || f.strip == 0)?;
    if noun.is_none() && !first.value.is_bare_day() {
        return None;
    }
    let between = words.is_behind_conjoined(i, Cue::Between);
    let mut and = false;
    let mut items = vec![(start, first)];
    loop {
        let at = items.last().map_or(start, |(_, f)| f.next);
        let comma = words.sign(at) == Some('،');
        let apart = words.key(at) == "و";
        let at = if comma || apart { at + 1 } else { at };
        let Some(next) = end_at(words, at) else {
            break;
        };
        let joined = (next.strip == 1 && words.key(at).starts_with('و')) || (apart && next.strip == 0);
        and |= joined;
        if !(joined || (comma && next.strip == 0)) {
            break;
        }
        items.push((at, next));
        if !next.value.is_bare_day() && noun.is_none() {
            break;
        }
    }
    let last = items.last()?.1.value;
    let bare_first = items[0].1.value.is_bare_day() && items[0].1.value.weekday.is_none();
    if bare_first && (last.month.is_none() || last.day.is_none()) {
        return None;
    }
    // «أيام 1، 2، 3 مايو».
    let counted = noun.is_some() && items.len() > 2;
    if !(and || counted)
        || (between && !pair && items.len() == 2)
        || items.len() < 2
        || last.is_bare_day()
        || !items.iter().all(|(_, f)| alike(&f.value, &last))
    {
        return None;
    }
    for (_, f) in &mut items {
        borrow(&mut f.value, &last);
    }
    let strip = noun.map_or(items[0].1.strip, |f| f.strip);
    let parsed = |at: usize, f: &Found<DateParts>, first: usize, strip: u8| Parsed {
        first: first.min(at),
        strip,
        next: f.next,
        expression: Expression::Date(f.value),
    };
    if let [(_, a), (_, b)] = items.as_slice()
        && (consecutive(&a.value, &b.value) || (pair && between))
    {
        let expression = Expression::Interval(a.value, b.value);
        return Some(vec![Parsed { first: i, strip, next: b.next, expression }]);
    }
    Some(
        items
            .iter()
            .enumerate()
            .map(|(k, (at, f))| if k == 0 { parsed(*at, f, i, strip) } else { parsed(*at, f, *at, f.strip) })
            .collect(),
    )
}

/// Whether the second follows right after the first.
fn consecutive(a: &DateParts, b: &DateParts) -> bool {
    if let (Some(x), Some(y)) = (a.weekday, b.weekday) {
        return x % 7 + 1 == y;
    }
    match (a.day, b.day) {
        (Some(x), Some(y)) => a.month == b.month && x.checked_add(1) == Some(y),
        (None, None) => match (a.month, b.month, a.year, b.year) {
            (Some(Month::Named(x)), Some(Month::Named(y)), _, _) => x % 12 + 1 == y,
            (None, None, Some(Year::Stated(x)), Some(Year::Stated(y))) => x.checked_add(1) == Some(y),
            _ => false,
        },
        _ => false,
    }
}
