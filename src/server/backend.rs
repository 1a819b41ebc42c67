//! The shell: what tower-lsp's handlers work with, and the methods it has no words for. The others are in
//! [`methods`].

mod methods;

use std::sync::mpsc::Sender;

use serde_json::Value;
use tokio::sync::watch;
use tower_lsp::ls_types::{Uri, WorkDoneProgressCancelParams};
use tower_lsp::{ClientSocket, LspService};

use super::convert::path_of;
use super::event::Event;
use super::outgoing::Outgoing;
use super::outlet::Outlet;
use super::pull::workspace::Sweeps;
use super::trace::Trace;
use super::{archive, hooks};

/// The handlers' side of the queue.
#[derive(Debug)]
pub(crate) struct Backend(Parts);

/// What the handlers work with.
#[derive(Debug)]
pub(crate) struct Parts {
    /// The queue.
    pub(crate) events: Sender<Event>,
    /// Is told the client's process.
    pub(crate) client_process: watch::Sender<Option<u32>>,
    /// The way to the client for what goes out before an answer.
    pub(crate) outlet: Outlet,
    /// What the client wants to know of the work.
    pub(crate) trace: Trace,
    /// The requests about diagnostics of the workspace.
    pub(crate) sweeps: Sweeps,
}

/// Builds tower-lsp's service. `session` is given the way to the client.
pub(crate) fn service(parts: Parts, session: impl FnOnce(Outgoing)) -> (LspService<Backend>, ClientSocket) {
    let builder = LspService::build(|client| {
        let runtime = tokio::runtime::Handle::current();
        session(Outgoing::new(client, parts.outlet.clone(), runtime, parts.events.clone()));
        Backend(parts)
    });
    let builder = builder
        .custom_method("window/workDoneProgress/cancel", Backend::work_done_progress_cancel)
        .custom_method("$/setTrace", Backend::set_trace);
    hooks::add(archive::add(builder)).finish()
}

impl Backend {
    /// Puts an event on the queue; there is always a session to take it while there are messages.
    pub(crate) fn tell(&self, event: Event) {
        if self.0.events.send(event).is_err() {
            tracing::error!("the session is over");
        }
    }

    /// What the client wants to know of the work.
    pub(crate) const fn trace(&self) -> &Trace {
        &self.0.trace
    }

    /// The way to the client for what goes out before an answer.
    pub(crate) const fn outlet(&self) -> &Outlet {
        &self.0.outlet
    }

    #[expect(clippy::unused_async, reason = "handlers are async")]
    async fn set_trace(&self, params: Value) {
        self.0.trace.set_as_told(&params);
    }

    #[expect(clippy::unused_async, reason = "handlers are async")]
    async fn work_done_progress_cancel(&self, params: WorkDoneProgressCancelParams) {
        self.tell(Event::ProgressCancelled(params.token));
    }

    fn touched<'a>(&self, uris: impl Iterator<Item = &'a String>) {
        let uris = uris.filter_map(|uri| uri.parse::<Uri>().ok());
        let paths = uris.map(|uri| path_of(&uri)).collect();
        self.tell(Event::Touched(paths));
    }
}

/// The document a test asks about.
pub(crate) fn uri_in(params: &Value) -> Option<Uri> {
    params.get("uri")?.as_str()?.parse().ok()
}
