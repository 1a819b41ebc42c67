//! Findings as one JSON object; its keys are told in `docs/configuration.md`.

use std::io::Write;

use serde_json::{Value, json};

use super::{Summary, Words, related};
use crate::cli::Fault;
use crate::cli::input::Opened;
use crate::cli::place::Place;
use crate::cli::terminal::Screen;
use crate::corpus::ReadFault;
use crate::rules::{self, Finding};
use crate::settings::Severity;
use crate::text::Encoding;

pub(in crate::cli) struct Json {
    screen: Screen,
    findings: Vec<Value>,
    unread: Vec<Value>,
}

impl Json {
    pub(super) fn new(screen: Screen) -> Self {
        Self { screen, findings: Vec::new(), unread: Vec::new() }
    }

    pub(super) fn article(&mut self, article: &Opened, findings: &[Finding]) {
        let shown = findings.iter().map(|f| finding(article, f));
        self.findings.extend(shown);
    }

    pub(super) fn unread(&mut self, fault: &ReadFault) {
        let path = fault.path.display().to_string();
        let reason = fault.why.to_string();
        self.unread.push(json!({"path": path, "reason": reason}));
    }

    pub(super) fn finish(mut self, summary: &Summary) -> Result<(), Fault> {
        let count = |s: Severity| summary.counts.get(&s).copied().unwrap_or(0);
        let whole = json!({
            "articles": summary.articles,
            "counts": {
                "error": count(Severity::Error),
                "warning": count(Severity::Warning),
                "information": count(Severity::Information),
                "hint": count(Severity::Hint),
            },
            "findings": self.findings,
            "unread": self.unread,
        });
        serde_json::to_writer_pretty(&mut self.screen, &whole)?;
        writeln!(self.screen)?;
        self.screen.flush()?;
        Ok(())
    }
}

fn finding(article: &Opened, finding: &Finding) -> Value {
    let mut out = place(Words::of(article, finding.span));
    let related = related(article, finding, |words, related| {
        let mut note = place(words);
        note["message"] = json!(related.note);
        if related.path.is_some() {
            note["path"] = json!(words.path.display().to_string());
        }
        note
    });
    out["related"] = json!(related);
    out["path"] = json!(article.path.display().to_string());
    out["rule"] = json!(finding.rule);
    out["severity"] = json!(finding.severity);
    out["message"] = json!(finding.message);
    out["page"] = json!(rules::rule(finding.rule).map(rules::Rule::page_path));
    out
}

/// Bytes, lines and columns (in characters, from 1) of a span, and its words.
fn place(Words { text, lines, span, .. }: Words<'_>) -> Value {
    let at = Place::new(text, lines, span, Encoding::Utf32);
    json!({
        "start": span.start,
        "end": span.end,
        "line": at.line,
        "column": at.column,
        "end_line": at.end_line,
        "end_column": at.end_column,
        "words": span.of(text),
    })
}
