//! A look through the files of the workspace for diagnostics that the client has not, in one thread,
//! with one article in memory.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustc_hash::FxHashMap;
use tower_lsp::ls_types::{
    Diagnostic, FullDocumentDiagnosticReport, PreviousResultId, UnchangedDocumentDiagnosticReport, Uri,
    WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport as Report,
    WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport,
};

use super::targets::targets;
use crate::corpus::FileRole;
use crate::server::convert::path_of;
use crate::server::diagnose::{diagnose, diagnose_unopened, result_id};
use crate::server::feed::Feed;
use crate::server::view::Reader;
use crate::words::say;

/// A part of the answer speaks of no more files than this.
const PART: usize = 32;

/// What the last look found.
#[derive(Debug)]
pub(super) struct Swept {
    /// How much had happened by then.
    pub(super) epoch: u64,
    /// When it came to its end.
    pub(super) ended: Instant,
    /// How long it took.
    pub(super) took: Duration,
    /// What the diagnostics of each file are known by.
    ids: FxHashMap<Arc<Path>, String>,
}

/// What the client has: its names of files, and what their diagnostics are known by.
#[derive(Debug)]
pub(super) struct Asked(HashMap<PathBuf, (Uri, String)>);

impl Asked {
    /// What it says it has.
    pub(super) fn new(previous: Vec<PreviousResultId>) -> Self {
        let known = previous.into_iter();
        Self(known.map(|known| (path_of(&known.uri), (known.uri, known.value))).collect())
    }
}

/// What is left to be said after a look.
#[derive(Debug)]
pub(super) enum Items {
    /// Nothing has changed.
    Unchanged(Vec<Report>),
    /// Something has; this is what was not sent in parts.
    News(Vec<Report>),
}

/// Looks through all files; what the client has then comes back, too. Where nothing has happened
/// since the last look, that one tells.
pub(super) fn look(reader: &Reader<'_>, feed: &Feed, asked: Asked) -> (Items, Asked) {
    let began = Instant::now();
    let last = reader.pulls().swept().filter(|last| last.epoch == reader.epoch());
    let language = reader.snapshot().language(Path::new(""));
    let files = targets(reader.snapshot());
    let mut look = Look {
        reader,
        feed,
        nothing: result_id(&[]),
        ids: FxHashMap::default(),
        asked,
        full: Vec::new(),
        unchanged: Vec::new(),
        is_news: false,
    };
    feed.begin(say(language, "progress.check", &[]));
    for (done, path) in files.iter().enumerate() {
        if reader.is_given_up() {
            return (Items::Unchanged(Vec::new()), look.asked);
        }
        feed.report(language, done, files.len());
        look.file(path, last.as_ref().and_then(|last| last.ids.get(path)));
    }
    look.take_back();
    let ids = std::mem::take(&mut look.ids);
    let (ended, took) = last.map_or((Instant::now(), began.elapsed()), |last| (last.ended, last.took));
    reader.pulls().lock().swept = Some(Arc::new(Swept { epoch: reader.epoch(), ended, took, ids }));
    look.finish()
}

struct Look<'a, 'v> {
    reader: &'a Reader<'v>,
    feed: &'a Feed,
    /// What no diagnostics are known by.
    nothing: String,
    ids: FxHashMap<Arc<Path>, String>,
    asked: Asked,
    /// Reports not sent yet.
    full: Vec<Report>,
    unchanged: Vec<Report>,
    is_news: bool,
}

impl Look<'_, '_> {
    /// Looks at a file, unless the client has what is known already.
    fn file(&mut self, path: &Arc<Path>, last: Option<&String>) {
        let known = self.asked.0.get(&**path).map_or(&self.nothing, |(_, id)| id);
        let found = match last {
            Some(id) if id == known => None,
            _ => Some(diagnostics(self.reader, path)),
        };
        let id = found.as_ref().map_or_else(|| known.clone(), |items| result_id(items));
        match found.filter(|_| id != *known) {
            Some(items) => self.report(path, items, &id),
            None => self.report_unchanged(path),
        }
        self.ids.insert(Arc::clone(path), id);
    }

    /// Files that the client has something of and that are none of ours, or not any more.
    fn take_back(&mut self) {
        let gone: Vec<_> =
            self.asked.0.keys().filter(|path| !self.ids.contains_key(&***path)).cloned().collect();
        for path in gone {
            match self.asked.0.get(&path) {
                Some((_, id)) if *id != self.nothing => self.report(&path, Vec::new(), ""),
                _ => self.report_unchanged(&path),
            }
        }
    }

    fn report(&mut self, path: &Path, items: Vec<Diagnostic>, id: &str) {
        let known = self.asked.0.remove(path).map(|(uri, _)| uri);
        let Some((uri, version)) = self.reader.document(path) else { return };
        let uri = known.unwrap_or(uri);
        // There is no need to ask about a file with nothing in it.
        let result_id = (!items.is_empty()).then(|| id.to_owned());
        if let Some(id) = &result_id {
            self.asked.0.insert(path.to_path_buf(), (uri.clone(), id.clone()));
        }
        self.is_news = true;
        self.full.push(Report::Full(WorkspaceFullDocumentDiagnosticReport {
            uri,
            version: version.map(i64::from),
            full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id, items },
        }));
        if self.feed.takes_parts() && self.full.len() >= PART {
            self.send();
        }
    }

    fn report_unchanged(&mut self, path: &Path) {
        let Some((uri, id)) = self.asked.0.get(path) else { return };
        self.unchanged.push(Report::Unchanged(WorkspaceUnchangedDocumentDiagnosticReport {
            uri: uri.clone(),
            version: self.reader.snapshot().version(path).map(i64::from),
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: id.clone() },
        }));
    }

    fn send(&mut self) {
        let items = std::mem::take(&mut self.full);
        self.feed.part(self.reader, &WorkspaceDiagnosticReport { items });
    }

    fn finish(mut self) -> (Items, Asked) {
        let mut items = std::mem::take(&mut self.full);
        items.append(&mut self.unchanged);
        if !self.is_news {
            return (Items::Unchanged(items), self.asked);
        }
        // The answer has nothing that goes out in parts, and parts nothing that the answer has.
        if self.feed.takes_parts() {
            self.full = items;
            self.send();
            return (Items::News(Vec::new()), self.asked);
        }
        (Items::News(items), self.asked)
    }
}

/// What there is to say of a file, open or not. A fault in one file costs that file alone.
fn diagnostics(reader: &Reader<'_>, path: &Path) -> Vec<Diagnostic> {
    reader.pulls().lock().looked_at += 1;
    let reader = reader.anew();
    let snapshot = reader.snapshot();
    let is_closed = snapshot.version(path).is_none() && snapshot.project().role(path) == FileRole::Other;
    let find = || if is_closed { diagnose_unopened(&reader, path) } else { diagnose(&reader, path) };
    catch_unwind(AssertUnwindSafe(find)).unwrap_or_else(|_| {
        tracing::error!("checking {} panicked", path.display());
        Vec::new()
    })
}
