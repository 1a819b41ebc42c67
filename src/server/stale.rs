//! Whose diagnostics may no longer be right, and when they are to be looked at: after a burst of
//! edits once, and not never where the edits do not end. The first edit after a rest is published at
//! once.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How long the keyboard has to rest before diagnostics are published.
const REST: Duration = Duration::from_millis(75);

/// How long diagnostics may be held back by edits that do not end.
const LONGEST: Duration = Duration::from_millis(400);

/// Files to publish anew.
#[derive(Debug, Default)]
pub(crate) struct Stale {
    /// These.
    pub(crate) paths: BTreeSet<PathBuf>,
    /// Every file there is something to say of.
    pub(crate) is_all: bool,
    /// Every open document: another article it may be compared with has changed.
    pub(crate) is_open: bool,
    /// When the first of them became so, and when they are due.
    due: Option<(Instant, Instant)>,
    /// How often something became stale.
    count: u64,
    /// When an edit last became stale.
    edited: Option<Instant>,
}

impl Stale {
    /// How long until they are due; `None` where nothing is stale.
    pub(crate) fn due_in(&self) -> Option<Duration> {
        let (_, at) = self.due?;
        Some(at.saturating_duration_since(Instant::now()))
    }

    /// How often something became stale so far.
    pub(crate) const fn count(&self) -> u64 {
        self.count
    }

    /// Gives what is stale, after which nothing is.
    pub(crate) fn take(&mut self) -> Self {
        let (count, edited) = (self.count, self.edited);
        std::mem::replace(self, Self { count, edited, ..Self::default() })
    }

    /// A file that was edited: to be published at once where the edit before is long ago, as most
    /// letters somebody types are, else when the keyboard rests.
    pub(crate) fn edited(&mut self, path: PathBuf) {
        self.paths.insert(path);
        let now = Instant::now();
        let before = self.edited.replace(now);
        let rested = before.is_none_or(|before| now.duration_since(before) >= REST);
        self.delay(if rested { Duration::ZERO } else { REST });
    }

    /// A file that is to be published as soon as the queue is empty.
    pub(crate) fn now(&mut self, path: PathBuf) {
        self.paths.insert(path);
        self.delay(Duration::ZERO);
    }

    /// All files, as soon as the queue is empty.
    pub(crate) fn all_now(&mut self) {
        self.is_all = true;
        self.delay(Duration::ZERO);
    }

    /// All files, when some are due that are noted already.
    pub(crate) fn all(&mut self) {
        self.is_all = true;
        self.count += 1;
        if self.due.is_none() {
            self.delay(Duration::ZERO);
        }
    }

    /// The open documents, when the files have come to rest.
    pub(crate) fn open_soon(&mut self) {
        self.is_open = true;
        self.delay(REST);
    }

    fn delay(&mut self, rest: Duration) {
        self.count += 1;
        let now = Instant::now();
        let first = self.due.map_or(now, |(first, _)| first);
        self.due = Some((first, (now + rest).min(first + LONGEST)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_put_it_off_but_not_for_ever() {
        let mut stale = Stale::default();
        assert_eq!(stale.due_in(), None);
        stale.edited("a".into());
        assert_eq!(stale.due_in(), Some(Duration::ZERO), "the first edit waits for none");
        stale.take();
        stale.open_soon();
        stale.edited = None;
        stale.edited("a".into());
        assert_eq!(stale.due_in(), Some(Duration::ZERO), "nor for what other articles tell");
        stale.take();
        stale.edited("a".into());
        let (first, at) = stale.due.unwrap();
        assert_eq!(at, first + REST);
        stale.due = Some((first.checked_sub(LONGEST).unwrap(), at));
        stale.edited("a".into());
        assert_eq!(stale.due_in(), Some(Duration::ZERO));
    }
}
