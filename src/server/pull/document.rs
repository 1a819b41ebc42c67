//! The diagnostics of one document.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportResult,
    FullDocumentDiagnosticReport, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
};

use super::given_up;
use super::related::related;
use super::targets::is_target;
use crate::corpus::FileRole;
use crate::server::convert::path_of;
use crate::server::diagnose::{diagnose, diagnose_unopened, result_id};
use crate::server::view::Reader;

/// An answer, and what the client knows once it has it.
pub(crate) struct Answer {
    pub(crate) report: DocumentDiagnosticReportResult,
    pub(crate) known: Known,
}

/// What a client knows by an answer about a document.
pub(crate) struct Known {
    pub(super) path: PathBuf,
    /// The version it asked about, if it has it open.
    pub(super) version: Option<i32>,
    /// What the diagnostics are known by.
    pub(super) id: String,
    /// The same of the other files the answer spoke of.
    pub(super) beside: BTreeMap<PathBuf, String>,
    /// How much had happened by then.
    pub(crate) epoch: u64,
}

impl Known {
    /// The document.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

/// What there is to say of a document, unless the client has just that; of one that is not open what
/// the answer about the workspace says.
///
/// # Errors
///
/// Where the document has been edited meanwhile: the client is to ask again.
pub(crate) fn document(reader: &Reader<'_>, params: &DocumentDiagnosticParams) -> Result<Answer> {
    let path = path_of(&params.text_document.uri);
    let pulls = reader.pulls();
    // Nobody needs it any more: not worth beginning with, and not worth sending.
    if pulls.is_outdated(reader, &path) {
        return Err(given_up("The document has changed", true));
    }
    let snapshot = reader.snapshot();
    let version = snapshot.version(&path);
    let items = match (version, snapshot.project().role(&path)) {
        (None, FileRole::Other) if is_target(snapshot, &path) => diagnose_unopened(reader, &path),
        _ => diagnose(reader, &path),
    };
    let id = result_id(&items);
    let (others, beside) =
        if reader.can().related_documents { related(reader, &path, &items) } else { Default::default() };
    if pulls.is_outdated(reader, &path) {
        return Err(given_up("The document has changed", true));
    }
    let related_documents = (!others.is_empty()).then_some(others);
    let report = if params.previous_result_id.as_ref() == Some(&id) {
        DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: id.clone() },
        })
    } else {
        let result_id = Some(id.clone());
        DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
            related_documents,
            full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id, items },
        })
    };
    let known = Known { path, version, id, beside, epoch: reader.epoch() };
    Ok(Answer { report: report.into(), known })
}
