//! What a request says before its answer, under the tokens its client gave: parts of the result, and
//! how far the work is. It goes out in order, and nothing more once the answer may.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use serde::Serialize;
use serde_json::json;
use tower_lsp::ls_types::{
    NumberOrString, PartialResultParams, WorkDoneProgress, WorkDoneProgressBegin, WorkDoneProgressEnd,
    WorkDoneProgressParams, WorkDoneProgressReport,
};

use super::outlet::Outlet;
use super::view::Reader;
use crate::words::{Language, say};

/// How far the work is, is told no more often than this.
const PAUSE: Duration = Duration::from_millis(100);

/// A part of a list has no more than this.
const PART: usize = 200;

/// How long a client that is behind is let alone before it is looked at again.
const BREATH: Duration = Duration::from_millis(2);

/// One request's.
#[derive(Debug)]
pub(crate) struct Feed {
    outlet: Outlet,
    parts: Option<NumberOrString>,
    work: Option<NumberOrString>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// When the client was last told how far the work is, if the work has begun.
    told: Option<Instant>,
    /// Whether the answer may have gone out.
    closed: bool,
}

/// Closes a feed when the request is over, however it ends: a cancelled one is dropped before it is
/// answered.
#[derive(Debug)]
pub(crate) struct Closing(pub(crate) Arc<Feed>);

impl Drop for Closing {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl Feed {
    /// The feed of a request with these parameters.
    pub(crate) fn new(outlet: Outlet, parts: PartialResultParams, work: WorkDoneProgressParams) -> Self {
        Self {
            outlet,
            parts: parts.partial_result_token,
            work: work.work_done_token,
            state: Mutex::default(),
        }
    }

    /// Whether the client takes the result in parts.
    pub(crate) fn takes_parts(&self) -> bool {
        self.parts.is_some()
    }

    /// Puts what was found, `total` at most, in the protocol's words: what is given back is the answer, of which nothing
    /// is left where the client takes it in parts.
    pub(crate) fn say_each<T, U: Serialize>(
        &self,
        reader: &Reader<'_>,
        title: String,
        total: usize,
        found: impl IntoIterator<Item = T>,
        mut say: impl FnMut(T) -> Option<U>,
    ) -> Vec<U> {
        let language = reader.snapshot().language(Path::new(""));
        let mut said = Vec::new();
        self.begin(title);
        for (done, one) in found.into_iter().enumerate() {
            if reader.is_given_up() {
                break;
            }
            self.report(language, done, total);
            said.extend(say(one));
            if self.takes_parts() && said.len() >= PART {
                self.part(reader, &std::mem::take(&mut said));
            }
        }
        if self.takes_parts() && !said.is_empty() && !reader.is_given_up() {
            self.part(reader, &std::mem::take(&mut said));
        }
        said
    }

    /// Sends a part of the result, as soon as the client keeps up.
    pub(crate) fn part(&self, reader: &Reader<'_>, part: &impl Serialize) {
        let Some(token) = &self.parts else { return };
        while self.outlet.is_behind() && !reader.is_given_up() {
            thread::sleep(BREATH);
        }
        self.send(&self.state(), token, part);
    }

    /// Says that the work begins.
    pub(crate) fn begin(&self, title: String) {
        let mut state = self.state();
        let Some(token) = self.work.as_ref().filter(|_| state.told.is_none()) else {
            return;
        };
        state.told = Some(Instant::now());
        let begin = WorkDoneProgressBegin {
            title,
            percentage: Some(0),
            message: None,
            // By `$/cancelRequest`, as any request.
            cancellable: None,
        };
        self.send(&state, token, &WorkDoneProgress::Begin(begin));
    }

    /// Says how far the work is, unless that was said just now.
    pub(crate) fn report(&self, language: Language, done: usize, total: usize) {
        let mut state = self.state();
        let Some(token) = self.work.as_ref().filter(|_| state.told.is_some_and(|t| t.elapsed() >= PAUSE))
        else {
            return;
        };
        state.told = Some(Instant::now());
        let report = WorkDoneProgressReport {
            message: Some(say(language, "progress.message", &[&done.to_string(), &total.to_string()])),
            percentage: Some((done * 100 / total.max(1)).min(100) as u32),
            cancellable: None,
        };
        self.send(&state, token, &WorkDoneProgress::Report(report));
    }

    /// Says that the work is done, where it had begun; nothing goes out any more.
    pub(crate) fn close(&self) {
        let mut state = self.state();
        if let Some(token) = self.work.as_ref().filter(|_| state.told.is_some()) {
            self.send(&state, token, &WorkDoneProgress::End(WorkDoneProgressEnd::default()));
        }
        state.closed = true;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The lock held makes sure that nobody closes the feed meanwhile.
    fn send(&self, state: &State, token: &NumberOrString, value: &impl Serialize) {
        if !state.closed {
            self.outlet.notify("$/progress", &json!({"token": token, "value": value}));
        }
    }
}
