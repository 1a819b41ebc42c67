//! The session: the one thread that owns what changes. It takes the queue in order and never waits
//! for the client.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use ropey::Rope;
use serde_json::Value;
use tokio::runtime::Handle;
use tower_lsp::ls_types::{
    DidChangeTextDocumentParams, DidOpenTextDocumentParams, Uri, WorkspaceFolder,
};

use super::capabilities::{Agreed, ClientCan};
use super::convert::path_of;
use super::documents::Document;
use super::event::{Event, Read};
use super::outgoing::Outgoing;
use super::pages;
use super::publish::Publisher;
use super::scan::Scan;
use super::view::{Uris, View};
use crate::corpus::{Batch, Corpus, FileRole};
use crate::rules;
use crate::settings::Settings;
use crate::text::Encoding;

/// How long the keyboard has to rest before diagnostics are published.
const REST: Duration = Duration::from_millis(75);

/// How long diagnostics may be held back by edits that do not end.
const LONGEST: Duration = Duration::from_millis(400);

/// More changed files than this in one message are read by one walk.
const MANY: usize = 256;

/// What the thread owns.
pub(crate) struct Session {
    encoding: Encoding,
    can: ClientCan,
    agreed: Option<Box<Agreed>>,
    roots: Vec<PathBuf>,
    corpus: Corpus,
    documents: HashMap<PathBuf, Document>,
    uris: Uris,
    /// Documents whose rope is newer than the corpus.
    edited: BTreeSet<PathBuf>,
    stale: Stale,
    publisher: Publisher,
    configuration: Generations,
    scan: Scan,
    /// Files that were said to be unreadable.
    unreadable: HashSet<PathBuf>,
    out: Outgoing,
    runtime: Handle,
}

/// Whose diagnostics may no longer be right, and when they are to be looked at.
#[derive(Debug, Default)]
struct Stale {
    paths: BTreeSet<PathBuf>,
    all: bool,
    /// When the first of them became so, and when they are due.
    due: Option<(Instant, Instant)>,
}

/// Questions for settings, numbered: an answer counts unless a later question's was there first.
#[derive(Clone, Copy, Debug, Default)]
struct Generations {
    asked: u64,
    answered: u64,
}

impl Session {
    /// A session that speaks through `out`; its background work reports to `events`.
    pub(crate) fn new(out: Outgoing, events: Sender<Event>, runtime: Handle) -> Self {
        Self {
            encoding: Encoding::default(),
            can: ClientCan::default(),
            agreed: None,
            roots: Vec::new(),
            corpus: Corpus::default(),
            documents: HashMap::new(),
            uris: Uris::default(),
            edited: BTreeSet::new(),
            stale: Stale::default(),
            publisher: Publisher::default(),
            configuration: Generations::default(),
            scan: Scan::new(out.clone(), events),
            unreadable: HashSet::new(),
            out,
            runtime,
        }
    }

    /// Takes events until [`Event::Stop`].
    pub(crate) fn run(mut self, queue: &Receiver<Event>) {
        loop {
            let event = match self.stale.due {
                Some((_, at)) => {
                    match queue.recv_timeout(at.saturating_duration_since(Instant::now())) {
                        Ok(event) => Some(event),
                        Err(RecvTimeoutError::Timeout) => None,
                        Err(RecvTimeoutError::Disconnected) => return,
                    }
                }
                None => match queue.recv() {
                    Ok(event) => Some(event),
                    Err(_) => return,
                },
            };
            if matches!(event, Some(Event::Stop)) {
                self.scan.stop();
                return;
            }
            // A fault in one event must not end the session; what it left half done, the next
            // edit, save or scan of the same file puts right.
            if let Some(event) = event
                && catch_unwind(AssertUnwindSafe(|| self.handle(event))).is_err()
            {
                tracing::error!("handling an event panicked; going on");
            }
            if self.stale.due.is_some_and(|(_, at)| at <= Instant::now())
                && catch_unwind(AssertUnwindSafe(|| self.publish())).is_err()
            {
                tracing::error!("publishing diagnostics panicked; going on");
            }
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
            Event::Touched(uris) => self.touched(&uris),
            Event::Folders { added, removed } => self.folders(&added, &removed),
            Event::ConfigurationChanged(pushed) => self.configuration_changed(&pushed),
            Event::Configuration {
                generation,
                settings,
            } => self.configured(generation, &settings),
            Event::ProgressReady(token) => self.scan.ready(token),
            Event::ProgressCancelled(token) => self.scan.cancelled(&token),
            Event::Found { run, batch } => self.found(run, *batch),
            Event::JobEnded(run) => self.scan.ended(run),
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
        self.corpus.set_roots(agreed.roots);
        self.apply_settings(&agreed.options);
        if self.can.configuration {
            self.ask_configuration();
        }
        if self.can.code_link {
            self.publisher.pages = pages::addresses();
        }
        self.all_stale();
    }

    fn opened(&mut self, params: DidOpenTextDocumentParams) {
        let item = params.text_document;
        let path = path_of(&item.uri);
        Arc::make_mut(&mut self.uris).insert(path.clone(), item.uri.clone());
        let document = Document {
            uri: item.uri,
            version: item.version,
            text: Rope::from_str(&item.text),
        };
        self.documents.insert(path.clone(), document);
        self.edited.insert(path.clone());
        self.is_stale(path, Duration::ZERO);
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
        self.edited.insert(path.clone());
        self.is_stale(path, REST);
    }

    /// An open file's text is known; others were changed on disk.
    fn saved(&mut self, path: &Path) {
        let ignore = self.corpus.snapshot().project().role(path) == FileRole::Ignore;
        if ignore || !self.documents.contains_key(path) {
            self.corpus.refresh(path);
            self.all_stale();
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
        self.corpus.close(path);
        if self.corpus.snapshot().project().role(path) == FileRole::Other {
            self.is_stale(path.to_path_buf(), Duration::ZERO);
        } else {
            self.all_stale();
        }
    }

    fn touched(&mut self, uris: &[Uri]) {
        self.flush();
        if uris.len() > MANY {
            self.corpus.rescan();
        } else {
            for uri in uris {
                self.corpus.refresh(&path_of(uri));
            }
        }
        self.all_stale();
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
        self.corpus.set_roots(self.roots.clone());
        self.all_stale();
    }

    fn configuration_changed(&mut self, pushed: &Value) {
        if self.can.configuration {
            self.ask_configuration();
        } else {
            self.apply_settings(pushed);
        }
    }

    fn ask_configuration(&mut self) {
        self.configuration.asked += 1;
        self.out.ask_configuration(self.configuration.asked);
    }

    fn configured(&mut self, generation: u64, settings: &Value) {
        if generation <= self.configuration.answered {
            tracing::debug!("settings of question {generation} came too late");
            return;
        }
        self.configuration.answered = generation;
        if !settings.is_null() {
            self.apply_settings(settings);
        }
    }

    /// Takes the client's section, or an object that holds it.
    fn apply_settings(&mut self, value: &Value) {
        let section = value.get("isnad").unwrap_or(value);
        if !section.is_object() {
            return;
        }
        let (settings, faults) = Settings::from_json(section, &rules::setting_names());
        let language = self.corpus.snapshot().language(Path::new(""));
        for fault in faults {
            self.out.warn(fault.say(language));
        }
        self.corpus.set_settings(settings);
        self.all_stale();
    }

    fn found(&mut self, run: u64, batch: Batch) {
        self.scan.progress(run, &batch);
        let last = batch.last;
        self.corpus.apply(batch);
        if last {
            self.report_unreadable();
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

    fn read(&mut self, read: Read) {
        self.flush();
        let view = self.view();
        self.runtime.spawn_blocking(move || read(&view));
    }

    fn view(&self) -> View {
        View {
            snapshot: self.corpus.snapshot(),
            encoding: self.encoding,
            can: self.can,
            uris: Arc::clone(&self.uris),
        }
    }

    /// Brings the corpus up to the ropes.
    fn flush(&mut self) {
        let before = self.corpus.snapshot();
        for path in std::mem::take(&mut self.edited) {
            if let Some(document) = self.documents.get(&path) {
                let text: Arc<str> = document.text.to_string().into();
                self.corpus.set_open(&path, text, document.version);
            }
        }
        // A text that changes settings or knowledge changes what there is to say of others.
        if !std::ptr::eq(before.project(), self.corpus.snapshot().project()) {
            self.stale.all = true;
        }
    }

    fn publish(&mut self) {
        self.flush();
        let mut stale = std::mem::take(&mut self.stale);
        let view = self.view();
        if stale.all {
            stale.paths.extend(self.documents.keys().cloned());
            let files = view.snapshot.project().files();
            stale.paths.extend(files.map(Path::to_path_buf));
            stale.paths.extend(self.publisher.paths().cloned());
        }
        for path in stale.paths {
            self.publisher.publish(&view, &path, &self.out);
        }
    }

    fn is_stale(&mut self, path: PathBuf, rest: Duration) {
        self.stale.paths.insert(path);
        self.stale.delay(rest);
    }

    fn all_stale(&mut self) {
        self.stale.all = true;
        self.stale.delay(Duration::ZERO);
    }
}

impl Stale {
    /// Due when nothing more comes for `rest`, and not too late.
    fn delay(&mut self, rest: Duration) {
        let now = Instant::now();
        let first = self.due.map_or(now, |(first, _)| first);
        self.due = Some((first, (now + rest).min(first + LONGEST)));
    }
}
