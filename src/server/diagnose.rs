//! Diagnostics in the protocol's words.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use tower_lsp::ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, NumberOrString, Range,
};

use super::view::Reader;
use crate::corpus::FileRole;
use crate::features::diagnostics::{self, Source};
use crate::features::{self, At};
use crate::settings::Severity;

/// What there is to say of a file that is open, or of a settings, ignores or knowledge file; of an
/// article that is not open nothing.
pub(crate) fn diagnose(reader: &Reader<'_>, path: &Path) -> Vec<Diagnostic> {
    let is_article = reader.snapshot().project().role(path) == FileRole::Other;
    if is_article && reader.snapshot().version(path).is_none() {
        return Vec::new();
    }
    said(reader, path, features::diagnostics(reader.snapshot(), path))
}

/// The same of an article that is not open, as it is on disk.
pub(crate) fn diagnose_unopened(reader: &Reader<'_>, path: &Path) -> Vec<Diagnostic> {
    let found = match reader.text(path) {
        Some(text) => features::diagnostics_unopened(reader.snapshot(), path, &text.text),
        None => features::diagnostics(reader.snapshot(), path),
    };
    said(reader, path, found)
}

/// What tells a file's diagnostics from others: the same ones have the same number.
pub(crate) fn result_id(diagnostics: &[Diagnostic]) -> String {
    let mut hasher = DefaultHasher::new();
    serde_json::to_string(diagnostics).unwrap_or_default().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

fn said(reader: &Reader<'_>, path: &Path, found: Vec<diagnostics::Diagnostic>) -> Vec<Diagnostic> {
    found.into_iter().map(|d| diagnostic(reader, path, d)).collect()
}

fn diagnostic(reader: &Reader<'_>, path: &Path, found: diagnostics::Diagnostic) -> Diagnostic {
    let can = reader.can();
    let page = match found.source {
        Source::Rule(id) if can.code_link => reader.page(id),
        _ => None,
    };
    let related = found.related.into_iter().filter_map(|(place, message)| {
        Some(DiagnosticRelatedInformation { location: reader.location_again(&place)?, message })
    });
    let related: Vec<_> = related.collect();
    Diagnostic {
        range: range(reader, path, found.at),
        severity: Some(severity(found.severity)),
        code: Some(NumberOrString::String(found.source.code().into())),
        code_description: page.map(|href| CodeDescription { href }),
        source: Some("isnad".into()),
        message: found.message,
        related_information: (can.related && !related.is_empty()).then_some(related),
        tags: None,
        data: None,
    }
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
