//! Diagnostics sent unasked, only where they differ from what the client has; to clients that do not
//! ask for them (`pull`).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use tower_lsp::ls_types::{Diagnostic, Uri};

use super::diagnose::diagnose;
use super::outgoing::Outgoing;
use super::view::{Reader, View};

/// What the client was last told of each file.
#[derive(Debug, Default)]
pub(crate) struct Publisher {
    sent: BTreeMap<PathBuf, Sent>,
}

#[derive(Debug, PartialEq)]
struct Sent {
    uri: Uri,
    version: Option<i32>,
    diagnostics: Vec<Diagnostic>,
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
        let new = Sent { uri: uri.clone(), version, diagnostics: diagnostics.clone() };
        if old == Some(&new) {
            return;
        }
        if let Some(old) = old.filter(|old| old.uri != uri && !old.diagnostics.is_empty()) {
            out.publish(old.uri.clone(), None, Vec::new());
        }
        if version.is_none() && diagnostics.is_empty() {
            self.sent.remove(path);
        } else {
            self.sent.insert(path.to_path_buf(), new);
        }
        out.publish(uri, version, diagnostics);
    }

    /// The files of which the client was told something.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &PathBuf> {
        self.sent.keys()
    }
}

fn never() -> bool {
    false
}
