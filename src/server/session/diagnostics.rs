//! Diagnostics as the session looks after them: published, or the client asked to ask again.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use super::Session;
use crate::server::formatting::Formats;
use crate::server::pull::Pull;
use crate::server::pull::document::Known;
use crate::server::pull::workspace::Pulse;
use crate::server::view::View;

/// The question to the client to ask again: one at a time.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct AskingAgain {
    is_out: bool,
    /// Whether there was reason for one more since.
    once_more: bool,
}

impl Session {
    /// Says what there is to say of files whose diagnostics may no longer be right.
    pub(super) fn publish(&mut self) {
        self.flush();
        let stale = self.stale.take();
        let view = self.view();
        let mut paths = stale.paths;
        let changes = self.corpus.changes();
        if std::mem::replace(&mut self.changes, changes) != changes || stale.is_open {
            paths.extend(self.documents.keys().cloned());
        }
        let found = self.corpus.found_changes();
        if view.snapshot.is_settled() && std::mem::replace(&mut self.found, found) != found {
            // An edit has left an ignore without its words, or given them back.
            let files = view.snapshot.project().ignores();
            paths.extend(files.map(|(path, _)| path.to_path_buf()));
        }
        if stale.is_all {
            let now = Formats::set(&view.snapshot);
            let (on, off) = now.instead_of(std::mem::replace(&mut self.formats, now), self.can);
            self.out.change_registrations(on, off);
            // Settings or publication dates may be others; edits the client asks about itself.
            if !self.documents.is_empty() {
                self.out.refresh(self.can);
            }
            paths.extend(self.documents.keys().cloned());
            let files = view.snapshot.project().files();
            paths.extend(files.map(Path::to_path_buf));
            paths.extend(self.publisher.paths().cloned());
        }
        if self.can.pull == Pull::Never {
            self.publish_all(&view, &paths);
        } else if self.pulls.must_ask_again(&view, paths.iter().map(PathBuf::as_path)) {
            self.ask_again();
        }
    }

    fn publish_all(&mut self, view: &View, paths: &BTreeSet<PathBuf>) {
        for path in paths {
            let publish = || self.publisher.publish(view, path, &self.out);
            if catch_unwind(AssertUnwindSafe(publish)).is_err() {
                tracing::error!("publishing for {} panicked", path.display());
            }
        }
    }

    /// The client has an answer about a document. What has happened since it was found out may have
    /// made it wrong, when nothing told yet that the client would have to ask again.
    pub(super) fn pulled(&mut self, known: Known) {
        let path = known.path().to_path_buf();
        let is_late = known.epoch != self.epoch();
        self.pulls.note(known);
        if is_late {
            self.flush();
            if self.pulls.must_ask_again(&self.view(), std::iter::once(path.as_path())) {
                self.ask_again();
            }
        }
    }

    fn ask_again(&mut self) {
        let asking = &mut self.asking_again;
        asking.once_more = asking.is_out;
        if !std::mem::replace(&mut asking.is_out, true) {
            self.out.refresh_diagnostics();
        }
    }

    /// The client has answered that it asks again.
    pub(super) fn asked_again(&mut self) {
        if std::mem::take(&mut self.asking_again).once_more {
            self.ask_again();
        }
    }

    /// How much has happened that can change a diagnostic.
    pub(super) fn epoch(&self) -> u64 {
        self.stale.count() + self.corpus.changes() + self.corpus.found_changes()
    }

    /// Tells those who wait how things stand.
    pub(super) fn beat(&self) {
        let is_reading = self.scan.is_running() || self.corpus.has_work() || self.agreed.is_some();
        let pulse = Pulse { epoch: self.epoch(), is_at_rest: !is_reading };
        self.pulse.send_if_modified(|now| std::mem::replace(now, pulse) != pulse);
    }
}
