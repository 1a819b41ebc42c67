//! The signals of what stands around a sentence: who spoke before and behind, what they share with it, how
//! long ago it was, how the article as a whole names its sources.

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use super::own::{date, length, manner, status};
use super::{Atom, Signals, atom};
use crate::claims::line::{Line, within};
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
    /// The hashes of the stems of its longer words, each once, in order.
    stems: Vec<u64>,
    /// Its first word and that one's class.
    first: Vec<Atom<'a>>,
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
        let days = within(article.times, claim.span, |t| t.span).iter().filter_map(|t| t.days);
        let mut stems: Vec<u64> = stems(&line).map(Atom::hash).collect();
        stems.sort_unstable();
        stems.dedup();
        Some(Self {
            claim,
            block: line.view.block,
            names: named.filter_map(|m| m.entity.as_ref()).collect(),
            stems,
            first: line.readings(line.first).collect(),
            announces: line.tokens().punct(line.end.saturating_sub(1)) == Some(':'),
            day: days.map(|(_, last)| last).next_back(),
        })
    }
}

/// The stems of the longer words of a sentence.
fn stems<'a>(line: &Line<'a>) -> impl Iterator<Item = Atom<'a>> {
    let words = (line.first..line.end).filter(|&i| line.tokens().is_word(i));
    let stems = words.map(|i| line.marks(i).morph.stem(line.key(i)));
    stems.filter(|stem| stem.name().chars().nth(STEM_LETTERS - 1).is_some())
}

/// The claims of an article in their places.
pub(in crate::claims) fn scenes<'a>(article: &Article<'a>, claims: &'a [Claim]) -> Vec<Scene<'a>> {
    claims.iter().filter_map(|claim| Scene::new(article, claim)).collect()
}

/// The stems of the words of an article's headline, each once.
pub(in crate::claims) fn headline<'a>(article: &Article<'a>) -> Vec<Atom<'a>> {
    let heads = article.sentences.iter().filter(|view| view.role == Role::Headline);
    let words = |view| stems(&article.line(view)).collect::<Vec<_>>();
    let mut words: Vec<Atom<'a>> = heads.flat_map(words).collect();
    words.sort_unstable_by_key(|stem| stem.hash());
    words.dedup();
    words
}

/// An article's claims in their places.
pub(in crate::claims) struct Around<'a> {
    pub(in crate::claims) article: &'a Article<'a>,
    pub(in crate::claims) scenes: &'a [Scene<'a>],
    /// The stems of its headline's words.
    pub(in crate::claims) headline: &'a [Atom<'a>],
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
        out.put([atom!("headline"), *stem]);
    }
    let told = around.headline.iter().filter(|stem| here.stems.binary_search(&stem.hash()).is_ok()).count();
    out.put([atom!("told-in-headline"), length(told)]);
}

/// The claims next to it, one by one.
fn neighbours(around: &Around<'_>, here: &Scene<'_>, at: usize, out: &mut Signals) {
    let own = status(here.claim.source);
    for by in 1..=NEAR {
        let before = at.checked_sub(by).map(|i| &around.scenes[i]);
        let behind = around.scenes.get(at + by);
        for (side, next) in [(atom!("before"), before), (atom!("behind"), behind)] {
            let by = length(by);
            let Some(next) = next else {
                out.put([side, by, atom!("nothing")]);
                continue;
            };
            let block = if next.block == here.block { atom!("same") } else { atom!("other") };
            let theirs = status(next.claim.source);
            let shares = shares(here, next);
            out.put([side, by, theirs, block]);
            out.put([side, by, theirs, own]);
            out.put([side, by, theirs, shares]);
            for reading in &next.first {
                out.put([side, by, atom!("first"), *reading]);
            }
            out.put([side, by, manner(next.claim.telling), theirs]);
            out.put([side, by, atom!("date"), date(next.claim.date), date(here.claim.date)]);
            out.put_if(next.announces, [side, by, atom!("announces")]);
            out.put_if(is_deadly(next.claim), [side, by, atom!("deadly"), theirs, shares]);
            for link in &next.claim.chain {
                out.put([
                    side,
                    by,
                    atom!("by"),
                    super::clause::strength(link.strength),
                    if link.vague { atom!("vague") } else { atom!("named") },
                ]);
            }
        }
    }
    out.put([
        atom!("manner"),
        manner(here.claim.telling),
        own,
        at.checked_sub(1).map_or(atom!("^"), |i| status(around.scenes[i].claim.source)),
    ]);
}

/// What two claims share: people, places and bodies, an incident, words.
fn shares(a: &Scene<'_>, b: &Scene<'_>) -> Atom<'static> {
    if a.claim.incidents.iter().any(|i| b.claim.incidents.contains(i)) {
        atom!("incident")
    } else if a.names.iter().any(|n| b.names.contains(n)) {
        atom!("name")
    } else {
        let mut shared = a.stems.iter().filter(|stem| b.stems.binary_search(stem).is_ok());
        match (shared.next(), shared.next()) {
            (None, _) => atom!("nothing"),
            (_, None) => atom!("word"),
            _ => atom!("words"),
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
        sourced
            && (shares(here, other) == atom!("incident") || (dead && shares(here, other) == atom!("name")))
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
        let far = |by: Option<usize>| by.map_or(atom!("never"), |by| length(by.min(FAR) + 1));
        out.put([atom!("last"), status(wanted), far(before)]);
        out.put([atom!("next"), status(wanted), far(behind)]);
        if let Some(by) = before.filter(|by| *by < FAR) {
            out.put([atom!("last"), status(wanted), far(before), shares(here, &scenes[at - 1 - by])]);
        }
        if let Some(by) = behind.filter(|by| *by < FAR) {
            out.put([atom!("next"), status(wanted), far(behind), shares(here, &scenes[at + 1 + by])]);
        }
    }
    let sourced = |s: &&Scene<'_>| matches!(s.claim.source, SourceStatus::Named | SourceStatus::Carried);
    let share = 100 * scenes.iter().filter(sourced).count() / scenes.len().max(1);
    let share = [atom!("0"), atom!("10"), atom!("30"), atom!("50"), atom!("70"), atom!("90")]
        [[1, 20, 40, 60, 80].iter().filter(|least| share >= **least).count()];
    out.put([atom!("sourced"), share]);
    out.put([atom!("sourced"), share, status(here.claim.source)]);
    out.put([atom!("article-opens"), scenes.first().map_or(atom!(""), |s| status(s.claim.source))]);
    // Whoever is named here and has spoken elsewhere.
    let speaks = |s: &Scene<'_>| s.claim.source_entities.iter().any(|e| here.names.contains(e));
    out.put_if(scenes.iter().enumerate().any(|(i, s)| i != at && speaks(s)), [atom!("names-a-speaker")]);
}

/// Where in its paragraph and article it stands.
fn place(around: &Around<'_>, here: &Scene<'_>, at: usize, out: &mut Signals) {
    let scenes = around.scenes;
    let own = status(here.claim.source);
    let in_block = scenes[..at].iter().rev().take_while(|s| s.block == here.block).count();
    let left = scenes[at + 1..].iter().take_while(|s| s.block == here.block).count();
    out.put([atom!("in-paragraph"), length(in_block), own]);
    out.put([atom!("left-in-paragraph"), length(left)]);
    out.put([atom!("at"), length(at), own]);
    out.put([atom!("from-end"), length(scenes.len() - 1 - at)]);
    out.put([atom!("claims"), length(scenes.len())]);
    let deadly = scenes.iter().filter(|s| is_deadly(s.claim)).count();
    out.put([atom!("deadly-claims"), length(deadly)]);
    let numbers = scenes.iter().filter(|s| s.claim.reasons.iter().any(|(r, _)| *r == Reason::Number)).count();
    out.put([atom!("number-claims"), length(numbers)]);
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
            None => atom!("unknown"),
            Some(..0) => atom!("ahead"),
            Some(0..=1) => atom!("now"),
            Some(2..=7) => atom!("week"),
            Some(8..=45) => atom!("month"),
            Some(46..=400) => atom!("year"),
            Some(_) => atom!("years"),
        }
    };
    out.put([atom!("day"), day(at).map_or(atom!("none"), ago)]);
    let carried = (at.saturating_sub(CARRIES)..at).rev().find_map(day);
    out.put([
        atom!("day-before"),
        carried.map_or(atom!("none"), ago),
        if day(at).is_some() { atom!("own") } else { atom!("none") },
    ]);
    out.put_if(around.article.published.is_none(), [atom!("undated-article")]);
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
        out.put([
            atom!("counted"),
            if i < at { atom!("before") } else { atom!("behind") },
            status(scene.claim.source),
        ]);
    }
}
