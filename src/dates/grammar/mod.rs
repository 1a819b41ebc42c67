//! The grammar of time expressions: one file a sort, each a function from a token to the longest
//! expression of its sort that begins there.

mod amount;
mod clock;
mod date;
mod interval;
mod number;
mod numeric;
mod tense;
mod vague;

use super::TimeFact;
use super::expression::{DateParts, Expression, Month, Year};
use super::lexicon::Cue;
use super::words::Words;
use crate::text::Tokens;
use interval::End;

/// An expression found at a token.
#[derive(Clone, Debug, PartialEq)]
struct Parsed {
    /// Its first token.
    first: usize,
    /// Proclitic letters of the first token that stay outside.
    strip: u8,
    /// The token after its last.
    next: usize,
    expression: Expression,
}

/// The sorts but for intervals, which are preferred, in order of preference where two reach equally far.
const SORTS: [fn(&Words<'_>, usize) -> Option<Parsed>; 6] = [
    numeric::parse,
    date::parse,
    vague::parse,
    amount::parse_distance,
    amount::parse_definite,
    amount::parse,
];

/// The time expressions of a block, in order, none overlapping another.
pub(super) fn find(text: &str, tokens: &Tokens) -> Vec<TimeFact> {
    let Some(words) = Words::new(text, tokens) else {
        return Vec::new();
    };
    let mut out: Vec<Parsed> = Vec::new();
    let mut i = 0;
    while i < words.len() {
        if !words.is_trigger(i) {
            i += 1;
            continue;
        }
        if !words.is_begun(i) {
            // «قبل عامين»: the word itself tells, whatever phrases begin with it.
            let distance = amount::parse_distance(&words, i);
            i = distance.as_ref().map_or(i + 1, |d| d.next.max(i + 1));
            out.extend(distance);
            continue;
        }
        let end = interval::end_at(&words, i);
        if let Some(list) = interval::parse_list(&words, i, end) {
            i = list.last().map_or(i + 1, |p| p.next);
            out.extend(list);
        } else if let Some(best) = longest(&words, i, end) {
            i = best.next.max(i + 1);
            out.push(best);
        } else {
            i += 1;
        }
    }
    out.retain(|p| !is_name(&words, p));
    share(&words, &mut out);
    correspond(&words, &mut out);
    out.into_iter()
        .map(|p| TimeFact { span: words.span(p.first, p.strip, p.next), expression: p.expression })
        .filter(|f| !f.span.is_empty())
        .collect()
}

/// Whether what was found is part of a hashtag or closes an outlet's quoted name.
fn is_name(words: &Words<'_>, p: &Parsed) -> bool {
    let before = p.first.checked_sub(1);
    if words.sign(p.next) == Some('_') || before.is_some_and(|b| words.sign(b) == Some('_')) {
        return true;
    }
    if p.strip == 0 && words.cue_before(p.first, super::lexicon::Cue::Street) {
        return true;
    }
    let quote = |at: usize| words.sign(at).is_some_and(crate::text::token::is_quote);
    p.next == p.first + 1
        && quote(p.next)
        && (1..=3).filter_map(|back| p.first.checked_sub(back)).find(|&at| quote(at)).is_some_and(|open| {
            open + 1 == p.first
                && p.strip == 0
                && matches!(p.expression, Expression::Date(d) if d.deictic.is_some())
                || words.cue_before(open, super::lexicon::Cue::Outlet)
        })
}

/// The longest expression at a token, which may be the end of an interval.
fn longest(words: &Words<'_>, i: usize, end: Option<End>) -> Option<Parsed> {
    let mut best = interval::parse(words, i, end);
    for sort in SORTS {
        if let Some(found) = sort(words, i)
            && best.as_ref().is_none_or(|b| found.next > b.next)
        {
            best = Some(found);
        }
    }
    best
}

/// "In June and July last": the first of two joined dates takes the year or anchor of the second.
fn share(words: &Words<'_>, found: &mut [Parsed]) {
    for k in (1..found.len()).rev() {
        let (before, after) = found.split_at_mut(k);
        let (Some(a), Some(b)) = (before.last_mut(), after.first()) else {
            continue;
        };
        let joined = a.next == b.first && b.strip > 0 && words.key(b.first).starts_with('و');
        if let (true, Expression::Date(a), Expression::Date(b)) = (joined, &mut a.expression, &b.expression) {
            borrow(a, b);
        }
    }
}

/// «17 رمضان 1445هـ الموافق 27 أبريل 2024»: the second date knows the first.
fn correspond(words: &Words<'_>, found: &mut [Parsed]) {
    for k in 1..found.len() {
        let (before, after) = found.split_at_mut(k);
        let (Some(a), Some(b)) = (before.last(), after.first_mut()) else {
            continue;
        };
        let joined = words.is(a.next, Cue::Corresponding) && b.first <= a.next + 2;
        if let (true, Expression::Date(a), Expression::Date(b)) = (joined, &a.expression, &mut b.expression)
            && let (Some(Year::Hijri(year)), Some(Month::Hijri(month)), Some(day)) = (a.year, a.month, a.day)
        {
            b.hijri = Some((year, month, day));
        }
    }
}

/// Fills what `a` leaves open from `b`, the later and fuller of two joined dates.
fn borrow(a: &mut DateParts, b: &DateParts) {
    if a.deictic.is_some() || a.anchor.is_some() || a.year.is_some() || a.era.is_some() {
        return;
    }
    if a.is_bare_day() && a.weekday.is_none() {
        a.month = b.month;
    }
    let alike = (a.month.is_some() && b.month.is_some()) || (a.weekday.is_some() && b.weekday.is_some());
    if alike {
        a.borrowed = b.year.is_some();
        a.year = b.year;
        a.anchor = b.anchor;
        a.tense = b.tense;
    }
}
