//! From one mention of somebody to the next or the one before: through the article, then through the
//! archive by date.

use std::path::Path;
use std::sync::Arc;

use super::location::Location;
use super::references::Counted;
use super::subject::Subject;
use crate::corpus::{MentionFact, Snapshot};

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To the next mention; from the last to newer articles.
    Next,
    /// To the one before; from the first to older articles.
    Previous,
}

/// How far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// From the last mention of the article to its first.
    Article,
    /// From the last mention of the article to the first of the next one, and from the newest article
    /// to the oldest. Articles without a date come before all others.
    #[default]
    Archive,
}

/// The mention one step from that at a byte offset of an open article, of those that count as
/// references; `None` where nothing is named there. Where there is no other, it is the same.
pub fn step(snapshot: &Snapshot, path: &Path, offset: usize, way: Way, reach: Reach) -> Option<Location> {
    let subject = Subject::at(snapshot, path, offset)?;
    let steps = Steps { snapshot, id: subject.id.as_str(), counted: Counted::new(snapshot, path), way };
    let here = subject.mention.span;
    let after = |fact: &MentionFact| match way {
        Way::Next => fact.span().start > here.start,
        Way::Previous => fact.span().start < here.start,
    };
    steps
        .first_in(path, after)
        .or_else(|| steps.first_elsewhere(path).filter(|_| reach == Reach::Archive))
        .or_else(|| steps.first_in(path, |_| true))
}

struct Steps<'s> {
    snapshot: &'s Snapshot,
    id: &'s str,
    counted: Counted,
    way: Way,
}

impl Steps<'_> {
    /// The first mention of an article, on the way, that is wanted.
    fn first_in(&self, path: &Path, wanted: impl Fn(&MentionFact) -> bool) -> Option<Location> {
        let article = self.snapshot.article(path)?;
        let facts = article.mentions_of(self.id)?.mentions.iter();
        let mut wanted = facts.filter(|fact| self.counted.holds(**fact) && wanted(fact));
        let fact = match self.way {
            Way::Next => wanted.next(),
            Way::Previous => wanted.next_back(),
        }?;
        Some(Location::span(Arc::clone(&article.path), fact.span()))
    }

    /// The first mention of the next article on the way that has one, round the whole archive.
    fn first_elsewhere(&self, path: &Path) -> Option<Location> {
        let mut paths: Vec<&Path> = self.snapshot.naming(self.id).map(|named| named.path).collect();
        // They come the newest first.
        if self.way == Way::Next {
            paths.reverse();
        }
        let here = paths.iter().position(|p| *p == path)?;
        let (before, from_here) = paths.split_at(here);
        from_here.iter().skip(1).chain(before).find_map(|path| self.first_in(path, |_| true))
    }
}
