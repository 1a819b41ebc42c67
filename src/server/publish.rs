//! Diagnostics sent unasked, only where they differ from what the client has; to clients that do not
//! ask for them (`pull`).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use tower_lsp::ls_types::notification::{Notification, PublishDiagnostics};
use tower_lsp::ls_types::{Diagnostic, PublishDiagnosticsParams, Uri};

use super::diagnose::diagnose;
use super::outgoing::Outgoing;
use super::outlet::notification;
use super::view::{Reader, View};

/// What the client was last told of each file.
#[derive(Debug, Default)]
pub(crate) struct Publisher {
    sent: BTreeMap<PathBuf, Sent>,
}

#[derive(Debug)]
struct Sent {
    uri: Uri,
    /// As it went out.
    message: Vec<u8>,
    is_empty: bool,
}

impl Sent {
    fn new(uri: Uri, version: Option<i32>, diagnostics: Vec<Diagnostic>) -> Self {
        let is_empty = diagnostics.is_empty();
        let params = PublishDiagnosticsParams { uri, diagnostics, version };
        let message = notification(PublishDiagnostics::METHOD, &params);
        Self { uri: params.uri, message, is_empty }
    }
}

impl Publisher {
    /// Publishes what there is to say of a file now, unless the client has just that.
    pub(crate) fn publish(&mut self, view: &View, path: &Path, out: &Outgoing) {
        let old = self.sent.get(path);
        let closed = old.filter(|_| !view.uris.contains_key(path));
        let uri = closed.map(|old| old.uri.clone());
        let Some(uri) = uri.or_else(|| view.uri(path)) else {
            return;
        };
        let version = view.snapshot.version(path);
        let diagnostics = diagnose(&Reader::new(view, &never), path);
        if old.is_none() && version.is_none() && diagnostics.is_empty() {
            return;
        }
        let new = Sent::new(uri, version, diagnostics);
        if old.is_some_and(|old| old.message == new.message) {
            return;
        }
        if let Some(old) = old.filter(|old| old.uri != new.uri && !old.is_empty) {
            out.send(Sent::new(old.uri.clone(), None, Vec::new()).message);
        }
        out.send(new.message.clone());
        if version.is_none() && new.is_empty {
            self.sent.remove(path);
        } else {
            self.sent.insert(path.to_path_buf(), new);
        }
    }

    /// The files of which the client was told something.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &PathBuf> {
        self.sent.keys()
    }
}

fn never() -> bool {
    false
}
