//! Whether somebody waits for an answer: whoever reads a folder then holds still, as two that work at once
//! slow each other down even on cores of their own.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long a reader holds still at most in one file, so that reading comes to an end even where somebody
/// always waits.
const LONGEST: Duration = Duration::from_millis(20);

/// How many wait. A copy counts the same.
#[derive(Clone, Debug, Default)]
pub struct Waiting(Arc<(Mutex<usize>, Condvar)>);

/// Somebody who waits, until this is dropped.
#[derive(Debug)]
pub struct Waits(Waiting);

impl Waiting {
    /// Somebody waits from now on.
    pub fn begin(&self) -> Waits {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        Waits(self.clone())
    }

    /// For whoever begins to read a file.
    pub(super) const fn patience(&self) -> Patience<'_> {
        Patience { waiting: self, left: LONGEST }
    }
}

/// What is left of the time that a reader holds still for.
#[derive(Debug)]
pub(super) struct Patience<'a> {
    waiting: &'a Waiting,
    left: Duration,
}

impl Patience<'_> {
    /// Holds still while somebody waits.
    pub(super) fn hold(&mut self) {
        let (count, changed) = &*self.waiting.0;
        let count = count.lock().unwrap_or_else(PoisonError::into_inner);
        if *count > 0 {
            let began = Instant::now();
            drop(changed.wait_timeout_while(count, self.left, |count| *count > 0));
            self.left = self.left.saturating_sub(began.elapsed());
        }
    }
}

impl Drop for Waits {
    fn drop(&mut self) {
        let (count, changed) = &*self.0.0;
        let mut count = count.lock().unwrap_or_else(PoisonError::into_inner);
        *count = count.saturating_sub(1);
        if *count == 0 {
            changed.notify_all();
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
}
