//! Whether somebody waits for an answer: whoever reads a folder then holds still, as two that work at once
//! slow each other down even on cores of their own.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// How long a reader holds still at most before each file, so that reading comes to an end even where
/// somebody always waits.
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

    /// Holds still while somebody waits, for a while at most.
    pub(super) fn hold(&self) {
        let (count, changed) = &*self.0;
        let count = count.lock().unwrap_or_else(PoisonError::into_inner);
        drop(changed.wait_timeout_while(count, LONGEST, |count| *count > 0));
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
        waiting.hold();
        let (first, second) = (waiting.begin(), waiting.begin());
        let held = AtomicUsize::new(0);
        thread::scope(|scope| {
            scope.spawn(|| {
                for _ in 0..10 {
                    waiting.hold();
                    held.fetch_add(1, Ordering::SeqCst);
                }
            });
            drop(first);
            assert!(held.load(Ordering::SeqCst) < 10, "one waits yet");
            drop(second);
        });
        assert_eq!(held.into_inner(), 10);
        let _waits = waiting.begin();
        waiting.hold();
    }
}
