//! What stands around a claim: its paragraph, its neighbours, how long ago it tells of.

use jiff::civil::Date;

use super::{Article, days_between};
use crate::claims::{Claim, Count, Reason, SourceStatus, Telling};
use crate::dates::{Period, Time, TimeValue};
use crate::knowledge::EntityId;
use crate::names::{Mention, MentionKind};
use crate::text::Span;
use crate::text::fold::fold;

/// Days after which what happened is public record rather than news.
const NEWS_DAYS: i32 = 6;
/// Days after which what has gone on since is.
const RUNNING_DAYS: i32 = 300;
/// A time of more days than these is a month or a year, and past as soon as it is over.
const WEEK_DAYS: i32 = 8;
/// How many claims around one without a source leave it far from any.
const FAR: usize = 3;
/// How many claims without a source before one leave it to itself, at least.
const SILENT: usize = 2;
/// How many claims away a name still speaks of the same.
const NAMED_NEAR: usize = 3;
/// How many claims a date carries over.
const CARRIES: usize = 3;
/// How many claims a tale of years past runs on.
const TALE: usize = 8;
/// How many claims below an opening may bring its source.
const BELOW: usize = 3;
/// How many claims around one are looked at for a source that runs on.
const RUN: usize = 2;

/// Whether a claim has a source or goes on with one.
pub(super) const fn is_sourced(claim: &Claim) -> bool {
    matches!(claim.source, SourceStatus::Named | SourceStatus::Carried)
}

/// The block of a claim's sentence.
pub(super) fn block(article: &Article<'_>, claim: usize) -> Option<usize> {
    let sentence = article.analysis.claims.get(claim)?.sentence;
    Some(article.analysis.sentences.get(sentence)?.block)
}

/// Whether the sentence before or behind it in its paragraph names somebody.
pub(super) fn is_sourced_beside(article: &Article<'_>, at: usize) -> bool {
    let claims = &article.analysis.claims;
    let here = block(article, at);
    let beside = neighbours(at, 1).filter(|&i| block(article, i) == here);
    beside.into_iter().any(|i| claims.get(i).is_some_and(is_sourced))
}

/// Whether a reader has heard from nobody for a while: not in the sentences just before, two at
/// least, or nowhere in the article.
pub(super) fn nobody_spoke(article: &Article<'_>, at: usize) -> bool {
    let claims = &article.analysis.claims;
    let silent = |c: &Claim| c.source == SourceStatus::None;
    (at >= SILENT && claims[at.saturating_sub(FAR)..at].iter().all(silent)) || claims.iter().all(silent)
}

/// Whether the sentence just before, not the opening, gives casualties on an unknown source as well:
/// what there is to say was said there.
pub(super) fn repeats_the_unknown(article: &Article<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).filter(|i| *i > 0).and_then(|i| article.analysis.claims.get(i));
    before.is_some_and(|c| c.source == SourceStatus::Vague && c.toll.is_some())
}

/// Whether a claim stands between two of one source: that source runs on.
pub(super) fn is_inside_a_run(article: &Article<'_>, at: usize) -> bool {
    let claims = &article.analysis.claims;
    let before = claims[at.saturating_sub(RUN)..at].iter().any(is_sourced);
    let mut behind = claims.iter().skip(at + 1).take(RUN);
    let next = behind.find(|c| c.source != SourceStatus::None);
    before && next.is_some_and(|c| c.source == SourceStatus::Carried)
}

/// Whether a source just before runs on: it speaks of the same people, places or incident, or of the
/// dead.
pub(super) fn runs_on(article: &Article<'_>, at: usize) -> bool {
    let claims = &article.analysis.claims;
    let claim = &claims[at];
    let runs = |before: &Claim| {
        before.source != SourceStatus::None
            && (claim.telling == Telling::GoesOn || has_casualties(before) || shares(article, before, claim))
    };
    claim.telling != Telling::Turns && claims[at.saturating_sub(RUN)..at].iter().any(runs)
}

/// Whether the next claim brings the source: it tells of the same incident, or of the dead.
pub(super) fn is_sourced_next(article: &Article<'_>, at: usize) -> bool {
    let claims = &article.analysis.claims;
    let explains = |c: &Claim| c.telling == Telling::Explains;
    let next = claims.get(at + 1).filter(|next| next.source != SourceStatus::None);
    next.is_some_and(|next| explains(next) || tells_the_same(next, &claims[at]))
}

/// Whether nobody is named in the claims around one.
pub(super) fn is_far_from_sources(article: &Article<'_>, at: usize) -> bool {
    let claims = &article.analysis.claims;
    let around = neighbours(at, FAR).filter_map(|i| claims.get(i));
    at > 0 && around.into_iter().all(|c| c.source == SourceStatus::None)
}

/// Whether somebody who is named speaks of the same incident or of the dead close by.
pub(super) fn has_a_name_beside(article: &Article<'_>, at: usize) -> bool {
    let claims = &article.analysis.claims;
    let named = |c: &&Claim| c.source == SourceStatus::Named && tells_the_same(c, &claims[at]);
    neighbours(at, NAMED_NEAR).filter_map(|i| claims.get(i)).any(|c| named(&c))
}

/// Whether what a claim tells is the background of its paragraph (وكان … قد).
pub(super) fn is_background(article: &Article<'_>, at: usize) -> bool {
    let claims = &article.analysis.claims;
    let paragraph = claims[..at].iter().enumerate().rev();
    let same = paragraph.take_while(|(i, _)| block(article, *i) == block(article, at));
    let background = |c: &Claim| c.telling == Telling::Background;
    // The same incident one line on: … بعد هجوم على معسكر. وقتل في الهجوم 8.
    let before = at.checked_sub(1).map(|i| &claims[i]);
    let goes_on = before.is_some_and(|b| background(b) && same_incident(b, &claims[at]));
    background(&claims[at]) || goes_on || same.into_iter().any(|(_, c)| background(c))
}

fn has_casualties(claim: &Claim) -> bool {
    claim.toll.is_some() || claim.reasons.iter().any(|(r, _)| *r == Reason::Casualty)
}

/// Whether a claim tells of the dead, or of the incident of another.
fn tells_the_same(claim: &Claim, other: &Claim) -> bool {
    has_casualties(claim) || same_incident(claim, other)
}

fn same_incident(a: &Claim, b: &Claim) -> bool {
    a.incidents.iter().any(|i| b.incidents.contains(i))
}

/// Whether two claims speak of the same incident, people or places.
fn shares(article: &Article<'_>, a: &Claim, b: &Claim) -> bool {
    same_incident(a, b) || entities(article, a).any(|e| entities(article, b).any(|own| own == e))
}

/// Whether a claim of the article's first paragraphs has its source in one of the next claims: an
/// opening may leave it to the next lines.
pub(super) fn opens_and_is_sourced_below(article: &Article<'_>, at: usize) -> bool {
    let claims = &article.analysis.claims;
    let (here, first) = (block(article, at), block(article, 0));
    let opens = at == 0 || here == first;
    let early = here.zip(first).is_some_and(|(here, first)| here <= first + 1);
    let about = |c: &Claim| opens || shares(article, c, &claims[at]);
    let mut below = claims.iter().skip(at + 1).take(BELOW);
    early && below.any(|c| c.source != SourceStatus::None && about(c))
}

/// Whether the article's opening has somebody who can be identified in one of the next claims.
pub(super) fn opens_and_is_named_below(article: &Article<'_>, at: usize) -> bool {
    let claims = &article.analysis.claims;
    let opens = at == 0 || block(article, at) == block(article, 0);
    opens && claims.iter().skip(at + 1).take(NAMED_NEAR).any(is_sourced)
}

/// What a claim's sentence speaks of.
fn entities<'a>(article: &'a Article<'_>, claim: &'a Claim) -> impl Iterator<Item = &'a EntityId> {
    let named = |m: &&Mention| claim.span.contains(m.span) && m.kind != MentionKind::Demonym;
    let inside = article.analysis.mentions.iter().filter(named);
    inside.filter_map(|m| m.entity.as_ref())
}

fn neighbours(at: usize, reach: usize) -> impl Iterator<Item = usize> {
    (at.saturating_sub(reach)..at).chain(at + 1..=at + reach)
}

/// Whether a source elsewhere in the article, or a claim before it, gives the same count.
pub(super) fn is_counted_elsewhere(article: &Article<'_>, claim: &Claim) -> bool {
    counts_the_same(article, claim, |c| c.source != SourceStatus::None || c.span.end <= claim.span.start)
}

/// Whether a source that can be identified gives the same count elsewhere in the article.
pub(super) fn is_counted_by_name(article: &Article<'_>, claim: &Claim) -> bool {
    counts_the_same(article, claim, is_sourced)
}

fn counts_the_same(article: &Article<'_>, claim: &Claim, eligible: impl Fn(&Claim) -> bool) -> bool {
    let number = |count: &Count| fold(count.number.of(article.text));
    let counts = |c: &Claim| c.toll.iter().chain(&c.forces).map(number).collect::<Vec<_>>();
    let own = counts(claim);
    let mut others = article.analysis.claims.iter().filter(|c| c.span != claim.span && eligible(c));
    others.any(|other| counts(other).iter().any(|n| own.contains(n)))
}

/// Whether a claim tells of a day long past: a date in it says so, or that of the sentence it goes
/// on from.
pub(super) fn is_history(article: &Article<'_>, at: usize) -> bool {
    let claims = &article.analysis.claims;
    // From the end of the claim before on, so that a heading's date (- يناير 2013) counts.
    let dated = |i: &usize| {
        let from = i.checked_sub(1).map_or(0, |before| claims[before].span.end);
        let reach = Span::new(from, claims[*i].span.end);
        let times = article.analysis.times.iter().filter(|t| reach.contains(t.span));
        times.filter_map(|t| is_past(article, t)).reduce(|a, b| a || b)
    };
    let mut near = (at.saturating_sub(CARRIES)..=at).rev();
    near.find_map(|i| dated(&i)).unwrap_or_else(|| is_tale_of_old(article, at))
}

/// Whether the last day told of before a claim, a few sentences up, is years past: a tale goes on.
fn is_tale_of_old(article: &Article<'_>, at: usize) -> bool {
    let claims = &article.analysis.claims;
    let tale = Span::new(claims[at.saturating_sub(TALE)].span.start, claims[at].span.end);
    let written = article.analysis.published.date;
    let times = article.analysis.times.iter().filter(|t| tale.contains(t.span));
    let last = times.filter_map(|t| t.days).next_back();
    last.zip(written).is_some_and(|((_, day), written)| days_between(day, written) > RUNNING_DAYS)
}

/// Whether a time is over long enough to be public record; `None` where it cannot be told.
fn is_past(article: &Article<'_>, time: &Time) -> Option<bool> {
    if matches!(time.value, Some(TimeValue::Duration(amount)) if amount.is_in_years()) {
        return Some(true);
    }
    let (first, last) = time.days?;
    let Some(written) = article.analysis.published.date else {
        return Some(is_past_anyway(article, time, last));
    };
    let since = |day: Date| days_between(day, written);
    let month = days_between(first, last) > WEEK_DAYS && since(last) > 0;
    Some(since(last) > NEWS_DAYS || since(first) > RUNNING_DAYS || month)
}

/// The same in an article without a day: a bare year, or long before another time of the article.
fn is_past_anyway(article: &Article<'_>, time: &Time, last: Date) -> bool {
    let latest = article.analysis.times.iter().filter_map(|t| t.days).map(|(_, last)| last).max();
    let is_year = matches!(time.value.and_then(|v| v.period()), Some(Period::Year(_)));
    is_year || latest.is_some_and(|latest| days_between(last, latest) > NEWS_DAYS)
}
