//! The session: the one thread that owns what changes. It takes the queue in order and never waits
//! for the client.

mod configuration;
mod diagnostics;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use ropey::Rope;
use tokio::runtime::Handle;
use tokio::sync::watch;
use tower_lsp::ls_types::{
    DidChangeTextDocumentParams, DidOpenTextDocumentParams, Location, WorkspaceFolder,
};

use self::configuration::Generations;
use self::diagnostics::AskingAgain;
use super::capabilities::{Agreed, ClientCan};
use super::convert::path_of;
use super::documents::Document;
use super::event::{Event, Read};
use super::formatting::Formats;
use super::outgoing::Outgoing;
use super::pages::{self, Pages};
use super::publish::Publisher;
use super::pull::Pulls;
use super::pull::workspace::Pulse;
use super::queue::{Next, Queue};
use super::scan::Scan;
use super::stale::Stale;
use super::tokens::Given;
use super::view::{Ranges, Uris, View};
use super::watcher::Watch;
use crate::corpus::{Batch, Cache, Corpus, FileRole, Reading, Waiting};
use crate::text::Encoding;

/// What the thread owns.
pub(crate) struct Session {
    pub(super) encoding: Encoding,
    pub(super) can: ClientCan,
    agreed: Option<Box<Agreed>>,
    roots: Vec<PathBuf>,
    pub(super) corpus: Corpus,
    pub(super) documents: HashMap<PathBuf, Document>,
    uris: Uris,
    given: Given,
    /// Documents whose rope is newer than the corpus.
    edited: BTreeSet<PathBuf>,
    pub(super) stale: Stale,
    /// The corpus' count of changes that the findings published were made with.
    changes: u64,
    /// The same count of what could be found, that the hints at ignores were made with.
    found: u64,
    publisher: Publisher,
    /// What the client was told where it asks for diagnostics.
    pulls: Pulls,
    asking_again: AskingAgain,
    /// Addresses of the rules' pages.
    pages: Pages,
    /// Places that were looked for before.
    ranges: Ranges,
    pulse: watch::Sender<Pulse>,
    configuration: Generations,
    /// What formatting the client is offered.
    formats: Formats,
    scan: Scan,
    /// Who waits for an answer.
    waiting: Waiting,
    /// Our own eye on the files, where the client has none.
    watch: Option<Watch>,
    /// Files that were said to be unreadable.
    unreadable: HashSet<PathBuf>,
    pub(super) out: Outgoing,
    events: Sender<Event>,
    runtime: Handle,
}

impl Session {
    /// A session that speaks through `out`; its background work reports to `events`.
    pub(crate) fn new(
        out: Outgoing,
        events: Sender<Event>,
        runtime: Handle,
        pulls: Pulls,
        pulse: watch::Sender<Pulse>,
        waiting: Waiting,
    ) -> Self {
        Self {
            encoding: Encoding::default(),
            can: ClientCan::default(),
            agreed: None,
            roots: Vec::new(),
            corpus: Corpus::default(),
            documents: HashMap::new(),
            uris: Uris::default(),
            given: Given::default(),
            edited: BTreeSet::new(),
            stale: Stale::default(),
            changes: 0,
            found: 0,
            publisher: Publisher::default(),
            pulls,
            asking_again: AskingAgain::default(),
            pages: Pages::default(),
            ranges: Ranges::default(),
            pulse,
            configuration: Generations::default(),
            formats: Formats::default(),
            scan: Scan::new(out.clone(), events.clone()),
            waiting,
            watch: None,
            unreadable: HashSet::new(),
            out,
            events,
            runtime,
        }
    }

    /// Takes events until [`Event::Stop`].
    pub(crate) fn run(mut self, mut queue: Queue) {
        loop {
            let event = match queue.next(self.stale.due_in()) {
                Next::Event(Event::Stop) => return self.scan.stop(),
                Next::Event(event) => Some(event),
                Next::Nothing => None,
                Next::End => return,
            };
            let is_found = event.as_ref().is_some_and(Event::is_found);
            let _waits = (!is_found).then(|| self.waiting.begin());
            // A fault in one event must not end the session; what it left half done, the next
            // edit, save or scan of the same file puts right.
            if let Some(event) = event
                && catch_unwind(AssertUnwindSafe(|| self.handle(event))).is_err()
            {
                tracing::error!("handling an event panicked; going on");
            }
            if self.stale.due_in() == Some(Duration::ZERO)
                && catch_unwind(AssertUnwindSafe(|| self.publish())).is_err()
            {
                tracing::error!("publishing diagnostics panicked; going on");
            }
            self.beat();
        }
    }

    fn handle(&mut self, event: Event) {
        match event {
            Event::Agreed(agreed) => self.agree(agreed),
            Event::Initialized => self.begin(),
            Event::Opened(params) => self.opened(*params),
            Event::Changed(params) => self.changed(&params),
            Event::Saved(uri) => self.saved(&path_of(&uri)),
            Event::Closed(uri) => self.closed(&path_of(&uri)),
            Event::Touched(paths) => self.touched(&paths),
            Event::Folders { added, removed } => self.folders(&added, &removed),
            Event::ConfigurationChanged(pushed) => self.configuration_changed(&pushed),
            Event::Configuration { generation, settings } => self.configured(generation, &settings),
            Event::ProgressReady(token) => self.scan.ready(token),
            Event::ProgressCancelled(token) => self.scan.cancelled(&token),
            Event::Found { run, batch } => self.found(run, *batch),
            Event::JobEnded(run) => self.scan.ended(run),
            Event::Pulled(known) => self.pulled(*known),
            Event::Refreshed => self.asked_again(),
            Event::Execute(arguments, done) => {
                self.execute(&arguments);
                let _ = done.send(());
            }
            Event::Edit(edit) => self.out.apply_edit(*edit),
            Event::Show(place) => self.show(*place),
            Event::Read(read) => self.read(read),
            Event::Stop => {}
            #[expect(clippy::panic, reason = "what the test asks for")]
            Event::Panic => panic!("a test asked for this"),
        }
        if self.agreed.is_none() && self.corpus.has_work() && self.scan.has_room() {
            self.start_job();
        }
    }

    fn start_job(&mut self) {
        let language = self.corpus.snapshot().language(Path::new(""));
        let shown = self.can.progress && !self.roots.is_empty();
        if let Some(job) = self.corpus.next_job() {
            self.scan.start(job, language, shown);
        }
    }

    fn agree(&mut self, agreed: Box<Agreed>) {
        self.encoding = agreed.encoding;
        self.can = agreed.can;
        self.agreed = Some(agreed);
    }

    /// The client is ready: the workspace is read, and the client is asked what there is to ask.
    fn begin(&mut self) {
        let Some(agreed) = self.agreed.take() else {
            return;
        };
        self.out.register(agreed.registrations());
        self.corpus.set_language(agreed.language);
        self.roots.clone_from(&agreed.roots);
        let waiting = self.waiting.clone();
        self.corpus.set_reading(Reading { cache: Cache::of_user(), waiting, ..Reading::default() });
        // Before anything is read, so that no change falls between.
        if !self.can.watch {
            let watch = Watch::new(self.events.clone());
            watch.set_roots(&self.roots);
            self.watch = Some(watch);
        }
        self.corpus.set_roots(agreed.roots);
        self.apply_settings(&agreed.options);
        if self.can.configuration {
            self.ask_configuration();
        }
        if self.can.code_link {
            self.pages = pages::addresses();
        }
        self.stale.all_now();
    }

    fn opened(&mut self, params: DidOpenTextDocumentParams) {
        let item = params.text_document;
        let path = path_of(&item.uri);
        Arc::make_mut(&mut self.uris).insert(path.clone(), item.uri.clone());
        let document = Document { uri: item.uri, version: item.version, text: Rope::from_str(&item.text) };
        self.pulls.is_now(&path, document.version);
        self.documents.insert(path.clone(), document);
        self.edited.insert(path.clone());
        self.stale.now(path);
    }

    fn changed(&mut self, params: &DidChangeTextDocumentParams) {
        let path = path_of(&params.text_document.uri);
        let Some(document) = self.documents.get_mut(&path) else {
            tracing::warn!("{} was changed and is not open", path.display());
            return;
        };
        for change in &params.content_changes {
            document.apply(change, self.encoding);
        }
        document.version = params.text_document.version;
        self.pulls.is_now(&path, document.version);
        self.edited.insert(path.clone());
        self.stale.edited(path);
    }

    /// An open article's text is known, and only the day it was changed is news; others were changed
    /// on disk.
    fn saved(&mut self, path: &Path) {
        let role = self.corpus.snapshot().project().role(path);
        if role == FileRole::Other && self.documents.contains_key(path) {
            self.flush();
            self.corpus.refresh(path);
        } else if role == FileRole::Ignore || !self.documents.contains_key(path) {
            self.corpus.refresh(path);
            self.stale.all_now();
        }
    }

    fn closed(&mut self, path: &Path) {
        let Some(document) = self.documents.remove(path) else {
            tracing::warn!("{} was closed and is not open", path.display());
            return;
        };
        tracing::debug!("closed {}", document.uri.as_str());
        self.edited.remove(path);
        Arc::make_mut(&mut self.uris).remove(path);
        self.given.lock().unwrap_or_else(PoisonError::into_inner).remove(path);
        self.pulls.closed(path);
        self.corpus.close(path);
        if self.corpus.snapshot().project().role(path) == FileRole::Other {
            self.stale.now(path.to_path_buf());
        } else {
            self.stale.all_now();
        }
    }

    fn touched(&mut self, paths: &[PathBuf]) {
        self.flush();
        self.corpus.refresh_all(paths);
        self.stale.all_now();
    }

    fn folders(&mut self, added: &[WorkspaceFolder], removed: &[WorkspaceFolder]) {
        let removed: Vec<_> = removed.iter().map(|f| path_of(&f.uri)).collect();
        self.roots.retain(|root| !removed.contains(root));
        for folder in added {
            let path = path_of(&folder.uri);
            if !self.roots.contains(&path) {
                self.roots.push(path);
            }
        }
        self.flush();
        // Before anything is read, so that no change falls between.
        if let Some(watch) = &self.watch {
            watch.set_roots(&self.roots);
        }
        self.corpus.set_roots(self.roots.clone());
        self.stale.all_now();
    }

    fn found(&mut self, run: u64, batch: Batch) {
        self.scan.progress(run, &batch);
        let last = batch.last;
        self.corpus.apply(batch);
        if self.corpus.changes() != self.changes && !self.documents.is_empty() {
            self.stale.open_soon();
        }
        if last {
            self.report_unreadable();
            // Only now can it be told which ignores match nothing.
            let snapshot = self.corpus.snapshot();
            if snapshot.is_settled() {
                let files = snapshot.project().ignores();
                files.for_each(|(path, _)| self.stale.now(path.to_path_buf()));
            }
        }
    }

    /// One line for each file that could not be read, once.
    fn report_unreadable(&mut self) {
        let snapshot = self.corpus.snapshot();
        self.unreadable.retain(|p| snapshot.fault(p).is_some());
        for fault in snapshot.faults() {
            if self.unreadable.insert(fault.path.clone()) {
                let message = fault.message(snapshot.language(&fault.path));
                let path = crate::words::isolate(&fault.path.display().to_string());
                self.out.warn(format!("{path}: {message}"));
            }
        }
    }

    fn read(&mut self, read: Box<dyn Read>) {
        if read.is_given_up() {
            return;
        }
        self.flush();
        let (view, waits) = (self.view(), self.waiting.begin());
        self.runtime.spawn_blocking(move || {
            let _waits = waits;
            read.run(&view);
        });
    }

    /// Has the client show a place, where it can.
    fn show(&self, place: Location) {
        if self.can.show_document {
            self.out.show_document(place);
        }
    }

    fn view(&self) -> View {
        View {
            snapshot: self.corpus.snapshot(),
            encoding: self.encoding,
            can: self.can,
            uris: Arc::clone(&self.uris),
            given: Arc::clone(&self.given),
            pulls: self.pulls.clone(),
            pages: Arc::clone(&self.pages),
            ranges: self.ranges.clone(),
            epoch: self.epoch(),
        }
    }

    /// Brings the corpus up to the ropes.
    pub(super) fn flush(&mut self) {
        let before = self.corpus.snapshot();
        while let Some(path) = self.edited.pop_first() {
            if let Some(document) = self.documents.get(&path)
                && !pages::is_page(&path)
            {
                let text: Arc<str> = document.text.to_string().into();
                self.corpus.set_open(&path, text, document.version);
            }
        }
        // A text that changes settings or knowledge changes what there is to say of others.
        if !std::ptr::eq(before.project(), self.corpus.snapshot().project()) {
            self.stale.all();
        }
    }
}
