//! Diagnostics of a file: findings of the rules, and faults of front matter, settings, knowledge.

use std::path::Path;

use super::ignores;
use super::location::{At, Location};
use crate::analysis::{self, Analysis};
use crate::corpus::{ProjectFault, Snapshot};
use crate::rules::{self, OwnFindings};
use crate::settings::Severity;

/// Something to be shown at a place of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Where.
    pub at: At,
    /// How much it matters.
    pub severity: Severity,
    /// What found it.
    pub source: Source,
    /// One sentence.
    pub message: String,
    /// Other words that matter, each with a note.
    pub related: Vec<(Location, String)>,
    /// What mends it, where that is sure.
    pub mend: Vec<rules::Replacement>,
}

/// What found a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// A rule, by its id; its page is worth a link.
    Rule(&'static str),
    /// The reader of the file.
    File,
    /// The reader of front matter.
    FrontMatter,
    /// The reader of `isnad.toml`.
    Settings,
    /// The reader of knowledge files.
    Knowledge,
}

impl Source {
    /// The code shown beside the message.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Rule(id) => id,
            Self::File => "unreadable-file",
            Self::FrontMatter => "front-matter",
            Self::Settings => "settings",
            Self::Knowledge => "knowledge",
        }
    }
}

/// What there is to say of a file, in order of place: an open article, or a settings, ignores or
/// knowledge file, open or not. Of an article that is not open only that it cannot be read.
pub fn diagnostics(snapshot: &Snapshot, path: &Path) -> Vec<Diagnostic> {
    let open = snapshot.open(path);
    // What is no text has nothing to look at but that.
    let open = open.filter(|_| !snapshot.fault(path).is_some_and(|f| f.why.is_of_text()));
    let mut out = open
        .map_or_else(Vec::new, |o| article(snapshot, path, &o.text.text, &o.analysis, o.findings.as_ref()));
    out.extend(of_file(snapshot, path));
    out
}

/// The same of an article that is not open, whose file has this text.
pub fn diagnostics_unopened(snapshot: &Snapshot, path: &Path, text: &str) -> Vec<Diagnostic> {
    let metadata = snapshot.project().metadata(path);
    let analysis = analysis::analyse(text, &metadata, snapshot.knowledge());
    let mut out = article(snapshot, path, text, &analysis, None);
    out.extend(of_file(snapshot, path));
    out
}

/// What is wrong with a file itself.
fn of_file(snapshot: &Snapshot, path: &Path) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let language = snapshot.language(path);
    if let Some(fault) = snapshot.fault(path) {
        out.push(Diagnostic {
            at: At::Line(0),
            severity: Severity::Error,
            source: Source::File,
            message: fault.message(language),
            related: Vec::new(),
            mend: Vec::new(),
        });
    }
    let faults = snapshot.project().faults(path);
    out.extend(faults.into_iter().map(|fault| match fault {
        ProjectFault::Settings(fault) => Diagnostic {
            at: At::Span(fault.span),
            severity: Severity::Error,
            source: Source::Settings,
            message: fault.say(language),
            related: Vec::new(),
            mend: Vec::new(),
        },
        ProjectFault::Knowledge(fault) => Diagnostic {
            at: At::Line(fault.line),
            severity: Severity::Error,
            source: Source::Knowledge,
            message: fault.message,
            related: Vec::new(),
            mend: Vec::new(),
        },
        ProjectFault::Unread(fault) => Diagnostic {
            at: At::Line(0),
            severity: Severity::Error,
            source: Source::File,
            message: fault.message(language),
            related: Vec::new(),
            mend: Vec::new(),
        },
    }));
    out.extend(ignores::unused(snapshot, path));
    out
}

/// The findings in an article, and the faults of its front matter. `own` is what rules have found in it by
/// itself, where they have been run.
fn article(
    snapshot: &Snapshot,
    path: &Path,
    text: &str,
    analysis: &Analysis,
    own: Option<&OwnFindings>,
) -> Vec<Diagnostic> {
    let faults = analysis.faults.iter().map(|fault| Diagnostic {
        at: At::Span(fault.span),
        severity: Severity::Error,
        source: Source::FrontMatter,
        message: fault.say(snapshot.language(path)),
        related: Vec::new(),
        mend: Vec::new(),
    });
    let mut out: Vec<_> = faults.collect();
    let others = snapshot.others(path);
    let settings = snapshot.settings(path);
    let article = rules::Article {
        text,
        analysis,
        knowledge: snapshot.knowledge(),
        settings: &settings,
        language: snapshot.language(path),
        others: &others,
    };
    let findings = match own {
        Some(own) => rules::check_from(article, own),
        None => rules::check(article),
    };
    out.extend(findings.into_iter().map(|finding| {
        Diagnostic {
            at: At::Span(finding.span),
            severity: finding.severity,
            source: Source::Rule(finding.rule),
            message: finding.message,
            related: finding
                .related
                .into_iter()
                .map(|r| (Location::span(r.path.unwrap_or_else(|| path.into()), r.span), r.note))
                .collect(),
            mend: finding.mend,
        }
    }));
    out
}
