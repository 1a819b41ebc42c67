//! What can happen to a session, in the order it happened: the queue's items.

use std::path::PathBuf;

use serde_json::Value;
use tokio::sync::oneshot;
use tower_lsp::ls_types::{
    DidChangeTextDocumentParams, DidOpenTextDocumentParams, Location, NumberOrString, Uri, WorkspaceEdit,
    WorkspaceFolder,
};

use super::capabilities::Agreed;
use super::pull::document::Known;
use super::view::View;
use crate::corpus::Batch;

/// Work in the pool on an unchanging view, whose answer somebody waits for.
pub(crate) trait Read: Send {
    /// Whether nobody waits any more.
    fn is_given_up(&self) -> bool;

    /// Does the work and gives the answer.
    fn run(self: Box<Self>, view: &View);
}

/// One thing that happened, or one that is asked.
pub(crate) enum Event {
    /// `initialize` was answered; this is what was agreed on.
    Agreed(Box<Agreed>),
    /// The client is ready to be asked things.
    Initialized,
    /// A document was opened.
    Opened(Box<DidOpenTextDocumentParams>),
    /// A document was edited.
    Changed(Box<DidChangeTextDocumentParams>),
    /// A document was saved.
    Saved(Uri),
    /// A document was closed.
    Closed(Uri),
    /// Files or folders were created, changed, renamed or deleted outside of open documents.
    Touched(Vec<PathBuf>),
    /// Folders came and went.
    Folders {
        /// New folders.
        added: Vec<WorkspaceFolder>,
        /// Folders no longer part of the workspace.
        removed: Vec<WorkspaceFolder>,
    },
    /// The client's settings changed; some clients send them along.
    ConfigurationChanged(Value),
    /// The client's answer to a question for its settings.
    Configuration {
        /// Which question; a later one counts more.
        generation: u64,
        /// The `isnad` section.
        settings: Value,
    },
    /// The client takes progress under this token.
    ProgressReady(u64),
    /// The user wants no more of it.
    ProgressCancelled(NumberOrString),
    /// A job in the background found something.
    Found {
        /// Number of its run.
        run: u64,
        /// What it found.
        batch: Box<Batch>,
    },
    /// The job of this run is over, well or not.
    JobEnded(u64),
    /// The client has an answer about diagnostics.
    Pulled(Box<Known>),
    /// The client was asked to ask for diagnostics again, and has answered.
    Refreshed,
    /// A command of ours is to be carried out, with these arguments; it is told when it is.
    Execute(Vec<Value>, oneshot::Sender<()>),
    /// The client is to make an edit that one of its commands holds.
    Edit(Box<WorkspaceEdit>),
    /// A place is to be shown to the user.
    Show(Box<Location>),
    /// Someone wants to read.
    Read(Box<dyn Read>),
    /// The client is gone.
    Stop,
    /// A fault for tests: handling it panics.
    Panic,
}

impl Event {
    /// Whether it comes from a job in the background, for which nobody waits.
    pub(crate) const fn is_found(&self) -> bool {
        matches!(self, Self::Found { .. } | Self::JobEnded(_))
    }
}
