//! Lenses: over an article how often those it is about are named; over each of its sections how much
//! it claims, and how much of that has a source and a date.

use std::path::Path;

use itertools::Itertools;

use super::hover::Reader;
use crate::analysis::Analysis;
use crate::claims::{Claim, DateStatus, SourceStatus};
use crate::corpus::{EntityKey, OpenArticle, Snapshot, id_of};
use crate::text::{Role, Span};
use crate::words::{Language, count, say};

/// What there is to say over a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// Its heading: the article's headline, or one inside it.
    pub heading: Span,
    /// In a few words: «8 أخبار · 75% بمصدر · 50% مؤرخ».
    pub title: String,
    /// Where it leads.
    pub leads: Leads,
}

/// Where a lens leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leads {
    /// To the section's claims, in order.
    Claims(Vec<Span>),
    /// To the dossier of an entity.
    Dossier(EntityKey),
}

/// Over how many of those it is about an article has a lens.
const SUBJECTS: usize = 3;

/// Claims, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Claims.
    pub claims: usize,
    /// Those somebody is named for, in their sentence or one they go on from.
    pub sourced: usize,
    /// Those with a source nobody can tell.
    pub vague: usize,
    /// Those that tell of an event.
    pub events: usize,
    /// Those whose event has a date, in their sentence or the one before.
    pub dated: usize,
}

impl Tally {
    /// Counts some claims.
    pub fn of<'c>(claims: impl IntoIterator<Item = &'c Claim>) -> Self {
        let mut out = Self::default();
        for claim in claims {
            let sourced = matches!(claim.source, SourceStatus::Named | SourceStatus::Carried);
            out.claims += 1;
            out.sourced += usize::from(sourced);
            out.vague += usize::from(claim.source == SourceStatus::Vague);
            out.events += usize::from(claim.date != DateStatus::NoEvent);
            out.dated += usize::from(matches!(claim.date, DateStatus::Own | DateStatus::Inherited));
        }
        out
    }

    /// Adds another.
    pub fn add(&mut self, other: Self) {
        self.claims += other.claims;
        self.sourced += other.sourced;
        self.vague += other.vague;
        self.events += other.events;
        self.dated += other.dated;
    }

    /// The share of claims with a source, in percent; `None` without claims.
    pub const fn sourced_share(self) -> Option<usize> {
        share(self.sourced, self.claims)
    }

    /// The share of events with a date, in percent; `None` without events.
    pub const fn dated_share(self) -> Option<usize> {
        share(self.dated, self.events)
    }

    /// In a few words: «8 أخبار · 75% بمصدر · 50% مؤرخ».
    pub fn title(self, language: Language) -> String {
        let percent = |share: Option<usize>| share.map(|n| n.to_string());
        let mut out = count(language, "count.claim", self.claims);
        for (key, share) in [("lens.sourced", self.sourced_share()), ("lens.dated", self.dated_share())] {
            if let Some(number) = percent(share) {
                out.push_str(" · ");
                out.push_str(&say(language, key, &[&number]));
            }
        }
        out
    }
}

/// Rounded, but whole only where it is.
const fn share(part: usize, whole: usize) -> Option<usize> {
    if whole == 0 {
        return None;
    }
    let rounded = (part * 100 + whole / 2) / whole;
    Some(if part < whole && rounded == 100 { 99 } else { rounded })
}

/// The lenses of an open article: over its head one for each of those it is about, then one over
/// each section that claims something.
pub fn lenses(snapshot: &Snapshot, path: &Path) -> Vec<Lens> {
    let Some(open) = snapshot.open(path) else {
        return Vec::new();
    };
    let language = snapshot.language(path);
    let sections = sections(&open.analysis).into_iter().filter(|(_, claims)| !claims.is_empty());
    let lens = sections.map(|(heading, claims)| Lens {
        heading,
        title: Tally::of(claims).title(language),
        leads: Leads::Claims(claims.iter().map(|c| c.span).collect()),
    });
    subjects(snapshot, path, open).into_iter().chain(lens).collect()
}

/// Those that the head of an article names, else those it names most often, as far as they are named
/// more than once in the archive.
fn subjects(snapshot: &Snapshot, path: &Path, open: &OpenArticle) -> Vec<Lens> {
    let Some(head) = open.analysis.head() else {
        return Vec::new();
    };
    let ids = |part: Span| {
        let inside = open.analysis.mentions.iter().filter(move |m| part.contains(m.span));
        let ids = inside.map(|m| id_of(m, &open.text.text, path));
        ids.filter(|id| !id.is_local() && snapshot.counts(id.as_str()).mentions > 1)
    };
    let mut subjects: Vec<EntityKey> = ids(head.span).unique().collect();
    if subjects.is_empty() {
        let counts = ids(Span::new(0, open.text.text.len())).counts();
        let ranked = counts.into_iter().sorted_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
        subjects = ranked.map(|(id, _)| id).collect();
    }
    let language = snapshot.language(path);
    let reader = Reader::undated(snapshot, path, language);
    let lens = |id: EntityKey| {
        let all = snapshot.counts(id.as_str());
        let (times, articles) =
            (count(language, "card.times", all.mentions), count(language, "card.in-articles", all.articles));
        let title = say(language, "lens.mentions", &[&reader.name_of(&id)?, &times, &articles]);
        Some(Lens { heading: head.span, title, leads: Leads::Dossier(id) })
    };
    subjects.into_iter().filter_map(lens).take(SUBJECTS).collect()
}

/// The sections with their headings: the article's first words stand for a heading where it has
/// none.
fn sections(analysis: &Analysis) -> Vec<(Span, &[Claim])> {
    let below = analysis.blocks.iter().filter(|b| b.role == Role::Subhead);
    let mut heads: Vec<Span> = analysis.head().into_iter().chain(below).map(|b| b.span).collect();
    heads.dedup();
    let mut out = Vec::new();
    let mut rest = analysis.claims.as_slice();
    for (at, heading) in heads.iter().enumerate() {
        let end = heads.get(at + 1).map_or(usize::MAX, |next| next.start);
        let (own, after) = rest.split_at(rest.partition_point(|c| c.span.start < end));
        out.push((*heading, own));
        rest = after;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearly_all_is_not_all() {
        assert_eq!((share(0, 0), share(0, 3), share(1, 3), share(2, 3)), (None, Some(0), Some(33), Some(67)));
        assert_eq!((share(999, 1000), share(1000, 1000)), (Some(99), Some(100)));
    }
}
