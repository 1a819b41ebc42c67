//! Whether somebody waits for an answer: whoever reads a folder then holds still, as two that work at once
//! slow each other down even on cores of their own.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long a reader holds still at most in one file, so that reading comes to an end even where somebody
/// always waits.
const LONGEST: Duration = Duration::from_millis(20);

/// How long after the first word of somebody he is expected to wait.
const SOON: Duration = Duration::from_millis(3);

/// Those who wait. A copy counts the same.
#[derive(Clone, Debug, Default)]
pub struct Waiting(Arc<(Mutex<Who>, Condvar)>);

#[derive(Debug, Default)]
struct Who {
    /// How many wait.
    count: usize,
    /// Until when somebody is expected to.
    expected: Option<Instant>,
}

/// Somebody who waits, until this is dropped.
#[derive(Debug)]
pub struct Waits(Waiting);

impl Waiting {
    /// Somebody waits from now on.
    pub fn begin(&self) -> Waits {
        self.who().count += 1;
        Waits(self.clone())
    }

    /// Somebody will wait before long: whoever reads is still when he does.
    pub fn expect(&self) {
        self.who().expected = Some(Instant::now() + SOON);
    }

    /// For whoever begins to read a file.
    pub(super) const fn patience(&self) -> Patience<'_> {
        Patience { waiting: self, left: LONGEST }
    }

    fn who(&self) -> MutexGuard<'_, Who> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is left of the time that a reader holds still for.
#[derive(Debug)]
pub(super) struct Patience<'a> {
    waiting: &'a Waiting,
    left: Duration,
}

impl Patience<'_> {
    /// Holds still while somebody waits, or is expected to.
    pub(super) fn hold(&mut self) {
        let mut who = self.waiting.who();
        while let Some(time) = who.wait().map(|time| time.min(self.left)).filter(|time| !time.is_zero()) {
            let began = Instant::now();
            who = match self.waiting.0.1.wait_timeout(who, time) {
                Ok((who, _)) => who,
                Err(poisoned) => poisoned.into_inner().0,
            };
            self.left = self.left.saturating_sub(began.elapsed());
        }
    }
}

impl Who {
    /// How long to hold still before looking again; `None` where nobody waits.
    fn wait(&mut self) -> Option<Duration> {
        if self.count > 0 {
            return Some(LONGEST);
        }
        let left = self.expected.map(|until| until.saturating_duration_since(Instant::now()));
        self.expected = self.expected.filter(|_| left != Some(Duration::ZERO));
        left
    }
}

impl Drop for Waits {
    fn drop(&mut self) {
        let mut who = self.0.who();
        who.count = who.count.saturating_sub(1);
        if who.count == 0 {
            who.expected = None;
            self.0.0.1.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    use super::*;

    #[test]
    fn who_reads_holds_still_until_nobody_waits() {
        let waiting = Waiting::default();
        waiting.patience().hold();
        let (first, second) = (waiting.begin(), waiting.begin());
        let held = AtomicUsize::new(0);
        thread::scope(|scope| {
            scope.spawn(|| {
                for _ in 0..10 {
                    waiting.patience().hold();
                    held.fetch_add(1, Ordering::SeqCst);
                }
            });
            drop(first);
            assert!(held.load(Ordering::SeqCst) < 10, "one waits yet");
            drop(second);
        });
        assert_eq!(held.into_inner(), 10);
        let _waits = waiting.begin();
        let mut patience = waiting.patience();
        patience.hold();
        assert_eq!(patience.left, Duration::ZERO, "but not for ever");
        patience.hold();
    }

    #[test]
    fn who_is_expected_is_waited_for() {
        let waiting = Waiting::default();
        waiting.expect();
        let mut patience = waiting.patience();
        patience.hold();
        assert!(patience.left < LONGEST, "nobody came, but he might have");
        waiting.expect();
        drop(waiting.begin());
        let left = patience.left;
        patience.hold();
        assert_eq!(patience.left, left, "he has come and gone");
    }
}
