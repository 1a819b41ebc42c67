//! Completion: names that go on as somebody has begun to type one.
//!
//! Names come from the knowledge files and from the articles, by Arabic or Latin letters, and are
//! written as the house, the article or most articles write them. Only what can begin a name is
//! answered: somebody who types running prose is left alone.

mod found;
mod typed;

use std::path::Path;

use rustc_hash::FxHashMap;

use self::found::{Asked, Candidate};
use self::typed::Typed;
use super::Card;
use super::hover;
use super::markdown::clean;
use super::symbols::SymbolKind;
use crate::corpus::{EntityKey, Snapshot};
use crate::text::{Role, Span};
use crate::words::count;

/// How many names are offered.
const MOST: usize = 30;
/// How many of one entity.
const EACH: usize = 2;
/// How many of the best found are looked at closely.
const CLOSE: usize = 4 * MOST;

/// A name that can be put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// Whose name.
    pub id: EntityKey,
    /// The name, as it is by itself.
    pub label: String,
    /// What sort of thing it is of.
    pub kind: SymbolKind,
    /// What it is, in a few words: the office on the article's day.
    pub detail: String,
    /// What it takes the place of: all that is typed of it, letters joined to it left out.
    pub span: Span,
    /// What comes there.
    pub text: String,
    /// What is typed, and how it goes on: what a client compares further letters with.
    pub filter: String,
}

/// The names that what stands before the cursor in an open article can be the beginning of, the
/// likeliest first. There may be more; further letters ask anew.
pub fn completions(snapshot: &Snapshot, path: &Path, offset: usize) -> Vec<Completion> {
    let Some(open) = snapshot.open(path) else {
        return Vec::new();
    };
    let block = open.analysis.blocks.iter().rfind(|b| b.span.touches(offset));
    let role = block.map(|b| b.role);
    let typed = Typed::at(&open.text.text, offset).filter(|_| role != Some(Role::FrontMatter));
    let Some(typed) = typed else {
        return Vec::new();
    };
    let asked = Asked {
        snapshot,
        path,
        open,
        here: snapshot.article(path),
        language: snapshot.language(path),
        heading: matches!(role, Some(Role::Headline | Role::Subhead)),
    };
    let readings: Vec<_> = typed.readings().collect();
    chosen(&asked, &typed, found(&asked, &readings))
}

/// What the longest reading finds that finds anything.
///
/// Words that are taken for a name nowhere but here may be two, the second with و before it (كيم
/// وبوت). Such a name stands as it is, unless its last word can begin a name behind letters joined to
/// it, and no other way.
fn found<'r>(asked: &Asked<'_>, readings: &'r [Vec<typed::Reading>]) -> Vec<Candidate<'r>> {
    let mut stands = false;
    for readings in readings {
        let mut found = asked.find(readings);
        if stands || found.iter().all(|c| c.only_typed) {
            stands |= !found.is_empty();
            found.retain(|c| !c.only_typed);
        }
        if found.is_empty() {
            continue;
        }
        if stands && !found.iter().all(|c| c.reading.joined) {
            break;
        }
        return found;
    }
    Vec::new()
}

/// The best of what was found, each text once.
fn chosen(asked: &Asked<'_>, typed: &Typed<'_>, mut found: Vec<Candidate<'_>>) -> Vec<Completion> {
    found.sort_by(|a, b| a.rank.cmp(&b.rank));
    let mut of_one: FxHashMap<EntityKey, usize> = FxHashMap::default();
    let mut out: Vec<Completion> = Vec::new();
    let mut whole = false;
    for candidate in found.iter().take(CLOSE) {
        let Some(name) = asked.spelt(candidate) else { continue };
        let written = typed.written(&name, candidate.reading);
        let Some(text) = written.filter(|text| out.iter().all(|c| c.text != *text)) else {
            continue;
        };
        let words = typed.words(candidate.reading);
        if text == words {
            whole = true;
            continue;
        }
        let times = of_one.entry(candidate.id.clone()).or_default();
        if *times >= EACH || out.len() >= MOST {
            continue;
        }
        *times += 1;
        out.push(Completion {
            id: candidate.id.clone(),
            label: name,
            kind: candidate.kind,
            detail: detail(asked, candidate),
            span: candidate.reading.span,
            filter: format!("{words}{}", candidate.rest()),
            text,
        });
    }
    if whole {
        // A name that is complete is not to be made another by the key that ends the line.
        out.retain(|c| c.text.starts_with(c.span.of(&asked.open.text.text)));
    }
    out
}

fn detail(asked: &Asked<'_>, candidate: &Candidate<'_>) -> String {
    if let Some(entity) = &candidate.entity {
        return hover::what_it_is(asked.snapshot, asked.path, entity).unwrap_or_default();
    }
    let counts = asked.snapshot.counts(candidate.id.as_str());
    let times = count(asked.language, "card.times", counts.mentions);
    format!("{times} {}", count(asked.language, "card.in-articles", counts.articles))
}

/// The card of a name that was offered.
pub fn completion_card(snapshot: &Snapshot, path: &Path, id: &str, label: &str) -> Option<Card> {
    hover::card_of(snapshot, path, id, &clean(label))
}
