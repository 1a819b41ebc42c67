//! How a request is worked on: it goes on the queue, is carried out in the pool on what the messages
//! before it have made, and is given up where nobody waits for it any more.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{PartialResultParams, WorkDoneProgressParams};

use super::backend::Backend;
use super::event::{Event, Read};
use super::feed::{Closing, Feed};
use super::view::{Reader, View};

impl Backend {
    /// Has `work` done in the pool on what the messages so far have made, and awaits the answer.
    /// It is given up when the request is cancelled, and a panic in it is the answer to it alone.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        method: &'static str,
        work: impl FnOnce(&Reader<'_>) -> T + Send + 'static,
    ) -> Result<T> {
        let (reply, answer) = oneshot::channel();
        let asked = Instant::now();
        self.tell(Event::Read(Box::new(ReadJob { method, work, asked, reply })));
        // A read that was dropped unanswered went down with what it was waiting for.
        let (answer, waited) = answer.await.map_err(|_| Error::internal_error())?;
        self.trace().worked(method, asked.elapsed(), waited);
        answer
    }

    /// The same for work that can say something before its answer, as the client's tokens allow.
    pub(super) async fn feed<T: Send + 'static>(
        &self,
        method: &'static str,
        (parts, progress): (PartialResultParams, WorkDoneProgressParams),
        work: impl FnOnce(&Reader<'_>, &Feed) -> T + Send + 'static,
    ) -> Result<T> {
        let (feed, _closing) = self.feeding(parts, progress);
        self.read(method, move |reader| work(reader, &feed)).await
    }

    /// What says something before an answer, and what closes it as soon as that may go out.
    pub(super) fn feeding(
        &self,
        parts: PartialResultParams,
        progress: WorkDoneProgressParams,
    ) -> (Arc<Feed>, Closing) {
        let feed = Arc::new(Feed::new(self.outlet().clone(), parts, progress));
        (Arc::clone(&feed), Closing(feed))
    }
}

/// A request's work and the one answer it gives, with how long the work was waited for.
struct ReadJob<T, F> {
    method: &'static str,
    work: F,
    asked: Instant,
    reply: oneshot::Sender<(Result<T>, Duration)>,
}

impl<T, F> Read for ReadJob<T, F>
where
    T: Send,
    F: FnOnce(&Reader<'_>) -> T + Send,
{
    fn is_given_up(&self) -> bool {
        self.reply.is_closed()
    }

    fn run(self: Box<Self>, view: &View) {
        let Self { method, work, asked, reply } = *self;
        if reply.is_closed() {
            return;
        }
        let waited = asked.elapsed();
        let gone = || reply.is_closed();
        let done = catch_unwind(AssertUnwindSafe(|| work(&Reader::new(view, &gone))));
        let result = done.map_err(|_| {
            tracing::error!("{method} panicked");
            Error::internal_error()
        });
        let _ = reply.send((result, waited));
    }
}
