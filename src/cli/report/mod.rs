//! How `isnad check` writes findings: one file a format.

mod github;
mod json;
mod sarif;
mod text;

use std::collections::BTreeMap;
use std::path::Path;

use clap::ValueEnum;

use super::Fault;
use super::input::{Opened, Other};
use super::terminal::Screen;
use crate::corpus::ReadFault;
use crate::rules::{Finding, Related};
use crate::settings::Severity;
use crate::text::{LineIndex, Span};
use crate::words::Language;

/// The formats there are.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Format {
    /// For people, in a terminal
    Text,
    /// One JSON object
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of a GitHub workflow
    Github,
}

/// What a run comes to.
#[derive(Debug, Default)]
pub(super) struct Summary {
    /// Articles that were read.
    pub(super) articles: usize,
    /// Findings by severity.
    pub(super) counts: BTreeMap<Severity, usize>,
    /// Findings above a hint, by rule.
    pub(super) rules: BTreeMap<&'static str, usize>,
    /// Whether some input could not be read or understood.
    pub(super) unread: bool,
}

/// Words of a file that a report shows.
#[derive(Clone, Copy)]
struct Words<'a> {
    path: &'a Path,
    text: &'a str,
    lines: &'a LineIndex,
    span: Span,
}

impl<'a> Words<'a> {
    fn of(article: &'a Opened, span: Span) -> Self {
        let Opened { path, text, lines, .. } = article;
        Self { path, text, lines, span }
    }
}

/// The related words of a finding, each shown by `show`; those of a file that is gone are left out.
fn related<T>(article: &Opened, finding: &Finding, mut show: impl FnMut(Words<'_>, &Related) -> T) -> Vec<T> {
    let shown = finding.related.iter().filter_map(|related| {
        let span = related.span;
        let Some(path) = &related.path else {
            return Some(show(Words::of(article, span), related));
        };
        let Other { path, text, lines } = &Other::open(path)?;
        Some(show(Words { path, text, lines, span }, related))
    });
    shown.collect()
}

/// A report that is being written.
pub(super) enum Report {
    Text(text::Text),
    Json(json::Json),
    Sarif(sarif::Sarif),
    Github(github::Github),
}

impl Report {
    /// A report to standard output; `hints` says whether people see them.
    pub(super) fn new(format: Format, language: Language, hints: bool) -> Self {
        let screen = Screen::new();
        match format {
            Format::Text => Self::Text(text::Text::new(screen, language, hints)),
            Format::Json => Self::Json(json::Json::new(screen)),
            Format::Sarif => Self::Sarif(sarif::Sarif::new(screen, language)),
            Format::Github => Self::Github(github::Github::new(screen)),
        }
    }

    /// Takes an article's findings.
    pub(super) fn article(&mut self, article: &Opened, findings: &[Finding]) -> Result<(), Fault> {
        match self {
            Self::Text(report) => report.article(article, findings),
            Self::Json(report) => {
                report.article(article, findings);
                Ok(())
            }
            Self::Sarif(report) => {
                report.article(article, findings);
                Ok(())
            }
            Self::Github(report) => report.article(article, findings),
        }
    }

    /// Takes an article that could not be read; standard error has been told already.
    pub(super) fn unread(&mut self, fault: &ReadFault) -> Result<(), Fault> {
        match self {
            Self::Text(_) => Ok(()),
            Self::Json(report) => {
                report.unread(fault);
                Ok(())
            }
            Self::Sarif(report) => {
                report.unread(fault);
                Ok(())
            }
            Self::Github(report) => report.unread(fault),
        }
    }

    /// Writes what is left to write.
    pub(super) fn finish(self, summary: &Summary) -> Result<(), Fault> {
        match self {
            Self::Text(report) => report.finish(summary),
            Self::Json(report) => report.finish(summary),
            Self::Sarif(report) => report.finish(),
            Self::Github(report) => report.finish(),
        }
    }
}
