//! Diagnostics: made of what the features say, sent only where they differ from what the client
//! has.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use tower_lsp::ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, NumberOrString, Range, Uri,
};

use super::outgoing::Outgoing;
use super::view::{Reader, View};
use crate::corpus::FileRole;
use crate::features::diagnostics::Source;
use crate::features::{self, At, diagnostics};
use crate::settings::Severity;

/// What the client was last told of each file.
#[derive(Debug, Default)]
pub(crate) struct Publisher {
    sent: BTreeMap<PathBuf, Sent>,
    /// Pages of rules by id.
    pub(crate) pages: HashMap<&'static str, Uri>,
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
        let diagnostics = self.diagnostics(view, path);
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

    fn diagnostics(&self, view: &View, path: &Path) -> Vec<Diagnostic> {
        let is_article = view.snapshot.project().role(path) == FileRole::Other;
        if is_article && view.snapshot.version(path).is_none() {
            return Vec::new();
        }
        let reader = Reader::new(view, &never);
        let found = features::diagnostics(&view.snapshot, path).into_iter();
        found.map(|d| self.diagnostic(&reader, path, d)).collect()
    }

    fn diagnostic(&self, reader: &Reader<'_>, path: &Path, found: diagnostics::Diagnostic) -> Diagnostic {
        let can = reader.can();
        let page = match found.source {
            Source::Rule(id) if can.code_link => self.pages.get(id),
            _ => None,
        };
        let related = found.related.into_iter().filter_map(|(place, message)| {
            Some(DiagnosticRelatedInformation { location: reader.location(&place)?, message })
        });
        let related: Vec<_> = related.collect();
        Diagnostic {
            range: range(reader, path, found.at),
            severity: Some(severity(found.severity)),
            code: Some(NumberOrString::String(found.source.code().into())),
            code_description: page.cloned().map(|href| CodeDescription { href }),
            source: Some("isnad".into()),
            message: found.message,
            related_information: (can.related && !related.is_empty()).then_some(related),
            tags: None,
            data: None,
        }
    }
}

fn never() -> bool {
    false
}

/// A file that cannot be read has no text to measure: its first character stands for it.
fn range(reader: &Reader<'_>, path: &Path, at: At) -> Range {
    reader.range(path, at).unwrap_or_default()
}

const fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Hint => DiagnosticSeverity::HINT,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Error => DiagnosticSeverity::ERROR,
    }
}
