//! The diagnostics of the workspace.
//!
//! Editors ask for them again and again: VS Code two seconds after each answer. Whoever takes the
//! answer in parts is therefore let wait until something has happened, and while much happens for a
//! good while after the last look through the articles (`look`); whoever does not is answered at once.
//! Of several requests only the newest is worked on.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::{Semaphore, watch};
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{PreviousResultId, WorkspaceDiagnosticReport};

use super::look::{Asked, Items, Swept, look};
use super::{Pulls, given_up};
use crate::server::backend::Backend;
use crate::server::feed::Feed;

/// How long an answer that says nothing new is held back.
const PATIENCE: Duration = Duration::from_secs(5);

/// Looks take a tenth of the time at most …
const REST: u32 = 9;

/// … but nobody waits longer than this for one.
const LONGEST_REST: Duration = Duration::from_secs(60);

/// How things stand with the session, for those who wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pulse {
    /// How much has happened that can change a diagnostic, counted.
    pub(crate) epoch: u64,
    /// Whether all files have been read that were to be.
    pub(crate) is_at_rest: bool,
}

/// The requests about the workspace, of all that are under way.
#[derive(Debug)]
pub(crate) struct Sweeps {
    pulls: Pulls,
    pulse: watch::Receiver<Pulse>,
    /// Who has it looks through the articles.
    turn: Semaphore,
    /// Counts requests: the newest counts.
    newest: watch::Sender<u64>,
}

impl Sweeps {
    /// Nothing under way; the session tells by `pulse` how things stand.
    pub(crate) fn new(pulls: Pulls, pulse: watch::Receiver<Pulse>) -> Self {
        Self { pulls, pulse, turn: Semaphore::new(1), newest: watch::Sender::default() }
    }

    /// Answers a request whose client has these diagnostics, unless it asks anew before.
    ///
    /// # Errors
    ///
    /// Where it does, and as reading has them.
    pub(crate) async fn answer(
        &self,
        backend: &Backend,
        feed: Arc<Feed>,
        previous: Vec<PreviousResultId>,
    ) -> Result<WorkspaceDiagnosticReport> {
        self.newest.send_modify(|count| *count += 1);
        let mut newest = self.newest.subscribe();
        tokio::select! {
            report = self.news(backend, feed, Asked::new(previous)) => report,
            _ = newest.changed() => Err(given_up("The client has asked anew", false)),
        }
    }

    /// Looks for what the client has not; where it takes parts, until there is something.
    async fn news(
        &self,
        backend: &Backend,
        feed: Arc<Feed>,
        mut asked: Asked,
    ) -> Result<WorkspaceDiagnosticReport> {
        let mut pulse = self.pulse.clone();
        let held_until = Instant::now() + PATIENCE;
        loop {
            // What is known of half of the articles says little about each.
            let _ = pulse.wait_for(|pulse| pulse.is_at_rest).await;
            if feed.takes_parts() {
                let epoch = pulse.borrow().epoch;
                tokio::time::sleep(self.pulls.swept().map_or(Duration::ZERO, |s| rest(&s, epoch))).await;
            }
            let turn = self.turn.acquire().await;
            pulse.mark_unchanged();
            let feeding = Arc::clone(&feed);
            let looked = backend.read("workspace/diagnostic", move |reader| look(reader, &feeding, asked));
            let (items, asked_now) = looked.await?;
            drop(turn);
            asked = asked_now;
            match items {
                Items::Unchanged(items) if feed.takes_parts() => {
                    let news = tokio::time::timeout_at(held_until.into(), pulse.changed()).await;
                    if !matches!(news, Ok(Ok(()))) {
                        return Ok(WorkspaceDiagnosticReport { items });
                    }
                }
                Items::Unchanged(items) | Items::News(items) => {
                    return Ok(WorkspaceDiagnosticReport { items });
                }
            }
        }
    }
}

/// How long to wait before the next look, where something has happened since the last.
fn rest(last: &Swept, epoch: u64) -> Duration {
    if epoch <= last.epoch {
        return Duration::ZERO;
    }
    let rest = (last.took * REST).min(LONGEST_REST);
    rest.saturating_sub(last.ended.elapsed())
}
