//! Diagnostics that the client asks for. Start reading from [`Pull`], then [`document::document`] and
//! [`workspace::workspace`].
//!
//! An answer is known by what is in it ([`result_id`](super::diagnose::result_id)), so nothing has to
//! be kept to tell whether a client has it already. What is kept here is only what the client was
//! told of documents that are open, so that it can be asked to ask again when that is no longer right.

pub(crate) mod document;
mod look;
mod related;
mod targets;
pub(crate) mod workspace;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tower_lsp::jsonrpc::{Error, ErrorCode};
use tower_lsp::ls_types::{
    ClientCapabilities, DiagnosticOptions, DiagnosticServerCancellationData, DiagnosticServerCapabilities,
    InitializeParams, WorkDoneProgressOptions,
};

use super::diagnose::{diagnose, result_id};
use super::view::{Reader, View};
use document::Known;
use look::Swept;
use related::Related;

/// The protocol's number for work that the server gives up.
const SERVER_CANCELLED: i64 = -32802;

/// How the client comes by diagnostics. It is one way or the other: editors show both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Pull {
    /// They are published.
    #[default]
    Never,
    /// It asks for those of the documents it shows.
    Documents,
    /// It asks for those of the whole workspace, too.
    Workspace,
}

impl Pull {
    /// What suits a client. One that cannot be asked to ask again would go on showing what an edit
    /// elsewhere, a setting or an ignored finding has made wrong: Neovim up to 0.11 asks only after
    /// edits of its own.
    pub(crate) fn of(params: &InitializeParams) -> Self {
        let name = params.client_info.as_ref().map(|info| info.name.as_str());
        match (can_refresh(&params.capabilities), name) {
            (false, _) => Self::Never,
            // Asked to ask again, Neovim 0.12 asks for the workspace alone where that is offered, and
            // passes over what the answer says of documents it has open.
            (true, Some("Neovim")) => Self::Documents,
            (true, _) => Self::Workspace,
        }
    }

    /// What the server offers.
    pub(crate) fn capability(self) -> Option<DiagnosticServerCapabilities> {
        (self != Self::Never).then(|| {
            DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: None,
                inter_file_dependencies: true,
                workspace_diagnostics: self == Self::Workspace,
                work_done_progress_options: WorkDoneProgressOptions {
                    work_done_progress: (self == Self::Workspace).then_some(true),
                },
            })
        })
    }
}

fn can_refresh(capabilities: &ClientCapabilities) -> bool {
    let pulls = capabilities.text_document.as_ref().is_some_and(|d| d.diagnostic.is_some());
    let workspace = capabilities.workspace.as_ref().and_then(|w| w.diagnostics.as_ref());
    pulls && workspace.and_then(|d| d.refresh_support) == Some(true)
}

/// What the client knows of diagnostics by asking: the session and the requests share it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pulls(Arc<Mutex<Told>>);

#[derive(Debug, Default)]
struct Told {
    open: HashMap<PathBuf, Document>,
    related: Related,
    swept: Option<Arc<Swept>>,
    /// How many files were looked at for the workspace so far.
    looked_at: u64,
}

#[derive(Debug)]
struct Document {
    /// The client's newest version.
    version: i32,
    /// The version it asked about last, and what the answer is known by.
    told: Option<(i32, String)>,
}

impl Pulls {
    /// A document was opened or edited: what is found out about an older version is out of date.
    pub(crate) fn is_now(&self, path: &Path, version: i32) {
        let mut inner = self.lock();
        match inner.open.get_mut(path) {
            Some(document) => document.version = version,
            None => drop(inner.open.insert(path.to_path_buf(), Document { version, told: None })),
        }
    }

    /// A document was closed.
    pub(crate) fn closed(&self, path: &Path) {
        let mut inner = self.lock();
        inner.open.remove(path);
        inner.related.closed(path);
    }

    /// Whether a document has been edited since a reader's moment.
    fn is_outdated(&self, reader: &Reader<'_>, path: &Path) -> bool {
        let Some(version) = reader.snapshot().version(path) else { return false };
        self.lock().open.get(path).is_some_and(|document| document.version != version)
    }

    /// The client has an answer.
    pub(crate) fn note(&self, known: Known) {
        let mut inner = self.lock();
        // A document that was closed meanwhile speaks of nothing any more.
        if let (Some(document), Some(version)) = (inner.open.get_mut(&known.path), known.version) {
            document.told = Some((version, known.id));
            inner.related.note(&known.path, known.beside);
        }
    }

    /// Whether the client has to ask again about one of these files: it was told otherwise, and has
    /// not edited the file since, after which it asks anyway.
    pub(crate) fn must_ask_again<'p>(&self, view: &View, files: impl Iterator<Item = &'p Path>) -> bool {
        let reader = Reader::new(view, &never);
        // All of them, so that each is asked about once.
        files.filter(|path| self.is_wrong(&reader, path)).count() > 0
    }

    fn is_wrong(&self, reader: &Reader<'_>, path: &Path) -> bool {
        let version = reader.snapshot().version(path);
        let told = match version {
            Some(version) => {
                let told = self.lock().open.get(path).and_then(|document| document.told.clone());
                told.filter(|(asked, _)| *asked == version).map(|(_, id)| id)
            }
            None if reader.can().related_documents => self.told_beside(path),
            None => None,
        };
        let is_wrong = told.is_some_and(|id| result_id(&diagnose(reader, path)) != id);
        if is_wrong && let Some(document) = self.lock().open.get_mut(path) {
            document.told = None;
        }
        is_wrong
    }

    /// How many files were looked at so far for answers about the workspace.
    pub(crate) fn looked_at(&self) -> u64 {
        self.lock().looked_at
    }

    /// What the last look through the workspace found.
    fn swept(&self) -> Option<Arc<Swept>> {
        self.lock().swept.clone()
    }

    /// What the client was told of a file along with documents it asked about, if there are such.
    fn told_beside(&self, path: &Path) -> Option<String> {
        let inner = self.lock();
        let has_asked = inner.open.values().any(|document| document.told.is_some());
        has_asked.then(|| inner.related.told(path))
    }

    fn lock(&self) -> MutexGuard<'_, Told> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The answer to a question that the server gives up, and whether the client is to ask it again.
fn given_up(why: &'static str, retrigger_request: bool) -> Error {
    let data = serde_json::to_value(DiagnosticServerCancellationData { retrigger_request });
    Error { code: ErrorCode::ServerError(SERVER_CANCELLED), message: why.into(), data: data.ok() }
}

const fn never() -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn a_document_closed_before_its_answer_owns_no_other_file() {
        let (article, settings) = (Path::new("/w/a.txt"), Path::new("/w/isnad.toml"));
        let answer = || Known {
            path: article.to_path_buf(),
            version: Some(1),
            id: "own".into(),
            beside: std::iter::once((settings.to_path_buf(), "beside".to_owned())).collect(),
            epoch: 0,
        };
        let pulls = Pulls::default();
        pulls.is_now(article, 1);
        pulls.note(answer());
        assert_eq!(pulls.lock().related.told(settings), "beside");
        let pulls = Pulls::default();
        pulls.is_now(article, 1);
        pulls.closed(article);
        pulls.note(answer());
        assert_eq!(pulls.lock().related.told(settings), result_id(&[]));
    }

    fn of(name: &str, capabilities: &Value) -> Pull {
        let params = json!({"clientInfo": {"name": name}, "capabilities": capabilities});
        Pull::of(&serde_json::from_value(params).unwrap())
    }

    #[test]
    fn who_cannot_be_asked_to_ask_again_is_told_unasked() {
        let both = json!({"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": true}}});
        assert_eq!(of("Visual Studio Code", &both), Pull::Workspace);
        assert_eq!(of("Neovim", &both), Pull::Documents);
        for lacking in [
            json!({}),
            json!({"textDocument": {"diagnostic": {}}}),
            json!({"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {}}}),
            json!({"workspace": {"diagnostics": {"refreshSupport": true}}}),
        ] {
            assert_eq!(of("Neovim", &lacking), Pull::Never, "{lacking}");
        }
    }
}
