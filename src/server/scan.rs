//! The background jobs of the session and what the editor shows of them.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use tower_lsp::ls_types::{
    NumberOrString, WorkDoneProgress, WorkDoneProgressBegin, WorkDoneProgressEnd, WorkDoneProgressReport,
};

use super::event::Event;
use super::outgoing::{Outgoing, progress_token};
use super::process::stand_back;
use crate::corpus::{Batch, Job, Progress};
use crate::words::{Language, say};

/// The editor is told no more often than this.
const PAUSE: Duration = Duration::from_millis(100);

/// More jobs than this are not out at once: the walk of the workspace, and beside it a few files.
const ROOM: usize = 2;

/// The jobs that run, and what the editor shows of them. Runs are numbered; a run that is shown
/// has its number as its token.
pub(crate) struct Scan {
    running: BTreeMap<u64, Running>,
    /// Number of the last run.
    last: u64,
    /// How far the last run came that was over before the editor took its token.
    unseen: Progress,
    out: Outgoing,
    events: Sender<Event>,
    language: Language,
}

struct Running {
    cancel: Arc<AtomicBool>,
    /// When the editor was last told; `None` before it took the token.
    told: Option<Instant>,
    progress: Progress,
}

impl Scan {
    /// No job yet.
    pub(crate) fn new(out: Outgoing, events: Sender<Event>) -> Self {
        let (running, language) = (BTreeMap::new(), Language::default());
        Self { running, last: 0, unseen: Progress::default(), out, events, language }
    }

    /// Whether one more job may run.
    pub(crate) fn has_room(&self) -> bool {
        self.running.len() < ROOM
    }

    /// Whether a job runs.
    pub(crate) fn is_running(&self) -> bool {
        !self.running.is_empty()
    }

    /// Runs a job in a thread of its own; what it finds comes as [`Event::Found`], its end as
    /// [`Event::JobEnded`]. Its progress is shown if it takes time and `shown`.
    pub(crate) fn start(&mut self, job: Job, language: Language, shown: bool) {
        self.language = language;
        self.last += 1;
        let run = self.last;
        let cancel = Arc::new(AtomicBool::new(false));
        let running = Running { cancel: Arc::clone(&cancel), told: None, progress: Progress::default() };
        self.running.insert(run, running);
        if shown && job.takes_time() {
            self.out.create_progress(run);
        }
        let events = self.events.clone();
        let work = move || {
            stand_back();
            let emit = |batch| {
                let batch = Box::new(batch);
                drop(events.send(Event::Found { run, batch }));
            };
            if catch_unwind(AssertUnwindSafe(|| job.run(&cancel, emit))).is_err() {
                tracing::error!("reading the workspace panicked");
            }
            let _ = events.send(Event::JobEnded(run));
        };
        let thread = thread::Builder::new().name("isnad-scan".into()).spawn(work);
        if let Err(error) = thread {
            tracing::error!("no thread to read the workspace: {error}");
            let _ = self.events.send(Event::JobEnded(run));
        }
    }

    /// The editor took the token of a run; where that is over already, it is told so.
    pub(crate) fn ready(&mut self, run: u64) {
        let running = self.running.get_mut(&run);
        let progress = running.as_ref().map(|r| r.progress);
        self.out.progress(
            run,
            WorkDoneProgress::Begin(WorkDoneProgressBegin {
                title: say(self.language, "progress.title", &[]),
                cancellable: Some(true),
                message: progress.and_then(|p| message(self.language, p)),
                percentage: Some(progress.map_or(0, percentage)),
            }),
        );
        match running {
            Some(running) => running.told = Some(Instant::now()),
            None => self.end(run, self.unseen),
        }
    }

    /// A run found something more.
    pub(crate) fn progress(&mut self, run: u64, batch: &Batch) {
        let Some(running) = self.running.get_mut(&run) else {
            return;
        };
        running.progress = batch.progress;
        let Some(told) = running.told else { return };
        if told.elapsed() < PAUSE && !batch.last {
            return;
        }
        running.told = Some(Instant::now());
        self.out.progress(
            run,
            WorkDoneProgress::Report(WorkDoneProgressReport {
                cancellable: Some(true),
                message: message(self.language, batch.progress),
                percentage: Some(percentage(batch.progress)),
            }),
        );
    }

    /// The user stops the run with this token.
    pub(crate) fn cancelled(&self, token: &NumberOrString) {
        for (run, running) in &self.running {
            if progress_token(*run) == *token {
                running.cancel.store(true, Ordering::Relaxed);
            }
        }
    }

    /// A run is over.
    pub(crate) fn ended(&mut self, run: u64) {
        match self.running.remove(&run) {
            Some(running) if running.told.is_some() => self.end(run, running.progress),
            Some(running) => self.unseen = running.progress,
            None => {}
        }
    }

    /// Stops whatever runs.
    pub(crate) fn stop(&self) {
        for running in self.running.values() {
            running.cancel.store(true, Ordering::Relaxed);
        }
    }

    fn end(&self, run: u64, progress: Progress) {
        let end = WorkDoneProgressEnd { message: message(self.language, progress) };
        self.out.progress(run, WorkDoneProgress::End(end));
    }
}

fn message(language: Language, progress: Progress) -> Option<String> {
    let Progress { done, total } = progress;
    (total > 0).then(|| say(language, "progress.message", &[&done.to_string(), &total.to_string()]))
}

fn percentage(progress: Progress) -> u32 {
    (progress.done * 100 / progress.total.max(1)).min(100) as u32
}
