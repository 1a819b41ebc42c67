//! The signals of what stands around a sentence: who spoke before and behind, what they share with it, how
//! long ago it was, how the article as a whole names its sources.

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use super::Signals;
use super::own::{date, length, manner, status};
use crate::claims::line::within;
use crate::claims::model;
use crate::claims::{Article, Claim, Count, Reason, SourceStatus};
use crate::knowledge::EntityId;
use crate::names::MentionKind;
use crate::text::Role;
use crate::text::fold::fold;

/// A claim in its place.
pub(in crate::claims) struct Scene<'a> {
    /// As the rules read it.
    pub(in crate::claims) claim: &'a Claim,
    /// Its paragraph.
    block: usize,
    /// Whom and what it names, adjectives aside.
    names: FxHashSet<&'a EntityId>,
    /// The hashes of the stems of its longer words.
    stems: FxHashSet<u64>,
    /// Its first word.
    first: &'a str,
    /// Whether it ends in a colon.
    announces: bool,
    /// The last day it speaks of.
    day: Option<Date>,
}

/// Shorter words join no two sentences.
const STEM_LETTERS: usize = 4;

impl<'a> Scene<'a> {
    /// Of a claim of the article.
    fn new(article: &Article<'a>, claim: &'a Claim) -> Option<Self> {
        let line = article.line(article.sentences.get(claim.sentence)?);
        let named = within(article.mentions, claim.span, |m| m.span).iter();
        let named = named.filter(|m| m.kind != MentionKind::Demonym);
        let words = (line.first..line.end).filter(|&i| line.tokens().is_word(i));
        let stems = words.map(|i| line.stem(i));
        let days = within(article.times, claim.span, |t| t.span).iter().filter_map(|t| t.days);
        Some(Self {
            claim,
            block: line.view.block,
            names: named.filter_map(|m| m.entity.as_ref()).collect(),
            stems: stems.filter(|s| s.chars().count() >= STEM_LETTERS).map(|s| model::hash([s])).collect(),
            first: line.word(line.first),
            announces: line.tokens().punct(line.end.saturating_sub(1)) == Some(':'),
            day: days.map(|(_, last)| last).next_back(),
        })
    }
}

/// The claims of an article in their places.
pub(in crate::claims) fn scenes<'a>(article: &Article<'a>, claims: &'a [Claim]) -> Vec<Scene<'a>> {
    claims.iter().filter_map(|claim| Scene::new(article, claim)).collect()
}

/// The stems of the words of an article's headline.
pub(in crate::claims) fn headline(article: &Article<'_>) -> Vec<String> {
    let heads = article.sentences.iter().filter(|view| view.role == Role::Headline);
    let lines = heads.map(|view| article.line(view));
    let words = lines.flat_map(|line| {
        let words = (line.first..line.end).filter(|&i| line.tokens().is_word(i));
        words.map(|i| line.stem(i).to_owned()).collect::<Vec<_>>()
    });
    let mut stems: Vec<String> = words.filter(|s| s.chars().count() >= STEM_LETTERS).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// An article's claims in their places.
pub(in crate::claims) struct Around<'a> {
    pub(in crate::claims) article: &'a Article<'a>,
    pub(in crate::claims) scenes: &'a [Scene<'a>],
    /// The stems of its headline's words.
    pub(in crate::claims) headline: &'a [String],
}

/// How many claims before and behind are looked at one by one.
const NEAR: usize = 2;
/// How far a source is looked for.
const FAR: usize = 4;
/// How many claims a day carries over.
const CARRIES: usize = 3;

/// Adds the signals around the claim `at`.
pub(in crate::claims) fn read(around: &Around<'_>, at: usize, out: &mut Signals) {
    let Some(here) = around.scenes.get(at) else {
        return;
    };
    neighbours(around, here, at, out);
    sources(around, here, at, out);
    place(around, here, at, out);
    age(around, at, out);
    counts(around, at, out);
    for stem in around.headline {
        out.put(&["headline", stem]);
    }
    let told = around.headline.iter().filter(|s| here.stems.contains(&model::hash([s.as_str()]))).count();
    out.put(&["told-in-headline", length(told)]);
}

/// The claims next to it, one by one.
fn neighbours(around: &Around<'_>, here: &Scene<'_>, at: usize, out: &mut Signals) {
    let own = status(here.claim.source);
    for by in 1..=NEAR {
        let before = at.checked_sub(by).map(|i| &around.scenes[i]);
        let behind = around.scenes.get(at + by);
        for (side, next) in [("before", before), ("behind", behind)] {
            let by = length(by);
            let Some(next) = next else {
                out.put(&[side, by, "nothing"]);
                continue;
            };
            let block = if next.block == here.block { "same" } else { "other" };
            let theirs = status(next.claim.source);
            let shares = shares(here, next);
            out.put(&[side, by, theirs, block]);
            out.put(&[side, by, theirs, own]);
            out.put(&[side, by, theirs, shares]);
            out.put(&[side, by, "first", next.first]);
            out.put(&[side, by, manner(next.claim.telling), theirs]);
            out.put(&[side, by, "date", date(next.claim.date), date(here.claim.date)]);
            out.put_if(next.announces, &[side, by, "announces"]);
            out.put_if(is_deadly(next.claim), &[side, by, "deadly", theirs, shares]);
            for link in &next.claim.chain {
                out.put(&[
                    side,
                    by,
                    "by",
                    super::clause::strength(link.strength),
                    if link.vague { "vague" } else { "named" },
                ]);
            }
        }
    }
    out.put(&[
        "manner",
        manner(here.claim.telling),
        own,
        at.checked_sub(1).map_or("^", |i| status(around.scenes[i].claim.source)),
    ]);
}

/// What two claims share: people, places and bodies, an incident, words.
fn shares(a: &Scene<'_>, b: &Scene<'_>) -> &'static str {
    if a.claim.incidents.iter().any(|i| b.claim.incidents.contains(i)) {
        "incident"
    } else if a.names.iter().any(|n| b.names.contains(n)) {
        "name"
    } else {
        match a.stems.intersection(&b.stems).count() {
            0 => "nothing",
            1 => "word",
            _ => "words",
        }
    }
}

/// Whether the claim before or behind has a source and tells of the same incident, or of the dead of the same
/// place or people: a reader takes it from there.
pub(in crate::claims) fn is_told_beside(around: &Around<'_>, at: usize) -> bool {
    let Some(here) = around.scenes.get(at) else {
        return false;
    };
    let tells = |other: &Scene<'_>| {
        let sourced = matches!(other.claim.source, SourceStatus::Named | SourceStatus::Carried);
        let dead = is_deadly(here.claim) && is_deadly(other.claim);
        sourced && (shares(here, other) == "incident" || (dead && shares(here, other) == "name"))
    };
    let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
    beside.filter_map(|i| around.scenes.get(i)).any(tells)
}

/// How far the last and the next source are, and what they share with it.
fn sources(around: &Around<'_>, here: &Scene<'_>, at: usize, out: &mut Signals) {
    let scenes = around.scenes;
    for wanted in [SourceStatus::Named, SourceStatus::Vague] {
        let is = |s: &&Scene<'_>| s.claim.source == wanted;
        let before = scenes[..at].iter().rev().position(|s| is(&s));
        let behind = scenes[at + 1..].iter().position(|s| is(&s));
        let far = |by: Option<usize>| by.map_or("never", |by| length(by.min(FAR) + 1));
        out.put(&["last", status(wanted), far(before)]);
        out.put(&["next", status(wanted), far(behind)]);
        if let Some(by) = before.filter(|by| *by < FAR) {
            out.put(&["last", status(wanted), far(before), shares(here, &scenes[at - 1 - by])]);
        }
        if let Some(by) = behind.filter(|by| *by < FAR) {
            out.put(&["next", status(wanted), far(behind), shares(here, &scenes[at + 1 + by])]);
        }
    }
    let sourced = |s: &&Scene<'_>| matches!(s.claim.source, SourceStatus::Named | SourceStatus::Carried);
    let share = 100 * scenes.iter().filter(sourced).count() / scenes.len().max(1);
    let share = ["0", "10", "30", "50", "70", "90"]
        [[1, 20, 40, 60, 80].iter().filter(|least| share >= **least).count()];
    out.put(&["sourced", share]);
    out.put(&["sourced", share, status(here.claim.source)]);
    out.put(&["article-opens", scenes.first().map_or("", |s| status(s.claim.source))]);
    // Whoever is named here and has spoken elsewhere.
    let speaks = |s: &Scene<'_>| s.claim.source_entities.iter().any(|e| here.names.contains(e));
    out.put_if(scenes.iter().enumerate().any(|(i, s)| i != at && speaks(s)), &["names-a-speaker"]);
}

/// Where in its paragraph and article it stands.
fn place(around: &Around<'_>, here: &Scene<'_>, at: usize, out: &mut Signals) {
    let scenes = around.scenes;
    let own = status(here.claim.source);
    let in_block = scenes[..at].iter().rev().take_while(|s| s.block == here.block).count();
    let left = scenes[at + 1..].iter().take_while(|s| s.block == here.block).count();
    out.put(&["in-paragraph", length(in_block), own]);
    out.put(&["left-in-paragraph", length(left)]);
    out.put(&["at", length(at), own]);
    out.put(&["from-end", length(scenes.len() - 1 - at)]);
    out.put(&["claims", length(scenes.len())]);
    let deadly = scenes.iter().filter(|s| is_deadly(s.claim)).count();
    out.put(&["deadly-claims", length(deadly)]);
    let numbers = scenes.iter().filter(|s| s.claim.reasons.iter().any(|(r, _)| *r == Reason::Number)).count();
    out.put(&["number-claims", length(numbers)]);
}

fn is_deadly(claim: &Claim) -> bool {
    claim.toll.is_some() || claim.reasons.iter().any(|(r, _)| *r == Reason::Casualty)
}

/// How long before publication the last day was that it, or one just before it, speaks of.
fn age(around: &Around<'_>, at: usize, out: &mut Signals) {
    let day = |i: usize| around.scenes[i].day;
    let ago = |day: Date| {
        let days =
            around.article.published.map(|published| day.until(published).map_or(0, |span| span.get_days()));
        match days {
            None => "unknown",
            Some(..0) => "ahead",
            Some(0..=1) => "now",
            Some(2..=7) => "week",
            Some(8..=45) => "month",
            Some(46..=400) => "year",
            Some(_) => "years",
        }
    };
    out.put(&["day", day(at).map_or("none", ago)]);
    let carried = (at.saturating_sub(CARRIES)..at).rev().find_map(day);
    out.put(&["day-before", carried.map_or("none", ago), if day(at).is_some() { "own" } else { "none" }]);
    out.put_if(around.article.published.is_none(), &["undated-article"]);
}

/// Whether its count is given elsewhere, and by whom.
fn counts(around: &Around<'_>, at: usize, out: &mut Signals) {
    let number = |count: &Count| fold(count.number.of(around.article.text));
    let of = |claim: &Claim| claim.toll.iter().chain(&claim.forces).map(number).collect::<Vec<_>>();
    let own = of(around.scenes[at].claim);
    if own.is_empty() {
        return;
    }
    let others = around.scenes.iter().enumerate().filter(|(i, _)| *i != at);
    let same = others.filter(|(_, s)| of(s.claim).iter().any(|n| own.contains(n)));
    for (i, scene) in same {
        out.put(&["counted", if i < at { "before" } else { "behind" }, status(scene.claim.source)]);
    }
}
