//! What the session says to the client. Nothing here waits: notifications go out in order, past tower-lsp,
//! questions from tasks of their own whose answers come back as events.

use std::sync::mpsc::Sender;
use std::time::Duration;

use serde_json::Value;
use tokio::runtime::Handle;
use tower_lsp::Client;
use tower_lsp::ls_types::notification::{self, Notification};
use tower_lsp::ls_types::{
    ConfigurationItem, Location, LogMessageParams, MessageType, NumberOrString, ProgressParams,
    ProgressParamsValue, Registration, ShowDocumentParams, ShowMessageParams, Unregistration,
    WorkDoneProgress, WorkspaceEdit,
};

use super::capabilities::ClientCan;
use super::event::Event;
use super::outlet::Outlet;

/// How long the client may take to answer that it asks again.
const PATIENCE: Duration = Duration::from_secs(5);

/// The session's mouth.
#[derive(Clone)]
pub(crate) struct Outgoing {
    client: Client,
    outlet: Outlet,
    runtime: Handle,
    events: Sender<Event>,
}

impl Outgoing {
    /// Speaks to a client. Answers come as events to `events`.
    pub(crate) const fn new(client: Client, outlet: Outlet, runtime: Handle, events: Sender<Event>) -> Self {
        Self { client, outlet, runtime, events }
    }

    /// Sends a notification that is written already.
    pub(crate) fn send(&self, message: Vec<u8>) {
        self.outlet.send(message);
    }

    /// Reports progress under a token the client took.
    pub(crate) fn progress(&self, token: u64, value: WorkDoneProgress) {
        let value = ProgressParamsValue::WorkDone(value);
        self.notify::<notification::Progress>(&ProgressParams { token: progress_token(token), value });
    }

    /// Logs a warning here and at the client.
    pub(crate) fn warn(&self, message: String) {
        tracing::warn!("{message}");
        self.notify::<notification::LogMessage>(&LogMessageParams { typ: MessageType::WARNING, message });
    }

    /// Tells the user something that has to be read.
    pub(crate) fn show(&self, typ: MessageType, message: String) {
        self.notify::<notification::ShowMessage>(&ShowMessageParams { typ, message });
    }

    fn notify<N: Notification>(&self, params: &N::Params) {
        self.outlet.notify(N::METHOD, params);
    }

    /// Has the client change what it has open. One that refuses has newer text, and tells its user.
    pub(crate) fn apply_edit(&self, edit: WorkspaceEdit) {
        let client = self.client.clone();
        self.runtime.spawn(async move {
            match client.apply_edit(edit).await {
                Ok(answer) if answer.applied => {}
                Ok(answer) => tracing::warn!("the client did not edit: {:?}", answer.failure_reason),
                Err(error) => tracing::warn!("the client did not edit: {error}"),
            }
        });
    }

    /// Has the client show a place in a document.
    pub(crate) fn show_document(&self, place: Location) {
        let client = self.client.clone();
        self.runtime.spawn(async move {
            let params = ShowDocumentParams {
                uri: place.uri,
                external: None,
                take_focus: Some(true),
                selection: Some(place.range),
            };
            match client.show_document(params).await {
                Ok(true) => {}
                Ok(false) => tracing::info!("the client did not show a document"),
                Err(error) => tracing::info!("the client did not show a document: {error}"),
            }
        });
    }

    /// Asks for the settings; the answer comes as [`Event::Configuration`], if one comes.
    pub(crate) fn ask_configuration(&self, generation: u64) {
        let this = self.clone();
        self.runtime.spawn(async move {
            let item = ConfigurationItem { scope_uri: None, section: Some("isnad".into()) };
            match this.client.configuration(vec![item]).await {
                Ok(answer) => {
                    let settings = answer.into_iter().next().unwrap_or(Value::Null);
                    let _ = this.events.send(Event::Configuration { generation, settings });
                }
                Err(error) => tracing::warn!("the client gave no settings: {error}"),
            }
        });
    }

    /// Asks whether progress may be shown under a token.
    pub(crate) fn create_progress(&self, token: u64) {
        let this = self.clone();
        self.runtime.spawn(async move {
            match this.client.create_work_done_progress(progress_token(token)).await {
                Ok(()) => drop(this.events.send(Event::ProgressReady(token))),
                Err(error) => tracing::info!("the client shows no progress: {error}"),
            }
        });
    }

    /// Has the client ask anew for what it shows in texts, as far as it can.
    pub(crate) fn refresh(&self, can: ClientCan) {
        let client = self.client.clone();
        self.runtime.spawn(async move {
            let mut asked = Vec::new();
            if can.refresh_hints {
                asked.push(client.inlay_hint_refresh().await);
            }
            if can.refresh_tokens {
                asked.push(client.semantic_tokens_refresh().await);
            }
            if can.refresh_lenses {
                asked.push(client.code_lens_refresh().await);
            }
            for error in asked.into_iter().filter_map(Result::err) {
                tracing::info!("the client does not refresh: {error}");
            }
        });
    }

    /// Takes registrations back, and registers for others.
    pub(crate) fn change_registrations(&self, on: Vec<Registration>, off: Vec<Unregistration>) {
        self.register(on);
        if off.is_empty() {
            return;
        }
        let client = self.client.clone();
        self.runtime.spawn(async move {
            if let Err(error) = client.unregister_capability(off).await {
                tracing::warn!("the client takes nothing back: {error}");
            }
        });
    }

    /// Has the client ask for diagnostics again; its answer, or that it gives none, comes as
    /// [`Event::Refreshed`].
    pub(crate) fn refresh_diagnostics(&self) {
        let this = self.clone();
        self.runtime.spawn(async move {
            let asked = this.client.workspace_diagnostic_refresh();
            match tokio::time::timeout(PATIENCE, asked).await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::info!("the client does not refresh: {error}"),
                Err(_) => tracing::info!("the client does not say that it refreshes"),
            }
            let _ = this.events.send(Event::Refreshed);
        });
    }

    /// Registers for what the client tells only those who asked.
    pub(crate) fn register(&self, registrations: Vec<Registration>) {
        if registrations.is_empty() {
            return;
        }
        let client = self.client.clone();
        self.runtime.spawn(async move {
            if let Err(error) = client.register_capability(registrations).await {
                tracing::warn!("the client registers nothing: {error}");
            }
        });
    }
}

/// A token as the client sees it.
pub(crate) fn progress_token(token: u64) -> NumberOrString {
    NumberOrString::String(format!("isnad-scan-{token}"))
}
