//! The background job of the session and what the editor shows of it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use tower_lsp::ls_types::{
    NumberOrString, WorkDoneProgress, WorkDoneProgressBegin, WorkDoneProgressEnd,
    WorkDoneProgressReport,
};

use super::event::Event;
use super::outgoing::{Outgoing, progress_token};
use crate::corpus::{Batch, Job, Progress};
use crate::words::{Language, say};

/// The editor is told no more often than this.
const PAUSE: Duration = Duration::from_millis(100);

/// The job that runs, if one does, and its progress in the editor.
pub(crate) struct Scan {
    running: Option<Running>,
    /// Number of the last progress token.
    token: u64,
    out: Outgoing,
    events: Sender<Event>,
    language: Language,
}

struct Running {
    cancel: Arc<AtomicBool>,
    /// Its token, where the editor was asked to show it.
    token: Option<u64>,
    /// When the editor was last told; `None` before it took the token.
    told: Option<Instant>,
    progress: Progress,
}

impl Scan {
    /// No job yet.
    pub(crate) fn new(out: Outgoing, events: Sender<Event>) -> Self {
        Self {
            running: None,
            token: 0,
            out,
            events,
            language: Language::default(),
        }
    }

    /// Whether a job is out.
    pub(crate) fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// Runs a job in a thread of its own; what it finds comes as [`Event::Found`], its end as
    /// [`Event::JobEnded`]. Its progress is shown if it reads the whole workspace and `shown`.
    pub(crate) fn start(&mut self, job: Job, language: Language, shown: bool) {
        self.language = language;
        let cancel = Arc::new(AtomicBool::new(false));
        let token = (shown && job.is_whole()).then(|| {
            self.token += 1;
            self.token
        });
        self.running = Some(Running {
            cancel: Arc::clone(&cancel),
            token,
            told: None,
            progress: Progress::default(),
        });
        if let Some(token) = token {
            self.out.create_progress(token);
        }
        let events = self.events.clone();
        let run = move || {
            let emit = |batch| drop(events.send(Event::Found(Box::new(batch))));
            if catch_unwind(AssertUnwindSafe(|| job.run(&cancel, emit))).is_err() {
                tracing::error!("reading the workspace panicked");
            }
            let _ = events.send(Event::JobEnded);
        };
        let thread = thread::Builder::new().name("isnad-scan".into()).spawn(run);
        if let Err(error) = thread {
            tracing::error!("no thread to read the workspace: {error}");
            let _ = self.events.send(Event::JobEnded);
        }
    }

    /// The editor took the token; where the job is over already, it is told so.
    pub(crate) fn ready(&mut self, token: u64) {
        let running = self.running.as_mut().filter(|r| r.token == Some(token));
        let progress = running.as_ref().map(|r| r.progress);
        self.out.progress(
            token,
            WorkDoneProgress::Begin(WorkDoneProgressBegin {
                title: say(self.language, "progress.title", &[]),
                cancellable: Some(true),
                message: progress.and_then(|p| message(self.language, p)),
                percentage: Some(progress.map_or(0, percentage)),
            }),
        );
        match running {
            Some(running) => running.told = Some(Instant::now()),
            None => self.end(token),
        }
    }

    /// The job found something more.
    pub(crate) fn progress(&mut self, batch: &Batch) {
        let Some(running) = &mut self.running else {
            return;
        };
        running.progress = batch.progress;
        let (Some(token), Some(told)) = (running.token, running.told) else {
            return;
        };
        if told.elapsed() < PAUSE && !batch.last {
            return;
        }
        running.told = Some(Instant::now());
        self.out.progress(
            token,
            WorkDoneProgress::Report(WorkDoneProgressReport {
                cancellable: Some(true),
                message: message(self.language, batch.progress),
                percentage: Some(percentage(batch.progress)),
            }),
        );
    }

    /// The user stops it, if the token is its.
    pub(crate) fn cancelled(&self, token: &NumberOrString) {
        if let Some(running) = &self.running
            && running.token.map(progress_token).as_ref() == Some(token)
        {
            running.cancel.store(true, Ordering::Relaxed);
        }
    }

    /// The job is over.
    pub(crate) fn ended(&mut self) {
        if let Some(running) = self.running.take()
            && let (Some(token), Some(_)) = (running.token, running.told)
        {
            self.end(token);
        }
    }

    /// Stops whatever runs.
    pub(crate) fn stop(&self) {
        if let Some(running) = &self.running {
            running.cancel.store(true, Ordering::Relaxed);
        }
    }

    fn end(&self, token: u64) {
        let end = WorkDoneProgressEnd::default();
        self.out.progress(token, WorkDoneProgress::End(end));
    }
}

fn message(language: Language, progress: Progress) -> Option<String> {
    let Progress { done, total } = progress;
    (total > 0).then(|| {
        say(
            language,
            "progress.message",
            &[&done.to_string(), &total.to_string()],
        )
    })
}

fn percentage(progress: Progress) -> u32 {
    (progress.done * 100 / progress.total.max(1)).min(100) as u32
}
