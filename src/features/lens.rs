//! Lenses: over each section of an article how much it claims, and how much of that has a source
//! and a date.

use std::path::Path;

use crate::analysis::Analysis;
use crate::claims::{Claim, DateStatus, SourceStatus};
use crate::corpus::Snapshot;
use crate::text::{Role, Span};
use crate::words::{Language, count, say};

/// What there is to say over a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// Its heading: the article's headline, or one inside it.
    pub heading: Span,
    /// In a few words: «8 أخبار · 75% بمصدر · 50% مؤرخ».
    pub title: String,
    /// Its claims, in order.
    pub claims: Vec<Span>,
}

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

/// The lenses of an open article, one for each section that claims something.
pub fn lenses(snapshot: &Snapshot, path: &Path) -> Vec<Lens> {
    let Some(open) = snapshot.open(path) else {
        return Vec::new();
    };
    let language = snapshot.language(path);
    let sections = sections(&open.analysis).into_iter().filter(|(_, claims)| !claims.is_empty());
    let lens = sections.map(|(heading, claims)| Lens {
        heading,
        title: Tally::of(claims).title(language),
        claims: claims.iter().map(|c| c.span).collect(),
    });
    lens.collect()
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
